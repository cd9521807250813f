//! What comes from a service as a stream of messages, whatever the events in them are.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http_body::Body as HttpBody;

use super::stream::Event;
use crate::body::Body;
use crate::codec::body::BodyCodec;
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::error::{ErrorMetadata, ModeledDecoder, OtherError, ServiceError, UnmodeledError};
use crate::event::{Decoder, EventKind, Message, read_event, read_initial, stream_index};
use crate::facts::{ErrorFacts, OperationFacts, RawResponse};
use crate::limits::Limits;
use crate::retry::Retry;
use crate::schema::{Member, Schema};
use crate::value::{AsSlot, MembersMut, ReceiveEvents, Slot, VariantsMut};

/// Messages, and what is needed to read events from them.
pub(super) struct Incoming {
    facts: &'static OperationFacts,
    codec: &'static dyn BodyCodec,
    limits: Limits,
    /// What the head of the response says; errors in the stream share it.
    metadata: ErrorMetadata,
    decoder: Decoder,
    /// A message that was looked at, and is still to be read.
    held: Option<Message>,
    source: Source,
}

/// Where more bytes come from.
enum Source {
    /// Whoever has the stream.
    Fed,
    Body(Body),
    /// All bytes have come.
    Ended,
    /// The stream has ended, or failed.
    Done,
}

/// The message that comes before all events, if there is one.
enum Initial {
    Message(Message),
    None,
    NotYet,
}

/// Why there is no event.
enum Failure {
    /// An error of the model, by its index.
    Modeled(Box<Exception>),
    Other(OtherError),
}

struct Exception {
    index: usize,
    message: Message,
    metadata: ErrorMetadata,
}

impl Incoming {
    /// What comes with a response. One without a byte in its body is to be fed.
    fn new(
        facts: &'static OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> Result<Self, DecodeError> {
        let codec = facts.protocol().event_codec();
        let codec = codec.ok_or_else(|| DecodeError::in_head(DecodeErrorKind::Unsupported))?;
        let mut decoder = Decoder::new(limits);
        decoder.feed(response.body());
        let source = if response.body().is_empty() { Source::Fed } else { Source::Ended };
        let metadata = ErrorMetadata {
            request_id: response.request_id().map(str::to_owned),
            extended_request_id: response.header("x-amz-id-2").map(str::to_owned),
            status: response.status(),
            ..ErrorMetadata::default()
        };
        Ok(Self { facts, codec, limits: *limits, metadata, decoder, held: None, source })
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if matches!(self.source, Source::Fed) {
            self.decoder.feed(bytes);
        }
    }

    /// Says that no more bytes will come.
    pub(super) fn finish(&mut self) {
        if matches!(self.source, Source::Fed) {
            self.source = Source::Ended;
        }
    }

    /// The next event, if all of it has come.
    pub(super) fn try_recv<E: Event>(&mut self) -> Result<Option<E>, E::Error> {
        let mut event = E::default();
        match self.read(E::SCHEMA, E::Error::ERRORS, &mut event) {
            Ok(true) => Ok(Some(event)),
            Ok(false) => Ok(None),
            Err(failure) => {
                self.source = Source::Done;
                Err(self.error(failure))
            }
        }
    }

    pub(super) fn poll_recv<E: Event>(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<E, E::Error>>> {
        loop {
            if let Some(event) = self.try_recv().transpose() {
                return Poll::Ready(Some(event));
            }
            match ready!(self.poll_more(context)) {
                Ok(true) => {}
                Ok(false) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
    }

    fn error<E: ServiceError>(&self, failure: Failure) -> E {
        match failure {
            Failure::Other(error) => error.into(),
            Failure::Modeled(exception) => {
                let Exception { index, message, metadata } = *exception;
                let mut decoder = ModeledDecoder::of_message(
                    self.facts,
                    &message,
                    self.codec,
                    &self.limits,
                    metadata,
                );
                E::modeled(index, &mut decoder).unwrap_or_else(E::from)
            }
        }
    }

    /// Waits for more bytes; `false` if there are none to wait for.
    fn poll_more(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, OtherError>> {
        let Source::Body(body) = &mut self.source else { return Poll::Ready(Ok(false)) };
        Poll::Ready(match ready!(Pin::new(body).poll_frame(context)) {
            // A frame without data holds trailers, which mean nothing here.
            Some(Ok(frame)) => {
                self.decoder.feed(&frame.into_data().unwrap_or_default());
                Ok(true)
            }
            None => {
                self.source = Source::Ended;
                Ok(true)
            }
            Some(Err(error)) => {
                self.source = Source::Done;
                Err(OtherError::body(error, self.metadata.clone()))
            }
        })
    }

    /// The next message, if all of it has come.
    fn next_message(&mut self) -> Result<Option<Message>, DecodeError> {
        if let Some(message) = self.held.take() {
            return Ok(Some(message));
        }
        if matches!(self.source, Source::Done) {
            return Ok(None);
        }
        let message = self.decoder.next_message()?;
        if message.is_none() && matches!(self.source, Source::Ended) {
            self.decoder.finish()?;
            self.source = Source::Done;
        }
        Ok(message)
    }

    /// Reads the next event, if all of it has come.
    fn read(
        &mut self,
        schema: &'static Schema,
        errors: &'static [ErrorFacts],
        event: &mut dyn VariantsMut,
    ) -> Result<bool, Failure> {
        while let Some(message) = self.next_message().map_err(|error| self.malformed(error))? {
            match EventKind::of(&message).map_err(|error| self.malformed(error))? {
                EventKind::Event(name) => {
                    read_event(&message, name, self.codec, &self.limits, schema, event)
                        .map_err(|error| self.malformed(error))?;
                    return Ok(true);
                }
                EventKind::Exception(name) => {
                    let code = exception_code(schema, name);
                    return Err(self.exception(errors, &code, message));
                }
                EventKind::Error { code, message } => {
                    return Err(self.unmodeled_error(code, message));
                }
                // Whoever did not ask for it does not need it.
                EventKind::InitialResponse => {}
                EventKind::InitialRequest => {
                    let expected = "a message of a service";
                    let error = DecodeError::in_head(DecodeErrorKind::Syntax(expected));
                    return Err(self.malformed(error));
                }
            }
        }
        Ok(false)
    }

    #[cold]
    fn malformed(&self, error: DecodeError) -> Failure {
        Failure::Other(OtherError::decode(error, self.metadata.clone()))
    }

    #[cold]
    fn unmodeled_error(&self, code: Option<&str>, message: Option<&str>) -> Failure {
        let metadata = self.error_metadata(None, code, message);
        Failure::Other(UnmodeledError::new(metadata, bytes::Bytes::new()).into())
    }

    #[cold]
    fn exception(&self, errors: &[ErrorFacts], code: &str, message: Message) -> Failure {
        let index = self.facts.error_called(code, errors);
        let facts = index.and_then(|index| errors.get(index));
        let text = error_message(&message, self.codec, &self.limits);
        let metadata = self.error_metadata(facts, Some(code), text.as_deref());
        match index {
            Some(index) => Failure::Modeled(Box::new(Exception { index, message, metadata })),
            None => Failure::Other(UnmodeledError::new(metadata, message.payload).into()),
        }
    }

    fn error_metadata(
        &self,
        facts: Option<&ErrorFacts>,
        code: Option<&str>,
        message: Option<&str>,
    ) -> ErrorMetadata {
        ErrorMetadata {
            code: code.map(str::to_owned),
            message: message.map(str::to_owned),
            retry: Retry::of_error(facts, code, self.metadata.status, None),
            ..self.metadata.clone()
        }
    }

    /// Looks at the first message.
    fn initial(&mut self) -> Result<Initial, DecodeError> {
        if self.held.is_some() || matches!(self.source, Source::Done) {
            return Ok(Initial::None);
        }
        let Some(message) = self.next_message()? else {
            let is_done = matches!(self.source, Source::Done);
            return Ok(if is_done { Initial::None } else { Initial::NotYet });
        };
        if EventKind::of(&message) == Ok(EventKind::InitialResponse) {
            return Ok(Initial::Message(message));
        }
        self.held = Some(message);
        Ok(Initial::None)
    }

    /// Waits for the first message.
    fn poll_initial(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Message>, OtherError>> {
        loop {
            match self.initial() {
                Ok(Initial::Message(message)) => return Poll::Ready(Ok(Some(message))),
                Ok(Initial::None) => return Poll::Ready(Ok(None)),
                Ok(Initial::NotYet) => {}
                Err(error) => {
                    let error = OtherError::decode(error, self.metadata.clone());
                    return Poll::Ready(Err(error));
                }
            }
            if !ready!(self.poll_more(context))? {
                return Poll::Ready(Ok(None));
            }
        }
    }
}

/// Reads an output that holds an event stream: what the head has, what the first message has, and the stream.
pub(crate) fn read_output(
    facts: &'static OperationFacts,
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    output: &mut dyn MembersMut,
) -> Result<Vec<DecodeError>, DecodeError> {
    let head = RawResponse::new(response.status(), response.headers(), &[]);
    let unread = facts.protocol().read_output(facts, &head, limits, schema, output)?;
    let Some(index) = stream_index(schema) else { return Ok(unread) };
    let mut incoming = Incoming::new(facts, response, limits)?;
    if let Initial::Message(message) = incoming.initial()? {
        read_initial(&message, incoming.codec, limits, schema, output)?;
    }
    if let Slot::Events(events) = output.member_mut(index) {
        events.receive(Box::new(incoming));
    }
    Ok(unread)
}

/// What comes into a stream, if it is one that receives.
fn incoming_of(events: &mut dyn ReceiveEvents) -> Option<&mut Incoming> {
    events.incoming()?.downcast_mut()
}

/// Has a stream that receives take its bytes from a body.
pub(crate) fn set_body(events: &mut dyn ReceiveEvents, body: Body) {
    if let Some(incoming) = incoming_of(events) {
        incoming.source = Source::Body(body);
    }
}

/// Waits for the first message of a stream, and fills the output with what it holds.
pub(crate) fn poll_initial(
    schema: &'static Schema,
    output: &mut dyn MembersMut,
    context: &mut Context<'_>,
) -> Poll<Result<(), OtherError>> {
    let Some(index) = stream_index(schema) else { return Poll::Ready(Ok(())) };
    let Slot::Events(events) = output.member_mut(index) else { return Poll::Ready(Ok(())) };
    let Some(incoming) = incoming_of(events) else { return Poll::Ready(Ok(())) };
    let Some(message) = ready!(incoming.poll_initial(context))? else {
        return Poll::Ready(Ok(()));
    };
    let (codec, limits, metadata) = (incoming.codec, incoming.limits, incoming.metadata.clone());
    let read = read_initial(&message, codec, &limits, schema, output);
    Poll::Ready(read.map_err(|error| OtherError::decode(error, metadata)))
}

/// The name of an error's shape, where the union has a member for it.
fn exception_code(schema: &Schema, name: &str) -> String {
    let member = schema.members().iter().find(|member| member.name() == name);
    match member.and_then(Member::target) {
        Some(target) => target.name().to_owned(),
        None => name.to_owned(),
    }
}

/// The message of an error, for people to read. Services are not of one mind about the case of its name.
fn error_message(message: &Message, codec: &dyn BodyCodec, limits: &Limits) -> Option<String> {
    static ERROR: Schema =
        Schema::structure("Error", &[Member::new("message"), Member::new("Message")]);
    let mut text = Text(None);
    // An error that cannot be read says nothing, and is no other error for that.
    codec.read(&message.payload, limits, &ERROR, &mut text).ok()?;
    text.0
}

struct Text(Option<String>);

impl MembersMut for Text {
    fn member_mut(&mut self, _: usize) -> Slot<'_> {
        self.0.as_slot()
    }
}
