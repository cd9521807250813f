//! What a decoder may still spend of its [`Limits`].

use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
#[cfg(feature = "xml")]
use crate::value::Slot;
use crate::value::{EntriesMut, ItemsMut};

/// Returns a body, if it is not longer than [`Limits::bytes`].
pub(crate) fn within<'b>(body: &'b [u8], limits: &Limits) -> Result<&'b [u8], DecodeError> {
    if body.len() > limits.bytes {
        Err(DecodeError::new(DecodeErrorKind::TooLong, limits.bytes))
    } else {
        Ok(body)
    }
}

/// Returns a body as text, likewise.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn text_within<'b>(body: &'b [u8], limits: &Limits) -> Result<&'b str, DecodeError> {
    std::str::from_utf8(within(body, limits)?)
        .map_err(|error| DecodeError::new(DecodeErrorKind::Utf8, error.valid_up_to()))
}

/// What is left.
///
/// Memory is counted where it is taken: by the room of a list or a map, by the structure or union behind a box, and
/// by text, bytes and digits.
pub(crate) struct Budget {
    items: usize,
    /// Bytes that values may take.
    memory: usize,
    /// What holds the value that is read next.
    holder: Holder,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { items: limits.items, memory: limits.memory, holder: Holder::ROOM }
    }

    /// What is left of limits, for what else is read of the same response.
    #[cfg(feature = "rest")]
    pub(crate) fn left_of(&self, limits: &Limits) -> Limits {
        limits.with_items(self.items).with_memory(self.memory)
    }

    /// Counts an item, an entry or a node of a document.
    #[inline]
    pub(crate) fn item(&mut self) -> Result<(), DecodeErrorKind> {
        self.items = self.items.checked_sub(1).ok_or(DecodeErrorKind::TooManyItems)?;
        Ok(())
    }

    /// Counts bytes of memory.
    #[inline]
    pub(crate) fn memory(&mut self, bytes: usize) -> Result<(), DecodeErrorKind> {
        self.memory = self.memory.checked_sub(bytes).ok_or(DecodeErrorKind::TooMuchMemory)?;
        Ok(())
    }

    /// Counts one more item or entry, and the room that is made for it.
    #[inline]
    pub(crate) fn push(&mut self, room: &mut Room) -> Result<(), DecodeErrorKind> {
        self.item()?;
        self.make_room(room)
    }

    /// Counts the room that is made for one more item or entry.
    #[inline]
    pub(crate) fn make_room(&mut self, room: &mut Room) -> Result<(), DecodeErrorKind> {
        if room.left == 0 {
            self.grow(room)?;
        }
        room.left -= 1;
        Ok(())
    }

    #[cold]
    fn grow(&mut self, room: &mut Room) -> Result<(), DecodeErrorKind> {
        let (more, bytes) = room.growth();
        self.memory(bytes)?;
        room.left = more;
        room.total += more;
        Ok(())
    }

    /// Makes room in an empty list for so many items, unless that takes more memory than is left.
    #[cfg(any(feature = "cbor", feature = "json"))]
    #[inline]
    pub(crate) fn reserve(&mut self, room: &mut Room, items: usize, into: &mut dyn ItemsMut) {
        if self.memory(room.size * items).is_ok() {
            (room.left, room.total) = (items, items);
            into.reserve(items);
        }
    }

    /// Counts a structure or union, and what holds the next one from now on; gives back what held this one, for
    /// [`leave`](Self::leave). It has memory of its own, behind a box, if it does not lie within what holds it.
    #[inline]
    pub(crate) fn enter<T: ?Sized>(&mut self, value: &T) -> Result<Holder, DecodeErrorKind> {
        self.item()?;
        let holder = Holder::of(value);
        if !self.holder.holds(holder) {
            self.memory(holder.end - holder.start)?;
        }
        Ok(std::mem::replace(&mut self.holder, holder))
    }

    /// Says that items or entries come, whose memory is counted as [`Room`].
    #[inline]
    pub(crate) fn enter_room(&mut self) -> Holder {
        std::mem::replace(&mut self.holder, Holder::ROOM)
    }

    /// Returns to what held a value.
    #[inline]
    pub(crate) fn leave(&mut self, holder: Holder) {
        self.holder = holder;
    }
}

/// Where in memory a value is that may hold others, without what it owns.
#[derive(Clone, Copy)]
pub(crate) struct Holder {
    start: usize,
    end: usize,
}

impl Holder {
    /// Holds whatever comes: its memory is counted already.
    const ROOM: Self = Self { start: 0, end: usize::MAX };

    #[inline]
    fn of<T: ?Sized>(value: &T) -> Self {
        let start = std::ptr::from_ref(value).addr();
        Self { start, end: start + size_of_val(value) }
    }

    #[inline]
    fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The room that a list or a map has made.
pub(crate) struct Room {
    kind: Kind,
    /// Bytes of an item, or of a key and a value.
    size: usize,
    total: usize,
    /// How much of it is free.
    left: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    Vector,
    Tree,
}

impl Room {
    pub(crate) fn of_list(list: &dyn ItemsMut) -> Self {
        Self::of_items(list.item_size())
    }

    /// The room of a vector, by the size of its items.
    pub(crate) const fn of_items(size: usize) -> Self {
        Self { kind: Kind::Vector, size, total: 0, left: 0 }
    }

    pub(crate) fn of_map(map: &dyn EntriesMut) -> Self {
        Self::of_entries(map.entry_size())
    }

    /// The room of a B-tree, by the size of a key and a value.
    pub(crate) const fn of_entries(size: usize) -> Self {
        Self { kind: Kind::Tree, size, total: 0, left: 0 }
    }

    /// The room of a list or a map; there is none in anything else.
    #[cfg(feature = "xml")]
    pub(crate) fn of(slot: &Slot<'_>) -> Self {
        match slot {
            Slot::List(list) => Self::of_list(&**list),
            Slot::Map(map) => Self::of_map(&**map),
            _ => Self::of_items(0),
        }
    }

    /// How many items so many bytes have room for.
    #[cfg(feature = "cbor")]
    pub(crate) fn items_in(&self, bytes: usize) -> usize {
        bytes / self.size.max(1)
    }

    /// How many items or entries there are.
    #[cfg(feature = "xml")]
    pub(crate) fn taken(&self) -> usize {
        self.total - self.left
    }

    /// How much room is made once there is none left, and how many bytes that takes.
    fn growth(&self) -> (usize, usize) {
        match (self.kind, self.total) {
            (Kind::Vector, 0) => {
                let first = first_items(self.size);
                (first, self.size.saturating_mul(first))
            }
            // A vector doubles.
            (Kind::Vector, total) => (total, self.size.saturating_mul(total)),
            (Kind::Tree, 0) => (NODE_ENTRIES, leaf(self.size)),
            // Of six nodes or more, one is an inner node, and it has a pointer to each of the others.
            (Kind::Tree, _) => {
                let leaf = leaf(self.size);
                (FULL_ENOUGH, leaf.saturating_add(leaf / 4).saturating_add(POINTERS))
            }
        }
    }
}

/// How many items a vector makes room for at first.
const fn first_items(size: usize) -> usize {
    match size {
        0..=1 => 8,
        2..=1024 => 4,
        _ => 1,
    }
}

/// A node of a B-tree has room for so many entries, however few it holds.
const NODE_ENTRIES: usize = 11;

/// A node that is not the only one has so many entries at least.
const FULL_ENOUGH: usize = 5;

/// A node's share of what inner nodes have besides entries: a sixth of twelve pointers, rounded up.
const POINTERS: usize = 24;

/// The bytes of a node that has no nodes below it: entries, a pointer, and two lengths.
const fn leaf(entry: usize) -> usize {
    entry.saturating_mul(NODE_ENTRIES).saturating_add(16)
}
