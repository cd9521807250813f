//! A folder of our own among those of others.
//!
//! It is made only where nothing is, and known again by a marker. What has the name and not the marker is somebody
//! else's, or a link to it: nothing in it is touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk;

/// The file that says so. It comes first and goes last, so that a folder without it is ours only if it is empty.
const MARKER: &str = "made-by-smithgen";

const NOTE: &str = "smithgen makes generated folders here and moves them into place. If no run is under way, one was \
                    interrupted, and the next one cleans up.\n";

/// A folder of our own, which need not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Own {
    path: PathBuf,
}

impl Own {
    /// The one at a path.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it. Nothing may be there.
    pub(crate) fn make(&self) -> Result<()> {
        disk::make_folder(&self.path)?;
        disk::write(&self.path, Path::new(MARKER), NOTE)
    }

    /// Whether it is there. What is there and is not ours is an error.
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
            "`{}` is where smithgen makes what it puts in place, but was not made by it; move it away, and run this \
             again",
            self.path.display()
        )
    }

    /// Removes it once nothing else is in it.
    pub(crate) fn remove(&self) -> Result<()> {
        if let Some(other) = self.entries()?.first() {
            bail!("`{}` is not smithgen's; move it away, and run this again", other.display());
        }
        if self.has_marker() {
            disk::delete(&self.path.join(MARKER))?;
        }
        disk::remove_folder(&self.path)
    }

    /// Deletes it with all that is in it; it need not be there.
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

    /// What is in it beside the marker.
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
    fn a_folder_of_our_own_is_known_again_and_goes_whole() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let own = Own::at(temp.path().join("own"));
        assert!(!own.exists()?);
        own.make()?;
        assert!(own.exists()? && own.make().is_err());
        fs::create_dir_all(own.path().join("new/a"))?;
        fs::write(own.path().join("new/a/b"), "x")?;
        assert!(own.remove().unwrap_err().to_string().contains("new"));
        assert!(own.exists()?);
        own.delete()?;
        own.delete()?;
        assert!(!own.exists()?);
        Ok(())
    }

    #[test]
    fn killed_before_the_marker_is_there_it_is_ours_all_the_same() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let own = Own::at(temp.path().join("own"));
        fs::create_dir(own.path())?;
        assert!(own.exists()?);
        own.remove()?;
        assert!(!own.exists()?);
        Ok(())
    }

    #[test]
    fn what_is_somebody_elses_is_left_alone() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let own = Own::at(temp.path().join("own"));
        fs::create_dir(own.path())?;
        fs::write(own.path().join("mine.txt"), "x")?;
        assert!(own.exists().is_err() && own.make().is_err());
        assert_eq!(fs::read_to_string(own.path().join("mine.txt"))?, "x");
        let file = Own::at(temp.path().join("own/mine.txt"));
        assert!(file.exists().is_err() && file.make().is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let elsewhere = Own::at(temp.path().join("elsewhere"));
        elsewhere.make()?;
        let own = Own::at(temp.path().join("own"));
        std::os::unix::fs::symlink(elsewhere.path(), own.path())?;
        assert!(own.exists().is_err() && own.make().is_err());
        std::os::unix::fs::symlink("nowhere", temp.path().join("dangling"))?;
        let dangling = Own::at(temp.path().join("dangling"));
        assert!(dangling.exists().is_err() && dangling.make().is_err());
        assert!(!temp.path().join("nowhere").exists());
        Ok(())
    }
}
