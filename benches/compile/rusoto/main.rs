//! Calls operations by rusoto. `cargo xtask bench` puts `operations.rs` beside a copy.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use rusoto_cognito_idp::{CognitoIdentityProvider, CognitoIdentityProviderClient as Client};
use rusoto_core::credential::StaticProvider;
use rusoto_core::request::{DispatchSignedRequestFuture, HttpDispatchError};
use rusoto_core::signature::SignedRequest;
use rusoto_core::{DispatchSignedRequest, Region};

/// What is edited.
const EDIT: u32 = 0;

macro_rules! operations {
    ($($function:ident)*) => {
        $(
            async fn $function(client: &Client) {
                black_box(client.$function(black_box(Default::default())).await).ok();
            }
        )*

        fn main() {
            black_box(EDIT);
            let client = black_box(client());
            $(run(pin!($function(&client)));)*
        }
    };
}

include!("operations.rs");

/// Waits for a call, of which nothing is ever pending for long.
fn run(mut call: Pin<&mut dyn Future<Output = ()>>) {
    let mut context = Context::from_waker(Waker::noop());
    while call.as_mut().poll(&mut context) == Poll::Pending {}
}

/// A client with an HTTP client that has one answer.
fn client() -> Client {
    let credentials = StaticProvider::new_minimal("key".to_owned(), "secret".to_owned());
    Client::new_with(Fixed, credentials, Region::UsEast1)
}

struct Fixed;

impl DispatchSignedRequest for Fixed {
    fn dispatch(&self, request: SignedRequest, _: Option<Duration>) -> DispatchSignedRequestFuture {
        black_box(request);
        Box::pin(async { Err(HttpDispatchError::new("fixed".to_owned())) })
    }
}
