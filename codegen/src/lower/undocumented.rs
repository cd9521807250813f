//! Which public items the model says nothing about.

use std::collections::BTreeSet;

use crate::model::{ShapeId, ShapeKind, TraitId, Traits};

use super::context::Context;

/// The ids of all kept items without documentation, in order: the service, operations, types and
/// their members. A member is documented if its target is.
pub(super) fn items(
    context: &Context<'_>,
    service_id: &ShapeId,
    selected: &BTreeSet<&ShapeId>,
    kept: &BTreeSet<&ShapeId>,
) -> Vec<String> {
    let mut missing = Vec::new();
    for id in std::iter::once(&service_id).chain(selected).chain(kept) {
        let Some(shape) = context.shape(id) else { continue };
        if !is_item(&shape.kind) {
            continue;
        }
        let is_stated = |traits: &Traits| traits.str(TraitId::DOCUMENTATION).is_some_and(is_text);
        if !is_stated(&shape.traits) {
            missing.push(id.to_string());
        }
        let is_enum = matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
        for member in shape.kind.members() {
            let by_target = || !is_enum && context.target_traits(member).is_some_and(is_stated);
            if !is_stated(&member.traits) && !by_target() {
                missing.push(id.member(&member.name).to_string());
            }
        }
    }
    missing.sort();
    missing
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Whether the shape becomes an item of its own in the generated crate.
fn is_item(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Enum(_)
            | ShapeKind::IntEnum(_)
            | ShapeKind::Structure(_)
            | ShapeKind::Union(_)
            | ShapeKind::Operation(_)
            | ShapeKind::Service(_)
    )
}
