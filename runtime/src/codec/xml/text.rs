//! Simple values as text: what XML and the query protocols have in common.

use std::io::Write as _;

use crate::blob;
use crate::codec_error::{EncodeError, EncodeErrorKind};
use crate::number::non_finite_name;
use crate::schema::Member;
use crate::timestamp::TimestampFormat;
use crate::value::Value;

/// Appends the text of a simple value that is no string. It is ASCII, and needs no escape in XML.
///
/// # Errors
/// The value is not simple.
pub(crate) fn append(
    out: &mut Vec<u8>,
    member: &Member,
    value: Value<'_>,
) -> Result<(), EncodeError> {
    match value {
        Value::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Value::Byte(value) => integer(out, value),
        Value::Short(value) => integer(out, value),
        Value::Integer(value) => integer(out, value),
        Value::Long(value) => integer(out, value),
        Value::Float(value) => float(out, value, value.into()),
        Value::Double(value) => float(out, value, value),
        Value::BigInteger(value) => out.extend_from_slice(value.as_str().as_bytes()),
        Value::BigDecimal(value) => out.extend_from_slice(value.as_str().as_bytes()),
        Value::Blob(value) => blob::encode_append(value, out),
        Value::Timestamp(value) => {
            // Writing to a vector does not fail.
            let _ = write!(out, "{}", value.display(timestamp_format(member)));
        }
        Value::Stream(_) | Value::Events(_) => {
            return Err(EncodeError::new(EncodeErrorKind::Stream));
        }
        Value::Document(_) => return Err(EncodeError::new(EncodeErrorKind::Unsupported)),
        Value::Absent
        | Value::String(_)
        | Value::Structure(_)
        | Value::Union(_)
        | Value::List(_)
        | Value::Map(_) => return Err(EncodeError::new(EncodeErrorKind::Schema)),
    }
    Ok(())
}

/// XML and the query protocols share their default.
pub(crate) fn timestamp_format(member: &Member) -> TimestampFormat {
    member.get_timestamp_format().unwrap_or(TimestampFormat::DateTime)
}

fn integer(out: &mut Vec<u8>, value: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends a float of any precision, which is given as a double, too.
fn float(out: &mut Vec<u8>, value: impl zmij::Float, double: f64) {
    if double.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
    } else {
        out.extend_from_slice(non_finite_name(double).as_bytes());
    }
}
