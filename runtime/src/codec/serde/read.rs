//! `Deserialize`.

use std::borrow::Cow;
use std::fmt::{self, Display as _};

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::number::{double, float};
use super::unquoted;
use crate::blob;
use crate::codec::seen::Seen;
use crate::document::Document;
use crate::schema::{Kind, Member, Schema};
use crate::value::{EntriesMut, ItemsMut, MembersMut, Shape, Slot, VariantsMut};

/// Deserializes a structure.
///
/// # Errors
/// Those of the deserializer; a required member is missing, or any member is there twice.
#[inline]
pub fn deserialize_structure<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Shape + MembersMut + Default,
    D: Deserializer<'de>,
{
    let mut value = T::default();
    structure(T::SCHEMA, &mut value, deserializer)?;
    Ok(value)
}

/// Deserializes a union.
///
/// # Errors
/// Those of the deserializer; anything but one member.
#[inline]
pub fn deserialize_union<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Shape + VariantsMut + Default,
    D: Deserializer<'de>,
{
    let mut value = T::default();
    union(T::SCHEMA, &mut value, deserializer)?;
    Ok(value)
}

fn structure<'de, D: Deserializer<'de>>(
    schema: &'static Schema,
    into: &mut dyn MembersMut,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut opened = Opened::No;
    let visitor = StructureVisitor { schema, into, opened: &mut opened };
    deserializer.deserialize_map(visitor).map_err(|error| opened.error(schema, error))
}

fn union<'de, D: Deserializer<'de>>(
    schema: &'static Schema,
    into: &mut dyn VariantsMut,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut opened = Opened::No;
    let visitor = UnionVisitor { schema, into, opened: &mut opened };
    deserializer.deserialize_map(visitor).map_err(|error| opened.error(schema, error))
}

fn list<'de, D: Deserializer<'de>>(
    schema: &'static Schema,
    into: &mut dyn ItemsMut,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut opened = Opened::No;
    let visitor = ListVisitor { schema, into, opened: &mut opened };
    deserializer.deserialize_seq(visitor).map_err(|error| opened.error(schema, error))
}

fn map<'de, D: Deserializer<'de>>(
    schema: &'static Schema,
    into: &mut dyn EntriesMut,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut opened = Opened::No;
    let visitor = MapVisitor { schema, into, opened: &mut opened };
    deserializer.deserialize_map(visitor).map_err(|error| opened.error(schema, error))
}

/// Whether the input held an aggregate where one was expected. If so, an error is about
/// something inside the aggregate.
#[derive(Clone, Copy)]
enum Opened {
    Yes,
    No,
}

impl Opened {
    /// Replaces the error for a value in the place of an aggregate that holds secrets: a string
    /// there may be the aggregate, serialized twice.
    #[cold]
    fn error<E: Error>(self, schema: &'static Schema, error: E) -> E {
        match self {
            Self::No if schema.holds_secrets() => unquoted(Expected(schema)),
            Self::Yes | Self::No => error,
        }
    }
}

/// What is expected in the place of an aggregate.
struct Expected(&'static Schema);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0.kind() {
            Kind::Structure => "the structure",
            Kind::Union => "one member of the union",
            Kind::List | Kind::SparseList => "the list",
            Kind::Map | Kind::SparseMap => "the map",
        };
        write!(f, "{kind} {}", self.0.name())
    }
}

struct StructureVisitor<'a> {
    schema: &'static Schema,
    into: &'a mut dyn MembersMut,
    opened: &'a mut Opened,
}

impl<'de> Visitor<'de> for StructureVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Expected(self.schema).fmt(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        *self.opened = Opened::Yes;
        let mut seen = Seen::default();
        while let Some(known) = map.next_key_seed(KnownName(self.schema))? {
            let Some((index, member)) = known else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if !seen.insert(index) {
                return Err(A::Error::duplicate_field(member.name()));
            }
            if member.is_required() {
                map.next_value_seed(Place { member, slot: self.into.member_mut(index) })?;
            } else {
                map.next_value_seed(OptionalPlace::new(member, || self.into.member_mut(index)))?;
            }
        }
        let mut members = self.schema.members().iter().enumerate();
        match members.find(|(index, member)| member.is_required() && !seen.contains(*index)) {
            Some((_, missing)) => Err(A::Error::missing_field(missing.name())),
            None => Ok(()),
        }
    }
}

fn find(schema: &'static Schema, name: &str) -> Option<(usize, &'static Member)> {
    schema.members().iter().enumerate().find(|(_, member)| member.name() == name)
}

/// The name of a member, if the model knows it.
struct KnownName(&'static Schema);

impl<'de> DeserializeSeed<'de> for KnownName {
    type Value = Option<(usize, &'static Member)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KnownName {
    type Value = Option<(usize, &'static Member)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a member of {}", self.0.name())
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(find(self.0, name))
    }
}

struct UnionVisitor<'a> {
    schema: &'static Schema,
    into: &'a mut dyn VariantsMut,
    opened: &'a mut Opened,
}

impl<'de> Visitor<'de> for UnionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Expected(self.schema).fmt(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        *self.opened = Opened::Yes;
        let Some(name) = map.next_key::<Cow<'_, str>>()? else {
            return Err(A::Error::custom("the union has no member"));
        };
        if let Some((index, member)) = find(self.schema, &name) {
            map.next_value_seed(Place { member, slot: self.into.variant_mut(index) })?;
        } else {
            let value = map.next_value::<Document>()?;
            self.into.set_unknown(name.into_owned(), Some(value));
        }
        match map.next_key::<IgnoredAny>()? {
            Some(_) => Err(A::Error::custom("the union has more than one member")),
            None => Ok(()),
        }
    }
}

/// A place whose value may be null, which leaves it as it is. The place is asked for only when there is a
/// value: asking sets it.
struct OptionalPlace<F> {
    member: &'static Member,
    slot: F,
}

/// Whether there was a value.
enum Filled {
    Yes,
    No,
}

impl<'a, F: FnOnce() -> Slot<'a>> OptionalPlace<F> {
    fn new(member: &'static Member, slot: F) -> Self {
        Self { member, slot }
    }
}

impl<'de, 'a, F: FnOnce() -> Slot<'a>> DeserializeSeed<'de> for OptionalPlace<F> {
    type Value = Filled;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Filled, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, 'a, F: FnOnce() -> Slot<'a>> Visitor<'de> for OptionalPlace<F> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the member {} or null", self.member.name())
    }

    fn visit_none<E>(self) -> Result<Filled, E> {
        Ok(Filled::No)
    }

    fn visit_unit<E>(self) -> Result<Filled, E> {
        Ok(Filled::No)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Filled, D::Error> {
        let place = Place { member: self.member, slot: (self.slot)() };
        place.deserialize(deserializer).map(|()| Filled::Yes)
    }
}

/// A place that is asked for only when there is a value for it.
struct LazyPlace<F> {
    member: &'static Member,
    slot: F,
}

impl<'a, F: FnOnce() -> Slot<'a>> LazyPlace<F> {
    fn new(member: &'static Member, slot: F) -> Self {
        Self { member, slot }
    }
}

impl<'de, 'a, F: FnOnce() -> Slot<'a>> DeserializeSeed<'de> for LazyPlace<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Place { member: self.member, slot: (self.slot)() }.deserialize(deserializer)
    }
}

/// A place to fill.
struct Place<'a> {
    member: &'static Member,
    slot: Slot<'a>,
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let member = self.member;
        match self.fill(deserializer) {
            Err(_) if member.is_sensitive() => {
                Err(unquoted(format_args!("another value for the member {}", member.name())))
            }
            filled => filled,
        }
    }
}

impl Place<'_> {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let member = self.member;
        match self.slot {
            Slot::None => {
                IgnoredAny::deserialize(deserializer)?;
            }
            Slot::Bool(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Byte(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Short(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Integer(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Long(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Float(place) => place.set(float(deserializer)?),
            Slot::Double(place) => place.set(double(deserializer)?),
            Slot::BigInteger(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::BigDecimal(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::String(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::StringEnum(place) => place.set(&Text::deserialize(deserializer)?.0),
            Slot::IntEnum(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Blob(place) => {
                let bytes = blob::decode(&Text::deserialize(deserializer)?.0);
                place.set(bytes.ok_or_else(|| D::Error::custom("the string is not base64"))?);
            }
            Slot::Timestamp(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Document(place) => place.set(Deserialize::deserialize(deserializer)?),
            Slot::Structure(place) => structure(target(member)?, place, deserializer)?,
            Slot::Union(place) => union(target(member)?, place, deserializer)?,
            Slot::List(place) => list(target(member)?, place, deserializer)?,
            Slot::Map(place) => map(target(member)?, place, deserializer)?,
            Slot::Stream(_) | Slot::Events(_) => {
                return Err(D::Error::custom("a stream cannot be deserialized"));
            }
        }
        Ok(())
    }
}

fn target<E: Error>(member: &Member) -> Result<&'static Schema, E> {
    member.target().ok_or_else(|| E::custom("a member without a schema"))
}

struct ListVisitor<'a> {
    schema: &'static Schema,
    into: &'a mut dyn ItemsMut,
    opened: &'a mut Opened,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Expected(self.schema).fmt(f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        *self.opened = Opened::Yes;
        let [member, ..] = self.schema.members() else {
            return Err(A::Error::custom("a list without an item"));
        };
        match self.schema.kind() {
            Kind::SparseList => read_sparse_items(member, self.into, seq),
            _ => read_items(member, self.into, seq),
        }
    }
}

fn read_items<'de, A: SeqAccess<'de>>(
    member: &'static Member,
    into: &mut dyn ItemsMut,
    mut seq: A,
) -> Result<(), A::Error> {
    while seq.next_element_seed(LazyPlace::new(member, || into.push()))?.is_some() {}
    Ok(())
}

fn read_sparse_items<'de, A: SeqAccess<'de>>(
    member: &'static Member,
    into: &mut dyn ItemsMut,
    mut seq: A,
) -> Result<(), A::Error> {
    while let Some(filled) = seq.next_element_seed(OptionalPlace::new(member, || into.push()))? {
        match filled {
            Filled::Yes => {}
            Filled::No => into.push_null(),
        }
    }
    Ok(())
}

struct MapVisitor<'a> {
    schema: &'static Schema,
    into: &'a mut dyn EntriesMut,
    opened: &'a mut Opened,
}

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Expected(self.schema).fmt(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        *self.opened = Opened::Yes;
        let [_, member, ..] = self.schema.members() else {
            return Err(A::Error::custom("a map without a value"));
        };
        match self.schema.kind() {
            Kind::SparseMap => read_sparse_entries(member, self.into, map),
            _ => read_entries(member, self.into, map),
        }
    }
}

fn read_entries<'de, A: MapAccess<'de>>(
    member: &'static Member,
    into: &mut dyn EntriesMut,
    mut map: A,
) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        map.next_value_seed(LazyPlace::new(member, || into.insert(key)))?;
    }
    Ok(())
}

fn read_sparse_entries<'de, A: MapAccess<'de>>(
    member: &'static Member,
    into: &mut dyn EntriesMut,
    mut map: A,
) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        let place = OptionalPlace::new(member, || into.insert(key.clone()));
        match map.next_value_seed(place)? {
            Filled::Yes => {}
            Filled::No => into.insert_null(key),
        }
    }
    Ok(())
}

/// A string, borrowed where the format can lend it.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text)))
    }
}
