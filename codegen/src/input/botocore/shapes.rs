//! Shapes and their members.
//!
//! What botocore calls serialization (names, places and forms on the wire) stands on a member or on
//! what it refers to; the member's wins. Smithy has most of it on members alone.

use std::collections::{BTreeMap, BTreeSet};

use super::api::{Api, PROPERTY_LIMIT};
use super::enums;
use super::reader::{Reader, View, object, text};
use crate::error::Diagnostic;
use crate::input::json::{Json, Object, Path};
use crate::model::{Member, Node, Shape, ShapeId, ShapeKind, Traits, prelude};

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

const MEMBER: &[&str] = &[
    "shape",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "sensitive",
    "location",
    "locationName",
    "queryName",
    "flattened",
    "streaming",
    "xmlAttribute",
    "xmlNamespace",
    "timestampFormat",
    "jsonvalue",
    "idempotencyToken",
    "hostLabel",
    "contextParam",
    "eventpayload",
    "eventheader",
    // As on shapes: says nothing that is kept.
    "box",
];

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
        reader.mark(&mut traits, "smithy.api#streaming");
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
            self.reader.put_text(&mut traits, "smithy.api#pattern", pattern);
        }
        if let Some(format) = timestamp_format(view, self.reader) {
            self.reader.put_text(&mut traits, "smithy.api#timestampFormat", format);
        }
        let streams = ["streaming", "eventstream"];
        if streams.into_iter().any(|key| self.reader.flag(view, key)) {
            self.reader.mark(&mut traits, "smithy.api#streaming");
        }
        for (key, id) in
            [("sparse", "smithy.api#sparse"), ("requiresLength", "smithy.api#requiresLength")]
        {
            if self.reader.flag(view, key) {
                self.reader.mark(&mut traits, id);
            }
        }
        if self.api.has_xml_names()
            && matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
            && let Some(name) = self.reader.text(view, "locationName")
        {
            self.reader.put_text(&mut traits, "smithy.api#xmlName", name);
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
        self.reader.put_text(traits, "smithy.api#error", who);
        if let Some(status) = status {
            let status = Node::from(status);
            self.reader.put(traits, "smithy.api#httpError", status);
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
        self.reader.put(traits, "aws.protocols#awsQueryError", value);
    }

    fn retryable(&mut self, view: &View<'_, '_>, traits: &mut Traits) {
        let Some(retryable) = self.reader.object(view, "retryable") else { return };
        let path = view.path.key("retryable");
        let throttling = self.reader.flag(&View::new(retryable, &path), "throttling");
        let value =
            if throttling { object([("throttling", Node::Bool(true))]) } else { object([]) };
        self.reader.put(traits, "smithy.api#retryable", value);
    }

    fn enum_members(&mut self, view: &View<'_, '_>) -> Vec<Member> {
        let values = self.reader.texts(view, "enum");
        let Some(unit) = self.reader.known_id(prelude::UNIT) else { return Vec::new() };
        let names = enums::names(&values);
        let mut members = Vec::with_capacity(values.len());
        for (name, value) in names.into_iter().zip(values) {
            let mut traits = Traits::default();
            self.reader.put_text(&mut traits, "smithy.api#enumValue", value);
            members.push(Member { name, target: unit.clone(), traits });
        }
        members
    }

    fn members(&mut self, view: &View<'_, '_>, holder: Holder) -> Vec<Member> {
        let Some(entries) = self.reader.object(view, "members") else { return Vec::new() };
        let required: BTreeSet<&str> = self.reader.texts(view, "required").into_iter().collect();
        let payload = self.reader.text(view, "payload");
        self.report_strangers(view, &required, payload, entries);
        let path = view.path.key("members");
        let mut members = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let path = path.key(name);
            self.reader.shape = Some(self.id.clone());
            if !self.reader.is_member_name(name, &path) {
                continue;
            }
            self.reader.shape = Some(self.id.member(name));
            let Some(object) = self.reader.as_object(value, &path) else { continue };
            let field = Field {
                name,
                view: View::new(object, &path),
                holder,
                required: required.contains(name.as_ref()),
                payload: payload == Some(name),
            };
            members.extend(self.member(&field));
        }
        self.reader.shape = Some(self.id.clone());
        members
    }

    /// Names that `required` and `payload` give and no member has.
    fn report_strangers(
        &mut self,
        view: &View<'_, '_>,
        required: &BTreeSet<&str>,
        payload: Option<&str>,
        members: &Object<'_>,
    ) {
        let members: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
        let required = required.iter().map(|name| ("required", *name));
        for (key, name) in required.chain(payload.map(|name| ("payload", name))) {
            if !members.contains(name) {
                let message = format!("`{key}` names `{name}`, and there is no such member");
                self.reader.error(message, &view.path.key(key));
            }
        }
    }

    fn member(&mut self, field: &Field<'_, '_>) -> Option<Member> {
        let view = &field.view;
        self.reader.known(view, "a member", &[MEMBER]);
        let mut target = match field.holder {
            Holder::Union => self.api.variant_target(view, self.reader)?,
            Holder::Structure => self.api.target(view, self.reader)?,
        };
        let mut traits = Traits::default();
        described(view, self.reader, &mut traits);
        if field.required {
            self.reader.mark(&mut traits, "smithy.api#required");
        }
        for (key, id) in [
            ("idempotencyToken", "smithy.api#idempotencyToken"),
            ("hostLabel", "smithy.api#hostLabel"),
            ("eventpayload", "smithy.api#eventPayload"),
            ("eventheader", "smithy.api#eventHeader"),
            ("xmlAttribute", "smithy.api#xmlAttribute"),
        ] {
            if self.reader.flag(view, key) {
                self.reader.mark(&mut traits, id);
            }
        }
        if self.reader.flag(view, "jsonvalue") {
            self.reader.put_text(&mut traits, "smithy.api#mediaType", "application/json");
        }
        if let Some(format) = timestamp_format(view, self.reader) {
            self.reader.put_text(&mut traits, "smithy.api#timestampFormat", format);
        }
        if let Some(param) = view.node("contextParam") {
            self.reader.put(&mut traits, "smithy.rules#contextParam", param);
        }
        if self.reader.flag(view, "streaming") {
            target = self.streamed(&target, view.path)?;
        }
        self.wire(field, &mut traits);
        Some(Member { name: field.name.to_owned(), target, traits })
    }

    /// The shape that a member streams.
    fn streamed(&mut self, target: &ShapeId, path: &Path<'_>) -> Option<ShapeId> {
        let name = format!("Streaming{}", target.name());
        let id = self.reader.id(&self.api.namespace, &name, path)?;
        if self.api.has_name(&name) {
            self.reader.error(format!("`{name}` is a name that streams of `{target}` need"), path);
            return None;
        }
        self.streams.push(id.clone());
        Some(id)
    }

    /// Where a member is on the wire, and under which name.
    fn wire(&mut self, field: &Field<'_, '_>, traits: &mut Traits) {
        let view = &field.view;
        let target = self.reader.text(view, "shape").and_then(|name| self.api.shape(name));
        let above = Path::ROOT;
        let target = target.map(|object| View::new(object, &above));
        let place = self.reader.text(view, "location").filter(|_| self.api.is_rest());
        let own_name = self.reader.text(view, "locationName");
        let name = own_name.or_else(|| self.inherited_name(target.as_ref()?));
        if let Some(place) = place {
            self.bind(place, field, own_name, target.as_ref(), traits);
            return;
        }
        if field.payload && self.api.is_rest() {
            self.reader.mark(traits, "smithy.api#httpPayload");
        }
        // A payload that is of a namespace is called so; models that were made from Smithy's repeat the name of
        // any other, and its element is called as the shape is.
        let is_named_payload = field.payload && view.has("xmlNamespace");
        let is_stated = |name: &&str| is_named_payload || *name != field.name;
        let is_list_flattened = target.as_ref().is_some_and(|it| self.reader.flag(it, "flattened"));
        let is_flattened = is_list_flattened || self.reader.flag(view, "flattened");
        if self.api.has_json_names()
            && !field.payload
            && let Some(name) = name.filter(is_stated)
        {
            self.reader.put_text(traits, "smithy.api#jsonName", name);
        }
        if self.api.has_xml_names() {
            let takes_item_name = is_list_flattened && self.api.is_query() && own_name.is_none();
            let item = target.as_ref().filter(|_| takes_item_name).and_then(item_name);
            if let Some(name) = item.or(name).filter(is_stated) {
                self.reader.put_text(traits, "smithy.api#xmlName", name);
            }
            self.xml_namespace(view, target.as_ref(), traits);
        }
        if is_flattened {
            self.reader.mark(traits, "smithy.api#xmlFlattened");
        }
        if let Some(name) = self.reader.text(view, "queryName") {
            self.reader.put_text(traits, "aws.protocols#ec2QueryName", name);
        }
    }

    /// The name that members have from what they refer to. That of a structure is its own, as a root.
    fn inherited_name<'t>(&mut self, target: &View<'t, '_>) -> Option<&'t str> {
        let name = self.reader.text(target, "locationName").filter(|name| is_short_text(name))?;
        (target.get("type").and_then(Json::as_str) != Some("structure")).then_some(name)
    }

    /// A namespace other than the service's, of which every element is.
    fn xml_namespace(
        &mut self,
        view: &View<'_, '_>,
        target: Option<&View<'_, '_>>,
        traits: &mut Traits,
    ) {
        let target = target.filter(|it| it.get("xmlNamespace").is_some_and(is_short));
        let holder = [Some(view), target].into_iter().flatten().find(|v| v.has("xmlNamespace"));
        let Some(namespace) = holder.and_then(xml_namespace_of) else { return };
        if namespace.get("uri").and_then(Node::as_str) != self.api.xml_namespace {
            self.reader.put(traits, "smithy.api#xmlNamespace", namespace);
        }
    }

    /// See <https://smithy.io/2.0/spec/http-bindings.html>.
    fn bind(
        &mut self,
        place: &str,
        field: &Field<'_, '_>,
        stated: Option<&str>,
        target: Option<&View<'_, '_>>,
        traits: &mut Traits,
    ) {
        let name = stated.unwrap_or(field.name);
        let is_map =
            target.and_then(|target| target.get("type")).and_then(Json::as_str) == Some("map");
        match place {
            "uri" => self.reader.mark(traits, "smithy.api#httpLabel"),
            "querystring" if is_map => self.reader.mark(traits, "smithy.api#httpQueryParams"),
            "querystring" => self.reader.put_text(traits, "smithy.api#httpQuery", name),
            "header" => self.reader.put_text(traits, "smithy.api#httpHeader", name),
            "headers" => {
                let prefix = stated.unwrap_or_default();
                self.reader.put_text(traits, "smithy.api#httpPrefixHeaders", prefix);
            }
            "statusCode" => self.reader.mark(traits, "smithy.api#httpResponseCode"),
            _ => {
                let message = format!("`{place}` is not a place that a member can be bound to");
                self.reader.error(message, &field.view.path.key("location"));
            }
        }
    }

    /// The item of a list, or the key or value of a map.
    fn item(&mut self, key: &'static str, view: &View<'_, '_>) -> Option<Member> {
        let Some(entries) = self.reader.object(view, key) else {
            if !view.has(key) {
                self.reader.error(format!("the shape has no `{key}`"), view.path);
            }
            return None;
        };
        let path = view.path.key(key);
        let item = View::new(entries, &path);
        self.reader.known(&item, "what a collection holds", &[MEMBER]);
        let target = self.api.target(&item, self.reader)?;
        let mut traits = Traits::default();
        described(&item, self.reader, &mut traits);
        if self.reader.flag(&item, "jsonvalue") {
            self.reader.put_text(&mut traits, "smithy.api#mediaType", "application/json");
        }
        if self.api.has_xml_names() {
            self.xml_namespace(&item, None, &mut traits);
        }
        let name = self.reader.text(&item, "locationName").filter(|name| *name != key);
        if let Some(name) = name.filter(|_| !self.api.has_json_names()) {
            self.reader.put_text(&mut traits, "smithy.api#xmlName", name);
        }
        Some(Member { name: key.to_owned(), target, traits })
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

/// What holds a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Structure,
    Union,
}

/// A member that is being read.
struct Field<'a, 'p> {
    name: &'a str,
    view: View<'a, 'p>,
    holder: Holder,
    required: bool,
    /// Whether it is the whole payload of its structure.
    payload: bool,
}

/// The namespace of a shape or member: its name, or an object that may have a prefix too.
pub(super) fn xml_namespace_of(view: &View<'_, '_>) -> Option<Node> {
    match view.node("xmlNamespace")? {
        Node::String(uri) => Some(object([("uri", Node::String(uri))])),
        namespace => Some(namespace),
    }
}

/// The name that a list gives its items.
fn item_name<'a>(list: &View<'a, '_>) -> Option<&'a str> {
    list.get("member")?.get("locationName")?.as_str().filter(|name| is_short_text(name))
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
        reader.put_text(traits, "smithy.api#documentation", docs);
    }
    if reader.flag(view, "sensitive") {
        reader.mark(traits, "smithy.api#sensitive");
    }
    if reader.flag(view, "deprecated") {
        let mut about = BTreeMap::new();
        for (key, name) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
            about.extend(reader.text(view, key).map(|value| (name.to_owned(), text(value))));
        }
        reader.put(traits, "smithy.api#deprecated", Node::Object(about));
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
            "smithy.api#range"
        }
        _ => "smithy.api#length",
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
