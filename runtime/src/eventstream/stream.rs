//! Event streams as members of inputs and outputs.

use std::any::Any;
use std::fmt;
use std::future::poll_fn;
use std::iter;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::incoming::Incoming;
use crate::codec_error::{EncodeError, EncodeErrorKind};
use crate::error::ServiceError;
use crate::value::{
    AsSlot, AsValue, Events, ReceiveEvents, SendEvents, Shape, Slot, Value, Variants, VariantsMut,
    WriteEvent,
};

/// The events of a service's stream, as one union.
///
/// Generated crates implement it. It tells the errors that such a stream may end with.
pub trait Event: Shape + Variants + VariantsMut + Default + Send + 'static {
    /// What may go wrong.
    type Error: ServiceError;
}

/// A stream of events: to be sent with a request, or received with a response.
///
/// # Sending
/// Make one from the events, or from a [`Stream`] of them, and put it into an input. The request takes it out of
/// there, and its body writes an event when the HTTP client asks for more.
///
/// Each frame of that body is one whole message of the encoding. Where a service wants each event signed, wrap
/// the frames between the request and the HTTP client: the bytes of a frame are the payload of the signed message,
/// and an empty payload is the last.
///
/// # Receiving
/// An output of [`Operation::response`](crate::Operation::response) has all of its events: iterate over
/// [`events`](Self::events). One of [`Operation::streaming_response`](crate::Operation::streaming_response)
/// waits for them with [`recv`](Self::recv), in any async runtime, or as a [`Stream`]. Where nothing but bytes is
/// at hand, [`feed`](Self::feed) them, and call [`finish`](Self::finish) at their end.
///
/// An error that the service sends in place of an event ends the stream, as does a malformed message.
pub struct EventStream<E> {
    state: State<E>,
    /// What is received is made when it is asked for.
    made: PhantomData<fn() -> E>,
}

type Source<E> = Pin<Box<dyn Stream<Item = E> + Send>>;

enum State<E> {
    /// A request takes the events out of an input that it only borrows.
    Outgoing(Mutex<Option<Source<E>>>),
    Incoming(Box<Incoming>),
}

impl<E> EventStream<E> {
    /// A stream of events that are known already.
    pub fn from_events<I>(events: I) -> Self
    where
        I: IntoIterator<Item = E>,
        I::IntoIter: Send + 'static,
    {
        Self::wrap(Ready(events.into_iter()))
    }

    /// Takes any stream of events.
    pub fn wrap(events: impl Stream<Item = E> + Send + 'static) -> Self {
        Self::of(State::Outgoing(Mutex::new(Some(Box::pin(events)))))
    }

    fn of(state: State<E>) -> Self {
        Self { state, made: PhantomData }
    }

    /// Takes bytes of a response as they came, in pieces of any size.
    pub fn feed(&mut self, bytes: &[u8]) {
        if let State::Incoming(incoming) = &mut self.state {
            incoming.feed(bytes);
        }
    }

    /// Says that no more bytes will be fed. If they end within a message, that is an error after the last event.
    pub fn finish(&mut self) {
        if let State::Incoming(incoming) = &mut self.state {
            incoming.finish();
        }
    }
}

impl<E: Event> EventStream<E> {
    /// Waits for the next event; there is none after the last or after an error.
    ///
    /// No event is lost if the future is dropped.
    ///
    /// # Errors
    /// The service sent an error, the connection failed, or a message is malformed.
    pub async fn recv(&mut self) -> Result<Option<E>, E::Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// The next event, if all of it has come.
    ///
    /// # Errors
    /// As [`recv`](Self::recv).
    pub fn try_recv(&mut self) -> Result<Option<E>, E::Error> {
        match &mut self.state {
            State::Incoming(incoming) => incoming.try_recv(),
            State::Outgoing(source) => {
                match poll_source(source, &mut Context::from_waker(Waker::noop())) {
                    Poll::Ready(event) => Ok(event),
                    Poll::Pending => Ok(None),
                }
            }
        }
    }

    /// The events that have come: all of them where the response was there as bytes. An error is the last item.
    pub fn events(&mut self) -> impl Iterator<Item = Result<E, E::Error>> + '_ {
        iter::from_fn(|| self.try_recv().transpose())
    }
}

impl<E: Event> Stream for EventStream<E> {
    type Item = Result<E, E::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.state {
            State::Incoming(incoming) => incoming.poll_recv(context),
            State::Outgoing(source) => poll_source(source, context).map(|event| event.map(Ok)),
        }
    }
}

fn poll_source<E>(
    source: &mut Mutex<Option<Source<E>>>,
    context: &mut Context<'_>,
) -> Poll<Option<E>> {
    let place = source.get_mut().unwrap_or_else(PoisonError::into_inner);
    let Some(source) = place else { return Poll::Ready(None) };
    let event = ready!(source.as_mut().poll_next(context));
    if event.is_none() {
        *place = None;
    }
    Poll::Ready(event)
}

/// Nothing is pinned in place.
impl<E> Unpin for EventStream<E> {}

impl<E> Default for EventStream<E> {
    /// A stream without an event.
    fn default() -> Self {
        Self::of(State::Outgoing(Mutex::default()))
    }
}

impl<E: Send + 'static> From<Vec<E>> for EventStream<E> {
    fn from(events: Vec<E>) -> Self {
        Self::from_events(events)
    }
}

impl<E: Send + 'static, const N: usize> From<[E; N]> for EventStream<E> {
    fn from(events: [E; N]) -> Self {
        Self::from_events(events)
    }
}

impl<E> fmt::Debug for EventStream<E> {
    /// Shows whether it is sent or received, and no event.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.state {
            State::Outgoing(_) => "EventStream(to be sent)",
            State::Incoming(_) => "EventStream(received)",
        })
    }
}

/// Events that need not be waited for.
struct Ready<I>(I);

impl<I> Unpin for Ready<I> {}

impl<I: Iterator> Stream for Ready<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

impl<E: Shape + Variants + 'static> Events for Source<E> {
    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
        write: WriteEvent<'_>,
    ) -> Poll<Option<Result<Bytes, EncodeError>>> {
        let event = ready!(self.as_mut().poll_next(context));
        Poll::Ready(event.map(|event| write(E::SCHEMA, &event)))
    }
}

impl<E: Shape + Variants + 'static> SendEvents for EventStream<E> {
    fn take(&self) -> Result<Box<dyn Events>, EncodeError> {
        let State::Outgoing(source) = &self.state else {
            return Err(EncodeError::new(EncodeErrorKind::Unsupported));
        };
        let source = source.lock().unwrap_or_else(PoisonError::into_inner).take();
        let source = source.ok_or_else(|| EncodeError::new(EncodeErrorKind::Sent))?;
        Ok(Box::new(source))
    }
}

impl<E: 'static> ReceiveEvents for EventStream<E> {
    fn receive(&mut self, incoming: Box<dyn Any + Send>) {
        if let Ok(incoming) = incoming.downcast() {
            self.state = State::Incoming(incoming);
        }
    }

    fn incoming(&mut self) -> Option<&mut dyn Any> {
        match &mut self.state {
            State::Incoming(incoming) => Some(&mut **incoming),
            State::Outgoing(_) => None,
        }
    }
}

impl<E: Shape + Variants + 'static> AsValue for EventStream<E> {
    fn as_value(&self) -> Value<'_> {
        Value::Events(self)
    }
}

impl<E: 'static> AsSlot for EventStream<E> {
    fn as_slot(&mut self) -> Slot<'_> {
        Slot::Events(self)
    }
}
