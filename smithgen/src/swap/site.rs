//! The paths that replacing a folder involves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk::exists;
use super::staging::Staging;

/// A folder to replace, and its staging folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The folder to replace.
    pub folder: PathBuf,
    /// The parent of the staging folder, which a run locks.
    pub(crate) base: PathBuf,
    /// The path from `base` to `folder`.
    pub(super) path: PathBuf,
    /// The staging folder.
    pub(super) staging: Staging,
}

impl Site {
    /// Stages next to the folder.
    ///
    /// # Errors
    ///
    /// If the folder has no parent.
    pub fn beside(folder: PathBuf) -> Result<Self> {
        match folder.parent().map(Path::to_owned) {
            Some(base) => Self::within(&base, folder),
            None => bail!("`{}` cannot be replaced by a generated folder", folder.display()),
        }
    }

    /// Stages in the root of the enclosing cargo workspace, or next to the folder if there is none.
    /// With `members = ["clients/*"]`, cargo would take a staging folder in `clients` for a
    /// package, even a hidden one, and fail to load the workspace.
    pub(crate) fn around(folder: PathBuf) -> Result<Self> {
        match workspace_above(&folder) {
            Some(base) => Self::within(&base, folder),
            None => Self::beside(folder),
        }
    }

    /// Stages in an ancestor of the folder.
    pub(crate) fn within(base: &Path, folder: PathBuf) -> Result<Self> {
        let path = folder.strip_prefix(base).unwrap_or(Path::new("")).to_owned();
        if path.file_name().is_none() {
            bail!("`{}` cannot be replaced by a generated folder", folder.display());
        }
        let staging = Staging::at(base.join(staging_name(&path)));
        Ok(Self { base: base.to_owned(), path, staging, folder })
    }

    /// The staging folder, if an interrupted run left one.
    pub(crate) fn leftovers(&self) -> Option<&Path> {
        Some(self.staging.path()).filter(|path| exists(path))
    }

    /// A tree that is being written or deleted.
    pub(super) fn part(&self) -> PathBuf {
        self.staging.path().join("part")
    }

    /// The next version; after the exchange, the previous one.
    pub(super) fn whole(&self) -> PathBuf {
        self.staging.path().join("whole")
    }

    /// The previous version, while nothing is in its place.
    pub(super) fn aside(&self) -> PathBuf {
        self.staging.path().join("aside")
    }
}

/// Lists the entries of `folder` for which an interrupted run left a staging folder in `base`.
pub(crate) fn interrupted(base: &Path, folder: &Path) -> Result<Vec<String>> {
    let context = || format!("the folder `{}` cannot be read", base.display());
    let Ok(inside) = folder.strip_prefix(base) else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for entry in fs::read_dir(base).with_context(context)? {
        let found = entry.with_context(context)?.file_name();
        let prefix = format!("{}+", staging_name(inside));
        let name = found.to_str().and_then(|found| found.strip_prefix(&prefix));
        // A name that does not escape to itself belongs to a deeper path.
        names.extend(
            name.filter(|name| found == *staging_name(&inside.join(name))).map(str::to_owned),
        );
    }
    Ok(names)
}

/// The prefix of staging folders.
const PREFIX: &str = ".smithgen-";

/// The name of the staging folder for a path; distinct for distinct paths.
pub(super) fn staging_name(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| escaped(part.as_encoded_bytes())).collect();
    format!("{PREFIX}{}", parts.join("+"))
}

fn escaped(bytes: &[u8]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let escape = |byte: &u8| match *byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(escape).collect()
}

/// The root of the enclosing cargo workspace, if it is on the same file system as the folder.
fn workspace_above(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().skip(1).find(|above| is_workspace(above))?;
    let existing = folder.ancestors().skip(1).find(|above| above.is_dir())?;
    is_same_device(root, existing).then(|| root.to_owned())
}

fn is_workspace(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"));
    let table = manifest.ok().and_then(|text| toml::from_str::<toml::Table>(&text).ok());
    table.is_some_and(|table| table.contains_key("workspace"))
}

#[cfg(unix)]
fn is_same_device(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().map(|metadata| metadata.dev()).ok();
    device(a) == device(b)
}

#[cfg(not(unix))]
fn is_same_device(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_paths_share_a_staging_folder() {
        let name = |path: &str| staging_name(Path::new(path));
        assert_eq!(name("generated/a-b_1.0"), ".smithgen-generated+a-b_1.0");
        assert_eq!(name("a+b/c%"), ".smithgen-a%2Bb+c%25");
        assert_eq!(name("é"), ".smithgen-%C3%A9");
    }

    #[test]
    fn a_folder_in_a_workspace_is_staged_in_the_root() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let root = temp.path();
        let out = root.join("clients/new/weather");
        let base = |out: &Path| Ok::<_, anyhow::Error>(Site::around(out.to_owned())?.base);
        assert_eq!(base(&out)?, root.join("clients/new"));
        fs::write(root.join("Cargo.toml"), "[workspace]\nmembers = [\"clients/*\"]\n")?;
        assert_eq!(base(&out)?, root);
        fs::create_dir(root.join("clients"))?;
        fs::write(root.join("clients/Cargo.toml"), "[package]\nname = \"clients\"\n")?;
        assert_eq!(base(&out)?, root);
        assert!(Site::within(root, root.to_owned()).is_err());
        assert!(Site::beside(PathBuf::from("/")).is_err());
        Ok(())
    }
}
