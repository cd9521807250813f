//! HTTP bindings of operations fit together, and streams are where they can be sent.
//!
//! See <https://smithy.io/2.0/spec/http-bindings.html> and
//! <https://smithy.io/2.0/spec/streaming.html>.

use std::collections::{BTreeMap, BTreeSet};

use super::Known;
use super::places::{Kinds, is_unit};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, Node, Operation, Shape, ShapeId, ShapeKind, TraitId};

/// The traits that bind a member to a place outside of the body.
const OUTSIDE: [TraitId; 6] = [
    TraitId::HTTP_LABEL,
    TraitId::HTTP_QUERY,
    TraitId::HTTP_QUERY_PARAMS,
    TraitId::HTTP_HEADER,
    TraitId::HTTP_PREFIX_HEADERS,
    TraitId::HTTP_RESPONSE_CODE,
];

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { known, diagnostics, bound: BTreeSet::new(), labelled: BTreeMap::new() };
    let mut payloads = BTreeSet::new();
    for (id, shape) in &known.model.shapes {
        if let ShapeKind::Operation(operation) = &shape.kind {
            payloads.extend(operation.input.iter().chain(&operation.output));
            if let Some(http) = shape.traits.get(TraitId::HTTP) {
                check.operation(id, operation, http);
            }
        }
    }
    check.streams(&payloads);
}

struct Check<'a> {
    known: &'a Known<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Inputs and outputs of operations with HTTP bindings, which many operations may share.
    bound: BTreeSet<(&'static str, &'a ShapeId)>,
    /// The members of inputs that are bound to labels.
    labelled: BTreeMap<&'a ShapeId, Vec<&'a Member>>,
}

impl<'a> Check<'a> {
    fn operation(&mut self, id: &ShapeId, operation: &'a Operation, http: &Node) {
        if let Some(uri) = http.get("uri").and_then(Node::as_str)
            && !self.diagnostics.is_full()
        {
            self.uri(id, uri, operation.input.as_ref());
        }
        for (payload, direction) in [(&operation.input, "input"), (&operation.output, "output")] {
            let members = payload.as_ref().and_then(|id| self.members(id));
            if let Some((payload, members)) = members
                && self.bound.insert((direction, payload))
            {
                self.bound_beside_payload(payload, members, direction);
                self.unique(payload, members, TraitId::HTTP_HEADER, str::to_ascii_lowercase);
                self.unique(payload, members, TraitId::HTTP_QUERY, str::to_owned);
            }
        }
    }

    fn members(&self, id: &'a ShapeId) -> Option<(&'a ShapeId, &'a [Member])> {
        match &self.known.shape(id)?.kind {
            ShapeKind::Structure(members) => Some((id, members)),
            _ => None,
        }
    }

    /// The labels of a URI are the members that are bound to labels.
    fn uri(&mut self, id: &ShapeId, uri: &str, input: Option<&'a ShapeId>) {
        let labels = match labels(uri) {
            Ok(labels) => labels,
            Err(message) => {
                let error = Diagnostic::error(format!("the URI `{uri}` {message}"));
                self.diagnostics.push(error.about_entry(
                    self.known.model,
                    id,
                    &["traits", TraitId::HTTP.as_str(), "uri"],
                ));
                return;
            }
        };
        let members = input.map(|input| self.labelled(input)).unwrap_or_default();
        if let Some(input) = input {
            self.labels_of_members(id, input, &members, &labels);
        }
        let bound: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        for name in labels.names {
            if !bound.contains(name) {
                let message = format!("the URI has a label `{name}`, to which no member is bound");
                let error = Diagnostic::error(message).help(format!(
                    "give the input a required member with `{}`",
                    TraitId::HTTP_LABEL
                ));
                let within = ["traits", TraitId::HTTP.as_str(), "uri"];
                self.diagnostics.push(error.about_entry(self.known.model, id, &within));
            }
        }
    }

    /// The members of an input that are bound to labels, in the order of the model.
    fn labelled(&mut self, input: &'a ShapeId) -> Vec<&'a Member> {
        let members = self.members(input).map_or(&[][..], |(_, members)| members);
        let labelled =
            || members.iter().filter(|member| member.traits.has(TraitId::HTTP_LABEL)).collect();
        self.labelled.entry(input).or_insert_with(labelled).clone()
    }

    fn labels_of_members(
        &mut self,
        operation: &ShapeId,
        input: &ShapeId,
        members: &[&Member],
        labels: &Labels<'_>,
    ) {
        for member in members {
            let problem = match labels.extents.get(member.name.as_str()) {
                None => Some(format!("the URI of `{operation}` has no such label")),
                Some(_) if !member.traits.has(TraitId::REQUIRED) => {
                    Some("a member that is bound to a label is required".to_owned())
                }
                Some(Extent::Greedy) if !self.is_text(member) => {
                    Some("a label of many segments is a string".to_owned())
                }
                Some(_) => None,
            };
            if let Some(message) = problem {
                let id = input.member(&member.name);
                let error = Diagnostic::error(message);
                self.diagnostics.push(error.about_trait(
                    self.known.model,
                    &id,
                    TraitId::HTTP_LABEL.as_str(),
                ));
            }
        }
    }

    fn is_text(&self, member: &Member) -> bool {
        self.known.kind(&member.target).is_none_or(|kind| Kinds::Text.has(kind))
    }

    /// Where one member is the payload, the body has no room for others.
    fn bound_beside_payload(&mut self, id: &ShapeId, members: &[Member], direction: &str) {
        let Some(payload) = members.iter().find(|member| member.traits.has(TraitId::HTTP_PAYLOAD))
        else {
            return;
        };
        for member in members {
            let outside = OUTSIDE.iter().any(|binding| member.traits.has(*binding));
            let host_label = member.traits.has(TraitId::HOST_LABEL);
            if member.traits.has(TraitId::HTTP_PAYLOAD) || outside || host_label {
                continue;
            }
            let message = format!(
                "the member is not bound, and `{}` is the whole payload of this {direction}",
                payload.name
            );
            let error = Diagnostic::error(message).help("bind it to a header, or take it out");
            let member = id.member(&member.name);
            self.diagnostics.push(error.about(self.known.model, &member));
        }
    }

    /// Two members are not bound to one header or query parameter.
    fn unique(
        &mut self,
        id: &ShapeId,
        members: &[Member],
        trait_id: TraitId,
        fold: impl Fn(&str) -> String,
    ) {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        for member in members {
            let Some(name) = member.traits.str(trait_id) else {
                continue;
            };
            if let Some(other) = first.insert(fold(name), &member.name) {
                let message = format!("`{name}` is what the member `{other}` is bound to too");
                let error = Diagnostic::error(message);
                let member = id.member(&member.name);
                self.diagnostics.push(error.about_trait(
                    self.known.model,
                    &member,
                    trait_id.as_str(),
                ));
            }
        }
    }

    /// A stream is a member of an input or output, and events are structures.
    fn streams(&mut self, payloads: &BTreeSet<&ShapeId>) {
        let model = self.known.model;
        let holds_stream =
            |shape: &Shape| shape.kind.members().any(|member| self.is_stream(member));
        let holders = model.shapes.iter().filter(|(_, shape)| holds_stream(shape));
        let holders: BTreeSet<&ShapeId> = holders.map(|(id, _)| id).collect();
        for (id, shape) in &model.shapes {
            let is_stream = shape.traits.has(TraitId::STREAMING);
            for member in shape.kind.members() {
                let message = if self.is_stream(member) && !payloads.contains(id) {
                    "a stream can only be a member of an operation's input or output"
                } else if holders.contains(&member.target) {
                    "what holds a stream can only be an operation's input or output"
                } else if is_stream
                    && matches!(shape.kind, ShapeKind::Union(_))
                    && !self.is_event(member)
                {
                    "an event is a structure"
                } else {
                    continue;
                };
                let error = Diagnostic::error(message);
                let member = id.member(&member.name);
                self.diagnostics.push(error.about_entry(model, &member, &["target"]));
            }
        }
    }

    fn is_stream(&self, member: &Member) -> bool {
        self.known.has_trait(&member.target, TraitId::STREAMING)
    }

    fn is_event(&self, member: &Member) -> bool {
        let kind = self.known.kind(&member.target);
        kind.is_none_or(|kind| matches!(kind, ShapeKind::Structure(_)) && !is_unit(member))
    }
}

/// The labels in the pattern of a URI.
#[derive(Default)]
struct Labels<'a> {
    /// In the order of the pattern.
    names: Vec<&'a str>,
    extents: BTreeMap<&'a str, Extent>,
}

/// How much of a path a label stands for.
#[derive(PartialEq, Eq)]
enum Extent {
    Segment,
    Greedy,
}

/// Whether a text has only what may stand in a URI, with the braces of labels.
///
/// See <https://www.rfc-editor.org/rfc/rfc3986#section-2>.
fn is_uri_text(text: &str) -> bool {
    let mut parts = text.split('%');
    let plain = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte))
    };
    let encoded =
        |part: &str| part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    parts.next().is_some_and(plain) && parts.all(|part| encoded(part) && plain(part))
}

/// The labels of a pattern. See <https://smithy.io/2.0/spec/http-bindings.html#labels>.
fn labels(uri: &str) -> Result<Labels<'_>, &'static str> {
    let path = uri.split_once('?').map_or(uri, |(path, _)| path);
    let rest = path.strip_prefix('/').ok_or("does not start with `/`")?;
    if uri.contains('#') {
        return Err("has a fragment");
    }
    if !is_uri_text(uri) {
        return Err("has a character that must be percent-encoded");
    }
    let mut labels = Labels::default();
    for segment in rest.split('/') {
        let Some(inner) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            if segment.contains(['{', '}']) {
                return Err("has a label that is not a whole segment");
            }
            continue;
        };
        let (name, extent) = match inner.strip_suffix('+') {
            Some(name) => (name, Extent::Greedy),
            None => (inner, Extent::Segment),
        };
        if !ShapeId::is_identifier(name) {
            return Err("has a label that is not the name of a member");
        }
        if labels.extents.insert(name, extent).is_some() {
            return Err("has a label twice");
        }
        labels.names.push(name);
    }
    Ok(labels)
}
