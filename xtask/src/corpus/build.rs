//! Cargo on the crates. Those of one thread are a batch: they share a target folder, in which the runtime is compiled
//! once for each set of its features, and which holds what was made of one crate at a time.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::IgnoredAny;
use smithgen::paths::Workspace;
use smithgen::screen::progress::Progress;

use super::kept::{Kept, Verdict};
use super::report::{Crate, Row};
use super::step::Step;
use super::{Places, workers};
use crate::cargo;

/// Takes these steps on every crate, unless the outcome is kept.
pub(super) fn all(
    rows: &mut [Row],
    steps: &[Step],
    threads: usize,
    kept: &Kept,
    places: &Places,
    workspace: &Workspace,
) -> Result<()> {
    let lock_file = workspace.lock_file();
    let progress = Progress::start("compiled", rows.len());
    let verdicts = workers::share(rows, threads, |thread, row| {
        let verdicts = row.made.as_ref().map(|made| {
            let target = places.own.join(thread.to_string());
            let cargo = Cargo { made, name: &row.name, target: &target, lock_file: &lock_file };
            cargo.take(&row.id(), steps, kept)
        });
        progress.done(&row.id());
        verdicts.transpose()
    });
    progress.finish();
    for (row, verdicts) in rows.iter_mut().zip(verdicts) {
        row.verdicts = verdicts?.unwrap_or_default();
    }
    Ok(())
}

/// A crate, and what cargo needs to know of it.
struct Cargo<'a> {
    made: &'a Crate,
    name: &'a str,
    target: &'a Path,
    lock_file: &'a Path,
}

impl Cargo<'_> {
    fn take(&self, id: &str, steps: &[Step], kept: &Kept) -> Result<Vec<(Step, Verdict)>> {
        let mut verdicts = Vec::new();
        let mut has_run = false;
        for &step in steps {
            let verdict = if let Some(verdict) = kept.load(id, &self.made.hash, step) {
                verdict
            } else {
                has_run = true;
                let verdict = self.run(step)?;
                kept.store(id, &self.made.hash, step, &verdict)?;
                verdict
            };
            verdicts.push((step, verdict));
        }
        if has_run {
            self.clean()?;
        }
        Ok(verdicts)
    }

    fn run(&self, step: Step) -> Result<Verdict> {
        cargo::pin(&self.made.folder, self.lock_file)?;
        let start = Instant::now();
        let output = cargo::command()
            .args(step.words())
            .args(["--quiet", "--message-format", "json", "--manifest-path"])
            .arg(self.made.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(self.target)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTDOCFLAGS")
            .env_remove("CARGO_BUILD_TARGET")
            .output()
            .context("`cargo` cannot be run")?;
        Ok(Verdict { seconds: start.elapsed().as_secs_f64(), diagnostics: diagnostics(&output) })
    }

    /// Deletes what was made of the crate: pages and metadata of all crates would take tens of gigabytes.
    fn clean(&self) -> Result<()> {
        cargo::command()
            .args(["clean", "--quiet", "--package", self.name, "--manifest-path"])
            .arg(self.made.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(self.target)
            .output()
            .context("`cargo` cannot be run")?;
        let pages = self.target.join("doc");
        if pages.exists() {
            fs::remove_dir_all(&pages)
                .with_context(|| format!("`{}` cannot be deleted", pages.display()))?;
        }
        Ok(())
    }
}

/// What cargo prints for each thing that happens. See <https://doc.rust-lang.org/cargo/reference/external-tools.html>.
#[derive(Deserialize)]
struct Message {
    #[serde(rename = "message")]
    about: Option<CompilerMessage>,
}

#[derive(Deserialize)]
struct CompilerMessage {
    level: String,
    rendered: Option<String>,
    spans: Vec<IgnoredAny>,
}

/// Every error and warning. One without a place only counts the others, unless there are none.
fn diagnostics(output: &Output) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let found: Vec<(bool, String)> = stdout
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.about)
        .filter(|about| about.level == "warning" || about.level.starts_with("error"))
        .map(|about| (!about.spans.is_empty(), about.rendered.unwrap_or_default()))
        .collect();
    let has_place = found.iter().any(|(has_place, _)| *has_place);
    let mut texts: Vec<String> = found
        .into_iter()
        .filter(|(with_place, _)| *with_place || !has_place)
        .map(|(_, text)| text)
        .collect();
    if texts.is_empty() && !output.status.success() {
        texts.push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    texts
}

#[cfg(test)]
mod tests {
    use std::process::ExitStatus;

    use super::*;

    fn output(stdout: &str, status: ExitStatus) -> Output {
        Output { status, stdout: stdout.into(), stderr: b"killed".to_vec() }
    }

    #[cfg(unix)]
    #[test]
    fn errors_and_warnings_are_told_from_the_rest() {
        use std::os::unix::process::ExitStatusExt;
        let good = ExitStatus::from_raw(0);
        let bad = ExitStatus::from_raw(256);
        let message = |level: &str, text: &str, spans: &str| {
            let about = format!(r#"{{"level":"{level}","rendered":"{text}","spans":[{spans}]}}"#);
            format!(r#"{{"reason":"compiler-message","message":{about}}}"#) + "\n"
        };
        let noise = "{\"reason\":\"build-finished\",\"success\":true}\nnot JSON\n";
        let summary = message("error", "aborting", "");
        let note = message("failure-note", "see the index", "");
        let warning = message("warning", "unused", "{}");
        let said = |text: &[&str], status| diagnostics(&output(&text.concat(), status));
        assert!(said(&[noise], good).is_empty());
        assert_eq!(said(&[noise, &warning, &summary, &note], bad), ["unused"]);
        assert_eq!(said(&[noise, &summary], bad), ["aborting"]);
        assert_eq!(said(&[noise], bad), ["killed"]);
    }
}
