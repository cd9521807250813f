//! Events of streams.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Outcome, Request, body_difference, request_differences};
use crate::conformance::case::{
    Ending, EventCheck, EventsCheck, ExpectedResponse, RequestCheck, ResponseCheck,
};
use crate::conformance::latin1;
use crate::conformance::tree::Tree;

/// A request, and the messages in its body.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    request: Request,
    messages: Vec<Message>,
}

/// A message that was sent.
#[derive(Debug, Deserialize)]
struct Message {
    /// Names, types and values.
    headers: Vec<(String, String, String)>,
    body: String,
}

impl Message {
    fn event_type(&self) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(name, ..)| name == ":event-type").map(|(.., value)| value.as_str())
    }
}

/// What was read from a message; one of these is there, and a shape beside some.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Received {
    /// The message is malformed.
    malformed: Option<String>,
    /// It is an event that the model does not know.
    unknown: Option<String>,
    /// It is an error that is not one of the model; its code.
    error: Option<String>,
    /// It is what comes before all events; the output, as JSON.
    initial: Option<String>,
    /// It is an event; a structure that holds it, as JSON.
    event: Option<String>,
    /// It is an error of the model; a structure that holds it, as JSON.
    exception: Option<String>,
    /// The name of the event's or error's shape.
    shape: Option<String>,
}

/// What was read from a response before its stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Initial {
    output: Option<String>,
    malformed: Option<String>,
}

pub(super) fn differences(check: &EventsCheck, outcome: &Outcome) -> Result<Vec<String>> {
    let Some(sent) = &outcome.sent else {
        return Ok(vec!["nothing was sent".to_owned()]);
    };
    let mut found = sent_differences(check, sent)?;
    for (index, (check, received)) in check.responses.iter().zip(&outcome.received).enumerate() {
        let difference = received_difference(check, received)?;
        found.extend(difference.map(|it| format!("event {index} received: {it}")));
    }
    found.extend(ending_difference(&check.ending, &outcome.received));
    if let Some(expected) = &check.initial_response {
        let initial = initial_difference(expected, outcome)?;
        found.extend(initial.map(|it| format!("initial response: {it}")));
    }
    Ok(found)
}

fn sent_differences(check: &EventsCheck, sent: &Sent) -> Result<Vec<String>> {
    let initial: &RequestCheck = &check.initial_request;
    let mut found = request_differences(initial, &sent.request)?;
    if check.requests.is_empty() {
        return Ok(found);
    }
    let messages = mentioned(check, &sent.messages);
    let (expected, actual) = (check.requests.len(), messages.len());
    if expected != actual {
        found.push(format!("expected {expected} messages, found {actual}"));
    }
    for (index, (check, message)) in check.requests.iter().zip(messages).enumerate() {
        let differences = message_differences(check, message)?;
        found.extend(differences.into_iter().map(|it| format!("event {index} sent: {it}")));
    }
    Ok(found)
}

/// The messages without the input that goes before them, where a case does not mention it.
fn mentioned<'a>(check: &EventsCheck, messages: &'a [Message]) -> &'a [Message] {
    const INITIAL: &str = "initial-request";
    let mentions = check
        .requests
        .iter()
        .flat_map(|event| &event.headers)
        .any(|header| header.name == ":event-type" && header.value == INITIAL);
    match messages {
        [first, rest @ ..] if !mentions && first.event_type() == Some(INITIAL) => rest,
        all => all,
    }
}

fn message_differences(check: &EventCheck, message: &Message) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let header = |name: &str| message.headers.iter().find(|(other, ..)| other == name);
    for expected in &check.headers {
        let (name, wanted) = (&expected.name, (&expected.kind, &expected.value));
        match header(name) {
            Some((_, kind, value)) if (kind, value) == wanted => {}
            Some((_, kind, value)) => found.push(format!(
                "header `{name}`: expected {} `{}`, found {kind} `{value}`",
                wanted.0, wanted.1
            )),
            None => found.push(format!("header `{name}` is missing, expected `{}`", wanted.1)),
        }
    }
    let missing = check.required_headers.iter().filter(|name| header(name).is_none());
    found.extend(missing.map(|name| format!("header `{name}` is missing")));
    let forbidden = check.forbidden_headers.iter().filter(|name| header(name).is_some());
    found.extend(forbidden.map(|name| format!("header `{name}` may not be there")));
    if let Some(expected) = &check.body {
        found.extend(body_difference(expected, &latin1::decode(&message.body)?)?);
    }
    Ok(found)
}

fn received_difference(check: &EventCheck, received: &Received) -> Result<Option<String>> {
    let Some(params) = &check.params else { return Ok(None) };
    let Some(actual) = received.event.as_ref().or(received.exception.as_ref()) else {
        return Ok(Some(format!("expected {params}, found {}", said(received))));
    };
    let expected = Tree::of_json(&format!("{{\"event\":{params}}}")).context("an event")?;
    let actual = Tree::of_json(actual).context("the event that was read")?;
    Ok(expected.difference(&actual))
}

fn ending_difference(expected: &Ending, received: &[Received]) -> Option<String> {
    let is_failure =
        |it: &&Received| it.exception.is_some() || it.error.is_some() || it.malformed.is_some();
    let failure = received.iter().find(is_failure);
    match (expected, failure) {
        (Ending::Success, None) | (Ending::Failure(None), Some(_)) => None,
        (Ending::Success, Some(failure)) => Some(format!("the stream failed: {}", said(failure))),
        (Ending::Failure(_), None) => Some("the stream did not fail".to_owned()),
        (Ending::Failure(Some(shape)), Some(failure)) => {
            let is_it = failure.exception.is_some() && failure.shape.as_ref() == Some(shape);
            (!is_it).then(|| format!("expected the error {shape}, found {}", said(failure)))
        }
    }
}

/// The output comes with the response, or as a message before all events.
fn initial_difference(expected: &ResponseCheck, outcome: &Outcome) -> Result<Option<String>> {
    let ExpectedResponse::Output(expected) = &expected.expected else { return Ok(None) };
    let message = outcome.received.iter().find_map(|received| received.initial.as_ref());
    let response = outcome.initial.as_ref();
    let Some(output) = message.or_else(|| response?.output.as_ref()) else {
        let why = response.and_then(|initial| initial.malformed.as_deref()).unwrap_or("nothing");
        return Ok(Some(format!("expected {expected}, found {why}")));
    };
    let mut output = Tree::of_json(output).context("the output that was read")?;
    forget_stream(&mut output);
    Ok(expected.difference(&output))
}

/// A stream that was read is no part of the parameters: of an empty body, it is an empty text.
fn forget_stream(output: &mut Tree) {
    if let Tree::Map(members) = output {
        members.retain(|_, value| *value != Tree::Text(String::new()));
    }
}

/// What came of a message, in a word.
fn said(received: &Received) -> String {
    let Received { malformed, unknown, error, initial, event, exception, .. } = received;
    let text = |text: &Option<String>| text.clone();
    let error = error.as_ref().map(|code| format!("the error `{code}`"));
    let unknown = unknown.as_ref().map(|name| format!("the unknown event `{name}`"));
    let said = text(malformed).or(unknown).or(error).or(text(initial));
    said.or(text(event)).or(text(exception)).unwrap_or_else(|| "nothing".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_as_it_should() {
        let event = || Received { event: Some("{}".into()), ..Received::default() };
        let exception = || Received {
            exception: Some("{}".into()),
            shape: Some("E".into()),
            ..Received::default()
        };
        let error = || Received { error: Some(String::new()), ..Received::default() };
        let failure = |shape: Option<&str>| Ending::Failure(shape.map(str::to_owned));
        for (ending, received) in [
            (Ending::Success, vec![event()]),
            (failure(None), vec![event(), error()]),
            (failure(Some("E")), vec![exception()]),
        ] {
            assert_eq!(ending_difference(&ending, &received), None, "{ending:?}");
        }
        for (ending, received) in [
            (Ending::Success, vec![error()]),
            (failure(None), vec![event()]),
            (failure(Some("E")), vec![error()]),
            (failure(Some("F")), vec![exception()]),
        ] {
            assert!(ending_difference(&ending, &received).is_some(), "{ending:?}");
        }
    }
}
