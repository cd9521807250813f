//! The crate's root, and the module that gathers its types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::{append, code};
use crate::ir::Package;

use super::syntax::{doc_line, ident};

/// Emits `lib.rs`.
pub(super) fn emit(package: &Package) -> TokenStream {
    let docs = root_docs(package);
    let docs = docs.iter().map(|line| doc_line(line));
    let served = package.service.protocol.is_some();
    let operation_modules = served.then(|| {
        quote!(
            pub mod error;
            pub mod operation;
        )
    });
    let operation_uses = served.then(|| {
        quote! {
            pub use crate::error::Error;
            pub use smithgen_runtime::{Operation, RequestOptions, Response, ServiceError};
        }
    });
    quote! {
        #(#![doc = #docs])*

        pub mod builder;
        #operation_modules
        mod schema;
        pub mod types;

        #operation_uses
        pub use smithgen_runtime as runtime;
        pub use smithgen_runtime::{Body, Bytes, Document, Timestamp};
    }
}

fn root_docs(package: &Package) -> Vec<String> {
    let service = &package.service;
    let mut docs = vec![format!("{}, version {}.", service.title, service.version), String::new()];
    docs.extend(service.docs.iter().cloned());
    if !service.docs.is_empty() {
        docs.push(String::new());
    }
    docs.push("* [`types`]: structures, unions and enums".to_owned());
    docs.push("* [`builder`]: their builders".to_owned());
    if service.protocol.is_some() {
        docs.push("* [`operation`]: what can be called".to_owned());
        docs.push("* [`Error`]: what may go wrong".to_owned());
    }
    append(&mut docs, origin(package));
    docs
}

fn origin(package: &Package) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let sources: Vec<String> = package.origin.iter().map(|name| code(name)).collect();
    match sources.as_slice() {
        [] => format!("Made by smithgen {version}."),
        sources => format!("Made by smithgen {version} from {}.", sources.join(" and ")),
    }
}

/// Emits the module that gathers the types.
pub(super) fn emit_types(package: &Package) -> TokenStream {
    let modules: Vec<_> = package.types.iter().map(|def| ident(&def.item().module)).collect();
    let names = package.types.iter().map(|def| ident(&def.item().name));
    quote! {
        //! Structures, unions and enums, by the names that they have in the model.

        #(pub(crate) mod #modules;)*
        #(pub use self::#modules::#names;)*
    }
}
