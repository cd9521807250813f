//! Bodies, by codec and by the kind of value that grows.

use std::collections::BTreeMap;

use smithgen_runtime::codec::xml::{self, Envelope};
use smithgen_runtime::codec::{cbor, json};
use smithgen_runtime::eventstream::{self, Decoder, HeaderValue, Message};
use smithgen_runtime::v1::{Bytes, Shape};
use smithgen_runtime::{DecodeError, DecodeErrorKind, Document, Limits, Timestamp};

use crate::shapes::{Choice, Color, Level, NODE, Node};
use crate::{MEMORY, assert_bounded, limits};

/// How many small values a body has.
const MANY: usize = 1 << 12;

/// How many large ones.
const FEW: usize = 1 << 7;

#[derive(Debug, Clone, Copy)]
enum Codec {
    Json,
    Cbor,
    Xml,
    Query,
}

impl Codec {
    const ALL: [Self; 4] = [Self::Json, Self::Cbor, Self::Xml, Self::Query];

    /// A value on the wire, if the format can hold it.
    fn write(self, node: &Node) -> Option<Vec<u8>> {
        let root = xml::Root { name: "GetResult", namespace: None };
        match self {
            Self::Json => json::write(&NODE, node, json::Options::AWS_JSON).ok(),
            Self::Cbor => cbor::write(&NODE, node).ok(),
            Self::Xml => xml::write(&NODE, node, &root).ok(),
            Self::Query => {
                let body = xml::write(&NODE, node, &root).ok()?;
                Some([b"<GetResponse>", &body[..], b"</GetResponse>"].concat())
            }
        }
    }

    fn read(self, body: &[u8], limits: &Limits, node: &mut Node) -> Result<(), DecodeError> {
        let options = xml::Options::DEFAULT;
        match self {
            Self::Json => json::read(body, limits, json::Options::AWS_JSON, &NODE, node),
            Self::Cbor => cbor::read(body, limits, &NODE, node),
            Self::Xml => xml::read(body, limits, options, Envelope::Root, &NODE, node),
            Self::Query => xml::read(body, limits, options, Envelope::Result("Get"), &NODE, node),
        }
    }
}

fn assert_body_is_bounded(kind: &str, codec: Codec, body: &[u8]) {
    let what = format!("{kind} in {codec:?}");
    let mut result = Ok(());
    assert_bounded(&what, body.len(), || {
        let mut node = Node::default();
        result = codec.read(body, &limits(), &mut node);
    });
    if let Err(error) = result {
        assert_eq!(error.kind(), DecodeErrorKind::TooMuchMemory, "{what}");
    }
}

fn many<T>(make: impl Fn() -> T) -> Vec<T> {
    (0..MANY).map(|_| make()).collect()
}

fn few<T>(make: impl Fn() -> T) -> Vec<T> {
    (0..FEW).map(|_| make()).collect()
}

fn boxed() -> Node {
    Node { next: Some(Box::default()), ..Node::default() }
}

fn with_tag(_: usize) -> BTreeMap<String, Option<String>> {
    [(String::from("k"), None)].into()
}

/// Values of every kind that grows, each many times larger than what may be read.
fn hostile() -> Vec<(&'static str, Node)> {
    let key = |index: usize| format!("{index:04x}");
    let node = Node::default;
    vec![
        ("boxes", Node { nodes: Some(few(boxed)), ..node() }),
        ("lists", Node { nodes: Some(few(node)), ..node() }),
        ("flattened lists", Node { flat: Some(few(node)), ..node() }),
        ("nulls", Node { sparse: Some(few(|| None)), ..node() }),
        ("maps", Node { named: Some((0..FEW).map(|at| (key(at), node())).collect()), ..node() }),
        ("lists of lists", Node { flags: Some(many(|| vec![true])), ..node() }),
        ("tags", Node { tags: Some((0..MANY).map(|at| (key(at), None)).collect()), ..node() }),
        (
            "lists of maps",
            Node { many_tags: Some((0..MANY / 4).map(with_tag).collect()), ..node() },
        ),
        ("text", Node { text: Some("x".repeat(4 * MEMORY)), ..node() }),
        ("text with escapes", Node { text: Some("\u{1}\"&".repeat(MEMORY)), ..node() }),
        ("texts", Node { texts: Some(few(|| "x".repeat(2000))), ..node() }),
        ("empty texts", Node { texts: Some(many(String::new)), ..node() }),
        ("blobs", Node { blobs: Some(few(|| Bytes::from(vec![7; 2000]))), ..node() }),
        ("integers", Node { integers: Some(few(|| "9".repeat(2000).parse().unwrap())), ..node() }),
        ("decimals", Node { decimals: Some(many(|| "0.1e99".parse().unwrap())), ..node() }),
        ("unknown names", Node { colors: Some(many(|| Color::from("VIOLET"))), ..node() }),
        ("unknown numbers", Node { levels: Some(many(|| Level::from(7))), ..node() }),
        ("times", Node { times: Some(many(|| Timestamp::from_seconds(1))), ..node() }),
        ("unions", Node { choices: Some(few(|| Choice::Node(Box::default()))), ..node() }),
        ("texts in unions", Node { choices: Some(many(|| Choice::Text("x".into()))), ..node() }),
    ]
}

#[test]
fn every_kind_of_value_in_every_codec() {
    for (kind, node) in hostile() {
        for codec in Codec::ALL {
            let body = codec.write(&node).unwrap_or_else(|| panic!("{kind} in {codec:?}"));
            assert_body_is_bounded(kind, codec, &body);
        }
    }
}

/// One map of many pairs, and many maps of one pair; the same for arrays.
#[test]
fn documents() {
    let empty = || Document::Array(Vec::new());
    let object = |at: usize| Document::from_iter([(format!("{at:x}"), empty())]);
    let nested = (0..100).fold(empty(), |inner, _| Document::Array(vec![inner]));
    let documents = [
        ("arrays", (0..8 * MANY).map(|_| Document::Array(vec![empty()])).collect()),
        ("objects", (0..MANY).map(object).collect()),
        ("pairs", (0..8 * MANY).map(|at| (format!("{at:x}"), empty())).collect()),
        ("numbers", (0..8 * MANY).map(|_| Document::from(7)).collect()),
        ("texts", (0..MANY).map(|_| Document::from("x".repeat(200))).collect()),
        ("nested arrays", (0..MANY / 8).map(|_| nested.clone()).collect::<Document>()),
    ];
    for (kind, document) in documents {
        let node = Node { document: Some(document), ..Node::default() };
        assert_body_is_bounded(kind, Codec::Json, &Codec::Json.write(&node).unwrap());
    }
}

/// What the model does not know: it is kept in unions, and skipped elsewhere.
#[test]
fn what_the_model_does_not_know() {
    let json = |unit: &str| format!(r#"{{"z":[{}{unit}]}}"#, format!("{unit},").repeat(MANY));
    for unit in [r#"{"new":[[]]}"#, r#"{"new":{"a":{}}}"#, r#"{"a name of twenty-six":1}"#] {
        assert_body_is_bounded("unknown variants", Codec::Json, json(unit).as_bytes());
    }
    let xml = format!("<r><z>{}</z></r>", "<member><new/></member>".repeat(MANY));
    assert_body_is_bounded("unknown variants", Codec::Xml, xml.as_bytes());
    let skipped = format!(r#"{{"y":["x"],{}"x":""}}"#, r#""\u0061":[[[]]],"#.repeat(MANY));
    assert_body_is_bounded("unknown members", Codec::Json, skipped.as_bytes());
    // A map of one entry, by its name in the model and any value.
    let cbor = [&[0xa1, 0x61, b'z', 0x9f][..], &b"\xa1\x63new\x01".repeat(MANY), b"\xff"];
    assert_body_is_bounded("unknown variants", Codec::Cbor, &cbor.concat());
}

/// Lengths that are declared, and pieces of text, in CBOR alone.
#[test]
fn what_only_cbor_has() {
    let declared = [&[0xa1, 0x61, b'l', 0x9a, 0, 4, 0, 0][..], &vec![0xa0; 1 << 18]].concat();
    assert_body_is_bounded("a declared length", Codec::Cbor, &declared);
    let pieces = [&[0xa1, 0x61, b'x', 0x7f][..], &b"\x61x".repeat(MEMORY), b"\xff"].concat();
    assert_body_is_bounded("pieces of text", Codec::Cbor, &pieces);
    // Bytes of a bignum, which have many more digits.
    let bignum = [&[0xc2, 0x59, 0x04, 0x00][..], &[0xff; 1024]].concat();
    let bignums = [&[0xa1, 0x61, b'i', 0x9f][..], &bignum.repeat(FEW)].concat();
    assert_body_is_bounded("bignums", Codec::Cbor, &bignums);
}

/// Lists side by side make room by the last one's length.
#[test]
fn lists_of_uneven_lengths() {
    let long = ["[true", &",true".repeat(4096), "]"].concat();
    let body = format!(r#"{{"f":[{}[]]}}"#, format!("{long},[true],").repeat(MANY / 8));
    assert_body_is_bounded("uneven lists", Codec::Json, body.as_bytes());
}

/// What is counted is no more than twice what is taken: a value that is well within the limit is read.
#[test]
fn what_fits_is_read() {
    for (kind, node) in hostile() {
        for codec in Codec::ALL {
            let body = codec.write(&node).unwrap();
            let unlimited = limits().with_memory(usize::MAX);
            let taken = allocation_counter::measure(|| {
                codec.read(&body, &unlimited, &mut Node::default()).unwrap();
            });
            let enough = unlimited.with_memory(2 * usize::try_from(taken.bytes_max).unwrap());
            let read = codec.read(&body, &enough, &mut Node::default());
            assert_eq!(read, Ok(()), "{kind} in {codec:?}");
        }
    }
}

/// Frames whose headers are many, and whose payload is hostile.
#[test]
fn events() {
    let frame = |message: &Message| message.encode().unwrap();
    let headers = (0..1 << 11).fold(Message::new(""), |message, at| {
        message.with(format!("{at:x}"), HeaderValue::Bool(true))
    });
    let small = limits().with_memory(MEMORY / 8);
    let bytes = frame(&headers);
    let mut kind = None;
    assert_bounded("headers of a frame", bytes.len(), || {
        let mut decoder = Decoder::new(&small);
        decoder.feed(&bytes);
        kind = decoder.next_message().err().map(|error| error.kind());
    });
    assert_eq!(kind, Some(DecodeErrorKind::TooMuchMemory));
    for (kind, node) in hostile() {
        let event = Choice::Node(Box::new(node));
        for codec in [eventstream::AWS_JSON, eventstream::CBOR, eventstream::REST_XML] {
            let message = eventstream::write_event(Choice::SCHEMA, &event, codec).unwrap();
            let read = || {
                let (limits, mut event) = (limits(), Choice::default());
                eventstream::read_event(&message, "n", codec, &limits, Choice::SCHEMA, &mut event)
            };
            assert_bounded(kind, message.payload.len(), || drop(read()));
        }
    }
}
