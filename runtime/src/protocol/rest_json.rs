//! [restJson1]: HTTP bindings, with JSON bodies.
//!
//! [restJson1]: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html

use super::json_error::ErrorBody;
use super::rest::{Rest, RestFormat};
use crate::bindings::EmptyBody;
#[cfg(feature = "eventstream")]
use crate::codec::body::{self, BodyCodec};
use crate::codec::json;
use crate::facts::{FoundError, OperationFacts, RawResponse};
use crate::limits::Limits;
use crate::schema::Member;

/// restJson1.
pub static REST_JSON_1: RestJson = Rest::NEW;

/// The protocol.
pub type RestJson = Rest<Json>;

/// JSON, as a body beside HTTP bindings.
#[derive(Debug)]
pub enum Json {}

impl RestFormat for Json {
    type Codec = json::Options;
    const EMPTY: EmptyBody = EmptyBody::Structure;

    fn codec(_facts: &OperationFacts) -> json::Options {
        json::Options::REST_JSON
    }

    fn error_codec(_facts: &OperationFacts) -> json::Options {
        json::Options::REST_JSON
    }

    #[cfg(feature = "eventstream")]
    fn event_codec() -> &'static dyn BodyCodec {
        body::REST_JSON
    }

    fn name(member: &Member) -> &'static str {
        json::Options::REST_JSON.name(member)
    }

    fn find_error(
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
}
