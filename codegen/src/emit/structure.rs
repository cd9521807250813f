//! Structures: the type, its schema, and how codecs reach its members.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::{code, wrap};
use crate::ir::{Field, Literal, Package, Presence, Property, Structure};

use super::syntax::{Std, deprecated, docs, ident, index, member_schema, shape_name, wire_traits};
use super::{builder, example, literal};

/// Emits the file of a structure.
pub(super) fn emit(package: &Package, def: &Structure) -> TokenStream {
    let std = Std::new(&package.shadowed);
    let imports = std.imports(def.fields.iter().map(|field| &field.ty));
    let definition = emit_definition(package, std, def);
    let default = emit_default(std, def);
    let inherent = emit_inherent(std, def);
    let builder = builder::emit(std, def);
    let schema = emit_schema(def);
    let access = emit_access(def);
    quote! {
        use smithgen_runtime::v1 as rt;
        #imports
        #definition
        #inherent
        #default
        #builder
        #schema
        #access
    }
}

fn emit_definition(package: &Package, std: Std<'_>, def: &Structure) -> TokenStream {
    let name = ident(&def.item.name);
    let docs = docs(&example::input_docs(package, &def.item.docs, def.example.as_ref()));
    let deprecated = deprecated(def.item.deprecated.as_ref());
    let fields = def.fields.iter().map(|field| emit_field(std, field));
    let derives = match (def.streaming, has_derived_default(def)) {
        (false, true) => quote!(#[derive(Clone, Default, PartialEq)]),
        (false, false) => quote!(#[derive(Clone, PartialEq)]),
        (true, true) => quote!(#[derive(Default)]),
        (true, false) => TokenStream::new(),
    };
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

fn emit_field(std: Std<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let (docs, deprecated) = (docs(&field.docs), deprecated(field.deprecated.as_ref()));
    let ty = field_type(std, field);
    quote!(#docs #deprecated pub #name: #ty)
}

/// The type of a field, with its option and its box.
fn field_type(std: Std<'_>, field: &Field) -> TokenStream {
    let ty = value_type(std, field);
    match field.presence {
        Presence::Optional => {
            let option = std.option();
            quote!(#option<#ty>)
        }
        Presence::Required | Presence::Defaulted(_) => ty,
    }
}

fn value_type(std: Std<'_>, field: &Field) -> TokenStream {
    let ty = std.ty(&field.ty);
    if field.boxed {
        let boxed = std.boxed();
        quote!(#boxed<#ty>)
    } else {
        ty
    }
}

fn has_derived_default(def: &Structure) -> bool {
    def.fields.iter().all(|field| match &field.presence {
        Presence::Required | Presence::Optional => true,
        Presence::Defaulted(literal) => *literal == Literal::Zero,
    })
}

/// The defaults of the model, where they are not those of the Rust types.
fn emit_default(std: Std<'_>, def: &Structure) -> TokenStream {
    if has_derived_default(def) {
        return TokenStream::new();
    }
    let (name, default) = (ident(&def.item.name), std.default());
    let fields = def.fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = match &field.presence {
            Presence::Defaulted(value) => literal::emit(std, value, &field.ty),
            Presence::Required | Presence::Optional => quote!(#default::default()),
        };
        quote!(#name: #value)
    });
    quote! {
        impl #default for #name {
            #[inline]
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn emit_inherent(std: Std<'_>, def: &Structure) -> TokenStream {
    let (name, builder) = (ident(&def.item.name), ident(&def.builder));
    let start = builder::emit_start(std, def);
    let is_sensitive = |field: &&Field| field.schema.properties.contains(&Property::Sensitive);
    let sensitive: Vec<&str> =
        def.fields.iter().filter(is_sensitive).map(|field| field.schema.name.as_str()).collect();
    let sensitive_docs = docs(&wrap(&sensitive_docs(&sensitive)));
    quote! {
        impl #name {
            #sensitive_docs
            pub const SENSITIVE: &'static [&'static str] = &[#(#sensitive),*];

            /// Starts a builder.
            #[inline]
            pub fn builder() -> #builder {
                #start
            }
        }
    }
}

fn sensitive_docs(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    match names.as_slice() {
        [] => "No member holds a secret: `Debug` shows them all.".to_owned(),
        names => format!(
            "The members that hold secrets, which `Debug` does not show: {}.",
            names.join(", ")
        ),
    }
}

fn emit_schema(def: &Structure) -> TokenStream {
    let name = shape_name(&def.item.shape_id);
    let members = def.fields.iter().map(|field| member_schema(&field.schema));
    let traits = wire_traits(&def.traits);
    quote! {
        pub(crate) static SCHEMA: rt::Schema = rt::Schema::structure(#name, &[#(#members),*]) #traits;
    }
}

/// How codecs reach the members, and what all structures implement alike.
fn emit_access(def: &Structure) -> TokenStream {
    let name = ident(&def.item.name);
    let glue = if def.streaming { quote!(streaming_structure) } else { quote!(structure) };
    let is_any_boxed = def.fields.iter().any(|field| field.boxed);
    let fields = def.fields.iter().enumerate().map(|(at, field)| {
        let (name, at) = (ident(&field.name), index(at));
        let place = is_any_boxed.then(|| if field.boxed { quote!(boxed) } else { quote!(plain) });
        quote!(#name(#at #place))
    });
    quote!(rt::#glue!(#name #(, #fields)*);)
}
