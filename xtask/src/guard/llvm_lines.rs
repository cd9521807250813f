//! Lines of LLVM IR, as cargo-llvm-lines counts them: what a compiler has to work through.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::{Counts, PACKAGE, Places, build, program};
use crate::terminal::note;
use crate::{cargo, paths};

/// The release of cargo-llvm-lines. Others may count other lines.
const VERSION: &str = "0.4.48";

/// Counts the crate and the program. What is generic or inline in the crate counts in the program, and only there.
pub(super) fn count(places: &Places) -> Result<Counts> {
    let tool = install(places)?;
    note("compiling a program that calls every operation");
    let program = write(places)?;
    let crate_lines = lines(&tool, &program, &["--package", PACKAGE, "--lib"])?;
    let program_lines = lines(&tool, &program, &[])?;
    Ok(Counts::from([
        ("llvm-lines/crate".to_owned(), crate_lines),
        ("llvm-lines/program".to_owned(), program_lines),
    ]))
}

/// The lines of what arguments pick in the package of the program.
fn lines(tool: &Path, program: &Path, picked: &[&str]) -> Result<u64> {
    let mut command = build::without_flags(Command::new(tool));
    command
        .args(["llvm-lines", "--release", "--quiet", "--manifest-path"])
        .arg(program.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(program.join("target"))
        .args(picked)
        // The total is there whatever the filter, and nothing else is asked for.
        .args(["--filter", "^$"]);
    let table = build::output(&mut command, "`cargo llvm-lines`")?;
    total(&table).ok_or_else(|| anyhow!("`cargo llvm-lines` gave no total"))
}

/// Installs the tool if it is missing, and returns its path. It is built without optimizations,
/// which would take longer than its one run.
fn install(places: &Places) -> Result<PathBuf> {
    let root = places.output.join("tools");
    let tool = root.join("bin").join(format!("cargo-llvm-lines{}", std::env::consts::EXE_SUFFIX));
    if is_installed(&root) && tool.exists() {
        return Ok(tool);
    }
    note("installing cargo-llvm-lines into target/guard/tools");
    let mut command = build::cargo();
    command
        .args(["install", "cargo-llvm-lines", "--locked", "--debug", "--version"])
        .arg(format!("={VERSION}"))
        .args(["--quiet", "--root"])
        .arg(&root)
        .arg("--target-dir")
        .arg(root.join("target"));
    build::output(&mut command, "`cargo install cargo-llvm-lines`")?;
    Ok(tool)
}

/// Whether cargo installed this release. Asking cargo itself would need the network.
fn is_installed(root: &Path) -> bool {
    let installed = fs::read_to_string(root.join(".crates.toml"));
    installed.is_ok_and(|list| list.contains(&format!("\"cargo-llvm-lines {VERSION} (")))
}

/// Writes the program; its folder.
fn write(places: &Places) -> Result<PathBuf> {
    let folder = places.output.join("program");
    let facade = places.package.join("src").join("operation.rs");
    let facade = fs::read_to_string(&facade)
        .with_context(|| format!("`{}` cannot be read", facade.display()))?;
    let operations = program::operations(&facade)?;
    let package = paths::relative(&folder, &places.package);
    fs::create_dir_all(folder.join("src"))
        .with_context(|| format!("`{}` cannot be made", folder.display()))?;
    write_file(&folder.join("Cargo.toml"), &program::manifest(&package))?;
    write_file(&folder.join("src").join("main.rs"), &program::source(&operations))?;
    cargo::pin(&folder, &places.lock_file)?;
    Ok(folder)
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))
}

/// The lines of all functions, of a table that cargo-llvm-lines made.
fn total(table: &str) -> Option<u64> {
    let row = table.lines().find_map(|line| line.trim_end().strip_suffix("(TOTAL)"))?;
    row.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_read() {
        let table = "  Lines                 Copies              Function name
  -----                 ------              -------------
  30737                 1107                (TOTAL)
   1395 (4.5%,  4.5%)     83 (7.5%,  7.5%)  core::ptr::drop_in_place
    760 (2.5%,  7.0%)      2 (0.2%,  7.7%)  alloc::slice::merge_sort
";
        assert_eq!(total(table), Some(30_737));
    }

    #[test]
    fn another_release_is_not_the_one_that_is_wanted() -> Result<()> {
        let root = tempfile::tempdir()?;
        assert!(!is_installed(root.path()));
        for (version, expected) in [(VERSION, true), ("0.4.47", false)] {
            let list = format!("[v1]\n\"cargo-llvm-lines {version} (registry+https://a)\" = []\n");
            fs::write(root.path().join(".crates.toml"), list)?;
            assert_eq!(is_installed(root.path()), expected, "{version}");
        }
        Ok(())
    }

    #[test]
    fn a_table_without_a_total_has_none() {
        assert_eq!(total("  Lines  Copies  Function name\n   760  2  main\n"), None);
        assert_eq!(total("  (TOTAL)\n"), None);
        assert_eq!(total("  many  1107  (TOTAL)\n"), None);
    }
}
