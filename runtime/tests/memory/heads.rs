//! Headers of responses, and the errors that they and bodies tell of.

use smithgen_runtime::{DecodeErrorKind, Limits, Operation, OtherErrorKind, ServiceError};

use crate::shapes::{Error, Get, Node};
use crate::{MEMORY, assert_bounded, limits};

fn length(response: &http::Response<String>) -> usize {
    let headers = response.headers().iter();
    let head: usize = headers.map(|(name, value)| name.as_str().len() + value.len()).sum();
    head + response.body().len()
}

fn with_header(name: &str, value: &str) -> http::Response<String> {
    http::Response::builder().header(name, value).body(String::new()).unwrap()
}

/// A list in one header, or in many of one name.
#[test]
fn lists_and_maps() {
    let items = "a,".repeat(MEMORY / 4);
    let mut many = with_header("x-texts", "a");
    for _ in 0..1 << 11 {
        many.headers_mut().append("x-texts", http::HeaderValue::from_static("a,a,a,a"));
    }
    let mut named = with_header("x-named-a", "a");
    for at in 0..1 << 10 {
        let name = http::HeaderName::try_from(format!("x-named-{at:x}")).unwrap();
        named.headers_mut().append(name, http::HeaderValue::from_static("a"));
    }
    for (what, response) in [
        ("a list of texts", with_header("x-texts", &items)),
        ("a list of flags", with_header("x-flags", &"true,".repeat(MEMORY))),
        ("a list in many headers", many),
        ("a map", named),
        ("a text", with_header("x-text", &"a".repeat(4 * MEMORY))),
    ] {
        assert_bounded(what, length(&response), || {
            match Get::response_with(&response, &limits()) {
                Ok(_) => {}
                Err(Error::Other(error)) => match error.kind() {
                    OtherErrorKind::Decode { error, .. } => {
                        assert_eq!(error.kind(), DecodeErrorKind::TooMuchMemory, "{what}");
                    }
                    kind => panic!("{what}: {kind:?}"),
                },
                Err(error) => panic!("{what}: {error:?}"),
            }
        });
    }
}

/// Headers and body share one limit.
#[test]
fn a_head_and_a_body() {
    let mut response = with_header("x-text", &"a".repeat(MEMORY / 2));
    let nodes = (MEMORY / size_of::<Node>()).next_power_of_two() / 2;
    *response.body_mut() = format!(r#"{{"nodes":[{}{{}}]}}"#, "{},".repeat(nodes - 1));
    assert!(Get::response_with(&response, &limits()).is_err());
    response.headers_mut().clear();
    assert!(Get::response_with(&response, &limits()).is_ok());
}

#[test]
fn errors() {
    let long = "m".repeat(4 * MEMORY);
    let nodes = format!(r#"{{"nodes":[{}{{}}]}}"#, "{},".repeat(1 << 10));
    for (code, body) in [
        ("Failed", format!(r#"{{"message":"{long}"}}"#)),
        ("Odd", format!(r#"{{"message":"{long}"}}"#)),
        ("Failed", nodes.clone()),
        ("Odd", nodes),
        ("Failed", format!(r#"{{"code":"{long}","nodes":1}}"#)),
    ] {
        let mut response = with_header("x-amzn-errortype", code);
        *response.status_mut() = http::StatusCode::BAD_REQUEST;
        *response.body_mut() = body;
        assert_bounded("an error", length(&response), || {
            let error = Get::response_with(&response, &limits()).err().unwrap();
            assert_eq!(error.code(), Some(code));
        });
    }
}

/// A header in so many lines of one name.
fn repeated(lines: usize) -> http::Response<String> {
    let mut response = with_header("x-text", "a");
    for _ in 1..lines {
        response.headers_mut().append("x-text", http::HeaderValue::from_static("a"));
    }
    response
}

/// Work is counted by the bytes that are asked for: with a new text for each line, eight times as many lines took
/// sixty-four times as many bytes.
#[test]
fn lines_of_one_name_are_joined_once() {
    let bytes = |lines| {
        let response = repeated(lines);
        let read = || drop(Get::response_with(&response, &limits()).unwrap());
        allocation_counter::measure(read).bytes_total
    };
    assert!(bytes(1 << 13) <= 10 * bytes(1 << 10));
}

#[test]
fn the_head_is_bounded() {
    let kind = |response: &http::Response<String>, limits: &Limits| {
        let error = Get::response_with(response, limits).err()?;
        match error.other()?.kind() {
            OtherErrorKind::Decode { error, metadata, .. } => {
                assert_eq!(metadata.status, response.status());
                Some(error.kind())
            }
            kind => panic!("{kind:?}"),
        }
    };
    let limits = Limits::DEFAULT.with_headers(3).with_header_bytes(24);
    assert_eq!(kind(&repeated(3), &limits), None);
    assert_eq!(kind(&repeated(4), &limits), Some(DecodeErrorKind::TooManyHeaders));
    // Names count as often as they are there, and so do headers that no member is bound to.
    assert_eq!(kind(&with_header("x-text", &"a".repeat(18)), &limits), None);
    let long = Some(DecodeErrorKind::HeadersTooLong);
    assert_eq!(kind(&with_header("x-text", &"a".repeat(19)), &limits), long);
    assert_eq!(kind(&with_header("x-odd", &"a".repeat(20)), &limits), long);
    let mut error = repeated(4);
    *error.status_mut() = http::StatusCode::BAD_GATEWAY;
    assert_eq!(kind(&error, &limits), Some(DecodeErrorKind::TooManyHeaders));
    assert_eq!(kind(&repeated(1024), &Limits::DEFAULT), None);
    assert_eq!(kind(&repeated(1025), &Limits::DEFAULT), Some(DecodeErrorKind::TooManyHeaders));
    let megabyte = "a".repeat(1 << 20);
    assert_eq!(kind(&with_header("x-text", &megabyte), &Limits::DEFAULT), long);
}
