//! Scalars as text, as they stand in a URI or a header.

use std::borrow::Cow;
use std::str::FromStr;

use crate::error::{DecodeErrorKind, EncodeError, EncodeErrorKind};
use crate::number::non_finite_name;
use crate::schema::Member;
use crate::value::{Slot, Value};
use crate::{BigDecimal, BigInteger, Timestamp, TimestampFormat, blob};

/// A scalar as text, given the format that timestamps have in that place.
///
/// # Errors
/// The value is none.
pub(super) fn write<'v>(
    member: &Member,
    value: Value<'v>,
    timestamps: TimestampFormat,
) -> Result<Cow<'v, str>, EncodeError> {
    Ok(match value {
        Value::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        Value::Byte(value) => value.to_string().into(),
        Value::Short(value) => value.to_string().into(),
        Value::Integer(value) => value.to_string().into(),
        Value::Long(value) => value.to_string().into(),
        Value::Float(value) if value.is_finite() => value.to_string().into(),
        Value::Float(value) => Cow::Borrowed(non_finite_name(value.into())),
        Value::Double(value) if value.is_finite() => value.to_string().into(),
        Value::Double(value) => Cow::Borrowed(non_finite_name(value)),
        Value::BigInteger(value) => Cow::Borrowed(value.as_str()),
        Value::BigDecimal(value) => Cow::Borrowed(value.as_str()),
        Value::String(value) => Cow::Borrowed(value),
        Value::Blob(value) => blob::encode(value).into(),
        Value::Timestamp(value) => {
            value.display(member.get_timestamp_format().unwrap_or(timestamps)).to_string().into()
        }
        Value::Absent
        | Value::Document(_)
        | Value::Structure(_)
        | Value::Union(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Stream(_)
        | Value::Events(_) => return Err(EncodeError::new(EncodeErrorKind::Schema)),
    })
}

/// Fills a scalar from text.
///
/// # Errors
/// The text is not of its form, or the place is not that of a scalar.
pub(super) fn read(
    member: &Member,
    text: &str,
    timestamps: TimestampFormat,
    slot: Slot<'_>,
) -> Result<(), DecodeErrorKind> {
    match slot {
        Slot::None => {}
        Slot::Bool(place) => {
            *place = match text {
                "true" => true,
                "false" => false,
                _ => return Err(DecodeErrorKind::Form("`true` or `false`")),
            }
        }
        Slot::Byte(place) => *place = integer(text)?,
        Slot::Short(place) => *place = integer(text)?,
        Slot::Integer(place) => *place = integer(text)?,
        Slot::Long(place) => *place = integer(text)?,
        Slot::IntEnum(place) => place.set(integer(text)?),
        Slot::Float(place) => *place = float(text)?,
        Slot::Double(place) => *place = float(text)?,
        Slot::BigInteger(place) => {
            *place = BigInteger::from_str(text).map_err(|_| NOT_A_NUMBER)?;
        }
        Slot::BigDecimal(place) => {
            *place = BigDecimal::from_str(text).map_err(|_| NOT_A_NUMBER)?;
        }
        Slot::String(place) => text.clone_into(place),
        Slot::StringEnum(place) => place.set(text),
        Slot::Blob(place) => {
            *place = blob::decode(text).ok_or(DecodeErrorKind::Form("base64"))?;
        }
        Slot::Timestamp(place) => {
            let format = member.get_timestamp_format().unwrap_or(timestamps);
            *place = Timestamp::parse(text, format)
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

const NOT_A_NUMBER: DecodeErrorKind = DecodeErrorKind::Form("a number");

fn integer<T: TryFrom<i64>>(text: &str) -> Result<T, DecodeErrorKind> {
    let value: i64 = text.parse().map_err(|_| DecodeErrorKind::Form("an integer"))?;
    T::try_from(value).map_err(|_| DecodeErrorKind::OutOfRange)
}

/// Rust reads more spellings of what is not finite than Smithy has.
fn float<T: FromStr + From<f32>>(text: &str) -> Result<T, DecodeErrorKind> {
    match text {
        "NaN" => Ok(T::from(f32::NAN)),
        "Infinity" => Ok(T::from(f32::INFINITY)),
        "-Infinity" => Ok(T::from(f32::NEG_INFINITY)),
        text if text.bytes().any(|byte| byte.is_ascii_digit()) => {
            text.parse().map_err(|_| NOT_A_NUMBER)
        }
        _ => Err(NOT_A_NUMBER),
    }
}
