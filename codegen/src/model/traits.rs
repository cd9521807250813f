//! The traits that smithgen knows, and the traits of a shape.

use std::collections::BTreeMap;
use std::fmt;

use super::id::ShapeId;
use super::node::Node;

/// The id of a trait that smithgen knows, as a constant: one that is misspelt does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraitId(&'static str);

impl TraitId {
    /// The whole id as text, such as `smithy.api#length`.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The part after `#`.
    pub fn name(self) -> &'static str {
        self.0.split_once('#').map_or(self.0, |(_, name)| name)
    }
}

impl From<TraitId> for ShapeId {
    fn from(id: TraitId) -> Self {
        Self::known(id.as_str())
    }
}

impl PartialEq<TraitId> for ShapeId {
    fn eq(&self, other: &TraitId) -> bool {
        self.as_str() == other.as_str()
    }
}

impl fmt::Display for TraitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl TraitId {
    /// The protocols that generated crates speak, by id.
    pub const PROTOCOLS: [Self; 8] = [
        Self::AWS_JSON1_0,
        Self::AWS_JSON1_1,
        Self::AWS_QUERY,
        Self::EC2_QUERY,
        Self::REST_JSON1,
        Self::REST_XML,
        Self::RPCV2_CBOR,
        Self::RPCV2_JSON,
    ];
}

/// Makes a constant of each id.
macro_rules! known {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        impl TraitId {
            $(
                #[doc = concat!("`", $id, "`")]
                $(#[$doc])*
                pub const $name: Self = Self($id);
            )*

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

known! {
    CLIENT_DISCOVERED_ENDPOINT = "aws.api#clientDiscoveredEndpoint",
    CLIENT_ENDPOINT_DISCOVERY = "aws.api#clientEndpointDiscovery",
    SERVICE = "aws.api#service",
    SIGV4 = "aws.auth#sigv4",
    SIGV4A = "aws.auth#sigv4a",
    UNSIGNED_PAYLOAD = "aws.auth#unsignedPayload",
    S3_UNWRAPPED_XML_OUTPUT = "aws.customizations#s3UnwrappedXmlOutput",
    AWS_JSON1_0 = "aws.protocols#awsJson1_0",
    AWS_JSON1_1 = "aws.protocols#awsJson1_1",
    AWS_QUERY = "aws.protocols#awsQuery",
    AWS_QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible",
    AWS_QUERY_ERROR = "aws.protocols#awsQueryError",
    EC2_QUERY = "aws.protocols#ec2Query",
    EC2_QUERY_NAME = "aws.protocols#ec2QueryName",
    HTTP_CHECKSUM = "aws.protocols#httpChecksum",
    REST_JSON1 = "aws.protocols#restJson1",
    REST_XML = "aws.protocols#restXml",
    ///
    /// The element of an input that is not called as its structure is, or is not of the service's namespace; an id of
    /// our own.
    INPUT_ROOT = "smithgen.botocore#inputRoot",
    ///
    /// A result wrapper that is not the one of the protocol; an id of our own.
    RESULT_WRAPPER = "smithgen.botocore#resultWrapper",
    ///
    /// What starts the header `X-Amz-Target`, where that is not the name of the service's shape; an id of our own.
    TARGET_PREFIX = "smithgen.botocore#targetPrefix",
    ADDED_DEFAULT = "smithy.api#addedDefault",
    AUTH = "smithy.api#auth",
    BOX = "smithy.api#box",
    CLIENT_OPTIONAL = "smithy.api#clientOptional",
    DEFAULT = "smithy.api#default",
    DEPRECATED = "smithy.api#deprecated",
    DOCUMENTATION = "smithy.api#documentation",
    ENDPOINT = "smithy.api#endpoint",
    ENUM = "smithy.api#enum",
    ENUM_VALUE = "smithy.api#enumValue",
    ERROR = "smithy.api#error",
    EVENT_HEADER = "smithy.api#eventHeader",
    EVENT_PAYLOAD = "smithy.api#eventPayload",
    EXAMPLES = "smithy.api#examples",
    EXTERNAL_DOCUMENTATION = "smithy.api#externalDocumentation",
    HOST_LABEL = "smithy.api#hostLabel",
    HTTP = "smithy.api#http",
    HTTP_BEARER_AUTH = "smithy.api#httpBearerAuth",
    HTTP_CHECKSUM_REQUIRED = "smithy.api#httpChecksumRequired",
    HTTP_ERROR = "smithy.api#httpError",
    HTTP_HEADER = "smithy.api#httpHeader",
    HTTP_LABEL = "smithy.api#httpLabel",
    HTTP_PAYLOAD = "smithy.api#httpPayload",
    HTTP_PREFIX_HEADERS = "smithy.api#httpPrefixHeaders",
    HTTP_QUERY = "smithy.api#httpQuery",
    HTTP_QUERY_PARAMS = "smithy.api#httpQueryParams",
    HTTP_RESPONSE_CODE = "smithy.api#httpResponseCode",
    IDEMPOTENCY_TOKEN = "smithy.api#idempotencyToken",
    IDEMPOTENT = "smithy.api#idempotent",
    INPUT = "smithy.api#input",
    INTERNAL = "smithy.api#internal",
    JSON_NAME = "smithy.api#jsonName",
    LENGTH = "smithy.api#length",
    MEDIA_TYPE = "smithy.api#mediaType",
    MIXIN = "smithy.api#mixin",
    NO_AUTH = "smithy.api#noAuth",
    OPTIONAL_AUTH = "smithy.api#optionalAuth",
    OUTPUT = "smithy.api#output",
    PAGINATED = "smithy.api#paginated",
    PATTERN = "smithy.api#pattern",
    PRIVATE = "smithy.api#private",
    RANGE = "smithy.api#range",
    READONLY = "smithy.api#readonly",
    RECOMMENDED = "smithy.api#recommended",
    REQUEST_COMPRESSION = "smithy.api#requestCompression",
    REQUIRED = "smithy.api#required",
    REQUIRES_LENGTH = "smithy.api#requiresLength",
    RETRYABLE = "smithy.api#retryable",
    SENSITIVE = "smithy.api#sensitive",
    SINCE = "smithy.api#since",
    SPARSE = "smithy.api#sparse",
    STREAMING = "smithy.api#streaming",
    TAGS = "smithy.api#tags",
    TIMESTAMP_FORMAT = "smithy.api#timestampFormat",
    TITLE = "smithy.api#title",
    TRAIT = "smithy.api#trait",
    UNIQUE_ITEMS = "smithy.api#uniqueItems",
    UNSTABLE = "smithy.api#unstable",
    XML_ATTRIBUTE = "smithy.api#xmlAttribute",
    XML_FLATTENED = "smithy.api#xmlFlattened",
    XML_NAME = "smithy.api#xmlName",
    XML_NAMESPACE = "smithy.api#xmlNamespace",
    RPCV2_CBOR = "smithy.protocols#rpcv2Cbor",
    RPCV2_JSON = "smithy.protocols#rpcv2Json",
    CLIENT_CONTEXT_PARAMS = "smithy.rules#clientContextParams",
    CONTEXT_PARAM = "smithy.rules#contextParam",
    ENDPOINT_RULE_SET = "smithy.rules#endpointRuleSet",
    OPERATION_CONTEXT_PARAMS = "smithy.rules#operationContextParams",
    STATIC_CONTEXT_PARAMS = "smithy.rules#staticContextParams",
    WAITABLE = "smithy.waiters#waitable",
}

/// Traits by id, with the value of each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traits(pub BTreeMap<ShapeId, Node>);

impl Traits {
    /// The value of a trait.
    pub fn get(&self, id: TraitId) -> Option<&Node> {
        self.0.get(id.as_str())
    }

    /// Whether a trait is applied.
    pub fn has(&self, id: TraitId) -> bool {
        self.0.contains_key(id.as_str())
    }

    /// Takes a trait away, and returns its value.
    pub fn remove(&mut self, id: TraitId) -> Option<Node> {
        self.0.remove(id.as_str())
    }

    /// The value of a trait that is a string.
    pub fn str(&self, id: TraitId) -> Option<&str> {
        self.get(id)?.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_an_id() {
        for id in TraitId::ALL {
            assert_eq!(ShapeId::parse(id.as_str()), Some((*id).into()), "{id}");
        }
    }
}
