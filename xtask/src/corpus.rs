//! `cargo xtask corpus`: every model that there is becomes a crate, which on request is compiled and documented.

mod build;
mod candidate;
mod kept;
mod make;
mod memory;
mod pace;
mod report;
mod shard;
mod step;
mod workers;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};
use smithgen::paths::Workspace;
use smithgen::program;
use smithgen::screen::terminal::{self, Screen};
use smithgen::{Outcome, swap};

use self::candidate::Candidate;
use self::kept::Kept;
use self::report::Report;
use self::shard::Shard;
use self::step::Asked;
use crate::glob;

/// Generate a crate of every model, and prove that it compiles
///
/// The crates go to target/corpus/botocore and target/corpus/smithy, by the format of their model. With --check,
/// --clippy or --doc, cargo runs on each with warnings denied. What came of it is kept with a hash of the crate, of
/// the runtime and of the toolchain: a run that was stopped goes on where it was, and what has not changed is not
/// compiled again. What cargo made of a crate is deleted once the outcome is known.
///
/// The table at the end is also in target/corpus/report.json, with all that compilers said. Exits with 1 if a crate
/// was not generated, or if there is any error or warning.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "corpus",
    "corpus --check --doc",
    "corpus --only 's3-*' --check ~/api-models-aws/models",
    "corpus --check --shard 1/2",
]))]
pub(crate) struct Args {
    /// Folders that hold models, at any depth, or names of services that were pulled; without one, the newest
    /// release that was pulled
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    /// Also time how long syn takes to parse the same output, and prettyplease to print it
    #[arg(long)]
    pace: bool,
    /// Only models whose ids match, such as `ec2-*` or `smithy/*`; without a slash, the last part of the id. `*`
    /// stands for any characters, `?` for one
    #[arg(long, value_name = "GLOB")]
    only: Option<String>,
    /// Only the i-th of n parts of the models, so that several processes or machines can share the work
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// How many models to work on at once; the files are the same with any number [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Where things are made.
struct Places {
    /// `target/corpus`.
    root: PathBuf,
    /// What one shard has for itself: the target folders of cargo.
    own: PathBuf,
    /// Where the report goes.
    report: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let start = Instant::now();
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok());
    let jobs = jobs.map_or(1, NonZeroUsize::get);
    let candidates = candidates(args, workspace)?;
    let places = Places::new(args.shard, workspace);
    let _lock = swap::make_and_lock(&places.own)?;

    let mut rows = make::all(&candidates, args.pace, jobs, &places, workspace, screen);
    let generated_in = start.elapsed();
    let memory = memory::peak();
    let steps = args.asked.steps();
    if !steps.is_empty() {
        let kept = Kept::new(places.root.join("outcomes"), workspace)?;
        build::all(&mut rows, &steps, jobs, &kept, &places, workspace)?;
    }
    let report = Report::new(rows, jobs, generated_in, start.elapsed(), memory);
    report.write(&places.report)?;
    terminal::print(&report.to_string())?;
    report.tell_failures();
    Ok(if report.is_good() { Outcome::Good } else { Outcome::Bad })
}

/// The models to work on, the largest first: no long one starts when all others are done, and what is
/// hardest is seen first.
fn candidates(args: &Args, workspace: &Workspace) -> Result<Vec<Candidate>> {
    let mut found = candidate::find(&args.folders, workspace)?;
    let only = args.only.as_deref();
    found.retain(|it| only.is_none_or(|pattern| glob::picks(pattern, &it.id())));
    if let Some(shard) = args.shard {
        found = shard.take(found);
    }
    if found.is_empty() {
        bail!("no model is picked");
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.bytes));
    Ok(found)
}

impl Places {
    fn new(shard: Option<Shard>, workspace: &Workspace) -> Self {
        let root = workspace.root().join("target").join("corpus");
        let (own, report) = match shard {
            None => ("all".to_owned(), "report.json".to_owned()),
            Some(shard) => (shard.name(), format!("report-{}.json", shard.name())),
        };
        Self { own: root.join("build").join(own), report: root.join(report), root }
    }
}
