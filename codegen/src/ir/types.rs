//! Structures, unions, enums and collections.

use super::check::Check;
use super::expression::Expression;
use super::item::{Deprecated, Docs, Item};
use super::member::{MemberSchema, Presence, Setter, TypeRef};
use super::wire::WireTrait;

/// A type that is generated.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeDef {
    /// A structure.
    Structure(Structure),
    /// A union.
    Union(Union),
    /// An enum of strings.
    StringEnum(StringEnum),
    /// An enum of integers.
    IntEnum(IntEnum),
}

impl TypeDef {
    /// What every named item has.
    pub fn item(&self) -> &Item {
        match self {
            Self::Structure(def) => &def.item,
            Self::Union(def) => &def.item,
            Self::StringEnum(def) => &def.item,
            Self::IntEnum(def) => &def.item,
        }
    }
}

/// A structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// Name and documentation.
    pub item: Item,
    /// What few shapes have.
    pub traits: Vec<WireTrait>,
    /// Its fields in the order of the model.
    pub fields: Vec<Field>,
    /// The builder's name.
    pub builder: String,
    /// Whether a field holds a stream, which cannot be cloned, compared or serialized.
    pub streaming: bool,
    /// How it is built, where it is the input of an operation.
    pub example: Option<Expression>,
}

impl Structure {
    /// Where its builder insists on the required members.
    pub fn check(&self) -> Check {
        let required = self.fields.iter().filter(|field| field.presence == Presence::Required);
        Check::of(required.count())
    }
}

/// A field of a structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in Rust, raw where it is a keyword.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether callers should stop using it.
    pub deprecated: Option<Deprecated>,
    /// The type of its value, without the option.
    pub ty: TypeRef,
    /// Whether the value may be absent, and what stands in for it.
    pub presence: Presence,
    /// Whether the value is boxed, since its type holds itself.
    pub boxed: bool,
    /// Its setters.
    pub setter: Setter,
    /// What codecs ask about it.
    pub schema: MemberSchema,
}

/// A union.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Name and documentation.
    pub item: Item,
    /// What few shapes have.
    pub traits: Vec<WireTrait>,
    /// Its members in the order of the model.
    pub variants: Vec<UnionVariant>,
    /// Whether a variant holds a stream.
    pub streaming: bool,
    /// What it is for.
    pub role: UnionRole,
}

/// What a union is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionRole {
    /// One value of several kinds.
    Value,
    /// The events of a stream.
    Events,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    /// Its name in Rust.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether callers should stop using it.
    pub deprecated: Option<Deprecated>,
    /// The type of its value.
    pub ty: TypeRef,
    /// Whether the value is boxed, since its type holds the union.
    pub boxed: bool,
    /// What codecs ask about it.
    pub schema: MemberSchema,
}

/// An enum of strings.
#[derive(Debug, Clone, PartialEq)]
pub struct StringEnum {
    /// Name and documentation.
    pub item: Item,
    /// Its values in the order of the model.
    pub variants: Vec<EnumVariant<String>>,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
}

/// An enum of integers.
#[derive(Debug, Clone, PartialEq)]
pub struct IntEnum {
    /// Name and documentation.
    pub item: Item,
    /// Its values in the order of the model.
    pub variants: Vec<EnumVariant<i32>>,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant<T> {
    /// Its name in Rust.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether callers should stop using it.
    pub deprecated: Option<Deprecated>,
    /// What is on the wire.
    pub value: T,
}

/// A list or a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// The name of its static.
    pub name: String,
    /// Its shape id.
    pub shape_id: String,
    /// What it holds.
    pub kind: CollectionKind,
}

/// What a collection holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CollectionKind {
    /// Items.
    List {
        /// The item.
        item: MemberSchema,
        /// Whether an item may be null.
        sparse: bool,
    },
    /// Entries.
    Map {
        /// The key.
        key: MemberSchema,
        /// The value.
        value: MemberSchema,
        /// Whether a value may be null.
        sparse: bool,
    },
}
