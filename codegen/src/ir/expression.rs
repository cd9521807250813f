//! Values as code that makes them: the examples of the documentation.

use smithgen_runtime::Number;

use super::check::Check;
use super::item::Docs;
use super::member::TypeRef;

/// How an operation is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What stands above the code: nothing, or the title and documentation that the model has.
    pub before: Docs,
    /// The operation's input.
    pub input: Expression,
    /// What stands below the code: what the operation answers.
    pub after: Docs,
}

/// An expression that makes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// `true` or `false`
    Bool(bool),
    /// An integer of any width.
    Integer(i64),
    /// A floating-point number of 32 bits; it is finite.
    Float(f32),
    /// A floating-point number of 64 bits; it is finite.
    Double(f64),
    /// A `BigInteger`, as text.
    BigInteger(String),
    /// A `BigDecimal`, as text.
    BigDecimal(String),
    /// A string.
    String(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// A point in time, in the form of RFC 3339.
    Timestamp(String),
    /// A document.
    Document(DocumentExpression),
    /// A streaming blob that holds a text.
    Body(String),
    /// A stream of events, of which there are none yet.
    EventStream,
    /// A value that says nothing, outside of a union.
    Unit,
    /// A structure, by its builder.
    Structure(StructureExpression),
    /// A member of a union.
    Union {
        /// The union.
        name: String,
        /// Its variant.
        variant: String,
        /// What the variant holds, unless it is a unit.
        value: Option<Box<Expression>>,
        /// Whether the variant boxes it.
        boxed: bool,
    },
    /// A variant of an enum.
    Variant {
        /// The enum.
        name: String,
        /// Its variant.
        variant: String,
    },
    /// A value that an enum of strings has no variant for.
    OtherString {
        /// The enum.
        name: String,
        /// The value.
        value: String,
    },
    /// A value that an enum of integers has no variant for.
    OtherInteger {
        /// The enum.
        name: String,
        /// The value.
        value: i32,
    },
    /// A list.
    List {
        /// The type of an item.
        item: TypeRef,
        /// The items.
        items: Vec<Expression>,
    },
    /// A map.
    Map {
        /// The type of a key.
        key: TypeRef,
        /// The type of a value.
        value: TypeRef,
        /// The entries.
        entries: Vec<(Expression, Expression)>,
    },
    /// What a sparse collection holds.
    Option(Option<Box<Expression>>),
}

/// A structure that is made by its builder.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureExpression {
    /// The structure.
    pub name: String,
    /// The setters that are called, in the order of the model.
    pub setters: Vec<SetterCall>,
    /// How many members more it has that the example does not show.
    pub more: usize,
}

impl StructureExpression {
    /// Where the builder insists on the required members, all of which are set.
    pub fn check(&self) -> Check {
        Check::of(self.setters.iter().filter(|setter| setter.required).count())
    }
}

/// A setter that is called.
#[derive(Debug, Clone, PartialEq)]
pub struct SetterCall {
    /// Its name, raw where it is a keyword.
    pub name: String,
    /// The model's name of the member that it sets.
    pub member: String,
    /// Whether the builder insists on it.
    pub required: bool,
    /// What it is given.
    pub value: Expression,
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub enum DocumentExpression {
    /// Nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<DocumentExpression>),
    /// A map, by name.
    Object(Vec<(String, DocumentExpression)>),
}

impl Expression {
    /// Whether the code has a `?`: it parses a text, or calls a `build` that may fail.
    pub fn can_fail(&self) -> bool {
        match self {
            Self::BigInteger(_) | Self::BigDecimal(_) | Self::Timestamp(_) => true,
            Self::Structure(structure) => {
                structure.check() == Check::Build
                    || structure.setters.iter().any(|setter| setter.value.can_fail())
            }
            Self::Union { value: Some(value), .. } | Self::Option(Some(value)) => value.can_fail(),
            Self::List { items, .. } => items.iter().any(Self::can_fail),
            Self::Map { entries, .. } => {
                entries.iter().any(|(key, value)| key.can_fail() || value.can_fail())
            }
            Self::Document(document) => document.can_fail(),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Double(_)
            | Self::String(_)
            | Self::Blob(_)
            | Self::Body(_)
            | Self::EventStream
            | Self::Unit
            | Self::Union { value: None, .. }
            | Self::Variant { .. }
            | Self::OtherString { .. }
            | Self::OtherInteger { .. }
            | Self::Option(None) => false,
        }
    }

    /// Whether the value is or holds a stream, which not every protocol can write.
    pub fn holds_stream(&self) -> bool {
        match self {
            Self::Body(_) | Self::EventStream => true,
            Self::Structure(structure) => {
                structure.setters.iter().any(|setter| setter.value.holds_stream())
            }
            // Only a member of an input is ever streamed.
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Double(_)
            | Self::BigInteger(_)
            | Self::BigDecimal(_)
            | Self::String(_)
            | Self::Blob(_)
            | Self::Timestamp(_)
            | Self::Document(_)
            | Self::Unit
            | Self::Union { .. }
            | Self::Variant { .. }
            | Self::OtherString { .. }
            | Self::OtherInteger { .. }
            | Self::List { .. }
            | Self::Map { .. }
            | Self::Option(_) => false,
        }
    }
}

impl DocumentExpression {
    /// Whether the code has a `?`, since it parses a number.
    fn can_fail(&self) -> bool {
        match self {
            Self::Number(number) => matches!(number, Number::Big(_)),
            Self::Array(items) => items.iter().any(Self::can_fail),
            Self::Object(entries) => entries.iter().any(|(_, value)| value.can_fail()),
            Self::Null | Self::Bool(_) | Self::String(_) => false,
        }
    }
}
