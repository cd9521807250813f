//! Models: what has to hold of each, whatever its form.

use std::path::Path;

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::input;
use smithgen_codegen::model::Model;
use smithgen_codegen::{Package, Scope, Selection, Settings, generate, report};

/// Reads a model, writes it as Smithy's JSON AST, and reads that: the models are equal. Then makes a package of it.
pub fn check(sources: &[Source]) {
    check_written(sources);
    let mut diagnostics = Diagnostics::default();
    let package = generate(sources, &settings(), &mut diagnostics);
    show(sources, &diagnostics);
    match package {
        Some(package) => check_package(&package),
        None => assert!(diagnostics.has_errors(), "refused without a word"),
    }
}

/// A source that is called by that name.
pub fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), bytes: bytes.to_owned() }
}

fn settings() -> Settings {
    Settings {
        package: "fuzzed".to_owned(),
        operations: Selection::All,
        scope: Scope::TypesOnly,
        runtime: r#"path = "../runtime""#.to_owned(),
        standalone: false,
        origin: vec!["model.json".to_owned()],
    }
}

fn check_written(sources: &[Source]) {
    let Some(model) = read(sources) else { return };
    let written = input::write(&model);
    let again = read(&[source("written.json", written.as_bytes())]);
    assert!(again.is_some_and(|again| again == model), "not the same: {written}");
}

/// The model, if there is no error in it.
fn read(sources: &[Source]) -> Option<Model> {
    let mut diagnostics = Diagnostics::default();
    let model = input::read(sources, &mut diagnostics);
    show(sources, &diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}

/// A report has no control characters of the model's own.
fn show(sources: &[Source], diagnostics: &Diagnostics) {
    let report = report::render(sources, diagnostics, false);
    let control = |c: char| c.is_control() && c != '\n';
    assert!(!report.contains(control), "{report:?}");
}

/// Files have paths within the package, and those of Rust are Rust.
fn check_package(package: &Package) {
    for (path, text) in &package.files {
        let mut parts = path.split('/');
        assert!(parts.all(|part| !part.is_empty() && !part.starts_with('.')), "{path:?}");
        if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
            let parsed = syn::parse_file(text);
            assert!(parsed.is_ok(), "{path}: {:?}\n{text}", parsed.err());
        }
    }
}
