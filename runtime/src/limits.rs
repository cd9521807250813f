//! What a decoder may spend on one response.

/// Bounds on what a decoder does with bytes that it does not trust.
///
/// Every codec takes one. The defaults let through what AWS services send, with room to spare, and stop a
/// hostile or broken server well before it exhausts the memory or the stack of its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep values may nest, skipped ones included. 128 by default; more than [`Limits::MAX_DEPTH`]
    /// counts as that.
    pub depth: usize,
    /// How many bytes a body may have. 64 MiB by default.
    pub bytes: usize,
    /// How many structures, unions, list items, map entries and nodes of documents a body may hold in
    /// all. 1,048,576 by default.
    pub items: usize,
    /// How many bytes of memory the items of lists and maps may take in all, besides what they own.
    /// 256 MiB by default.
    ///
    /// An item may be far larger in memory than on the wire: `[{},{},{}]` spends three bytes on a
    /// structure of perhaps a thousand.
    pub memory: usize,
}

impl Limits {
    /// The deepest nesting that a codec follows, whatever [`Limits::depth`] says: codecs recurse, and
    /// so does the drop of what they build.
    pub const MAX_DEPTH: usize = 512;

    /// The default limits.
    pub const DEFAULT: Self =
        Self { depth: 128, bytes: 64 << 20, items: 1 << 20, memory: 256 << 20 };

    /// Sets how deep values may nest.
    #[must_use]
    pub const fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Sets how many bytes a body may have.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets how many items a body may hold.
    #[must_use]
    pub const fn with_items(mut self, items: usize) -> Self {
        self.items = items;
        self
    }

    /// Sets how many bytes of memory items may take.
    #[must_use]
    pub const fn with_memory(mut self, memory: usize) -> Self {
        self.memory = memory;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
