//! What comes back, as a protocol sees it.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::{ErrorFacts, OperationFacts};
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
use crate::retry::Fault;

/// What a response says about its error.
///
/// `Debug` does not show the message: the error is not known yet, so the message may be sensitive.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FoundError {
    /// Candidates for the name of the error's shape, the most reliable first. None is empty.
    pub codes: Vec<String>,
    /// The code that the error has in the query protocols, where the service still sends it: callers know
    /// the error by this one.
    pub query_code: Option<String>,
    /// The message, for people to read.
    pub message: Option<String>,
    /// The id by which the service knows the request, where the body has it.
    pub request_id: Option<String>,
    /// Who is to blame, where the body or the protocol tells.
    pub fault: Option<Fault>,
}

impl fmt::Debug for FoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundError")
            .field("codes", &self.codes)
            .field("query_code", &self.query_code)
            .field("request_id", &self.request_id)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl FoundError {
    /// The index of the first error of the model that any of the codes names.
    pub(crate) fn index(&self, facts: &OperationFacts, errors: &[ErrorFacts]) -> Option<usize> {
        let mut codes = self.codes.iter().chain(&self.query_code);
        codes.find_map(|code| facts.error_called(code, errors))
    }

    /// The code that callers see: the one of the query protocols, or else the one that names an error of the
    /// model, or else the most reliable.
    pub(crate) fn code(&self, named: Option<&ErrorFacts>) -> Option<&str> {
        let names_it = |code: &&String| named.is_some_and(|error| error.is_called(code));
        let named = self.codes.iter().find(names_it);
        self.query_code.as_ref().or(named).or(self.codes.first()).map(String::as_str)
    }
}

/// A response whose body has arrived.
///
/// `Debug` shows the number of headers and bytes only: any of them may be sensitive.
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &format_args!("{} headers", self.headers.len()))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl<'a> RawResponse<'a> {
    /// Borrows the parts of a response.
    pub fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self { status, headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// A header's first value, if it is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The id by which the service knows the request, from any of the headers that AWS services use.
    pub fn request_id(&self) -> Option<&'a str> {
        ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
            .into_iter()
            .find_map(|name| self.header(name))
    }
    /// Compares the headers with the limits.
    pub(crate) fn check_headers(&self, limits: &Limits) -> Result<(), DecodeError> {
        let headers = self.headers;
        let bytes = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if limits.headers < headers.len() {
            Err(DecodeError::in_head(DecodeErrorKind::TooManyHeaders))
        } else if limits.header_bytes < bytes {
            Err(DecodeError::in_head(DecodeErrorKind::HeadersTooLong))
        } else {
            Ok(())
        }
    }
}
