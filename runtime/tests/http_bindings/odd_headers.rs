//! Headers that are odd, and what is read all the same: whoever asks for an object did not choose
//! what came with it.

use std::collections::BTreeMap;

use http::HeaderValue;
use smithgen_runtime::{
    Body, DecodeError, DecodeErrorKind as Kind, Operation, Response, ServiceError, Timestamp,
};

use super::hostile::decode_error;
use super::responses::{read, response};
use super::shapes::{Color, Count, Error, GetStored, Head, Level, Put, Stored};

fn stored(headers: &[(&str, &str)]) -> Response<Stored> {
    GetStored::response(&response(200, headers, "data")).unwrap()
}

/// The output, where all headers are read.
fn read_all(headers: &[(&str, &str)]) -> Stored {
    let response = stored(headers);
    assert_eq!(response.unread, [], "{headers:?}");
    response.output
}

/// The one path and kind of what was not read.
fn unread(headers: &[(&str, &str)]) -> (String, Kind) {
    let response = stored(headers);
    let [error] = &response.unread[..] else { panic!("{headers:?}: {:?}", response.unread) };
    assert_eq!(error.offset(), None);
    assert_eq!(response.output.data.into_bytes().unwrap(), "data");
    (error.path(), error.kind())
}

/// RFC 9110, section 5.5: other bytes than those of ASCII are opaque.
#[test]
fn text_that_is_not_utf8_is_latin_1() {
    let latin = |bytes: &[u8]| HeaderValue::from_bytes(bytes).unwrap();
    let mut odd = response(200, &[("x-meta-a", "plain"), ("x-meta-b", "gr\u{fc}n")], "data");
    let headers = odd.headers_mut();
    headers.insert("content-disposition", latin(b"\t attachment; filename=\"gr\xfcn\" "));
    headers.insert("x-color", latin(b"gr\xfcn"));
    headers.insert("x-meta-c", latin(b"\xa0gr\xfcn\x80"));
    headers.append("x-meta-d", latin(b"gr\xfcn"));
    headers.append("x-meta-d", latin("gr\u{fc}n".as_bytes()));
    headers.insert("x-parts", latin(b"\xb2"));
    let Response { output, unread, .. } = GetStored::response(&odd).unwrap();
    assert_eq!(output.text.as_deref(), Some("attachment; filename=\"gr\u{fc}n\""));
    assert_eq!(output.color, Some(Color::from("gr\u{fc}n")));
    let meta = [
        ("a", "plain"),
        ("b", "gr\u{fc}n"),
        ("c", "\u{a0}gr\u{fc}n\u{80}"),
        ("d", "gr\u{fc}n, gr\u{fc}n"),
    ];
    let meta: BTreeMap<_, _> = meta.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    assert_eq!(output.meta, Some(meta));
    let unread: Vec<_> = unread.iter().map(|error| (error.path(), error.kind())).collect();
    assert_eq!(unread, [("Parts".to_owned(), Kind::Form("an integer"))]);
}

#[test]
fn what_is_empty_is_unset_unless_it_is_text() {
    let names = [
        "content-length",
        "x-parts",
        "last-modified",
        "x-retained",
        "x-marker",
        "x-level",
        "x-ratio",
    ];
    for text in ["", " ", "\t"] {
        let output = read_all(&names.map(|name| (name, text)));
        assert_eq!((output.length, output.parts, output.ratio), (None, None, None));
        assert_eq!((output.modified, output.retained), (None, None));
        assert_eq!((output.marker, output.level), (None, None));
    }
    let output = read_all(&[
        ("x-color", ""),
        ("content-disposition", ""),
        ("x-json", ""),
        ("x-digest", ""),
        ("x-numbers", ""),
        ("x-meta-a", ""),
        ("x-offset", ""),
    ]);
    assert_eq!(output.color, Some(Color::from("")));
    assert_eq!((output.text.as_deref(), output.json.as_deref()), (Some(""), Some("")));
    assert_eq!((output.digest.unwrap().len(), output.numbers.unwrap().len()), (0, 0));
    assert_eq!((output.meta.unwrap()["a"].as_str(), output.offset), ("", 0));
    // By client error correction, as if it were missing.
    assert_eq!(read::<Count>(&[("x-count", "")], "").unwrap().count, 0);
}

/// RFC 9110, section 8.6, has it so for `Content-Length`, in one line or in several.
#[test]
fn what_is_there_twice_counts_once_if_it_is_the_same() {
    let date = "Thu, 02 Jan 2025 03:04:05 GMT";
    let output = read_all(&[
        ("content-length", "42"),
        ("content-length", "42"),
        ("x-parts", "7, 7,7"),
        ("last-modified", date),
        ("last-modified", date),
        ("x-marker", "true"),
        ("x-marker", "true"),
        ("x-color", "RED"),
        ("x-color", "RED"),
        ("x-level", "9"),
        ("x-level", ""),
        ("x-json", "e30="),
        ("x-json", "e30="),
        ("content-disposition", "inline"),
        ("content-disposition", "inline"),
    ]);
    assert_eq!((output.length, output.parts), (Some(42), Some(7)));
    assert_eq!(output.modified, Some(Timestamp::from_seconds(1_735_787_045)));
    assert_eq!((output.marker, output.color), (Some(true), Some(Color::Red)));
    assert_eq!((output.level, output.json.as_deref()), (Some(Level::High), Some("{}")));
    // A string may be a list of its own.
    assert_eq!(output.text.as_deref(), Some("inline, inline"));
    let one = Kind::Syntax("one value");
    let lengths = [("content-length", "42"), ("content-length", "43")];
    assert_eq!(unread(&lengths), ("Length".to_owned(), one));
    let dates = [("last-modified", date), ("last-modified", "Thu, 02 Jan 2025 03:04:06 GMT")];
    assert_eq!(unread(&dates), ("Modified".to_owned(), one));
    let colors = read_all(&[("x-color", "RED"), ("x-color", "BLUE")]).color;
    assert_eq!(colors, Some(Color::from("RED, BLUE")));
}

#[test]
fn dates_may_be_of_another_form() {
    let time = Some(Timestamp::from_seconds(784_111_777));
    let forms = [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "1994-11-06T08:49:37Z",
        "1994-11-06T09:49:37.000+01:00",
    ];
    for text in forms {
        let output = read_all(&[("last-modified", text), ("x-retained", text)]);
        assert_eq!((output.modified, output.retained), (time, time), "{text}");
    }
    let list = forms.join(", ");
    let times = read_all(&[("x-times", &list)]).times.unwrap();
    assert_eq!(times.into_iter().map(Some).collect::<Vec<_>>(), [time; 6]);
    let form = Kind::Form("a timestamp of its format");
    for text in ["784111777", "today", "06/11/1994 08:49:37", "1994-11-06", "Sun, 06 Nov 1994"] {
        assert_eq!(unread(&[("last-modified", text)]), ("Modified".to_owned(), form), "{text}");
    }
}

#[test]
fn booleans_are_of_either_case() {
    for (text, value) in [("true", true), ("True", true), ("FALSE", false)] {
        assert_eq!(read_all(&[("x-marker", text)]).marker, Some(value));
    }
}

#[test]
fn integers_are_exact() {
    let length = |text| read_all(&[("content-length", text)]).length;
    assert_eq!(length("9007199254740993.0"), Some(9_007_199_254_740_993));
    assert_eq!(length("-900719925474099.3e1"), Some(-9_007_199_254_740_993));
    let integer = Kind::Form("an integer");
    for (text, kind) in [
        ("9007199254740992.5", integer),
        ("9223372036854775808.0", Kind::OutOfRange),
        ("0x2a", integer),
    ] {
        assert_eq!(unread(&[("content-length", text)]), ("Length".to_owned(), kind), "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_left_unset_and_told() {
    for (header, value, kind, path) in [
        ("x-marker", "yes", Kind::Form("a boolean"), "Marker"),
        ("x-parts", "2147483648", Kind::OutOfRange, "Parts"),
        ("x-parts", "many", Kind::Form("an integer"), "Parts"),
        ("x-level", "high", Kind::Form("an integer"), "Level"),
        ("x-ratio", "infinity", Kind::Form("a number"), "Ratio"),
        ("x-ratio", "1e39", Kind::OutOfRange, "Ratio"),
        ("last-modified", "today", Kind::Form("a timestamp of its format"), "Modified"),
        ("x-digest", "!", Kind::Form("base64"), "Digest"),
        ("x-json", "!", Kind::Form("base64"), "Json"),
        ("x-json", "/w==", Kind::Utf8, "Json"),
        ("x-numbers", "1, x", Kind::Form("an integer"), "Numbers[1]"),
        ("x-numbers", "1, \"2", Kind::Syntax("a closing quote"), "Numbers[1]"),
        ("x-times", "Thu, 01 Jan", Kind::Form("a timestamp of its format"), "Times[0]"),
        ("x-offset", "x", Kind::Form("an integer"), "Offset"),
    ] {
        assert_eq!(unread(&[(header, value)]), (path.to_owned(), kind), "{header}: {value}");
        let Stored {
            length: None,
            parts: None,
            modified: None,
            retained: None,
            marker: None,
            color: None,
            level: None,
            digest: None,
            text: None,
            json: None,
            ratio: None,
            offset: 0,
            numbers,
            times,
            meta: Some(_),
            data: _,
        } = stored(&[(header, value)]).output
        else {
            panic!("{header}: {value}: something is set");
        };
        // Half a list would be worse than none.
        assert!(numbers.unwrap_or_default().is_empty() && times.unwrap_or_default().is_empty());
    }
    let strings = Head::response(&response(200, &[("x-strings", "a, \"b\"c")], "")).unwrap();
    assert_eq!(strings.unread[0].kind(), Kind::Syntax("a comma"));
    assert_eq!(strings.output.strings, Some(Vec::new()));
}

#[test]
fn one_odd_header_does_not_lose_the_others() {
    let Response { output, unread, headers, .. } = stored(&[
        ("content-length", "x"),
        ("x-parts", "7"),
        ("last-modified", "x"),
        ("content-disposition", "inline"),
        ("x-meta-a", "1"),
    ]);
    assert_eq!((output.parts, output.text.as_deref()), (Some(7), Some("inline")));
    assert_eq!(output.meta.unwrap()["a"], "1");
    let paths: Vec<_> = unread.iter().map(DecodeError::path).collect();
    assert_eq!(paths, ["Length", "Modified"]);
    assert_eq!(headers["content-length"], "x");
}

#[test]
fn a_required_member_that_cannot_be_read_is_an_error() {
    for value in ["x", "1, 2", "2147483648"] {
        let error = decode_error(&read::<Count>(&[("x-count", value)], "").map(drop).unwrap_err());
        assert_eq!(error.path(), "Count", "{value}");
    }
    assert_eq!(read::<Count>(&[("x-count", "7")], "").unwrap().count, 7);
}

/// Most often, what cannot be read of an error is a `Retry-After` that is a date.
#[test]
fn an_error_is_known_whatever_its_headers_are() {
    let headers =
        [("x-amzn-errortype", "Failed"), ("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT")];
    let error = Put::response(&response(400, &headers, "{}")).map(drop).unwrap_err();
    let Error::Failed(failed) = &error else { panic!("{error}") };
    assert_eq!(failed.retry_after, None);
    let unread = &error.metadata().unwrap().unread;
    assert_eq!((unread.len(), unread[0].path().as_str()), (1, "RetryAfter"));
}

/// An error is read again without what is malformed, which must not count a second time.
#[test]
fn an_odd_header_of_an_error_is_told_once() {
    let odd = [("x-numbers", "1, x"), ("x-wait", "1, 2")];
    let headers = [&[("x-amzn-errortype", "Failed")][..], &odd].concat();
    let error = Put::response(&response(400, &headers, "")).map(drop).unwrap_err();
    let Error::Failed(failed) = &error else { panic!("{error}") };
    assert_eq!((&failed.numbers, failed.wait), (&None, None));
    let unread = &error.metadata().unwrap().unread;
    assert_eq!(unread.iter().map(DecodeError::path).collect::<Vec<_>>(), ["Wait", "Numbers[1]"]);
}

#[test]
fn a_body_that_streams_has_its_head() {
    let head = response(200, &[("x-parts", "x")], "").map(|_| Body::from("data"));
    let read = GetStored::streaming_response(head).unwrap();
    assert_eq!((read.unread.len(), read.output.data.into_bytes().unwrap()), (1, "data".into()));
}
