//! Tests of event streams ([the specification]).
//!
//! [the specification]: https://smithy.io/2.0/additional-specs/event-stream-protocol-compliance-tests.html

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use super::{HttpRequest, HttpResponse, Raw, expected_body, request_check, response};
use crate::conformance::case::{
    Ending, EventCheck, EventHeader, EventUnions, EventsCheck, Response,
};
use crate::conformance::latin1;
use crate::conformance::tree::Tree;

/// What goes over a stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Events {
    initial_request_params: Option<Raw>,
    initial_request: HttpRequest,
    initial_response_params: Option<Raw>,
    initial_response: Option<HttpResponse>,
    #[serde(rename = "events")]
    sequence: Vec<Event>,
    expectation: Option<Expectation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(rename = "type")]
    direction: Direction,
    params: Option<Raw>,
    #[serde(default)]
    headers: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    forbid_headers: Vec<String>,
    #[serde(default)]
    require_headers: Vec<String>,
    body: Option<String>,
    body_media_type: Option<String>,
    bytes: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Request,
    Response,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Expectation {
    Success {},
    #[serde(rename_all = "camelCase")]
    Failure {
        error_id: Option<String>,
    },
}

/// What is done, and what is expected of it.
pub(super) fn check(test: Events, protocol: &str, unions: EventUnions) -> Result<EventsCheck> {
    let initial_request =
        HttpRequest { params: test.initial_request_params, ..test.initial_request };
    let (requests, responses): (Vec<Event>, Vec<Event>) =
        test.sequence.into_iter().partition(|event| event.direction == Direction::Request);
    let checks = |events: Vec<Event>| events.into_iter().map(event).collect::<Result<Vec<_>>>();
    Ok(EventsCheck {
        unions,
        initial_request: request_check(initial_request)?,
        initial_response: match test.initial_response {
            Some(initial) => response(initial)?,
            None => head(protocol),
        },
        initial_output: test.initial_response_params.as_deref().map(Tree::of_raw).transpose()?,
        requests: checks(requests)?,
        responses: checks(responses)?,
        ending: match test.expectation {
            None | Some(Expectation::Success {}) => Ending::Success,
            Some(Expectation::Failure { error_id }) => Ending::Failure(
                error_id
                    .map(|id| id.split_once('#').map_or(id.as_str(), |(_, name)| name).to_owned()),
            ),
        },
    })
}

/// The response that a case means which gives none.
fn head(protocol: &str) -> Response {
    let of_rpc = match protocol {
        "smithy.protocols#rpcv2Cbor" => Some("rpc-v2-cbor"),
        "smithy.protocols#rpcv2Json" => Some("rpc-v2-json"),
        _ => None,
    };
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![header("content-type", "application/vnd.amazon.eventstream")];
    headers.extend(of_rpc.map(|value| header("smithy-protocol", value)));
    Response { status: 200, headers, body: Vec::new() }
}

fn event(event: Event) -> Result<EventCheck> {
    let headers = event.headers.into_iter().map(|(name, value)| header(name, value));
    let body = event.body.map(|body| expected_body(&body, event.body_media_type.as_deref()));
    Ok(EventCheck {
        params: event.params.map(|params| params.get().to_owned()),
        headers: headers.collect::<Result<_>>()?,
        forbidden_headers: event.forbid_headers,
        required_headers: event.require_headers,
        body: body.transpose()?,
        bytes: event.bytes.as_deref().map(latin1::from_base64).transpose()?,
    })
}

/// A header, whose value is a union: one type, and the value of it.
fn header(name: String, value: BTreeMap<String, Value>) -> Result<EventHeader> {
    let context = || format!("the header `{name}`");
    let mut values = value.into_iter();
    let (Some((kind, value)), None) = (values.next(), values.next()) else {
        bail!("{} has no type, or several", context());
    };
    let value = match (kind.as_str(), value) {
        ("byte", Value::String(text)) => byte(&text).with_context(context)?,
        ("blob", Value::String(text)) => {
            latin1::encode(&latin1::from_base64(&text).with_context(context)?)
        }
        (_, Value::String(text)) => text,
        (_, other) => other.to_string(),
    };
    Ok(EventHeader { name, kind, value })
}

/// A byte, which is in base64.
fn byte(text: &str) -> Result<String> {
    match latin1::from_base64(text)?.as_slice() {
        [byte] => Ok(byte.cast_signed().to_string()),
        _ => bail!("it is not one byte"),
    }
}
