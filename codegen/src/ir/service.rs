//! The service, its protocol and its errors.

use super::item::Docs;
use super::wire::Namespace;

/// The service: what its operations share.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Its shape id.
    pub shape_id: String,
    /// Its shape's name.
    pub name: String,
    /// What awsJson puts before an operation's name, where it is not the name of the service's shape.
    pub target_prefix: Option<String>,
    /// What people call it.
    pub title: String,
    /// Its version, often a date.
    pub version: String,
    /// Its documentation.
    pub docs: Docs,
    /// The protocol's name in the model, such as `awsJson1_1`.
    pub protocol_name: String,
    /// The protocol, where it is served.
    pub protocol: Option<Protocol>,
    /// Whether errors may carry the codes that they had under the query protocol
    /// (`aws.protocols#awsQueryCompatible`).
    pub query_compatible: bool,
    /// The name by which AWS's tools know the service, which keys its peculiarities.
    pub sdk_id: Option<String>,
    /// The namespace of its XML.
    pub xml_namespace: Option<Namespace>,
}

/// A protocol that generated crates speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson10,
    /// `aws.protocols#awsJson1_1`
    AwsJson11,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `smithy.protocols#rpcv2Json`
    RpcV2Json,
}

impl Protocol {
    /// Whether requests are made by the HTTP bindings of their operations.
    pub fn is_rest(self) -> bool {
        match self {
            Self::RestJson1 | Self::RestXml => true,
            Self::AwsJson10
            | Self::AwsJson11
            | Self::AwsQuery
            | Self::Ec2Query
            | Self::RpcV2Cbor
            | Self::RpcV2Json => false,
        }
    }
}

/// A variant of the service's error.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorVariant {
    /// Its name in Rust.
    pub name: String,
    /// The structure that it holds.
    pub structure: String,
    /// The first paragraph of the structure's documentation.
    pub docs: Docs,
    /// The code that it has on the wire.
    pub code: String,
    /// The code that it has in the query protocols (`aws.protocols#awsQueryError`).
    pub query_code: Option<String>,
    /// The status that servers send it with (`@httpError`, or else 400 or 500 by `@error`).
    pub status: u16,
    /// Whether trying again may help (`@retryable`).
    pub retry: Retry,
}

/// Whether trying again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The model does not say so.
    No,
    /// After a while.
    Transient,
    /// After a while, and more slowly.
    Throttling,
}
