//! Waiters: `waiters-2.json` as `smithy.waiters#waitable`.
//!
//! See <https://smithy.io/2.0/additional-specs/waiters.html>.

use std::collections::BTreeMap;

use super::api::Api;
use super::companions::is_operation;
use super::operations::Added;
use super::reader::{Reader, View, object, text};
use crate::diagnostics::Diagnostic;
use crate::input::json::{Json, Object, Path, find};
use crate::model::{Node, TraitId};

/// The longest delay in seconds where the trait states none.
const DEFAULT_MAX_DELAY: u64 = 120;

/// `maxAttempts` is for whoever waits to say: a client has a time limit in its place.
const WAITER: &[&str] = &["operation", "delay", "maxAttempts", "acceptors", "description"];

const ACCEPTOR: &[&str] = &["state", "matcher", "argument", "expected"];

/// Reads every waiter, and gives each to its operation.
pub(super) fn read(api: &Api<'_>, root: &Object<'_>, reader: &mut Reader<'_>, added: &mut Added) {
    let path = Path::ROOT;
    let Some(entries) = reader.object(&View::new(root, &path), "waiters") else { return };
    let path = path.key("waiters");
    let mut waitable: BTreeMap<&str, BTreeMap<String, Node>> = BTreeMap::new();
    let mut errors = Errors::default();
    for (name, value) in entries {
        let path = path.key(name);
        let Some(object) = reader.as_object(value, &path) else { continue };
        let view = View::new(object, &path);
        reader.known(&view, "a waiter", &[WAITER]);
        let Some(operation) = reader.text(&view, "operation") else { continue };
        if is_operation(api, operation, reader, &path.key("operation")) {
            let waiter = waiter(errors.of(api, operation), &view, reader);
            let entry = waiter.map(|waiter| (name.clone().into_owned(), waiter));
            waitable.entry(operation).or_default().extend(entry);
        }
    }
    for (operation, waiters) in waitable.into_iter().filter(|(_, waiters)| !waiters.is_empty()) {
        reader.put(added.of(operation), TraitId::WAITABLE, Node::Object(waiters));
    }
}

/// A waiter; `None` where an acceptor says what is not known here, without which the waiter would accept
/// something else.
fn waiter(errors: &ByStatus<'_>, view: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<Node> {
    let mut acceptors = Vec::new();
    let above = view.path.key("acceptors");
    for (index, item) in reader.array(view, "acceptors").iter().enumerate() {
        let token = index.to_string();
        let path = above.key(&token);
        let Some(object) = reader.as_object(item, &path) else { continue };
        acceptors.push(acceptor(errors, &View::new(object, &path), reader)?);
    }
    let mut value = BTreeMap::from([("acceptors".to_owned(), Node::Array(acceptors))]);
    let docs = reader.text(view, "description");
    value.extend(docs.map(|docs| ("documentation".to_owned(), text(docs))));
    if let Some(delay) = reader.whole(view, "delay") {
        value.insert("minDelay".to_owned(), Node::from(delay));
        if delay > DEFAULT_MAX_DELAY {
            value.insert("maxDelay".to_owned(), Node::from(delay));
        }
    }
    Some(Node::Object(value))
}

fn acceptor(errors: &ByStatus<'_>, view: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<Node> {
    reader.known(view, "an acceptor", &[ACCEPTOR]);
    let state = reader.text(view, "state");
    if let (Some(state), Some(matcher)) = (state, matcher(errors, view, reader)) {
        return Some(object([("state", text(state)), ("matcher", matcher)]));
    }
    let message =
        "this acceptor has no state, or its matcher is not known or expects what it cannot";
    reader.push(Diagnostic::warning(message).help("the waiter is left out"), view.path);
    None
}

fn matcher(errors: &ByStatus<'_>, view: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<Node> {
    match reader.text(view, "matcher")? {
        "error" => error_matcher(view.get("expected")?),
        "status" => status_matcher(errors, reader.whole(view, "expected")?),
        "path" => output_matcher(view, "stringEquals", reader),
        "pathAll" => output_matcher(view, "allStringEquals", reader),
        "pathAny" => output_matcher(view, "anyStringEquals", reader),
        _ => None,
    }
}

/// An error of a code, or any error, or none.
fn error_matcher(expected: &Json<'_>) -> Option<Node> {
    match expected {
        Json::String(code) => Some(object([("errorType", text(code))])),
        Json::Bool(any) => Some(object([("success", Node::Bool(!any))])),
        _ => None,
    }
}

/// A status that is no success becomes the error that has it. One that no error of the operation has is
/// that of an answer without a body, whose code is the phrase of its status.
fn status_matcher(errors: &ByStatus<'_>, status: u64) -> Option<Node> {
    if (200..300).contains(&status) {
        return Some(object([("success", Node::Bool(true))]));
    }
    let phrase = match status {
        301 => "MovedPermanently",
        403 => "Forbidden",
        404 => "NotFound",
        500 => "InternalServerError",
        _ => "",
    };
    let name = errors.get(&status).copied().unwrap_or(phrase);
    (!name.is_empty()).then(|| object([("errorType", text(name))]))
}

/// The first error of each status.
type ByStatus<'a> = BTreeMap<u64, &'a str>;

/// The errors of the operations that waiters call.
#[derive(Default)]
struct Errors<'a>(BTreeMap<String, ByStatus<'a>>);

impl<'a> Errors<'a> {
    fn of(&mut self, api: &Api<'a>, operation: &str) -> &ByStatus<'a> {
        self.0.entry(operation.to_owned()).or_insert_with(|| errors_by_status(api, operation))
    }
}

fn errors_by_status<'a>(api: &Api<'a>, operation: &str) -> ByStatus<'a> {
    let errors = api.operation(operation).and_then(|operation| operation.get("errors"));
    let Some(Json::Array(errors)) = errors else { return ByStatus::new() };
    let status = |error: &'a Json<'a>| {
        let name = error.get("shape")?.as_str()?;
        let status = find(api.shape(name)?, "error")?.get("httpStatusCode")?;
        Some((status.as_u64()?, name))
    };
    errors.iter().rev().filter_map(status).collect()
}

/// What a path in the output leads to.
fn output_matcher(view: &View<'_, '_>, comparator: &str, reader: &mut Reader<'_>) -> Option<Node> {
    let path = reader.text(view, "argument")?;
    let (expected, comparator) = match view.get("expected")? {
        Json::String(expected) => (expected.clone().into_owned(), comparator),
        Json::Bool(expected) => (expected.to_string(), "booleanEquals"),
        _ => return None,
    };
    let output =
        [("path", text(path)), ("expected", text(&expected)), ("comparator", text(comparator))];
    Some(object([("output", object(output))]))
}
