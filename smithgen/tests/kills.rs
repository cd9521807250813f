//! Tests that kill `regenerate` at various moments, and run it again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How many runs each test kills.
const KILLS: u32 = 100;

/// Files by their paths.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A workspace with one service, whose crate has about fifty files.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(bench.path("models")).unwrap();
        bench.list(&["many"]);
        bench.write_model(1);
        bench
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes the list of services.
    fn list(&self, names: &[&str]) {
        let entries =
            names.iter().map(|name| format!("[service.{name}]\nmodels = ['many.json']\n"));
        fs::write(self.path("models/services.toml"), entries.collect::<String>()).unwrap();
    }

    /// Writes the model; half of the crate's files depend on the edition.
    fn write_model(&self, edition: u32) {
        let (mut operations, mut shapes) = (Vec::new(), String::new());
        for number in 0..6 {
            let name = format!("Do{}x{}", number, if number % 2 == 0 { edition } else { 0 });
            operations.push(format!(r#"{{"target": "many#{name}"}}"#));
            let members = r#"{"a": {"target": "smithy.api#String"}}"#;
            write!(
                shapes,
                r#", "many#{name}": {{"type": "operation", "input": {{"target": "many#{name}In"}}}},
                "many#{name}In": {{"type": "structure", "members": {members}}}"#
            )
            .unwrap();
        }
        let service = format!(
            r#"{{"type": "service", "version": "{edition}", "operations": [{}],
            "traits": {{"aws.protocols#awsJson1_1": {{}}}}}}"#,
            operations.join(", ")
        );
        let model = format!(r#"{{"smithy": "2.0", "shapes": {{"many#Many": {service}{shapes}}}}}"#);
        fs::write(self.path("models/many.json"), model).unwrap();
    }

    fn start(&self, words: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_smithgen"))
            .args(["--root", ".", "regenerate"])
            .args(words)
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs to the end, and returns how long it took.
    fn run(&self, words: &[&str]) -> Duration {
        let start = Instant::now();
        let output = self.start(words).wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    }

    /// Starts a run, and kills it after a while.
    fn kill_after(&self, time: Duration) {
        let mut child = self.start(&[]);
        std::thread::sleep(time);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// The files of the crate.
    fn files(&self) -> Files {
        let mut files = Files::new();
        read(&self.path("generated/many"), &mut files);
        files
    }

    /// Asserts that the crate is one of two, and that there is no empty folder.
    #[track_caller]
    fn assert_is_one_of(&self, crates: [&Files; 2]) {
        let files = self.files();
        assert!(crates.contains(&&files), "{} files", files.len());
        assert_eq!(self.path("generated/many").exists(), !files.is_empty());
    }

    /// Asserts that the next run makes the crate, and leaves nothing else.
    #[track_caller]
    fn assert_next_run_makes(&self, expected: &Files) {
        self.run(&[]);
        assert_eq!(self.files(), *expected);
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["generated", "models"]);
    }
}

fn read(folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

/// Moments within a run and shortly after it, in no particular order.
fn moments(run: Duration) -> impl Iterator<Item = Duration> {
    let whole = run.mul_f64(1.2);
    (0..KILLS).map(move |number| whole * (number * 37 % KILLS) / KILLS)
}

#[test]
fn a_first_run_that_was_killed_is_forgotten() {
    let bench = Bench::new();
    let time = bench.run(&[]);
    let whole = bench.files();
    for moment in moments(time) {
        fs::remove_dir_all(bench.path("generated/many")).unwrap();
        bench.kill_after(moment);
        bench.assert_is_one_of([&Files::new(), &whole]);
        bench.assert_next_run_makes(&whole);
    }
}

#[test]
fn a_later_run_that_was_killed_leaves_one_crate_or_the_other() {
    let bench = Bench::new();
    bench.run(&[]);
    let mut before = bench.files();
    bench.write_model(2);
    let time = bench.run(&[]);
    let mut after = bench.files();
    for (moment, edition) in moments(time).zip([1, 2].into_iter().cycle()) {
        std::mem::swap(&mut before, &mut after);
        bench.write_model(edition);
        bench.kill_after(moment);
        bench.assert_is_one_of([&before, &after]);
        bench.assert_next_run_makes(&after);
    }
    bench.run(&["--check"]);
}

#[test]
fn a_removal_that_was_killed_leaves_the_crate_or_none() {
    let bench = Bench::new();
    bench.run(&[]);
    let whole = bench.files();
    bench.list(&[]);
    let time = bench.run(&[]);
    for moment in moments(time) {
        bench.list(&["many"]);
        bench.run(&[]);
        bench.list(&[]);
        bench.kill_after(moment);
        bench.assert_is_one_of([&Files::new(), &whole]);
        bench.assert_next_run_makes(&Files::new());
    }
}
