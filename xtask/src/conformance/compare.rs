//! What came of a case against what was expected of it.

mod events;
mod form;
mod headers;
mod xml;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::case::{
    Case, Check, Endpoint, ExpectedBody, ExpectedQuery, ExpectedRequest, ExpectedResponse, Format,
    Others, RequestCheck, ResponseCheck,
};
use super::tree::Tree;
use super::{cbor, latin1};

/// What the driver says about a case; one of these is there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Outcome {
    /// The case could not be run.
    unusable: Option<String>,
    /// It panicked.
    panicked: Option<String>,
    /// The input was refused.
    refused: Option<String>,
    /// The response was refused.
    malformed: Option<String>,
    /// The response was an error that the model does not know.
    unmodelled: Option<String>,
    /// The output, as JSON.
    output: Option<String>,
    /// The members of an error of the model, as JSON.
    members: Option<String>,
    /// The name of the error's shape.
    shape: Option<String>,
    /// The error's code.
    code: Option<String>,
    /// The error's message.
    message: Option<String>,
    /// What was sent over a stream.
    sent: Option<events::Sent>,
    /// What was received over a stream.
    received: Vec<events::Received>,
    /// The output beside a stream that was received.
    initial: Option<events::Initial>,
    /// A request.
    #[serde(flatten)]
    request: Option<Request>,
}

/// A request that was made.
#[derive(Debug, Deserialize)]
struct Request {
    method: String,
    host: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// In what an outcome differs from what is expected; nothing if all is well.
pub(super) fn differences(case: &Case, outcome: &Outcome) -> Result<Vec<String>> {
    if let Some(unusable) = &outcome.unusable {
        return Ok(vec![format!("the case cannot be run: {unusable}")]);
    }
    if let Some(panicked) = &outcome.panicked {
        return Ok(vec![format!("the code panicked: {panicked}")]);
    }
    match &case.check {
        Check::Request(check) => request(check, outcome),
        Check::Response(check) => response(check, outcome),
        Check::Events(check) => events::differences(check, outcome),
    }
}

fn request(check: &RequestCheck, outcome: &Outcome) -> Result<Vec<String>> {
    let Some(request) = &outcome.request else {
        let why = outcome.refused.as_deref().unwrap_or("nothing was said");
        return Ok(vec![format!("expected a request, but the input was refused: {why}")]);
    };
    request_differences(check, request)
}

fn request_differences(check: &RequestCheck, request: &Request) -> Result<Vec<String>> {
    let RequestCheck { endpoint, expected, .. } = check;
    let body = latin1::decode(&request.body)?;
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut found = Vec::new();
    found.extend(different("method", expected.method.as_deref(), &request.method));
    let path = format!("{}{path}", endpoint.path);
    found.extend(different("path", expected.path.as_deref(), &path));
    found.extend(host(expected, endpoint, &request.host));
    found.extend(query_differences(&expected.query, query));
    found.extend(headers::differences(expected, &request.headers, &body));
    if let Some(expected) = &expected.body {
        found.extend(body_difference(expected, &body)?);
    }
    Ok(found)
}

fn different(what: &str, expected: Option<&str>, actual: &str) -> Option<String> {
    let expected = expected?;
    (expected != actual).then(|| format!("{what}: expected `{expected}`, found `{actual}`"))
}

/// A request's own host is what goes before that of the endpoint. Suites in botocore's form say the endpoint's path as
/// well, which is looked at with that of the request.
fn host(expected: &ExpectedRequest, endpoint: &Endpoint, prefix: &str) -> Option<String> {
    let host = expected.host.as_deref().map(|host| host.split('/').next().unwrap_or(host));
    different("host", host, &format!("{prefix}{}", endpoint.host))
}

fn query_differences(expected: &ExpectedQuery, query: &str) -> Vec<String> {
    let actual: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
    let name = |part: &str| part.split('=').next().unwrap_or(part).to_owned();
    let has = |wanted: &String| actual.iter().any(|part| name(part) == **wanted);
    let mut found = Vec::new();
    let parameters: Vec<&str> = expected.parameters.iter().map(String::as_str).collect();
    found.extend(form::difference(&parameters, &actual, expected.others));
    let missing = expected.required.iter().filter(|name| !has(name));
    found.extend(missing.map(|name| format!("query: `{name}` is missing")));
    let forbidden = expected.forbidden.iter().filter(|name| has(name));
    found.extend(forbidden.map(|name| format!("query: `{name}` may not be there")));
    found
}

fn body_difference(expected: &ExpectedBody, actual: &[u8]) -> Result<Option<String>> {
    let difference = match expected.format {
        Format::Json => json_difference(&expected.bytes, actual),
        Format::Cbor => {
            let expected = cbor::read(&expected.bytes).context("the expected body")?;
            match cbor::read(actual) {
                Ok(actual) => expected.difference(&actual),
                Err(error) => Some(format!("it is not CBOR: {error:#}")),
            }
        }
        Format::Form => form_difference(&expected.bytes, actual),
        Format::Xml => xml::difference(&expected.bytes, actual),
        Format::Bytes => bytes_difference(&expected.bytes, actual),
    };
    Ok(difference.map(|difference| format!("body: {difference}")))
}

/// A payload need not be what its protocol's other bodies are: what is no JSON is compared byte by byte.
fn json_difference(expected: &[u8], actual: &[u8]) -> Option<String> {
    let tree = |bytes| Tree::of_json(std::str::from_utf8(bytes).ok()?).ok();
    match (tree(expected), tree(actual)) {
        (Some(expected), Some(actual)) => expected.difference(&actual),
        _ => bytes_difference(expected, actual),
    }
}

fn form_difference(expected: &[u8], actual: &[u8]) -> Option<String> {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    // Suites break long forms into lines.
    let expected: Vec<&str> = expected.split('&').map(str::trim).collect();
    let actual: Vec<&str> = actual.split('&').collect();
    form::difference(&expected, &actual, Others::Forbidden)
}

fn bytes_difference(expected: &[u8], actual: &[u8]) -> Option<String> {
    (expected != actual).then(|| {
        format!("expected \"{}\", found \"{}\"", expected.escape_ascii(), actual.escape_ascii())
    })
}

fn response(check: &ResponseCheck, outcome: &Outcome) -> Result<Vec<String>> {
    match (&check.expected, &outcome.output, &outcome.members) {
        (ExpectedResponse::Output(expected), Some(output), _) => {
            let output = Tree::of_json(output).context("the output that was read")?;
            Ok(expected.difference(&output).map(|it| format!("output: {it}")).into_iter().collect())
        }
        (ExpectedResponse::Output(_), None, _) => {
            Ok(vec![format!("expected an output, found {}", said(outcome))])
        }
        (ExpectedResponse::Error { shape, code, message, members }, _, Some(actual)) => {
            let actual = Tree::of_json(actual).context("the error that was read")?;
            let mut found = names(outcome, shape.as_deref(), code.as_deref(), message.as_deref());
            found.extend(members.difference(&actual).map(|it| format!("error: {it}")));
            Ok(found)
        }
        // An error that the model does not know has a code and a message alone.
        (ExpectedResponse::Error { shape: None, code, message, members }, _, None)
            if outcome.unmodelled.is_some() && *members == Tree::empty() =>
        {
            Ok(names(outcome, None, code.as_deref(), message.as_deref()))
        }
        (ExpectedResponse::Error { .. }, _, None) => {
            Ok(vec![format!("expected an error of the model, found {}", said(outcome))])
        }
    }
}

/// How the names of an error differ.
fn names(
    outcome: &Outcome,
    shape: Option<&str>,
    code: Option<&str>,
    message: Option<&str>,
) -> Vec<String> {
    let rows = [
        ("error", shape, &outcome.shape),
        ("code", code, &outcome.code),
        ("message", message, &outcome.message),
    ];
    let found = rows.into_iter().filter_map(|(what, expected, actual)| {
        different(what, expected, actual.as_deref().unwrap_or_default())
    });
    found.collect()
}

/// What came of a response, in a word.
fn said(outcome: &Outcome) -> &str {
    let said = [&outcome.malformed, &outcome.unmodelled, &outcome.members, &outcome.output];
    said.into_iter().flatten().next().map_or("nothing", String::as_str)
}
