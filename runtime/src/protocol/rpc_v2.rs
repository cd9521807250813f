//! [rpcv2Cbor] and [rpcv2Json]: every operation is a POST to a path that names it, with its input as the body.
//!
//! [rpcv2Cbor]: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
//! [rpcv2Json]: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{StatusCode, Uri};

use super::error_code::{QUERY_MODE, query_code, sanitize_code};
use crate::body::Body;
use crate::codec::body::{self, BodyCodec};
#[cfg(feature = "cbor")]
use crate::codec::cbor;
use crate::codec_error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind};
#[cfg(feature = "eventstream")]
use crate::event;
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::schema::Schema;
use crate::value::{Members, MembersMut};

/// rpcv2Cbor.
#[cfg(feature = "cbor")]
pub static RPC_V2_CBOR: RpcV2 = RpcV2 { format: Format::Cbor };

/// rpcv2Json.
#[cfg(feature = "json")]
pub static RPC_V2_JSON: RpcV2 = RpcV2 { format: Format::Json };

/// One of the two protocols, which differ in the format of their bodies alone.
#[derive(Debug)]
pub struct RpcV2 {
    format: Format,
}

const PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");

impl Protocol for RpcV2 {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        let path = ["/service/", facts.service().name(), "/operation/", facts.name()].concat();
        let uri = Uri::try_from(path).map_err(|_| EncodeError::new(EncodeErrorKind::InvalidUri))?;
        let body = if facts.has_input() { Some(self.body(schema, input)?) } else { None };
        let mut request = http::Request::new(Body::empty());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(PROTOCOL, HeaderValue::from_static(self.format.protocol()));
        if !facts.has_event_output() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.format.codec().content_type()));
        }
        if facts.service().is_query_compatible() {
            headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
        }
        if let Some((content_type, body)) = body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            *request.body_mut() = body;
        }
        Ok(request)
    }

    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn BodyCodec> {
        Some(self.format.codec())
    }

    /// No status but 200 is one of success.
    fn is_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        _limits: &Limits,
        _output: &'static Schema,
    ) -> bool {
        response.status() != StatusCode::OK
    }

    fn read_output(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        if !self.format.wrote(response) {
            let expected = self.format.expected_response();
            return Err(DecodeError::in_head(DecodeErrorKind::Syntax(expected)));
        }
        self.read_body(response, limits, schema, output).map(|()| Vec::new())
    }

    /// A response that does not name the protocol came from someone else, and says nothing but its status.
    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        if !self.format.wrote(response) {
            return FoundError::default();
        }
        let ErrorText { kind, message } = self.format.error_text(response, limits);
        let code = kind.as_deref().and_then(sanitize_code);
        FoundError {
            codes: code.into_iter().map(str::to_owned).collect(),
            query_code: query_code(facts, response),
            message,
            ..FoundError::default()
        }
    }

    fn read_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError> {
        self.read_body(response, limits, schema, error).err().into_iter().collect()
    }
}

impl RpcV2 {
    /// The body of a request, and its media type.
    fn body(
        &self,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<(&'static str, Body), EncodeError> {
        let codec = self.format.codec();
        #[cfg(feature = "eventstream")]
        if let Some(body) = event::request_body(schema, input, codec)? {
            return Ok((event::CONTENT_TYPE, body));
        }
        let body = codec.write(schema, input)?;
        Ok((codec.content_type(), body.into()))
    }

    /// Reads a body; one without a byte is an empty structure. No member is in a header.
    fn read_body(
        &self,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        match response.body() {
            [] => Ok(()),
            body => self.format.codec().read(body, limits, schema, into),
        }
    }
}

/// The format of the bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    #[cfg(feature = "cbor")]
    Cbor,
    #[cfg(feature = "json")]
    Json,
}

/// What all errors may have in their bodies, where it is text: a service is free to give its own errors members
/// of these names and other types.
struct ErrorText {
    /// The error's shape. No other member tells which error it is.
    kind: Option<String>,
    message: Option<String>,
}

impl Format {
    /// The value of the header by which both sides name the protocol.
    fn protocol(self) -> &'static str {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => "rpc-v2-cbor",
            #[cfg(feature = "json")]
            Self::Json => "rpc-v2-json",
        }
    }

    fn codec(self) -> &'static dyn BodyCodec {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => body::CBOR,
            #[cfg(feature = "json")]
            Self::Json => body::RPC_V2_JSON,
        }
    }

    /// What a response of another protocol is told to be.
    fn expected_response(self) -> &'static str {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => "a response with the header `smithy-protocol: rpc-v2-cbor`",
            #[cfg(feature = "json")]
            Self::Json => "a response with the header `smithy-protocol: rpc-v2-json`",
        }
    }

    /// Whether a response names the protocol.
    fn wrote(self, response: &RawResponse<'_>) -> bool {
        response.headers().get(PROTOCOL).is_some_and(|name| name == self.protocol())
    }

    fn error_text(self, response: &RawResponse<'_>, limits: &Limits) -> ErrorText {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => {
                let names = ["__type", "message", "Message"];
                let [kind, lower, upper] = cbor::text_members(response.body(), limits, names);
                ErrorText { kind, message: lower.or(upper) }
            }
            #[cfg(feature = "json")]
            Self::Json => {
                let body = super::json_error::ErrorBody::read(response, limits);
                ErrorText {
                    kind: body.kind().map(str::to_owned),
                    message: body.message().map(str::to_owned),
                }
            }
        }
    }
}
