//! The wire: what HTTP bindings, XML and the protocols ask about, whatever the protocol is.
//!
//! See <https://smithy.io/2.0/spec/http-bindings.html> and
//! <https://smithy.io/2.0/spec/protocol-traits.html>.

use crate::ir::{
    Checksum, Compression, Http, InputRoot, Namespace, OperationWire, OutputRoot, WireTrait,
};
use crate::model::{Member, Node, ShapeId, TraitId, Traits};

use super::context::Context;

/// Traits of members that say no more than that they are there.
const MARKS: [(TraitId, WireTrait); 9] = [
    (TraitId::XML_ATTRIBUTE, WireTrait::XmlAttribute),
    (TraitId::XML_FLATTENED, WireTrait::XmlFlattened),
    (TraitId::HTTP_LABEL, WireTrait::HttpLabel),
    (TraitId::HTTP_QUERY_PARAMS, WireTrait::HttpQueryParams),
    (TraitId::HTTP_PAYLOAD, WireTrait::HttpPayload),
    (TraitId::HTTP_RESPONSE_CODE, WireTrait::HttpResponseCode),
    (TraitId::HOST_LABEL, WireTrait::HostLabel),
    (TraitId::EVENT_HEADER, WireTrait::EventHeader),
    (TraitId::EVENT_PAYLOAD, WireTrait::EventPayload),
];

/// What a text is on the wire.
type OfText = fn(String) -> WireTrait;

/// Traits of members that are a text.
const TEXTS: [(TraitId, OfText); 5] = [
    (TraitId::XML_NAME, WireTrait::XmlName),
    (TraitId::EC2_QUERY_NAME, WireTrait::Ec2QueryName),
    (TraitId::HTTP_HEADER, WireTrait::HttpHeader),
    (TraitId::HTTP_PREFIX_HEADERS, WireTrait::HttpPrefixHeaders),
    (TraitId::HTTP_QUERY, WireTrait::HttpQuery),
];

/// What a trait of a member says.
fn stated(id: &ShapeId, node: &Node) -> Option<WireTrait> {
    match node {
        node if *id == TraitId::XML_NAMESPACE => namespace(node).map(WireTrait::XmlNamespace),
        Node::String(text) => {
            let (_, make) = TEXTS.iter().find(|(known, _)| *id == *known)?;
            Some(make(text.clone()))
        }
        _ => MARKS.iter().find(|(known, _)| *id == *known).map(|(_, mark)| mark.clone()),
    }
}

/// What a member has, in the order of the traits' ids. What its target has counts for a media type alone: a
/// structure's name and namespace in XML are those of a root.
pub(super) fn of_member(context: &Context<'_>, member: &Member) -> Vec<WireTrait> {
    let mut traits: Vec<WireTrait> =
        member.traits.0.iter().filter_map(|(id, node)| stated(id, node)).collect();
    let media_type = context.effective(member, TraitId::MEDIA_TYPE).and_then(Node::as_str);
    traits.extend(media_type.map(|media_type| WireTrait::MediaType(media_type.to_owned())));
    traits.extend(context.is_event_stream(member).then_some(WireTrait::EventStream));
    traits
}

/// What a structure or union has.
pub(super) fn of_shape(traits: &Traits) -> Vec<WireTrait> {
    let name = traits.str(TraitId::XML_NAME).map(|name| WireTrait::XmlName(name.to_owned()));
    let namespace = xml_namespace(traits).map(WireTrait::XmlNamespace);
    let sensitive = traits.has(TraitId::SENSITIVE).then_some(WireTrait::Sensitive);
    name.into_iter().chain(namespace).chain(sensitive).collect()
}

/// How the input and output of an operation travel.
pub(super) fn of_operation(traits: &Traits) -> OperationWire {
    let endpoint = traits.get(TraitId::ENDPOINT);
    let host_prefix = endpoint.and_then(|endpoint| endpoint.get("hostPrefix")?.as_str());
    OperationWire {
        http: traits.get(TraitId::HTTP).and_then(http),
        host_prefix: host_prefix.map(str::to_owned),
        input_root: traits.get(TraitId::INPUT_ROOT).and_then(input_root),
        result_wrapper: traits.str(TraitId::RESULT_WRAPPER).map(str::to_owned),
        checksum: checksum(traits),
        compression: compression(traits),
        output_root: if traits.has(TraitId::S3_UNWRAPPED_XML_OUTPUT) {
            OutputRoot::Unwrapped
        } else {
            OutputRoot::Members
        },
    }
}

fn http(node: &Node) -> Option<Http> {
    let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let code = node.get("code").and_then(Node::as_i64);
    Some(Http {
        method: text("method")?,
        uri: text("uri")?,
        code: code.and_then(|code| u16::try_from(code).ok()).unwrap_or(200),
    })
}

fn input_root(node: &Node) -> Option<InputRoot> {
    let name = node.get("name")?.as_str()?.to_owned();
    Some(InputRoot { name, namespace: node.get("namespace").and_then(namespace) })
}

/// See <https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait> and
/// <https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait>.
fn checksum(traits: &Traits) -> Checksum {
    let flexible = traits.get(TraitId::HTTP_CHECKSUM);
    let required = flexible.and_then(|node| node.get("requestChecksumRequired")?.as_bool());
    if traits.has(TraitId::HTTP_CHECKSUM_REQUIRED) || required == Some(true) {
        Checksum::Required
    } else {
        Checksum::Optional
    }
}

/// See <https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait>.
fn compression(traits: &Traits) -> Compression {
    let stated = traits.get(TraitId::REQUEST_COMPRESSION);
    let encodings = stated.and_then(|node| node.get("encodings")?.as_array()).unwrap_or_default();
    if encodings.iter().any(|encoding| encoding.as_str() == Some("gzip")) {
        Compression::Gzip
    } else {
        Compression::None
    }
}

/// The namespace that a shape or service states.
pub(super) fn xml_namespace(traits: &Traits) -> Option<Namespace> {
    traits.get(TraitId::XML_NAMESPACE).and_then(namespace)
}

fn namespace(node: &Node) -> Option<Namespace> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    Some(Namespace {
        uri: text("uri")?.to_owned(),
        prefix: text("prefix").unwrap_or_default().to_owned(),
    })
}
