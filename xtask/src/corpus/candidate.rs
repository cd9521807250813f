//! Which models there are.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use smithgen::input::sources::ModelFile;
use smithgen::input::{pulled, sources};
use smithgen::paths::Workspace;
use smithgen::program;
use smithgen_codegen::naming;

/// A model that becomes a crate.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// What its files are written in.
    pub(super) format: Format,
    /// The name of its package, such as `s3-2006-03-01`.
    pub(super) name: String,
    /// Its files.
    pub(super) files: Vec<ModelFile>,
    /// How large they are together, as they are on disk.
    pub(super) bytes: u64,
}

/// What a model is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// `service-2.json` and its companions.
    Botocore,
    /// Smithy's JSON AST.
    Smithy,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Botocore => "botocore",
            Self::Smithy => "smithy",
        })
    }
}

impl Candidate {
    /// What it is picked by, and where its crate goes within `target/corpus`. One service may be there in both formats.
    pub(super) fn id(&self) -> String {
        format!("{}/{}", self.format, self.name)
    }

    fn of(files: Vec<ModelFile>) -> Result<Self> {
        let first = files.first().context("a model without files")?.path.clone();
        let folder = first.parent().unwrap_or(Path::new(""));
        let (format, name) = if pulled::has_model(folder) {
            (Format::Botocore, botocore_name(folder))
        } else {
            (Format::Smithy, stem(&first))
        };
        let name = naming::package_name(&name);
        let sizes: Vec<u64> = files
            .iter()
            .map(|file| Ok(fs::metadata(&file.path).with_context(|| file.name.clone())?.len()))
            .collect::<Result<_>>()?;
        Ok(Self { format, name, files, bytes: sizes.iter().sum() })
    }
}

/// The models in folders, or in the newest release that was pulled, by id.
pub(super) fn find(folders: &[PathBuf], workspace: &Workspace) -> Result<Vec<Candidate>> {
    let folders = match folders {
        [] => vec![pulled::newest(&workspace.pulled())?.with_context(|| {
            format!(
                "no model was pulled; `{}` does, and `{}` takes any others",
                program::command("models pull --all"),
                program::command("corpus DIR")
            )
        })?],
        folders => pulled::resolve(folders, workspace)?,
    };
    let mut found = BTreeMap::new();
    for folder in folders {
        let models = sources::models_below(&folder)?;
        if models.is_empty() {
            bail!("the folder `{}` holds no model", folder.display());
        }
        for files in models {
            add(Candidate::of(files)?, &mut found)?;
        }
    }
    Ok(found.into_values().collect())
}

/// Adds a model. One that was found in two ways is there once.
fn add(candidate: Candidate, found: &mut BTreeMap<String, Candidate>) -> Result<()> {
    match found.get(&candidate.id()) {
        Some(other) if other.files != candidate.files => {
            let name = |it: &Candidate| it.files.first().map(|file| file.name.clone());
            bail!(
                "`{}` and `{}` would both be `{}`; give one folder at a time, or rename one of them",
                name(other).unwrap_or_default(),
                name(&candidate).unwrap_or_default(),
                candidate.id()
            );
        }
        Some(_) => {}
        None => {
            found.insert(candidate.id(), candidate);
        }
    }
    Ok(())
}

/// `SERVICE-VERSION` of a folder `SERVICE/VERSION`.
fn botocore_name(folder: &Path) -> String {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let version = name(folder);
    match folder.parent().map(name) {
        Some(service) if pulled::is_version(&version) => format!("{service}-{version}"),
        _ => version,
    }
}

/// The name of a file, without what says that it is a model.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.strip_suffix(".json").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_named_by_service_and_version() {
        let name = |folder: &str| naming::package_name(&botocore_name(Path::new(folder)));
        assert_eq!(name("x/s3/2006-03-01"), "s3-2006-03-01");
        assert_eq!(name("x/runtime.lex/2016-11-28"), "runtime-lex-2016-11-28");
        assert_eq!(name("x/mine"), "mine");
        assert_eq!(stem(Path::new("x/sqs-2012-11-05.json.gz")), "sqs-2012-11-05");
        assert_eq!(stem(Path::new("x/sqs.json")), "sqs");
    }

    #[test]
    fn a_crate_is_named_in_kebab_case_after_its_file() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (file, name) in [
            ("SimpleService.json", "simple-service"),
            ("my service.v2.json", "my-service-v2"),
            ("2fa.json.gz", "service-2fa"),
            ("\u{e9}.json", "service"),
            (".json", "service"),
        ] {
            let path = folder.path().join(file);
            fs::write(&path, "{}")?;
            let file = ModelFile { name: path.display().to_string(), path };
            assert_eq!(Candidate::of(vec![file])?.name, name);
        }
        Ok(())
    }
}
