//! Models in botocore's form.

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::Source;

use super::{Dimension, Entries, bounded, dimension, entries, object};

pub(super) const DIMENSIONS: [Dimension; 7] = [
    dimension("examples of botocore", 50, examples),
    dimension("errors of an operation of botocore", 50, errors),
    dimension("extras of botocore", 50, extras),
    dimension("acceptors of a waiter", 50, acceptors),
    dimension("values of an enum of botocore", 50, values),
    dimension("operations of one input of botocore", 25, operations_of_one_input),
    bounded("members with the name of their target", 25, inherited_names),
];

fn source(name: &str, value: &Value) -> Source {
    Source { name: name.to_owned(), bytes: value.to_string().into_bytes() }
}

fn service(protocol: &str, operations: Entries, shapes: Entries) -> Source {
    let model = json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "1",
            "endpointPrefix": "example",
            "protocol": protocol,
            "jsonVersion": "1.1",
            "serviceId": "Example",
            "signatureVersion": "v4",
        },
        "operations": object(operations),
        "shapes": object(shapes),
    });
    source("service-2.json", &model)
}

fn operation(n: usize) -> (String, Value) {
    (format!("Operate{n}"), json!({ "http": { "method": "POST", "requestUri": format!("/{n}") } }))
}

fn string() -> (String, Value) {
    ("String".to_owned(), json!({ "type": "string" }))
}

fn examples(size: usize) -> Vec<Source> {
    let example = json!([{ "title": "Example", "input": {} }]);
    let examples = object(entries(size, |n| (format!("Operate{n}"), example.clone())));
    let examples = json!({ "version": "1.0", "examples": examples });
    let service = service("json", entries(size, operation), Vec::new());
    vec![service, source("examples-1.json", &examples)]
}

/// An operation with errors of different status.
fn with_errors(size: usize) -> Source {
    let (name, mut operation) = operation(0);
    let error = |n| json!({ "shape": format!("Error{n}") });
    operation["errors"] = (0..size).map(error).collect();
    let shape = |n: usize| {
        let error = json!({ "httpStatusCode": 400 + n % 100 });
        json!({ "type": "structure", "members": {}, "exception": true, "error": error })
    };
    service("json", vec![(name, operation)], entries(size, |n| (format!("Error{n}"), shape(n))))
}

fn errors(size: usize) -> Vec<Source> {
    vec![with_errors(size)]
}

fn extras(size: usize) -> Vec<Source> {
    let service = service("json", entries(size, operation), Vec::new());
    let more = entries(size, |n| (format!("Operate{n}"), json!({ "documentation": "text" })));
    let extras = json!({ "version": "1.0", "merge": { "operations": object(more) } });
    vec![service, source("service-2.sdk-extras.json", &extras)]
}

fn acceptors(size: usize) -> Vec<Source> {
    let acceptor = json!({ "state": "success", "matcher": "status", "expected": 501 });
    let waiter = json!({
        "operation": "Operate0",
        "delay": 1,
        "maxAttempts": 1,
        "acceptors": vec![acceptor; size],
    });
    let waiters = json!({ "version": 2, "waiters": { "Ready": waiter } });
    vec![with_errors(size), source("waiters-2.json", &waiters)]
}

/// The values have one name.
fn values(size: usize) -> Vec<Source> {
    let values: Vec<String> = (0..size).map(|n| format!("value{}", "*".repeat(n))).collect();
    let (name, mut operation) = operation(0);
    operation["input"] = json!({ "shape": "Input" });
    let input = json!({ "type": "structure", "members": { "member": { "shape": "Enum" } } });
    let shapes = vec![
        ("Input".to_owned(), input),
        ("Enum".to_owned(), json!({ "type": "string", "enum": values })),
    ];
    vec![service("json", vec![(name, operation)], shapes)]
}

fn operations_of_one_input(size: usize) -> Vec<Source> {
    let operation = |n| {
        let (name, mut operation) = operation(n);
        operation["input"] = json!({ "shape": "Input" });
        (name, operation)
    };
    let member = json!({ "shape": "String", "location": "header", "locationName": "x" });
    let members = entries(size, |n| {
        let mut member = member.clone();
        member["locationName"] = json!(format!("x-{n}"));
        (format!("member{n}"), member)
    });
    let input = json!({ "type": "structure", "members": object(members) });
    let shapes = vec![string(), ("Input".to_owned(), input)];
    vec![service("rest-json", entries(size, operation), shapes)]
}

/// The name on the wire is that of the shape that a member refers to, and long.
fn inherited_names(size: usize) -> Vec<Source> {
    let named = json!({ "type": "list", "member": { "shape": "String", "locationName": "n".repeat(100_000) }, "flattened": true });
    let (name, mut operation) = operation(0);
    operation["input"] = json!({ "shape": "Input" });
    let members = entries(size, |n| (format!("member{n}"), json!({ "shape": "Named" })));
    let input = json!({ "type": "structure", "members": object(members) });
    let shapes = vec![string(), ("Named".to_owned(), named), ("Input".to_owned(), input)];
    vec![service("query", vec![(name, operation)], shapes)]
}
