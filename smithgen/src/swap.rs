//! Replaces a generated folder as a whole, or not at all.
//!
//! The next version of the folder is built in a staging folder on the same file system:
//!
//! ```text
//! .smithgen-PATH/
//!   made-by-smithgen   marks the staging folder as ours
//!   part/              a tree that is being written or deleted; worthless after a crash
//!   whole/             the next version; after the exchange, the previous one
//!   aside/             the previous version, while nothing is in its place
//! ```
//!
//! 1. Fill `part`: write changed files, and hard-link the others so that they keep their
//!    modification times and cargo does not rebuild them. Then rename it to `whole`.
//! 2. Move what is never looked into (`target`, `.git`, links) from the folder to `whole`.
//! 3. Exchange the folder and `whole`, in one system call on Linux and macOS. Elsewhere, the folder
//!    is renamed to `aside` first, so it is missing between two renames.
//! 4. Move foreign files that appeared in the previous version since step 1 to the new one.
//! 5. Rename the previous version to `part`, and delete it.
//!
//! To remove a folder, rename it to `aside`, then to `part`, and delete that. So at any moment the
//! folder is the previous version or the next one, and after a crash `recover` knows from the
//! names what to do with the rest. This covers a killed process, not a power failure: nothing is
//! flushed to disk.

mod commit;
mod disk;
mod exchange;
mod lock;
pub(crate) mod plan;
mod recover;
mod site;
mod stage;
mod staging;
#[cfg(test)]
mod tests;
pub mod tree;

use std::collections::BTreeMap;
use std::path::{self, Path};

use anyhow::{Context, Result, anyhow};

pub(crate) use self::commit::commit;
pub(crate) use self::disk::make_way;
pub(crate) use self::exchange::exchange;
pub(crate) use self::lock::lock;
pub use self::lock::make_and_lock;
pub(crate) use self::recover::recover;
pub use self::site::Site;
pub(crate) use self::site::interrupted;
pub(crate) use self::stage::stage;
pub(crate) use self::staging::Staging;

use self::plan::{Plan, checked_files};
use self::tree::Tree;

/// Makes a folder hold a generated package, and keeps the foreign files in it. Unchanged files are
/// not written, so that cargo does not rebuild them.
///
/// # Errors
///
/// If the folder holds what is not the generator's where a file of the package goes, or cannot be replaced.
pub fn put(site: &Site, files: BTreeMap<String, String>) -> Result<()> {
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

/// Replaces a file, or creates it with its parents, as a whole or not at all.
pub(crate) fn put_file(path: &Path, text: &str) -> Result<()> {
    let path =
        path::absolute(path).with_context(|| format!("`{}` cannot be written", path.display()))?;
    let site = Site::beside(path)?;
    let _lock = make_and_lock(&site.base)?;
    site.staging.delete()?;
    site.staging.make()?;
    disk::write(site.staging.path(), Path::new("part"), text)?;
    disk::rename(&site.part(), &site.folder)?;
    site.staging.remove()
}
