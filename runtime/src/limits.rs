//! What a decoder may spend on one response.

/// Bounds on what a decoder does with bytes that it does not trust.
///
/// Every codec takes one. The defaults let through what AWS services send, with room to spare, and stop a
/// hostile or broken server well before it exhausts the memory or the stack of its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep values may nest, skipped ones included. 128 by default, which is [`Limits::MAX_DEPTH`]; more
    /// counts as that.
    pub depth: usize,
    /// How many bytes a body may have. 64 MiB by default.
    pub bytes: usize,
    /// How many structures, unions, list items, map entries and nodes of documents a body may hold in
    /// all. 1,048,576 by default.
    pub items: usize,
    /// How many bytes of memory the values that are read may take in all: the room of lists and maps, filled or
    /// not, structures and unions behind boxes, documents, and text, bytes and digits. 256 MiB by default.
    ///
    /// A value may be far larger in memory than on the wire: `[{},{},{}]` spends three bytes on a
    /// structure of perhaps a thousand. While a value is read, no more than twice as much memory is in use at any
    /// time, besides some bytes for each byte of the response.
    pub memory: usize,
    /// How many headers a response may have, counting each line of a name that is there several times. 1,024 by
    /// default.
    pub headers: usize,
    /// How many bytes the names and values of a response's headers may have in all. 1 MiB by default.
    pub header_bytes: usize,
}

impl Limits {
    /// The deepest nesting that a codec follows, whatever [`Limits::depth`] says.
    ///
    /// Codecs recurse, and so do `Drop`, `Clone`, `Debug` and serde for what they build. At this depth, each fits a
    /// thread of 2 MiB, which is Rust's default, in a debug build as well. Structures with a dozen members take less
    /// than a third of it; `Clone` of lists of structures with two hundred takes three quarters.
    ///
    /// What you build yourself may be deeper. To write it is an [`EncodeError`](crate::EncodeError); the others follow
    /// it as deep as it is.
    pub const MAX_DEPTH: usize = 128;

    /// The default limits.
    pub const DEFAULT: Self = Self {
        depth: 128,
        bytes: 64 << 20,
        items: 1 << 20,
        memory: 256 << 20,
        headers: 1 << 10,
        header_bytes: 1 << 20,
    };

    /// Sets how deep values may nest. More than [`Limits::MAX_DEPTH`] counts as that.
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

    /// Sets how many bytes of memory values may take.
    #[must_use]
    pub const fn with_memory(mut self, memory: usize) -> Self {
        self.memory = memory;
        self
    }

    /// Sets how many headers a response may have.
    #[must_use]
    pub const fn with_headers(mut self, headers: usize) -> Self {
        self.headers = headers;
        self
    }

    /// Sets how many bytes the names and values of headers may have.
    #[must_use]
    pub const fn with_header_bytes(mut self, bytes: usize) -> Self {
        self.header_bytes = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
