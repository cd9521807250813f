//! XML ([1.0]), by Smithy's [XML bindings]: bodies of restXml, and responses of awsQuery and ec2Query.
//!
//! Members are elements by the name of the member or its `@xmlName`, or attributes; blobs are base64, timestamps are
//! `date-time` unless a trait says otherwise, floats that are not finite have names, and what is not set is left
//! out. Nulls in sparse lists and maps are elements with `xsi:nil`. The protocols differ in what is around the
//! members, which is [`Root`] for requests and [`Envelope`] for responses.
//!
//! The reader takes what well-behaved servers send, and is no validator: it resolves no namespace, and takes
//! character references to control characters, which services do send. It reads UTF-8 alone, and no
//! document type declaration, so that there is no entity to expand or to fetch.
//!
//! [1.0]: https://www.w3.org/TR/xml/
//! [XML bindings]: https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings

mod read;
mod scan;
pub(crate) mod text;
mod write;

#[cfg(feature = "query")]
pub use self::read::request_id;
pub use self::read::{
    ErrorBody, Start, expect_document, find_error, lists_errors, read, read_payload, start,
};
pub use self::write::{write, write_payload};

use crate::schema::{Member, Schema, Trait};

/// The namespace of `xsi:nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A namespace that an element declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace<'a> {
    /// The name of the namespace.
    pub uri: &'a str,
    /// The prefix that stands for it; empty for the default namespace.
    pub prefix: &'a str,
}

/// The element around what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root<'a> {
    /// The element's name.
    pub name: &'a str,
    /// The namespace that it declares.
    pub namespace: Option<Namespace<'a>>,
}

impl<'a> Root<'a> {
    /// The root of a structure or union that is a body by itself.
    pub fn of(schema: &'static Schema) -> Root<'static> {
        let name = xml_name(schema.traits()).unwrap_or(schema.name());
        Root { name, namespace: namespace(schema.traits()) }
    }

    /// The root of a member that is the whole body: what the member says goes before what its target says.
    ///
    /// There is none for a member that holds no aggregate.
    pub fn of_payload(member: &'static Member) -> Option<Root<'static>> {
        let target = Root::of(member.target()?);
        let name = xml_name(member.traits()).unwrap_or(target.name);
        let namespace = namespace(member.traits()).or(target.namespace);
        Some(Root { name, namespace })
    }

    /// Declares a namespace, such as the service's, unless there is one already.
    #[must_use]
    pub fn or_namespace(mut self, namespace: Option<Namespace<'a>>) -> Self {
        self.namespace = self.namespace.or(namespace);
        self
    }
}

/// What a service's responses have beyond the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    empty_unions: &'static [&'static str],
}

impl Options {
    /// Nothing beyond the rules.
    pub const DEFAULT: Self = Self { empty_unions: &[] };

    /// Names the unions that the service may send as an empty element, which leaves the member
    /// unset. For any other union, an empty element is an error.
    #[must_use]
    pub const fn with_empty_unions(mut self, names: &'static [&'static str]) -> Self {
        self.empty_unions = names;
        self
    }
}

/// Where the members of a structure are in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope<'a> {
    /// In the root: restXml and ec2Query. Its name does not matter, as models of one service differ in it.
    Root,
    /// In the element of the root that is named after an operation, and ends in `Result`: awsQuery.
    Result(&'a str),
    /// The root is the one member itself: restXml with `@s3UnwrappedXmlOutput`.
    Member,
    /// In the first `Error`: the root, an element of it, or of its `Errors`. All protocols have one of the three;
    /// where there is none, the root has the members.
    Error,
}

/// The name of an element or attribute.
#[inline]
pub(crate) fn wire_name(member: &Member) -> &'static str {
    xml_name(member.traits()).unwrap_or(member.name())
}

/// The name of an element or attribute, without its prefix.
pub(crate) fn local_name(member: &Member) -> &'static str {
    let name = wire_name(member);
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The name that `@xmlName` gives.
#[inline]
fn xml_name(traits: &[Trait]) -> Option<&'static str> {
    traits.iter().find_map(|one| match one {
        Trait::XmlName(name) => Some(*name),
        _ => None,
    })
}

fn namespace(traits: &[Trait]) -> Option<Namespace<'static>> {
    traits.iter().find_map(|one| match *one {
        Trait::XmlNamespace { uri, prefix } => Some(Namespace { uri, prefix }),
        _ => None,
    })
}

#[inline]
fn is_attribute(member: &Member) -> bool {
    member.traits().iter().any(|one| matches!(one, Trait::XmlAttribute))
}

#[inline]
pub(crate) fn is_flattened(member: &Member) -> bool {
    member.traits().iter().any(|one| matches!(one, Trait::XmlFlattened))
}
