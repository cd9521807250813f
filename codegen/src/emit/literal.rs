//! Defaults as expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;
use smithgen_runtime::Number;

use crate::ir::{Literal, TypeRef};

use super::syntax::{Std, ident};

/// The expression of a default of a type.
pub(super) fn emit(std: Std<'_>, literal: &Literal, ty: &TypeRef) -> TokenStream {
    let default = std.default();
    match literal {
        Literal::Zero => quote!(#default::default()),
        Literal::True => quote!(true),
        Literal::Integer(value) => integer(std, *value, ty),
        Literal::Float(value) => float(&format!("{value:?}"), &quote!(f32)),
        Literal::Double(value) => float(&format!("{value:?}"), &quote!(f64)),
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
            let bytes = quote!(rt::Bytes::from_static(#bytes));
            if *ty == TypeRef::Body { quote!(rt::Body::from(#bytes)) } else { bytes }
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
        Literal::DocumentNumber(value) => document_number(value),
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

/// A float, from its `Debug`: the shortest text that reads as it, with an exponent where it would be long.
fn float(text: &str, ty: &TokenStream) -> TokenStream {
    match text {
        "NaN" => quote!(#ty::NAN),
        "inf" => quote!(#ty::INFINITY),
        "-inf" => quote!(#ty::NEG_INFINITY),
        // A number is tokens.
        number => number.parse().unwrap_or_default(),
    }
}

fn document_number(number: &Number) -> TokenStream {
    match number {
        Number::Unsigned(value) => quote!(rt::Document::from(#value)),
        Number::Negative(value) => quote!(rt::Document::from(#value)),
        Number::Float(value) => {
            let value = float(&format!("{value:?}"), &quote!(f64));
            quote!(rt::Document::from(#value))
        }
        Number::Big(value) => {
            let text = value.as_str();
            quote!(rt::Document::from(#text.parse::<rt::BigDecimal>().unwrap_or_default()))
        }
    }
}
