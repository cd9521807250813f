//! What many shapes have of one: mixins, texts of what members target, traits from outside.

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::Source;

use super::{
    Dimension, Entries, bounded, dimension, entries, file, id, member, object, service, structure,
    target, traits_of, with_input, with_member,
};

pub(super) const DIMENSIONS: [Dimension; 19] = [
    dimension("mixins of mixins", 60, mixin_chain),
    bounded("mixins of mixins, each used", 25, used_mixin_chain),
    dimension("mixins of mixins, in diamonds", 10, mixin_diamonds),
    dimension("mixins of one shape", 60, many_mixins),
    dimension("lists whose member is left to mixins", 60, elided_members),
    dimension("errors of operations as mixins", 60, operation_mixins),
    dimension("traits of mixins", 60, trait_mixins),
    dimension("shapes with the text of a mixin", 25, mixin_text),
    dimension("members with the documentation of their target", 25, target_documentation),
    bounded("members with the links of their target", 25, target_links),
    dimension("members with the pattern of their target", 25, target_pattern),
    dimension("members with the values of their target", 25, target_values),
    dimension("members with the media type of their target", 25, target_media_type),
    dimension("members with the range of their target", 25, target_range),
    dimension("members with the pattern of their target's items", 25, item_pattern),
    dimension("lists with the media type of their target", 25, lists_of_media_type),
    dimension("traits applied to members", 60, applied),
    dimension("traits applied to inherited members", 60, applied_to_inherited),
    dimension("files", 25, files),
];

/// The length of the texts that many have.
const TEXT: usize = 10_000;

fn mixed(members: Entries, mixins: &[String]) -> Value {
    let mut shape = structure(members);
    shape["mixins"] = mixins.iter().map(|mixin| target(mixin)).collect();
    shape
}

/// A structure that others can mix in.
fn mixin(members: Entries, mixins: &[String]) -> Value {
    let mut shape = mixed(members, mixins);
    shape["traits"] = traits_of(&[("mixin", json!({}))]);
    shape
}

fn mixins_of_mixins(size: usize) -> Entries {
    entries(size, |n| {
        let mixins: Vec<String> =
            n.checked_sub(1).map(|n| format!("Mixin{n}")).into_iter().collect();
        (format!("Mixin{n}"), mixin(vec![(format!("member{n}"), target("String"))], &mixins))
    })
}

fn mixin_chain(size: usize) -> Vec<Source> {
    let mut shapes = mixins_of_mixins(size);
    shapes.push(("Mixed".to_owned(), mixed(Vec::new(), &[format!("Mixin{}", size - 1)])));
    with_member("Mixed", shapes)
}

/// The number of members is the square of the size.
fn used_mixin_chain(size: usize) -> Vec<Source> {
    let mut shapes = mixins_of_mixins(size);
    shapes.extend(entries(size, |n| {
        (format!("Mixed{n}"), mixed(Vec::new(), &[format!("Mixin{n}")]))
    }));
    with_input(entries(size, |n| (format!("member{n}"), target(&format!("Mixed{n}")))), shapes)
}

/// Each mixin has two, and both have the same two: the number of ways is two to the power of the
/// size.
fn mixin_diamonds(size: usize) -> Vec<Source> {
    let mut shapes = Entries::new();
    for n in 0..size {
        let below = n.checked_sub(1).map(|n| vec![format!("MixinA{n}"), format!("MixinB{n}")]);
        for side in ["A", "B"] {
            let members = vec![(format!("member{side}{n}"), target("String"))];
            let below = below.clone().unwrap_or_default();
            shapes.push((format!("Mixin{side}{n}"), mixin(members, &below)));
        }
    }
    shapes.push(("Mixed".to_owned(), mixed(Vec::new(), &[format!("MixinA{}", size - 1)])));
    with_member("Mixed", shapes)
}

fn many_mixins(size: usize) -> Vec<Source> {
    let mut shapes = entries(size, |n| {
        (format!("Mixin{n}"), mixin(vec![(format!("member{n}"), target("String"))], &[]))
    });
    let mixins: Vec<String> = (0..size).map(|n| format!("Mixin{n}")).collect();
    shapes.push(("Mixed".to_owned(), mixed(Vec::new(), &mixins)));
    with_member("Mixed", shapes)
}

fn elided_members(size: usize) -> Vec<Source> {
    let mixin = |n: usize| match n.checked_sub(1) {
        None => {
            json!({ "type": "list", "member": target("String"), "traits": traits_of(&[("mixin", json!({}))]) })
        }
        Some(n) => {
            let traits = traits_of(&[("mixin", json!({}))]);
            json!({ "type": "list", "mixins": [target(&format!("Mixin{n}"))], "traits": traits })
        }
    };
    let mut shapes = entries(size, |n| (format!("Mixin{n}"), mixin(n)));
    let list = json!({ "type": "list", "mixins": [target(&format!("Mixin{}", size - 1))] });
    shapes.push(("Mixed".to_owned(), list));
    with_member("Mixed", shapes)
}

fn operation_mixins(size: usize) -> Vec<Source> {
    let mut shapes = entries(size, |n| {
        let below: Vec<Value> =
            n.checked_sub(1).map(|n| target(&format!("Mixin{n}"))).into_iter().collect();
        let mut shape = json!({
            "type": "operation",
            "errors": [target(&format!("Error{n}"))],
            "mixins": below,
            "traits": traits_of(&[("mixin", json!({}))]),
        });
        if n == 0 {
            shape["traits"]["smithy.api#http"] = json!({ "method": "POST", "uri": "/" });
        }
        (format!("Mixin{n}"), shape)
    });
    shapes.extend(entries(size, |n| (format!("Error{n}"), error())));
    let operation = json!({
        "type": "operation",
        "mixins": [target(&format!("Mixin{}", size - 1))],
    });
    shapes.push(("Operate".to_owned(), operation));
    shapes.push(("Service".to_owned(), service(vec![target("Operate")], json!({}))));
    vec![file(shapes)]
}

pub(super) fn error() -> Value {
    json!({ "type": "structure", "members": {}, "traits": traits_of(&[("error", json!("client"))]) })
}

fn trait_mixins(size: usize) -> Vec<Source> {
    let mut shapes = entries(size, |n| {
        let below: Vec<String> =
            n.checked_sub(1).map(|n| format!("Mixin{n}")).into_iter().collect();
        let mut shape = mixin(Vec::new(), &below);
        shape["traits"][format!("com.example#trait{n}")] = json!({});
        (format!("Mixin{n}"), shape)
    });
    shapes.push(("Mixed".to_owned(), mixed(Vec::new(), &[format!("Mixin{}", size - 1)])));
    with_member("Mixed", shapes)
}

fn mixin_text(size: usize) -> Vec<Source> {
    let text = json!("word ".repeat(TEXT / 5));
    let members = vec![("text".to_owned(), member("String", &[("documentation", text)]))];
    let mut shapes = vec![("Mixin".to_owned(), mixin(members, &[]))];
    shapes
        .extend(entries(size, |n| (format!("Mixed{n}"), mixed(Vec::new(), &["Mixin".to_owned()]))));
    with_input(entries(size, |n| (format!("member{n}"), target(&format!("Mixed{n}")))), shapes)
}

/// Members of one target.
fn members_of(size: usize, shape: Value) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target("Target")));
    with_input(members, vec![("Target".to_owned(), shape)])
}

fn target_documentation(size: usize) -> Vec<Source> {
    let text = json!("word ".repeat(TEXT / 5));
    members_of(size, json!({ "type": "string", "traits": traits_of(&[("documentation", text)]) }))
}

/// A link is a hundred times as long as the word in the text.
fn target_links(size: usize) -> Vec<Source> {
    let long = format!("Holder{}", "o".repeat(180));
    let text = json!("`a` ".repeat(TEXT / 20));
    let text = json!({ "type": "string", "traits": traits_of(&[("documentation", text)]) });
    let mut members = entries(size, |n| (format!("member{n}"), target("Target")));
    members.push(("a".to_owned(), target("String")));
    with_member(&long.clone(), vec![(long, structure(members)), ("Target".to_owned(), text)])
}

fn target_pattern(size: usize) -> Vec<Source> {
    let pattern = json!("ab".repeat(TEXT / 2));
    members_of(size, json!({ "type": "string", "traits": traits_of(&[("pattern", pattern)]) }))
}

fn target_values(size: usize) -> Vec<Source> {
    let value = json!("ab".repeat(TEXT / 2));
    let values = vec![("VALUE".to_owned(), member("Unit", &[("enumValue", value)]))];
    members_of(size, json!({ "type": "enum", "members": object(values) }))
}

fn target_media_type(size: usize) -> Vec<Source> {
    let media_type = json!("ab".repeat(TEXT / 2));
    members_of(size, json!({ "type": "string", "traits": traits_of(&[("mediaType", media_type)]) }))
}

fn target_range(size: usize) -> Vec<Source> {
    let range = json!({ "min": 1 });
    let shape = json!({ "type": "bigDecimal", "traits": traits_of(&[("range", range)]) });
    let mut sources = members_of(size, shape);
    for source in &mut sources {
        // A number of so many digits, which serde_json would not write.
        let text = String::from_utf8_lossy(&source.bytes);
        let digits = format!("\"min\":{}", "9".repeat(TEXT));
        source.bytes = text.replace("\"min\":1", &digits).into_bytes();
    }
    sources
}

fn media_type() -> (String, Value) {
    let media_type = json!("ab".repeat(TEXT / 2));
    let traits = traits_of(&[("mediaType", media_type)]);
    ("Text".to_owned(), json!({ "type": "string", "traits": traits }))
}

fn item_pattern(size: usize) -> Vec<Source> {
    let pattern = json!("ab".repeat(TEXT / 2));
    let text = json!({ "type": "string", "traits": traits_of(&[("pattern", pattern)]) });
    let list = json!({ "type": "list", "member": target("Text") });
    let members = entries(size, |n| (format!("member{n}"), target("Target")));
    with_input(members, vec![("Text".to_owned(), text), ("Target".to_owned(), list)])
}

fn lists_of_media_type(size: usize) -> Vec<Source> {
    let list = || json!({ "type": "list", "member": target("Text") });
    let mut shapes = entries(size, |n| (format!("List{n}"), list()));
    shapes.push(media_type());
    with_input(entries(size, |n| (format!("member{n}"), target(&format!("List{n}")))), shapes)
}

/// Traits that are applied to members of a shape.
fn applications(size: usize, shape: &str) -> Entries {
    entries(size, |n| {
        let traits = traits_of(&[("documentation", json!("text"))]);
        (format!("{shape}$member{n}"), json!({ "type": "apply", "traits": traits }))
    })
}

fn applied(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target("String")));
    with_input(members, applications(size, "Input"))
}

fn applied_to_inherited(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target("String")));
    let mut shapes = applications(size, "Mixed");
    shapes.push(("Mixin".to_owned(), mixin(members, &[])));
    shapes.push(("Mixed".to_owned(), mixed(Vec::new(), &["Mixin".to_owned()])));
    with_member("Mixed", shapes)
}

/// Every file has a structure and a part of the metadata.
fn files(size: usize) -> Vec<Source> {
    let mut sources = with_input(
        entries(size, |n| (format!("member{n}"), target(&format!("Part{n}")))),
        Vec::new(),
    );
    for n in 0..size {
        let model = json!({
            "smithy": "2.0",
            "metadata": { "parts": [n] },
            "shapes": { id(&format!("Part{n}")): structure(Vec::new()) },
        });
        sources.push(Source { name: format!("{n}.json"), bytes: model.to_string().into_bytes() });
    }
    sources
}
