//! Copies what shapes have from mixins into them.
//!
//! See <https://smithy.io/2.0/spec/mixins.html>.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Diagnostic, Diagnostics};
use crate::model::{Member, Model, Node, Service, Shape, ShapeId, ShapeKind, Traits};

const MIXIN: &str = "smithy.api#mixin";

/// Flattens all mixins, so that every shape has its members and traits itself.
///
/// The mixins stay in the model, without mixins of their own. Reports mixins that do not exist, that
/// are none, that are of another kind or in a cycle, and members that contradict each other.
pub(super) fn flatten(model: &mut Model, diagnostics: &mut Diagnostics) {
    if model.shapes.values().all(|shape| shape.mixins.is_empty()) {
        return;
    }
    check_references(model, diagnostics);
    for id in in_order(model, diagnostics) {
        let Some(shape) = model.shapes.get(&id) else {
            continue;
        };
        let flat = flattened(model, &id, shape, diagnostics);
        model.shapes.insert(id, flat);
    }
}

/// Takes out the mixins that cannot be used.
fn check_references(model: &mut Model, diagnostics: &mut Diagnostics) {
    let reported = diagnostics.reported();
    let mut usable = BTreeMap::new();
    for (id, shape) in model.shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()) {
        let mut mixins = Vec::new();
        for (index, mixin) in shape.mixins.iter().enumerate() {
            match problem(model, shape, mixin) {
                None => mixins.push(mixin.clone()),
                Some(_) if reported.explains(mixin) => {}
                Some(message) => {
                    let within = ["mixins", &index.to_string(), "target"];
                    diagnostics.push(Diagnostic::error(message).about_entry(model, id, &within));
                }
            }
        }
        usable.insert(id.clone(), mixins);
    }
    for (id, mixins) in usable {
        if let Some(shape) = model.shapes.get_mut(&id) {
            shape.mixins = mixins;
        }
    }
}

/// Why a shape cannot use a mixin.
fn problem(model: &Model, shape: &Shape, mixin: &ShapeId) -> Option<String> {
    let Some(target) = model.shapes.get(mixin) else {
        return Some(format!("the mixin `{mixin}` does not exist"));
    };
    if !target.traits.has(MIXIN) {
        return Some(format!("`{mixin}` is not a mixin: it has no trait `{MIXIN}`"));
    }
    let (own, other) = (shape.kind.name(), target.kind.name());
    (own != other)
        .then(|| format!("`{mixin}` is of type {other}, and mixes only into a shape of that type"))
}

/// How far the search for an order has come with a shape.
enum Visit {
    Begun,
    Done,
}

/// A step of the search: it enters a shape, and leaves it after its mixins.
enum Step<'a> {
    Enter(&'a ShapeId),
    Leave(&'a ShapeId),
}

/// The shapes that have mixins, each after the mixins that it has.
///
/// Those of a cycle are left out, and the cycle is reported.
fn in_order(model: &Model, diagnostics: &mut Diagnostics) -> Vec<ShapeId> {
    let mut visits: BTreeMap<&ShapeId, Visit> = BTreeMap::new();
    let mut order = Vec::new();
    for start in model.shapes.keys() {
        let mut steps = vec![Step::Enter(start)];
        let mut way: Vec<&ShapeId> = Vec::new();
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(id) => {
                    way.pop();
                    visits.insert(id, Visit::Done);
                    order.push(id.clone());
                }
                Step::Enter(id) => match (visits.get(id), model.shapes.get(id)) {
                    (Some(Visit::Begun), _) => diagnostics.push(cycle(model, &way, id)),
                    (None, Some(shape)) if !shape.mixins.is_empty() => {
                        visits.insert(id, Visit::Begun);
                        way.push(id);
                        steps.push(Step::Leave(id));
                        steps.extend(shape.mixins.iter().rev().map(Step::Enter));
                    }
                    _ => {}
                },
            }
        }
    }
    order
}

fn cycle(model: &Model, way: &[&ShapeId], back: &ShapeId) -> Diagnostic {
    let start = way.iter().position(|id| *id == back).unwrap_or(0);
    let ids = way.iter().skip(start).copied().chain([back]);
    let way: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    Diagnostic::error(format!("the mixin is a mixin of itself: {}", way.join(", then ")))
        .about_entry(model, back, &["mixins"])
        .help("take one of them out of the `mixins` of the next")
}

/// A shape with all that its mixins give; they are flat themselves, but for those of a cycle.
fn flattened(model: &Model, id: &ShapeId, shape: &Shape, diagnostics: &mut Diagnostics) -> Shape {
    let mut flat = Shape { mixins: Vec::new(), ..shape.clone() };
    let mixins: Vec<&Shape> = shape.mixins.iter().filter_map(|id| model.shapes.get(id)).collect();
    flat.traits = merged_traits(&mixins, &shape.traits);
    let members = merged_members(model, id, &mixins, shape, diagnostics);
    match &mut flat.kind {
        ShapeKind::Structure(own)
        | ShapeKind::Union(own)
        | ShapeKind::Enum(own)
        | ShapeKind::IntEnum(own) => *own = members,
        ShapeKind::List(_) | ShapeKind::Map { .. } => {
            for (own, merged) in flat.kind.members_mut().zip(members) {
                *own = merged;
            }
        }
        ShapeKind::Service(own) => merge_services(own, &mixins),
        ShapeKind::Operation(own) => {
            let errors = mixins.iter().filter_map(|mixin| match &mixin.kind {
                ShapeKind::Operation(operation) => Some(&operation.errors),
                _ => None,
            });
            own.errors = joined(errors, &own.errors);
        }
        _ => {}
    }
    flat
}

/// The traits of the mixins but those that are local to each; later mixins win over earlier ones,
/// and the shape's own over all.
fn merged_traits(mixins: &[&Shape], own: &Traits) -> Traits {
    let mut merged = BTreeMap::new();
    for mixin in mixins {
        let local = local_traits(mixin);
        let given = mixin.traits.0.iter();
        let given = given.filter(|(id, _)| id.as_str() != MIXIN && !local.contains(id.as_str()));
        merged.extend(given.map(|(id, value)| (id.clone(), value.clone())));
    }
    merged.extend(own.0.clone());
    Traits(merged)
}

/// See <https://smithy.io/2.0/spec/mixins.html#mixin-local-traits>.
fn local_traits(mixin: &Shape) -> BTreeSet<&str> {
    let local = mixin.traits.get(MIXIN).and_then(|value| value.get("localTraits"));
    local.and_then(Node::as_array).into_iter().flatten().filter_map(Node::as_str).collect()
}

/// The members of the mixins in order, then the shape's own; one that is redefined keeps its place.
fn merged_members(
    model: &Model,
    id: &ShapeId,
    mixins: &[&Shape],
    shape: &Shape,
    diagnostics: &mut Diagnostics,
) -> Vec<Member> {
    let mut merged: Vec<Member> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let all = mixins.iter().flat_map(|mixin| mixin.kind.members()).chain(shape.kind.members());
    for member in all {
        let known = places.get(member.name.as_str()).and_then(|at| merged.get_mut(*at));
        let Some(known) = known else {
            places.insert(&member.name, merged.len());
            merged.push(member.clone());
            continue;
        };
        if known.target != member.target {
            let message = format!(
                "the member `{}` comes twice, once as `{}` and once as `{}`",
                member.name, known.target, member.target
            );
            diagnostics.push(
                Diagnostic::error(message)
                    .about(model, &id.member(&member.name))
                    .help("a member from a mixin may be defined again with the same target only"),
            );
        }
        known.traits.0.extend(member.traits.0.clone());
    }
    merged
}

/// See <https://smithy.io/2.0/spec/mixins.html#service-mixins>.
fn merge_services(own: &mut Service, mixins: &[&Shape]) {
    let mixins: Vec<&Service> = mixins
        .iter()
        .filter_map(|mixin| match &mixin.kind {
            ShapeKind::Service(service) => Some(service),
            _ => None,
        })
        .collect();
    if own.version.is_empty() {
        let mut versions = mixins.iter().rev().map(|mixin| &mixin.version);
        own.version = versions.find(|version| !version.is_empty()).cloned().unwrap_or_default();
    }
    own.operations = joined(mixins.iter().map(|mixin| &mixin.operations), &own.operations);
    own.resources = joined(mixins.iter().map(|mixin| &mixin.resources), &own.resources);
    own.errors = joined(mixins.iter().map(|mixin| &mixin.errors), &own.errors);
    let mut rename = BTreeMap::new();
    for mixin in mixins {
        rename.extend(mixin.rename.clone());
    }
    rename.append(&mut own.rename);
    own.rename = rename;
}

/// All ids of the mixins, then the shape's own, each once.
fn joined<'a>(mixins: impl Iterator<Item = &'a Vec<ShapeId>>, own: &[ShapeId]) -> Vec<ShapeId> {
    let mut seen = BTreeSet::new();
    let all = mixins.flatten().cloned().chain(own.iter().cloned());
    all.filter(|id| seen.insert(id.clone())).collect()
}
