//! Known values to known documents.

use smithgen_runtime::codec::xml::{self, Namespace, Root};
use smithgen_runtime::v1::{self as rt, Members, Shape};
use smithgen_runtime::{EncodeError, EncodeErrorKind, Limits};

use super::shapes::{
    COLLECTIONS_XML, Choice, Collections, Node, PAYLOADS, SCALARS_XML, SPACES_XML, Scalars,
    collections, scalars, spaces,
};

fn try_write<T: Shape + Members>(value: &T) -> Result<String, EncodeError> {
    let bytes = xml::write(T::SCHEMA, value, &Root::of(T::SCHEMA))?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[track_caller]
fn write<T: Shape + Members>(value: &T) -> String {
    try_write(value).unwrap()
}

#[track_caller]
fn fails<T: Shape + Members>(value: &T, kind: EncodeErrorKind, path: &str) {
    let error = try_write(value).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (kind, path));
}

#[test]
fn simple_values_are_written() {
    assert_eq!(write(&scalars()), SCALARS_XML);
}

#[test]
fn lists_maps_and_unions_are_written() {
    assert_eq!(write(&collections()), COLLECTIONS_XML);
}

#[test]
fn namespaces_are_written() {
    assert_eq!(write(&spaces()), SPACES_XML);
}

#[test]
fn what_is_empty_is_written_and_what_is_absent_is_not() {
    assert_eq!(write(&Scalars::default()), "<Simple></Simple>");
    assert_eq!(
        write(&Scalars { text: Some(String::new()), ..Scalars::default() }),
        "<Simple><text></text></Simple>"
    );
    let empty = Collections {
        strings: Some(vec![]),
        flat: Some(vec![]),
        tags: Some([].into()),
        flat_map: Some([].into()),
        nodes: Some(vec![]),
        ..Collections::default()
    };
    assert_eq!(
        write(&empty),
        "<Collections><strings></strings><nodes></nodes><tags></tags></Collections>"
    );
}

#[test]
fn floats_that_are_not_finite_have_names() {
    let value =
        |float, double| Scalars { float: Some(float), double: Some(double), ..Scalars::default() };
    for (value, expected) in [
        (value(f32::NAN, f64::NAN), "NaN"),
        (value(f32::INFINITY, f64::INFINITY), "Infinity"),
        (value(f32::NEG_INFINITY, f64::NEG_INFINITY), "-Infinity"),
    ] {
        let expected = format!(
            "<Simple><float>{expected}</float><DoubleDribble>{expected}</DoubleDribble></Simple>"
        );
        assert_eq!(write(&value), expected);
    }
}

#[test]
fn unions_have_one_element() {
    let of = |choice| Collections { choice: Some(choice), ..Collections::default() };
    for (choice, expected) in [
        (Choice::Text("t".into()), "<text>t</text>"),
        (Choice::Number(-3), "<Num>-3</Num>"),
        (Choice::Node(Node::of("v")), "<node><value>v</value></node>"),
        (Choice::Items(vec!["i".into()]), "<Hi>i</Hi>"),
        (Choice::Nested(vec![Choice::Number(1)]), "<nested><member><Num>1</Num></member></nested>"),
    ] {
        let expected = format!("<Collections><choice>{expected}</choice></Collections>");
        assert_eq!(write(&of(choice)), expected);
    }
}

#[test]
fn roots_have_the_name_and_namespace_that_are_asked_for() {
    let service = Some(Namespace { uri: "http://service.com", prefix: "" });
    for (index, expected) in [
        (0, r#"<ANode xmlns="http://service.com"><value>v</value></ANode>"#),
        (1, r#"<Hola xmlns="http://member.com"><value>v</value></Hola>"#),
    ] {
        let member = &PAYLOADS[index];
        let root = Root::of_payload(member).unwrap().or_namespace(service);
        let node = Node::of("v");
        let written = xml::write_payload(member, rt::value(&node), &root).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
    let root = Root::of_payload(&PAYLOADS[2]).unwrap().or_namespace(service);
    assert_eq!((root.name, root.namespace.unwrap().uri), ("Spaces", "http://foo.com"));
    let root = Root::of_payload(&PAYLOADS[3]).unwrap();
    let choice = Choice::Text("t".into());
    let written = xml::write_payload(&PAYLOADS[3], rt::value(&choice), &root).unwrap();
    assert_eq!(written, b"<Choice><text>t</text></Choice>");
    assert_eq!(Root::of_payload(&PAYLOADS[4]), None);
    let root = Root { name: "Request", namespace: Some(Namespace { uri: "u", prefix: "p" }) };
    let written = xml::write(Node::SCHEMA, &Node::default(), &root).unwrap();
    assert_eq!(written, br#"<Request xmlns:p="u"></Request>"#);
}

#[test]
fn what_xml_cannot_carry_is_refused() {
    let unknown = Choice::Unknown { name: "New".into(), value: Some(rt::Document::Null) };
    let value = Collections { choice: Some(unknown), ..Collections::default() };
    fails(&value, EncodeErrorKind::UnknownVariant, "choice");
    let value = Scalars { document: Some(rt::Document::Null), ..Scalars::default() };
    fails(&value, EncodeErrorKind::Unsupported, "document");
    // A list of which the schema knows nothing.
    let value = Scalars { body: Some(vec![]), ..Scalars::default() };
    fails(&value, EncodeErrorKind::Schema, "body");
}

#[test]
fn depth_is_limited() {
    let nested = |depth| {
        (0..depth).fold(Node::default(), |child, _| Node {
            children: Some(vec![child]),
            ..Node::default()
        })
    };
    // A structure and a list take one level each.
    assert!(try_write(&nested(Limits::MAX_DEPTH / 2 - 1)).is_ok());
    let error = try_write(&nested(Limits::MAX_DEPTH / 2)).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::TooDeep);
    assert!(error.path().starts_with("children[0].children[0]"), "{error}");
}
