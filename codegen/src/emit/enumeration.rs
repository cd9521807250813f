//! Enums of strings and of integers: one variant a value, and one for what the model does not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{EnumVariant, IntEnum, Item, StringEnum};

use super::syntax::{deprecated, docs, ident};

/// Emits the file of an enum of strings.
pub(super) fn emit_string(def: &StringEnum) -> TokenStream {
    let glue = if def.sensitive { quote!(sensitive_string_enum) } else { quote!(string_enum) };
    let values = def.variants.iter().map(|variant| Literal::string(&variant.value));
    emit(&def.item, &def.variants, &quote!(rt::UnknownValue), &glue, values)
}

/// Emits the file of an enum of integers.
pub(super) fn emit_int(def: &IntEnum) -> TokenStream {
    let glue = if def.sensitive { quote!(sensitive_int_enum) } else { quote!(int_enum) };
    let values = def.variants.iter().map(|variant| Literal::i32_unsuffixed(variant.value));
    emit(&def.item, &def.variants, &quote!(rt::UnknownInt), &glue, values)
}

fn emit<T>(
    item: &Item,
    variants: &[EnumVariant<T>],
    unknown: &TokenStream,
    glue: &TokenStream,
    values: impl Iterator<Item = Literal>,
) -> TokenStream {
    let name = ident(&item.name);
    let definition = emit_definition(item, variants, unknown);
    let variants = variants.iter().map(|variant| ident(&variant.name));
    quote! {
        use smithgen_runtime::v1 as rt;
        #definition
        rt::#glue!(#name #(, #variants(#values))*);
    }
}

fn emit_definition<T>(
    item: &Item,
    variants: &[EnumVariant<T>],
    unknown: &TokenStream,
) -> TokenStream {
    let name = ident(&item.name);
    let (item_docs, item_deprecated) = (docs(&item.docs), deprecated(item.deprecated.as_ref()));
    let variants = variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let (docs, deprecated) = (docs(&variant.docs), deprecated(variant.deprecated.as_ref()));
        quote!(#docs #deprecated #name)
    });
    quote! {
        #item_docs
        #item_deprecated
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the model does not know; it is written back as it came.
            Unknown(#unknown),
        }
    }
}
