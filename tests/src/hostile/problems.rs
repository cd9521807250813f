//! Models that are wrong in many places.

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::Source;

use super::{
    Dimension, Entries, bounded, dimension, entries, file, member, object, operation, service,
    structure, target, traits_of, uri_of_labels, with_input, with_member, with_operation,
};

pub(super) const DIMENSIONS: [Dimension; 11] = [
    dimension("targets that do not exist", 60, dangling),
    dimension("labels that are not bound", 60, unbound_labels),
    bounded("labels that no operation has", 40, labels_without_a_uri),
    dimension("values that are there twice", 60, duplicate_values),
    dimension("mixins that lead back", 25, mixin_cycles),
    dimension("members that contradict each other", 60, contradictions),
    dimension("keys that are there twice, under a long key", 25, duplicates_under_a_long_key),
    bounded("unknown properties under a long type", 25, unknown_properties),
    dimension("resources that contain themselves", 50, resource_cycle),
    dimension("lists that hold themselves", 50, list_cycle),
    dimension("values without an end", 50, value_cycle),
];

fn dangling(size: usize) -> Vec<Source> {
    with_input(
        entries(size, |n| (format!("member{n}"), target(&format!("Missing{n}")))),
        Vec::new(),
    )
}

fn unbound_labels(size: usize) -> Vec<Source> {
    let operation = operation("Input", "POST", &uri_of_labels(size));
    with_operation(operation, Vec::new(), Vec::new())
}

/// Every operation lacks every label of the input that they share.
fn labels_without_a_uri(size: usize) -> Vec<Source> {
    let label = member("String", &[("required", json!({})), ("httpLabel", json!({}))]);
    let input = structure(entries(size, |n| (format!("member{n}"), label.clone())));
    let mut shapes = entries(size, |n| (format!("Operate{n}"), operation("Input", "POST", "/")));
    let bound = (0..size).map(|n| target(&format!("Operate{n}"))).collect();
    shapes.push(("Service".to_owned(), service(bound, json!({}))));
    shapes.push(("Input".to_owned(), input));
    vec![file(shapes)]
}

fn duplicate_values(size: usize) -> Vec<Source> {
    let value = member("Unit", &[("enumValue", json!("same"))]);
    let values = entries(size, |n| (format!("VALUE_{n}"), value.clone()));
    let shape = json!({ "type": "enum", "members": object(values) });
    with_member("Enum", vec![("Enum".to_owned(), shape)])
}

fn mixin(mixins: &[String]) -> Value {
    let mut shape = structure(Vec::new());
    shape["mixins"] = mixins.iter().map(|mixin| target(mixin)).collect();
    shape["traits"] = traits_of(&[("mixin", json!({}))]);
    shape
}

/// Each mixin has the next, and the first.
fn mixin_cycles(size: usize) -> Vec<Source> {
    let next = |n: usize| format!("Mixin{}", (n + 1) % size);
    with_input(
        Vec::new(),
        entries(size, |n| (format!("Mixin{n}"), mixin(&[next(n), "Mixin0".to_owned()]))),
    )
}

fn contradictions(size: usize) -> Vec<Source> {
    let members = |name: &str| entries(size, |n| (format!("member{n}"), target(name)));
    let mut base = mixin(&[]);
    base["members"] = object(members("String"));
    let mut mixed = structure(members("Integer"));
    mixed["mixins"] = json!([target("Mixin")]);
    with_member("Mixed", vec![("Mixin".to_owned(), base), ("Mixed".to_owned(), mixed)])
}

/// The length of the long names.
const LONG: usize = 10_000;

fn duplicates_under_a_long_key(size: usize) -> Vec<Source> {
    let entries = vec!["\"a\":1"; size].join(",");
    let text =
        format!("{{\"smithy\":\"2.0\",\"metadata\":{{\"{}\":{{{entries}}}}}}}", "k".repeat(LONG));
    vec![Source { name: "model.json".to_owned(), bytes: text.into_bytes() }]
}

fn unknown_properties(size: usize) -> Vec<Source> {
    let mut shape = entries(size, |n| (format!("property{n}"), json!(1)));
    shape.push(("type".to_owned(), json!("t".repeat(LONG))));
    let model = json!({
        "metadata": { "serviceId": "Example", "protocol": "json", "apiVersion": "1" },
        "operations": {},
        "shapes": { "Shape": object(shape) },
    });
    vec![Source { name: "service-2.json".to_owned(), bytes: model.to_string().into_bytes() }]
}

fn resource_cycle(size: usize) -> Vec<Source> {
    let resource = |n: usize| {
        let next = target(&format!("Resource{}", (n + 1) % size));
        json!({ "type": "resource", "resources": [next] })
    };
    with_input(Vec::new(), entries(size, |n| (format!("Resource{n}"), resource(n))))
}

fn cycle(size: usize, link: impl Fn(&str) -> Value) -> Entries {
    entries(size, |n| (format!("Link{n}"), link(&format!("Link{}", (n + 1) % size))))
}

fn list_cycle(size: usize) -> Vec<Source> {
    with_member("Link0", cycle(size, |next| json!({ "type": "list", "member": target(next) })))
}

fn value_cycle(size: usize) -> Vec<Source> {
    let link = |next: &str| structure(vec![("next".to_owned(), super::required(next))]);
    with_member("Link0", cycle(size, link))
}
