//! The fixture has sensitive members of each type in each place, and the generated schemas mark
//! what the model marks.

use std::collections::BTreeSet;

use serde_json::Value;
use smithgen_codegen::ir::{
    CollectionKind, MemberSchema, Package, Property, TypeDef, TypeRef, WireTrait,
};

use super::{PROTOCOLS, lowered, model};

/// The places that the fixture must have. Add here what [`place`] gains.
const PLACES: [&str; 14] = [
    "body",
    "attribute",
    "flattened",
    "media type",
    "label",
    "header",
    "prefix headers",
    "query",
    "query params",
    "payload",
    "host label",
    "event header",
    "event payload",
    "event",
];

/// The place that a trait binds a member to. A response's status is no place for a secret.
fn place(wire_trait: &WireTrait) -> Option<&'static str> {
    match wire_trait {
        WireTrait::XmlAttribute => Some("attribute"),
        WireTrait::XmlFlattened => Some("flattened"),
        WireTrait::MediaType(_) => Some("media type"),
        WireTrait::HttpLabel => Some("label"),
        WireTrait::HttpHeader(_) => Some("header"),
        WireTrait::HttpPrefixHeaders(_) => Some("prefix headers"),
        WireTrait::HttpQuery(_) => Some("query"),
        WireTrait::HttpQueryParams => Some("query params"),
        WireTrait::HttpPayload => Some("payload"),
        WireTrait::HostLabel => Some("host label"),
        WireTrait::EventHeader => Some("event header"),
        WireTrait::EventPayload => Some("event payload"),
        WireTrait::XmlName(_)
        | WireTrait::XmlNamespace(_)
        | WireTrait::Ec2QueryName(_)
        | WireTrait::HttpResponseCode
        | WireTrait::EventStream
        | WireTrait::Exception
        | WireTrait::Sensitive => None,
    }
}

/// The types that the fixture must have. Add here what [`values`] gains.
const VALUES: [&str; 21] = [
    "bool",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "big integer",
    "big decimal",
    "string",
    "blob",
    "timestamp",
    "document",
    "stream",
    "aggregate",
    "enum",
    "int enum",
    "list",
    "map",
    "sparse",
    "unit",
];

fn values(ty: &TypeRef, found: &mut BTreeSet<&'static str>) {
    found.insert(match ty {
        TypeRef::Bool => "bool",
        TypeRef::I8 => "byte",
        TypeRef::I16 => "short",
        TypeRef::I32 => "integer",
        TypeRef::I64 => "long",
        TypeRef::F32 => "float",
        TypeRef::F64 => "double",
        TypeRef::BigInteger => "big integer",
        TypeRef::BigDecimal => "big decimal",
        TypeRef::String => "string",
        TypeRef::Blob => "blob",
        TypeRef::Timestamp => "timestamp",
        TypeRef::Document => "document",
        TypeRef::Body => "stream",
        // Its events are sensitive by themselves.
        TypeRef::Events(_) => "events",
        TypeRef::Unit => "unit",
        TypeRef::Aggregate(_) => "aggregate",
        TypeRef::StringEnum(_) => "enum",
        TypeRef::IntEnum(_) => "int enum",
        TypeRef::List(_) => "list",
        TypeRef::Map(..) => "map",
        TypeRef::Option(_) => "sparse",
    });
    match ty {
        TypeRef::List(item) | TypeRef::Option(item) => values(item, found),
        TypeRef::Map(key, value) => {
            values(key, found);
            values(value, found);
        }
        _ => {}
    }
}

/// A member of a structure or union.
struct Member<'a> {
    id: String,
    schema: &'a MemberSchema,
    ty: &'a TypeRef,
}

impl Member<'_> {
    fn is_sensitive(&self) -> bool {
        self.schema.properties.contains(&Property::Sensitive)
    }
}

fn members(package: &Package) -> Vec<Member<'_>> {
    let mut members = Vec::new();
    for def in &package.types {
        let id = |schema: &MemberSchema| format!("{}${}", def.item().shape_id, schema.name);
        match def {
            TypeDef::Structure(def) => members.extend(def.fields.iter().map(|field| Member {
                id: id(&field.schema),
                schema: &field.schema,
                ty: &field.ty,
            })),
            TypeDef::Union(def) => members.extend(def.variants.iter().map(|variant| Member {
                id: id(&variant.schema),
                schema: &variant.schema,
                ty: &variant.ty,
            })),
            TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => {}
        }
    }
    members
}

#[test]
fn the_fixture_has_secrets_of_every_kind_in_every_place() {
    let package = lowered(PROTOCOLS[0].0);
    let (mut places, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for member in members(&package).iter().filter(|member| member.is_sensitive()) {
        let bound: Vec<&str> = member.schema.traits.iter().filter_map(place).collect();
        places.extend(if bound.is_empty() { vec!["body"] } else { bound });
        if member.id.starts_with("example.secrets#Events$") {
            places.insert("event");
        }
        values(member.ty, &mut kinds);
    }
    assert_eq!(places, BTreeSet::from(PLACES));
    assert_eq!(kinds, BTreeSet::from(VALUES));
}

/// The program trusts the schemas, so they are compared with the model here.
#[test]
fn what_the_model_marks_is_marked_in_what_is_generated() {
    let model = model(PROTOCOLS[0].0);
    let package = lowered(PROTOCOLS[0].0);
    for member in members(&package) {
        assert_eq!(member.is_sensitive(), is_sensitive(&model, &member.id), "{}", member.id);
    }
    for def in &package.types {
        let marked = match def {
            TypeDef::Structure(def) => def.traits.contains(&WireTrait::Sensitive),
            TypeDef::Union(def) => def.traits.contains(&WireTrait::Sensitive),
            TypeDef::StringEnum(def) => def.sensitive,
            TypeDef::IntEnum(def) => def.sensitive,
        };
        let id = &def.item().shape_id;
        assert_eq!(marked, is_marked(&model["shapes"][id]), "{id}");
    }
    for collection in &package.collections {
        let (schemas, names): (Vec<_>, _) = match &collection.kind {
            CollectionKind::List { item, .. } => (vec![item], vec!["member"]),
            CollectionKind::Map { key, value, .. } => (vec![key, value], vec!["key", "value"]),
        };
        for (schema, name) in schemas.into_iter().zip(names) {
            let node = &model["shapes"][&collection.shape_id][name];
            let marked = schema.properties.contains(&Property::Sensitive);
            assert_eq!(marked, holds_secret(&model, node), "{} {name}", collection.shape_id);
        }
    }
}

fn is_marked(node: &Value) -> bool {
    node["traits"].get("smithy.api#sensitive").is_some()
}

/// Whether a member of a structure or union is sensitive, by itself or by what has it.
fn is_sensitive(model: &Value, id: &str) -> bool {
    let (container, member) = id.split_once('$').expect("the id of a member");
    let container = &model["shapes"][container];
    is_marked(container) || holds_secret(model, &container["members"][member])
}

/// Whether a member, its target, or what a list or map within it holds is marked.
fn holds_secret(model: &Value, member: &Value) -> bool {
    let target = &model["shapes"][member["target"].as_str().expect("a target")];
    let within = ["member", "key", "value"].map(|name| &target[name]);
    is_marked(member)
        || is_marked(target)
        || within.into_iter().any(|member| !member.is_null() && holds_secret(model, member))
}
