//! Boxing: which members hold their value behind a pointer.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, ShapeId, ShapeKind, TraitId};

use super::components::{Edges, components};

/// Why a member is boxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Boxed {
    /// Its type holds itself.
    Recursive,
    /// Its type holds more than [`MAX_VALUES`].
    Large,
}

/// How many values a type that is held by value may have within it, at any depth.
///
/// A value takes up to 32 bytes. The largest type of a public model, `Visual` of `QuickSight`, has
/// 2,523.
const MAX_VALUES: usize = 4096;

/// Returns the members of structures and unions that are boxed.
///
/// What is behind a list or map has a place of its own already.
pub(super) fn members(model: &Model, closure: &BTreeSet<&ShapeId>) -> BTreeMap<ShapeId, Boxed> {
    let edges: Edges<'_> = closure.iter().map(|id| (*id, by_value(model, id))).collect();
    let mut boxed = BTreeMap::new();
    let mut values: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for component in components(&edges) {
        let cycle: BTreeSet<&ShapeId> = component.iter().copied().collect();
        for id in &component {
            let Some(shape) = model.shapes.get(*id) else { continue };
            for member in shape.kind.members().filter(|member| is_by_value(model, member)) {
                let reason = if cycle.contains(&member.target) {
                    Boxed::Recursive
                } else if values.get(&member.target).is_some_and(|values| *values > MAX_VALUES) {
                    Boxed::Large
                } else {
                    continue;
                };
                boxed.insert(id.member(&member.name), reason);
            }
        }
        for id in component {
            values.insert(id, count(model, id, &boxed, &values));
        }
    }
    boxed
}

/// Counts the values of a type whose targets were counted.
fn count(
    model: &Model,
    id: &ShapeId,
    boxed: &BTreeMap<ShapeId, Boxed>,
    values: &BTreeMap<&ShapeId, usize>,
) -> usize {
    let of_member = |member: &Member| match values.get(&member.target) {
        Some(values) if is_by_value(model, member) => {
            if boxed.contains_key(&id.member(&member.name)) { 1 } else { (*values).max(1) }
        }
        _ => 1,
    };
    match model.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(members)) => members.iter().map(of_member).sum(),
        Some(ShapeKind::Union(members)) => 1 + members.iter().map(of_member).max().unwrap_or(0),
        _ => 1,
    }
}

fn by_value<'a>(model: &'a Model, id: &ShapeId) -> Vec<&'a ShapeId> {
    let Some(shape) = model.shapes.get(id).filter(|shape| is_aggregate(&shape.kind)) else {
        return Vec::new();
    };
    let members = shape.kind.members().filter(|member| is_by_value(model, member));
    members.map(|member| &member.target).collect()
}

/// Whether a member of a structure or union holds another within it. Events are held by none.
fn is_by_value(model: &Model, member: &Member) -> bool {
    model
        .shapes
        .get(&member.target)
        .is_some_and(|shape| is_aggregate(&shape.kind) && !shape.traits.has(TraitId::STREAMING))
}

fn is_aggregate(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}
