//! Defaults as expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Literal, TypeRef};

use super::syntax::{Std, ident};

/// The expression of a default of a type.
pub(super) fn emit(std: Std<'_>, literal: &Literal, ty: &TypeRef) -> TokenStream {
    let default = std.default();
    match literal {
        Literal::Zero => quote!(#default::default()),
        Literal::True => quote!(true),
        Literal::Integer(value) => integer(std, *value, ty),
        Literal::Float(value) => float(*value, ty),
        Literal::String(value) => {
            let string = std.string();
            quote!(#string::from(#value))
        }
        Literal::Variant(name, variant) => {
            let (name, variant) = (ident(name), ident(variant));
            quote!(super::#name::#variant)
        }
        Literal::UnknownString(value) => {
            let ty = std.ty(ty);
            quote!(#ty::from(#value))
        }
        Literal::Blob(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(rt::Bytes::from_static(#bytes))
        }
        Literal::Big(text) => quote!(#text.parse().unwrap_or_default()),
        Literal::Timestamp { seconds, nanos: 0 } => {
            let seconds = Token::i64_unsuffixed(*seconds);
            quote!(rt::Timestamp::from_seconds(#seconds))
        }
        Literal::Timestamp { seconds, nanos } => {
            let (seconds, nanos) = (Token::i64_unsuffixed(*seconds), Token::u32_unsuffixed(*nanos));
            quote!(rt::Timestamp::new(#seconds, #nanos).unwrap_or_default())
        }
        Literal::DocumentBool(value) => quote!(rt::Document::Bool(#value)),
        Literal::DocumentString(value) => quote!(rt::Document::from(#value)),
        Literal::DocumentInteger(value) => quote!(rt::Document::from(#value)),
        Literal::DocumentFloat(value) => quote!(rt::Document::from(#value)),
        Literal::DocumentArray => quote!(rt::Document::Array(#default::default())),
        Literal::DocumentObject => quote!(rt::Document::Object(#default::default())),
    }
}

fn integer(std: Std<'_>, value: i64, ty: &TypeRef) -> TokenStream {
    let token = Token::i64_unsuffixed(value);
    if let TypeRef::IntEnum(_) = ty {
        let ty = std.ty(ty);
        return quote!(#ty::from(#token));
    }
    quote!(#token)
}

fn float(value: f64, ty: &TypeRef) -> TokenStream {
    let name = if *ty == TypeRef::F32 { quote!(f32) } else { quote!(f64) };
    if value.is_nan() {
        return quote!(#name::NAN);
    }
    if value.is_infinite() {
        let infinity = if value > 0.0 { quote!(INFINITY) } else { quote!(NEG_INFINITY) };
        return quote!(#name::#infinity);
    }
    let token = Token::f64_unsuffixed(value);
    quote!(#token)
}
