//! Shapes: how deep they nest, and how many members they have.

use serde_json::json;
use smithgen_codegen::diagnostics::Source;

use super::{
    Dimension, Entries, bounded, dimension, entries, member, required, structure, target,
    traits_of, with_input, with_member,
};

pub(super) const DIMENSIONS: [Dimension; 16] = [
    bounded("nested lists", 8, nested_lists),
    bounded("nested maps", 8, nested_maps),
    bounded("members of nested lists", 8, members_of_nested_lists),
    dimension("structures in structures", 60, chain_of_structures),
    dimension("unions in unions", 60, chain_of_unions),
    dimension("structures behind lists", 60, chain_behind_lists),
    dimension("structures that hold all others", 24, all_in_all),
    dimension("required members", 60, required_members),
    dimension("optional members", 60, optional_members),
    dimension("members of a union", 60, union_members),
    dimension("values of an enum", 60, enum_values),
    dimension("values of an int enum", 60, int_enum_values),
    dimension("defaults of a large enum", 50, enum_defaults),
    dimension("examples of a large enum", 50, enum_examples),
    bounded("trees of required members", 3, required_tree),
    bounded("lists that need items", 3, lists_with_a_minimum),
];

/// Shapes of which each refers to the next; the last refers to a string.
fn chain(size: usize, link: impl Fn(String) -> serde_json::Value) -> Entries {
    let next = |n| if n + 1 == size { "String".to_owned() } else { format!("Link{}", n + 1) };
    entries(size, |n| (format!("Link{n}"), link(next(n))))
}

fn list(item: &str) -> serde_json::Value {
    json!({ "type": "list", "member": target(item) })
}

fn nested_lists(size: usize) -> Vec<Source> {
    with_member("Link0", chain(size, |next| list(&next)))
}

fn nested_maps(size: usize) -> Vec<Source> {
    let map =
        |next: String| json!({ "type": "map", "key": target("String"), "value": target(&next) });
    with_member("Link0", chain(size, map))
}

fn members_of_nested_lists(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), required(&format!("Link{n}"))));
    with_input(members, chain(size, |next| list(&next)))
}

fn chain_of_structures(size: usize) -> Vec<Source> {
    let link = |next: String| structure(vec![("next".to_owned(), required(&next))]);
    with_member("Link0", chain(size, link))
}

fn chain_of_unions(size: usize) -> Vec<Source> {
    let link = |next: String| json!({ "type": "union", "members": { "next": target(&next) } });
    with_member("Link0", chain(size, link))
}

fn chain_behind_lists(size: usize) -> Vec<Source> {
    let mut shapes = Entries::new();
    for n in 0..size {
        let next = if n + 1 == size { "String".to_owned() } else { format!("List{}", n + 1) };
        shapes.push((format!("List{n}"), list(&format!("Link{n}"))));
        shapes.push((format!("Link{n}"), structure(vec![("next".to_owned(), target(&next))])));
    }
    with_member("List0", shapes)
}

/// The number of references is the square of the size.
fn all_in_all(size: usize) -> Vec<Source> {
    let members = || entries(size, |n| (format!("member{n}"), target(&format!("Link{n}"))));
    with_member("Link0", entries(size, |n| (format!("Link{n}"), structure(members()))))
}

fn required_members(size: usize) -> Vec<Source> {
    with_input(entries(size, |n| (format!("member{n}"), required("String"))), Vec::new())
}

fn optional_members(size: usize) -> Vec<Source> {
    with_input(entries(size, |n| (format!("member{n}"), target("String"))), Vec::new())
}

fn union_members(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target("String")));
    with_member(
        "Union",
        vec![("Union".to_owned(), json!({ "type": "union", "members": super::object(members) }))],
    )
}

fn an_enum(size: usize) -> (String, serde_json::Value) {
    let values = entries(size, |n| (format!("VALUE_{n}"), target("Unit")));
    ("Enum".to_owned(), json!({ "type": "enum", "members": super::object(values) }))
}

fn enum_values(size: usize) -> Vec<Source> {
    with_member("Enum", vec![an_enum(size)])
}

fn int_enum_values(size: usize) -> Vec<Source> {
    let values =
        entries(size, |n| (format!("VALUE_{n}"), member("Unit", &[("enumValue", json!(n))])));
    let shape = json!({ "type": "intEnum", "members": super::object(values) });
    with_member("Enum", vec![("Enum".to_owned(), shape)])
}

fn enum_defaults(size: usize) -> Vec<Source> {
    let default = |n| member("Enum", &[("default", json!(format!("VALUE_{n}")))]);
    with_input(entries(size, |n| (format!("member{n}"), default(n))), vec![an_enum(size)])
}

fn enum_examples(size: usize) -> Vec<Source> {
    with_input(entries(size, |n| (format!("member{n}"), target("Enum"))), vec![an_enum(size)])
}

/// Every structure requires ten of the next: the number of values is ten to the power of the size.
fn required_tree(size: usize) -> Vec<Source> {
    let ten = |next: &str| structure(entries(10, |n| (format!("member{n}"), required(next))));
    with_member("Link0", chain(size, |next| ten(&next)))
}

/// Every list needs ten items: the number of values is ten to the power of the size.
fn lists_with_a_minimum(size: usize) -> Vec<Source> {
    let list = |next: String| {
        let traits = traits_of(&[("length", json!({ "min": 10 }))]);
        json!({ "type": "list", "member": target(&next), "traits": traits })
    };
    with_member("Link0", chain(size, list))
}
