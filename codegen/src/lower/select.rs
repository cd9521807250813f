//! Selection: which operations a service has, which of them are generated, and what they reach.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, Service, ShapeId, ShapeKind};
use crate::settings::Selection;

/// Every operation of a service, those of its resources included, by id.
pub(super) fn operations<'a>(model: &'a Model, service: &'a Service) -> BTreeSet<&'a ShapeId> {
    let mut seen = BTreeSet::new();
    let bound = service.resources.iter().flat_map(|id| of_resource(model, id, &mut seen));
    service.operations.iter().chain(bound).collect()
}

/// Every operation of a resource and of the resources within it, by id. Skips resources that were
/// seen before.
pub(super) fn of_resource<'a>(
    model: &'a Model,
    id: &'a ShapeId,
    seen: &mut BTreeSet<&'a ShapeId>,
) -> BTreeSet<&'a ShapeId> {
    let mut found = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let Some(ShapeKind::Resource(resource)) = model.shapes.get(id).map(|shape| &shape.kind)
        else {
            continue;
        };
        if seen.insert(id) {
            found.extend(resource.lifecycle.values());
            found.extend(&resource.operations);
            found.extend(&resource.collection_operations);
            open.extend(&resource.resources);
        }
    }
    found
}

/// The operations that settings ask for; a name that the service lacks is an error.
pub(super) fn selected<'a>(
    model: &Model,
    service_id: &ShapeId,
    every: &BTreeSet<&'a ShapeId>,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<&'a ShapeId> {
    let Selection::Only(wanted) = selection else { return every.clone() };
    let names: BTreeSet<&str> = every.iter().map(|id| id.name()).collect();
    for name in wanted {
        if !names.contains(name.as_str()) {
            diagnostics.push(
                Diagnostic::error(format!("the service has no operation `{name}`"))
                    .about(model, service_id)
                    .help(match nearest(name, every) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "remove it from the selected operations".to_owned(),
                    }),
            );
        }
    }
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    every.iter().copied().filter(|id| wanted.contains(id.name())).collect()
}

/// An operation whose name is the same but for case, or that contains it.
fn nearest<'a>(name: &str, every: &BTreeSet<&'a ShapeId>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let near = |id: &&&ShapeId| {
        let candidate = id.name().to_lowercase();
        candidate.contains(&name) || name.contains(&candidate)
    };
    every.iter().find(near).map(|id| id.name())
}

/// The structures that are the input of an operation.
pub(super) fn inputs<'a>(
    model: &'a Model,
    operations: &BTreeSet<&'a ShapeId>,
) -> BTreeSet<&'a ShapeId> {
    let input = |id: &&ShapeId| match model.shapes.get(*id).map(|shape| &shape.kind) {
        Some(ShapeKind::Operation(operation)) => operation.input.as_ref(),
        _ => None,
    };
    operations.iter().filter_map(input).collect()
}

/// Every shape that the operations reach, and the service's errors with what they reach, by id.
pub(super) fn closure<'a>(
    model: &'a Model,
    service: &'a Service,
    operations: &BTreeSet<&'a ShapeId>,
) -> BTreeSet<&'a ShapeId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&ShapeId> = service.errors.iter().collect();
    for id in operations {
        if let Some(ShapeKind::Operation(operation)) = model.shapes.get(*id).map(|s| &s.kind) {
            open.extend(operation.input.iter().chain(&operation.output).chain(&operation.errors));
        }
    }
    while let Some(id) = open.pop() {
        let Some((id, shape)) = model.shapes.get_key_value(id) else { continue };
        if reached.insert(id) && !is_enum(&shape.kind) {
            open.extend(shape.kind.members().map(|member| &member.target));
        }
    }
    reached
}

fn is_enum(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_))
}
