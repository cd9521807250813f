//! Taking bytes and heads from the input.

use super::{Reader, Result};
use crate::codec::cbor::head::{self, Head, Length, half, info, major};
use crate::codec_error::{DecodeError, DecodeErrorKind};

impl<'a> Reader<'a> {
    /// Takes the head of the next item.
    pub(super) fn head(&mut self) -> Result<Head> {
        let start = self.position();
        let first = self.byte()?;
        let info = first & 0x1f;
        let argument = match info {
            0..info::ONE_BYTE => u64::from(info),
            info::ONE_BYTE => u64::from(self.byte()?),
            info::TWO_BYTES => u64::from(u16::from_be_bytes(self.array()?)),
            info::FOUR_BYTES => u64::from(u32::from_be_bytes(self.array()?)),
            info::EIGHT_BYTES => u64::from_be_bytes(self.array()?),
            info::INDEFINITE => return indefinite(first, start),
            _ => return Err(reserved(start)),
        };
        Ok(match first & !0x1f {
            major::UNSIGNED => Head::Unsigned(argument),
            major::NEGATIVE => Head::Negative(argument),
            major::BYTES => Head::Bytes(self.definite(argument, 1)?),
            major::TEXT => Head::Text(self.definite(argument, 1)?),
            major::ARRAY => Head::Array(self.definite(argument, 1)?),
            major::MAP => Head::Map(self.definite(argument, 2)?),
            major::TAG => Head::Tag(argument),
            _ => return simple(first, argument, start),
        })
    }

    /// A length in units that take so many bytes at least. One that the input has no bytes for is an error at
    /// once, so that nothing makes room by what is merely declared.
    #[inline]
    pub(super) fn definite(&self, length: u64, bytes: usize) -> Result<Length> {
        match usize::try_from(length) {
            Ok(length) if length <= self.input.len() / bytes => Ok(Length::Definite(length)),
            _ => Err(self.truncated()),
        }
    }

    /// Takes the head of an item of that kind, if it comes next and has its argument in itself, as most have.
    #[inline]
    pub(super) fn short_head(&mut self, major: u8) -> Option<u8> {
        let (first, rest) = self.input.split_first()?;
        let argument = first.wrapping_sub(major);
        if argument >= info::ONE_BYTE {
            return None;
        }
        self.input = rest;
        Some(argument)
    }

    /// Takes a null, if one comes next.
    #[inline]
    pub(super) fn null(&mut self) -> bool {
        self.take_byte(head::NULL) || self.take_byte(head::UNDEFINED)
    }

    /// Takes a break, if one comes next. Something has to come.
    #[inline]
    pub(super) fn take_break(&mut self) -> Result<bool> {
        if self.input.is_empty() { Err(self.truncated()) } else { Ok(self.take_byte(head::BREAK)) }
    }

    /// Takes that byte, if it comes next.
    #[inline]
    pub(super) fn take_byte(&mut self, byte: u8) -> bool {
        match self.input {
            [first, rest @ ..] if *first == byte => {
                self.input = rest;
                true
            }
            _ => false,
        }
    }

    #[inline]
    fn byte(&mut self) -> Result<u8> {
        self.array().map(|[byte]| byte)
    }

    #[inline]
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let split = self.input.split_first_chunk();
        let (array, rest) = split.ok_or_else(|| self.truncated())?;
        self.input = rest;
        Ok(*array)
    }

    /// Takes so many bytes.
    #[inline]
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let split = self.input.split_at_checked(length);
        let (bytes, rest) = split.ok_or_else(|| self.truncated())?;
        self.input = rest;
        Ok(bytes)
    }

    /// How many bytes were taken.
    #[inline]
    pub(super) fn position(&self) -> usize {
        self.length - self.input.len()
    }

    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.position())
    }

    /// The input ends before what it began.
    #[cold]
    fn truncated(&self) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Truncated, self.length)
    }
}

/// A head without an argument.
fn indefinite(first: u8, start: usize) -> Result<Head> {
    match first & !0x1f {
        major::BYTES => Ok(Head::Bytes(Length::Indefinite)),
        major::TEXT => Ok(Head::Text(Length::Indefinite)),
        major::ARRAY => Ok(Head::Array(Length::Indefinite)),
        major::MAP => Ok(Head::Map(Length::Indefinite)),
        major::UNSIGNED | major::NEGATIVE | major::TAG => Err(reserved(start)),
        _ => Ok(Head::Break),
    }
}

/// A head of the last major type.
#[expect(clippy::cast_possible_truncation, reason = "the argument is of the width that info says")]
fn simple(first: u8, argument: u64, start: usize) -> Result<Head> {
    Ok(match first {
        head::FALSE => Head::Bool(false),
        head::TRUE => Head::Bool(true),
        head::NULL | head::UNDEFINED => Head::Null,
        head::HALF => Head::Float(half(argument as u16)),
        head::SINGLE => Head::Float(f32::from_bits(argument as u32).into()),
        head::DOUBLE => Head::Float(f64::from_bits(argument)),
        // Two ways to write one value are not well-formed, by section 3.3.
        head::SIMPLE if argument < 32 => return Err(reserved(start)),
        _ => Head::Simple,
    })
}

/// The head is one that RFC 8949 gives no meaning.
#[cold]
fn reserved(start: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Syntax("a head that is not reserved"), start)
}
