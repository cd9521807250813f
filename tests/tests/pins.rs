//! What is downloaded to build and to check this project is pinned by version and hash.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use smithgen_tests::workspace_root;

/// The files of the tree whose names match.
fn files(matches: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![workspace_root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && is_committed(&name) {
                folders.push(path);
            } else if path.is_file() && matches(&name) {
                found.push(path);
            }
        }
    }
    found
}

/// Whether a folder holds files of the tree.
fn is_committed(folder: &str) -> bool {
    folder == ".ci" || !(folder.starts_with('.') || folder == "target")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn is_sha256(hex: &str) -> bool {
    hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The value of a key in a table of a lock file.
fn value<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let line = table.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
    line.strip_suffix('"')
}

#[test]
fn every_crate_comes_from_one_registry_with_a_checksum() {
    let locks = files(|name| name == "Cargo.lock");
    assert!(locks.len() >= 5, "{locks:?}");
    let mut sources = BTreeSet::new();
    for path in locks {
        let text = read(&path);
        // A package without a source is one of the tree.
        for table in text.split("[[package]]").filter(|table| value(table, "source").is_some()) {
            let checksum = value(table, "checksum").unwrap_or_default();
            assert!(is_sha256(checksum), "{}:{table}", path.display());
            sources.extend(value(table, "source").map(str::to_owned));
        }
    }
    let registries = sources.iter().filter(|source| source.starts_with("registry+")).count();
    assert_eq!((sources.len(), registries), (1, 1), "{sources:?}");
}

#[test]
fn every_package_of_python_is_pinned() {
    let lists = files(|name| name.ends_with("requirements.txt"));
    assert!(lists.len() >= 4, "{lists:?}");
    for path in lists {
        let text = read(&path);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let joined = lines.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
        for requirement in joined.lines() {
            let place = format!("{}: {requirement}", path.display());
            let (pin, hashes) = requirement.split_once(" --hash=sha256:").expect(&place);
            assert!(pin.split(';').next().is_some_and(|pin| pin.contains("==")), "{place}");
            assert!(!pin.contains("--"), "{place}");
            let mut hashes = hashes.split("--hash=sha256:");
            assert!(hashes.all(|hash| is_sha256(hash.trim())), "{place}");
        }
    }
}
