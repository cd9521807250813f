//! `docs-check` from outside, on models that each test writes.

use std::fs;
use std::process::Command;

use smithgen_tests::run::{Run, assert_has};
use tempfile::TempDir;

const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "weather#Weather": {
      "type": "service",
      "version": "2020-01-01",
      "operations": [{"target": "weather#GetCity"}],
      "traits": {
        "aws.protocols#awsJson1_1": {},
        "smithy.api#documentation": "<p>The <b>weather</b>, at <a href='https://example.com'>home</a>.</p>"
      }
    },
    "weather#GetCity": {
      "type": "operation",
      "traits": {"smithy.api#documentation": "Gets a city, such as `<city>`.\n\n* one\n* two"}
    }
  }
}"#;

/// Runs `docs-check` in a folder, which is its workspace as well.
fn docs_check(folder: &TempDir, words: &[&str]) -> Run {
    Run::of(
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["--root", ".", "docs-check"])
            .args(words)
            .current_dir(folder.path()),
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn models_are_found_at_any_depth_and_counted() {
    let folder = folder(&[("models/a/b/weather.json", MODEL), ("models/README.md", "")]);
    let run = docs_check(&folder, &["models", "--json", "report.json"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_has(&run.stderr, &["[1/1] checked models/a/b/weather.json"]);
    assert_has(
        &run.stdout,
        &[
            "models                    1\n",
            "documentation traits      2\n",
            "words                    12\n",
            "equal                     2\n",
            "different                 0\n",
            "links kept                1\n",
        ],
    );
    let json = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["totals"]["words"], 12);
    assert_eq!(json["differences"], serde_json::json!([]));
}

#[test]
fn a_folder_without_models_is_an_error() {
    let folder = folder(&[("models/a/README.md", "")]);
    let run = docs_check(&folder, &["models"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_has(&run.stderr, &["the folder `models` holds no model"]);
    let run = docs_check(&folder, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_has(&run.stderr, &["services.toml"]);
}

#[test]
fn a_model_that_cannot_be_read_is_told_and_the_others_are_checked() {
    let wrong = MODEL.replace("weather#GetCity\": {", "weather#GetTown\": {");
    let folder = folder(&[("a.json", "{"), ("b.json", &wrong), ("c.json", MODEL)]);
    let run = docs_check(&folder, &["."]);
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert_has(&run.stdout, &["models                    3\n", "equal                     2\n"]);
    for name in ["a.json", "b.json"] {
        let told = format!("{name}` was not checked");
        assert_has(&run.stderr, &[&told]);
    }
}
