//! The crates of the services, and the program that uses them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use smithgen::input::{pulled, services, sources};
use smithgen::job::{self, Generated, Job};
use smithgen::models::pull::release_of;
use smithgen::paths::{self, Workspace};
use smithgen::screen::terminal::{Screen, note};
use smithgen::swap::{self, Site};
use smithgen_codegen::{Scope, Settings, naming};

use super::Places;
use super::services::Service;
use crate::cargo;

/// A generated crate.
#[derive(Debug)]
pub(super) struct Crate {
    /// Its name, which is the service's.
    pub(super) name: String,
    /// The protocol that it speaks.
    pub(super) protocol: String,
}

/// Generates the crates of the services. What has not changed is not written, so that it is not compiled again.
pub(super) fn generate(
    services: &[Service],
    places: &Places,
    workspace: &Workspace,
    screen: &Screen,
) -> Result<Vec<Crate>> {
    let jobs: Vec<Job> =
        services.iter().map(|service| job(service, places, workspace)).collect::<Result<_>>()?;
    let results = job::run_all(&jobs);
    jobs.iter().zip(results).map(|(job, result)| put(job, result?, screen)).collect()
}

fn job(service: &Service, places: &Places, workspace: &Workspace) -> Result<Job> {
    let name = &service.name;
    let folder = pulled::find(&workspace.pulled(), name)?
        .ok_or_else(|| anyhow!("the model of `{name}` was pulled and is not there"))?;
    let models = sources::find(&[folder])?;
    let origin = models.iter().filter_map(|file| file.path.file_name());
    let origin = origin.map(|name| name.to_string_lossy().into_owned()).collect();
    let folder = places.output.join("crates").join(name);
    let runtime = paths::relative(&folder, &workspace.runtime());
    let settings = Settings {
        package: naming::package_name(name),
        operations: services::selection(Some(service.operations.clone()))
            .with_context(|| format!("`{name}`"))?,
        scope: Scope::Whole,
        runtime: format!("{{ path = \"{runtime}\" }}"),
        standalone: true,
        origin,
    };
    let release = release_of(&models, workspace);
    Ok(Job { name: name.clone(), models, release, settings, site: Site::beside(folder)? })
}

/// Puts a generated crate in its place.
fn put(job: &Job, generated: Generated, screen: &Screen) -> Result<Crate> {
    let name = &job.name;
    // What is merely odd in a model of others is no news here.
    let Some(package) = generated.package else {
        screen.diagnostics(&generated.sources, &generated.diagnostics);
        bail!("`{name}` cannot be generated");
    };
    swap::put(&job.site, package.files)?;
    Ok(Crate { name: name.clone(), protocol: package.summary.protocol })
}

/// Compiles the program; its path.
pub(super) fn compile(places: &Places) -> Result<PathBuf> {
    note("compiling the program");
    let target = places.output.join("target");
    let status = cargo::command()
        .args(["build", "--quiet", "--locked", "--manifest-path"])
        .arg(places.source.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()
        .context("`cargo` cannot be run")?;
    if !status.success() {
        bail!("the program does not compile");
    }
    Ok(program(&target))
}

fn program(target: &Path) -> PathBuf {
    target.join("debug").join(format!("e2e{}", std::env::consts::EXE_SUFFIX))
}
