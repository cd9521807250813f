//! What `models pull` has unpacked, and where.
//!
//! ```text
//! models/.pulled/
//!   botocore-1.44.5-py3-none-any.whl      the release as it was downloaded
//!   botocore-1.44.5/SERVICE/VERSION/*     its models, as they are in it
//! ```

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::names::{is_model_file, is_service};
use crate::paths::Workspace;
use crate::program;

pub use super::names::is_version;

/// How the names of the folders begin that hold a release.
const RELEASE: &str = "botocore-";

/// A version of a service, as botocore's folders name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModelId {
    /// Such as `cognito-idp`.
    pub service: String,
    /// A date, such as `2016-04-18`, so that the greatest is the newest.
    pub version: String,
}

impl ModelId {
    /// The folder of the model within that of its release.
    pub(crate) fn folder(&self) -> PathBuf {
        Path::new(&self.service).join(&self.version)
    }
}

impl std::fmt::Display for ModelId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.service, self.version)
    }
}

/// Which release of botocore a model is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// The one that is pinned, for which fixups are written.
    Pinned,
    /// Any other, or none.
    Unknown,
}

/// The folders of the versions of a service, the newest first.
pub(crate) fn versions(service: &Path) -> Result<Vec<PathBuf>> {
    let mut found = folders(service, is_version)?;
    found.retain(|folder| has_model(folder));
    found.reverse();
    Ok(found)
}

/// The folder of a model that was pulled: of `NAME`, or of one version, `NAME/VERSION`. Of several
/// releases, in the newest that has it.
///
/// # Errors
///
/// If a folder of what was pulled cannot be read.
pub fn find(pulled: &Path, name: &str) -> Result<Option<PathBuf>> {
    let (service, version) = match name.split_once('/') {
        Some((service, version)) => (service, Some(version)),
        None => (name, None),
    };
    if !is_service(service) || !version.is_none_or(is_version) {
        return Ok(None);
    }
    for release in releases(pulled)?.iter().rev() {
        let mut found = versions(&release.join(service))?;
        found.retain(|folder| version.is_none_or(|version| folder.ends_with(version)));
        if !found.is_empty() {
            return Ok(Some(found.swap_remove(0)));
        }
    }
    Ok(None)
}

/// Paths, and names of what was pulled in place of paths to what does not exist.
///
/// # Errors
///
/// If a name is neither that of a path nor of a model that was pulled.
pub fn resolve(paths: &[PathBuf], workspace: &Workspace) -> Result<Vec<PathBuf>> {
    paths.iter().map(|path| resolve_one(path, workspace)).collect()
}

fn resolve_one(path: &Path, workspace: &Workspace) -> Result<PathBuf> {
    if path.exists() {
        return Ok(path.to_owned());
    }
    let name = path.to_string_lossy();
    match find(&workspace.pulled(), &name)? {
        Some(folder) => Ok(folder),
        None if is_service(&name) && !is_model_file(&name) => bail!(
            "there is no model `{name}`, and none was pulled by that name; if botocore has it: {}",
            program::command(&format!("models pull {name}"))
        ),
        None => Ok(path.to_owned()),
    }
}

/// All models that were pulled, by folder.
///
/// # Errors
///
/// If a folder of what was pulled cannot be read.
pub fn all(pulled: &Path) -> Result<Vec<(ModelId, PathBuf)>> {
    let mut models = Vec::new();
    for release in releases(pulled)? {
        for service in folders(&release, is_service)? {
            let newest_first = versions(&service)?;
            models.extend(newest_first.into_iter().rev().filter_map(|folder| {
                Some((ModelId { service: name(&service)?, version: name(&folder)? }, folder))
            }));
        }
    }
    Ok(models)
}

/// The folder of the newest release that was pulled.
///
/// # Errors
///
/// If the folder of what was pulled cannot be read.
pub fn newest(pulled: &Path) -> Result<Option<PathBuf>> {
    Ok(releases(pulled)?.pop())
}

/// The folders of the releases, by their numbers.
fn releases(pulled: &Path) -> Result<Vec<PathBuf>> {
    let mut found = folders(pulled, |name| name.starts_with(RELEASE))?;
    found.sort_by_cached_key(|folder| name(folder).map(|name| numbers(&name)));
    Ok(found)
}

fn numbers(release: &str) -> Vec<u32> {
    release[RELEASE.len()..].split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// Whether a folder is that of a model of botocore.
pub fn has_model(folder: &Path) -> bool {
    ["service-2.json", "service-2.json.gz"].iter().any(|name| folder.join(name).is_file())
}

/// The folders in a folder whose names pass, by name; none if there is no such folder.
fn folders(folder: &Path, passes: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        result => result.with_context(context)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.with_context(context)?.path();
        if path.is_dir() && name(&path).is_some_and(|name| passes(&name)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> Option<String> {
    path.file_name()?.to_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulled(files: &[&str]) -> Result<tempfile::TempDir> {
        let temp = tempfile::tempdir()?;
        for file in files {
            let path = temp.path().join(file);
            fs::create_dir_all(path.parent().context("no parent")?)?;
            fs::write(path, "{}")?;
        }
        Ok(temp)
    }

    #[test]
    fn the_newest_version_is_found_unless_one_is_named() -> Result<()> {
        let temp = pulled(&[
            "botocore-1.44.4/ec2/2015-03-01/service-2.json.gz",
            "botocore-1.44.10/ec2/2014-09-01/service-2.json",
            "botocore-1.44.10/ec2/2016-11-15/service-2.json.gz",
            "botocore-1.44.10/ec2/2017-01-01/examples-1.json",
            "botocore-1.44.10/ec2/notes/service-2.json",
        ])?;
        let found = |name: &str| find(temp.path(), name);
        let release = temp.path().join("botocore-1.44.10");
        assert_eq!(found("ec2")?, Some(release.join("ec2/2016-11-15")));
        assert_eq!(found("ec2/2014-09-01")?, Some(release.join("ec2/2014-09-01")));
        assert_eq!(
            found("ec2/2015-03-01")?,
            Some(temp.path().join("botocore-1.44.4/ec2/2015-03-01"))
        );
        for none in ["ec2/2017-01-01", "ec", "../ec2", "ec2/..", ""] {
            assert_eq!(found(none)?, None, "{none:?}");
        }
        let names: Vec<String> = all(temp.path())?.iter().map(|(id, _)| id.to_string()).collect();
        assert_eq!(names, ["ec2 2015-03-01", "ec2 2014-09-01", "ec2 2016-11-15"]);
        Ok(())
    }

    #[test]
    fn a_name_is_one_of_what_was_pulled_unless_it_is_a_path() -> Result<()> {
        let temp = pulled(&["models/.pulled/botocore-1.2.3/sqs/2012-11-05/service-2.json.gz"])?;
        let workspace = Workspace::open(temp.path())?;
        let resolved = |path: &str| resolve_one(Path::new(path), &workspace);
        let sqs = workspace.pulled().join("botocore-1.2.3/sqs/2012-11-05");
        assert_eq!(resolved("sqs")?, sqs);
        assert_eq!(resolved("sqs/2012-11-05")?, sqs);
        for path in ["src", "none.json", "none.json.gz", "some/none"] {
            assert_eq!(resolved(path)?, Path::new(path));
        }
        let error = resolved("s3").unwrap_err().to_string();
        assert!(error.ends_with(&program::command("models pull s3")), "{error}");
        Ok(())
    }

    #[test]
    fn nothing_was_pulled_where_there_is_no_folder() -> Result<()> {
        let temp = tempfile::tempdir()?;
        assert!(all(&temp.path().join("none"))?.is_empty());
        Ok(())
    }
}
