//! Puts a generated folder in place whole, or not at all.
//!
//! The next folder is made in a folder of our own on the same file system:
//!
//! ```text
//! .smithgen-PATH/
//!   made-by-smithgen   says that the folder is ours
//!   part/              a tree that is being written or deleted: worth nothing
//!   whole/             the next folder; once they are exchanged, the previous one
//!   aside/             the previous folder, while there is no other in its place
//! ```
//!
//! 1. `part` is filled. Changed files are written, all others are linked, so that they keep their modification times
//!    and cargo does not build them again. Then it is renamed to `whole`.
//! 2. What moves without a look inside (`target`, `.git`, links) goes from the folder to `whole`.
//! 3. The folder and `whole` are exchanged, by one call where the system has one (Linux, macOS). Where it has
//!    none, the folder is renamed to `aside` first, and for the time of two renames there is none in its place.
//! 4. What others have put into the previous folder since step 1 moves to the new one.
//! 5. The previous folder is renamed to `part` and deleted.
//!
//! A folder that goes is renamed to `aside`, and from there to `part`. So whatever a killed run leaves, the folder
//! is the previous one or the next one, and [`recover`] knows by the names what to do with the rest. This
//! guards against a killed process, not against a power cut: nothing is flushed to disk.

mod commit;
mod disk;
mod exchange;
mod lock;
mod own;
mod recover;
mod site;
mod stage;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};

pub(crate) use self::commit::commit;
pub(crate) use self::disk::make_way;
pub(crate) use self::exchange::exchange;
pub(crate) use self::lock::{lock, make_and_lock};
pub(crate) use self::own::Own;
pub(crate) use self::recover::recover;
pub(crate) use self::site::{Site, interrupted};
pub(crate) use self::stage::stage;

use crate::plan::{Plan, checked_files};
use crate::tree::Tree;

/// Makes a folder hold a generated package, and whatever of others is in it. What has not changed is not written, so
/// that it is not compiled again.
pub(crate) fn put(site: &Site, files: BTreeMap<String, String>) -> Result<()> {
    recover(site)?;
    let there = Tree::read(&site.folder)?;
    let plan = Plan::new(checked_files(files)?, there).map_err(|paths| {
        let folder = site.folder.display();
        anyhow!("`{folder}` holds what is not the generator's: {paths:?}; delete it")
    })?;
    if plan.is_done() {
        return Ok(());
    }
    stage(site, &plan)?;
    commit(site, &plan)
}
