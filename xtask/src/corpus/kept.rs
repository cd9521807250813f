//! Outcomes that are kept, so that what has not changed is not compiled again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use smithgen::paths::Workspace;

use super::step::Step;
use crate::cargo;

/// What cargo made of a crate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Verdict {
    /// How long it took.
    pub(super) seconds: f64,
    /// Every error and warning, as the compiler shows it.
    pub(super) diagnostics: Vec<String>,
}

/// A folder of outcomes.
#[derive(Debug)]
pub(super) struct Kept {
    folder: PathBuf,
    /// Of all that outcomes depend on beside the crate: the runtime and the toolchain.
    common: String,
}

/// A verdict, and what it is of.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    hash: String,
    #[serde(flatten)]
    verdict: Verdict,
}

impl Kept {
    /// The outcomes in a folder that are of this runtime and this toolchain.
    pub(super) fn new(folder: PathBuf, workspace: &Workspace) -> Result<Self> {
        let mut files = BTreeMap::new();
        read_sources(&workspace.runtime(), "", &mut files)?;
        files.insert("toolchain".to_owned(), cargo::rustc_version()?);
        Ok(Self { folder, common: hash_of(&files) })
    }

    /// What came of a step on a crate, if it was taken before.
    pub(super) fn load(&self, id: &str, hash: &str, step: Step) -> Option<Verdict> {
        let text = fs::read(self.path(id, step)).ok()?;
        // What cannot be read is found out again.
        let entry: Entry = serde_json::from_slice(&text).ok()?;
        (entry.hash == self.whole(hash)).then_some(entry.verdict)
    }

    /// Keeps what came of a step on a crate.
    pub(super) fn store(&self, id: &str, hash: &str, step: Step, verdict: &Verdict) -> Result<()> {
        let path = self.path(id, step);
        let context = || format!("`{}` cannot be written", path.display());
        let entry = Entry { hash: self.whole(hash), verdict: verdict.clone() };
        fs::create_dir_all(path.parent().unwrap_or(&self.folder)).with_context(context)?;
        fs::write(&path, serde_json::to_string_pretty(&entry)?).with_context(context)
    }

    fn path(&self, id: &str, step: Step) -> PathBuf {
        self.folder.join(format!("{id}.{}.json", step.name()))
    }

    fn whole(&self, hash: &str) -> String {
        format!("{}-{hash}", self.common)
    }
}

/// A hash of texts and their names.
pub(super) fn hash_of(files: &BTreeMap<String, String>) -> String {
    let mut hasher = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            // The length keeps the end of one part from being taken for the start of the next.
            hasher.update(part.len().to_string());
            hasher.update(":");
            hasher.update(part);
        }
    }
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _: Result<(), _> = write!(hex, "{byte:02x}");
        hex
    })
}

/// Adds the manifest of a crate and its sources.
fn read_sources(folder: &Path, within: &str, files: &mut BTreeMap<String, String>) -> Result<()> {
    let context = || format!("the folder `{}` cannot be read", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = format!("{within}{name}");
        if path.is_dir() && (!within.is_empty() || name == "src") {
            read_sources(&path, &format!("{inside}/"), files)?;
        } else if path.extension().is_some_and(|it| it == "rs") || inside == "Cargo.toml" {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("`{}` cannot be read", path.display()))?;
            files.insert(inside, text);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_hash_tells_names_from_texts() {
        let hash = hash_of(&files(&[("a", "bc"), ("d", "")]));
        assert_eq!(hash.len(), 64);
        for other in [
            &[("a", "bc"), ("e", "")] as &[_],
            &[("a", "b"), ("d", "c")],
            &[("ab", "c"), ("d", "")],
            &[("a", "bc1:d0:")],
        ] {
            assert_ne!(hash_of(&files(other)), hash, "{other:?}");
        }
    }

    #[test]
    fn an_outcome_is_of_one_crate_one_step_and_one_runtime() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let kept = Kept { folder: temp.path().to_owned(), common: "x".to_owned() };
        let verdict = Verdict { seconds: 0.5, diagnostics: vec!["warning".to_owned()] };
        assert_eq!(kept.load("smithy/a", "1", Step::Check), None);
        kept.store("smithy/a", "1", Step::Check, &verdict)?;
        assert_eq!(kept.load("smithy/a", "1", Step::Check), Some(verdict));
        assert_eq!(kept.load("smithy/a", "2", Step::Check), None);
        assert_eq!(kept.load("smithy/a", "1", Step::Doc), None);
        assert_eq!(kept.load("smithy/b", "1", Step::Check), None);
        let other = Kept { common: "y".to_owned(), ..kept };
        assert_eq!(other.load("smithy/a", "1", Step::Check), None);
        Ok(())
    }
}
