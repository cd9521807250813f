//! Known values to known bodies of awsQuery and ec2Query.

use smithgen_runtime::codec::query::{self, Options};
use smithgen_runtime::v1::{self as rt, Members, Shape};
use smithgen_runtime::{EncodeError, EncodeErrorKind, Limits};

use super::shapes::{Choice, Collections, Names, Node, Scalars, collections, scalars};

fn try_write<T: Shape + Members>(value: &T, options: Options) -> Result<String, EncodeError> {
    let bytes = query::write("Test", "2020-01-08", T::SCHEMA, value, options)?;
    Ok(String::from_utf8(bytes).unwrap())
}

/// The pairs after the operation and the version.
#[track_caller]
fn pairs<T: Shape + Members>(value: &T, options: Options) -> Vec<String> {
    let body = try_write(value, options).unwrap();
    let mut pairs = body.split('&').map(String::from);
    assert_eq!(pairs.next().as_deref(), Some("Action=Test"));
    assert_eq!(pairs.next().as_deref(), Some("Version=2020-01-08"));
    pairs.collect()
}

fn names() -> Names {
    Names {
        plain: Some("1".into()),
        capital: Some("2".into()),
        renamed: Some("3".into()),
        queried: Some("4".into()),
        odd: Some("5".into()),
        list: Some(vec!["6".into(), "7".into()]),
    }
}

#[test]
fn an_input_without_members_is_an_operation_and_a_version() {
    for options in [Options::AWS_QUERY, Options::EC2_QUERY] {
        let body = try_write(&Scalars::default(), options).unwrap();
        assert_eq!(body, "Action=Test&Version=2020-01-08");
    }
}

#[test]
fn aws_names() {
    let expected = [
        "plain=1",
        "Capital=2",
        "custom=3",
        "ignored=4",
        "ns%3Aodd=5",
        "list.member.1=6",
        "list.member.2=7",
    ];
    assert_eq!(pairs(&names(), Options::AWS_QUERY), expected);
}

#[test]
fn ec2_names() {
    let expected =
        ["Plain=1", "Capital=2", "Custom=3", "a=4", "Ns%3Aodd=5", "List.1=6", "List.2=7"];
    assert_eq!(pairs(&names(), Options::EC2_QUERY), expected);
}

#[test]
fn simple_values() {
    let expected = [
        "text=%20%20a%20%3Cb%3E%20%26%20%22c%22%0D%0A%20%20",
        "flag=false",
        "byte=-128",
        "short=32767",
        "integer=-2147483648",
        "long=9223372036854775807",
        "float=1.5",
        "DoubleDribble=-0.1",
        "bigInteger=123456789012345678901234567890",
        "bigDecimal=1.00000000000000000000000000001",
        "blob=AP9ibG9i",
        "normal=2025-01-02T03%3A04%3A05.678Z",
        "epoch=1398796238",
        "httpDate=Tue%2C%2029%20Apr%202014%2018%3A30%3A38%20GMT",
        "color=RED",
        "level=9",
        "test=%3Ctest%26%09%22mock%22%3E",
        "count=7",
    ];
    assert_eq!(pairs(&scalars(), Options::AWS_QUERY), expected);
    let value = Scalars {
        text: Some(String::new()),
        float: Some(f32::NAN),
        double: Some(f64::NEG_INFINITY),
        blob: Some(rt::Bytes::from_static(b"\xff\xff")),
        ..Scalars::default()
    };
    let expected = ["text=", "float=NaN", "DoubleDribble=-Infinity", "blob=%2F%2F8%3D"];
    assert_eq!(pairs(&value, Options::AWS_QUERY), expected);
    let expected = ["Text=", "Float=NaN", "DoubleDribble=-Infinity", "Blob=%2F%2F8%3D"];
    assert_eq!(pairs(&value, Options::EC2_QUERY), expected);
}

#[test]
fn aws_collections() {
    let expected = [
        "strings.member.1=foo",
        "strings.member.2=",
        "renamed.item.1=bar",
        "flat.1=hi",
        "flat.2=bye",
        "customName.1=yep",
        "matrix.member.1.member.1=a",
        "matrix.member.1.member.2=b",
        "matrix.member.2=",
        "nodes.member.1.value=1",
        "flatNodes.1.value=2",
        "flatNodes.1.child.1.value=3",
        "flatNodes.2.value=4",
        "sparse.member.1=x",
        "sparse.member.2=",
        "tags.entry.1.key=k1",
        "tags.entry.1.value=v1",
        "tags.entry.2.key=k2",
        "tags.entry.2.value=",
        "Settings.entry.1.K=a",
        "Settings.entry.1.V=A",
        "flatMap.1.key=foo",
        "flatMap.1.value=Foo",
        "flatMap.2.key=qux",
        "flatMap.2.value=Qux",
        "KVP.1.K=b",
        "KVP.1.V=B",
        "nodeMap.entry.1.key=n",
        "nodeMap.entry.1.value.value=5",
        "sparseMap.entry.1.key=null",
        "sparseMap.entry.1.value=",
        "sparseMap.entry.2.key=set",
        "sparseMap.entry.2.value=y",
        "mapOfLists.entry.1.key=secret",
        "mapOfLists.entry.1.value.member.1=1",
        "mapOfLists.entry.1.value.member.2=2",
        "choice.Hi.1=i",
        "choice.Hi.2=j",
    ];
    assert_eq!(pairs(&collections(), Options::AWS_QUERY), expected);
}

#[test]
fn ec2_lists_are_flat() {
    let value = Collections {
        tags: None,
        renamed_map: None,
        flat_map: None,
        flat_named_map: None,
        node_map: None,
        sparse_map: None,
        map_of_lists: None,
        ..collections()
    };
    let expected = [
        "Strings.1=foo",
        "Strings.2=",
        "Renamed.1=bar",
        "Flat.1=hi",
        "Flat.2=bye",
        "CustomName.1=yep",
        "Matrix.1.1=a",
        "Matrix.1.2=b",
        "Nodes.1.Value=1",
        "FlatNodes.1.Value=2",
        "FlatNodes.1.Child.1.Value=3",
        "FlatNodes.2.Value=4",
        "Sparse.1=x",
        "Sparse.2=",
        "Choice.Hi.1=i",
        "Choice.Hi.2=j",
    ];
    assert_eq!(pairs(&value, Options::EC2_QUERY), expected);
}

#[test]
fn empty_lists_are_sent_by_aws_query_alone() {
    let value = Collections {
        strings: Some(vec![]),
        flat: Some(vec![]),
        tags: Some([].into()),
        flat_map: Some([].into()),
        ..Collections::default()
    };
    assert_eq!(pairs(&value, Options::AWS_QUERY), ["strings=", "flat="]);
    assert!(pairs(&value, Options::EC2_QUERY).is_empty());
}

#[test]
fn nothing_comes_between_operation_and_members() {
    let value = Names { plain: Some("é".into()), ..Names::default() };
    let body = query::write("A b", "v&1", Names::SCHEMA, &value, Options::AWS_QUERY).unwrap();
    assert_eq!(body, b"Action=A%20b&Version=v%261&plain=%C3%A9");
}

#[test]
fn what_a_query_cannot_carry_is_refused() {
    #[track_caller]
    fn fails<T: Shape + Members>(value: &T, kind: EncodeErrorKind, path: &str) {
        for options in [Options::AWS_QUERY, Options::EC2_QUERY] {
            let error = try_write(value, options).unwrap_err();
            assert_eq!((error.kind(), error.path().as_str()), (kind, path));
        }
    }
    let unknown = Choice::Unknown { name: "New".into(), value: None };
    let choice = Choice::Nested(vec![Choice::Number(1), unknown]);
    let value = Collections { choice: Some(choice), ..Collections::default() };
    fails(&value, EncodeErrorKind::UnknownVariant, "choice.nested[1]");
    let value = Scalars { document: Some(rt::Document::Null), ..Scalars::default() };
    fails(&value, EncodeErrorKind::Unsupported, "document");
    let value = Scalars { body: Some(vec![]), ..Scalars::default() };
    fails(&value, EncodeErrorKind::Schema, "body");
}

#[test]
fn depth_is_limited() {
    let nested = |depth| {
        (0..depth).fold(Node::of("leaf"), |child, _| Node {
            children: Some(vec![child]),
            ..Node::default()
        })
    };
    // A structure and a list take one level each.
    assert!(try_write(&nested(Limits::MAX_DEPTH / 2 - 1), Options::AWS_QUERY).is_ok());
    let error = try_write(&nested(Limits::MAX_DEPTH / 2), Options::AWS_QUERY).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::TooDeep);
}
