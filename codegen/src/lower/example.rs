//! Examples: how an input is built and an operation is called, as plain data.
//!
//! Each input has one that is made from its shape and satisfies its constraints. An operation has, besides,
//! those of the model's `examples` trait that fit the model.

mod cut;
mod json;
mod modelled;
mod pattern;
mod places;
mod range;
mod text;
mod value;

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostics;
use crate::ir::{
    EnumVariant, Example, Expression, Operation, StructureExpression, TypeDef, TypeRef,
};
use crate::model::{Member, ShapeId, ShapeKind, TraitId};

use super::context::Context;
use super::member;

use self::modelled::Errors;
use self::text::Texts;

/// The longest name of a service in an ARN, in bytes: every ARN of an example has it.
const ARN_NAMESPACE_LIMIT: usize = 100;

/// What examples are made from: the model with its constraints, and the types with their names.
pub(super) struct Shapes<'a> {
    context: &'a Context<'a>,
    types: BTreeMap<&'a str, &'a TypeDef>,
    /// The variants of enums, by the ids of these; those that are deprecated come last.
    variants: BTreeMap<&'a str, Vec<&'a str>>,
    /// How the service is called in an ARN.
    arn_namespace: &'a str,
    texts: Texts,
    /// The errors that any operation may return.
    errors: Errors<'a>,
    places: places::Known<'a>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(context: &'a Context<'a>, service: &ShapeId, types: &'a [TypeDef]) -> Self {
        let traits = context.shape(service).map(|shape| &shape.traits);
        let text = |id: TraitId, key: &str| traits?.get(id)?.get(key)?.as_str();
        let arn_namespace = text(TraitId::SERVICE, "arnNamespace")
            .or_else(|| text(TraitId::SIGV4, "name"))
            .filter(|name| name.len() <= ARN_NAMESPACE_LIMIT)
            .unwrap_or("example");
        Self {
            context,
            types: types.iter().map(|def| (def.item().shape_id.as_str(), def)).collect(),
            variants: types.iter().filter_map(variants).collect(),
            arn_namespace,
            texts: Texts::default(),
            errors: Errors::new(&context.service.errors),
            places: places::Known::default(),
        }
    }

    /// Whether the target is a collection that may hold nulls.
    fn is_sparse(&self, member: &Member) -> bool {
        self.context.target_traits(member).is_some_and(|traits| traits.has(TraitId::SPARSE))
    }

    /// The type of what a collection holds.
    fn element_type(&self, element: &Member, sparse: bool) -> TypeRef {
        let ty = member::type_of(self.context, element);
        if sparse { TypeRef::Option(Box::new(ty)) } else { ty }
    }

    fn get(&self, id: &ShapeId) -> Option<&'a TypeDef> {
        self.types.get(id.as_str()).copied()
    }
}

/// The variants of an enum, with its id.
fn variants(def: &TypeDef) -> Option<(&str, Vec<&str>)> {
    let variants = match def {
        TypeDef::StringEnum(def) => current_first(&def.variants),
        TypeDef::IntEnum(def) => current_first(&def.variants),
        TypeDef::Structure(_) | TypeDef::Union(_) => return None,
    };
    Some((&def.item().shape_id, variants))
}

fn current_first<T>(variants: &[EnumVariant<T>]) -> Vec<&str> {
    let (current, deprecated): (Vec<_>, Vec<_>) =
        variants.iter().partition(|variant| variant.deprecated.is_none());
    current.into_iter().chain(deprecated).map(|variant| variant.name.as_str()).collect()
}

/// Gives every input an example, and every operation its examples.
pub(super) fn add(
    context: &Context<'_>,
    service: &ShapeId,
    types: &mut [TypeDef],
    operations: &mut [Operation],
    diagnostics: &mut Diagnostics,
) {
    let shapes = Shapes::new(context, service, types);
    let mut inputs: BTreeMap<String, Expression> = context
        .inputs
        .iter()
        .filter_map(|id| Some((id.to_string(), cut::input(&shapes, id)?)))
        .collect();
    for operation in operations {
        let id = operation.item.shape_id.as_str();
        let Some((id, shape)) = context.model.shapes.get_key_value(id) else { continue };
        let ShapeKind::Operation(bound) = &shape.kind else { continue };
        let input = match &bound.input {
            Some(input) => inputs.get(input.as_str()).cloned(),
            None => implied_input(&shapes, id),
        };
        let made = input.map(|input| Example { before: Vec::new(), input, after: Vec::new() });
        let stated = modelled::lower(&shapes, id, bound, &shape.traits, diagnostics);
        operation.examples = made.into_iter().chain(stated).collect();
    }
    for def in types {
        if let TypeDef::Structure(def) = def {
            def.example = inputs.remove(&def.item.shape_id);
        }
    }
}

/// How the input is built of an operation that has none in the model.
fn implied_input(shapes: &Shapes<'_>, operation: &ShapeId) -> Option<Expression> {
    let name = &shapes.context.names.implied_inputs.get(operation)?.name;
    let structure = StructureExpression { name: name.clone(), setters: Vec::new(), more: 0 };
    Some(Expression::Structure(structure))
}
