//! Codecs: plain functions over a schema and the values that a shape hands out, compiled once for all shapes.

pub(crate) mod debug;
#[cfg(feature = "json")]
pub mod json;
#[cfg(any(feature = "json", feature = "serde"))]
mod seen;
#[cfg(feature = "serde")]
pub(crate) mod serde;
