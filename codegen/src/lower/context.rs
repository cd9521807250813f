//! What every part of lowering looks up.

use std::collections::{BTreeMap, BTreeSet};

use crate::docs;
use crate::ir;
use crate::model::{
    Member, Model, Node, Service, Shape, ShapeId, ShapeKind, TraitId, Traits, prelude,
};

use super::boxing::Boxed;
use super::links::Links;
use super::names::Names;
use super::repeated::Repeated;
use super::uses::Users;
use super::variants::Variants;

/// The whole model, and what was decided on it.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) service: &'a Service,
    pub(super) names: Names,
    /// Structures that are the input of an operation.
    pub(super) inputs: BTreeSet<&'a ShapeId>,
    /// Members whose value is boxed, and why.
    pub(super) boxed: BTreeMap<ShapeId, Boxed>,
    /// Who uses each type, among what is generated.
    pub(super) users: BTreeMap<&'a ShapeId, Users<'a>>,
    /// What members repeat of the documentation of their targets.
    pub(super) repeated: Repeated,
    /// What documentation can link to.
    pub(super) links: Links<'a>,
    /// The variants of enums that are defaults.
    pub(super) variants: Variants,
    /// The service's own reference, to which a name is appended.
    pub(super) reference: Option<String>,
    /// The protocol, where it is served.
    pub(super) protocol: Option<ir::Protocol>,
}

impl<'a> Context<'a> {
    /// The shape of an id; `None` for one of the prelude.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.model.shapes.get(id)
    }

    /// The kind of a shape, of the prelude too.
    pub(super) fn kind(&self, id: &ShapeId) -> Option<&'a ShapeKind> {
        self.shape(id).map(|shape| &shape.kind).or_else(|| prelude::kind(id.as_str()))
    }

    /// A trait of the member, or else of what it targets.
    pub(super) fn effective(&self, member: &'a Member, id: TraitId) -> Option<&'a Node> {
        member.traits.get(id).or_else(|| self.target_traits(member)?.get(id))
    }

    pub(super) fn target_traits(&self, member: &Member) -> Option<&'a Traits> {
        self.shape(&member.target).map(|shape| &shape.traits)
    }

    /// Whether the target is a blob that is streamed, or an event stream.
    pub(super) fn is_stream(&self, member: &Member) -> bool {
        let streaming = TraitId::STREAMING;
        member.traits.has(streaming)
            || self.target_traits(member).is_some_and(|traits| traits.has(streaming))
    }

    /// Whether the target is an event stream: a union that is streamed.
    pub(super) fn is_event_stream(&self, member: &Member) -> bool {
        self.is_stream(member) && matches!(self.kind(&member.target), Some(ShapeKind::Union(_)))
    }

    /// Whether the target is an error.
    pub(super) fn is_error(&self, member: &Member) -> bool {
        self.target_traits(member).is_some_and(|traits| traits.has(TraitId::ERROR))
    }

    /// Whether what the member holds is secret: by a trait of its own or of its target, or, at any
    /// depth, of what a list or map within it holds.
    pub(super) fn is_sensitive(&self, member: &Member) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![member];
        while let Some(member) = open.pop() {
            if member.traits.has(TraitId::SENSITIVE) {
                return true;
            }
            let Some(target) = self.shape(&member.target) else { continue };
            if target.traits.has(TraitId::SENSITIVE) {
                return true;
            }
            if seen.insert(&member.target) {
                match &target.kind {
                    ShapeKind::List(item) => open.push(item),
                    ShapeKind::Map { key, value } => open.extend([key, value]),
                    _ => {}
                }
            }
        }
        false
    }
}

/// The deprecated trait. See <https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait>.
pub(super) fn deprecated(traits: &Traits) -> Option<ir::Deprecated> {
    let facts = traits.get(TraitId::DEPRECATED)?;
    let text = |key: &str| facts.get(key).and_then(Node::as_str);
    // The compiler shows the note as it is, and a page as Markdown, in which links to items do not work.
    let note = text("message").map(|message| docs::lines(message, &|_| None).join(" "));
    let since = text("since").map(|since| docs::escape(&docs::printable(since)));
    Some(ir::Deprecated { since, note })
}
