//! From bytes to messages.

use std::fmt;

use bytes::{Bytes, BytesMut};

use super::header;
use super::message::Message;
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;

/// The lengths of a message and of its headers, and their checksum.
pub(super) const PRELUDE: usize = 12;

/// A checksum: CRC-32, as in gzip.
pub(super) const CHECKSUM: usize = 4;

/// Takes messages out of a stream of bytes that come in any pieces.
///
/// It holds no more than the bytes that came and make no message yet. A message is bounded by
/// [`Limits::bytes`], and its headers by [`Limits::items`] and [`Limits::memory`]; by its specification, a client
/// does not mind the bounds of the encoding itself, which are for services.
///
/// An error is final: after it, nothing in the stream is where it seems to be. Its offset is a byte of the stream.
pub struct Decoder {
    limits: Limits,
    buffer: BytesMut,
    /// Where the buffer begins in the stream.
    offset: usize,
    failure: Option<DecodeError>,
}

/// What stands before the headers.
struct Prelude {
    /// How many bytes the message has in all.
    total: usize,
    /// How many bytes the headers have.
    headers: usize,
}

impl Decoder {
    /// A decoder at the start of a stream.
    pub fn new(limits: &Limits) -> Self {
        Self { limits: *limits, buffer: BytesMut::new(), offset: 0, failure: None }
    }

    /// Takes bytes as they came. Ask for messages until there is none, and only then for more bytes: what is
    /// fed is kept.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// The next message, if all of it came.
    ///
    /// # Errors
    /// A checksum is wrong, a message is too long, or it is malformed; the same again after the first error.
    pub fn next_message(&mut self) -> Result<Option<Message>, DecodeError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let next = self.try_next();
        if let Err(failure) = &next {
            self.failure = Some(failure.clone());
            self.buffer = BytesMut::new();
        }
        next
    }

    /// Says that the stream has ended.
    ///
    /// # Errors
    /// It ended within a message, or there was an error before.
    pub fn finish(&self) -> Result<(), DecodeError> {
        match &self.failure {
            Some(failure) => Err(failure.clone()),
            None if self.buffer.is_empty() => Ok(()),
            None => Err(self.error_at(DecodeErrorKind::Truncated, self.buffer.len())),
        }
    }

    fn try_next(&mut self) -> Result<Option<Message>, DecodeError> {
        let Some(prelude) = self.prelude()? else { return Ok(None) };
        if self.buffer.len() < prelude.total {
            return Ok(None);
        }
        self.check(prelude.total - CHECKSUM)?;
        let start = self.offset.saturating_add(PRELUDE);
        let mut message: Bytes = self.buffer.split_to(prelude.total).freeze();
        self.offset = self.offset.saturating_add(prelude.total);
        message.truncate(prelude.total - CHECKSUM);
        let payload = message.split_off(PRELUDE + prelude.headers);
        let headers = header::read_all(&message.slice(PRELUDE..), start, &self.limits)?;
        Ok(Some(Message { headers, payload }))
    }

    /// What stands before the headers of the next message, if it came. Its checksum is looked at before its
    /// lengths are believed.
    fn prelude(&self) -> Result<Option<Prelude>, DecodeError> {
        let (Some(total), Some(headers), Some(_)) = (self.word(0), self.word(4), self.word(8))
        else {
            return Ok(None);
        };
        self.check(PRELUDE - CHECKSUM)?;
        let prelude = Prelude { total: length(total), headers: length(headers) };
        let least = prelude.headers.saturating_add(PRELUDE + CHECKSUM);
        if prelude.total > self.limits.bytes {
            Err(self.error_at(DecodeErrorKind::TooLong, 0))
        } else if prelude.total < least {
            let expected = "a message that is longer than its headers";
            Err(self.error_at(DecodeErrorKind::Syntax(expected), 0))
        } else {
            Ok(Some(prelude))
        }
    }

    /// Compares the checksum at a place with that of all bytes before it.
    fn check(&self, place: usize) -> Result<(), DecodeError> {
        if self.buffer.get(..place).map(crc32fast::hash) == self.word(place) {
            Ok(())
        } else {
            Err(self.error_at(DecodeErrorKind::Checksum, place))
        }
    }

    /// The number of 32 bits at a place, if it came.
    fn word(&self, place: usize) -> Option<u32> {
        self.buffer.get(place..)?.first_chunk().copied().map(u32::from_be_bytes)
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, place: usize) -> DecodeError {
        DecodeError::new(kind, self.offset.saturating_add(place))
    }
}

impl fmt::Debug for Decoder {
    /// Shows how much came, and never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder")
            .field("offset", &self.offset)
            .field("waiting", &format_args!("{} bytes", self.buffer.len()))
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}

/// A length that is beyond what memory has addresses for is beyond every limit.
fn length(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
