//! Cleaning up after a run, whether it finished or was interrupted.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::disk::{self, exists};
use super::site::Site;
use super::tree::{Entry, Tree};

/// Restores the folder if it is missing, moves foreign files back into it, and deletes the staging
/// folder. May be interrupted, and called again.
pub(crate) fn recover(site: &Site) -> Result<()> {
    if !site.staging.exists()? {
        return Ok(());
    }
    disk::delete(&site.part())?;
    put_back(site)?;
    for left in [site.whole(), site.aside()] {
        if exists(&left) {
            rescue(&left, &site.folder)?;
            disk::rename(&left, &site.part())?;
            disk::delete(&site.part())?;
        }
    }
    site.staging.remove()
}

/// Restores a missing folder from `aside`, or from `whole` if foreign files would be lost
/// otherwise. It is restored with all its files, never in part.
fn put_back(site: &Site) -> Result<()> {
    let (folder, aside, whole) = (&site.folder, site.aside(), site.whole());
    if exists(folder) {
        Ok(())
    } else if exists(&aside) {
        disk::rename(&aside, folder)
    } else if Tree::read(&whole)?.of_others().next().is_some() {
        disk::rename(&whole, folder)
    } else {
        Ok(())
    }
}

/// Moves foreign files from a tree that is about to be deleted to the folder.
fn rescue(from: &Path, to: &Path) -> Result<()> {
    let tree = Tree::read(from)?;
    for (path, entry) in tree.of_others() {
        let (left, there) = (from.join(path), to.join(path));
        if !exists(&there) || is_newer(entry, &left, &there)? {
            refuse_link(to)?;
            disk::make_way(to, path)?;
            disk::rename(&left, &there)?;
        } else if is_only_copy(entry, path) {
            bail!(
                "an interrupted run left `{}`, and `{}` is there as well; move or delete one of them, and run this \
                 again",
                left.display(),
                there.display()
            );
        }
    }
    Ok(())
}

/// Whether a foreign file was saved later than the file that took its place.
fn is_newer(entry: &Entry, left: &Path, there: &Path) -> Result<bool> {
    let age = |path: &Path| {
        let metadata = path.symlink_metadata();
        metadata
            .and_then(|metadata| metadata.modified())
            .with_context(|| format!("the age of `{}` cannot be read", path.display()))
    };
    Ok(*entry == Entry::Foreign && age(left)? > age(there)?)
}

/// Whether an entry was moved rather than linked. `target` does not count: cargo makes it again.
fn is_only_copy(entry: &Entry, path: &Path) -> bool {
    *entry == Entry::Whole && path != Path::new("target")
}

fn refuse_link(folder: &Path) -> Result<()> {
    if folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(());
    }
    bail!("`{}` is not a folder; move it away, and run this again", folder.display())
}
