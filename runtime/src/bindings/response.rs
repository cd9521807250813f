//! Responses with HTTP bindings.

use crate::error::{DecodeError, DecodeErrorKind};
use crate::operation::OperationFacts;
use crate::protocol::RawResponse;
use crate::schema::{Member, Schema};
use crate::value::{MembersMut, Slot};
use crate::{Bytes, Limits, quirks};

use super::rest::RestCodec;
use super::unbound::UnboundMut;
use super::{ResponsePlace, decode_within, header};

/// Reads an output.
///
/// # Errors
/// A header is not of its member's form, or the codec cannot read the body.
pub(crate) fn read_output<C: RestCodec>(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    read_head(facts, response, limits, schema, output)?;
    if read_payload::<C>(response, limits, schema, output)? == Payload::None
        && has_body(response, schema)
    {
        let mut output = UnboundMut::new(schema, output);
        C::read(facts, response.body(), limits, schema, &mut output)?;
    }
    Ok(())
}

/// Reads an error. A malformed header does not keep the body from being read.
///
/// # Errors
/// As [`read_output`].
pub(crate) fn read_error<C: RestCodec>(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    error: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    let head = read_head(facts, response, limits, schema, error);
    head.and(read_error_body::<C>(facts, response, limits, schema, error))
}

fn read_error_body<C: RestCodec>(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    error: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    if read_payload::<C>(response, limits, schema, error)? == Payload::None
        && has_body(response, schema)
    {
        let mut error = UnboundMut::new(schema, error);
        C::read_error(facts, response.body(), limits, schema, &mut error)?;
    }
    Ok(())
}

/// Whether there is something to read: a body, and a member that may stand there. What a server sends besides
/// is of no concern.
fn has_body(response: &RawResponse<'_>, schema: &Schema) -> bool {
    let is_body = |member: &Member| ResponsePlace::of(member) == ResponsePlace::Body;
    !response.body().is_empty() && schema.members().iter().any(is_body)
}

/// The status and the headers. The map of headers with a prefix is there even if it is empty.
fn read_head(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    for (index, member) in schema.members().iter().enumerate() {
        let read = match ResponsePlace::of(member) {
            ResponsePlace::Status => {
                set_status(response.status().as_u16(), output.member_mut(index));
                Ok(())
            }
            ResponsePlace::Header(name) if quirks::is_header_skipped(facts, response, name) => {
                Ok(())
            }
            ResponsePlace::Header(name) => {
                header::read(name, member, response.headers(), limits, index, output)
            }
            ResponsePlace::PrefixHeaders(prefix) => {
                let slot = output.member_mut(index);
                header::read_prefixed(prefix, member, response.headers(), limits, slot)
            }
            ResponsePlace::Payload | ResponsePlace::Body => Ok(()),
        };
        read.map_err(|error| decode_within(member, error))?;
    }
    Ok(())
}

/// A status has three digits; a byte has no place for most, and Smithy's is an integer.
fn set_status(status: u16, slot: Slot<'_>) {
    match slot {
        Slot::Short(place) => *place = i16::try_from(status).unwrap_or_default(),
        Slot::Integer(place) => *place = status.into(),
        Slot::Long(place) => *place = status.into(),
        Slot::IntEnum(place) => place.set(status.into()),
        _ => {}
    }
}

/// Whether a member is the whole body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Payload {
    Read,
    None,
}

fn read_payload<C: RestCodec>(
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Payload, DecodeError> {
    let mut members = schema.members().iter().enumerate();
    let is_payload = |member: &Member| ResponsePlace::of(member) == ResponsePlace::Payload;
    let Some((index, member)) = members.find(|(_, member)| is_payload(member)) else {
        return Ok(Payload::None);
    };
    if !response.body().is_empty() {
        fill::<C>(response.body(), limits, member, output.member_mut(index))?;
    }
    Ok(Payload::Read)
}

fn fill<C: RestCodec>(
    body: &[u8],
    limits: &Limits,
    member: &'static Member,
    slot: Slot<'_>,
) -> Result<(), DecodeError> {
    match slot {
        Slot::Blob(place) => *place = Bytes::copy_from_slice(body),
        Slot::Stream(place) => *place = Bytes::copy_from_slice(body).into(),
        Slot::String(place) => text(body, member)?.clone_into(place),
        Slot::StringEnum(place) => place.set(text(body, member)?),
        slot => C::read_payload(body, limits, member, slot)?,
    }
    Ok(())
}

fn text<'b>(body: &'b [u8], member: &Member) -> Result<&'b str, DecodeError> {
    std::str::from_utf8(body).map_err(|error| {
        let error = DecodeError::new(DecodeErrorKind::Utf8, error.valid_up_to());
        decode_within(member, error)
    })
}
