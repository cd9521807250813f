//! Members: their types, defaults and setters, and what codecs ask about them.

use smithgen_runtime::Number;

use super::wire::WireTrait;

/// Whether a field's value may be absent.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// `T`; the builder insists on it.
    Required,
    /// `T`; the builder starts from a default.
    Defaulted(Literal),
    /// `Option<T>`.
    Optional,
}

/// The setters of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setter {
    /// Sets a value.
    pub name: String,
    /// Sets an `Option`, where the field is one.
    pub maybe: Option<String>,
}

/// A default that the model states.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// The default of the Rust type.
    Zero,
    /// `true`
    True,
    /// An integer.
    Integer(i64),
    /// A floating-point number of 32 bits.
    Float(f32),
    /// A floating-point number of 64 bits.
    Double(f64),
    /// A string.
    String(String),
    /// A variant of an enum, by the enum's and its own name.
    Variant(String, String),
    /// A value of an enum that is not among its variants.
    UnknownString(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// A number of any size, as text.
    Big(String),
    /// A point in time.
    Timestamp {
        /// Seconds since the epoch.
        seconds: i64,
        /// Nanoseconds after the second.
        nanos: u32,
    },
    /// A document that is a boolean.
    DocumentBool(bool),
    /// A document that is a string.
    DocumentString(String),
    /// A document that is a number.
    DocumentNumber(Number),
    /// A document that is an empty array.
    DocumentArray,
    /// A document that is an empty object.
    DocumentObject,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRef {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// The runtime's `BigInteger`.
    BigInteger,
    /// The runtime's `BigDecimal`.
    BigDecimal,
    /// `String`
    String,
    /// `Bytes`
    Blob,
    /// The runtime's `Timestamp`.
    Timestamp,
    /// The runtime's `Document`.
    Document,
    /// The runtime's `Body`: a streaming blob.
    Body,
    /// The runtime's `EventStream`, of a generated union.
    Events(String),
    /// The runtime's `Unit`: a union's member without a value.
    Unit,
    /// A generated structure or union.
    Aggregate(String),
    /// A generated enum of strings.
    StringEnum(String),
    /// A generated enum of integers.
    IntEnum(String),
    /// `Vec<T>`
    List(Box<TypeRef>),
    /// `BTreeMap<K, V>`
    Map(Box<TypeRef>, Box<TypeRef>),
    /// `Option<T>`, of what a sparse collection holds.
    Option(Box<TypeRef>),
}

impl TypeRef {
    /// Whether the value is a stream, which cannot be cloned, compared or serialized.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Body | Self::Events(_))
    }
}

/// What codecs ask about a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSchema {
    /// Its name in the model.
    pub name: String,
    /// The schema of what it holds, where that is an aggregate.
    pub target: Option<SchemaRef>,
    /// Its properties, in a fixed order.
    pub properties: Vec<Property>,
    /// What few members have, in a fixed order.
    pub traits: Vec<WireTrait>,
}

/// A property that a member's schema states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Property {
    /// `@required`
    Required,
    /// `@sensitive`, on the member, its target, or what a list or map within it holds.
    Sensitive,
    /// `@idempotencyToken`
    IdempotencyToken,
    /// `@jsonName`
    JsonName(String),
    /// `@timestampFormat`, on the member or its target.
    TimestampFormat(TimestampFormat),
}

/// See <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since the epoch, as a number.
    EpochSeconds,
    /// RFC 3339.
    DateTime,
    /// IMF-fixdate of RFC 9110.
    HttpDate,
}

/// Where a schema is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaRef {
    /// In the module of a type.
    Type(String),
    /// Among the collections, by static name.
    Collection(String),
    /// The runtime's own, of a structure without members.
    Unit,
}
