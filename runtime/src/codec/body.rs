//! What protocols ask of a codec, whatever its format is: bodies, and payloads of events.

use std::fmt::Debug;

#[cfg(feature = "cbor")]
use crate::codec::cbor;
#[cfg(feature = "json")]
use crate::codec::json;
#[cfg(feature = "xml")]
use crate::codec::xml::{self, Envelope, Namespace, Root};
#[cfg(feature = "xml")]
use crate::codec_error::EncodeErrorKind;
use crate::codec_error::{DecodeError, EncodeError};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut, Slot, Value};

/// A codec of a format, with the options of a protocol, for bodies and for payloads of events.
pub trait BodyCodec: Debug + Send + Sync {
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

    /// Looks at a body of which there is no member.
    ///
    /// # Errors
    /// The body may be no answer of the service.
    fn expect_nothing(&self, _bytes: &[u8], _limits: &Limits) -> Result<(), DecodeError> {
        Ok(())
    }

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

/// The codec of awsJson 1.0 and 1.1. Bodies have a media type of each version.
#[cfg(feature = "json")]
pub static AWS_JSON: &dyn BodyCodec = &json::Options::AWS_JSON;

/// The codec of restJson1.
#[cfg(feature = "json")]
pub static REST_JSON: &dyn BodyCodec = &json::Options::REST_JSON;

/// The codec of rpcv2Json.
#[cfg(feature = "json")]
pub static RPC_V2_JSON: &dyn BodyCodec = &json::Options::RPC_V2_JSON;

#[cfg(feature = "json")]
impl BodyCodec for json::Options {
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

/// The codec of restXml, for events.
#[cfg(feature = "xml")]
pub static REST_XML: &dyn BodyCodec = &Xml::DEFAULT;

/// XML, with what is stated about the elements around the members.
#[cfg(feature = "xml")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Xml {
    /// The name of a structure's element, where it is not called as its shape is.
    pub(crate) root: Option<&'static str>,
    /// The namespace of that element, where it is not its own.
    pub(crate) root_namespace: Option<Namespace<'static>>,
    /// The namespace of any element that has none of its own.
    pub(crate) namespace: Option<Namespace<'static>>,
    /// Where the members of what is read are.
    pub(crate) envelope: Envelope<'static>,
    pub(crate) options: xml::Options,
}

#[cfg(feature = "xml")]
impl Xml {
    /// Nothing is stated.
    pub(crate) const DEFAULT: Self = Self {
        root: None,
        root_namespace: None,
        namespace: None,
        envelope: Envelope::Root,
        options: xml::Options::DEFAULT,
    };
}

#[cfg(feature = "xml")]
impl BodyCodec for Xml {
    fn content_type(&self) -> &'static str {
        "application/xml"
    }

    fn write(&self, schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError> {
        let own = Root::of(schema);
        let namespace = self.root_namespace.or(own.namespace).or(self.namespace);
        xml::write(schema, value, &Root { name: self.root.unwrap_or(own.name), namespace })
    }

    fn write_payload(
        &self,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        let root = Root::of_payload(member);
        let root = root.ok_or_else(|| EncodeError::new(EncodeErrorKind::Unsupported))?;
        xml::write_payload(member, value, &root.or_namespace(self.namespace))
    }

    fn read(
        &self,
        bytes: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        xml::read(bytes, limits, self.options, self.envelope, schema, into)
    }

    /// Another page than the service's would say as little.
    fn expect_nothing(&self, bytes: &[u8], limits: &Limits) -> Result<(), DecodeError> {
        xml::expect_document(bytes, limits)
    }

    fn read_payload(
        &self,
        bytes: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        xml::read_payload(bytes, limits, self.options, member, slot)
    }
}

/// The codec of rpcv2Cbor.
#[cfg(feature = "cbor")]
pub static CBOR: &dyn BodyCodec = &Cbor;

#[cfg(feature = "cbor")]
#[derive(Debug)]
struct Cbor;

#[cfg(feature = "cbor")]
impl BodyCodec for Cbor {
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
