//! Event streams: the [`application/vnd.amazon.eventstream`] encoding, and modelled events in it.
//!
//! Nothing here knows a socket. A [`Decoder`] is fed with bytes in any pieces and gives [`Message`]s, and a message
//! gives its bytes; [`read_event`] and [`write_event`] turn messages into the members of a union and back. An
//! [`EventStream`] does both for the members of inputs and outputs.
//!
//! [`application/vnd.amazon.eventstream`]: https://smithy.io/2.0/aws/amazon-eventstream.html

mod incoming;
mod stream;

pub use crate::codec::body::BodyCodec as EventCodec;
#[cfg(feature = "cbor")]
pub use crate::codec::body::CBOR;
#[cfg(feature = "xml")]
pub use crate::codec::body::REST_XML;
#[cfg(feature = "json")]
pub use crate::codec::body::{AWS_JSON, REST_JSON, RPC_V2_JSON};
pub use crate::event::{
    CONTENT_TYPE, Decoder, EventKind, Header, HeaderValue, Message, read_event, read_initial,
    request_body, write_event, write_initial_request,
};

pub(crate) use self::incoming::{poll_initial, read_output, set_body};
pub use self::stream::{Event, EventStream};
