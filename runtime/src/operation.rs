//! Operations: from an input to a request, from a response to an output or an error.

mod finish;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::body::Body;
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::error::{ErrorMetadata, ModeledDecoder, OtherError, ServiceError};
#[cfg(feature = "eventstream")]
use crate::eventstream;
use crate::facts::{ErrorFacts, OperationFacts, RawResponse};
use crate::limits::Limits;
use crate::retry::Retry;
use crate::schema::{Schema, Trait};
use crate::token::{RandomTokens, TokenSource};
use crate::value::{Members, MembersMut, Shape, Slot, Value};

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
    /// `Debug` of the request hides its body and the headers of sensitive members. It cannot hide
    /// the URI or the names of headers: if the model binds a sensitive member to a label or to the
    /// query, then logging the URI logs the secret. The page of such an operation has a warning.
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
        match read_response(Self::FACTS, raw, limits, Self::Output::SCHEMA, &mut output) {
            Ok(head) => Ok(head.with(output)),
            Err(error) => Err(error),
        }
    }

    /// The output of a response whose body streams into the member that is its payload.
    ///
    /// Where the operation has no such member, or the response holds an error, the body has to be there as
    /// bytes: collect it, and call [`response`](Self::response). A body that is known to be empty is no stream.
    ///
    /// # Errors
    /// As [`response`](Self::response). An error whose body is a stream is known by its headers alone. A stream that
    /// the output has no member for is an error of the kind [`Stream`](crate::DecodeErrorKind::Stream).
    #[inline]
    fn streaming_response(
        response: http::Response<Body>,
    ) -> Result<Response<Self::Output>, Self::Error> {
        let (head, body) = response.into_parts();
        match body.into_bytes() {
            Ok(bytes) => Self::response(&http::Response::from_parts(head, bytes)),
            Err(stream) => {
                let head = http::Response::from_parts(head, Bytes::new());
                let mut read = Self::response(&head)?;
                match put_stream(Self::Output::SCHEMA, &mut read.output, stream) {
                    Ok(()) => Ok(read),
                    Err(error) => Err(unread_stream(error, read.status, read.request_id).into()),
                }
            }
        }
    }

    /// The output of a response with an event stream, once its first message has come.
    ///
    /// In RPC protocols, that message holds the members of the output beside the stream.
    /// [`streaming_response`](Self::streaming_response) does not wait for it, and leaves them unset. An error
    /// in its place comes from the stream.
    ///
    /// # Errors
    /// As [`streaming_response`](Self::streaming_response); besides, the message is malformed, or the connection
    /// failed before it came.
    #[cfg(feature = "eventstream")]
    fn initial_response(
        response: http::Response<Body>,
    ) -> impl Future<Output = Result<Response<Self::Output>, Self::Error>> + Send
    where
        Self::Output: Send,
    {
        async move {
            let mut read = Self::streaming_response(response)?;
            let schema = Self::Output::SCHEMA;
            std::future::poll_fn(|context| {
                eventstream::poll_initial(schema, &mut read.output, context)
            })
            .await?;
            Ok(read)
        }
    }
}

/// Puts a body into the payload, or into the member that is an event stream.
///
/// # Errors
/// There is no such member, and the body may hold something.
fn put_stream(
    schema: &'static Schema,
    output: &mut dyn MembersMut,
    body: Body,
) -> Result<(), DecodeError> {
    let is_stream = |member: &Trait| matches!(member, Trait::HttpPayload | Trait::EventStream);
    let mut members = schema.members().iter();
    let index = members.position(|member| member.traits().iter().any(is_stream));
    match index.map_or(Slot::None, |index| output.member_mut(index)) {
        Slot::Stream(place) => *place = body,
        #[cfg(feature = "eventstream")]
        Slot::Events(events) => eventstream::set_body(events, body),
        _ if body.is_end_stream() => {}
        _ => return Err(DecodeError::in_head(DecodeErrorKind::Stream)),
    }
    Ok(())
}

/// Says that the body of a response is left over.
fn unread_stream(error: DecodeError, status: StatusCode, request_id: Option<String>) -> OtherError {
    OtherError::decode(error, ErrorMetadata { request_id, status, ..ErrorMetadata::default() })
}

/// How a request is written.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RequestOptions<'a> {
    /// Where idempotency tokens come from: [`RandomTokens`] by default.
    pub tokens: &'a dyn TokenSource,
    /// How many bytes a body has that is compressed, where the service takes that: 10,240 by default. `None`
    /// compresses nothing. Streams are sent as they are.
    pub compress_from: Option<usize>,
}

impl<'a> RequestOptions<'a> {
    /// Takes idempotency tokens from another source.
    #[must_use]
    pub const fn with_tokens(mut self, tokens: &'a dyn TokenSource) -> Self {
        self.tokens = tokens;
        self
    }

    /// Compresses bodies of so many bytes or more, where the service takes that; `None` compresses nothing.
    #[must_use]
    pub const fn with_compression_from(mut self, bytes: Option<usize>) -> Self {
        self.compress_from = bytes;
        self
    }
}

impl Default for RequestOptions<'_> {
    fn default() -> Self {
        Self { tokens: &RandomTokens, compress_from: Some(10_240) }
    }
}

/// An output, and what came with it.
///
/// `Debug` omits the headers of sensitive members.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation gave.
    pub output: T,
    /// The status of the HTTP response.
    pub status: StatusCode,
    /// The headers of the HTTP response. Values of sensitive members are marked as such
    /// ([`is_sensitive`](http::HeaderValue::is_sensitive)).
    pub headers: HeaderMap,
    /// The id by which the service knows the request.
    pub request_id: Option<String>,
    /// Why headers that optional members are bound to could not be read, each with the path to its
    /// member. The member is then unset, as if the header were missing (a list is empty); the value
    /// as it came is in [`headers`](Self::headers).
    ///
    /// Callers have no control over the headers that an object was stored with, so one odd header
    /// does not fail the response. An unreadable header of a required member does. For errors, see
    /// [`ErrorMetadata::unread`].
    ///
    /// Headers are read leniently: text that is not UTF-8 is ISO 8859-1, an empty value leaves any
    /// member but a string unset, equal values of a repeated header count once, and a timestamp may
    /// have any form that is a date in one way only.
    pub unread: Vec<DecodeError>,
}

impl<T> Response<T> {
    /// The output alone.
    pub fn into_output(self) -> T {
        self.output
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("output", &self.output)
            .field("status", &self.status)
            .field("headers", &PlainHeaders(&self.headers))
            .field("request_id", &self.request_id)
            .field("unread", &self.unread)
            .finish()
    }
}

/// Prints headers without the sensitive ones. Their names may be secret too: keys of a map are.
struct PlainHeaders<'a>(&'a HeaderMap);

impl fmt::Debug for PlainHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = f.debug_map();
        printed.entries(self.0.iter().filter(|(_, value)| !value.is_sensitive()));
        if self.0.values().any(http::HeaderValue::is_sensitive) {
            printed.finish_non_exhaustive()
        } else {
            printed.finish()
        }
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
    let mut request = built?;
    finish::accept(facts, &mut request);
    finish::host(facts, schema, input, &mut request)?;
    finish::compress(facts, options, &mut request);
    finish::checksum(facts, &mut request);
    Ok(request)
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
    unread: Vec<DecodeError>,
}

impl Head {
    fn with<T>(self, output: T) -> Response<T> {
        let Self { status, headers, request_id, unread } = self;
        Response { output, status, headers, request_id, unread }
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

/// Reads an output, or the error of a service. It is compiled once a service, and not once an operation.
fn read_response<E: ServiceError>(
    facts: &'static OperationFacts,
    response: RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Head, E> {
    match read_raw(facts, E::ERRORS, response, limits, schema, output) {
        Ok(head) => Ok(head),
        Err(Failure::Other(error)) => Err(error.into()),
        Err(Failure::Modeled(index, mut decoder)) => {
            Err(E::modeled(index, &mut decoder).unwrap_or_else(E::from))
        }
    }
}

fn read_raw<'a>(
    facts: &'static OperationFacts,
    errors: &'static [ErrorFacts],
    response: RawResponse<'a>,
    limits: &'a Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Head, Failure<'a>> {
    let protocol = facts.protocol();
    if let Err(error) = response.check_headers(limits) {
        let metadata = ErrorMetadata { status: response.status(), ..ErrorMetadata::default() };
        return Err(Failure::Other(OtherError::decode(error, metadata)));
    }
    if protocol.is_error(facts, &response, limits, schema) {
        return Err(find_error(facts, errors, response, limits));
    }
    let in_body = || protocol.request_id_of_body(&response, limits);
    let request_id = response.request_id().map(str::to_owned).or_else(in_body);
    match read_output(facts, &response, limits, schema, output) {
        Ok(unread) => {
            let (status, mut headers) = (response.status(), response.headers().clone());
            hide_headers(schema, &mut headers);
            Ok(Head { status, headers, request_id, unread })
        }
        Err(error) => {
            let status = response.status();
            let extended_request_id = response.header("x-amz-id-2").map(str::to_owned);
            let metadata = ErrorMetadata {
                request_id,
                extended_request_id,
                status,
                ..ErrorMetadata::default()
            };
            Err(Failure::Other(OtherError::decode(error, metadata)))
        }
    }
}

/// Marks the headers that sensitive members are bound to.
#[cfg(feature = "rest")]
fn hide_headers(schema: &Schema, headers: &mut HeaderMap) {
    crate::bindings::hide_headers(schema, headers);
}

#[cfg(not(feature = "rest"))]
fn hide_headers(_: &Schema, _: &mut HeaderMap) {}

fn read_output(
    facts: &'static OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Vec<DecodeError>, DecodeError> {
    #[cfg(feature = "eventstream")]
    if facts.has_event_output() {
        return eventstream::read_output(facts, response, limits, schema, output);
    }
    facts.protocol().read_output(facts, response, limits, schema, output)
}

fn find_error<'a>(
    facts: &'static OperationFacts,
    errors: &'static [ErrorFacts],
    response: RawResponse<'a>,
    limits: &'a Limits,
) -> Failure<'a> {
    let found = facts.protocol().find_error(facts, &response, limits);
    let index = found.index(facts, errors);
    let modeled = index.and_then(|index| errors.get(index));
    let code = found.code(modeled);
    let status = response.status();
    let metadata = ErrorMetadata {
        code: code.map(str::to_owned),
        retry: Retry::of_error(modeled, code, status, found.fault),
        message: found.message,
        request_id: response.request_id().map(str::to_owned).or(found.request_id),
        extended_request_id: response.header("x-amz-id-2").map(str::to_owned),
        status,
        ..ErrorMetadata::default()
    };
    let mut decoder = ModeledDecoder::new(facts, response, limits, metadata);
    match index {
        Some(index) => Failure::Modeled(index, Box::new(decoder)),
        None => Failure::Other(decoder.unmodeled_error()),
    }
}
