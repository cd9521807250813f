//! Names of everything that has a type or a static of its own, decided on the whole service.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::input::NAME_LIMIT;
use crate::model::{Member, Model, Service, ShapeId, ShapeKind, TraitId};
use crate::naming::{self, Case, Scope};

/// The name of an item and of its module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemName {
    pub(super) name: String,
    pub(super) module: String,
}

/// Every name that is more than its own shape's business.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Structures, unions and enums.
    pub(super) types: BTreeMap<ShapeId, ItemName>,
    /// Lists and maps: the names of their statics.
    pub(super) collections: BTreeMap<ShapeId, String>,
    /// Operations.
    pub(super) operations: BTreeMap<ShapeId, ItemName>,
    /// Variants of the service's error, by error structure.
    pub(super) errors: BTreeMap<ShapeId, String>,
    /// Inputs of operations that the model gives none, by operation.
    pub(super) implied_inputs: BTreeMap<ShapeId, ItemName>,
    /// Outputs of operations that the model gives none, by operation.
    pub(super) implied_outputs: BTreeMap<ShapeId, ItemName>,
}

/// Names that generated code writes short, and that become absolute paths where a shape bears them.
const STANDARD: [&str; 12] = [
    "BTreeMap",
    "Box",
    "Clone",
    "Debug",
    "Default",
    "From",
    "Into",
    "IntoIterator",
    "Option",
    "PartialEq",
    "String",
    "Vec",
];

/// Statics in the modules of operations, whose markers are values as well.
const MARKERS: [&str; 2] = ["FACTS", "SERVICE"];

/// Assigns all names of a service.
pub(super) fn assign(
    model: &Model,
    service: &Service,
    operations: &BTreeSet<&ShapeId>,
    closure: &BTreeSet<&ShapeId>,
    diagnostics: &mut Diagnostics,
) -> Names {
    report_clashes(model, service, closure, diagnostics);
    report_long(model, service, closure.iter().chain(operations), diagnostics);
    let mut names = Names::default();
    let mut types = Items::new(&[]);
    // `TAG_LIST2`: a number joins the name of a static as it joins that of a type.
    let mut statics = Scope::new(Case::Camel, &[]);
    for id in closure {
        let Some(shape) = model.shapes.get(*id) else { continue };
        let name = model_name(service, id);
        match shape.kind {
            ShapeKind::Structure(_)
            | ShapeKind::Union(_)
            | ShapeKind::Enum(_)
            | ShapeKind::IntEnum(_) => {
                names.types.insert((*id).clone(), types.claim(name));
            }
            ShapeKind::List(_) | ShapeKind::Map { .. } => {
                let name = statics.claim(naming::static_name(name));
                names.collections.insert((*id).clone(), name);
            }
            _ => {}
        }
    }
    names.errors = error_variants(model, closure, &names.types);
    let mut markers = Items::new(&MARKERS);
    for id in operations {
        let Some(ShapeKind::Operation(operation)) = model.shapes.get(*id).map(|shape| &shape.kind)
        else {
            continue;
        };
        names.operations.insert((*id).clone(), markers.claim(id.name()));
        if operation.input.is_none() {
            let name = types.claim(&format!("{}Input", id.name()));
            names.implied_inputs.insert((*id).clone(), name);
        }
        if operation.output.is_none() {
            let name = types.claim(&format!("{}Output", id.name()));
            names.implied_outputs.insert((*id).clone(), name);
        }
    }
    names
}

/// Names a variant for each error structure. What keeps its name comes before what yields.
fn error_variants(
    model: &Model,
    closure: &BTreeSet<&ShapeId>,
    types: &BTreeMap<ShapeId, ItemName>,
) -> BTreeMap<ShapeId, String> {
    let is_error =
        |id: &ShapeId| model.shapes.get(id).is_some_and(|s| s.traits.has(TraitId::ERROR));
    let mut errors: Vec<(&ShapeId, &String)> = closure
        .iter()
        .filter(|id| is_error(id))
        .filter_map(|id| Some((*id, &types.get(*id)?.name)))
        .collect();
    errors.sort_by_key(|(_, name)| (naming::error_variant_name(name) != **name, *name));
    let mut scope = Scope::new(Case::Camel, &[]);
    errors
        .into_iter()
        .map(|(id, name)| (id.clone(), scope.claim(naming::error_variant_name(name))))
        .collect()
}

/// The standard names that a type of the whole service bears as well.
pub(super) fn shadowed(names: &Names) -> BTreeSet<String> {
    let implied = names.implied_inputs.values().chain(names.implied_outputs.values());
    let all = names.types.values().chain(implied).map(|item| &item.name);
    all.filter(|name| STANDARD.contains(&name.as_str())).cloned().collect()
}

/// The names of a structure's fields, in the order of its members.
pub(super) fn of_fields<'a>(members: impl IntoIterator<Item = &'a Member>) -> Vec<String> {
    let mut scope = Scope::new(Case::Snake, &[]);
    members.into_iter().map(|member| scope.claim(naming::member_name(&member.name))).collect()
}

/// The names of an enum's or a union's variants, in the order of its members.
pub(super) fn of_variants<'a>(members: impl IntoIterator<Item = &'a Member>) -> Vec<String> {
    let mut scope = Scope::new(Case::Camel, &["Unknown"]);
    members.into_iter().map(|member| scope.claim(naming::variant_name(&member.name))).collect()
}

/// A shape's name in its service. See <https://smithy.io/2.0/spec/service-types.html#service>.
pub(super) fn model_name<'a>(service: &'a Service, id: &'a ShapeId) -> &'a str {
    service.rename.get(id).map_or_else(|| id.name(), String::as_str)
}

/// Names of items and, in step, of their modules.
struct Items {
    names: Scope,
    modules: Scope,
}

impl Items {
    fn new(taken: &[&str]) -> Self {
        Self { names: Scope::new(Case::Camel, taken), modules: Scope::new(Case::Snake, &[]) }
    }

    fn claim(&mut self, model_name: &str) -> ItemName {
        let name = self.names.claim(naming::type_name(model_name));
        let module = self.modules.claim(naming::module_name(&name));
        ItemName { name, module }
    }
}

/// Smithy wants the names in a service's closure to differ in more than case.
fn report_clashes(
    model: &Model,
    service: &Service,
    closure: &BTreeSet<&ShapeId>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, &ShapeId> = BTreeMap::new();
    for id in closure {
        if model.shapes.get(*id).is_none_or(|shape| !is_named(&shape.kind)) {
            continue;
        }
        let name = model_name(service, id);
        match seen.get(&name.to_lowercase()) {
            Some(other) => diagnostics.push(
                Diagnostic::error(format!(
                    "`{name}` and `{}` are one name but for case, in one service",
                    model_name(service, other)
                ))
                .about(model, id)
                .help(format!("rename one of them, or add `{id}` to the service's `rename`")),
            ),
            None => {
                seen.insert(name.to_lowercase(), id);
            }
        }
    }
}

fn is_named(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
    )
}

/// What has a page of its own has a name that a file can have.
fn report_long<'a>(
    model: &Model,
    service: &Service,
    ids: impl Iterator<Item = &'a &'a ShapeId>,
    diagnostics: &mut Diagnostics,
) {
    let has_page = |kind: &ShapeKind| is_named(kind) || matches!(kind, ShapeKind::Operation(_));
    for id in ids.copied() {
        let Some(kind) = model.shapes.get(id).map(|shape| &shape.kind) else { continue };
        let bytes = model_name(service, id).len();
        if has_page(kind) && bytes > NAME_LIMIT {
            let message = format!(
                "the name of this {} has {bytes} bytes, and {NAME_LIMIT} is the most",
                kind.name()
            );
            diagnostics.push(Diagnostic::error(message).about(model, id).help("rename it"));
        }
    }
}
