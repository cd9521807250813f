//! What shapes refer to exists, and is of the kind that belongs there.
//!
//! See <https://smithy.io/2.0/spec/model.html#member-shapes>,
//! <https://smithy.io/2.0/spec/service-types.html> and
//! <https://smithy.io/2.0/spec/aggregate-types.html>.

use std::collections::BTreeMap;

use super::Known;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{
    Member, Operation, Resource, Service, Shape, ShapeId, ShapeKind, TraitId, prelude,
};

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { known, diagnostics };
    for (id, shape) in &known.model.shapes {
        check.shape(id, shape);
    }
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Whatever holds data.
    Data,
    /// A variant of a union: data, or the unit type.
    Variant,
    /// The unit type alone.
    Unit,
    /// The key of a map, or the identifier of a resource.
    Text,
    /// The input or output of an operation.
    Payload,
    Error,
    Operation,
    Resource,
}

impl Role {
    fn admits(self, kind: &ShapeKind) -> bool {
        match self {
            Self::Data | Self::Variant => !matches!(
                kind,
                ShapeKind::Operation(_) | ShapeKind::Resource(_) | ShapeKind::Service(_)
            ),
            Self::Unit | Self::Payload | Self::Error => matches!(kind, ShapeKind::Structure(_)),
            Self::Text => matches!(kind, ShapeKind::String | ShapeKind::Enum(_)),
            Self::Operation => matches!(kind, ShapeKind::Operation(_)),
            Self::Resource => matches!(kind, ShapeKind::Resource(_)),
        }
    }

    /// What it admits, for messages.
    fn what(self) -> &'static str {
        match self {
            Self::Data | Self::Variant => "a shape that holds data",
            Self::Unit => "`smithy.api#Unit`",
            Self::Text => "a string",
            Self::Payload => "a structure",
            Self::Error => "a structure with the trait `smithy.api#error`",
            Self::Operation => "an operation",
            Self::Resource => "a resource",
        }
    }
}

/// A reference: where it stands, and what it should be.
struct Reference<'a> {
    /// The shape or member that refers.
    from: &'a ShapeId,
    /// The way to the reference within its definition.
    within: &'a [&'a str],
    /// What it is there, for messages.
    what: &'a str,
    role: Role,
}

struct Check<'a> {
    known: &'a Known<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn shape(&mut self, id: &ShapeId, shape: &Shape) {
        match &shape.kind {
            ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => {
                self.not_empty(id, members, shape.kind.name());
                self.members(id, members.iter(), Role::Unit);
            }
            ShapeKind::Union(members) => {
                self.not_empty(id, members, shape.kind.name());
                self.members(id, members.iter(), Role::Variant);
            }
            ShapeKind::Structure(members) => self.members(id, members.iter(), Role::Data),
            ShapeKind::List(member) => self.members(id, [member].into_iter(), Role::Data),
            ShapeKind::Map { key, value } => {
                self.members(id, [key].into_iter(), Role::Text);
                self.members(id, [value].into_iter(), Role::Data);
            }
            ShapeKind::Operation(operation) => self.operation(id, operation),
            ShapeKind::Resource(resource) => self.resource(id, resource),
            ShapeKind::Service(service) => self.service(id, service),
            _ => {}
        }
    }

    /// A mixin may leave the members to its own mixins, and to the shapes that have it.
    fn not_empty(&mut self, id: &ShapeId, members: &[Member], kind: &str) {
        let is_mixin = self.known.has_trait(id, TraitId::MIXIN);
        if members.is_empty() && !is_mixin && !self.known.reported.explains(id) {
            let message = format!("the {kind} has no members, and needs at least one");
            self.diagnostics.push(Diagnostic::error(message).about(self.known.model, id));
        }
    }

    fn members<'m>(&mut self, id: &ShapeId, members: impl Iterator<Item = &'m Member>, role: Role) {
        for member in members {
            if self.is_right(&member.target, role) {
                continue;
            }
            let from = id.member(&member.name);
            let what = match role {
                Role::Text => "the key of a map",
                Role::Unit => "the target of an enum's member",
                _ => "the target of a member",
            };
            let reference = Reference { from: &from, within: &["target"], what, role };
            self.report(&reference, &member.target);
        }
    }

    fn operation(&mut self, id: &ShapeId, operation: &Operation) {
        let payloads = [("input", &operation.input), ("output", &operation.output)];
        for (key, payload) in payloads {
            if let Some(target) = payload {
                let what = format!("the {key} of an operation");
                self.one(id, &[key, "target"], &what, Role::Payload, target);
            }
        }
        self.list(id, "errors", "an error of an operation", Role::Error, &operation.errors);
    }

    fn resource(&mut self, id: &ShapeId, resource: &Resource) {
        let what = "an identifier of a resource";
        self.map(id, "identifiers", what, Role::Text, &resource.identifiers);
        let what = "a property of a resource";
        self.map(id, "properties", what, Role::Data, &resource.properties);
        for (name, target) in &resource.lifecycle {
            let what = format!("the operation `{name}` of a resource");
            self.one(id, &[name, "target"], &what, Role::Operation, target);
        }
        let what = "an operation of a resource";
        self.list(id, "operations", what, Role::Operation, &resource.operations);
        let collection = &resource.collection_operations;
        self.list(id, "collectionOperations", what, Role::Operation, collection);
        let what = "a resource of a resource";
        self.list(id, "resources", what, Role::Resource, &resource.resources);
    }

    fn service(&mut self, id: &ShapeId, service: &Service) {
        let what = "an operation of a service";
        self.list(id, "operations", what, Role::Operation, &service.operations);
        let what = "a resource of a service";
        self.list(id, "resources", what, Role::Resource, &service.resources);
        self.list(id, "errors", "an error of a service", Role::Error, &service.errors);
        for renamed in service.rename.keys() {
            if self.known.kind(renamed).is_none() && !self.known.reported.explains(renamed) {
                let within = ["rename", renamed.as_str()];
                let message = format!("`{renamed}` is renamed, and does not exist");
                let error = Diagnostic::error(message);
                self.diagnostics.push(error.about_entry(self.known.model, id, &within));
            }
        }
    }

    fn map(
        &mut self,
        from: &ShapeId,
        key: &str,
        what: &str,
        role: Role,
        targets: &BTreeMap<String, ShapeId>,
    ) {
        for (name, target) in targets {
            self.one(from, &[key, name, "target"], what, role, target);
        }
    }

    fn list(&mut self, from: &ShapeId, key: &str, what: &str, role: Role, targets: &[ShapeId]) {
        for (index, target) in targets.iter().enumerate() {
            self.one(from, &[key, &index.to_string(), "target"], what, role, target);
        }
    }

    fn one(&mut self, from: &ShapeId, within: &[&str], what: &str, role: Role, target: &ShapeId) {
        if !self.is_right(target, role) {
            self.report(&Reference { from, within, what, role }, target);
        }
    }

    fn is_right(&self, target: &ShapeId, role: Role) -> bool {
        let is_unit = target.as_str() == prelude::UNIT;
        match role {
            Role::Unit => return is_unit,
            Role::Variant if is_unit => return true,
            _ if is_unit => return false,
            _ => {}
        }
        let Some(shape) = self.known.shape(target) else {
            return prelude::kind(target.as_str()).is_some_and(|kind| role.admits(kind));
        };
        role.admits(&shape.kind)
            && !shape.traits.has(TraitId::MIXIN)
            && !shape.traits.has(TraitId::TRAIT)
            && (role != Role::Error || shape.traits.has(TraitId::ERROR))
    }

    fn report(&mut self, reference: &Reference<'_>, target: &ShapeId) {
        let Some(kind) = self.known.kind(target) else {
            if !self.known.reported.explains(target) {
                let error = Diagnostic::error(format!("`{target}` does not exist"))
                    .help("is the name right, and is the file that defines it among the sources?");
                self.push(error, reference);
            }
            return;
        };
        let what = self.what(target, kind, reference.role);
        let role = reference.role.what();
        let message = format!("{} must be {role}, and `{target}` {what}", reference.what);
        self.push(Diagnostic::error(message), reference);
    }

    /// What keeps a shape from a role.
    fn what(&self, id: &ShapeId, kind: &ShapeKind, role: Role) -> String {
        if id.as_str() == prelude::UNIT {
            return "is the unit type".to_owned();
        }
        for (trait_id, what) in [(TraitId::MIXIN, "mixin"), (TraitId::TRAIT, "trait")] {
            if self.known.has_trait(id, trait_id) {
                return format!("is a {what}");
            }
        }
        match (role, kind) {
            (Role::Error, ShapeKind::Structure(_)) => "lacks it".to_owned(),
            (_, other) => format!("is of type {}", other.name()),
        }
    }

    fn push(&mut self, error: Diagnostic, reference: &Reference<'_>) {
        let model = self.known.model;
        self.diagnostics.push(error.about_entry(model, reference.from, reference.within));
    }
}
