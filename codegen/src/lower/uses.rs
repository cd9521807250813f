//! Who uses a type: operations as their input, output or error, and other types in their members.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ShapeId, ShapeKind};

/// The users of one type, each in the order of ids.
#[derive(Debug, Default)]
pub(super) struct Users<'a> {
    /// Operations whose input it is.
    pub(super) input_of: Vec<&'a ShapeId>,
    /// Operations whose output it is.
    pub(super) output_of: Vec<&'a ShapeId>,
    /// Structures and unions that hold it, in a list or a map too.
    pub(super) held_by: Vec<&'a ShapeId>,
}

/// The users of every type among the operations and shapes that are generated.
pub(super) fn of_types<'a>(
    model: &'a Model,
    operations: &BTreeSet<&'a ShapeId>,
    kept: &BTreeSet<&'a ShapeId>,
) -> BTreeMap<&'a ShapeId, Users<'a>> {
    let mut users: BTreeMap<&ShapeId, Users<'_>> = BTreeMap::new();
    for id in operations {
        let Some(ShapeKind::Operation(operation)) = model.shapes.get(*id).map(|shape| &shape.kind)
        else {
            continue;
        };
        if let Some(input) = &operation.input {
            users.entry(input).or_default().input_of.push(id);
        }
        if let Some(output) = &operation.output {
            users.entry(output).or_default().output_of.push(id);
        }
    }
    for id in kept {
        for held in held_types(model, id) {
            users.entry(held).or_default().held_by.push(id);
        }
    }
    users
}

/// The types that a structure's or union's members hold, each once.
fn held_types<'a>(model: &'a Model, id: &ShapeId) -> BTreeSet<&'a ShapeId> {
    let mut held = BTreeSet::new();
    let Some(ShapeKind::Structure(members) | ShapeKind::Union(members)) =
        model.shapes.get(id).map(|shape| &shape.kind)
    else {
        return held;
    };
    let mut open: Vec<&ShapeId> = members.iter().map(|member| &member.target).collect();
    let mut seen = BTreeSet::new();
    while let Some(target) = open.pop() {
        if !seen.insert(target) {
            continue;
        }
        match model.shapes.get(target).map(|shape| &shape.kind) {
            Some(ShapeKind::List(item)) => open.push(&item.target),
            Some(ShapeKind::Map { key, value }) => open.extend([&key.target, &value.target]),
            Some(_) => {
                held.insert(target);
            }
            None => {}
        }
    }
    held
}
