//! Known values to known bytes.

use smithgen_runtime::codec::json::{self, Options};
use smithgen_runtime::v1::{self as rt, Members, Shape};
use smithgen_runtime::{EncodeErrorKind, Limits};

use super::shapes::{Choice, Everything, Node, Upload, everything};

pub const EVERYTHING: &str = concat!(
    r#"{"Name":"a \"b\"\n\u0001é😀","Flag":true,"Byte":-128,"Short":32767,"Integer":-2147483648,"#,
    r#""Long":9223372036854775807,"Float":1.5,"Double":-0.1,"#,
    r#""BigInteger":123456789012345678901234567890,"#,
    r#""BigDecimal":1.00000000000000000000000000001,"Blob":"AP9ibG9i","Created":1735787045.678,"#,
    r#""Updated":"2025-01-02T03:04:05Z","Expires":"Tue, 29 Apr 2014 18:30:38 GMT","#,
    r#""Document":{"k":[1,-2],"n":null},"Color":"GREEN","Level":9,"Choice":{"Number":7},"#,
    r#""Strings":["x",""],"SparseStrings":[null,"y"],"Matrix":[[],[1,2]],"#,
    r#""Tags":{"a":"1","b":"2"},"SparseTags":{"c":null,"d":"3"},"Shares":{"PINK":1e+300,"RED":0.25},"#,
    r#""Node":{"Value":"root","Next":{}},"#,
    r#""Nodes":[{"Named":{"n":{}},"Choice":{"Strings":["z"]}}],"Password":"hunter2","#,
    r#""Secrets":["swordfish"],"Accounts":{"acct-4711":5},"Token":"t-1","Mood":"RED","Unit":{}}"#,
);

pub(super) fn write<T: Shape + Members>(value: &T) -> String {
    String::from_utf8(json::write(T::SCHEMA, value, Options::AWS_JSON).unwrap()).unwrap()
}

#[test]
fn everything_is_written() {
    assert_eq!(write(&everything()), EVERYTHING);
}

#[test]
fn members_that_are_not_set_are_left_out() {
    assert_eq!(write(&Everything::default()), r#"{"Name":""}"#);
    assert_eq!(write(&Node::default()), "{}");
}

#[test]
fn json_names_are_those_of_rest_json_only() {
    let value = Everything { color: Some("RED".into()), ..Everything::default() };
    let rest = json::write(Everything::SCHEMA, &value, Options::REST_JSON).unwrap();
    assert_eq!(rest, br#"{"Name":"","colour":"RED"}"#);
    assert_eq!(write(&value), r#"{"Name":"","Color":"RED"}"#);
}

#[test]
fn floats_are_numbers_or_names() {
    for (double, expected) in [
        (f64::NAN, r#""NaN""#),
        (f64::INFINITY, r#""Infinity""#),
        (f64::NEG_INFINITY, r#""-Infinity""#),
        (0.1 + 0.2, "0.30000000000000004"),
        (100.0, "100.0"),
        (1e-7, "1e-7"),
        (f64::MAX, "1.7976931348623157e+308"),
        (f64::from_bits(1), "5e-324"),
        (-0.0, "-0.0"),
    ] {
        let value = Everything { double: Some(double), ..Everything::default() };
        assert_eq!(write(&value), format!(r#"{{"Name":"","Double":{expected}}}"#));
    }
    let value = Everything { float: Some(0.1), ..Everything::default() };
    assert_eq!(write(&value), r#"{"Name":"","Float":0.1}"#);
    let value = Everything { float: Some(f32::INFINITY), ..Everything::default() };
    assert_eq!(write(&value), r#"{"Name":"","Float":"Infinity"}"#);
    let value =
        Everything { document: Some(rt::Document::from(f64::NAN)), ..Everything::default() };
    assert_eq!(write(&value), r#"{"Name":"","Document":"NaN"}"#);
}

/// Against `serde_json`, which is another's work, for every character that might need an escape.
#[test]
fn strings_are_escaped_as_elsewhere() {
    for code in (0..0x300).chain([0x2028, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff]) {
        for padding in 0..9 {
            let text: String =
                ["a".repeat(padding), char::from_u32(code).unwrap().into(), "b".into()].concat();
            let expected = serde_json::to_string(&text).unwrap();
            let value = Everything { name: text, ..Everything::default() };
            assert_eq!(write(&value), format!(r#"{{"Name":{expected}}}"#));
        }
    }
}

#[test]
fn unknown_union_members_are_written_back() {
    let mut choice = Choice::default();
    rt::VariantsMut::set_unknown(&mut choice, "New".into(), Some([1].into()));
    let value = Everything { choice: Some(choice), ..Everything::default() };
    assert_eq!(write(&value), r#"{"Name":"","Choice":{"New":[1]}}"#);
}

#[test]
fn unknown_union_members_without_a_value_are_an_error() {
    let node = Node { choice: Some(Box::default()), ..Node::default() };
    let node = Node { named: Some([("k".into(), node)].into()), ..Node::default() };
    let value = Everything { nodes: Some(vec![Node::default(), node]), ..Everything::default() };
    let error = json::write(Everything::SCHEMA, &value, Options::AWS_JSON).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::UnknownVariant);
    assert_eq!(error.path(), r#"Nodes[1].Named["k"].Choice"#);
    assert_eq!(
        error.to_string(),
        r#"cannot write `Nodes[1].Named["k"].Choice`: the union holds an unknown member without a value"#
    );
}

#[test]
fn streams_are_an_error() {
    let error = json::write(Upload::SCHEMA, &Upload::default(), Options::AWS_JSON).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::Stream, "Body"));
}

fn chain(depth: usize) -> Node {
    (1..depth)
        .fold(Node::default(), |node, _| Node { next: Some(Box::new(node)), ..Node::default() })
}

#[test]
fn depth_is_bounded() {
    assert!(json::write(Node::SCHEMA, &chain(Limits::MAX_DEPTH), Options::AWS_JSON).is_ok());
    let deep = chain(Limits::MAX_DEPTH + 1);
    let error = json::write(Node::SCHEMA, &deep, Options::AWS_JSON).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::TooDeep);
    let document = (0..600).fold(rt::Document::Null, |inner, _| rt::Document::from([inner]));
    let value = Everything { document: Some(document), ..Everything::default() };
    let error = json::write(Everything::SCHEMA, &value, Options::AWS_JSON).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::TooDeep, "Document"));
}
