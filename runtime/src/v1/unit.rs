//! A structure without members.

use super::{Members, MembersMut, Schema, Shape, Slot, Value};

/// A structure without members: what unions hold whose members say all by their names, and what an operation
/// takes or gives whose model names nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Unit;

/// The schema of a structure without members.
pub static UNIT: Schema = Schema::structure("smithy.api#Unit", &[]);

impl Shape for Unit {
    const SCHEMA: &'static Schema = &UNIT;
}

impl Members for Unit {
    fn member(&self, _: usize) -> Value<'_> {
        Value::Absent
    }
}

impl MembersMut for Unit {
    fn member_mut(&mut self, _: usize) -> Slot<'_> {
        Slot::None
    }
}

crate::__structure!(Unit);
