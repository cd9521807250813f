//! What a codec may ask about a shape, as static data.

use crate::timestamp::TimestampFormat;

/// The facts of an aggregate shape (a structure, union, list or map) that codecs need.
///
/// Simple shapes have none of their own: what matters about them is stated on the [`Member`] that
/// targets them.
#[derive(Debug)]
pub struct Schema {
    name: &'static str,
    kind: Kind,
    members: &'static [Member],
    traits: &'static [Trait],
}

/// Which aggregate a [`Schema`] describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A structure: members by name.
    Structure,
    /// A union: exactly one of the members.
    Union,
    /// A list; its one member is the item.
    List,
    /// A list whose items may be null.
    SparseList,
    /// A map; its two members are the key and the value.
    Map,
    /// A map whose values may be null.
    SparseMap,
}

impl Schema {
    /// Describes a structure by its name in the model, without the namespace.
    pub const fn structure(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Structure, members)
    }

    /// Describes a union.
    pub const fn union(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Union, members)
    }

    /// Describes a list by its item.
    pub const fn list(name: &'static str, item: &'static [Member; 1]) -> Self {
        Self::new(name, Kind::List, item)
    }

    /// Describes a list whose items may be null.
    pub const fn sparse_list(name: &'static str, item: &'static [Member; 1]) -> Self {
        Self::new(name, Kind::SparseList, item)
    }

    /// Describes a map by its key and its value.
    pub const fn map(name: &'static str, entry: &'static [Member; 2]) -> Self {
        Self::new(name, Kind::Map, entry)
    }

    /// Describes a map whose values may be null.
    pub const fn sparse_map(name: &'static str, entry: &'static [Member; 2]) -> Self {
        Self::new(name, Kind::SparseMap, entry)
    }

    const fn new(name: &'static str, kind: Kind, members: &'static [Member]) -> Self {
        Self { name, kind, members, traits: &[] }
    }

    /// Adds what few shapes have.
    #[must_use]
    pub const fn with(mut self, traits: &'static [Trait]) -> Self {
        self.traits = traits;
        self
    }

    /// The shape's name in the model, without the namespace.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Which aggregate this is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The members in the order of the model; see [`Kind`] for those of lists and maps.
    pub const fn members(&self) -> &'static [Member] {
        self.members
    }

    /// What few shapes have.
    pub const fn traits(&self) -> &'static [Trait] {
        self.traits
    }

    /// Whether the structure or union is secret as a whole (`@sensitive`).
    pub fn is_sensitive(&self) -> bool {
        self.traits.contains(&Trait::Sensitive)
    }

    /// Whether the shape or anything in it, at any depth, is secret.
    #[cold]
    pub(crate) fn holds_secrets(&'static self) -> bool {
        let mut seen: Vec<&'static Self> = Vec::new();
        let mut open = vec![self];
        while let Some(schema) = open.pop() {
            if schema.is_sensitive() || schema.members.iter().any(Member::is_sensitive) {
                return true;
            }
            if !seen.iter().any(|one| std::ptr::eq(*one, schema)) {
                seen.push(schema);
                open.extend(schema.members.iter().filter_map(Member::target));
            }
        }
        false
    }
}

/// A trait that few shapes and members have: what HTTP bindings and XML ask about.
///
/// A member states those of its target too, where they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trait {
    /// `@xmlName`: the name of an element or attribute, with its prefix.
    XmlName(&'static str),
    /// `@xmlAttribute`: the member is an attribute of its structure's element.
    XmlAttribute,
    /// `@xmlFlattened`: the items of a list or the entries of a map stand where the member would.
    XmlFlattened,
    /// `@xmlNamespace`.
    XmlNamespace {
        /// The namespace.
        uri: &'static str,
        /// The prefix that stands for it; empty for the default namespace.
        prefix: &'static str,
    },
    /// `@ec2QueryName`.
    Ec2QueryName(&'static str),
    /// `@mediaType`.
    MediaType(&'static str),
    /// `@httpLabel`: a label of the URI.
    HttpLabel,
    /// `@httpHeader`: a header by its name.
    HttpHeader(&'static str),
    /// `@httpPrefixHeaders`: headers whose names start with a prefix.
    HttpPrefixHeaders(&'static str),
    /// `@httpQuery`: a parameter of the query by its name.
    HttpQuery(&'static str),
    /// `@httpQueryParams`: parameters of the query.
    HttpQueryParams,
    /// `@httpPayload`: the whole body.
    HttpPayload,
    /// `@httpResponseCode`: the status.
    HttpResponseCode,
    /// `@hostLabel`: a label of the host.
    HostLabel,
    /// `@eventHeader`: a header of an event.
    EventHeader,
    /// `@eventPayload`: the payload of an event.
    EventPayload,
    /// The member of an input or output is an event stream.
    EventStream,
    /// The member of an event stream is an error, and ends the stream.
    Exception,
    /// `@sensitive` on a structure or union; members have [`Member::sensitive`] for it.
    Sensitive,
}

/// The facts of one member that codecs need.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    name: &'static str,
    json_name: Option<&'static str>,
    target: Option<&'static Schema>,
    timestamp_format: Option<TimestampFormat>,
    required: bool,
    sensitive: bool,
    idempotency_token: bool,
    traits: &'static [Trait],
}

impl Member {
    /// A member by its name in the model, which is an identifier (`[A-Za-z_][A-Za-z0-9_]*`): codecs rely on
    /// it to need no escape.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            json_name: None,
            target: None,
            timestamp_format: None,
            required: false,
            sensitive: false,
            idempotency_token: false,
            traits: &[],
        }
    }

    /// Says which aggregate the member holds.
    #[must_use]
    pub const fn of(mut self, target: &'static Schema) -> Self {
        self.target = Some(target);
        self
    }

    /// Marks the member as required (`@required`).
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Marks what the member holds as secret: it is not shown in `Debug`.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Marks the member as one that is filled in when the caller leaves it out (`@idempotencyToken`).
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }

    /// Gives the name that protocols with `@jsonName` put on the wire.
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = Some(name);
        self
    }

    /// Gives the format of a timestamp that is not the protocol's own (`@timestampFormat`).
    #[must_use]
    pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
        self.timestamp_format = Some(format);
        self
    }

    /// Adds what few members have.
    #[must_use]
    pub const fn with(mut self, traits: &'static [Trait]) -> Self {
        self.traits = traits;
        self
    }

    /// The member's name in the model.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The member's `@jsonName`, where it has one.
    pub const fn get_json_name(&self) -> Option<&'static str> {
        self.json_name
    }

    /// The aggregate that the member holds, where it holds one.
    pub const fn target(&self) -> Option<&'static Schema> {
        self.target
    }

    /// The member's own `@timestampFormat`, where it or its target has one.
    pub const fn get_timestamp_format(&self) -> Option<TimestampFormat> {
        self.timestamp_format
    }

    /// Whether the member is required.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether what the member holds is secret.
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Whether the member is an idempotency token.
    pub const fn is_idempotency_token(&self) -> bool {
        self.idempotency_token
    }

    /// What few members have.
    pub const fn traits(&self) -> &'static [Trait] {
        self.traits
    }

    /// Whether the member has one of those that say no more than that they are there.
    #[cfg(any(feature = "eventstream", feature = "rest-xml"))]
    pub(crate) fn is(&self, mark: Trait) -> bool {
        self.traits.contains(&mark)
    }
}
