//! Modelled events: members of a union, in headers and in a payload ([the rules]).
//!
//! [the rules]: https://smithy.io/2.0/aws/amazon-eventstream.html#amazon-event-semantics

use super::message::{HeaderValue, Message, names};
use crate::codec::body::BodyCodec;
use crate::codec_error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind};
use crate::limits::Limits;
use crate::schema::{Member, Schema, Trait};
use crate::value::{Members, MembersMut, Slot, Value, Variant, Variants, VariantsMut};

/// The headers that the encoding reserves.
mod header {
    pub(super) const MESSAGE_TYPE: &str = ":message-type";
    pub(super) const EVENT_TYPE: &str = ":event-type";
    pub(super) const EXCEPTION_TYPE: &str = ":exception-type";
    pub(super) const CONTENT_TYPE: &str = ":content-type";
    pub(super) const ERROR_CODE: &str = ":error-code";
    pub(super) const ERROR_MESSAGE: &str = ":error-message";
}

const INITIAL_REQUEST: &str = "initial-request";
const INITIAL_RESPONSE: &str = "initial-response";

/// What a message says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind<'a> {
    /// An event, by its member of the union.
    Event(&'a str),
    /// An error of the model, by its member of the union. It ends the stream.
    Exception(&'a str),
    /// Any other error. It ends the stream.
    #[non_exhaustive]
    Error {
        /// The name or category of the error.
        code: Option<&'a str>,
        /// A message, for people to read.
        message: Option<&'a str>,
    },
    /// The input of an RPC operation, without its stream. It comes before all events.
    InitialRequest,
    /// The output of an RPC operation, without its stream. It comes before all events.
    InitialResponse,
}

impl<'a> EventKind<'a> {
    /// What a message says that it is.
    ///
    /// # Errors
    /// A header that tells is missing, is no string, or has a value that the encoding does not know.
    pub fn of(message: &'a Message) -> Result<Self, DecodeError> {
        let text = |name| message.header(name).and_then(HeaderValue::as_str);
        match text(header::MESSAGE_TYPE) {
            Some("event") => match text(header::EVENT_TYPE) {
                Some(INITIAL_REQUEST) => Ok(Self::InitialRequest),
                Some(INITIAL_RESPONSE) => Ok(Self::InitialResponse),
                Some(name) => Ok(Self::Event(name)),
                None => Err(malformed("a string in the header `:event-type`")),
            },
            Some("exception") => match text(header::EXCEPTION_TYPE) {
                Some(name) => Ok(Self::Exception(name)),
                None => Err(malformed("a string in the header `:exception-type`")),
            },
            Some("error") => {
                let (code, message) = (text(header::ERROR_CODE), text(header::ERROR_MESSAGE));
                Ok(Self::Error { code, message })
            }
            _ => Err(malformed("`event`, `exception` or `error` in the header `:message-type`")),
        }
    }
}

#[cold]
fn malformed(expected: &'static str) -> DecodeError {
    DecodeError::in_head(DecodeErrorKind::Syntax(expected))
}

/// Fills a union from an event or an exception of that name. One that the model does not know is no error.
///
/// # Errors
/// A header is not of the type of its member, or the payload is malformed. Offsets are those of the payload.
pub fn read_event(
    message: &Message,
    name: &str,
    codec: &dyn BodyCodec,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn VariantsMut,
) -> Result<(), DecodeError> {
    let mut members = schema.members().iter().enumerate();
    let Some((index, member)) = members.find(|(_, member)| member.name() == name) else {
        into.set_unknown(name.to_owned(), None);
        return Ok(());
    };
    let read = match (into.variant_mut(index), member.target()) {
        (Slot::Structure(event), Some(schema)) => {
            read_structure(message, codec, limits, schema, event)
        }
        _ => Err(DecodeError::in_head(DecodeErrorKind::Unsupported)),
    };
    read.map_err(|error| error.within_member(member))
}

/// Fills an input or output from the message that comes before all events. The stream among its members is left as
/// it is.
///
/// # Errors
/// The payload is malformed.
pub fn read_initial(
    message: &Message,
    codec: &dyn BodyCodec,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    match &message.payload[..] {
        [] => Ok(()),
        payload => codec.read(payload, limits, schema, &mut WithoutStream(into)),
    }
}

/// The message for an event, or for an error of the model that is a member of the union.
///
/// # Errors
/// The union holds a member that the model does not know, or one that the format cannot hold.
pub fn write_event(
    schema: &'static Schema,
    event: &dyn Variants,
    codec: &dyn BodyCodec,
) -> Result<Message, EncodeError> {
    let Variant::Known(index, value) = event.variant() else {
        return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
    };
    let member = schema.members().get(index);
    let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
    let message = if member.is(Trait::Exception) {
        typed("exception", header::EXCEPTION_TYPE, member.name())
    } else {
        typed("event", header::EVENT_TYPE, member.name())
    };
    let written = match (value, member.target()) {
        (Value::Structure(event), Some(schema)) => write_members(schema, event, codec, message),
        _ => Err(EncodeError::new(EncodeErrorKind::Unsupported)),
    };
    written.map_err(|error| error.within_member(member))
}

/// The message that goes before all events of a request: the input without its stream. There is none where the
/// model has nothing but the stream.
///
/// # Errors
/// The input holds what the format cannot hold.
pub fn write_initial_request(
    schema: &'static Schema,
    input: &dyn Members,
    codec: &dyn BodyCodec,
) -> Result<Option<Message>, EncodeError> {
    if schema.members().iter().all(|member| member.is(Trait::EventStream)) {
        return Ok(None);
    }
    let payload = codec.write(schema, &WithoutStream(input))?;
    let message = typed("event", header::EVENT_TYPE, INITIAL_REQUEST);
    Ok(Some(with_payload(message, codec.content_type(), payload)))
}

/// The index of the event stream among the members of an input or output.
pub(crate) fn stream_index(schema: &Schema) -> Option<usize> {
    schema.members().iter().position(|member| member.is(Trait::EventStream))
}

/// Fills the structure that an event or an exception is.
///
/// # Errors
/// As [`read_event`]. A malformed header does not keep the document from being read.
pub(crate) fn read_structure(
    message: &Message,
    codec: &dyn BodyCodec,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    let bound = read_bound(message, codec, limits, schema, into);
    let document = match &message.payload[..] {
        payload if has_document(schema) && !payload.is_empty() => {
            codec.read(payload, limits, schema, &mut DocumentOnly { schema, event: into })
        }
        _ => Ok(()),
    };
    bound.and(document)
}

/// Fills the members that are in headers, and the one that is the whole payload.
fn read_bound(
    message: &Message,
    codec: &dyn BodyCodec,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    for (index, member) in schema.members().iter().enumerate() {
        match Binding::of(member) {
            Binding::Header => {
                if let Some(value) = message.header(member.name()) {
                    read_header(value, into.member_mut(index))
                        .map_err(|error| error.within_member(member))?;
                }
            }
            Binding::Payload if message.payload.is_empty() => {}
            // For text and bytes, any payload is a value.
            Binding::Payload if member.target().is_some() && codec.is_unset(&message.payload) => {}
            Binding::Payload => {
                read_payload(message, codec, limits, member, into.member_mut(index))?;
            }
            Binding::Document => {}
        }
    }
    Ok(())
}

fn read_payload(
    message: &Message,
    codec: &dyn BodyCodec,
    limits: &Limits,
    member: &'static Member,
    slot: Slot<'_>,
) -> Result<(), DecodeError> {
    let text = || {
        std::str::from_utf8(&message.payload).map_err(|error| {
            DecodeError::new(DecodeErrorKind::Utf8, error.valid_up_to()).within_member(member)
        })
    };
    match slot {
        Slot::Blob(place) => place.set(message.payload.clone()),
        Slot::String(place) => place.set(text()?.to_owned()),
        Slot::StringEnum(place) => place.set(text()?),
        slot => return codec.read_payload(&message.payload, limits, member, slot),
    }
    Ok(())
}

/// Fills a member from a header. An integer may be of another width than the member, if it fits.
fn read_header(value: &HeaderValue, slot: Slot<'_>) -> Result<(), DecodeError> {
    match (slot, value) {
        (Slot::None, _) => {}
        (Slot::Bool(place), HeaderValue::Bool(value)) => place.set(*value),
        (Slot::Byte(place), value) => place.set(integer(value)?),
        (Slot::Short(place), value) => place.set(integer(value)?),
        (Slot::Integer(place), value) => place.set(integer(value)?),
        (Slot::IntEnum(place), value) => place.set(integer(value)?),
        (Slot::Long(place), value) => place.set(integer(value)?),
        (Slot::Blob(place), HeaderValue::Blob(value)) => place.set(value.clone()),
        (Slot::String(place), HeaderValue::String(value)) => place.set(value.clone()),
        (Slot::StringEnum(place), HeaderValue::String(value)) => place.set(value),
        (Slot::Timestamp(place), HeaderValue::Timestamp(value)) => place.set(*value),
        (Slot::Bool(_), value) => return Err(wrong_type(names::BOOL, value)),
        (Slot::Blob(_), value) => return Err(wrong_type(names::BLOB, value)),
        (Slot::String(_) | Slot::StringEnum(_), value) => {
            return Err(wrong_type(names::STRING, value));
        }
        (Slot::Timestamp(_), value) => return Err(wrong_type(names::TIMESTAMP, value)),
        _ => return Err(DecodeError::in_head(DecodeErrorKind::Unsupported)),
    }
    Ok(())
}

fn integer<T: TryFrom<i64>>(value: &HeaderValue) -> Result<T, DecodeError> {
    let integer = match value {
        HeaderValue::Byte(value) => i64::from(*value),
        HeaderValue::Short(value) => i64::from(*value),
        HeaderValue::Integer(value) => i64::from(*value),
        HeaderValue::Long(value) => *value,
        other => return Err(wrong_type(names::INTEGER, other)),
    };
    T::try_from(integer).map_err(|_| DecodeError::in_head(DecodeErrorKind::OutOfRange))
}

#[cold]
fn wrong_type(expected: &'static str, found: &HeaderValue) -> DecodeError {
    DecodeError::in_head(DecodeErrorKind::Type { expected, found: found.type_name() })
}

/// A message that says what it is, without what it holds.
fn typed(message_type: &str, type_header: &str, name: &str) -> Message {
    Message::default()
        .with(header::MESSAGE_TYPE, HeaderValue::String(message_type.to_owned()))
        .with(type_header, HeaderValue::String(name.to_owned()))
}

fn with_payload(message: Message, content_type: &str, payload: impl Into<bytes::Bytes>) -> Message {
    let content_type = HeaderValue::String(content_type.to_owned());
    Message { payload: payload.into(), ..message.with(header::CONTENT_TYPE, content_type) }
}

/// Adds payload and headers.
fn write_members(
    schema: &'static Schema,
    event: &dyn Members,
    codec: &dyn BodyCodec,
    message: Message,
) -> Result<Message, EncodeError> {
    let mut message = if has_document(schema) {
        let payload = codec.write(schema, &DocumentOnly { schema, event })?;
        with_payload(message, codec.content_type(), payload)
    } else {
        message
    };
    // The payload comes first: its type is one of the headers that the encoding reserves.
    for binding in [Binding::Payload, Binding::Header] {
        for (index, member) in schema.members().iter().enumerate() {
            message = match event.member(index) {
                Value::Absent => message,
                _ if Binding::of(member) != binding => message,
                value if binding == Binding::Payload => {
                    write_payload(member, value, codec, message)?
                }
                value => write_header(member, value, message)
                    .map_err(|error| error.within_member(member))?,
            };
        }
    }
    Ok(message)
}

fn write_payload(
    member: &'static Member,
    value: Value<'_>,
    codec: &dyn BodyCodec,
    message: Message,
) -> Result<Message, EncodeError> {
    Ok(match value {
        Value::Blob(bytes) => with_payload(message, "application/octet-stream", bytes.clone()),
        Value::String(text) => with_payload(message, "text/plain", text.to_owned()),
        value => with_payload(message, codec.content_type(), codec.write_payload(member, value)?),
    })
}

fn write_header(
    member: &'static Member,
    value: Value<'_>,
    message: Message,
) -> Result<Message, EncodeError> {
    let value = match value {
        Value::Bool(value) => HeaderValue::Bool(value),
        Value::Byte(value) => HeaderValue::Byte(value),
        Value::Short(value) => HeaderValue::Short(value),
        Value::Integer(value) => HeaderValue::Integer(value),
        Value::Long(value) => HeaderValue::Long(value),
        Value::Blob(value) => HeaderValue::Blob(value.clone()),
        Value::String(value) => HeaderValue::String(value.to_owned()),
        Value::Timestamp(value) => HeaderValue::Timestamp(value),
        _ => return Err(EncodeError::new(EncodeErrorKind::Unsupported)),
    };
    Ok(message.with(member.name(), value))
}

/// Where a member of an event goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binding {
    /// A header.
    Header,
    /// All of the payload.
    Payload,
    /// The document that is the payload.
    Document,
}

impl Binding {
    fn of(member: &Member) -> Self {
        let of_trait = |member_trait: &Trait| match member_trait {
            Trait::EventHeader => Some(Self::Header),
            Trait::EventPayload => Some(Self::Payload),
            _ => None,
        };
        member.traits().iter().find_map(of_trait).unwrap_or(Self::Document)
    }
}

/// Whether any member of an event is in the document that is its payload.
fn has_document(schema: &Schema) -> bool {
    schema.members().iter().any(|member| Binding::of(member) == Binding::Document)
}

/// The members of an event that are in the document.
struct DocumentOnly<T> {
    schema: &'static Schema,
    event: T,
}

impl<T> DocumentOnly<T> {
    fn has(&self, index: usize) -> bool {
        let member = self.schema.members().get(index);
        member.is_some_and(|member| Binding::of(member) == Binding::Document)
    }
}

impl Members for DocumentOnly<&dyn Members> {
    fn member(&self, index: usize) -> Value<'_> {
        if self.has(index) { self.event.member(index) } else { Value::Absent }
    }
}

impl MembersMut for DocumentOnly<&mut dyn MembersMut> {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        if self.has(index) { self.event.member_mut(index) } else { Slot::None }
    }
}

/// The members of an input or output that are no stream.
struct WithoutStream<T>(T);

impl Members for WithoutStream<&dyn Members> {
    fn member(&self, index: usize) -> Value<'_> {
        match self.0.member(index) {
            Value::Stream(_) | Value::Events(_) => Value::Absent,
            value => value,
        }
    }
}

impl MembersMut for WithoutStream<&mut dyn MembersMut> {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        match self.0.member_mut(index) {
            Slot::Stream(_) | Slot::Events(_) => Slot::None,
            slot => slot,
        }
    }
}
