//! What is generated from a valid model compiles, lints and documents without a warning, whatever the
//! model: random ones, and those whose types are as deep and as large as they may be.

use rayon::prelude::*;
use serde_json::{Map, Value, json};
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::report;
use smithgen_tests::generate;
use smithgen_tests::run::Run;
use smithgen_tests::valid::{self, compiled};

fn assert_compile(folder: &str, models: &[compiled::Named]) {
    let failed = compiled::failures(env!("CARGO_TARGET_TMPDIR"), folder, models);
    let failed: Vec<String> = failed.iter().map(Run::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn random(seed: u64) -> compiled::Named {
    compiled::Named { name: format!("random-{seed}"), model: valid::model(seed).to_string() }
}

/// What is generated is parsed when it is formatted.
#[test]
fn crates_of_random_models_are_generated() {
    (200..500_u64).into_par_iter().map(random).for_each(|named| {
        compiled::package(&named);
    });
}

/// `cargo run --release -p smithgen-tests --example valid_models` tries more.
#[test]
fn crates_of_random_models_compile() {
    let models: Vec<_> = (0..200).map(random).collect();
    assert_compile("random", &models);
}

#[test]
fn a_seed_is_one_model() {
    assert_eq!(valid::model(7), valid::model(7));
    assert_ne!(valid::model(7), valid::model(8));
}

/// A service whose one operation has these shapes, of which the first is `C0`.
fn service(shapes: impl IntoIterator<Item = (String, Value)>) -> String {
    let mut all: Map<String, Value> = shapes.into_iter().collect();
    let fixed = json!({
        "a#Service": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a#Go" }],
            "traits": { "aws.protocols#awsJson1_0": {} },
        },
        "a#Go": { "type": "operation", "input": { "target": "a#I" }, "output": { "target": "a#O" } },
        "a#I": { "type": "structure", "members": { "in": { "target": "a#C0" } } },
        "a#O": { "type": "structure", "members": { "out": { "target": "a#C0" } } },
    });
    all.extend(fixed.as_object().cloned().into_iter().flatten());
    json!({ "smithy": "2.0", "shapes": all }).to_string()
}

/// A chain of shapes, each of which has the next, and the last a string.
fn chain(length: usize, shape: impl Fn(&Value) -> Value) -> String {
    service((0..length).map(|at| (format!("a#C{at}"), shape(&next(at, length)))))
}

fn next(at: usize, length: usize) -> Value {
    match at + 1 {
        end if end == length => json!({ "target": "smithy.api#String" }),
        next => json!({ "target": format!("a#C{next}") }),
    }
}

/// A chain of structures, each of which has the next in a list or map of its own.
fn chain_within(length: usize, collection: impl Fn(&Value) -> Value) -> String {
    service((0..length).flat_map(|at| {
        let members = json!({ "next": { "target": format!("a#L{at}") } });
        [
            (format!("a#C{at}"), json!({ "type": "structure", "members": members })),
            (format!("a#L{at}"), collection(&next(at, length))),
        ]
    }))
}

/// A ring of types, each of which has the next.
fn ring(length: usize, kind: &str) -> String {
    service((0..length).map(|at| {
        let next = json!({ "target": format!("a#C{}", (at + 1) % length) });
        let members = json!({ "end": { "target": "smithy.api#String" }, "next": next });
        (format!("a#C{at}"), json!({ "type": kind, "members": members }))
    }))
}

/// Structures of ten members that are all the next structure.
fn tower(levels: usize) -> String {
    service((0..levels).map(|level| {
        let member = |at| (format!("m{at}"), next(level, levels));
        let members: Map<String, Value> = (0..10).map(member).collect();
        (format!("a#C{level}"), json!({ "type": "structure", "members": members }))
    }))
}

fn list(item: &Value) -> Value {
    json!({ "type": "list", "member": item })
}

fn map(value: &Value) -> Value {
    json!({ "type": "map", "key": { "target": "smithy.api#String" }, "value": value })
}

#[test]
fn crates_of_deep_and_large_types_compile() {
    let optional = |next: &Value| json!({ "type": "structure", "members": { "next": next } });
    let required = |next: &Value| {
        let mut next = next.clone();
        next["traits"] = json!({ "smithy.api#required": {} });
        json!({ "type": "structure", "members": { "next": next } })
    };
    let union = |next: &Value| json!({ "type": "union", "members": { "next": next } });
    let models = [
        ("structures", chain(130, optional)),
        ("required", chain(130, required)),
        ("unions", chain(130, union)),
        ("lists", chain(32, list)),
        ("maps", chain(32, map)),
        ("structures-in-lists", chain_within(130, list)),
        ("structures-in-maps", chain_within(130, map)),
        ("ring-of-structures", ring(130, "structure")),
        ("ring-of-unions", ring(130, "union")),
        ("tower", tower(25)),
    ];
    let named = |(name, model): (&str, String)| compiled::Named { name: name.to_owned(), model };
    let models: Vec<_> = models.map(named).into();
    assert_compile("deep", &models);
}

fn source(model: &str) -> Source {
    Source { name: "model.json".to_owned(), bytes: model.as_bytes().to_vec() }
}

/// A program that uses the types may need no attribute of its own where they are not deep.
#[test]
fn a_crate_sets_a_recursion_limit_where_it_needs_one() {
    let root = |model: &str| {
        generate::package(&[source(model)], &generate::settings("deep")).files["src/lib.rs"].clone()
    };
    let structure = |next: &Value| json!({ "type": "structure", "members": { "next": next } });
    assert!(!root(&chain(40, structure)).contains("recursion_limit"));
    let deep = root(&chain(130, structure));
    assert!(deep.contains("#![recursion_limit = \"512\"]"), "{deep}");
    assert!(deep.contains("//! # Recursion limit"), "{deep}");
}

/// The compiler would need a recursion limit of thousands, and minutes.
#[test]
fn types_that_nest_too_deep_are_refused() {
    let structure = |next: &Value| json!({ "type": "structure", "members": { "next": next } });
    let sources = [source(&chain(1100, structure))];
    let mut diagnostics = Diagnostics::default();
    let package =
        smithgen_codegen::generate(&sources, &generate::settings("deep"), &mut diagnostics);
    let report = report::render(&sources, &diagnostics, false);
    assert!(package.is_none());
    assert!(report.contains("too deep for the compiler") && report.contains("a#C75"), "{report}");
    assert!(report.ends_with("\n1 error\n"), "{report}");
}
