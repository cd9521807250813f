//! Compilers, as all machines run them.

use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use smithgen::screen::terminal;

use crate::cargo;

/// Cargo, without the flags of whoever calls: other processors have other instructions.
pub(super) fn cargo() -> Command {
    let mut command = cargo::command();
    // Set and empty, it goes before all other places where flags may be.
    command.env("CARGO_ENCODED_RUSTFLAGS", "");
    command
}

/// What a program writes to standard output; what it says of a failure is in the error.
pub(super) fn output(command: &mut Command, name: &str) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.output().with_context(|| format!("{name} cannot be run"))?;
    if !status.success() {
        const LINES: usize = 24;
        let said = terminal::last_lines(&String::from_utf8_lossy(&stderr), LINES);
        bail!("{name} failed ({status}); its last lines were:{said}");
    }
    Ok(String::from_utf8_lossy(&stdout).into_owned())
}
