//! Exceptions of streams, and whether to try again.

use smithgen_runtime::{Retry, ServiceError};

use super::frames::{sound_frame, string_header};
use super::{Error, Overloaded, StatusCode, Wire, typed, wires};

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
