//! Responses that no service would send: an error that names the member, and never a panic.

use smithgen_runtime::{
    DecodeError, DecodeErrorKind, Limits, Operation, OtherError, OtherErrorKind, ServiceError,
};

use super::responses::{read, response};
use super::shapes::{
    Ask, AskEc2, Error, Head, Put, PutStructure, PutText, PutXml, PutXmlStructure,
};

fn decode_error(error: &Error) -> DecodeError {
    match error.other().map(OtherError::kind) {
        Some(OtherErrorKind::Decode { error, .. }) => error.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn malformed_headers_are_errors_that_name_the_member() {
    for (header, value, kind, path) in [
        ("x-flag", "yes", DecodeErrorKind::Form("`true` or `false`"), "Flag"),
        ("x-byte", "128", DecodeErrorKind::OutOfRange, "Byte"),
        ("x-byte", "", DecodeErrorKind::Form("an integer"), "Byte"),
        ("x-float", "infinity", DecodeErrorKind::Form("a number"), "Float"),
        ("x-time", "today", DecodeErrorKind::Form("a timestamp of its format"), "Time"),
        ("x-json", "!", DecodeErrorKind::Form("base64"), "Json"),
        ("x-json", "/w==", DecodeErrorKind::Utf8, "Json"),
        ("x-strings", "\"a", DecodeErrorKind::Syntax("a closing quote"), "Strings[0]"),
        ("x-strings", "a, \"b\"c", DecodeErrorKind::Syntax("a comma"), "Strings[1]"),
        ("x-numbers", "1, x", DecodeErrorKind::Form("an integer"), "Numbers[1]"),
        ("x-times", "Thu, 01 Jan", DecodeErrorKind::Form("a timestamp of its format"), "Times[0]"),
    ] {
        let error = decode_error(&read::<Head>(&[(header, value)], "").unwrap_err());
        assert_eq!((error.kind(), error.path().as_str()), (kind, path), "{header}: {value}");
        assert_eq!(error.offset(), None);
    }
}

#[test]
fn headers_that_are_not_utf8_are_errors() {
    let mut latin = response(200, &[], "");
    let value = http::HeaderValue::from_bytes(b"\xfc").unwrap();
    latin.headers_mut().insert("x-text", value);
    let error = decode_error(&Head::response(&latin).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (DecodeErrorKind::Utf8, "Text"));
}

#[test]
fn lists_in_headers_are_held_to_the_limits() {
    let response = response(200, &[("x-numbers", "1,2,3,4")], "");
    let read = |items| Head::response_with(&response, &Limits::DEFAULT.with_items(items));
    assert!(read(4).is_ok());
    let error = decode_error(&read(3).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (DecodeErrorKind::TooManyItems, "Numbers"));
}

/// Each of these bodies, cut at each byte and with each byte changed, is read or refused.
#[test]
fn no_body_makes_a_panic() {
    let bodies = [
        r#"{"Inner":{"v":7},"Count":1}"#,
        "<R><Inner><Value>7</Value></Inner><Count>1</Count></R>",
        "<AskResponse><AskResult><Count>1</Count></AskResult><RequestId>r</RequestId></AskResponse>",
        "<ErrorResponse><Error><Code>Failed</Code><Top>t</Top></Error></ErrorResponse>",
    ];
    for body in bodies {
        for at in 0..body.len() {
            try_all(&body.as_bytes()[..at]);
            for byte in [b'<', b'>', b'"', b'{', b'}', b'&', 0, 0xff] {
                let mut changed = body.as_bytes().to_vec();
                changed[at] = byte;
                try_all(&changed);
            }
        }
    }
}

fn try_all(body: &[u8]) {
    for status in [200, 400] {
        let response = http::Response::builder().status(status).body(body).unwrap();
        let _ = Put::response(&response);
        let _ = PutStructure::response(&response);
        let _ = PutText::response(&response);
        let _ = PutXml::response(&response);
        let _ = PutXmlStructure::response(&response);
        let _ = Ask::response(&response);
        let _ = AskEc2::response(&response);
    }
}
