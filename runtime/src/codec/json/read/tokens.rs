//! Punctuation, names and limits.

use std::borrow::Cow;

use super::{Reader, Result, names};
use crate::codec::budget::{Holder, Room};
use crate::codec_error::{DecodeError, DecodeErrorKind};

impl<'a> Reader<'a> {
    /// The next byte that is not white space, which stays where it is.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let byte = self.byte()?;
        if byte > b' ' { Some(byte) } else { self.peek_after_space() }
    }

    fn peek_after_space(&mut self) -> Option<u8> {
        while let b' ' | b'\t' | b'\n' | b'\r' = self.byte()? {
            self.position += 1;
        }
        self.byte()
    }

    /// The next byte, white space or not.
    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// What has not been read yet. The position always is where a character starts.
    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    /// Takes a word of the grammar, whose first letter was seen.
    pub(super) fn word(&mut self, word: &str) -> Result<()> {
        if self.take_str(word) {
            Ok(())
        } else if word.starts_with(self.rest()) {
            Err(DecodeError::new(DecodeErrorKind::Truncated, self.text.len()))
        } else {
            Err(self.error(DecodeErrorKind::Syntax("a value")))
        }
    }

    /// Takes the brace that opens an object; whether it has a member.
    pub(super) fn open_object(&mut self) -> Result<bool> {
        self.open(b'{', b'}', names::OBJECT)
    }

    /// Takes the bracket that opens an array; whether it has an item.
    pub(super) fn open_array(&mut self) -> Result<bool> {
        self.open(b'[', b']', names::ARRAY)
    }

    fn open(&mut self, open: u8, close: u8, expected: &'static str) -> Result<bool> {
        if self.peek() != Some(open) {
            return Err(self.wrong_type(expected));
        }
        self.depth =
            self.depth.checked_sub(1).ok_or_else(|| self.error(DecodeErrorKind::TooDeep))?;
        self.position += 1;
        match self.peek() {
            Some(byte) if byte == close => {
                self.close();
                Ok(false)
            }
            Some(_) => Ok(true),
            None => Err(self.truncated()),
        }
    }

    fn close(&mut self) {
        self.position += 1;
        self.depth += 1;
    }

    /// Takes a comma, or what closes the object or array; whether something follows.
    #[inline]
    pub(super) fn next_or(&mut self, close: u8) -> Result<bool> {
        match self.peek() {
            Some(b',') => {
                self.position += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.close();
                Ok(false)
            }
            Some(_) if close == b'}' => Err(self.error(DecodeErrorKind::Syntax("`,` or `}`"))),
            Some(_) => Err(self.error(DecodeErrorKind::Syntax("`,` or `]`"))),
            None => Err(self.truncated()),
        }
    }

    /// Takes the name of a member and the colon after it.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>> {
        self.name_follows()?;
        let name = self.string()?;
        self.colon()?;
        Ok(name)
    }

    pub(super) fn name_follows(&mut self) -> Result<()> {
        match self.peek() {
            Some(byte) if byte != b'"' => {
                Err(self.error(DecodeErrorKind::Syntax("the name of a member")))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn colon(&mut self) -> Result<()> {
        match self.peek() {
            Some(b':') => {
                self.position += 1;
                Ok(())
            }
            Some(_) => Err(self.error(DecodeErrorKind::Syntax("`:`"))),
            None => Err(self.truncated()),
        }
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&mut self) -> Result<()> {
        match self.peek() {
            Some(_) => Err(self.error(DecodeErrorKind::TrailingData)),
            None => Ok(()),
        }
    }

    /// Counts a node of a document.
    #[inline]
    pub(super) fn item(&mut self) -> Result<()> {
        self.budget.item().map_err(|kind| self.error(kind))
    }

    /// Counts bytes of memory.
    #[inline]
    pub(super) fn memory(&mut self, bytes: usize) -> Result<()> {
        self.budget.memory(bytes).map_err(|kind| self.error(kind))
    }

    /// Counts one more item or entry, and the room that is made for it.
    #[inline]
    pub(super) fn push(&mut self, room: &mut Room) -> Result<()> {
        self.budget.push(room).map_err(|kind| self.error(kind))
    }

    /// Counts a structure or union.
    #[inline]
    pub(super) fn enter<T: ?Sized>(&mut self, value: &T) -> Result<Holder> {
        self.budget.enter(value).map_err(|kind| self.error(kind))
    }
}
