//! The bytes of headers.

use bytes::Bytes;

use super::message::{Header, HeaderValue};
use crate::codec::budget::{Budget, Room};
use crate::codec_error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind};
use crate::limits::Limits;
use crate::timestamp::Timestamp;

/// The byte before a value that says its type.
mod kind {
    pub(super) const TRUE: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const BYTE: u8 = 2;
    pub(super) const SHORT: u8 = 3;
    pub(super) const INTEGER: u8 = 4;
    pub(super) const LONG: u8 = 5;
    pub(super) const BLOB: u8 = 6;
    pub(super) const STRING: u8 = 7;
    pub(super) const TIMESTAMP: u8 = 8;
    pub(super) const UUID: u8 = 9;
}

/// How many bytes the value of a header may have that we send. The encoding has room for twice as many, but its
/// specification has not.
const VALUE_BYTES: usize = (1 << 15) - 1;

type Result<T> = std::result::Result<T, DecodeError>;

/// Reads all headers of a message; `offset` is where they are in the stream.
pub(super) fn read_all(bytes: &Bytes, offset: usize, limits: &Limits) -> Result<Vec<Header>> {
    let mut reader = Reader { bytes, position: 0, offset, budget: Budget::new(limits) };
    let mut headers = Vec::new();
    let mut room = Room::of_items(size_of::<Header>());
    while reader.position < bytes.len() {
        reader.budget.push(&mut room).map_err(|kind| reader.error(kind))?;
        headers.push(reader.header()?);
    }
    if has_duplicate(&headers) {
        return Err(DecodeError::new(
            DecodeErrorKind::Syntax("headers of different names"),
            offset,
        ));
    }
    Ok(headers)
}

fn has_duplicate(headers: &[Header]) -> bool {
    let mut names: Vec<&str> = headers.iter().map(|header| header.name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| matches!(pair, [first, second] if first == second))
}

struct Reader<'a> {
    bytes: &'a Bytes,
    /// The byte that comes next.
    position: usize,
    /// Where the first byte is in the stream.
    offset: usize,
    budget: Budget,
}

impl Reader<'_> {
    fn header(&mut self) -> Result<Header> {
        let start = self.position;
        let [length] = self.array()?;
        if length == 0 {
            return Err(self.error_at(DecodeErrorKind::Syntax("a header with a name"), start));
        }
        let name = self.string(length.into())?;
        Ok(Header { name, value: self.value()? })
    }

    fn value(&mut self) -> Result<HeaderValue> {
        let start = self.position;
        let [kind] = self.array()?;
        Ok(match kind {
            kind::TRUE => HeaderValue::Bool(true),
            kind::FALSE => HeaderValue::Bool(false),
            kind::BYTE => HeaderValue::Byte(i8::from_be_bytes(self.array()?)),
            kind::SHORT => HeaderValue::Short(i16::from_be_bytes(self.array()?)),
            kind::INTEGER => HeaderValue::Integer(i32::from_be_bytes(self.array()?)),
            kind::LONG => HeaderValue::Long(i64::from_be_bytes(self.array()?)),
            kind::BLOB => {
                let length = u16::from_be_bytes(self.array()?);
                HeaderValue::Blob(self.take(length.into())?)
            }
            kind::STRING => {
                let length = u16::from_be_bytes(self.array()?);
                HeaderValue::String(self.string(length.into())?)
            }
            kind::TIMESTAMP => {
                HeaderValue::Timestamp(from_millis(i64::from_be_bytes(self.array()?)))
            }
            kind::UUID => HeaderValue::Uuid(self.array()?),
            _ => {
                let expected = "a header of one of the ten types";
                return Err(self.error_at(DecodeErrorKind::Syntax(expected), start));
            }
        })
    }

    fn string(&mut self, length: usize) -> Result<String> {
        let start = self.position;
        let bytes = self.take(length)?;
        self.budget.memory(length).map_err(|kind| self.error(kind))?;
        std::str::from_utf8(&bytes)
            .map(str::to_owned)
            .map_err(|error| self.error_at(DecodeErrorKind::Utf8, start + error.valid_up_to()))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let rest = self.bytes.get(self.position..).and_then(|rest| rest.first_chunk());
        let array = *rest.ok_or_else(|| self.beyond())?;
        self.position += N;
        Ok(array)
    }

    fn take(&mut self, length: usize) -> Result<Bytes> {
        let end = self.position.saturating_add(length);
        if end > self.bytes.len() {
            return Err(self.beyond());
        }
        let bytes = self.bytes.slice(self.position..end);
        self.position = end;
        Ok(bytes)
    }

    /// A header goes on where the headers end.
    #[cold]
    fn beyond(&self) -> DecodeError {
        self.error(DecodeErrorKind::Syntax("headers that end with the last of them"))
    }

    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.position)
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, position: usize) -> DecodeError {
        DecodeError::new(kind, self.offset.saturating_add(position))
    }
}

/// Writes one header.
pub(super) fn write(header: &Header, out: &mut Vec<u8>) -> std::result::Result<(), EncodeError> {
    let invalid = || EncodeError::new(EncodeErrorKind::InvalidHeader);
    let length = u8::try_from(header.name.len()).map_err(|_| invalid())?;
    if length == 0 {
        return Err(invalid());
    }
    out.push(length);
    out.extend_from_slice(header.name.as_bytes());
    match &header.value {
        HeaderValue::Bool(true) => out.push(kind::TRUE),
        HeaderValue::Bool(false) => out.push(kind::FALSE),
        HeaderValue::Byte(value) => write_fixed(kind::BYTE, value.to_be_bytes(), out),
        HeaderValue::Short(value) => write_fixed(kind::SHORT, value.to_be_bytes(), out),
        HeaderValue::Integer(value) => write_fixed(kind::INTEGER, value.to_be_bytes(), out),
        HeaderValue::Long(value) => write_fixed(kind::LONG, value.to_be_bytes(), out),
        HeaderValue::Blob(value) => write_bytes(kind::BLOB, value, out)?,
        HeaderValue::String(value) => write_bytes(kind::STRING, value.as_bytes(), out)?,
        HeaderValue::Timestamp(value) => {
            let millis = to_millis(*value);
            let millis = millis.ok_or_else(|| EncodeError::new(EncodeErrorKind::OutOfRange))?;
            write_fixed(kind::TIMESTAMP, millis.to_be_bytes(), out);
        }
        HeaderValue::Uuid(value) => write_fixed(kind::UUID, *value, out),
    }
    Ok(())
}

fn write_fixed<const N: usize>(kind: u8, value: [u8; N], out: &mut Vec<u8>) {
    out.push(kind);
    out.extend_from_slice(&value);
}

fn write_bytes(kind: u8, value: &[u8], out: &mut Vec<u8>) -> std::result::Result<(), EncodeError> {
    let length = u16::try_from(value.len()).ok().filter(|_| value.len() <= VALUE_BYTES);
    let length = length.ok_or_else(|| EncodeError::new(EncodeErrorKind::TooLong))?;
    write_fixed(kind, length.to_be_bytes(), out);
    out.extend_from_slice(value);
    Ok(())
}

/// A number of milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "less than a thousand")]
#[allow(clippy::cast_sign_loss, reason = "Euclidean remainders are not negative")]
fn from_millis(millis: i64) -> Timestamp {
    let nanos = millis.rem_euclid(1000) as u32 * 1_000_000;
    // Less than a second of nanoseconds carries nothing.
    Timestamp::new(millis.div_euclid(1000), nanos).unwrap_or(Timestamp::MAX)
}

/// Milliseconds since 1970, rounded down.
fn to_millis(time: Timestamp) -> Option<i64> {
    let millis = i128::from(time.seconds()) * 1000 + i128::from(time.subsec_nanos() / 1_000_000);
    i64::try_from(millis).ok()
}
