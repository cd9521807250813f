//! Calls operations as `main.rs` does, and uses all else that types can do: `Debug`, and serde both ways.

use std::fmt::Debug;
use std::hint::black_box;

use cognito_identity_provider::runtime::http;
use cognito_identity_provider::{Body, Operation, operation};

/// What is edited.
const EDIT: u32 = 0;

macro_rules! operations {
    ($($function:ident $operation:ident)*) => {
        $(
            fn $function() {
                type Input = <operation::$operation as Operation>::Input;
                type Output = <operation::$operation as Operation>::Output;
                let input = black_box(Input::default());
                show(&input);
                black_box(serde_json::to_vec(&input)).ok();
                black_box(serde_json::from_slice::<Input>(&text())).ok();
                let Ok(request) = operation::$operation::request(&input) else { return };
                let response = send(request);
                let Ok(output) = operation::$operation::response(&response) else { return };
                let output = output.into_output();
                show(&output);
                black_box(serde_json::to_vec(&output)).ok();
                black_box(serde_json::from_slice::<Output>(&text())).ok();
            }
        )*

        fn main() {
            black_box(EDIT);
            $($function();)*
        }
    };
}

include!("operations.rs");

fn show(value: &dyn Debug) {
    black_box(format!("{value:?}"));
}

fn text() -> Vec<u8> {
    black_box(b"{}").to_vec()
}

/// An HTTP client that has one answer.
fn send(request: http::Request<Body>) -> http::Response<Vec<u8>> {
    black_box(request);
    http::Response::new(text())
}
