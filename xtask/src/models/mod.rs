//! `cargo xtask models`: looks after the models that crates are generated from.

mod check;
mod docs;
mod import;

use anyhow::Result;
use clap::Subcommand;

use crate::Outcome;
use crate::paths::Workspace;
use crate::terminal::Screen;

/// Import, check and review models
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(import::Args),
    Check(check::Args),
    Docs(docs::Args),
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    match &args.command {
        Command::Import(args) => import::run(args, screen),
        Command::Check(args) => check::run(args, screen),
        Command::Docs(args) => docs::run(args, workspace, screen),
    }
}
