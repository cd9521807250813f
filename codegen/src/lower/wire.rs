//! The wire: what HTTP bindings, XML and the protocols ask about, whatever the protocol is.
//!
//! See <https://smithy.io/2.0/spec/http-bindings.html> and
//! <https://smithy.io/2.0/spec/protocol-traits.html>.

use crate::ir::{
    Checksum, Compression, Http, InputRoot, Namespace, OperationWire, OutputRoot, WireTrait,
};
use crate::model::{Member, Node, ShapeId, Traits};

use super::context::Context;

const XML_NAME: &str = "smithy.api#xmlName";
const XML_NAMESPACE: &str = "smithy.api#xmlNamespace";

/// Traits of members that say no more than that they are there.
fn mark(id: &str) -> Option<WireTrait> {
    Some(match id {
        "smithy.api#xmlAttribute" => WireTrait::XmlAttribute,
        "smithy.api#xmlFlattened" => WireTrait::XmlFlattened,
        "smithy.api#httpLabel" => WireTrait::HttpLabel,
        "smithy.api#httpQueryParams" => WireTrait::HttpQueryParams,
        "smithy.api#httpPayload" => WireTrait::HttpPayload,
        "smithy.api#httpResponseCode" => WireTrait::HttpResponseCode,
        "smithy.api#hostLabel" => WireTrait::HostLabel,
        "smithy.api#eventHeader" => WireTrait::EventHeader,
        "smithy.api#eventPayload" => WireTrait::EventPayload,
        _ => return None,
    })
}

/// Traits of members that are a text.
fn named(id: &str, text: &str) -> Option<WireTrait> {
    let make = match id {
        XML_NAME => WireTrait::XmlName,
        "aws.protocols#ec2QueryName" => WireTrait::Ec2QueryName,
        "smithy.api#httpHeader" => WireTrait::HttpHeader,
        "smithy.api#httpPrefixHeaders" => WireTrait::HttpPrefixHeaders,
        "smithy.api#httpQuery" => WireTrait::HttpQuery,
        _ => return None,
    };
    Some(make(text.to_owned()))
}

/// What a member has, in the order of the traits' ids. What its target has counts for a media type alone: a
/// structure's name and namespace in XML are those of a root.
pub(super) fn of_member(context: &Context<'_>, member: &Member) -> Vec<WireTrait> {
    let stated = |(id, node): (&ShapeId, &Node)| match (id.as_str(), node) {
        (XML_NAMESPACE, node) => namespace(node).map(WireTrait::XmlNamespace),
        (id, Node::String(text)) => named(id, text),
        (id, _) => mark(id),
    };
    let mut traits: Vec<WireTrait> = member.traits.0.iter().filter_map(stated).collect();
    let media_type = context.effective(member, "smithy.api#mediaType").and_then(Node::as_str);
    traits.extend(media_type.map(|media_type| WireTrait::MediaType(media_type.to_owned())));
    traits.extend(context.is_event_stream(member).then_some(WireTrait::EventStream));
    traits
}

/// What a structure or union has.
pub(super) fn of_shape(traits: &Traits) -> Vec<WireTrait> {
    let name = traits.str(XML_NAME).map(|name| WireTrait::XmlName(name.to_owned()));
    let namespace = xml_namespace(traits).map(WireTrait::XmlNamespace);
    let sensitive = traits.has("smithy.api#sensitive").then_some(WireTrait::Sensitive);
    name.into_iter().chain(namespace).chain(sensitive).collect()
}

/// How the input and output of an operation travel.
pub(super) fn of_operation(traits: &Traits) -> OperationWire {
    let endpoint = traits.get("smithy.api#endpoint");
    let host_prefix = endpoint.and_then(|endpoint| endpoint.get("hostPrefix")?.as_str());
    OperationWire {
        http: traits.get("smithy.api#http").and_then(http),
        host_prefix: host_prefix.map(str::to_owned),
        input_root: traits.get("smithgen.botocore#inputRoot").and_then(input_root),
        result_wrapper: traits.str("smithgen.botocore#resultWrapper").map(str::to_owned),
        checksum: checksum(traits),
        compression: compression(traits),
        output_root: if traits.has("aws.customizations#s3UnwrappedXmlOutput") {
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
    let flexible = traits.get("aws.protocols#httpChecksum");
    let required = flexible.and_then(|node| node.get("requestChecksumRequired")?.as_bool());
    if traits.has("smithy.api#httpChecksumRequired") || required == Some(true) {
        Checksum::Required
    } else {
        Checksum::Optional
    }
}

/// See <https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait>.
fn compression(traits: &Traits) -> Compression {
    let stated = traits.get("smithy.api#requestCompression");
    let encodings = stated.and_then(|node| node.get("encodings")?.as_array()).unwrap_or_default();
    if encodings.iter().any(|encoding| encoding.as_str() == Some("gzip")) {
        Compression::Gzip
    } else {
        Compression::None
    }
}

/// The namespace that a shape or service states.
pub(super) fn xml_namespace(traits: &Traits) -> Option<Namespace> {
    traits.get(XML_NAMESPACE).and_then(namespace)
}

fn namespace(node: &Node) -> Option<Namespace> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    Some(Namespace {
        uri: text("uri")?.to_owned(),
        prefix: text("prefix").unwrap_or_default().to_owned(),
    })
}
