//! `Debug` that does not show what the model marks as sensitive.

use std::fmt;
use std::ops::ControlFlow;

use crate::schema::{Member, Schema};
use crate::value::{Members, Value, Variant, Variants};

/// What is printed in place of a secret.
pub(crate) const REDACTED: &str = "*** redacted ***";

/// Prints a structure like a derived `Debug` would, with the names of the model. Members that are not set are
/// left out.
pub(crate) fn structure(
    schema: &'static Schema,
    value: &dyn Members,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut printed = f.debug_struct(schema.name());
    for (index, member) in schema.members().iter().enumerate() {
        match value.member(index) {
            Value::Absent => {}
            value => {
                printed.field(member.name(), &Shown { member, value });
            }
        }
    }
    printed.finish()
}

/// Prints a union as the variant that it is. Of one that the model does not know, nothing but the name is
/// shown: the value may be a secret. A sensitive union does not even show its variant.
pub(crate) fn union(
    schema: &'static Schema,
    value: &dyn Variants,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if schema.is_sensitive() {
        return redacted(f);
    }
    match value.variant() {
        Variant::Known(index, value) => match schema.members().get(index) {
            Some(member) => f.debug_tuple(member.name()).field(&Shown { member, value }).finish(),
            None => f.write_str(schema.name()),
        },
        Variant::Unknown(name, _) => {
            f.debug_struct("Unknown").field("name", &name).finish_non_exhaustive()
        }
    }
}

/// Prints what stands for a secret.
pub(crate) fn redacted(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(REDACTED)
}

/// A value with the member that holds it.
struct Shown<'a> {
    member: &'static Member,
    value: Value<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { member, value } = *self;
        if member.is_sensitive() {
            return redacted(f);
        }
        match value {
            Value::Absent => f.write_str("None"),
            Value::Bool(value) => value.fmt(f),
            Value::Byte(value) => value.fmt(f),
            Value::Short(value) => value.fmt(f),
            Value::Integer(value) => value.fmt(f),
            Value::Long(value) => value.fmt(f),
            Value::Float(value) => value.fmt(f),
            Value::Double(value) => value.fmt(f),
            Value::BigInteger(value) => value.fmt(f),
            Value::BigDecimal(value) => value.fmt(f),
            Value::String(value) => value.fmt(f),
            Value::Blob(value) => write!(f, "Blob({} bytes)", value.len()),
            Value::Timestamp(value) => value.fmt(f),
            Value::Document(value) => value.fmt(f),
            Value::Stream(value) => value.fmt(f),
            Value::Events(value) => value.fmt(f),
            Value::Structure(value) => match member.target() {
                Some(schema) => structure(schema, value, f),
                None => redacted(f),
            },
            Value::Union(value) => match member.target() {
                Some(schema) => union(schema, value, f),
                None => redacted(f),
            },
            Value::List(items) => match member.target().map(Schema::members) {
                Some([item, ..]) => {
                    let values = (0..items.len()).map(|index| items.item(index));
                    f.debug_list()
                        .entries(values.map(|value| Shown { member: item, value }))
                        .finish()
                }
                _ => redacted(f),
            },
            Value::Map(entries) => match member.target().map(Schema::members) {
                Some([key, member, ..]) => {
                    let mut printed = f.debug_map();
                    entries.for_each(&mut |name, value| {
                        let name = Shown { member: key, value: Value::String(name) };
                        printed.entry(&name, &Shown { member, value });
                        ControlFlow::Continue(())
                    });
                    printed.finish()
                }
                _ => redacted(f),
            },
        }
    }
}
