//! What a decoder may still spend of its [`Limits`].

use crate::{DecodeErrorKind, Limits};

/// A vector makes room for four items at first.
pub(super) const FIRST_ITEMS: usize = 4;

/// A node of a B-tree has room for eleven entries, however few it holds.
pub(super) const FIRST_ENTRIES: usize = 11;

/// What is left.
pub(super) struct Budget {
    items: usize,
    /// Bytes that items may take.
    memory: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { items: limits.items, memory: limits.memory }
    }

    /// Counts an item, and the memory that it takes.
    #[inline]
    pub(super) fn item(&mut self, size: usize) -> Result<(), DecodeErrorKind> {
        self.items = self.items.checked_sub(1).ok_or(DecodeErrorKind::TooManyItems)?;
        self.memory(size)
    }

    /// Counts bytes of memory.
    #[inline]
    pub(super) fn memory(&mut self, size: usize) -> Result<(), DecodeErrorKind> {
        self.memory = self.memory.checked_sub(size).ok_or(DecodeErrorKind::TooMuchMemory)?;
        Ok(())
    }
}
