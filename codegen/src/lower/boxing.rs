//! Boxing: which members hold their value behind a pointer, since their type holds itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ShapeId, ShapeKind};

/// The members of structures and unions that are boxed: those whose target leads back to them by
/// value. What lies behind a list or map has a place of its own already.
pub(super) fn members(model: &Model, closure: &BTreeSet<&ShapeId>) -> BTreeSet<ShapeId> {
    let edges: BTreeMap<&ShapeId, Vec<&ShapeId>> =
        closure.iter().map(|id| (*id, by_value(model, id))).collect();
    let component = components(&edges);
    let mut boxed = BTreeSet::new();
    for id in closure {
        let Some(shape) = model.shapes.get(*id) else { continue };
        if !is_aggregate(&shape.kind) {
            continue;
        }
        for member in shape.kind.members() {
            let same = component.get(*id) == component.get(&member.target);
            if same && component.contains_key(&member.target) {
                boxed.insert(id.member(&member.name));
            }
        }
    }
    boxed
}

fn by_value<'a>(model: &'a Model, id: &ShapeId) -> Vec<&'a ShapeId> {
    let Some(shape) = model.shapes.get(id).filter(|shape| is_aggregate(&shape.kind)) else {
        return Vec::new();
    };
    let aggregate = |target: &&ShapeId| {
        model.shapes.get(*target).is_some_and(|shape| is_aggregate(&shape.kind))
    };
    shape.kind.members().map(|member| &member.target).filter(aggregate).collect()
}

fn is_aggregate(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// Numbers the strongly connected components of a graph that hold an edge: two shapes have one
/// number if each leads to the other. Kosaraju's algorithm, with stacks of its own in place of
/// recursion, since the depth of a model is not bounded.
fn components<'a>(edges: &BTreeMap<&'a ShapeId, Vec<&'a ShapeId>>) -> BTreeMap<&'a ShapeId, usize> {
    let mut reversed: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    for (from, targets) in edges {
        for to in targets {
            reversed.entry(to).or_default().push(from);
        }
    }
    let mut component = BTreeMap::new();
    for (number, root) in finish_order(edges).into_iter().rev().enumerate() {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if component.contains_key(id) {
                continue;
            }
            component.insert(id, number);
            open.extend(reversed.get(id).into_iter().flatten());
        }
    }
    component
}

/// The shapes in the order in which a depth-first walk leaves them.
fn finish_order<'a>(edges: &BTreeMap<&'a ShapeId, Vec<&'a ShapeId>>) -> Vec<&'a ShapeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for root in edges.keys() {
        let mut open = vec![(*root, false)];
        while let Some((id, done)) = open.pop() {
            if done {
                order.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                open.extend(edges.get(id).into_iter().flatten().map(|target| (*target, false)));
            }
        }
    }
    order
}
