//! Reading XML.

mod characters;
mod cursor;
mod error_body;
mod map;
#[cfg(feature = "query")]
mod request_id;
mod start;
mod tag;

use std::collections::BTreeMap;

pub use self::error_body::{ErrorBody, find_error, lists_errors};
#[cfg(feature = "query")]
pub use self::request_id::request_id;
pub use self::start::{Start, start};

use self::cursor::Cursor;
use self::tag::Tag;
use super::text::timestamp_format;
use super::{Envelope, Options, is_attribute, is_flattened, wire_name};
use crate::codec::budget::{Budget, Holder, Room};
use crate::codec::seen::Seen;
use crate::codec_error::{DecodeError, DecodeErrorKind, Segment};
use crate::limits::Limits;
use crate::scalar;
use crate::schema::{Member, Schema};
use crate::value::{ItemsMut, MembersMut, Slot, VariantsMut};

type Result<T> = std::result::Result<T, DecodeError>;

/// Fills a structure from an XML document.
///
/// Elements and attributes that the model does not know are skipped, and so is text between
/// elements. Names are compared without their prefixes, unless the model's name has one. An empty
/// element or attribute leaves a number, a boolean or a timestamp unset; to a string, it is the
/// empty string. An element that is there twice is an error, except for flattened lists and maps,
/// whose items and entries may be anywhere.
///
/// # Errors
/// The bytes are not one XML document, a member is not of its type, or a limit is exceeded. What was read until
/// then stays in the structure.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    options: Options,
    envelope: Envelope<'_>,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<()> {
    let (mut reader, root) = Reader::start(bytes, limits, options)?;
    match envelope {
        Envelope::Root => reader.structure(schema, root, into)?,
        Envelope::Result(operation) => reader.result(operation, root, schema, into)?,
        Envelope::Member => reader.only_member(schema, root, into)?,
        Envelope::Error => reader.error_members(root, schema, into)?,
    }
    reader.cursor.end()
}

/// Fills a member that is the whole body, a structure or a union, from an XML document.
///
/// # Errors
/// As [`read()`].
pub fn read_payload(
    bytes: &[u8],
    limits: &Limits,
    options: Options,
    member: &'static Member,
    slot: Slot<'_>,
) -> Result<()> {
    let (mut reader, root) = Reader::start(bytes, limits, options)?;
    reader.member(member, root, slot, Empty::Unset)?;
    reader.cursor.end()
}

/// Looks at the beginning of a body that has no member, up to the start tag of the root. White space alone is
/// no document, and is taken.
///
/// # Errors
/// What the body is cannot be told, or it is a page of HTML: a proxy may have put it there.
pub fn expect_document(bytes: &[u8], limits: &Limits) -> Result<()> {
    if bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    Cursor::new(bytes, limits)?.root().map(|_| ())
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    budget: Budget,
    options: Options,
}

/// The meaning of an empty element where a number, a boolean or a timestamp belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// The member is not set.
    Unset,
    /// An error: an item, the value of a map or the member of a union cannot be left out.
    Malformed,
}

/// Where the members are.
impl<'a> Reader<'a> {
    fn start(bytes: &'a [u8], limits: &Limits, options: Options) -> Result<(Self, Tag<'a>)> {
        let mut cursor = Cursor::new(bytes, limits)?;
        let root = cursor.root()?;
        Ok((Self { cursor, budget: Budget::new(limits), options }, root))
    }

    /// Reads the first element that is named after an operation; without one, no member is set.
    fn result(
        &mut self,
        operation: &str,
        root: Tag<'a>,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<()> {
        let mut is_first = true;
        while let Some(child) = self.cursor.child(root)? {
            let is_result = child.local_name().strip_suffix("Result") == Some(operation);
            if is_result && std::mem::take(&mut is_first) {
                self.structure(schema, child, into)?;
            } else {
                self.cursor.skip(child)?;
            }
        }
        Ok(())
    }

    fn only_member(
        &mut self,
        schema: &'static Schema,
        root: Tag<'a>,
        into: &mut dyn MembersMut,
    ) -> Result<()> {
        match find_element(schema, root, 0) {
            Some((index, member)) => {
                self.member(member, root, into.member_mut(index), Empty::Unset)
            }
            None => self.cursor.skip(root),
        }
    }

    fn error_members(
        &mut self,
        root: Tag<'a>,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<()> {
        let start = self.cursor;
        if error_body::is_error(root) || !self.error_within(root, schema, into)? {
            self.cursor = start;
            self.structure(schema, root, into)?;
        }
        Ok(())
    }

    /// Reads the first error of an element, or of its element for several; whether there is one.
    fn error_within(
        &mut self,
        parent: Tag<'a>,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<bool> {
        let mut found = false;
        while let Some(child) = self.cursor.child(parent)? {
            if !found && error_body::is_error(child) {
                self.structure(schema, child, into)?;
                found = true;
            } else if !found && error_body::is_list_of_errors(child) {
                found = self.error_within(child, schema, into)?;
            } else {
                self.cursor.skip(child)?;
            }
        }
        Ok(found)
    }
}

/// Values.
impl<'a> Reader<'a> {
    fn structure(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'a>,
        into: &mut dyn MembersMut,
    ) -> Result<()> {
        let holder = self.enter(into)?;
        if tag.has_attributes() {
            self.attributes(schema, tag, into)?;
        }
        let mut seen = Seen::default();
        let mut flattened = Flattened::new();
        let mut expected = 0;
        while let Some(child) = self.cursor.child(tag)? {
            let Some((index, member)) = find_element(schema, child, expected) else {
                self.cursor.skip(child)?;
                continue;
            };
            if is_flattened(member) {
                let mut slot = into.member_mut(index);
                let room = flattened.entry(index).or_insert_with(|| Room::of(&slot));
                self.flat_item(member, child, &mut slot, room)
                    .map_err(|error| error.within_member(member))?;
                expected = index;
            } else if !seen.insert(index) {
                return Err(duplicate(member, child));
            } else {
                if child.is_nil() || self.is_empty_union(member, child)? {
                    self.cursor.skip(child)?;
                } else {
                    self.member(member, child, into.member_mut(index), Empty::Unset)?;
                }
                expected = index + 1;
            }
        }
        self.budget.leave(holder);
        Ok(())
    }

    /// Fills what a member of a structure or union holds.
    #[inline]
    fn member(
        &mut self,
        member: &'static Member,
        tag: Tag<'a>,
        slot: Slot<'_>,
        empty: Empty,
    ) -> Result<()> {
        let filled = match slot {
            Slot::String(place) => self.fill_string(tag, place.fill()),
            slot => self.value(member, tag, slot, empty),
        };
        filled.map_err(|error| error.within_member(member))
    }

    /// Whether an element is an empty union that the service may send.
    #[inline]
    fn is_empty_union(&self, member: &Member, tag: Tag<'a>) -> Result<bool> {
        let names = self.options.empty_unions;
        if names.is_empty() || !member.target().is_some_and(|it| names.contains(&it.name())) {
            return Ok(false);
        }
        let mut ahead = self.cursor;
        ahead.child(tag).map(|child| child.is_none())
    }

    /// Adds one item to a flattened list, or one entry to a flattened map.
    fn flat_item(
        &mut self,
        member: &'static Member,
        tag: Tag<'a>,
        slot: &mut Slot<'_>,
        room: &mut Room,
    ) -> Result<()> {
        match slot {
            Slot::List(list) => {
                let item = self.item_member(self.target(member)?)?;
                self.list_item(item, tag, &mut **list, room)
            }
            Slot::Map(map) => self.entry(self.target(member)?, tag, &mut **map, room),
            Slot::None => self.cursor.skip(tag),
            _ => Err(self.unsupported()),
        }
    }

    fn union(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'a>,
        into: &mut dyn VariantsMut,
    ) -> Result<()> {
        let holder = self.enter(into)?;
        let mut empty = true;
        while let Some(child) = self.cursor.child(tag)? {
            if child.is_nil() {
                self.cursor.skip(child)?;
                continue;
            }
            if !std::mem::take(&mut empty) {
                return Err(DecodeError::new(DecodeErrorKind::CrowdedUnion, child.offset()));
            }
            match find_element(schema, child, 0) {
                Some((index, member)) if is_flattened(member) => {
                    self.flat_variant(member, tag, child, into.variant_mut(index))?;
                    break;
                }
                Some((index, member)) => {
                    let slot = into.variant_mut(index);
                    self.member(member, child, slot, Empty::Malformed)?;
                }
                None => {
                    self.cursor.skip(child)?;
                    self.memory(child.local_name().len())?;
                    into.set_unknown(child.local_name().to_owned(), None);
                }
            }
        }
        self.budget.leave(holder);
        if empty {
            return Err(DecodeError::new(DecodeErrorKind::EmptyUnion, tag.offset()));
        }
        Ok(())
    }

    /// Fills a union from its first element and all others: each is an item of the one member.
    fn flat_variant(
        &mut self,
        member: &'static Member,
        union: Tag<'a>,
        first: Tag<'a>,
        mut slot: Slot<'_>,
    ) -> Result<()> {
        let mut next = Some(first);
        let mut room = Room::of(&slot);
        while let Some(tag) = next {
            if !tag.is_called(wire_name(member)) {
                return Err(DecodeError::new(DecodeErrorKind::CrowdedUnion, tag.offset()));
            }
            self.flat_item(member, tag, &mut slot, &mut room)
                .map_err(|error| error.within_member(member))?;
            next = self.cursor.child(union)?;
        }
        Ok(())
    }

    fn list(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'a>,
        into: &mut dyn ItemsMut,
    ) -> Result<()> {
        let item = self.item_member(schema)?;
        let name = wire_name(item);
        let mut room = Room::of_list(into);
        while let Some(child) = self.cursor.child(tag)? {
            if child.is_called(name) {
                self.list_item(item, child, into, &mut room)?;
            } else {
                self.cursor.skip(child)?;
            }
        }
        Ok(())
    }

    fn list_item(
        &mut self,
        item: &'static Member,
        tag: Tag<'a>,
        into: &mut dyn ItemsMut,
        room: &mut Room,
    ) -> Result<()> {
        let position = room.taken();
        self.push(room)?;
        if tag.is_nil() {
            into.push_null();
            return self.cursor.skip(tag);
        }
        let holder = self.budget.enter_room();
        self.value(item, tag, into.push(), Empty::Malformed)
            .map_err(|error| error.within(Segment::Index(position)))?;
        self.budget.leave(holder);
        Ok(())
    }

    fn value(
        &mut self,
        member: &'static Member,
        tag: Tag<'a>,
        slot: Slot<'_>,
        empty: Empty,
    ) -> Result<()> {
        match slot {
            Slot::None => self.cursor.skip(tag),
            Slot::String(place) => self.fill_string(tag, place.fill()),
            Slot::Structure(place) => self.structure(self.target(member)?, tag, place),
            Slot::Union(place) => self.union(self.target(member)?, tag, place),
            Slot::List(place) => self.list(self.target(member)?, tag, place),
            Slot::Map(place) => self.map(self.target(member)?, tag, place),
            Slot::Document(_) | Slot::Stream(_) | Slot::Events(_) => Err(self.unsupported()),
            _ => {
                let start = self.cursor.position();
                let text = self.cursor.text(tag)?;
                if empty == Empty::Unset && scalar::is_unset(&slot, &text) {
                    return Ok(());
                }
                self.memory(text.len())?;
                scalar::set(slot, text, timestamp_format(member))
                    .map_err(|kind| DecodeError::new(kind, start))
            }
        }
    }

    #[inline]
    fn fill_string(&mut self, tag: Tag<'a>, place: &mut String) -> Result<()> {
        let text = self.cursor.text(tag)?;
        self.memory(text.len())?;
        *place = text.into_owned();
        Ok(())
    }

    #[cold]
    fn attributes(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'_>,
        into: &mut dyn MembersMut,
    ) -> Result<()> {
        let mut seen = Seen::default();
        for (name, value) in tag.attributes() {
            let mut members = schema.members().iter().enumerate();
            let is_it = |member: &Member| is_attribute(member) && wire_name(member) == name;
            let Some((index, member)) = members.find(|(_, member)| is_it(member)) else { continue };
            if !seen.insert(index) {
                return Err(duplicate(member, tag));
            }
            let (slot, text) = (into.member_mut(index), value.text());
            if !scalar::is_unset(&slot, &text) {
                self.memory(text.len())?;
                scalar::set(slot, text, timestamp_format(member))
                    .map_err(|kind| DecodeError::new(kind, tag.offset()).within_member(member))?;
            }
        }
        Ok(())
    }

    fn target(&self, member: &Member) -> Result<&'static Schema> {
        member.target().ok_or_else(|| self.unsupported())
    }

    fn item_member(&self, list: &'static Schema) -> Result<&'static Member> {
        list.members().first().ok_or_else(|| self.unsupported())
    }

    /// Counts bytes of memory.
    #[inline]
    fn memory(&mut self, bytes: usize) -> Result<()> {
        self.budget.memory(bytes).map_err(|kind| self.cursor.error(kind))
    }

    /// Counts one more item or entry, and the room that is made for it.
    #[inline]
    fn push(&mut self, room: &mut Room) -> Result<()> {
        self.budget.push(room).map_err(|kind| self.cursor.error(kind))
    }

    /// Counts a structure or union.
    #[inline]
    fn enter<T: ?Sized>(&mut self, value: &T) -> Result<Holder> {
        self.budget.enter(value).map_err(|kind| self.cursor.error(kind))
    }

    #[cold]
    fn unsupported(&self) -> DecodeError {
        self.cursor.error(DecodeErrorKind::Unsupported)
    }
}

/// The rooms of flattened members, by their indices.
type Flattened = BTreeMap<usize, Room>;

/// The member whose element it is.
///
/// Servers send members in the order of the model, more often than not: the search begins at the expected one.
#[inline]
fn find_element(
    schema: &'static Schema,
    tag: Tag<'_>,
    expected: usize,
) -> Option<(usize, &'static Member)> {
    let is_it = |member: &Member| tag.is_called(wire_name(member)) && !is_attribute(member);
    let (before, after) = schema.members().split_at_checked(expected)?;
    let place = match after.iter().position(is_it) {
        Some(place) => expected + place,
        None => before.iter().position(is_it)?,
    };
    Some((place, schema.members().get(place)?))
}

#[cold]
fn duplicate(member: &Member, tag: Tag<'_>) -> DecodeError {
    let error = DecodeError::new(DecodeErrorKind::DuplicateMember, tag.offset());
    error.within(Segment::Member(member.name()))
}
