//! Models to packages, as the tests want them.

use std::path::{Path, PathBuf};

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Package, Scope, Selection, Settings, report};

use crate::{fixtures, folders, sources, workspace_root};

/// The folders of the golden fixtures.
pub fn goldens() -> Vec<PathBuf> {
    folders(&fixtures().join("golden"))
}

/// The name of a folder, which is that of its fixture.
pub fn name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// All of a service, in a package of that name.
pub fn settings(package: &str) -> Settings {
    Settings {
        package: package.to_owned(),
        operations: Selection::All,
        scope: Scope::Whole,
        runtime: r#"path = "../../runtime""#.to_owned(),
        standalone: false,
        origin: vec!["model.json".to_owned()],
    }
}

/// The package of a golden fixture.
///
/// # Panics
///
/// If there is a problem with the model.
pub fn golden(folder: &Path) -> Package {
    package(&sources(folder), &settings(&name(folder)))
}

/// The package of models that are right.
///
/// # Panics
///
/// If there is a problem with them.
pub fn package(sources: &[Source], settings: &Settings) -> Package {
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::generate(sources, settings, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", report::render(sources, &diagnostics, false));
    package.unwrap_or_else(|| panic!("`{}` is neither made nor refused", settings.package))
}

/// The sources of the Cognito model in the tree.
///
/// # Panics
///
/// If one cannot be read.
pub fn cognito_sources() -> Vec<Source> {
    sources(&workspace_root().join("models").join("cognito-identity-provider"))
}
