//! Pieces of syntax that several emitters spell: names, types, documentation, schemas.

use std::collections::BTreeSet;

use proc_macro2::{Ident, LexError, Literal, Span, TokenStream};
use quote::quote;

use crate::docs::{LINE_SEPARATOR, printable};
use crate::ir::{
    Deprecated, MemberSchema, Namespace, Property, SchemaRef, TimestampFormat, TypeRef, WireTrait,
};

/// The standard library's names: short, but for those that a shape of the model bears as well.
#[derive(Clone, Copy)]
pub(super) struct Std<'a> {
    shadowed: &'a BTreeSet<String>,
}

impl<'a> Std<'a> {
    pub(super) fn new(shadowed: &'a BTreeSet<String>) -> Self {
        Self { shadowed }
    }

    fn path(self, name: &str, absolute: TokenStream) -> TokenStream {
        if self.shadowed.contains(name) {
            return absolute;
        }
        let name = ident(name);
        quote!(#name)
    }

    pub(super) fn option(self) -> TokenStream {
        self.path("Option", quote!(::std::option::Option))
    }

    pub(super) fn string(self) -> TokenStream {
        self.path("String", quote!(::std::string::String))
    }

    pub(super) fn vec(self) -> TokenStream {
        self.path("Vec", quote!(::std::vec::Vec))
    }

    pub(super) fn boxed(self) -> TokenStream {
        self.path("Box", quote!(::std::boxed::Box))
    }

    pub(super) fn default(self) -> TokenStream {
        self.path("Default", quote!(::std::default::Default))
    }

    pub(super) fn into(self) -> TokenStream {
        self.path("Into", quote!(::std::convert::Into))
    }

    pub(super) fn into_iterator(self) -> TokenStream {
        self.path("IntoIterator", quote!(::std::iter::IntoIterator))
    }

    /// `BTreeMap` is not in the prelude: see [`Std::imports`].
    fn btree_map(self) -> TokenStream {
        self.path("BTreeMap", quote!(::std::collections::BTreeMap))
    }

    /// The imports that a file needs whose members have these types.
    pub(super) fn imports<'t>(self, types: impl IntoIterator<Item = &'t TypeRef>) -> TokenStream {
        let needs_map = types.into_iter().any(holds_map);
        if needs_map && !self.shadowed.contains("BTreeMap") {
            quote!(
                use std::collections::BTreeMap;
            )
        } else {
            TokenStream::new()
        }
    }

    /// A type as it is written in the module of another type.
    pub(super) fn ty(self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Bool => quote!(bool),
            TypeRef::I8 => quote!(i8),
            TypeRef::I16 => quote!(i16),
            TypeRef::I32 => quote!(i32),
            TypeRef::I64 => quote!(i64),
            TypeRef::F32 => quote!(f32),
            TypeRef::F64 => quote!(f64),
            TypeRef::BigInteger => quote!(rt::BigInteger),
            TypeRef::BigDecimal => quote!(rt::BigDecimal),
            TypeRef::String => self.string(),
            TypeRef::Blob => quote!(rt::Bytes),
            TypeRef::Timestamp => quote!(rt::Timestamp),
            TypeRef::Document => quote!(rt::Document),
            TypeRef::Body => quote!(rt::Body),
            TypeRef::Events(name) => {
                let name = ident(name);
                quote!(rt::EventStream<super::#name>)
            }
            TypeRef::Unit => quote!(rt::Unit),
            TypeRef::Aggregate(name) | TypeRef::StringEnum(name) | TypeRef::IntEnum(name) => {
                let name = ident(name);
                quote!(super::#name)
            }
            TypeRef::List(item) => {
                let (vec, item) = (self.vec(), self.ty(item));
                quote!(#vec<#item>)
            }
            TypeRef::Map(key, value) => {
                let (map, key, value) = (self.btree_map(), self.ty(key), self.ty(value));
                quote!(#map<#key, #value>)
            }
            TypeRef::Option(inner) => {
                let (option, inner) = (self.option(), self.ty(inner));
                quote!(#option<#inner>)
            }
        }
    }
}

fn holds_map(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Map(..) => true,
        TypeRef::List(inner) | TypeRef::Option(inner) => holds_map(inner),
        TypeRef::Bool
        | TypeRef::I8
        | TypeRef::I16
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::F32
        | TypeRef::F64
        | TypeRef::BigInteger
        | TypeRef::BigDecimal
        | TypeRef::String
        | TypeRef::Blob
        | TypeRef::Timestamp
        | TypeRef::Document
        | TypeRef::Body
        | TypeRef::Events(_)
        | TypeRef::Unit
        | TypeRef::Aggregate(_)
        | TypeRef::StringEnum(_)
        | TypeRef::IntEnum(_) => false,
    }
}

/// An identifier, raw where the name says so. Lowering has made sure that it is one.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A shape's name: its id without the namespace, as codecs want it.
pub(super) fn shape_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// One `#[doc]` attribute for all lines, which rendering parts: documentation is a quarter of all lines, and an
/// attribute is several tokens to make, to parse, and to drop.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let lines: Vec<String> = lines.iter().map(|line| doc_line(line)).collect();
    let text = raw(&lines.join(LINE_SEPARATOR.encode_utf8(&mut [0; 4])));
    quote!(#[doc = #text])
}

/// A long text as a literal in which nothing is escaped: an escape is looked for twice until it is printed.
fn raw(text: &str) -> Literal {
    let pounds = |rest: &str| rest.bytes().take_while(|byte| *byte == b'#').count();
    let most = text.split('"').skip(1).map(pounds).max();
    let fence = "#".repeat(most.map_or(0, |most| most + 1));
    let literal = format!("r{fence}\"{text}\"{fence}").parse();
    literal.unwrap_or_else(|_: LexError| Literal::string(text))
}

/// A line as it stands in a doc attribute: with a leading space, unless it is empty, without spaces at its end, and
/// without anything that could end the comment.
pub(super) fn doc_line(line: &str) -> String {
    let mut line = format!(" {}", printable(line));
    line.truncate(line.trim_end_matches(' ').len());
    line
}

/// The `#[deprecated]` attribute. Its `since` is a version of a crate, so the model's goes into the note.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    let Some(Deprecated { since, note }) = deprecated else { return TokenStream::new() };
    let since = since.as_ref().map(|since| format!("Deprecated since {since}."));
    let facts: Vec<&str> = since.iter().chain(note).map(String::as_str).collect();
    if facts.is_empty() {
        return quote!(#[deprecated]);
    }
    let note = facts.join(" ");
    quote!(#[deprecated(note = #note)])
}

/// An index, without a suffix.
pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// The expression of a member's schema, written in the module of a type.
pub(super) fn member_schema(schema: &MemberSchema) -> TokenStream {
    let name = &schema.name;
    let target = schema.target.as_ref().map(|target| {
        let target = schema_path(target);
        quote!(.of(&#target))
    });
    let properties = schema.properties.iter().map(property);
    let traits = wire_traits(&schema.traits);
    quote!(rt::Member::new(#name) #target #(#properties)* #traits)
}

/// The call that states what few shapes and members have; nothing where there is none.
pub(super) fn wire_traits(traits: &[WireTrait]) -> TokenStream {
    if traits.is_empty() {
        return TokenStream::new();
    }
    let traits = traits.iter().map(wire_trait);
    quote!(.with(&[#(#traits),*]))
}

fn wire_trait(wire_trait: &WireTrait) -> TokenStream {
    match wire_trait {
        WireTrait::XmlName(name) => quote!(rt::Trait::XmlName(#name)),
        WireTrait::XmlAttribute => quote!(rt::Trait::XmlAttribute),
        WireTrait::XmlFlattened => quote!(rt::Trait::XmlFlattened),
        WireTrait::XmlNamespace(Namespace { uri, prefix }) => {
            quote!(rt::Trait::XmlNamespace { uri: #uri, prefix: #prefix })
        }
        WireTrait::Ec2QueryName(name) => quote!(rt::Trait::Ec2QueryName(#name)),
        WireTrait::MediaType(name) => quote!(rt::Trait::MediaType(#name)),
        WireTrait::HttpLabel => quote!(rt::Trait::HttpLabel),
        WireTrait::HttpHeader(name) => quote!(rt::Trait::HttpHeader(#name)),
        WireTrait::HttpPrefixHeaders(prefix) => quote!(rt::Trait::HttpPrefixHeaders(#prefix)),
        WireTrait::HttpQuery(name) => quote!(rt::Trait::HttpQuery(#name)),
        WireTrait::HttpQueryParams => quote!(rt::Trait::HttpQueryParams),
        WireTrait::HttpPayload => quote!(rt::Trait::HttpPayload),
        WireTrait::HttpResponseCode => quote!(rt::Trait::HttpResponseCode),
        WireTrait::HostLabel => quote!(rt::Trait::HostLabel),
        WireTrait::EventHeader => quote!(rt::Trait::EventHeader),
        WireTrait::EventPayload => quote!(rt::Trait::EventPayload),
        WireTrait::EventStream => quote!(rt::Trait::EventStream),
        WireTrait::Exception => quote!(rt::Trait::Exception),
        WireTrait::Sensitive => quote!(rt::Trait::Sensitive),
    }
}

fn schema_path(target: &SchemaRef) -> TokenStream {
    match target {
        SchemaRef::Type(module) => {
            let module = ident(module);
            quote!(crate::types::#module::SCHEMA)
        }
        SchemaRef::Collection(name) => {
            let name = ident(name);
            quote!(crate::schema::#name)
        }
        SchemaRef::Unit => quote!(rt::UNIT),
    }
}

fn property(property: &Property) -> TokenStream {
    match property {
        Property::Required => quote!(.required()),
        Property::Sensitive => quote!(.sensitive()),
        Property::IdempotencyToken => quote!(.idempotency_token()),
        Property::JsonName(name) => quote!(.json_name(#name)),
        Property::TimestampFormat(TimestampFormat::EpochSeconds) => {
            quote!(.timestamp_format(rt::TimestampFormat::EpochSeconds))
        }
        Property::TimestampFormat(TimestampFormat::DateTime) => {
            quote!(.timestamp_format(rt::TimestampFormat::DateTime))
        }
        Property::TimestampFormat(TimestampFormat::HttpDate) => {
            quote!(.timestamp_format(rt::TimestampFormat::HttpDate))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_literal_holds_what_would_end_it() {
        for text in ["", "a", "\"", "\\", "\"#", "\"# #### \"##b\"", "\u{1E}"] {
            let literal = raw(text);
            let read: syn::LitStr = syn::parse2(quote!(#literal)).unwrap();
            assert_eq!(read.value(), text);
            assert!(literal.to_string().starts_with('r'), "{text:?} is not raw");
        }
    }
}
