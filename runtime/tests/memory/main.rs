//! What reading a response takes of memory, as the allocator sees it.
//!
//! The bound is the one that `Limits::memory` promises: twice as much, and some bytes for each byte of the response.
//! Sizes of values and of the nodes of collections are found nowhere in the expectations.

mod bodies;
mod heads;
mod shapes;

use smithgen_runtime::Limits;

/// How many bytes values may take. Each of the responses here asks for many times as much.
const MEMORY: usize = 1 << 17;

/// How many bytes may be taken for each byte of a response: text is copied, at most into a string that grew to
/// twice its length while the old one was still there; and names of headers are sorted.
const FOR_EACH_BYTE: usize = 8;

/// What does not depend on the response.
const ALWAYS: usize = 1 << 14;

/// No other limit is to end the reading.
fn limits() -> Limits {
    Limits::DEFAULT
        .with_memory(MEMORY)
        .with_items(usize::MAX)
        .with_headers(usize::MAX)
        .with_header_bytes(usize::MAX)
}

/// Reads a response of so many bytes, and compares the peak of the memory that was in use with the bound.
fn assert_bounded(what: &str, length: usize, read: impl FnOnce()) {
    let peak = usize::try_from(allocation_counter::measure(read).bytes_max).unwrap();
    let bound = 2 * MEMORY + FOR_EACH_BYTE * length + ALWAYS;
    assert!(peak <= bound, "{what}: {peak} bytes for {length}, and not {bound}");
}
