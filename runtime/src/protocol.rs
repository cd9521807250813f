//! Protocols: how an operation becomes an HTTP request, and how its response is read.
//!
//! A protocol binds the members of an input to the parts of a request, and leaves the body to a
//! [codec](crate::codec). Operations are built from facts and a schema, so a protocol is compiled once and not
//! once per operation.

#[cfg(feature = "json")]
mod aws_json;
#[cfg(any(feature = "cbor", feature = "json"))]
mod error_code;
#[cfg(feature = "json")]
mod json_error;
#[cfg(feature = "query")]
mod query;
#[cfg(any(feature = "rest-json", feature = "rest-xml"))]
mod rest;
#[cfg(feature = "rest-json")]
mod rest_json;
#[cfg(feature = "rest-xml")]
mod rest_xml;
#[cfg(any(feature = "cbor", feature = "json"))]
mod rpc_v2;

#[cfg(feature = "json")]
pub use self::aws_json::{AWS_JSON_1_0, AWS_JSON_1_1, AwsJson};
#[cfg(feature = "query")]
pub use self::query::{AWS_QUERY, AwsQuery, EC2_QUERY};
#[cfg(feature = "rest-json")]
pub use self::rest_json::{REST_JSON_1, RestJson};
#[cfg(feature = "rest-xml")]
pub use self::rest_xml::{REST_XML, RestXml};
#[cfg(feature = "cbor")]
pub use self::rpc_v2::RPC_V2_CBOR;
#[cfg(feature = "json")]
pub use self::rpc_v2::RPC_V2_JSON;
#[cfg(any(feature = "cbor", feature = "json"))]
pub use self::rpc_v2::RpcV2;
pub use crate::facts::{FoundError, Protocol, RawResponse};
pub use crate::retry::Fault;
