//! Members that a structure holds behind a box, since their type holds itself.

use crate::value::{AsSlot, AsValue, Slot, Value};

/// A box, or one that may be absent.
pub trait Boxed {
    /// What the box holds.
    type Target;

    /// Looks into the box, where there is one.
    fn target(&self) -> Option<&Self::Target>;

    /// Opens the box; where there is none, one with a default is put there first.
    fn target_mut(&mut self) -> &mut Self::Target;
}

impl<T> Boxed for Box<T> {
    type Target = T;

    #[inline]
    fn target(&self) -> Option<&T> {
        Some(self)
    }

    #[inline]
    fn target_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: Default> Boxed for Option<Box<T>> {
    type Target = T;

    #[inline]
    fn target(&self) -> Option<&T> {
        self.as_deref()
    }

    #[inline]
    fn target_mut(&mut self) -> &mut T {
        self.get_or_insert_default()
    }
}

/// Borrows what a member holds.
#[inline]
pub fn value<T: Boxed<Target: AsValue>>(member: &T) -> Value<'_> {
    member.target().map_or(Value::Absent, AsValue::as_value)
}

/// Borrows the place of a member.
#[inline]
pub fn slot<T: Boxed<Target: AsSlot>>(member: &mut T) -> Slot<'_> {
    member.target_mut().as_slot()
}
