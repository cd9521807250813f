//! Crates of many models in one workspace, and what the tools of Rust say to them.

use std::collections::BTreeMap;

use rayon::prelude::*;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Settings, report};

use crate::cargo::{Scratch, toml_path};
use crate::run::Run;
use crate::{generate, workspace_root};

/// A model by the name of its package.
pub struct Named {
    /// The package's name.
    pub name: String,
    /// The model, as a JSON AST.
    pub model: String,
}

/// Generates a package of each model in one workspace, and returns what cargo's commands answered
/// that failed. The folder is within `temporary`.
///
/// # Panics
///
/// If a model is refused.
pub fn failures(temporary: &str, folder: &str, models: &[Named]) -> Vec<Run> {
    let packages: Vec<BTreeMap<String, String>> = models.par_iter().map(package).collect();
    let files = packages.into_iter().flatten();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\"{folder}/*\"]\n");
    let manifest = [("Cargo.toml".to_owned(), manifest)];
    let prefixed = files.map(|(path, text)| (format!("{folder}/{path}"), text));
    let files = prefixed.chain(manifest).collect();
    let workspace = Scratch::new(temporary, folder, &files);
    let runs = [
        workspace.cargo(&["clippy", "--workspace", "--keep-going", "--quiet"]),
        workspace.cargo(&["doc", "--workspace", "--no-deps", "--keep-going", "--quiet"]),
    ];
    runs.into_iter().filter(|run| !run.is_success()).collect()
}

/// Generates the files of a package, below its name.
///
/// # Panics
///
/// If the model is refused.
pub fn package(named: &Named) -> BTreeMap<String, String> {
    let runtime = workspace_root().join("runtime");
    let settings = Settings {
        runtime: format!("path = \"{}\"", toml_path(&runtime)),
        ..generate::settings(&named.name)
    };
    let sources =
        [Source { name: "model.json".to_owned(), bytes: named.model.clone().into_bytes() }];
    let mut diagnostics = Diagnostics::default();
    // Warnings tell of examples that do not fit, and the like.
    let package = smithgen_codegen::generate(&sources, &settings, &mut diagnostics);
    let Some(package) = package else {
        let report = report::render(&sources, &diagnostics, false);
        panic!("`{}` is refused:\n{report}\n{}", named.name, named.model)
    };
    let files = package.files.into_iter();
    files.map(|(path, text)| (format!("{}/{path}", named.name), text)).collect()
}
