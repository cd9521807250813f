//! Exceptions of streams: whether to try again, and what is malformed in them.

use std::error::Error as _;

use smithgen_runtime::{DecodeError, Retry, ServiceError};

use super::frames::{sound_frame, string_header};
use super::{Error, Overloaded, StatusCode, TooLoud, Wire, typed, wires};

fn exception(wire: &Wire, name: &str, payload: &[u8]) -> Error {
    wire.fails(typed("exception", ":exception-type", name, wire.media_type, payload))
}

/// A stream has no status but that of its head.
#[test]
fn an_exception_is_tried_again_by_the_status_of_its_shape() {
    for wire in wires() {
        let error = exception(&wire, "overloaded", wire.words);
        assert_eq!((error.code(), error.retry()), (Some("Overloaded"), Retry::Transient));
        assert_eq!(error.status(), Some(StatusCode::OK), "{}", wire.name);
        let Error::Overloaded(error) = error else { panic!("{}: {error:?}", wire.name) };
        assert_eq!(*error, Overloaded { after: None, text: Some("hi".into()) });
    }
}

#[test]
fn an_error_beyond_the_model_is_tried_again_by_its_code() {
    for (code, retry) in [
        ("InternalError", Retry::Transient),
        ("ServiceUnavailable", Retry::Transient),
        ("SlowDown", Retry::Throttling),
        ("AccessDenied", Retry::No),
    ] {
        let headers = [string_header(":message-type", "error"), string_header(":error-code", code)];
        for wire in wires() {
            let error = wire.fails(sound_frame(&headers, b""));
            assert_eq!((error.code(), error.retry()), (Some(code), retry), "{}", wire.name);
        }
    }
}

#[test]
fn a_malformed_exception_is_still_known() {
    for wire in wires() {
        let error = exception(&wire, "tooLoud", wire.wrong_too_loud);
        assert_eq!((error.code(), error.retry()), (Some("TooLoud"), Retry::Throttling));
        let [malformed] = &error.metadata().unwrap().unread[..] else { panic!("{error:?}") };
        assert_eq!(malformed.path(), "decibels");
        assert!(error.source().is_some_and(<dyn std::error::Error>::is::<DecodeError>));
        let Error::TooLoud(error) = error else { panic!("{}: {error:?}", wire.name) };
        let expected = TooLoud { message: Some("ouch".into()), decibels: None };
        assert_eq!(*error, expected, "{}", wire.name);
    }
}

#[test]
fn a_malformed_header_takes_no_payload_away() {
    for wire in wires() {
        let headers = [
            string_header(":message-type", "exception"),
            string_header(":exception-type", "overloaded"),
            string_header("after", "a while"),
        ];
        let error = wire.fails(sound_frame(&headers, wire.words));
        assert_eq!(error.retry(), Retry::Transient);
        let Error::Overloaded(error) = error else { panic!("{}: {error:?}", wire.name) };
        assert_eq!(*error, Overloaded { after: None, text: Some("hi".into()) });
        let [malformed] = &error.metadata().unread[..] else { panic!("{error:?}") };
        assert_eq!(malformed.path(), "after", "{}", wire.name);
    }
}

#[test]
fn a_payload_that_cannot_be_read_leaves_the_exception() {
    for wire in wires() {
        let error = exception(&wire, "overloaded", b"<?");
        assert_eq!((error.code(), error.message()), (Some("Overloaded"), None));
        assert_eq!(error.retry(), Retry::Transient);
        let Error::Overloaded(error) = error else { panic!("{}: {error:?}", wire.name) };
        assert_eq!(*error, Overloaded::default());
        assert_eq!(error.metadata().unread.len(), 1, "{}", wire.name);
    }
}
