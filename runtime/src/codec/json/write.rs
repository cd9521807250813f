//! Writing JSON.

mod copy;
mod out;

use std::fmt::Write as _;
use std::ops::ControlFlow;

use super::{Options, Values, scan};
use crate::body::Body;
use crate::codec::out::Out;
use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::document::{Document, Number};
use crate::limits::Limits;
use crate::number::non_finite_name;
use crate::schema::{Kind, Member, Schema};
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};

/// Writes a structure as a JSON object.
///
/// # Errors
/// A union holds an unknown member without a value, a member is a stream, or values nest deeper than
/// [`Limits::MAX_DEPTH`].
pub fn write(
    schema: &'static Schema,
    value: &dyn Members,
    options: Options,
) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new(options);
    writer.structure(schema, value)?;
    Ok(writer.out.into_bytes())
}

/// Writes a member that is the whole body, of any type, as a JSON value.
///
/// # Errors
/// As [`write()`].
pub fn write_payload(
    member: &'static Member,
    value: Value<'_>,
    options: Options,
) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new(options);
    writer.member(member, value)?;
    Ok(writer.out.into_bytes())
}

/// What an object starts and ends with.
const OBJECT: [u8; 2] = *b"{}";

/// What an array starts and ends with.
const ARRAY: [u8; 2] = *b"[]";

struct Writer {
    out: Out,
    options: Options,
    /// How much deeper values may nest.
    depth: usize,
}

impl Writer {
    fn new(options: Options) -> Self {
        Self { out: Out::new(), options, depth: Limits::MAX_DEPTH }
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        value: &dyn Members,
    ) -> Result<(), EncodeError> {
        let start = self.open()?;
        for (index, member) in schema.members().iter().enumerate() {
            match (value.member(index), self.options.plain_name(member)) {
                (Value::Absent, _) => {}
                // Most members are strings, which need no detour.
                (Value::String(text), Some(name)) => self.out.string_member(name, text),
                (value, _) => {
                    self.name(member);
                    self.member(member, value)?;
                }
            }
        }
        self.close(start, OBJECT);
        Ok(())
    }

    /// Writes what a member of a structure or union holds.
    fn member(&mut self, member: &'static Member, value: Value<'_>) -> Result<(), EncodeError> {
        self.value(member, value).map_err(|error| error.within_member(member))
    }

    fn union(&mut self, schema: &'static Schema, value: &dyn Variants) -> Result<(), EncodeError> {
        let start = self.open()?;
        match value.variant() {
            Variant::Known(index, value) => {
                let member = schema.members().get(index);
                let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
                self.name(member);
                self.member(member, value)?;
            }
            Variant::Unknown(name, Some(value)) => {
                self.key(name);
                self.document(value)?;
            }
            Variant::Unknown(_, None) => {
                return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
            }
        }
        self.close(start, OBJECT);
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) -> Result<(), EncodeError> {
        let [member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let sparse = schema.kind() == Kind::SparseList;
        let start = self.open()?;
        for index in 0..items.len() {
            let value = items.item(index);
            if !sparse && matches!(value, Value::Absent) {
                continue;
            }
            self.out.push(b',');
            self.value(member, value).map_err(|error| error.within(Segment::Index(index)))?;
        }
        self.close(start, ARRAY);
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) -> Result<(), EncodeError> {
        let [key, member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let sparse = schema.kind() == Kind::SparseMap;
        let start = self.open()?;
        let mut result = Ok(());
        entries.for_each(&mut |name, value| {
            if !sparse && matches!(value, Value::Absent) {
                return ControlFlow::Continue(());
            }
            self.key(name);
            match self.value(member, value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error.within(key_segment(key, name)));
                    ControlFlow::Break(())
                }
            }
        });
        self.close(start, OBJECT);
        result
    }

    fn value(&mut self, member: &'static Member, value: Value<'_>) -> Result<(), EncodeError> {
        match value {
            Value::Absent => self.out.extend(b"null"),
            Value::Bool(value) => self.bool(value),
            Value::Byte(value) => self.integer(value),
            Value::Short(value) => self.integer(value),
            Value::Integer(value) => self.integer(value),
            Value::Long(value) => self.integer(value),
            Value::Float(value) => self.float(value, value.into()),
            Value::Double(value) => self.float(value, value),
            Value::BigInteger(value) => self.big_number(value.as_str()),
            Value::BigDecimal(value) => self.big_number(value.as_str()),
            Value::String(value) => self.string(value),
            Value::Blob(value) => self.blob(value),
            Value::Timestamp(value) => self.timestamp(value, self.options.timestamp_format(member)),
            Value::Document(value) => return self.document(value),
            Value::Structure(value) => return self.structure(target(member)?, value),
            Value::Union(value) => return self.union(target(member)?, value),
            Value::List(value) => return self.list(target(member)?, value),
            Value::Map(value) => return self.map(target(member)?, value),
            Value::Stream(value) => return self.stream(value),
            Value::Events(_) => return Err(EncodeError::new(EncodeErrorKind::Stream)),
        }
        Ok(())
    }

    fn document(&mut self, document: &Document) -> Result<(), EncodeError> {
        match document {
            Document::Null => self.out.extend(b"null"),
            Document::Bool(value) => self.bool(*value),
            Document::Number(Number::Unsigned(value)) => self.integer(*value),
            Document::Number(Number::Negative(value)) => self.integer(*value),
            Document::Number(Number::Float(value)) => self.float(*value, *value),
            // Nothing but its form says that a document holds a number, so it is one in all protocols.
            Document::Number(Number::Big(value)) => self.out.extend(value.as_str().as_bytes()),
            Document::String(value) => self.string(value),
            Document::Array(items) => {
                let start = self.open()?;
                for item in items {
                    self.out.push(b',');
                    self.document(item)?;
                }
                self.close(start, ARRAY);
            }
            Document::Object(entries) => {
                let start = self.open()?;
                for (name, value) in entries {
                    self.key(name);
                    self.document(value)?;
                }
                self.close(start, OBJECT);
            }
        }
        Ok(())
    }

    /// Begins an object or array; where it starts.
    ///
    /// Its members or items are written with a comma before each. The first one stands where the bracket goes,
    /// which [`close`](Self::close) puts there: so nothing has to be known of what came before.
    #[inline]
    fn open(&mut self) -> Result<usize, EncodeError> {
        self.depth =
            self.depth.checked_sub(1).ok_or_else(|| EncodeError::new(EncodeErrorKind::TooDeep))?;
        Ok(self.out.len())
    }

    #[inline]
    fn close(&mut self, start: usize, [open, close]: [u8; 2]) {
        self.depth += 1;
        if self.out.len() == start {
            self.out.extend(&[open, close]);
        } else {
            self.out.set(start, open);
            self.out.push(close);
        }
    }

    /// Writes a comma, the name of a member, and a colon.
    #[inline]
    fn name(&mut self, member: &Member) {
        if let Some(name) = self.options.plain_name(member) {
            self.out.plain_name(name);
        } else {
            self.key(self.options.name(member));
        }
    }

    /// Writes a comma, any key, and a colon.
    fn key(&mut self, name: &str) {
        self.out.push(b',');
        self.string(name);
        self.out.push(b':');
    }

    fn bool(&mut self, value: bool) {
        self.out.extend(if value { b"true" } else { b"false" });
    }

    fn integer(&mut self, value: impl itoa::Integer) {
        self.out.extend(itoa::Buffer::new().format(value).as_bytes());
    }

    /// Writes a float of any precision, and the same as a double.
    fn float(&mut self, value: impl zmij::Float, double: f64) {
        if double.is_finite() {
            self.out.extend(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.string(non_finite_name(double));
        }
    }

    /// Writes a number of any size, which has the form of a JSON number.
    fn big_number(&mut self, text: &str) {
        if self.options.values == Values::RpcV2 {
            self.string(text);
        } else {
            self.out.extend(text.as_bytes());
        }
    }

    fn blob(&mut self, bytes: &[u8]) {
        match self.options.values {
            Values::Wire | Values::RpcV2 => {
                self.out.base64(bytes);
            }
            #[cfg(feature = "params")]
            Values::Plain => self.string(&String::from_utf8_lossy(bytes)),
        }
    }

    fn stream(&mut self, body: &Body) -> Result<(), EncodeError> {
        let bytes = body.as_bytes().filter(|_| self.options.has_streams());
        let bytes = bytes.ok_or_else(|| EncodeError::new(EncodeErrorKind::Stream))?;
        self.blob(bytes);
        Ok(())
    }

    fn timestamp(&mut self, time: Timestamp, format: TimestampFormat) {
        match (format, time.subsec_nanos()) {
            (TimestampFormat::EpochSeconds, 0) => self.integer(time.seconds()),
            (TimestampFormat::EpochSeconds, nanos) if time.seconds() >= 0 => {
                self.integer(time.seconds());
                self.fraction(nanos);
            }
            (TimestampFormat::EpochSeconds, _) => self.display(time, format),
            (TimestampFormat::DateTime | TimestampFormat::HttpDate, _) => {
                self.out.push(b'"');
                self.display(time, format);
                self.out.push(b'"');
            }
        }
    }

    /// Writes a point and up to nine digits, without zeros at the end.
    fn fraction(&mut self, nanos: u32) {
        // A digit in front of the nine, where the point goes, keeps the zeros that they begin with.
        let mut buffer = itoa::Buffer::new();
        let digits = buffer.format(1_000_000_000 + nanos).trim_end_matches('0');
        let point = self.out.len();
        self.out.extend(digits.as_bytes());
        self.out.set(point, b'.');
    }

    fn display(&mut self, time: Timestamp, format: TimestampFormat) {
        // Writing to a vector does not fail.
        let _ = write!(self.out, "{}", time.display(format));
    }

    #[inline]
    fn string(&mut self, text: &str) {
        self.out.string(text);
    }
}

/// The step of a path into a map.
fn key_segment(key: &Member, name: &str) -> Segment {
    if key.is_sensitive() { Segment::Redacted } else { Segment::Key(name.into()) }
}

fn target(member: &Member) -> Result<&'static Schema, EncodeError> {
    member.target().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}
