//! Event streams as the bodies of requests.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};

use super::modeled::{stream_index, write_event, write_initial_request};
use crate::body::{Body, BoxError};
use crate::codec::body::BodyCodec;
use crate::codec_error::EncodeError;
use crate::schema::Schema;
use crate::value::{Events, Members, SendEvents, Value};

/// The body of an RPC request whose input holds an event stream: the message that comes before all events, and the
/// stream. There is none where the input holds no stream.
///
/// # Errors
/// The other members cannot be written, or the stream was sent before.
pub fn request_body(
    schema: &'static Schema,
    input: &dyn Members,
    codec: &'static dyn BodyCodec,
) -> Result<Option<Body>, EncodeError> {
    let Some(index) = stream_index(schema) else { return Ok(None) };
    let first = match write_initial_request(schema, input, codec)? {
        Some(message) => message.encode()?.into(),
        None => Bytes::new(),
    };
    let rest = match input.member(index) {
        Value::Events(events) => stream_body(events, codec)?,
        // A stream that is not set is one without an event.
        _ => Body::empty(),
    };
    Ok(Some(Body::wrap(FirstAndRest { first, rest })))
}

/// A message, and more after it. Its length is not told, even where it is known: by the protocols, a request
/// with events has no `Content-Length`.
struct FirstAndRest {
    first: Bytes,
    rest: Body,
}

impl HttpBody for FirstAndRest {
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

/// The body that has a frame for each event of a stream.
///
/// # Errors
/// The events were taken before, or came from a service.
pub(crate) fn stream_body(
    events: &dyn SendEvents,
    codec: &'static dyn BodyCodec,
) -> Result<Body, EncodeError> {
    Ok(Body::wrap(Frames { events: Some(events.take()?), codec }))
}

/// Events as the frames of a body, each written when it is asked for. How long it is nobody knows.
struct Frames {
    events: Option<Box<dyn Events>>,
    codec: &'static dyn BodyCodec,
}

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let codec = self.codec;
        let Some(events) = &mut self.events else { return Poll::Ready(None) };
        let event = ready!(events.poll_event(context, &|schema, event| {
            let message = write_event(schema, event, codec)?;
            message.encode().map(Bytes::from)
        }));
        // What cannot be written ends the stream as well.
        if !matches!(event, Some(Ok(_))) {
            self.events = None;
        }
        Poll::Ready(event.map(|event| event.map(Frame::data).map_err(Into::into)))
    }
}
