//! Cases that are left out, each with the sentence of the specification that it contradicts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The most cases that may be left out.
const MOST: usize = 15;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    case: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    /// What the suite expects.
    expects: String,
    /// The sentence of the specification.
    specification: String,
    /// Where it stands.
    source: String,
}

/// Cases that are left out, and why, by their ids.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    reasons: BTreeMap<String, String>,
}

impl LeftOut {
    /// Reads the list.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("`{}` cannot be read", path.display()))?;
        Self::parse(&text).with_context(|| format!("`{}` is not right", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let document: Document = toml::from_str(text)?;
        if document.case.len() > MOST {
            bail!("it leaves out {} cases, and {MOST} are the most", document.case.len());
        }
        let mut reasons = BTreeMap::new();
        for Entry { id, expects, specification, source } in document.case {
            let reason =
                format!("{expects} The specification says: \"{specification}\" ({source})");
            if reasons.insert(id.clone(), reason).is_some() {
                bail!("`{id}` is there twice");
            }
        }
        Ok(Self { reasons })
    }

    /// Why a case is left out, if it is.
    pub(super) fn reason(&self, id: &str) -> Option<&str> {
        self.reasons.get(id).map(String::as_str)
    }

    /// The entries whose cases are not there.
    pub(super) fn unknown<'a>(&'a self, ids: &[&str]) -> Vec<&'a str> {
        let keys = self.reasons.keys().map(String::as_str);
        keys.filter(|id| !ids.contains(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str =
        "[[case]]\nid = 'a/B'\nexpects = 'X.'\nspecification = 'Y.'\nsource = 'https://z'\n";

    #[test]
    fn each_entry_has_its_sentence() -> Result<()> {
        let list = LeftOut::parse(ENTRY)?;
        assert_eq!(list.reason("a/B"), Some("X. The specification says: \"Y.\" (https://z)"));
        assert_eq!(list.reason("a/C"), None);
        assert_eq!(list.unknown(&["a/C"]), ["a/B"]);
        for wrong in ["[[case]]\nid = 'a'\n", &ENTRY.repeat(2)] {
            assert!(LeftOut::parse(wrong).is_err(), "{wrong} was let through");
        }
        let many: String = (0..16).map(|n| ENTRY.replace("a/B", &n.to_string())).collect();
        assert!(LeftOut::parse(&many).is_err());
        Ok(())
    }
}
