//! The service and its protocol.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::docs::printable;
use crate::ir;
use crate::model::{Model, Node, Service, ShapeId, ShapeKind, TraitId};
use crate::settings::Scope;

use super::context::Context;
use super::documentation;
use super::links::Place;
use super::wire;

/// Protocols by trait, in the order of preference.
///
/// JSON comes first: of the services that state several protocols, most state it, so that a program which
/// calls a few of them carries one codec. CBOR comes next, which says the same in fewer bytes. A service
/// that states XML beside another keeps it for old callers.
const PROTOCOLS: [(TraitId, ir::Protocol); 8] = [
    (TraitId::AWS_JSON1_1, ir::Protocol::AwsJson11),
    (TraitId::AWS_JSON1_0, ir::Protocol::AwsJson10),
    (TraitId::RPCV2_JSON, ir::Protocol::RpcV2Json),
    (TraitId::RPCV2_CBOR, ir::Protocol::RpcV2Cbor),
    (TraitId::REST_JSON1, ir::Protocol::RestJson1),
    (TraitId::REST_XML, ir::Protocol::RestXml),
    (TraitId::AWS_QUERY, ir::Protocol::AwsQuery),
    (TraitId::EC2_QUERY, ir::Protocol::Ec2Query),
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
        // A mixin is part of the services that use it.
        ShapeKind::Service(service) if !shape.traits.has(TraitId::MIXIN) => Some((id, service)),
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
    let has = |protocol: TraitId| traits.is_some_and(|traits| traits.has(protocol));
    let best = PROTOCOLS.iter().find(|(protocol, _)| has(*protocol));
    let name = best.map_or(String::new(), |(protocol, _)| protocol.name().to_owned());
    let served = best.map(|(_, served)| *served);
    if served.is_none() && scope == Scope::Whole {
        diagnostics.push(unserved().about(model, id));
    }
    Protocol { name, served }
}

fn unserved() -> Diagnostic {
    let served: Vec<&str> = PROTOCOLS.iter().map(|(protocol, _)| protocol.name()).collect();
    let message = "the service states no protocol that is known here";
    Diagnostic::error(message).help(format!(
        "served are {}; `--types-only` generates the types without the operations",
        served.join(", ")
    ))
}

/// The longest id of a document, in bytes: the page of every type links to it.
const DOCUMENT_LIMIT: usize = 200;

/// Where the names of a service are explained in AWS's own reference, whose documents have ids.
///
/// See <https://smithy.io/2.0/aws/aws-core.html#docid>.
pub(super) fn reference(model: &Model, id: &ShapeId, service: &Service) -> Option<String> {
    let facts = model.shapes.get(id)?.traits.get(TraitId::SERVICE)?;
    let fact = |key: &str| facts.get(key).and_then(Node::as_str);
    let document = match (fact("docId"), fact("sdkId")) {
        (Some(document), _) => document.to_owned(),
        (None, sdk_id) => {
            format!("{}-{}", sdk_id?.to_lowercase().replace(' ', "-"), service.version)
        }
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_plain = document.len() <= DOCUMENT_LIMIT && document.chars().all(is_plain);
    is_plain.then(|| format!("https://docs.aws.amazon.com/goto/WebAPI/{document}"))
}

/// Lowers the service.
pub(super) fn lower(context: &Context<'_>, id: &ShapeId, protocol: Protocol) -> ir::Service {
    let shape = context.shape(id);
    let traits = shape.map(|shape| &shape.traits);
    let sdk_id = traits.and_then(|t| t.get(TraitId::SERVICE)?.get("sdkId")?.as_str());
    let title = traits.and_then(|t| t.str(TraitId::TITLE)).or(sdk_id).unwrap_or(id.name());
    ir::Service {
        shape_id: id.to_string(),
        name: id.name().to_owned(),
        target_prefix: traits.and_then(|t| t.str(TraitId::TARGET_PREFIX)).map(str::to_owned),
        title: printable(title),
        version: printable(&context.service.version),
        docs: traits
            .map(|traits| documentation::stated(context, Place::Service, traits))
            .unwrap_or_default(),
        protocol_name: protocol.name,
        protocol: protocol.served,
        query_compatible: traits.is_some_and(|t| t.has(TraitId::AWS_QUERY_COMPATIBLE)),
        sdk_id: sdk_id.map(str::to_owned),
        xml_namespace: traits.and_then(wire::xml_namespace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_protocol_that_is_known_is_served() {
        let mut served = PROTOCOLS.map(|(protocol, _)| protocol);
        served.sort();
        assert_eq!(served, TraitId::PROTOCOLS);
    }
}
