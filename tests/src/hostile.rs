//! Models that are large in one way, to see what each way costs.
//!
//! `cargo run -p smithgen-tests --example hostile` writes them to files.

mod botocore;
mod names;
mod operations;
mod problems;
mod shapes;
mod sharing;
mod text;

use serde_json::{Map, Value, json};
use smithgen_codegen::diagnostics::Source;

/// A way in which a model may be large.
pub struct Dimension {
    /// What there is much of.
    pub name: &'static str,
    /// A size at which its cost outweighs that of everything else.
    pub size: usize,
    /// How its cost grows.
    pub growth: Growth,
    /// Makes the model of a size.
    pub build: fn(usize) -> Vec<Source>,
}

/// How the cost of models grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// As the source does.
    Linear,
    /// Faster, up to a bound.
    Bounded,
}

const fn dimension(name: &'static str, size: usize, build: fn(usize) -> Vec<Source>) -> Dimension {
    Dimension { name, size, growth: Growth::Linear, build }
}

const fn bounded(name: &'static str, size: usize, build: fn(usize) -> Vec<Source>) -> Dimension {
    Dimension { name, size, growth: Growth::Bounded, build }
}

/// Every dimension.
pub fn dimensions() -> impl Iterator<Item = &'static Dimension> {
    let groups: [&[Dimension]; 7] = [
        &shapes::DIMENSIONS,
        &sharing::DIMENSIONS,
        &names::DIMENSIONS,
        &operations::DIMENSIONS,
        &text::DIMENSIONS,
        &problems::DIMENSIONS,
        &botocore::DIMENSIONS,
    ];
    groups.into_iter().flatten()
}

/// Shapes and members by name.
type Entries = Vec<(String, Value)>;

/// An object of entries.
fn object(entries: Entries) -> Value {
    Value::Object(entries.into_iter().collect::<Map<_, _>>())
}

/// The id of a shape.
fn id(name: &str) -> String {
    format!("com.example#{name}")
}

/// A reference to a shape of the model or of Smithy's prelude.
fn target(name: &str) -> Value {
    let prelude = ["Boolean", "Integer", "String", "Timestamp", "Unit"];
    let namespace = if prelude.contains(&name) { "smithy.api" } else { "com.example" };
    json!({ "target": format!("{namespace}#{name}") })
}

/// A member with traits of Smithy's prelude.
fn member(name: &str, traits: &[(&str, Value)]) -> Value {
    let mut member = target(name);
    member["traits"] = traits_of(traits);
    member
}

/// Traits of Smithy's prelude.
fn traits_of(traits: &[(&str, Value)]) -> Value {
    object(
        traits.iter().map(|(name, value)| (format!("smithy.api#{name}"), value.clone())).collect(),
    )
}

fn required(name: &str) -> Value {
    member(name, &[("required", json!({}))])
}

fn structure(members: Entries) -> Value {
    json!({ "type": "structure", "members": object(members) })
}

/// The entries that a function makes of the numbers below a size.
fn entries<N: Into<String>>(size: usize, entry: impl Fn(usize) -> (N, Value)) -> Entries {
    (0..size).map(entry).map(|(name, value)| (name.into(), value)).collect()
}

/// A file of Smithy's JSON AST.
fn file(shapes: Entries) -> Source {
    let shapes = shapes.into_iter().map(|(name, shape)| (id(&name), shape)).collect();
    let model = json!({ "smithy": "2.0", "shapes": object(shapes) });
    Source { name: "model.json".to_owned(), bytes: model.to_string().into_bytes() }
}

/// A service with these operations, resources and other properties.
fn service(operations: Vec<Value>, more: Value) -> Value {
    let mut service = json!({
        "type": "service",
        "version": "1",
        "operations": Value::Array(operations),
        "traits": { "aws.protocols#restJson1": {} },
    });
    if let (Value::Object(service), Value::Object(more)) = (&mut service, more) {
        service.extend(more);
    }
    service
}

fn operation(input: &str, method: &str, uri: &str) -> Value {
    json!({
        "type": "operation",
        "input": target(input),
        "traits": traits_of(&[("http", json!({ "method": method, "uri": uri, "code": 200 }))]),
    })
}

/// A URI with a label for each of as many members.
fn uri_of_labels(size: usize) -> String {
    (0..size).flat_map(|n| ["/{member".to_owned(), n.to_string(), "}".to_owned()]).collect()
}

/// A service with one operation, whose input has these members.
fn with_input(members: Entries, shapes: Entries) -> Vec<Source> {
    with_operation(operation("Input", "POST", "/"), members, shapes)
}

fn with_operation(operation: Value, members: Entries, mut shapes: Entries) -> Vec<Source> {
    shapes.push(("Service".to_owned(), service(vec![target("Operate")], json!({}))));
    shapes.push(("Operate".to_owned(), operation));
    shapes.push(("Input".to_owned(), structure(members)));
    vec![file(shapes)]
}

/// A service with one operation, whose input has one member.
fn with_member(target: &str, shapes: Entries) -> Vec<Source> {
    with_input(vec![("member".to_owned(), required(target))], shapes)
}
