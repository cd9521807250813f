//! `models pull`: models of services from the pinned release of botocore.
//!
//! A run that fails leaves nothing: the wheel is downloaded to a staging folder and verified, the
//! models are unpacked there, and then each is moved into place as a whole. The next run deletes
//! the staging folder of an interrupted one.

mod pin;
mod pip;
mod wheel;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::input::pulled::{ModelId, Release};
use crate::input::sources::ModelFile;
use crate::outcome::Outcome;
use crate::paths::{self, Workspace};
use crate::program;
use crate::screen::progress::Progress;
use crate::screen::terminal::{self, note};
use crate::swap::{self, Staging};

use self::pin::{Form, Pin};
use self::wheel::Wheel;

/// Fetch models of services from the release of botocore that models/botocore-requirements.txt pins
///
/// pip downloads the release once, and it is kept. What is there already is left alone. The folders of
/// the models are written to standard output.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "models pull cognito-idp sqs",
    "models pull cloudfront/2020-05-31",
    "regenerate --model cognito-idp --out target/cognito",
]))]
pub struct Args {
    /// A service as botocore calls it (`models list --release` lists all), or one version of it,
    /// NAME/VERSION [default version: the newest]
    #[arg(value_name = "NAME", required_unless_present = "all")]
    names: Vec<String>,
    /// Every version of every service
    #[arg(long, conflicts_with = "names")]
    all: bool,
    /// Every version of these services
    #[arg(long)]
    every_version: bool,
    /// Where to put them [default: models/.pulled, where regenerate and import find them by name]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace) -> Result<Outcome> {
    let pin = Pin::read(Form::Wheel, workspace)?;
    let store = Store::open(args.dir.as_deref().unwrap_or(&workspace.pulled()))?;
    let mut wheel = store.fetch(&pin, workspace, Wheel::open)?;
    let wanted = select(&wheel, args)?;
    let release = store.folder.join(pin.release());
    let missing: Vec<ModelId> =
        wanted.iter().filter(|id| !wheel.is_at(id, &release.join(id.folder()))).cloned().collect();
    refuse_foreign(&wheel, &release, &missing)?;
    store.unpack(&mut wheel, &pin.release(), &missing)?;
    let lines = wanted.iter().map(|id| format!("{}\n", release.join(id.folder()).display()));
    terminal::print(&lines.collect::<String>())?;
    let (new, old) = (missing.len(), wanted.len() - missing.len());
    note(&format!("{}: {new} unpacked, {old} already there", pin.release()));
    Ok(Outcome::Good)
}

/// What the pinned release has; `None` if it has not been downloaded.
pub(super) fn release(workspace: &Workspace) -> Result<Option<Vec<ModelId>>> {
    let pin = Pin::read(Form::Wheel, workspace)?;
    let kept = workspace.pulled().join(pin.file());
    let Ok(bytes) = pin.load(&kept) else { return Ok(None) };
    Ok(Some(Wheel::open(bytes)?.models().cloned().collect()))
}

/// Which release model files are of: the pinned one, if they are where `pull` puts that.
pub fn release_of(files: &[ModelFile], workspace: &Workspace) -> Release {
    let Ok(pin) = Pin::read(Form::Wheel, workspace) else { return Release::Unknown };
    let pinned = workspace.pulled().join(pin.release()).canonicalize();
    let is_pinned = |file: &ModelFile| match (&pinned, file.path.canonicalize()) {
        (Ok(pinned), Ok(path)) => path.starts_with(pinned),
        _ => false,
    };
    if files.iter().any(is_pinned) { Release::Pinned } else { Release::Unknown }
}

/// A folder of what is read of the source archive of the pinned release, which is made once: `read` takes the
/// bytes of the archive and the name of the release, and `write` fills the folder with what came of it.
///
/// # Errors
///
/// If no archive is pinned, if pip cannot download it, or if `read` or `write` fails; then nothing is kept.
pub fn of_source_archive<T>(
    name: &str,
    workspace: &Workspace,
    read: impl FnOnce(&[u8], &str) -> Result<T>,
    write: impl FnOnce(&T, &Path) -> Result<()>,
) -> Result<PathBuf> {
    let pin = Pin::read(Form::Source, workspace)?;
    let release = pin.release();
    let folder = workspace.pulled().join(format!("{name}-{release}"));
    if folder.is_dir() {
        return Ok(folder);
    }
    let store = Store::open(&workspace.pulled())?;
    // The run that held the lock may have made it.
    if folder.is_dir() {
        return Ok(folder);
    }
    let found = store.fetch(&pin, workspace, |bytes| read(&bytes, &release))?;
    let staged = store.stage("source")?;
    write(&found, &staged)?;
    rename(&staged, &folder)?;
    Ok(folder)
}

/// The folder that models are pulled to, from which other runs are kept out.
struct Store {
    folder: PathBuf,
    staging: Staging,
    _lock: Option<File>,
}

impl Store {
    fn open(folder: &Path) -> Result<Self> {
        let folder = paths::resolve(folder)?;
        let lock = swap::make_and_lock(&folder)?;
        // No staging folder of a crate has this name.
        let staging = Staging::at(folder.join(".smithgen.pull"));
        staging.delete().context("what an interrupted run left cannot be deleted")?;
        Ok(Self { folder, staging, _lock: lock })
    }

    /// The pinned release: the one that was kept, or else a new one, as `open` reads it.
    fn fetch<T>(
        &self,
        pin: &Pin,
        workspace: &Workspace,
        open: impl FnOnce(Vec<u8>) -> Result<T>,
    ) -> Result<T> {
        let kept = self.folder.join(pin.file());
        if kept.exists() {
            match pin.load(&kept) {
                Ok(bytes) => return open(bytes),
                Err(error) => note(&format!("`{}` is of no use: {error:#}", kept.display())),
            }
        }
        note(&format!("downloading {} with pip", pin.file()));
        let folder = self.stage("download")?;
        let file = pip::download(pin.form(), &pin.form().requirements(workspace), &folder)?;
        let bytes = pin.load(&file).context("what pip downloaded is not the pinned release")?;
        let verified = self.stage("verified")?.join(pin.file());
        fs::write(&verified, &bytes)
            .with_context(|| format!("`{}` cannot be written", verified.display()))?;
        let opened = open(bytes)?;
        rename(&verified, &kept)?;
        Ok(opened)
    }

    /// Unpacks all models before the first is put in place.
    fn unpack(&self, wheel: &mut Wheel, release: &str, models: &[ModelId]) -> Result<()> {
        if models.is_empty() {
            return Ok(());
        }
        let progress = Progress::start("unpacked", models.len());
        let (staged, aside) = (self.stage("new")?, self.staging.path().join("old"));
        for id in models {
            wheel.unpack(id, &staged.join(id.folder())).context("nothing was unpacked")?;
            progress.done(&id.to_string());
        }
        progress.finish();
        for id in models {
            let inside = Path::new(release).join(id.folder());
            let folder = swap::make_way(&self.folder, &inside)?;
            swap::exchange(&staged.join(id.folder()), &folder, &aside)?;
        }
        Ok(())
    }

    fn stage(&self, name: &str) -> Result<PathBuf> {
        if !self.staging.exists()? {
            self.staging.make()?;
        }
        let folder = self.staging.path().join(name);
        fs::create_dir_all(&folder)
            .with_context(|| format!("`{}` cannot be made", folder.display()))?;
        Ok(folder)
    }
}

impl Drop for Store {
    /// Leaves no trace of a run that fetched nothing; a folder that holds anything stays.
    fn drop(&mut self) {
        drop(self.staging.delete());
        drop(fs::remove_dir(&self.folder));
    }
}

/// The models that the command line names.
fn select(wheel: &Wheel, args: &Args) -> Result<Vec<ModelId>> {
    if args.all {
        return Ok(wheel.models().cloned().collect());
    }
    let mut wanted: Vec<ModelId> = Vec::new();
    let mut unknown = Vec::new();
    for name in &args.names {
        let found = named(wheel, name, args.every_version);
        if found.is_empty() {
            unknown.push(unknown_name(name, wheel));
        }
        wanted.extend(found);
    }
    if !unknown.is_empty() {
        unknown.push(format!(
            "`{}` lists all {} services",
            program::command("models list --release"),
            wheel.services().len()
        ));
        bail!(unknown.join("\n"));
    }
    wanted.sort();
    wanted.dedup();
    Ok(wanted)
}

/// The models of `NAME` or `NAME/VERSION`.
fn named(wheel: &Wheel, name: &str, every_version: bool) -> Vec<ModelId> {
    let (service, version) = match name.split_once('/') {
        Some((service, version)) => (service, Some(version)),
        None => (name, None),
    };
    let of_service = wheel.models().rev().filter(|id| id.service == service);
    let newest_first = of_service.filter(|id| version.is_none_or(|version| id.version == version));
    let count = if every_version { usize::MAX } else { 1 };
    newest_first.take(count).cloned().collect()
}

fn unknown_name(name: &str, wheel: &Wheel) -> String {
    let service = name.split('/').next().unwrap_or(name);
    let of_service = wheel.models().filter(|id| id.service == service);
    let versions: Vec<&str> = of_service.map(|id| id.version.as_str()).collect();
    if !versions.is_empty() {
        return format!(
            "{service} has no such version as `{name}`; it has {}",
            versions.join(", ")
        );
    }
    let services: Vec<&str> = wheel.services().into_iter().collect();
    let suggestions = similar_names(service, &services);
    if suggestions.is_empty() {
        return format!("botocore has no service `{name}`");
    }
    format!("botocore has no service `{name}`; did you mean `{}`?", suggestions.join("` or `"))
}

/// The nearest names, and those that share the first word: what Smithy calls `cognito-identity-provider` is
/// nearest to `cognito-identity`, but is `cognito-idp`.
fn similar_names<'a>(name: &str, names: &[&'a str]) -> Vec<&'a str> {
    let mut found = similar::get_close_matches(name, names, 3, 0.7);
    let word = |name: &str| name.split('-').next().map(str::to_owned);
    let kin = names.iter().filter(|other| word(other) == word(name));
    for other in kin.take(5) {
        if !found.contains(other) {
            found.push(other);
        }
    }
    found
}

/// Refuses to replace a folder in which someone has put something.
fn refuse_foreign(wheel: &Wheel, release: &Path, models: &[ModelId]) -> Result<()> {
    for id in models {
        let folder = release.join(id.folder());
        let foreign = wheel.foreign(id, &folder)?;
        if !foreign.is_empty() {
            bail!(
                "`{}` has changed and has to be unpacked anew, but holds what is not of the release: {}; \
                 move it away, and run this again",
                folder.display(),
                foreign.join(", ")
            );
        }
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to)
        .with_context(|| format!("`{}` cannot be moved to `{}`", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first_and_then_the_kin() {
        let names = ["cognito-identity", "cognito-idp", "cognito-sync", "s3", "sqs"];
        assert_eq!(
            similar_names("cognito-identity-provider", &names),
            ["cognito-identity", "cognito-idp", "cognito-sync"]
        );
        assert_eq!(similar_names("sqss", &names), ["sqs"]);
        assert!(similar_names("zzzz", &names).is_empty());
    }
}
