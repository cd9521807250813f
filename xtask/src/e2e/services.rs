//! `e2e/services.toml`: which services are called, and by which operations.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use smithgen::input::services::check_package_name;

/// A service, as botocore calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Service {
    /// Its name, which is also that of its crate.
    pub(super) name: String,
    /// The operations that its crate has.
    pub(super) operations: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    operations: Vec<String>,
}

/// Reads the services, by name.
pub(super) fn read(source: &Path) -> Result<Vec<Service>> {
    let path = source.join("services.toml");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    parse(&text).with_context(|| format!("`{}` is not right", path.display()))
}

fn parse(text: &str) -> Result<Vec<Service>> {
    let entries: BTreeMap<String, Entry> = toml::from_str(text)?;
    let mut services = Vec::new();
    for (name, Entry { operations }) in entries {
        check_package_name(&name).with_context(|| format!("[{name}]"))?;
        services.push(Service { name, operations });
    }
    Ok(services)
}

/// The services of these names, or all if there are none.
pub(super) fn pick<'a>(services: &'a [Service], names: &[String]) -> Result<Vec<&'a Service>> {
    let known: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no test of `{unknown}`; there are tests of {}", known.join(", "));
    }
    let is_picked = |service: &&Service| names.is_empty() || names.contains(&service.name);
    Ok(services.iter().filter(is_picked).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "[sqs]\noperations = [\"SendMessage\"]\n[s3]\noperations = [\"GetObject\"]\n";

    #[test]
    fn services_are_picked_by_name() -> Result<()> {
        let services = parse(TEXT)?;
        let picked = |names: &[&str]| -> Result<Vec<String>> {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Ok(pick(&services, &names)?.iter().map(|service| service.name.clone()).collect())
        };
        assert_eq!(picked(&[])?, ["s3", "sqs"]);
        assert_eq!(picked(&["sqs"])?, ["sqs"]);
        let error = picked(&["sqs", "s4"]).unwrap_err().to_string();
        assert_eq!(error, "there is no test of `s4`; there are tests of s3, sqs");
        Ok(())
    }

    #[test]
    fn an_entry_says_what_it_may_and_no_more() {
        assert!(parse("[sqs]\n").is_err());
        assert!(parse("[sqs]\noperations = []\nother = 1\n").is_err());
        assert!(parse("[\"../x\"]\noperations = []\n").is_err());
    }
}
