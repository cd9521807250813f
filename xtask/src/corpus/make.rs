//! Models become crates in `target/corpus`.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use smithgen::job::{Generated, Job};
use smithgen::models::pull::release_of;
use smithgen::paths::{self, Workspace};
use smithgen::screen::progress::Progress;
use smithgen::screen::terminal::Screen;
use smithgen::swap::{self, Site};
use smithgen_codegen::diagnostics::Severity;
use smithgen_codegen::{Scope, Selection, Settings, Summary};

use super::candidate::Candidate;
use super::kept::hash_of;
use super::report::{Crate, Row};
use super::{Places, pace, workers};

/// Generates every model, one on each thread at a time; where there are more threads than models, each has several.
pub(super) fn all(
    candidates: &[Candidate],
    with_pace: bool,
    threads: usize,
    places: &Places,
    workspace: &Workspace,
    screen: &Screen,
) -> Vec<Row> {
    let progress = Progress::start("generated", candidates.len());
    // The pace is that of one thread, and so is what it is compared with.
    let threads_each = if with_pace { 1 } else { (threads / candidates.len().max(1)).max(1) };
    let rows = workers::share(candidates, threads, |_, candidate| {
        let made = one(candidate, with_pace, threads_each, places, workspace, screen);
        progress.done(&candidate.id());
        Row::new(candidate, made)
    });
    progress.finish();
    rows
}

fn one(
    candidate: &Candidate,
    with_pace: bool,
    threads: usize,
    places: &Places,
    workspace: &Workspace,
    screen: &Screen,
) -> Result<Crate> {
    let job = job(candidate, places, workspace)?;
    let start = Instant::now();
    let Generated { sources, diagnostics, package, .. } = run(&job, threads)?;
    let Some(package) = package else {
        screen.diagnostics(&sources, &diagnostics);
        bail!("the model is not right");
    };
    let bytes_in = sources.iter().map(|source| source.bytes.len()).sum();
    let bytes_out = package.files.values().map(String::len).sum();
    drop(sources);
    // Reading, generating and writing are timed; hashing and the pace are not.
    let generated = start.elapsed();
    let hash = hash_of(&package.files);
    let pace = with_pace.then(|| pace::measure(&package.files)).transpose()?;
    let Summary { protocol, operations, shapes, lines, .. } = package.summary;
    let files = package.files.len();
    let folder = job.site.folder.clone();
    let start = Instant::now();
    swap::put(&job.site, package.files)?;
    Ok(Crate {
        folder,
        hash,
        protocol,
        operations,
        shapes,
        files,
        lines,
        bytes_in,
        bytes_out,
        time: generated + start.elapsed(),
        pace,
        warnings: diagnostics.iter().filter(|it| it.severity == Severity::Warning).count(),
    })
}

fn job(candidate: &Candidate, places: &Places, workspace: &Workspace) -> Result<Job> {
    let folder = places.root.join(candidate.id());
    let origin = candidate.files.iter().filter_map(|file| file.path.file_name());
    let settings = Settings {
        package: candidate.name.clone(),
        operations: Selection::All,
        scope: Scope::Whole,
        runtime: format!("{{ path = \"{}\" }}", paths::relative(&folder, &workspace.runtime())),
        standalone: true,
        origin: origin.map(|name| name.to_string_lossy().into_owned()).collect(),
    };
    Ok(Job {
        name: candidate.id(),
        models: candidate.files.clone(),
        release: release_of(&candidate.files, workspace),
        settings,
        site: Site::beside(folder)?,
    })
}

/// Runs a job on threads of its own. A panic is a fault of the generator, which the run is to name beside all others.
fn run(job: &Job, threads: usize) -> Result<Generated> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .context("a thread cannot be started")?;
    panic::catch_unwind(AssertUnwindSafe(|| pool.install(|| job.run())))
        .unwrap_or_else(|panic| Err(anyhow!("the generator panicked: {}", said(panic.as_ref()))))
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word")
}
