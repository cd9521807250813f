//! Every path that recurses, at the deepest nesting that limits allow, on a thread of the size that Rust gives one:
//! 2 MiB. An overflow ends the whole process, and the test by that.

mod shapes;

use smithgen_runtime::codec::xml::{self, Envelope, Root};
use smithgen_runtime::codec::{cbor, json, query};
use smithgen_runtime::{
    DecodeError, DecodeErrorKind, Document, EncodeError, EncodeErrorKind, Limits,
};

use shapes::{Choice, Node, SCHEMA};

/// Half a thread: whoever calls has frames of its own.
const HALF: usize = 1 << 20;

/// A thread. A derived `clone` has room in its frame for all that a structure holds.
const WHOLE: usize = 2 << 20;

/// A way in which a value holds the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Box,
    List,
    Map,
    Union,
    Document,
}

impl Way {
    const ALL: [Self; 5] = [Self::Box, Self::List, Self::Map, Self::Union, Self::Document];

    /// A value that nests as deep as that. A list or a map is a level by itself.
    fn value(self, depth: usize) -> Node {
        let node = Node::default;
        match self {
            Self::Box => {
                let outer = |inner, _| Node { next: Some(Box::new(inner)), ..node() };
                (1..depth).fold(node(), outer)
            }
            Self::List => {
                let outer = |inner, _| Node { nodes: Some(vec![inner]), ..node() };
                (1..depth.div_ceil(2)).fold(node(), outer)
            }
            Self::Map => {
                let named = |inner| [(String::from("k"), inner)].into();
                let outer = |inner, _| Node { named: Some(named(inner)), ..node() };
                (1..depth.div_ceil(2)).fold(node(), outer)
            }
            Self::Union => {
                let text = Choice::Text(String::from("x"));
                let choice = (2..depth).fold(text, |inner, _| Choice::Next(Box::new(inner)));
                Node { choice: Some(Box::new(choice)), ..node() }
            }
            Self::Document => {
                let nest = |inner, level| match level % 2 {
                    0 => Document::Array(vec![inner]),
                    _ => Document::Object([(String::from("k"), inner)].into()),
                };
                Node { document: Some((1..depth).fold(Document::Null, nest)), ..node() }
            }
        }
    }

    /// The deepest value.
    fn deepest(self) -> Node {
        self.value(Limits::MAX_DEPTH)
    }
}

fn on_stack(bytes: usize, work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(bytes).spawn(work).unwrap().join().unwrap();
}

fn each_way(stack: usize, work: fn(Way)) {
    for way in Way::ALL {
        on_stack(stack, move || work(way));
    }
}

/// More than the maximum counts as that.
fn limits() -> Limits {
    Limits::DEFAULT.with_depth(usize::MAX)
}

#[test]
fn what_all_values_do() {
    each_way(WHOLE, |way| {
        let value = way.deepest();
        assert!(value.clone() == value);
    });
    each_way(HALF, |way| {
        let value = way.deepest();
        assert!(!format!("{value:?} {value:#?}").is_empty());
    });
}

#[derive(Debug, Clone, Copy)]
enum Codec {
    Json,
    Cbor,
    Xml,
    Query,
}

impl Codec {
    const ALL: [Self; 4] = [Self::Json, Self::Cbor, Self::Xml, Self::Query];

    fn write(self, node: &Node) -> Result<Vec<u8>, EncodeError> {
        let root = Root { name: "Node", namespace: None };
        match self {
            Self::Json => json::write(&SCHEMA, node, json::Options::AWS_JSON),
            Self::Cbor => cbor::write(&SCHEMA, node),
            Self::Xml => xml::write(&SCHEMA, node, &root),
            Self::Query => query::write("Get", "1", &SCHEMA, node, query::Options::AWS_QUERY),
        }
    }

    fn read(self, body: &[u8]) -> Result<Node, DecodeError> {
        let (limits, mut node) = (limits(), Node::default());
        let options = xml::Options::DEFAULT;
        match self {
            Self::Json => {
                json::read(body, &limits, json::Options::AWS_JSON, &SCHEMA, &mut node)?;
            }
            Self::Cbor => cbor::read(body, &limits, &SCHEMA, &mut node)?,
            Self::Xml => {
                xml::read(body, &limits, options, Envelope::Root, &SCHEMA, &mut node)?;
            }
            Self::Query => unreachable!("what is read is XML"),
        }
        Ok(node)
    }
}

fn kind_of(body: &Result<Vec<u8>, EncodeError>) -> Option<EncodeErrorKind> {
    body.as_ref().err().map(EncodeError::kind)
}

/// In XML, the elements around an entry, and around a text, are levels that the value has not.
#[test]
fn written_and_read() {
    each_way(HALF, |way| {
        for codec in Codec::ALL {
            let body = codec.write(&way.deepest());
            assert_ne!(kind_of(&body), Some(EncodeErrorKind::TooDeep), "{codec:?}, {way:?}");
            let (Ok(body), Codec::Json | Codec::Cbor | Codec::Xml) = (body, codec) else {
                continue;
            };
            match codec.read(&body) {
                Ok(_) => {}
                Err(error) => {
                    assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{codec:?}, {way:?}");
                    let body = codec.write(&way.value(Limits::MAX_DEPTH * 2 / 3)).unwrap();
                    assert!(codec.read(&body).is_ok(), "{codec:?}, {way:?}");
                }
            }
        }
    });
}

#[test]
fn one_more_is_too_deep() {
    on_stack(HALF, || {
        let value = Way::Box.value(Limits::MAX_DEPTH + 1);
        for codec in [Codec::Json, Codec::Cbor, Codec::Xml] {
            assert_eq!(kind_of(&codec.write(&value)), Some(EncodeErrorKind::TooDeep), "{codec:?}");
            assert!(codec.write(&Way::Box.deepest()).is_ok(), "{codec:?}");
        }
        let one_more = [r#"{"next":"#.repeat(Limits::MAX_DEPTH), String::from("{}")].concat();
        let closed = one_more + &"}".repeat(Limits::MAX_DEPTH);
        let error = Codec::Json.read(closed.as_bytes()).err().unwrap();
        assert_eq!(error.kind(), DecodeErrorKind::TooDeep);
    });
}

/// What the model does not know is skipped, or kept as a document in a union.
#[test]
fn unknown_values() {
    on_stack(HALF, || {
        let within = Limits::MAX_DEPTH - 1;
        let (open, close) = ("[".repeat(within - 1), "]".repeat(within - 1));
        for body in [
            format!(r#"{{"new":[{open}{close}]}}"#),
            format!(r#"{{"choice":{{"new":{open}{close}}}}}"#),
        ] {
            assert!(Codec::Json.read(body.as_bytes()).is_ok());
        }
        let xml = format!("<Node>{}{}</Node>", "<new>".repeat(within), "</new>".repeat(within));
        assert!(Codec::Xml.read(xml.as_bytes()).is_ok());
        let (open, close) = ("<Errors>".repeat(within), "</Errors>".repeat(within));
        xml::find_error(format!("<Node>{open}{close}</Node>").as_bytes(), &limits());
        let cbor = [&b"\xa1\x63new"[..], &vec![0x81; within - 1], &[0x80]].concat();
        assert!(Codec::Cbor.read(&cbor).is_ok());
    });
}

#[test]
fn serde_both_ways() {
    each_way(HALF, |way| {
        // serde_json stops at a depth of 128 by itself, and so below ours.
        let text = serde_json::to_string(&way.value(Limits::MAX_DEPTH - 1)).unwrap();
        assert!(serde_json::from_str::<Node>(&text).is_ok(), "{way:?}");
        let value = serde_json::to_value(way.deepest()).unwrap();
        assert!(serde_json::from_value::<Node>(value).is_ok(), "{way:?}");
    });
}

#[test]
fn documents_to_serde_json_and_back() {
    on_stack(HALF, || {
        let document = Way::Document.deepest().document.unwrap();
        let value = serde_json::Value::from(document.clone());
        assert_eq!(Document::from(value), document);
    });
}
