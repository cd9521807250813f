//! Requests byte by byte, and what responses turn into.

use std::error::Error as _;

use http::{HeaderMap, HeaderName, StatusCode};
use smithgen_runtime::{
    Bytes, DecodeErrorKind, EncodeErrorKind, FixedToken, Limits, Operation, OtherError,
    OtherErrorKind, RequestOptions, Response, Retry, ServiceError,
};

use super::shapes::{Choice, DottedPing, Error, Everything, Ping, PutEverything};

use smithgen_runtime::v1 as rt;

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn put(status: u16, headers: &[(&str, &str)], body: &str) -> Result<Everything, Error> {
    PutEverything::response(&response(status, headers, body)).map(Response::into_output)
}

fn fail(status: u16, headers: &[(&str, &str)], body: &str) -> Error {
    put(status, headers, body).map(|_| ()).unwrap_err()
}

fn headers(map: &HeaderMap) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> =
        map.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    headers.sort_unstable();
    headers
}

#[test]
fn a_request_is_a_post_with_a_target() {
    let input = Everything { name: "n".into(), token: Some("t".into()), ..Everything::default() };
    let request = PutEverything::request(&input).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "/");
    assert_eq!(
        headers(request.headers()),
        [
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", "ExampleService.PutEverything"),
        ]
    );
    assert_eq!(request.into_body().into_bytes().unwrap(), r#"{"Name":"n","Token":"t"}"#);
}

#[test]
fn a_target_starts_with_the_prefix_of_the_service() {
    let request = DottedPing::request(&rt::Unit).unwrap();
    assert_eq!(request.headers()["x-amz-target"], "com.example.v2025.Example_2025.Ping");
}

#[test]
fn a_request_without_input_is_an_empty_object() {
    let request = Ping::request(&rt::Unit).unwrap();
    assert_eq!(
        headers(request.headers()),
        [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", "QueryService.Ping"),
            ("x-amzn-query-mode", "true"),
        ]
    );
    assert_eq!(request.into_body().into_bytes().unwrap(), "{}");
}

fn body_with(token: Option<&str>) -> Bytes {
    let input = Everything { token: token.map(str::to_owned), ..Everything::default() };
    let options = RequestOptions::default().with_tokens(&FixedToken("fixed"));
    PutEverything::request_with(&input, &options).unwrap().into_body().into_bytes().unwrap()
}

#[test]
fn idempotency_tokens_are_filled_in() {
    assert_eq!(body_with(None), r#"{"Name":"","Token":"fixed"}"#);
    assert_eq!(body_with(Some("")), r#"{"Name":"","Token":"fixed"}"#);
    assert_eq!(body_with(Some("mine")), r#"{"Name":"","Token":"mine"}"#);
    let request = PutEverything::request(&Everything::default()).unwrap();
    let body: serde_json::Value =
        serde_json::from_slice(&request.into_body().into_bytes().unwrap()).unwrap();
    let token = body["Token"].as_str().unwrap();
    assert_eq!((token.len(), token.as_bytes()[14]), (36, b'4'), "{token}");
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let input = Everything { choice: Some(Choice::default()), ..Everything::default() };
    let error = PutEverything::request(&input).unwrap_err();
    let Some(OtherErrorKind::Encode(encode)) = error.other().map(OtherError::kind) else {
        panic!("{error:?}");
    };
    assert_eq!(encode.kind(), EncodeErrorKind::UnknownVariant);
    assert_eq!((error.code(), error.status(), error.is_retryable()), (None, None, false));
    assert!(error.source().unwrap().is::<smithgen_runtime::EncodeError>());
}

#[test]
fn a_response_has_output_and_head() {
    let response =
        response(200, &[("x-amzn-requestid", "r-1"), ("date", "today")], r#"{"Name":"n"}"#);
    let read = PutEverything::response(&response).unwrap();
    assert_eq!(read.output.name, "n");
    assert_eq!(read.status, 200);
    assert_eq!(read.headers["date"], "today");
    assert_eq!(read.request_id.as_deref(), Some("r-1"));
}

#[test]
fn an_empty_body_is_an_empty_structure() {
    assert!(put(200, &[], "").unwrap() == Everything::default());
    for body in ["{}", "null", " \r\n", "\u{feff}{}", "\u{feff}"] {
        assert!(put(200, &[], body).unwrap() == Everything::default(), "{body:?}");
        assert!(Ping::response(&response(200, &[], body)).is_ok());
    }
    assert!(Ping::response(&response(200, &[], "")).is_ok());
    assert!(Ping::response(&response(200, &[], r#"{"future":1}"#)).is_ok());
}

#[test]
fn a_malformed_body_is_an_error_with_the_request_id() {
    let error = fail(200, &[("x-amz-request-id", "r-2")], r#"{"Flag":1}"#);
    assert_eq!(
        error.to_string(),
        "cannot read `Flag`: expected a boolean, found a number (at byte 8) (request id r-2)"
    );
    let Some(OtherErrorKind::Decode { error: decode, .. }) = error.other().map(OtherError::kind)
    else {
        panic!("{error:?}");
    };
    assert_eq!(decode.kind(), DecodeErrorKind::Type { expected: "a boolean", found: "a number" });
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::OK), Some("r-2")));
}

/// Where the code may be, by the specification of awsJson 1.1.
#[test]
fn the_code_is_found_wherever_it_is() {
    let type_header = [("x-amzn-errortype", "NotFoundError:http://internal.amazon.com/coral/")];
    for (headers, body) in [
        (&type_header[..], r#"{"message":"m","Resource":"r"}"#),
        (&[], r#"{"__type":"NotFoundError","message":"m","Resource":"r"}"#),
        (&[], r#"{"__type":"com.example#NotFoundError","message":"m","Resource":"r"}"#),
        (&[], r#"{"code":"NotFoundError","Message":"m","Resource":"r"}"#),
        (&[], r#"{"__type":"other#NotFoundError:http://x","errorMessage":"m","Resource":"r"}"#),
    ] {
        let Error::NotFound(error) = fail(404, headers, body) else { panic!("{body}") };
        assert_eq!(error.resource, "r");
        assert_eq!(error.message.as_deref(), Some("m"), "{body}");
        assert_eq!(error.metadata().code.as_deref(), Some("NotFoundError"));
        assert_eq!(error.metadata().message.as_deref(), Some("m"));
        assert_eq!(error.metadata().status, 404);
        assert_eq!(error.metadata().retry, Retry::No);
    }
}

/// Each place may hold something else, such as a member of the error.
#[test]
fn any_place_of_a_code_may_name_the_error() {
    for (header, body, code) in [
        ("", r#"{"__type":"NotFoundError","code":"E42"}"#, "NotFoundError"),
        ("", r#"{"__type":"E42","code":"NotFoundError"}"#, "NotFoundError"),
        ("Odd", r#"{"__type":"a#NotFoundError","code":42}"#, "NotFoundError"),
        ("NotFoundError", r#"{"__type":"BusyError"}"#, "NotFoundError"),
        ("", r#"{"__type":"Denied","code":"E42"}"#, "Denied"),
    ] {
        let error = fail(400, &[("x-amzn-errortype", header)], body);
        assert_eq!(matches!(error, Error::NotFound(_)), code == "NotFoundError", "{body}");
        assert_eq!(error.code(), Some(code), "{body}");
    }
}

#[test]
fn errors_tell_code_message_and_request_id() {
    let id = [("x-amzn-requestid", "1234")];
    for (body, expected) in [
        (
            r#"{"__type":"NotFoundError","message":"No such thing."}"#,
            "NotFoundError: No such thing. (request id 1234)",
        ),
        (r#"{"__type":"Strange"}"#, "Strange (request id 1234)"),
        (r#"{"message":"Oh."}"#, "Oh. (request id 1234)"),
        ("<html>", "the service answered 400 Bad Request (request id 1234)"),
    ] {
        assert_eq!(fail(400, &id, body).to_string(), expected);
    }
    assert_eq!(fail(400, &[], r#"{"__type":"Strange"}"#).to_string(), "Strange");
}

#[test]
fn a_service_error_that_the_operation_does_not_list_is_found_too() {
    let error = fail(400, &[], r#"{"__type":"BusyError"}"#);
    assert!(matches!(error, Error::Busy(_)));
    assert!(error.is_retryable() && error.is_throttling());
}

#[test]
fn a_sensitive_message_is_not_in_the_metadata() {
    let body = r#"{"__type":"SecretError","message":"hunter2"}"#;
    let error = fail(400, &[], body);
    let Error::Secret(secret) = &error else { panic!("{error}") };
    assert_eq!(secret.message.as_deref(), Some("hunter2"));
    assert_eq!(error.message(), None);
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    assert_eq!(error.to_string(), "SecretError: *** redacted ***");
    assert!(format!("{error:?}").contains(r#"message: Some("*** redacted ***")"#), "{error:?}");
    assert_eq!(fail(400, &[], r#"{"__type":"SecretError"}"#).to_string(), "SecretError");
}

/// What is malformed may have been taken for a message.
#[test]
fn an_error_that_cannot_be_read_has_no_message_if_it_may_hold_secrets() {
    let error = fail(400, &[], r#"{"__type":"SecretError","errorMessage":"hunter2","message":1}"#);
    assert_eq!((error.code(), error.message()), (Some("SecretError"), None));
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    let error = fail(404, &[], r#"{"__type":"NotFoundError","message":"m","Resource":1}"#);
    assert_eq!(error.message(), Some("m"));
}

#[test]
fn pages_of_proxies_are_unmodeled() {
    for (status, retry) in [
        (403, Retry::No),
        (429, Retry::Throttling),
        (500, Retry::Transient),
        (503, Retry::Transient),
    ] {
        let error = fail(status, &[], "<html><body>hunter2</body></html>");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!((error.code(), error.retry()), (None, retry));
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        let Some(OtherErrorKind::Unmodeled(unmodeled)) = error.other().map(OtherError::kind) else {
            panic!("{error:?}");
        };
        assert_eq!(unmodeled.body(), "<html><body>hunter2</body></html>");
    }
}

#[test]
fn known_codes_say_whether_to_retry() {
    for (code, retry) in [
        ("ThrottlingException", Retry::Throttling),
        ("SlowDown", Retry::Throttling),
        ("RequestTimeout", Retry::Transient),
        ("ValidationException", Retry::No),
    ] {
        let error = fail(400, &[], &format!(r#"{{"__type":"{code}"}}"#));
        assert_eq!((error.code(), error.retry()), (Some(code), retry));
    }
}

#[test]
fn redirects_are_errors() {
    assert_eq!(fail(301, &[], "").status(), Some(StatusCode::MOVED_PERMANENTLY));
}

#[test]
fn an_error_whose_body_is_malformed_is_still_known() {
    let error = fail(404, &[("x-amzn-errortype", "NotFoundError")], r#"{"Resource":1}"#);
    assert_eq!(error.to_string(), "NotFoundError");
    assert_eq!(
        error.source().unwrap().to_string(),
        "cannot read `Resource`: expected a string, found a number (at byte 12)"
    );
    let Error::NotFound(error) = error else { panic!("{error}") };
    assert_eq!(error.resource, "");
}

#[test]
fn query_compatible_services_tell_their_old_codes() {
    let header = [("x-amzn-query-error", "Example.NotFound;Sender")];
    for body in [r#"{"__type":"NotFoundError"}"#, r#"{"__type":"Renamed"}"#] {
        let error = Ping::response(&response(400, &header, body)).unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error:?}");
        assert_eq!(error.code(), Some("Example.NotFound"));
    }
    for empty in ["", ";Sender"] {
        let header = [("x-amzn-query-error", empty)];
        let response = response(400, &header, r#"{"__type":"NotFoundError"}"#);
        assert_eq!(Ping::response(&response).unwrap_err().code(), Some("NotFoundError"));
    }
    // A service that is not query compatible does not listen to the header.
    let error = fail(400, &header, r#"{"__type":"Renamed"}"#);
    assert_eq!(error.code(), Some("Renamed"));
}

#[test]
fn limits_are_the_callers() {
    let response = response(200, &[], r#"{"Strings":["a","b"]}"#);
    let limits = Limits::default().with_items(2);
    let error = PutEverything::response_with(&response, &limits).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("too many items"), "{error}");
}
