//! What generated code calls, and all that it calls.
//!
//! It is a contract: a crate that was generated against it keeps compiling with later versions of this crate.
//! What changes incompatibly becomes a `v2` beside it. Users of a generated crate need none of it.

pub mod boxed;
mod macros;
mod unit;

use std::fmt;

pub use std::marker::PhantomData;

pub use self::unit::{UNIT, Unit};
pub use crate::body::Body;
pub use crate::builder::{MissingMember, SetMembers};
pub use crate::document::Document;
pub use crate::error::{ErrorMetadata, Modeled, ModeledDecoder, OtherError, ServiceError};
#[cfg(feature = "eventstream")]
pub use crate::eventstream::{Event, EventStream};
pub use crate::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts};
pub use crate::number::{BigDecimal, BigInteger};
pub use crate::operation::Operation;
#[cfg(feature = "rest-json")]
pub use crate::protocol::REST_JSON_1;
#[cfg(feature = "rest-xml")]
pub use crate::protocol::REST_XML;
#[cfg(feature = "cbor")]
pub use crate::protocol::RPC_V2_CBOR;
#[cfg(feature = "json")]
pub use crate::protocol::RPC_V2_JSON;
#[cfg(feature = "json")]
pub use crate::protocol::{AWS_JSON_1_0, AWS_JSON_1_1};
#[cfg(feature = "query")]
pub use crate::protocol::{AWS_QUERY, EC2_QUERY};
pub use crate::retry::Retry;
pub use crate::schema::{Kind, Member, Schema, Trait};
pub use crate::timestamp::{Timestamp, TimestampFormat};
pub use crate::unknown::{UnknownInt, UnknownValue};
pub use crate::value::{
    AsSlot, AsValue, Entries, EntriesMut, IntEnum, Items, ItemsMut, MapKey, Members, MembersMut,
    Place, ReceiveEvents, SendEvents, Shape, Slot, StringEnum, Value, Variant, Variants,
    VariantsMut,
};
pub use crate::{
    __int_enum as int_enum, __sensitive_int_enum as sensitive_int_enum,
    __sensitive_string_enum as sensitive_string_enum, __service_error as service_error,
    __streaming_structure as streaming_structure, __string_enum as string_enum,
    __structure as structure, __union as union,
};
pub use bytes::Bytes;
#[cfg(feature = "serde")]
pub use serde_core;

#[cfg(feature = "serde")]
pub use crate::codec::serde::{
    deserialize_int_enum, deserialize_sensitive_int_enum, deserialize_sensitive_string_enum,
    deserialize_string_enum, deserialize_structure, deserialize_union, serialize_structure,
    serialize_union,
};

/// A required member that a builder has been given. It has no default, and no value at all, so that a
/// builder's parameter becomes `Set` by the member's setter alone.
#[derive(Clone, Copy, Debug)]
pub enum Set {}

/// A required member that a builder still lacks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unset;

/// Keeps a string that an enum has no variant for.
#[inline]
pub fn unknown_value(value: &str) -> UnknownValue {
    UnknownValue::new(value)
}

/// Keeps an integer that an enum has no variant for.
#[inline]
pub fn unknown_int(value: i32) -> UnknownInt {
    UnknownInt::new(value)
}

/// Borrows what a member holds.
#[inline]
pub fn value<T: AsValue + ?Sized>(member: &T) -> Value<'_> {
    member.as_value()
}

/// Borrows the place of a member.
#[inline]
pub fn slot<T: AsSlot>(member: &mut T) -> Slot<'_> {
    member.as_slot()
}

/// Members that a structure holds where they are; [`boxed`] has those behind a pointer.
pub mod plain {
    pub use super::{slot, value};
}

/// Prints a structure as `Debug` does, without what is sensitive.
///
/// # Errors
/// Those of the formatter.
pub fn debug_structure(
    schema: &'static Schema,
    value: &dyn Members,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    crate::codec::debug::structure(schema, value, f)
}

/// Prints a union as `Debug` does, without what is sensitive.
///
/// # Errors
/// Those of the formatter.
pub fn debug_union(
    schema: &'static Schema,
    value: &dyn Variants,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    crate::codec::debug::union(schema, value, f)
}

/// Prints what stands for a sensitive value.
///
/// # Errors
/// Those of the formatter.
pub fn debug_redacted(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    crate::codec::debug::redacted(f)
}

/// Prints an error of a service: `UserNotFoundException: User does not exist. (request id 1234)`.
///
/// # Errors
/// Those of the formatter.
pub fn fmt_error<E: ServiceError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    crate::error::fmt_error(error.other(), error.metadata(), f)
}

/// What caused an error of a service, as [`std::error::Error::source`] tells it.
pub fn error_source<E: ServiceError>(error: &E) -> Option<&(dyn std::error::Error + 'static)> {
    crate::error::source_of(error.other(), error.metadata())
}
