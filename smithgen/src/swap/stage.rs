//! Building the next version of a folder.

use std::fs;

use anyhow::{Context, Result};

use super::disk;
use super::plan::{Output, Plan};
use super::site::Site;

/// Builds the next version, without what [`commit`](super::commit::commit()) moves into it. Call
/// [`recover`](super::recover::recover()) first.
pub(crate) fn stage(site: &Site, plan: &Plan) -> Result<()> {
    fs::create_dir_all(&site.base)
        .with_context(|| format!("`{}` cannot be made", site.base.display()))?;
    site.staging.make()?;
    if plan.is_removal() {
        return Ok(());
    }
    let part = site.part();
    disk::make_folder(&part)?;
    for (path, output) in &plan.files {
        match output {
            Output::New(text) | Output::Changed { new: text, .. } => {
                disk::write(&part, path, text)?;
            }
            Output::Same => disk::link(&site.folder.join(path), &part, path)?,
        }
    }
    for path in &plan.kept {
        disk::link(&site.folder.join(path), &part, path)?;
    }
    disk::rename(&part, &site.whole())
}
