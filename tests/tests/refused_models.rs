//! Models that are right by themselves, and of which no crate can be made: each folder of
//! `fixtures/refused-models`.

use std::fs;
use std::path::Path;

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{Scope, Selection, Settings, report};
use smithgen_tests::{expect_text, fixtures, folders, generate, sources};

/// What a folder's model is generated with: all operations, or those that its file `operations` names.
fn settings(folder: &Path) -> Settings {
    let operations = match fs::read_to_string(folder.join("operations")) {
        Ok(names) => Selection::Only(names.lines().map(str::to_owned).collect()),
        Err(_) => Selection::All,
    };
    Settings { operations, ..generate::settings("fixture") }
}

/// The report on a model, of which no package is made.
fn refuse(folder: &Path, settings: &Settings) -> String {
    let sources = sources(folder);
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::generate(&sources, settings, &mut diagnostics);
    assert!(package.is_none(), "a package is made of {}", folder.display());
    assert!(diagnostics.has_errors(), "{} is refused without a word", folder.display());
    report::render(&sources, &diagnostics, false)
}

#[test]
fn each_folder_has_its_report() {
    let mut failures = Vec::new();
    for folder in folders(&fixtures().join("refused-models")) {
        let report = refuse(&folder, &settings(&folder));
        failures.extend(expect_text(&folder.join("expected.err"), &report).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The report names the shape, the place and what to do.
#[test]
fn each_report_says_what_to_do() {
    for (name, expected) in [
        ("no-service", &["help: give a model with one shape of the type `service`"][..]),
        ("two-services", &["`com.example#Clock`", "com.example#Weather", "model.json:9:5"]),
        ("no-protocol", &["com.example#Weather", "model.json:4:5", "awsJson1_1", "--types-only"]),
        ("clashing-names", &["`CityID`", "`CityId`", "model.json:18:5", "rename"]),
        ("rest-without-http", &["com.example#GetCity", "model.json:10:5", "`smithy.api#http`"]),
        ("unknown-operation", &["`getcity`", "`MoveCity`", "did you mean `GetCity`?"]),
    ] {
        let folder = fixtures().join("refused-models").join(name);
        let report = refuse(&folder, &settings(&folder));
        for text in expected {
            assert!(report.contains(text), "{name}: `{text}` is not in:\n{report}");
        }
    }
}

#[test]
fn each_default_that_does_not_fit_is_reported() {
    let folder = fixtures().join("refused-models").join("defaults-that-do-not-fit");
    let report = refuse(&folder, &settings(&folder));
    let members = [
        "large", "broken", "text", "number", "names", "icon", "mayor", "level", "far", "near",
        "long", "money", "people", "end",
    ];
    for member in members {
        assert!(report.contains(&format!("com.example#City${member}")), "{member}:\n{report}");
    }
    assert!(report.ends_with("\n14 errors\n"), "{report}");
}

/// Every problem is reported in one run, whichever stage finds it.
#[test]
fn a_default_of_a_timestamp_is_reported_with_the_others() {
    let folder = fixtures().join("refused-models");
    let both = ["defaults-that-do-not-fit", "timestamp-default"].map(|name| {
        let sources = sources(&folder.join(name));
        String::from_utf8_lossy(&sources[0].bytes).into_owned()
    });
    let [others, timestamp] = &both;
    let founded = timestamp.lines().find(|line| line.contains("founded")).expect("the member");
    let place = "      \"members\": {\n        \"large\"";
    let joint = format!("      \"members\": {{\n{founded},\n        \"large\"");
    let all = others.replacen(place, &joint, 1);
    let sources = [Source { name: "model.json".to_owned(), bytes: all.into_bytes() }];
    let mut diagnostics = Diagnostics::default();
    smithgen_codegen::generate(&sources, &generate::settings("fixture"), &mut diagnostics);
    let report = report::render(&sources, &diagnostics, false);
    assert!(report.ends_with("\n15 errors\n"), "{report}");
}

/// What the report advises works.
#[test]
fn the_types_of_a_service_without_a_protocol_can_be_had() {
    let folder = fixtures().join("refused-models").join("no-protocol");
    let settings = Settings { scope: Scope::TypesOnly, ..settings(&folder) };
    let files = generate::package(&sources(&folder), &settings).files;
    assert!(files.contains_key("src/types.rs") && !files.contains_key("src/operation.rs"));
}
