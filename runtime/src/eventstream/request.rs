//! Event streams as the bodies of requests.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};

use super::codec::EventCodec;
use super::event::write_initial_request;
use super::incoming::stream_index;
use crate::error::EncodeError;
use crate::schema::Schema;
use crate::value::{Members, Value};
use crate::{Body, BoxError};

/// The body of an RPC request whose input holds an event stream: the message that comes before all events, and the
/// stream. There is none where the input holds no stream.
///
/// # Errors
/// The other members cannot be written, or the stream was sent before.
pub fn request_body(
    schema: &'static Schema,
    input: &dyn Members,
    codec: &'static dyn EventCodec,
) -> Result<Option<Body>, EncodeError> {
    let Some(index) = stream_index(schema) else { return Ok(None) };
    let first = match write_initial_request(schema, input, codec)? {
        Some(message) => message.encode()?.into(),
        None => Bytes::new(),
    };
    let rest = match input.member(index) {
        Value::Events(events) => events.send(codec)?,
        // A stream that is not set is one without an event.
        _ => Body::empty(),
    };
    Ok(Some(Body::wrap(Events { first, rest })))
}

/// A message, and more after it. Its length is not told, even where it is known: by the protocols, a request
/// with events has no `Content-Length`.
struct Events {
    first: Bytes,
    rest: Body,
}

impl HttpBody for Events {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.first.is_empty() {
            Pin::new(&mut self.rest).poll_frame(context)
        } else {
            Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.first)))))
        }
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_empty() && self.rest.is_end_stream()
    }
}
