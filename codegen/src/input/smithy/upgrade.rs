//! What Smithy 1.0 implied, said as Smithy 2.0 says it.
//!
//! In 1.0 a number or boolean has the default zero or false, unless it or its member is boxed.
//! See <https://smithy.io/2.0/guides/migrating-idl-1-to-2.html>.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Member, Model, Node, Shape, ShapeId, ShapeKind, SourceId, TraitId, Traits, prelude,
};

/// Upgrades the shapes that were read from the old sources.
pub(super) fn upgrade(model: &mut Model, old: &BTreeSet<SourceId>) {
    if old.is_empty() {
        return;
    }
    let implied = implied_defaults(model, old);
    let default = TraitId::DEFAULT.into();
    for shape in model.shapes.values_mut().filter(|shape| old.contains(&shape.source)) {
        upgrade_shape(shape, &default);
        let structure = matches!(shape.kind, ShapeKind::Structure(_));
        for member in shape.kind.members_mut() {
            if structure {
                upgrade_member(member, &implied, &default);
            }
            member.traits.remove(TraitId::BOX);
            retarget(member);
        }
    }
}

/// The default that a member has if it targets a shape and is not boxed.
enum Implied {
    /// Whether or not the member is required.
    Always(Node),
    /// Only if it is not required: an empty stream.
    Optional(Node),
}

fn implied_defaults(model: &Model, old: &BTreeSet<SourceId>) -> BTreeMap<ShapeId, Implied> {
    let implied = model.shapes.iter().filter_map(|(id, shape)| {
        let default = implied_default(shape, old.contains(&shape.source))?;
        Some((id.clone(), default))
    });
    implied.collect()
}

fn implied_default(shape: &Shape, old: bool) -> Option<Implied> {
    if matches!(shape.kind, ShapeKind::Blob) && shape.traits.has(TraitId::STREAMING) {
        return Some(Implied::Optional(Node::String(String::new())));
    }
    let zero = prelude::zero_of(&shape.kind)?;
    let unboxed = if old {
        !shape.traits.has(TraitId::BOX)
    } else {
        shape.traits.get(TraitId::DEFAULT) == Some(&zero)
    };
    unboxed.then_some(Implied::Always(zero))
}

/// A number or boolean that is not boxed has its default on the shape itself.
fn upgrade_shape(shape: &mut Shape, default: &ShapeId) {
    let boxed = shape.traits.remove(TraitId::BOX).is_some();
    if let Some(zero) = prelude::zero_of(&shape.kind).filter(|_| !boxed) {
        add(&mut shape.traits, default, zero);
    }
}

/// A member of a structure has the default of what it targets; one that is boxed has none, and says
/// so where the target has one.
fn upgrade_member(member: &mut Member, implied: &BTreeMap<ShapeId, Implied>, default: &ShapeId) {
    let prelude = prelude::default(member.target.as_str()).map(Implied::Always);
    let Some(implied) = prelude.as_ref().or_else(|| implied.get(&member.target)) else {
        return;
    };
    let value = match implied {
        Implied::Always(_) if member.traits.has(TraitId::BOX) => Node::Null,
        Implied::Always(zero) => zero.clone(),
        Implied::Optional(_)
            if member.traits.has(TraitId::REQUIRED) || member.traits.has(TraitId::BOX) =>
        {
            return;
        }
        Implied::Optional(empty) => empty.clone(),
    };
    add(&mut member.traits, default, value);
}

/// Targets the shape of the prelude that is left in 2.0.
fn retarget(member: &mut Member) {
    let boxed = member.target.as_str().strip_prefix("smithy.api#Primitive");
    let target = boxed.and_then(|name| ShapeId::parse(&format!("smithy.api#{name}")));
    if let Some(target) = target.filter(|target| prelude::kind(target.as_str()).is_some()) {
        member.target = target;
    }
}

fn add(traits: &mut Traits, id: &ShapeId, value: Node) {
    traits.0.entry(id.clone()).or_insert(value);
}
