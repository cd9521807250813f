//! Errors of a service: those in its model, and all others.

use std::error::Error;
use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::StatusCode;

use super::ModeledDecoder;
use crate::body::BoxError;
use crate::codec::debug::REDACTED;
use crate::codec_error::{DecodeError, EncodeError};
use crate::facts::ErrorFacts;
use crate::retry::Retry;

/// What a service says about every error, modelled or not.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ErrorMetadata {
    /// The error's code, such as `UserNotFoundException`.
    pub code: Option<String>,
    /// The message, for people to read. `None` if the model marks it as sensitive; `Display` and
    /// `Debug` then say that it is redacted.
    pub message: Option<String>,
    pub(crate) redacted: Redacted,
    /// The id by which the service knows the request.
    pub request_id: Option<String>,
    /// A second id, which S3 has (`x-amz-id-2`): its support asks for both.
    pub extended_request_id: Option<String>,
    /// The status of the HTTP response.
    pub status: StatusCode,
    /// Whether the request may be sent again.
    pub retry: Retry,
    /// Why the error could not be read in full: one entry for each member that is left unset, and
    /// for what follows where the body is cut off. Where more than a few members of the body are malformed, all
    /// members are left unset, and the first of them are told. Code and retry are right all the same.
    pub unread: Vec<DecodeError>,
}

/// Whether a sensitive message was removed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Redacted {
    #[default]
    No,
    Yes,
}

impl ErrorMetadata {
    /// Removes the message, and remembers that there was one. Returns whether there was.
    pub(super) fn redact_message(&mut self) -> bool {
        let was_there = self.message.take().is_some();
        if was_there {
            self.redacted = Redacted::Yes;
        }
        was_there
    }

    /// The message, or what stands for it.
    fn shown_message(&self) -> Option<&str> {
        match self.redacted {
            Redacted::Yes => Some(REDACTED),
            Redacted::No => self.message.as_deref(),
        }
    }
}

#[expect(clippy::missing_fields_in_debug, reason = "the message tells whether it is redacted")]
impl fmt::Debug for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorMetadata")
            .field("code", &self.code)
            .field("message", &self.shown_message())
            .field("request_id", &self.request_id)
            .field("extended_request_id", &self.extended_request_id)
            .field("status", &self.status)
            .field("retry", &self.retry)
            .field("unread", &self.unread)
            .finish()
    }
}

impl fmt::Display for ErrorMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code.as_deref(), self.shown_message()) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(text), None) | (None, Some(text)) => f.write_str(text)?,
            (None, None) => write!(f, "the service answered {}", self.status)?,
        }
        fmt_request_id(self, f)
    }
}

fn fmt_request_id(metadata: &ErrorMetadata, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &metadata.request_id {
        Some(id) => write!(f, " (request id {id})"),
        None => Ok(()),
    }
}

/// An error of the model, and what came with it.
///
/// It is one word wide, and gives the members of the error by `Deref`.
///
/// An error that is known by its code but cannot be read in full is still this one, so that matching it, and
/// deciding whether to try again, do not depend on a member that few look at. A malformed member is then as if it
/// had not been sent, and so is whatever follows where a body is cut off. [`ErrorMetadata::unread`] tells
/// what was wrong first, and is the error's [`source`](std::error::Error::source).
pub struct Modeled<T>(Box<Inner<T>>);

struct Inner<T> {
    error: T,
    metadata: ErrorMetadata,
}

impl<T> Modeled<T> {
    /// Puts an error and its metadata together, as a test double of a service may want to.
    pub fn new(error: T, metadata: ErrorMetadata) -> Self {
        Self(Box::new(Inner { error, metadata }))
    }

    /// The code, message, request id and status.
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.0.metadata
    }

    /// The error alone.
    pub fn into_inner(self) -> T {
        self.0.error
    }
}

impl<T> Deref for Modeled<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.error
    }
}

impl<T: Clone> Clone for Modeled<T> {
    fn clone(&self) -> Self {
        Self::new(self.0.error.clone(), self.0.metadata.clone())
    }
}

impl<T: fmt::Debug> fmt::Debug for Modeled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_modeled(&self.0.error, &self.0.metadata, f)
    }
}

/// The part that needs no type.
fn fmt_modeled(
    error: &dyn fmt::Debug,
    metadata: &ErrorMetadata,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_struct("Modeled").field("error", error).field("metadata", metadata).finish()
}

/// An error response that the model does not describe, such as a proxy's page.
#[derive(Clone)]
pub struct UnmodeledError {
    metadata: ErrorMetadata,
    body: Bytes,
}

impl UnmodeledError {
    /// Puts what is known of an error together.
    pub fn new(metadata: ErrorMetadata, body: Bytes) -> Self {
        Self { metadata, body }
    }

    /// The code, message, request id and status.
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.metadata
    }

    /// The body as it came. Neither `Debug` nor `Display` shows it.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Display for UnmodeledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.metadata.fmt(f)
    }
}

impl fmt::Debug for UnmodeledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnmodeledError").field("metadata", &self.metadata).finish_non_exhaustive()
    }
}

impl Error for UnmodeledError {}

/// Any error of a call that is not one of the service's model.
///
/// It is one word wide; look into it with [`kind`](Self::kind).
pub struct OtherError(Box<OtherErrorKind>);

/// Which error it is.
#[derive(Debug)]
#[non_exhaustive]
pub enum OtherErrorKind {
    /// The service answered with an error that its model does not describe.
    Unmodeled(UnmodeledError),
    /// The response holds no error, and could not be read.
    #[non_exhaustive]
    Decode {
        /// What was wrong with it.
        error: DecodeError,
        /// Its request id and status.
        metadata: ErrorMetadata,
    },
    /// The request could not be written.
    Encode(EncodeError),
    /// The body of the response failed before its end.
    #[non_exhaustive]
    Body {
        /// The error of the HTTP client.
        error: BoxError,
        /// The request id and status of the response.
        metadata: ErrorMetadata,
    },
}

impl OtherError {
    /// A response that could not be read.
    pub(crate) fn decode(error: DecodeError, metadata: ErrorMetadata) -> Self {
        Self(Box::new(OtherErrorKind::Decode { error, metadata }))
    }

    /// A body that failed.
    #[cfg(feature = "eventstream")]
    pub(crate) fn body(error: BoxError, metadata: ErrorMetadata) -> Self {
        Self(Box::new(OtherErrorKind::Body { error, metadata }))
    }

    /// Which error it is.
    pub fn kind(&self) -> &OtherErrorKind {
        &self.0
    }

    /// Which error it is, by value.
    pub fn into_kind(self) -> OtherErrorKind {
        *self.0
    }

    /// What is known of the response, where there was one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match &*self.0 {
            OtherErrorKind::Unmodeled(error) => Some(error.metadata()),
            OtherErrorKind::Decode { metadata, .. } | OtherErrorKind::Body { metadata, .. } => {
                Some(metadata)
            }
            OtherErrorKind::Encode(_) => None,
        }
    }
}

impl From<UnmodeledError> for OtherError {
    fn from(error: UnmodeledError) -> Self {
        Self(Box::new(OtherErrorKind::Unmodeled(error)))
    }
}

impl From<EncodeError> for OtherError {
    fn from(error: EncodeError) -> Self {
        Self(Box::new(OtherErrorKind::Encode(error)))
    }
}

impl fmt::Display for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            OtherErrorKind::Unmodeled(error) => error.fmt(f),
            OtherErrorKind::Decode { error, metadata } => {
                error.fmt(f)?;
                fmt_request_id(metadata, f)
            }
            OtherErrorKind::Encode(error) => error.fmt(f),
            OtherErrorKind::Body { error, metadata } => {
                write!(f, "the body of the response failed: {error}")?;
                fmt_request_id(metadata, f)
            }
        }
    }
}

impl fmt::Debug for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for OtherError {
    /// The error of the codec or of the HTTP client, which can be downcast.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            OtherErrorKind::Unmodeled(_) => None,
            OtherErrorKind::Decode { error, .. } => Some(error),
            OtherErrorKind::Encode(error) => Some(error),
            OtherErrorKind::Body { error, .. } => Some(&**error),
        }
    }
}

/// The errors of a service, as one enum.
///
/// Generated crates implement it; its methods tell what all errors have in common.
pub trait ServiceError: Error + From<OtherError> + Send + Sync + 'static {
    /// The errors of the model, in the order of their indices.
    #[doc(hidden)]
    const ERRORS: &'static [ErrorFacts];

    /// Reads the error at an index of [`ERRORS`](Self::ERRORS).
    ///
    /// # Errors
    /// The body is malformed, or there is no such error.
    #[doc(hidden)]
    fn modeled(index: usize, decode: &mut ModeledDecoder<'_>) -> Result<Self, OtherError>;

    /// What the service says about the error; `None` where no response came.
    fn metadata(&self) -> Option<&ErrorMetadata>;

    /// The error, where it is not one of the model.
    fn other(&self) -> Option<&OtherError>;

    /// The error's code, such as `UserNotFoundException`.
    fn code(&self) -> Option<&str> {
        self.metadata()?.code.as_deref()
    }

    /// The message, for people to read.
    fn message(&self) -> Option<&str> {
        self.metadata()?.message.as_deref()
    }

    /// The id by which the service knows the request.
    fn request_id(&self) -> Option<&str> {
        self.metadata()?.request_id.as_deref()
    }

    /// The status of the HTTP response.
    fn status(&self) -> Option<StatusCode> {
        Some(self.metadata()?.status)
    }

    /// Whether the request may be sent again.
    fn retry(&self) -> Retry {
        self.metadata().map_or(Retry::No, |metadata| metadata.retry)
    }

    /// Whether the same request may succeed if it is sent again.
    fn is_retryable(&self) -> bool {
        self.retry() != Retry::No
    }

    /// Whether the caller asks for too much.
    fn is_throttling(&self) -> bool {
        self.retry() == Retry::Throttling
    }
}

/// Prints an error of a service: code, message and request id, or what else went wrong.
pub(crate) fn fmt_error(
    other: Option<&OtherError>,
    metadata: Option<&ErrorMetadata>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match (other, metadata) {
        (Some(other), _) => write!(f, "{other}"),
        (None, Some(metadata)) => write!(f, "{metadata}"),
        (None, None) => f.write_str("the call failed"),
    }
}

/// What caused an error of a service, beyond what [`fmt_error`] prints.
pub(crate) fn source_of<'e>(
    other: Option<&'e OtherError>,
    metadata: Option<&'e ErrorMetadata>,
) -> Option<&'e (dyn Error + 'static)> {
    let malformed = || Some(metadata?.unread.first()? as &(dyn Error + 'static));
    other.and_then(Error::source).or_else(malformed)
}
