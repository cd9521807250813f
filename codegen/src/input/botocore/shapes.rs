//! Shapes and their members.
//!
//! What botocore calls serialization (names, places and forms on the wire) stands on a member or on
//! what it refers to; the member's wins. Smithy has most of it on members alone.

mod members;

use std::collections::BTreeMap;

use self::members::Holder;
use super::api::{Api, PROPERTY_LIMIT};
use super::enums;
use super::reader::{Reader, View, object, text};
use crate::diagnostics::Diagnostic;
use crate::input::json::{Json, Path};
use crate::model::{Member, Node, Shape, ShapeId, ShapeKind, TraitId, Traits, prelude};

/// Keys that shapes of any type may have.
const ANY: &[&str] =
    &["type", "documentation", "deprecated", "deprecatedMessage", "deprecatedSince", "sensitive"];

/// Keys that are known and say nothing that the model keeps.
///
/// `box` tells botocore's older readers which numbers may be absent, which here any may that is not
/// required. `wrapper` marks what old readers of XML unpacked. `xmlOrder` is the order of elements, in
/// which the members stand anyway. `synthetic` marks errors that a service has in one protocol only.
/// `event` repeats that the union which holds the structure is an event stream.
const SAYS_NOTHING: &[&str] = &["box", "wrapper", "xmlOrder", "synthetic", "event"];

/// Keys of serialization that stand on shapes and that members inherit.
const INHERITED: &[&str] = &["locationName", "flattened", "xmlNamespace", "streaming"];

const STRUCTURE: &[&str] = &[
    "members",
    "required",
    "payload",
    "union",
    "eventstream",
    "document",
    "exception",
    "error",
    "fault",
    "retryable",
];
const SIMPLE: &[&str] = &["min", "max", "pattern", "enum", "timestampFormat", "requiresLength"];
const COLLECTION: &[&str] = &["member", "key", "value", "min", "max", "sparse"];

/// Reads every shape.
pub(super) fn read(api: &Api<'_>, reader: &mut Reader<'_>) -> Vec<(ShapeId, Shape)> {
    let root = Path::ROOT;
    let path = root.key("shapes");
    let mut shapes = Vec::with_capacity(api.shapes.len());
    let mut streams = Vec::new();
    for (name, value) in api.shapes {
        reader.shape = None;
        let path = path.key(name);
        let Some(id) = api.shape_id(name, reader, &path) else { continue };
        reader.shape = Some(id.clone());
        let Some(object) = reader.as_object(value, &path) else { continue };
        if object.len() > PROPERTY_LIMIT {
            let count = object.len();
            let message =
                format!("the shape has {count} properties, and {PROPERTY_LIMIT} is the most");
            reader.error(message, &path);
            continue;
        }
        let view = View::new(object, &path);
        let mut shape = ShapeReader { api, reader, id: &id, streams: &mut streams };
        if let Some(kind) = shape.kind(&view) {
            let traits = shape.traits(&view, &kind);
            let source = reader.source();
            shapes.push((id, Shape { kind, traits, mixins: Vec::new(), source }));
        }
    }
    reader.shape = None;
    shapes.extend(streaming_blobs(streams, reader));
    shapes
}

/// Blobs that only members call a stream; in Smithy that is a matter of the shape.
fn streaming_blobs(mut ids: Vec<ShapeId>, reader: &mut Reader<'_>) -> Vec<(ShapeId, Shape)> {
    ids.sort();
    ids.dedup();
    let shape = |reader: &mut Reader<'_>| {
        let mut traits = Traits::default();
        reader.mark(&mut traits, TraitId::STREAMING);
        Shape { kind: ShapeKind::Blob, traits, mixins: Vec::new(), source: reader.source() }
    };
    ids.into_iter().map(|id| (id, shape(reader))).collect()
}

/// What reading a shape needs.
struct ShapeReader<'s, 'r, 'a> {
    api: &'s Api<'a>,
    reader: &'s mut Reader<'r>,
    id: &'s ShapeId,
    /// Shapes that members stream, and that are to be made.
    streams: &'s mut Vec<ShapeId>,
}

impl ShapeReader<'_, '_, '_> {
    fn kind(&mut self, view: &View<'_, '_>) -> Option<ShapeKind> {
        let Some(name) = self.reader.text(view, "type") else {
            if !view.has("type") {
                self.reader.error("the shape has no `type`", view.path);
            }
            return None;
        };
        let own = match name {
            "structure" => STRUCTURE,
            "list" | "map" => COLLECTION,
            _ => SIMPLE,
        };
        if matches!(name, "structure" | "list" | "map") || simple_kind(name).is_some() {
            let what = format!("a shape of type `{name}`");
            self.reader.known(view, &what, &[ANY, SAYS_NOTHING, INHERITED, own]);
        }
        Some(match name {
            "structure" if self.reader.flag(view, "document") => ShapeKind::Document,
            "structure"
                if self.reader.flag(view, "union") | self.reader.flag(view, "eventstream") =>
            {
                ShapeKind::Union(self.members(view, Holder::Union))
            }
            "structure" => ShapeKind::Structure(self.members(view, Holder::Structure)),
            "list" => ShapeKind::List(self.item("member", view)?),
            "map" => {
                let (key, value) = (self.item("key", view), self.item("value", view));
                ShapeKind::Map { key: key?, value: value? }
            }
            "string" | "character" if view.has("enum") => ShapeKind::Enum(self.enum_members(view)),
            _ => {
                let kind = simple_kind(name);
                if kind.is_none() {
                    let error = Diagnostic::error(format!("`{name}` is not a type of shape"));
                    self.reader.push(error, &view.path.key("type"));
                }
                return kind;
            }
        })
    }

    fn traits(&mut self, view: &View<'_, '_>, kind: &ShapeKind) -> Traits {
        let mut traits = Traits::default();
        self.report_long_names(view);
        described(view, self.reader, &mut traits);
        bounds(view, kind, self.reader, &mut traits);
        if let Some(pattern) = self.reader.text(view, "pattern") {
            self.reader.put_text(&mut traits, TraitId::PATTERN, pattern);
        }
        if let Some(format) = timestamp_format(view, self.reader) {
            self.reader.put_text(&mut traits, TraitId::TIMESTAMP_FORMAT, format);
        }
        let streams = ["streaming", "eventstream"];
        if streams.into_iter().any(|key| self.reader.flag(view, key)) {
            self.reader.mark(&mut traits, TraitId::STREAMING);
        }
        for (key, id) in [("sparse", TraitId::SPARSE), ("requiresLength", TraitId::REQUIRES_LENGTH)]
        {
            if self.reader.flag(view, key) {
                self.reader.mark(&mut traits, id);
            }
        }
        if self.api.has_xml_names()
            && matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
            && let Some(name) = self.reader.text(view, "locationName")
        {
            self.reader.put_text(&mut traits, TraitId::XML_NAME, name);
        }
        if self.reader.flag(view, "exception") || view.has("error") {
            self.error_traits(view, &mut traits);
        }
        traits
    }

    /// Names and namespaces that members have from the shape, each of them.
    fn report_long_names(&mut self, view: &View<'_, '_>) {
        let item = view.path.key("member");
        let of_item = view.get("member").map(|member| (member.get("locationName"), &item));
        let own = ["locationName", "xmlNamespace"].map(|key| (view.get(key), view.path));
        for (value, path) in own.into_iter().chain(of_item) {
            if value.is_some_and(|value| !is_short(value)) {
                let message = format!("a name has more than {WIRE_NAME_LIMIT} bytes");
                self.reader.error(message, path);
            }
        }
    }

    /// An error is the server's if it is called a fault, or has a status from 500 that it does not lay on
    /// the sender.
    fn error_traits(&mut self, view: &View<'_, '_>, traits: &mut Traits) {
        let path = view.path.key("error");
        let entries = self.reader.object(view, "error");
        let error = entries.map(|object| View::new(object, &path));
        let mut flag = |key| error.is_some_and(|error| self.reader.flag(&error, key));
        let (sender, fault) = (flag("senderFault"), flag("fault"));
        let fault = fault || self.reader.flag(view, "fault");
        let status = error.and_then(|error| self.reader.whole(&error, "httpStatusCode"));
        let server = fault || !sender && status.is_some_and(|status| status >= 500);
        let who = if server { "server" } else { "client" };
        self.reader.put_text(traits, TraitId::ERROR, who);
        if let Some(status) = status {
            let status = Node::from(status);
            self.reader.put(traits, TraitId::HTTP_ERROR, status);
        }
        if let Some(error) = error {
            self.reader.known(
                &error,
                "an error",
                &[&["code", "httpStatusCode", "senderFault", "fault"]],
            );
            let default = if server { 500 } else { 400 };
            self.query_error(&error, status.unwrap_or(default), traits);
        }
        self.retryable(view, traits);
    }

    /// See <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsqueryerror-trait>.
    fn query_error(&mut self, error: &View<'_, '_>, status: u64, traits: &mut Traits) {
        let Some(code) = self.reader.text(error, "code") else { return };
        if !self.api.has_query_errors() {
            return;
        }
        let status = Node::from(status);
        let value = object([("code", text(code)), ("httpResponseCode", status)]);
        self.reader.put(traits, TraitId::AWS_QUERY_ERROR, value);
    }

    fn retryable(&mut self, view: &View<'_, '_>, traits: &mut Traits) {
        let Some(retryable) = self.reader.object(view, "retryable") else { return };
        let path = view.path.key("retryable");
        let throttling = self.reader.flag(&View::new(retryable, &path), "throttling");
        let value =
            if throttling { object([("throttling", Node::Bool(true))]) } else { object([]) };
        self.reader.put(traits, TraitId::RETRYABLE, value);
    }

    fn enum_members(&mut self, view: &View<'_, '_>) -> Vec<Member> {
        let values = self.reader.texts(view, "enum");
        let Some(unit) = self.reader.known_id(prelude::UNIT) else { return Vec::new() };
        let names = enums::names(&values);
        let mut members = Vec::with_capacity(values.len());
        for (name, value) in names.into_iter().zip(values) {
            let mut traits = Traits::default();
            self.reader.put_text(&mut traits, TraitId::ENUM_VALUE, value);
            members.push(Member { name, target: unit.clone(), traits });
        }
        members
    }
}

/// The kind of a type that holds no other.
fn simple_kind(name: &str) -> Option<ShapeKind> {
    Some(match name {
        "string" | "character" => ShapeKind::String,
        "blob" => ShapeKind::Blob,
        "boolean" => ShapeKind::Boolean,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "timestamp" => ShapeKind::Timestamp,
        _ => return None,
    })
}

/// The namespace of a shape or member: its name, or an object that may have a prefix too.
pub(super) fn xml_namespace_of(view: &View<'_, '_>) -> Option<Node> {
    match view.node("xmlNamespace")? {
        Node::String(uri) => Some(object([("uri", Node::String(uri))])),
        namespace => Some(namespace),
    }
}

/// The longest name or namespace that members have from the shape that they refer to, in bytes.
const WIRE_NAME_LIMIT: usize = 1000;

fn is_short_text(text: &str) -> bool {
    text.len() <= WIRE_NAME_LIMIT
}

/// Whether a name, or a namespace with its prefix, is not too long to be that of each member.
fn is_short(value: &Json<'_>) -> bool {
    let is_text = |value: &Json<'_>| value.as_str().is_none_or(is_short_text);
    match value {
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.len() <= 2 && entries.iter().all(|(_, it)| is_text(it)),
        other => is_text(other),
    }
}

/// Documentation, deprecation and secrecy, which anything may have.
pub(super) fn described(view: &View<'_, '_>, reader: &mut Reader<'_>, traits: &mut Traits) {
    if let Some(docs) = reader.text(view, "documentation").filter(|docs| !docs.is_empty()) {
        reader.put_text(traits, TraitId::DOCUMENTATION, docs);
    }
    if reader.flag(view, "sensitive") {
        reader.mark(traits, TraitId::SENSITIVE);
    }
    if reader.flag(view, "deprecated") {
        let mut about = BTreeMap::new();
        for (key, name) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
            about.extend(reader.text(view, key).map(|value| (name.to_owned(), text(value))));
        }
        reader.put(traits, TraitId::DEPRECATED, Node::Object(about));
    }
}

/// `min` and `max`, which bound lengths or values by the kind.
fn bounds(view: &View<'_, '_>, kind: &ShapeKind, reader: &mut Reader<'_>, traits: &mut Traits) {
    let entries: BTreeMap<String, Node> = ["min", "max"]
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), view.node(key)?)))
        .collect();
    if entries.is_empty() {
        return;
    }
    let id = match kind {
        ShapeKind::Integer | ShapeKind::Long | ShapeKind::Float | ShapeKind::Double => {
            TraitId::RANGE
        }
        _ => TraitId::LENGTH,
    };
    reader.put(traits, id, Node::Object(entries));
}

fn timestamp_format(view: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<&'static str> {
    match reader.text(view, "timestampFormat")? {
        "iso8601" => Some("date-time"),
        "unixTimestamp" => Some("epoch-seconds"),
        "rfc822" => Some("http-date"),
        other => {
            let message = format!("`{other}` is not a form of timestamps");
            reader.error(message, &view.path.key("timestampFormat"));
            None
        }
    }
}
