//! `benches/speed`: what a codec takes. It measures, and we read what it wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use smithgen::paths::Workspace;
use smithgen::program;

use crate::cargo;

/// A line that `benches/speed` writes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Timing {
    /// What is timed, such as `json/list_users/read`.
    pub(super) case: String,
    /// Whose code it is.
    pub(super) who: String,
    /// How long it takes.
    pub(super) ns: f64,
    /// How much is read or written.
    #[serde(default)]
    pub(super) bytes: Option<u64>,
}

/// A service whose crate the package needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    operations: Vec<String>,
}

/// Runs the package; only the cases that a pattern picks, if there is one.
pub(super) fn run(bench: &Path, only: Option<&str>, workspace: &Workspace) -> Result<Vec<Timing>> {
    let package = workspace.root().join("benches").join("speed");
    if !package.join("Cargo.toml").is_file() {
        bail!("`benches/speed` is missing; --only compile does without it");
    }
    generate(&package.join("services.toml"), &bench.join("crates"), workspace)?;
    let lines = bench.join("speed.jsonl");
    let mut command = cargo::command();
    command
        .args(["run", "--release", "--quiet", "--locked", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(bench.join("speed"))
        .args(["--", "--json"])
        .arg(&lines);
    if let Some(pattern) = only {
        command.args(["--only", pattern]);
    }
    let status = command.stdout(Stdio::null()).status().context("`cargo` cannot be run")?;
    if !status.success() {
        bail!("`benches/speed` failed ({status})");
    }
    let text = fs::read_to_string(&lines)
        .with_context(|| format!("`{}` cannot be read", lines.display()))?;
    parse(&text).with_context(|| format!("`{}` is not right", lines.display()))
}

/// Makes the crates that the package needs, by the commands that make any crate.
fn generate(services: &Path, crates: &Path, workspace: &Workspace) -> Result<()> {
    let text = fs::read_to_string(services)
        .with_context(|| format!("`{}` cannot be read", services.display()))?;
    let services: BTreeMap<String, Service> =
        toml::from_str(&text).context("benches/speed/services.toml is not right")?;
    let root = workspace.root();
    xtask(&["models", "pull"], services.keys().map(PathBuf::from), root)?;
    for (name, service) in &services {
        let folder = crates.join(name);
        let operations = service.operations.join(",");
        let words = ["regenerate", "--model", name, "--operations", &operations, "--out"];
        xtask(&words, [folder], root)?;
    }
    Ok(())
}

/// Runs a command of this program.
fn xtask(words: &[&str], paths: impl IntoIterator<Item = PathBuf>, root: &Path) -> Result<()> {
    let program = std::env::current_exe().context("this program does not know its own path")?;
    let status = Command::new(program)
        .args(words)
        .args(paths)
        .arg("--root")
        .arg(root)
        .stdout(Stdio::null())
        .status()
        .context("this program cannot run itself")?;
    if !status.success() {
        bail!("`{}` failed", program::command(&words.join(" ")));
    }
    Ok(())
}

/// Reads a line each; figures have to be such that they can be divided by.
fn parse(text: &str) -> Result<Vec<Timing>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let number = index + 1;
            let timing: Timing =
                serde_json::from_str(line).with_context(|| format!("line {number}"))?;
            if !timing.ns.is_finite() || timing.ns <= 0.0 {
                bail!("line {number}: no time is {} ns", timing.ns);
            }
            Ok(timing)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_timing() -> Result<()> {
        let text = concat!(
            r#"{"case":"json/list_users/read","who":"smithgen","ns":123.4,"bytes":436}"#,
            "\n\n",
            r#"{"case":"json/list_users/read","who":"scan","ns":5}"#,
        );
        let timing = |who: &str, ns, bytes| Timing {
            case: "json/list_users/read".to_owned(),
            who: who.to_owned(),
            ns,
            bytes,
        };
        assert_eq!(parse(text)?, [timing("smithgen", 123.4, Some(436)), timing("scan", 5.0, None)]);
        Ok(())
    }

    #[test]
    fn what_is_no_time_is_refused_by_its_line() {
        let error = |text: &str| format!("{:#}", parse(text).unwrap_err());
        assert_eq!(error("\n{\"case\":\"a\",\"who\":\"b\",\"ns\":0}"), "line 2: no time is 0 ns");
        assert!(error("{\"case\":\"a\"}").starts_with("line 1: missing field `who`"));
    }
}
