//! What the tests share.

pub mod cargo;
pub mod generate;
pub mod hostile;
pub mod run;
pub mod valid;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use smithgen_codegen::diagnostics::Source;

/// The root of the workspace.
pub fn workspace_root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// The folder of the fixtures; its `README.md` tells their format.
pub fn fixtures() -> PathBuf {
    workspace_root().join("tests").join("fixtures")
}

/// The folders in a folder, sorted by name.
///
/// # Panics
///
/// If the folder cannot be read.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

/// The sources of a fixture: every `*.json` directly in its folder, called by its file name.
///
/// # Panics
///
/// If one cannot be read.
pub fn sources(folder: &Path) -> Vec<Source> {
    let files = entries(folder).into_iter().filter(|path| path.is_file());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| Source {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            bytes: fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        })
        .collect()
}

/// Compares a text with what a file says, or writes the file if `UPDATE_EXPECTED=1` is set.
///
/// # Errors
///
/// A message that names the file and shows both texts, if they differ.
pub fn expect_text(path: &Path, actual: &str) -> Result<(), String> {
    let expected = match fs::read_to_string(path) {
        Ok(expected) => expected,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        return fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()));
    }
    Err(format!(
        "{} is not what is expected; if it is right, set UPDATE_EXPECTED=1\n\
         --- expected\n{expected}\n--- actual\n{actual}\n",
        path.display()
    ))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listed.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
