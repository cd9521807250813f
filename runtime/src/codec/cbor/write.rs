//! Writing CBOR.

mod number;

use std::ops::ControlFlow;

use super::head::{self, info, major};
use crate::codec::out::{Out, copy_name};
use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};

/// Writes a structure as a CBOR map.
///
/// The maps of structures end with a break, so that nobody counts first which members are set. All other lengths
/// are known, and stand in front. Numbers take as few bytes as hold them, but no float is of half precision.
///
/// # Errors
/// A union holds an unknown member, a member is a document or a stream, a number is out of range, or values nest
/// deeper than [`Limits::MAX_DEPTH`].
pub fn write(schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>> {
    let mut writer = Writer::new();
    writer.structure(schema, value)?;
    Ok(writer.out.into_bytes())
}

/// Writes a member that is the whole body, of any type.
///
/// # Errors
/// As [`write()`].
pub fn write_payload(member: &'static Member, value: Value<'_>) -> Result<Vec<u8>> {
    let mut writer = Writer::new();
    writer.member(member, value)?;
    Ok(writer.out.into_bytes())
}

struct Writer {
    out: Out,
    /// How much deeper values may nest.
    depth: usize,
}

type Result<T> = std::result::Result<T, EncodeError>;

impl Writer {
    fn new() -> Self {
        Self { out: Out::new(), depth: Limits::MAX_DEPTH }
    }

    fn structure(&mut self, schema: &'static Schema, value: &dyn Members) -> Result<()> {
        self.open()?;
        self.out.push(head::INDEFINITE_MAP);
        for (index, member) in schema.members().iter().enumerate() {
            let value = value.member(index);
            if !matches!(value, Value::Absent) {
                self.text(member.name());
                self.member(member, value)?;
            }
        }
        self.out.push(head::BREAK);
        self.close();
        Ok(())
    }

    /// Writes what a member of a structure or union holds. Most hold strings, which need no detour.
    #[inline]
    fn member(&mut self, member: &'static Member, value: Value<'_>) -> Result<()> {
        if let Value::String(text) = value {
            self.text(text);
            return Ok(());
        }
        self.value(member, value).map_err(|error| error.within_member(member))
    }

    fn union(&mut self, schema: &'static Schema, value: &dyn Variants) -> Result<()> {
        let Variant::Known(index, value) = value.variant() else {
            return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
        };
        let member = schema.members().get(index);
        let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
        self.open()?;
        self.head(major::MAP, 1);
        self.text(member.name());
        self.member(member, value)?;
        self.close();
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) -> Result<()> {
        let [member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        self.open()?;
        self.head(major::ARRAY, items.len() as u64);
        for index in 0..items.len() {
            self.value(member, items.item(index))
                .map_err(|error| error.within(Segment::Index(index)))?;
        }
        self.close();
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) -> Result<()> {
        let [key, member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        self.open()?;
        self.head(major::MAP, entries.len() as u64);
        let mut result = Ok(());
        entries.for_each(&mut |name, value| {
            self.text(name);
            match self.value(member, value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error.within(key_segment(key, name)));
                    ControlFlow::Break(())
                }
            }
        });
        self.close();
        result
    }

    fn value(&mut self, member: &'static Member, value: Value<'_>) -> Result<()> {
        match value {
            // Only the types of sparse collections can hold one.
            Value::Absent => self.out.push(head::NULL),
            Value::Bool(value) => self.out.push(if value { head::TRUE } else { head::FALSE }),
            Value::Byte(value) => self.integer(value.into()),
            Value::Short(value) => self.integer(value.into()),
            Value::Integer(value) => self.integer(value.into()),
            Value::Long(value) => self.integer(value),
            Value::Float(value) => self.single(value),
            Value::Double(value) => self.double(value),
            Value::BigInteger(value) => self.big_integer(value.as_str()),
            Value::BigDecimal(value) => return self.big_decimal(value.as_str()),
            Value::String(value) => self.text(value),
            Value::Blob(value) => self.bytes(value),
            Value::Timestamp(value) => self.timestamp(value),
            Value::Structure(value) => return self.structure(target(member)?, value),
            Value::Union(value) => return self.union(target(member)?, value),
            Value::List(value) => return self.list(target(member)?, value),
            Value::Map(value) => return self.map(target(member)?, value),
            Value::Document(_) => return Err(EncodeError::new(EncodeErrorKind::Unsupported)),
            Value::Stream(_) | Value::Events(_) => {
                return Err(EncodeError::new(EncodeErrorKind::Stream));
            }
        }
        Ok(())
    }

    fn open(&mut self) -> Result<()> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| EncodeError::new(EncodeErrorKind::TooDeep))?;
        Ok(())
    }

    fn close(&mut self) {
        self.depth += 1;
    }

    /// Writes a text. Most are short, and ask once for the place of their head and themselves.
    #[inline]
    fn text(&mut self, text: &str) {
        let length = u8::try_from(text.len()).ok().filter(|length| *length < info::ONE_BYTE);
        let Some(length) = length else { return self.long_text(text) };
        if let Some([head, place @ ..]) = self.out.place(1 + text.len()) {
            *head = major::TEXT | length;
            copy_name(text.as_bytes(), place);
        }
    }

    fn long_text(&mut self, text: &str) {
        self.head(major::TEXT, text.len() as u64);
        self.out.extend(text.as_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.head(major::BYTES, bytes.len() as u64);
        self.out.extend(bytes);
    }

    /// Writes a head with as few bytes of argument as hold it.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "each arm says how large it is")]
    fn head(&mut self, major: u8, argument: u64) {
        match argument {
            0..=0x17 => self.out.push(major | argument as u8),
            0x18..=0xff => self.out.extend(&[major | info::ONE_BYTE, argument as u8]),
            0x100..=0xffff => self.wide(major | info::TWO_BYTES, (argument as u16).to_be_bytes()),
            0x1_0000..=0xffff_ffff => {
                self.wide(major | info::FOUR_BYTES, (argument as u32).to_be_bytes());
            }
            _ => self.wide(major | info::EIGHT_BYTES, argument.to_be_bytes()),
        }
    }

    #[inline]
    fn wide<const N: usize>(&mut self, first: u8, argument: [u8; N]) {
        if let Some([head, place @ ..]) = self.out.place(1 + N) {
            *head = first;
            if let Some(place) = place.first_chunk_mut() {
                *place = argument;
            }
        }
    }
}

/// The step of a path into a map.
fn key_segment(key: &Member, name: &str) -> Segment {
    if key.is_sensitive() { Segment::Redacted } else { Segment::Key(name.into()) }
}

fn target(member: &Member) -> Result<&'static Schema> {
    member.target().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}
