//! Quirks of single models, each with its reason. One that no longer applies is an error, so that none
//! outlives what it was for.

use std::borrow::Cow;

use super::reader::object;
use crate::error::{At, Diagnostic, Diagnostics};
use crate::input::json::{Json, Object, find};
use crate::model::{Node, Shape, ShapeId, SourceId};

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
    /// A trait that a shape lacks, by the shape's name.
    Trait { shape: &'static str, id: &'static str, value: fn() -> Node },
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
        change: Change::Trait {
            shape: "S3",
            id: "aws.protocols#restXml",
            value: || object([("noErrorWrapping", Node::Bool(true))]),
        },
    },
    // The answer is one element, not one in another; botocore has a handler for it.
    // See <https://smithy.io/2.0/aws/customizations/s3-customizations.html>.
    Fixup {
        service: ("S3", "2006-03-01"),
        name: "bucket-location-is-not-wrapped",
        change: Change::Trait {
            shape: "GetBucketLocation",
            id: "aws.customizations#s3UnwrappedXmlOutput",
            value: || object([]),
        },
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
            diagnostics.push(self.outlived(source));
        }
    }

    /// Changes what was read, where that is what it does.
    pub(super) fn after(
        &self,
        definitions: &mut [(ShapeId, Shape)],
        source: SourceId,
        diagnostics: &mut Diagnostics,
    ) {
        let Change::Trait { shape, id, value } = &self.change else { return };
        let Some(trait_id) = ShapeId::parse(id) else { return };
        let found = definitions.iter_mut().find(|(id, _)| id.name() == *shape);
        let known = found.map(|(_, shape)| shape.traits.0.insert(trait_id, value()));
        match known {
            Some(before) if before.as_ref() != Some(&value()) => {}
            _ => diagnostics.push(self.outlived(source)),
        }
    }

    fn outlived(&self, source: SourceId) -> Diagnostic {
        let message = format!("the fixup `{}` no longer applies to this service", self.name);
        Diagnostic::error(message)
            .at(source, At::File)
            .help("the model no longer needs it: take it out of input/botocore/fixups.rs")
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

/// Whether each of these was a structure.
fn make_unions(root: &mut Object<'_>, names: &[&str]) -> bool {
    let Some(shapes) = entry(root, "shapes") else { return false };
    names.iter().all(|name| match entry(shapes, name) {
        Some(shape) if shape.iter().all(|(key, _)| key != "union") => {
            shape.push((Cow::Borrowed("union"), Json::Bool(true)));
            true
        }
        _ => false,
    })
}
