//! Operations: a marker type each, that ties input, output, errors and facts together.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Operation, Package, Protocol};

use super::syntax::{deprecated, docs, ident};

/// Emits the file of an operation.
pub(super) fn emit(def: &Operation) -> TokenStream {
    let name = ident(&def.item.name);
    let (docs, deprecated) = (docs(&def.item.docs), deprecated(def.item.deprecated.as_ref()));
    let (input, output) = (ident(&def.input), ident(&def.output));
    let model_name = &def.model_name;
    let without_input = (!def.has_input).then(|| quote!(.without_input()));
    let without_output = (!def.has_output).then(|| quote!(.without_output()));
    let errors = (!def.errors.is_empty()).then(|| {
        let errors = &def.errors;
        quote!(.errors(&[#(#errors),*]))
    });
    quote! {
        use smithgen_runtime::v1 as rt;

        #docs
        #deprecated
        #[derive(Clone, Copy, Debug)]
        pub struct #name;

        impl rt::Operation for #name {
            type Input = crate::types::#input;
            type Output = crate::types::#output;
            type Error = crate::error::Error;

            const FACTS: &'static rt::OperationFacts = &FACTS;
        }

        static FACTS: rt::OperationFacts = rt::OperationFacts::of(&super::SERVICE)
            .named(#model_name) #without_input #without_output #errors;
    }
}

/// Emits the module that gathers the operations, with the facts that they share.
pub(super) fn emit_module(package: &Package) -> TokenStream {
    let modules: Vec<_> = package.operations.iter().map(|def| ident(&def.item.module)).collect();
    let names = package.operations.iter().map(|def| ident(&def.item.name));
    let service = &package.service;
    let (name, version) = (&service.name, &service.version);
    let protocol = match service.protocol {
        Some(Protocol::AwsJson10) => quote!(AWS_JSON_1_0),
        Some(Protocol::AwsJson11) => quote!(AWS_JSON_1_1),
        None => return TokenStream::new(),
    };
    let compatible = service.query_compatible.then(|| quote!(.query_compatible()));
    quote! {
        //! Operations: each is a type that says how its request is built and its response is read.
        //!
        //! See [`Operation`](crate::Operation).

        use smithgen_runtime::v1 as rt;
        #(mod #modules;)*
        #(pub use self::#modules::#names;)*

        static SERVICE: rt::ServiceFacts =
            rt::ServiceFacts::new(#name, #version, &rt::#protocol) #compatible;
    }
}
