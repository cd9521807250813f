//! `models`: looks after the models that crates are generated from.

mod check;
mod compare;
mod docs;
mod import;
mod list;
pub mod pull;

use anyhow::Result;
use clap::Subcommand;

use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::screen::terminal::Screen;

/// Pull, list, import, check, compare and review models
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Pull(pull::Args),
    List(list::Args),
    Import(import::Args),
    Check(check::Args),
    Compare(compare::Args),
    Docs(docs::Args),
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    match &args.command {
        Command::Pull(args) => pull::run(args, workspace),
        Command::List(args) => list::run(args, workspace),
        Command::Import(args) => import::run(args, workspace, screen),
        Command::Check(args) => check::run(args, workspace, screen),
        Command::Compare(args) => compare::run(args, workspace, screen),
        Command::Docs(args) => docs::run(args, workspace, screen),
    }
}
