//! Operations.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::api::{Api, Protocol};
use super::reader::{Reader, View, object, text};
use super::shapes::{described, xml_namespace_of};
use crate::input::json::{Json, Object, Path, find};
use crate::model::{Node, Operation, Shape, ShapeId, ShapeKind, TraitId, Traits};

/// Traits that the files beside a service give its operations, by the operations' names.
#[derive(Default)]
pub(super) struct Added(BTreeMap<String, Traits>);

impl Added {
    /// The traits of an operation.
    pub(super) fn of(&mut self, operation: &str) -> &mut Traits {
        self.0.entry(operation.to_owned()).or_default()
    }
}

/// `name` is the operation's name in old models whose keys differ; the protocol of those does not send
/// it. `authtype` and `auth` are read as one.
const OPERATION: &[&str] = &[
    "name",
    "http",
    "input",
    "output",
    "errors",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "auth",
    "authtype",
    "unsignedPayload",
    "idempotent",
    "readonly",
    "endpoint",
    "endpointdiscovery",
    "endpointoperation",
    "httpChecksum",
    "httpChecksumRequired",
    "requestcompression",
    "staticContextParams",
    "operationContextParams",
];

/// `wrapper` is what old readers of XML unpacked, and the name of an answer's root is not looked at.
const PAYLOAD: &[&str] =
    &["shape", "documentation", "locationName", "xmlNamespace", "resultWrapper", "wrapper"];

/// Old models repeat what the shape of the error says.
const ERROR: &[&str] = &["shape", "documentation", "error", "exception", "fault"];

/// Reads every operation.
pub(super) fn read(
    api: &Api<'_>,
    added: &mut Added,
    reader: &mut Reader<'_>,
) -> Vec<(ShapeId, Shape)> {
    let root = Path::ROOT;
    let path = root.key("operations");
    let mut labels = Labels::default();
    let mut shapes = Vec::with_capacity(api.operations.len());
    for (name, value) in api.operations {
        reader.shape = None;
        let path = path.key(name);
        let Some(id) = api.operation_id(name, reader, &path) else { continue };
        reader.shape = Some(id.clone());
        let Some(object) = reader.as_object(value, &path) else { continue };
        let view = View::new(object, &path);
        reader.known(&view, "an operation", &[OPERATION]);
        let mut traits = std::mem::take(added.of(name));
        let kind = operation(api, &view, reader);
        operation_traits(api, name, &view, reader, &mut labels, &mut traits);
        let source = reader.source();
        let kind = ShapeKind::Operation(kind);
        shapes.push((id, Shape { kind, traits, mixins: Vec::new(), source }));
    }
    reader.shape = None;
    shapes
}

fn operation(api: &Api<'_>, view: &View<'_, '_>, reader: &mut Reader<'_>) -> Operation {
    let mut errors: Vec<ShapeId> = Vec::new();
    let mut seen = BTreeSet::new();
    let above = view.path.key("errors");
    for (index, item) in reader.array(view, "errors").iter().enumerate() {
        let token = index.to_string();
        let path = above.key(&token);
        let Some(object) = reader.as_object(item, &path) else { continue };
        let error = View::new(object, &path);
        reader.known(&error, "an error of an operation", &[ERROR]);
        let id = api.target(&error, reader).filter(|id| seen.insert(id.clone()));
        errors.extend(id);
    }
    Operation {
        input: payload(api, "input", view, reader),
        output: payload(api, "output", view, reader),
        errors,
    }
}

fn payload(
    api: &Api<'_>,
    key: &str,
    view: &View<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<ShapeId> {
    let object = reader.object(view, key)?;
    let path = view.path.key(key);
    let view = View::new(object, &path);
    reader.known(&view, &format!("the {key} of an operation"), &[PAYLOAD]);
    api.target(&view, reader)
}

fn operation_traits<'a>(
    api: &Api<'a>,
    name: &str,
    view: &View<'a, '_>,
    reader: &mut Reader<'_>,
    labels: &mut Labels<'a>,
    traits: &mut Traits,
) {
    described(view, reader, traits);
    if api.is_rest() {
        http(view, labels.of(api, view), reader, traits);
    }
    auth(view, reader, traits);
    for (key, id) in [
        ("idempotent", TraitId::IDEMPOTENT),
        ("readonly", TraitId::READONLY),
        ("httpChecksumRequired", TraitId::HTTP_CHECKSUM_REQUIRED),
        ("unsignedPayload", TraitId::UNSIGNED_PAYLOAD),
    ] {
        if reader.flag(view, key) {
            reader.mark(traits, id);
        }
    }
    for (key, id) in [
        ("endpoint", TraitId::ENDPOINT),
        ("httpChecksum", TraitId::HTTP_CHECKSUM),
        ("requestcompression", TraitId::REQUEST_COMPRESSION),
        ("staticContextParams", TraitId::STATIC_CONTEXT_PARAMS),
        ("operationContextParams", TraitId::OPERATION_CONTEXT_PARAMS),
    ] {
        if let Some(value) = view.node(key) {
            reader.put(traits, id, value);
        }
    }
    if let Some(discovery) = reader.object(view, "endpointdiscovery") {
        let path = view.path.key("endpointdiscovery");
        let required = reader.flag(&View::new(discovery, &path), "required");
        let value = object([("required", Node::Bool(required))]);
        reader.put(traits, TraitId::CLIENT_DISCOVERED_ENDPOINT, value);
    }
    result_wrapper(api, name, view, reader, traits);
    input_root(api, view, reader, traits);
}

/// `authtype: none` is an operation that need not be signed, whatever the service wants.
fn auth(view: &View<'_, '_>, reader: &mut Reader<'_>, traits: &mut Traits) {
    let schemes = reader.texts(view, "auth");
    let none = TraitId::NO_AUTH.as_str();
    if reader.text(view, "authtype") == Some("none") || schemes.contains(&none) {
        reader.mark(traits, TraitId::OPTIONAL_AUTH);
    }
    if view.has("auth") {
        let schemes = schemes.into_iter().filter(|scheme| *scheme != none).map(text).collect();
        reader.put(traits, TraitId::AUTH, Node::Array(schemes));
    }
}

/// See <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
fn http(
    view: &View<'_, '_>,
    labels: &BTreeMap<&str, &str>,
    reader: &mut Reader<'_>,
    traits: &mut Traits,
) {
    let Some(http) = reader.object(view, "http") else { return };
    let path = view.path.key("http");
    let http = View::new(http, &path);
    reader.known(&http, "`http`", &[&["method", "requestUri", "responseCode"]]);
    let (method, uri) = (reader.text(&http, "method"), reader.text(&http, "requestUri"));
    let code = reader.whole(&http, "responseCode").unwrap_or(200);
    let (Some(method), Some(uri)) = (method, uri) else { return };
    let value = object([
        ("method", text(method)),
        ("uri", text(&with_member_names(uri, labels))),
        ("code", Node::from(code)),
    ]);
    reader.put(traits, TraitId::HTTP, value);
}

/// The members that are bound to labels, by the names of the labels, of each input: many operations
/// may share one.
#[derive(Default)]
struct Labels<'a>(BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>);

impl<'a> Labels<'a> {
    fn of(&mut self, api: &Api<'a>, operation: &View<'a, '_>) -> &BTreeMap<&'a str, &'a str> {
        let input = operation.get("input").and_then(|input| input.get("shape")?.as_str());
        let input = input.unwrap_or_default();
        self.0.entry(input).or_insert_with(|| labels(api.shape(input)))
    }
}

fn labels<'a>(shape: Option<&'a Object<'a>>) -> BTreeMap<&'a str, &'a str> {
    let members = shape.and_then(|shape| find(shape, "members")?.as_object());
    let label = |(name, member): &'a (Cow<'a, str>, Json<'a>)| {
        let text = |key| member.get(key).and_then(Json::as_str);
        let bound = text("location") == Some("uri");
        bound.then(|| (text("locationName").unwrap_or(name), name.as_ref()))
    };
    members.into_iter().flatten().filter_map(label).collect()
}

/// A URI in which each label has the name of its member, as Smithy wants it; botocore's have the name
/// that the member has on the wire.
fn with_member_names(uri: &str, labels: &BTreeMap<&str, &str>) -> String {
    let mut named = String::with_capacity(uri.len());
    let mut rest = uri;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, behind)) = after.split_once('}') else { break };
        let (name, greedy) = match label.strip_suffix('+') {
            Some(name) => (name, "+"),
            None => (label, ""),
        };
        let name = labels.get(name).copied().unwrap_or(name);
        named.extend([before, "{", name, greedy, "}"]);
        rest = behind;
    }
    named + rest
}

/// The element around a result is the operation's name and `Result` by the protocol; any other is noted.
fn result_wrapper(
    api: &Api<'_>,
    name: &str,
    view: &View<'_, '_>,
    reader: &mut Reader<'_>,
    traits: &mut Traits,
) {
    let Some(output) = reader.object(view, "output") else { return };
    let path = view.path.key("output");
    let wrapper = reader.text(&View::new(output, &path), "resultWrapper");
    let by_rule = api.protocols.contains(&Protocol::Query)
        && wrapper.is_some_and(|wrapper| wrapper.strip_suffix("Result") == Some(name));
    if let Some(wrapper) = wrapper.filter(|_| !by_rule) {
        reader.put_text(traits, TraitId::RESULT_WRAPPER, wrapper);
    }
}

/// The element around an input is called as its structure is, and is of the service's namespace; any
/// other is noted. Where it has HTTP bindings, botocore says so on each operation.
fn input_root(api: &Api<'_>, view: &View<'_, '_>, reader: &mut Reader<'_>, traits: &mut Traits) {
    let Some(input) = reader.object(view, "input") else { return };
    let path = view.path.key("input");
    let input = View::new(input, &path);
    let Some(name) = reader.text(&input, "shape") else { return };
    let Some(shape) = api.shape(name) else { return };
    let shape = View::new(shape, view.path);
    let own_namespace = xml_namespace_of(&input).or_else(|| xml_namespace_of(&shape));
    let namespace = own_namespace.filter(|namespace| {
        namespace.get("uri").and_then(Node::as_str) != api.xml_namespace
            || namespace.get("prefix").is_some()
    });
    // A name of the shape's own is that of its trait.
    let own_name = reader.text(&shape, "locationName");
    let stated = own_name.or_else(|| reader.text(&input, "locationName")).unwrap_or(name);
    if stated == own_name.unwrap_or(name) && namespace.is_none() {
        return;
    }
    let name = ("name".to_owned(), text(stated));
    let namespace = namespace.map(|namespace| ("namespace".to_owned(), namespace));
    let root = std::iter::once(name).chain(namespace).collect();
    reader.put(traits, TraitId::INPUT_ROOT, Node::Object(root));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_get_the_names_of_their_members() {
        let labels = BTreeMap::from([("appId", "AppId"), ("key", "Key")]);
        let rows = [
            ("/apps/{appId}/x", "/apps/{AppId}/x"),
            ("/{key+}?list", "/{Key+}?list"),
            ("/{other}/{appId}", "/{other}/{AppId}"),
            ("/{broken", "/{broken"),
        ];
        for (uri, expected) in rows {
            assert_eq!(with_member_names(uri, &labels), expected);
        }
    }
}
