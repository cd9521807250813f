//! Calls operations by the AWS SDK for Rust. `cargo xtask bench` puts `operations.rs` beside a copy.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_cognitoidentityprovider::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

/// What is edited.
const EDIT: u32 = 0;

macro_rules! operations {
    ($($function:ident)*) => {
        $(
            async fn $function(client: &Client) {
                black_box(client.$function().send().await).ok();
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
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "fixed"))
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Fixed)))
        .build();
    Client::from_conf(config)
}

#[derive(Debug)]
struct Fixed;

impl HttpConnector for Fixed {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        black_box(request);
        let status = StatusCode::try_from(200).expect("200 is a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(black_box("{}")))))
    }
}
