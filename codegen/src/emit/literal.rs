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
        Literal::Seconds(seconds) => {
            let seconds = Token::i64_unsuffixed(*seconds);
            quote!(rt::Timestamp::from_seconds(#seconds))
        }
        Literal::DocumentBool(value) => quote!(rt::Document::Bool(#value)),
        Literal::DocumentString(value) => quote!(rt::Document::from(#value)),
        Literal::DocumentInteger(value) => quote!(rt::Document::from(#value)),
        Literal::DocumentArray => quote!(rt::Document::Array(#default::default())),
        Literal::DocumentObject => quote!(rt::Document::Object(#default::default())),
    }
}

fn integer(std: Std<'_>, value: i64, ty: &TypeRef) -> TokenStream {
    let token = Token::i64_unsuffixed(value);
    match ty {
        TypeRef::IntEnum(_) => {
            let ty = std.ty(ty);
            quote!(#ty::from(#token))
        }
        TypeRef::BigInteger => quote!(rt::BigInteger::from(#token)),
        _ => quote!(#token),
    }
}

fn float(value: f64, ty: &TypeRef) -> TokenStream {
    if *ty == TypeRef::BigDecimal {
        let text = value.to_string();
        return quote!(rt::BigDecimal::try_from(#text).unwrap_or_default());
    }
    let token = Token::f64_unsuffixed(value);
    quote!(#token)
}
