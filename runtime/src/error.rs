//! Errors of services, and what else can go wrong in a call.

mod decoder;
mod message;
mod retry;
mod service;

pub use self::decoder::ModeledDecoder;
pub use self::service::{
    ErrorMetadata, Modeled, OtherError, OtherErrorKind, ServiceError, UnmodeledError,
};
pub(crate) use self::service::{fmt_error, source_of};
