//! `cargo xtask conformance`: the protocol tests of others, run against crates that are generated from their
//! models.

mod archive;
mod botocore;
mod build;
mod case;
mod cbor;
mod compare;
mod files;
mod latin1;
mod left_out;
mod report;
mod run;
mod smithy;
mod tree;

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use smithgen::Outcome;
use smithgen::models::pull;
use smithgen::paths::Workspace;
use smithgen::program;
use smithgen::screen::terminal;

use self::case::{Case, Suite};
use self::compare::Outcome as RunOutcome;
use self::left_out::LeftOut;
use self::report::{Row, Verdict};
use crate::glob;

/// Run protocol tests against crates that are generated from their models
///
/// Without --suite: those of the release of botocore that models/botocore-source-requirements.txt pins; its
/// source archive is downloaded once by pip. What models/conformance/left-out.toml names is left out.
///
/// Everything is generated and compiled in target/conformance, and a second run compiles nothing that has not
/// changed. The table at the end goes to standard output, and so do the failures, each with what was
/// expected and what came.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "conformance",
    "conformance --only 'input/rest-xml/*' --json target/outcomes.json",
    "conformance --suite ../protocol-tests",
]))]
pub(crate) struct Args {
    /// A folder of cases: `input/*.json` and `output/*.json` in botocore's form, or models in Smithy's JSON
    /// AST whose shapes carry `smithy.test#httpRequestTests`, `smithy.test#httpResponseTests` or
    /// `smithy.test#eventStreamTests`
    #[arg(long, value_name = "DIR")]
    suite: Option<PathBuf>,
    /// Only cases whose ids match, such as `input/json/*`; without a slash, the last part of the id. `*` stands for
    /// any characters, `?` for one
    #[arg(long, value_name = "GLOB")]
    only: Option<String>,
    /// Write every case's outcome to a file, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Where cases come from, and which of them are left out.
struct Origin {
    /// What the folder of the generated crates is called.
    name: String,
    folder: PathBuf,
    left_out: LeftOut,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace) -> Result<Outcome> {
    let origin = match &args.suite {
        Some(folder) => given(folder)?,
        None => pinned(workspace)?,
    };
    let suite = files::read(&origin.folder)?;
    refuse_unknown(&origin.left_out, &suite)?;
    let picked = pick(&suite, args.only.as_deref())?;
    let program = build::build(&suite, &origin.name, workspace)?;
    let outcomes = run::run(&program, &suite, &picked)?;
    let rows = picked
        .iter()
        .zip(outcomes)
        .map(|(case, outcome)| row(case, outcome, &origin.left_out))
        .collect::<Result<Vec<_>>>()?;
    if let Some(path) = &args.json {
        fs::write(path, report::json(&rows)?)
            .with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    terminal::print(&report::text(&rows))?;
    Ok(if report::has_failures(&rows) { Outcome::Bad } else { Outcome::Good })
}

/// A folder that the command line names.
fn given(folder: &Path) -> Result<Origin> {
    let folder = folder
        .canonicalize()
        .with_context(|| format!("the folder `{}` cannot be opened", folder.display()))?;
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    let name = format!("suite-{:016x}", hasher.finish());
    Ok(Origin { name, folder, left_out: LeftOut::default() })
}

/// The pinned release of botocore.
fn pinned(workspace: &Workspace) -> Result<Origin> {
    let folder = pull::of_source_archive(
        "protocol-tests",
        workspace,
        archive::protocol_tests,
        archive::write,
    )?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let left_out = LeftOut::read(&workspace.models().join("conformance/left-out.toml"))?;
    Ok(Origin { name, folder, left_out })
}

/// An entry without its case is out of date.
fn refuse_unknown(left_out: &LeftOut, suite: &Suite) -> Result<()> {
    let ids: Vec<&str> = suite.cases.iter().map(|case| case.id.as_str()).collect();
    let unknown = left_out.unknown(&ids);
    if !unknown.is_empty() {
        bail!(
            "models/conformance/left-out.toml names what is no case: {}; delete its entry",
            unknown.join(", ")
        );
    }
    Ok(())
}

fn pick<'a>(suite: &'a Suite, only: Option<&str>) -> Result<Vec<&'a Case>> {
    let is_picked = |case: &&Case| only.is_none_or(|pattern| glob::picks(pattern, &case.id));
    let picked: Vec<&Case> = suite.cases.iter().filter(is_picked).collect();
    match (picked.is_empty(), suite.cases.first()) {
        (true, Some(first)) => bail!("no case is picked; the ids are such as `{}`", first.id),
        _ => Ok(picked),
    }
}

fn row(case: &Case, outcome: Result<RunOutcome, String>, left_out: &LeftOut) -> Result<Row> {
    let differences = match outcome {
        Ok(outcome) => compare::differences(case, &outcome)
            .with_context(|| format!("the case `{}`", case.id))?,
        Err(message) => vec![message],
    };
    let verdict = match (differences.is_empty(), left_out.reason(&case.id)) {
        (true, None) => Verdict::Passed,
        (true, Some(_)) => Verdict::NeedlesslyLeftOut,
        (false, None) => Verdict::Failed { differences },
        (false, Some(reason)) => Verdict::LeftOut { reason: reason.to_owned() },
    };
    Ok(Row { id: case.id.clone(), protocol: case.protocol.clone(), verdict })
}
