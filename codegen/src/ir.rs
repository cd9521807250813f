//! What the Rust looks like: plain data, in the order in which it is emitted.
//!
//! Everything is decided here: names are final, types are resolved, documentation is Markdown. The
//! emitters only spell it out, and never see the model.

mod check;
mod expression;
mod item;
mod member;
mod operation;
mod package;
mod service;
mod types;
mod wire;

pub use self::check::{Check, PARAMETER_LIMIT};
pub use self::expression::{
    DocumentExpression, Example, Expression, SetterCall, StructureExpression,
};
pub use self::item::{Deprecated, Docs, Item};
pub use self::member::{
    Literal, MemberSchema, Presence, Property, SchemaRef, Setter, TimestampFormat, TypeRef,
};
pub use self::operation::{FirstCall, FrontPage, Operation, OperationGroup, OperationSummary};
pub use self::package::{Package, Summary};
pub use self::service::{ErrorVariant, Protocol, Retry, Service};
pub use self::types::{
    Collection, CollectionKind, EnumVariant, Field, IntEnum, StringEnum, Structure, TypeDef, Union,
    UnionRole, UnionVariant,
};
pub use self::wire::{
    Checksum, Compression, Http, InputRoot, Namespace, OperationWire, OutputRoot, WireTrait,
};
