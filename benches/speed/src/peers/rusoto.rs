//! A client of rusoto that neither signs nor sends: its serializers for XML and Query can be reached by a call alone.
//!
//! What a call does beyond a body: the request's path and headers, three boxed futures, and, in a read, a copy of
//! the body.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use anyhow::{Context as _, Result};
use bytes::Bytes;
use rusoto_core::request::{DispatchSignedRequestFuture, HttpResponse};
use rusoto_core::signature::{SignedRequest, SignedRequestPayload};
use rusoto_core::{ByteStream, Client, DispatchSignedRequest, HttpDispatchError};

/// Keeps the bodies of requests, and answers none.
#[derive(Clone, Default)]
pub(crate) struct Sink(Arc<Mutex<Option<Bytes>>>);

impl Sink {
    /// The body of the last request.
    pub(crate) fn body(&self) -> Result<Bytes> {
        let body = self.0.lock().ok().and_then(|mut body| body.take());
        body.context("no request came")
    }
}

impl DispatchSignedRequest for Sink {
    fn dispatch(&self, request: SignedRequest, _: Option<Duration>) -> DispatchSignedRequestFuture {
        if let (Ok(mut place), Some(SignedRequestPayload::Buffer(body))) =
            (self.0.lock(), request.payload)
        {
            *place = Some(body);
        }
        Box::pin(std::future::ready(Err(HttpDispatchError::new(String::new()))))
    }
}

/// Answers every request with success and the same body.
pub(crate) struct Source(pub(crate) Bytes);

impl DispatchSignedRequest for Source {
    fn dispatch(&self, _: SignedRequest, _: Option<Duration>) -> DispatchSignedRequestFuture {
        let body = self.0.clone();
        let response = HttpResponse {
            status: Default::default(),
            body: ByteStream::from(body.to_vec()),
            headers: Default::default(),
        };
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// A client that signs nothing.
pub(crate) fn client(dispatcher: impl DispatchSignedRequest + Send + Sync + 'static) -> Client {
    Client::new_not_signing(dispatcher)
}

/// What a future gives that never waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
