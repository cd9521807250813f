//! Protocols with HTTP bindings, which differ in the format of their bodies, and in what tells of errors.

use std::fmt::Debug;
use std::marker::PhantomData;

use crate::bindings::{self, EmptyBody};
use crate::body::Body;
use crate::codec::body::BodyCodec;
use crate::codec_error::{DecodeError, EncodeError};
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut};

/// The format of bodies beside HTTP bindings.
pub(crate) trait RestFormat: Debug + 'static {
    type Codec: BodyCodec;

    /// What is sent where no member of the body is set.
    const EMPTY: EmptyBody;

    /// The codec of an operation's input and output.
    fn codec(facts: &OperationFacts) -> Self::Codec;

    /// The codec of an operation's errors.
    fn error_codec(facts: &OperationFacts) -> Self::Codec;

    /// The codec of events.
    #[cfg(feature = "eventstream")]
    fn event_codec() -> &'static dyn BodyCodec;

    /// The name that a member has in a body.
    fn name(member: &Member) -> &'static str;

    /// As [`Protocol::is_error`].
    fn is_error(
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        _output: &'static Schema,
    ) -> bool {
        !facts.is_success(response)
    }

    /// As [`Protocol::find_error`].
    fn find_error(
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError;
}

/// A protocol with HTTP bindings, by the format of its bodies.
#[derive(Debug)]
pub struct Rest<F>(PhantomData<fn() -> F>);

impl<F> Rest<F> {
    pub(super) const NEW: Self = Self(PhantomData);
}

impl<F: RestFormat> Protocol for Rest<F> {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        bindings::request(&F::codec(facts), F::EMPTY, facts, schema, input)
    }

    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn BodyCodec> {
        Some(F::event_codec())
    }

    fn is_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        _limits: &Limits,
        output: &'static Schema,
    ) -> bool {
        F::is_error(facts, response, output)
    }

    fn body_name(&self, member: &Member) -> Option<&'static str> {
        bindings::name_unless_payload(member, F::name(member))
    }

    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        bindings::read_output(&F::codec(facts), response, limits, schema, output)
    }

    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        F::find_error(facts, response, limits)
    }

    fn read_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError> {
        bindings::read_error(&F::error_codec(facts), response, limits, schema, error)
    }
}
