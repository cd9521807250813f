//! What can go wrong in a call.

#[cfg_attr(
    not(any(feature = "cbor", feature = "json")),
    allow(dead_code, reason = "only codecs make these errors")
)]
mod codec;
mod decoder;
mod message;
mod retry;
mod service;

pub(crate) use self::codec::Segment;
pub use self::codec::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind};
pub use self::decoder::ModeledDecoder;
pub use self::retry::{Fault, Retry};
pub use self::service::{
    ErrorFacts, ErrorMetadata, Modeled, OtherError, OtherErrorKind, ServiceError, UnmodeledError,
};
pub(crate) use self::service::{fmt_error, source_of};
