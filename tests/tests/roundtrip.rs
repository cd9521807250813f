//! A model that is written is the model that is read again.

use std::collections::BTreeSet;

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::model::Model;
use smithgen_codegen::{input, report, transform};
use smithgen_tests::{expect_text, fixtures, folders, sources};

fn read(sources: &[Source]) -> Model {
    let mut diagnostics = Diagnostics::default();
    let model = input::read(sources, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", report::render(sources, &diagnostics, false));
    model
}

fn transformed(mut model: Model, sources: &[Source]) -> Model {
    let mut diagnostics = Diagnostics::default();
    transform::run(&mut model, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", report::render(sources, &diagnostics, false));
    model
}

fn source(text: String) -> Source {
    Source { name: "written.json".to_owned(), bytes: text.into_bytes() }
}

#[test]
fn each_model_is_written_and_read_again() {
    for folder in folders(&fixtures().join("models")) {
        let sources = sources(&folder);
        let model = read(&sources);
        let text = input::write(&model);
        let again = read(&[source(text.clone())]);
        assert_eq!(model, again, "{}", folder.display());
        assert_eq!(text, input::write(&again), "{}", folder.display());
        let flat = transformed(model, &sources);
        assert_eq!(flat, read(&[source(input::write(&flat))]), "{}", folder.display());
    }
}

#[test]
fn each_model_is_what_is_expected() {
    let mut failures = Vec::new();
    for folder in folders(&fixtures().join("models")) {
        let sources = sources(&folder);
        let expected = folder.join("expected");
        let model = read(&sources);
        failures.extend(expect_text(&expected.join("assembled.json"), &input::write(&model)).err());
        let flat = transformed(model, &sources);
        failures.extend(expect_text(&expected.join("flattened.json"), &input::write(&flat)).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_order_of_sources_does_not_matter() {
    let mut sources = sources(&fixtures().join("models").join("every-kind"));
    let model = read(&sources);
    sources.reverse();
    assert_eq!(model.shapes, read(&sources).shapes);
}

#[test]
fn every_kind_is_covered() {
    let model = read(&sources(&fixtures().join("models").join("every-kind")));
    let covered: BTreeSet<&str> = model.shapes.values().map(|shape| shape.kind.name()).collect();
    let kinds = [
        "bigDecimal",
        "bigInteger",
        "blob",
        "boolean",
        "byte",
        "document",
        "double",
        "enum",
        "float",
        "intEnum",
        "integer",
        "list",
        "long",
        "map",
        "operation",
        "resource",
        "service",
        "short",
        "string",
        "structure",
        "timestamp",
        "union",
    ];
    assert_eq!(covered, kinds.into_iter().collect());
}
