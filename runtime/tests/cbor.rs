//! CBOR: known bytes to known values and back, by RFC 8949 and Smithy's rpcv2Cbor.

#![allow(unreachable_pub, reason = "the shapes are written as a library's")]
#![allow(dead_code, reason = "the shapes are shared with tests that use all of them")]

#[path = "codecs/shapes.rs"]
mod shapes;

use smithgen_runtime::codec::cbor;
use smithgen_runtime::v1::{self as rt, Members, MembersMut, Shape};
use smithgen_runtime::{
    DecodeError, DecodeErrorKind as Kind, Document, EncodeErrorKind, Limits, Timestamp,
};

use self::shapes::{Choice, Color, Everything, Level, Node, Upload, everything};

/// Bytes from pairs of hexadecimal digits; blanks do not matter.
fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|digit| !digit.is_whitespace())
        .map(|digit| u8::try_from(digit.to_digit(16).expect("a digit")).expect("a digit"))
        .collect();
    assert_eq!(digits.len() % 2, 0, "{text}");
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A text with a head, as in the short form.
fn text(text: &str) -> Vec<u8> {
    assert!(text.len() < 24);
    let head = 0x60 + u8::try_from(text.len()).expect("short");
    [&[head], text.as_bytes()].concat()
}

/// A map of one member.
fn member(name: &str, value: &str) -> Vec<u8> {
    [hex("a1"), text(name), hex(value)].concat()
}

fn try_read_with<T: Shape + MembersMut + Default>(
    bytes: &[u8],
    limits: &Limits,
) -> Result<T, DecodeError> {
    let mut value = T::default();
    cbor::read(bytes, limits, T::SCHEMA, &mut value)?;
    Ok(value)
}

fn try_read(bytes: &[u8]) -> Result<Everything, DecodeError> {
    try_read_with(bytes, &Limits::default())
}

#[track_caller]
fn read(bytes: &[u8]) -> Everything {
    try_read(bytes).unwrap_or_else(|error| panic!("{bytes:02x?}: {error}"))
}

#[track_caller]
fn fails(bytes: &[u8], kind: Kind, path: &str, offset: usize) {
    let error = try_read(bytes).expect_err("an error");
    assert_eq!(
        (error.kind(), error.path().as_str(), error.offset()),
        (kind, path, Some(offset)),
        "{bytes:02x?}"
    );
}

fn wrong_type(expected: &'static str, found: &'static str) -> Kind {
    Kind::Type { expected, found }
}

fn write<T: Shape + Members>(value: &T) -> Vec<u8> {
    cbor::write(T::SCHEMA, value).expect("a value that CBOR can hold")
}

/// All but the document, which CBOR has no form for.
fn nearly_everything() -> Everything {
    Everything { document: None, ..everything() }
}

#[test]
fn everything_is_read_back() {
    let value = nearly_everything();
    assert!(read(&write(&value)) == value);
    assert!(read(&write(&Everything::default())) == Everything::default());
}

/// A structure, a union, a list, a map and nulls, by hand.
#[test]
fn aggregates_are_written() {
    let value = Everything {
        name: "n".into(),
        choice: Some(Choice::Text("t".into())),
        strings: Some(vec!["x".into()]),
        sparse_tags: Some([("c".into(), None), ("d".into(), Some("3".into()))].into()),
        unit: Some(rt::Unit),
        ..Everything::default()
    };
    let expected = [
        hex("bf"),
        text("Name"),
        text("n"),
        text("Choice"),
        hex("a1"),
        text("Text"),
        text("t"),
        text("Strings"),
        hex("81"),
        text("x"),
        text("SparseTags"),
        hex("a2"),
        text("c"),
        hex("f6"),
        text("d"),
        text("3"),
        text("Unit"),
        hex("bfff"),
        hex("ff"),
    ]
    .concat();
    assert_eq!(write(&value), expected);
    assert!(read(&expected) == value);
}

/// What a member of that value is written as.
fn written(name: &str, set: impl FnOnce(&mut Everything)) -> Vec<u8> {
    let mut value = Everything::default();
    set(&mut value);
    let bytes = write(&value);
    let start = [hex("bf"), text("Name"), hex("60"), text(name)].concat();
    let rest = bytes.strip_prefix(&start[..]).expect("name and member");
    rest.strip_suffix(&[0xff]).expect("a break").to_vec()
}

fn assert_read<T: PartialEq + std::fmt::Debug>(
    name: &str,
    value: &str,
    get: impl FnOnce(Everything) -> Option<T>,
    expected: T,
) {
    assert_eq!(get(read(&member(name, value))), Some(expected), "{value}");
}

/// The integers of RFC 8949, appendix A, that 64 bits with a sign hold.
#[test]
fn integers_are_those_of_the_rfc() {
    for (value, bytes) in [
        (0, "00"),
        (1, "01"),
        (10, "0a"),
        (23, "17"),
        (24, "1818"),
        (25, "1819"),
        (100, "1864"),
        (1000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        (-1, "20"),
        (-10, "29"),
        (-100, "3863"),
        (-1000, "3903e7"),
        (i64::MAX, "1b7fffffffffffffff"),
        (i64::MIN, "3b7fffffffffffffff"),
    ] {
        assert_read("Long", bytes, |value| value.long, value);
        assert_eq!(written("Long", |all| all.long = Some(value)), hex(bytes));
    }
    // A longer head than it takes.
    for bytes in ["1807", "190007", "1a00000007", "1b0000000000000007"] {
        assert_read("Byte", bytes, |value| value.byte, 7);
        assert_read("Short", bytes, |value| value.short, 7);
        assert_read("Integer", bytes, |value| value.integer, 7);
        assert_read("Level", bytes, |value| value.level, Level::from(7));
    }
    assert_eq!(written("Byte", |all| all.byte = Some(-128)), hex("387f"));
    assert_eq!(written("Short", |all| all.short = Some(300)), hex("19012c"));
    assert_eq!(written("Level", |all| all.level = Some(Level::High)), hex("09"));
}

#[test]
fn integers_are_bounded() {
    for (name, value) in [
        ("Byte", "1880"),
        ("Byte", "3880"),
        ("Short", "198000"),
        ("Integer", "1a80000000"),
        ("Integer", "3a80000000"),
        ("Level", "1a80000000"),
        ("Long", "1b8000000000000000"),
        ("Long", "3b8000000000000000"),
    ] {
        fails(&member(name, value), Kind::OutOfRange, name, 2 + name.len());
    }
}

/// A float or a bignum is an integer where its value is exactly one. The bits of doubles are those
/// of IEEE 754.
#[test]
fn integers_are_exact_however_they_are_written() {
    for (value, bytes) in [
        (1, "f9 3c00"),
        (-4, "f9 c400"),
        (100_000, "fa 47c35000"),
        (9_007_199_254_740_994, "fb 4340000000000001"),
        (i64::MIN, "fb c3e0000000000000"),
        (1, "c2 41 01"),
        (1, "c2 4a 00000000000000000001"),
        (i64::MAX, "c2 48 7fffffffffffffff"),
        (-257, "c3 42 0100"),
        (i64::MIN, "c3 48 7fffffffffffffff"),
    ] {
        assert_read("Long", bytes, |value| value.long, value);
    }
    assert_read("Level", "fb 4022000000000000", |value| value.level, Level::High);
    let float = wrong_type("an integer", "a float");
    for (name, bytes, kind) in [
        ("Long", "f9 3e00", float),
        ("Long", "f9 7c00", float),
        ("Long", "f9 7e00", float),
        ("Long", "fb 43e0000000000000", Kind::OutOfRange),
        ("Long", "fb 7e37e43c8800759c", Kind::OutOfRange),
        ("Byte", "fa 43000000", Kind::OutOfRange),
        ("Long", "c2 48 8000000000000000", Kind::OutOfRange),
        ("Long", "c3 48 8000000000000000", Kind::OutOfRange),
        ("Byte", "c2 41 80", Kind::OutOfRange),
        ("Long", "c4 82 00 01", wrong_type("an integer", "a tag")),
    ] {
        fails(&member(name, bytes), kind, name, 2 + name.len());
    }
}

/// The floats of RFC 8949, appendix A.
#[test]
fn floats_are_those_of_the_rfc() {
    for (value, bytes) in [
        (0.0, "f90000"),
        (-0.0, "f98000"),
        (1.0, "f93c00"),
        (1.1, "fb3ff199999999999a"),
        (1.5, "f93e00"),
        (65504.0, "f97bff"),
        (100_000.0, "fa47c35000"),
        (3.402_823_466_385_288_6e38, "fa7f7fffff"),
        (1e300, "fb7e37e43c8800759c"),
        (5.960_464_477_539_063e-8, "f90001"),
        (0.000_061_035_156_25, "f90400"),
        (-4.0, "f9c400"),
        (-4.1, "fbc010666666666666"),
        (f64::INFINITY, "f97c00"),
        (f64::INFINITY, "fa7f800000"),
        (f64::INFINITY, "fb7ff0000000000000"),
        (f64::NEG_INFINITY, "f9fc00"),
        (f64::NEG_INFINITY, "faff800000"),
        (f64::NEG_INFINITY, "fbfff0000000000000"),
        (7.0, "07"),
        (-7.0, "26"),
    ] {
        let read = read(&member("Double", bytes)).double.map(f64::to_bits);
        assert_eq!(read, Some(value.to_bits()), "{bytes}");
    }
    for bytes in ["f97e00", "f97c01", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(read(&member("Double", bytes)).double.is_some_and(f64::is_nan), "{bytes}");
        assert!(read(&member("Float", bytes)).float.is_some_and(f32::is_nan), "{bytes}");
    }
}

/// As few bytes as hold the number, but none of half precision.
#[test]
fn floats_are_short() {
    for (value, bytes) in [
        (1.0, "fa3f800000"),
        (-0.0, "fa80000000"),
        (1.1, "fb3ff199999999999a"),
        (1e300, "fb7e37e43c8800759c"),
        (f64::INFINITY, "fa7f800000"),
        (f64::NEG_INFINITY, "faff800000"),
        (f64::NAN, "fa7fc00000"),
    ] {
        assert_eq!(written("Double", |all| all.double = Some(value)), hex(bytes), "{value}");
    }
    assert_eq!(written("Float", |all| all.float = Some(7.625)), hex("fa40f40000"));
    assert_eq!(written("Float", |all| all.float = Some(f32::NAN)), hex("fa7fc00000"));
}

#[test]
fn floats_are_rounded_to_the_member() {
    assert_read("Float", "fb3fb999999999999a", |value| value.float, 0.1);
    assert_read("Float", "f947a0", |value| value.float, 7.625);
    assert_read("Float", "190100", |value| value.float, 256.0);
    fails(&member("Float", "fb7e37e43c8800759c"), Kind::OutOfRange, "Float", 7);
    fails(&member("Float", "61 31"), wrong_type("a number", "a text string"), "Float", 7);
}

#[test]
fn strings_are_those_of_the_rfc() {
    for (value, bytes) in [
        ("", "60"),
        ("a", "6161"),
        ("IETF", "6449455446"),
        ("\"\\", "62225c"),
        ("\u{fc}", "62c3bc"),
        ("\u{6c34}", "63e6b0b4"),
        ("\u{10151}", "64f0908591"),
    ] {
        assert_read("Password", bytes, |value| value.password, value.to_owned());
        assert_eq!(written("Password", |all| all.password = Some(value.into())), hex(bytes));
    }
    assert_read("Password", "7f657374726561646d696e67ff", |v| v.password, "streaming".into());
    assert_read("Password", "7fff", |value| value.password, String::new());
    for length in [23_usize, 24, 255, 256, 65535, 65536] {
        let value = "x".repeat(length);
        let bytes = written("Password", |all| all.password = Some(value.clone()));
        let head = match length {
            0..24 => vec![0x60 + u8::try_from(length).expect("short")],
            24..256 => vec![0x78, u8::try_from(length).expect("short")],
            256..65536 => [&[0x79][..], &u16::try_from(length).expect("16").to_be_bytes()].concat(),
            _ => [&[0x7a][..], &u32::try_from(length).expect("32").to_be_bytes()].concat(),
        };
        assert_eq!(bytes, [&head, value.as_bytes()].concat());
        let read = read(&[hex("a1"), text("Password"), bytes].concat());
        assert_eq!(read.password.as_deref(), Some(&value[..]));
    }
}

#[test]
fn blobs_are_bytes() {
    let blob = |bytes: &'static [u8]| rt::Bytes::from_static(bytes);
    assert_read("Blob", "40", |value| value.blob, blob(b""));
    assert_read("Blob", "4401020304", |value| value.blob, blob(&[1, 2, 3, 4]));
    assert_read("Blob", "5f42010243030405ff", |value| value.blob, blob(&[1, 2, 3, 4, 5]));
    assert_eq!(written("Blob", |all| all.blob = Some(blob(&[1, 255]))), hex("4201ff"));
    fails(&member("Blob", "6161"), wrong_type("a byte string", "a text string"), "Blob", 6);
    fails(&member("Name", "4161"), wrong_type("a text string", "a byte string"), "Name", 6);
}

#[test]
fn names_may_come_in_any_form() {
    let expected = Everything { name: "n".into(), flag: Some(true), ..Everything::default() };
    let chunks = "bf 7f 62 4e61 62 6d65 ff 61 6e 78 04 466c6167 f5 ff";
    assert!(read(&hex(chunks)) == expected);
    let other_order = "a2 64 466c6167 f5 64 4e616d65 61 6e";
    assert!(read(&hex(other_order)) == expected);
}

#[test]
fn timestamps_are_tagged_seconds() {
    let millis = |seconds, millis: u32| Timestamp::new(seconds, millis * 1_000_000).expect("time");
    for (bytes, time) in [
        ("c1 1a514b67b0", millis(1_363_896_240, 0)),
        ("c1 fb41d452d9ec200000", millis(1_363_896_240, 500)),
        ("c1 fb41cc37db380fbe77", millis(946_845_296, 123)),
        ("c1 20", millis(-1, 0)),
        ("c1 f9b800", millis(-1, 500)),
        ("c1 f93800", millis(0, 500)),
        ("c1 00", millis(0, 0)),
        ("c1 3b7fffffffffffffff", millis(i64::MIN, 0)),
    ] {
        assert_read("Created", bytes, |value| value.created, time);
        // The model's formats do not count.
        assert_read("Updated", bytes, |value| value.updated, time);
        assert_read("Expires", bytes, |value| value.expires, time);
    }
    for (time, bytes) in [
        (millis(1_363_896_240, 0), "c1 1a514b67b0"),
        (millis(1_363_896_240, 500), "c1 fb41d452d9ec200000"),
        (millis(946_845_296, 123), "c1 fb41cc37db380fbe77"),
        (millis(-1, 500), "c1 fabf000000"),
        (Timestamp::new(5, 999_999).expect("time"), "c1 05"),
    ] {
        assert_eq!(written("Updated", |all| all.updated = Some(time)), hex(bytes));
    }
}

#[test]
fn timestamps_are_nothing_else() {
    let timestamp = |value, kind, offset| fails(&member("Created", value), kind, "Created", offset);
    timestamp("1a514b67b0", wrong_type("a timestamp", "an integer"), 9);
    timestamp("c0 61 78", wrong_type("a timestamp", "a tag"), 9);
    timestamp("c1 61 78", wrong_type("a number", "a text string"), 10);
    timestamp("c1 f97e00", Kind::OutOfRange, 10);
    timestamp("c1 f97c00", Kind::OutOfRange, 10);
    timestamp("c1 1b8000000000000000", Kind::OutOfRange, 10);
    timestamp("c1 3b8000000000000000", Kind::OutOfRange, 10);
    timestamp("c1 fb43e0000000000000", Kind::OutOfRange, 10);
}

/// Lists of one member each, to be read by themselves.
static DOUBLES: rt::Member =
    rt::Member::new("Doubles").of(&rt::Schema::list("Doubles", &[rt::Member::new("member")]));
static TIMES: rt::Member =
    rt::Member::new("Times").of(&rt::Schema::list("Times", &[rt::Member::new("member")]));

fn try_list<T: rt::AsSlot>(list: &'static rt::Member, bytes: &str) -> Result<Vec<T>, DecodeError> {
    let mut items = Vec::new();
    cbor::read_payload(&hex(bytes), &Limits::default(), list, rt::slot(&mut items))?;
    Ok(items)
}

#[track_caller]
fn list_fails<T: rt::AsSlot + std::fmt::Debug>(
    list: &'static rt::Member,
    bytes: &str,
    expected: (Kind, &str, usize),
) {
    let error = try_list::<T>(list, bytes).expect_err("an error");
    let (kind, path, offset) = expected;
    assert_eq!(
        (error.kind(), error.path().as_str(), error.offset()),
        (kind, path, Some(offset)),
        "{bytes}"
    );
}

#[test]
fn lists_hold_doubles_of_every_form() {
    let forms = "fb3ff199999999999a fa47c35000 f93c00 182a f6 3903e7 fb7ff0000000000000";
    let values = vec![1.1, 100_000.0, 1.0, 42.0, -1000.0, f64::INFINITY];
    assert_eq!(try_list(&DOUBLES, &format!("87 {forms}")), Ok(values.clone()));
    assert_eq!(try_list(&DOUBLES, &format!("9f {forms} ff")), Ok(values));
    let wrong = wrong_type("a number", "a text string");
    list_fails::<f64>(&DOUBLES, "82 fb3ff199999999999a 6161", (wrong, "Doubles[1]", 10));
    list_fails::<f64>(&DOUBLES, "81 fb3ff1", (Kind::Truncated, "Doubles[0]", 4));
    list_fails::<f64>(&DOUBLES, "81 fa3ff1", (Kind::Truncated, "Doubles[0]", 4));
}

#[test]
fn lists_hold_times_of_every_form() {
    let millis = |seconds, millis: u32| Timestamp::new(seconds, millis * 1_000_000).expect("time");
    let forms =
        "c1fb41d452d9ec200000 c1fbbfd0000000000000 c1fb41d452d9ec000000 c11a514b67b0 c120 d80100";
    let times =
        [(1_363_896_240, 500), (-1, 750), (1_363_896_240, 0), (1_363_896_240, 0), (-1, 0), (0, 0)]
            .map(|(seconds, fraction)| millis(seconds, fraction));
    assert_eq!(try_list(&TIMES, &format!("86 {forms}")), Ok(times.to_vec()));
    assert_eq!(try_list(&TIMES, &format!("9f {forms} ff")), Ok(times.to_vec()));
    let out_of_range = |offset| (Kind::OutOfRange, "Times[0]", offset);
    list_fails::<Timestamp>(&TIMES, "81 c1fb7ff8000000000000", out_of_range(2));
    list_fails::<Timestamp>(&TIMES, "81 c1fb43e0000000000000", out_of_range(2));
    list_fails::<Timestamp>(&TIMES, "81 c1fb41d4", (Kind::Truncated, "Times[0]", 5));
    list_fails::<Timestamp>(&TIMES, "81 c11a514b", (Kind::Truncated, "Times[0]", 5));
}

/// The bignums of RFC 8949, appendix A, and integers around 64 bits.
#[test]
fn big_integers_are_exact() {
    for (digits, bytes) in [
        ("0", "00"),
        ("-1", "20"),
        ("18446744073709551615", "1bffffffffffffffff"),
        ("18446744073709551616", "c249010000000000000000"),
        ("-18446744073709551616", "3bffffffffffffffff"),
        ("-18446744073709551617", "c349010000000000000000"),
        ("1234567890123456789012345678901234567890", "c25103a0c92075c0dbf3b8acbc5f96ce3f0ad2"),
    ] {
        let value: rt::BigInteger = digits.parse().expect("digits");
        assert_read("BigInteger", bytes, |value| value.big_integer, value.clone());
        assert_eq!(written("BigInteger", |all| all.big_integer = Some(value)), hex(bytes));
    }
    let read = |bytes| read(&member("BigInteger", bytes)).big_integer.expect("set").to_string();
    assert_eq!(read("c240"), "0");
    assert_eq!(read("c340"), "-1");
    assert_eq!(read("c2 45 0000000001"), "1");
    assert_eq!(read("c2 5f 4101 4100 ff"), "256");
    fails(
        &member("BigInteger", "6131"),
        wrong_type("an integer", "a text string"),
        "BigInteger",
        12,
    );
    fails(
        &member("BigInteger", "c26131"),
        wrong_type("a byte string", "a text string"),
        "BigInteger",
        13,
    );
}

/// The time to write down digits grows with the square of their number.
#[test]
fn big_integers_are_bounded() {
    let bignum = |length: u16| {
        let bytes = vec![0xff; length.into()];
        [hex("a1"), text("BigInteger"), hex("c2 59"), length.to_be_bytes().to_vec(), bytes].concat()
    };
    let digits = read(&bignum(1024)).big_integer.expect("set").to_string();
    assert_eq!(digits.len(), 2467);
    fails(&bignum(1025), Kind::OutOfRange, "BigInteger", 13);
}

/// The first is the example of RFC 8949, section 3.4.4.
#[test]
fn big_decimals_are_exact() {
    for (number, bytes) in [
        ("273.15", "c4 82 21 19 6ab3"),
        ("-0.5", "c4 82 20 24"),
        ("1.00", "c4 82 21 18 64"),
        ("5", "c4 82 00 05"),
        ("5e3", "c4 82 03 05"),
        ("1e-300", "c4 82 39 012b 01"),
        ("0.100000000000000000000001", "c4 82 37 c2 4a 152d02c7e14af6800001"),
    ] {
        let value: rt::BigDecimal = number.parse().expect("a number");
        assert_eq!(written("BigDecimal", |all| all.big_decimal = Some(value.clone())), hex(bytes));
        assert_read("BigDecimal", bytes, |value| value.big_decimal, value);
    }
    let read = |bytes| read(&member("BigDecimal", bytes)).big_decimal.expect("set").to_string();
    assert_eq!(read("c4 9f 21 19 6ab3 ff"), "273.15");
    assert_eq!(read("07"), "7");
    assert_eq!(read("c249010000000000000000"), "18446744073709551616");
    let decimal =
        |value, kind, offset| fails(&member("BigDecimal", value), kind, "BigDecimal", offset);
    let parts = Kind::Syntax("an array of an exponent and an integer");
    decimal("c4 81 21", parts, 13);
    decimal("c4 83 21 01 01", parts, 13);
    decimal("c4 82 c24101 01", wrong_type("an integer", "a tag"), 14);
    decimal("c4 05", wrong_type("an array", "an integer"), 13);
    decimal("f93c00", wrong_type("a decimal fraction", "a float"), 12);
}

#[test]
fn exponents_beyond_64_bits_are_errors() {
    for number in ["1e99999999999999999999", "0.1e-9223372036854775808"] {
        let value = Everything { big_decimal: number.parse().ok(), ..Everything::default() };
        let error = cbor::write(Everything::SCHEMA, &value).expect_err("too large");
        assert_eq!(
            (error.kind(), error.path().as_str()),
            (EncodeErrorKind::OutOfRange, "BigDecimal")
        );
    }
    fails(&member("BigDecimal", "c4 82 1b8000000000000000 01"), Kind::OutOfRange, "BigDecimal", 14);
}

#[test]
fn nulls_are_skipped_or_kept() {
    for null in ["f6", "f7"] {
        assert!(read(&member("Flag", null)) == Everything::default());
        let strings = read(&member("Strings", &format!("82 {null} 6178"))).strings;
        assert_eq!(strings, Some(vec!["x".into()]));
        let strings = read(&member("SparseStrings", &format!("9f {null} 6178 ff"))).sparse_strings;
        assert_eq!(strings, Some(vec![None, Some("x".into())]));
        let tags = read(&member("Tags", &format!("a1 6163 {null}"))).tags;
        assert_eq!(tags, Some([].into()));
        let tags = read(&member("SparseTags", &format!("bf 6163 {null} ff"))).sparse_tags;
        assert_eq!(tags, Some([("c".into(), None)].into()));
    }
}

/// Everything in RFC 8949, appendix A, and what is well-formed beyond it.
#[test]
fn unknown_members_are_skipped_whatever_they_hold() {
    for value in [
        "00",
        "1bffffffffffffffff",
        "c249010000000000000000",
        "3bffffffffffffffff",
        "3903e7",
        "f90000",
        "fb3ff199999999999a",
        "f97e00",
        "fa7f7fffff",
        "f4",
        "f5",
        "f6",
        "f7",
        "f0",
        "f8ff",
        "f820",
        "c074323031332d30332d32315432303a30343a30305a",
        "c11a514b67b0",
        "c1fb41d452d9ec200000",
        "d74401020304",
        "d818456449455446",
        "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
        "40",
        "4401020304",
        "60",
        "64f0908591",
        "80",
        "83010203",
        "8301820203820405",
        "a0",
        "a201020304",
        "a26161016162820203",
        "826161a161626163",
        "5f42010243030405ff",
        "7f657374726561646d696e67ff",
        "9fff",
        "9f018202039f0405ffff",
        "9f01820203820405ff",
        "83018202039f0405ff",
        "83019f0203ff820405",
        "bf61610161629f0203ffff",
        "826161bf61626163ff",
        "bf6346756ef563416d7421ff",
        // Tags of tags, keys that are no text, and text that is no UTF-8: nobody looks.
        "c1c2c3c4d9d9f700",
        "a1 8101 82f6f7",
        "61ff",
        "7f 61c3 61bc ff",
        "dbffffffffffffffff00",
    ] {
        let bytes = [hex("bf"), text("Future"), hex(value), text("Flag"), hex("f5 ff")].concat();
        assert_eq!(read(&bytes).flag, Some(true), "{value}");
    }
}

#[test]
fn unions_hold_one_member() {
    let choice = |value| read(&member("Choice", value)).choice.expect("set");
    assert!(choice("a1 64 54657874 61 74") == Choice::Text("t".into()));
    assert!(choice("bf 64 54657874 f6 66 4e756d626572 07 ff") == Choice::Number(7));
    assert!(choice("a2 66 5f5f74797065 61 78 66 4e756d626572 07") == Choice::Number(7));
    let unknown = Choice::Unknown { name: "Future".into(), value: None };
    assert!(choice("a1 66 467574757265 83010203") == unknown);
    fails(&member("Choice", "a0"), Kind::EmptyUnion, "Choice", 8);
    fails(&member("Choice", "a1 64 54657874 f6"), Kind::EmptyUnion, "Choice", 8);
    let two = "a2 64 54657874 61 74 66 4e756d626572 07";
    fails(&member("Choice", two), Kind::CrowdedUnion, "Choice", 16);
}

/// A body may be a union, or anything else that a member holds.
#[test]
fn payloads_are_members_by_themselves() {
    let member = |name| Everything::SCHEMA.members().iter().find(|member| member.name() == name);
    let bytes = hex("a1 64 54657874 61 74");
    let choice = member("Choice").expect("a member");
    let mut value = Choice::default();
    let limits = Limits::default();
    cbor::read_payload(&bytes, &limits, choice, rt::slot(&mut value)).expect("a union");
    assert!(value == Choice::Text("t".into()));
    assert_eq!(cbor::write_payload(choice, rt::value(&value)).expect("a union"), bytes);

    cbor::read_payload(&hex("f6"), &limits, choice, rt::slot(&mut value)).expect("nothing");
    assert!(value == Choice::Text("t".into()));
    let error = cbor::read_payload(&hex("a0 00"), &limits, choice, rt::slot(&mut value));
    assert_eq!(error.expect_err("an empty union").path(), "Choice");
    let mut strings = Vec::<String>::new();
    let list = member("Strings").expect("a member");
    let error = cbor::read_payload(&hex("80 00"), &limits, list, rt::slot(&mut strings));
    assert_eq!(error.expect_err("two items").kind(), Kind::TrailingData);
}

#[test]
fn a_null_is_no_structure_and_no_error() {
    assert!(read(&hex("f6")) == Everything::default());
    assert!(read(&hex("f7")) == Everything::default());
    fails(&hex("f6 f6"), Kind::TrailingData, "", 1);
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_read("Color", "63 524544", |value| value.color, Color::Red);
    assert_read("Color", "64 50494e4b", |value| value.color, Color::from("PINK"));
    assert_eq!(written("Color", |all| all.color = Some(Color::Red)), hex("63524544"));
}

#[test]
fn a_member_is_there_once() {
    let twice = [hex("bf"), text("Flag"), hex("f5"), text("Flag"), hex("f5 ff")].concat();
    fails(&twice, Kind::DuplicateMember, "Flag", 7);
    let null_counts = [hex("a2"), text("Flag"), hex("f6"), text("Flag"), hex("f5")].concat();
    fails(&null_counts, Kind::DuplicateMember, "Flag", 7);
    // In a map the later one wins.
    let tags = read(&member("Tags", "a2 6161 6131 6161 6132")).tags;
    assert_eq!(tags, Some([("a".into(), "2".into())].into()));
}

#[test]
fn wrong_types_say_where() {
    fails(&hex("00"), wrong_type("a map", "an integer"), "", 0);
    fails(&hex("d9d9f7a0"), wrong_type("a map", "a tag"), "", 0);
    fails(&hex("a1 00 00"), wrong_type("a text string", "an integer"), "", 1);
    fails(&member("Flag", "00"), wrong_type("a boolean", "an integer"), "Flag", 6);
    fails(&member("Flag", "f0"), wrong_type("a boolean", "a simple value"), "Flag", 6);
    fails(&member("Strings", "a0"), wrong_type("an array", "a map"), "Strings", 9);
    fails(
        &member("Strings", "82 6178 01"),
        wrong_type("a text string", "an integer"),
        "Strings[1]",
        12,
    );
    fails(
        &member("Tags", "a1 6163 f4"),
        wrong_type("a text string", "a boolean"),
        "Tags[\"c\"]",
        9,
    );
    fails(&member("Tags", "a1 01 6163"), wrong_type("a text string", "an integer"), "Tags", 7);
    fails(
        &member("Matrix", "81 81 40"),
        wrong_type("an integer", "a byte string"),
        "Matrix[0][0]",
        10,
    );
    fails(
        &member("Accounts", "a1 6163 f4"),
        wrong_type("an integer", "a boolean"),
        "Accounts[redacted]",
        13,
    );
    let node = "a1 64 4e657874 a1 65 56616c7565 01";
    fails(&member("Node", node), wrong_type("a text string", "an integer"), "Node.Next.Value", 19);
    fails(&member("Document", "00"), Kind::Unsupported, "Document", 10);
}

#[test]
fn malformed_heads_are_errors() {
    let reserved = Kind::Syntax("a head that is not reserved");
    for head in
        ["1c", "1d", "1e", "1f", "3c", "3f", "5c", "7e", "9d", "be", "dc", "df", "fc", "fd", "fe"]
    {
        fails(&member("Flag", head), reserved, "Flag", 6);
        fails(&member("Future", head), reserved, "", 8);
    }
    for simple in ["f800", "f814", "f81f"] {
        fails(&member("Flag", simple), reserved, "Flag", 6);
    }
    let misplaced = Kind::Syntax("an item instead of a break");
    fails(&hex("ff"), misplaced, "", 0);
    fails(&hex("a1 ff 00"), misplaced, "", 1);
    fails(&member("Flag", "ff"), misplaced, "Flag", 6);
    fails(&[hex("bf"), text("Flag"), hex("ff")].concat(), misplaced, "Flag", 6);
    fails(&member("Future", "ff"), misplaced, "", 8);
    fails(&member("Future", "82 00 ff"), misplaced, "", 10);
    fails(&member("Future", "bf 00 ff"), misplaced, "", 10);
    fails(&member("Future", "c1 ff"), misplaced, "", 8);
}

#[test]
fn chunks_are_of_the_same_kind_and_of_definite_length() {
    let chunk = Kind::Syntax("a chunk of the string, of definite length");
    for (name, value) in [
        ("Name", "7f 4161 ff"),
        ("Name", "7f 00 ff"),
        ("Name", "7f 7f 6161 ff ff"),
        ("Blob", "5f 6161 ff"),
        ("Blob", "5f 5f 4161 ff ff"),
        ("Blob", "5f c1 4161 ff"),
    ] {
        fails(&member(name, value), chunk, name, 7);
    }
    for value in ["7f 4161 ff", "5f 6161 ff", "7f 7f 6161 ff ff"] {
        fails(&member("Future", value), chunk, "", 9);
    }
}

#[test]
fn text_is_utf_8() {
    fails(&member("Name", "62 61ff"), Kind::Utf8, "Name", 8);
    fails(&member("Name", "7f 6161 61ff ff"), Kind::Utf8, "Name", 10);
    // A character may not go over the end of a chunk.
    fails(&member("Name", "7f 61c3 61bc ff"), Kind::Utf8, "Name", 8);
    fails(&hex("a1 61ff 00"), Kind::Utf8, "", 2);
}

#[test]
fn nothing_may_follow() {
    fails(&hex("a0 00"), Kind::TrailingData, "", 1);
    fails(&hex("bf ff ff"), Kind::TrailingData, "", 2);
    fails(&[], Kind::Truncated, "", 0);
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = write(&nearly_everything());
    for end in 0..bytes.len() {
        let error = try_read(&bytes[..end]).expect_err("truncated");
        assert_eq!((error.kind(), error.offset()), (Kind::Truncated, Some(end)), "{error}");
    }
    let skipped = [hex("bf"), text("Future"), bytes, hex("ff")].concat();
    for end in 0..skipped.len() {
        let error = try_read(&skipped[..end]).expect_err("truncated");
        assert_eq!((error.kind(), error.offset()), (Kind::Truncated, Some(end)), "{error}");
    }
}

/// Lengths of up to 2 to the power of 64, of which nothing comes.
#[test]
fn declared_lengths_cost_nothing() {
    for major in [0x40, 0x60, 0x80, 0xa0] {
        for length in [
            &[0x1a, 0xff, 0xff, 0xff, 0xff][..],
            &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] {
            let mut head = length.to_vec();
            head[0] |= major;
            for name in ["Name", "Blob", "Strings", "Tags", "Node", "Choice", "Future"] {
                let bytes = [hex("a1"), text(name), head.clone()].concat();
                let error = try_read(&bytes).expect_err("too long");
                let kind = error.kind();
                assert!(matches!(kind, Kind::Truncated | Kind::Type { .. }), "{name}: {error}");
            }
        }
    }
    fails(&hex("bb ffffffffffffffff"), Kind::Truncated, "", 9);
}

#[test]
fn depth_is_bounded() {
    let limits = Limits::default().with_depth(10);
    let read = |bytes: &[u8]| try_read_with::<Node>(bytes, &limits).map(|_| ());
    let next = |depth: usize| hex(&format!("{}a0", "a1644e657874".repeat(depth - 1)));
    read(&next(10)).expect("ten levels");
    assert_eq!(read(&next(11)).expect_err("eleven levels").kind(), Kind::TooDeep);
    // What is skipped counts as well, whatever it is.
    for (open, close) in [("81", ""), ("a100", ""), ("9f", "ff"), ("bf00", "ff"), ("c181", "")] {
        let future = |depth: usize| {
            let value = format!("{}00{}", open.repeat(depth), close.repeat(depth));
            [hex("a1"), text("Future"), hex(&value)].concat()
        };
        read(&future(9)).unwrap_or_else(|error| panic!("{open}: {error}"));
        assert_eq!(read(&future(10)).expect_err("too deep").kind(), Kind::TooDeep, "{open}");
        assert_eq!(read(&future(100_000)).expect_err("too deep").kind(), Kind::TooDeep, "{open}");
    }
    // Tags do not nest on the stack.
    let tags = [hex("a1"), text("Future"), vec![0xc1; 100_000], hex("00")].concat();
    read(&tags).expect("tags of tags");
    let deepest = Limits::default().with_depth(usize::MAX);
    let error = try_read_with::<Node>(&next(100_000), &deepest).map(|_| ()).expect_err("too deep");
    assert_eq!(error.kind(), Kind::TooDeep);
}

#[test]
fn bytes_items_and_memory_are_bounded() {
    let bytes = member("Strings", "84 60 60 60 60");
    let with = |limits: Limits| try_read_with::<Everything>(&bytes, &limits).map(|_| ());
    let kind = |limits| with(limits).expect_err("a limit").kind();
    with(Limits::default().with_bytes(bytes.len())).expect("as many bytes as allowed");
    assert_eq!(kind(Limits::default().with_bytes(bytes.len() - 1)), Kind::TooLong);
    with(Limits::default().with_items(5)).expect("a structure and four items");
    assert_eq!(kind(Limits::default().with_items(4)), Kind::TooManyItems);
    let size = size_of::<String>();
    with(Limits::default().with_memory(size * 4)).expect("room for as many as were declared");
    assert_eq!(kind(Limits::default().with_memory(size * 4 - 1)), Kind::TooMuchMemory);
    // A hundred nodes, each of a byte.
    let nodes = [hex("a1"), text("Nodes"), hex("9864"), vec![0xa0; 100]].concat();
    let limits = Limits::default().with_memory(100 * size_of::<Node>());
    assert_eq!(
        try_read_with::<Everything>(&nodes, &limits).map(|_| ()).expect_err("memory").kind(),
        Kind::TooMuchMemory
    );
}

#[test]
fn what_cbor_cannot_hold_is_an_error() {
    let fails = |value: &Everything, kind, path: &str| {
        let error = cbor::write(Everything::SCHEMA, value).expect_err("an error");
        assert_eq!((error.kind(), error.path().as_str()), (kind, path));
    };
    let document = Everything { document: Some(Document::Null), ..Everything::default() };
    fails(&document, EncodeErrorKind::Unsupported, "Document");
    let unknown = Choice::Unknown { name: "x".into(), value: Some(Document::Null) };
    let union = Everything { choice: Some(unknown), ..Everything::default() };
    fails(&union, EncodeErrorKind::UnknownVariant, "Choice");
    let error = cbor::write(Upload::SCHEMA, &Upload::default()).expect_err("a stream");
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::Stream, "Body"));
    let mut node = Node::default();
    for _ in 0..Limits::MAX_DEPTH {
        node = Node { next: Some(Box::new(node)), ..Node::default() };
    }
    let error = cbor::write(Node::SCHEMA, &node).expect_err("too deep");
    assert_eq!(error.kind(), EncodeErrorKind::TooDeep);
}

/// Every byte replaced by every other: whatever comes out, it comes out, and holds no more than the limits say.
#[test]
fn no_byte_makes_it_panic() {
    let value = Everything { nodes: None, node: None, ..nearly_everything() };
    let limits = Limits::default().with_items(64).with_memory(1 << 16);
    let mut bytes = write(&value);
    let mut read = 0;
    for place in 0..bytes.len() {
        let original = bytes[place];
        for byte in 0..=u8::MAX {
            bytes[place] = byte;
            match try_read_with::<Everything>(&bytes, &limits) {
                Ok(_) => read += 1,
                Err(error) => assert!(error.offset().is_some_and(|offset| offset <= bytes.len())),
            }
        }
        bytes[place] = original;
    }
    assert!(read > bytes.len(), "the original, and letters in strings, are still read");
}
