//! How the source archive of a release is fetched, with the pip of this machine and an index that is a folder.
//!
//! A machine without pip runs none of this.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use smithgen_tests::run::{Run, assert_has};
use tar::{Builder, Header};
use tempfile::TempDir;

const FACTS: &str = "Metadata-Version: 2.1\nName: botocore\nVersion: 1.2.3\n";
const SUITE: &str = "models/.pulled/protocol-tests-botocore-1.2.3/input/json.json";

/// A workspace, an index, and a place that the code of archives writes to.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(bench.path("models")).unwrap();
        fs::create_dir(bench.path("index")).unwrap();
        bench
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Code that leaves a trace.
    fn trace(&self) -> String {
        format!("open('{}', 'w').close()\n", self.path("trace").display())
    }

    /// Puts an archive with these files into the index, and returns its bytes.
    fn publish(&self, files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        let tests = [("PKG-INFO", FACTS), ("tests/unit/protocols/input/json.json", "[]")];
        for (path, text) in files.iter().chain(&tests) {
            let mut header = Header::new_gnu();
            header.set_size(u64::try_from(text.len()).unwrap());
            header.set_mode(0o644);
            let path = format!("botocore-1.2.3/{path}");
            archive.append_data(&mut header, path, text.as_bytes()).unwrap();
        }
        let bytes = archive.into_inner().unwrap().finish().unwrap();
        fs::write(self.path("index/botocore-1.2.3.tar.gz"), &bytes).unwrap();
        bytes
    }

    fn pin(&self, archive: &[u8]) {
        let hash = Sha256::digest(archive);
        let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("botocore==1.2.3 --hash=sha256:{}\n", hex.concat());
        fs::write(self.path("models/botocore-source-requirements.txt"), text).unwrap();
    }

    /// Fetches the tests. The run fails in any case: the one suite that archives here have is empty.
    fn fetch(&self) -> Run {
        Run::of(
            Command::new(env!("CARGO_BIN_EXE_xtask"))
                .args(["conformance", "--root"])
                .arg(self.folder.path())
                .env("PIP_NO_INDEX", "1")
                .env("PIP_FIND_LINKS", self.path("index")),
        )
    }
}

/// Whether this machine has pip.
fn has_pip() -> bool {
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    let found = pip.status().is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: `python3` has no pip");
    }
    found
}

#[test]
fn nothing_of_an_archive_is_run() {
    if !has_pip() {
        return;
    }
    // Old and new ways of saying that setuptools builds it, which would run setup.py.
    for backend in [
        None,
        Some("[tool.x]\n"),
        Some("[build-system]\nrequires = ['setuptools']\n"),
        Some("[build-system]\nrequires = []\nbuild-backend = 'setuptools.build_meta'\n"),
    ] {
        let bench = Bench::new();
        let code = bench.trace();
        let mut files = vec![("setup.py", code.as_str()), ("setuptools/__init__.py", &code)];
        files.extend(backend.map(|text| ("pyproject.toml", text)));
        bench.pin(&bench.publish(&files));
        let run = bench.fetch();
        assert!(bench.path(SUITE).is_file(), "{backend:?}: {run:#?}");
        assert!(!bench.path("trace").exists(), "{backend:?}: {run:#?}");
    }
}

#[test]
fn a_changed_archive_is_refused_before_anything_of_it_is_run() {
    if !has_pip() {
        return;
    }
    let bench = Bench::new();
    bench.pin(&bench.publish(&[("setup.py", "")]));
    let code = bench.trace();
    let in_tree = "[build-system]\nrequires = []\nbuild-backend = 'x'\nbackend-path = ['.']\n";
    bench.publish(&[("setup.py", &code), ("x.py", &code), ("pyproject.toml", in_tree)]);
    let run = bench.fetch();
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert_has(&run.stderr, &["its hash is another"]);
    assert_eq!(run.stdout, "");
    assert!(!bench.path("trace").exists(), "{run:#?}");
    assert!(!bench.path("models/.pulled").exists(), "{run:#?}");
}
