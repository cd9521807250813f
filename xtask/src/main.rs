//! The commands of smithgen's own workspace: those that users have, and those that prove and measure it.

mod bench;
mod cargo;
mod conformance;
mod corpus;
mod docs_check;
mod e2e;
mod glob;
mod guard;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use smithgen::paths::Workspace;
use smithgen::screen::terminal::Screen;
use smithgen::{Commands, Home, Outcome};

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Product(smithgen::Command),
    Conformance(conformance::Args),
    DocsCheck(docs_check::Args),
    E2e(e2e::Args),
    Corpus(corpus::Args),
    Bench(bench::Args),
    Guard(guard::Args),
}

impl Commands for Command {
    const HOME: Home = Home::BuiltIn(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));

    fn run(&self, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
        match self {
            Self::Product(command) => command.run(workspace, screen),
            Self::Conformance(args) => conformance::run(args, workspace),
            Self::DocsCheck(args) => docs_check::run(args, workspace, screen),
            Self::E2e(args) => e2e::run(args, workspace, screen),
            Self::Corpus(args) => corpus::run(args, workspace, screen),
            Self::Bench(args) => bench::run(args, workspace),
            Self::Guard(args) => guard::run(args, workspace),
        }
    }
}

fn main() -> ExitCode {
    smithgen::run::<Command>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Command::augment_subcommands(clap::Command::new("xtask")).debug_assert();
    }
}
