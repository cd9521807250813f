//! Quirks of single models, each with its reason. One that finds nothing to change in the pinned release is an
//! error there, so that none outlives what it was for; see [`Diagnostics::deny_unused_fixups`].

use std::borrow::Cow;

use super::reader::object;
use crate::diagnostics::{At, Diagnostic, Diagnostics};
use crate::input::json::{Json, Object, find};
use crate::model::{Node, Shape, ShapeId, SourceId, TraitId};

/// A change to one service's model.
pub(super) struct Fixup {
    /// The service's id and version.
    service: (&'static str, &'static str),
    /// What it is called in messages.
    name: &'static str,
    change: Change,
}

/// What a fixup changes.
enum Change {
    /// The file, before it is read; whether there was something to change.
    File(fn(&mut Object<'_>) -> bool),
    /// A trait that a shape lacks.
    Added(Trait),
    /// A trait that a shape has with another value.
    Replaced(Trait),
}

/// A trait of a shape, by the shape's name.
struct Trait {
    shape: &'static str,
    id: TraitId,
    value: fn() -> Node,
}

const FIXUPS: [Fixup; 7] = [
    // Two members list the values of an enum, which only shapes can, and refer to a string that many
    // others refer to.
    Fixup {
        service: ("ApiGatewayV2", "2018-11-29"),
        name: "enum-on-members",
        change: Change::File(drop_enums_of_members),
    },
    // One event of the stream is required, which makes no sense where each message is one event.
    Fixup {
        service: ("Kinesis", "2013-12-02"),
        name: "required-event",
        change: Change::File(drop_required_events),
    },
    // A value has one of the members, and Smithy's model says union; botocore keeps the structure for
    // the clients that were made from it before there were unions.
    Fixup {
        service: ("DynamoDB", "2012-08-10"),
        name: "attribute-values-are-unions",
        change: Change::File(|root| make_unions(root, &["AttributeValue"])),
    },
    // As in DynamoDB.
    Fixup {
        service: ("DynamoDB Streams", "2012-08-10"),
        name: "attribute-values-are-unions",
        change: Change::File(|root| make_unions(root, &["AttributeValue"])),
    },
    // As in DynamoDB.
    Fixup {
        service: ("S3", "2006-03-01"),
        name: "filters-are-unions",
        change: Change::File(|root| make_unions(root, &["AnalyticsFilter", "MetricsFilter"])),
    },
    // Errors come without the element around them that REST with XML has elsewhere. botocore has it in
    // its parser. See <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>.
    Fixup {
        service: ("S3", "2006-03-01"),
        name: "errors-are-not-wrapped",
        change: Change::Replaced(Trait {
            shape: "S3",
            id: TraitId::REST_XML,
            value: || object([("noErrorWrapping", Node::Bool(true))]),
        }),
    },
    // The answer is one element, not one in another; botocore has a handler for it.
    // See <https://smithy.io/2.0/aws/customizations/s3-customizations.html>.
    Fixup {
        service: ("S3", "2006-03-01"),
        name: "bucket-location-is-not-wrapped",
        change: Change::Added(Trait {
            shape: "GetBucketLocation",
            id: TraitId::S3_UNWRAPPED_XML_OUTPUT,
            value: || object([]),
        }),
    },
];

/// The fixups for a service.
pub(super) fn of(root: &Object<'_>) -> Vec<&'static Fixup> {
    let says = |key: &str, value: &str| {
        let known = find(root, "metadata").and_then(|metadata| metadata.get(key)?.as_str());
        known == Some(value)
    };
    FIXUPS
        .iter()
        .filter(|fixup| says("serviceId", fixup.service.0) && says("apiVersion", fixup.service.1))
        .collect()
}

impl Fixup {
    /// Changes the file, where that is what it does.
    pub(super) fn before(
        &self,
        root: &mut Object<'_>,
        source: SourceId,
        diagnostics: &mut Diagnostics,
    ) {
        if let Change::File(change) = &self.change
            && !change(root)
        {
            diagnostics.push_unused_fixup(self.unused(source));
        }
    }

    /// Changes what was read, where that is what it does.
    pub(super) fn after(
        &self,
        definitions: &mut [(ShapeId, Shape)],
        source: SourceId,
        diagnostics: &mut Diagnostics,
    ) {
        let is_changed = match &self.change {
            Change::File(_) => return,
            Change::Added(new) => new.put(definitions, |old| old.is_none()),
            Change::Replaced(new) => new.put(definitions, |old| old.is_some()),
        };
        if !is_changed {
            diagnostics.push_unused_fixup(self.unused(source));
        }
    }

    fn unused(&self, source: SourceId) -> Diagnostic {
        let message = format!("the fixup `{}` finds nothing to change in this service", self.name);
        Diagnostic::error(message).at(source, At::File).help(
            "if the pinned release no longer needs it, delete it from input/botocore/fixups.rs",
        )
    }
}

impl Trait {
    /// Gives the trait to its shape, if what the shape has in its place passes; whether that changed anything.
    fn put(&self, definitions: &mut [(ShapeId, Shape)], passes: fn(Option<&Node>) -> bool) -> bool {
        let found = definitions.iter_mut().find(|(id, _)| id.name() == self.shape);
        let Some((_, shape)) = found else { return false };
        if !passes(shape.traits.get(self.id)) {
            return false;
        }
        let value = (self.value)();
        shape.traits.0.insert(self.id.into(), value.clone()).is_none_or(|old| old != value)
    }
}

fn entry<'o, 'a>(object: &'o mut Object<'a>, key: &str) -> Option<&'o mut Object<'a>> {
    match object.iter_mut().find(|(name, _)| name == key) {
        Some((_, Json::Object(object))) => Some(object),
        _ => None,
    }
}

/// The shapes of a file.
fn shapes<'o, 'a: 'o>(root: &'o mut Object<'a>) -> impl Iterator<Item = &'o mut Object<'a>> {
    entry(root, "shapes").into_iter().flatten().filter_map(|(_, shape)| match shape {
        Json::Object(shape) => Some(shape),
        _ => None,
    })
}

/// Whether there was such a key to take away.
fn remove(object: &mut Object<'_>, key: &str) -> bool {
    let before = object.len();
    object.retain(|(name, _)| name != key);
    object.len() < before
}

fn drop_enums_of_members(root: &mut Object<'_>) -> bool {
    let mut changed = false;
    for shape in shapes(root) {
        for (_, member) in entry(shape, "members").into_iter().flatten() {
            if let Json::Object(member) = member {
                changed |= remove(member, "enum");
            }
        }
    }
    changed
}

fn drop_required_events(root: &mut Object<'_>) -> bool {
    let mut changed = false;
    for shape in shapes(root) {
        if shape.iter().any(|(key, _)| key == "eventstream") {
            changed |= remove(shape, "required");
        }
    }
    changed
}

/// Makes unions of those of these shapes that are structures; whether all of them were.
fn make_unions(root: &mut Object<'_>, names: &[&str]) -> bool {
    let Some(shapes) = entry(root, "shapes") else { return false };
    let changed = names.iter().filter(|name| entry(shapes, name).is_some_and(make_union));
    changed.count() == names.len()
}

fn make_union(shape: &mut Object<'_>) -> bool {
    let is_structure = find(shape, "type").and_then(Json::as_str) == Some("structure");
    if !is_structure || find(shape, "union").is_some() {
        return false;
    }
    shape.push((Cow::Borrowed("union"), Json::Bool(true)));
    true
}
