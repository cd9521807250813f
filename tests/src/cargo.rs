//! Packages in a scratch folder, and cargo running on them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::Run;
use crate::workspace_root;

/// What is not removed from a scratch folder though no file of it is wanted.
const KEPT: [&str; 2] = ["target", "Cargo.lock"];

/// A folder outside the workspace that holds a package, or a workspace of its own.
#[derive(Debug)]
pub struct Scratch {
    root: PathBuf,
    target: PathBuf,
}

impl Scratch {
    /// A folder within `temporary`, the `CARGO_TARGET_TMPDIR` of the test, that holds these files and
    /// no others, and the lock file of the workspace. What has not changed is not written, so that
    /// cargo need not build it again. All scratch folders share one target folder.
    ///
    /// # Panics
    ///
    /// If a file cannot be written.
    pub fn new(temporary: &str, name: &str, files: &BTreeMap<String, String>) -> Self {
        let temporary = Path::new(temporary);
        let scratch = Self { root: temporary.join(name), target: temporary.join("target") };
        scratch.remove_others(&scratch.root, files);
        for (path, text) in files {
            write(&scratch.root.join(path), text);
        }
        // Cargo drops the entries that are not needed, and downloads what is missing.
        write(&scratch.root.join("Cargo.lock"), &read(&workspace_root().join("Cargo.lock")));
        scratch
    }

    fn remove_others(&self, folder: &Path, files: &BTreeMap<String, String>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let within = path.strip_prefix(&self.root).unwrap_or(&path);
            if path.is_dir() {
                self.remove_others(&path, files);
            } else if !KEPT.iter().any(|kept| within.starts_with(kept))
                && !files.contains_key(&slashed(within))
            {
                fs::remove_file(&path).unwrap_or_else(|error| fail(&path, &error));
            }
        }
    }

    /// Runs cargo in the folder, with warnings denied.
    ///
    /// # Panics
    ///
    /// If it cannot be started.
    pub fn cargo(&self, words: &[&str]) -> Run {
        let mut command = command(words);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        let run = Run::of(&mut command);
        self.assert_pinned();
        run
    }

    /// Asserts that cargo used only packages that the workspace's lock file pins.
    fn assert_pinned(&self) {
        let (used, locked) = (locked_in(&self.root), locked_in(&workspace_root()));
        let floating: Vec<&String> = used.difference(&locked).collect();
        assert!(floating.is_empty(), "not in the workspace's Cargo.lock: {floating:?}");
    }
}

/// Cargo, with those arguments, and warnings denied.
fn command(words: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(words);
    for variable in ["CARGO_ENCODED_RUSTFLAGS", "CARGO_ENCODED_RUSTDOCFLAGS", "CARGO_BUILD_TARGET"]
    {
        command.env_remove(variable);
    }
    command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
    command.env("CARGO_TERM_COLOR", "never").env("RUST_BACKTRACE", "0");
    command
}

/// Whether this toolchain has a tool of cargo's, such as `clippy`.
pub fn has_tool(name: &str) -> bool {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo).args([name, "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}

/// A path as TOML writes it between quotes.
pub fn toml_path(path: &Path) -> String {
    slashed(path)
}

/// The packages from registries in a folder's lock file.
fn locked_in(folder: &Path) -> BTreeSet<String> {
    let text = read(&folder.join("Cargo.lock"));
    let packages = text.split("[[package]]").filter(|package| package.contains("\nsource = "));
    let pin = |package: &str| {
        let pins = ["name = ", "version = ", "source = ", "checksum = "];
        let lines = package.lines().filter(|line| pins.iter().any(|pin| line.starts_with(pin)));
        lines.collect::<Vec<_>>().join(" ")
    };
    packages.map(pin).collect()
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| fail(path, &error))
}

/// Writes a file, unless it says so already.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).unwrap_or_else(|error| fail(folder, &error));
    fs::write(path, text).unwrap_or_else(|error| fail(path, &error));
}

fn fail(path: &Path, error: &std::io::Error) -> ! {
    panic!("{}: {error}", path.display())
}
