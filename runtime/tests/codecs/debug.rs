//! What `Debug` shows, and what it does not.

use smithgen_runtime::v1 as rt;

use smithgen_runtime::{FixedToken, RequestOptions};

use super::shapes::{
    Choice, Color, Everything, Level, Mood, Node, Rank, Sealed, Upload, everything,
};

#[test]
fn a_structure_looks_like_a_derived_one() {
    let value = Everything {
        name: "n".into(),
        flag: Some(true),
        double: Some(1.0),
        big_integer: Some(12_u64.into()),
        blob: Some(rt::Bytes::from_static(b"swordfish")),
        created: Some(rt::Timestamp::EPOCH),
        color: Some(Color::Red),
        choice: Some(Choice::Number(1)),
        sparse_strings: Some(vec![None, Some("s".into())]),
        tags: Some([("k".into(), "v".into())].into()),
        node: Some(Box::default()),
        ..Everything::default()
    };
    assert_eq!(
        format!("{value:?}"),
        concat!(
            r#"Everything { Name: "n", Flag: true, Double: 1.0, BigInteger: 12, Blob: Blob(9 bytes), "#,
            r#"Created: 1970-01-01T00:00:00Z, Color: "RED", Choice: Number(1), "#,
            r#"SparseStrings: [None, "s"], Tags: {"k": "v"}, Node: Node }"#,
        )
    );
}

#[test]
fn the_alternate_form_is_indented() {
    let value = Node {
        next: Some(Box::new(Node { value: Some("v".into()), ..Node::default() })),
        ..Node::default()
    };
    assert_eq!(format!("{value:#?}"), "Node {\n    Next: Node {\n        Value: \"v\",\n    },\n}");
}

#[test]
fn secrets_are_redacted() {
    let shown = format!("{:?} {:#?}", everything(), everything());
    for secret in ["hunter2", "swordfish", "acct-4711"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let value = Everything {
        password: Some("hunter2".into()),
        secrets: Some(vec!["swordfish".into()]),
        accounts: Some([("acct-4711".into(), 5)].into()),
        choice: Some(Choice::Secret("xyzzy".into())),
        mood: Some(Mood::Red),
        ..Everything::default()
    };
    assert_eq!(
        format!("{value:?}"),
        concat!(
            r#"Everything { Name: "", Choice: Secret(*** redacted ***), "#,
            "Password: *** redacted ***, Secrets: [*** redacted ***], ",
            "Accounts: {*** redacted ***: 5}, Mood: *** redacted *** }",
        )
    );
    assert_eq!(format!("{:?} {}", Mood::Red, Mood::Red), "*** redacted *** RED");
}

/// A sensitive shape must not appear in debug output: see
/// <https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait>.
#[test]
fn sensitive_types_show_nothing_by_themselves() {
    let redacted = "*** redacted ***";
    for rank in [Rank::Low, Rank::from(4711)] {
        assert_eq!(format!("{rank:?} {rank:#?}"), format!("{redacted} {redacted}"));
    }
    let mut sealed = Sealed(Choice::Text("hunter2".into()));
    assert_eq!(format!("{sealed:?}"), redacted);
    rt::VariantsMut::set_unknown(&mut sealed, "acct-4711".into(), None);
    assert_eq!(format!("{sealed:?}"), redacted);
}

/// The type of an unknown value does not say whether its enum is sensitive.
#[test]
fn unknown_values_by_themselves_show_nothing() {
    let (Mood::Unknown(value), Rank::Unknown(rank)) = (Mood::from("hunter2"), Rank::from(4711))
    else {
        panic!("neither is known");
    };
    assert_eq!(format!("{value:?} {rank:?}"), "UnknownValue(..) UnknownInt(..)");
    assert_eq!((value.as_str(), rank.value()), ("hunter2", 4711));
    assert_eq!(format!("{:?} {:?}", Color::from("PINK"), Level::from(5)), r#""PINK" 5"#);
}

#[test]
fn tokens_are_not_shown() {
    let token = FixedToken("hunter2");
    let options = RequestOptions::default().with_tokens(&token);
    let shown = format!("{token:?} {options:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn unknown_union_members_show_their_name_only() {
    let mut choice = Choice::default();
    rt::VariantsMut::set_unknown(&mut choice, "New".into(), Some("secret".into()));
    assert_eq!(format!("{choice:?}"), r#"Unknown { name: "New", .. }"#);
}

#[test]
fn streams_show_their_length_only() {
    let value = Upload { key: None, body: "swordfish".into() };
    assert_eq!(format!("{value:?}"), "Upload { Body: Body(9 bytes) }");
}
