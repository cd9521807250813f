//! Programs that call operations: a frame that is committed, and the list of what it calls.
//!
//! ```text
//! target/bench/compile/NAME/
//!   Cargo.toml, Cargo.lock
//!   src/bin/five/         main.rs, operations.rs
//!   src/bin/all/          likewise
//!   src/bin/full/         likewise, of ours alone
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::contestant::Who;
use super::measure::Calls;
use super::operations::Operation;
use crate::cargo;

/// The operations of the program of five: what a program does that registers users.
const FIVE: [&str; 5] =
    ["admin_create_user", "confirm_sign_up", "initiate_auth", "list_users", "sign_up"];

/// How the line starts that is edited.
const EDITED: &str = "const EDIT: u32 = ";

/// Copies the manifest and the frames of the programs.
pub(super) fn lay_out(who: Who, templates: &Path, folder: &Path) -> Result<()> {
    copy(&templates.join("Cargo.toml"), &folder.join("Cargo.toml"))?;
    for &calls in who.programs() {
        let frame = match calls {
            Calls::Five | Calls::All => "main.rs",
            Calls::Full => "full.rs",
        };
        copy(&templates.join(frame), &main_file(folder, calls))?;
    }
    Ok(())
}

/// Writes what the programs call.
pub(super) fn list(who: Who, operations: &[Operation], folder: &Path) -> Result<()> {
    for &calls in who.programs() {
        let picked = pick(calls, operations)
            .with_context(|| format!("the crate `{}` cannot be called", who.package()))?;
        cargo::write_source(
            &main_file(folder, calls).with_file_name("operations.rs"),
            &call(&picked),
        )?;
    }
    Ok(())
}

/// Edits a line of a program; an edit by another number is another edit.
pub(super) fn edit(folder: &Path, calls: Calls, number: usize) -> Result<()> {
    let path = main_file(folder, calls);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    let text = edited(&text, number)
        .ok_or_else(|| anyhow!("`{}` has no line `{EDITED}..`", path.display()))?;
    cargo::write_source(&path, &text)
}

fn main_file(folder: &Path, calls: Calls) -> PathBuf {
    folder.join("src").join("bin").join(calls.name()).join("main.rs")
}

fn pick(calls: Calls, operations: &[Operation]) -> Result<Vec<&Operation>> {
    match calls {
        Calls::All | Calls::Full => Ok(operations.iter().collect()),
        Calls::Five => FIVE
            .iter()
            .map(|name| {
                let found = operations.iter().find(|operation| operation.function == *name);
                found.ok_or_else(|| anyhow!("it has no operation `{name}`"))
            })
            .collect(),
    }
}

/// The frame's macro, called with these operations.
fn call(operations: &[&Operation]) -> String {
    let entries: Vec<&str> = operations.iter().map(|operation| operation.entry.as_str()).collect();
    format!("operations! {{\n    {}\n}}\n", entries.join("\n    "))
}

fn edited(text: &str, number: usize) -> Option<String> {
    let start = text.find(EDITED)? + EDITED.len();
    let end = start + text[start..].find(';')?;
    Some(format!("{}{number}{}", &text[..start], &text[end..]))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let text =
        fs::read_to_string(from).with_context(|| format!("`{}` cannot be read", from.display()))?;
    cargo::write_source(to, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(function: &str) -> Operation {
        Operation { function: function.to_owned(), entry: format!("{function} X") }
    }

    #[test]
    fn a_program_of_five_has_its_operations_from_the_list() {
        let mut operations: Vec<Operation> = FIVE.iter().map(|name| operation(name)).collect();
        operations.push(operation("a"));
        assert_eq!(pick(Calls::Five, &operations).unwrap().len(), 5);
        assert_eq!(pick(Calls::All, &operations).unwrap().len(), 6);
        operations.remove(0);
        let error = pick(Calls::Five, &operations).unwrap_err().to_string();
        assert_eq!(error, "it has no operation `admin_create_user`");
    }

    #[test]
    fn operations_are_handed_to_the_macro() {
        let (a, b) = (operation("a"), operation("b"));
        assert_eq!(call(&[&a, &b]), "operations! {\n    a X\n    b X\n}\n");
    }

    #[test]
    fn an_edit_changes_one_line() {
        let text = "a;\nconst EDIT: u32 = 0;\nb;\n";
        assert_eq!(edited(text, 7).as_deref(), Some("a;\nconst EDIT: u32 = 7;\nb;\n"));
        assert_eq!(edited("a;\n", 7), None);
    }
}
