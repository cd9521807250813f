//! How a codec reaches into a value without knowing its type.
//!
//! A shape hands out its members one at a time, as a [`Value`] to write or a [`Slot`] to fill. The
//! enums are closed, so a codec is a `match`, and is compiled once for all shapes.
//!
//! The traits of types are hidden from documentation pages: those of generated types are for their users,
//! who call none of them.

mod events;
mod place;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use bytes::Bytes;

use crate::body::Body;
use crate::document::Document;
use crate::number::{BigDecimal, BigInteger};
use crate::schema::Schema;
use crate::timestamp::Timestamp;

#[cfg(feature = "eventstream")]
pub(crate) use self::events::{Events, WriteEvent};
pub use self::events::{ReceiveEvents, SendEvents};
pub use self::place::Place;

/// A borrowed value of any shape.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A member that is not set, or a null in a sparse collection.
    Absent,
    /// A boolean.
    Bool(bool),
    /// A byte: 8 bits, signed.
    Byte(i8),
    /// A short: 16 bits, signed.
    Short(i16),
    /// An integer: 32 bits, signed; also the value of an int enum.
    Integer(i32),
    /// A long: 64 bits, signed.
    Long(i64),
    /// A float of single precision.
    Float(f32),
    /// A float of double precision.
    Double(f64),
    /// An integer of any size.
    BigInteger(&'a BigInteger),
    /// A decimal number of any size.
    BigDecimal(&'a BigDecimal),
    /// A string, or the wire form of an enum.
    String(&'a str),
    /// Bytes.
    Blob(&'a Bytes),
    /// A point in time.
    Timestamp(Timestamp),
    /// A value without a schema.
    Document(&'a Document),
    /// A structure.
    Structure(&'a dyn Members),
    /// A union.
    Union(&'a dyn Variants),
    /// A list.
    List(&'a dyn Items),
    /// A map.
    Map(&'a dyn Entries),
    /// A streaming payload.
    Stream(&'a Body),
    /// An event stream.
    Events(&'a dyn SendEvents),
}

/// A borrowed place for a value of any shape.
pub enum Slot<'a> {
    /// No such member: the index is out of range.
    None,
    /// A boolean.
    Bool(Place<'a, bool>),
    /// A byte: 8 bits, signed.
    Byte(Place<'a, i8>),
    /// A short: 16 bits, signed.
    Short(Place<'a, i16>),
    /// An integer: 32 bits, signed.
    Integer(Place<'a, i32>),
    /// A long: 64 bits, signed.
    Long(Place<'a, i64>),
    /// A float of single precision.
    Float(Place<'a, f32>),
    /// A float of double precision.
    Double(Place<'a, f64>),
    /// An integer of any size.
    BigInteger(Place<'a, BigInteger>),
    /// A decimal number of any size.
    BigDecimal(Place<'a, BigDecimal>),
    /// A string.
    String(Place<'a, String>),
    /// An enum of strings.
    StringEnum(&'a mut dyn StringEnum),
    /// An enum of integers.
    IntEnum(&'a mut dyn IntEnum),
    /// Bytes.
    Blob(Place<'a, Bytes>),
    /// A point in time.
    Timestamp(Place<'a, Timestamp>),
    /// A value without a schema.
    Document(Place<'a, Document>),
    /// A structure.
    Structure(&'a mut dyn MembersMut),
    /// A union.
    Union(&'a mut dyn VariantsMut),
    /// A list.
    List(&'a mut dyn ItemsMut),
    /// A map.
    Map(&'a mut dyn EntriesMut),
    /// A streaming payload.
    Stream(&'a mut Body),
    /// An event stream.
    Events(&'a mut dyn ReceiveEvents),
}

/// A shape with a schema of its own: a structure or a union.
#[doc(hidden)]
pub trait Shape {
    /// The facts of the shape.
    const SCHEMA: &'static Schema;
}

/// A structure whose members can be read by index, in the order of its schema.
#[doc(hidden)]
pub trait Members {
    /// The member at an index; [`Value::Absent`] where it is not set or there is none.
    fn member(&self, index: usize) -> Value<'_>;
}

/// A structure whose members can be filled by index, in the order of its schema.
#[doc(hidden)]
pub trait MembersMut {
    /// The place of the member at an index. A member that was not set is set to its default first,
    /// unless its slot has a [`Place`].
    fn member_mut(&mut self, index: usize) -> Slot<'_>;
}

/// The member that a union holds.
pub enum Variant<'a> {
    /// A member of the model, by its index in the schema.
    Known(usize, Value<'a>),
    /// A member that the model does not know, with its value where the format could carry one.
    Unknown(&'a str, Option<&'a Document>),
}

/// A union that can be read.
#[doc(hidden)]
pub trait Variants {
    /// The member that the union holds.
    fn variant(&self) -> Variant<'_>;
}

/// A union that can be filled.
#[doc(hidden)]
pub trait VariantsMut {
    /// Makes the union hold the member at an index, with a default value, and gives its place.
    fn variant_mut(&mut self, index: usize) -> Slot<'_>;

    /// Makes the union hold a member that the model does not know.
    fn set_unknown(&mut self, name: String, value: Option<Document>);
}

/// A list that can be read.
#[allow(clippy::len_without_is_empty, reason = "no codec asks")]
pub trait Items {
    /// The number of items.
    fn len(&self) -> usize;

    /// The item at an index; [`Value::Absent`] for a null or past the end.
    fn item(&self, index: usize) -> Value<'_>;
}

/// A list that can be filled.
pub trait ItemsMut {
    /// The bytes of memory that an item takes, without what it owns.
    fn item_size(&self) -> usize;

    /// Makes room for so many more items, if it likes.
    fn reserve(&mut self, _items: usize) {}

    /// Appends a default item and gives its place.
    fn push(&mut self) -> Slot<'_>;

    /// Appends a null; does nothing in a list that cannot hold one.
    fn push_null(&mut self);

    /// Removes all items.
    fn clear(&mut self);
}

/// A map that can be read.
#[allow(clippy::len_without_is_empty, reason = "no codec asks")]
pub trait Entries {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Calls `visit` with each key and value, in the order of the keys, until it breaks.
    fn for_each(&self, visit: &mut dyn FnMut(&str, Value<'_>) -> ControlFlow<()>);
}

/// A map that can be filled.
pub trait EntriesMut {
    /// The bytes of memory that a key and a value take, without what they own.
    fn entry_size(&self) -> usize;

    /// Puts a default value under a key and gives its place. A later value replaces an earlier one.
    fn insert(&mut self, key: String) -> Slot<'_>;

    /// Puts a null under a key; does nothing in a map that cannot hold one.
    fn insert_null(&mut self, key: String);
}

/// An enum of strings that can be filled from any string.
#[doc(hidden)]
pub trait StringEnum {
    /// Sets the value; one that the model does not know is kept as it is.
    fn set(&mut self, value: &str);
}

/// An enum of integers that can be filled from any integer.
#[doc(hidden)]
pub trait IntEnum {
    /// Sets the value; one that the model does not know is kept as it is.
    fn set(&mut self, value: i32);
}

impl<T: IntEnum + Default> IntEnum for Option<T> {
    fn set(&mut self, value: i32) {
        self.get_or_insert_default().set(value);
    }
}

/// A type that a map may use as its key: a string or an enum of strings.
#[doc(hidden)]
pub trait MapKey: Ord + From<String> {
    /// The key on the wire.
    fn as_key(&self) -> &str;
}

impl MapKey for String {
    #[inline]
    fn as_key(&self) -> &str {
        self
    }
}

/// A type of a member that can be written.
///
/// Every structure is one. A box is not: the compiler could not tell a box from a structure of another
/// crate, and generated code says [`boxed`](crate::v1::boxed) where it needs one.
#[doc(hidden)]
pub trait AsValue {
    /// Borrows the value.
    fn as_value(&self) -> Value<'_>;
}

/// A type of a member that can be read.
#[doc(hidden)]
pub trait AsSlot: Default {
    /// Borrows the place.
    fn as_slot(&mut self) -> Slot<'_>;

    /// Borrows the place of an optional value. One that is absent is set to its default first,
    /// unless its slot has a [`Place`].
    #[inline]
    fn as_optional_slot(place: &mut Option<Self>) -> Slot<'_> {
        // Many types have a copy of this, and `get_or_insert_default` is twice as much to compile.
        if place.is_none() {
            *place = Some(Self::default());
        }
        match place {
            Some(value) => value.as_slot(),
            None => Slot::None,
        }
    }

    /// The null of a type that has one.
    fn null() -> Option<Self> {
        None
    }
}

macro_rules! scalar {
    ($($type:ty: $variant:ident, |$self:ident| $value:expr;)*) => {
        $(
            impl AsValue for $type {
                #[inline]
                fn as_value(&$self) -> Value<'_> {
                    Value::$variant($value)
                }
            }

            impl AsSlot for $type {
                #[inline]
                fn as_slot(&mut self) -> Slot<'_> {
                    Slot::$variant(Place::Plain(self))
                }

                #[inline]
                fn as_optional_slot(place: &mut Option<Self>) -> Slot<'_> {
                    Slot::$variant(Place::Optional(place))
                }
            }
        )*
    };
}

scalar! {
    bool: Bool, |self| *self;
    i8: Byte, |self| *self;
    i16: Short, |self| *self;
    i32: Integer, |self| *self;
    i64: Long, |self| *self;
    f32: Float, |self| *self;
    f64: Double, |self| *self;
    BigInteger: BigInteger, |self| self;
    BigDecimal: BigDecimal, |self| self;
    String: String, |self| self;
    Bytes: Blob, |self| self;
    Timestamp: Timestamp, |self| *self;
}

impl AsValue for Body {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        Value::Stream(self)
    }
}

impl AsSlot for Body {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::Stream(self)
    }
}

impl AsValue for Document {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        Value::Document(self)
    }
}

impl AsSlot for Document {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::Document(Place::Plain(self))
    }

    #[inline]
    fn as_optional_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Document(Place::Optional(place))
    }

    /// A document is the one value that is null by itself, in dense lists and maps as well.
    #[inline]
    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl<T: AsValue> AsValue for Option<T> {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        match self {
            Some(value) => value.as_value(),
            None => Value::Absent,
        }
    }
}

impl<T: AsSlot> AsSlot for Option<T> {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        T::as_optional_slot(self)
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(None)
    }
}

impl<T: Members> AsValue for T {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        Value::Structure(self)
    }
}

impl<T: MembersMut + Default> AsSlot for T {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }
}

impl<T: AsValue> AsValue for Vec<T> {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl<T: AsSlot> AsSlot for Vec<T> {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: AsValue> Items for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Value<'_> {
        self.get(index).map_or(Value::Absent, AsValue::as_value)
    }
}

impl<T: AsSlot> ItemsMut for Vec<T> {
    fn item_size(&self) -> usize {
        size_of::<T>()
    }

    fn reserve(&mut self, items: usize) {
        self.reserve(items);
    }

    fn push(&mut self) -> Slot<'_> {
        self.push(T::default());
        self.last_mut().map_or(Slot::None, AsSlot::as_slot)
    }

    fn push_null(&mut self) {
        self.extend(T::null());
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<K: MapKey, V: AsValue> AsValue for BTreeMap<K, V> {
    #[inline]
    fn as_value(&self) -> Value<'_> {
        Value::Map(self)
    }
}

impl<K: MapKey, V: AsSlot> AsSlot for BTreeMap<K, V> {
    #[inline]
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<K: MapKey, V: AsValue> Entries for BTreeMap<K, V> {
    fn len(&self) -> usize {
        self.len()
    }

    fn for_each(&self, visit: &mut dyn FnMut(&str, Value<'_>) -> ControlFlow<()>) {
        let _ = self.iter().try_for_each(|(key, value)| visit(key.as_key(), value.as_value()));
    }
}

impl<K: MapKey, V: AsSlot> EntriesMut for BTreeMap<K, V> {
    fn entry_size(&self) -> usize {
        size_of::<K>() + size_of::<V>()
    }

    fn insert(&mut self, key: String) -> Slot<'_> {
        let place = self.entry(K::from(key)).or_default();
        // Where the key was there before, its value must not shine through.
        *place = V::default();
        place.as_slot()
    }

    fn insert_null(&mut self, key: String) {
        if let Some(null) = V::null() {
            self.insert(K::from(key), null);
        }
    }
}
