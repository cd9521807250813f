//! Builders: a setter a member, and a `build` that the compiler refuses while a required member is
//! missing, or that fails where the members are too many for that.

mod checked;

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::ir::{Check, Field, PARAMETER_LIMIT, Package, Presence, Structure, TypeDef, TypeRef};
use crate::naming;

use super::syntax::{Std, deprecated, ident, index};

/// Names that stand for something else in a builder, so that no type parameter may bear them.
const USED: [&str; 7] = ["BTreeMap", "Box", "Into", "IntoIterator", "Option", "String", "Vec"];

/// A required field: its type parameter, and the trait that only a parameter that is set has.
struct Requirement<'a> {
    field: &'a Field,
    parameter: Ident,
    bound: Ident,
}

/// Emits the builder of a structure, in the structure's own file.
pub(super) fn emit(std: Std<'_>, def: &Structure) -> TokenStream {
    let requirements = requirements(def);
    let (definition, build) = match def.check() {
        Check::Type => (emit_definition(def, &requirements), emit_build(def, &requirements)),
        Check::Build => (checked::emit_definition(def), checked::emit_build(def)),
    };
    let builder = ident(&def.builder);
    let parameters: Vec<&Ident> = requirements.iter().map(|r| &r.parameter).collect();
    let generics = generics(&parameters);
    let mut places = 0..;
    let setters = def.fields.iter().map(|field| match field.presence {
        Presence::Required => {
            emit_required_setter(std, def, field, &requirements, places.next().unwrap_or(0))
        }
        Presence::Optional | Presence::Defaulted(_) => {
            emit_setter(std, def, field, !requirements.is_empty())
        }
    });
    quote! {
        #definition

        impl #generics #builder #generics {
            #(#setters)*

            #build
        }
    }
}

/// The expression of a builder in which nothing is set.
pub(super) fn emit_start(std: Std<'_>, def: &Structure) -> TokenStream {
    if def.check() == Check::Build {
        return checked::emit_start(std, def);
    }
    let (builder, default) = (ident(&def.builder), std.default());
    let is_required = |field: &Field| field.presence == Presence::Required;
    let set = def.fields.iter().any(is_required).then(|| quote!(, rt::PhantomData));
    quote!(#builder(#default::default() #set))
}

/// What the type of a builder insists on: nothing where `build` does.
fn requirements(def: &Structure) -> Vec<Requirement<'_>> {
    if def.check() == Check::Build {
        return Vec::new();
    }
    let required = def.fields.iter().filter(|field| field.presence == Presence::Required);
    required
        .map(|field| {
            let name = naming::trait_name(&field.setter.name);
            let clashes =
                USED.contains(&name.as_str()) || name == def.item.name || name == def.builder;
            let bound = ident(&name);
            let parameter =
                if clashes { ident(&naming::parameter_name(&name)) } else { bound.clone() };
            Requirement { field, parameter, bound }
        })
        .collect()
}

fn emit_definition(def: &Structure, requirements: &[Requirement<'_>]) -> TokenStream {
    let (name, builder) = (ident(&def.item.name), ident(&def.builder));
    let doc = builder_doc(def, requirements);
    let parameters: Vec<&Ident> = requirements.iter().map(|r| &r.parameter).collect();
    if parameters.is_empty() {
        return quote! {
            #[doc = #doc]
            #[must_use]
            pub struct #builder(#name);
        };
    }
    let set = tuple(&parameters);
    quote! {
        #[doc = #doc]
        #[must_use]
        pub struct #builder<#(#parameters = rt::Unset),*>(#name, rt::PhantomData<#set>);
    }
}

fn emit_build(def: &Structure, requirements: &[Requirement<'_>]) -> TokenStream {
    let name = ident(&def.item.name);
    let bounds = emit_bounds(requirements);
    quote! {
        /// Gives the finished value.
        pub fn build(self) -> #name
        #bounds
        {
            self.0
        }
    }
}

fn builder_doc(def: &Structure, requirements: &[Requirement<'_>]) -> String {
    let name = &def.item.name;
    let setters: Vec<String> =
        requirements.iter().map(|r| format!("`{}`", plain(&r.field.setter.name))).collect();
    match setters.split_last() {
        None => format!(" Builds a [`{name}`](struct@{name}); no member is required."),
        Some((last, [])) => format!(" Builds a [`{name}`](struct@{name}); {last} is required."),
        Some((last, rest)) => {
            format!(
                " Builds a [`{name}`](struct@{name}); {} and {last} are required.",
                rest.join(", ")
            )
        }
    }
}

/// What every setter starts with, the type of its argument `value`, and the expression of what it
/// stores.
fn setter_parts(
    std: Std<'_>,
    def: &Structure,
    field: &Field,
) -> (TokenStream, TokenStream, TokenStream) {
    let empty = empty_doc(&field.ty).unwrap_or_default();
    let doc = format!(" Sets [`{}::{}`]{empty}.", def.item.name, plain(&field.name));
    let deprecated = deprecated(field.deprecated.as_ref());
    let (parameter, value) = argument(std, &field.ty);
    let value = if field.boxed {
        let boxed = std.boxed();
        quote!(#boxed::new(#value))
    } else {
        value
    };
    (quote!(#[doc = #doc] #deprecated), parameter, value)
}

/// The setter of a required field, given its place among those.
fn emit_required_setter(
    std: Std<'_>,
    def: &Structure,
    field: &Field,
    requirements: &[Requirement<'_>],
    place: usize,
) -> TokenStream {
    let (head, parameter, value) = setter_parts(std, def, field);
    let (name, setter) = (ident(&field.name), ident(&field.setter.name));
    if requirements.is_empty() {
        let inline = is_scalar(&field.ty).then(|| quote!(#[inline]));
        let place = index(place);
        return quote! {
            #head
            #inline
            pub fn #setter(mut self, value: #parameter) -> Self {
                self.0.#name = #value;
                self.1.set(#place);
                self
            }
        };
    }
    let result = result_type(def, field, requirements);
    let builder = ident(&def.builder);
    quote! {
        #head
        pub fn #setter(mut self, value: #parameter) -> #result {
            self.0.#name = #value;
            #builder(self.0, rt::PhantomData)
        }
    }
}

/// The setters of a field that is not required.
fn emit_setter(std: Std<'_>, def: &Structure, field: &Field, is_generic: bool) -> TokenStream {
    let (head, parameter, value) = setter_parts(std, def, field);
    let (name, setter) = (ident(&field.name), ident(&field.setter.name));
    let stored = match field.presence {
        Presence::Optional => quote!(Some(#value)),
        Presence::Required | Presence::Defaulted(_) => value,
    };
    // What is generic is compiled where it is used, without being told so.
    let inline = (!is_generic && is_scalar(&field.ty)).then(|| quote!(#[inline]));
    let maybe = emit_maybe(std, field, is_generic);
    quote! {
        #head
        #inline
        pub fn #setter(mut self, value: #parameter) -> Self {
            self.0.#name = #stored;
            self
        }
        #maybe
    }
}

/// Whether a setter takes the type itself, and not what converts into it.
fn is_scalar(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Bool
            | TypeRef::I8
            | TypeRef::I16
            | TypeRef::I32
            | TypeRef::I64
            | TypeRef::F32
            | TypeRef::F64
            | TypeRef::Unit
    )
}

fn emit_maybe(std: Std<'_>, field: &Field, is_generic: bool) -> TokenStream {
    let inline = (!is_generic).then(|| quote!(#[inline]));
    let Some(setter) = field.setter.maybe.as_deref().map(ident) else { return TokenStream::new() };
    let name = ident(&field.name);
    let doc = format!(" Sets or clears `{}`.", plain(&field.name));
    let deprecated = deprecated(field.deprecated.as_ref());
    let (option, ty) = (std.option(), std.ty(&field.ty));
    let value = if field.boxed {
        let boxed = std.boxed();
        quote!(value.map(#boxed::new))
    } else {
        quote!(value)
    };
    quote! {
        #[doc = #doc]
        #deprecated
        #inline
        pub fn #setter(mut self, value: #option<#ty>) -> Self {
            self.0.#name = #value;
            self
        }
    }
}

/// The builder's type once a required field is set.
fn result_type(def: &Structure, field: &Field, requirements: &[Requirement<'_>]) -> TokenStream {
    let builder = ident(&def.builder);
    let parameters = requirements.iter().map(|r| {
        let parameter = &r.parameter;
        if r.field.name == field.name { quote!(rt::Set) } else { quote!(#parameter) }
    });
    quote!(#builder<#(#parameters),*>)
}

/// The type of a setter's argument `value`, and the expression that makes the field's value of it.
fn argument(std: Std<'_>, ty: &TypeRef) -> (TokenStream, TokenStream) {
    match ty {
        TypeRef::Bool
        | TypeRef::I8
        | TypeRef::I16
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::F32
        | TypeRef::F64
        | TypeRef::Unit => (std.ty(ty), quote!(value)),
        TypeRef::BigInteger
        | TypeRef::BigDecimal
        | TypeRef::String
        | TypeRef::Blob
        | TypeRef::Timestamp
        | TypeRef::Document
        | TypeRef::Body
        | TypeRef::Events(_)
        | TypeRef::Aggregate(_)
        | TypeRef::StringEnum(_)
        | TypeRef::IntEnum(_)
        | TypeRef::Option(_) => (converted(std, ty), quote!(value.into())),
        TypeRef::List(item) => {
            let iterator = std.into_iterator();
            let item_type = element(std, item);
            let collect = if is_converted(item) {
                let into = std.into();
                quote!(value.into_iter().map(#into::into).collect())
            } else {
                quote!(value.into_iter().collect())
            };
            (quote!(impl #iterator<Item = #item_type>), collect)
        }
        TypeRef::Map(key, value) => {
            let iterator = std.into_iterator();
            let (key_type, value_type) = (element(std, key), element(std, value));
            let value = if is_converted(value) { quote!(value.into()) } else { quote!(value) };
            (
                quote!(impl #iterator<Item = (#key_type, #value_type)>),
                quote!(value.into_iter().map(|(key, value)| (key.into(), #value)).collect()),
            )
        }
    }
}

fn converted(std: Std<'_>, ty: &TypeRef) -> TokenStream {
    let (into, ty) = (std.into(), std.ty(ty));
    quote!(impl #into<#ty>)
}

fn element(std: Std<'_>, ty: &TypeRef) -> TokenStream {
    if is_converted(ty) { converted(std, ty) } else { std.ty(ty) }
}

/// Whether what a collection holds is given as anything that converts into it. A structure is given
/// as itself, so that an empty array needs no annotation.
pub(super) fn is_converted(ty: &TypeRef) -> bool {
    converted_name(ty).is_some()
}

/// The name of a type that what a collection holds may convert into.
fn converted_name(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::String => Some("String"),
        TypeRef::Blob => Some("Bytes"),
        TypeRef::Timestamp => Some("Timestamp"),
        TypeRef::StringEnum(name) | TypeRef::IntEnum(name) => Some(name),
        TypeRef::Bool
        | TypeRef::I8
        | TypeRef::I16
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::F32
        | TypeRef::F64
        | TypeRef::BigInteger
        | TypeRef::BigDecimal
        | TypeRef::Document
        | TypeRef::Body
        | TypeRef::Events(_)
        | TypeRef::Unit
        | TypeRef::Aggregate(_)
        | TypeRef::List(_)
        | TypeRef::Map(..)
        | TypeRef::Option(_) => None,
    }
}

/// Says how to write an empty collection whose items would convert: nothing tells the compiler their type.
fn empty_doc(ty: &TypeRef) -> Option<String> {
    if let TypeRef::List(item) = ty {
        let item = converted_name(item)?;
        return Some(format!("; an empty list needs its type: `Vec::<{item}>::new()`"));
    }
    let TypeRef::Map(key, value) = ty else { return None };
    let (key, value) = (converted_name(key)?, converted_name(value).unwrap_or("_"));
    Some(format!("; an empty map needs its type: `BTreeMap::<{key}, {value}>::new()`"))
}

fn emit_bounds(requirements: &[Requirement<'_>]) -> TokenStream {
    if requirements.is_empty() {
        return TokenStream::new();
    }
    let bounds = requirements.iter().map(|r| {
        let (parameter, bound) = (&r.parameter, &r.bound);
        quote!(#parameter: crate::builder::required::#bound)
    });
    quote!(where #(#bounds),*)
}

fn generics(parameters: &[&Ident]) -> TokenStream {
    if parameters.is_empty() { TokenStream::new() } else { quote!(<#(#parameters),*>) }
}

fn tuple(parameters: &[&Ident]) -> TokenStream {
    quote!((#(#parameters,)*))
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Emits the module that gathers the builders and the traits by which they insist.
pub(super) fn emit_module(package: &Package) -> TokenStream {
    let structures: Vec<&Structure> = package
        .types
        .iter()
        .filter_map(|def| match def {
            TypeDef::Structure(def) => Some(def),
            TypeDef::Union(_) | TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => None,
        })
        .collect();
    let builders = structures.iter().map(|def| {
        let (module, builder) = (ident(&def.item.module), ident(&def.builder));
        quote!(pub use crate::types::#module::#builder;)
    });
    let checked = structures.iter().any(|def| def.check() == Check::Build).then(|| {
        let doc = format!(
            " A structure with more than {PARAMETER_LIMIT} required members is an exception: its `build` \
             returns a `Result`, and fails while one of them is not set."
        );
        quote! {
            //!
            #![doc = #doc]
        }
    });
    let setters: BTreeMap<String, &str> = structures
        .iter()
        .filter(|def| def.check() == Check::Type)
        .flat_map(|def| &def.fields)
        .filter(|field| field.presence == Presence::Required)
        .map(|field| (naming::trait_name(&field.setter.name), plain(&field.setter.name)))
        .collect();
    let traits = setters.iter().map(|(name, setter)| emit_requirement(name, setter));
    let runtime = (!setters.is_empty()).then(|| {
        quote!(
            use smithgen_runtime::v1 as rt;
        )
    });
    quote! {
        //! Builders of the structures in [`types`](crate::types).
        //!
        //! A builder starts at the `builder` function of its structure. Its `build` compiles once every
        //! required member is set.
        #checked
        //!
        //! A setter takes text, bytes, times and enums as anything that converts into them, and lists and maps as
        //! anything that is iterated over: `["a"]`, `vec![name]`, `names.iter().cloned()`, `[("key", "value")]`.
        //! Their items convert as well, so an empty collection needs its type, such as `Vec::<String>::new()`, and a
        //! `&[&str]` is passed as `.iter().copied()`.

        #(#builders)*

        pub mod required {
            //! The traits by which a builder insists on its required members. They are for the compiler's
            //! messages; there is no use for them elsewhere.

            #runtime
            #(#traits)*
        }
    }
}

fn emit_requirement(name: &str, setter: &str) -> TokenStream {
    let name = ident(name);
    let doc = format!(" Says that `{setter}` is set.");
    let message = format!("the required member `{setter}` is not set");
    let label = format!("`{setter}` is missing");
    let note = format!("call `.{setter}(..)` before `.build()`");
    quote! {
        #[doc = #doc]
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait #name {}

        #[diagnostic::do_not_recommend]
        impl #name for rt::Set {}
    }
}
