//! Headers of requests and responses.

mod list;

use std::borrow::Cow;
use std::ops::ControlFlow;

use http::header::{Entry, HeaderMap, HeaderName, HeaderValue};

use crate::blob;
use crate::codec::budget::{Budget, Room};
use crate::codec_error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind, Segment};
use crate::schema::{Member, Schema, Trait};
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::{Entries, Items, ItemsMut, Members, MembersMut, Slot, Value};

use super::{RequestPlace, ResponsePlace};
use crate::scalar;

/// Writes the headers that members are bound to. Where a map is bound to all headers, one that
/// another member is bound to by its name takes precedence, as in Smithy's protocol test
/// `HttpEmptyPrefixHeaders`.
///
/// # Errors
/// A value cannot be sent in a header, or a key of a map names a header that is set already.
pub(super) fn write(
    schema: &'static Schema,
    input: &dyn Members,
    headers: &mut HeaderMap,
) -> Result<(), EncodeError> {
    for (index, member) in schema.members().iter().enumerate() {
        let written = match (RequestPlace::of(member), input.member(index)) {
            (_, Value::Absent) => Ok(()),
            (RequestPlace::Header(name), value) => {
                value_of(member, value).and_then(|text| insert(name, &text, member, headers))
            }
            _ => Ok(()),
        };
        written.map_err(|error| error.within_member(member))?;
    }
    for (index, member) in schema.members().iter().enumerate() {
        if let (RequestPlace::PrefixHeaders(prefix), Value::Map(entries)) =
            (RequestPlace::of(member), input.member(index))
        {
            write_prefixed(prefix, member, entries, headers)
                .map_err(|error| error.within_member(member))?;
        }
    }
    Ok(())
}

fn insert(
    name: &str,
    text: &str,
    member: &Member,
    headers: &mut HeaderMap,
) -> Result<(), EncodeError> {
    let (name, value) = pair(name, text, member)?;
    headers.insert(name, value);
    Ok(())
}

/// Builds the header of a member. The value of a sensitive member is marked, so that `Debug`
/// hides it and HTTP/2 does not put it into a compression table ([RFC 7541, section 7.1.3]).
///
/// [RFC 7541, section 7.1.3]: https://www.rfc-editor.org/rfc/rfc7541#section-7.1.3
fn pair(name: &str, text: &str, member: &Member) -> Result<(HeaderName, HeaderValue), EncodeError> {
    let name = HeaderName::from_bytes(name.as_bytes());
    let value = HeaderValue::from_bytes(text.as_bytes());
    match (name, value) {
        (Ok(name), Ok(mut value)) => {
            value.set_sensitive(member.is_sensitive());
            Ok((name, value))
        }
        _ => Err(EncodeError::new(EncodeErrorKind::InvalidHeader)),
    }
}

/// Writes each entry of a map as a header of its own. Names of headers have no case, so keys that
/// differ by case alone collide.
fn write_prefixed(
    prefix: &str,
    member: &'static Member,
    entries: &dyn Entries,
    headers: &mut HeaderMap,
) -> Result<(), EncodeError> {
    let Some([_, value_member, ..]) = member.target().map(Schema::members) else {
        return Err(EncodeError::new(EncodeErrorKind::Schema));
    };
    let named: Vec<HeaderName> = headers.keys().cloned().collect();
    let mut result = Ok(());
    entries.for_each(&mut |key, value| {
        let written = value_of(value_member, value)
            .and_then(|text| pair(&format!("{prefix}{key}"), &text, member))
            .and_then(|(name, value)| match headers.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(value);
                    Ok(())
                }
                Entry::Occupied(place) if prefix.is_empty() && named.contains(place.key()) => {
                    Ok(())
                }
                Entry::Occupied(_) => Err(EncodeError::new(EncodeErrorKind::DuplicateName)),
            });
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                result = Err(error.within(Segment::Key(key.into())));
                ControlFlow::Break(())
            }
        }
    });
    result
}

/// A value as it stands in a header: the items of a list with commas between them.
fn value_of<'v>(member: &'static Member, value: Value<'v>) -> Result<Cow<'v, str>, EncodeError> {
    match value {
        Value::List(items) => list_of(member, items).map(Cow::Owned),
        value => scalar_of(member, value),
    }
}

fn scalar_of<'v>(member: &Member, value: Value<'v>) -> Result<Cow<'v, str>, EncodeError> {
    match value {
        Value::String(text) if has_media_type(member) => Ok(blob::encode(text.as_bytes()).into()),
        value => super::scalar::write(member, value, TimestampFormat::HttpDate),
    }
}

/// A string of a media type, which may hold anything, is sent as base64.
fn has_media_type(member: &Member) -> bool {
    member.traits().iter().any(|known| matches!(known, Trait::MediaType(_)))
}

fn list_of(member: &Member, items: &dyn Items) -> Result<String, EncodeError> {
    let Some([item, ..]) = member.target().map(Schema::members) else {
        return Err(EncodeError::new(EncodeErrorKind::Schema));
    };
    let mut line = String::new();
    let mut is_first = true;
    for index in 0..items.len() {
        let value = items.item(index);
        if matches!(value, Value::Absent) {
            continue;
        }
        let text = scalar_of(item, value).map_err(|error| error.within(Segment::Index(index)))?;
        if !std::mem::replace(&mut is_first, false) {
            line.push_str(", ");
        }
        match value {
            Value::String(_) => list::push_text(&text, &mut line),
            _ => line.push_str(&text),
        }
    }
    Ok(line)
}

/// Reads the header that a member is bound to, where the response has it.
///
/// # Errors
/// Its value is not of the member's form. The member is then as it was; a list is empty.
pub(super) fn read(
    name: &str,
    member: &'static Member,
    headers: &HeaderMap,
    budget: &mut Budget,
    index: usize,
    output: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    let Some(text) = text_of(name, headers) else { return Ok(()) };
    match output.member_mut(index) {
        Slot::None => Ok(()),
        Slot::List(items) => read_list(member, &text, budget, items).inspect_err(|_| items.clear()),
        slot => {
            let counted = budget.memory(text.len());
            counted.and_then(|()| read_one(member, &text, slot)).map_err(DecodeError::in_head)
        }
    }
}

/// The value of a header; of one that is there several times, all with commas between them.
fn text_of<'h>(name: &str, headers: &'h HeaderMap) -> Option<Cow<'h, str>> {
    let mut values = headers.get_all(name).iter().map(text);
    let first = values.next()?;
    let Some(second) = values.next() else { return Some(first) };
    let mut line = first.into_owned();
    for value in std::iter::once(second).chain(values) {
        line.push_str(", ");
        line.push_str(&value);
    }
    Some(Cow::Owned(line))
}

/// Decodes a value of any bytes: as UTF-8, or else as ISO 8859-1, which maps each byte to a
/// character. [RFC 9110, section 5.5] treats bytes beyond ASCII as opaque.
///
/// [RFC 9110, section 5.5]: https://www.rfc-editor.org/rfc/rfc9110#section-5.5
fn text(value: &HeaderValue) -> Cow<'_, str> {
    let bytes = value.as_bytes();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text.trim_matches(WHITE_SPACE));
    }
    let text: String = bytes.iter().copied().map(char::from).collect();
    Cow::Owned(text.trim_matches(WHITE_SPACE).to_owned())
}

/// Optional white space around a value or an item, which is not part of it ([RFC 9110, section 5.6.3]).
///
/// [RFC 9110, section 5.6.3]: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.3
const WHITE_SPACE: [char; 2] = [' ', '\t'];

/// Sets a value from a header. Except for a string, several values of one header must be equal.
fn read_one(member: &Member, text: &str, slot: Slot<'_>) -> Result<(), DecodeErrorKind> {
    match slot {
        Slot::String(place) if !has_media_type(member) => place.set(text.to_owned()),
        Slot::StringEnum(place) => place.set(&list::once(text).unwrap_or(Cow::Borrowed(text))),
        slot => {
            let value = list::once(text).ok_or(DecodeErrorKind::Syntax("one value"))?;
            if !scalar::is_unset(&slot, &value) {
                read_scalar(member, &value, slot)?;
            }
        }
    }
    Ok(())
}

fn read_scalar(member: &Member, text: &str, slot: Slot<'_>) -> Result<(), DecodeErrorKind> {
    match slot {
        Slot::String(place) => place.set(plain(member, text)?.into_owned()),
        Slot::Timestamp(place) => {
            let format = member.get_timestamp_format().unwrap_or(TimestampFormat::HttpDate);
            place.set(Timestamp::parse_leniently(text, format).ok_or(scalar::A_TIMESTAMP)?);
        }
        slot => scalar::set(slot, Cow::Borrowed(text), TimestampFormat::HttpDate)?,
    }
    Ok(())
}

/// Decodes a string, which is base64 if it has a media type.
fn plain<'t>(member: &Member, text: &'t str) -> Result<Cow<'t, str>, DecodeErrorKind> {
    if !has_media_type(member) {
        return Ok(Cow::Borrowed(text));
    }
    let bytes = blob::decode(text).ok_or(DecodeErrorKind::Form("base64"))?;
    String::from_utf8(bytes.into()).map(Cow::Owned).map_err(|_| DecodeErrorKind::Utf8)
}

/// Reads the items of a list. A header without any is a list without any: that is how one is sent, by Smithy's
/// protocol test `NullAndEmptyHeaders`.
fn read_list(
    member: &Member,
    text: &str,
    budget: &mut Budget,
    items: &mut dyn ItemsMut,
) -> Result<(), DecodeError> {
    let Some([item, ..]) = member.target().map(Schema::members) else {
        return Err(DecodeError::in_head(DecodeErrorKind::Unsupported));
    };
    let mut parts = list::Parts::new(text);
    let mut room = Room::of_list(items);
    let mut index = 0;
    while !parts.is_done() {
        budget.push(&mut room).map_err(DecodeError::in_head)?;
        read_item(item, &mut parts, budget, items.push())
            .map_err(|kind| DecodeError::in_head(kind).within(Segment::Index(index)))?;
        index += 1;
    }
    Ok(())
}

fn read_item(
    item: &Member,
    parts: &mut list::Parts<'_>,
    budget: &mut Budget,
    slot: Slot<'_>,
) -> Result<(), DecodeErrorKind> {
    let part = match &slot {
        Slot::Timestamp(_) => parts.date()?,
        _ => parts.text()?,
    };
    budget.memory(part.len())?;
    read_scalar(item, &part, slot)
}

/// Reads the headers whose names start with a prefix into a map, by the rest of their names.
/// Returns what was wrong with those that are left out.
///
/// # Errors
/// They exceed a limit.
pub(super) fn read_prefixed(
    prefix: &str,
    member: &'static Member,
    headers: &HeaderMap,
    budget: &mut Budget,
    slot: Slot<'_>,
) -> Result<Vec<DecodeError>, DecodeError> {
    let Some([_, value_member, ..]) = member.target().map(Schema::members) else {
        return Err(DecodeError::in_head(DecodeErrorKind::Unsupported));
    };
    let Slot::Map(entries) = slot else { return Ok(Vec::new()) };
    let mut room = Room::of_map(entries);
    let mut unread = Vec::new();
    let keys = headers.keys().filter_map(|name| Some((name, rest_of(name.as_str(), prefix)?)));
    for (name, key) in keys {
        let Some(text) = text_of(name.as_str(), headers) else { continue };
        budget
            .push(&mut room)
            .and_then(|()| budget.memory(key.len() + text.len()))
            .map_err(DecodeError::in_head)?;
        let read = plain(value_member, &text).and_then(|value| {
            scalar::set(entries.insert(key.to_owned()), value, TimestampFormat::HttpDate)
        });
        unread.extend(
            read.err().map(|kind| DecodeError::in_head(kind).within(Segment::Key(key.into()))),
        );
    }
    Ok(unread)
}

/// Marks the response headers that sensitive members are bound to, so that `Debug` hides them.
pub(crate) fn hide(schema: &Schema, headers: &mut HeaderMap) {
    for member in schema.members().iter().filter(|member| member.is_sensitive()) {
        match ResponsePlace::of(member) {
            ResponsePlace::Header(name) => {
                if let Ok(Entry::Occupied(mut values)) = headers.try_entry(name) {
                    values.iter_mut().for_each(|value| value.set_sensitive(true));
                }
            }
            ResponsePlace::PrefixHeaders(prefix) => {
                let is_within = |name: &HeaderName| rest_of(name.as_str(), prefix).is_some();
                let within = headers.iter_mut().filter(|(name, _)| is_within(name));
                within.for_each(|(_, value)| value.set_sensitive(true));
            }
            ResponsePlace::Status | ResponsePlace::Payload | ResponsePlace::Body => {}
        }
    }
}

/// What follows a prefix, whatever its case is.
fn rest_of<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}
