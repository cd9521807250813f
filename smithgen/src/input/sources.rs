//! Models from files.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use smithgen_codegen::diagnostics::Source;
use smithgen_codegen::input;
use smithgen_codegen::model::SourceId;

use super::names::is_model_file;
use super::pulled;

/// A file that a model is read from, and how messages call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in messages, `/`-separated.
    pub name: String,
}

impl ModelFile {
    /// A file that messages call by its path.
    pub(crate) fn named_by_path(path: PathBuf) -> Self {
        let name = path.to_string_lossy().replace('\\', "/");
        Self { path, name }
    }

    /// Reads it, and inflates it if it is gzipped.
    pub(crate) fn read(&self) -> Result<Source> {
        match fs::read(&self.path) {
            Ok(bytes) => {
                let source = Source { name: self.name.clone(), bytes };
                input::inflate(source, SourceId(0))
                    .map_err(|problem| anyhow!("`{}`: {}", self.name, problem.message))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(anyhow!("there is no model `{}`{}", self.name, neighbours(&self.path)))
            }
            Err(error) => {
                Err(error).with_context(|| format!("the model `{}` cannot be read", self.name))
            }
        }
    }
}

/// Reads files that are one model.
///
/// # Errors
///
/// If a file cannot be read or inflated.
pub fn read(files: &[ModelFile]) -> Result<Vec<Source>> {
    files.iter().map(ModelFile::read).collect()
}

/// The model files that paths name. One that is named twice is read once.
///
/// A file is itself, and a folder every model file in it; a folder of a service of botocore, whose versions
/// are folders, is its newest version.
///
/// # Errors
///
/// If a folder cannot be read or holds no model.
pub fn find(paths: &[PathBuf]) -> Result<Vec<ModelFile>> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        for path in expand(path)? {
            let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
            if seen.insert(identity) {
                files.push(ModelFile::named_by_path(path));
            }
        }
    }
    Ok(files)
}

/// Every `*.json` and `*.json.gz` in a folder, by name.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let found = model_files(folder)?;
    if found.is_empty() {
        bail!("the folder `{}` holds no `*.json` file", folder.display());
    }
    if let Some(twin) = found.iter().find(|path| found.contains(&gzipped(path))) {
        let twin = twin.display();
        bail!(
            "`{twin}` is there as it is and as `{twin}.gz`; delete one, or name the files one by one"
        );
    }
    Ok(found)
}

/// The path of a file, gzipped.
fn gzipped(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".gz");
    name.into()
}

/// The models in a folder: each file is one, unless they are those of one model of botocore.
///
/// # Errors
///
/// If the folder cannot be read or holds no model.
pub fn models_in(folder: &Path) -> Result<Vec<Vec<ModelFile>>> {
    let files: Vec<_> = in_folder(folder)?.into_iter().map(ModelFile::named_by_path).collect();
    if pulled::has_model(folder) {
        return Ok(vec![files]);
    }
    Ok(files.into_iter().map(|file| vec![file]).collect())
}

/// The models in a folder; if there is none, those in the folders in it. Links to folders are not followed.
///
/// # Errors
///
/// If a folder cannot be read, or holds a model twice.
pub fn models_below(folder: &Path) -> Result<Vec<Vec<ModelFile>>> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut has_models = false;
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let kind = entry.file_type().with_context(context)?;
        has_models |= !kind.is_dir() && is_model_file(&entry.file_name().to_string_lossy());
        if kind.is_dir() {
            folders.push(entry.path());
        }
    }
    if has_models {
        return models_in(folder);
    }
    folders.sort();
    let models: Vec<_> =
        folders.iter().map(|folder| models_below(folder)).collect::<Result<_>>()?;
    Ok(models.into_iter().flatten().collect())
}

fn model_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_model_file(&name) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn expand(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    match pulled::versions(path)?.first() {
        Some(newest) if model_files(path)?.is_empty() => in_folder(newest),
        _ => in_folder(path),
    }
}

/// What is there instead of a file that is not.
fn neighbours(path: &Path) -> String {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let Ok(found) = in_folder(folder) else {
        return String::new();
    };
    let names: Vec<String> = found
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| format!("`{}`", name.to_string_lossy()))
        .collect();
    format!("; beside it are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// What is found at paths within a folder.
    fn find_in(folder: &tempfile::TempDir, paths: &[&str]) -> Result<Vec<ModelFile>> {
        find(&paths.iter().map(|path| folder.path().join(path)).collect::<Vec<_>>())
    }

    fn names(files: &[ModelFile]) -> Vec<&str> {
        files.iter().filter_map(|file| file.path.file_name()?.to_str()).collect()
    }

    fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes)?;
        Ok(encoder.finish()?)
    }

    #[test]
    fn a_folder_is_its_json_files_and_none_is_read_twice() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["b.json", "a.json", "c.txt"] {
            fs::write(folder.path().join(name), "{}")?;
        }
        let files = find_in(&folder, &["b.json", ""])?;
        assert_eq!(names(&files), ["b.json", "a.json"]);
        Ok(())
    }

    #[test]
    fn a_missing_file_is_told_with_its_neighbours() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("model.json"), "{}")?;
        let error = ModelFile::named_by_path(folder.path().join("modle.json")).read().unwrap_err();
        assert!(error.to_string().ends_with("modle.json`; beside it are `model.json`"), "{error}");
        Ok(())
    }

    #[test]
    fn a_folder_without_models_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let error = find_in(&folder, &[""]).unwrap_err();
        assert!(error.to_string().ends_with("holds no `*.json` file"), "{error}");
        Ok(())
    }

    #[test]
    fn a_folder_of_a_service_is_its_newest_version_with_its_companions() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (version, name) in [
            ("2011-01-01", "service-2.json"),
            ("2012-11-05", "examples-1.json"),
            ("2012-11-05", "service-2.json.gz"),
            ("2012-11-05", "service-2.sdk-extras.json"),
            ("2012-11-05", "README"),
        ] {
            let path = folder.path().join("sqs").join(version);
            fs::create_dir_all(&path)?;
            fs::write(path.join(name), "{}")?;
        }
        let newest = ["examples-1.json", "service-2.json.gz", "service-2.sdk-extras.json"];
        assert_eq!(names(&find_in(&folder, &["sqs"])?), newest);
        assert_eq!(names(&find_in(&folder, &["sqs/2011-01-01"])?), ["service-2.json"]);
        Ok(())
    }

    #[test]
    fn a_file_is_inflated_within_the_limit() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.json.gz");
        let read = || ModelFile::named_by_path(path.clone()).read();
        fs::write(&path, gzip(b"{}")?)?;
        assert_eq!(read()?.bytes, b"{}");
        let half = gzip(b"{}")?;
        for wrong in [gzip(&vec![b' '; input::SOURCE_LIMIT + 1])?, half[..half.len() / 2].to_vec()]
        {
            fs::write(&path, wrong)?;
            assert!(read().unwrap_err().to_string().contains("a.json.gz"));
        }
        Ok(())
    }

    #[test]
    fn a_file_that_is_there_twice_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["a.json", "a.json.gz"] {
            fs::write(folder.path().join(name), "{}")?;
        }
        let error = find_in(&folder, &[""]).unwrap_err().to_string();
        assert!(error.contains("delete one"), "{error}");
        Ok(())
    }
}
