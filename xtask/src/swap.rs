//! Puts a generated folder in place whole, or not at all.
//!
//! The complete new folder is staged beside the old one: changed files are written, all others are
//! linked, so that they keep their modification times and cargo does not build them again. Then:
//!
//! 1. the old folder is renamed to `old` in the staging folder;
//! 2. what moves without a look inside goes from `old` to `new`;
//! 3. `new` is renamed to the folder's name;
//! 4. `old` is deleted.
//!
//! A run that is killed before 3 leaves the old folder, or the means to put it back; after 3, the new one.
//! [`recover`] tells which by what exists. This guards against a killed process, not against a
//! power cut: nothing is flushed to disk.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use crate::plan::{Output, Plan, checked_files};
use crate::terminal::note;
use crate::tree::{Entry, Tree};

/// A folder to be replaced, and the one in which its successor is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Where the next one is staged; on the same file system.
    pub(crate) staging: PathBuf,
}

impl Site {
    /// A folder that is staged in a hidden one beside it.
    pub(crate) fn beside(folder: PathBuf) -> Result<Self> {
        let Some(name) = folder.file_name() else {
            bail!("`{}` cannot be replaced by a generated folder", folder.display());
        };
        let staging = folder.with_file_name(format!(".{}.smithgen", name.to_string_lossy()));
        Ok(Self { folder, staging })
    }

    fn next(&self) -> PathBuf {
        self.staging.join("new")
    }

    fn previous(&self) -> PathBuf {
        self.staging.join("old")
    }

    /// Whether an interrupted run has left something.
    pub(crate) fn has_leftovers(&self) -> bool {
        exists(&self.staging)
    }
}

/// Makes a folder hold a generated package, and whatever of others is in it. What has not changed is not written, so
/// that it is not compiled again.
pub(crate) fn put(site: &Site, files: BTreeMap<String, String>) -> Result<()> {
    recover(site)?;
    let there = Tree::read(&site.folder)?;
    let plan = Plan::new(checked_files(files)?, there).map_err(|paths| {
        let folder = site.folder.display();
        anyhow!("`{folder}` holds what is not the generator's: {paths:?}; delete it")
    })?;
    if plan.is_done() {
        return Ok(());
    }
    stage(site, &plan)?;
    commit(site, &plan)
}

/// Keeps other runs out of a folder for as long as the value lives. `None` where the system cannot lock one.
pub(crate) fn lock(folder: &Path) -> Result<Option<File>> {
    let Ok(file) = File::open(folder) else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            note(&format!("waiting for another run to leave `{}`", folder.display()));
            file.lock().with_context(|| format!("waiting for `{}`", folder.display()))?;
            Ok(Some(file))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Cleans up after an interrupted run: puts the old folder back if there is no new one, and
/// deletes what was staged.
pub(crate) fn recover(site: &Site) -> Result<()> {
    if !site.has_leftovers() {
        return Ok(());
    }
    if exists(&site.previous()) && !exists(&site.folder) {
        put_back(site)?;
    }
    clean(site)
}

/// Makes the new folder beside the old one.
pub(crate) fn stage(site: &Site, plan: &Plan) -> Result<()> {
    let new = site.next();
    fs::create_dir_all(&new).with_context(|| format!("`{}` cannot be made", new.display()))?;
    for (path, output) in &plan.files {
        match output {
            Output::New(text) | Output::Changed { new: text, .. } => write(&new.join(path), text)?,
            Output::Same => link(&site.folder.join(path), &new.join(path))?,
        }
    }
    for path in &plan.kept {
        link(&site.folder.join(path), &new.join(path))?;
    }
    Ok(())
}

/// Puts the staged folder in the place of the old one; if that fails, the old one stays.
pub(crate) fn commit(site: &Site, plan: &Plan) -> Result<()> {
    let swapped =
        move_aside(site).and_then(|()| carry_over(site, plan)).and_then(|()| move_in(site, plan));
    match swapped {
        Ok(()) => clean(site),
        Err(error) => match recover(site) {
            Ok(()) => Err(error),
            Err(worse) => Err(error.context(format!("and then: {worse:#}"))),
        },
    }
}

/// Step 1.
fn move_aside(site: &Site) -> Result<()> {
    if exists(&site.folder) { rename(&site.folder, &site.previous()) } else { Ok(()) }
}

/// Step 2.
fn carry_over(site: &Site, plan: &Plan) -> Result<()> {
    plan.moved
        .iter()
        .try_for_each(|path| rename(&site.previous().join(path), &site.next().join(path)))
}

/// Step 3.
fn move_in(site: &Site, plan: &Plan) -> Result<()> {
    if plan.is_removal() { Ok(()) } else { rename(&site.next(), &site.folder) }
}

/// Step 4, and what is left of a run that was interrupted.
fn clean(site: &Site) -> Result<()> {
    discard(&site.previous(), site)?;
    discard(&site.next(), site)?;
    fs::remove_dir(&site.staging)
        .with_context(|| format!("`{}` cannot be deleted", site.staging.display()))?;
    // Several sites may be staged in one folder: the last to leave removes it.
    if let Some(shared) = site.staging.parent().filter(|parent| parent.ends_with(".smithgen")) {
        drop(fs::remove_dir(shared));
    }
    Ok(())
}

/// Undoes steps 2 and 1.
fn put_back(site: &Site) -> Result<()> {
    let staged = Tree::read(&site.next())?;
    for (path, entry) in staged.of_others() {
        if *entry == Entry::Whole && !exists(&site.previous().join(path)) {
            rename(&site.next().join(path), &site.previous().join(path))?;
        }
    }
    rename(&site.previous(), &site.folder)
}

/// Deletes a folder of the staging folder, unless that would lose something that is not the generator's.
fn discard(folder: &Path, site: &Site) -> Result<()> {
    if !exists(folder) {
        return Ok(());
    }
    let tree = Tree::read(folder)?;
    let lost = tree.of_others().map(|(path, _)| path).find(|path| !exists(&site.folder.join(path)));
    if let Some(path) = lost {
        bail!(
            "an interrupted run left `{}`, which is not in `{}`; move it there or delete it, then run this again",
            folder.join(path).display(),
            site.folder.display()
        );
    }
    fs::remove_dir_all(folder).with_context(|| format!("`{}` cannot be deleted", folder.display()))
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    let context = || format!("`{}` cannot be moved to `{}`", from.display(), to.display());
    make_parent(to)?;
    fs::rename(from, to).with_context(context)
}

fn write(path: &Path, text: &str) -> Result<()> {
    make_parent(path)?;
    File::create_new(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("`{}` cannot be written", path.display()))
}

/// The same file under a second name; a copy of the same age where the file system has no links.
fn link(from: &Path, to: &Path) -> Result<()> {
    make_parent(to)?;
    fs::hard_link(from, to)
        .or_else(|_| copy(from, to))
        .with_context(|| format!("`{}` cannot be copied to `{}`", from.display(), to.display()))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if exists(to) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let modified = from.metadata()?.modified()?;
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.set_modified(modified)
}

fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else {
        return Ok(());
    };
    fs::create_dir_all(parent).with_context(|| format!("`{}` cannot be made", parent.display()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::*;
    use crate::tree::tests::write_files;

    const OLD: &str = "// @generated by smithgen\n// old\n";
    const NEW: &str = "// @generated by smithgen\n// new\n";

    /// A folder in which one file changes, one stays, one goes, one comes; with two things of others.
    struct Scene {
        _temp: TempDir,
        site: Site,
        plan: Plan,
        before: BTreeMap<PathBuf, String>,
        after: BTreeMap<PathBuf, String>,
    }

    fn scene() -> Result<Scene> {
        let temp = tempfile::tempdir()?;
        let site = Site::beside(temp.path().join("out"))?;
        write_files(
            &site.folder,
            &[
                ("changed.rs", OLD),
                ("src/same.rs", OLD),
                ("src/stale.rs", OLD),
                ("tests/extra.rs", "// mine"),
                ("target/debug/x", "built"),
            ],
        )?;
        let before = contents(&site.folder)?;
        let plan = plan(&site, &[("changed.rs", NEW), ("src/same.rs", OLD), ("src/new.rs", NEW)])?;
        let after = [
            ("changed.rs", NEW),
            ("src/new.rs", NEW),
            ("src/same.rs", OLD),
            ("target/debug/x", "built"),
            ("tests/extra.rs", "// mine"),
        ];
        let after = after.into_iter().map(|(path, text)| (path.into(), text.to_owned())).collect();
        Ok(Scene { _temp: temp, site, plan, before, after })
    }

    fn plan(site: &Site, files: &[(&str, &str)]) -> Result<Plan> {
        let files = files.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect();
        Plan::new(files, Tree::read(&site.folder)?).map_err(|paths| anyhow::anyhow!("{paths:?}"))
    }

    fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.strip_prefix(folder)?.to_owned(), fs::read_to_string(&path)?);
                }
            }
        }
        Ok(found)
    }

    fn names(folder: &Path) -> Result<Vec<String>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    #[test]
    fn the_whole_folder_is_replaced() -> Result<()> {
        let Scene { _temp: temp, site, plan, after, .. } = scene()?;
        stage(&site, &plan)?;
        commit(&site, &plan)?;
        assert_eq!(contents(&site.folder)?, after);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn what_is_unchanged_keeps_its_age() -> Result<()> {
        let Scene { _temp, site, plan, .. } = scene()?;
        let age = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for path in ["src/same.rs", "tests/extra.rs", "target/debug/x", "changed.rs"] {
            File::options().write(true).open(site.folder.join(path))?.set_modified(age)?;
        }
        stage(&site, &plan)?;
        commit(&site, &plan)?;
        for path in ["src/same.rs", "tests/extra.rs", "target/debug/x"] {
            assert_eq!(site.folder.join(path).metadata()?.modified()?, age, "{path}");
        }
        assert!(site.folder.join("changed.rs").metadata()?.modified()? > age);
        Ok(())
    }

    #[test]
    fn a_copy_keeps_its_age_too() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let (from, to) = (temp.path().join("a"), temp.path().join("b"));
        fs::write(&from, "x")?;
        let age = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from)?.set_modified(age)?;
        copy(&from, &to)?;
        assert_eq!(to.metadata()?.modified()?, age);
        assert!(copy(&from, &to).is_err());
        Ok(())
    }

    #[test]
    fn a_new_folder_is_made_with_its_parents() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let site = Site::beside(temp.path().join("a/b/out"))?;
        let plan = plan(&site, &[("src/lib.rs", NEW)])?;
        stage(&site, &plan)?;
        commit(&site, &plan)?;
        assert_eq!(names(&temp.path().join("a/b"))?, ["out"]);
        assert_eq!(fs::read_to_string(site.folder.join("src/lib.rs"))?, NEW);
        Ok(())
    }

    #[test]
    fn killed_while_staging_the_old_folder_stays() -> Result<()> {
        let Scene { _temp: temp, site, plan, before, .. } = scene()?;
        stage(&site, &plan)?;
        fs::remove_file(site.next().join("src/new.rs"))?;
        assert_eq!(contents(&site.folder)?, before);
        recover(&site)?;
        assert_eq!(contents(&site.folder)?, before);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn killed_after_step_1_the_old_folder_comes_back() -> Result<()> {
        let Scene { _temp: temp, site, plan, before, .. } = scene()?;
        stage(&site, &plan)?;
        move_aside(&site)?;
        recover(&site)?;
        assert_eq!(contents(&site.folder)?, before);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn killed_after_step_2_the_old_folder_comes_back_with_all_in_it() -> Result<()> {
        let Scene { _temp: temp, site, plan, before, .. } = scene()?;
        stage(&site, &plan)?;
        move_aside(&site)?;
        carry_over(&site, &plan)?;
        assert!(!site.previous().join("target").exists());
        recover(&site)?;
        assert_eq!(contents(&site.folder)?, before);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn killed_after_step_3_the_new_folder_is_there() -> Result<()> {
        let Scene { _temp: temp, site, plan, after, .. } = scene()?;
        stage(&site, &plan)?;
        move_aside(&site)?;
        carry_over(&site, &plan)?;
        move_in(&site, &plan)?;
        assert_eq!(contents(&site.folder)?, after);
        recover(&site)?;
        assert_eq!(contents(&site.folder)?, after);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn killed_while_recovering_it_recovers_again() -> Result<()> {
        let Scene { _temp, site, plan, before, .. } = scene()?;
        stage(&site, &plan)?;
        move_aside(&site)?;
        carry_over(&site, &plan)?;
        put_back(&site)?;
        recover(&site)?;
        assert_eq!(contents(&site.folder)?, before);
        assert!(!site.has_leftovers());
        Ok(())
    }

    #[test]
    fn nothing_of_others_is_lost_when_the_folder_was_made_anew_in_between() -> Result<()> {
        let Scene { _temp, site, plan, .. } = scene()?;
        stage(&site, &plan)?;
        move_aside(&site)?;
        write_files(&site.folder, &[("changed.rs", OLD)])?;
        let error = recover(&site).unwrap_err().to_string();
        assert!(error.contains("old/t") && error.contains("move it there or delete it"), "{error}");
        assert!(site.previous().join("tests/extra.rs").exists());
        assert!(site.previous().join("target/debug/x").exists());
        Ok(())
    }

    #[test]
    fn a_step_that_fails_puts_the_old_folder_back() -> Result<()> {
        let Scene { _temp: temp, site, mut plan, before, .. } = scene()?;
        stage(&site, &plan)?;
        plan.moved.push("not-there".into());
        let error = commit(&site, &plan).unwrap_err().to_string();
        assert!(error.contains("not-there"), "{error}");
        assert_eq!(contents(&site.folder)?, before);
        assert_eq!(names(temp.path())?, ["out"]);
        Ok(())
    }

    #[test]
    fn a_folder_is_removed() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let site = Site {
            folder: temp.path().join("generated/x"),
            staging: temp.path().join(".smithgen/x"),
        };
        write_files(&site.folder, &[("a.rs", OLD), ("src/b.rs", OLD)])?;
        let plan = Plan::removal(Tree::read(&site.folder)?).unwrap();
        stage(&site, &plan)?;
        move_aside(&site)?;
        recover(&site)?;
        assert_eq!(names(&site.folder)?, ["a.rs", "src"]);
        stage(&site, &plan)?;
        commit(&site, &plan)?;
        assert_eq!(names(temp.path())?, ["generated"]);
        assert_eq!(names(&temp.path().join("generated"))?, Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn a_file_where_the_staging_folder_goes_is_an_error() -> Result<()> {
        let Scene { _temp, site, plan, before, .. } = scene()?;
        fs::write(&site.staging, "in the way")?;
        assert!(stage(&site, &plan).is_err());
        assert!(recover(&site).is_err());
        assert_eq!(contents(&site.folder)?, before);
        assert_eq!(fs::read_to_string(&site.staging)?, "in the way");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_parent_is_an_error_and_the_old_folder_stays() -> Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let Scene { _temp: temp, site, plan, before, .. } = scene()?;
        fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o555))?;
        // A superuser may write all the same, and has nothing to see here.
        let bound = fs::write(temp.path().join("probe"), "").is_err();
        let result = bound.then(|| stage(&site, &plan));
        fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o755))?;
        assert!(result.is_none_or(|result| result.is_err()));
        assert_eq!(contents(&site.folder)?, before);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_move_as_they_are() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let site = Site::beside(temp.path().join("out"))?;
        write_files(&site.folder, &[("src/a.rs", OLD)])?;
        std::os::unix::fs::symlink("/nowhere", site.folder.join("src/link"))?;
        let plan = plan(&site, &[("src/a.rs", NEW)])?;
        stage(&site, &plan)?;
        commit(&site, &plan)?;
        assert_eq!(fs::read_link(site.folder.join("src/link"))?, Path::new("/nowhere"));
        Ok(())
    }

    #[test]
    fn a_second_run_waits_for_the_first() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let Some(first) = lock(temp.path())? else {
            return Ok(());
        };
        let path = temp.path().to_owned();
        let (sender, receiver) = std::sync::mpsc::channel();
        let second = std::thread::spawn(move || {
            let lock = lock(&path);
            sender.send(()).is_ok() && lock.is_ok()
        });
        assert!(receiver.recv_timeout(Duration::from_millis(200)).is_err());
        drop(first);
        receiver.recv()?;
        assert!(second.join().is_ok_and(|locked| locked));
        Ok(())
    }
}
