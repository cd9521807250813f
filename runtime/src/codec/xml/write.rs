//! Writing XML.

mod escape;

use std::ops::ControlFlow;

use self::escape::append_escaped;
use super::{Namespace, Root, XSI, is_attribute, is_flattened, namespace, text, wire_name};
use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::limits::Limits;
use crate::schema::{Kind, Member, Schema};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};

/// Most requests fit; a longer one grows by doubling.
const FIRST_CAPACITY: usize = 1024;

/// Writes a structure as an XML document.
///
/// # Errors
/// A union holds an unknown member, a member is a document or a stream, or values nest deeper than
/// [`Limits::MAX_DEPTH`].
pub fn write(
    schema: &'static Schema,
    value: &dyn Members,
    root: &Root<'_>,
) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    writer.start(root.into());
    writer.structure(schema, value)?;
    writer.end(root.name);
    Ok(writer.out)
}

/// Writes a member that is the whole body, a structure or a union, as an XML document.
///
/// # Errors
/// As [`write()`].
pub fn write_payload(
    member: &'static Member,
    value: Value<'_>,
    root: &Root<'_>,
) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    writer.element(root.into(), member, value).map_err(|error| error.within_member(member))?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    /// How much deeper values may nest.
    depth: usize,
}

/// What the start of an element says, besides attributes.
#[derive(Clone, Copy)]
struct Element<'a> {
    name: &'a str,
    namespace: Option<Namespace<'a>>,
}

impl Element<'static> {
    const ENTRY: Self = Self { name: "entry", namespace: None };

    fn of(member: &Member) -> Self {
        Self { name: wire_name(member), namespace: namespace(member.traits()) }
    }
}

impl<'a> From<&Root<'a>> for Element<'a> {
    fn from(root: &Root<'a>) -> Self {
        Self { name: root.name, namespace: root.namespace }
    }
}

impl Writer {
    fn new() -> Self {
        Self { out: Vec::with_capacity(FIRST_CAPACITY), depth: Limits::MAX_DEPTH }
    }

    /// Writes the attributes of a structure, the end of its start tag, and its members.
    fn structure(
        &mut self,
        schema: &'static Schema,
        value: &dyn Members,
    ) -> Result<(), EncodeError> {
        self.enter()?;
        self.attributes(schema, value)?;
        self.out.push(b'>');
        for (index, member) in schema.members().iter().enumerate() {
            let value = value.member(index);
            if !matches!(value, Value::Absent) && !is_attribute(member) {
                self.member(member, value)?;
            }
        }
        self.leave();
        Ok(())
    }

    fn attributes(
        &mut self,
        schema: &'static Schema,
        value: &dyn Members,
    ) -> Result<(), EncodeError> {
        for (index, member) in schema.members().iter().enumerate() {
            if is_attribute(member) {
                self.attribute(member, value.member(index))
                    .map_err(|error| error.within_member(member))?;
            }
        }
        Ok(())
    }

    fn attribute(&mut self, member: &Member, value: Value<'_>) -> Result<(), EncodeError> {
        if matches!(value, Value::Absent) {
            return Ok(());
        }
        self.out.push(b' ');
        self.out.extend_from_slice(wire_name(member).as_bytes());
        self.out.extend_from_slice(b"=\"");
        self.simple(member, value)?;
        self.out.push(b'"');
        Ok(())
    }

    /// Writes what a member of a structure or union holds. Most hold strings, and have no traits.
    #[inline]
    fn member(&mut self, member: &'static Member, value: Value<'_>) -> Result<(), EncodeError> {
        if let (Value::String(text), []) = (value, member.traits()) {
            self.string_element(member.name(), text);
            return Ok(());
        }
        let written = match value {
            Value::List(items) if is_flattened(member) => self.flat_list(member, items),
            Value::Map(entries) if is_flattened(member) => self.flat_map(member, entries),
            _ => self.element(Element::of(member), member, value),
        };
        written.map_err(|error| error.within_member(member))
    }

    fn string_element(&mut self, name: &str, text: &str) {
        self.out.reserve(2 * name.len() + text.len() + "<></>".len());
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
        append_escaped(&mut self.out, text);
        self.end(name);
    }

    /// Writes an element and what it holds.
    fn element(
        &mut self,
        element: Element<'_>,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<(), EncodeError> {
        self.start(element);
        match value {
            Value::Absent => self.nil(),
            Value::Structure(value) => self.structure(target(member)?, value)?,
            Value::Union(value) => self.union(target(member)?, value)?,
            Value::List(value) => self.list(target(member)?, value)?,
            Value::Map(value) => self.map(target(member)?, value)?,
            _ => {
                self.out.push(b'>');
                self.simple(member, value)?;
            }
        }
        self.end(element.name);
        Ok(())
    }

    fn union(&mut self, schema: &'static Schema, value: &dyn Variants) -> Result<(), EncodeError> {
        self.enter()?;
        self.out.push(b'>');
        match value.variant() {
            Variant::Known(index, value) => {
                let member = schema.members().get(index);
                let member = member.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
                self.member(member, value)?;
            }
            Variant::Unknown(_, _) => {
                return Err(EncodeError::new(EncodeErrorKind::UnknownVariant));
            }
        }
        self.leave();
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) -> Result<(), EncodeError> {
        let item = item(schema)?;
        self.out.push(b'>');
        self.items(schema, Element::of(item), item, items)
    }

    /// Writes the items of a list where the list would stand. They have the name of the member that holds the list,
    /// and the namespace of the item.
    fn flat_list(&mut self, member: &Member, items: &dyn Items) -> Result<(), EncodeError> {
        let schema = target(member)?;
        let item = item(schema)?;
        let element = Element { name: wire_name(member), namespace: namespace(item.traits()) };
        self.items(schema, element, item, items)
    }

    fn items(
        &mut self,
        schema: &Schema,
        element: Element<'_>,
        item: &'static Member,
        items: &dyn Items,
    ) -> Result<(), EncodeError> {
        self.enter()?;
        let sparse = schema.kind() == Kind::SparseList;
        for index in 0..items.len() {
            let value = items.item(index);
            if sparse || !matches!(value, Value::Absent) {
                self.element(element, item, value)
                    .map_err(|error| error.within(Segment::Index(index)))?;
            }
        }
        self.leave();
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) -> Result<(), EncodeError> {
        self.out.push(b'>');
        self.entries(schema, Element::ENTRY, entries)
    }

    /// Writes the entries of a map where the map would stand.
    fn flat_map(&mut self, member: &Member, entries: &dyn Entries) -> Result<(), EncodeError> {
        self.entries(target(member)?, Element::of(member), entries)
    }

    fn entries(
        &mut self,
        schema: &'static Schema,
        element: Element<'_>,
        entries: &dyn Entries,
    ) -> Result<(), EncodeError> {
        let [key, member, ..] = schema.members() else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        self.enter()?;
        let sparse = schema.kind() == Kind::SparseMap;
        let mut result = Ok(());
        entries.for_each(&mut |name, value| {
            if !sparse && matches!(value, Value::Absent) {
                return ControlFlow::Continue(());
            }
            match self.entry(element, key, name, member, value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error.within(key_segment(key, name)));
                    ControlFlow::Break(())
                }
            }
        });
        self.leave();
        result
    }

    fn entry(
        &mut self,
        element: Element<'_>,
        key: &'static Member,
        name: &str,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<(), EncodeError> {
        self.start(element);
        self.out.push(b'>');
        self.element(Element::of(key), key, Value::String(name))?;
        self.element(Element::of(member), member, value)?;
        self.end(element.name);
        Ok(())
    }

    /// Writes a start tag, up to where attributes may follow.
    fn start(&mut self, element: Element<'_>) {
        self.out.push(b'<');
        self.out.extend_from_slice(element.name.as_bytes());
        if let Some(namespace) = element.namespace {
            self.namespace(namespace);
        }
    }

    #[cold]
    fn namespace(&mut self, namespace: Namespace<'_>) {
        self.out.extend_from_slice(b" xmlns");
        if !namespace.prefix.is_empty() {
            self.out.push(b':');
            self.out.extend_from_slice(namespace.prefix.as_bytes());
        }
        self.out.extend_from_slice(b"=\"");
        append_escaped(&mut self.out, namespace.uri);
        self.out.push(b'"');
    }

    /// Ends a start tag of an element that stands for a null.
    fn nil(&mut self) {
        self.namespace(Namespace { uri: XSI, prefix: "xsi" });
        self.out.extend_from_slice(b" xsi:nil=\"true\">");
    }

    fn end(&mut self, name: &str) {
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
    }

    fn simple(&mut self, member: &Member, value: Value<'_>) -> Result<(), EncodeError> {
        match value {
            Value::String(text) => append_escaped(&mut self.out, text),
            _ => text::append(&mut self.out, member, value)?,
        }
        Ok(())
    }

    fn enter(&mut self) -> Result<(), EncodeError> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| EncodeError::new(EncodeErrorKind::TooDeep))?;
        Ok(())
    }

    fn leave(&mut self) {
        self.depth += 1;
    }
}

/// The step of a path into a map.
fn key_segment(key: &Member, name: &str) -> Segment {
    if key.is_sensitive() { Segment::Redacted } else { Segment::Key(name.into()) }
}

fn target(member: &Member) -> Result<&'static Schema, EncodeError> {
    member.target().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}

fn item(list: &'static Schema) -> Result<&'static Member, EncodeError> {
    list.members().first().ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))
}
