//! JSON ([RFC 8259]), by the rules that the AWS protocols share.
//!
//! Blobs are base64, floats that are not finite are strings, members that are not set are left out, and nulls
//! are kept in sparse lists and maps only. What differs between protocols is in [`Options`].
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

mod read;
mod scan;
mod write;

pub use self::read::read;
pub use self::write::write;

use crate::TimestampFormat;
use crate::schema::Member;

/// What protocols with JSON bodies do not agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    names: Names,
    timestamps: TimestampFormat,
}

/// Which name a member has on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Model,
    JsonName,
}

impl Options {
    /// awsJson 1.0 and 1.1: members go by their names in the model, timestamps are epoch seconds.
    pub const AWS_JSON: Self =
        Self { names: Names::Model, timestamps: TimestampFormat::EpochSeconds };

    /// restJson1: members go by their `@jsonName`, where they have one.
    pub const REST_JSON: Self =
        Self { names: Names::JsonName, timestamps: TimestampFormat::EpochSeconds };

    #[inline]
    fn name(self, member: &Member) -> &'static str {
        match (self.names, member.get_json_name()) {
            (Names::JsonName, Some(name)) => name,
            _ => member.name(),
        }
    }

    /// The same, if it is one of the model: those are identifiers, and need no escape.
    #[inline]
    fn plain_name(self, member: &Member) -> Option<&'static str> {
        match (self.names, member.get_json_name()) {
            (Names::JsonName, Some(_)) => None,
            _ => Some(member.name()),
        }
    }

    fn timestamp_format(self, member: &Member) -> TimestampFormat {
        member.get_timestamp_format().unwrap_or(self.timestamps)
    }
}
