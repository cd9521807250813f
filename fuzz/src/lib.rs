//! What the fuzz targets share: shapes of every kind, and what has to hold of anything that is read.
//!
//! A target panics where something does not hold: that is how a fuzzer is told.

pub mod events;
pub mod message;
pub mod model;
pub mod operations;
pub mod responses;
pub mod same;
pub mod shapes;

use smithgen_runtime::v1::{Members, MembersMut, Shape};
use smithgen_runtime::{DecodeError, EncodeError, EncodeErrorKind, Limits};

use self::same::{Loss, same};

/// Small limits, so that what goes beyond them is found by short inputs.
pub const LIMITS: Limits =
    Limits::DEFAULT.with_depth(32).with_bytes(1 << 16).with_items(1 << 10).with_memory(1 << 18);

/// Reads bytes, writes what was read, and reads that: both values are the same, but for what the format
/// loses, and are written alike. The first reading takes no more memory than the limits say.
pub fn round_trip<T: Shape + Members + MembersMut + Default>(
    bytes: &[u8],
    loss: Loss,
    read: impl Fn(&[u8], &Limits, &mut T) -> Result<(), DecodeError>,
    write: impl Fn(&T) -> Result<Vec<u8>, EncodeError>,
) {
    let mut first = T::default();
    if let Err(error) = within_memory(bytes.len(), || read(bytes, &LIMITS, &mut first)) {
        return show(&error);
    }
    let written = match write(&first) {
        Ok(written) => written,
        Err(error) => return assert_unwritable(&error),
    };
    let mut second = T::default();
    // A value may be longer than it was, as base64 and escapes are, and have other wrappings.
    if let Err(error) = read(&written, &Limits::DEFAULT, &mut second) {
        panic!("{error} in {}", String::from_utf8_lossy(&written));
    }
    assert!(
        same(T::SCHEMA, &first, &second, loss),
        "not the same: {}",
        String::from_utf8_lossy(&written)
    );
    let again = write(&second).expect("what was written once");
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&again));
}

/// Reads so many bytes within the limits, and looks at the memory that this takes: twice what they say, and some
/// bytes for each byte that is read.
fn within_memory<R>(length: usize, read: impl FnOnce() -> R) -> R {
    let mut result = None;
    let taken = allocation_counter::measure(|| result = Some(read()));
    let bound = 2 * LIMITS.memory + 8 * length + (1 << 14);
    let peak = taken.bytes_max;
    assert!(usize::try_from(peak).is_ok_and(|peak| peak <= bound), "{peak} bytes, not {bound}");
    result.expect("what was read")
}

/// Errors are shown to people: that must work as well.
pub fn show(error: &(impl std::error::Error + ?Sized)) {
    let _ = format!("{error} {error:?}");
}

/// What was read can be written, but for what some formats have no form for.
pub fn assert_unwritable(error: &EncodeError) {
    show(error);
    let kind = error.kind();
    assert!(
        matches!(
            kind,
            EncodeErrorKind::UnknownVariant
                | EncodeErrorKind::Unsupported
                | EncodeErrorKind::OutOfRange
        ),
        "{error}"
    );
}
