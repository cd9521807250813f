//! `cargo xtask bench`: the project beside its peers, in one run on one machine.
//!
//! ```text
//! benches/
//!   compile/NAME/          frames of programs, for each crate that is compared
//!   speed/                 a package that times codecs
//! target/bench/
//!   compile/NAME/          programs, and what cargo makes of them
//!   crates/, speed/        crates that the package needs, and what cargo makes of it
//!   report.json            what came of the last run
//!   index.html             the same with charts
//! ```

mod compile;
mod contestant;
mod measure;
mod operations;
mod page;
mod program;
mod report;
mod row;
mod speed;
mod target;
mod unit;
mod usage;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Error, Result, bail};
use clap::ValueEnum;
use smithgen::paths::Workspace;
use smithgen::screen::terminal::{self, note};
use smithgen::{Outcome, swap};

use self::compile::Compile;
use self::contestant::{Contestant, Who};
use self::measure::Measure;
use self::report::{Crate, Report};
use self::row::Row;
use self::target::CASES;
use crate::{cargo, glob};

/// Measure what the compiler and a call take, beside the peers
///
/// Measures the crate of generated/cognito-identity-provider and those of two peers: alone, with programs that call
/// operations, and after an edit. Before that it runs benches/speed, which times codecs. benches/README.md says what
/// is in each figure.
///
/// The first run downloads and builds the peers, which takes half an hour; what they depend on stays in target/bench.
/// The table at the end is also in target/bench/report.json, and as a page with charts in target/bench/index.html.
/// Only ratios of one run mean something, and only on a machine that does nothing else. A target that is missed is no
/// failure; the command exits with 1 if something could not be measured.
#[derive(Debug, clap::Args)]
#[command(after_help = smithgen::program::examples(&[
    "bench",
    "bench --only compile --no-peers --runs 1",
    "bench --only compile --rows 'program/*'",
    "bench --only speed --rows 'json/*' --json target/speed.json",
]))]
pub(crate) struct Args {
    /// Run one half alone
    #[arg(long, value_name = "HALF", value_enum)]
    only: Option<Half>,
    /// Compile the peers' crates too; this is the default
    #[arg(id = "with-peers", long = "peers", overrides_with = "no_peers")]
    _peers: bool,
    /// Compile our crate alone. benches/speed has the peers in it all the same
    #[arg(long, overrides_with = "with-peers")]
    no_peers: bool,
    /// Only measures and cases whose ids match, such as `edit/*` or `json/*/read`; without a slash, the last part of the
    /// id. `*` stands for any characters, `?` for one
    #[arg(long, value_name = "GLOB")]
    rows: Option<String>,
    /// How often each build of ours is measured; the smallest figure counts
    #[arg(long, value_name = "N", default_value = "3")]
    runs: NonZeroUsize,
    /// How often each build of a peer is measured
    #[arg(long, value_name = "N", default_value = "1")]
    peer_runs: NonZeroUsize,
    /// Write the report to this file as well, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What can be run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Half {
    /// What the compiler takes
    Compile,
    /// What a call takes
    Speed,
}

/// What a half measured, and why the rest is missing.
#[derive(Default)]
struct Measured {
    crates: Vec<Crate>,
    rows: Vec<Row>,
    problems: Vec<Error>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace) -> Result<Outcome> {
    let measures = args.measures()?;
    let bench = workspace.root().join("target").join("bench");
    // Not the whole folder: the commands that make crates in it lock what they need.
    let compiled = bench.join("compile");
    let _lock = swap::make_and_lock(&compiled)?;

    // First, since it runs this program, which another build may have replaced by the time that the compiler is done.
    let speed = args.speed(&measures, &bench, workspace);
    let compile = args.compile(&measures, &bench, workspace);
    let report = Report {
        rustc: cargo::rustc_version()?,
        cores: thread::available_parallelism().map_or(1, NonZeroUsize::get),
        crates: compile.crates,
        compile: compile.rows,
        speed: speed.rows,
    };
    report.write(&bench.join("report.json"))?;
    if let Some(path) = &args.json {
        report.write(path)?;
    }
    let page = bench.join("index.html");
    fs::write(&page, page::page(&report))
        .with_context(|| format!("`{}` cannot be written", page.display()))?;
    terminal::print(&report.to_string())?;
    note(&format!("charts: {}", workspace.shown(&page).display()));
    let problems: Vec<Error> = compile.problems.into_iter().chain(speed.problems).collect();
    problems.iter().for_each(terminal::error);
    Ok(if problems.is_empty() { Outcome::Good } else { Outcome::Bad })
}

impl Args {
    /// What is measured of each crate.
    fn measures(&self) -> Result<Vec<Measure>> {
        let measures: Vec<Measure> =
            Measure::ALL.into_iter().filter(|measure| self.picks(&measure.id())).collect();
        if measures.is_empty() && self.only == Some(Half::Compile) {
            let ids: Vec<String> = Measure::ALL.iter().map(|measure| measure.id()).collect();
            bail!("--rows picks no measure; there are {}", ids.join(", "));
        }
        Ok(measures)
    }

    fn picks(&self, id: &str) -> bool {
        self.rows.as_deref().is_none_or(|pattern| glob::picks(pattern, id))
    }

    /// Measures what the compiler takes.
    fn compile(&self, measures: &[Measure], bench: &Path, workspace: &Workspace) -> Measured {
        if self.only == Some(Half::Speed) || measures.is_empty() {
            return Measured::default();
        }
        let mut half = Measured::default();
        let (mut figures, mut operations) = (BTreeMap::new(), BTreeMap::new());
        for who in self.contestants() {
            note(&format!("{}: fetching", who.name()));
            let contestant = match Contestant::prepare(who, bench, workspace) {
                Ok(contestant) => contestant,
                Err(problem) => {
                    half.problems.push(problem);
                    continue;
                }
            };
            let (found, problems) = self.measure(&contestant, measures);
            figures.extend(found.into_iter().map(|(measure, value)| ((measure, who), value)));
            operations.insert(who, contestant.operations.len());
            half.crates.push(Crate::from(&contestant));
            half.problems.extend(problems);
        }
        half.rows = row::of_measures(measures, &figures, &operations);
        half
    }

    fn contestants(&self) -> Vec<Who> {
        if self.no_peers { vec![Who::Smithgen] } else { Who::ALL.to_vec() }
    }

    fn measure(
        &self,
        contestant: &Contestant,
        measures: &[Measure],
    ) -> (Vec<(Measure, f64)>, Vec<Error>) {
        let (measures, runs) = match contestant.who {
            Who::Smithgen => (measures.to_vec(), self.runs),
            Who::AwsSdk | Who::Rusoto => (of_peer(measures), self.peer_runs),
        };
        Compile::new(contestant, runs.get()).all(&measures)
    }

    /// Whether cases are picked. There are more than those that have targets, so what picks nothing else may be for them.
    fn wants_speed(&self, measures: &[Measure]) -> bool {
        match self.only {
            Some(Half::Compile) => false,
            Some(Half::Speed) => true,
            None => measures.is_empty() || CASES.iter().any(|case| self.picks(case.id)),
        }
    }

    /// Times codecs.
    fn speed(&self, measures: &[Measure], bench: &Path, workspace: &Workspace) -> Measured {
        if !self.wants_speed(measures) {
            return Measured::default();
        }
        let only = self.rows.as_deref();
        match speed::run(bench, only, workspace) {
            Ok(timings) => {
                Measured { rows: row::of_timings(&timings, only), ..Measured::default() }
            }
            Err(problem) => Measured { problems: vec![problem], ..Measured::default() },
        }
    }
}

/// What has to be measured of a peer, each once.
fn of_peer(measures: &[Measure]) -> Vec<Measure> {
    let mut found = Vec::new();
    for measure in measures.iter().map(|measure| measure.of_peer()) {
        if !found.contains(&measure) {
            found.push(measure);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::measure::{Calls, Step};
    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(words: &[&str]) -> Args {
        let words = std::iter::once("bench").chain(words.iter().copied());
        Line::try_parse_from(words).unwrap().args
    }

    #[test]
    fn the_last_word_on_peers_counts() {
        let contestants = |words: &[&str]| args(words).contestants();
        assert_eq!(contestants(&[]), Who::ALL);
        assert_eq!(contestants(&["--no-peers"]), [Who::Smithgen]);
        assert_eq!(contestants(&["--no-peers", "--peers"]), Who::ALL);
        assert_eq!(contestants(&["--peers", "--no-peers"]), [Who::Smithgen]);
    }

    #[test]
    fn rows_pick_measures() -> Result<()> {
        let checks = args(&["--rows", "edit/*/check"]).measures()?;
        let edit = |calls| Measure::Edit(calls, Step::Check);
        assert_eq!(checks, [edit(Calls::Five), edit(Calls::All)]);
        let error = args(&["--only", "compile", "--rows", "json/*"]).measures().unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with("--rows picks no measure; there are crate/release, "), "{error}");
        Ok(())
    }

    #[test]
    fn cases_are_timed_unless_only_builds_are_asked_for() -> Result<()> {
        let wants = |words: &[&str]| -> Result<bool> {
            let args = args(words);
            Ok(args.wants_speed(&args.measures()?))
        };
        assert!(wants(&[])?);
        assert!(wants(&["--rows", "json/*"])?);
        assert!(wants(&["--rows", "json/list_users/response"])?);
        assert!(wants(&["--only", "speed", "--rows", "edit/*"])?);
        assert!(!wants(&["--rows", "edit/*"])?);
        assert!(!wants(&["--only", "compile"])?);
        Ok(())
    }

    #[test]
    fn what_two_rows_need_of_a_peer_is_measured_once() {
        let all = Measure::Program(Calls::All);
        let full = Measure::Program(Calls::Full);
        assert_eq!(of_peer(&[all, full, Measure::Cold]), [all, Measure::Cold]);
        assert_eq!(of_peer(&[full]), [all]);
    }
}
