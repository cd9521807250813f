//! CBOR ([RFC 8949]), by the rules of Smithy's [rpcv2Cbor].
//!
//! Members go by their names in the model. Timestamps are seconds since 1970 under tag 1, in milliseconds,
//! whatever the model says about their format. Members that are not set are left out, and nulls are kept in
//! sparse lists and maps only. Documents have no form.
//!
//! [RFC 8949]: https://www.rfc-editor.org/rfc/rfc8949
//! [rpcv2Cbor]: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html

mod big;
mod head;
mod read;
mod write;

pub use self::read::{read, read_payload};
pub use self::write::{write, write_payload};

pub(crate) use self::read::is_unset;
pub(crate) use self::read::text_members;

/// The tags that the codec knows ([RFC 8949, section 3.4]).
///
/// [RFC 8949, section 3.4]: https://www.rfc-editor.org/rfc/rfc8949#section-3.4
mod tag {
    /// Seconds since 1970.
    pub(super) const EPOCH: u64 = 1;
    /// An integer that is not negative, as bytes.
    pub(super) const POSITIVE: u64 = 2;
    /// A negative integer, as the bytes of -1 minus it.
    pub(super) const NEGATIVE: u64 = 3;
    /// An array of an exponent of ten and an integer that is multiplied with it.
    pub(super) const DECIMAL: u64 = 4;
}
