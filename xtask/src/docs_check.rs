//! `cargo xtask docs-check`: whether a reader of the pages sees what a reader of the models does.

mod compare;
mod dom;
mod model;
mod page;
#[cfg(test)]
mod random;
mod reading;
mod tags;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Serialize;
use smithgen::Outcome;
use smithgen::input::pulled;
use smithgen::input::services;
use smithgen::input::sources::{self, ModelFile};
use smithgen::paths::Workspace;
use smithgen::program;
use smithgen::screen::progress::Progress;
use smithgen::screen::table::{Side, Table};
use smithgen::screen::terminal::{self, Screen};
use smithgen_codegen::diagnostics::Diagnostics;

use self::compare::{Difference, Links};

/// Compare what readers see: of the documentation in models, and of the pages made of it
///
/// For each documentation trait, the words, code, items of lists and links that a browser shows of the model
/// are compared with those that rustdoc shows of the page, through different parsers. The first difference of each trait
/// is printed, and so is what rustdoc would warn about. Exits with 1 if there is any, or if a model cannot be
/// read.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "docs-check",
    "docs-check ~/api-models-aws/models --json target/docs-check.json",
]))]
pub(crate) struct Args {
    /// Folders that hold models, at any depth, or names of services that were pulled; without one, the services of
    /// `services.toml` and all models that were pulled
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Write the same as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A model that is to be checked.
struct Candidate {
    /// How messages call it.
    name: String,
    files: Vec<ModelFile>,
}

/// What came of all models.
#[derive(Debug, Default, Serialize)]
struct Report {
    totals: Totals,
    differences: Vec<Finding>,
    unreadable: Vec<Unreadable>,
}

/// What was counted.
#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Totals {
    models: usize,
    files: usize,
    traits: usize,
    words: usize,
    equal: usize,
    different: usize,
    links: Links,
}

/// A trait whose page differs.
#[derive(Debug, Serialize)]
struct Finding {
    #[serde(rename = "in")]
    model: String,
    shape: String,
    #[serde(flatten)]
    difference: Difference,
}

/// A model that could not be read.
#[derive(Debug, Serialize)]
struct Unreadable {
    #[serde(rename = "in")]
    model: String,
    why: String,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let candidates = candidates(&args.folders, workspace)?;
    let progress = Progress::start("checked", candidates.len());
    let reports: Vec<Report> = candidates
        .into_par_iter()
        .map(|candidate| {
            let report = check(&candidate, screen);
            progress.done(&candidate.name);
            report
        })
        .collect();
    progress.finish();
    let report = reports.into_iter().fold(Report::default(), Report::and);
    terminal::print(&report.to_string())?;
    if let Some(path) = &args.json {
        let json = serde_json::to_string_pretty(&report)? + "\n";
        fs::write(path, json).with_context(|| format!("writing `{}`", path.display()))?;
    }
    for Unreadable { model, why } in &report.unreadable {
        terminal::note(&format!("error: the model `{model}` was not checked: {why}"));
    }
    let good = report.differences.is_empty() && report.unreadable.is_empty();
    Ok(if good { Outcome::Good } else { Outcome::Bad })
}

fn candidates(folders: &[PathBuf], workspace: &Workspace) -> Result<Vec<Candidate>> {
    let mut models = Vec::new();
    if folders.is_empty() {
        models.extend(services::read(workspace)?.into_iter().map(|service| service.models));
        for (_, folder) in pulled::all(&workspace.pulled())? {
            models.extend(sources::models_in(&folder)?);
        }
        if models.is_empty() {
            bail!(
                "there is no service in `models/services.toml`, and no model was pulled; \
                 `{}` takes any others",
                program::command("docs-check DIR")
            );
        }
    }
    for folder in pulled::resolve(folders, workspace)? {
        let found = sources::models_below(&folder)?;
        if found.is_empty() {
            bail!("the folder `{}` holds no model", folder.display());
        }
        models.extend(found);
    }
    Ok(models.into_iter().map(|files| candidate(files, workspace)).collect())
}

/// A model of one file is called by it, and one of several by their folder.
fn candidate(files: Vec<ModelFile>, workspace: &Workspace) -> Candidate {
    let path = match files.as_slice() {
        [file] => Some(file.path.as_path()),
        files => files.first().and_then(|file| file.path.parent()),
    };
    let shown = workspace.shown(path.unwrap_or(Path::new("")));
    Candidate { name: shown.to_string_lossy().replace('\\', "/"), files }
}

/// Reads a model and compares each of its documentation traits with its page.
fn check(candidate: &Candidate, screen: &Screen) -> Report {
    let totals = Totals { models: 1, files: candidate.files.len(), ..Totals::default() };
    let mut report = Report { totals, ..Report::default() };
    let unreadable = |why: String| Unreadable { model: candidate.name.clone(), why };
    let sources = match sources::read(&candidate.files) {
        Ok(sources) => sources,
        Err(error) => {
            report.unreadable.push(unreadable(format!("{error:#}")));
            return report;
        }
    };
    let mut diagnostics = Diagnostics::default();
    let Some(documentation) = smithgen_codegen::documentation(&sources, &mut diagnostics) else {
        screen.diagnostics(&sources, &diagnostics);
        report.unreadable.push(unreadable("it is not right".to_owned()));
        return report;
    };
    for entry in documentation {
        let found = compare::compare(&entry.text, &entry.lines);
        report.totals.traits += 1;
        report.totals.words += found.words;
        report.totals.links = report.totals.links.and(found.links);
        if let Some(difference) = found.difference {
            let model = candidate.name.clone();
            report.differences.push(Finding { model, shape: entry.shape_id, difference });
        }
    }
    report.totals.different = report.differences.len();
    report.totals.equal = report.totals.traits - report.totals.different;
    report
}

impl Report {
    /// This and another.
    fn and(mut self, other: Self) -> Self {
        self.totals = self.totals.and(other.totals);
        self.differences.extend(other.differences);
        self.unreadable.extend(other.unreadable);
        self
    }
}

impl Totals {
    fn and(self, other: Self) -> Self {
        Self {
            models: self.models + other.models,
            files: self.files + other.files,
            traits: self.traits + other.traits,
            words: self.words + other.words,
            equal: self.equal + other.equal,
            different: self.different + other.different,
            links: self.links.and(other.links),
        }
    }

    fn table(&self) -> Table<2> {
        let mut table = Table::new([("what", Side::Left), ("count", Side::Right)]);
        for (what, count) in [
            ("models", self.models),
            ("model files", self.files),
            ("documentation traits", self.traits),
            ("words", self.words),
            ("equal", self.equal),
            ("different", self.different),
            ("links to items", self.links.resolved),
            ("links kept", self.links.kept),
            ("links without target", self.links.without_target),
        ] {
            table.row([what.to_owned(), count.to_string()]);
        }
        table
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for Finding { model, shape, difference } in &self.differences {
            writeln!(f, "{model}: {shape}\n{difference}")?;
        }
        write!(f, "{}", self.totals.table())
    }
}
