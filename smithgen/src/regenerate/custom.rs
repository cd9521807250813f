//! A model from anywhere to a folder anywhere, as the command line describes it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use smithgen_codegen::{Settings, naming};

use crate::input::{pulled, services, sources};
use crate::job::Job;
use crate::models::pull::release_of;
use crate::paths::{self, Workspace};
use crate::swap::Site;

/// A model and a folder that models/services.toml does not know.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options for a model and a folder of your own")]
pub(super) struct Custom {
    /// A model file, or a folder for all `*.json` and `*.json.gz` in it, or the name of a service that
    /// was pulled, such as `sqs`; several are one model
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "out")]
    pub(super) model: Vec<PathBuf>,
    /// The folder of the crate; made if it is missing
    #[arg(long, value_name = "DIR", requires = "model")]
    pub(super) out: Option<PathBuf>,
    /// The name of the package [default: the name of the folder, in kebab case]
    #[arg(long, value_name = "NAME", requires = "out")]
    pub(super) package: Option<String>,
    /// Only these operations, and what they reach [default: all]
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "out")]
    pub(super) operations: Option<Vec<String>>,
    /// Generate the types alone if the service's protocol is not supported
    #[arg(long, requires = "out")]
    pub(super) types_only: bool,
    /// The dependency on the runtime in the crate's `Cargo.toml` [default: the path of this workspace's]
    #[arg(long, value_name = "TOML", requires = "out")]
    pub(super) runtime: Option<String>,
    /// The folder is a member of a workspace of yours [default: the crate stands alone, by an empty
    /// `[workspace]`]
    #[arg(long, requires = "out")]
    pub(super) member: bool,
}

/// The job that the command line describes.
pub(super) fn job(custom: &Custom, out: &Path, workspace: &Workspace) -> Result<Job> {
    let folder = paths::resolve(out)?;
    check_destination(out, &folder, workspace)?;
    let package = match &custom.package {
        Some(name) => name.clone(),
        None => naming::package_name(&folder.file_name().unwrap_or_default().to_string_lossy()),
    };
    services::check_package_name(&package)
        .context("give the package another name with --package")?;
    let models = sources::find(&pulled::resolve(&custom.model, workspace)?)?;
    // The output is to be the same wherever the model lies.
    let origin = models.iter().filter_map(|file| file.path.file_name());
    let settings = Settings {
        package: package.clone(),
        operations: services::selection(custom.operations.clone())?,
        scope: services::scope(custom.types_only),
        runtime: runtime(custom.runtime.as_deref(), &folder, workspace)?,
        standalone: !custom.member,
        origin: origin.map(|name| name.to_string_lossy().into_owned()).collect(),
    };
    let release = release_of(&models, workspace);
    Ok(Job { name: package, models, release, settings, site: Site::around(folder)? })
}

/// Refuses a folder whose replacement would pull the rug from under something else.
fn check_destination(out: &Path, folder: &Path, workspace: &Workspace) -> Result<()> {
    let out = out.display();
    let generated = workspace.generated();
    if workspace.root().starts_with(folder) || folder == generated {
        bail!("--out `{out}` holds this workspace or its crates; name a folder for one crate");
    }
    if folder.starts_with(&generated) {
        bail!(
            "--out `{out}` is in `generated`, where all comes from models/services.toml; add the service there"
        );
    }
    if std::env::current_dir().is_ok_and(|current| current.starts_with(folder)) {
        bail!(
            "--out `{out}` is replaced whole, so it cannot hold the current folder; run this from elsewhere"
        );
    }
    Ok(())
}

/// The runtime dependency as TOML: the one given, or the path to this workspace's.
fn runtime(given: Option<&str>, folder: &Path, workspace: &Workspace) -> Result<String> {
    if let Some(given) = given {
        return dependency(given).with_context(|| {
            format!(
                "--runtime `{given}` is not a dependency such as `\"1.0\"` or `{{ path = \"..\" }}`"
            )
        });
    }
    let runtime = workspace.runtime();
    let path = if folder.starts_with(workspace.root()) {
        paths::relative(folder, &runtime)
    } else {
        runtime.to_string_lossy().into_owned()
    };
    Ok(format!("{{ path = {} }}", quoted(&path)))
}

/// The value of a dependency as an inline table on one line, which says nothing but what it may.
fn dependency(given: &str) -> Result<String> {
    let document: toml::Table = toml::from_str(&format!("runtime = {given}"))?;
    let mut values = document.into_iter().map(|(_, value)| value);
    let entries = match (values.next(), values.next()) {
        (Some(toml::Value::String(version)), None) => {
            vec![format!("version = {}", quoted(&version))]
        }
        (Some(toml::Value::Table(table)), None) => {
            table.iter().map(|(key, value)| entry(key, value)).collect::<Result<_>>()?
        }
        _ => bail!("it has to be one string or inline table"),
    };
    Ok(format!("{{ {} }}", entries.join(", ")))
}

fn entry(key: &str, value: &toml::Value) -> Result<String> {
    let plain = key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    match value {
        _ if key == "features" => bail!("which features there are is the generator's to say"),
        toml::Value::String(text) if plain => Ok(format!("{key} = {}", quoted(text))),
        toml::Value::Boolean(value) if plain => Ok(format!("{key} = {value}")),
        _ => bail!("`{key}` has to be a string or a boolean"),
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_dependency_is_a_string_or_a_table_and_nothing_more() -> Result<()> {
        assert_eq!(dependency("\"1.0\"")?, "{ version = \"1.0\" }");
        assert_eq!(dependency("{path='a\\b'} # x }")?, "{ path = \"a\\\\b\" }");
        assert_eq!(
            dependency("{ git = \"g\", default-features = false }")?,
            "{ default-features = false, git = \"g\" }"
        );
        for wrong in [
            "",
            "1",
            "{",
            "\"1\"\nevil = \"1\"",
            "{ features = [] }",
            "{ path = { x = 1 } }",
            "{ \"a b\" = \"c\" }",
        ] {
            assert!(dependency(wrong).is_err(), "{wrong:?} was let through");
        }
        Ok(())
    }

    #[test]
    fn a_string_of_toml_holds_any_text() -> Result<()> {
        let text = "a\"b\\c\u{7f}\n\u{e9}";
        let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text)))?;
        assert_eq!(table["x"].as_str(), Some(text));
        Ok(())
    }

    fn workspace(folder: &Path) -> Result<Workspace> {
        fs::create_dir_all(folder.join("generated"))?;
        fs::create_dir_all(folder.join("runtime"))?;
        Workspace::open(folder)
    }

    #[test]
    fn the_runtime_is_relative_inside_the_workspace_and_absolute_outside() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let workspace = workspace(temp.path())?;
        let inside = workspace.root().join("target/x");
        assert_eq!(runtime(None, &inside, &workspace)?, "{ path = \"../../runtime\" }");
        let outside = runtime(None, Path::new("/elsewhere/x"), &workspace)?;
        assert_eq!(outside, format!("{{ path = \"{}\" }}", workspace.runtime().display()));
        Ok(())
    }

    #[test]
    fn a_destination_that_holds_something_else_is_refused() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let workspace = workspace(temp.path())?;
        let root = workspace.root().to_owned();
        for folder in [
            root.clone(),
            root.join(".."),
            root.join("generated"),
            root.join("generated/x"),
            "/".into(),
        ] {
            let resolved = paths::resolve(&folder)?;
            assert!(check_destination(&folder, &resolved, &workspace).is_err(), "{folder:?}");
        }
        let current = std::env::current_dir()?;
        assert!(check_destination(&current, &current, &workspace).is_err());
        assert!(check_destination(&root, &root.join("target/x"), &workspace).is_ok());
        Ok(())
    }
}
