//! Secrets that a request cannot hide: those in its URI, its host, and the names of its headers.
//!
//! `Debug` of an `http::Request` prints the URI and the header names as they are.

use crate::docs;
use crate::ir::Protocol;
use crate::model::{Member, Operation, ShapeKind, TraitId};

use super::context::Context;

const URI: &str = "its URI";
const HOST: &str = "its host";
const HEADER_NAMES: &str = "the names of its headers";

/// The traits that put a member into the URI.
const IN_URI: [TraitId; 3] = [TraitId::HTTP_LABEL, TraitId::HTTP_QUERY, TraitId::HTTP_QUERY_PARAMS];

/// The part of a request that shows a sensitive member of the input, if one does.
pub(super) fn open_place(context: &Context<'_>, member: &Member) -> Option<&'static str> {
    let has = |id: TraitId| member.traits.has(id);
    if !context.is_sensitive(member) {
        None
    } else if has(TraitId::HOST_LABEL) {
        Some(HOST)
    } else if !has_bindings(context) {
        None
    } else if IN_URI.into_iter().any(has) {
        Some(URI)
    } else if has(TraitId::HTTP_PREFIX_HEADERS) && has_sensitive_keys(context, member) {
        Some(HEADER_NAMES)
    } else {
        None
    }
}

/// Whether the protocol uses HTTP bindings.
fn has_bindings(context: &Context<'_>) -> bool {
    matches!(context.protocol, Some(Protocol::RestJson1 | Protocol::RestXml))
}

fn has_sensitive_keys(context: &Context<'_>, member: &Member) -> bool {
    match context.kind(&member.target) {
        Some(ShapeKind::Map { key, .. }) => context.is_sensitive(key),
        _ => false,
    }
}

/// The warning on the page of an operation.
pub(super) fn of_operation(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let input = operation.input.as_ref().and_then(|id| context.kind(id))?;
    let shown_in = |place: &str| {
        let is_there = |member: &&Member| open_place(context, member) == Some(place);
        let names: Vec<String> =
            input.members().filter(is_there).map(|member| docs::code(&member.name)).collect();
        (!names.is_empty()).then(|| format!("in {place} ({})", names.join(", ")))
    };
    let places: Vec<String> = [URI, HOST, HEADER_NAMES].into_iter().filter_map(shown_in).collect();
    (!places.is_empty())
        .then(|| format!("A request shows secrets {}: do not log those parts.", places.join(", ")))
}
