//! The crate's root, and the module that gathers its types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::{append, code, escape, wrap};
use crate::ir::{OperationGroup, OperationSummary, Package};

use super::example;
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
    let recursion_limit = package.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let events = package.has_events().then(|| quote!(, Event, EventStream));
    quote! {
        #(#![doc = #docs])*

        #![deny(missing_docs)]
        #recursion_limit

        pub mod builder;
        #operation_modules
        mod schema;
        pub mod types;

        #operation_uses
        pub use smithgen_runtime as runtime;
        pub use smithgen_runtime::{Body, Bytes, Document #events, Timestamp};
    }
}

fn root_docs(package: &Package) -> Vec<String> {
    let service = &package.service;
    let title = escape(&service.title);
    let mut docs = vec![format!("{title}, version {}.", escape(&service.version))];
    if !service.docs.is_empty() {
        docs.push(String::new());
        docs.extend(service.docs.iter().cloned());
    }
    append(&mut docs, contents(package));
    if let Some(call) = &package.front.first_call {
        append(&mut docs, "# A first call");
        docs.push(String::new());
        docs.extend(example::first_call(package, call));
    }
    if service.protocol.is_some() {
        if !package.operations.is_empty() {
            add_operations(&package.front.groups, &mut docs);
        }
        append(&mut docs, "# Errors");
        append(&mut docs, ERRORS);
    }
    append(&mut docs, "# Features");
    docs.push(String::new());
    add_item(&mut docs, SERDE);
    if let Some(limit) = package.recursion_limit {
        append(&mut docs, "# Recursion limit");
        append(&mut docs, recursion_limit_docs(limit));
    }
    append(&mut docs, "# Origin");
    append(&mut docs, origin(package));
    docs
}

/// What a program does that meets the limit as well.
fn recursion_limit_docs(limit: usize) -> String {
    format!(
        "Some types of this crate are nested deeper than the compiler looks by default. If it reports an overflow \
         (`E0275`) in a program that sends them to another thread, set `#![recursion_limit = \"{limit}\"]` at the \
         root of the program."
    )
}

const ERRORS: &str = "Every call ends in its output or in an [`Error`]: a variant for each error of the model, \
    which holds what the service sent, and [`Error::Other`] for all else. Its methods tell the code, the \
    message, the request id, and whether trying again may help.";

const SERDE: &str = "`serde` (on by default): `Serialize` and `Deserialize` for all types, under the names that \
    the model gives their members. Secrets are written as they are.";

/// Adds an item to a list.
fn add_item(docs: &mut Vec<String>, text: &str) {
    for (at, line) in wrap(text).into_iter().enumerate() {
        docs.push(format!("{}{line}", if at == 0 { "* " } else { "  " }));
    }
}

fn contents(package: &Package) -> String {
    let types = "This crate has the service's [`types`], each with its [`builder`]";
    if package.service.protocol.is_none() {
        return format!("{types}.");
    }
    format!("{types}, and an [`operation`] for each call that can be made.")
}

/// A list of operations for each group.
fn add_operations(groups: &[OperationGroup], docs: &mut Vec<String>) {
    append(docs, "# Operations");
    let is_divided = groups.len() > 1;
    for group in groups {
        if is_divided {
            append(docs, format!("## {}", escape(group.title.as_deref().unwrap_or("Others"))));
        }
        docs.push(String::new());
        for OperationSummary { name, summary } in &group.operations {
            add_item(docs, &format!("[`{name}`](operation::{name}): {summary}"));
        }
    }
}

fn origin(package: &Package) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let sources: Vec<String> = package.origin.iter().map(|name| code(name)).collect();
    match sources.split_last() {
        None => format!("Made by smithgen {version}."),
        Some((last, [])) => format!("Made by smithgen {version} from {last}."),
        Some((last, rest)) => {
            format!("Made by smithgen {version} from {} and {last}.", rest.join(", "))
        }
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
