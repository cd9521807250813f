//! `models/services.toml`: which crates are generated, and from what.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use smithgen_codegen::naming;
use smithgen_codegen::{Scope, Selection};

use super::sources::ModelFile;
use crate::paths::Workspace;

/// One table `[service.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its key, and the name of its folder in `generated`.
    pub name: String,
    /// The files that are its model.
    pub models: Vec<ModelFile>,
    /// The name of its package.
    pub package: String,
    /// Which operations it has.
    pub operations: Selection,
    /// How much of it is generated.
    pub scope: Scope,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    service: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    models: Vec<String>,
    package: Option<String>,
    operations: Option<Vec<String>>,
    #[serde(default)]
    types_only: bool,
}

/// Reads `models/services.toml` of a workspace.
///
/// # Errors
///
/// If the file cannot be read or is not right; the error names all problems.
pub fn read(workspace: &Workspace) -> Result<Vec<Service>> {
    let path = workspace.models().join("services.toml");
    let shown = workspace.shown(&path);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("`{}` cannot be read", shown.display()))?;
    parse(&text, &workspace.models()).with_context(|| format!("`{}` is not right", shown.display()))
}

/// The services of these names, or all if there are none.
pub(crate) fn select(services: Vec<Service>, names: &[String]) -> Result<Vec<Service>> {
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| services.iter().all(|service| service.name != **name))
        .map(|name| unknown_service(name, &services))
        .collect();
    if !unknown.is_empty() {
        bail!(unknown.join("\n"));
    }
    Ok(services
        .into_iter()
        .filter(|service| names.is_empty() || names.contains(&service.name))
        .collect())
}

/// Whether a package may have this name.
///
/// # Errors
///
/// If it may not; the error says why.
pub fn check_package_name(name: &str) -> Result<()> {
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !starts || !plain {
        bail!(
            "`{name}` cannot name a package; use ASCII letters, digits, `-` and `_`, a letter first"
        );
    }
    if naming::is_reserved_package(name) {
        bail!(
            "`{name}` is a keyword or a crate of Rust's own, so no `use` can mean such a package"
        );
    }
    Ok(())
}

fn parse(text: &str, models: &Path) -> Result<Vec<Service>> {
    let document: Document = toml::from_str(text)?;
    let mut problems = shared_packages(&document);
    let mut services = Vec::new();
    for (name, entry) in document.service {
        match service(&name, entry, models) {
            Ok(service) => services.push(service),
            Err(error) => problems.push(format!("[service.{name}]: {error:#}")),
        }
    }
    if problems.is_empty() { Ok(services) } else { Err(anyhow!(problems.join("\n"))) }
}

fn service(name: &str, entry: Entry, models: &Path) -> Result<Service> {
    check_package_name(name).context("the key names a folder and, by default, a package")?;
    let package = entry.package.unwrap_or_else(|| naming::package_name(name));
    check_package_name(&package).context("package")?;
    if entry.models.is_empty() {
        bail!("models: name at least one file");
    }
    let files = entry.models.iter().map(|path| model_file(path, models)).collect::<Result<_>>()?;
    Ok(Service {
        name: name.to_owned(),
        models: files,
        package,
        operations: selection(entry.operations)?,
        scope: scope(entry.types_only),
    })
}

/// How much is generated, from the answer to "types only?".
pub(crate) fn scope(types_only: bool) -> Scope {
    if types_only { Scope::TypesOnly } else { Scope::Whole }
}

/// Which operations are generated, from their names, if there are any.
///
/// # Errors
///
/// If there are names and none says anything, or one is named twice.
pub fn selection(operations: Option<Vec<String>>) -> Result<Selection> {
    let Some(names) = operations else {
        return Ok(Selection::All);
    };
    if names.iter().all(|name| name.trim().is_empty()) {
        bail!("operations: name at least one, or leave it out for all");
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !seen.insert(*name)) {
        bail!("operations: `{twice}` is named twice");
    }
    Ok(Selection::Only(names))
}

fn model_file(path: &str, models: &Path) -> Result<ModelFile> {
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if path.is_empty() || path.contains('\\') || !inside {
        bail!("models: `{path}` has to be a path relative to `models`, with `/`, and within it");
    }
    Ok(ModelFile { path: models.join(path), name: format!("models/{path}") })
}

/// Packages that two services claim, which no workspace can hold.
fn shared_packages(document: &Document) -> Vec<String> {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, entry) in &document.service {
        let package = entry.package.clone().unwrap_or_else(|| naming::package_name(name));
        owners.entry(package).or_default().push(name);
    }
    owners
        .into_iter()
        .filter(|(_, names)| names.len() > 1)
        .map(|(package, names)| {
            format!(
                "the services {} all have the package `{package}`; give each its own",
                names.join(", ")
            )
        })
        .collect()
}

fn unknown_service(name: &str, services: &[Service]) -> String {
    let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    let closest = similar::get_close_matches(name, &names, 1, 0.5);
    let suggestion = match closest.first() {
        Some(closest) => format!("; did you mean `{closest}`?"),
        None => ".".to_owned(),
    };
    let list = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    format!("there is no service `{name}` in models/services.toml{suggestion} There are: {list}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        format!("{:#}", parse(text, Path::new("/w/models")).unwrap_err())
    }

    #[test]
    fn the_defaults_are_the_key_and_everything() -> Result<()> {
        let services = parse("[service.a-b]\nmodels = ['x/m.json']", Path::new("/w/models"))?;
        let [service] = services.as_slice() else { panic!("{services:?}") };
        assert_eq!(service.package, "a-b");
        assert_eq!(service.operations, Selection::All);
        assert_eq!(service.scope, Scope::Whole);
        assert_eq!(service.models[0].path, Path::new("/w/models/x/m.json"));
        assert_eq!(service.models[0].name, "models/x/m.json");
        Ok(())
    }

    #[test]
    fn every_key_is_read() -> Result<()> {
        let text = "[service.a]\nmodels = ['m.json']\npackage = 'p'\noperations = ['X', 'Y']\ntypes-only = true";
        let services = parse(text, Path::new("/w/models"))?;
        assert_eq!(services[0].package, "p");
        assert_eq!(services[0].operations, Selection::Only(vec!["X".into(), "Y".into()]));
        assert_eq!(services[0].scope, Scope::TypesOnly);
        Ok(())
    }

    #[test]
    fn an_unknown_key_is_named_with_what_is_allowed() {
        let message = error("[service.a]\nmodels = ['m.json']\noperatons = []");
        for part in ["line 3", "operatons", "`models`", "`package`", "`operations`", "`types-only`"]
        {
            assert!(message.contains(part), "{part} is not in {message}");
        }
        assert!(error("[services.a]\nmodels = []").contains("expected `service`"));
    }

    #[test]
    fn all_problems_are_told_in_one_run() {
        let message = error(
            "[service.a]\nmodels = []\n[service.b]\nmodels = ['../m.json']\n[service.'c/d']\nmodels = ['m']\n\
             [service.e]\nmodels = ['m']\noperations = []\n[service.f]\nmodels = ['m']\npackage = 'e'",
        );
        for part in [
            "[service.a]: models: name at least one file",
            "[service.b]: models: `../m.json` has to be a path relative to `models`",
            "[service.c/d]: the key names a folder",
            "[service.e]: operations: name at least one",
            "the services e, f all have the package `e`",
        ] {
            assert!(message.contains(part), "{part} is not in {message}");
        }
    }

    #[test]
    fn a_package_has_a_name_that_can_be_used() {
        assert!(check_package_name("s3").is_ok() && check_package_name("a-b_c").is_ok());
        for name in ["", "1a", "-a", "a b", "a/b", "..", "\u{e9}t\u{e9}", "fn", "crate", "std"] {
            assert!(check_package_name(name).is_err(), "{name:?} was let through");
        }
    }

    #[test]
    fn an_unknown_service_is_told_with_the_nearest() -> Result<()> {
        let services = parse(
            "[service.cognito]\nmodels = ['m']\n[service.sqs]\nmodels = ['m']",
            Path::new("/"),
        )?;
        let message =
            select(services.clone(), &["cogneto".into(), "zzz".into()]).unwrap_err().to_string();
        assert_eq!(
            message,
            "there is no service `cogneto` in models/services.toml; did you mean `cognito`? There are: cognito, sqs\n\
             there is no service `zzz` in models/services.toml. There are: cognito, sqs"
        );
        assert_eq!(select(services.clone(), &[])?.len(), 2);
        assert_eq!(select(services, &["sqs".into()])?[0].name, "sqs");
        Ok(())
    }
}
