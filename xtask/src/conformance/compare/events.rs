//! Events of streams.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Outcome, Request, body_difference, request_differences};
use crate::conformance::case::{Ending, EventCheck, EventsCheck, RequestCheck};
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

/// What was received: an event, or what ended the stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Received {
    /// A structure that holds the event, as JSON.
    event: Option<String>,
    /// The event cannot be written as JSON, since the model does not know it.
    unusable: Option<String>,
    /// The members of an error of the model, as JSON.
    members: Option<String>,
    /// The name of that error's shape.
    shape: Option<String>,
    /// An error that the model does not know.
    unmodelled: Option<String>,
    /// What is wrong with a message.
    malformed: Option<String>,
}

impl Received {
    fn is_failure(&self) -> bool {
        self.members.is_some() || self.unmodelled.is_some() || self.malformed.is_some()
    }

    /// What it is, in a word.
    fn text(&self) -> &str {
        let Self { event, unusable, members, unmodelled, malformed, .. } = self;
        let said = [event, unusable, members, unmodelled, malformed];
        said.into_iter().flatten().next().map_or("nothing", String::as_str)
    }
}

/// What was read from a response beside its stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Initial {
    output: Option<String>,
    members: Option<String>,
    unmodelled: Option<String>,
    malformed: Option<String>,
}

pub(super) fn differences(check: &EventsCheck, outcome: &Outcome) -> Result<Vec<String>> {
    let Some(sent) = &outcome.sent else {
        return Ok(vec!["nothing was sent".to_owned()]);
    };
    let mut found = sent_differences(check, sent)?;
    if check.responses.is_empty() && check.initial_output.is_none() {
        return Ok(found);
    }
    found.extend(initial_difference(check, outcome)?);
    found.extend(received_differences(check, &outcome.received)?);
    found.extend(ending_difference(&check.ending, &outcome.received));
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
    let mentions = check.requests.iter().any(|event| event.event_type() == Some(INITIAL));
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

/// How what was received differs. The message before all events is part of the output.
fn received_differences(check: &EventsCheck, received: &[Received]) -> Result<Vec<String>> {
    let is_event = |event: &&EventCheck| event.event_type() != Some("initial-response");
    let expected: Vec<&EventCheck> = check.responses.iter().filter(is_event).collect();
    let mut found = Vec::new();
    if expected.len() != received.len() {
        let (expected, actual) = (expected.len(), received.len());
        found.push(format!("expected {expected} events, found {actual}"));
    }
    for (index, (check, received)) in expected.iter().zip(received).enumerate() {
        let difference = received_difference(check, received)?;
        found.extend(difference.map(|it| format!("event {index} received: {it}")));
    }
    Ok(found)
}

/// An error of the model is a member of the union in the case, and a structure by itself when it is read.
fn received_difference(check: &EventCheck, received: &Received) -> Result<Option<String>> {
    let Some(params) = &check.params else { return Ok(None) };
    let expected = Tree::of_json(params).context("an event")?;
    let (expected, actual) = match (&received.event, &received.members) {
        (Some(event), _) => (Tree::Map([("event".to_owned(), expected)].into()), event),
        (None, Some(members)) => (value_of(expected), members),
        (None, None) => return Ok(Some(format!("expected {params}, found {}", received.text()))),
    };
    let actual = Tree::of_json(actual).context("the event that was read")?;
    Ok(expected.difference(&actual))
}

/// What the one member of a union holds.
fn value_of(union: Tree) -> Tree {
    match union {
        Tree::Map(members) => members.into_values().next().unwrap_or_else(Tree::empty),
        other => other,
    }
}

fn ending_difference(expected: &Ending, received: &[Received]) -> Option<String> {
    let failure = received.iter().find(|it| it.is_failure());
    match (expected, failure) {
        (Ending::Success, None) | (Ending::Failure(None), Some(_)) => None,
        (Ending::Success, Some(failure)) => Some(format!("the stream failed: {}", failure.text())),
        (Ending::Failure(_), None) => Some("the stream did not fail".to_owned()),
        (Ending::Failure(Some(shape)), Some(failure)) => {
            let is_it = failure.shape.as_ref() == Some(shape);
            let found = || failure.shape.as_deref().unwrap_or_else(|| failure.text());
            (!is_it).then(|| format!("expected the error {shape}, found {}", found()))
        }
    }
}

/// The output comes with the response, or as a message before all events.
fn initial_difference(check: &EventsCheck, outcome: &Outcome) -> Result<Option<String>> {
    let Some(Initial { output, members, unmodelled, malformed }) = &outcome.initial else {
        return Ok(Some("nothing was received".to_owned()));
    };
    let Some(output) = output else {
        let said = [members, unmodelled, malformed].into_iter().flatten().next();
        let said = said.map_or("nothing", String::as_str);
        return Ok(Some(format!("expected an output, found {said}")));
    };
    let Some(expected) = &check.initial_output else { return Ok(None) };
    let output = Tree::of_json(output).context("the output that was read")?;
    Ok(expected.difference(&output).map(|it| format!("output: {it}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_as_it_should() {
        let event = || Received { event: Some("{}".into()), ..Received::default() };
        let exception = || Received {
            members: Some("{}".into()),
            shape: Some("E".into()),
            ..Received::default()
        };
        let error = || Received { unmodelled: Some(String::new()), ..Received::default() };
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
