//! What the model says about errors.

use crate::retry::Retry;

/// What the model says about an error.
#[derive(Debug, Clone, Copy)]
pub struct ErrorFacts {
    code: &'static str,
    query_code: Option<&'static str>,
    http_status: Option<u16>,
    retry: Retry,
}

impl ErrorFacts {
    /// An error by its code on the wire: its shape's name.
    pub const fn new(code: &'static str) -> Self {
        Self { code, query_code: None, http_status: None, retry: Retry::No }
    }

    /// Gives the code that the query protocols put on the wire (`@awsQueryError`).
    #[must_use]
    pub const fn query_code(mut self, code: &'static str) -> Self {
        self.query_code = Some(code);
        self
    }

    /// Gives the status of the HTTP response (`@httpError`).
    #[must_use]
    pub const fn http_status(mut self, status: u16) -> Self {
        self.http_status = Some(status);
        self
    }

    /// Says whether the request may be sent again (`@retryable`).
    #[must_use]
    pub const fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The code on the wire.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The status that the model gives, if any.
    pub const fn get_http_status(&self) -> Option<u16> {
        self.http_status
    }

    /// Whether the model says that the request may be sent again.
    pub const fn get_retry(&self) -> Retry {
        self.retry
    }

    /// Whether a code from the wire means this error.
    pub(crate) fn is_called(&self, code: &str) -> bool {
        self.code == code || self.query_code == Some(code)
    }
}
