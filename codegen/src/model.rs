//! The semantic model: shapes and their traits, as Smithy defines them, whatever format they came from.

mod id;
mod node;
pub mod prelude;
mod traits;

use std::collections::BTreeMap;

pub use self::id::ShapeId;
pub use self::node::{Node, Number};
pub use self::traits::{TraitId, Traits};

/// A model: shapes by id, and the metadata beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// Metadata by key. See <https://smithy.io/2.0/spec/model.html#model-metadata>.
    pub metadata: BTreeMap<String, Node>,
    /// Every shape of the model but those of Smithy's prelude.
    pub shapes: BTreeMap<ShapeId, Shape>,
}

/// A shape that is not a member.
#[derive(Debug, Clone)]
pub struct Shape {
    /// What it is, with what belongs to that kind alone.
    pub kind: ShapeKind,
    /// The traits applied to it.
    pub traits: Traits,
    /// The mixins that it uses, in order; empty once they are flattened.
    pub mixins: Vec<ShapeId>,
    /// The source that it was read from; not part of its meaning.
    pub source: SourceId,
}

/// Equal in meaning: where a shape was read from does not count.
impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.traits == other.traits && self.mixins == other.mixins
    }
}

/// Which of the sources of a run something was read from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// The kinds of shape. See <https://smithy.io/2.0/spec/model.html#shape-types>.
#[derive(Debug, Clone, PartialEq)]
pub enum ShapeKind {
    /// Bytes.
    Blob,
    /// True or false.
    Boolean,
    /// UTF-8 text.
    String,
    /// 8 bits, signed.
    Byte,
    /// 16 bits, signed.
    Short,
    /// 32 bits, signed.
    Integer,
    /// 64 bits, signed.
    Long,
    /// IEEE 754, 32 bits.
    Float,
    /// IEEE 754, 64 bits.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// A value without a schema.
    Document,
    /// Strings, one a member, whose values are in `smithy.api#enumValue`.
    Enum(Vec<Member>),
    /// Integers, one a member, whose values are in `smithy.api#enumValue`.
    IntEnum(Vec<Member>),
    /// An ordered list; the member's name is `member`.
    List(Member),
    /// A map from a string shape.
    Map {
        /// The member named `key`.
        key: Member,
        /// The member named `value`.
        value: Member,
    },
    /// A structure.
    Structure(Vec<Member>),
    /// A union.
    Union(Vec<Member>),
    /// An operation.
    Operation(Operation),
    /// A resource.
    Resource(Resource),
    /// A service.
    Service(Service),
}

impl ShapeKind {
    /// The name that Smithy's JSON AST has for the kind, as in `"type": "structure"`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Operation(_) => "operation",
            Self::Resource(_) => "resource",
            Self::Service(_) => "service",
        }
    }

    /// The members of an aggregate or enum, in order; none for any other kind.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (many, pair): (&[Member], [Option<&Member>; 2]) = match self {
            Self::Enum(members)
            | Self::IntEnum(members)
            | Self::Structure(members)
            | Self::Union(members) => (members, [None, None]),
            Self::List(member) => (&[], [Some(member), None]),
            Self::Map { key, value } => (&[], [Some(key), Some(value)]),
            _ => (&[], [None, None]),
        };
        many.iter().chain(pair.into_iter().flatten())
    }

    /// The same, to be changed.
    pub fn members_mut(&mut self) -> impl Iterator<Item = &mut Member> {
        let (many, pair): (&mut [Member], [Option<&mut Member>; 2]) = match self {
            Self::Enum(members)
            | Self::IntEnum(members)
            | Self::Structure(members)
            | Self::Union(members) => (members, [None, None]),
            Self::List(member) => (&mut [], [Some(member), None]),
            Self::Map { key, value } => (&mut [], [Some(key), Some(value)]),
            _ => (&mut [], [None, None]),
        };
        many.iter_mut().chain(pair.into_iter().flatten())
    }
}

/// A member of an aggregate or enum shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name, unique in its shape.
    pub name: String,
    /// The shape that it holds.
    pub target: ShapeId,
    /// The traits applied to the member itself.
    pub traits: Traits,
}

/// What an operation binds. See <https://smithy.io/2.0/spec/service-types.html#operation>.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Operation {
    /// The input structure; `None` is `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output structure; `None` is `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// The errors that it may return, beside those of its service.
    pub errors: Vec<ShapeId>,
}

/// What a resource binds. See <https://smithy.io/2.0/spec/service-types.html#resource>.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resource {
    /// Identifiers by name, with the string shape of each.
    pub identifiers: BTreeMap<String, ShapeId>,
    /// Properties by name, with the shape of each.
    pub properties: BTreeMap<String, ShapeId>,
    /// Lifecycle operations by name: `create`, `put`, `read`, `update`, `delete`, `list`.
    pub lifecycle: BTreeMap<String, ShapeId>,
    /// Operations on an instance.
    pub operations: Vec<ShapeId>,
    /// Operations on the collection.
    pub collection_operations: Vec<ShapeId>,
    /// Resources within.
    pub resources: Vec<ShapeId>,
}

/// What a service binds. See <https://smithy.io/2.0/spec/service-types.html#service>.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Service {
    /// Its version, often a date.
    pub version: String,
    /// Operations bound to the service itself.
    pub operations: Vec<ShapeId>,
    /// Resources, whose operations the service has as well.
    pub resources: Vec<ShapeId>,
    /// Errors that every operation may return.
    pub errors: Vec<ShapeId>,
    /// Names that some shapes have in this service.
    pub rename: BTreeMap<ShapeId, String>,
}
