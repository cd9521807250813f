//! Protocols: how an operation becomes an HTTP request, and how its response is read.
//!
//! A protocol binds the members of an input to the parts of a request, and leaves the body to a
//! [codec](crate::codec). Operations are built from facts and a schema, so a protocol is compiled once and not
//! once per operation.

use std::fmt::{self, Debug};

use http::{HeaderMap, StatusCode};

pub use crate::error::Fault;

use crate::error::ErrorFacts;
#[cfg(feature = "eventstream")]
use crate::eventstream::EventCodec;
use crate::operation::OperationFacts;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut};
use crate::{Body, DecodeError, EncodeError, Limits};

#[cfg(feature = "json")]
mod aws_json;
#[cfg(any(feature = "cbor", feature = "json"))]
mod error_code;
#[cfg(feature = "json")]
mod json_error;
#[cfg(feature = "query")]
mod query;
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

/// How the operations of a service travel over HTTP.
pub trait Protocol: Debug + Send + Sync {
    /// The request for an input.
    ///
    /// # Errors
    /// The input cannot be written.
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError>;

    /// How the payloads of events are written, where the protocol has any.
    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn EventCodec> {
        None
    }

    /// Whether a response holds an error and not the output: its status is not one of success, unless the
    /// protocol has another sign.
    fn is_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        _limits: &Limits,
        _output: &'static Schema,
    ) -> bool {
        !is_success(facts, response)
    }

    /// The id by which the service knows the request, where a body has it and no header.
    fn request_id_of_body<'r>(&self, _response: &RawResponse<'r>) -> Option<&'r str> {
        None
    }

    /// The name that a member has in a body; `None` for a member that is the whole body.
    fn body_name(&self, member: &Member) -> Option<&'static str> {
        Some(member.name())
    }

    /// Reads the output of a response that holds no error. Returns why headers could not be read
    /// whose members are left unset.
    ///
    /// # Errors
    /// The response is malformed.
    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError>;

    /// Finds out which error a response holds. A body that cannot be read gives no answer, and is no failure:
    /// a proxy may have put its own page there.
    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError;

    /// Reads the members of the error that a response holds. Returns what was malformed, the first
    /// such header or member of the body at least.
    fn read_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError>;
}

/// Whether a status is one of success, or the one that the model gives.
fn is_success(facts: &OperationFacts, response: &RawResponse<'_>) -> bool {
    let status = response.status();
    status.is_success() || facts.get_http().is_some_and(|http| http.code() == status)
}

/// What a response says about its error.
///
/// `Debug` does not show the message: the error is not known yet, so the message may be sensitive.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FoundError {
    /// Candidates for the name of the error's shape, the most reliable first. None is empty.
    pub codes: Vec<String>,
    /// The code that the error has in the query protocols, where the service still sends it: callers know
    /// the error by this one.
    pub query_code: Option<String>,
    /// The message, for people to read.
    pub message: Option<String>,
    /// The id by which the service knows the request, where the body has it.
    pub request_id: Option<String>,
    /// Who is to blame, where the body or the protocol tells.
    pub fault: Option<Fault>,
}

impl fmt::Debug for FoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundError")
            .field("codes", &self.codes)
            .field("query_code", &self.query_code)
            .field("request_id", &self.request_id)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl FoundError {
    /// The index of the first error of the model that any of the codes names.
    pub(crate) fn index(&self, facts: &OperationFacts, errors: &[ErrorFacts]) -> Option<usize> {
        let mut codes = self.codes.iter().chain(&self.query_code);
        codes.find_map(|code| facts.error_called(code, errors))
    }

    /// The code that callers see: the one of the query protocols, or else the one that names an error of the
    /// model, or else the most reliable.
    pub(crate) fn code(&self, named: Option<&ErrorFacts>) -> Option<&str> {
        let names_it = |code: &&String| named.is_some_and(|error| error.is_called(code));
        let named = self.codes.iter().find(names_it);
        self.query_code.as_ref().or(named).or(self.codes.first()).map(String::as_str)
    }
}

/// A response whose body has arrived.
///
/// `Debug` shows the number of headers and bytes only: any of them may be sensitive.
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &format_args!("{} headers", self.headers.len()))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl<'a> RawResponse<'a> {
    /// Borrows the parts of a response.
    pub fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self { status, headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// A header's first value, if it is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The id by which the service knows the request, from any of the headers that AWS services use.
    pub fn request_id(&self) -> Option<&'a str> {
        ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
            .into_iter()
            .find_map(|name| self.header(name))
    }
}
