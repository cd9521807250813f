//! Text and byte strings.

use std::borrow::Cow;

use bytes::Bytes;

use super::{Reader, Result, misplaced_break, wrong_type};
use crate::codec::cbor::head::{Head, Length, info, major, names};
use crate::codec_error::{DecodeError, DecodeErrorKind};

impl<'a> Reader<'a> {
    /// Takes a text; it is borrowed where it is in one piece.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>> {
        match self.text_head()? {
            Length::Definite(length) => self.text_of(length).map(Cow::Borrowed),
            Length::Indefinite => self.text_in_chunks().map(Cow::Owned),
        }
    }

    /// Takes a text, and counts the memory for as many bytes.
    pub(super) fn counted_text(&mut self) -> Result<Cow<'a, str>> {
        let text = self.text()?;
        self.memory(text.len())?;
        Ok(text)
    }

    /// Takes a text, and counts its memory. It is put into its place at once: to hand it over from one function to the
    /// next takes longer than to copy it.
    #[inline]
    pub(super) fn fill_string(&mut self, place: &mut String) -> Result<()> {
        match self.text_head()? {
            Length::Definite(length) => {
                self.memory(length)?;
                *place = self.text_of(length)?.to_owned();
                Ok(())
            }
            Length::Indefinite => self.fill_in_chunks(place),
        }
    }

    #[cold]
    fn fill_in_chunks(&mut self, place: &mut String) -> Result<()> {
        *place = self.text_in_chunks()?;
        self.memory(place.capacity())
    }

    #[inline]
    fn text_head(&mut self) -> Result<Length> {
        match self.short_head(major::TEXT) {
            Some(length) => Ok(Length::Definite(length.into())),
            None => self.long_text_head(),
        }
    }

    fn long_text_head(&mut self) -> Result<Length> {
        let start = self.position();
        match self.head()? {
            Head::Text(length) => Ok(length),
            other => Err(wrong_type(names::TEXT, other, start)),
        }
    }

    #[inline]
    fn text_of(&mut self, length: usize) -> Result<&'a str> {
        let start = self.position();
        std::str::from_utf8(self.take(length)?)
            .map_err(|error| DecodeError::new(DecodeErrorKind::Utf8, start + error.valid_up_to()))
    }

    /// Takes the chunks of a text and the break after them. Each is UTF-8 by itself.
    #[cold]
    fn text_in_chunks(&mut self) -> Result<String> {
        let mut text = String::new();
        while let Some(length) = self.chunk(names::TEXT)? {
            text.push_str(self.text_of(length)?);
        }
        Ok(text)
    }

    /// Takes bytes, and counts their memory.
    pub(super) fn blob(&mut self) -> Result<Bytes> {
        let bytes = self.byte_string()?;
        self.memory(bytes.len())?;
        Ok(Bytes::from(bytes.into_owned()))
    }

    /// Takes bytes; they are borrowed where they are in one piece.
    pub(super) fn byte_string(&mut self) -> Result<Cow<'a, [u8]>> {
        let start = self.position();
        match self.head()? {
            Head::Bytes(length) => self.bytes_of(length),
            other => Err(wrong_type(names::BYTES, other, start)),
        }
    }

    /// Takes what follows the head of a byte string.
    pub(super) fn bytes_of(&mut self, length: Length) -> Result<Cow<'a, [u8]>> {
        match length {
            Length::Definite(length) => self.take(length).map(Cow::Borrowed),
            Length::Indefinite => {
                let mut bytes = Vec::new();
                while let Some(length) = self.chunk(names::BYTES)? {
                    bytes.extend_from_slice(self.take(length)?);
                }
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// Takes what follows the head of a string of any kind. What it holds is not looked at.
    pub(super) fn skip_string(&mut self, head: Head, length: Length) -> Result<()> {
        match length {
            Length::Definite(length) => {
                self.take(length)?;
            }
            Length::Indefinite => {
                while let Some(length) = self.chunk(head.name())? {
                    self.take(length)?;
                }
            }
        }
        Ok(())
    }

    /// Takes the head of a chunk of a string of that kind, or the break after the last.
    fn chunk(&mut self, kind: &'static str) -> Result<Option<usize>> {
        if self.take_break()? {
            return Ok(None);
        }
        let start = self.position();
        let head = self.head()?;
        match head {
            Head::Bytes(Length::Definite(length)) | Head::Text(Length::Definite(length))
                if head.name() == kind =>
            {
                Ok(Some(length))
            }
            Head::Break => Err(misplaced_break(start)),
            _ => {
                let expected = "a chunk of the string, of definite length";
                Err(DecodeError::new(DecodeErrorKind::Syntax(expected), start))
            }
        }
    }

    /// Whether a text comes next.
    pub(super) fn is_text(&self) -> bool {
        self.input.first().is_some_and(|byte| byte & !0x1f == major::TEXT)
    }

    /// Takes a text, if it comes next, in one piece and with the shortest head.
    #[inline]
    pub(super) fn take_short_text(&mut self, text: &str) -> bool {
        let Some((head, rest)) = self.input.split_first() else { return false };
        let length = text.len();
        if length >= usize::from(info::ONE_BYTE)
            || usize::from(*head) != usize::from(major::TEXT) + length
        {
            return false;
        }
        let rest = rest.strip_prefix(text.as_bytes());
        self.input = rest.unwrap_or(self.input);
        rest.is_some()
    }
}
