//! [restJson1]: HTTP bindings, with JSON bodies.
//!
//! [restJson1]: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html

use super::json_error::ErrorBody;
use crate::bindings::{self, EmptyBody, RestCodec};
use crate::body::Body;
use crate::codec::json;
#[cfg(feature = "eventstream")]
use crate::codec::{self, event::EventCodec};
use crate::codec_error::{DecodeError, EncodeError};
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut, Slot, Value};

/// restJson1.
pub static REST_JSON_1: RestJson = RestJson(());

/// The protocol.
#[derive(Debug)]
pub struct RestJson(());

impl Protocol for RestJson {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        bindings::request::<Json>(facts, schema, input)
    }

    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn EventCodec> {
        Some(codec::event::REST_JSON)
    }

    fn body_name(&self, member: &Member) -> Option<&'static str> {
        bindings::name_unless_payload(member, json::Options::REST_JSON.name(member))
    }

    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        bindings::read_output::<Json>(facts, response, limits, schema, output)
    }

    fn find_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        let body = ErrorBody::read(response, limits);
        FoundError {
            codes: body.codes(response),
            message: body.message().map(str::to_owned),
            ..FoundError::default()
        }
    }

    fn read_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError> {
        bindings::read_error::<Json>(facts, response, limits, schema, error)
    }
}

/// JSON, as a body beside HTTP bindings.
enum Json {}

impl RestCodec for Json {
    const CONTENT_TYPE: &'static str = "application/json";
    const EMPTY: EmptyBody = EmptyBody::Structure;

    fn write(
        _facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<Vec<u8>, EncodeError> {
        json::write(schema, input, json::Options::REST_JSON)
    }

    fn write_payload(
        _facts: &OperationFacts,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        json::write_payload(member, value, json::Options::REST_JSON)
    }

    fn read(
        _facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        json::read(body, limits, json::Options::REST_JSON, schema, output)
    }

    fn read_error(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        Self::read(facts, body, limits, schema, error)
    }

    fn is_unset(body: &[u8]) -> bool {
        json::is_unset(body)
    }

    fn read_payload(
        _facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        json::read_payload(body, limits, json::Options::REST_JSON, member, slot)
    }
}
