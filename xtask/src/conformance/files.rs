//! The files of a folder of cases.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::case::Suite;
use super::{botocore, smithy};

/// The folders of a suite in botocore's form.
const FOLDERS: [&str; 2] = ["input", "output"];

/// Reads all cases of a folder.
pub(super) fn read(folder: &Path) -> Result<Suite> {
    let shown = folder.display();
    if !folder.is_dir() {
        bail!("`{shown}` is not a folder");
    }
    let mut suite = if FOLDERS.iter().any(|name| folder.join(name).is_dir()) {
        read_botocore(folder)?
    } else {
        read_smithy(folder)?
    };
    if suite.cases.is_empty() {
        bail!(
            "`{shown}` holds no cases for clients; name a folder with `input/*.json` and `output/*.json` in \
             botocore's form, or with models in Smithy's JSON AST that carry `smithy.test#httpRequestTests`, \
             `smithy.test#httpResponseTests` or `smithy.test#eventStreamTests`"
        );
    }
    suite.tell_packages_apart();
    Ok(suite)
}

fn read_botocore(folder: &Path) -> Result<Suite> {
    let mut suite = Suite::default();
    for name in FOLDERS.into_iter().filter(|name| folder.join(name).is_dir()) {
        for path in json_files(&folder.join(name))? {
            let bytes = read_file(&path)?;
            let read = botocore::read(&format!("{name}/{}", stem(&path)), &bytes);
            suite.append(read.with_context(|| format!("`{}` is not a suite", path.display()))?);
        }
    }
    Ok(suite)
}

fn read_smithy(folder: &Path) -> Result<Suite> {
    let mut files = Vec::new();
    for path in json_files(folder)? {
        files.push(smithy::File { name: stem(&path), bytes: read_file(&path)? });
    }
    smithy::read(&files).with_context(|| format!("`{}` is not a suite", folder.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

/// The `*.json` files of a folder, by name.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_file() && path.extension().is_some_and(|it| it == "json") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_cases_is_an_error() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let message = |folder: &Path| format!("{:#}", read(folder).unwrap_err());
        assert!(message(temp.path()).contains("holds no cases for clients"));
        assert!(message(&temp.path().join("none")).contains("is not a folder"));
        fs::write(temp.path().join("a.json"), "[]")?;
        assert!(message(temp.path()).contains("no JSON AST of Smithy's"));
        fs::create_dir(temp.path().join("input"))?;
        assert!(message(temp.path()).contains("holds no cases for clients"));
        fs::write(temp.path().join("input/a.json"), "{}")?;
        assert!(message(temp.path()).contains("no array of suites"));
        Ok(())
    }
}
