//! Putting the next version of a folder in place.

use anyhow::{Result, bail};

use super::disk;
use super::exchange::exchange;
use super::plan::Plan;
use super::recover::recover;
use super::site::Site;
use super::tree::Tree;

/// Puts the staged version in place, or removes the folder. If that fails, the previous version
/// stays.
pub(crate) fn commit(site: &Site, plan: &Plan) -> Result<()> {
    let done = if plan.is_removal() { take_away(site) } else { bring_in(site, plan) };
    match (done, recover(site)) {
        (Ok(()), cleaned) => cleaned,
        (Err(error), Ok(())) => Err(error),
        (Err(error), Err(worse)) => Err(error.context(format!("and then: {worse:#}"))),
    }
}

/// Steps 2 and 3.
fn bring_in(site: &Site, plan: &Plan) -> Result<()> {
    let whole = site.whole();
    for path in &plan.moved {
        let to = disk::make_way(&whole, path)?;
        disk::rename(&site.folder.join(path), &to)?;
    }
    let folder = disk::make_way(&site.base, &site.path)?;
    exchange(&whole, &folder, &site.aside())
}

/// Removes the folder, unless a foreign file appeared in it.
fn take_away(site: &Site) -> Result<()> {
    let aside = site.aside();
    disk::rename(&site.folder, &aside)?;
    if let Some((path, _)) = Tree::read(&aside)?.of_others().next() {
        let path = site.folder.join(path);
        bail!("`{}` is not the generator's to delete; move it away", path.display());
    }
    disk::rename(&aside, &site.part())
}
