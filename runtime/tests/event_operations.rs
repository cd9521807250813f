//! Operations whose input and output are streams of events, in every protocol that has them.
//!
//! Frames and payloads are written by hand, from Smithy's specification of the encoding and of the protocols.

#![allow(unreachable_pub, reason = "the shapes are written as a library's")]

#[path = "eventstream/frames.rs"]
mod frames;
#[macro_use]
#[path = "eventstream/macros.rs"]
mod macros;
#[path = "eventstream/exceptions.rs"]
mod exceptions;

use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use http::{HeaderMap, StatusCode};
use http_body::{Body as HttpBody, Frame};
use smithgen_runtime::eventstream::CONTENT_TYPE;
use smithgen_runtime::{
    Body, BoxError, Bytes, DecodeErrorKind, EncodeErrorKind, Operation, OtherErrorKind, Response,
    Retry, ServiceError, v1 as rt,
};

use self::frames::{sound_frame, string_header};

structure! {
    Words, WORDS,
    0: text: Option<String> = rt::Member::new("text"),
}

structure! {
    Audio, AUDIO,
    0: chunk: Option<Bytes> = rt::Member::new("chunk").with(&[rt::Trait::EventPayload]),
}

structure! {
    TooLoud, TOO_LOUD,
    0: message: Option<String> = rt::Member::new("Message"),
    1: decibels: Option<i32> = rt::Member::new("decibels"),
}

structure! {
    Overloaded, OVERLOADED,
    0: after: Option<i32> = rt::Member::new("after").with(&[rt::Trait::EventHeader]),
    1: text: Option<String> = rt::Member::new("text"),
}

structure! {
    Hushed, HUSHED,
    0: detail: Option<String> = rt::Member::new("detail")
        .sensitive()
        .json_name("message")
        .with(&[rt::Trait::XmlName("message")]),
    1: message: Option<String> = rt::Member::new("Message"),
}

union! {
    Speech, SPEECH,
    0: Words(Words) = rt::Member::new("words").of(&WORDS),
    1: Audio(Audio) = rt::Member::new("audio").of(&AUDIO),
    2: TooLoud(TooLoud) = rt::Member::new("tooLoud").of(&TOO_LOUD).with(&[rt::Trait::Exception]),
    3: Overloaded(Overloaded) =
        rt::Member::new("overloaded").of(&OVERLOADED).with(&[rt::Trait::Exception]),
    4: Hushed(Hushed) = rt::Member::new("hushed").of(&HUSHED).with(&[rt::Trait::Exception]),
}

impl rt::Event for Speech {
    type Error = Error;
}

structure! {
    streaming Talk, TALK,
    0: session: Option<String> =
        rt::Member::new("session").with(&[rt::Trait::HttpHeader("x-session")]),
    1: speech: Option<rt::EventStream<Speech>> =
        rt::Member::new("speech").with(&[rt::Trait::HttpPayload, rt::Trait::EventStream]),
}

#[derive(Debug)]
enum Error {
    TooLoud(rt::Modeled<TooLoud>),
    Overloaded(rt::Modeled<Overloaded>),
    Hushed(rt::Modeled<Hushed>),
    Other(rt::OtherError),
}

impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::ErrorFacts] = &[
        rt::ErrorFacts::new("TooLoud").retry(rt::Retry::Throttling).http_status(400),
        rt::ErrorFacts::new("Overloaded").http_status(503),
        rt::ErrorFacts::new("Hushed"),
    ];

    fn modeled(index: usize, decoder: &mut rt::ModeledDecoder<'_>) -> Result<Self, rt::OtherError> {
        match index {
            0 => decoder.decode().map(Self::TooLoud),
            1 => decoder.decode().map(Self::Overloaded),
            2 => decoder.decode().map(Self::Hushed),
            _ => decoder.unmodeled(),
        }
    }

    fn metadata(&self) -> Option<&rt::ErrorMetadata> {
        match self {
            Self::TooLoud(error) => Some(error.metadata()),
            Self::Overloaded(error) => Some(error.metadata()),
            Self::Hushed(error) => Some(error.metadata()),
            Self::Other(error) => error.metadata(),
        }
    }

    fn other(&self) -> Option<&rt::OtherError> {
        match self {
            Self::TooLoud(_) | Self::Overloaded(_) | Self::Hushed(_) => None,
            Self::Other(error) => Some(error),
        }
    }
}

rt::service_error!(Error);

macro_rules! operation {
    ($name:ident, $protocol:ident) => {
        struct $name;

        impl rt::Operation for $name {
            type Input = Talk;
            type Output = Talk;
            type Error = Error;

            const FACTS: &'static rt::OperationFacts = {
                static SERVICE: rt::ServiceFacts =
                    rt::ServiceFacts::new("Talks", "2025-01-02", &rt::$protocol);
                static FACTS: rt::OperationFacts = rt::OperationFacts::of(&SERVICE)
                    .named("Talk")
                    .http("POST", "/talk", 200)
                    .event_output();
                &FACTS
            };
        }
    };
}

operation!(AwsJson, AWS_JSON_1_1);
operation!(RestJson, REST_JSON_1);
operation!(RestXml, REST_XML);
operation!(RpcV2Cbor, RPC_V2_CBOR);
operation!(RpcV2Json, RPC_V2_JSON);

/// What a response turns into.
type Read = Result<Response<Talk>, Error>;

/// How a protocol writes.
struct Wire {
    name: &'static str,
    request: fn(&Talk) -> Result<http::Request<Body>, Error>,
    response: fn(&http::Response<Vec<u8>>) -> Read,
    streaming: fn(http::Response<Body>) -> Read,
    initial: fn(http::Response<Body>) -> Read,
    /// The type of payloads.
    media_type: &'static str,
    /// `Words` of the text `hi`.
    words: &'static [u8],
    /// `TooLoud` of 130 decibels, with the message `ouch`.
    too_loud: &'static [u8],
    /// Words whose text is a number.
    wrong_words: &'static [u8],
    /// `TooLoud` of decibels that are no number.
    wrong_too_loud: &'static [u8],
    /// The session `s`, where it goes in a message of its own.
    session: Option<&'static [u8]>,
    /// What every message of the protocol has in its head, beside the types of contents.
    header: Option<(&'static str, &'static str)>,
    /// What a request has besides.
    request_header: Option<(&'static str, &'static str)>,
}

macro_rules! wire {
    ($operation:ident { $($field:ident: $value:expr,)* }) => {
        Wire {
            name: stringify!($operation),
            request: $operation::request,
            response: |response| $operation::response(response),
            streaming: $operation::streaming_response,
            initial: |response| block_on($operation::initial_response(response)),
            $($field: $value,)*
        }
    };
}

const JSON_WORDS: &[u8] = br#"{"text":"hi"}"#;
const JSON_TOO_LOUD: &[u8] = br#"{"Message":"ouch","decibels":130}"#;
const JSON_WRONG: &[u8] = br#"{"text":1}"#;
const JSON_WRONG_TOO_LOUD: &[u8] = br#"{"decibels":"x","Message":"ouch"}"#;
const JSON_SESSION: &[u8] = br#"{"session":"s"}"#;

fn wires() -> [Wire; 5] {
    [
        wire!(AwsJson {
            media_type: "application/json",
            words: JSON_WORDS,
            too_loud: JSON_TOO_LOUD,
            wrong_words: JSON_WRONG,
            wrong_too_loud: JSON_WRONG_TOO_LOUD,
            session: Some(JSON_SESSION),
            header: None,
            request_header: Some(("x-amz-target", "Talks.Talk")),
        }),
        wire!(RestJson {
            media_type: "application/json",
            words: JSON_WORDS,
            too_loud: JSON_TOO_LOUD,
            wrong_words: JSON_WRONG,
            wrong_too_loud: JSON_WRONG_TOO_LOUD,
            session: None,
            header: Some(("x-session", "s")),
            request_header: None,
        }),
        wire!(RestXml {
            media_type: "application/xml",
            words: b"<Words><text>hi</text></Words>",
            too_loud: b"<TooLoud><Message>ouch</Message><decibels>130</decibels></TooLoud>",
            wrong_words: b"<Words><text><b/></text></Words>",
            wrong_too_loud: b"<TooLoud><decibels>x</decibels><Message>ouch</Message></TooLoud>",
            session: None,
            header: Some(("x-session", "s")),
            request_header: None,
        }),
        wire!(RpcV2Cbor {
            media_type: "application/cbor",
            words: b"\xbf\x64text\x62hi\xff",
            too_loud: b"\xbf\x67Message\x64ouch\x68decibels\x18\x82\xff",
            wrong_words: b"\xbf\x64text\x01\xff",
            wrong_too_loud: b"\xbf\x68decibels\x61x\x67Message\x64ouch\xff",
            session: Some(b"\xbf\x67session\x61s\xff"),
            header: Some(("smithy-protocol", "rpc-v2-cbor")),
            request_header: None,
        }),
        wire!(RpcV2Json {
            media_type: "application/json",
            words: JSON_WORDS,
            too_loud: JSON_TOO_LOUD,
            wrong_words: JSON_WRONG,
            wrong_too_loud: JSON_WRONG_TOO_LOUD,
            session: Some(JSON_SESSION),
            header: Some(("smithy-protocol", "rpc-v2-json")),
            request_header: None,
        }),
    ]
}

/// A message that is an event.
fn event(name: &str, media_type: &str, payload: &[u8]) -> Vec<u8> {
    typed("event", ":event-type", name, media_type, payload)
}

fn typed(kind: &str, header: &str, name: &str, media_type: &str, payload: &[u8]) -> Vec<u8> {
    let headers = [
        string_header(":message-type", kind),
        string_header(header, name),
        string_header(":content-type", media_type),
    ];
    sound_frame(&headers, payload)
}

impl Wire {
    fn words(&self) -> Vec<u8> {
        event("words", self.media_type, self.words)
    }

    fn too_loud(&self) -> Vec<u8> {
        typed("exception", ":exception-type", "tooLoud", self.media_type, self.too_loud)
    }

    /// The message before all events.
    fn initial(&self, name: &str) -> Vec<u8> {
        self.session.map_or(Vec::new(), |session| event(name, self.media_type, session))
    }

    fn head<B>(&self, body: B) -> http::Response<B> {
        let mut response = http::Response::new(body);
        let headers = response.headers_mut();
        headers.insert("content-type", CONTENT_TYPE.parse().expect("a header"));
        headers.insert("x-amzn-requestid", "id".parse().expect("a header"));
        if let Some((name, value)) = self.header {
            headers.insert(name, value.parse().expect("a header"));
        }
        response
    }

    /// The events of a response that has these messages, after the first where there is one.
    fn read(&self, messages: &[Vec<u8>]) -> Vec<Result<Speech, Error>> {
        let body = [&self.initial("initial-response"), &messages.concat()[..]].concat();
        let read = (self.response)(&self.head(body)).expect(self.name);
        assert_eq!(read.output.session.as_deref(), Some("s"), "{}", self.name);
        events(read.output)
    }

    /// The error that comes after some words.
    fn fails(&self, message: Vec<u8>) -> Error {
        let mut events = self.read(&[self.words(), message, self.words()]).into_iter();
        assert_eq!(events.next().expect("words").expect(self.name), words(), "{}", self.name);
        let error = events.next().expect("an error").expect_err(self.name);
        assert!(events.next().is_none(), "{}", self.name);
        error
    }
}

fn words() -> Speech {
    Speech::Words(Words { text: Some("hi".into()) })
}

fn audio() -> Speech {
    Speech::Audio(Audio { chunk: Some(Bytes::from_static(&[0, 255])) })
}

fn events(output: Talk) -> Vec<Result<Speech, Error>> {
    output.speech.expect("a stream").events().collect()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// Pieces of a body, each of which makes its reader wait.
struct Pieces {
    pieces: VecDeque<Result<Vec<u8>, &'static str>>,
    is_ready: bool,
}

impl Pieces {
    fn body(pieces: impl IntoIterator<Item = Result<Vec<u8>, &'static str>>) -> Body {
        Body::wrap(Self { pieces: pieces.into_iter().collect(), is_ready: false })
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.is_ready = !self.is_ready;
        if self.is_ready {
            return Poll::Pending;
        }
        let piece = self.pieces.pop_front();
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece?.into()))))
    }
}

/// The frames of a body, and whether its length is told.
fn body_frames(body: Body) -> (Vec<Bytes>, Option<u64>) {
    let length = body.size_hint().exact();
    let mut body = pin!(body);
    let mut context = Context::from_waker(Waker::noop());
    let mut frames = Vec::new();
    while let Poll::Ready(Some(frame)) = body.as_mut().poll_frame(&mut context) {
        frames.push(frame.expect("a frame").into_data().expect("data"));
    }
    (frames, length)
}

fn sorted(map: &HeaderMap) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> =
        map.iter().map(|(name, value)| (name.as_str(), value.to_str().expect("text"))).collect();
    headers.sort_unstable();
    headers
}

#[test]
fn a_request_has_a_frame_for_each_event() {
    for wire in wires() {
        let speech = Some([words(), audio()].into());
        let input = Talk { session: Some("s".into()), speech };
        let request = (wire.request)(&input).expect(wire.name);
        let mut expected = vec![("accept", CONTENT_TYPE), ("content-type", CONTENT_TYPE)];
        expected.extend(wire.header);
        expected.extend(wire.request_header);
        assert_eq!(sorted(request.headers()), expected, "{}", wire.name);
        let (frames, length) = body_frames(request.into_body());
        assert_eq!(length, None, "{}", wire.name);
        let mut expected = vec![
            wire.initial("initial-request"),
            wire.words(),
            event("audio", "application/octet-stream", &[0, 255]),
        ];
        expected.retain(|frame| !frame.is_empty());
        assert_eq!(frames, expected, "{}", wire.name);

        let error = (wire.request)(&input).expect_err("the stream is gone");
        let Error::Other(other) = error else { panic!("{}: {error:?}", wire.name) };
        let OtherErrorKind::Encode(error) = other.kind() else { panic!("{other:?}") };
        assert_eq!(error.kind(), EncodeErrorKind::Sent, "{}", wire.name);
    }
}

#[test]
fn a_test_double_may_send_exceptions() {
    for wire in wires() {
        let error = TooLoud { message: Some("ouch".into()), decibels: Some(130) };
        let speech = Some(vec![Speech::TooLoud(error)].into());
        let request = (wire.request)(&Talk { session: None, speech }).expect(wire.name);
        let (frames, _) = body_frames(request.into_body());
        assert_eq!(frames.last().expect("a frame"), &wire.too_loud(), "{}", wire.name);
    }
}

#[test]
fn an_event_that_cannot_be_written_ends_the_body() {
    for wire in wires() {
        let speech = Some(vec![Speech::Unknown("new".into()), words()].into());
        let request = (wire.request)(&Talk { session: None, speech }).expect(wire.name);
        let mut body = request.into_body();
        let mut failures = 0;
        let mut context = Context::from_waker(Waker::noop());
        while let Poll::Ready(Some(frame)) = Pin::new(&mut body).poll_frame(&mut context) {
            assert_eq!(failures, 0, "{}", wire.name);
            failures += usize::from(frame.is_err());
        }
        assert_eq!(failures, 1, "{}", wire.name);
    }
}

#[test]
fn a_response_that_is_there_has_all_its_events() {
    for wire in wires() {
        let messages = [
            wire.words(),
            event("audio", "application/octet-stream", &[0, 255]),
            event("new", wire.media_type, b"?"),
        ];
        let events: Result<Vec<Speech>, Error> = wire.read(&messages).into_iter().collect();
        let expected = [words(), audio(), Speech::Unknown("new".into())];
        assert_eq!(events.expect(wire.name), expected, "{}", wire.name);
        assert!(wire.read(&[]).is_empty(), "{}", wire.name);
    }
}

#[test]
fn an_exception_is_the_services_error_and_ends_the_stream() {
    for wire in wires() {
        let error = wire.fails(wire.too_loud());
        assert_eq!((error.code(), error.message()), (Some("TooLoud"), Some("ouch")));
        assert_eq!((error.request_id(), error.status()), (Some("id"), Some(StatusCode::OK)));
        assert_eq!(error.retry(), Retry::Throttling);
        let Error::TooLoud(error) = error else { panic!("{}: {error:?}", wire.name) };
        let expected = TooLoud { message: Some("ouch".into()), decibels: Some(130) };
        assert_eq!(*error, expected, "{}", wire.name);
    }
}

/// `message` is the sensitive member in protocols that use `@jsonName` or `@xmlName`, and an
/// unknown member in the others.
#[test]
fn an_exception_shows_no_sensitive_message() {
    for wire in wires() {
        let lower = |byte: &u8| if *byte == b'M' { b'm' } else { *byte };
        let payload: Vec<u8> = wire.too_loud.iter().map(lower).collect();
        let exception = typed("exception", ":exception-type", "hushed", wire.media_type, &payload);
        let error = wire.fails(exception);
        let is_named = wire.name.starts_with("Rest");
        let expected = if is_named { "*** redacted ***" } else { "ouch" };
        assert_eq!(error.message(), (!is_named).then_some("ouch"), "{}", wire.name);
        assert_eq!(error.to_string(), format!("Hushed: {expected} (request id id)"));
        let Error::Hushed(hushed) = &error else { panic!("{}: {error:?}", wire.name) };
        assert_eq!(hushed.detail.as_deref(), is_named.then_some("ouch"), "{}", wire.name);
        assert_eq!(format!("{error:?}").contains("ouch"), !is_named, "{error:?}");
    }
}

#[test]
fn an_exception_that_the_model_lacks_keeps_what_it_says() {
    for wire in wires() {
        let exception = typed(
            "exception",
            ":exception-type",
            "ThrottlingException",
            wire.media_type,
            wire.too_loud,
        );
        let error = wire.fails(exception);
        assert_eq!((error.code(), error.message()), (Some("ThrottlingException"), Some("ouch")));
        assert_eq!(error.retry(), Retry::Throttling);
        let Error::Other(other) = error else { panic!("{}: {error:?}", wire.name) };
        let OtherErrorKind::Unmodeled(error) = other.kind() else { panic!("{other:?}") };
        assert_eq!(error.body(), wire.too_loud, "{}", wire.name);
    }
}

#[test]
fn an_error_beyond_the_model_has_a_code_and_a_message() {
    for wire in wires() {
        let headers = [
            string_header(":message-type", "error"),
            string_header(":error-code", "InternalFailure"),
            string_header(":error-message", "Out of tape"),
        ];
        let error = wire.fails(sound_frame(&headers, b""));
        assert_eq!((error.code(), error.message()), (Some("InternalFailure"), Some("Out of tape")));
        assert!(matches!(error, Error::Other(_)), "{}", wire.name);
    }
}

fn decode_error(error: &Error) -> (DecodeErrorKind, String) {
    let Some(OtherErrorKind::Decode { error, .. }) = error.other().map(rt::OtherError::kind) else {
        panic!("{error:?}");
    };
    (error.kind(), error.path())
}

#[test]
fn what_is_malformed_comes_after_what_is_sound() {
    for wire in wires() {
        let mut corrupted = wire.words();
        let last = corrupted.len() - 1;
        corrupted[last] ^= 1;
        let error = wire.fails(corrupted);
        assert_eq!(decode_error(&error), (DecodeErrorKind::Checksum, String::new()));
        assert_eq!(error.request_id(), Some("id"), "{}", wire.name);

        let (_, path) =
            decode_error(&wire.fails(event("words", wire.media_type, wire.wrong_words)));
        assert_eq!(path, "words.text", "{}", wire.name);

        let from_a_client = event("initial-request", wire.media_type, wire.words);
        let (kind, _) = decode_error(&wire.fails(from_a_client));
        assert!(matches!(kind, DecodeErrorKind::Syntax(_)), "{}: {kind:?}", wire.name);

        let whole = wire.words();
        for length in 1..whole.len() {
            let mut events = wire.read(&[whole.clone(), whole[..length].to_vec()]).into_iter();
            assert_eq!(events.next().expect("words").expect(wire.name), words());
            let error = events.next().expect("an error").expect_err(wire.name);
            assert_eq!(decode_error(&error).0, DecodeErrorKind::Truncated, "{}", wire.name);
            assert!(events.next().is_none(), "{}", wire.name);
        }
    }
}

#[test]
fn a_malformed_first_message_is_the_error_of_the_call() {
    for wire in wires().iter().filter(|wire| wire.session.is_some()) {
        let body = event("initial-response", wire.media_type, b"?");
        assert!((wire.response)(&wire.head(body.clone())).is_err(), "{}", wire.name);
        assert!((wire.initial)(wire.head(Pieces::body([Ok(body)]))).is_err(), "{}", wire.name);
    }
}

#[test]
fn bytes_may_come_in_any_pieces() {
    for wire in wires() {
        let bytes = [wire.initial("initial-response"), wire.words(), wire.words(), wire.too_loud()];
        let bytes = bytes.concat();
        for size in [1, 7, bytes.len()] {
            let body = || Pieces::body(bytes.chunks(size).map(|piece| Ok(piece.to_vec())));
            let read = (wire.initial)(wire.head(body())).expect(wire.name);
            assert_eq!(read.output.session.as_deref(), Some("s"), "{}", wire.name);
            expect_words_and_error(&wire, read.output);

            // Without waiting, there is what the head says.
            let read = (wire.streaming)(wire.head(body())).expect(wire.name);
            let session = wire.session.map_or(Some("s"), |_| None);
            assert_eq!(read.output.session.as_deref(), session, "{}", wire.name);
            expect_words_and_error(&wire, read.output);
        }
    }
}

/// Waits for two words and an exception.
fn expect_words_and_error(wire: &Wire, output: Talk) {
    let mut speech = output.speech.expect("a stream");
    block_on(async {
        for _ in 0..2 {
            assert_eq!(speech.recv().await.expect(wire.name), Some(words()), "{}", wire.name);
        }
        assert!(matches!(speech.recv().await, Err(Error::TooLoud(_))), "{}", wire.name);
        assert_eq!(speech.recv().await.expect(wire.name), None, "{}", wire.name);
    });
}

#[test]
fn an_exception_may_be_the_first_message() {
    for wire in wires() {
        let read = (wire.initial)(wire.head(Pieces::body([Ok(wire.too_loud())])));
        let mut speech = read.expect(wire.name).output.speech.expect("a stream");
        let error = block_on(speech.recv()).expect_err(wire.name);
        assert!(matches!(error, Error::TooLoud(_)), "{}: {error:?}", wire.name);
    }
}

#[test]
fn a_connection_that_fails_is_an_error() {
    for wire in wires() {
        let pieces = [Ok(wire.words()), Err("reset by peer"), Ok(wire.words())];
        let read = (wire.streaming)(wire.head(Pieces::body(pieces))).expect(wire.name);
        let mut speech = read.output.speech.expect("a stream");
        assert_eq!(block_on(speech.recv()).expect(wire.name), Some(words()), "{}", wire.name);
        let error = block_on(speech.recv()).expect_err(wire.name);
        assert_eq!(
            error.to_string(),
            "the body of the response failed: reset by peer (request id id)"
        );
        assert_eq!(block_on(speech.recv()).expect(wire.name), None, "{}", wire.name);
    }
}

#[test]
fn bytes_may_be_fed_by_hand() {
    for wire in wires() {
        let read = (wire.response)(&wire.head(Vec::new())).expect(wire.name);
        let mut speech = read.output.speech.expect("a stream");
        let bytes = wire.words();
        speech.feed(&bytes[..20]);
        assert_eq!(speech.try_recv().expect(wire.name), None, "{}", wire.name);
        speech.feed(&bytes[20..]);
        assert_eq!(speech.try_recv().expect(wire.name), Some(words()), "{}", wire.name);
        speech.feed(&bytes);
        speech.feed(&bytes[..20]);
        speech.finish();
        assert_eq!(speech.try_recv().expect(wire.name), Some(words()), "{}", wire.name);
        let error = speech.try_recv().expect_err(wire.name);
        assert_eq!(decode_error(&error).0, DecodeErrorKind::Truncated, "{}", wire.name);
        speech.feed(&bytes);
        assert_eq!(speech.try_recv().expect(wire.name), None, "{}", wire.name);
    }
}

#[test]
fn an_output_made_by_hand_gives_its_events() {
    let mut speech: rt::EventStream<Speech> = vec![words(), audio()].into();
    assert_eq!(block_on(speech.recv()).expect("words"), Some(words()));
    let rest: Result<Vec<Speech>, Error> = speech.events().collect();
    assert_eq!(rest.expect("audio"), [audio()]);
    assert_eq!(format!("{speech:?}"), "EventStream(to be sent)");
}

/// An error in place of the stream is one of any operation.
#[test]
fn a_status_of_failure_has_no_events() {
    let body = br#"{"__type":"TooLoud","Message":"ouch","decibels":130}"#;
    let mut response = http::Response::new(body.to_vec());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    for read in [AwsJson::response(&response), RestJson::response(&response)] {
        let error = read.map(|_| ()).expect_err("an error");
        assert!(matches!(error, Error::TooLoud(_)), "{error:?}");
    }
}
