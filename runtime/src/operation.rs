//! Operations: from an input to a request, from a response to an output or an error.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::error::{ErrorFacts, ErrorMetadata, ModeledDecoder, OtherError, Retry, ServiceError};
use crate::protocol::{Protocol, RawResponse};
use crate::schema::Schema;
use crate::token::{RandomTokens, TokenSource};
use crate::value::{Members, MembersMut, Shape, Value};
use crate::{Body, EncodeError, Limits};

/// An operation of a service.
///
/// A generated crate implements it on one marker type per operation. It needs no socket, no async runtime
/// and no clock: send the request with any HTTP client, and hand back what came.
pub trait Operation {
    /// What the operation takes.
    type Input: Shape + Members;
    /// What the operation gives.
    type Output: Shape + MembersMut + Default;
    /// What may go wrong.
    type Error: ServiceError;

    /// The facts of the operation.
    #[doc(hidden)]
    const FACTS: &'static OperationFacts;

    /// The HTTP request for an input.
    ///
    /// Its URI is a path, such as `/`: put the scheme and host of your endpoint before it.
    ///
    /// # Errors
    /// The input cannot be written: see [`EncodeErrorKind`](crate::EncodeErrorKind).
    #[inline]
    fn request(input: &Self::Input) -> Result<http::Request<Body>, Self::Error> {
        Self::request_with(input, &RequestOptions::default())
    }

    /// The HTTP request for an input, with a say in how it is written.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    #[inline]
    fn request_with(
        input: &Self::Input,
        options: &RequestOptions<'_>,
    ) -> Result<http::Request<Body>, Self::Error> {
        build_request(Self::FACTS, Self::Input::SCHEMA, input, options).map_err(Self::Error::from)
    }

    /// The output that a response holds.
    ///
    /// # Errors
    /// The error that the response holds, or what is malformed in it.
    #[inline]
    fn response<B: AsRef<[u8]>>(
        response: &http::Response<B>,
    ) -> Result<Response<Self::Output>, Self::Error> {
        Self::response_with(response, &Limits::DEFAULT)
    }

    /// The output that a response holds, within limits of your own.
    ///
    /// # Errors
    /// As [`response`](Self::response).
    #[inline]
    fn response_with<B: AsRef<[u8]>>(
        response: &http::Response<B>,
        limits: &Limits,
    ) -> Result<Response<Self::Output>, Self::Error> {
        let mut output = Self::Output::default();
        let raw = RawResponse::new(response.status(), response.headers(), response.body().as_ref());
        let read = read_response(
            Self::FACTS,
            Self::Error::ERRORS,
            raw,
            limits,
            Self::Output::SCHEMA,
            &mut output,
        );
        match read {
            Ok(head) => Ok(head.with(output)),
            Err(Failure::Other(error)) => Err(error.into()),
            Err(Failure::Modeled(index, mut decoder)) => {
                Err(Self::Error::modeled(index, &mut decoder).unwrap_or_else(Self::Error::from))
            }
        }
    }
}

/// How a request is written.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RequestOptions<'a> {
    /// Where idempotency tokens come from: [`RandomTokens`] by default.
    pub tokens: &'a dyn TokenSource,
}

impl<'a> RequestOptions<'a> {
    /// Takes idempotency tokens from another source.
    #[must_use]
    pub const fn with_tokens(mut self, tokens: &'a dyn TokenSource) -> Self {
        self.tokens = tokens;
        self
    }
}

impl Default for RequestOptions<'_> {
    fn default() -> Self {
        Self { tokens: &RandomTokens }
    }
}

/// An output, and what came with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation gave.
    pub output: T,
    /// The status of the HTTP response.
    pub status: StatusCode,
    /// The headers of the HTTP response.
    pub headers: HeaderMap,
    /// The id by which the service knows the request.
    pub request_id: Option<String>,
}

impl<T> Response<T> {
    /// The output alone.
    pub fn into_output(self) -> T {
        self.output
    }
}

/// What the model says about a service.
#[derive(Debug)]
pub struct ServiceFacts {
    name: &'static str,
    version: &'static str,
    protocol: &'static dyn Protocol,
    query_compatible: bool,
}

impl ServiceFacts {
    /// A service by its shape's name, which starts the header `X-Amz-Target`, its version, and the
    /// protocol that it speaks.
    pub const fn new(
        name: &'static str,
        version: &'static str,
        protocol: &'static dyn Protocol,
    ) -> Self {
        Self { name, version, protocol, query_compatible: false }
    }

    /// Marks a service that once spoke awsQuery, and still sends its error codes
    /// (`@aws.protocols#awsQueryCompatible`).
    #[must_use]
    pub const fn query_compatible(mut self) -> Self {
        self.query_compatible = true;
        self
    }

    /// The name of the service's shape.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The version of the service.
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The protocol that the service speaks.
    pub const fn protocol(&self) -> &'static dyn Protocol {
        self.protocol
    }

    /// Whether the service still sends the error codes of awsQuery.
    pub const fn is_query_compatible(&self) -> bool {
        self.query_compatible
    }
}

/// What the model says about an operation.
#[derive(Debug)]
pub struct OperationFacts {
    name: &'static str,
    service: &'static ServiceFacts,
    errors: &'static [&'static str],
    input: Modelled,
    output: Modelled,
}

/// Whether the model gives an operation an input or an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Modelled {
    Yes,
    No,
}

impl OperationFacts {
    /// An operation of a service.
    pub const fn of(service: &'static ServiceFacts) -> Self {
        Self { name: "", service, errors: &[], input: Modelled::Yes, output: Modelled::Yes }
    }

    /// Gives the name of the operation's shape.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Gives the operation's own errors, by the names of their shapes: they are matched before the others of
    /// the service.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [&'static str]) -> Self {
        self.errors = errors;
        self
    }

    /// Says that the model gives the operation no input.
    #[must_use]
    pub const fn without_input(mut self) -> Self {
        self.input = Modelled::No;
        self
    }

    /// Says that the model gives the operation no output.
    #[must_use]
    pub const fn without_output(mut self) -> Self {
        self.output = Modelled::No;
        self
    }

    /// The name of the operation's shape.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The service that has the operation.
    pub const fn service(&self) -> &'static ServiceFacts {
        self.service
    }

    /// The protocol that the service speaks.
    pub const fn protocol(&self) -> &'static dyn Protocol {
        self.service.protocol
    }

    /// Whether the model gives the operation an input.
    pub fn has_input(&self) -> bool {
        self.input == Modelled::Yes
    }

    /// Whether the model gives the operation an output.
    pub fn has_output(&self) -> bool {
        self.output == Modelled::Yes
    }

    /// The index of the error that a code means: one of the operation's own, or else any of the service's.
    fn error_called(&self, code: &str, all: &[ErrorFacts]) -> Option<usize> {
        let is_own = |error: &ErrorFacts| self.errors.contains(&error.code());
        let own = all.iter().position(|error| error.is_called(code) && is_own(error));
        own.or_else(|| all.iter().position(|error| error.is_called(code)))
    }
}

fn build_request(
    facts: &'static OperationFacts,
    schema: &'static Schema,
    input: &dyn Members,
    options: &RequestOptions<'_>,
) -> Result<http::Request<Body>, OtherError> {
    let built = match WithToken::new(schema, input, options.tokens) {
        Some(filled) => facts.protocol().request(facts, schema, &filled),
        None => facts.protocol().request(facts, schema, input),
    };
    built.map_err(EncodeError::into)
}

/// An input whose idempotency token is filled in.
struct WithToken<'a> {
    schema: &'static Schema,
    input: &'a dyn Members,
    token: String,
}

impl<'a> WithToken<'a> {
    /// The input with a token, if it lacks one.
    fn new(
        schema: &'static Schema,
        input: &'a dyn Members,
        tokens: &dyn TokenSource,
    ) -> Option<Self> {
        let mut members = schema.members().iter().enumerate();
        let lacks_token = members
            .any(|(index, member)| member.is_idempotency_token() && is_unset(input.member(index)));
        lacks_token.then(|| Self { schema, input, token: tokens.token() })
    }
}

fn is_unset(value: Value<'_>) -> bool {
    matches!(value, Value::Absent | Value::String(""))
}

impl Members for WithToken<'_> {
    fn member(&self, index: usize) -> Value<'_> {
        let value = self.input.member(index);
        match self.schema.members().get(index) {
            Some(member) if member.is_idempotency_token() && is_unset(value) => {
                Value::String(&self.token)
            }
            _ => value,
        }
    }
}

/// What comes with an output.
struct Head {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
}

impl Head {
    fn with<T>(self, output: T) -> Response<T> {
        let Self { status, headers, request_id } = self;
        Response { output, status, headers, request_id }
    }
}

/// Why a response gave no output.
enum Failure<'a> {
    /// An error of the model, by its index.
    Modeled(usize, Box<ModeledDecoder<'a>>),
    Other(OtherError),
}

impl fmt::Debug for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modeled(index, _) => {
                f.debug_tuple("Modeled").field(index).finish_non_exhaustive()
            }
            Self::Other(error) => f.debug_tuple("Other").field(error).finish(),
        }
    }
}

fn read_response<'a>(
    facts: &'static OperationFacts,
    errors: &'static [ErrorFacts],
    response: RawResponse<'a>,
    limits: &'a Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Head, Failure<'a>> {
    let protocol = facts.protocol();
    if protocol.is_error(&response) {
        return Err(find_error(facts, errors, response, limits));
    }
    let request_id = response.request_id().map(str::to_owned);
    match protocol.read_output(facts, &response, limits, schema, output) {
        Ok(()) => {
            Ok(Head { status: response.status(), headers: response.headers().clone(), request_id })
        }
        Err(error) => {
            let status = response.status();
            let metadata = ErrorMetadata { request_id, status, ..ErrorMetadata::default() };
            Err(Failure::Other(OtherError::decode(error, metadata)))
        }
    }
}

fn find_error<'a>(
    facts: &'static OperationFacts,
    errors: &'static [ErrorFacts],
    response: RawResponse<'a>,
    limits: &'a Limits,
) -> Failure<'a> {
    let found = facts.protocol().find_error(facts, &response, limits);
    let index = found.codes().find_map(|code| facts.error_called(code, errors));
    let modeled = index.and_then(|index| errors.get(index)).map(ErrorFacts::get_retry);
    let code = found.codes().next_back().map(str::to_owned);
    let status = response.status();
    let retry = match modeled {
        None | Some(Retry::No) => Retry::classify(code.as_deref(), status),
        Some(retry) => retry,
    };
    let request_id = response.request_id().map(str::to_owned);
    let metadata = ErrorMetadata { code, message: found.message, request_id, status, retry };
    let mut decoder = ModeledDecoder::new(facts, response, limits, metadata);
    match index {
        Some(index) => Failure::Modeled(index, Box::new(decoder)),
        None => Failure::Other(decoder.unmodeled_error()),
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::protocol::AWS_JSON_1_1;

    static SERVICE: ServiceFacts = ServiceFacts::new("Service", "1", &AWS_JSON_1_1);

    /// Two errors of one service may have one code, as in Amazon `CloudWatch`.
    #[test]
    fn the_operations_own_errors_come_first() {
        let all = [
            ErrorFacts::new("FirstNotFound").query_code("NotFound"),
            ErrorFacts::new("SecondNotFound").query_code("NotFound"),
        ];
        let none = OperationFacts::of(&SERVICE);
        let second = OperationFacts::of(&SERVICE).errors(&["SecondNotFound"]);
        assert_eq!(none.error_called("NotFound", &all), Some(0));
        assert_eq!(second.error_called("NotFound", &all), Some(1));
        assert_eq!(second.error_called("FirstNotFound", &all), Some(0));
        assert_eq!(second.error_called("Other", &all), None);
    }
}
