//! Event streams, as far as values know them: how events are handed out, and where those that come are put.

use std::any::Any;
use std::fmt;
#[cfg(feature = "eventstream")]
use std::task::{Context, Poll};

#[cfg(feature = "eventstream")]
use bytes::Bytes;

#[cfg(feature = "eventstream")]
use super::Variants;
#[cfg(feature = "eventstream")]
use crate::codec_error::EncodeError;
#[cfg(feature = "eventstream")]
use crate::schema::Schema;

/// An event stream that can be sent.
#[doc(hidden)]
pub trait SendEvents: fmt::Debug {
    /// Takes the events out.
    ///
    /// # Errors
    /// They were taken before, or came from a service.
    #[cfg(feature = "eventstream")]
    fn take(&self) -> Result<Box<dyn Events>, EncodeError>;
}

/// Events to be sent, whatever their type is.
#[cfg(feature = "eventstream")]
#[doc(hidden)]
pub trait Events: Send {
    /// The next event, as `write` makes bytes of it, once it is there.
    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
        write: WriteEvent<'_>,
    ) -> Poll<Option<Result<Bytes, EncodeError>>>;
}

/// Makes bytes of an event: a union, with its schema.
#[cfg(feature = "eventstream")]
pub(crate) type WriteEvent<'a> =
    &'a dyn Fn(&'static Schema, &dyn Variants) -> Result<Bytes, EncodeError>;

/// An event stream that can be received. It is `Any`, so that a test which knows the events can put some there.
///
/// What comes is opaque here: whoever reads messages puts it there, and finds it again.
#[doc(hidden)]
pub trait ReceiveEvents: Any {
    /// Takes what comes from the service.
    #[cfg(feature = "eventstream")]
    fn receive(&mut self, incoming: Box<dyn Any + Send>);

    /// What comes from the service, if it was taken before.
    #[cfg(feature = "eventstream")]
    fn incoming(&mut self) -> Option<&mut dyn Any>;
}
