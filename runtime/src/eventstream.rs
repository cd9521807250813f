//! Event streams: the [`application/vnd.amazon.eventstream`] encoding, and modelled events in it.
//!
//! Nothing here knows a socket. A [`Decoder`] is fed with bytes in any pieces and gives [`Message`]s, and a message
//! gives its bytes; [`read_event`] and [`write_event`] turn messages into the members of a union and back. An
//! [`EventStream`] does both for the members of inputs and outputs.
//!
//! [`application/vnd.amazon.eventstream`]: https://smithy.io/2.0/aws/amazon-eventstream.html

mod codec;
mod decode;
mod encode;
mod event;
mod header;
mod incoming;
mod message;
mod request;
mod stream;

#[cfg(feature = "cbor")]
pub use self::codec::CBOR;
pub use self::codec::EventCodec;
#[cfg(feature = "xml")]
pub use self::codec::REST_XML;
#[cfg(feature = "json")]
pub use self::codec::{AWS_JSON, REST_JSON, RPC_V2_JSON};
pub use self::decode::Decoder;
pub(crate) use self::event::read_structure;
pub use self::event::{EventKind, read_event, read_initial, write_event, write_initial_request};
#[doc(hidden)]
pub use self::incoming::Incoming;
pub(crate) use self::incoming::{poll_initial, read_output};
pub use self::message::{Header, HeaderValue, Message};
pub use self::request::request_body;
pub use self::stream::{Event, EventStream};

/// The media type of the encoding.
pub const CONTENT_TYPE: &str = "application/vnd.amazon.eventstream";
