//! Where things are.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The workspace that is worked in.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace at a folder; without one, that which this program was built in.
    pub(crate) fn open(root: Option<PathBuf>) -> Result<Self> {
        let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
        let root = root
            .canonicalize()
            .with_context(|| format!("the workspace `{}` cannot be opened", root.display()))?;
        Ok(Self { root })
    }

    /// The workspace's own folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The workspace's lock file, `Cargo.lock`.
    pub(crate) fn lock_file(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The folder of the models, `models`.
    pub(crate) fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// The folder of the models that were pulled, `models/.pulled`; git ignores it.
    pub(crate) fn pulled(&self) -> PathBuf {
        self.models().join(".pulled")
    }

    /// The folder of the generated crates, `generated`.
    pub(crate) fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The folder of the runtime crate, `runtime`.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// A path as messages show it: without the root, if it is within.
    pub(crate) fn shown(&self, path: &Path) -> PathBuf {
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
pub(crate) fn relative(from: &Path, to: &Path) -> String {
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
