//! `cargo xtask e2e`: generated crates against a server that was written by others.
//!
//! ```text
//! e2e/                     a package outside of the workspace
//!   services.toml          what is generated
//!   src/                   the program that calls the server
//!   serve.py               starts moto's server
//!   requirements.txt       pins moto
//! target/e2e/
//!   venv/                  moto
//!   crates/NAME/           a generated crate
//!   target/                what is compiled
//!   server.log             what the server said in the last run
//!   program.log            what the program said of its failures
//! ```

mod crates;
mod outcome;
mod python;
mod server;
mod services;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use smithgen::Outcome;
use smithgen::paths::Workspace;
use smithgen::program;
use smithgen::screen::terminal::{self, Screen, note};
use smithgen::swap;

use self::crates::Crate;
use self::outcome::Case;
use self::server::Server;
use self::services::Service;

/// Where to look when a call fails.
const LOGS: &str = "

What the server said is in target/e2e/server.log, and what failed calls sent and got in target/e2e/program.log.";

/// Call a real server by generated crates, and read its answers by them
///
/// The server is moto, which speaks for many services of AWS. The first run installs the release that
/// e2e/requirements.txt pins into target/e2e/venv, which takes Python 3 with its module venv, and fetches the
/// models as `models pull` does. The crates of e2e/services.toml are generated and compiled in target/e2e. The server
/// listens on a free port of this machine alone, and stops with the command, however that ends.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&["e2e", "e2e --only sqs --only s3"]) + LOGS)]
pub(crate) struct Args {
    /// Call this service alone; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let places = Places::of(workspace);
    let services = services::read(&places.source)?;
    let picked = services::pick(&services, &args.only)?;
    let _lock = swap::make_and_lock(&places.output)?;
    let python = python::environment(&places)?;
    pull(&services, workspace)?;
    let crates = crates::generate(&services, &places, workspace, screen)?;
    let program = crates::compile(&places)?;
    let lines = call(&program, &picked, &python, &places)?;
    conclude(&lines, &picked, &crates, &places)
}

/// Where things are.
struct Places {
    /// What is committed.
    source: PathBuf,
    /// What is made.
    output: PathBuf,
}

impl Places {
    fn of(workspace: &Workspace) -> Self {
        let output = workspace.root().join("target").join("e2e");
        Self { source: workspace.root().join("e2e"), output }
    }

    fn requirements(&self) -> PathBuf {
        self.source.join("requirements.txt")
    }

    fn program_log(&self) -> PathBuf {
        self.output.join("program.log")
    }

    fn server_log(&self) -> PathBuf {
        self.output.join("server.log")
    }
}

/// Has `models pull` fetch what is missing.
fn pull(services: &[Service], workspace: &Workspace) -> Result<()> {
    let program = std::env::current_exe().context("this program does not know its own path")?;
    let status = Command::new(program)
        .args(["models", "pull"])
        .args(services.iter().map(|service| &service.name))
        .arg("--root")
        .arg(workspace.root())
        .stdout(Stdio::null())
        .status()
        .with_context(|| format!("`{}` cannot be run", program::command("models pull")))?;
    if !status.success() {
        let same = program::command("models pull");
        bail!("the models could not be pulled; `{same}` does the same");
    }
    Ok(())
}

/// Runs the program against a server of its own; what it wrote to standard output.
fn call(program: &Path, picked: &[&Service], python: &Path, places: &Places) -> Result<String> {
    let server = Server::start(python, &places.source.join("serve.py"), &places.server_log())?;
    let log = places.program_log();
    let errors =
        File::create(&log).with_context(|| format!("`{}` cannot be written", log.display()))?;
    let output = Command::new(program)
        .arg(server.address())
        .args(picked.iter().map(|service| &service.name))
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stderr(errors)
        .output()
        .with_context(|| format!("`{}` cannot be run", program.display()))?;
    if !output.status.success() {
        bail!(
            "the program did not come to its end ({}); its last lines were:{}",
            output.status,
            last_lines(&fs::read(&log).unwrap_or_default())
        );
    }
    String::from_utf8(output.stdout).context("the program did not write text")
}

/// Says what failed, and prints the table.
fn conclude(
    lines: &str,
    picked: &[&Service],
    crates: &[Crate],
    places: &Places,
) -> Result<Outcome> {
    let cases = outcome::parse(lines)?;
    for service in picked {
        if !cases.iter().any(|case| case.service == service.name) {
            bail!("the program has no case for `{}`, which e2e/services.toml lists", service.name);
        }
    }
    let failed: Vec<&Case> = cases.iter().filter(|case| !case.passed).collect();
    tell(&failed, places);
    terminal::print(&outcome::table(&cases, crates))?;
    Ok(if failed.is_empty() { Outcome::Good } else { Outcome::Bad })
}

/// Says what failed, if anything did.
fn tell(failed: &[&Case], places: &Places) {
    if failed.is_empty() {
        return;
    }
    let log = places.program_log();
    note(&fs::read_to_string(&log).unwrap_or_default());
    for Case { service, name, .. } in failed {
        note(&format!("failed: {service} {name}"));
    }
    note(&format!("the logs are `{}` and `{}`", log.display(), places.server_log().display()));
}

/// The last lines of a text, indented.
fn last_lines(text: &[u8]) -> String {
    const LINES: usize = 12;
    terminal::last_lines(&String::from_utf8_lossy(text), LINES)
}
