//! What the Rust looks like: plain data, in the order in which it is emitted.
//!
//! Everything is decided here: names are final, types are resolved, documentation is Markdown. The
//! emitters only spell it out, and never see the model.

mod check;
mod expression;
mod wire;

use std::collections::BTreeSet;

use smithgen_runtime::Number;

use crate::Summary;

pub use self::check::{Check, PARAMETER_LIMIT};
pub use self::expression::{
    DocumentExpression, Example, Expression, SetterCall, StructureExpression,
};

pub use self::wire::{
    Checksum, Compression, Http, InputRoot, Namespace, OperationWire, OutputRoot, WireTrait,
};

/// A generated package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// The package's name in `Cargo.toml`.
    pub name: String,
    /// What the files say that they were made from.
    pub origin: Vec<String>,
    /// The value of the runtime dependency, as TOML.
    pub runtime: String,
    /// Whether the package stands alone, outside any workspace.
    pub standalone: bool,
    /// The service.
    pub service: Service,
    /// Structures, unions and enums, by module name.
    pub types: Vec<TypeDef>,
    /// Lists and maps, by static name.
    pub collections: Vec<Collection>,
    /// Operations, by module name; none where the protocol is not served.
    pub operations: Vec<Operation>,
    /// What the front page shows of the operations.
    pub front: FrontPage,
    /// Variants of the service's error, by name.
    pub errors: Vec<ErrorVariant>,
    /// The compiler's recursion limit, where the default is too low for how deep types nest.
    pub recursion_limit: Option<usize>,
    /// Standard names that a shape of this model also bears, and that are written as absolute paths.
    pub shadowed: BTreeSet<String>,
    /// Public items that the model does not document, by shape id.
    pub undocumented: Vec<String>,
    /// Links from documentation to items of the crate, made of names in the model's text.
    pub links: usize,
}

impl Package {
    /// Whether a structure holds an event stream.
    pub fn has_events(&self) -> bool {
        let is_events = |field: &Field| matches!(field.ty, TypeRef::Events(_));
        self.types.iter().any(|def| match def {
            TypeDef::Structure(def) => def.fields.iter().any(is_events),
            TypeDef::Union(_) | TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => false,
        })
    }

    /// The package in numbers, given the lines that it takes.
    pub fn summary(&self, lines: usize) -> Summary {
        Summary {
            service: self.service.shape_id.clone(),
            protocol: self.service.protocol_name.clone(),
            operations: self.operations.len(),
            shapes: self.types.len(),
            lines,
            undocumented: self.undocumented.clone(),
            links: self.links,
        }
    }
}

/// The service: what its operations share.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Its shape id.
    pub shape_id: String,
    /// Its shape's name.
    pub name: String,
    /// What awsJson puts before an operation's name, where it is not the name of the service's shape.
    pub target_prefix: Option<String>,
    /// What people call it.
    pub title: String,
    /// Its version, often a date.
    pub version: String,
    /// Its documentation.
    pub docs: Docs,
    /// The protocol's name in the model, such as `awsJson1_1`.
    pub protocol_name: String,
    /// The protocol, where it is served.
    pub protocol: Option<Protocol>,
    /// Whether errors may carry the codes that they had under the query protocol
    /// (`aws.protocols#awsQueryCompatible`).
    pub query_compatible: bool,
    /// The name by which AWS's tools know the service, which keys its peculiarities.
    pub sdk_id: Option<String>,
    /// The namespace of its XML.
    pub xml_namespace: Option<Namespace>,
}

/// A protocol that generated crates speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson10,
    /// `aws.protocols#awsJson1_1`
    AwsJson11,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `smithy.protocols#rpcv2Json`
    RpcV2Json,
}

impl Protocol {
    /// Whether requests are made by the HTTP bindings of their operations.
    pub fn is_rest(self) -> bool {
        match self {
            Self::RestJson1 | Self::RestXml => true,
            Self::AwsJson10
            | Self::AwsJson11
            | Self::AwsQuery
            | Self::Ec2Query
            | Self::RpcV2Cbor
            | Self::RpcV2Json => false,
        }
    }
}

/// Markdown, one string a line.
pub type Docs = Vec<String>;

/// What every named item has.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name in Rust.
    pub name: String,
    /// The name of its module and file.
    pub module: String,
    /// Its shape id in the model.
    pub shape_id: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether callers should stop using it.
    pub deprecated: Option<Deprecated>,
}

/// Why callers should stop using something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version or date.
    pub since: Option<String>,
    /// What to use in its place.
    pub note: Option<String>,
}

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

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Name and documentation.
    pub item: Item,
    /// Its name in the model, which goes on the wire.
    pub model_name: String,
    /// The type of its input.
    pub input: String,
    /// The type of its output.
    pub output: String,
    /// Whether the model gives it an input.
    pub has_input: bool,
    /// Whether the model gives it an output.
    pub has_output: bool,
    /// Whether the output holds an event stream.
    pub has_event_output: bool,
    /// The codes of the errors that it names itself.
    pub errors: Vec<String>,
    /// How its input and output travel.
    pub wire: OperationWire,
    /// How it is called.
    pub examples: Vec<Example>,
}

/// What the front page shows of the operations.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPage {
    /// A whole call.
    pub first_call: Option<FirstCall>,
    /// All operations, in groups.
    pub groups: Vec<OperationGroup>,
}

/// What a call looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstCall {
    /// The operation's name in Rust.
    pub operation: String,
    /// The type of its output.
    pub output: String,
    /// Its input, with what is required alone.
    pub input: Expression,
}

/// Operations that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationGroup {
    /// What they have in common; `None` for those that have nothing.
    pub title: Option<String>,
    /// The operations, by name.
    pub operations: Vec<OperationSummary>,
}

/// An operation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationSummary {
    /// Its name in Rust.
    pub name: String,
    /// The first sentence of its documentation, as Markdown.
    pub summary: String,
}

/// A variant of the service's error.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorVariant {
    /// Its name in Rust.
    pub name: String,
    /// The structure that it holds.
    pub structure: String,
    /// The first paragraph of the structure's documentation.
    pub docs: Docs,
    /// The code that it has on the wire.
    pub code: String,
    /// The code that it has in the query protocols (`aws.protocols#awsQueryError`).
    pub query_code: Option<String>,
    /// The status that servers send it with (`@httpError`, or else 400 or 500 by `@error`).
    pub status: u16,
    /// Whether trying again may help (`@retryable`).
    pub retry: Retry,
}

/// Whether trying again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The model does not say so.
    No,
    /// After a while.
    Transient,
    /// After a while, and more slowly.
    Throttling,
}
