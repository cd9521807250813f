//! serde, through `serde_json`.

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde_json::json;
use smithgen_runtime::{Number, v1 as rt};

use super::shapes::{Choice, Color, Everything, Level, Mood, Node, Rank, everything};

fn expected() -> serde_json::Value {
    json!({
        "Name": "a \"b\"\n\u{1}é😀",
        "Flag": true,
        "Byte": -128,
        "Short": 32767,
        "Integer": -2_147_483_648_i64,
        "Long": 9_223_372_036_854_775_807_i64,
        "Float": 1.5,
        "Double": -0.1,
        "BigInteger": "123456789012345678901234567890",
        "BigDecimal": "1.00000000000000000000000000001",
        "Blob": "AP9ibG9i",
        "Created": "2025-01-02T03:04:05.678Z",
        "Updated": "2025-01-02T03:04:05Z",
        "Expires": "2014-04-29T18:30:38Z",
        "Document": {"k": [1, -2], "n": null},
        "Color": "GREEN",
        "Level": 9,
        "Choice": {"Number": 7},
        "Strings": ["x", ""],
        "SparseStrings": [null, "y"],
        "Matrix": [[], [1, 2]],
        "Tags": {"a": "1", "b": "2"},
        "SparseTags": {"c": null, "d": "3"},
        "Shares": {"PINK": 1e300, "RED": 0.25},
        "Node": {"Value": "root", "Next": {}},
        "Nodes": [{"Named": {"n": {}}, "Choice": {"Strings": ["z"]}}],
        "Password": "hunter2",
        "Secrets": ["swordfish"],
        "Accounts": {"acct-4711": 5},
        "Token": "t-1",
        "Mood": "RED",
        "Unit": {},
    })
}

fn read(text: &str) -> Result<Everything, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn everything_is_serialized() {
    assert_eq!(serde_json::to_value(everything()).unwrap(), expected());
    let minimal = serde_json::to_string(&Everything::default()).unwrap();
    assert_eq!(minimal, r#"{"Name":""}"#);
}

#[test]
fn everything_is_deserialized() {
    assert!(serde_json::from_value::<Everything>(expected()).unwrap() == everything());
    assert!(read(&expected().to_string()).unwrap() == everything());
    let reader = expected().to_string();
    assert!(serde_json::from_reader::<_, Everything>(reader.as_bytes()).unwrap() == everything());
}

#[test]
fn required_members_must_be_there() {
    let error = read(r#"{"Flag":true}"#).unwrap_err();
    assert!(error.starts_with("missing field `Name`"), "{error}");
    let error = read(r#"{"Name":null}"#).unwrap_err();
    assert!(error.starts_with("invalid type: null, expected a string"), "{error}");
}

#[test]
fn nulls_are_absent_and_unknown_members_ignored() {
    let text = r#"{"Name":"n","Flag":null,"Node":null,"Choice":null,"New":[{}],"New":1}"#;
    assert!(read(text).unwrap() == Everything { name: "n".into(), ..Everything::default() });
}

#[test]
fn other_faults_are_errors() {
    for (text, expected) in [
        (r#"{"Name":"a","Name":"b"}"#, "duplicate field `Name`"),
        (r#"{"Name":"a","Byte":128}"#, "invalid value: integer `128`, expected i8"),
        (r#"{"Name":"a","Long":9223372036854775808}"#, "invalid value: integer"),
        // Formats of serde hand over doubles, which may have lost what was written.
        (r#"{"Name":"a","Long":9007199254740993.0}"#, "invalid type: floating point"),
        (r#"{"Name":"a","Long":900719925474099.3e1}"#, "invalid type: floating point"),
        (r#"{"Name":"a","Level":1.5}"#, "invalid type: floating point"),
        (r#"{"Name":"a","Level":2147483648}"#, "invalid value: integer `2147483648`, expected i32"),
        (r#"{"Name":"a","Blob":"*"}"#, "the string is not base64"),
        (r#"{"Name":"a","Created":"now"}"#, "expected a time such as 2025-01-02T03:04:05.678Z"),
        (r#"{"Name":"a","Choice":{}}"#, "the union has no member"),
        (r#"{"Name":"a","Choice":{"Number":1,"Text":""}}"#, "the union has more than one member"),
        (r#"{"Name":"a","Strings":{}}"#, "invalid type: map, expected the list Strings"),
        (r#"{"Name":"a","Unit":[]}"#, "invalid type: sequence, expected the structure Unit"),
        (r#"{"Name":"a","Tags":1}"#, "invalid type: integer `1`, expected the map Tags"),
        (r#"{"Name":"a","BigInteger":"x"}"#, "expected an integer"),
        (r#"{"Name":"a","Double":"x"}"#, "invalid value: another string, expected a number"),
        (r#"{"Name":"a","Double":{}}"#, "invalid type: map, expected a number"),
        (r#"{"Name":"a","Float":1e39}"#, "the number is out of range"),
    ] {
        let error = read(text).expect_err(text);
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}

/// Formats quote what they did not expect.
#[test]
fn secrets_are_not_quoted() {
    for (text, expected) in [
        (r#"{"Password":4711}"#, "another value for the member Password"),
        (r#"{"Password":["hunter2"]}"#, "another value for the member Password"),
        (r#"{"Mood":4711}"#, "another value for the member Mood"),
        (r#"{"Secrets":[4711]}"#, "another value for the member member"),
        (r#"{"Accounts":"hunter2"}"#, "the map Accounts"),
        (r#"{"Choice":{"Secret":4711}}"#, "another value for the member Secret"),
        // What holds secrets may be serialized twice.
        (r#"{"Choice":"{\"Secret\":\"hunter2\"}"}"#, "one member of the union Choice"),
        (r#"{"Secrets":"[\"hunter2\"]"}"#, "the list Secrets"),
        (r#"{"Nodes":["{\"Choice\":{\"Secret\":\"hunter2\"}}"]}"#, "the structure Node"),
        (r#""{\"Password\":\"hunter2\"}""#, "the structure Everything"),
    ] {
        let error = read(text).expect_err(text);
        let expected =
            format!("expected {expected}; what was found may be secret, and is not shown");
        assert!(error.starts_with(&expected), "{text}: {error}");
    }
    let mood = serde_json::from_str::<Mood>("4711").unwrap_err().to_string();
    let rank = serde_json::from_str::<Rank>(r#""hunter2""#).unwrap_err().to_string();
    assert!(mood.starts_with("expected a string; what was found may be secret"), "{mood}");
    assert!(rank.starts_with("expected an integer of 32 bits; what was found"), "{rank}");
}

#[test]
fn floats_that_are_not_finite_are_names() {
    let value = Everything {
        float: Some(f32::INFINITY),
        double: Some(f64::NEG_INFINITY),
        document: Some(f64::INFINITY.into()),
        ..Everything::default()
    };
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(
        text,
        r#"{"Name":"","Float":"Infinity","Double":"-Infinity","Document":"Infinity"}"#
    );
    let back = read(&text).unwrap();
    assert_eq!((back.float, back.double), (value.float, value.double));
    assert!(read(r#"{"Name":"","Double":"NaN"}"#).unwrap().double.unwrap().is_nan());
    assert_eq!(read(r#"{"Name":"","Double":3,"Float":-3}"#).unwrap().double, Some(3.0));
}

/// As `serde_json` presents numbers with its feature `arbitrary_precision`, which any crate may turn on.
#[test]
fn numbers_of_any_precision_are_maps_to_serde() {
    let written = |text: &str| format!(r#"{{"$serde_json::private::Number":"{text}"}}"#);
    let with = |member: &str, text: &str| read(&format!(r#"{{"Name":"","{member}":{text}}}"#));
    assert_eq!(with("Double", &written("-0.1")).unwrap().double, Some(-0.1));
    assert_eq!(with("Float", &written("1.5e+1")).unwrap().float, Some(15.0));
    for (member, text) in [("Double", "1e400"), ("Float", "1e39"), ("Double", "x"), ("Float", "")] {
        assert!(with(member, &written(text)).is_err(), "{member} {text}");
    }
    for text in ["1.5", "-0", "18446744073709551616", "0.1234567890123456789012", "1e400"] {
        let number = rt::Document::from(text.parse::<Number>().unwrap());
        assert_eq!(with("Document", &written(text)).unwrap().document, Some(number.clone()));
        let nested = with("Document", &format!("[{}]", written(text))).unwrap().document;
        assert_eq!(nested, Some(rt::Document::from([number])), "{text}");
    }
    for text in [r#"{"$serde_json::private::Number":"x"}"#, r#"{"number":"1"}"#] {
        let document = with("Document", text).unwrap().document.unwrap();
        assert_eq!(serde_json::to_string(&document).unwrap(), text);
    }
}

#[test]
fn numbers_of_documents_without_a_form_in_serde_are_strings() {
    for text in
        ["18446744073709551616", "-9223372036854775809", "0.1234567890123456789012", "1e400"]
    {
        let document = rt::Document::from(text.parse::<Number>().unwrap());
        assert_eq!(serde_json::to_value(&document).unwrap(), text);
    }
    let wide: serde::de::value::U128Deserializer<serde_json::Error> = u128::MAX.into_deserializer();
    let document = rt::Document::deserialize(wide).unwrap();
    assert_eq!(document, rt::Document::from(u128::MAX.to_string().parse::<Number>().unwrap()));
}

#[test]
fn unknown_values_survive() {
    let text = r#"{"Name":"","Color":"BLUE","Level":5,"Choice":{"New":[1,{"a":null}]}}"#;
    let value = read(text).unwrap();
    assert_eq!(value.color, Some(Color::from("BLUE")));
    assert_eq!(value.level, Some(Level::from(5)));
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    let error = serde_json::to_string(&Choice::default()).unwrap_err();
    assert_eq!(error.to_string(), "a union holds an unknown member without a value");
}

#[test]
fn types_stand_alone() {
    assert_eq!(serde_json::to_string(&Choice::Text("t".into())).unwrap(), r#"{"Text":"t"}"#);
    assert_eq!(serde_json::to_string(&Color::Red).unwrap(), r#""RED""#);
    assert_eq!(serde_json::from_str::<Level>("9").unwrap(), Level::High);
    assert_eq!(serde_json::to_string(&rt::Timestamp::EPOCH).unwrap(), r#""1970-01-01T00:00:00Z""#);
    assert!(serde_json::from_str::<Node>("{}").unwrap() == Node::default());
    let document: rt::Document = serde_json::from_str(r#"[1,-1,1.5,"a",true,null,{}]"#).unwrap();
    assert_eq!(serde_json::to_string(&document).unwrap(), r#"[1,-1,1.5,"a",true,null,{}]"#);
}
