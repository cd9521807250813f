//! Whether a request may be sent again, and who is to blame where it failed.

/// Whether the same request may succeed if it is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Retry {
    /// No.
    #[default]
    No,
    /// Yes: something failed that may work the next time.
    Transient,
    /// Yes, but more slowly: the caller asks for too much.
    Throttling,
}

/// Who is to blame for an error, as bodies in XML state it ([`Type`]).
///
/// [`Type`]: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The caller.
    Sender,
    /// The service.
    Receiver,
}

#[cfg(feature = "xml")]
impl Fault {
    /// The fault that an element's text names.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "Sender" => Some(Self::Sender),
            "Receiver" => Some(Self::Receiver),
            _ => None,
        }
    }
}
