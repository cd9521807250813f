//! The command line: which commands there are, what all of them take, and how a program ends.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::screen::terminal::{self, Color, Screen};
use crate::{models, program, regenerate};

/// Turns service models into Rust crates, and looks after the models.
///
/// models/services.toml says what is generated from what; its format is in models/README.md.
/// A command exits with 0 if all is well, with 1 if it found something wrong, and with 2 if it was
/// called wrongly.
#[derive(Debug, Parser)]
#[command(name = program::name(), bin_name = program::name(), display_name = "smithgen", version)]
struct Cli<C: Commands> {
    #[command(subcommand)]
    command: C,
    /// Whether messages are coloured; `auto` is yes on a terminal unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    color: Color,
    #[arg(long, value_name = "DIR", global = true, help = C::HOME.help())]
    root: Option<PathBuf>,
}

/// The commands of a program.
pub trait Commands: Subcommand {
    /// The workspace that the program works in.
    const HOME: Home;

    /// Runs the command that the command line names.
    ///
    /// # Errors
    ///
    /// If the command could not do its work.
    fn run(&self, workspace: &Workspace, screen: &Screen) -> Result<Outcome>;
}

/// The workspace that a program works in, unless `--root` names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The one in this folder, wherever the program is run.
    BuiltIn(&'static str),
    /// The one around the current folder: the nearest folder that has a `models/services.toml`, or else the
    /// current folder itself.
    Current,
}

impl Home {
    fn help(self) -> &'static str {
        match self {
            Self::BuiltIn(_) => {
                "The workspace to work in, if it is not the one that this program was built in"
            }
            Self::Current => {
                "The workspace to work in [default: the nearest folder, from the current one upward, that has \
                 a models/services.toml; if none has, the current one]"
            }
        }
    }

    fn open(self) -> Result<Workspace> {
        match self {
            Self::BuiltIn(root) => Workspace::open(root.as_ref()),
            Self::Current => Workspace::around(&std::env::current_dir()?),
        }
    }
}

/// The commands of `smithgen`.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "clap takes what a variant says for what the command's own page says"
)]
pub enum Command {
    Regenerate(regenerate::Args),
    Models(models::Args),
}

impl Commands for Command {
    const HOME: Home = Home::Current;

    fn run(&self, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
        match self {
            Self::Regenerate(args) => regenerate::run(args, workspace, screen),
            Self::Models(args) => models::run(args, workspace, screen),
        }
    }
}

/// The `smithgen` program: [`run`] with its own commands.
pub fn main() -> ExitCode {
    run::<Command>()
}

/// Reads the command line, runs what it names, and says what went wrong. A command line that is not right
/// ends the process with 2.
pub fn run<C: Commands>() -> ExitCode {
    let cli = Cli::<C>::parse();
    let workspace = match &cli.root {
        Some(root) => Workspace::open(root),
        None => C::HOME.open(),
    };
    let screen = Screen::new(cli.color);
    match workspace.and_then(|workspace| cli.command.run(&workspace, &screen)) {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::FAILURE,
        Err(error) => {
            terminal::error(&error);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli<Command> as clap::CommandFactory>::command().debug_assert();
    }
}
