//! Unions: one variant a member, and one for what the model does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Package, TypeRef, Union, UnionRole, UnionVariant};

use super::syntax::{Std, deprecated, docs, ident, index, member_schema, shape_name, wire_traits};

/// Emits the file of a union.
pub(super) fn emit(package: &Package, def: &Union) -> TokenStream {
    let std = Std::new(&package.shadowed);
    let imports = std.imports(def.variants.iter().map(|variant| &variant.ty));
    let definition = emit_definition(std, def);
    let default = emit_default(std, def);
    let schema = emit_schema(def);
    let access = emit_access(std, def);
    let event = emit_event(package, def);
    let name = ident(&def.item.name);
    let glue = if def.streaming { quote!(streaming_union) } else { quote!(union) };
    quote! {
        use smithgen_runtime::v1 as rt;
        #imports
        #definition
        #default
        #schema
        #access
        #event
        rt::#glue!(#name);
    }
}

fn emit_definition(std: Std<'_>, def: &Union) -> TokenStream {
    let name = ident(&def.item.name);
    let (docs, deprecated) = (docs(&def.item.docs), deprecated(def.item.deprecated.as_ref()));
    let derive = (!def.streaming).then(|| quote!(#[derive(Clone, PartialEq)]));
    let variants = def.variants.iter().map(|variant| emit_variant(std, variant));
    let (string, option) = (std.string(), std.option());
    quote! {
        #docs
        #deprecated
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that this version of the model does not know.
            Unknown {
                /// Its name on the wire.
                name: #string,
                /// Its value, where the format could carry one; without it the union cannot be written.
                value: #option<rt::Document>,
            },
        }
    }
}

fn emit_variant(std: Std<'_>, variant: &UnionVariant) -> TokenStream {
    let name = ident(&variant.name);
    let (docs, deprecated) = (docs(&variant.docs), deprecated(variant.deprecated.as_ref()));
    let ty = std.ty(&variant.ty);
    let value = match (&variant.ty, variant.boxed) {
        (TypeRef::Unit, _) => TokenStream::new(),
        (_, false) => quote!((#ty)),
        (_, true) => {
            let boxed = std.boxed();
            quote!((#boxed<#ty>))
        }
    };
    quote!(#docs #deprecated #name #value)
}

/// No member of a union is its default; a missing required union is one that is not known, as client
/// error correction says. See <https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction>.
fn emit_default(std: Std<'_>, def: &Union) -> TokenStream {
    let (name, default, string) = (ident(&def.item.name), std.default(), std.string());
    quote! {
        impl #default for #name {
            #[inline]
            fn default() -> Self {
                Self::Unknown { name: #string::new(), value: None }
            }
        }
    }
}

fn emit_schema(def: &Union) -> TokenStream {
    let (name, shape) = (ident(&def.item.name), shape_name(&def.item.shape_id));
    let members = def.variants.iter().map(|variant| member_schema(&variant.schema));
    let traits = wire_traits(&def.traits);
    quote! {
        pub(crate) static SCHEMA: rt::Schema = rt::Schema::union(#shape, &[#(#members),*]) #traits;

        impl rt::Shape for #name {
            const SCHEMA: &'static rt::Schema = &SCHEMA;
        }
    }
}

/// Ties the events of a stream to the errors that may end it. Without a protocol, none come.
fn emit_event(package: &Package, def: &Union) -> Option<TokenStream> {
    let is_received = def.role == UnionRole::Events && package.service.protocol.is_some();
    let name = ident(&def.item.name);
    is_received.then(|| {
        quote! {
            impl rt::Event for #name {
                type Error = crate::error::Error;
            }
        }
    })
}

fn emit_access(std: Std<'_>, def: &Union) -> TokenStream {
    let name = ident(&def.item.name);
    let (string, option) = (std.string(), std.option());
    let reads = def.variants.iter().enumerate().map(|(at, variant)| emit_read(at, variant));
    let variant_mut = emit_variant_mut(std, def);
    quote! {
        impl rt::Variants for #name {
            #[inline]
            fn variant(&self) -> rt::Variant<'_> {
                match self {
                    #(#reads,)*
                    Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
                }
            }
        }

        impl rt::VariantsMut for #name {
            #variant_mut

            #[inline]
            fn set_unknown(&mut self, name: #string, value: #option<rt::Document>) {
                *self = Self::Unknown { name, value };
            }
        }
    }
}

/// Emits the function that makes a variant the current one and hands out its value to fill. Where no variant has
/// a value, there is none to look for.
fn emit_variant_mut(std: Std<'_>, def: &Union) -> TokenStream {
    let starts = def.variants.iter().enumerate().map(|(at, variant)| emit_start(std, at, variant));
    let slots: Vec<TokenStream> = def.variants.iter().filter_map(emit_slot).collect();
    let slot = if slots.is_empty() {
        quote!(rt::Slot::None)
    } else {
        quote! {
            match self {
                #(#slots,)*
                _ => rt::Slot::None,
            }
        }
    };
    quote! {
        #[inline]
        fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
            *self = match index {
                #(#starts,)*
                _ => return rt::Slot::None,
            };
            #slot
        }
    }
}

fn emit_start(std: Std<'_>, at: usize, variant: &UnionVariant) -> TokenStream {
    let (at, name, default) = (index(at), ident(&variant.name), std.default());
    if variant.ty == TypeRef::Unit {
        quote!(#at => Self::#name)
    } else {
        quote!(#at => Self::#name(#default::default()))
    }
}

fn emit_slot(variant: &UnionVariant) -> Option<TokenStream> {
    let name = ident(&variant.name);
    match variant.ty {
        TypeRef::Unit => None,
        _ if variant.boxed => Some(quote!(Self::#name(value) => rt::slot(&mut **value))),
        _ => Some(quote!(Self::#name(value) => rt::slot(value))),
    }
}

fn emit_read(at: usize, variant: &UnionVariant) -> TokenStream {
    let (at, name) = (index(at), ident(&variant.name));
    match variant.ty {
        TypeRef::Unit => quote!(Self::#name => rt::Variant::Known(#at, rt::value(&rt::Unit))),
        _ if variant.boxed => {
            quote!(Self::#name(value) => rt::Variant::Known(#at, rt::value(&**value)))
        }
        _ => quote!(Self::#name(value) => rt::Variant::Known(#at, rt::value(value))),
    }
}
