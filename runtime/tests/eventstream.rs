//! Event streams: frames byte by byte, and events in them.
//!
//! The checksums of whole frames are those that Smithy publishes with its tests of restJson1.

#![allow(unreachable_pub, reason = "the shapes are written as a library's")]

#[path = "eventstream/frames.rs"]
mod frames;
#[macro_use]
#[path = "eventstream/macros.rs"]
mod macros;

use smithgen_runtime::eventstream::{self, Decoder, EventCodec, EventKind, HeaderValue, Message};
use smithgen_runtime::v1::{self as rt, Shape};
use smithgen_runtime::{
    Bytes, DecodeError, DecodeErrorKind as Kind, EncodeErrorKind, Limits, Timestamp,
};

use self::frames::{frame, header, sound_frame, string_header};

const HEADER: &[rt::Trait] = &[rt::Trait::EventHeader];
const PAYLOAD: &[rt::Trait] = &[rt::Trait::EventPayload];

structure! {
    Headers, HEADERS,
    0: boolean: Option<bool> = rt::Member::new("booleanHeader").with(HEADER),
    1: byte: Option<i8> = rt::Member::new("byteHeader").with(HEADER),
    2: short: Option<i16> = rt::Member::new("shortHeader").with(HEADER),
    3: int: Option<i32> = rt::Member::new("intHeader").with(HEADER),
    4: long: Option<i64> = rt::Member::new("longHeader").with(HEADER),
    5: blob: Option<Bytes> = rt::Member::new("blobHeader").with(HEADER),
    6: string: Option<String> = rt::Member::new("stringHeader").with(HEADER),
    7: timestamp: Option<Timestamp> = rt::Member::new("timestampHeader").with(HEADER),
}

structure! {
    BlobPayload, BLOB_PAYLOAD,
    0: payload: Option<Bytes> = rt::Member::new("payload").with(PAYLOAD),
}

structure! {
    StringPayload, STRING_PAYLOAD,
    0: payload: Option<String> = rt::Member::new("payload").with(PAYLOAD),
}

structure! {
    Inner, INNER,
    0: member: Option<String> = rt::Member::new("structureMember"),
}

union! {
    Choice, CHOICE,
    0: Text(String) = rt::Member::new("unionMember"),
}

structure! {
    UnionPayload, UNION_PAYLOAD,
    0: payload: Option<Choice> = rt::Member::new("payload").of(&CHOICE).with(PAYLOAD),
}

structure! {
    Explicit, EXPLICIT,
    0: header: Option<String> = rt::Member::new("header").with(HEADER),
    1: payload: Option<Inner> = rt::Member::new("payload").of(&INNER).with(PAYLOAD),
}

structure! {
    Implicit, IMPLICIT,
    0: header: Option<String> = rt::Member::new("header").with(HEADER),
    1: payload: Option<String> = rt::Member::new("payload"),
}

structure! {
    Failure, FAILURE,
    0: message: Option<String> = rt::Member::new("message"),
}

union! {
    Stream, STREAM,
    0: Headers(Headers) = rt::Member::new("headers").of(&HEADERS),
    1: BlobPayload(BlobPayload) = rt::Member::new("blobPayload").of(&BLOB_PAYLOAD),
    2: StringPayload(StringPayload) = rt::Member::new("stringPayload").of(&STRING_PAYLOAD),
    3: UnionPayload(UnionPayload) = rt::Member::new("unionPayload").of(&UNION_PAYLOAD),
    4: Explicit(Explicit) = rt::Member::new("headersAndExplicitPayload").of(&EXPLICIT),
    5: Implicit(Implicit) = rt::Member::new("headersAndImplicitPayload").of(&IMPLICIT),
    6: Error(Failure) = rt::Member::new("error").of(&FAILURE).with(&[rt::Trait::Exception]),
    7: Heartbeat(rt::Unit) = rt::Member::new("heartbeat").of(&rt::UNIT),
}

fn decode(bytes: &[u8]) -> Result<Vec<Message>, DecodeError> {
    let mut decoder = Decoder::new(&Limits::default());
    decoder.feed(bytes);
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message()? {
        messages.push(message);
    }
    decoder.finish()?;
    Ok(messages)
}

#[track_caller]
fn fails(bytes: &[u8], kind: Kind, offset: usize) {
    let error = decode(bytes).expect_err("an error");
    assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{error}");
}

/// An event, the headers after those that say what it is, its payload, and the checksums that Smithy publishes.
struct Vector {
    event: Stream,
    name: &'static str,
    headers: Vec<Vec<u8>>,
    payload: &'static str,
    sums: (u32, u32),
}

fn header_vector(event: Headers, header: Vec<u8>, sums: (u32, u32)) -> Vector {
    Vector {
        event: Stream::Headers(event),
        name: "headers",
        headers: vec![header],
        payload: "",
        sums,
    }
}

fn header_vectors() -> Vec<Vector> {
    let none = Headers::default;
    // 2024-10-31T14:15:14Z
    let time = Timestamp::from_seconds(1_730_384_114);
    vec![
        header_vector(
            Headers { boolean: Some(true), ..none() },
            header("booleanHeader", 0, &[]),
            (0xfb0a_5f15, 0xb827_d5ac),
        ),
        header_vector(
            Headers { byte: Some(1), ..none() },
            header("byteHeader", 2, &[1]),
            (0x6fc4_6d59, 0x2854_e68e),
        ),
        header_vector(
            Headers { short: Some(2), ..none() },
            header("shortHeader", 3, &[0, 2]),
            (0xfb0a_5f15, 0xf511_3b0a),
        ),
        header_vector(
            Headers { int: Some(3), ..none() },
            header("intHeader", 4, &[0, 0, 0, 3]),
            (0xfb0a_5f15, 0xe5c9_4adb),
        ),
        header_vector(
            Headers { long: Some(4_294_967_294), ..none() },
            header("longHeader", 5, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xfe]),
            (0x2bed_5132, 0xe767_77f2),
        ),
        header_vector(
            Headers { blob: Some(Bytes::from_static(b"foo")), ..none() },
            header("blobHeader", 6, b"\0\x03foo"),
            (0x9d29_0f80, 0x9b1b_6c63),
        ),
        header_vector(
            Headers { string: Some("foo".into()), ..none() },
            string_header("stringHeader", "foo"),
            (0x09e7_3dcc, 0xc53f_b630),
        ),
        header_vector(
            Headers { timestamp: Some(time), ..none() },
            header("timestampHeader", 8, &1_730_384_114_000_i64.to_be_bytes()),
            (0x9367_2acd, 0xeae5_7712),
        ),
    ]
}

fn vectors() -> Vec<Vector> {
    let content_type = |value| string_header(":content-type", value);
    let mut vectors = header_vectors();
    vectors.extend([
        Vector {
            event: Stream::StringPayload(StringPayload { payload: Some("foo".into()) }),
            name: "stringPayload",
            headers: vec![content_type("text/plain")],
            payload: "foo",
            sums: (0xf47d_9509, 0x46d4_42eb),
        },
        Vector {
            event: Stream::BlobPayload(BlobPayload { payload: Some(Bytes::from_static(b"bar")) }),
            name: "blobPayload",
            headers: vec![content_type("application/octet-stream")],
            payload: "bar",
            sums: (0x2b57_ac75, 0x6fe6_7189),
        },
        Vector {
            event: Stream::UnionPayload(UnionPayload { payload: Some(Choice::Text("bar".into())) }),
            name: "unionPayload",
            headers: vec![content_type("application/json")],
            payload: r#"{"unionMember":"bar"}"#,
            sums: (0xabb5_d36e, 0xc643_303e),
        },
        Vector {
            event: Stream::Explicit(Explicit {
                header: Some("foo".into()),
                payload: Some(Inner { member: Some("bar".into()) }),
            }),
            name: "headersAndExplicitPayload",
            headers: vec![content_type("application/json"), string_header("header", "foo")],
            payload: r#"{"structureMember":"bar"}"#,
            sums: (0x38c0_5a7a, 0x369f_297b),
        },
        Vector {
            event: Stream::Implicit(Implicit {
                header: Some("foo".into()),
                payload: Some("bar".into()),
            }),
            name: "headersAndImplicitPayload",
            headers: vec![content_type("application/json"), string_header("header", "foo")],
            payload: r#"{"payload":"bar"}"#,
            sums: (0x6850_8639, 0x7995_9b53),
        },
    ]);
    vectors
}

impl Vector {
    fn bytes(&self) -> Vec<u8> {
        let mut headers =
            vec![string_header(":message-type", "event"), string_header(":event-type", self.name)];
        headers.extend(self.headers.clone());
        let (prelude_sum, sum) = self.sums;
        frame(prelude_sum, &headers, self.payload.as_bytes(), sum)
    }
}

fn read(message: &Message, codec: &dyn EventCodec) -> Result<Stream, DecodeError> {
    let (EventKind::Event(name) | EventKind::Exception(name)) = EventKind::of(message)? else {
        panic!("no event: {message:?}");
    };
    let mut event = Stream::default();
    let limits = Limits::default();
    eventstream::read_event(message, name, codec, &limits, Stream::SCHEMA, &mut event)?;
    Ok(event)
}

#[test]
fn events_are_the_bytes_that_smithy_publishes() {
    for vector in vectors() {
        let written =
            eventstream::write_event(Stream::SCHEMA, &vector.event, eventstream::REST_JSON);
        let bytes = written.expect("an event").encode().expect("a message");
        assert_eq!(bytes, vector.bytes(), "{:?}", vector.event);
        let messages = decode(&bytes).expect("a frame");
        assert_eq!(messages.len(), 1);
        let event = read(&messages[0], eventstream::REST_JSON).expect("an event");
        assert!(event == vector.event, "{event:?}");
    }
}

#[test]
fn any_codec_will_do() {
    for codec in
        [eventstream::CBOR, eventstream::AWS_JSON, eventstream::REST_XML, eventstream::RPC_V2_JSON]
    {
        for vector in vectors() {
            let message = eventstream::write_event(Stream::SCHEMA, &vector.event, codec);
            let message = message.expect("an event");
            assert!(read(&message, codec).expect("an event") == vector.event);
        }
    }
    let event = Stream::Implicit(Implicit { header: None, payload: Some("x".into()) });
    let message =
        eventstream::write_event(Stream::SCHEMA, &event, eventstream::CBOR).expect("an event");
    assert_eq!(message.payload, b"\xbf\x67payload\x61x\xff"[..]);
    let content_type = message.header(":content-type").and_then(HeaderValue::as_str);
    assert_eq!(content_type, Some("application/cbor"));
    let message = eventstream::write_event(Stream::SCHEMA, &event, eventstream::REST_XML);
    assert_eq!(message.expect("an event").payload, "<Implicit><payload>x</payload></Implicit>");
}

#[test]
fn an_event_without_payload_has_no_content_type() {
    for event in [
        Stream::Heartbeat(rt::Unit),
        Stream::Headers(Headers::default()),
        Stream::BlobPayload(BlobPayload::default()),
    ] {
        let message = eventstream::write_event(Stream::SCHEMA, &event, eventstream::AWS_JSON);
        let message = message.expect("an event");
        assert_eq!((message.headers.len(), message.payload.len()), (2, 0));
        assert!(read(&message, eventstream::AWS_JSON).expect("an event") == event);
    }
    // A document without a member is one all the same.
    let event = Stream::Implicit(Implicit::default());
    let message = eventstream::write_event(Stream::SCHEMA, &event, eventstream::AWS_JSON);
    assert_eq!(message.expect("an event").payload, "{}");
}

#[test]
fn exceptions_go_by_their_own_header() {
    let error = Stream::Error(Failure { message: Some("foo".into()) });
    let message = eventstream::write_event(Stream::SCHEMA, &error, eventstream::REST_JSON);
    let message = message.expect("an exception");
    let headers = [
        string_header(":message-type", "exception"),
        string_header(":exception-type", "error"),
        string_header(":content-type", "application/json"),
    ];
    let bytes = frame(0x9b12_9928, &headers, br#"{"message":"foo"}"#, 0x3b9a_d52f);
    assert_eq!(message.encode().expect("a message"), bytes);
    assert_eq!(EventKind::of(&message).expect("an exception"), EventKind::Exception("error"));
    assert!(read(&message, eventstream::REST_JSON).expect("an exception") == error);
}

#[test]
fn errors_beyond_the_model_are_in_headers() {
    let headers = [
        string_header(":message-type", "error"),
        string_header(":error-code", "internal-error"),
        string_header(":error-message", "An unknown error occurred."),
    ];
    let messages = decode(&frame(0x8594_7390, &headers, b"", 0x24ba_7d2d)).expect("a frame");
    let EventKind::Error { code, message, .. } = EventKind::of(&messages[0]).expect("an error")
    else {
        panic!("{messages:?}");
    };
    assert_eq!((code, message), (Some("internal-error"), Some("An unknown error occurred.")));
}

fn string(value: &str) -> HeaderValue {
    HeaderValue::String(value.to_owned())
}

#[test]
fn a_message_says_what_it_is() {
    let typed = |value| Message::default().with(":message-type", value);
    let fails = |message: Message| EventKind::of(&message).expect_err("an error").to_string();
    assert!(fails(Message::default()).contains(":message-type"));
    assert!(
        fails(typed(HeaderValue::Blob(Bytes::from_static(b"event")))).contains(":message-type")
    );
    assert!(fails(typed(string("page"))).contains(":message-type"));
    assert!(fails(typed(string("event"))).contains(":event-type"));
    let blob = HeaderValue::Blob(Bytes::from_static(b"headers"));
    assert!(fails(typed(string("event")).with(":event-type", blob)).contains(":event-type"));
    assert!(fails(typed(string("exception"))).contains(":exception-type"));
}

#[test]
fn an_event_that_the_model_does_not_know_is_no_error() {
    let message = Message::new("???")
        .with(":message-type", string("event"))
        .with(":event-type", string("future"));
    let event = read(&message, eventstream::AWS_JSON).expect("an event");
    assert!(event == Stream::Unknown("future".into()));
    let written = eventstream::write_event(Stream::SCHEMA, &event, eventstream::AWS_JSON);
    assert_eq!(written.expect_err("unknown").kind(), EncodeErrorKind::UnknownVariant);
}

fn event(name: &str, payload: &'static str) -> Message {
    Message::new(payload).with(":message-type", string("event")).with(":event-type", string(name))
}

#[test]
fn headers_are_of_the_type_of_their_member() {
    let read = |name, value| read(&event("headers", "").with(name, value), eventstream::AWS_JSON);
    let long = read("longHeader", HeaderValue::Byte(-5)).expect("a shorter integer");
    assert!(long == Stream::Headers(Headers { long: Some(-5), ..Headers::default() }));
    for (name, value, kind) in [
        ("byteHeader", HeaderValue::Long(128), Kind::OutOfRange),
        ("byteHeader", HeaderValue::Short(-129), Kind::OutOfRange),
        ("shortHeader", HeaderValue::Integer(32_768), Kind::OutOfRange),
        ("intHeader", HeaderValue::Long(2_147_483_648), Kind::OutOfRange),
        (
            "intHeader",
            string("5"),
            Kind::Type { expected: "an integer header", found: "a string header" },
        ),
        (
            "stringHeader",
            HeaderValue::Uuid([0; 16]),
            Kind::Type { expected: "a string header", found: "a UUID header" },
        ),
        (
            "booleanHeader",
            HeaderValue::Integer(1),
            Kind::Type { expected: "a boolean header", found: "an integer header" },
        ),
        (
            "timestampHeader",
            HeaderValue::Long(1),
            Kind::Type { expected: "a timestamp header", found: "an integer header" },
        ),
        (
            "blobHeader",
            HeaderValue::Bool(true),
            Kind::Type { expected: "a header of bytes", found: "a boolean header" },
        ),
    ] {
        let error = read(name, value).expect_err("an error");
        assert_eq!((error.kind(), error.path()), (kind, format!("headers.{name}")));
    }
}

#[test]
fn payloads_may_say_nothing() {
    let unset = Stream::Explicit(Explicit::default());
    for payload in ["", " \n", "null", "\u{feff}null"] {
        let event = event("headersAndExplicitPayload", payload);
        assert!(read(&event, eventstream::AWS_JSON).expect("an event") == unset, "{payload:?}");
    }
    let mut null = event("headersAndExplicitPayload", "");
    null.payload = Bytes::from_static(b"\xf6");
    assert!(read(&null, eventstream::CBOR).expect("an event") == unset);
    let empty = Stream::Explicit(Explicit { payload: Some(Inner::default()), header: None });
    let event = event("headersAndExplicitPayload", "\u{feff}{}");
    assert!(read(&event, eventstream::AWS_JSON).expect("an event") == empty);
    // To text, white space is text.
    let blank = Stream::StringPayload(StringPayload { payload: Some(" ".into()) });
    let read = read(&self::event("stringPayload", " "), eventstream::AWS_JSON);
    assert!(read.expect("an event") == blank);
}

#[test]
fn malformed_payloads_say_where() {
    let path = |message: &Message| {
        let error = read(message, eventstream::AWS_JSON).expect_err("an error");
        (error.path(), error.kind())
    };
    let wrong = Kind::Type { expected: "a string", found: "a number" };
    let implicit = event("headersAndImplicitPayload", r#"{"payload":1}"#);
    assert_eq!(path(&implicit), ("headersAndImplicitPayload.payload".into(), wrong));
    let explicit = event("headersAndExplicitPayload", r#"{"structureMember":1}"#);
    let place = "headersAndExplicitPayload.payload.structureMember";
    assert_eq!(path(&explicit), (place.into(), wrong));
    let mut text = event("stringPayload", "");
    text.payload = Bytes::from_static(b"a\xff");
    assert_eq!(path(&text), ("stringPayload.payload".into(), Kind::Utf8));
    // A member that is a header is not in the document.
    let both = event("headersAndImplicitPayload", r#"{"header":[],"payload":"p"}"#);
    let expected = Stream::Implicit(Implicit { header: None, payload: Some("p".into()) });
    assert!(read(&both, eventstream::AWS_JSON).expect("an event") == expected);
}

const EVENTS: &[rt::Trait] = &[rt::Trait::EventStream];

structure! {
    streaming Input, INPUT,
    0: session: Option<String> = rt::Member::new("session"),
    1: events: rt::EventStream<Stream> = rt::Member::new("events").with(EVENTS),
}

structure! {
    streaming StreamOnly, STREAM_ONLY,
    0: events: rt::EventStream<Stream> = rt::Member::new("events").with(EVENTS),
}

#[test]
fn initial_messages_hold_all_but_the_stream() {
    let input = Input { session: Some("s".into()), events: rt::EventStream::default() };
    let message = eventstream::write_initial_request(&INPUT, &input, eventstream::RPC_V2_JSON);
    let message = message.expect("an input").expect("a member");
    assert_eq!(EventKind::of(&message).expect("initial"), EventKind::InitialRequest);
    assert_eq!(message.payload, r#"{"session":"s"}"#);
    assert_eq!(
        message.header(":content-type").and_then(HeaderValue::as_str),
        Some("application/json")
    );

    let response = event("initial-response", r#"{"session":"t","events":"x"}"#);
    assert_eq!(EventKind::of(&response).expect("initial"), EventKind::InitialResponse);
    let mut output = Input::default();
    let limits = Limits::default();
    eventstream::read_initial(&response, eventstream::RPC_V2_JSON, &limits, &INPUT, &mut output)
        .expect("an output");
    assert_eq!(output.session.as_deref(), Some("t"));
    assert_eq!(format!("{:?}", output.events), "EventStream(to be sent)");

    let only =
        eventstream::write_initial_request(&STREAM_ONLY, &StreamOnly::default(), eventstream::CBOR);
    assert_eq!(only.expect("an input"), None);
}

/// One header of each of the ten types.
fn all_types() -> (Message, Vec<u8>) {
    let uuid = *b"0123456789abcdef";
    let message = Message::new("payload")
        .with("t", HeaderValue::Bool(true))
        .with("f", HeaderValue::Bool(false))
        .with("b", HeaderValue::Byte(-1))
        .with("s", HeaderValue::Short(-2))
        .with("i", HeaderValue::Integer(-3))
        .with("l", HeaderValue::Long(-4))
        .with("B", HeaderValue::Blob(Bytes::from_static(&[0, 255])))
        .with("S", string("é"))
        .with("T", HeaderValue::Timestamp(Timestamp::new(-1, 999_000_000).expect("a time")))
        .with("U", HeaderValue::Uuid(uuid));
    let headers = [
        header("t", 0, &[]),
        header("f", 1, &[]),
        header("b", 2, &[0xff]),
        header("s", 3, &[0xff, 0xfe]),
        header("i", 4, &[0xff, 0xff, 0xff, 0xfd]),
        header("l", 5, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc]),
        header("B", 6, &[0, 2, 0, 255]),
        string_header("S", "é"),
        header("T", 8, &[0xff; 8]),
        header("U", 9, &uuid),
    ];
    (message, sound_frame(&headers, b"payload"))
}

#[test]
fn headers_of_all_types_go_both_ways() {
    let (message, bytes) = all_types();
    assert_eq!(message.encode().expect("a message"), bytes);
    assert_eq!(decode(&bytes).expect("a frame"), [message]);
}

#[test]
fn an_empty_message_is_sixteen_bytes() {
    let bytes = Message::default().encode().expect("a message");
    // The example of the encoding's own test data.
    assert_eq!(bytes, [0, 0, 0, 16, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff]);
    assert_eq!(decode(&bytes).expect("a frame"), [Message::default()]);
}

/// Two messages in pieces of every size.
#[test]
fn bytes_may_come_in_any_pieces() {
    let (message, bytes) = all_types();
    let both = [&bytes[..], &bytes].concat();
    for size in 1..=both.len() {
        let mut decoder = Decoder::new(&Limits::default());
        let mut messages = Vec::new();
        for piece in both.chunks(size) {
            decoder.feed(piece);
            while let Some(message) = decoder.next_message().expect("sound bytes") {
                messages.push(message);
            }
        }
        decoder.finish().expect("whole messages");
        assert_eq!(messages, [message.clone(), message.clone()], "pieces of {size}");
    }
}

#[test]
fn a_stream_ends_with_a_message() {
    let (_, bytes) = all_types();
    for end in 1..bytes.len() {
        fails(&[&bytes[..], &bytes[..end]].concat(), Kind::Truncated, bytes.len() + end);
    }
    assert_eq!(decode(b"").expect("no message"), []);
}

/// Every bit of the second of two messages.
#[test]
fn every_flipped_bit_is_found() {
    let (_, bytes) = all_types();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = [&bytes[..], &bytes].concat();
            flipped[bytes.len() + place] ^= 1 << bit;
            let sum = if place < 12 { 8 } else { bytes.len() - 4 };
            fails(&flipped, Kind::Checksum, bytes.len() + sum);
        }
    }
}

#[test]
fn an_error_is_final() {
    let (_, bytes) = all_types();
    let mut decoder = Decoder::new(&Limits::default());
    decoder.feed(&[0; 12]);
    let error = decoder.next_message().expect_err("a wrong checksum");
    decoder.feed(&bytes);
    assert_eq!(decoder.next_message().expect_err("the same"), error);
    assert_eq!(decoder.finish().expect_err("the same"), error);
}

/// A prelude with a sound checksum, of which nothing more comes.
fn prelude(total: u32, headers: u32) -> Vec<u8> {
    let mut bytes = [total.to_be_bytes(), headers.to_be_bytes()].concat();
    let sum = crc32fast::hash(&bytes);
    bytes.extend(sum.to_be_bytes());
    bytes
}

#[test]
fn lengths_are_checked_before_anything_comes() {
    let shorter = Kind::Syntax("a message that is longer than its headers");
    fails(&prelude(0, 0), shorter, 0);
    fails(&prelude(15, 0), shorter, 0);
    fails(&prelude(16, 1), shorter, 0);
    fails(&prelude(100, u32::MAX), shorter, 0);
    fails(&prelude(u32::MAX, 0), Kind::TooLong, 0);
    fails(&prelude((64 << 20) + 1, 0), Kind::TooLong, 0);
    // As long as is allowed: it is waited for.
    fails(&prelude(64 << 20, 0), Kind::Truncated, 12);
    let (_, bytes) = all_types();
    let mut decoder = Decoder::new(&Limits::default().with_bytes(bytes.len() - 1));
    decoder.feed(&bytes);
    assert_eq!(decoder.next_message().expect_err("too long").kind(), Kind::TooLong);
}

#[test]
fn malformed_headers_say_where() {
    let bad = |headers: &[u8], kind, offset: usize| {
        let bytes = sound_frame(&[string_header("ok", "v"), headers.to_vec()], b"payload");
        // Twelve bytes of prelude, and seven of the first header.
        fails(&bytes, kind, 12 + 7 + offset);
    };
    let beyond = Kind::Syntax("headers that end with the last of them");
    bad(&[0, 0], Kind::Syntax("a header with a name"), 0);
    bad(&[200, b'a'], beyond, 1);
    bad(&[1, b'a'], beyond, 2);
    bad(&[1, b'a', 10], Kind::Syntax("a header of one of the ten types"), 2);
    bad(&[1, b'a', 4, 0, 0], beyond, 3);
    bad(&[1, b'a', 7, 0], beyond, 3);
    bad(&[1, b'a', 7, 0xff, 0xff, b'x'], beyond, 5);
    bad(&[1, b'a', 6, 0, 2, b'x'], beyond, 5);
    bad(&[1, b'a', 9, 0], beyond, 3);
    bad(&[2, b'a', 0xff, 0], Kind::Utf8, 2);
    bad(&[1, b'a', 7, 0, 2, b'a', 0xff], Kind::Utf8, 6);
    let twice = sound_frame(&[header("a", 0, &[]), header("b", 0, &[]), header("a", 1, &[])], b"");
    fails(&twice, Kind::Syntax("headers of different names"), 12);
}

#[test]
fn the_number_of_headers_is_bounded() {
    let headers = [header("a", 0, &[]), header("b", 0, &[]), header("c", 0, &[])];
    let bytes = sound_frame(&headers, b"");
    let read = |limits: Limits| {
        let mut decoder = Decoder::new(&limits);
        decoder.feed(&bytes);
        decoder.next_message()
    };
    read(Limits::default().with_items(3)).expect("three");
    let kind = |limits| read(limits).expect_err("too many").kind();
    assert_eq!(kind(Limits::default().with_items(2)), Kind::TooManyItems);
    assert_eq!(kind(Limits::default().with_memory(2)), Kind::TooMuchMemory);
}

#[test]
fn what_cannot_be_sent_is_an_error() {
    let kind = |message: Message| message.encode().expect_err("an error").kind();
    let with = |name: &str, value| Message::default().with(name, value);
    assert_eq!(kind(with("", string("x"))), EncodeErrorKind::InvalidHeader);
    assert_eq!(kind(with(&"n".repeat(256), string("x"))), EncodeErrorKind::InvalidHeader);
    assert_eq!(kind(with("n", string(&"x".repeat(32_768)))), EncodeErrorKind::TooLong);
    let blob = HeaderValue::Blob(Bytes::from(vec![0; 70_000]));
    assert_eq!(kind(with("n", blob)), EncodeErrorKind::TooLong);
    let late = HeaderValue::Timestamp(Timestamp::MAX);
    assert_eq!(kind(with("n", late)), EncodeErrorKind::OutOfRange);
    assert_eq!(kind(Message::new(vec![0; (24 << 20) + 1])), EncodeErrorKind::TooLong);
    let many = (0..5).fold(Message::default(), |message, index| {
        message.with(format!("n{index}"), string(&"x".repeat(32_767)))
    });
    assert_eq!(kind(many), EncodeErrorKind::TooLong);
}

#[test]
fn debug_shows_no_value() {
    let message = Message::new("swordfish").with("password", string("hunter2"));
    let shown = format!("{message:?}");
    let header = r#"Header { name: "password", value: a string header }"#;
    assert_eq!(shown, format!("Message {{ headers: [{header}], payload: 9 bytes }}"));
    let mut decoder = Decoder::new(&Limits::default());
    decoder.feed(b"swordfish");
    assert!(format!("{decoder:?}").contains("9 bytes"));
}

/// Every byte replaced by every other, with checksums that fit: whatever comes out, it comes out.
#[test]
fn no_byte_makes_it_panic() {
    let (_, sound) = all_types();
    let end = sound.len() - 4;
    for place in (0..8).chain(12..end) {
        for byte in 0..=u8::MAX {
            let mut bytes = sound.clone();
            bytes[place] = byte;
            let sum = crc32fast::hash(&bytes[..8]).to_be_bytes();
            bytes[8..12].copy_from_slice(&sum);
            let sum = crc32fast::hash(&bytes[..end]).to_be_bytes();
            bytes[end..].copy_from_slice(&sum);
            if let Err(error) = decode(&bytes) {
                assert!(error.offset().is_some_and(|offset| offset <= bytes.len()), "{error}");
            }
        }
    }
}
