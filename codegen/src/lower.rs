//! Model to IR: what each shape becomes in Rust.

mod boxing;
mod constraint;
mod context;
mod literal;
mod member;
mod names;
mod operations;
mod select;
mod service;
mod types;
mod undocumented;

use crate::Settings;
use crate::error::Diagnostics;
use crate::ir;
use crate::model::Model;

use self::context::Context;

/// Lowers the selected part of a model's one service; `None` where a diagnostic is an error.
///
/// Names and boxes are decided on the whole service before operations are selected, so a larger
/// selection never changes what a smaller one had.
pub fn lower(
    model: &Model,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<ir::Package> {
    let (service_id, service) = service::find(model, diagnostics)?;
    let protocol = service::protocol(model, service_id, settings.scope, diagnostics);
    let every = select::operations(model, service);
    let closure = select::closure(model, service, &every);
    let names = names::assign(model, service, &every, &closure, diagnostics);
    let selected = select::selected(model, service_id, &every, &settings.operations, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let kept = select::closure(model, service, &selected);
    let context = Context {
        model,
        service,
        names,
        inputs: select::inputs(model, &every),
        boxed: boxing::members(model, &closure),
    };

    let mut types = types::lower(&context, &kept, diagnostics);
    let collections = types::collections(&context, &kept);
    let errors = operations::errors(&context, &kept);
    let mut operations = Vec::new();
    if protocol.served.is_some() {
        types.extend(operations::implied_structures(&context, &selected));
        operations = operations::lower(&context, &selected);
    }
    types.sort_by(|a, b| a.item().module.cmp(&b.item().module));
    if diagnostics.has_errors() {
        return None;
    }
    Some(ir::Package {
        name: settings.package.clone(),
        origin: settings.origin.clone(),
        runtime: settings.runtime.clone(),
        standalone: settings.standalone,
        service: service::lower(&context, service_id, protocol),
        shadowed: names::shadowed(&context.names),
        types,
        collections,
        operations,
        errors,
        undocumented: undocumented::items(&context, service_id, &selected, &kept),
    })
}
