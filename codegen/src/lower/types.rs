//! Structures, unions, enums, and the collections that their members hold.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::diagnostics::Diagnostics;
use crate::docs;
use crate::ir::{
    self, Collection, CollectionKind, EnumVariant, Field, Presence, Setter, TypeDef, UnionRole,
};
use crate::model::{Member, ShapeId, ShapeKind, TraitId, Traits};
use crate::naming::{Case, Scope};

use super::boxing::Boxed;
use super::constraint;
use super::context::{Context, deprecated};
use super::documentation;
use super::links::Place;
use super::member;
use super::names::{self, ItemName};
use super::variants::{int_value, string_value};
use super::wire;

/// Every type among the shapes that are kept.
pub(super) fn lower(
    context: &Context<'_>,
    kept: &BTreeSet<&ShapeId>,
    diagnostics: &mut Diagnostics,
) -> Vec<TypeDef> {
    let mut types = Vec::new();
    for id in kept {
        let (Some(shape), Some(name)) = (context.shape(id), context.names.types.get(*id)) else {
            continue;
        };
        let docs = documentation::of_type(context, id, &name.name, &shape.kind, &shape.traits);
        let item = item(id, name, docs, &shape.traits);
        match &shape.kind {
            ShapeKind::Structure(members) => {
                let fields = fields(context, id, &shape.traits, members, diagnostics);
                let structure = structure(item, fields);
                let traits = wire::of_shape(&shape.traits);
                types.push(TypeDef::Structure(ir::Structure { traits, ..structure }));
            }
            ShapeKind::Union(members) => {
                types.push(TypeDef::Union(union(context, id, item, &shape.traits, members)));
            }
            ShapeKind::Enum(members) => types.push(TypeDef::StringEnum(ir::StringEnum {
                item,
                variants: variants(context, id, members, string_value),
                sensitive: shape.traits.has(TraitId::SENSITIVE),
            })),
            ShapeKind::IntEnum(members) => types.push(TypeDef::IntEnum(ir::IntEnum {
                item,
                variants: variants(context, id, members, int_value),
                sensitive: shape.traits.has(TraitId::SENSITIVE),
            })),
            _ => {}
        }
    }
    context.repeated.check(context.model, diagnostics);
    types
}

/// A structure with its builder's name.
pub(super) fn structure(item: ir::Item, fields: Vec<Field>) -> ir::Structure {
    ir::Structure {
        builder: format!("{}Builder", item.name.trim_end_matches('_')),
        streaming: fields.iter().any(|field| field.ty.is_stream()),
        example: None,
        traits: Vec::new(),
        item,
        fields,
    }
}

/// Name and documentation of a shape.
pub(super) fn item(id: &ShapeId, name: &ItemName, docs: ir::Docs, traits: &Traits) -> ir::Item {
    ir::Item {
        name: name.name.clone(),
        module: name.module.clone(),
        shape_id: id.to_string(),
        docs,
        deprecated: deprecated(traits),
    }
}

fn fields(
    context: &Context<'_>,
    id: &ShapeId,
    traits: &Traits,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(members.len());
    for (member, name) in members.iter().zip(names::of_fields(members)) {
        let presence = member::presence(context, id, member, diagnostics);
        let ty = member::type_of(context, member);
        let mut docs = documentation::of_member(context, id, member);
        constraint::append(context, id, member, &presence, &mut docs);
        documentation::add_member_name(&mut docs, member, &name);
        let boxed = is_boxed(context, id, member, &mut docs);
        fields.push(Field {
            name,
            docs,
            deprecated: deprecated(&member.traits),
            boxed,
            ty,
            presence,
            setter: Setter { name: String::new(), maybe: None },
            schema: member::schema_within(context, traits, member),
        });
    }
    name_setters(&mut fields);
    fields
}

/// Whether a member is boxed. Where its type does not show why, its documentation says it.
fn is_boxed(context: &Context<'_>, id: &ShapeId, member: &Member, docs: &mut ir::Docs) -> bool {
    let reason = context.boxed.get(&id.member(&member.name));
    if reason == Some(&Boxed::Large) {
        docs::append(docs, "It is boxed, since its type is large.");
    }
    reason.is_some()
}

/// A setter has its field's name. `build` is the builder's own, and where a `maybe_` setter meets the
/// setter of another field, the field keeps its name.
fn name_setters(fields: &mut [Field]) {
    let mut names = Scope::new(Case::Snake, &[]);
    for field in fields.iter_mut() {
        let name = match field.name.as_str() {
            "build" => "set_build",
            name => name,
        };
        field.setter.name = names.claim(name.to_owned());
    }
    for field in fields.iter_mut().filter(|field| field.presence == Presence::Optional) {
        let name = field.name.strip_prefix("r#").unwrap_or(&field.name).trim_start_matches('_');
        field.setter.maybe = Some(names.claim(format!("maybe_{name}")));
    }
}

const EXCEPTION: &str =
    "An error, which ends the stream: it is received as the service's error, and not as an event.";

fn union(
    context: &Context<'_>,
    id: &ShapeId,
    item: ir::Item,
    traits: &Traits,
    members: &[Member],
) -> ir::Union {
    let is_streamed = traits.has(TraitId::STREAMING);
    let role = if is_streamed { UnionRole::Events } else { UnionRole::Value };
    let variants: Vec<ir::UnionVariant> = members
        .iter()
        .zip(names::of_variants(members))
        .map(|(member, name)| {
            let mut docs = documentation::of_member(context, id, member);
            constraint::append_value(context, member, &mut docs);
            documentation::add_member_name(&mut docs, member, &name);
            let boxed = is_boxed(context, id, member, &mut docs);
            let mut schema = member::schema_within(context, traits, member);
            if role == UnionRole::Events && context.is_error(member) {
                schema.traits.push(ir::WireTrait::Exception);
                docs::append(&mut docs, EXCEPTION);
            }
            ir::UnionVariant {
                name,
                docs,
                deprecated: deprecated(&member.traits),
                ty: member::type_of(context, member),
                boxed,
                schema,
            }
        })
        .collect();
    let streaming = variants.iter().any(|variant| variant.ty.is_stream());
    ir::Union { item, traits: wire::of_shape(traits), variants, streaming, role }
}

/// The variants of an enum; the docs of each end with its value on the wire.
fn variants<T: Display>(
    context: &Context<'_>,
    id: &ShapeId,
    members: &[Member],
    value: impl Fn(&Member) -> T,
) -> Vec<EnumVariant<T>> {
    let variant = |(member, name): (&Member, String)| {
        let value = value(member);
        let mut docs = documentation::stated(context, Place::Member(id, member), &member.traits);
        docs::append(&mut docs, format!("On the wire: {}.", docs::code(&value.to_string())));
        EnumVariant { name, docs, deprecated: deprecated(&member.traits), value }
    };
    members.iter().zip(names::of_variants(members)).map(variant).collect()
}

/// Every list and map among the shapes that are kept.
pub(super) fn collections(context: &Context<'_>, kept: &BTreeSet<&ShapeId>) -> Vec<Collection> {
    let mut collections: Vec<Collection> = kept
        .iter()
        .filter_map(|id| {
            let (shape, name) = (context.shape(id)?, context.names.collections.get(*id)?);
            let sparse = shape.traits.has(TraitId::SPARSE);
            let kind = match &shape.kind {
                ShapeKind::List(item) => {
                    CollectionKind::List { item: member::schema(context, item), sparse }
                }
                ShapeKind::Map { key, value } => CollectionKind::Map {
                    key: member::schema(context, key),
                    value: member::schema(context, value),
                    sparse,
                },
                _ => return None,
            };
            Some(Collection { name: name.clone(), shape_id: id.to_string(), kind })
        })
        .collect();
    collections.sort_by(|a, b| a.name.cmp(&b.name));
    collections
}
