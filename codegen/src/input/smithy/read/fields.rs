//! The properties of an object, each of which is taken once.

use std::borrow::Cow;

use crate::input::json::{Json, Object};

/// The entries of an object that are still to be read.
pub(super) struct Fields<'a>(Vec<Option<(Cow<'a, str>, Json<'a>)>>);

impl<'a> Fields<'a> {
    pub(super) fn new(object: Object<'a>) -> Self {
        Self(object.into_iter().map(Some).collect())
    }

    /// Takes the value under a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Json<'a>> {
        self.0
            .iter_mut()
            .find(|entry| entry.as_ref().is_some_and(|(name, _)| name == key))?
            .take()
            .map(|(_, value)| value)
    }

    /// The keys that nobody took.
    pub(super) fn rest(self) -> impl Iterator<Item = Cow<'a, str>> {
        self.0.into_iter().flatten().map(|(key, _)| key)
    }
}
