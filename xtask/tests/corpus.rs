//! `corpus` from outside, on models that each test writes, in a workspace of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use smithgen_tests::run::{Run, assert_has};
use tempfile::TempDir;

const SMITHY: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "weather#Weather": {
      "type": "service",
      "version": "2020-01-01",
      "operations": [{"target": "weather#GetCity"}],
      "traits": {"aws.protocols#awsJson1_1": {}}
    },
    "weather#GetCity": {"type": "operation"}
  }
}"#;

const BOTOCORE: &str = r#"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2020-01-01",
    "endpointPrefix": "weather",
    "jsonVersion": "1.1",
    "protocol": "json",
    "serviceFullName": "Weather",
    "serviceId": "Weather",
    "targetPrefix": "Weather",
    "uid": "weather-2020-01-01"
  },
  "operations": {
    "GetCity": {"name": "GetCity", "http": {"method": "POST", "requestUri": "/"}},
    "GetTown": {"name": "GetTown", "http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {}
}"#;

/// The models of a folder: one service in each format, and one more.
const MODELS: [(&str, &str); 3] = [
    ("models/smithy/weather-2020-01-01.json", SMITHY),
    ("models/smithy/climate.json", SMITHY),
    ("models/botocore/run.weather/2020-01-01/service-2.json", BOTOCORE),
];

/// A workspace with a runtime, and with these models.
fn bench(models: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "runtime/Cargo.toml", "");
    write(&folder, "runtime/src/lib.rs", "");
    for (path, text) in models {
        write(&folder, path, text);
    }
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The command, to be run in a workspace.
fn corpus(folder: &TempDir, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["--root", ".", "corpus"]).args(words).current_dir(folder.path());
    command
}

fn run(folder: &TempDir, words: &[&str]) -> Run {
    Run::of(&mut corpus(folder, words))
}

fn report(folder: &TempDir) -> serde_json::Value {
    let text = fs::read_to_string(folder.path().join("target/corpus/report.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every file of the crates, with its content.
fn crates(folder: &TempDir) -> BTreeMap<String, String> {
    let root = folder.path().join("target/corpus");
    let mut files = BTreeMap::new();
    for format in ["botocore", "smithy"] {
        read(&root, Path::new(format), &mut files);
    }
    files
}

fn read(root: &Path, within: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(within)).unwrap() {
        let entry = entry.unwrap();
        let inside = within.join(entry.file_name());
        if entry.path().is_dir() {
            read(root, &inside, files);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.insert(inside.to_string_lossy().replace('\\', "/"), text);
        }
    }
}

#[test]
fn models_of_either_format_become_crates_and_a_table() {
    let folder = bench(&MODELS);
    let run = run(&folder, &["models", "--pace"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_has(&run.stderr, &["[3/3] generated "]);
    let row = |id: &str| {
        let line = run.stdout.lines().find(|line| line.starts_with(id)).unwrap();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let botocore = row("botocore/run-weather-2020-01-01");
    assert_eq!(botocore[1..3], ["awsJson1_1", "2"]);
    assert_eq!(botocore[4], BOTOCORE.len().to_string());
    assert_eq!(botocore[7..], ["-", "0"]);
    assert_eq!(row("smithy/weather-2020-01-01")[1..3], ["awsJson1_1", "1"]);
    assert_eq!(row("smithy/climate")[1..3], ["awsJson1_1", "1"]);
    let ratio: f64 = row("generation / parse and print")[5].parse().unwrap();
    assert!(ratio > 0.0);

    let report = report(&folder);
    assert_eq!(report["totals"]["models"], 3);
    assert_eq!(report["totals"]["failed"], 0);
    assert_eq!(report["totals"]["operations"], 4);
    let files = crates(&folder);
    let bytes: usize = files.values().map(String::len).sum();
    assert_eq!(report["totals"]["bytes_out"], bytes);
    assert_eq!(report["totals"]["bytes_per_operation"], bytes / 4);
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    assert_eq!(report["totals"]["lines_per_operation"], lines / 4);
    assert_has(
        &files["botocore/run-weather-2020-01-01/Cargo.toml"],
        &["name = \"run-weather-2020-01-01\"", "path = \"../../../../runtime\""],
    );
}

#[test]
fn shards_give_the_same_files_as_the_whole() {
    let (whole, shards) = (bench(&MODELS), bench(&MODELS));
    assert_eq!(run(&whole, &["models", "--jobs", "1"]).code, Some(0));
    let mut children: Vec<_> = ["1/2", "2/2"]
        .iter()
        .map(|shard| corpus(&shards, &["models", "--shard", shard]).spawn().unwrap())
        .collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(crates(&whole), crates(&shards));
    assert!(shards.path().join("target/corpus/report-2-of-2.json").exists());
    assert_eq!(run(&whole, &["models", "--shard", "3/2"]).code, Some(2));
}

#[test]
fn a_model_that_is_wrong_is_named_and_the_others_are_generated() {
    let wrong = SMITHY.replace("weather#GetCity\": {", "weather#GetTown\": {");
    let folder =
        bench(&[("models/a.json", "{"), ("models/b.json", &wrong), ("models/c.json", SMITHY)]);
    let run = run(&folder, &["models"]);
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert_has(&run.stderr, &["failed: smithy/a generate: ", "failed: smithy/b generate: "]);
    assert!(!run.stderr.contains("failed: smithy/c"));
    assert!(folder.path().join("target/corpus/smithy/c/Cargo.toml").exists());
    assert_eq!(report(&folder)["totals"]["failed"], 2);
}

/// A service for which there is a fixup, without what the fixup changes.
#[test]
fn a_fixup_that_changes_nothing_fails_the_pinned_release_alone() {
    let kinesis = BOTOCORE
        .replace("\"apiVersion\": \"2020-01-01\"", "\"apiVersion\": \"2013-12-02\"")
        .replace("\"serviceId\": \"Weather\"", "\"serviceId\": \"Kinesis\"");
    let releases = ["models/.pulled/botocore-1.2.3", "models/.pulled/botocore-1.2.2", "mine"];
    let model = |release| format!("{release}/kinesis/2013-12-02/service-2.json");
    let folder = bench(&releases.map(model).each_ref().map(|path| (path.as_str(), &*kinesis)));
    let pin = format!("botocore==1.2.3 --hash=sha256:{}\n", "0".repeat(64));
    write(&folder, "models/botocore-requirements.txt", &pin);
    let [pinned, older, own] = releases.map(|release| run(&folder, &[release]));
    assert_eq!((older.code, own.code), (Some(0), Some(0)), "{older:#?} {own:#?}");
    assert_eq!(pinned.code, Some(1), "{pinned:#?}");
    assert_has(&pinned.stderr, &["the fixup `required-event` finds nothing to change"]);
    let words = |release| {
        let model = folder.path().join(release).join("kinesis/2013-12-02");
        ["regenerate", "--model", model.to_str().unwrap(), "--out", "client"].map(str::to_owned)
    };
    let codes = releases.map(|release| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["--root", "."]).args(words(release)).current_dir(folder.path());
        command.output().unwrap().status.code()
    });
    assert_eq!(codes, [Some(1), Some(0), Some(0)]);
}

#[test]
fn what_is_not_picked_is_not_generated() {
    let folder = bench(&MODELS);
    assert_eq!(run(&folder, &["models", "--only", "botocore/*"]).code, Some(0));
    assert!(!folder.path().join("target/corpus/smithy").exists());
    let none = run(&folder, &["models", "--only", "s3-*"]);
    assert_eq!(none.code, Some(1));
    assert_has(&none.stderr, &["no model is picked"]);
    assert_has(&run(&folder, &[]).stderr, &["cargo xtask models pull --all"]);
}

#[test]
fn two_models_of_one_name_are_told() {
    let folder = bench(&[("models/a/x.json", SMITHY), ("models/b/x.json", BOTOCORE)]);
    let run = run(&folder, &["models"]);
    assert_eq!(run.code, Some(1));
    assert_has(&run.stderr, &["models/a/x.json", "models/b/x.json", "smithy/x"]);
}

/// A cargo that writes down what it is asked, and says what it is told to.
#[cfg(unix)]
mod compiling {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const WARNING: &str = r#"{
        "reason": "compiler-message",
        "message": {"level": "warning", "rendered": "warning: a name", "spans": [{}]}
    }"#;

    fn cargo(folder: &TempDir, said: &str, status: u8) {
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$*; $RUSTFLAGS; $RUSTDOCFLAGS\" >> calls\necho '{}'\nexit {status}\n",
            // Cargo writes a message on one line.
            said.replace('\n', " ")
        );
        write(folder, "cargo", &script);
        let path = folder.path().join("cargo");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs the command with that cargo; what the cargo was asked, but for cleaning.
    fn compile(folder: &TempDir, words: &[&str]) -> (Run, Vec<String>) {
        drop(fs::remove_file(folder.path().join("calls")));
        let mut command = corpus(folder, words);
        let run = Run::of(command.env("CARGO", folder.path().join("cargo")));
        let calls = fs::read_to_string(folder.path().join("calls")).unwrap_or_default();
        let calls = calls.lines().filter(|call| !call.starts_with("clean")).map(str::to_owned);
        (run, calls.collect())
    }

    #[test]
    fn an_outcome_is_kept_until_the_runtime_or_the_model_changes() {
        let folder = bench(&MODELS[..1]);
        cargo(&folder, "", 0);
        let words = ["models", "--check", "--doc"];
        let (run, calls) = compile(&folder, &words);
        assert_eq!(run.code, Some(0), "{run:#?}");
        let [check, doc] = calls.as_slice() else { panic!("{calls:#?}") };
        for (call, word) in [(check, "check "), (doc, "doc --no-deps ")] {
            assert!(call.starts_with(word), "{call}");
            assert_has(
                call,
                &["smithy/weather-2020-01-01/Cargo.toml", "; -D warnings; -D warnings"],
            );
        }
        let (run, calls) = compile(&folder, &words);
        assert_eq!((run.code, calls.len()), (Some(0), 0));
        write(&folder, "runtime/src/lib.rs", "//! Another.");
        assert_eq!(compile(&folder, &words).1.len(), 2);
        write(&folder, MODELS[0].0, &SMITHY.replace("GetCity", "GetTown"));
        assert_eq!(compile(&folder, &words).1.len(), 2);
        assert_eq!(compile(&folder, &["models", "--clippy"]).1.len(), 1);
    }

    #[test]
    fn a_warning_fails_and_is_told_again_by_the_next_run() {
        let folder = bench(&MODELS[..1]);
        cargo(&folder, WARNING, 0);
        for calls_expected in [1, 0] {
            let (run, calls) = compile(&folder, &["models", "--check"]);
            assert_eq!((run.code, calls.len()), (Some(1), calls_expected), "{run:#?}");
            assert_has(
                &run.stderr,
                &["failed: smithy/weather-2020-01-01 check: 1", "warning: a name"],
            );
            let report = report(&folder);
            assert_eq!(report["totals"]["diagnostics"], 1);
            let told = &report["crates"][0]["verdicts"]["check"]["diagnostics"];
            assert_eq!(*told, serde_json::json!(["warning: a name"]));
        }
    }

    #[test]
    fn a_cargo_that_fails_without_a_word_fails_the_crate() {
        let folder = bench(&MODELS[..1]);
        cargo(&folder, "", 101);
        let (run, _) = compile(&folder, &["models", "--check"]);
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert_eq!(report(&folder)["totals"]["failed"], 1);
    }
}
