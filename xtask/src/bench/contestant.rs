//! Whose crate is measured, and where its source is.

use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use smithgen::paths::Workspace;

use super::measure::Calls;
use super::operations::{self, Operation};
use super::target::{AWS_SDK, RUSOTO, SMITHGEN};
use super::{program, usage};
use crate::cargo;

/// Whose crate it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    AwsSdk,
    Rusoto,
    Smithgen,
}

impl Who {
    /// All, ours last: in a table it stands beside what it is compared by.
    pub(super) const ALL: [Self; 3] = [Self::AwsSdk, Self::Rusoto, Self::Smithgen];

    /// What reports call it; also the name of its folders.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AwsSdk => AWS_SDK,
            Self::Rusoto => RUSOTO,
            Self::Smithgen => SMITHGEN,
        }
    }

    /// The package that is measured.
    pub(super) fn package(self) -> &'static str {
        match self {
            Self::AwsSdk => "aws-sdk-cognitoidentityprovider",
            Self::Rusoto => "rusoto_cognito_idp",
            Self::Smithgen => "cognito-identity-provider",
        }
    }

    /// The programs that call its operations.
    pub(super) fn programs(self) -> &'static [Calls] {
        match self {
            Self::AwsSdk | Self::Rusoto => &[Calls::Five, Calls::All],
            Self::Smithgen => &[Calls::Five, Calls::All, Calls::Full],
        }
    }
}

/// A crate that is ready to be measured.
#[derive(Debug)]
pub(super) struct Contestant {
    pub(super) who: Who,
    /// The package of its programs, and of what cargo makes of them.
    pub(super) folder: PathBuf,
    /// The manifest of the crate.
    pub(super) manifest: PathBuf,
    pub(super) version: String,
    pub(super) operations: Vec<Operation>,
}

/// How large a source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) lines: u64,
    pub(super) bytes: u64,
}

impl Size {
    fn of(text: &[u8]) -> Self {
        let lines = text.split_inclusive(|byte| *byte == b'\n').map(|_| 1).sum();
        Self { lines, bytes: text.iter().map(|_| 1).sum() }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.bytes += other.bytes;
    }
}

/// What `cargo metadata` prints.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

impl Contestant {
    /// Fetches the crate, finds its operations and writes the programs that call them.
    pub(super) fn prepare(who: Who, bench: &Path, workspace: &Workspace) -> Result<Self> {
        let folder = bench.join("compile").join(who.name());
        let templates = workspace.root().join("benches").join("compile").join(who.name());
        program::lay_out(who, &templates, &folder)?;
        let pinned = pin(&templates, &folder, workspace)?;
        let package = fetch(who, pinned, &folder)?;
        let operations = operations::read(who, &parent(&package.manifest_path)?)?;
        program::list(who, &operations, &folder)?;
        let (manifest, version) = (package.manifest_path, package.version);
        Ok(Self { who, folder, manifest, version, operations })
    }

    /// Where cargo puts what it makes. Dependencies stay there from run to run.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// How large the crate's source is.
    pub(super) fn size(&self) -> Result<Size> {
        size(&parent(&self.manifest)?.join("src"))
    }
}

/// Whether a lock file is of the programs themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pinned {
    /// It is, and stays as it is.
    Whole,
    /// It is this workspace's, and has more than they need.
    ByWorkspace,
}

/// Has the programs use the versions of a template's lock file, or else of this workspace.
fn pin(templates: &Path, folder: &Path, workspace: &Workspace) -> Result<Pinned> {
    let own = templates.join("Cargo.lock");
    let (lock, pinned) = if own.is_file() {
        (own, Pinned::Whole)
    } else {
        (workspace.lock_file(), Pinned::ByWorkspace)
    };
    cargo::pin(folder, &lock)?;
    Ok(pinned)
}

/// Downloads what is missing; where the crate is. Nothing else of this half uses the network.
fn fetch(who: Who, pinned: Pinned, folder: &Path) -> Result<Package> {
    let log = folder.join("fetch.log");
    let manifest = folder.join("Cargo.toml");
    let mut fetch = cargo::command();
    fetch.args(["fetch", "--manifest-path"]).arg(&manifest);
    if pinned == Pinned::Whole {
        fetch.arg("--locked");
    }
    usage::run(&mut fetch, &log)
        .with_context(|| format!("the crates of {} cannot be downloaded", who.name()))?;
    let mut metadata = cargo::command();
    metadata.args(["metadata", "--format-version", "1", "--offline", "--manifest-path"]);
    let ran = usage::run(metadata.arg(&manifest), &log)?;
    find(&ran.stdout, who.package())
}

fn find(metadata: &str, name: &str) -> Result<Package> {
    let metadata: Metadata =
        serde_json::from_str(metadata).context("cargo's metadata cannot be read")?;
    let mut found = metadata.packages.into_iter().filter(|package| package.name == name);
    match (found.next(), found.next()) {
        (Some(package), None) => Ok(package),
        (None, _) => bail!("the package `{name}` is no dependency of the programs"),
        (Some(_), Some(_)) => bail!("there are several versions of the package `{name}`"),
    }
}

fn parent(manifest: &Path) -> Result<PathBuf> {
    let parent = manifest.parent().map(Path::to_owned);
    parent.ok_or_else(|| anyhow!("`{}` is in no folder", manifest.display()))
}

/// How large the Rust of a folder is.
fn size(folder: &Path) -> Result<Size> {
    let context = || format!("`{}` cannot be read", folder.display());
    let mut size = Size::default();
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let path = entry.path();
        if entry.file_type().with_context(context)?.is_dir() {
            size += self::size(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            size += Size::of(&fs::read(&path).with_context(context)?);
        }
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_all_rust_at_any_depth() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("a"))?;
        fs::write(folder.path().join("lib.rs"), "mod a;\n\n// no end")?;
        fs::write(folder.path().join("a/b.rs"), "x\n")?;
        fs::write(folder.path().join("a/notes.md"), "x\ny\n")?;
        assert_eq!(size(folder.path())?, Size { lines: 4, bytes: 19 });
        Ok(())
    }

    #[test]
    fn a_package_is_found_if_it_is_there_once() {
        let package = |name: &str| {
            format!(r#"{{"name":"{name}","version":"1.2.3","manifest_path":"/r/Cargo.toml"}}"#)
        };
        let text = |names: &[&str]| {
            let packages: Vec<String> = names.iter().map(|name| package(name)).collect();
            format!(r#"{{"packages":[{}],"version":1}}"#, packages.join(","))
        };
        let found = find(&text(&["a", "b"]), "b").unwrap();
        assert_eq!(
            (found.version.as_str(), found.manifest_path),
            ("1.2.3", "/r/Cargo.toml".into())
        );
        assert!(find(&text(&["a"]), "b").is_err());
        assert!(find(&text(&["b", "b"]), "b").is_err());
    }
}
