//! Calls operations by the crate that smithgen generated. `cargo xtask bench` puts `operations.rs` beside a copy.

use std::hint::black_box;

use cognito_identity_provider::runtime::http;
use cognito_identity_provider::{Body, Operation, operation};

/// What is edited.
const EDIT: u32 = 0;

macro_rules! operations {
    ($($function:ident $operation:ident)*) => {
        $(
            fn $function() {
                let input = black_box(<operation::$operation as Operation>::Input::default());
                let Ok(request) = operation::$operation::request(&input) else { return };
                let response = send(request);
                black_box(operation::$operation::response(&response)).ok();
            }
        )*

        fn main() {
            black_box(EDIT);
            $($function();)*
        }
    };
}

include!("operations.rs");

/// An HTTP client that has one answer.
fn send(request: http::Request<Body>) -> http::Response<Vec<u8>> {
    black_box(request);
    http::Response::new(black_box(b"{}").to_vec())
}
