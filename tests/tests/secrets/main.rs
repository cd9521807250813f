//! No secret is printed: a program puts canaries into every sensitive member of `fixtures/secrets`,
//! under each protocol, and looks for them in everything that a caller can print.

mod coverage;
mod pages;
mod program;

use std::fs;

use serde_json::{Value, json};
use smithgen_codegen::Settings;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::ir::Package;
use smithgen_tests::cargo::{Scratch, toml_path};
use smithgen_tests::{fixtures, generate, workspace_root};

/// The crate of the model without `@sensitive`, in which the program must find every canary.
const CONTROL: (&str, &str) = ("aws.protocols#restJson1", "secrets-control");

/// The protocols, with the names of their crates.
const PROTOCOLS: [(&str, &str); 8] = [
    ("aws.protocols#awsJson1_0", "secrets-aws-json-1-0"),
    ("aws.protocols#awsJson1_1", "secrets-aws-json-1-1"),
    ("aws.protocols#restJson1", "secrets-rest-json-1"),
    ("aws.protocols#restXml", "secrets-rest-xml"),
    ("aws.protocols#awsQuery", "secrets-aws-query"),
    ("aws.protocols#ec2Query", "secrets-ec2-query"),
    ("smithy.protocols#rpcv2Cbor", "secrets-rpc-v2-cbor"),
    ("smithy.protocols#rpcv2Json", "secrets-rpc-v2-json"),
];

#[test]
fn no_secret_is_printed() {
    let mut files = program::files();
    for (protocol, name) in PROTOCOLS {
        files.extend(files_of(name, &model(protocol)));
    }
    let mut open = model(CONTROL.0);
    remove_sensitive(&mut open);
    files.extend(files_of(CONTROL.1, &open));
    let workspace = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "secrets", &files);
    let run = workspace.cargo(&["run", "--quiet", "--package", "walk"]);
    run.assert_success();
    assert_eq!(run.stdout, "nothing is shown\n");
}

/// The fixture's model, in a service of that protocol.
fn model(protocol: &str) -> Value {
    let path = fixtures().join("secrets").join("model.json");
    let bytes = fs::read(path).expect("the fixture can be read");
    let mut model: Value = serde_json::from_slice(&bytes).expect("the fixture is JSON");
    model["shapes"]["example.secrets#Secrets"]["traits"] = json!({ (protocol): {} });
    model
}

/// Removes the trait from everything.
fn remove_sensitive(node: &mut Value) {
    match node {
        Value::Object(entries) => {
            entries.remove("smithy.api#sensitive");
            entries.values_mut().for_each(remove_sensitive);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_sensitive),
        _ => {}
    }
}

fn sources(model: &Value) -> [Source; 1] {
    let bytes = serde_json::to_vec(model).expect("JSON is written");
    [Source { name: "model.json".to_owned(), bytes }]
}

/// The files of a package of that name.
fn files_of(name: &str, model: &Value) -> impl Iterator<Item = (String, String)> {
    let package = generate::package(&sources(model), &settings(name));
    package.files.into_iter().map(move |(path, text)| (format!("{name}/{path}"), text))
}

/// The fixture's IR.
fn lowered(protocol: &str) -> Package {
    let mut diagnostics = Diagnostics::default();
    let sources = sources(&model(protocol));
    let package = smithgen_codegen::lower(&sources, &settings("secrets"), &mut diagnostics);
    package.expect("the model is right")
}

fn settings(name: &str) -> Settings {
    Settings { runtime: runtime(""), ..generate::settings(name) }
}

/// The dependency on the runtime, with features.
fn runtime(features: &str) -> String {
    format!("{features}path = \"{}\"", toml_path(&workspace_root().join("runtime")))
}
