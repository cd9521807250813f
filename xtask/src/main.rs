//! The command line of smithgen. `cargo xtask help` is its manual.

mod bench;
mod cargo;
mod check;
mod conformance;
mod corpus;
mod docs_check;
mod e2e;
mod glob;
mod guard;
mod job;
mod models;
mod paths;
mod plan;
mod progress;
mod pulled;
mod regenerate;
mod services;
mod sources;
mod swap;
mod table;
mod terminal;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::paths::Workspace;
use crate::terminal::{Color, Screen};

/// Syntax is made of many small pieces: with the system's allocator, more than a third of the time goes there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns service models into Rust crates, and looks after the models.
///
/// models/services.toml says what is generated from what; its format is in models/README.md.
/// A command exits with 0 if all is well, with 1 if it found something wrong, and with 2 if it was
/// called wrongly.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Whether messages are coloured; `auto` is yes on a terminal unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    color: Color,
    /// The workspace to work in, if it is not the one that this program was built in
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Regenerate(regenerate::Args),
    Models(models::Args),
    Conformance(conformance::Args),
    DocsCheck(docs_check::Args),
    E2e(e2e::Args),
    Corpus(corpus::Args),
    Bench(bench::Args),
    Guard(guard::Args),
}

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Good,
    /// Something is wrong, and has been said.
    Bad,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::FAILURE,
        Err(error) => {
            terminal::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<Outcome> {
    let workspace = Workspace::open(cli.root)?;
    let screen = Screen::new(cli.color);
    match cli.command {
        Command::Regenerate(args) => regenerate::run(&args, &workspace, &screen),
        Command::Models(args) => models::run(&args, &workspace, &screen),
        Command::Conformance(args) => conformance::run(&args, &workspace),
        Command::DocsCheck(args) => docs_check::run(&args, &workspace, &screen),
        Command::E2e(args) => e2e::run(&args, &workspace, &screen),
        Command::Corpus(args) => corpus::run(&args, &workspace, &screen),
        Command::Bench(args) => bench::run(&args, &workspace),
        Command::Guard(args) => guard::run(&args, &workspace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
