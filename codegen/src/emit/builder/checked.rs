//! Builders whose `build` fails while a required member is missing: of structures that have too
//! many for the compiler to insist on them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Field, Presence, Structure};

use crate::emit::syntax::{Std, ident, index};

use super::plain;

/// The fields that are required.
fn required(def: &Structure) -> impl Iterator<Item = &Field> {
    def.fields.iter().filter(|field| field.presence == Presence::Required)
}

fn count(def: &Structure) -> Literal {
    index(required(def).count())
}

pub(super) fn emit_definition(def: &Structure) -> TokenStream {
    let (name, builder) = (ident(&def.item.name), ident(&def.builder));
    let count = count(def);
    let doc = format!(
        " Builds a [`{0}`](struct@{0}). {count} members are required, which is more than the compiler",
        def.item.name
    );
    quote! {
        #[doc = #doc]
        /// can insist on: `build` fails while one of them is not set.
        #[must_use]
        pub struct #builder(#name, rt::SetMembers<#count>);
    }
}

/// The expression of a builder in which nothing is set.
pub(super) fn emit_start(std: Std<'_>, def: &Structure) -> TokenStream {
    let (builder, default) = (ident(&def.builder), std.default());
    quote!(#builder(#default::default(), #default::default()))
}

pub(super) fn emit_build(def: &Structure) -> TokenStream {
    let name = ident(&def.item.name);
    let setters = required(def).map(|field| plain(&field.setter.name));
    quote! {
        /// Returns the finished value.
        ///
        /// # Errors
        ///
        /// Fails while a required member is not set.
        pub fn build(self) -> Result<#name, rt::MissingMember> {
            self.1.check(&[#(#setters),*])?;
            Ok(self.0)
        }
    }
}
