//! What a protocol does.

use std::fmt::Debug;

use super::{FoundError, OperationFacts, RawResponse};
use crate::body::Body;
#[cfg(feature = "eventstream")]
use crate::codec::body::BodyCodec;
use crate::codec_error::{DecodeError, EncodeError};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut};

/// How the operations of a service travel over HTTP.
pub trait Protocol: Debug + Send + Sync {
    /// The request for an input.
    ///
    /// # Errors
    /// The input cannot be written.
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError>;

    /// How the payloads of events are written, where the protocol has any.
    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn BodyCodec> {
        None
    }

    /// Whether a response holds an error and not the output: its status is not one of success, unless the
    /// protocol has another sign.
    fn is_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        _limits: &Limits,
        _output: &'static Schema,
    ) -> bool {
        !facts.is_success(response)
    }

    /// The id by which the service knows the request, where a body has it and no header.
    fn request_id_of_body(&self, _response: &RawResponse<'_>, _limits: &Limits) -> Option<String> {
        None
    }

    /// The name that a member has in a body; `None` for a member that is the whole body.
    fn body_name(&self, member: &Member) -> Option<&'static str> {
        Some(member.name())
    }

    /// Reads the output of a response that holds no error. Returns why headers could not be read
    /// whose members are left unset.
    ///
    /// # Errors
    /// The response is malformed.
    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError>;

    /// Finds out which error a response holds. A body that cannot be read gives no answer, and is no failure:
    /// a proxy may have put its own page there.
    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError;

    /// Reads the members of the error that a response holds. Returns what was malformed, the first
    /// such header or member of the body at least.
    fn read_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError>;
}
