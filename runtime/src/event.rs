//! Messages of the [`application/vnd.amazon.eventstream`] encoding, and modelled events in them.
//!
//! [`application/vnd.amazon.eventstream`]: https://smithy.io/2.0/aws/amazon-eventstream.html

mod decode;
mod encode;
mod header;
mod message;
mod modeled;
mod request;

pub use self::decode::Decoder;
pub use self::message::{Header, HeaderValue, Message};
pub use self::modeled::{EventKind, read_event, read_initial, write_event, write_initial_request};
pub(crate) use self::modeled::{read_structure, stream_index};
pub use self::request::request_body;
#[cfg(feature = "rest")]
pub(crate) use self::request::stream_body;

/// The media type of the encoding.
pub const CONTENT_TYPE: &str = "application/vnd.amazon.eventstream";
