//! Turns strings with Smithy 1.0's trait `enum` into enums.
//!
//! See <https://smithy.io/2.0/guides/migrating-idl-1-to-2.html#migrate-trait-based-string-enums-to-enum-shapes>.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, Model, Node, ShapeId, ShapeKind, TraitId, Traits, prelude};

/// Makes an enum of every string whose trait names all of its values, or whose values can serve as
/// names. Any other stays a string.
///
/// Reports traits that do not have the form of `smithy.api#enum`.
pub(super) fn upgrade_strings(model: &mut Model, diagnostics: &mut Diagnostics) {
    let Some(vocabulary) = Vocabulary::new() else {
        return;
    };
    let mut upgraded = Vec::new();
    for (id, shape) in &model.shapes {
        let Some(value) = shape.traits.get(TraitId::ENUM) else {
            continue;
        };
        if !matches!(shape.kind, ShapeKind::String) {
            continue;
        }
        match definitions(value) {
            Ok(definitions) => {
                let members = members(&definitions, &vocabulary);
                upgraded.extend(members.map(|members| (id.clone(), members)));
            }
            Err(message) => {
                diagnostics.push(Diagnostic::error(message).about_trait(
                    model,
                    id,
                    TraitId::ENUM.as_str(),
                ));
            }
        }
    }
    for (id, members) in upgraded {
        if let Some(shape) = model.shapes.get_mut(&id) {
            shape.kind = ShapeKind::Enum(members);
            shape.traits.remove(TraitId::ENUM);
        }
    }
}

/// The ids that the members of an enum have.
struct Vocabulary {
    unit: ShapeId,
    value: ShapeId,
    documentation: ShapeId,
    tags: ShapeId,
    deprecated: ShapeId,
}

impl Vocabulary {
    fn new() -> Option<Self> {
        Some(Self {
            unit: ShapeId::parse(prelude::UNIT)?,
            value: TraitId::ENUM_VALUE.into(),
            documentation: TraitId::DOCUMENTATION.into(),
            tags: TraitId::TAGS.into(),
            deprecated: TraitId::DEPRECATED.into(),
        })
    }
}

/// One entry of the trait.
struct Definition<'a> {
    value: &'a str,
    name: Option<&'a str>,
    node: &'a Node,
}

fn definitions(value: &Node) -> Result<Vec<Definition<'_>>, String> {
    let items =
        value.as_array().ok_or_else(|| format!("`{}` is an array of values", TraitId::ENUM))?;
    if items.is_empty() {
        return Err(format!("`{}` has no values", TraitId::ENUM));
    }
    items.iter().map(definition).collect()
}

fn definition(node: &Node) -> Result<Definition<'_>, String> {
    let value = node.get("value").and_then(Node::as_str);
    let value =
        value.ok_or_else(|| format!("each entry of `{}` has a string `value`", TraitId::ENUM))?;
    let name = match node.get("name") {
        None => None,
        Some(Node::String(name)) if ShapeId::is_identifier(name) => Some(name.as_str()),
        Some(_) => {
            return Err(format!("the name of the value `{value}` is not an identifier"));
        }
    };
    Ok(Definition { value, name, node })
}

/// The members, if there is a name for each, and each name is another.
fn members(definitions: &[Definition<'_>], vocabulary: &Vocabulary) -> Option<Vec<Member>> {
    let mut names = BTreeSet::new();
    let mut members = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let name = definition.name.map(str::to_owned).or_else(|| name_of(definition.value))?;
        if !names.insert(name.to_ascii_lowercase()) {
            return None;
        }
        let traits = traits(definition, vocabulary);
        members.push(Member { name, target: vocabulary.unit.clone(), traits });
    }
    Some(members)
}

/// The name that Smithy makes of a value: each of `-`, `.`, `:`, `/` and space becomes an underscore.
/// `None` for a value that starts with a digit or has any other character.
fn name_of(value: &str) -> Option<String> {
    let replaced = value.chars().map(|c| if is_separator(c) { '_' } else { c }).collect::<String>();
    let starts = !replaced.starts_with(|c: char| c.is_ascii_digit());
    (starts && ShapeId::is_identifier(&replaced)).then_some(replaced)
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | ':' | '/') || c.is_ascii_whitespace()
}

fn traits(definition: &Definition<'_>, vocabulary: &Vocabulary) -> Traits {
    let mut traits = BTreeMap::new();
    traits.insert(vocabulary.value.clone(), Node::String(definition.value.to_owned()));
    for (key, id) in [("documentation", &vocabulary.documentation), ("tags", &vocabulary.tags)] {
        if let Some(value) = definition.node.get(key) {
            traits.insert(id.clone(), value.clone());
        }
    }
    if definition.node.get("deprecated") == Some(&Node::Bool(true)) {
        traits.insert(vocabulary.deprecated.clone(), Node::Object(BTreeMap::new()));
    }
    Traits(traits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_as_smithy_makes_them() {
        let cases = [
            ("t2.micro", Some("t2_micro")),
            ("us-east-1", Some("us_east_1")),
            ("text/html", Some("text_html")),
            ("a b", Some("a_b")),
            ("-a", Some("_a")),
            ("2020", None),
            ("a*", None),
            ("", None),
            ("-", None),
        ];
        for (value, name) in cases {
            assert_eq!(name_of(value).as_deref(), name, "{value:?}");
        }
    }
}
