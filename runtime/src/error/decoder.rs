//! Reading an error that is known by its code.

use bytes::Bytes;

use super::{ErrorMetadata, Modeled, OtherError, UnmodeledError, message};
#[cfg(feature = "eventstream")]
use crate::codec::body::BodyCodec;
use crate::codec_error::DecodeError;
#[cfg(feature = "eventstream")]
use crate::event::{self, Message};
use crate::facts::{OperationFacts, RawResponse};
use crate::limits::Limits;
#[cfg(feature = "eventstream")]
use crate::schema::Trait;
use crate::schema::{Member, Schema};
use crate::value::{MembersMut, Shape, Slot};

/// Reads the one error that a response or a message holds.
pub struct ModeledDecoder<'a> {
    facts: &'static OperationFacts,
    holder: Holder<'a>,
    limits: &'a Limits,
    metadata: ErrorMetadata,
    /// The names of members that cannot be read.
    malformed: Vec<&'static str>,
    /// How often the error was read.
    passes: usize,
}

/// How often an error is read without the members that were found to be malformed, before none of its members are
/// read any more: the time would grow with their number and the length of the body.
const PASSES: usize = 8;

/// What holds an error.
enum Holder<'a> {
    Response(RawResponse<'a>),
    #[cfg(feature = "eventstream")]
    Message(&'a Message, &'static dyn BodyCodec),
}

impl<'a> Holder<'a> {
    fn body(&self) -> &'a [u8] {
        match self {
            Self::Response(response) => response.body(),
            #[cfg(feature = "eventstream")]
            Self::Message(message, _) => &message.payload,
        }
    }

    /// The name that a member has in a body; `None` for a member that is the whole body.
    fn body_name(&self, facts: &OperationFacts, member: &Member) -> Option<&'static str> {
        match self {
            #[cfg(feature = "eventstream")]
            Self::Message(..) if member.is(Trait::EventPayload) => None,
            _ => facts.protocol().body_name(member),
        }
    }
}

impl<'a> ModeledDecoder<'a> {
    pub(crate) fn new(
        facts: &'static OperationFacts,
        response: RawResponse<'a>,
        limits: &'a Limits,
        metadata: ErrorMetadata,
    ) -> Self {
        Self::of(facts, Holder::Response(response), limits, metadata)
    }

    /// Reads the error that a message of an event stream holds.
    #[cfg(feature = "eventstream")]
    pub(crate) fn of_message(
        facts: &'static OperationFacts,
        message: &'a Message,
        codec: &'static dyn BodyCodec,
        limits: &'a Limits,
        metadata: ErrorMetadata,
    ) -> Self {
        Self::of(facts, Holder::Message(message, codec), limits, metadata)
    }

    fn of(
        facts: &'static OperationFacts,
        holder: Holder<'a>,
        limits: &'a Limits,
        metadata: ErrorMetadata,
    ) -> Self {
        Self { facts, holder, limits, metadata, malformed: Vec::new(), passes: 0 }
    }

    /// Reads the error as a structure of the model.
    ///
    /// # Errors
    /// None: what is malformed is told by the error's metadata. Generated code expects a `Result`.
    #[inline]
    pub fn decode<T>(&mut self) -> Result<Modeled<T>, OtherError>
    where
        T: Shape + MembersMut + Default,
    {
        loop {
            let mut error = T::default();
            if let Some(metadata) = self.decode_into(T::SCHEMA, &mut error) {
                return Ok(Modeled::new(error, metadata));
            }
        }
    }

    /// Gives up on the model.
    ///
    /// # Errors
    /// Always: with what is known of the error.
    pub fn unmodeled<T>(&mut self) -> Result<T, OtherError> {
        Err(self.unmodeled_error())
    }

    pub(crate) fn unmodeled_error(&mut self) -> OtherError {
        let body = Bytes::copy_from_slice(self.holder.body());
        UnmodeledError::new(std::mem::take(&mut self.metadata), body).into()
    }

    /// Reads the error without the members that are known to be malformed. `None` if there are
    /// others, or if the message is dropped: they are to be unset, as is what was read of them, so
    /// all is read again without them. That ends, since each time at least one member more or the
    /// message is left out, and in the end all members are.
    fn decode_into(
        &mut self,
        schema: &'static Schema,
        into: &mut dyn MembersMut,
    ) -> Option<ErrorMetadata> {
        let (holder, facts) = (&self.holder, self.facts);
        let body_name = |member: &Member| holder.body_name(facts, member);
        message::set(schema, &body_name, into, &self.metadata);
        let mut sound = Without { names: &self.malformed, schema, members: into };
        let mut malformed = Vec::new();
        let errors = self.read(schema, &mut sound);
        // In a malformed body, any text may have been taken for the message.
        let is_suspect =
            !errors.is_empty() && schema.holds_secrets() && self.metadata.redact_message();
        for error in errors {
            malformed.extend(error.member().filter(|name| !self.malformed.contains(name)));
            if !self.metadata.unread.contains(&error) {
                self.metadata.unread.push(error);
            }
        }
        if is_suspect || !malformed.is_empty() {
            self.passes += 1;
            if self.passes < PASSES {
                self.malformed.extend(malformed);
            } else {
                self.malformed = schema.members().iter().map(Member::name).collect();
            }
            return None;
        }
        if message::is_secret(schema, &body_name) {
            self.metadata.redact_message();
        }
        Some(std::mem::take(&mut self.metadata))
    }

    fn read(&self, schema: &'static Schema, into: &mut dyn MembersMut) -> Vec<DecodeError> {
        let (facts, limits) = (self.facts, self.limits);
        match &self.holder {
            Holder::Response(response) => {
                facts.protocol().read_error(facts, response, limits, schema, into)
            }
            #[cfg(feature = "eventstream")]
            Holder::Message(message, codec) => {
                let read = event::read_structure(message, *codec, limits, schema, into);
                read.err().into_iter().collect()
            }
        }
    }
}

/// A structure without some of its members.
struct Without<'a> {
    names: &'a [&'static str],
    schema: &'static Schema,
    members: &'a mut dyn MembersMut,
}

impl MembersMut for Without<'_> {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        match self.schema.members().get(index) {
            Some(member) if self.names.contains(&member.name()) => Slot::None,
            _ => self.members.member_mut(index),
        }
    }
}
