//! Codecs: plain functions over a schema and the values that a shape hands out, compiled once for all shapes.

#[cfg(any(feature = "cbor", feature = "eventstream", feature = "json", feature = "rest"))]
pub mod body;
#[cfg(any(
    feature = "cbor",
    feature = "eventstream",
    feature = "json",
    feature = "rest",
    feature = "xml"
))]
#[cfg_attr(
    not(any(feature = "cbor", feature = "json", feature = "xml")),
    allow(dead_code, reason = "without a codec, there are the headers of events and no structure")
)]
pub(crate) mod budget;
#[cfg(feature = "cbor")]
pub mod cbor;
pub(crate) mod debug;
#[cfg(feature = "json")]
pub mod json;
#[cfg(any(feature = "cbor", feature = "json"))]
mod out;
#[cfg(feature = "params")]
pub mod params;
#[cfg(feature = "query")]
pub mod query;
#[cfg(any(feature = "cbor", feature = "json", feature = "serde", feature = "xml"))]
mod seen;
#[cfg(feature = "serde")]
pub(crate) mod serde;
#[cfg(feature = "xml")]
pub mod xml;
