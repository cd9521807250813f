//! `Serialize`.

use std::ops::ControlFlow;

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::blob;
use crate::number::non_finite_name;
use crate::schema::{Kind, Member, Schema};
use crate::value::{Entries, Items, Members, Value, Variant, Variants};

/// Serializes a structure.
///
/// # Errors
/// Those of the serializer, and unions that cannot be written.
pub fn serialize_structure<S: Serializer>(
    schema: &'static Schema,
    value: &dyn Members,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let members =
        || schema.members().iter().enumerate().map(|(index, member)| (member, value.member(index)));
    let set = |value: &Value<'_>| !matches!(value, Value::Absent);
    let length = members().filter(|(_, value)| set(value)).count();
    let mut map = serializer.serialize_map(Some(length))?;
    for (member, value) in members().filter(|(_, value)| set(value)) {
        map.serialize_entry(member.name(), &MemberValue { member, value })?;
    }
    map.end()
}

/// Serializes a union.
///
/// # Errors
/// Those of the serializer; an unknown member without a value.
pub fn serialize_union<S: Serializer>(
    schema: &'static Schema,
    value: &dyn Variants,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    match value.variant() {
        Variant::Known(index, value) => {
            let member = schema.members().get(index);
            let member = member.ok_or_else(|| S::Error::custom("a union without such a member"))?;
            map.serialize_entry(member.name(), &Item { member, value })?;
        }
        Variant::Unknown(name, Some(value)) => map.serialize_entry(name, value)?,
        Variant::Unknown(_, None) => {
            return Err(S::Error::custom("a union holds an unknown member without a value"));
        }
    }
    map.end()
}

/// What a member of a structure holds. One that is not required is an option to formats that tell.
struct MemberValue<'a> {
    member: &'static Member,
    value: Value<'a>,
}

impl Serialize for MemberValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { member, value } = *self;
        let item = Item { member, value };
        if member.is_required() {
            item.serialize(serializer)
        } else {
            serializer.serialize_some(&item)
        }
    }
}

/// What a sparse collection holds.
struct SparseItem<'a>(Item<'a>);

impl Serialize for SparseItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.value {
            Value::Absent => serializer.serialize_none(),
            _ => serializer.serialize_some(&self.0),
        }
    }
}

/// A value that is there.
struct Item<'a> {
    member: &'static Member,
    value: Value<'a>,
}

impl Item<'_> {
    fn target<E: Error>(&self) -> Result<&'static Schema, E> {
        self.member.target().ok_or_else(|| E::custom("a member without a schema"))
    }
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Absent => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Byte(value) => serializer.serialize_i8(value),
            Value::Short(value) => serializer.serialize_i16(value),
            Value::Integer(value) => serializer.serialize_i32(value),
            Value::Long(value) => serializer.serialize_i64(value),
            Value::Float(value) if is_named(value.into(), &serializer) => {
                serializer.serialize_str(non_finite_name(value.into()))
            }
            Value::Float(value) => serializer.serialize_f32(value),
            Value::Double(value) => serialize_double(value, serializer),
            Value::BigInteger(value) => value.serialize(serializer),
            Value::BigDecimal(value) => value.serialize(serializer),
            Value::String(value) => serializer.serialize_str(value),
            Value::Blob(value) => serializer.serialize_str(&blob::encode(value)),
            Value::Timestamp(value) => value.serialize(serializer),
            Value::Document(value) => value.serialize(serializer),
            Value::Structure(value) => serialize_structure(self.target()?, value, serializer),
            Value::Union(value) => serialize_union(self.target()?, value, serializer),
            Value::List(value) => serialize_list(self.target()?, value, serializer),
            Value::Map(value) => serialize_map(self.target()?, value, serializer),
            Value::Stream(_) | Value::Events(_) => {
                Err(S::Error::custom("a stream cannot be serialized"))
            }
        }
    }
}

/// Serializes a float; one that is not finite by its name, in formats that people read.
pub(super) fn serialize_double<S: Serializer>(
    value: f64,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if is_named(value, &serializer) {
        serializer.serialize_str(non_finite_name(value))
    } else {
        serializer.serialize_f64(value)
    }
}

fn is_named<S: Serializer>(value: f64, serializer: &S) -> bool {
    !value.is_finite() && serializer.is_human_readable()
}

fn serialize_list<S: Serializer>(
    schema: &'static Schema,
    items: &dyn Items,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let [member, ..] = schema.members() else {
        return Err(S::Error::custom("a list without an item"));
    };
    let sparse = schema.kind() == Kind::SparseList;
    let mut seq = serializer.serialize_seq(Some(items.len()))?;
    for index in 0..items.len() {
        let item = Item { member, value: items.item(index) };
        if sparse {
            seq.serialize_element(&SparseItem(item))?;
        } else {
            seq.serialize_element(&item)?;
        }
    }
    seq.end()
}

fn serialize_map<S: Serializer>(
    schema: &'static Schema,
    entries: &dyn Entries,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let [_, member, ..] = schema.members() else {
        return Err(S::Error::custom("a map without a value"));
    };
    let sparse = schema.kind() == Kind::SparseMap;
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    let mut result = Ok(());
    entries.for_each(&mut |name, value| {
        let item = Item { member, value };
        result = if sparse {
            map.serialize_entry(name, &SparseItem(item))
        } else {
            map.serialize_entry(name, &item)
        };
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result?;
    map.end()
}
