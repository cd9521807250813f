//! Programs that run to their end.

use std::fmt;
use std::process::{Command, Output};

/// What a program answered.
#[derive(Debug)]
pub struct Run {
    /// The program with its arguments.
    pub command: String,
    /// What it exited with; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

impl Run {
    /// Runs a command to its end.
    ///
    /// # Panics
    ///
    /// If it cannot be started.
    pub fn of(command: &mut Command) -> Self {
        let name = format!("{command:?}");
        let output = command.output().unwrap_or_else(|error| panic!("{name}: {error}"));
        let Output { status, stdout, stderr } = output;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { command: name, code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Whether it succeeded.
    pub fn is_success(&self) -> bool {
        self.code == Some(0)
    }

    /// Insists that it succeeded.
    ///
    /// # Panics
    ///
    /// If it did not; with all that it printed.
    #[track_caller]
    pub fn assert_success(&self) {
        assert!(self.is_success(), "{self}");
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}", self.command, self.stdout, self.stderr)
    }
}

/// Asserts that a text has all of these parts.
///
/// # Panics
///
/// If it has not; with the text.
#[track_caller]
pub fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}
