//! Replacing one folder by another.

use std::path::Path;

use anyhow::Result;

use super::disk::{self, exists};

/// Replaces `folder` by `next`. If `folder` existed, it is at `next` afterwards.
///
/// Where the system has no atomic exchange, `folder` goes to `aside` first, and is missing until
/// the next rename.
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
