//! Simple values from the text of an XML element, an attribute or a header.

use std::borrow::Cow;
use std::str::FromStr;

use crate::blob;
use crate::codec_error::DecodeErrorKind;
use crate::number::{self, BigDecimal, NotAnInteger, non_finite};
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::Slot;

/// Sets a value from its text. White space around it is part of strings and string enums only.
///
/// # Errors
/// The text is not of the type's form, or the type is not simple.
pub(crate) fn set(
    slot: Slot<'_>,
    text: Cow<'_, str>,
    timestamps: TimestampFormat,
) -> Result<(), DecodeErrorKind> {
    let word = text.trim_ascii();
    match slot {
        Slot::None => {}
        Slot::Bool(place) => place.set(bool(word)?),
        Slot::Byte(place) => place.set(integer(word)?),
        Slot::Short(place) => place.set(integer(word)?),
        Slot::Integer(place) => place.set(integer(word)?),
        Slot::Long(place) => place.set(integer(word)?),
        Slot::IntEnum(place) => place.set(integer(word)?),
        Slot::Float(place) => place.set(single(word)?),
        Slot::Double(place) => place.set(double(word)?),
        Slot::BigInteger(place) => place.set(number::big_integer(word).ok_or(AN_INTEGER)?),
        Slot::BigDecimal(place) => place.set(BigDecimal::from_str(word).map_err(|_| A_NUMBER)?),
        Slot::String(place) => place.set(text.into_owned()),
        Slot::StringEnum(place) => place.set(&text),
        Slot::Blob(place) => {
            place.set(blob::decode(word).ok_or(DecodeErrorKind::Form("base64"))?);
        }
        Slot::Timestamp(place) => {
            place.set(Timestamp::parse(word, timestamps).map_err(|_| A_TIMESTAMP)?);
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

/// Whether a text leaves the value unset: it is empty or white space, which no number, boolean or
/// timestamp is written as.
pub(crate) fn is_unset(slot: &Slot<'_>, text: &str) -> bool {
    let may_be_empty = matches!(slot, Slot::String(_) | Slot::StringEnum(_) | Slot::Blob(_));
    !may_be_empty && text.trim_ascii().is_empty()
}

const AN_INTEGER: DecodeErrorKind = DecodeErrorKind::Form("an integer");
const A_NUMBER: DecodeErrorKind = DecodeErrorKind::Form("a number");

/// A timestamp is not written in the format of its member.
pub(crate) const A_TIMESTAMP: DecodeErrorKind = DecodeErrorKind::Form("a timestamp of its format");

type Parsed<T> = Result<T, DecodeErrorKind>;

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

fn integer<T: TryFrom<i128>>(word: &str) -> Parsed<T> {
    number::integer(word).map_err(|error| match error {
        NotAnInteger::Syntax | NotAnInteger::Fraction => AN_INTEGER,
        NotAnInteger::OutOfRange => DecodeErrorKind::OutOfRange,
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
