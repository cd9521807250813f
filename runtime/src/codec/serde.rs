//! serde, by the names of the model.
//!
//! A structure is a map from its members' names to their values, without those that are not set; a union is a
//! map of one entry. Blobs are base64, timestamps are RFC 3339, numbers of any size are strings, and so are
//! floats that are not finite, where the format is one that people read. Nothing is redacted: this is for data,
//! `Debug` is for eyes. Errors are for eyes as well: those of a format quote what they did not
//! expect, so they are replaced where that may be secret.

mod number;
mod read;
mod simple;
mod write;

pub use self::read::{deserialize_structure, deserialize_union};
pub use self::simple::{
    deserialize_int_enum, deserialize_sensitive_int_enum, deserialize_sensitive_string_enum,
    deserialize_string_enum,
};
pub use self::write::{serialize_structure, serialize_union};

use std::fmt;

use serde_core::de::Error;

/// The error for an unexpected value that may be secret. The format's own error would quote it.
#[cold]
fn unquoted<E: Error>(expected: impl fmt::Display) -> E {
    E::custom(format_args!("expected {expected}; what was found may be secret, and is not shown"))
}
