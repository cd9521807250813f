//! Operations, the inputs and outputs that the model leaves out, and the service's error.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, ErrorVariant, Operation, Protocol, Retry, TypeDef};
use crate::model::{self, Model, Node, ShapeId, ShapeKind, TraitId, Traits};

use super::context::Context;
use super::documentation;
use super::names::ItemName;
use super::types;
use super::wire;

/// Reports each selected operation that the protocol cannot call.
///
/// See <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
pub(super) fn check(
    model: &Model,
    selected: &BTreeSet<&ShapeId>,
    protocol: Option<Protocol>,
    diagnostics: &mut Diagnostics,
) {
    if !protocol.is_some_and(Protocol::is_rest) {
        return;
    }
    for id in selected {
        if model.shapes.get(*id).is_some_and(|shape| !shape.traits.has(TraitId::HTTP)) {
            diagnostics.push(
                Diagnostic::error("the operation has no method and URI, which the protocol wants")
                    .about(model, id)
                    .help("give it the trait `smithy.api#http`, or leave it out of the selection"),
            );
        }
    }
}

/// The operations that are selected.
pub(super) fn lower(context: &Context<'_>, selected: &BTreeSet<&ShapeId>) -> Vec<Operation> {
    let holders = event_holders(context, selected);
    let mut operations: Vec<Operation> = selected
        .iter()
        .filter_map(|id| {
            let (shape, name) = (context.shape(id)?, context.names.operations.get(*id)?);
            let ShapeKind::Operation(operation) = &shape.kind else { return None };
            let input = type_name(context, operation.input.as_ref())
                .or_else(|| context.names.implied_inputs.get(*id))?;
            let output = type_name(context, operation.output.as_ref())
                .or_else(|| context.names.implied_outputs.get(*id))?;
            let docs = documentation::of_operation(context, id, operation, &shape.traits);
            Some(Operation {
                item: types::item(id, name, docs, &shape.traits),
                model_name: id.name().to_owned(),
                input: input.name.clone(),
                output: output.name.clone(),
                has_input: operation.input.is_some(),
                has_output: operation.output.is_some(),
                has_event_output: operation.output.as_ref().is_some_and(|id| holders.contains(id)),
                errors: own_errors(operation),
                wire: wire::of_operation(&shape.traits),
                examples: Vec::new(),
            })
        })
        .collect();
    operations.sort_by(|a, b| a.item.module.cmp(&b.item.module));
    operations
}

fn type_name<'a>(context: &'a Context<'_>, id: Option<&ShapeId>) -> Option<&'a ItemName> {
    context.names.types.get(id?)
}

/// The outputs that hold an event stream.
fn event_holders<'a>(
    context: &Context<'a>,
    selected: &BTreeSet<&ShapeId>,
) -> BTreeSet<&'a ShapeId> {
    let output = |id: &&ShapeId| match context.kind(id)? {
        ShapeKind::Operation(operation) => operation.output.as_ref(),
        _ => None,
    };
    let outputs: BTreeSet<&ShapeId> = selected.iter().filter_map(output).collect();
    let holds = |id: &&ShapeId| {
        let kind = context.kind(id);
        kind.is_some_and(|kind| kind.members().any(|member| context.is_event_stream(member)))
    };
    outputs.into_iter().filter(holds).collect()
}

/// The codes of the errors that an operation names itself.
fn own_errors(operation: &model::Operation) -> Vec<String> {
    let mut codes: Vec<String> = operation.errors.iter().map(|id| id.name().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// An empty structure for each input and output that an operation lacks: one that gains a member
/// later breaks no caller.
pub(super) fn implied_structures(
    context: &Context<'_>,
    selected: &BTreeSet<&ShapeId>,
) -> Vec<TypeDef> {
    let mut structures = Vec::new();
    for id in selected {
        let sides = [
            (context.names.implied_inputs.get(*id), "input"),
            (context.names.implied_outputs.get(*id), "output"),
        ];
        for (name, side) in sides {
            let Some(name) = name else { continue };
            structures.push(TypeDef::Structure(types::structure(
                ir::Item {
                    name: name.name.clone(),
                    module: name.module.clone(),
                    shape_id: "smithy.api#Unit".to_owned(),
                    docs: vec![format!("The {side} of `{}`, which is empty.", id.name())],
                    deprecated: None,
                },
                Vec::new(),
            )));
        }
    }
    structures
}

/// A variant for each error structure that is kept, by name.
pub(super) fn errors(
    context: &Context<'_>,
    protocol: Option<Protocol>,
    kept: &BTreeSet<&ShapeId>,
) -> Vec<ErrorVariant> {
    let mut errors: Vec<ErrorVariant> = kept
        .iter()
        .filter_map(|id| {
            let (shape, name) = (context.shape(id)?, context.names.types.get(*id)?);
            let fault = shape.traits.str(TraitId::ERROR)?;
            let variant = context.names.errors.get(*id)?;
            let mut docs = documentation::of_error(context, id, shape);
            if variant != id.name() {
                documentation::add_renamed(&mut docs, id.name());
            }
            Some(ErrorVariant {
                name: variant.clone(),
                structure: name.name.clone(),
                docs,
                code: id.name().to_owned(),
                query_code: query_code(&shape.traits),
                status: status(protocol, fault, &shape.traits),
                retry: retry(&shape.traits),
            })
        })
        .collect();
    errors.sort_by(|a, b| a.name.cmp(&b.name));
    errors
}

/// See <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsqueryerror-trait>.
fn query_code(traits: &Traits) -> Option<String> {
    traits.get(TraitId::AWS_QUERY_ERROR)?.get("code")?.as_str().map(str::to_owned)
}

/// The status that an error is sent with: that of [`@httpError`], but in awsQuery [one of its own] goes before.
///
/// [`@httpError`]: https://smithy.io/2.0/spec/http-bindings.html#httperror-trait
/// [one of its own]: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#error-http-response-status-code-resolution
fn status(protocol: Option<Protocol>, fault: &str, traits: &Traits) -> u16 {
    let of_query = || traits.get(TraitId::AWS_QUERY_ERROR)?.get("httpResponseCode");
    let of_query = if protocol == Some(Protocol::AwsQuery) { of_query() } else { None };
    let stated = of_query.or_else(|| traits.get(TraitId::HTTP_ERROR)).and_then(Node::as_i64);
    let default = if fault == "server" { 500 } else { 400 };
    stated.and_then(|status| u16::try_from(status).ok()).unwrap_or(default)
}

/// See <https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait>.
fn retry(traits: &Traits) -> Retry {
    match traits.get(TraitId::RETRYABLE) {
        None => Retry::No,
        Some(node) if node.get("throttling").and_then(Node::as_bool) == Some(true) => {
            Retry::Throttling
        }
        Some(_) => Retry::Transient,
    }
}
