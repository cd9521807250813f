//! Staging folders belong to smithgen, in a place that belongs to the user.
//!
//! One is only created where nothing exists, and recognized by a marker file. A folder of its name
//! without the marker, or a link, belongs to someone else: nothing in it is touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk;

/// The marker file. It is created first and deleted last, so a folder without it is ours only if it
/// is empty.
const MARKER: &str = "made-by-smithgen";

const NOTE: &str = "smithgen builds generated folders here, and then moves them into place.\n\
                    If no run is in progress, one was interrupted; the next run cleans up.\n";

/// A staging folder. It need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Staging {
    path: PathBuf,
}

impl Staging {
    /// Describes the folder at a path.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Creates it. Fails if anything exists at its path.
    pub(crate) fn make(&self) -> Result<()> {
        disk::make_folder(&self.path)?;
        disk::write(&self.path, Path::new(MARKER), NOTE)
    }

    /// Whether it exists. Fails if what exists at its path is not ours.
    pub(crate) fn exists(&self) -> Result<bool> {
        let context = || format!("`{}` cannot be read", self.path.display());
        let metadata = match self.path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            result => result.with_context(context)?,
        };
        if metadata.is_dir() && (self.has_marker() || self.entries()?.is_empty()) {
            return Ok(true);
        }
        bail!(
            "smithgen needs `{}` as a staging folder, but did not make what is there; move it away, and \
             run this again",
            self.path.display()
        )
    }

    /// Removes it. Fails if anything but the marker is in it.
    pub(crate) fn remove(&self) -> Result<()> {
        if let Some(other) = self.entries()?.first() {
            bail!("`{}` is not smithgen's; move it away, and run this again", other.display());
        }
        if self.has_marker() {
            disk::delete(&self.path.join(MARKER))?;
        }
        disk::remove_folder(&self.path)
    }

    /// Deletes it with its contents, if it exists.
    pub(crate) fn delete(&self) -> Result<()> {
        if !self.exists()? {
            return Ok(());
        }
        self.entries()?.iter().try_for_each(|entry| disk::delete(entry))?;
        self.remove()
    }

    fn has_marker(&self) -> bool {
        self.path.join(MARKER).symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    }

    /// Its entries, except for the marker.
    fn entries(&self) -> Result<Vec<PathBuf>> {
        let context = || format!("`{}` cannot be read", self.path.display());
        let mut entries = Vec::new();
        for entry in fs::read_dir(&self.path).with_context(context)? {
            let entry = entry.with_context(context)?;
            if entry.file_name() != MARKER {
                entries.push(entry.path());
            }
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_folder_is_recognized_and_deleted() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let staging = Staging::at(temp.path().join("staging"));
        assert!(!staging.exists()?);
        staging.make()?;
        assert!(staging.exists()? && staging.make().is_err());
        fs::create_dir_all(staging.path().join("new/a"))?;
        fs::write(staging.path().join("new/a/b"), "x")?;
        assert!(staging.remove().unwrap_err().to_string().contains("new"));
        assert!(staging.exists()?);
        staging.delete()?;
        staging.delete()?;
        assert!(!staging.exists()?);
        Ok(())
    }

    #[test]
    fn an_empty_folder_is_ours_since_a_run_may_be_killed_before_the_marker_exists() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let staging = Staging::at(temp.path().join("staging"));
        fs::create_dir(staging.path())?;
        assert!(staging.exists()?);
        staging.remove()?;
        assert!(!staging.exists()?);
        Ok(())
    }

    #[test]
    fn a_folder_without_the_marker_is_left_alone() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let staging = Staging::at(temp.path().join("staging"));
        fs::create_dir(staging.path())?;
        fs::write(staging.path().join("mine.txt"), "x")?;
        assert!(staging.exists().is_err() && staging.make().is_err());
        assert_eq!(fs::read_to_string(staging.path().join("mine.txt"))?, "x");
        let file = Staging::at(temp.path().join("staging/mine.txt"));
        assert!(file.exists().is_err() && file.make().is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let elsewhere = Staging::at(temp.path().join("elsewhere"));
        elsewhere.make()?;
        let staging = Staging::at(temp.path().join("staging"));
        std::os::unix::fs::symlink(elsewhere.path(), staging.path())?;
        assert!(staging.exists().is_err() && staging.make().is_err());
        std::os::unix::fs::symlink("nowhere", temp.path().join("dangling"))?;
        let dangling = Staging::at(temp.path().join("dangling"));
        assert!(dangling.exists().is_err() && dangling.make().is_err());
        assert!(!temp.path().join("nowhere").exists());
        Ok(())
    }
}
