//! Shapes of which no value can be made, and lists and maps that hold nothing but themselves.
//!
//! See <https://smithy.io/2.0/spec/aggregate-types.html#recursive-shape-definitions>.

use std::collections::{BTreeMap, BTreeSet};

use super::Known;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, ShapeId, ShapeKind, TraitId};

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    endless_values(known, diagnostics);
    endless_types(known, diagnostics);
    endless_resources(known, diagnostics);
}

/// Structures and unions of which every value would hold another of the same.
fn endless_values(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let composites = known.model.shapes.iter().filter(|(_, shape)| is_composite(&shape.kind));
    let waits = composites.map(|(id, shape)| (id, wait_of(known, &shape.kind))).collect();
    let endless = without_end(&waits);
    let next = |id: &ShapeId| {
        let members = needed(&known.shape(id)?.kind).into_iter();
        let mut steps = members.map(|member| (member.name.as_str(), &member.target));
        steps.find(|(_, target)| endless.contains(target))
    };
    for cycle in cycles(endless.iter().copied(), next) {
        let message = format!(
            "no value of this shape can end, for its required members lead back to it: {}",
            cycle.way()
        );
        diagnostics.push(
            Diagnostic::error(message)
                .about(known.model, &cycle.start())
                .help("make one of these members optional, or a list"),
        );
    }
}

fn is_composite(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// The members that a value of a shape has: of a structure those that are required, of a union one
/// of all.
fn needed(kind: &ShapeKind) -> Vec<&Member> {
    match kind {
        ShapeKind::Structure(members) => {
            members.iter().filter(|member| member.traits.has(TraitId::REQUIRED)).collect()
        }
        ShapeKind::Union(members) => members.iter().collect(),
        _ => Vec::new(),
    }
}

fn wait_of<'a>(known: &Known<'a>, kind: &'a ShapeKind) -> Wait<'a> {
    let members = needed(kind);
    let targets = members.iter().map(|member| &member.target);
    let open: Vec<&ShapeId> = targets
        .filter(|target| known.shape(target).is_some_and(|shape| is_composite(&shape.kind)))
        .collect();
    let count = match kind {
        ShapeKind::Union(_) if open.len() < members.len() => 0,
        ShapeKind::Union(_) => open.len().min(1),
        _ => open.len(),
    };
    Wait { count, open }
}

/// Resources that contain themselves.
fn endless_resources(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let resources = known.model.shapes.iter().filter_map(|(id, shape)| match &shape.kind {
        ShapeKind::Resource(resource) => Some((id, &resource.resources)),
        _ => None,
    });
    let children: BTreeMap<&ShapeId, &Vec<ShapeId>> = resources.collect();
    let waits = children.iter().map(|(id, all)| {
        let open: Vec<&ShapeId> = all.iter().filter(|id| children.contains_key(id)).collect();
        (*id, Wait { count: open.len(), open })
    });
    let endless = without_end(&waits.collect());
    let next = |id: &ShapeId| {
        let mut children = children.get(id)?.iter();
        children.find(|child| endless.contains(child)).map(|child| ("", child))
    };
    for cycle in cycles(endless.iter().copied(), next) {
        let message = format!("the resource contains itself: {}", cycle.way());
        diagnostics.push(Diagnostic::error(message).about(known.model, &cycle.start()));
    }
}

/// Lists and maps that hold themselves without a structure or union between.
fn endless_types(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let next = |id: &ShapeId| match &known.shape(id)?.kind {
        ShapeKind::List(member) | ShapeKind::Map { value: member, .. } => {
            Some((member.name.as_str(), &member.target))
        }
        _ => None,
    };
    for cycle in cycles(known.model.shapes.keys(), next) {
        let message = format!("the shape holds nothing but itself: {}", cycle.way());
        diagnostics.push(
            Diagnostic::error(message)
                .about(known.model, &cycle.start())
                .help("put a structure or a union between"),
        );
    }
}

/// What a shape waits for before it has an end.
struct Wait<'a> {
    /// How many of those below must have one.
    count: usize,
    open: Vec<&'a ShapeId>,
}

/// The shapes that wait for ever: all but those that wait for nothing, and those that wait only for
/// such, and so on.
fn without_end<'a>(waits: &BTreeMap<&'a ShapeId, Wait<'a>>) -> BTreeSet<&'a ShapeId> {
    let mut users: BTreeMap<&ShapeId, Vec<&'a ShapeId>> = BTreeMap::new();
    let mut left: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut ready = Vec::new();
    for (id, wait) in waits {
        match wait.count {
            0 => ready.push(*id),
            count => {
                left.insert(id, count);
                for target in &wait.open {
                    users.entry(target).or_default().push(id);
                }
            }
        }
    }
    let mut endless: BTreeSet<&ShapeId> = waits.keys().copied().collect();
    while let Some(id) = ready.pop() {
        endless.remove(id);
        for user in users.remove(id).into_iter().flatten() {
            if let Some(count) = left.get_mut(user) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(user);
                }
            }
        }
    }
    endless
}

/// How many shapes of a cycle a message names.
const SHOWN: usize = 8;

/// A way from a shape back to it: each shape with the member by which it goes on, if it is one.
struct Cycle<'a> {
    first: (&'a ShapeId, &'a str),
    rest: Vec<(&'a ShapeId, &'a str)>,
}

impl<'a> Cycle<'a> {
    /// Starts at the least id, so that the same cycle is always told the same way.
    fn new(mut steps: Vec<(&'a ShapeId, &'a str)>) -> Option<Self> {
        let least = steps.iter().enumerate().min_by_key(|(_, step)| **step)?.0;
        steps.rotate_left(least);
        let mut steps = steps.into_iter();
        Some(Self { first: steps.next()?, rest: steps.collect() })
    }

    fn start(&self) -> ShapeId {
        step_id(self.first)
    }

    fn way(&self) -> String {
        let steps = [self.first].into_iter().chain(self.rest.iter().copied());
        let names: Vec<String> =
            steps.take(SHOWN).map(|step| format!("`{}`", step_id(step))).collect();
        let more = (self.rest.len() + 1).saturating_sub(SHOWN);
        match more {
            0 => names.join(", then "),
            more => format!("{}, then {more} more", names.join(", then ")),
        }
    }
}

fn step_id((id, member): (&ShapeId, &str)) -> ShapeId {
    if member.is_empty() { id.clone() } else { id.member(member) }
}

/// All cycles of a graph in which each shape has at most one way on.
fn cycles<'a>(
    starts: impl Iterator<Item = &'a ShapeId>,
    next: impl Fn(&ShapeId) -> Option<(&'a str, &'a ShapeId)>,
) -> Vec<Cycle<'a>> {
    let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut found = Vec::new();
    for start in starts {
        let mut way: Vec<(&ShapeId, &str)> = Vec::new();
        let mut places: BTreeMap<&ShapeId, usize> = BTreeMap::new();
        let mut at = start;
        while !done.contains(at) {
            if let Some(place) = places.get(at) {
                found.extend(Cycle::new(way.split_off(*place)));
                break;
            }
            let Some((member, target)) = next(at) else {
                break;
            };
            places.insert(at, way.len());
            way.push((at, member));
            at = target;
        }
        done.extend(places.into_keys());
    }
    found
}
