//! Cargo and the compiler, as this program runs them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

/// The cargo that runs this program, or the one that is found.
pub(crate) fn command() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// What the compiler says of itself: a line with its version and its commit.
pub(crate) fn rustc_version() -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let output = output.context("`rustc` cannot be run")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Pins the dependencies of a nested package to the versions of a lock file. Cargo drops the
/// entries that the package does not need, and downloads what is missing.
pub(crate) fn pin(package: &Path, lock_file: &Path) -> Result<()> {
    // A workspace that was never built has none.
    if !lock_file.exists() {
        return Ok(());
    }
    let text = fs::read_to_string(lock_file)
        .with_context(|| format!("`{}` cannot be read", lock_file.display()))?;
    write_source(&package.join("Cargo.lock"), &text)
}

/// Writes a file of a package, unless it is as it should be: what has not changed is not compiled again.
pub(crate) fn write_source(path: &Path, text: &str) -> Result<()> {
    let context = || format!("`{}` cannot be written", path.display());
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(context)?;
    }
    fs::write(path, text).with_context(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_pinned_again_after_an_interrupted_run() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let (lock_file, package) = (temp.path().join("Cargo.lock"), temp.path().join("package"));
        let pinned = package.join("Cargo.lock");
        pin(&package, &lock_file)?;
        assert!(!pinned.exists());
        fs::write(&lock_file, "version = 4\n")?;
        pin(&package, &lock_file)?;
        fs::write(&pinned, "versi")?;
        pin(&package, &lock_file)?;
        assert_eq!(fs::read_to_string(&pinned)?, "version = 4\n");
        Ok(())
    }
}
