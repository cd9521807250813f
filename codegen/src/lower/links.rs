//! What names in documentation link to: an operation, a type or a member that the crate has.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, Service, ShapeId, ShapeKind, TraitId};

use super::names::{self, Names};

/// The item that a piece of documentation stands on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// The crate's root.
    Service,
    /// An operation or a type.
    Shape(&'a ShapeId),
    /// A member of a structure, union or enum.
    Member(&'a ShapeId, &'a Member),
}

/// What the crate has, by the names of the model, and the links made so far.
pub(super) struct Links<'a> {
    model: &'a Model,
    /// Paths of operations by name.
    operations: BTreeMap<&'a str, String>,
    types: BTreeMap<&'a ShapeId, Type<'a>>,
    /// Types by name.
    named: BTreeMap<&'a str, &'a ShapeId>,
    made: Cell<usize>,
}

struct Type<'a> {
    path: String,
    /// Paths of members by name, and of an enum's by value too.
    members: BTreeMap<&'a str, String>,
}

impl<'a> Links<'a> {
    /// Gathers what can be linked to among the operations and shapes that are generated.
    pub(super) fn new(
        model: &'a Model,
        service: &'a Service,
        names: &Names,
        operations: &BTreeSet<&'a ShapeId>,
        kept: &BTreeSet<&'a ShapeId>,
    ) -> Self {
        let of_operation = |id: &&'a ShapeId| {
            let name = names.operations.get(*id)?;
            Some((id.name(), format!("crate::operation::{}", name.name)))
        };
        let of_type = |id: &&'a ShapeId| {
            let path = format!("crate::types::{}", names.types.get(*id)?.name);
            let members = members(&model.shapes.get(*id)?.kind, &path);
            Some((*id, Type { path, members }))
        };
        let types: BTreeMap<_, _> = kept.iter().filter_map(of_type).collect();
        Self {
            model,
            operations: operations.iter().filter_map(of_operation).collect(),
            named: types.keys().map(|id| (names::model_name(service, id), *id)).collect(),
            types,
            made: Cell::new(0),
        }
    }

    /// How many links were made.
    pub(super) fn made(&self) -> usize {
        self.made.get()
    }

    /// The path of what a name means in a place. What is nearest comes first: a member beside the place, then an
    /// operation, then a type. Nothing links to itself.
    pub(super) fn resolve(&self, place: Place<'_>, name: &str) -> Option<String> {
        let found = self.near(place, name).or_else(|| self.far(name))?;
        if self.own(place) == Some(found) {
            return None;
        }
        self.made.set(self.made.get() + 1);
        Some(found.to_owned())
    }

    fn near(&self, place: Place<'_>, name: &str) -> Option<&str> {
        let id = match place {
            Place::Service => return None,
            Place::Shape(id) | Place::Member(id, _) => id,
        };
        let around = match self.model.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Operation(operation)) => {
                [operation.input.as_ref(), operation.output.as_ref()]
            }
            _ => [Some(id), self.held_enum(place)],
        };
        let mut types = around.into_iter().flatten().filter_map(|id| self.types.get(id));
        types.find_map(|def| def.members.get(name)).map(String::as_str)
    }

    fn far(&self, name: &str) -> Option<&str> {
        if let Some((shape, member)) = name.split_once(['$', '.']) {
            let def = self.types.get(self.named.get(shape)?)?;
            return def.members.get(member).map(String::as_str);
        }
        let operation = self.operations.get(name).map(String::as_str);
        operation.or_else(|| self.type_of(self.named.get(name)?))
    }

    /// Whether the crate has operations, and so an error.
    pub(super) fn has_operations(&self) -> bool {
        !self.operations.is_empty()
    }

    /// The path of an operation.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<&str> {
        self.operations.get(id.name()).map(String::as_str)
    }

    /// The path of a structure, union or enum.
    pub(super) fn type_of(&self, id: &ShapeId) -> Option<&str> {
        self.types.get(id).map(|def| def.path.as_str())
    }

    /// The path of the place itself.
    fn own(&self, place: Place<'_>) -> Option<&str> {
        match place {
            Place::Service => None,
            Place::Shape(id) => self.type_of(id).or_else(|| self.operation(id)),
            Place::Member(id, member) => {
                self.types.get(id)?.members.get(member.name.as_str()).map(String::as_str)
            }
        }
    }

    /// The enum whose values a member holds, whatever collections are between.
    fn held_enum<'m>(&self, place: Place<'m>) -> Option<&'m ShapeId>
    where
        'a: 'm,
    {
        let Place::Member(_, member) = place else { return None };
        let mut target: &'m ShapeId = &member.target;
        let mut seen = BTreeSet::new();
        while seen.insert(target) {
            match &self.model.shapes.get(target)?.kind {
                ShapeKind::List(item) => target = &item.target,
                ShapeKind::Map { value, .. } => target = &value.target,
                ShapeKind::Enum(_) => return Some(target),
                _ => return None,
            }
        }
        None
    }
}

/// The paths of a type's members. A field that shares its name with the type's own function is left out: the
/// path would mean either.
fn members<'a>(kind: &'a ShapeKind, path: &str) -> BTreeMap<&'a str, String> {
    let mut paths = BTreeMap::new();
    let names = match kind {
        ShapeKind::Structure(_) => names::of_fields(kind.members()),
        _ => names::of_variants(kind.members()),
    };
    for (member, name) in kind.members().zip(names) {
        let name = name.strip_prefix("r#").unwrap_or(&name);
        if name == "builder" {
            continue;
        }
        let value = member.traits.str(TraitId::ENUM_VALUE).unwrap_or(&member.name);
        paths.insert(member.name.as_str(), format!("{path}::{name}"));
        paths.insert(value, format!("{path}::{name}"));
    }
    paths
}
