//! The service and its protocol.

use crate::Scope;
use crate::docs::printable;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir;
use crate::model::{Model, Node, Service, ShapeId, ShapeKind};

use super::context::{Context, shape_docs};

/// Protocols by trait, in the order of preference, with what serves them.
const PROTOCOLS: [(&str, Option<ir::Protocol>); 8] = [
    ("aws.protocols#awsJson1_1", Some(ir::Protocol::AwsJson11)),
    ("aws.protocols#awsJson1_0", Some(ir::Protocol::AwsJson10)),
    ("smithy.protocols#rpcv2Cbor", None),
    ("smithy.protocols#rpcv2Json", None),
    ("aws.protocols#restJson1", None),
    ("aws.protocols#restXml", None),
    ("aws.protocols#awsQuery", None),
    ("aws.protocols#ec2Query", None),
];

/// The protocol that a service is spoken to in.
#[derive(Debug, Default)]
pub(super) struct Protocol {
    /// Its name in the model; empty if there is none.
    pub(super) name: String,
    /// What serves it.
    pub(super) served: Option<ir::Protocol>,
}

/// The one service of a model.
pub(super) fn find<'a>(
    model: &'a Model,
    diagnostics: &mut Diagnostics,
) -> Option<(&'a ShapeId, &'a Service)> {
    let mut services = model.shapes.iter().filter_map(|(id, shape)| match &shape.kind {
        ShapeKind::Service(service) => Some((id, service)),
        _ => None,
    });
    let Some(first) = services.next() else {
        diagnostics.push(
            Diagnostic::error("the model has no service")
                .help("give a model with one shape of the type `service`, which binds operations"),
        );
        return None;
    };
    let mut alone = true;
    for (id, _) in services {
        alone = false;
        diagnostics.push(
            Diagnostic::error(format!("the model has a second service beside `{}`", first.0))
                .about(model, id)
                .help("a crate is made from one service: give each a model of its own"),
        );
    }
    alone.then_some(first)
}

/// The protocol of a service; one that is not served is an error unless only types are asked for.
pub(super) fn protocol(
    model: &Model,
    id: &ShapeId,
    scope: Scope,
    diagnostics: &mut Diagnostics,
) -> Protocol {
    let traits = model.shapes.get(id).map(|shape| &shape.traits);
    let has = |protocol: &str| traits.is_some_and(|traits| traits.has(protocol));
    let stated = PROTOCOLS.iter().filter(|(protocol, _)| has(protocol));
    let best = stated.min_by_key(|(_, served)| served.is_none());
    let name = best.map_or(String::new(), |(protocol, _)| short_name(protocol).to_owned());
    let served = best.and_then(|(_, served)| *served);
    if served.is_none() && scope == Scope::Whole {
        diagnostics.push(unserved(&name).about(model, id));
    }
    Protocol { name, served }
}

fn unserved(name: &str) -> Diagnostic {
    let served: Vec<&str> = PROTOCOLS
        .iter()
        .filter(|(_, served)| served.is_some())
        .map(|(protocol, _)| short_name(protocol))
        .collect();
    let message = match name {
        "" => "the service states no protocol that is known here".to_owned(),
        name => format!("the protocol `{name}` is not served yet"),
    };
    Diagnostic::error(message).help(format!(
        "served are {}; `--types-only` generates the types without the operations",
        served.join(" and ")
    ))
}

fn short_name(protocol: &str) -> &str {
    protocol.split_once('#').map_or(protocol, |(_, name)| name)
}

/// Lowers the service.
pub(super) fn lower(context: &Context<'_>, id: &ShapeId, protocol: Protocol) -> ir::Service {
    let shape = context.shape(id);
    let traits = shape.map(|shape| &shape.traits);
    let title = traits
        .and_then(|traits| {
            let sdk_id = || traits.get("aws.api#service")?.get("sdkId").and_then(Node::as_str);
            traits.str("smithy.api#title").or_else(sdk_id)
        })
        .unwrap_or(id.name());
    ir::Service {
        shape_id: id.to_string(),
        name: id.name().to_owned(),
        title: printable(title),
        version: printable(&context.service.version),
        docs: traits.map(shape_docs).unwrap_or_default(),
        protocol_name: protocol.name,
        protocol: protocol.served,
        query_compatible: traits.is_some_and(|t| t.has("aws.protocols#awsQueryCompatible")),
    }
}
