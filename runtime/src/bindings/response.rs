//! Responses with HTTP bindings.

use bytes::Bytes;

use crate::codec::body::BodyCodec;
use crate::codec::budget::{self, Budget};
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::facts::RawResponse;
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{MembersMut, Slot};

use super::unbound::UnboundMut;
use super::{ResponsePlace, header};

/// Reads an output. Returns what was wrong with headers whose members are left unset.
///
/// # Errors
/// The header of a required member is not of its form, or the codec cannot read the body.
pub(crate) fn read_output(
    codec: &dyn BodyCodec,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Vec<DecodeError>, DecodeError> {
    let mut budget = Budget::new(limits);
    let unread = read_head(response, &mut budget, schema, output)?;
    let limits = &budget.left_of(limits);
    if read_payload(codec, response, limits, schema, output)? == Payload::None {
        if has_body(response, schema) {
            let mut output = UnboundMut::new(schema, output);
            codec.read(response.body(), limits, schema, &mut output)?;
        } else {
            codec.expect_nothing(response.body(), limits)?;
        }
    }
    Ok(unread)
}

/// Reads an error. Returns what was wrong with it: a malformed header does not keep the body from
/// being read.
pub(crate) fn read_error(
    codec: &dyn BodyCodec,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    error: &mut dyn MembersMut,
) -> Vec<DecodeError> {
    let mut budget = Budget::new(limits);
    let head = read_head(response, &mut budget, schema, error);
    let mut unread = head.unwrap_or_else(|error| vec![error]);
    let limits = &budget.left_of(limits);
    unread.extend(read_error_body(codec, response, limits, schema, error).err());
    unread
}

fn read_error_body(
    codec: &dyn BodyCodec,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    error: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    if read_payload(codec, response, limits, schema, error)? == Payload::None
        && has_body(response, schema)
    {
        let mut error = UnboundMut::new(schema, error);
        codec.read(response.body(), limits, schema, &mut error)?;
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
    response: &RawResponse<'_>,
    budget: &mut Budget,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Vec<DecodeError>, DecodeError> {
    let mut unread = Vec::new();
    for (index, member) in schema.members().iter().enumerate() {
        match ResponsePlace::of(member) {
            ResponsePlace::Status => {
                set_status(response.status().as_u16(), output.member_mut(index));
            }
            ResponsePlace::Header(name) => {
                let read = header::read(name, member, response.headers(), budget, index, output);
                keep(member, read.err(), &mut unread)?;
            }
            ResponsePlace::PrefixHeaders(prefix) => {
                let slot = output.member_mut(index);
                let read = header::read_prefixed(prefix, member, response.headers(), budget, slot);
                keep(member, read.unwrap_or_else(|error| vec![error]), &mut unread)?;
            }
            ResponsePlace::Payload | ResponsePlace::Body => {}
        }
    }
    Ok(unread)
}

/// Keeps what was wrong with the headers of a member, so that one odd header does not fail the
/// whole response: a caller has no control over the headers that an object was stored with.
///
/// # Errors
/// Returns the first of the errors if the member is required or a limit is exceeded.
fn keep(
    member: &Member,
    errors: impl IntoIterator<Item = DecodeError>,
    unread: &mut Vec<DecodeError>,
) -> Result<(), DecodeError> {
    for error in errors {
        let error = error.within_member(member);
        if member.is_required() || error.kind().is_of_limit() {
            return Err(error);
        }
        unread.push(error);
    }
    Ok(())
}

/// A status has three digits; a byte has no place for most, and Smithy's is an integer.
fn set_status(status: u16, slot: Slot<'_>) {
    match slot {
        Slot::Short(place) => place.set(i16::try_from(status).unwrap_or_default()),
        Slot::Integer(place) => place.set(status.into()),
        Slot::Long(place) => place.set(status.into()),
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

fn read_payload(
    codec: &dyn BodyCodec,
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
    let body = response.body();
    // For text and bytes, any body is a value.
    let is_unset = body.is_empty() || (member.target().is_some() && codec.is_unset(body));
    if !is_unset {
        fill(codec, body, limits, member, output.member_mut(index))?;
    }
    Ok(Payload::Read)
}

fn fill(
    codec: &dyn BodyCodec,
    body: &[u8],
    limits: &Limits,
    member: &'static Member,
    slot: Slot<'_>,
) -> Result<(), DecodeError> {
    match slot {
        // A stream has the length that its caller collected.
        Slot::Stream(place) => *place = Bytes::copy_from_slice(body).into(),
        Slot::Blob(place) => place.set(Bytes::copy_from_slice(within(body, limits)?)),
        Slot::String(place) => place.set(text(within(body, limits)?, member)?.to_owned()),
        Slot::StringEnum(place) => place.set(text(within(body, limits)?, member)?),
        slot => codec.read_payload(body, limits, member, slot)?,
    }
    Ok(())
}

/// A payload that is copied as it is, if the limits allow that.
fn within<'b>(body: &'b [u8], limits: &Limits) -> Result<&'b [u8], DecodeError> {
    let body = budget::within(body, limits)?;
    let counted = Budget::new(limits).memory(body.len());
    counted.map(|()| body).map_err(|kind| DecodeError::new(kind, 0))
}

fn text<'b>(body: &'b [u8], member: &Member) -> Result<&'b str, DecodeError> {
    std::str::from_utf8(body).map_err(|error| {
        let error = DecodeError::new(DecodeErrorKind::Utf8, error.valid_up_to());
        error.within_member(member)
    })
}
