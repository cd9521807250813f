//! Names that become one name in Rust.

use serde_json::json;
use smithgen_codegen::diagnostics::Source;

use super::{Dimension, dimension, entries, object, structure, target, with_input, with_member};

pub(super) const DIMENSIONS: [Dimension; 5] = [
    dimension("members with one name in Rust", 50, members),
    dimension("values with one name in Rust", 50, values),
    dimension("types with one name in Rust", 25, types),
    dimension("lists with one name in Rust", 50, lists),
    dimension("members with long names", 50, long),
];

/// Names that differ in underscores alone.
fn name(n: usize) -> String {
    const SIDE: usize = 60;
    [
        "A",
        &"_".repeat(1 + n / SIDE / SIDE),
        "B",
        &"_".repeat(1 + n / SIDE % SIDE),
        "C",
        &"_".repeat(1 + n % SIDE),
        "D",
    ]
    .concat()
}

fn members(size: usize) -> Vec<Source> {
    with_input(entries(size, |n| (name(n), target("String"))), Vec::new())
}

fn values(size: usize) -> Vec<Source> {
    let values = entries(size, |n| (name(n), target("Unit")));
    let shape = json!({ "type": "enum", "members": object(values) });
    with_member("Enum", vec![("Enum".to_owned(), shape)])
}

fn types(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target(&name(n))));
    with_input(members, entries(size, |n| (name(n), structure(Vec::new()))))
}

fn lists(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target(&name(n))));
    let list = || json!({ "type": "list", "member": target("String") });
    with_input(members, entries(size, |n| (name(n), list())))
}

fn long(size: usize) -> Vec<Source> {
    let name = |n: usize| format!("{}{n:04}", "A1".repeat(98));
    with_input(entries(size, |n| (name(n), target("String"))), Vec::new())
}
