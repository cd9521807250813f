//! Models from files.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use smithgen_codegen::error::Source;

/// A file that a model is read from, and how messages call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModelFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name in messages, `/`-separated.
    pub(crate) name: String,
}

impl ModelFile {
    /// A file that messages call by its path.
    pub(crate) fn named_by_path(path: PathBuf) -> Self {
        let name = path.to_string_lossy().replace('\\', "/");
        Self { path, name }
    }

    /// Reads it.
    pub(crate) fn read(&self) -> Result<Source> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Source { name: self.name.clone(), bytes }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(anyhow!("there is no model `{}`{}", self.name, neighbours(&self.path)))
            }
            Err(error) => {
                Err(error).with_context(|| format!("the model `{}` cannot be read", self.name))
            }
        }
    }
}

/// The model files that paths name: a file is itself, a folder is every `*.json` in it. One that is
/// named twice is read once.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Vec<ModelFile>> {
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

/// Every `*.json` in a folder, by name.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
            found.push(path);
        }
    }
    if found.is_empty() {
        bail!("the folder `{}` holds no `*.json` file", folder.display());
    }
    found.sort();
    Ok(found)
}

fn expand(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() { in_folder(path) } else { Ok(vec![path.to_owned()]) }
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
    use super::*;

    #[test]
    fn a_folder_is_its_json_files_and_none_is_read_twice() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["b.json", "a.json", "c.txt"] {
            fs::write(folder.path().join(name), "{}")?;
        }
        let files = find(&[folder.path().join("b.json"), folder.path().to_owned()])?;
        let names: Vec<_> = files.iter().filter_map(|file| file.path.file_name()).collect();
        assert_eq!(names, ["b.json", "a.json"]);
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
        let error = find(&[folder.path().to_owned()]).unwrap_err();
        assert!(error.to_string().ends_with("holds no `*.json` file"), "{error}");
        Ok(())
    }
}
