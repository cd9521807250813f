//! The compiler at work on a crate and on programs that use it.
//!
//! Dependencies are built before anything is measured, and stay for the next run. What cargo reports as compiled has to
//! be what was meant, else the build is not counted but repeated.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Error, Result, bail};
use serde::Deserialize;
use smithgen::screen::progress::Progress;
use smithgen::screen::terminal::note;

use super::contestant::Contestant;
use super::measure::{Calls, Measure, Step};
use super::program;
use super::usage::{self, Usage};
use crate::cargo;

/// How often a build is begun before it has to be of the right packages: the first may build dependencies.
const ATTEMPTS: usize = 3;

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Crate,
    Program(Calls),
}

/// Whether rustc keeps what it knows of the last build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Incremental {
    Never,
    /// As the profile says: in debug and check, for packages of one's own.
    AsByDefault,
}

/// A contestant, and how it is measured.
pub(super) struct Compile<'a> {
    contestant: &'a Contestant,
    runs: usize,
    /// Builds of the crate alone, which more than one measure reads.
    alone: BTreeMap<Step, Usage>,
    /// The number of the last edit.
    edits: usize,
}

/// What cargo says of an artifact. See <https://doc.rust-lang.org/cargo/reference/external-tools.html>.
#[derive(Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    fresh: bool,
}

impl<'a> Compile<'a> {
    /// Figures are the smallest of so many runs.
    pub(super) fn new(contestant: &'a Contestant, runs: usize) -> Self {
        Self { contestant, runs, alone: BTreeMap::new(), edits: 0 }
    }

    /// Measures each. One that cannot be measured does not keep others from it.
    pub(super) fn all(&mut self, measures: &[Measure]) -> (Vec<(Measure, f64)>, Vec<Error>) {
        let name = self.contestant.who.name();
        let progress = Progress::start("measured", measures.len());
        let (mut figures, mut problems) = (Vec::new(), Vec::new());
        for &measure in measures {
            let id = measure.id();
            match self.figure(measure) {
                Ok(figure) => {
                    figures.push((measure, figure));
                    progress.done(&format!("{name} {id}: {}", measure.unit().show(figure)));
                }
                Err(error) => {
                    problems.push(error.context(format!("{name} {id} cannot be measured")));
                    progress.done(&format!("{name} {id}: not measured"));
                }
            }
        }
        progress.finish();
        (figures, problems)
    }

    fn figure(&mut self, measure: Measure) -> Result<f64> {
        Ok(match measure {
            Measure::Crate(Step::Release) => self.alone(Step::Release)?.cpu.as_secs_f64(),
            Measure::Crate(step) => self.alone(step)?.wall.as_secs_f64(),
            Measure::Memory => in_float(self.alone(Step::Release)?.peak),
            Measure::Program(calls) => self.with_crate(calls)?.cpu.as_secs_f64(),
            Measure::Edit(calls, step) => self.after_edit(calls, step)?.wall.as_secs_f64(),
            Measure::Cold => self.cold()?.cpu.as_secs_f64(),
            Measure::Lines => in_float(self.contestant.size()?.lines),
            Measure::Bytes => in_float(self.contestant.size()?.bytes),
        })
    }

    /// The crate alone.
    fn alone(&mut self, step: Step) -> Result<Usage> {
        if let Some(usage) = self.alone.get(&step) {
            return Ok(*usage);
        }
        let expected = BTreeSet::from([self.contestant.manifest.clone()]);
        let usage = self.least(|this| {
            this.counted(&expected, |this| {
                this.clean(step)?;
                this.build(What::Crate, step, Incremental::Never, &this.contestant.target())
            })
        })?;
        self.alone.insert(step, usage);
        Ok(usage)
    }

    /// The crate and a program.
    fn with_crate(&mut self, calls: Calls) -> Result<Usage> {
        let expected = BTreeSet::from([self.contestant.manifest.clone(), self.program_manifest()]);
        self.least(|this| {
            this.counted(&expected, |this| {
                this.clean(Step::Release)?;
                let target = this.contestant.target();
                this.build(What::Program(calls), Step::Release, Incremental::Never, &target)
            })
        })
    }

    /// The program, after one of its lines was edited.
    fn after_edit(&mut self, calls: Calls, step: Step) -> Result<Usage> {
        let expected = BTreeSet::from([self.program_manifest()]);
        if step != Step::Release {
            // What is known of the last build is of one like those that follow.
            self.edited(calls, step)?;
        }
        self.least(|this| this.counted(&expected, |this| this.edited(calls, step)))
    }

    fn edited(&mut self, calls: Calls, step: Step) -> Result<(Usage, BTreeSet<PathBuf>)> {
        self.edits += 1;
        program::edit(&self.contestant.folder, calls, self.edits)?;
        let target = self.contestant.target();
        self.build(What::Program(calls), step, Incremental::AsByDefault, &target)
    }

    /// The crate and its dependencies, in a folder of their own.
    fn cold(&mut self) -> Result<Usage> {
        let target = self.contestant.folder.join("cold");
        let usage = self.least(|this| {
            remove(&target)?;
            let (usage, _) = this.build(What::Crate, Step::Release, Incremental::Never, &target)?;
            Ok(usage)
        })?;
        remove(&target)?;
        Ok(usage)
    }

    /// The least of all runs.
    fn least(&mut self, run: impl Fn(&mut Self) -> Result<Usage>) -> Result<Usage> {
        let mut least = run(self)?;
        for _ in 1..self.runs {
            least = least.least(run(self)?);
        }
        Ok(least)
    }

    /// A build of these packages and no others, by their manifests.
    fn counted(
        &mut self,
        expected: &BTreeSet<PathBuf>,
        build: impl Fn(&mut Self) -> Result<(Usage, BTreeSet<PathBuf>)>,
    ) -> Result<Usage> {
        for _ in 0..ATTEMPTS {
            let (usage, compiled) = build(self)?;
            if compiled == *expected {
                return Ok(usage);
            }
            let (count, meant) = (compiled.len(), expected.len());
            note(&format!("not counted: {count} packages were compiled, where {meant} are meant"));
        }
        bail!("cargo compiles other packages than {expected:?} each time");
    }

    /// Builds; what that took, and the manifests of what was compiled.
    fn build(
        &self,
        what: What,
        step: Step,
        incremental: Incremental,
        target: &Path,
    ) -> Result<(Usage, BTreeSet<PathBuf>)> {
        let mut command = self.cargo(step.words(), target);
        command.args(["--message-format", "json-render-diagnostics"]);
        match what {
            What::Crate => command.args(["--package", self.contestant.who.package()]),
            What::Program(calls) => command.args(["--bin", calls.name()]),
        };
        if incremental == Incremental::Never {
            command.env("CARGO_INCREMENTAL", "0");
        }
        let ran = usage::run(&mut command, &self.contestant.folder.join("build.log"))?;
        Ok((ran.usage, compiled(&ran.stdout)))
    }

    /// Deletes what was made of the crate and the programs.
    fn clean(&self, step: Step) -> Result<()> {
        let profile = match step {
            Step::Release => "release",
            Step::Check | Step::Debug => "dev",
        };
        let mut command = self.cargo(&["clean", "--profile", profile], &self.contestant.target());
        command.args(["--package", self.contestant.who.package(), "--package", "program"]);
        usage::run(&mut command, &self.contestant.folder.join("clean.log"))?;
        Ok(())
    }

    /// Cargo, untouched by what the environment says of how to build.
    fn cargo(&self, words: &[&str], target: &Path) -> Command {
        let mut command = cargo::command();
        command
            .args(words)
            .args(["--offline", "--manifest-path"])
            .arg(self.contestant.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(target);
        for (name, _) in std::env::vars_os() {
            if changes_builds(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        command
    }

    fn program_manifest(&self) -> PathBuf {
        self.contestant.folder.join("Cargo.toml")
    }
}

impl Step {
    /// The words that have cargo take it.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["build", "--release"],
            Self::Check => &["check"],
            Self::Debug => &["build"],
        }
    }
}

/// Whether a variable of the environment has cargo build in another way.
fn changes_builds(name: &str) -> bool {
    name.starts_with("CARGO_PROFILE_")
        || name.starts_with("CARGO_BUILD_")
        || matches!(
            name,
            "CARGO_ENCODED_RUSTFLAGS"
                | "CARGO_INCREMENTAL"
                | "RUSTC_WORKSPACE_WRAPPER"
                | "RUSTC_WRAPPER"
                | "RUSTFLAGS"
        )
}

/// The manifests of the packages that were not there already.
fn compiled(messages: &str) -> BTreeSet<PathBuf> {
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    artifacts.filter(|artifact| !artifact.fresh).map(|artifact| artifact.manifest_path).collect()
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("`{}` cannot be deleted", folder.display()))?;
    }
    Ok(())
}

/// Exact for what is counted here, which is far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn in_float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_already_is_not_counted() {
        let artifact = |name: &str, fresh: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"x","manifest_path":"/{name}/Cargo.toml","target":{{}},"fresh":{fresh}}}"#
            )
        };
        let text = [
            "not JSON".to_owned(),
            artifact("a", false),
            artifact("b", true),
            artifact("a", false),
            r#"{"reason":"build-script-executed","package_id":"x"}"#.to_owned(),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
        ];
        assert_eq!(compiled(&text.join("\n")), BTreeSet::from([PathBuf::from("/a/Cargo.toml")]));
    }

    #[test]
    fn what_the_environment_says_of_builds_is_left_out() {
        for name in ["RUSTFLAGS", "CARGO_PROFILE_DEV_DEBUG", "CARGO_BUILD_JOBS", "RUSTC_WRAPPER"] {
            assert!(changes_builds(name), "{name}");
        }
        for name in ["CARGO", "CARGO_HOME", "PATH", "RUSTUP_TOOLCHAIN"] {
            assert!(!changes_builds(name), "{name}");
        }
    }
}
