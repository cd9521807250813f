//! Responses that no service would send: an error that names the member, and never a panic.

use smithgen_runtime::{
    DecodeError, DecodeErrorKind, Limits, Operation, OtherError, OtherErrorKind, ServiceError,
};

use super::responses::response;
use super::shapes::{
    Ask, AskEc2, Error, Head, Put, PutBlob, PutStructure, PutText, PutXml, PutXmlStructure,
};

pub(crate) fn decode_error(error: &Error) -> DecodeError {
    match error.other().map(OtherError::kind) {
        Some(OtherErrorKind::Decode { error, .. }) => error.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lists_in_headers_are_held_to_the_limits() {
    let response = response(200, &[("x-numbers", "1,2,3,4")], "");
    let read = |items| Head::response_with(&response, &Limits::DEFAULT.with_items(items));
    assert!(read(4).is_ok());
    let error = decode_error(&read(3).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (DecodeErrorKind::TooManyItems, "Numbers"));
}

#[test]
fn payloads_are_held_to_the_limits() {
    let response = response(200, &[], "12345");
    let kind = |read: Result<(), Error>| decode_error(&read.unwrap_err()).kind();
    let text = |limits| PutText::response_with(&response, &limits).map(drop);
    let blob = |limits| PutBlob::response_with(&response, &limits).map(drop);
    for limits in [Limits::DEFAULT.with_bytes(5), Limits::DEFAULT.with_memory(5)] {
        assert!(text(limits).is_ok() && blob(limits).is_ok());
    }
    let (bytes, memory) = (Limits::DEFAULT.with_bytes(4), Limits::DEFAULT.with_memory(4));
    assert_eq!(kind(text(bytes)), DecodeErrorKind::TooLong);
    assert_eq!(kind(blob(bytes)), DecodeErrorKind::TooLong);
    assert_eq!(kind(text(memory)), DecodeErrorKind::TooMuchMemory);
    assert_eq!(kind(blob(memory)), DecodeErrorKind::TooMuchMemory);
}

#[test]
fn headers_with_a_prefix_are_held_to_the_limits() {
    let headers = [("x-other", ""), ("x-meta-a", ""), ("x-meta-b", ""), ("x-meta-c", "")];
    let response = response(200, &headers, "");
    let read = |items| Head::response_with(&response, &Limits::DEFAULT.with_items(items));
    assert!(read(3).is_ok());
    let error = decode_error(&read(2).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (DecodeErrorKind::TooManyItems, "Meta"));
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
