//! Places of single values.

/// The place of a value that has no members or items.
///
/// An optional member stays absent until its place is set, so a codec may look at the bytes first.
pub enum Place<'a, T> {
    /// A place that always has a value: a member that is not optional, an item, the value of a map.
    Plain(&'a mut T),
    /// A place that may be absent: an optional member, or an item or value that may be null.
    Optional(&'a mut Option<T>),
}

impl<'a, T> Place<'a, T> {
    /// Sets the value.
    #[inline]
    pub fn set(self, value: T) {
        match self {
            Self::Plain(place) => *place = value,
            Self::Optional(place) => *place = Some(value),
        }
    }

    /// Borrows the value; one that is absent is set to its default first.
    #[inline]
    pub fn fill(self) -> &'a mut T
    where
        T: Default,
    {
        match self {
            Self::Plain(place) => place,
            Self::Optional(place) => place.get_or_insert_default(),
        }
    }
}
