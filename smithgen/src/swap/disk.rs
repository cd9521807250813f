//! The changes that a run makes to the file system. Each is a step, before which tests can stop a
//! run.
//!
//! Functions that take a root and a path inside it follow no link below the root.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Whether anything exists at a path, even a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Creates a folder. Fails if anything exists at its path.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    step(|| fs::create_dir(path)).with_context(|| format!("`{}` cannot be made", path.display()))
}

/// Creates the missing parents of a path inside `root`, and returns the whole path.
pub(crate) fn make_way(root: &Path, inside: &Path) -> Result<PathBuf> {
    let mut folder = root.to_owned();
    for part in inside.parent().into_iter().flat_map(Path::iter) {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => bail!("`{}` is not a folder; move it away", folder.display()),
            Err(_) => make_folder(&folder)?,
        }
    }
    Ok(root.join(inside))
}

/// Writes a new file. Fails if anything exists at its path.
pub(super) fn write(root: &Path, inside: &Path, text: &str) -> Result<()> {
    let path = make_way(root, inside)?;
    step(|| File::create_new(&path))
        .and_then(|mut file| step(|| file.write_all(text.as_bytes())))
        .with_context(|| format!("`{}` cannot be written", path.display()))
}

/// Hard-links a file to a new path, or copies it with its modification time where the file system
/// has no hard links.
pub(super) fn link(from: &Path, root: &Path, inside: &Path) -> Result<()> {
    let to = make_way(root, inside)?;
    step(|| fs::hard_link(from, &to))
        .or_else(|_| copy(from, &to))
        .with_context(|| format!("`{}` cannot be copied to `{}`", from.display(), to.display()))
}

pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let modified = from.metadata()?.modified()?;
    let mut copy = step(|| File::create_new(to))?;
    step(|| io::copy(&mut File::open(from)?, &mut copy))?;
    copy.set_permissions(from.metadata()?.permissions())?;
    copy.set_modified(modified)
}

/// Renames a file or a folder.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    step(|| fs::rename(from, to))
        .with_context(|| format!("`{}` cannot be moved to `{}`", from.display(), to.display()))
}

/// Exchanges two folders atomically.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    #[cfg(test)]
    super::tests::fault::exchange()?;
    step(|| Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?))
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Deletes a file, or a folder with its contents, if it exists.
pub(super) fn delete(path: &Path) -> Result<()> {
    let context = || format!("`{}` cannot be deleted", path.display());
    let metadata = match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        result => result.with_context(context)?,
    };
    if !metadata.is_dir() {
        return step(|| fs::remove_file(path)).with_context(context);
    }
    for entry in fs::read_dir(path).with_context(context)? {
        delete(&entry.with_context(context)?.path())?;
    }
    remove_folder(path)
}

/// Deletes an empty folder.
pub(super) fn remove_folder(path: &Path) -> Result<()> {
    step(|| fs::remove_dir(path)).with_context(|| format!("`{}` cannot be deleted", path.display()))
}

/// Makes one change.
fn step<T>(change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    #[cfg(test)]
    super::tests::fault::step()?;
    change()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn a_copy_keeps_its_age() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let (from, to) = (temp.path().join("a"), temp.path().join("b"));
        fs::write(&from, "x")?;
        let age = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from)?.set_modified(age)?;
        copy(&from, &to)?;
        assert_eq!(to.metadata()?.modified()?, age);
        assert_eq!(fs::read_to_string(&to)?, "x");
        assert!(copy(&from, &to).is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let (root, elsewhere) = (temp.path().join("root"), temp.path().join("elsewhere"));
        fs::create_dir_all(elsewhere.join("a"))?;
        fs::create_dir(&root)?;
        std::os::unix::fs::symlink(&elsewhere, root.join("link"))?;
        assert!(write(&root, Path::new("link/b"), "x").is_err());
        delete(&root)?;
        assert!(elsewhere.join("a").is_dir() && !elsewhere.join("b").exists());
        assert!(!exists(&root));
        Ok(())
    }
}
