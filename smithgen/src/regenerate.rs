//! `regenerate`: models in, crates out.

mod args;
mod check;
mod custom;
mod rerun;

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use smithgen_codegen::{Package, Summary};

use crate::input::services;
use crate::job::{self, Generated, Job, service_site};
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::screen::table::{Side, Table};
use crate::screen::terminal::{self, Screen, note};
use crate::swap::plan::{Counts, Plan, checked_files};
use crate::swap::tree::Tree;
use crate::swap::{self, Site};

use self::check::files;

pub(crate) use self::args::Args;

/// What is done with what was generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
}

/// A folder, and what has to change in it.
struct Work {
    site: Site,
    plan: Plan,
}

/// What a run found out before it writes or compares.
#[derive(Default)]
struct Findings {
    work: Vec<Work>,
    rows: Vec<Row>,
    errors: Vec<anyhow::Error>,
    /// Jobs whose diagnostics were errors.
    rejected: usize,
}

/// A line of the table at the end.
struct Row {
    name: String,
    files: usize,
    summary: Summary,
    seconds: f64,
}

/// Runs the command.
pub(crate) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let (jobs, removed) = match &args.custom.out {
        Some(out) => (vec![custom::job(&args.custom, out, workspace)?], Vec::new()),
        None => service_jobs(&args.services, workspace)?,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, NonZeroUsize::get))
        .build()
        .context("threads cannot be started")?;
    let results = pool.install(|| job::run_all(&jobs));
    let mut findings = Findings::default();
    let packages: Vec<_> = jobs
        .iter()
        .zip(results)
        .filter_map(|(job, result)| Some((job, findings.take(job, result, screen)?)))
        .collect();

    let sites: Vec<&Site> = jobs.iter().map(|job| &job.site).chain(&removed).collect();
    let _locks = enter(mode, findings.failures(), &sites)?;
    for (job, (package, time)) in packages {
        findings.take_package(job, package, time, workspace);
    }
    for site in removed.iter().filter(|site| site.folder.exists()) {
        findings.take_removed(site, workspace);
    }
    conclude(mode, &findings, &rerun::command(args), workspace)
}

impl Findings {
    /// Takes the result of a job; returns its package, if there is one, and how long it took.
    fn take(
        &mut self,
        job: &Job,
        result: Result<Generated>,
        screen: &Screen,
    ) -> Option<(Package, Duration)> {
        let generated = result.map_err(|error| self.take_error(job, error)).ok()?;
        screen.diagnostics(&generated.sources, &generated.diagnostics);
        if generated.package.is_none() {
            self.rejected += 1;
        }
        Some((generated.package?, generated.time))
    }

    fn take_error(&mut self, job: &Job, error: anyhow::Error) {
        self.errors.push(error.context(format!("`{}` cannot be generated", job.name)));
    }

    fn take_package(&mut self, job: &Job, package: Package, time: Duration, workspace: &Workspace) {
        if let Err(error) = self.plan(job, package, time, workspace) {
            self.take_error(job, error);
        }
    }

    fn plan(
        &mut self,
        job: &Job,
        package: Package,
        time: Duration,
        workspace: &Workspace,
    ) -> Result<()> {
        let files = checked_files(package.files)?;
        let row = Row {
            name: job.name.clone(),
            files: files.len(),
            summary: package.summary,
            seconds: time.as_secs_f64(),
        };
        let plan = Plan::new(files, Tree::read(&job.site.folder)?)
            .map_err(|paths| in_the_way(&workspace.shown(&job.site.folder), &paths))?;
        self.rows.push(row);
        self.work.push(Work { site: job.site.clone(), plan });
        Ok(())
    }

    fn take_removed(&mut self, site: &Site, workspace: &Workspace) {
        let plan = Tree::read(&site.folder).and_then(|tree| {
            Plan::removal(tree).map_err(|paths| not_listed(&workspace.shown(&site.folder), &paths))
        });
        match plan {
            Ok(plan) => self.work.push(Work { site: site.clone(), plan }),
            Err(error) => self.errors.push(error),
        }
    }

    fn failures(&self) -> usize {
        self.errors.len() + self.rejected
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.work.iter().for_each(|work| counts += work.plan.counts());
        counts
    }
}

/// The jobs of these services, or of all; then also the folders of services that are not listed.
fn service_jobs(names: &[String], workspace: &Workspace) -> Result<(Vec<Job>, Vec<Site>)> {
    let listed = services::read(workspace)?;
    let removed = if names.is_empty() { unlisted(&listed, workspace)? } else { Vec::new() };
    let jobs = services::select(listed, names)?
        .into_iter()
        .map(|service| Job::of_service(service, workspace))
        .collect::<Result<_>>()?;
    Ok((jobs, removed))
}

/// Generated folders of services that are not listed, and what an interrupted run left of such.
fn unlisted(listed: &[services::Service], workspace: &Workspace) -> Result<Vec<Site>> {
    let mut names = folders(&workspace.generated())?;
    names.extend(swap::interrupted(workspace.root(), &workspace.generated())?);
    names.sort();
    names.dedup();
    names.retain(|name| listed.iter().all(|service| service.name != *name));
    let mut sites = Vec::new();
    for name in names {
        let site = service_site(&name, workspace)?;
        if site.leftovers().is_some() || Tree::read(&site.folder)?.has_generated() {
            sites.push(site);
        }
    }
    Ok(sites)
}

/// The names of the folders in a folder.
fn folders(folder: &Path) -> Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let context = || format!("the folder `{}` cannot be read", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        if entry.file_type().with_context(context)?.is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    Ok(names)
}

/// Locks out other runs, and cleans up after an interrupted one. A run that is going to write
/// creates the folders that it locks, so that every run locks the same ones.
fn enter(mode: Mode, failures: usize, sites: &[&Site]) -> Result<Vec<fs::File>> {
    let bases: BTreeSet<&Path> = sites.iter().map(|site| site.base.as_path()).collect();
    let is_going_to_write = mode == Mode::Write && failures == 0;
    let lock = if is_going_to_write { swap::make_and_lock } else { swap::lock };
    let locks = bases.into_iter().map(lock).collect::<Result<Vec<_>>>()?;
    if mode == Mode::Write {
        sites.iter().try_for_each(|site| swap::recover(site))?;
    }
    Ok(locks.into_iter().flatten().collect())
}

/// Writes or compares, and says what came of it.
fn conclude(
    mode: Mode,
    findings: &Findings,
    rerun: &str,
    workspace: &Workspace,
) -> Result<Outcome> {
    findings.errors.iter().for_each(terminal::error);
    let outcome = match mode {
        Mode::Write => write(findings)?,
        Mode::Check => compare(findings, rerun, workspace)?,
    };
    if findings.failures() == 0 { Ok(outcome) } else { Ok(Outcome::Bad) }
}

fn write(findings: &Findings) -> Result<Outcome> {
    if findings.failures() > 0 {
        note("nothing was written");
        return Ok(Outcome::Bad);
    }
    let pending: Vec<&Work> = findings.work.iter().filter(|work| !work.plan.is_done()).collect();
    replace_all(&pending)?;
    let Counts { written, unchanged, removed } = findings.counts();
    let counts = format!("{} written, {unchanged} unchanged, {removed} removed", files(written));
    terminal::print(&format!("{}{counts}\n", table(&findings.rows)))?;
    Ok(Outcome::Good)
}

/// Stages every folder before the first is replaced, so that a full disk is noticed in time.
fn replace_all(pending: &[&Work]) -> Result<()> {
    let staged = pending.iter().try_for_each(|work| swap::stage(&work.site, &work.plan));
    let replaced = staged.context("nothing was written").and_then(|()| commit_all(pending));
    if replaced.is_err() {
        let cleaned = pending.iter().map(|work| swap::recover(&work.site));
        cleaned.filter_map(Result::err).for_each(|error| terminal::error(&error));
    }
    replaced
}

fn commit_all(pending: &[&Work]) -> Result<()> {
    for (done, work) in pending.iter().enumerate() {
        swap::commit(&work.site, &work.plan)
            .with_context(|| format!("{done} of {} folders were replaced", pending.len()))?;
    }
    Ok(())
}

fn compare(findings: &Findings, rerun: &str, workspace: &Workspace) -> Result<Outcome> {
    let plans: Vec<(PathBuf, &Plan)> =
        findings.work.iter().map(|work| (workspace.shown(&work.site.folder), &work.plan)).collect();
    let leftovers: Vec<&Path> =
        findings.work.iter().filter_map(|work| work.site.leftovers()).collect();
    for left in &leftovers {
        let left = workspace.shown(left);
        note(&format!("an interrupted run left `{}`; to clean up: {rerun}", left.display()));
    }
    let differences = check::describe(&plans, rerun);
    let text = match &differences {
        Some(text) => text.clone(),
        None => format!(
            "{}{} as generated\n",
            table(&findings.rows),
            files(findings.counts().unchanged)
        ),
    };
    terminal::print(&text)?;
    let good = differences.is_none() && leftovers.is_empty();
    if good { Ok(Outcome::Good) } else { Ok(Outcome::Bad) }
}

fn table(rows: &[Row]) -> Table<9> {
    let mut table = Table::new([
        ("service", Side::Left),
        ("protocol", Side::Left),
        ("operations", Side::Right),
        ("shapes", Side::Right),
        ("files", Side::Right),
        ("lines", Side::Right),
        ("undocumented", Side::Right),
        ("links", Side::Right),
        ("time", Side::Right),
    ]);
    for row in rows {
        table.row([
            row.name.clone(),
            row.summary.protocol.clone(),
            row.summary.operations.to_string(),
            row.summary.shapes.to_string(),
            row.files.to_string(),
            row.summary.lines.to_string(),
            row.summary.undocumented.len().to_string(),
            row.summary.links.to_string(),
            format!("{:.2} s", row.seconds),
        ]);
    }
    table
}

fn in_the_way(folder: &Path, paths: &[PathBuf]) -> anyhow::Error {
    anyhow!(
        "these are not the generator's and stand where it has to write:\n{}\nmove or delete them, and run this again",
        listed(folder, paths)
    )
}

fn not_listed(folder: &Path, paths: &[PathBuf]) -> anyhow::Error {
    anyhow!(
        "`{}` is not in models/services.toml, but holds what is not the generator's to delete:\n{}\n\
         move it away, or list the service",
        folder.display(),
        listed(folder, paths)
    )
}

fn listed(folder: &Path, paths: &[PathBuf]) -> String {
    let lines: Vec<String> =
        paths.iter().map(|path| format!("    {}", folder.join(path).display())).collect();
    lines.join("\n")
}
