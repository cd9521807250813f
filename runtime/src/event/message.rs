//! What a stream is made of: messages of headers and a payload.

use std::fmt;

use bytes::Bytes;

use crate::timestamp::Timestamp;

/// A message: headers, and bytes whose meaning they tell.
///
/// `Debug` shows the names and types of the headers and the length of the payload, and never what they hold.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Message {
    /// The headers, in the order in which they came. No two have the same name.
    pub headers: Vec<Header>,
    /// The payload.
    pub payload: Bytes,
}

/// A header of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The name. Those that begin with a colon are the encoding's own.
    pub name: String,
    /// The value.
    pub value: HeaderValue,
}

/// The value of a header. `Debug` shows its type alone.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderValue {
    /// A boolean: two types of the encoding, without a byte of value.
    Bool(bool),
    /// An integer of 8 bits.
    Byte(i8),
    /// An integer of 16 bits.
    Short(i16),
    /// An integer of 32 bits.
    Integer(i32),
    /// An integer of 64 bits.
    Long(i64),
    /// Bytes.
    Blob(Bytes),
    /// A string.
    String(String),
    /// A point in time, in milliseconds.
    Timestamp(Timestamp),
    /// A UUID.
    Uuid([u8; 16]),
}

impl Message {
    /// A message with that payload, and no header.
    pub fn new(payload: impl Into<Bytes>) -> Self {
        Self { headers: Vec::new(), payload: payload.into() }
    }

    /// Adds a header.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: HeaderValue) -> Self {
        self.headers.push(Header { name: name.into(), value });
        self
    }

    /// The value of the header of that name.
    pub fn header(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.iter().find(|header| header.name == name).map(|header| &header.value)
    }
}

impl HeaderValue {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The type of the value, as error messages name it.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Bool(_) => names::BOOL,
            Self::Byte(_) | Self::Short(_) | Self::Integer(_) | Self::Long(_) => names::INTEGER,
            Self::Blob(_) => names::BLOB,
            Self::String(_) => names::STRING,
            Self::Timestamp(_) => names::TIMESTAMP,
            Self::Uuid(_) => names::UUID,
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = format_args!("{} bytes", self.payload.len());
        f.debug_struct("Message")
            .field("headers", &self.headers)
            .field("payload", &payload)
            .finish()
    }
}

impl fmt::Debug for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_name())
    }
}

/// The types of headers, as error messages name them.
pub(super) mod names {
    pub(in crate::event) const BOOL: &str = "a boolean header";
    pub(in crate::event) const INTEGER: &str = "an integer header";
    pub(in crate::event) const BLOB: &str = "a header of bytes";
    pub(in crate::event) const STRING: &str = "a string header";
    pub(in crate::event) const TIMESTAMP: &str = "a timestamp header";
    pub(in crate::event) const UUID: &str = "a UUID header";
}
