//! Facts of the service and of operations, as the runtime's constants state them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{
    Checksum, Compression, Http, InputRoot, Namespace, Operation, OperationWire, OutputRoot,
    Package, Protocol, Service,
};

/// The features of the runtime that a package needs.
pub(super) fn features(package: &Package) -> Vec<&'static str> {
    let protocol = package.service.protocol.map(feature);
    let mut features: Vec<&str> = protocol.into_iter().collect();
    let some = |is: fn(&OperationWire) -> bool| package.operations.iter().any(|op| is(&op.wire));
    if some(|wire| wire.checksum == Checksum::Required) {
        features.push("checksum");
    }
    if some(|wire| wire.compression == Compression::Gzip) {
        features.push("compression");
    }
    if package.has_events() {
        features.push("eventstream");
    }
    features
}

fn feature(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 | Protocol::RpcV2Json => "json",
        Protocol::RestJson1 => "rest-json",
        Protocol::RestXml => "rest-xml",
        Protocol::AwsQuery | Protocol::Ec2Query => "query",
        Protocol::RpcV2Cbor => "cbor",
    }
}

/// The static of a protocol in the runtime.
pub(super) fn protocol(protocol: Protocol) -> TokenStream {
    match protocol {
        Protocol::AwsJson10 => quote!(AWS_JSON_1_0),
        Protocol::AwsJson11 => quote!(AWS_JSON_1_1),
        Protocol::RestJson1 => quote!(REST_JSON_1),
        Protocol::RestXml => quote!(REST_XML),
        Protocol::AwsQuery => quote!(AWS_QUERY),
        Protocol::Ec2Query => quote!(EC2_QUERY),
        Protocol::RpcV2Cbor => quote!(RPC_V2_CBOR),
        Protocol::RpcV2Json => quote!(RPC_V2_JSON),
    }
}

/// The calls that state what a service has beside its name, version and protocol.
pub(super) fn of_service(service: &Service) -> TokenStream {
    let prefix = service.target_prefix.as_ref().map(|prefix| quote!(.target_prefix(#prefix)));
    let sdk_id = service.sdk_id.as_ref().map(|id| quote!(.sdk_id(#id)));
    let compatible = service.query_compatible.then(|| quote!(.query_compatible()));
    let namespace = service.xml_namespace.as_ref().map(|namespace| {
        let Namespace { uri, prefix } = namespace;
        quote!(.xml_namespace(#uri, #prefix))
    });
    quote!(#prefix #sdk_id #compatible #namespace)
}

/// The calls that state what an operation has beside its service.
pub(super) fn of_operation(def: &Operation) -> TokenStream {
    let name = &def.model_name;
    let without_input = (!def.has_input).then(|| quote!(.without_input()));
    let without_output = (!def.has_output).then(|| quote!(.without_output()));
    let events = def.has_event_output.then(|| quote!(.event_output()));
    let errors = (!def.errors.is_empty()).then(|| {
        let errors = &def.errors;
        quote!(.errors(&[#(#errors),*]))
    });
    let wire = of_wire(&def.wire);
    quote!(.named(#name) #wire #without_input #without_output #events #errors)
}

fn of_wire(wire: &OperationWire) -> TokenStream {
    let http = wire.http.as_ref().map(|Http { method, uri, code }| {
        let code = Literal::u16_unsuffixed(*code);
        quote!(.http(#method, #uri, #code))
    });
    let host = wire.host_prefix.as_ref().map(|prefix| quote!(.host_prefix(#prefix)));
    let root = wire.input_root.as_ref().map(|InputRoot { name, namespace }| {
        let namespace = namespace
            .as_ref()
            .map(|Namespace { uri, prefix }| quote!(.input_namespace(#uri, #prefix)));
        quote!(.input_root(#name) #namespace)
    });
    let wrapper = wire.result_wrapper.as_ref().map(|name| quote!(.result_wrapper(#name)));
    let unwrapped =
        (wire.output_root == OutputRoot::Unwrapped).then(|| quote!(.unwrapped_output()));
    let checksum = (wire.checksum == Checksum::Required).then(|| quote!(.checksum_required()));
    let gzip = (wire.compression == Compression::Gzip).then(|| quote!(.gzip()));
    quote!(#http #host #root #wrapper #unwrapped #checksum #gzip)
}
