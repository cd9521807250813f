//! One package to generate: from which models, how, and where to.

use std::time::{Duration, Instant};

use anyhow::Result;
use rayon::prelude::*;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Package, Settings};

use crate::input::pulled::Release;
use crate::input::services::Service;
use crate::input::sources::{self, ModelFile};
use crate::paths::Workspace;
use crate::screen::progress::Progress;
use crate::swap::Site;

/// What to generate.
#[derive(Debug)]
pub struct Job {
    /// How messages call it.
    pub name: String,
    /// The files that are its model.
    pub models: Vec<ModelFile>,
    /// Which release they are of.
    pub release: Release,
    /// How it is generated.
    pub settings: Settings,
    /// Where it goes.
    pub site: Site,
}

/// What came of a job.
#[derive(Debug)]
pub struct Generated {
    /// What was read.
    pub sources: Vec<Source>,
    /// What was found wrong with it.
    pub diagnostics: Diagnostics,
    /// The package; `None` where a diagnostic is an error.
    pub package: Option<Package>,
    /// How long it took.
    pub time: Duration,
}

impl Job {
    /// The job that `models/services.toml` describes.
    pub(crate) fn of_service(service: Service, workspace: &Workspace) -> Result<Self> {
        let origin = service.models.iter().map(|file| file.name.clone()).collect();
        let settings = Settings {
            package: service.package,
            operations: service.operations,
            scope: service.scope,
            runtime: "{ path = \"../../runtime\" }".to_owned(),
            standalone: false,
            origin,
        };
        let site = service_site(&service.name, workspace)?;
        let release = Release::Unknown;
        Ok(Self { name: service.name, models: service.models, release, settings, site })
    }

    /// Reads the models and generates the package; the error is that of a file that cannot be read.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn run(&self) -> Result<Generated> {
        let start = Instant::now();
        let sources = sources::read(&self.models)?;
        let mut diagnostics = Diagnostics::default();
        let package = smithgen_codegen::generate(&sources, &self.settings, &mut diagnostics);
        if self.release == Release::Pinned {
            diagnostics.deny_unused_fixups();
        }
        let package = package.filter(|_| !diagnostics.has_errors());
        Ok(Generated { sources, diagnostics, package, time: start.elapsed() })
    }
}

/// The site of a service's crate. It is staged outside of `generated`, since cargo takes every
/// folder there for a package.
pub(crate) fn service_site(name: &str, workspace: &Workspace) -> Result<Site> {
    Site::within(workspace.root(), workspace.generated().join(name))
}

/// Runs jobs on all threads, and returns what came of them in the order of the jobs.
pub fn run_all(jobs: &[Job]) -> Vec<Result<Generated>> {
    let progress = Progress::start("done:", jobs.len());
    let results = jobs
        .par_iter()
        .map(|job| {
            let result = job.run();
            progress.done(&job.name);
            result
        })
        .collect();
    progress.finish();
    results
}
