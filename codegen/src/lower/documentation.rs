//! Documentation of items: what the model says, and what smithgen adds to it.

use crate::docs;
use crate::ir::Docs;
use crate::model::{Member, Node, Operation, Shape, ShapeId, ShapeKind, TraitId, Traits, prelude};
use crate::naming;

use super::context::Context;
use super::links::Place;
use super::secrets;

/// A documentation trait, and what becomes of it.
///
/// See <https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documentation {
    /// The id of the shape or member that bears the trait.
    pub shape_id: String,
    /// The value of the trait: Markdown, or HTML.
    pub text: String,
    /// The lines of Markdown on the page.
    pub lines: Vec<String>,
}

/// How many users of a type are named before the rest is counted.
const NAMED_USERS: usize = 3;

/// The documentation trait as Markdown; no line where there is none.
pub(super) fn stated(context: &Context<'_>, place: Place<'_>, traits: &Traits) -> Docs {
    traits.str(TraitId::DOCUMENTATION).map(|text| lines(context, place, text)).unwrap_or_default()
}

fn lines(context: &Context<'_>, place: Place<'_>, text: &str) -> Docs {
    docs::lines(text, &|name| context.links.resolve(place, name))
}

/// The documentation of an operation.
pub(super) fn of_operation(
    context: &Context<'_>,
    id: &ShapeId,
    operation: &Operation,
    traits: &Traits,
) -> Docs {
    let mut docs = stated(context, Place::Shape(id), traits);
    if docs.is_empty() {
        docs.push(format!("The operation {}.", docs::code(id.name())));
    }
    if let Some(references) = references(context, id, traits) {
        docs::append(&mut docs, references);
    }
    if let Some(secrets) = secrets::of_operation(context, operation) {
        docs::append(&mut docs, secrets);
    }
    if !operation.errors.is_empty() {
        let errors: Vec<String> = operation.errors.iter().map(|id| link(context, id)).collect();
        docs::append(&mut docs, "# Errors");
        docs::append(&mut docs, format!("{}.", errors.join(", ")));
    }
    docs
}

/// The documentation of an error's variant: the first paragraph of its structure's.
pub(super) fn of_error(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> Docs {
    let mut docs = stated(context, Place::Shape(id), &shape.traits);
    docs.truncate(docs.iter().position(String::is_empty).unwrap_or(docs.len()));
    if docs.is_empty() {
        docs.push(what_it_is(context, id, &shape.kind, &shape.traits));
    }
    docs
}

/// The documentation of a structure, union or enum.
pub(super) fn of_type(
    context: &Context<'_>,
    id: &ShapeId,
    name: &str,
    kind: &ShapeKind,
    traits: &Traits,
) -> Docs {
    let mut docs = stated(context, Place::Shape(id), traits);
    let role = role(context, id);
    let mut more: Vec<String> = role.into_iter().collect();
    if context.names.errors.contains_key(id) && context.links.has_operations() {
        more.push("A variant of [`Error`](crate::Error).".to_owned());
    }
    if docs.is_empty() && more.is_empty() {
        more.push(what_it_is(context, id, kind, traits));
    }
    if matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        more.extend(references(context, id, traits));
    }
    if !more.is_empty() {
        docs::append(&mut docs, more.join(" "));
    }
    if name != id.name() {
        add_renamed(&mut docs, id.name());
    }
    docs
}

/// The documentation of a structure's or a union's member, or else of what it targets.
pub(super) fn of_member(context: &Context<'_>, container: &ShapeId, member: &Member) -> Docs {
    let place = Place::Member(container, member);
    let docs = if member.traits.has(TraitId::DOCUMENTATION) {
        stated(context, place, &member.traits)
    } else {
        let of_target =
            |traits| context.repeated.add(&member.target, || stated(context, place, traits));
        context.target_traits(member).and_then(of_target).unwrap_or_default()
    };
    if !docs.is_empty() {
        return docs;
    }
    let name = docs::code(&member.name);
    vec![if member.target.namespace() == prelude::NAMESPACE {
        format!("The member {name}.")
    } else {
        format!("The member {name}, of the shape {}.", docs::code(member.target.name()))
    }]
}

/// Says under which name the model has a member, where that is another.
pub(super) fn add_member_name(docs: &mut Docs, member: &Member, name: &str) {
    if naming::is_renamed(&member.name, name) {
        add_renamed(docs, &member.name);
    }
}

/// Says under which name the model has an item.
pub(super) fn add_renamed(docs: &mut Docs, model_name: &str) {
    docs::append(docs, format!("The model calls it {}.", docs::code(model_name)));
}

/// The operations that a structure is the input or the output of.
fn role(context: &Context<'_>, id: &ShapeId) -> Option<String> {
    let users = context.users.get(id)?;
    let sides = [("input", &users.input_of), ("output", &users.output_of)];
    let roles: Vec<String> = sides
        .into_iter()
        .filter(|(_, operations)| !operations.is_empty())
        .map(|(side, operations)| format!("the {side} of {}", enumerate(context, operations)))
        .collect();
    (!roles.is_empty()).then(|| sentence(&roles.join(", and ")))
}

/// What a type is that the model does not document.
fn what_it_is(context: &Context<'_>, id: &ShapeId, kind: &ShapeKind, traits: &Traits) -> String {
    let what = match (traits.str(TraitId::ERROR), kind) {
        (Some("server"), _) => "an error of the service",
        (Some(_), _) => "an error in what the caller sent",
        (None, ShapeKind::Union(_)) => "one of several values",
        (None, ShapeKind::Enum(_) | ShapeKind::IntEnum(_)) => "one of a set of values",
        (None, _) => "a structure",
    };
    match context.users.get(id).map(|users| &users.held_by) {
        Some(held_by) if !held_by.is_empty() => {
            sentence(&format!("{what} in {}", enumerate(context, held_by)))
        }
        _ => sentence(&format!("{what}, {}", docs::code(id.name()))),
    }
}

/// The first few items, as links, and how many more there are.
fn enumerate(context: &Context<'_>, ids: &[&ShapeId]) -> String {
    let (first, rest) = ids.split_at(ids.len().min(NAMED_USERS));
    let mut names: Vec<String> = first.iter().map(|id| link(context, id)).collect();
    if !rest.is_empty() {
        names.push(format!("{} more", rest.len()));
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The name of an operation or a type, as a link where the crate has it.
pub(super) fn link(context: &Context<'_>, id: &ShapeId) -> String {
    let name = docs::code(id.name());
    match context.links.operation(id).or_else(|| context.links.type_of(id)) {
        Some(path) => format!("[{name}]({path})"),
        None => name,
    }
}

/// Where to read more: the page of the service's own reference, and what the model points to.
///
/// See <https://smithy.io/2.0/spec/documentation-traits.html#externaldocumentation-trait>.
fn references(context: &Context<'_>, id: &ShapeId, traits: &Traits) -> Option<String> {
    let mut references = Vec::new();
    if let Some(document) = &context.reference {
        let name = id.name();
        references.push(format!("[AWS API reference]({document}/{name})"));
    }
    let external = traits.get(TraitId::EXTERNAL_DOCUMENTATION).and_then(Node::as_object);
    for (title, url) in external.into_iter().flatten() {
        if let Some(url) = url.as_str().filter(|url| is_web_address(url)) {
            references.push(docs::link(title, url));
        }
    }
    (!references.is_empty()).then(|| format!("See the {}.", references.join(", ")))
}

/// Whether a text may stand between the angle brackets of a link's destination.
fn is_web_address(url: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\');
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(odd)
}

/// The first sentence of the first paragraph; a list, a box or a table before it is passed over.
pub(super) fn first_sentence(docs: &[String]) -> String {
    let is_paragraph = |lines: &&[String]| {
        lines
            .first()
            .is_some_and(|line| !line.is_empty() && !line.starts_with(['>', '-', '#', '|', ' ']))
    };
    let mut blocks = docs.split(String::is_empty);
    let text = blocks.find(is_paragraph).map(|lines| lines.join(" ")).unwrap_or_default();
    let end = sentence_end(&text).unwrap_or(text.len());
    text[..end].to_owned()
}

/// Where the first sentence ends: after a stop that a capital follows, outside code and links.
fn sentence_end(text: &str) -> Option<usize> {
    const ABBREVIATIONS: [&str; 5] = ["e.g.", "i.e.", "etc.", "vs.", "U.S."];
    let (mut in_code, mut brackets) = (false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '`' => in_code = !in_code,
            '[' | '(' | '<' if !in_code => brackets += 1,
            ']' | ')' | '>' if !in_code => brackets = brackets.saturating_sub(1),
            '.' | '!' | '?' if !in_code && brackets == 0 => {
                let end = at + 1;
                let mut after = text[end..].chars();
                let starts = after.next() == Some(' ')
                    && after.next().is_some_and(|next| !next.is_lowercase());
                if starts && !ABBREVIATIONS.iter().any(|known| text[..end].ends_with(known)) {
                    return Some(end);
                }
            }
            _ => {}
        }
    }
    None
}

/// Every documentation trait of the model, with its lines on the page.
pub(super) fn all(context: &Context<'_>) -> Vec<Documentation> {
    let mut all = Vec::new();
    for (id, shape) in &context.model.shapes {
        let place = match shape.kind {
            ShapeKind::Service(_) => Place::Service,
            _ => Place::Shape(id),
        };
        all.extend(documentation(context, id, place, &shape.traits));
        for member in shape.kind.members() {
            let id_of_member = id.member(&member.name);
            let place = Place::Member(id, member);
            all.extend(documentation(context, &id_of_member, place, &member.traits));
        }
    }
    all
}

fn documentation(
    context: &Context<'_>,
    id: &ShapeId,
    place: Place<'_>,
    traits: &Traits,
) -> Option<Documentation> {
    let text = traits.str(TraitId::DOCUMENTATION)?;
    Some(Documentation {
        shape_id: id.to_string(),
        text: text.to_owned(),
        lines: lines(context, place, text),
    })
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_stands_alone() {
        for (docs, expected) in [
            (&["Signs a user up. More."][..], "Signs a user up."),
            (&["Signs a user", "up. More."], "Signs a user up."),
            (&["Signs up", "", "More."], "Signs up"),
            (&["See `a. B` and [c. D](e). More."], "See `a. B` and [c. D](e)."),
            (&["> **Note** Old.", ">", "> Very. Old.", "", "Signs up. More."], "Signs up."),
            (&["- a", "- b"], ""),
            (&["Version 1.2 of e.g. Rust. More."], "Version 1.2 of e.g. Rust."),
            (&[], ""),
        ] {
            let docs: Vec<String> = docs.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(first_sentence(&docs), expected);
        }
    }
}
