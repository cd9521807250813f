//! Downloads the pinned release with pip, which knows the mirrors and certificates of its machine.
//!
//! pip checks the hash before it opens the file, and nothing of the file is run: not of a wheel, since
//! it is only kept, and not of a source archive, since pip is given a build backend of ours.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;

use super::pin::Form;
use crate::screen::terminal::last_lines;

/// How the interpreter may be called; Windows has the second alone.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// How many of pip's last lines are shown.
const LINES: usize = 8;

/// What pip asks for the metadata of a source archive.
const BACKEND: &str = include_str!("backend.py");

/// Downloads what a requirements file pins into an empty folder; the file that came.
pub(super) fn download(form: Form, requirements: &Path, folder: &Path) -> Result<PathBuf> {
    let (words, output) = run(form, requirements, folder)?;
    if !output.status.success() {
        return Err(explain(&words, &output));
    }
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        files.push(entry.with_context(context)?.path());
    }
    match files.as_slice() {
        [file] => Ok(file.clone()),
        _ => bail!(
            "pip said that all is well, but left {} files instead of one; it was run as `{}`",
            files.len(),
            words.join(" ")
        ),
    }
}

/// Runs pip with the first interpreter that there is.
fn run(form: Form, requirements: &Path, folder: &Path) -> Result<(Vec<String>, Output)> {
    let backend = backend().context("the build backend for pip cannot be written")?;
    let path = search_path(backend.path())?;
    for python in PYTHONS {
        let words = words(python, form, requirements, folder);
        match Command::new(python).args(&words[1..]).env("PYTHONPATH", &path).output() {
            Ok(output) => return Ok((words, output)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("`{python}` cannot be run")),
        }
    }
    bail!(
        "there is neither `{}` on the PATH\n\
         pip downloads the models: install Python 3 with pip (Debian and Ubuntu: `apt install python3-pip`; \
         macOS: `brew install python`; Windows: `winget install Python.Python.3.13`), and run this again",
        PYTHONS.join("` nor `")
    )
}

/// A folder in which Python finds our build backend by the name of setuptools'.
fn backend() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let package = folder.path().join("setuptools");
    fs::create_dir(&package)?;
    fs::write(package.join("__init__.py"), "")?;
    fs::write(package.join("build_meta.py"), BACKEND)?;
    Ok(folder)
}

/// The value of `PYTHONPATH` that has Python look into a folder before it looks anywhere else.
fn search_path(first: &Path) -> Result<OsString> {
    let others = env::var_os("PYTHONPATH").unwrap_or_default();
    let others = env::split_paths(&others).filter(|path| !path.as_os_str().is_empty());
    let paths = env::join_paths(iter::once(first.to_owned()).chain(others));
    paths.with_context(|| format!("`{}` cannot be in PYTHONPATH", first.display()))
}

fn words(python: &str, form: Form, requirements: &Path, folder: &Path) -> Vec<String> {
    let form = match form {
        Form::Wheel => "--only-binary :all:",
        // Without isolation, pip uses the backend that it finds, and installs none.
        Form::Source => "--no-binary :all: --use-pep517 --no-build-isolation",
    };
    let options = format!(
        "{python} -m pip download --no-deps {form} --require-hashes --no-input \
         --disable-pip-version-check --progress-bar off"
    );
    let paths = [("--dest", folder), ("-r", requirements)];
    let paths = paths.iter().flat_map(|(option, path)| [(*option).into(), path.to_string_lossy()]);
    options.split(' ').map(str::to_owned).chain(paths.map(Cow::into_owned)).collect()
}

/// What went wrong, as far as pip's words tell, and those words.
fn explain(words: &[String], output: &Output) -> anyhow::Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| said.contains(phrase));
    let python = &words[0];
    let problem = if has(&["No module named pip"]) {
        format!(
            "`{python}` has no pip; install it (`{python} -m ensurepip`, or on Debian and Ubuntu \
             `apt install python3-pip`), and run this again"
        )
    } else if has(&["DO NOT MATCH THE HASHES"]) {
        "what pip was given is not the pinned release: its hash is another, so it was thrown away"
            .to_owned()
    } else if has(&[
        "Failed to establish a new connection",
        "Name or service not known",
        "NewConnectionError",
        "NameResolutionError",
        "Temporary failure in name resolution",
        "Read timed out",
        "ConnectTimeoutError",
        "ProxyError",
        "SSLError",
    ]) {
        "pip did not reach the package index; is there a network, and does pip know its proxy and certificates?"
            .to_owned()
    } else {
        format!("pip could not download the release ({})", output.status)
    };
    anyhow!("{problem}\nit was run as: {}{}", words.join(" "), last_words(&said))
}

/// What it said at last.
fn last_words(text: &str) -> String {
    if text.trim().is_empty() {
        return "\nand said nothing".to_owned();
    }
    format!("\nits last lines were:{}", last_lines(text, LINES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_lines_are_shown() {
        let text = (1..=20).map(|n| format!("line {n}\n")).collect::<Vec<_>>().join("\n");
        let shown = last_words(&text);
        assert!(shown.starts_with("\nits last lines were:\n    line 13\n"), "{shown}");
        assert!(shown.ends_with("\n    line 20"), "{shown}");
        assert_eq!(last_words("\n"), "\nand said nothing");
    }
}
