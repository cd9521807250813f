//! A model as Smithy's JSON AST. See <https://smithy.io/2.0/spec/json-ast.html>.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::input::json::{Json, Object};
use crate::model::{
    Member, Model, Operation, Resource, Service, Shape, ShapeId, ShapeKind, Traits, prelude,
};

/// Writes a model as Smithy 2.0 JSON AST: indented by two spaces, shapes sorted by id, one line break
/// at the end.
///
/// The same model gives the same text, and reading the text gives an equal model.
pub fn write(model: &Model) -> String {
    let mut root = vec![entry("smithy", text("2.0"))];
    if !model.metadata.is_empty() {
        let metadata = model.metadata.iter().map(|(key, value)| entry(key, Json::from(value)));
        root.push(entry("metadata", Json::Object(metadata.collect())));
    }
    let shapes = model.shapes.iter().map(|(id, shape)| entry(id.as_str(), shape_json(shape)));
    root.push(entry("shapes", Json::Object(shapes.collect())));
    // Writing to memory what has only string keys does not fail.
    let mut text = serde_json::to_string_pretty(&Json::Object(root)).unwrap_or_default();
    text.push('\n');
    text
}

fn entry<'a>(key: &'a str, value: Json<'a>) -> (Cow<'a, str>, Json<'a>) {
    (Cow::Borrowed(key), value)
}

fn text(text: &str) -> Json<'_> {
    Json::String(Cow::Borrowed(text))
}

fn reference(id: &ShapeId) -> Json<'_> {
    Json::Object(vec![entry("target", text(id.as_str()))])
}

fn references(ids: &[ShapeId]) -> Json<'_> {
    Json::Array(ids.iter().map(reference).collect())
}

fn reference_map(ids: &BTreeMap<String, ShapeId>) -> Json<'_> {
    Json::Object(ids.iter().map(|(name, id)| entry(name, reference(id))).collect())
}

fn shape_json(shape: &Shape) -> Json<'_> {
    let mut object = vec![entry("type", text(shape.kind.name()))];
    if !shape.mixins.is_empty() {
        object.push(entry("mixins", references(&shape.mixins)));
    }
    push_kind(&mut object, &shape.kind);
    push_traits(&mut object, &shape.traits);
    Json::Object(object)
}

fn push_kind<'a>(object: &mut Object<'a>, kind: &'a ShapeKind) {
    match kind {
        ShapeKind::Blob
        | ShapeKind::Boolean
        | ShapeKind::String
        | ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::BigInteger
        | ShapeKind::BigDecimal
        | ShapeKind::Timestamp
        | ShapeKind::Document => {}
        ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members)
        | ShapeKind::Structure(members)
        | ShapeKind::Union(members) => {
            let members = members.iter().map(|member| entry(&member.name, member_json(member)));
            object.push(entry("members", Json::Object(members.collect())));
        }
        ShapeKind::List(member) => object.push(entry("member", member_json(member))),
        ShapeKind::Map { key, value } => {
            object.push(entry("key", member_json(key)));
            object.push(entry("value", member_json(value)));
        }
        ShapeKind::Operation(operation) => push_operation(object, operation),
        ShapeKind::Resource(resource) => push_resource(object, resource),
        ShapeKind::Service(service) => push_service(object, service),
    }
}

fn member_json(member: &Member) -> Json<'_> {
    let mut object = vec![entry("target", text(member.target.as_str()))];
    push_traits(&mut object, &member.traits);
    Json::Object(object)
}

fn push_traits<'a>(object: &mut Object<'a>, traits: &'a Traits) {
    if !traits.0.is_empty() {
        let traits = traits.0.iter().map(|(id, value)| entry(id.as_str(), Json::from(value)));
        object.push(entry("traits", Json::Object(traits.collect())));
    }
}

fn push_operation<'a>(object: &mut Object<'a>, operation: &'a Operation) {
    let payload = |id: &'a Option<ShapeId>| {
        let target = id.as_ref().map_or(prelude::UNIT, ShapeId::as_str);
        Json::Object(vec![entry("target", text(target))])
    };
    object.push(entry("input", payload(&operation.input)));
    object.push(entry("output", payload(&operation.output)));
    push_references(object, "errors", &operation.errors);
}

fn push_resource<'a>(object: &mut Object<'a>, resource: &'a Resource) {
    if !resource.identifiers.is_empty() {
        object.push(entry("identifiers", reference_map(&resource.identifiers)));
    }
    if !resource.properties.is_empty() {
        object.push(entry("properties", reference_map(&resource.properties)));
    }
    for (name, id) in &resource.lifecycle {
        object.push(entry(name, reference(id)));
    }
    push_references(object, "operations", &resource.operations);
    push_references(object, "collectionOperations", &resource.collection_operations);
    push_references(object, "resources", &resource.resources);
}

fn push_service<'a>(object: &mut Object<'a>, service: &'a Service) {
    object.push(entry("version", text(&service.version)));
    push_references(object, "operations", &service.operations);
    push_references(object, "resources", &service.resources);
    push_references(object, "errors", &service.errors);
    if !service.rename.is_empty() {
        let rename = service.rename.iter().map(|(id, name)| entry(id.as_str(), text(name)));
        object.push(entry("rename", Json::Object(rename.collect())));
    }
}

fn push_references<'a>(object: &mut Object<'a>, key: &'a str, ids: &'a [ShapeId]) {
    if !ids.is_empty() {
        object.push(entry(key, references(ids)));
    }
}
