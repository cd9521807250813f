//! What is left of a structure for a codec: its members without a binding.

use crate::schema::Schema;
use crate::value::{Members, MembersMut, Slot, Value};

use super::{RequestPlace, ResponsePlace};

/// An input without the members that are bound.
pub(super) struct Unbound<'a> {
    schema: &'static Schema,
    input: &'a dyn Members,
}

impl<'a> Unbound<'a> {
    pub(super) fn new(schema: &'static Schema, input: &'a dyn Members) -> Self {
        Self { schema, input }
    }
}

impl Members for Unbound<'_> {
    fn member(&self, index: usize) -> Value<'_> {
        match self.schema.members().get(index).map(RequestPlace::of) {
            Some(RequestPlace::Body) => self.input.member(index),
            _ => Value::Absent,
        }
    }
}

/// An output or error without the members that are bound.
pub(super) struct UnboundMut<'a> {
    schema: &'static Schema,
    output: &'a mut dyn MembersMut,
}

impl<'a> UnboundMut<'a> {
    pub(super) fn new(schema: &'static Schema, output: &'a mut dyn MembersMut) -> Self {
        Self { schema, output }
    }
}

impl MembersMut for UnboundMut<'_> {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        match self.schema.members().get(index).map(ResponsePlace::of) {
            Some(ResponsePlace::Body) => self.output.member_mut(index),
            _ => Slot::None,
        }
    }
}
