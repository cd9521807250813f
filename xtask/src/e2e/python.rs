//! The virtual environment that moto is installed in.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};
use smithgen::screen::terminal::note;

use super::{Places, last_lines};

/// How the interpreter may be called; Windows has the second alone.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// What the requirements were that were installed, within the environment. It is written last, so that an
/// environment without it is not whole.
const INSTALLED: &str = "installed-requirements.txt";

/// The interpreter of an environment that has what the requirements pin. It is made anew if they have changed.
pub(super) fn environment(places: &Places) -> Result<PathBuf> {
    let requirements = places.requirements();
    let wanted = fs::read_to_string(&requirements)
        .with_context(|| format!("`{}` cannot be read", requirements.display()))?;
    let folder = places.output.join("venv");
    let python = interpreter(&folder);
    if is_ready(&folder, &python, &wanted) {
        return Ok(python);
    }
    note(&format!("installing moto into `{}`", folder.display()));
    make(&folder)?;
    install(&python, &requirements)?;
    let installed = folder.join(INSTALLED);
    fs::write(&installed, wanted)
        .with_context(|| format!("`{}` cannot be written", installed.display()))?;
    Ok(python)
}

fn interpreter(environment: &Path) -> PathBuf {
    if cfg!(windows) {
        environment.join("Scripts").join("python.exe")
    } else {
        environment.join("bin").join("python")
    }
}

/// Whether all is installed, and the interpreter that it was installed for is still there.
fn is_ready(environment: &Path, python: &Path, wanted: &str) -> bool {
    fs::read_to_string(environment.join(INSTALLED)).is_ok_and(|there| there == wanted)
        && Command::new(python).arg("--version").output().is_ok_and(|it| it.status.success())
}

/// Makes an empty environment in the place of what may be there.
fn make(folder: &Path) -> Result<()> {
    for python in PYTHONS {
        let made = Command::new(python).args(["-m", "venv", "--clear"]).arg(folder).output();
        match made {
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => bail!(
                "`{python} -m venv` could not make a virtual environment ({}); on Debian and Ubuntu, the module \
                 is installed by `apt install python3-venv`; its last lines were:{}",
                output.status,
                said(&output)
            ),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("`{python}` cannot be run")),
        }
    }
    bail!(
        "there is neither `{}` on the PATH\n\
         moto is written in Python: install Python 3 with its module venv (Debian and Ubuntu: \
         `apt install python3-venv`; macOS: `brew install python`; Windows: `winget install Python.Python.3.13`), \
         and run this again",
        PYTHONS.join("` nor `")
    )
}

/// Installs what the requirements pin, and nothing else.
fn install(python: &Path, requirements: &Path) -> Result<()> {
    let output = Command::new(python)
        .args(["-m", "pip", "install", "--require-hashes", "--no-deps"])
        .args(["--only-binary", ":all:", "--no-compile", "--no-input"])
        .args(["--disable-pip-version-check", "--progress-bar", "off", "--quiet", "-r"])
        .arg(requirements)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` cannot be run", python.display()))?;
    if !output.status.success() {
        bail!(
            "pip could not install what `{}` pins ({}); is there a network, and does pip know its proxy and \
             certificates? its last lines were:{}",
            requirements.display(),
            output.status,
            said(&output)
        );
    }
    Ok(())
}

/// The last of what a program said before it failed.
fn said(output: &Output) -> String {
    last_lines(&[output.stdout.as_slice(), output.stderr.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_ready_once_the_same_was_installed_and_python_runs() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(!is_ready(folder.path(), Path::new("rustc"), "moto==1"));
        fs::write(folder.path().join(INSTALLED), "moto==1")?;
        assert!(is_ready(folder.path(), Path::new("rustc"), "moto==1"));
        assert!(!is_ready(folder.path(), Path::new("rustc"), "moto==2"));
        assert!(!is_ready(folder.path(), &folder.path().join("python"), "moto==1"));
        Ok(())
    }
}
