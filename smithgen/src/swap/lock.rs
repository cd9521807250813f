//! Locks on folders, against concurrent runs.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

use crate::screen::terminal::note;

/// Locks a folder until the returned file is dropped; waits for other runs. `None` if the folder
/// does not exist, or if the system cannot lock it.
pub(crate) fn lock(folder: &Path) -> Result<Option<File>> {
    loop {
        let Ok(file) = File::open(folder) else {
            return Ok(None);
        };
        if !take(&file, folder)? {
            return Ok(None);
        }
        if is_at(&file, folder) {
            return Ok(Some(file));
        }
    }
}

/// Creates a folder if it is missing, and locks it.
///
/// # Errors
///
/// If the folder cannot be made, or not be waited for.
pub fn make_and_lock(folder: &Path) -> Result<Option<File>> {
    loop {
        fs::create_dir_all(folder)
            .with_context(|| format!("`{}` cannot be made", folder.display()))?;
        let lock = lock(folder)?;
        // Another run may have deleted it in the meantime.
        if lock.is_some() || folder.is_dir() {
            return Ok(lock);
        }
    }
}

/// Locks an open folder; `false` if the system cannot.
fn take(file: &File, folder: &Path) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => {
            note(&format!("waiting for another run to leave `{}`", folder.display()));
            file.lock().with_context(|| format!("waiting for `{}`", folder.display()))?;
            Ok(true)
        }
        Err(TryLockError::Error(_)) => Ok(false),
    }
}

/// Whether the path still leads to the open folder: the run that held the lock may have deleted it.
#[cfg(unix)]
fn is_at(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let opened = file.metadata().map(id).ok();
    opened.is_some() && opened == folder.metadata().map(id).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc::{self, Receiver};
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use super::*;

    /// Locks a folder on another thread, and sends a message when it has the lock.
    fn lock_elsewhere(folder: PathBuf) -> (JoinHandle<Result<Option<File>>>, Receiver<()>) {
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            let lock = make_and_lock(&folder);
            sender.send(()).unwrap();
            lock
        });
        (thread, receiver)
    }

    #[test]
    fn a_second_run_waits_for_the_first() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let Some(first) = lock(temp.path())? else {
            return Ok(());
        };
        let (second, done) = lock_elsewhere(temp.path().to_owned());
        assert!(done.recv_timeout(Duration::from_millis(200)).is_err());
        drop(first);
        assert!(second.join().unwrap()?.is_some());
        Ok(())
    }

    #[test]
    fn a_folder_that_was_deleted_while_waiting_is_created_and_locked_again() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let folder = temp.path().join("a/b");
        assert!(lock(&folder)?.is_none());
        let Some(first) = make_and_lock(&folder)? else {
            return Ok(());
        };
        let (second, done) = lock_elsewhere(folder.clone());
        assert!(done.recv_timeout(Duration::from_millis(200)).is_err());
        fs::remove_dir(&folder)?;
        drop(first);
        let second = second.join().unwrap()?;
        assert!(folder.is_dir() && second.is_some());
        let (third, done) = lock_elsewhere(folder);
        assert!(done.recv_timeout(Duration::from_millis(200)).is_err());
        drop(second);
        assert!(third.join().unwrap()?.is_some());
        Ok(())
    }
}
