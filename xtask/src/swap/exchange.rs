//! One folder in the place of another.

use std::path::Path;

use anyhow::Result;

use super::disk::{self, exists};

/// Puts a folder in the place of another, which is where the first was afterwards; nothing need be there.
///
/// Where the system cannot exchange two folders by one call, the one that was there is at `aside` for the
/// time of two renames, and there is none in its place.
pub(crate) fn exchange(next: &Path, folder: &Path, aside: &Path) -> Result<()> {
    if !exists(folder) {
        return disk::rename(next, folder);
    }
    if disk::exchange(next, folder).is_ok() {
        return Ok(());
    }
    disk::rename(folder, aside)?;
    disk::rename(next, folder)?;
    disk::rename(aside, next)
}
