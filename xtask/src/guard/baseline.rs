//! What was counted when it was last found good.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use smithgen::program;

use super::Counts;

/// The committed file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Baseline {
    /// The compiler, as it calls itself.
    pub(super) rustc: String,
    /// What was counted.
    pub(super) counts: Counts,
}

impl Baseline {
    /// Reads the file, if it is there.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        match fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).map(Some).with_context(|| {
                format!(
                    "`{}` is not right; delete it, and `{}` writes another",
                    path.display(),
                    program::command("guard --update")
                )
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("`{}` cannot be read", path.display()))
            }
        }
    }

    /// Writes the file.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("baseline.json");
        assert_eq!(Baseline::read(&path)?, None);
        let counts = Counts::from([("source/lines".to_owned(), 7)]);
        let baseline = Baseline { rustc: "rustc 1.0.0".to_owned(), counts };
        baseline.write(&path)?;
        assert_eq!(Baseline::read(&path)?, Some(baseline));
        Ok(())
    }

    #[test]
    fn a_broken_file_says_what_to_do() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("baseline.json");
        fs::write(&path, r#"{"rustc": "", "counts": {"source/lines": -1}}"#)?;
        let error = Baseline::read(&path).unwrap_err().to_string();
        assert!(error.contains("guard --update` writes another"), "{error}");
        Ok(())
    }
}
