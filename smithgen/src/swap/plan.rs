//! What has to change in a folder for it to hold a generated package, before anything does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use super::tree::{Entry, HEADER, Tree, has_header, stays_whole};

/// A generated file against the one that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Output {
    /// None is there.
    New(String),
    /// One with another content is there.
    Changed {
        /// What is there.
        old: Vec<u8>,
        /// What should be.
        new: String,
    },
    /// It is there.
    Same,
}

/// Everything that a folder will hold, and what it no longer will.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Generated files by path; none where the whole folder goes.
    pub(crate) files: BTreeMap<PathBuf, Output>,
    /// Generated files that are there and should not be.
    pub(crate) stale: Vec<PathBuf>,
    /// Files of others, which stay.
    pub(crate) kept: Vec<PathBuf>,
    /// What stays and is moved without a look inside.
    pub(crate) moved: Vec<PathBuf>,
}

impl Plan {
    /// Compares a package with what a folder holds. The error is what stands in its way, and is not
    /// the generator's to replace.
    pub(crate) fn new(files: BTreeMap<PathBuf, String>, tree: Tree) -> Result<Self, Vec<PathBuf>> {
        let in_the_way: Vec<PathBuf> = tree
            .of_others()
            .filter(|(path, _)| {
                files.keys().any(|file| file.starts_with(path) || path.starts_with(file))
            })
            .map(|(path, _)| path.to_owned())
            .collect();
        if in_the_way.is_empty() { Ok(Self::merge(files, tree)) } else { Err(in_the_way) }
    }

    /// Removes a folder. The error is what is in it and is not the generator's to delete.
    pub(crate) fn removal(tree: Tree) -> Result<Self, Vec<PathBuf>> {
        let of_others: Vec<PathBuf> = tree.of_others().map(|(path, _)| path.to_owned()).collect();
        if of_others.is_empty() { Ok(Self::merge(BTreeMap::new(), tree)) } else { Err(of_others) }
    }

    fn merge(files: BTreeMap<PathBuf, String>, tree: Tree) -> Self {
        let mut plan = Self::default();
        let mut there = tree.entries;
        for (path, new) in files {
            let output = match there.remove(&path) {
                Some(Entry::Generated(old)) if old == new.as_bytes() => Output::Same,
                Some(Entry::Generated(old)) => Output::Changed { old, new },
                Some(Entry::Foreign | Entry::Whole) | None => Output::New(new),
            };
            plan.files.insert(path, output);
        }
        for (path, entry) in there {
            match entry {
                Entry::Generated(_) => plan.stale.push(path),
                Entry::Foreign => plan.kept.push(path),
                Entry::Whole => plan.moved.push(path),
            }
        }
        plan
    }

    /// Whether the folder is as it should be.
    pub(crate) fn is_done(&self) -> bool {
        self.stale.is_empty() && self.files.values().all(|output| *output == Output::Same)
    }

    /// Whether the whole folder goes.
    pub(crate) fn is_removal(&self) -> bool {
        self.files.is_empty()
    }

    /// The plan in numbers.
    pub(crate) fn counts(&self) -> Counts {
        let unchanged = self.files.values().filter(|output| **output == Output::Same).count();
        Counts { written: self.files.len() - unchanged, unchanged, removed: self.stale.len() }
    }
}

/// Files by what happens to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// New ones and changed ones.
    pub(crate) written: usize,
    /// Those that are left alone.
    pub(crate) unchanged: usize,
    /// Those that are no longer generated.
    pub(crate) removed: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.written += other.written;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
    }
}

/// The files of a package by path, once every path is known to stay inside the folder and every file
/// is known to be one that the generator will dare to replace.
pub(crate) fn checked_files(files: BTreeMap<String, String>) -> Result<BTreeMap<PathBuf, String>> {
    let mut folded = BTreeSet::new();
    for (path, text) in &files {
        if !stays_inside(path) {
            bail!(
                "the generator made a file `{path}`, which is not a plain path inside its folder"
            );
        }
        if path.split_once('/').is_some_and(|(top, _)| stays_whole(Path::new(top))) {
            bail!("the generator made a file `{path}` in a folder that it never looks into");
        }
        if !folded.insert(path.to_lowercase()) {
            bail!("the generator made two files `{path}` that differ in case alone");
        }
        if !has_header(text.as_bytes()) {
            bail!("the generator made a file `{path}` whose first line does not say `{HEADER}`");
        }
    }
    if let Some(path) = files.keys().find(|path| has_file_above(path, &files)) {
        bail!("the generator made a file `{path}` inside of another file");
    }
    Ok(files.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect())
}

fn stays_inside(path: &str) -> bool {
    let plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    let portable = !path.contains(|c: char| c == '\\' || c == ':' || c.is_control());
    plain
        && portable
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn has_file_above(path: &str, files: &BTreeMap<String, String>) -> bool {
    path.match_indices('/').any(|(at, _)| files.contains_key(&path[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINE: &str = "// @generated by smithgen\n";

    fn files(paths: &[&str]) -> BTreeMap<PathBuf, String> {
        paths.iter().map(|path| (PathBuf::from(path), MINE.to_owned())).collect()
    }

    fn tree(entries: &[(&str, Entry)]) -> Tree {
        let entries =
            entries.iter().map(|(path, entry)| (PathBuf::from(path), entry.clone())).collect();
        Tree { entries }
    }

    fn generated(text: &str) -> Entry {
        Entry::Generated(text.into())
    }

    #[test]
    fn every_kind_of_change_is_told_apart() {
        let there = tree(&[
            ("same.rs", generated(MINE)),
            ("changed.rs", generated("// @generated by smithgen 0")),
            ("stale.rs", generated(MINE)),
            ("mine.rs", Entry::Foreign),
            ("target", Entry::Whole),
        ]);
        let plan = Plan::new(files(&["same.rs", "changed.rs", "new.rs"]), there).unwrap();
        assert_eq!(plan.counts(), Counts { written: 2, unchanged: 1, removed: 1 });
        assert_eq!(plan.files[Path::new("same.rs")], Output::Same);
        assert_eq!(plan.files[Path::new("new.rs")], Output::New(MINE.to_owned()));
        assert!(matches!(plan.files[Path::new("changed.rs")], Output::Changed { .. }));
        assert_eq!(plan.stale, [Path::new("stale.rs")]);
        assert_eq!(plan.kept, [Path::new("mine.rs")]);
        assert_eq!(plan.moved, [Path::new("target")]);
        assert!(!plan.is_done());
        assert!(Plan::new(files(&["a.rs"]), tree(&[("a.rs", generated(MINE))])).unwrap().is_done());
    }

    #[test]
    fn all_that_is_in_the_way_is_named() {
        let there = tree(&[
            ("a.rs", Entry::Foreign),
            ("src", Entry::Foreign),
            ("tests/b.rs/c.rs", Entry::Foreign),
            ("link", Entry::Whole),
            ("free.rs", Entry::Foreign),
        ]);
        let in_the_way =
            Plan::new(files(&["a.rs", "src/lib.rs", "tests/b.rs", "link/x.rs"]), there)
                .unwrap_err();
        let expected = ["a.rs", "link", "src", "tests/b.rs/c.rs"].map(PathBuf::from);
        assert_eq!(in_the_way, expected);
    }

    #[test]
    fn a_generated_file_is_not_in_the_way() {
        let there = tree(&[("a", generated(MINE)), ("b.rs/c.rs", generated(MINE))]);
        let plan = Plan::new(files(&["a/b.rs", "b.rs"]), there).unwrap();
        assert_eq!(plan.counts(), Counts { written: 2, unchanged: 0, removed: 2 });
    }

    #[test]
    fn a_folder_goes_only_if_all_of_it_is_generated() {
        let plan = Plan::removal(tree(&[("a.rs", generated(MINE))])).unwrap();
        assert!(plan.is_removal() && !plan.is_done());
        let others = Plan::removal(tree(&[("a.rs", generated(MINE)), ("b.rs", Entry::Foreign)]));
        assert_eq!(others.unwrap_err(), [Path::new("b.rs")]);
    }

    fn checked(paths: &[&str]) -> Result<BTreeMap<PathBuf, String>> {
        checked_files(paths.iter().map(|path| ((*path).to_owned(), MINE.to_owned())).collect())
    }

    #[test]
    fn a_path_stays_inside() {
        assert!(checked(&["Cargo.toml", "src/types/a.rs", ".gitignore"]).is_ok());
        for path in [
            "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "C:a", "a\nb", "target/a",
            ".git/a",
        ] {
            assert!(checked(&[path]).is_err(), "{path:?} was let through");
        }
    }

    #[test]
    fn files_do_not_clash_with_each_other() {
        assert!(checked(&["src/a.rs", "src/A.rs"]).is_err());
        assert!(checked(&["src", "src/a.rs"]).is_err());
    }

    #[test]
    fn a_file_without_the_header_could_never_be_replaced() {
        let files = BTreeMap::from([("a.rs".to_owned(), "// hello".to_owned())]);
        assert!(checked_files(files).is_err());
    }
}
