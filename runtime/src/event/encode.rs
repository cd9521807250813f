//! From messages to bytes.

use super::decode::{CHECKSUM, PRELUDE};
use super::header;
use super::message::Message;
use crate::codec_error::{EncodeError, EncodeErrorKind};

/// How many bytes of headers a service takes: 128 KiB.
const HEADERS_BYTES: usize = 128 << 10;

/// How many bytes of payload a service takes: 24 MiB.
const PAYLOAD_BYTES: usize = 24 << 20;

impl Message {
    /// The bytes of the message.
    ///
    /// # Errors
    /// A header or the payload is longer than the encoding allows, a name is empty, or a time is out of range.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut headers = Vec::new();
        for header in &self.headers {
            header::write(header, &mut headers)?;
        }
        if headers.len() > HEADERS_BYTES || self.payload.len() > PAYLOAD_BYTES {
            return Err(EncodeError::new(EncodeErrorKind::TooLong));
        }
        let total = PRELUDE + headers.len() + self.payload.len() + CHECKSUM;
        let mut out = Vec::with_capacity(total);
        for length in [total, headers.len()] {
            let length = u32::try_from(length);
            let length = length.map_err(|_| EncodeError::new(EncodeErrorKind::TooLong))?;
            out.extend_from_slice(&length.to_be_bytes());
        }
        write_checksum(&mut out);
        out.extend_from_slice(&headers);
        out.extend_from_slice(&self.payload);
        write_checksum(&mut out);
        Ok(out)
    }
}

/// Appends the checksum of what was written.
fn write_checksum(out: &mut Vec<u8>) {
    let checksum = crc32fast::hash(out);
    out.extend_from_slice(&checksum.to_be_bytes());
}
