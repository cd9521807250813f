//! Reading JSON.

mod document;
mod number;
mod skip;
mod string;
mod tokens;

use std::borrow::Cow;

use bytes::Bytes;

use super::{Options, Values, scan};
use crate::blob;
use crate::body::Body;
use crate::codec::budget::{self, Budget, Room};
use crate::codec::seen::Seen;
use crate::codec_error::{DecodeError, DecodeErrorKind, Segment};
use crate::limits::Limits;
use crate::number::non_finite;
use crate::schema::{Member, Schema};
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::{EntriesMut, ItemsMut, MembersMut, Slot, VariantsMut};

/// Fills a structure from a JSON object. White space alone, or a null, leaves it as it is.
///
/// Members that the model does not know are skipped, and so are nulls, except in lists and maps
/// whose type can hold one: sparse ones, and those of documents. A member that is there twice is an
/// error: whichever of the two were taken, someone else takes the other. In a map, the later of two
/// equal keys wins, as in every map. A byte order mark before the text is skipped, as
/// [RFC 8259, section 8.1] allows.
///
/// [RFC 8259, section 8.1]: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
///
/// # Errors
/// The bytes are not one JSON object, a member is not of its type, or a limit is exceeded. What was read until
/// then stays in the structure.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    options: Options,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<()> {
    let mut reader = Reader::new(bytes, limits, options)?;
    if is_unset(bytes) {
        return Ok(());
    }
    reader.structure(schema, into)?;
    reader.end()
}

/// Fills a member that is the whole body, of any type, from a JSON value. White space alone leaves
/// it as it is, and so does a null, unless it is a document.
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
    let mut reader = Reader::new(bytes, limits, options)?;
    match trimmed(bytes) {
        [] => Ok(()),
        b"null" if !matches!(slot, Slot::Document(_)) => Ok(()),
        _ => {
            reader.member(member, slot)?;
            reader.end()
        }
    }
}

/// Whether a body is white space or a null.
pub(crate) fn is_unset(bytes: &[u8]) -> bool {
    matches!(trimmed(bytes), [] | b"null")
}

/// Strips a byte order mark and white space.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes).trim_ascii()
}

/// What some encoders write before the text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The types of JSON values, as error messages name them.
mod names {
    pub(super) const OBJECT: &str = "an object";
    pub(super) const ARRAY: &str = "an array";
    pub(super) const STRING: &str = "a string";
    pub(super) const NUMBER: &str = "a number";
    pub(super) const INTEGER: &str = "an integer";
    pub(super) const BOOL: &str = "a boolean";
    pub(super) const NULL: &str = "null";
}

struct Reader<'a> {
    text: &'a str,
    /// The byte that comes next.
    position: usize,
    options: Options,
    /// How much deeper values may nest.
    depth: usize,
    budget: Budget,
    /// The list that was read last, and how many items it had.
    last_list: Option<(&'static Schema, usize)>,
}

type Result<T> = std::result::Result<T, DecodeError>;

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], limits: &Limits, options: Options) -> Result<Self> {
        let text = budget::text_within(bytes, limits)?;
        let position = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Ok(Self {
            text,
            position,
            options,
            depth: limits.depth.min(Limits::MAX_DEPTH),
            budget: Budget::new(limits),
            last_list: None,
        })
    }

    fn structure(&mut self, schema: &'static Schema, into: &mut dyn MembersMut) -> Result<()> {
        let holder = self.enter(into)?;
        let mut seen = Seen::default();
        let mut expected = 0;
        let mut more = self.open_object()?;
        while more {
            match self.member_name(schema, expected)? {
                Some((index, member)) => {
                    if !seen.insert(index) {
                        let error = self.error(DecodeErrorKind::DuplicateMember);
                        return Err(error.within(Segment::Member(member.name())));
                    }
                    if !self.null()? {
                        self.member(member, into.member_mut(index))?;
                    }
                    expected = index + 1;
                }
                None => self.skip()?,
            }
            more = self.next_or(b'}')?;
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

    /// Takes the name of a member and the colon after it; the member, if the model knows it.
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
            if self.take_member_name(member) {
                return Ok(Some((expected, member)));
            }
        }
        let found = self.any_name()?.and_then(|name| self.find(schema, expected, &name));
        Ok(found)
    }

    /// Takes the name of a member and the colon after it, if it comes next as the model spells it.
    #[inline]
    fn take_member_name(&mut self, member: &'static Member) -> bool {
        let (Some(b'"'), Some(name)) = (self.peek(), self.options.plain_name(member)) else {
            return false;
        };
        let end = self.position + name.len() + r#""":"#.len();
        match self.text.as_bytes().get(self.position..end) {
            Some([b'"', found @ .., b'"', b':']) if found == name.as_bytes() => {
                self.position = end;
                true
            }
            _ => false,
        }
    }

    /// The member of that name. It is looked for from the expected one on, as it comes after members that were left
    /// out, more often than not.
    fn find(
        &self,
        schema: &'static Schema,
        expected: usize,
        name: &str,
    ) -> Option<(usize, &'static Member)> {
        let members = schema.members().iter().enumerate();
        let mut from_expected = members.clone().skip(expected).chain(members.take(expected));
        from_expected.find(|(_, member)| self.options.name(member) == name)
    }

    fn union(&mut self, schema: &'static Schema, into: &mut dyn VariantsMut) -> Result<()> {
        let holder = self.enter(into)?;
        let start = self.position;
        let mut empty = true;
        let mut more = self.open_object()?;
        while more {
            let place = self.position;
            let name = self.name()?;
            if name == "__type" && self.find(schema, 0, &name).is_none() {
                self.skip()?;
            } else if !self.null()? {
                if !std::mem::take(&mut empty) {
                    return Err(DecodeError::new(DecodeErrorKind::CrowdedUnion, place));
                }
                if let Some((index, member)) = self.find(schema, 0, &name) {
                    self.member(member, into.variant_mut(index))?;
                } else {
                    self.memory(name.len())?;
                    let value = self.unknown_value()?;
                    into.set_unknown(name.into_owned(), value);
                }
            }
            more = self.next_or(b'}')?;
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
        let mut more = self.open_array()?;
        while more {
            if index == 0 {
                self.reserve(schema, &mut room, into);
            }
            self.push(&mut room)?;
            if self.null()? {
                into.push_null();
            } else {
                self.value(member, into.push())
                    .map_err(|error| error.within(Segment::Index(index)))?;
            }
            index += 1;
            more = self.next_or(b']')?;
        }
        self.last_list = Some((schema, index));
        self.budget.leave(holder);
        Ok(())
    }

    /// Makes room for as many items as the last list had, if it was one of this kind: lists side by side are often of
    /// one length.
    ///
    /// No list is a measure for more than one other.
    fn reserve(&mut self, schema: &'static Schema, room: &mut Room, into: &mut dyn ItemsMut) {
        /// Vectors make room for as many by themselves.
        const FEW: usize = 4;
        let last = self.last_list.take_if(|(last, _)| std::ptr::eq(*last, schema));
        if let Some((_, length)) = last.filter(|(_, length)| *length > FEW) {
            self.budget.reserve(room, length, into);
        }
    }

    fn map(&mut self, schema: &'static Schema, into: &mut dyn EntriesMut) -> Result<()> {
        let [key, member, ..] = schema.members() else {
            return Err(self.error(DecodeErrorKind::Unsupported));
        };
        let mut room = Room::of_map(into);
        let holder = self.budget.enter_room();
        let mut more = self.open_object()?;
        while more {
            let name = self.name()?;
            self.push(&mut room)?;
            self.memory(name.len())?;
            if self.null()? {
                into.insert_null(name.into_owned());
            } else {
                let slot = into.insert(name.clone().into_owned());
                self.value(member, slot).map_err(|error| {
                    let secret = key.is_sensitive();
                    let step = if secret { Segment::Redacted } else { Segment::Key(name.into()) };
                    error.within(step)
                })?;
            }
            more = self.next_or(b'}')?;
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
            Slot::Double(place) => place.set(self.float()?),
            Slot::BigInteger(place) => place.set(self.big_integer()?),
            Slot::BigDecimal(place) => place.set(self.big_decimal()?),
            Slot::String(place) => self.fill_string(place.fill())?,
            Slot::StringEnum(place) => place.set(&self.counted_string()?),
            Slot::IntEnum(place) => place.set(self.integer()?),
            Slot::Blob(place) => place.set(self.blob()?),
            Slot::Timestamp(place) => {
                place.set(self.timestamp(self.options.timestamp_format(member))?);
            }
            Slot::Document(place) => place.set(self.document()?),
            Slot::Structure(place) => self.structure(self.target(member)?, place)?,
            Slot::Union(place) => self.union(self.target(member)?, place)?,
            Slot::List(place) => self.list(self.target(member)?, place)?,
            Slot::Map(place) => self.map(self.target(member)?, place)?,
            Slot::Stream(place) => *place = self.stream()?,
            Slot::Events(_) => return Err(self.error(DecodeErrorKind::Unsupported)),
        }
        Ok(())
    }

    fn target(&self, member: &Member) -> Result<&'static Schema> {
        member.target().ok_or_else(|| self.error(DecodeErrorKind::Unsupported))
    }

    fn blob(&mut self) -> Result<Bytes> {
        let start = self.position;
        match self.options.values {
            Values::Wire | Values::RpcV2 => {
                blob::decode(&self.counted_string()?).ok_or_else(|| form("base64", start))
            }
            #[cfg(feature = "params")]
            Values::Plain => self.owned_string().map(Bytes::from),
        }
    }

    fn stream(&mut self) -> Result<Body> {
        match self.options.values {
            Values::Wire | Values::RpcV2 => Err(self.error(DecodeErrorKind::Unsupported)),
            #[cfg(feature = "params")]
            Values::Plain => self.owned_string().map(Body::from),
        }
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Timestamp> {
        if format == TimestampFormat::EpochSeconds {
            if let Some(time) = self.plain_seconds() {
                return Ok(time);
            }
        }
        let start = self.position;
        let text = match format {
            TimestampFormat::EpochSeconds => Cow::Borrowed(self.number()?.text),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => self.string()?,
        };
        Timestamp::parse(&text, format).map_err(|_| form("a timestamp of its format", start))
    }

    fn bool(&mut self) -> Result<bool> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => Err(self.wrong_type(names::BOOL)),
        }
    }

    /// Takes a null, if one comes next.
    fn null(&mut self) -> Result<bool> {
        match self.peek() {
            Some(b'n') => self.word("null").map(|()| true),
            Some(_) => Ok(false),
            None => Err(self.truncated()),
        }
    }
}

/// Errors.
impl Reader<'_> {
    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.position)
    }

    #[cold]
    fn truncated(&self) -> DecodeError {
        self.error(DecodeErrorKind::Truncated)
    }

    /// Another type than was expected comes next, if any.
    #[cold]
    fn wrong_type(&mut self, expected: &'static str) -> DecodeError {
        let found = match self.peek() {
            Some(b'{') => names::OBJECT,
            Some(b'[') => names::ARRAY,
            Some(b'"') => names::STRING,
            Some(b't' | b'f') => names::BOOL,
            Some(b'n') => names::NULL,
            Some(b'-' | b'0'..=b'9') => names::NUMBER,
            Some(_) => return self.error(DecodeErrorKind::Syntax("a value")),
            None => return self.truncated(),
        };
        self.error(DecodeErrorKind::Type { expected, found })
    }
}

/// A string is not what it was expected to be.
#[cold]
fn form(expected: &'static str, offset: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Form(expected), offset)
}
