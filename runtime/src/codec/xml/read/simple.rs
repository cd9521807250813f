//! Text as simple values.

use std::borrow::Cow;
use std::num::{IntErrorKind, ParseIntError};
use std::str::FromStr;

use super::Result;
use crate::codec::xml::text::timestamp_format;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::number::non_finite;
use crate::schema::Member;
use crate::value::Slot;
use crate::{BigDecimal, BigInteger, Timestamp, blob};

/// Fills a member of a simple type from its text, which is so many bytes into the document.
///
/// White space around it counts in strings and enums alone.
pub(super) fn fill(
    member: &Member,
    slot: Slot<'_>,
    text: Cow<'_, str>,
    offset: usize,
) -> Result<()> {
    try_fill(member, slot, text).map_err(|kind| DecodeError::new(kind, offset))
}

fn try_fill(
    member: &Member,
    slot: Slot<'_>,
    text: Cow<'_, str>,
) -> std::result::Result<(), DecodeErrorKind> {
    let word = text.trim_ascii();
    match slot {
        Slot::None => {}
        Slot::Bool(place) => *place = bool(word)?,
        Slot::Byte(place) => *place = integer(word)?,
        Slot::Short(place) => *place = integer(word)?,
        Slot::Integer(place) => *place = integer(word)?,
        Slot::Long(place) => *place = integer(word)?,
        Slot::Float(place) => *place = single(word)?,
        Slot::Double(place) => *place = double(word)?,
        Slot::BigInteger(place) => {
            *place = BigInteger::try_from(word).map_err(|_| AN_INTEGER)?;
        }
        Slot::BigDecimal(place) => {
            *place = BigDecimal::try_from(word).map_err(|_| A_NUMBER)?;
        }
        Slot::String(place) => *place = text.into_owned(),
        Slot::StringEnum(place) => place.set(&text),
        Slot::IntEnum(place) => place.set(integer(word)?),
        Slot::Blob(place) => {
            *place = blob::decode(word).ok_or(DecodeErrorKind::Form("base64"))?;
        }
        Slot::Timestamp(place) => {
            *place = Timestamp::parse(word, timestamp_format(member))
                .map_err(|_| DecodeErrorKind::Form("a timestamp of its format"))?;
        }
        Slot::Document(_)
        | Slot::Structure(_)
        | Slot::Union(_)
        | Slot::List(_)
        | Slot::Map(_)
        | Slot::Stream(_)
        | Slot::Events(_) => return Err(DecodeErrorKind::Unsupported),
    }
    Ok(())
}

const AN_INTEGER: DecodeErrorKind = DecodeErrorKind::Form("an integer");
const A_NUMBER: DecodeErrorKind = DecodeErrorKind::Form("a number");

type Parsed<T> = std::result::Result<T, DecodeErrorKind>;

/// Servers are not of one mind about the case.
fn bool(word: &str) -> Parsed<bool> {
    if word.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if word.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err(DecodeErrorKind::Form("a boolean"))
    }
}

fn integer<T: FromStr<Err = ParseIntError>>(word: &str) -> Parsed<T> {
    word.parse().map_err(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => DecodeErrorKind::OutOfRange,
        _ => AN_INTEGER,
    })
}

fn double(word: &str) -> Parsed<f64> {
    float(word, |value| value, |value| value.is_finite())
}

#[expect(clippy::cast_possible_truncation, reason = "it is given values that are not finite")]
fn single(word: &str) -> Parsed<f32> {
    float(word, |value| value as f32, |value| value.is_finite())
}

/// A float of any precision; one that is not finite goes by its name.
fn float<T: FromStr>(
    word: &str,
    from_double: fn(f64) -> T,
    is_finite: fn(&T) -> bool,
) -> Parsed<T> {
    if let Some(value) = non_finite(word) {
        return Ok(from_double(value));
    }
    // The names that Rust has for what is not finite are none of Smithy's.
    let is_number = word.bytes().all(|byte| b"+-.eE0123456789".contains(&byte));
    let value = word.parse().ok().filter(|_| is_number).ok_or(A_NUMBER)?;
    if is_finite(&value) { Ok(value) } else { Err(DecodeErrorKind::OutOfRange) }
}
