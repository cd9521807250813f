//! Writing keys and values.

use std::ops::ControlFlow;

use super::{Dialect, Options};
use crate::codec::xml;
use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::limits::Limits;
use crate::percent;
use crate::schema::{Kind, Member, Schema};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};

/// Most requests fit; a longer one grows by doubling.
const FIRST_CAPACITY: usize = 512;

/// Writes the name of an operation, the version of its service, and its input.
///
/// Members follow in the order of the model.
///
/// # Errors
/// A union holds an unknown member, a member is a document or a stream, or values nest deeper than
/// [`Limits::MAX_DEPTH`].
pub fn write(
    operation: &str,
    version: &str,
    schema: &'static Schema,
    value: &dyn Members,
    options: Options,
) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer {
        out: Vec::with_capacity(FIRST_CAPACITY),
        key: Vec::new(),
        text: Vec::new(),
        options,
        depth: Limits::MAX_DEPTH,
    };
    writer.out.extend_from_slice(b"Action=");
    percent::append(&mut writer.out, operation.as_bytes(), b"");
    writer.out.extend_from_slice(b"&Version=");
    percent::append(&mut writer.out, version.as_bytes(), b"");
    writer.structure(schema, value)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    /// The key of the value that is being written, encoded.
    key: Vec<u8>,
    /// The text of a simple value, not yet encoded.
    text: Vec<u8>,
    options: Options,
    /// How much deeper values may nest.
    depth: usize,
}

type Result<T, E = EncodeError> = std::result::Result<T, E>;

impl Writer {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Members) -> Result<()> {
        self.nest(|writer| {
            for (index, member) in schema.members().iter().enumerate() {
                let value = value.member(index);
                if !matches!(value, Value::Absent) {
                    writer.member(member, value)?;
                }
            }
            Ok(())
        })
    }

    fn union(&mut self, schema: &'static Schema, value: &dyn Variants) -> Result<()> {
        let Variant::Known(index, value) = value.variant() else {
            return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
        };
        let member = schema.members().get(index);
        let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
        self.nest(|writer| writer.member(member, value))
    }

    fn member(&mut self, member: &'static Member, value: Value<'_>) -> Result<()> {
        let name = self.options.name(member);
        self.within(&name, |writer| writer.value(member, value))
            .map_err(|error| error.within_member(member))
    }

    /// Writes what a member holds, under the key.
    fn value(&mut self, member: &'static Member, value: Value<'_>) -> Result<()> {
        match value {
            Value::Absent => self.pair(b""),
            Value::String(text) => self.pair(text.as_bytes()),
            Value::Structure(value) => return self.structure(target(member)?, value),
            Value::Union(value) => return self.union(target(member)?, value),
            Value::List(items) => return self.list(member, items),
            Value::Map(entries) => return self.map(member, entries),
            _ => {
                let mut text = std::mem::take(&mut self.text);
                text.clear();
                xml::text::append(&mut text, member, value)?;
                self.pair(&text);
                self.text = text;
            }
        }
        Ok(())
    }

    fn list(&mut self, member: &Member, items: &dyn Items) -> Result<()> {
        let schema = target(member)?;
        let [item, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        if items.len() == 0 {
            if self.options.dialect == Dialect::Aws {
                self.pair(b"");
            }
            Ok(())
        } else if self.options.is_list_flattened(member) {
            self.items(schema, item, items)
        } else {
            self.within(xml::wire_name(item), |writer| writer.items(schema, item, items))
        }
    }

    fn items(&mut self, schema: &Schema, item: &'static Member, items: &dyn Items) -> Result<()> {
        let sparse = schema.kind() == Kind::SparseList;
        self.nest(|writer| {
            let mut number = 0;
            for index in 0..items.len() {
                let value = items.item(index);
                if sparse || !matches!(value, Value::Absent) {
                    number += 1;
                    writer
                        .within_number(number, |writer| writer.value(item, value))
                        .map_err(|error| error.within(Segment::Index(index)))?;
                }
            }
            Ok(())
        })
    }

    fn map(&mut self, member: &Member, entries: &dyn Entries) -> Result<()> {
        let schema = target(member)?;
        if xml::is_flattened(member) {
            self.entries(schema, entries)
        } else {
            self.within("entry", |writer| writer.entries(schema, entries))
        }
    }

    fn entries(&mut self, schema: &'static Schema, entries: &dyn Entries) -> Result<()> {
        let [key, member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let sparse = schema.kind() == Kind::SparseMap;
        self.nest(|writer| {
            let mut number = 0;
            let mut result = Ok(());
            entries.for_each(&mut |name, value| {
                if !sparse && matches!(value, Value::Absent) {
                    return ControlFlow::Continue(());
                }
                number += 1;
                match writer.entry(number, key, name, member, value) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        result = Err(error.within(key_segment(key, name)));
                        ControlFlow::Break(())
                    }
                }
            });
            result
        })
    }

    fn entry(
        &mut self,
        number: usize,
        key: &Member,
        name: &str,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<()> {
        self.within_number(number, |writer| {
            writer.within(xml::wire_name(key), |writer| {
                writer.pair(name.as_bytes());
                Ok(())
            })?;
            writer.within(xml::wire_name(member), |writer| writer.value(member, value))
        })
    }

    /// Writes the key, and a value that is not encoded yet.
    fn pair(&mut self, value: &[u8]) {
        self.out.push(b'&');
        self.out.extend_from_slice(&self.key);
        self.out.push(b'=');
        percent::append(&mut self.out, value, b"");
    }

    /// Writes something whose key has one more segment.
    fn within(&mut self, segment: &str, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let length = self.key.len();
        if length > 0 {
            self.key.push(b'.');
        }
        percent::append(&mut self.key, segment.as_bytes(), b"");
        let result = write(self);
        self.key.truncate(length);
        result
    }

    /// Writes something whose key has one more segment, a number.
    fn within_number(
        &mut self,
        number: usize,
        write: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.within(itoa::Buffer::new().format(number), write)
    }

    /// Writes something one level deeper.
    fn nest(&mut self, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| EncodeError::new(EncodeErrorKind::TooDeep))?;
        let result = write(self);
        self.depth += 1;
        result
    }
}

/// The step of a path into a map.
fn key_segment(key: &Member, name: &str) -> Segment {
    if key.is_sensitive() { Segment::Redacted } else { Segment::Key(name.into()) }
}

fn target(member: &Member) -> Result<&'static Schema> {
    member.target().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}
