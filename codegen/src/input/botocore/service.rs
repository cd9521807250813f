//! The service itself, from the metadata.

use std::collections::BTreeMap;

use super::api::Api;
use super::reader::{Reader, View, object, text};
use super::shapes::described;
use crate::diagnostics::Diagnostic;
use crate::input::json::{Json, Path};
use crate::model::{Node, Service, Shape, ShapeId, ShapeKind, TraitId, Traits};

/// Keys of the metadata.
///
/// Not kept: `serviceAbbreviation`, a shorter title; `globalEndpoint`, which the endpoint rules know;
/// `checksumFormat`, which is Glacier's own; `protocolSettings`, which version of HTTP a transport may
/// prefer; `ripServiceName`, a name within AWS.
const METADATA: &[&str] = &[
    "apiVersion",
    "auth",
    "awsQueryCompatible",
    "checksumFormat",
    "endpointPrefix",
    "globalEndpoint",
    "jsonVersion",
    "protocol",
    "protocolSettings",
    "protocols",
    "ripServiceName",
    "serviceAbbreviation",
    "serviceFullName",
    "serviceId",
    "signatureVersion",
    "signingName",
    "targetPrefix",
    "uid",
    "xmlNamespace",
];

/// Reads the service, given its endpoint rules.
pub(super) fn read(
    api: &Api<'_>,
    rules: Option<Node>,
    reader: &mut Reader<'_>,
) -> Option<(ShapeId, Shape)> {
    reader.shape = None;
    let root = Path::ROOT;
    let path = root.key("metadata");
    let view = View::new(api.metadata, &path);
    let name = name(api, &view, reader);
    let id = reader.id(&api.namespace, &name, &path)?;
    reader.shape = Some(id.clone());
    reader.known(&view, "the metadata", &[METADATA]);
    let mut operations = Vec::with_capacity(api.operations.len());
    let above = root.key("operations");
    for (name, value) in api.operations {
        if matches!(value, Json::Object(_)) {
            operations.extend(api.operation_id(name, reader, &above.key(name)));
        }
    }
    operations.sort();
    let service = Service {
        version: reader.text(&view, "apiVersion").unwrap_or_default().to_owned(),
        operations,
        ..Service::default()
    };
    let mut traits = traits(api, &view, reader);
    if let Some(prefix) = reader.text(&view, "targetPrefix").filter(|prefix| *prefix != name) {
        reader.put_text(&mut traits, TraitId::TARGET_PREFIX, prefix);
    }
    if let Some(rules) = rules {
        reader.put(&mut traits, TraitId::ENDPOINT_RULE_SET, rules);
    }
    let kind = ShapeKind::Service(service);
    Some((id, Shape { kind, traits, mixins: Vec::new(), source: reader.source() }))
}

/// The name that goes before an operation's in headers, or else the id of the service, in which each
/// character that cannot stand in a name is left out. One that a shape bears gets `Service` behind it.
///
/// `CloudTrail` states its name with a Java package before it, `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`;
/// the service's shape has the last part, and the header all of it.
fn name(api: &Api<'_>, metadata: &View<'_, '_>, reader: &mut Reader<'_>) -> String {
    let name: String = if let Some(prefix) = reader.text(metadata, "targetPrefix") {
        let name = prefix.rsplit('.').next().unwrap_or(prefix);
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
    } else {
        let id = reader.text(metadata, "serviceId").unwrap_or_default();
        id.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    if api.has_name(&name) { name + "Service" } else { name }
}

fn traits(api: &Api<'_>, metadata: &View<'_, '_>, reader: &mut Reader<'_>) -> Traits {
    let mut traits = Traits::default();
    let root = Path::ROOT;
    let root = View::new(api.root, &root);
    described(&root, reader, &mut traits);
    if let Some(title) = reader.text(metadata, "serviceFullName") {
        reader.put_text(&mut traits, TraitId::TITLE, title);
    }
    let mut about = BTreeMap::new();
    for (key, name) in
        [("serviceId", "sdkId"), ("endpointPrefix", "endpointPrefix"), ("uid", "docId")]
    {
        about.extend(reader.text(metadata, key).map(|value| (name.to_owned(), text(value))));
    }
    reader.put(&mut traits, TraitId::SERVICE, Node::Object(about));
    for protocol in &api.protocols {
        reader.mark(&mut traits, protocol.trait_id());
    }
    if metadata.has("awsQueryCompatible") {
        reader.mark(&mut traits, TraitId::AWS_QUERY_COMPATIBLE);
    }
    if let Some(uri) = api.xml_namespace {
        reader.put(&mut traits, TraitId::XML_NAMESPACE, object([("uri", text(uri))]));
    }
    if let Some(params) = root.node("clientContextParams") {
        reader.put(&mut traits, TraitId::CLIENT_CONTEXT_PARAMS, params);
    }
    auth(metadata, reader, &mut traits);
    endpoint_discovery(api, reader, &mut traits);
    traits
}

/// The schemes of authentication that are known.
const SCHEMES: [TraitId; 3] = [TraitId::SIGV4, TraitId::SIGV4A, TraitId::HTTP_BEARER_AUTH];

/// The schemes that the service takes, each with a trait of its own, and their order where there are
/// several. Models from before `auth` are signed, whatever the version of their signature was.
fn auth(metadata: &View<'_, '_>, reader: &mut Reader<'_>, traits: &mut Traits) {
    let mut schemes = reader.texts(metadata, "auth");
    if schemes.is_empty() {
        let bearer = reader.text(metadata, "signatureVersion") == Some("bearer");
        let scheme = if bearer { TraitId::HTTP_BEARER_AUTH } else { TraitId::SIGV4 };
        schemes.push(scheme.as_str());
    }
    let prefix = reader.text(metadata, "endpointPrefix");
    let name = reader.text(metadata, "signingName").or(prefix).unwrap_or_default();
    let mut known = Vec::new();
    for scheme in schemes {
        let Some(id) = SCHEMES.into_iter().find(|id| id.as_str() == scheme) else {
            let message = format!("`{scheme}` is not a scheme of authentication that is known");
            let warning = Diagnostic::warning(message).help("it is ignored");
            reader.push(warning, &metadata.path.key("auth"));
            continue;
        };
        match id {
            TraitId::HTTP_BEARER_AUTH => reader.mark(traits, id),
            _ => reader.put(traits, id, object([("name", text(name))])),
        }
        known.push(id);
    }
    if known.len() > 1 {
        let schemes = known.into_iter().map(|id| text(id.as_str())).collect();
        reader.put(traits, TraitId::AUTH, Node::Array(schemes));
    }
}

/// The operation that tells where to call, and the error that says to ask it again.
///
/// See <https://smithy.io/2.0/aws/aws-core.html#client-endpoint-discovery>.
fn endpoint_discovery(api: &Api<'_>, reader: &mut Reader<'_>, traits: &mut Traits) {
    const ERROR: &str = "InvalidEndpointException";
    let root = Path::ROOT;
    let above = root.key("operations");
    let found = api.operations.iter().find_map(|(name, operation)| match operation {
        Json::Object(operation) => {
            let path = above.key(name);
            reader.flag(&View::new(operation, &path), "endpointoperation").then_some(name)
        }
        _ => None,
    });
    let Some(name) = found else { return };
    let Some(operation) = api.operation_id(name, reader, &above) else { return };
    let mut value = BTreeMap::from([("operation".to_owned(), text(operation.as_str()))]);
    if api.shape(ERROR).is_some() {
        let error = api.shape_id(ERROR, reader, &above);
        value.extend(error.map(|error| ("error".to_owned(), text(error.as_str()))));
    }
    reader.put(traits, TraitId::CLIENT_ENDPOINT_DISCOVERY, Node::Object(value));
}
