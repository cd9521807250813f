//! Instructions of one call of each codec, as valgrind's callgrind counts them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use smithgen::screen::progress::Progress;
use smithgen::screen::terminal::note;

use super::{Counts, Places, build};

/// How many calls the two runs of a case make. What a program does before and after its calls is the same in both.
const FEW: u32 = 5;
const MANY: u32 = 25;

/// Counts all cases.
pub(super) fn count(places: &Places) -> Result<Counts> {
    refuse_without_valgrind()?;
    note("compiling the cases");
    let cases = compile(places)?;
    let list = build::output(&mut Command::new(&cases), "the program of the cases")?;
    let names: Vec<&str> = list.lines().collect();
    let folder = places.output.join("callgrind");
    fs::create_dir_all(&folder)
        .with_context(|| format!("`{}` cannot be made", folder.display()))?;
    let progress = Progress::start("counted", names.len());
    let counts = names
        .par_iter()
        .map(|name| {
            let count = instructions_of_a_call(&cases, name, &folder)?;
            progress.done(name);
            Ok((format!("instructions/{name}"), count))
        })
        .collect();
    progress.finish();
    counts
}

fn refuse_without_valgrind() -> Result<()> {
    match Command::new("valgrind").arg("--version").output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("valgrind is not installed; `apt-get install valgrind` does that on Debian")
        }
        result => result.map(drop).context("`valgrind` cannot be run"),
    }
}

/// Compiles the cases; the path of the program.
fn compile(places: &Places) -> Result<PathBuf> {
    let target = places.output.join("cases");
    let mut command = build::cargo();
    command
        .args(["build", "--release", "--quiet", "--locked", "--manifest-path"])
        .arg(places.source.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target);
    build::output(&mut command, "`cargo build` of benches/guard")?;
    Ok(target.join("release").join(format!("cases{}", std::env::consts::EXE_SUFFIX)))
}

fn instructions_of_a_call(cases: &Path, name: &str, folder: &Path) -> Result<u64> {
    let run = |calls| {
        instructions(cases, name, calls, folder).with_context(|| format!("the case `{name}`"))
    };
    let (few, many) = (run(FEW)?, run(MANY)?);
    of_a_call(few, many).ok_or_else(|| {
        anyhow!("the case `{name}` takes {few} instructions for {FEW} calls and {many} for {MANY}")
    })
}

/// The instructions of a call, by those of a few and of many.
fn of_a_call(few: u64, many: u64) -> Option<u64> {
    let all = many.checked_sub(few).filter(|all| *all > 0)?;
    Some(all / u64::from(MANY - FEW))
}

/// The instructions of a run.
fn instructions(cases: &Path, name: &str, calls: u32, folder: &Path) -> Result<u64> {
    let counted = folder.join(format!("{}.{calls}", name.replace('/', "-")));
    let mut command = Command::new("valgrind");
    command
        // Settings of valgrind, of the allocator and of the linker change what is run or counted.
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .args(["--command-line-only=yes", "--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", counted.display()))
        .arg(cases)
        .args([name, &calls.to_string()]);
    build::output(&mut command, "`valgrind`")?;
    let text =
        fs::read(&counted).with_context(|| format!("`{}` cannot be read", counted.display()))?;
    total(&String::from_utf8_lossy(&text))
        .ok_or_else(|| anyhow!("`{}` does not tell how many instructions ran", counted.display()))
}

/// The total of a file that callgrind wrote, if instructions are what it counted.
fn total(text: &str) -> Option<u64> {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    (value("events:")? == "Ir").then_some(())?;
    value("totals:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the form that callgrind's manual describes.
    const FILE: &str = "\
# callgrind format
version: 1
creator: callgrind-3.19.0
cmd:  cases xml/small/read 5
part: 1

positions: line
events: Ir
summary: 1200

ob=(1) cases
fl=(1) src/main.rs
fn=(1) main
12 800
cfn=(2) totals
calls=1 30
13 400

totals: 1234
";

    #[test]
    fn the_total_is_read() {
        assert_eq!(total(FILE), Some(1234));
    }

    #[test]
    fn what_is_no_count_of_instructions_has_no_total() {
        assert_eq!(total(&FILE.replace("events: Ir", "events: Ir Dr")), None);
        assert_eq!(total(&FILE.replace("totals: 1234", "")), None);
        assert_eq!(total(&FILE.replace("1234", "many")), None);
        assert_eq!(total(""), None);
    }

    #[test]
    fn what_both_runs_do_drops_out() {
        // 100,000 to start, and 700 a call.
        assert_eq!(of_a_call(103_500, 117_500), Some(700));
        assert_eq!(of_a_call(103_500, 103_500), None);
        assert_eq!(of_a_call(117_500, 103_500), None);
    }
}
