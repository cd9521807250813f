//! The wire: traits of shapes and members that only some protocols ask about, and facts of operations.

/// A trait that few shapes and members have: what HTTP bindings and XML ask about.
///
/// It is stated whatever the protocol is, so that a shape is the same in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WireTrait {
    /// `@xmlName`
    XmlName(String),
    /// `@xmlAttribute`
    XmlAttribute,
    /// `@xmlFlattened`
    XmlFlattened,
    /// `@xmlNamespace`
    XmlNamespace(Namespace),
    /// `@ec2QueryName`
    Ec2QueryName(String),
    /// `@mediaType`, on the member or its target.
    MediaType(String),
    /// `@httpLabel`
    HttpLabel,
    /// `@httpHeader`
    HttpHeader(String),
    /// `@httpPrefixHeaders`
    HttpPrefixHeaders(String),
    /// `@httpQuery`
    HttpQuery(String),
    /// `@httpQueryParams`
    HttpQueryParams,
    /// `@httpPayload`
    HttpPayload,
    /// `@httpResponseCode`
    HttpResponseCode,
    /// `@hostLabel`
    HostLabel,
    /// `@eventHeader`
    EventHeader,
    /// `@eventPayload`
    EventPayload,
    /// The member of an input or output is an event stream.
    EventStream,
    /// The member of an event stream is an error.
    Exception,
    /// `@sensitive` on a structure or union; members have
    /// [a property](super::Property::Sensitive) for it.
    Sensitive,
}

/// A namespace of XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// The namespace.
    pub uri: String,
    /// The prefix that stands for it; empty for the default namespace.
    pub prefix: String,
}

/// How an operation's input and output travel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationWire {
    /// `@http`
    pub http: Option<Http>,
    /// What is put before the host (`@endpoint`).
    pub host_prefix: Option<String>,
    /// The element that holds the input, where it is not called as its structure is.
    pub input_root: Option<InputRoot>,
    /// The element that holds the output, where it is not called as the protocol says.
    pub result_wrapper: Option<String>,
    /// Whether a request is refused without a checksum.
    pub checksum: Checksum,
    /// Whether the service takes gzipped bodies (`@requestCompression`).
    pub compression: Compression,
    /// How an output is held by its element.
    pub output_root: OutputRoot,
}

/// See <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The pattern of the URI.
    pub uri: String,
    /// The status of success.
    pub code: u16,
}

/// The element that holds an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputRoot {
    /// Its name.
    pub name: String,
    /// Its namespace, where it is not the service's.
    pub namespace: Option<Namespace>,
}

/// Whether a request is refused without a checksum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Checksum {
    /// `@httpChecksumRequired`, or a required `@httpChecksum`.
    Required,
    /// It is not.
    #[default]
    Optional,
}

/// Whether a service takes compressed bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Compression {
    /// In the form of gzip.
    Gzip,
    /// It does not say so.
    #[default]
    None,
}

/// How an output is held by the root element of a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OutputRoot {
    /// The root holds the members.
    #[default]
    Members,
    /// The root is the one member itself (`aws.customizations#s3UnwrappedXmlOutput`).
    Unwrapped,
}
