//! Model to IR: what each shape becomes in Rust.

mod boxing;
mod components;
mod constraint;
mod context;
mod documentation;
mod example;
mod front;
mod links;
mod literal;
mod member;
mod names;
mod nesting;
mod operations;
mod repeated;
mod secrets;
mod select;
mod service;
mod types;
mod undocumented;
mod uses;
mod variants;
mod wire;

use std::collections::BTreeSet;

use crate::diagnostics::Diagnostics;
use crate::ir;
use crate::model::{Model, ShapeId};
use crate::settings::{Scope, Selection, Settings};

use self::context::Context;
use self::links::Links;
use self::variants::Variants;

pub use self::documentation::Documentation;

/// Lowers the selected part of a model's one service; `None` where a diagnostic is an error.
///
/// Names and boxes are decided on the whole service before operations are selected, so a larger
/// selection never changes what a smaller one had.
pub fn lower(
    model: &Model,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<ir::Package> {
    let Plan { context, service, protocol, recursion_limit, selected, kept } =
        plan(model, settings.scope, &settings.operations, diagnostics)?;
    let mut types = types::lower(&context, &kept, diagnostics);
    let collections = types::collections(&context, &kept);
    let errors = operations::errors(&context, protocol.served, &kept);
    let mut operations = Vec::new();
    if protocol.served.is_some() {
        types.extend(operations::implied_structures(&context, &selected));
        operations = operations::lower(&context, &selected);
    }
    example::add(&context, service, &mut types, &mut operations, diagnostics);
    types.sort_by(|a, b| a.item().module.cmp(&b.item().module));
    if diagnostics.has_errors() {
        return None;
    }
    Some(ir::Package {
        name: settings.package.clone(),
        origin: settings.origin.clone(),
        runtime: settings.runtime.clone(),
        standalone: settings.standalone,
        service: service::lower(&context, service, protocol),
        recursion_limit,
        shadowed: names::shadowed(&context.names),
        front: front::page(model, context.service, &operations),
        types,
        collections,
        operations,
        errors,
        undocumented: undocumented::items(&context, service, &selected, &kept),
        links: context.links.made(),
    })
}

/// Every documentation trait of a model, with the lines that a crate of its whole service has for it.
pub fn documentation(model: &Model, diagnostics: &mut Diagnostics) -> Option<Vec<Documentation>> {
    let plan = plan(model, Scope::TypesOnly, &Selection::All, diagnostics)?;
    Some(documentation::all(&plan.context))
}

/// What is generated, before any of it is lowered.
struct Plan<'a> {
    context: Context<'a>,
    service: &'a ShapeId,
    protocol: service::Protocol,
    recursion_limit: Option<usize>,
    selected: BTreeSet<&'a ShapeId>,
    kept: BTreeSet<&'a ShapeId>,
}

fn plan<'a>(
    model: &'a Model,
    scope: Scope,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Option<Plan<'a>> {
    let (service_id, service) = service::find(model, diagnostics)?;
    let protocol = service::protocol(model, service_id, scope, diagnostics);
    let every = select::operations(model, service);
    let closure = select::closure(model, service, &every);
    let names = names::assign(model, service, &every, &closure, diagnostics);
    let selected = select::selected(model, service_id, &every, selection, diagnostics);
    operations::check(model, &selected, protocol.served, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let boxed = boxing::members(model, &closure);
    let recursion_limit = nesting::recursion_limit(model, &closure, &boxed, diagnostics);
    let kept = select::closure(model, service, &selected);
    let callable = if protocol.served.is_some() { selected.clone() } else { BTreeSet::new() };
    let context = Context {
        model,
        service,
        inputs: select::inputs(model, &every),
        boxed,
        users: uses::of_types(model, &selected, &kept),
        variants: Variants::default(),
        repeated: repeated::Repeated::default(),
        links: Links::new(model, service, &names, &callable, &kept),
        reference: service::reference(model, service_id, service),
        protocol: protocol.served,
        names,
    };
    Some(Plan { context, service: service_id, protocol, recursion_limit, selected, kept })
}
