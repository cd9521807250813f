//! Enums of strings and of integers: one variant a value, and one for what the model does not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{EnumVariant, IntEnum, Item, StringEnum};

use super::syntax::{Std, deprecated, docs, ident};

/// Emits the file of an enum of strings.
pub(super) fn emit_string(std: Std<'_>, def: &StringEnum) -> TokenStream {
    let unknown = quote!(rt::UnknownValue);
    let definition = emit_definition(&def.item, &def.variants, &unknown);
    let name = ident(&def.item.name);
    let from = std.from();
    let variants: Vec<_> = def.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<&String> = def.variants.iter().map(|variant| &variant.value).collect();
    let glue = if def.sensitive { quote!(sensitive_string_enum) } else { quote!(string_enum) };
    quote! {
        use smithgen_runtime::v1 as rt;
        #definition

        impl #name {
            /// Every value that the model knows, as it is on the wire.
            pub const VALUES: &'static [&'static str] = &[#(#values),*];

            /// The value as it is on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl #from<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(rt::unknown_value(value)),
                }
            }
        }

        rt::#glue!(#name);
    }
}

/// Emits the file of an enum of integers.
pub(super) fn emit_int(std: Std<'_>, def: &IntEnum) -> TokenStream {
    let unknown = quote!(rt::UnknownInt);
    let definition = emit_definition(&def.item, &def.variants, &unknown);
    let name = ident(&def.item.name);
    let from = std.from();
    let variants: Vec<_> = def.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<Literal> =
        def.variants.iter().map(|variant| Literal::i32_unsuffixed(variant.value)).collect();
    quote! {
        use smithgen_runtime::v1 as rt;
        #definition

        impl #name {
            /// Every value that the model knows.
            pub const VALUES: &'static [i32] = &[#(#values),*];

            /// The value as it is on the wire.
            #[inline]
            pub fn value(&self) -> i32 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.value(),
                }
            }
        }

        impl #from<i32> for #name {
            #[inline]
            fn from(value: i32) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(rt::unknown_int(value)),
                }
            }
        }

        rt::int_enum!(#name);
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
