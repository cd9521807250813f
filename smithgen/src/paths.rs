//! Where things are.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The workspace that is worked in.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace at a folder.
    ///
    /// # Errors
    ///
    /// If there is no such folder.
    pub fn open(root: &Path) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("the workspace `{}` cannot be opened", root.display()))?;
        Ok(Self { root })
    }

    /// The workspace around a folder: the nearest one from there upward that has a `models/services.toml`, or
    /// else that folder.
    pub(crate) fn around(folder: &Path) -> Result<Self> {
        let has_services = |folder: &&Path| folder.join("models/services.toml").is_file();
        Self::open(folder.ancestors().find(has_services).unwrap_or(folder))
    }

    /// The workspace's own folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The workspace's lock file, `Cargo.lock`.
    pub fn lock_file(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The folder of the models, `models`.
    pub fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// The folder of the models that were pulled, `models/.pulled`; git ignores it.
    pub fn pulled(&self) -> PathBuf {
        self.models().join(".pulled")
    }

    /// The folder of the generated crates, `generated`.
    pub fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The folder of the runtime crate, `runtime`.
    pub fn runtime(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// A path as messages show it: without the root, if it is within.
    pub fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }
}

/// The absolute path of something that may not exist yet, with links resolved as far as it does.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf> {
    let absolute =
        std::path::absolute(path).with_context(|| format!("`{}` is not a path", path.display()))?;
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut existing = absolute.as_path();
    while existing.symlink_metadata().is_err() {
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
            bail!("`{}` steps out of a folder that does not exist", path.display());
        };
        missing.push(name);
        existing = parent;
    }
    let mut resolved = existing
        .canonicalize()
        .with_context(|| format!("`{}` cannot be opened", existing.display()))?;
    resolved.extend(missing.into_iter().rev());
    Ok(resolved)
}

/// The way from one absolute folder to another, with `/` between the steps.
pub fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<Component> = from.components().collect();
    let to: Vec<Component> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let down = to[shared..].iter().map(|step| step.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_folders() {
        assert_eq!(relative(Path::new("/w/target/x"), Path::new("/w/runtime")), "../../runtime");
        assert_eq!(relative(Path::new("/w"), Path::new("/w/runtime")), "runtime");
    }

    #[test]
    fn what_does_not_exist_is_resolved_from_what_does() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().canonicalize()?;
        assert_eq!(resolve(&root.join("a/b"))?, root.join("a/b"));
        std::fs::create_dir(root.join("a"))?;
        assert_eq!(resolve(&root.join("a/../b"))?, root.join("b"));
        assert!(resolve(&root.join("none/../../b")).is_err());
        Ok(())
    }

    #[test]
    fn a_workspace_is_found_from_any_folder_in_it() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let root = temp.path().canonicalize()?;
        let inside = root.join("generated/weather/src");
        std::fs::create_dir_all(&inside)?;
        assert_eq!(Workspace::around(&inside)?.root(), inside);
        std::fs::create_dir(root.join("models"))?;
        std::fs::write(root.join("models/services.toml"), "")?;
        assert_eq!(Workspace::around(&inside)?.root(), root);
        assert_eq!(Workspace::around(&root)?.root(), root);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().canonicalize()?;
        std::fs::create_dir(root.join("real"))?;
        std::os::unix::fs::symlink(root.join("real"), root.join("link"))?;
        assert_eq!(resolve(&root.join("link/new"))?, root.join("real/new"));
        std::os::unix::fs::symlink(root.join("gone"), root.join("dangling"))?;
        assert!(resolve(&root.join("dangling")).is_err());
        Ok(())
    }
}
