//! Reading CBOR.

mod input;
mod number;
mod string;

use super::head::{self, Head, Length, major, names};
use crate::codec::budget::{self, Budget, Holder, Room};
use crate::codec::seen::Seen;
use crate::codec_error::{DecodeError, DecodeErrorKind, Segment};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{EntriesMut, ItemsMut, MembersMut, Slot, VariantsMut};

/// Fills a structure from a CBOR map.
///
/// A null in place of the map leaves the structure as it is. Members that the model does not know
/// are skipped, and so are nulls, except in sparse lists and maps. A member that is there twice is
/// an error: whichever of the two were taken, someone else takes the other. In a map, the later of
/// two equal keys wins, as in every map.
///
/// Integers are read at any width, and as floats too. Floats and bignums are read as integers if
/// their value is exactly one. Floats are read at any width; one that is more precise than the
/// member is rounded.
///
/// # Errors
/// The bytes are not one CBOR map, a member is not of its type, or a limit is exceeded. What was read until
/// then stays in the structure.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<()> {
    let mut reader = Reader::new(bytes, limits)?;
    if !reader.null() {
        reader.structure(schema, into)?;
    }
    reader.end()
}

/// Fills a member that is the whole body, of any type. A null leaves it as it is.
///
/// # Errors
/// As [`read()`].
pub fn read_payload(
    bytes: &[u8],
    limits: &Limits,
    member: &'static Member,
    slot: Slot<'_>,
) -> Result<()> {
    let mut reader = Reader::new(bytes, limits)?;
    if !reader.null() {
        reader.member(member, slot)?;
    }
    reader.end()
}

/// Whether a body is empty or a null.
pub(crate) fn is_unset(bytes: &[u8]) -> bool {
    matches!(bytes, [] | [head::NULL | head::UNDEFINED])
}

/// The members of those names in a CBOR map, if they are text; whatever else the map holds is skipped.
///
/// It is for what all errors have in common, before it is known which error it is. The text that was found before
/// the bytes turn out to be malformed is given all the same.
pub(crate) fn text_members<const N: usize>(
    bytes: &[u8],
    limits: &Limits,
    names: [&str; N],
) -> [Option<String>; N] {
    let mut found = [const { None }; N];
    if let Ok(mut reader) = Reader::new(bytes, limits) {
        let _ = reader.text_members(names, &mut found);
    }
    found
}

struct Reader<'a> {
    /// What is still to come.
    input: &'a [u8],
    /// How many bytes there were at first.
    length: usize,
    /// How much deeper values may nest.
    depth: usize,
    budget: Budget,
}

/// What is still to come of an array or a map that was opened.
#[derive(Debug, Clone, Copy)]
struct Rest(Length);

/// How many bytes of memory a list may take by the length that it declares, before its items come.
const RESERVED_BYTES: usize = 4096;

type Result<T> = std::result::Result<T, DecodeError>;

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], limits: &Limits) -> Result<Self> {
        Ok(Self {
            input: budget::within(bytes, limits)?,
            length: bytes.len(),
            depth: limits.depth.min(Limits::MAX_DEPTH),
            budget: Budget::new(limits),
        })
    }

    fn structure(&mut self, schema: &'static Schema, into: &mut dyn MembersMut) -> Result<()> {
        let holder = self.enter(into)?;
        let mut seen = Seen::default();
        let mut expected = 0;
        let mut rest = self.open_map()?;
        while self.more(&mut rest)? {
            let place = self.position();
            match self.member_name(schema, expected)? {
                Some((index, member)) => {
                    if !seen.insert(index) {
                        let error = DecodeError::new(DecodeErrorKind::DuplicateMember, place);
                        return Err(error.within(Segment::Member(member.name())));
                    }
                    if !self.null() {
                        self.member(member, into.member_mut(index))?;
                    }
                    expected = index + 1;
                }
                None => self.skip()?,
            }
        }
        self.budget.leave(holder);
        Ok(())
    }

    /// Fills what a member of a structure or union holds. Most hold strings, which need no detour.
    #[inline]
    fn member(&mut self, member: &'static Member, slot: Slot<'_>) -> Result<()> {
        let filled = match slot {
            Slot::String(place) => self.fill_string(place.fill()),
            slot => self.value(member, slot),
        };
        filled.map_err(|error| error.within_member(member))
    }

    /// Takes the name of a member; the member, if the model knows it.
    ///
    /// Servers send members in the order of the model, more often than not: the expected one is looked for
    /// before the name is read.
    #[inline]
    fn member_name(
        &mut self,
        schema: &'static Schema,
        expected: usize,
    ) -> Result<Option<(usize, &'static Member)>> {
        if let Some(member) = schema.members().get(expected) {
            if self.take_short_text(member.name()) {
                return Ok(Some((expected, member)));
            }
        }
        self.other_member_name(schema, expected)
    }

    /// Takes the name of a member that is not the expected one. It is a function apart, so that the usual way is short.
    #[inline(never)]
    fn other_member_name(
        &mut self,
        schema: &'static Schema,
        expected: usize,
    ) -> Result<Option<(usize, &'static Member)>> {
        let name = self.text()?;
        Ok(find(schema, expected, &name))
    }

    fn union(&mut self, schema: &'static Schema, into: &mut dyn VariantsMut) -> Result<()> {
        let holder = self.enter(into)?;
        let start = self.position();
        let mut empty = true;
        let mut rest = self.open_map()?;
        while self.more(&mut rest)? {
            let place = self.position();
            let name = self.text()?;
            let known = find(schema, 0, &name);
            if name == "__type" && known.is_none() {
                self.skip()?;
            } else if !self.null() {
                if !std::mem::take(&mut empty) {
                    return Err(DecodeError::new(DecodeErrorKind::CrowdedUnion, place));
                }
                if let Some((index, member)) = known {
                    self.member(member, into.variant_mut(index))?;
                } else {
                    self.memory(name.len())?;
                    self.skip()?;
                    into.set_unknown(name.into_owned(), None);
                }
            }
        }
        self.budget.leave(holder);
        if empty { Err(DecodeError::new(DecodeErrorKind::EmptyUnion, start)) } else { Ok(()) }
    }

    fn list(&mut self, schema: &'static Schema, into: &mut dyn ItemsMut) -> Result<()> {
        let [member, ..] = schema.members() else {
            return Err(self.error(DecodeErrorKind::Unsupported));
        };
        let mut room = Room::of_list(into);
        let holder = self.budget.enter_room();
        let mut index = 0;
        let mut rest = self.open_array()?;
        if let Length::Definite(length @ 1..) = rest.0 {
            let items = length.min(room.items_in(RESERVED_BYTES));
            self.budget.reserve(&mut room, items, into);
        }
        while self.more(&mut rest)? {
            self.push(&mut room)?;
            if self.null() {
                into.push_null();
            } else {
                self.list_item(member, into.push())
                    .map_err(|error| error.within(Segment::Index(index)))?;
            }
            index += 1;
        }
        self.budget.leave(holder);
        Ok(())
    }

    /// Fills an item of a list. Long lists hold numbers and times, which need no detour.
    #[inline]
    fn list_item(&mut self, member: &'static Member, slot: Slot<'_>) -> Result<()> {
        match slot {
            Slot::Double(place) => self.fill_double(place.fill()),
            Slot::Timestamp(place) => self.fill_timestamp(place.fill()),
            slot => self.value(member, slot),
        }
    }

    fn map(&mut self, schema: &'static Schema, into: &mut dyn EntriesMut) -> Result<()> {
        let [key, member, ..] = schema.members() else {
            return Err(self.error(DecodeErrorKind::Unsupported));
        };
        let mut room = Room::of_map(into);
        let holder = self.budget.enter_room();
        let mut rest = self.open_map()?;
        while self.more(&mut rest)? {
            let name = self.text()?;
            self.push(&mut room)?;
            self.memory(name.len())?;
            if self.null() {
                into.insert_null(name.into_owned());
            } else {
                let slot = into.insert(name.clone().into_owned());
                self.value(member, slot).map_err(|error| {
                    let secret = key.is_sensitive();
                    let step = if secret { Segment::Redacted } else { Segment::Key(name.into()) };
                    error.within(step)
                })?;
            }
        }
        self.budget.leave(holder);
        Ok(())
    }

    fn value(&mut self, member: &'static Member, slot: Slot<'_>) -> Result<()> {
        match slot {
            Slot::None => self.skip()?,
            Slot::Bool(place) => place.set(self.bool()?),
            Slot::Byte(place) => place.set(self.integer()?),
            Slot::Short(place) => place.set(self.integer()?),
            Slot::Integer(place) => place.set(self.integer()?),
            Slot::Long(place) => place.set(self.integer()?),
            Slot::Float(place) => place.set(self.float()?),
            Slot::Double(place) => self.fill_double(place.fill())?,
            Slot::BigInteger(place) => place.set(self.big_integer()?),
            Slot::BigDecimal(place) => place.set(self.big_decimal()?),
            Slot::String(place) => self.fill_string(place.fill())?,
            Slot::StringEnum(place) => place.set(&self.counted_text()?),
            Slot::IntEnum(place) => place.set(self.integer()?),
            Slot::Blob(place) => place.set(self.blob()?),
            Slot::Timestamp(place) => self.fill_timestamp(place.fill())?,
            Slot::Structure(place) => self.structure(self.target(member)?, place)?,
            Slot::Union(place) => self.union(self.target(member)?, place)?,
            Slot::List(place) => self.list(self.target(member)?, place)?,
            Slot::Map(place) => self.map(self.target(member)?, place)?,
            Slot::Document(_) | Slot::Stream(_) | Slot::Events(_) => {
                return Err(self.error(DecodeErrorKind::Unsupported));
            }
        }
        Ok(())
    }

    fn target(&self, member: &Member) -> Result<&'static Schema> {
        member.target().ok_or_else(|| self.error(DecodeErrorKind::Unsupported))
    }

    fn bool(&mut self) -> Result<bool> {
        let start = self.position();
        match self.head()? {
            Head::Bool(value) => Ok(value),
            other => Err(wrong_type(names::BOOL, other, start)),
        }
    }

    /// Takes the members of those names, if they are text.
    fn text_members<const N: usize>(
        &mut self,
        names: [&str; N],
        found: &mut [Option<String>; N],
    ) -> Result<()> {
        let mut rest = self.open_map()?;
        while self.more(&mut rest)? {
            let name = self.text()?;
            let mut places = names.iter().zip(found.iter_mut());
            match places.find(|(wanted, _)| **wanted == name) {
                Some((_, place)) if self.is_text() => *place = self.text_or_skip()?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    /// Takes a text; `None` if it is malformed.
    fn text_or_skip(&mut self) -> Result<Option<String>> {
        let start = self.input;
        if let Ok(text) = self.text() {
            return Ok(Some(text.into_owned()));
        }
        self.input = start;
        self.skip()?;
        Ok(None)
    }

    /// Takes an item of any kind without looking at it.
    fn skip(&mut self) -> Result<()> {
        let start = self.position();
        let mut head = self.head()?;
        // A tag is part of the item that it stands before.
        while let Head::Tag(_) = head {
            head = self.head()?;
        }
        match head {
            Head::Bytes(length) | Head::Text(length) => self.skip_string(head, length)?,
            Head::Array(length) => {
                let mut rest = self.open(length)?;
                while self.more(&mut rest)? {
                    self.skip()?;
                }
            }
            Head::Map(length) => {
                let mut rest = self.open(length)?;
                while self.more(&mut rest)? {
                    self.skip()?;
                    self.skip()?;
                }
            }
            Head::Break => return Err(misplaced_break(start)),
            Head::Unsigned(_)
            | Head::Negative(_)
            | Head::Tag(_)
            | Head::Bool(_)
            | Head::Null
            | Head::Float(_)
            | Head::Simple => {}
        }
        Ok(())
    }
}

/// Nesting and limits.
impl Reader<'_> {
    /// Takes the head of a map.
    fn open_map(&mut self) -> Result<Rest> {
        let length = match self.short_head(major::MAP) {
            Some(length) => self.definite(length.into(), 2)?,
            None if self.take_byte(head::INDEFINITE_MAP) => Length::Indefinite,
            None => self.long_map_head()?,
        };
        self.open(length)
    }

    fn long_map_head(&mut self) -> Result<Length> {
        let start = self.position();
        match self.head()? {
            Head::Map(length) => Ok(length),
            other => Err(wrong_type(names::MAP, other, start)),
        }
    }

    /// Takes the head of an array.
    fn open_array(&mut self) -> Result<Rest> {
        let length = match self.short_head(major::ARRAY) {
            Some(length) => self.definite(length.into(), 1)?,
            None => self.long_array_head()?,
        };
        self.open(length)
    }

    fn long_array_head(&mut self) -> Result<Length> {
        let start = self.position();
        match self.head()? {
            Head::Array(length) => Ok(length),
            other => Err(wrong_type(names::ARRAY, other, start)),
        }
    }

    fn open(&mut self, length: Length) -> Result<Rest> {
        self.depth =
            self.depth.checked_sub(1).ok_or_else(|| self.error(DecodeErrorKind::TooDeep))?;
        Ok(Rest(length))
    }

    /// Whether an item or a pair follows in what was opened; if none does, it is closed.
    #[inline]
    fn more(&mut self, rest: &mut Rest) -> Result<bool> {
        let more = match &mut rest.0 {
            Length::Definite(0) => false,
            Length::Definite(left) => {
                *left -= 1;
                true
            }
            Length::Indefinite => !self.take_break()?,
        };
        self.depth += usize::from(!more);
        Ok(more)
    }

    /// Nothing may follow.
    fn end(&self) -> Result<()> {
        if self.input.is_empty() { Ok(()) } else { Err(self.error(DecodeErrorKind::TrailingData)) }
    }

    /// Counts bytes of memory.
    #[inline]
    fn memory(&mut self, bytes: usize) -> Result<()> {
        self.budget.memory(bytes).map_err(|kind| self.error(kind))
    }

    /// Counts one more item or entry, and the room that is made for it.
    #[inline]
    fn push(&mut self, room: &mut Room) -> Result<()> {
        self.budget.push(room).map_err(|kind| self.error(kind))
    }

    /// Counts a structure or union.
    #[inline]
    fn enter<T: ?Sized>(&mut self, value: &T) -> Result<Holder> {
        self.budget.enter(value).map_err(|kind| self.error(kind))
    }
}

/// The member of that name. It is looked for from the expected one on, as it comes after members that were left out,
/// more often than not.
fn find(schema: &'static Schema, expected: usize, name: &str) -> Option<(usize, &'static Member)> {
    let members = schema.members().iter().enumerate();
    let mut from_expected = members.clone().skip(expected).chain(members.take(expected));
    from_expected.find(|(_, member)| member.name() == name)
}

/// Another kind of item than was expected, by its head.
#[cold]
fn wrong_type(expected: &'static str, head: Head, start: usize) -> DecodeError {
    match head {
        Head::Break => misplaced_break(start),
        _ => DecodeError::new(DecodeErrorKind::Type { expected, found: head.name() }, start),
    }
}

#[cold]
fn misplaced_break(start: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Syntax("an item instead of a break"), start)
}
