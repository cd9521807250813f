//! Nesting: how deep the compiler recurses to find out what a type implements.
//!
//! It looks through structures, unions, boxes, lists and maps for the traits that it derives by
//! itself (`Send`, `Sync`, `Unpin`, `UnwindSafe`), and gives up at its recursion limit, by default
//! 128.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, Model, ShapeId, ShapeKind};

use super::boxing::Boxed;
use super::components::{Edges, components};

/// Steps that the compiler takes from a type to what it holds, as rustdoc of Rust 1.95 takes them.
const MEMBER: usize = 2;
const BOX: usize = 4;
const LIST: usize = 3;
const MAP: usize = 9;

/// Steps within the default limit that are left to programs: futures and collections around a type
/// take some. Public models take up to 60.
const COMFORTABLE: usize = 96;

/// The most steps for which a crate is generated: about a thousand structures within each other.
const MAX_STEPS: usize = 2048;

/// Returns the recursion limit that a crate needs, if the default is too low for it. A model that
/// no limit serves is an error.
pub(super) fn recursion_limit(
    model: &Model,
    closure: &BTreeSet<&ShapeId>,
    boxed: &BTreeMap<ShapeId, Boxed>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let steps = steps(model, closure, boxed);
    let most = steps.values().copied().max().unwrap_or(0);
    if most > MAX_STEPS {
        let first = steps.iter().filter(|(_, steps)| **steps > MAX_STEPS).min_by_key(|(_, s)| **s);
        let error = Diagnostic::error("types are within each other too deep for the compiler")
            .help("hold some of them as documents, or make the chain of shapes shorter");
        if let Some((id, _)) = first {
            diagnostics.push(error.about(model, id));
        }
    }
    // Half as much again, since steps differ between traits.
    (most > COMFORTABLE).then(|| (most + most / 2 + 32).next_power_of_two())
}

/// The steps from each shape to the innermost of what it holds.
fn steps<'a>(
    model: &'a Model,
    closure: &BTreeSet<&'a ShapeId>,
    boxed: &BTreeMap<ShapeId, Boxed>,
) -> BTreeMap<&'a ShapeId, usize> {
    let edges: Edges<'_> = closure
        .iter()
        .map(|id| (*id, held(model, id).into_iter().map(|member| &member.target).collect()))
        .collect();
    let mut steps: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for component in components(&edges) {
        // The compiler passes each type of a cycle once.
        let cycle: BTreeSet<&ShapeId> = component.iter().copied().collect();
        let mut within = 0;
        let mut beyond = 0;
        for id in &component {
            let mut longest = 0;
            for member in held(model, id) {
                let step = step(model, id, member, boxed);
                if cycle.contains(&member.target) {
                    longest = longest.max(step);
                } else {
                    beyond = beyond.max(step + steps.get(&member.target).copied().unwrap_or(0));
                }
            }
            within += longest;
        }
        steps.extend(component.into_iter().map(|id| (id, within + beyond)));
    }
    steps
}

/// The members whose types a shape's type holds.
fn held<'a>(model: &'a Model, id: &ShapeId) -> Vec<&'a Member> {
    match model.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(members) | ShapeKind::Union(members)) => members.iter().collect(),
        Some(ShapeKind::List(member) | ShapeKind::Map { value: member, .. }) => vec![member],
        _ => Vec::new(),
    }
}

fn step(model: &Model, id: &ShapeId, member: &Member, boxed: &BTreeMap<ShapeId, Boxed>) -> usize {
    match model.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::List(_)) => LIST,
        Some(ShapeKind::Map { .. }) => MAP,
        _ if boxed.contains_key(&id.member(&member.name)) => MEMBER + BOX,
        _ => MEMBER,
    }
}
