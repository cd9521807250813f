//! Schemas of lists and maps, which have no type of their own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Collection, CollectionKind, Package};

use super::syntax::{ident, member_schema, shape_name};

/// Emits the module of collection schemas.
pub(super) fn emit_module(package: &Package) -> TokenStream {
    let runtime = (!package.collections.is_empty()).then(|| {
        quote!(
            use smithgen_runtime::v1 as rt;
        )
    });
    let collections = package.collections.iter().map(emit);
    quote! {
        //! Schemas of lists and maps.

        #runtime
        #(#collections)*
    }
}

fn emit(collection: &Collection) -> TokenStream {
    let (name, shape) = (ident(&collection.name), shape_name(&collection.shape_id));
    let schema = match &collection.kind {
        CollectionKind::List { item, sparse } => {
            let kind = ident(if *sparse { "sparse_list" } else { "list" });
            let item = member_schema(item);
            quote!(rt::Schema::#kind(#shape, &[#item]))
        }
        CollectionKind::Map { key, value, sparse } => {
            let kind = ident(if *sparse { "sparse_map" } else { "map" });
            let (key, value) = (member_schema(key), member_schema(value));
            quote!(rt::Schema::#kind(#shape, &[#key, #value]))
        }
    };
    quote!(pub(crate) static #name: rt::Schema = #schema;)
}
