//! JSON ([RFC 8259]), by the rules that the AWS protocols share.
//!
//! Blobs are base64, floats that are not finite are strings, members that are not set are left out, and nulls
//! are kept in sparse lists and maps only. What differs between protocols is in [`Options`].
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

mod read;
mod scan;
mod write;

pub(crate) use self::read::is_unset;
pub use self::read::{read, read_payload};
pub use self::write::{write, write_payload};

use crate::schema::Member;
use crate::timestamp::TimestampFormat;

/// What protocols with JSON bodies do not agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    names: Names,
    timestamps: TimestampFormat,
    values: Values,
}

/// Which name a member has on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Model,
    JsonName,
}

/// How values are written that JSON has no type for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Values {
    /// Blobs in base64, timestamps in the format of their member; a stream has no place.
    Wire,
    /// Blobs in base64, timestamps as epoch seconds whatever their member says, numbers of any size as strings; a
    /// stream has no place.
    RpcV2,
    /// Blobs and streams as text, timestamps as epoch seconds whatever their member says.
    #[cfg(feature = "params")]
    Plain,
}

impl Options {
    /// awsJson 1.0 and 1.1: members go by their names in the model, timestamps are epoch seconds.
    pub const AWS_JSON: Self = Self {
        names: Names::Model,
        timestamps: TimestampFormat::EpochSeconds,
        values: Values::Wire,
    };

    /// restJson1: members go by their `@jsonName`, where they have one.
    pub const REST_JSON: Self = Self { names: Names::JsonName, ..Self::AWS_JSON };

    /// rpcv2Json: members go by their names in the model, timestamps are epoch seconds whatever their member says,
    /// and numbers of any size are strings.
    pub const RPC_V2_JSON: Self = Self { values: Values::RpcV2, ..Self::AWS_JSON };

    /// The parameters of protocol tests.
    #[cfg(feature = "params")]
    pub(crate) const PARAMS: Self = Self { values: Values::Plain, ..Self::AWS_JSON };

    #[inline]
    pub(crate) fn name(self, member: &Member) -> &'static str {
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

    /// Whether a stream may stand in a body.
    fn has_streams(self) -> bool {
        match self.values {
            Values::Wire | Values::RpcV2 => false,
            #[cfg(feature = "params")]
            Values::Plain => true,
        }
    }

    fn timestamp_format(self, member: &Member) -> TimestampFormat {
        match self.values {
            Values::Wire => member.get_timestamp_format().unwrap_or(self.timestamps),
            Values::RpcV2 => self.timestamps,
            #[cfg(feature = "params")]
            Values::Plain => self.timestamps,
        }
    }
}

#[cfg(test)]
mod tests;
