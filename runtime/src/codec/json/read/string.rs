//! Strings.

use std::borrow::Cow;

use super::{Reader, Result, names, scan};
use crate::codec_error::{DecodeError, DecodeErrorKind};

/// Half of a surrogate pair by itself, which is no character.
pub(super) const LONE_SURROGATE: DecodeErrorKind = DecodeErrorKind::Syntax("a pair of surrogates");

impl<'a> Reader<'a> {
    /// Takes a string; it is borrowed where it holds no escape.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_string().map(Cow::Owned),
        }
    }

    /// Takes a string, and counts the memory for as many bytes.
    pub(super) fn counted_string(&mut self) -> Result<Cow<'a, str>> {
        let text = self.string()?;
        self.memory(text.len())?;
        Ok(text)
    }

    /// Takes a string, and counts its memory.
    #[inline]
    pub(super) fn owned_string(&mut self) -> Result<String> {
        let mut text = String::new();
        self.fill_string(&mut text)?;
        Ok(text)
    }

    /// Takes a string, and counts its memory. It is put into its place at once: to hand it over from one function to the next takes longer
    /// than to find its end.
    #[inline]
    #[expect(
        clippy::assigning_clones,
        reason = "a place that is filled for the first time has no memory to reuse"
    )]
    pub(super) fn fill_string(&mut self, place: &mut String) -> Result<()> {
        if let Some(text) = self.plain_string() {
            self.memory(text.len())?;
            *place = text.to_owned();
            return Ok(());
        }
        *place = self.other_string()?;
        self.memory(place.capacity())
    }

    /// Takes a string, if one without escapes comes next.
    #[inline]
    fn plain_string(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.position + 1;
        let rest = self.text.as_bytes().get(start..)?;
        let length = scan::plain_prefix(rest);
        if rest.get(length) != Some(&b'"') {
            return None;
        }
        let end = start + length;
        let text = self.text.get(start..end)?;
        self.position = end + 1;
        Some(text)
    }

    /// Takes a string that holds escapes, if one comes next at all.
    #[cold]
    fn other_string(&mut self) -> Result<String> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong_type(names::STRING));
        }
        self.position += 1;
        let plain = self.plain().to_owned();
        self.escaped(plain)
    }

    /// Takes the characters up to the next quote, backslash or control character.
    fn plain(&mut self) -> &'a str {
        let rest = self.rest();
        let plain = rest.get(..scan::plain_prefix(rest.as_bytes())).unwrap_or("");
        self.position += plain.len();
        plain
    }

    /// Takes what follows the first characters of a string, up to the quote that ends it.
    fn escaped(&mut self, mut text: String) -> Result<String> {
        while let Some(start) = self.next_escape()? {
            let character = self.escape()?;
            text.push(
                character.ok_or_else(|| DecodeError::new(LONE_SURROGATE, start + r"\u".len()))?,
            );
            text.push_str(self.plain());
        }
        Ok(text)
    }

    /// Skips a string, which may hold halves of surrogate pairs.
    pub(super) fn skip_string(&mut self) -> Result<()> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong_type(names::STRING));
        }
        self.position += 1;
        self.plain();
        while self.next_escape()?.is_some() {
            self.escape()?;
            self.plain();
        }
        Ok(())
    }

    /// Takes the quote that ends a string; the position of the next escape if there is one.
    fn next_escape(&mut self) -> Result<Option<usize>> {
        match self.byte() {
            Some(b'"') => {
                self.position += 1;
                Ok(None)
            }
            Some(b'\\') => Ok(Some(self.position)),
            Some(_) => Err(self.error(DecodeErrorKind::Syntax("no control character"))),
            None => Err(self.truncated()),
        }
    }

    /// Takes a backslash and what follows it; `None` for half of a surrogate pair.
    fn escape(&mut self) -> Result<Option<char>> {
        self.position += 1;
        let byte = self.byte().ok_or_else(|| self.truncated())?;
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.position += 1;
                return self.unicode();
            }
            _ => return Err(self.error(DecodeErrorKind::Syntax("an escape"))),
        };
        self.position += 1;
        Ok(Some(character))
    }

    /// Takes what follows `\u`: one unit of UTF-16, or a surrogate pair; `None` for half of a pair.
    fn unicode(&mut self) -> Result<Option<char>> {
        let unit = self.hex()?;
        let after = self.position;
        if (0xd800..=0xdbff).contains(&unit) && self.take_str("\\u") {
            let low = self.hex()?;
            if (0xdc00..=0xdfff).contains(&low) {
                return Ok(char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
            }
            self.position = after;
        }
        Ok(char::from_u32(unit))
    }

    /// Takes four hexadecimal digits.
    fn hex(&mut self) -> Result<u32> {
        let mut value = 0;
        for _ in 0..4 {
            let byte = self.byte().ok_or_else(|| self.truncated())?;
            let digit = char::from(byte).to_digit(16);
            let digit =
                digit.ok_or_else(|| self.error(DecodeErrorKind::Syntax("a hexadecimal digit")))?;
            value = value << 4 | digit;
            self.position += 1;
        }
        Ok(value)
    }

    /// Takes a text, if it comes next.
    pub(super) fn take_str(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.position += text.len();
        }
        is_next
    }
}
