//! What a protocol with HTTP bindings asks of its codec.

use crate::codec_error::{DecodeError, EncodeError};
use crate::facts::OperationFacts;
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut, Slot, Value};

/// The body of a message with HTTP bindings.
pub(crate) trait RestCodec {
    /// The media type of what it writes.
    const CONTENT_TYPE: &'static str;

    /// What is sent where the input has members in the body and none of them is set.
    const EMPTY: EmptyBody;

    /// Writes the members of an input that have no binding.
    ///
    /// # Errors
    /// Those of the codec.
    fn write(
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<Vec<u8>, EncodeError>;

    /// Writes the member that is the whole body, and no string, blob or stream.
    ///
    /// # Errors
    /// Those of the codec.
    fn write_payload(
        facts: &OperationFacts,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError>;

    /// Reads the members of an output that have no binding.
    ///
    /// # Errors
    /// Those of the codec.
    fn read(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<(), DecodeError>;

    /// Looks at a body of which the output has no member.
    ///
    /// # Errors
    /// The body may be no answer of the service.
    fn expect_nothing(_body: &[u8], _limits: &Limits) -> Result<(), DecodeError> {
        Ok(())
    }

    /// Reads the members of an error that have no binding.
    ///
    /// # Errors
    /// Those of the codec.
    fn read_error(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Result<(), DecodeError>;

    /// Whether a body leaves the member that is the whole body, an aggregate, unset.
    fn is_unset(body: &[u8]) -> bool;

    /// Reads the member that is the whole body, and no string, blob or stream.
    ///
    /// # Errors
    /// Those of the codec.
    fn read_payload(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError>;
}

/// What is sent where there is nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmptyBody {
    /// A structure without a member.
    Structure,
    /// No byte.
    Nothing,
}
