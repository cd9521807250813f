//! Scalars as text, as they stand in a URI or a header.

use std::borrow::Cow;

use crate::blob;
use crate::codec_error::{EncodeError, EncodeErrorKind};
use crate::number::non_finite_name;
use crate::schema::Member;
use crate::timestamp::TimestampFormat;
use crate::value::Value;

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
