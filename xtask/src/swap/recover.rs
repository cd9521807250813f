//! Cleans up after a run, whether it came to its end or not.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Site;
use super::disk::{self, exists};
use crate::tree::{Entry, Tree};

/// Puts the previous folder back if none is in its place, moves what is of others to where it belongs, and deletes the
/// rest. It may be interrupted itself.
pub(crate) fn recover(site: &Site) -> Result<()> {
    if !site.own.exists()? {
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
    site.own.remove()
}

/// Puts a whole folder in the place where none is, if the previous one is known or something of others would be lost.
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

/// Moves what is of others from a tree that goes to the one that stays.
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

/// Whether a file was saved after its other copy or name.
fn is_newer(entry: &Entry, left: &Path, there: &Path) -> Result<bool> {
    let age = |path: &Path| {
        let metadata = path.symlink_metadata();
        metadata
            .and_then(|metadata| metadata.modified())
            .with_context(|| format!("the age of `{}` cannot be read", path.display()))
    };
    Ok(*entry == Entry::Foreign && age(left)? > age(there)?)
}

/// Whether something was moved, and not linked or copied; what cargo makes in `target`, it makes again.
fn is_only_copy(entry: &Entry, path: &Path) -> bool {
    *entry == Entry::Whole && path != Path::new("target")
}

fn refuse_link(folder: &Path) -> Result<()> {
    if folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(());
    }
    bail!("`{}` is not a folder; move it away, and run this again", folder.display())
}
