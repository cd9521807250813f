//! Copies what shapes have from mixins into them.
//!
//! See <https://smithy.io/2.0/spec/mixins.html>.

mod flat;

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, Shape, ShapeId, TraitId};

use self::flat::{Conflict, Flat};

/// The most that shapes may have from mixins that others have too, in bytes. A text of a megabyte
/// in a mixin of a thousand shapes would be a gigabyte of source code.
const COPIED_LIMIT: usize = 8 * 1024 * 1024;

/// How many shapes of a cycle a message names.
const SHOWN: usize = 8;

/// A model with mixins that give its shapes more than [`COPIED_LIMIT`], which was reported.
#[derive(Debug)]
pub(super) struct TooMuch;

/// Flattens all mixins, so that every other shape has its members and traits itself.
///
/// The mixins stay in the model with what they have themselves. Reports mixins that do not exist,
/// that are none, that are of another kind or in a cycle, and members that contradict each other.
pub(super) fn flatten(model: &mut Model, diagnostics: &mut Diagnostics) -> Result<(), TooMuch> {
    if model.shapes.values().all(|shape| shape.mixins.is_empty()) {
        return Ok(());
    }
    check_references(model, diagnostics);
    let order = in_order(model, diagnostics);
    let mut gifts = Gifts::new(model);
    for id in order {
        let Some(shape) = model.shapes.get(&id) else { continue };
        let Some((flat, conflicts)) = gifts.flattened(model, shape) else {
            diagnostics.push(too_much().about_entry(model, &id, &["mixins"]));
            return Err(TooMuch);
        };
        for Conflict { member, one, other } in conflicts {
            let message =
                format!("the member `{member}` comes twice, once as `{one}` and once as `{other}`");
            diagnostics.push(
                Diagnostic::error(message)
                    .about(model, &id.member(&member))
                    .help("a member from a mixin may be defined again with the same target only"),
            );
        }
        if shape.traits.has(TraitId::MIXIN) {
            gifts.put(&id, shape, flat);
        } else if let Some(shape) = model.shapes.get_mut(&id) {
            flat.write_to(shape);
        }
    }
    for shape in model.shapes.values_mut() {
        shape.mixins = Vec::new();
    }
    Ok(())
}

fn too_much() -> Diagnostic {
    let limit = COPIED_LIMIT / 1024 / 1024;
    Diagnostic::error(format!("mixins give the shapes of the model more than {limit} MiB"))
        .help("use mixins with long texts or many members in fewer shapes")
}

/// What mixins give, until the last shape that has them takes it.
struct Gifts {
    flat: BTreeMap<ShapeId, Flat>,
    /// How many shapes still have a mixin.
    users: BTreeMap<ShapeId, usize>,
    /// How many bytes may still be copied.
    left: usize,
}

impl Gifts {
    fn new(model: &Model) -> Self {
        let mut users = BTreeMap::new();
        for mixin in model.shapes.values().flat_map(|shape| &shape.mixins) {
            *users.entry(mixin.clone()).or_insert(0) += 1;
        }
        Self { flat: BTreeMap::new(), users, left: COPIED_LIMIT }
    }

    /// Keeps what a mixin gives.
    fn put(&mut self, id: &ShapeId, mixin: &Shape, mut flat: Flat) {
        flat.keep_local_traits(mixin);
        self.flat.insert(id.clone(), flat);
    }

    /// What the mixins of a shape give, the later ones over the earlier ones, and what it has
    /// itself over all; `None` if it is too much.
    fn flattened(&mut self, model: &Model, shape: &Shape) -> Option<(Flat, Vec<Conflict>)> {
        let mut flat = Flat::default();
        let mut conflicts = Vec::new();
        for mixin in &shape.mixins {
            conflicts.extend(flat.add(self.take(model, mixin)?));
        }
        conflicts.extend(flat.add(Flat::of(shape)));
        Some((flat, conflicts))
    }

    /// What a mixin gives: itself to the last shape that has it, and a copy to others.
    fn take(&mut self, model: &Model, mixin: &ShapeId) -> Option<Flat> {
        // One that has no mixins is flat already; one of a cycle is not, and gives what it has
        // itself.
        if let Some(shape) = model.shapes.get(mixin).filter(|_| !self.flat.contains_key(mixin)) {
            self.put(mixin, shape, Flat::of(shape));
        }
        let left = self.users.entry(mixin.clone()).or_default();
        *left = left.saturating_sub(1);
        if *left == 0 {
            return Some(self.flat.remove(mixin).unwrap_or_default());
        }
        let flat = self.flat.get(mixin)?;
        self.left = self.left.checked_sub(flat.size())?;
        Some(flat.clone())
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
    if !target.traits.has(TraitId::MIXIN) {
        return Some(format!("`{mixin}` is not a mixin: it has no trait `{}`", TraitId::MIXIN));
    }
    let (own, other) = (shape.kind.name(), target.kind.name());
    (own != other)
        .then(|| format!("`{mixin}` is of type {other}, and mixes only into a shape of that type"))
}

/// How far the search for an order has come with a shape.
enum Visit {
    /// It is on the way, at this place.
    Begun(usize),
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
                    (Some(Visit::Begun(start)), _) => {
                        let cycle = way.get(*start..).unwrap_or_default();
                        diagnostics.push(report_cycle(model, cycle, id));
                    }
                    (None, Some(shape)) if !shape.mixins.is_empty() => {
                        visits.insert(id, Visit::Begun(way.len()));
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

fn report_cycle(model: &Model, cycle: &[&ShapeId], back: &ShapeId) -> Diagnostic {
    let shown = cycle.iter().copied().take(SHOWN);
    let more = cycle.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("{more} more"));
    let names = shown.chain([back]).map(|id| format!("`{id}`"));
    let mut names: Vec<String> = names.collect();
    if let Some(more) = more {
        names.insert(SHOWN, more);
    }
    Diagnostic::error(format!("the mixin is a mixin of itself: {}", names.join(", then ")))
        .about_entry(model, back, &["mixins"])
        .help("take one of them out of the `mixins` of the next")
}
