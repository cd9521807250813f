//! Lines of LLVM IR, as cargo-llvm-lines counts them: what a compiler has to work through.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use smithgen::paths;
use smithgen::screen::terminal::note;

use super::{Counts, PACKAGE, Places, build, program};
use crate::cargo;

/// What rustc is told: to write its IR as it is before LLVM optimizes it. Without the second pass, some
/// programs do not get that far.
const FLAGS: [&str; 3] =
    ["--emit=llvm-ir", "-Cno-prepopulate-passes", "-Cpasses=name-anon-globals"];

/// Counts the crate and the program. What is generic or inline in the crate counts in the program, and only there.
pub(super) fn count(places: &Places) -> Result<Counts> {
    note("compiling a program that calls every operation");
    let program = write(places)?;
    let crate_lines = lines(&program, &["--package", PACKAGE, "--lib"])?;
    let program_lines = lines(&program, &[])?;
    Ok(Counts::from([
        ("llvm-lines/crate".to_owned(), crate_lines),
        ("llvm-lines/program".to_owned(), program_lines),
    ]))
}

/// The lines of what arguments pick in the package of the program.
fn lines(program: &Path, picked: &[&str]) -> Result<u64> {
    // A new folder each time has cargo call the compiler each time.
    let folder = tempfile::tempdir()?;
    let mut command = build::cargo();
    command
        .args(["rustc", "--release", "--quiet", "--manifest-path"])
        .arg(program.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(program.join("target"))
        .args(picked)
        .arg("--")
        .args(FLAGS)
        .arg("-o")
        .arg(folder.path().join("crate"));
    build::output(&mut command, "`cargo rustc`")?;
    Ok(instructions(&String::from_utf8_lossy(&ir(folder.path())?)))
}

/// The IR in a folder; rustc has a name of its own for the file.
fn ir(folder: &Path) -> Result<Vec<u8>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ll") {
            return Ok(fs::read(path)?);
        }
    }
    bail!("the compiler wrote no LLVM IR")
}

/// The number of instructions. Nothing else is indented by two spaces: what continues an instruction is indented by
/// more, and what is outside of functions by none.
fn instructions(ir: &str) -> u64 {
    ir.lines().map(|line| u64::from(line.starts_with("  ") && !line.starts_with("   "))).sum()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_counted() {
        let ir = r#"; ModuleID = 'a'
%T = type { i32, ptr }
@c = constant <{ [1 x i8] }> <{ [1 x i8] c"a" }>

; Function Attrs: nounwind
define i32 @f(i32 %x) unnamed_addr #0 {
start:
  switch i32 %x, label %other [
    i32 0, label %zero
    i32 1, label %zero
  ]

zero:                                             ; preds = %start
  ret i32 0

other:
  %y = add i32 %x, 1
  ret i32 %y
}

declare void @g()
attributes #0 = { nounwind }
!0 = !{i32 8}
"#;
        // The bracket that ends the list of cases is indented as an instruction is, and cargo-llvm-lines counts it.
        assert_eq!(instructions(ir), 5);
    }
}
