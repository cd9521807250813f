//! The line that says what a member may hold.

use crate::docs;
use crate::ir::{Docs, Presence};
use crate::model::{Member, Node, ShapeId, ShapeKind, TraitId, Traits};
use crate::transform::LISTED_VALUES;

use super::context::Context;
use super::documentation;
use super::secrets;

/// Adds the line of a structure's member: its constraints, and what holds when it is not set.
pub(super) fn append(
    context: &Context<'_>,
    container: &ShapeId,
    member: &Member,
    presence: &Presence,
    docs: &mut Docs,
) {
    let mut facts = Vec::new();
    if *presence == Presence::Required {
        facts.push("Required".to_owned());
    }
    facts.extend(value_facts(context, member));
    if context.inputs.contains(container) {
        let shown = secrets::open_place(context, member);
        facts.extend(shown.map(|place| format!("A request shows it in {place}")));
    }
    let is_token = member.traits.has(TraitId::IDEMPOTENCY_TOKEN);
    if is_token && context.inputs.contains(container) {
        facts.push("Filled in with a random token if not set".to_owned());
    }
    let default = member.traits.get(TraitId::DEFAULT).and_then(node_text);
    facts.extend(default.map(|text| format!("Default: {}", docs::code(&text))));
    facts.extend(deprecation(&member.traits));
    push(docs, &facts);
}

/// Adds the line of a union's member.
pub(super) fn append_value(context: &Context<'_>, member: &Member, docs: &mut Docs) {
    let mut facts = value_facts(context, member);
    facts.extend(deprecation(&member.traits));
    push(docs, &facts);
}

fn push(docs: &mut Docs, facts: &[String]) {
    if !facts.is_empty() {
        docs::append(docs, format!("{}.", facts.join(". ")));
    }
}

fn value_facts(context: &Context<'_>, member: &Member) -> Vec<String> {
    let mut facts = constraints(context, member);
    facts.extend(values(context, member));
    if context.is_sensitive(member) {
        facts.push("Secret: not shown in `Debug`".to_owned());
    }
    facts.extend(held_facts(context, &member.target));
    facts
}

/// See <https://smithy.io/2.0/spec/constraint-traits.html>.
fn constraints(context: &Context<'_>, member: &Member) -> Vec<String> {
    let of = |id: TraitId| context.effective(member, id);
    let mut facts = Vec::new();
    facts.extend(of(TraitId::LENGTH).and_then(|node| bounds("Length", node)));
    facts.extend(of(TraitId::RANGE).and_then(|node| bounds("Range", node)));
    let pattern = of(TraitId::PATTERN).and_then(Node::as_str);
    facts.extend(pattern.map(|pattern| format!("Pattern: {}", docs::code(pattern))));
    if of(TraitId::UNIQUE_ITEMS).is_some() {
        facts.push("Items are unique".to_owned());
    }
    facts
}

/// The values of the enum that a member holds.
fn values(context: &Context<'_>, member: &Member) -> Option<String> {
    let (ShapeKind::Enum(values) | ShapeKind::IntEnum(values)) = context.kind(&member.target)?
    else {
        return None;
    };
    if values.len() > LISTED_VALUES {
        let name = documentation::link(context, &member.target);
        return Some(format!("One of the {} values of {name}", values.len()));
    }
    let values: Vec<String> = values
        .iter()
        .filter_map(|value| value.traits.get(TraitId::ENUM_VALUE).and_then(node_text))
        .map(|value| docs::code(&value))
        .collect();
    (!values.is_empty()).then(|| format!("One of {}", values.join(", ")))
}

/// What the items of a list, or the keys and values of a map, may hold.
fn held_facts(context: &Context<'_>, collection: &ShapeId) -> Vec<String> {
    let parts: &[(&str, &Member)] = match context.kind(collection) {
        Some(ShapeKind::List(item)) => &[("item", item)],
        Some(ShapeKind::Map { key, value }) => &[("key", key), ("value", value)],
        _ => &[],
    };
    let describe = |(part, member): &(&str, &Member)| {
        let mut facts = constraints(context, member);
        facts.extend(values(context, member));
        let facts: Vec<String> = facts.iter().map(|fact| uncapitalized(fact)).collect();
        (!facts.is_empty()).then(|| format!("Each {part}: {}", facts.join(", ")))
    };
    parts.iter().filter_map(describe).collect()
}

/// See <https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait>.
fn deprecation(traits: &Traits) -> Option<String> {
    let deprecated = super::context::deprecated(traits)?;
    let since = deprecated.since.map(|since| format!(" since {}", docs::escape(&since)));
    let note = deprecated.note.map(|note| format!(": {}", note.trim_end_matches('.')));
    Some(format!("Deprecated{}{}", since.unwrap_or_default(), note.unwrap_or_default()))
}

fn uncapitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

fn bounds(name: &str, node: &Node) -> Option<String> {
    let bound = |key: &str| node.get(key).and_then(node_text);
    Some(match (bound("min"), bound("max")) {
        (Some(min), Some(max)) if min == max => format!("{name}: {min}"),
        (Some(min), Some(max)) => format!("{name}: {min} to {max}"),
        (Some(min), None) => format!("{name}: at least {min}"),
        (None, Some(max)) => format!("{name}: at most {max}"),
        (None, None) => return None,
    })
}

fn node_text(node: &Node) -> Option<String> {
    match node {
        Node::Null => None,
        Node::Bool(value) => Some(value.to_string()),
        Node::Number(value) => Some(value.to_string()),
        Node::String(value) => Some(value.clone()),
        Node::Array(_) => Some("[]".to_owned()),
        Node::Object(_) => Some("{}".to_owned()),
    }
}
