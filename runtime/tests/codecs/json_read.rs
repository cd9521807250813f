//! Known bytes to known values, and malformed ones to errors that say where.

use smithgen_runtime::codec::json::{self, Options};
use smithgen_runtime::v1::{self as rt, MembersMut, Shape};
use smithgen_runtime::{DecodeError, DecodeErrorKind as Kind, Limits, Number};

use super::json_write::{self, EVERYTHING};
use super::shapes::{Choice, Color, Everything, Level, Node, everything};

fn try_read_with<T: Shape + MembersMut + Default>(
    bytes: impl AsRef<[u8]>,
    limits: &Limits,
) -> Result<T, DecodeError> {
    let mut value = T::default();
    json::read(bytes.as_ref(), limits, Options::AWS_JSON, T::SCHEMA, &mut value)?;
    Ok(value)
}

fn try_read(bytes: impl AsRef<[u8]>) -> Result<Everything, DecodeError> {
    try_read_with(bytes, &Limits::default())
}

#[track_caller]
fn read(text: &str) -> Everything {
    try_read(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[track_caller]
fn fails(text: impl AsRef<[u8]>, kind: Kind, path: &str) {
    let text = text.as_ref();
    let error = try_read(text).expect_err(&String::from_utf8_lossy(text));
    assert_eq!((error.kind(), error.path().as_str()), (kind, path), "{}", text.escape_ascii());
}

fn wrong_type(expected: &'static str, found: &'static str) -> Kind {
    Kind::Type { expected, found }
}

#[test]
fn everything_is_read() {
    assert!(read(EVERYTHING) == everything());
}

#[test]
fn white_space_and_order_do_not_matter() {
    let value: serde_json::Value =
        serde_json::from_str(r#"{"Flag":true,"Name":"n","Tags":{"a":"b"}}"#).unwrap();
    let expected = Everything {
        name: "n".into(),
        flag: Some(true),
        tags: Some([("a".into(), "b".into())].into()),
        ..Everything::default()
    };
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert!(read(&format!("\r\n\t {pretty} \n")) == expected);
    assert!(read(r#"{"Tags":{"a":"b"},"Name":"n","Flag":true}"#) == expected);
}

#[test]
fn every_truncation_is_an_error() {
    // No byte at all is no structure, and no error.
    for end in 1..EVERYTHING.len() {
        let bytes = &EVERYTHING.as_bytes()[..end];
        let error = try_read(bytes).expect_err("truncated");
        if str::from_utf8(bytes).is_ok() {
            assert_eq!(error.kind(), Kind::Truncated, "{end}: {error}");
            assert_eq!(error.offset(), Some(end), "{error}");
        } else {
            assert_eq!(error.kind(), Kind::Utf8, "{end}: {error}");
        }
    }
}

/// No panic, whatever byte is put in whatever place.
#[test]
fn every_byte_may_be_wrong() {
    for place in 0..EVERYTHING.len() {
        for byte in b"\0\"\\{}[],:0-e.nt \x7f\x80\xff" {
            let mut bytes = EVERYTHING.as_bytes().to_vec();
            bytes[place] = *byte;
            let _ = try_read(bytes);
        }
    }
}

#[test]
fn integers_are_checked() {
    assert_eq!(read(r#"{"Integer":1.0}"#).integer, Some(1));
    assert_eq!(read(r#"{"Integer":-12e2}"#).integer, Some(-1200));
    assert_eq!(read(r#"{"Integer":-0}"#).integer, Some(0));
    assert_eq!(read(r#"{"Long":-9223372036854775808}"#).long, Some(i64::MIN));
    fails(r#"{"Byte":128}"#, Kind::OutOfRange, "Byte");
    fails(r#"{"Byte":-129}"#, Kind::OutOfRange, "Byte");
    fails(r#"{"Short":40000}"#, Kind::OutOfRange, "Short");
    fails(r#"{"Integer":2147483648}"#, Kind::OutOfRange, "Integer");
    fails(r#"{"Long":9223372036854775808}"#, Kind::OutOfRange, "Long");
    fails(r#"{"Long":99999999999999999999999}"#, Kind::OutOfRange, "Long");
    fails(r#"{"Long":1e300}"#, Kind::OutOfRange, "Long");
    fails(r#"{"Integer":1.5}"#, wrong_type("an integer", "another number"), "Integer");
    fails(r#"{"Integer":"1"}"#, wrong_type("a number", "a string"), "Integer");
    fails(r#"{"Integer":01}"#, Kind::Syntax("`,` or `}`"), "");
    fails(r#"{"Integer":-}"#, Kind::Syntax("a digit"), "Integer");
    fails(r#"{"Integer":1.}"#, Kind::Syntax("a digit"), "Integer");
    fails(r#"{"Integer":1e}"#, Kind::Syntax("a digit"), "Integer");
    fails(r#"{"Integer":+1}"#, Kind::Syntax("a value"), "Integer");
    fails(r#"{"Integer":NaN}"#, Kind::Syntax("a value"), "Integer");
}

/// Doubles begin to skip integers at 2^53, and end far beyond 64 bits.
#[test]
fn integers_are_exact_however_they_are_written() {
    for (text, value) in [
        ("9007199254740993", 9_007_199_254_740_993),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("-9007199254740993.000", -9_007_199_254_740_993),
        ("900719925474099.3e1", 9_007_199_254_740_993),
        ("-900719925474099.3E+1", -9_007_199_254_740_993),
        ("90071992547409930e-1", 9_007_199_254_740_993),
        ("9223372036854775807.0", i64::MAX),
        ("-9223372036854775808.0", i64::MIN),
        ("0.0000000000000000000000001e25", 1),
        ("0e99999999999999999999", 0),
    ] {
        assert_eq!(read(&format!(r#"{{"Long":{text}}}"#)).long, Some(value), "{text}");
        assert_eq!(read(&format!(r#"{{"Matrix":[[{text}]]}}"#)).matrix, Some(vec![vec![value]]));
    }
    let fraction = wrong_type("an integer", "another number");
    for (name, text, kind) in [
        ("Long", "9007199254740992.5", fraction),
        ("Long", "-9007199254740992.5", fraction),
        ("Long", "90071992547409925e-1", fraction),
        ("Long", "9223372036854775808.0", Kind::OutOfRange),
        ("Long", "-9223372036854775809.0", Kind::OutOfRange),
        ("Long", "922337203685477580.8e1", Kind::OutOfRange),
        ("Long", "1e99999999999999999999", Kind::OutOfRange),
        ("Integer", "2147483648.0", Kind::OutOfRange),
        ("Integer", "0.5", fraction),
        ("Level", "2147483648.0", Kind::OutOfRange),
        ("Level", "1.5", fraction),
        ("Short", "3.2768e4", Kind::OutOfRange),
        ("Byte", "1.28e2", Kind::OutOfRange),
    ] {
        fails(format!(r#"{{"{name}":{text}}}"#), kind, name);
    }
    assert_eq!(read(r#"{"Byte":-1.28e2}"#).byte, Some(i8::MIN));
    assert_eq!(read(r#"{"Level":9.0}"#).level, Some(Level::High));
}

#[test]
fn a_time_is_exact_to_the_nanosecond() {
    for (text, seconds, nanos) in [
        ("9007199254740993.123456789", 9_007_199_254_740_993, 123_456_789),
        ("9007199254740993.1234567899e0", 9_007_199_254_740_993, 123_456_789),
        ("900719925474099.3123456789E1", 9_007_199_254_740_993, 123_456_789),
        ("-9007199254740993.000000001", -9_007_199_254_740_994, 999_999_999),
    ] {
        let time = rt::Timestamp::new(seconds, nanos).ok();
        assert_eq!(read(&format!(r#"{{"Created":{text}}}"#)).created, time, "{text}");
    }
    let form = Kind::Form("a timestamp of its format");
    fails(r#"{"Created":9223372036854775808}"#, form, "Created");
}

#[test]
fn floats_are_numbers_or_names() {
    assert_eq!(read(r#"{"Double":1}"#).double, Some(1.0));
    assert_eq!(read(r#"{"Double":-1.5e-3}"#).double, Some(-0.0015));
    assert_eq!(read(r#"{"Double":"-Infinity"}"#).double, Some(f64::NEG_INFINITY));
    assert!(read(r#"{"Float":"NaN"}"#).float.unwrap().is_nan());
    assert_eq!(read(r#"{"Float":0.1}"#).float, Some(0.1));
    fails(r#"{"Double":"nan"}"#, Kind::Form("NaN, Infinity or -Infinity"), "Double");
    fails(r#"{"Double":1e999}"#, Kind::OutOfRange, "Double");
    fails(r#"{"Float":1e39}"#, Kind::OutOfRange, "Float");
    fails(r#"{"Double":true}"#, wrong_type("a number", "a boolean"), "Double");
}

#[test]
fn big_numbers_keep_their_digits() {
    let digits = "9".repeat(400);
    let value = read(&format!(r#"{{"BigInteger":-{digits},"BigDecimal":{digits}.50e-1}}"#));
    assert_eq!(value.big_integer.unwrap().as_str(), format!("-{digits}"));
    assert_eq!(value.big_decimal.unwrap().as_str(), format!("{digits}.50e-1"));
    assert_eq!(read(r#"{"BigInteger":12.00}"#).big_integer.unwrap().as_str(), "12");
    fails(r#"{"BigInteger":1e3}"#, wrong_type("an integer", "another number"), "BigInteger");
    fails(r#"{"BigInteger":1.5}"#, wrong_type("an integer", "another number"), "BigInteger");
}

#[test]
fn strings_are_unescaped() {
    for (escaped, expected) in [
        (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r"aAé\u00e9", "aAéé"),
        (r"\ud83d\ude00!", "😀!"),
        (r"\uD83D\uDE00", "😀"),
        (r"\u0000", "\0"),
        (r"1234567\n89012345\t", "1234567\n89012345\t"),
    ] {
        assert_eq!(read(&format!(r#"{{"Name":"{escaped}"}}"#)).name, expected);
        // The names of members are strings, too.
        let tags = read(&format!(r#"{{"Tags":{{"{escaped}":"v"}}}}"#)).tags.unwrap();
        assert_eq!(tags.into_keys().collect::<Vec<_>>(), [expected]);
    }
    assert_eq!(read(r#"{"N\u0061me":"x"}"#).name, "x");
}

#[test]
fn malformed_strings_are_errors() {
    let surrogates = Kind::Syntax("a pair of surrogates");
    for (escaped, kind) in [
        (r"\ud83d", surrogates),
        (r"\ud83dx", surrogates),
        (r"\ud83d\n", surrogates),
        (r"\ude00", surrogates),
        (r"\ud83d\ud83d", surrogates),
        (r"\x41", Kind::Syntax("an escape")),
        (r"\u12g4", Kind::Syntax("a hexadecimal digit")),
        (r"\u+123", Kind::Syntax("a hexadecimal digit")),
        ("a\nb", Kind::Syntax("no control character")),
        ("a\\n\0", Kind::Syntax("no control character")),
    ] {
        fails(format!(r#"{{"Name":"{escaped}"}}"#), kind, "Name");
    }
    fails(b"{\"Name\":\"\xff\"}", Kind::Utf8, "");
    fails(b"{\"Name\":\"\xed\xa0\x80\"}", Kind::Utf8, "");
}

#[test]
fn timestamps_have_their_formats() {
    assert_eq!(read(r#"{"Created":-1.5}"#).created, rt::Timestamp::new(-2, 500_000_000).ok());
    assert_eq!(read(r#"{"Created":1.7e9}"#).created, rt::Timestamp::new(1_700_000_000, 0).ok());
    assert_eq!(
        read(r#"{"Updated":"2025-01-02T04:04:05.25+01:00"}"#).updated,
        rt::Timestamp::new(1_735_787_045, 250_000_000).ok()
    );
    let form = Kind::Form("a timestamp of its format");
    fails(r#"{"Created":"2025-01-02T03:04:05Z"}"#, wrong_type("a number", "a string"), "Created");
    fails(r#"{"Updated":1735787045}"#, wrong_type("a string", "a number"), "Updated");
    fails(r#"{"Updated":"yesterday"}"#, form, "Updated");
    fails(r#"{"Expires":"2025-01-02T03:04:05Z"}"#, form, "Expires");
}

#[test]
fn blobs_are_base64() {
    assert_eq!(read(r#"{"Blob":""}"#).blob.unwrap(), "");
    assert_eq!(read(r#"{"Blob":"AP9ibG9i"}"#).blob.unwrap(), &b"\x00\xffblob"[..]);
    assert_eq!(read(r#"{"Blob":"Zg"}"#).blob.unwrap(), "f");
    fails(r#"{"Blob":"*"}"#, Kind::Form("base64"), "Blob");
    fails(r#"{"Blob":[1]}"#, wrong_type("a string", "an array"), "Blob");
}

#[test]
fn nulls_count_in_sparse_collections_only() {
    let value = read(
        r#"{"Name":null,"Flag":null,"Strings":["a",null],"Tags":{"a":null,"b":"c"},
            "SparseStrings":[null],"SparseTags":{"a":null},"Document":null,"Choice":null}"#,
    );
    let expected = Everything {
        strings: Some(vec!["a".into()]),
        tags: Some([("b".into(), "c".into())].into()),
        sparse_strings: Some(vec![None]),
        sparse_tags: Some([("a".into(), None)].into()),
        ..Everything::default()
    };
    assert!(value == expected, "{value:?}");
    fails(r#"{"Flag":nil}"#, Kind::Syntax("a value"), "");
    fails(r#"{"Flag":nulll}"#, Kind::Syntax("`,` or `}`"), "");
}

#[test]
fn unions_have_one_member() {
    let choice = |text: &str| read(&format!(r#"{{"Choice":{text}}}"#)).choice.unwrap();
    assert!(choice(r#"{"Text":"a"}"#) == Choice::Text("a".into()));
    assert!(choice(r#"{"Number":null,"__type":"x","Text":"a"}"#) == Choice::Text("a".into()));
    assert!(choice(r#"{"Nothing":{"Future":1}}"#) == Choice::Nothing(rt::Unit));
    let Choice::Unknown { name, value, .. } = choice(r#"{"New":{"a":[1.5,"b",null]}}"#) else {
        panic!("not unknown");
    };
    let inner = rt::Document::from([1.5.into(), rt::Document::from("b"), rt::Document::Null]);
    assert_eq!(name, "New");
    assert_eq!(value, Some([("a", inner)].into_iter().collect()));
    fails(r#"{"Choice":{}}"#, Kind::EmptyUnion, "Choice");
    fails(r#"{"Choice":{"Text":null}}"#, Kind::EmptyUnion, "Choice");
    fails(r#"{"Choice":{"Text":"a","Number":1}}"#, Kind::CrowdedUnion, "Choice");
    fails(r#"{"Choice":{"Text":"a","New":1}}"#, Kind::CrowdedUnion, "Choice");
    fails(r#"{"Choice":{"Text":1}}"#, wrong_type("a string", "a number"), "Choice.Text");
    fails(r#"{"Choice":"Text"}"#, wrong_type("an object", "a string"), "Choice");
}

#[test]
fn numbers_of_documents_keep_their_value() {
    for text in [
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "0.1",
        "-0.0",
        "0.30000000000000004",
        "0.1234567890123456789012",
        "9007199254740993.0",
        "1e400",
        "1e-400",
        "1e999999999999999999999",
    ] {
        for form in [r#"{"Name":"","Document":"#, r#"{"Name":"","Choice":{"New":"#] {
            let text = format!("{form}{text}{}", "}".repeat(form.matches('{').count()));
            assert_eq!(json_write::write(&read(&text)), text);
        }
    }
    let document = |text: &str| read(&format!(r#"{{"Document":{text}}}"#)).document.unwrap();
    assert_eq!(document("1.50"), rt::Document::from(1.5));
    assert_eq!(document("100000000000000000000"), rt::Document::from(1e20));
    let long = format!("{}.{}", "9".repeat(1 << 20), "9".repeat(1 << 20));
    assert!(matches!(document(&long), rt::Document::Number(Number::Big(_))));
    fails(r#"{"Document":[01]}"#, Kind::Syntax("`,` or `]`"), "Document");
    fails(r#"{"Document":1e}"#, Kind::Syntax("a digit"), "Document");
}

#[test]
fn unknown_enum_values_are_kept() {
    let value = read(r#"{"Color":"BLUE","Level":5,"Shares":{"BLUE":1}}"#);
    assert_eq!(value.color.unwrap().as_str(), "BLUE");
    assert_eq!(value.level.unwrap(), Level::from(5));
    assert_eq!(value.shares.unwrap().get(&Color::from("BLUE")), Some(&1.0));
}

/// A half of a surrogate pair is no character, so that no string can hold it.
#[test]
fn halves_of_surrogate_pairs_are_skipped_where_nobody_knows_them() {
    for text in [
        r#"{"New":"\ud800","Name":"n"}"#,
        r#"{"New":["\ud83d\ud83d",{"\udc00":"\ud800\u0041"}],"Name":"n"}"#,
        r#"{"\ud800":1,"Name":"n"}"#,
    ] {
        assert_eq!(read(text).name, "n", "{text}");
    }
    let Choice::Unknown { name, value, .. } =
        read(r#"{"Choice":{"New":{"a":"\ud800"}}}"#).choice.unwrap()
    else {
        panic!("not unknown");
    };
    assert_eq!((name.as_str(), value), ("New", None));
    let surrogates = Kind::Syntax("a pair of surrogates");
    fails(r#"{"Name":"\ud800"}"#, surrogates, "Name");
    fails(r#"{"Document":{"a":"\ud800"}}"#, surrogates, "Document");
    fails(r#"{"Tags":{"\ud800":"v"}}"#, surrogates, "Tags");
    fails(r#"{"Choice":{"\ud800":1}}"#, surrogates, "Choice");
    // What is skipped is JSON all the same.
    fails(r#"{"New":"\ud8zz"}"#, Kind::Syntax("a hexadecimal digit"), "");
    fails(r#"{"New":"\x"}"#, Kind::Syntax("an escape"), "");
    fails("{\"New\":\"a\nb\"}", Kind::Syntax("no control character"), "");
    fails(r#"{"New":"\ud800"#, Kind::Truncated, "");
    fails(r#"{"New":{"#, Kind::Truncated, "");
    fails(r#"{"New":{"a":1,"#, Kind::Truncated, "");
}

/// RFC 8259, section 8.1: a parser may ignore the mark.
#[test]
fn a_byte_order_mark_is_skipped_before_a_text_alone() {
    assert_eq!(read("\u{feff}{\"Name\":\"n\"}").name, "n");
    assert_eq!(read("\u{feff} \n{\"Name\":\"\u{feff}\"}").name, "\u{feff}");
    let error = try_read("\u{feff}{\"Flag\":1}").unwrap_err();
    assert_eq!((error.path().as_str(), error.offset()), ("Flag", Some(11)));
    fails(" \u{feff}{}", Kind::Syntax("a value"), "");
    fails("\u{feff}\u{feff}{}", Kind::Syntax("a value"), "");
}

#[test]
fn nothing_is_no_structure_and_no_error() {
    for text in ["", " ", "\r\n\t ", "null", " null\n", "\u{feff}", "\u{feff}null"] {
        assert!(read(text) == Everything::default(), "{text:?}");
    }
    for text in ["nul", "null null", "null{}"] {
        fails(text, wrong_type("an object", "null"), "");
    }
}

#[test]
fn unknown_members_are_skipped() {
    let text = r#"{"New":{"a":[1,-2.5e3,"x\n",true,false,null,{},[]]},"Name":"n","New":1}"#;
    assert_eq!(read(text).name, "n");
    fails(r#"{"New":[1,}"#, Kind::Syntax("a value"), "");
    fails(r#"{"New":{"a" 1}}"#, Kind::Syntax("`:`"), "");
    fails(r#"{"New":{1:1}}"#, Kind::Syntax("the name of a member"), "");
    fails(r#"{"New":truth}"#, Kind::Syntax("a value"), "");
}

#[test]
fn a_member_may_be_there_once() {
    fails(r#"{"Name":"a","Name":"b"}"#, Kind::DuplicateMember, "Name");
    fails(r#"{"Name":null,"Flag":true,"Name":"b"}"#, Kind::DuplicateMember, "Name");
    fails(r#"{"Unit":{},"Unit":{}}"#, Kind::DuplicateMember, "Unit");
    fails(r#"{"Nodes":[{},{"Value":"","Value":""}]}"#, Kind::DuplicateMember, "Nodes[1].Value");
    let tags = read(r#"{"Tags":{"a":"1","a":"2"}}"#).tags.unwrap();
    assert_eq!(tags, [("a".into(), "2".into())].into());
    // What the first value held does not shine through the second.
    let text = r#"{"Nodes":[{"Named":{"a":{"Value":"v"},"a":{"Next":{}}}}]}"#;
    let named = read(text).nodes.unwrap().remove(0).named.unwrap();
    assert!(named["a"] == Node { next: Some(Box::default()), ..Node::default() });
}

#[test]
fn paths_lead_to_the_member() {
    let number = wrong_type("a string", "a number");
    fails(
        r#"{"Nodes":[{},{"Named":{"k y":{"Next":{"Value":1}}}}]}"#,
        number,
        r#"Nodes[1].Named["k y"].Next.Value"#,
    );
    fails(r#"{"Matrix":[[1],[2,"3"]]}"#, wrong_type("a number", "a string"), "Matrix[1][1]");
    fails(
        r#"{"Accounts":{"acct-4711":true}}"#,
        wrong_type("a number", "a boolean"),
        "Accounts[redacted]",
    );
    fails("[]", wrong_type("an object", "an array"), "");
    fails("{} x", Kind::TrailingData, "");
    fails("{}{}", Kind::TrailingData, "");
    fails("<html>", Kind::Syntax("a value"), "");
}

#[test]
fn errors_say_it_in_a_sentence_and_never_what_was_there() {
    let error = try_read(r#"{"Nodes":[{"Value":"a"},{"Value":4711}]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read `Nodes[1].Value`: expected a string, found a number (at byte 33)"
    );
    let error = try_read(r#"{"Password":"hunter2\q"}"#).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error:?}");
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn depth_is_limited() {
    for (open, close, inner) in [
        (r#"{"Next":"#, "}", "null"),
        (r#"{"Children":["#, "]}", ""),
        (r#"{"Named":{"k":"#, "}}", "{}"),
        (r#"{"Choice":{"Node":"#, "}}", "{}"),
        (r#"{"Unknown":"#, "}", "1"),
        ("[", "]", ""),
    ] {
        for depth in [1_000, 10_000, 100_000] {
            let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let text = format!(r#"{{"Node":{text},"Document":{text}}}"#);
            let generous = Limits::default().with_depth(usize::MAX);
            for limits in [Limits::default(), generous] {
                let error = try_read_with::<Everything>(&text, &limits).unwrap_err();
                if open != "[" {
                    assert_eq!(error.kind(), Kind::TooDeep, "{open} {depth}");
                }
            }
        }
    }
    for member in ["Document", "Future"] {
        let text = |depth| format!(r#"{{"{member}":{}}}"#, nested("[", "]", depth));
        assert!(try_read(text(127)).is_ok());
        assert_eq!(try_read(text(128)).unwrap_err().kind(), Kind::TooDeep);
    }
    // Depth is given back.
    assert!(try_read(format!(r#"{{"Matrix":[{}]}}"#, ["[]"; 1000].join(","))).is_ok());
}

#[test]
fn bytes_are_limited() {
    let limits = Limits::default().with_bytes(10);
    assert!(try_read_with::<Everything>(r#"{"New":12}"#, &limits).is_ok());
    let error = try_read_with::<Everything>(r#"{"New":123}"#, &limits).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::TooLong, Some(10)));
}

#[test]
fn items_are_limited() {
    let limits = Limits::default().with_items(6);
    // The structure itself is one.
    for (fits, too_many) in [
        (r#"{"Matrix":[[1,2,3],[]]}"#, r#"{"Matrix":[[1,2,3],[4]]}"#),
        (r#"{"Document":[1,2,3,4]}"#, r#"{"Document":[1,2,3,4,5]}"#),
        (r#"{"Nodes":[{},{}]}"#, r#"{"Nodes":[{},{},{}]}"#),
        (
            r#"{"SparseTags":{"a":null,"b":"","c":"","d":"","e":""}}"#,
            r#"{"SparseTags":{"a":null,"b":"","c":"","d":"","e":"","f":null}}"#,
        ),
    ] {
        assert!(try_read_with::<Everything>(fits, &limits).is_ok(), "{fits}");
        let error = try_read_with::<Everything>(too_many, &limits).unwrap_err();
        assert_eq!(error.kind(), Kind::TooManyItems, "{too_many}");
    }
}

#[test]
fn memory_is_limited() {
    let text = format!(r#"{{"Nodes":[{}]}}"#, ["{}"; 1000].join(","));
    let enough = Limits::default().with_memory(2000 * size_of::<Node>());
    assert_eq!(try_read_with::<Everything>(&text, &enough).unwrap().nodes.unwrap().len(), 1000);
    let little = Limits::default().with_memory(500 * size_of::<Node>());
    let error = try_read_with::<Everything>(&text, &little).unwrap_err();
    assert_eq!(error.kind(), Kind::TooMuchMemory);
}
