//! How the payloads of events are written and read that are no plain bytes.

use std::fmt::Debug;

#[cfg(feature = "cbor")]
use crate::codec::cbor;
#[cfg(feature = "json")]
use crate::codec::json;
#[cfg(feature = "xml")]
use crate::codec::xml::{self, Envelope, Root};
#[cfg(feature = "xml")]
use crate::codec_error::EncodeErrorKind;
use crate::codec_error::{DecodeError, EncodeError};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut, Slot, Value};

/// The body codec of a protocol, as events use it.
pub trait EventCodec: Debug + Send + Sync {
    /// The media type of what it writes.
    fn content_type(&self) -> &'static str;

    /// Writes a structure.
    ///
    /// # Errors
    /// The format cannot hold it.
    fn write(&self, schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError>;

    /// Writes a member that is the whole payload.
    ///
    /// # Errors
    /// The format cannot hold it.
    fn write_payload(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError>;

    /// Whether a payload leaves the member that is the whole payload, an aggregate, unset.
    fn is_unset(&self, payload: &[u8]) -> bool {
        payload.is_empty()
    }

    /// Reads a structure.
    ///
    /// # Errors
    /// The bytes are malformed.
    fn read(
        &self,
        bytes: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError>;

    /// Reads a member that is the whole payload.
    ///
    /// # Errors
    /// The bytes are malformed.
    fn read_payload(
        &self,
        bytes: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError>;
}

/// The events of awsJson 1.0 and 1.1.
#[cfg(feature = "json")]
pub static AWS_JSON: &dyn EventCodec = &json::Options::AWS_JSON;

/// The events of restJson1.
#[cfg(feature = "json")]
pub static REST_JSON: &dyn EventCodec = &json::Options::REST_JSON;

/// The events of rpcv2Json.
#[cfg(feature = "json")]
pub static RPC_V2_JSON: &dyn EventCodec = &json::Options::RPC_V2_JSON;

#[cfg(feature = "json")]
impl EventCodec for json::Options {
    fn content_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError> {
        json::write(schema, value, *self)
    }

    fn write_payload(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        json::write_payload(member, value, *self)
    }

    fn is_unset(&self, payload: &[u8]) -> bool {
        json::is_unset(payload)
    }

    fn read(
        &self,
        bytes: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        json::read(bytes, limits, *self, schema, into)
    }

    fn read_payload(
        &self,
        bytes: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        json::read_payload(bytes, limits, *self, member, slot)
    }
}

/// The events of restXml.
#[cfg(feature = "xml")]
pub static REST_XML: &dyn EventCodec = &Xml;

#[cfg(feature = "xml")]
#[derive(Debug)]
struct Xml;

#[cfg(feature = "xml")]
impl EventCodec for Xml {
    fn content_type(&self) -> &'static str {
        "application/xml"
    }

    fn write(&self, schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError> {
        xml::write(schema, value, &Root::of(schema))
    }

    fn write_payload(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        let root = Root::of_payload(member);
        let root = root.ok_or_else(|| EncodeError::new(EncodeErrorKind::Schema))?;
        xml::write_payload(member, value, &root)
    }

    fn read(
        &self,
        bytes: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        xml::read(bytes, limits, xml::Options::DEFAULT, Envelope::Root, schema, into)
    }

    fn read_payload(
        &self,
        bytes: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        xml::read_payload(bytes, limits, xml::Options::DEFAULT, member, slot)
    }
}

/// The events of rpcv2Cbor.
#[cfg(feature = "cbor")]
pub static CBOR: &dyn EventCodec = &Cbor;

#[cfg(feature = "cbor")]
#[derive(Debug)]
struct Cbor;

#[cfg(feature = "cbor")]
impl EventCodec for Cbor {
    fn content_type(&self) -> &'static str {
        "application/cbor"
    }

    fn write(&self, schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError> {
        cbor::write(schema, value)
    }

    fn write_payload(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        cbor::write_payload(member, value)
    }

    fn is_unset(&self, payload: &[u8]) -> bool {
        cbor::is_unset(payload)
    }

    fn read(
        &self,
        bytes: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        cbor::read(bytes, limits, schema, into)
    }

    fn read_payload(
        &self,
        bytes: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        cbor::read_payload(bytes, limits, member, slot)
    }
}
