//! What a command says: results on standard output, all else on standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anyhow::{Context, Result};
use clap::ValueEnum;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::report;

/// When messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    fn on_stderr(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !refused && io::stderr().is_terminal()
            }
        }
    }
}

/// Where a command says what it has to say.
#[derive(Debug)]
pub struct Screen {
    color: bool,
}

impl Screen {
    /// A screen that is coloured, or not.
    pub(crate) fn new(color: Color) -> Self {
        Self { color: color.on_stderr() }
    }

    /// Shows all diagnostics of a run on standard error.
    pub fn diagnostics(&self, sources: &[Source], diagnostics: &Diagnostics) {
        if !diagnostics.is_empty() {
            let text = report::render(sources, diagnostics, self.color);
            note(text.trim_end());
        }
    }
}

/// Writes a result to standard output. A reader that has closed its end (`| head`) is no error.
///
/// # Errors
///
/// If standard output cannot be written to.
pub fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("writing to standard output"),
    }
}

/// Writes a line to standard error; if that cannot be done, there is no one left to tell.
pub fn note(line: &str) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// Writes an error with its causes to standard error.
pub fn error(error: &anyhow::Error) {
    note(&format!("error: {}", with_causes(error)));
}

/// An error and what caused it, a line each.
fn with_causes(error: &anyhow::Error) -> String {
    let lines: Vec<String> =
        error.chain().map(|cause| cause.to_string().trim_end().to_owned()).collect();
    lines.join("\n  because: ")
}

/// The last lines of what a program said, indented, each on a line of its own; those without text do not count.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    format!("\n    {}", lines[lines.len().saturating_sub(count)..].join("\n    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_with_its_causes() {
        let error = anyhow::anyhow!("no such file").context("reading `a`").context("service `x`");
        assert_eq!(
            with_causes(&error),
            "service `x`\n  because: reading `a`\n  because: no such file"
        );
    }

    #[test]
    fn a_choice_of_colour_is_obeyed() {
        assert!(Color::Always.on_stderr());
        assert!(!Color::Never.on_stderr());
    }
}
