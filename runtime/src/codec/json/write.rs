//! Writing JSON.

mod copy;

use std::io::Write as _;
use std::ops::ControlFlow;

use self::copy::Copied;
use super::{Options, Values, scan};
use crate::blob;
use crate::document::{Document, Number};
use crate::error::{EncodeError, EncodeErrorKind, Segment};
use crate::number::non_finite_name;
use crate::schema::{Kind, Member, Schema};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};
use crate::{Body, Limits, Timestamp, TimestampFormat};

/// Most requests fit; a longer one grows by doubling.
const FIRST_CAPACITY: usize = 1024;

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
    Ok(writer.out)
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
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    options: Options,
    /// How much deeper values may nest.
    depth: usize,
}

impl Writer {
    fn new(options: Options) -> Self {
        Self { out: Vec::with_capacity(FIRST_CAPACITY), options, depth: Limits::MAX_DEPTH }
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        value: &dyn Members,
    ) -> Result<(), EncodeError> {
        self.open(b'{')?;
        let mut comma = false;
        for (index, member) in schema.members().iter().enumerate() {
            let value = value.member(index);
            if matches!(value, Value::Absent) {
                continue;
            }
            self.comma(&mut comma);
            self.name(member);
            self.member(member, value)?;
        }
        self.close(b'}');
        Ok(())
    }

    /// Writes what a member of a structure or union holds. Most hold strings, which need no detour.
    #[inline]
    fn member(&mut self, member: &'static Member, value: Value<'_>) -> Result<(), EncodeError> {
        if let Value::String(text) = value {
            self.string(text);
            return Ok(());
        }
        self.value(member, value).map_err(|error| {
            let error = if member.is_sensitive() { error.redacted() } else { error };
            error.within(Segment::Member(member.name()))
        })
    }

    fn union(&mut self, schema: &'static Schema, value: &dyn Variants) -> Result<(), EncodeError> {
        self.open(b'{')?;
        match value.variant() {
            Variant::Known(index, value) => {
                let member = schema.members().get(index);
                let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
                self.name(member);
                self.member(member, value)?;
            }
            Variant::Unknown(name, Some(value)) => {
                self.string(name);
                self.out.push(b':');
                self.document(value)?;
            }
            Variant::Unknown(_, None) => {
                return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
            }
        }
        self.close(b'}');
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) -> Result<(), EncodeError> {
        let [member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let sparse = schema.kind() == Kind::SparseList;
        self.open(b'[')?;
        let mut comma = false;
        for index in 0..items.len() {
            let value = items.item(index);
            if !sparse && matches!(value, Value::Absent) {
                continue;
            }
            self.comma(&mut comma);
            self.value(member, value).map_err(|error| error.within(Segment::Index(index)))?;
        }
        self.close(b']');
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) -> Result<(), EncodeError> {
        let [key, member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let sparse = schema.kind() == Kind::SparseMap;
        self.open(b'{')?;
        let mut comma = false;
        let mut result = Ok(());
        entries.for_each(&mut |name, value| {
            if !sparse && matches!(value, Value::Absent) {
                return ControlFlow::Continue(());
            }
            self.comma(&mut comma);
            self.string(name);
            self.out.push(b':');
            match self.value(member, value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error.within(key_segment(key, name)));
                    ControlFlow::Break(())
                }
            }
        });
        self.close(b'}');
        result
    }

    fn value(&mut self, member: &'static Member, value: Value<'_>) -> Result<(), EncodeError> {
        match value {
            Value::Absent => self.out.extend_from_slice(b"null"),
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
            Document::Null => self.out.extend_from_slice(b"null"),
            Document::Bool(value) => self.bool(*value),
            Document::Number(Number::Unsigned(value)) => self.integer(*value),
            Document::Number(Number::Negative(value)) => self.integer(*value),
            Document::Number(Number::Float(value)) => self.float(*value, *value),
            Document::String(value) => self.string(value),
            Document::Array(items) => {
                self.open(b'[')?;
                let mut comma = false;
                for item in items {
                    self.comma(&mut comma);
                    self.document(item)?;
                }
                self.close(b']');
            }
            Document::Object(entries) => {
                self.open(b'{')?;
                let mut comma = false;
                for (name, value) in entries {
                    self.comma(&mut comma);
                    self.string(name);
                    self.out.push(b':');
                    self.document(value)?;
                }
                self.close(b'}');
            }
        }
        Ok(())
    }

    fn open(&mut self, bracket: u8) -> Result<(), EncodeError> {
        self.depth =
            self.depth.checked_sub(1).ok_or_else(|| EncodeError::new(EncodeErrorKind::TooDeep))?;
        self.out.push(bracket);
        Ok(())
    }

    fn close(&mut self, bracket: u8) {
        self.depth += 1;
        self.out.push(bracket);
    }

    /// Writes a comma before all but the first.
    #[inline]
    fn comma(&mut self, comma: &mut bool) {
        if std::mem::replace(comma, true) {
            self.out.push(b',');
        }
    }

    #[inline]
    fn name(&mut self, member: &Member) {
        if let Some(name) = self.options.plain_name(member) {
            self.out.push(b'"');
            copy::plain(&mut self.out, name.as_bytes());
            self.out.extend_from_slice(b"\":");
        } else {
            self.string(self.options.name(member));
            self.out.push(b':');
        }
    }

    fn bool(&mut self, value: bool) {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    fn integer(&mut self, value: impl itoa::Integer) {
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }

    /// Writes a float of any precision, and the same as a double.
    fn float(&mut self, value: impl zmij::Float, double: f64) {
        if double.is_finite() {
            self.out.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.string(non_finite_name(double));
        }
    }

    /// Writes a number of any size, which has the form of a JSON number.
    fn big_number(&mut self, text: &str) {
        if self.options.values == Values::RpcV2 {
            self.string(text);
        } else {
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    fn blob(&mut self, bytes: &[u8]) {
        match self.options.values {
            Values::Wire | Values::RpcV2 => {
                self.out.push(b'"');
                blob::encode_append(bytes, &mut self.out);
                self.out.push(b'"');
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
            (TimestampFormat::EpochSeconds, _) => self.display(time, format),
            (TimestampFormat::DateTime | TimestampFormat::HttpDate, _) => {
                self.out.push(b'"');
                self.display(time, format);
                self.out.push(b'"');
            }
        }
    }

    fn display(&mut self, time: Timestamp, format: TimestampFormat) {
        // Writing to a vector does not fail.
        let _ = write!(self.out, "{}", time.display(format));
    }

    fn string(&mut self, text: &str) {
        self.out.push(b'"');
        if copy::plain(&mut self.out, text.as_bytes()) == Copied::No {
            self.escaped(text.as_bytes());
        }
        self.out.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, mut rest: &[u8]) {
        while let Some((plain, tail)) = rest.split_at_checked(scan::plain_prefix(rest)) {
            self.out.extend_from_slice(plain);
            let Some((special, tail)) = tail.split_first() else { break };
            self.escape(*special);
            rest = tail;
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0c => b'f',
            b'\r' => b'r',
            _ => {
                let _ = write!(self.out, "\\u{byte:04x}");
                return;
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }
}

/// The step of a path into a map.
fn key_segment(key: &Member, name: &str) -> Segment {
    if key.is_sensitive() { Segment::Redacted } else { Segment::Key(name.into()) }
}

fn target(member: &Member) -> Result<&'static Schema, EncodeError> {
    member.target().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}
