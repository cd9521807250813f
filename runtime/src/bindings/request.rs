//! Requests with HTTP bindings.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Request};

use crate::body::Body;
use crate::codec::body::BodyCodec;
use crate::codec_error::{EncodeError, EncodeErrorKind};
#[cfg(feature = "eventstream")]
use crate::event;
use crate::facts::OperationFacts;
use crate::quirks;
use crate::schema::{Kind, Member, Schema, Trait};
use crate::value::{Members, SendEvents, Value};

use super::unbound::Unbound;
use super::{RequestPlace, header, uri};

/// What is sent where an input has members in the body, and none of them is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmptyBody {
    /// A structure without a member.
    Structure,
    /// No byte.
    Nothing,
}

/// The request for an input.
///
/// # Errors
/// A member does not fit its place, or the codec cannot write the body.
pub(crate) fn request(
    codec: &dyn BodyCodec,
    empty: EmptyBody,
    facts: &OperationFacts,
    schema: &'static Schema,
    input: &dyn Members,
) -> Result<Request<Body>, EncodeError> {
    let http = facts.get_http().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::from_bytes(http.method().as_bytes())
        .map_err(|_| EncodeError::new(EncodeErrorKind::Schema))?;
    *request.uri_mut() = uri::build(facts, http.uri(), schema, input)?;
    header::write(schema, input, request.headers_mut())?;
    quirks::add_headers(facts, request.headers_mut());
    if let Some(Content { body, media_type }) = content(codec, empty, facts, schema, input)? {
        *request.body_mut() = body;
        set_content_type(media_type, request.headers_mut())?;
    }
    Ok(request)
}

/// A member that is bound to the header itself has the last word.
fn set_content_type(media_type: &str, headers: &mut HeaderMap) -> Result<(), EncodeError> {
    if !headers.contains_key(CONTENT_TYPE) {
        let value = HeaderValue::from_str(media_type)
            .map_err(|_| EncodeError::new(EncodeErrorKind::InvalidHeader))?;
        headers.insert(CONTENT_TYPE, value);
    }
    Ok(())
}

/// A body, and what it is.
struct Content {
    body: Body,
    media_type: &'static str,
}

impl Content {
    fn new(body: impl Into<Body>, media_type: &'static str) -> Self {
        Self { body: body.into(), media_type }
    }
}

fn content(
    codec: &dyn BodyCodec,
    empty: EmptyBody,
    facts: &OperationFacts,
    schema: &'static Schema,
    input: &dyn Members,
) -> Result<Option<Content>, EncodeError> {
    let places = || schema.members().iter().map(RequestPlace::of).enumerate();
    if let Some((index, _)) = places().find(|(_, place)| *place == RequestPlace::Payload) {
        let Some(member) = schema.members().get(index) else { return Ok(None) };
        return payload(codec, empty, facts, member, input.member(index))
            .map_err(|error| error.within_member(member));
    }
    let mut body = places().filter(|(_, place)| *place == RequestPlace::Body).peekable();
    if body.peek().is_none() {
        return Ok(None);
    }
    let is_empty = body.all(|(index, _)| matches!(input.member(index), Value::Absent));
    if is_empty && empty == EmptyBody::Nothing {
        return Ok(None);
    }
    let body = codec.write(schema, &Unbound::new(schema, input))?;
    Ok(Some(Content::new(body, codec.content_type())))
}

/// The member that is the whole body. Where a structure is not set, a codec may have a form for that.
fn payload(
    codec: &dyn BodyCodec,
    empty: EmptyBody,
    facts: &OperationFacts,
    member: &'static Member,
    value: Value<'_>,
) -> Result<Option<Content>, EncodeError> {
    let media_type = media_type(member);
    Ok(Some(match value {
        Value::Absent if is_structure(member) && empty == EmptyBody::Structure => {
            let body = codec.write_payload(member, Value::Structure(&Nothing))?;
            Content::new(body, codec.content_type())
        }
        Value::Absent => return Ok(None),
        Value::Blob(bytes) => {
            Content::new(bytes.clone(), media_type.unwrap_or("application/octet-stream"))
        }
        Value::String(text) => {
            let bytes = Bytes::copy_from_slice(text.as_bytes());
            Content::new(bytes, media_type.unwrap_or("text/plain"))
        }
        Value::Stream(body) if body.as_bytes().is_some_and(Bytes::is_empty) => return Ok(None),
        Value::Stream(body) => {
            let body = body.send().ok_or_else(|| EncodeError::new(EncodeErrorKind::Sent))?;
            Content::new(body, media_type.unwrap_or("application/octet-stream"))
        }
        Value::Events(events) => send(facts, events)?,
        value => Content::new(codec.write_payload(member, value)?, codec.content_type()),
    }))
}

#[cfg(feature = "eventstream")]
fn send(facts: &OperationFacts, events: &dyn SendEvents) -> Result<Content, EncodeError> {
    let codec = facts.protocol().event_codec();
    let codec = codec.ok_or_else(|| EncodeError::new(EncodeErrorKind::Unsupported))?;
    Ok(Content::new(event::stream_body(events, codec)?, event::CONTENT_TYPE))
}

#[cfg(not(feature = "eventstream"))]
fn send(_: &OperationFacts, _: &dyn SendEvents) -> Result<Content, EncodeError> {
    Err(EncodeError::new(EncodeErrorKind::Unsupported))
}

fn is_structure(member: &Member) -> bool {
    member.target().is_some_and(|target| target.kind() == Kind::Structure)
}

fn media_type(member: &Member) -> Option<&'static str> {
    member.traits().iter().find_map(|known| match *known {
        Trait::MediaType(media_type) => Some(media_type),
        _ => None,
    })
}

/// A structure of which no member is set.
struct Nothing;

impl Members for Nothing {
    fn member(&self, _: usize) -> Value<'_> {
        Value::Absent
    }
}
