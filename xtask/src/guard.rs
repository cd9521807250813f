//! `cargo xtask guard`: whether codecs got slower or crates got larger, by counts that no busy machine disturbs.
//!
//! ```text
//! benches/guard/           a package outside of the workspace
//!   baseline.json          what was counted when it was last found good
//!   src/                   the cases: calls of the codecs
//! target/guard/
//!   cases/                 what is compiled of the cases
//!   callgrind/             what valgrind counted in each
//!   program/               a program that calls every operation
//! ```

mod baseline;
mod build;
mod instructions;
mod llvm_lines;
mod machine;
mod program;
mod report;
mod source;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use smithgen::paths::Workspace;
use smithgen::screen::terminal::{self, note};
use smithgen::{Outcome, swap};

use self::baseline::Baseline;
use self::report::Report;
use crate::cargo;

/// What finds out more than the counts tell.
const DETAILS: &str = "

To see where the instructions of a case are, and, with cargo-llvm-lines, the lines of the program, after a run:
  callgrind_annotate target/guard/callgrind/json-list_users-read.25
  cargo llvm-lines --release --manifest-path target/guard/program/Cargo.toml";

/// The generated crate that is counted.
const PACKAGE: &str = "cognito-identity-provider";

/// What was counted, by names such as `source/lines`.
type Counts = BTreeMap<String, u64>;

/// Fail if codecs take more instructions, or emitted crates have more lines, than they had
///
/// Counted are the instructions of one call of each codec, by valgrind; the lines of LLVM IR of the crate for Cognito
/// and of a program that calls all of its operations, as cargo-llvm-lines counts them; and the lines and bytes of that
/// crate. Each may be larger by 5 % than in benches/guard/baseline.json. What became smaller by more is told, and is no
/// failure.
///
/// Valgrind is a package of Linux distributions. A count does not depend on how busy a machine is, nor on its
/// processor, if that is an x86-64 with AVX2: valgrind shows every program the same one. It does depend on the compiler
/// and on the C library. On other machines, the lines and bytes of the crate are compared and the rest is skipped.
#[derive(Debug, clap::Args)]
#[command(after_help = smithgen::program::examples(&["guard", "guard --update"]) + DETAILS)]
pub(crate) struct Args {
    /// Make what is counted now the baseline
    #[arg(long)]
    update: bool,
}

/// Where things are.
struct Places {
    /// What is committed: `benches/guard`.
    source: PathBuf,
    /// What is made: `target/guard`.
    output: PathBuf,
    /// The generated crate that is counted.
    package: PathBuf,
    /// Pins the dependencies of the program.
    lock_file: PathBuf,
}

impl Places {
    fn of(workspace: &Workspace) -> Self {
        let root = workspace.root();
        Self {
            source: root.join("benches").join("guard"),
            output: root.join("target").join("guard"),
            package: workspace.generated().join(PACKAGE),
            lock_file: workspace.lock_file(),
        }
    }

    fn baseline(&self) -> PathBuf {
        self.source.join("baseline.json")
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace) -> Result<Outcome> {
    let places = Places::of(workspace);
    let _lock = swap::make_and_lock(&places.output)?;
    // What is wrong with the baseline is said before minutes are spent on what it is compared with.
    let mut baseline = baseline(args, &places)?;
    let rustc = cargo::rustc_version()?;
    let counts = match machine::unfit() {
        None => count_all(&places)?,
        Some(reason) if args.update => bail!("no baseline can be made here: {reason}"),
        Some(reason) => {
            note(&format!("instructions and lines of LLVM IR are skipped: {reason}"));
            let counts = source::count(&places.package)?;
            baseline.counts.retain(|name, _| counts.contains_key(name));
            counts
        }
    };
    let report = Report::new(&baseline.counts, &counts);
    terminal::print(&report.to_string())?;
    if args.update {
        Baseline { rustc, counts }.write(&places.baseline())?;
        note("benches/guard/baseline.json has what is counted now; commit it");
        return Ok(Outcome::Good);
    }
    tell(&report, &baseline.rustc, &rustc);
    Ok(if report.is_good() { Outcome::Good } else { Outcome::Bad })
}

/// The baseline that is there; one that is about to be written need not be.
fn baseline(args: &Args, places: &Places) -> Result<Baseline> {
    match Baseline::read(&places.baseline())? {
        Some(baseline) => Ok(baseline),
        None if args.update => Ok(Baseline::default()),
        None => bail!(
            "benches/guard/baseline.json is not there; `{}` writes it",
            smithgen::program::command("guard --update")
        ),
    }
}

fn count_all(places: &Places) -> Result<Counts> {
    let mut counts = source::count(&places.package)?;
    counts.extend(instructions::count(places)?);
    counts.extend(llvm_lines::count(places)?);
    Ok(counts)
}

/// Says what to do, if there is anything.
fn tell(report: &Report<'_>, before: &str, now: &str) {
    let advice = report.advice();
    for line in &advice {
        note(line);
    }
    if !advice.is_empty() && before != now {
        note(&format!(
            "the compiler may be the reason: the baseline is of {before}, this is {now}"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_that_is_not_there_is_an_error_unless_it_is_about_to_be_written() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let places = Places::of(&Workspace::open(folder.path())?);
        let error = baseline(&Args { update: false }, &places).unwrap_err().to_string();
        assert!(error.contains("guard --update` writes it"), "{error}");
        assert_eq!(baseline(&Args { update: true }, &places)?, Baseline::default());
        Ok(())
    }
}
