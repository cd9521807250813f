//! Whether two values are the same, told by what they hand out to codecs.

use std::ops::ControlFlow;

use smithgen_runtime::v1::{
    Entries, Items, Member, Members, Schema, Timestamp, Value, Variant, Variants,
};

/// What a format may lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Nothing.
    None,
    /// What is less than a millisecond of a timestamp.
    Submillisecond,
}

/// Whether two structures are the same. Every number that is none is the same as any other.
pub fn same(schema: &'static Schema, left: &dyn Members, right: &dyn Members, loss: Loss) -> bool {
    (0..schema.members().len()).all(|index| {
        let target = schema.members().get(index).and_then(Member::target);
        same_value(target, left.member(index), right.member(index), loss)
    })
}

/// Whether two unions are the same.
pub fn same_union(
    schema: &'static Schema,
    left: &dyn Variants,
    right: &dyn Variants,
    loss: Loss,
) -> bool {
    match (left.variant(), right.variant()) {
        (Variant::Known(index, left), Variant::Known(other, right)) => {
            let target = schema.members().get(index).and_then(Member::target);
            index == other && same_value(target, left, right, loss)
        }
        (Variant::Unknown(name, left), Variant::Unknown(other, right)) => {
            name == other && left == right
        }
        _ => false,
    }
}

fn same_value(
    schema: Option<&'static Schema>,
    left: Value<'_>,
    right: Value<'_>,
    loss: Loss,
) -> bool {
    let element = |index: usize| schema?.members().get(index)?.target();
    match (left, right) {
        (Value::Absent, Value::Absent) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Byte(left), Value::Byte(right)) => left == right,
        (Value::Short(left), Value::Short(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Long(left), Value::Long(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => {
            left.to_bits() == right.to_bits() || (left.is_nan() && right.is_nan())
        }
        (Value::Double(left), Value::Double(right)) => {
            left.to_bits() == right.to_bits() || (left.is_nan() && right.is_nan())
        }
        (Value::BigInteger(left), Value::BigInteger(right)) => left == right,
        (Value::BigDecimal(left), Value::BigDecimal(right)) => left == right,
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Blob(left), Value::Blob(right)) => left == right,
        (Value::Timestamp(left), Value::Timestamp(right)) => {
            rounded(left, loss) == rounded(right, loss)
        }
        (Value::Document(left), Value::Document(right)) => left == right,
        (Value::Structure(left), Value::Structure(right)) => {
            schema.is_some_and(|schema| same(schema, left, right, loss))
        }
        (Value::Union(left), Value::Union(right)) => {
            schema.is_some_and(|schema| same_union(schema, left, right, loss))
        }
        (Value::List(left), Value::List(right)) => same_items(element(0), left, right, loss),
        (Value::Map(left), Value::Map(right)) => same_entries(element(1), left, right, loss),
        (Value::Stream(left), Value::Stream(right)) => left.as_bytes() == right.as_bytes(),
        _ => false,
    }
}

fn rounded(time: Timestamp, loss: Loss) -> (i64, u32) {
    let nanos = time.subsec_nanos();
    match loss {
        Loss::None => (time.seconds(), nanos),
        Loss::Submillisecond => (time.seconds(), nanos / 1_000_000),
    }
}

fn same_items(
    schema: Option<&'static Schema>,
    left: &dyn Items,
    right: &dyn Items,
    loss: Loss,
) -> bool {
    left.len() == right.len()
        && (0..left.len())
            .all(|index| same_value(schema, left.item(index), right.item(index), loss))
}

/// The values of two maps are compared by key, as neither may be borrowed beyond the visit of the other.
fn same_entries(
    schema: Option<&'static Schema>,
    left: &dyn Entries,
    right: &dyn Entries,
    loss: Loss,
) -> bool {
    let mut equal = left.len() == right.len();
    left.for_each(&mut |key, value| {
        let mut found = false;
        right.for_each(&mut |other, candidate| {
            if key == other {
                found = same_value(schema, value, candidate, loss);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        equal &= found;
        if equal { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    equal
}
