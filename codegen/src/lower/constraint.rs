//! The line that says what a member may hold.

use crate::docs;
use crate::ir::{Docs, Presence};
use crate::model::{Member, Node, Number, ShapeId};

use super::context::Context;

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
    let is_token = member.traits.has("smithy.api#idempotencyToken");
    if is_token && context.inputs.contains(container) {
        facts.push("Filled in with a random token if not set".to_owned());
    }
    let default = member.traits.get("smithy.api#default").and_then(node_text);
    facts.extend(default.map(|text| format!("Default: {}", docs::code(&text))));
    push(docs, &facts);
}

/// Adds the line of a union's member.
pub(super) fn append_value(context: &Context<'_>, member: &Member, docs: &mut Docs) {
    push(docs, &value_facts(context, member));
}

fn push(docs: &mut Docs, facts: &[String]) {
    if !facts.is_empty() {
        docs::append(docs, format!("{}.", facts.join(". ")));
    }
}

/// See <https://smithy.io/2.0/spec/constraint-traits.html>.
fn value_facts(context: &Context<'_>, member: &Member) -> Vec<String> {
    let of = |id: &str| context.effective(member, id);
    let mut facts = Vec::new();
    facts.extend(of("smithy.api#length").and_then(|node| bounds("Length", node)));
    facts.extend(of("smithy.api#range").and_then(|node| bounds("Range", node)));
    let pattern = of("smithy.api#pattern").and_then(Node::as_str);
    facts.extend(pattern.map(|pattern| format!("Pattern: {}", docs::code(pattern))));
    if of("smithy.api#uniqueItems").is_some() {
        facts.push("Items are unique".to_owned());
    }
    if context.is_sensitive(member) {
        facts.push("Secret: not shown in `Debug`".to_owned());
    }
    facts
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
        Node::Number(Number::Unsigned(value)) => Some(value.to_string()),
        Node::Number(Number::Negative(value)) => Some(value.to_string()),
        Node::Number(Number::Float(value)) => Some(value.to_string()),
        Node::String(value) => Some(value.clone()),
        Node::Array(_) => Some("[]".to_owned()),
        Node::Object(_) => Some("{}".to_owned()),
    }
}
