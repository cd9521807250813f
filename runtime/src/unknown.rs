//! What an enum keeps of a value that its model does not know.

use std::fmt;

/// The string of an enum value that the model does not know.
///
/// It cannot be made outside generated code: match on the enum, and make one with `From<&str>`, so that a
/// value that a newer model knows is never hidden in here.
///
/// `Debug` does not show the value, since the enum may be sensitive. `Debug` of an enum that is not
/// sensitive does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    #[inline]
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The value as the server sent it.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownValue(..)")
    }
}

/// The integer of an enum value that the model does not know.
///
/// It cannot be made outside generated code, and `Debug` does not show it: see [`UnknownValue`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInt(i32);

impl UnknownInt {
    #[inline]
    pub(crate) const fn new(value: i32) -> Self {
        Self(value)
    }

    /// The value as the server sent it.
    #[inline]
    pub const fn value(self) -> i32 {
        self.0
    }
}

impl fmt::Debug for UnknownInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownInt(..)")
    }
}
