//! `models compare`: in what the crates of two models of one service differ.

mod equivalence;
mod report;
mod twin;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Scope, Selection, Settings, ir};

use self::report::{Pair, Report};
use crate::input::pulled;
use crate::input::sources::{self, ModelFile};
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::program;
use crate::screen::terminal::{self, Screen, note};

/// Compare the crates that two models of one service would become
///
/// Counts the differences by kind. A kind that is not explained, such as another type or another name on the
/// wire, is shown with its places, and the command exits with 1.
///
/// Without a second model, each model of the first path is compared with that of the same service and version
/// in what was pulled. What is on the right is taken for the later one.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "models compare sqs-smithy.json sqs",
    "models compare ~/api-models-aws/models",
]))]
pub(super) struct Args {
    /// A model: a file, a folder of one model's files, or the name of one that was pulled; without a second one
    /// also a folder of models, at any depth
    left: PathBuf,
    /// Another model of the same service
    right: Option<PathBuf>,
    /// Show every difference, explained ones too
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let report = match &args.right {
        Some(right) => Report::new(vec![two(&args.left, right, workspace, screen)?]),
        None => Report::new(all(&args.left, workspace, screen)?),
    };
    terminal::print(&report.text(args.all))?;
    Ok(if report.is_good() { Outcome::Good } else { Outcome::Bad })
}

/// Compares two models.
fn two(left: &Path, right: &Path, workspace: &Workspace, screen: &Screen) -> Result<Pair> {
    let paths = pulled::resolve(&[left.to_owned(), right.to_owned()], workspace)?;
    let packages: Vec<Option<ir::Package>> = paths
        .iter()
        .map(|path| lower(&sources::find(std::slice::from_ref(path))?, screen))
        .collect::<Result<_>>()?;
    Ok(match packages.as_slice() {
        [Some(left), Some(right)] => Pair::compared(left, right),
        _ => Pair::Broken(left.display().to_string()),
    })
}

/// Compares each model at a path with its twin.
fn all(path: &Path, workspace: &Workspace, screen: &Screen) -> Result<Vec<Pair>> {
    let models = if path.is_dir() {
        sources::models_below(path)?
    } else {
        vec![sources::find(&[path.to_owned()])?]
    };
    if models.is_empty() {
        bail!("the folder `{}` holds no model", path.display());
    }
    let pulled = pulled::all(&workspace.pulled())?;
    if pulled.is_empty() {
        bail!(
            "no model was pulled to compare with; `{}` does",
            program::command("models pull --all")
        );
    }
    let pair = |model: &Vec<ModelFile>| -> Result<Pair> {
        let name = model.first().map_or("", |file| file.name.as_str());
        let Some(left) = lower(model, screen)? else { return Ok(Pair::Broken(name.to_owned())) };
        let Some(folder) = twin::find(&left.service, &pulled)? else {
            return Ok(Pair::alone(&left));
        };
        Ok(match lower(&sources::find(&[folder])?, screen)? {
            Some(right) => Pair::compared(&left, &right),
            None => Pair::Broken(name.to_owned()),
        })
    };
    models.par_iter().map(pair).collect()
}

/// What a model becomes; `None` after its diagnostics were shown.
fn lower(model: &[ModelFile], screen: &Screen) -> Result<Option<ir::Package>> {
    let sources: Vec<Source> = sources::read(model)?;
    let settings = Settings {
        package: "compared".to_owned(),
        operations: Selection::All,
        scope: Scope::TypesOnly,
        runtime: String::new(),
        standalone: true,
        origin: Vec::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::lower(&sources, &settings, &mut diagnostics);
    if package.is_none() {
        screen.diagnostics(&sources, &diagnostics);
        let first = model.first().context("a model without files")?;
        note(&format!("`{}` cannot be compared", first.name));
    }
    Ok(package)
}
