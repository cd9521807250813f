//! Operations: a marker type each, that ties input, output, errors and facts together.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Operation, Package};

use super::syntax::{deprecated, docs, ident};
use super::{example, facts};

/// Emits the file of an operation.
pub(super) fn emit(package: &Package, def: &Operation) -> TokenStream {
    let name = ident(&def.item.name);
    let docs = docs(&example::operation_docs(package, def));
    let deprecated = deprecated(def.item.deprecated.as_ref());
    let (input, output) = (ident(&def.input), ident(&def.output));
    let facts = facts::of_operation(def);
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

        static FACTS: rt::OperationFacts = rt::OperationFacts::of(&super::SERVICE) #facts;
    }
}

/// Emits the module that gathers the operations, with the facts that they share.
pub(super) fn emit_module(package: &Package) -> TokenStream {
    let modules: Vec<_> = package.operations.iter().map(|def| ident(&def.item.module)).collect();
    let names = package.operations.iter().map(|def| ident(&def.item.name));
    let runtime = (!package.operations.is_empty()).then(|| {
        quote!(
            use smithgen_runtime::v1 as rt;
        )
    });
    let service = emit_service(package);
    quote! {
        //! Operations: each is a type that says how its request is built and its response is read.
        //!
        //! See [`Operation`](crate::Operation).

        #runtime
        #(mod #modules;)*
        #(pub use self::#modules::#names;)*

        #service
    }
}

/// Emits the facts that operations share, if there are any operations.
fn emit_service(package: &Package) -> Option<TokenStream> {
    let service = &package.service;
    let protocol = facts::protocol(service.protocol?);
    let (name, version) = (&service.name, &service.version);
    let facts = facts::of_service(service);
    (!package.operations.is_empty()).then(|| {
        quote! {
            static SERVICE: rt::ServiceFacts =
                rt::ServiceFacts::new(#name, #version, &rt::#protocol) #facts;
        }
    })
}
