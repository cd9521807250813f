//! From characters to elements.

use std::borrow::Cow;

use super::Result;
use super::characters::{self, MARKUP, MARKUP_BUT_LINE_ENDS, push_lines};
use super::tag::{Attributes, Name, Tag};
use crate::codec::budget;
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;

/// A place in a document. Going back to an earlier one costs nothing.
///
/// Whoever takes a tag reads its element to the end: by [`text`](Self::text), by [`skip`](Self::skip), or by
/// [`child`](Self::child) until there is none.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// The byte that comes next. It always is where a character starts.
    position: usize,
    /// How much deeper elements may nest.
    depth: usize,
}

/// What comes next in the content of an element, besides text, comments and instructions.
enum Markup {
    Start,
    End,
}

/// What a proxy may put in the place of the service's answer.
const HTML: DecodeErrorKind =
    DecodeErrorKind::Type { expected: "an XML document", found: "an HTML page" };

const END_TAG: DecodeErrorKind = DecodeErrorKind::Syntax("the end tag of the element");

const COMMENT: (&str, &str) = ("<!--", "-->");
const CDATA: (&str, &str) = ("<![CDATA[", "]]>");
const INSTRUCTION: (&str, &str) = ("<?", "?>");

/// Elements.
impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], limits: &Limits) -> Result<Self> {
        let text = budget::text_within(bytes, limits)?;
        let mut cursor = Self { text, position: 0, depth: limits.depth.min(Limits::MAX_DEPTH) };
        cursor.take("\u{feff}");
        Ok(cursor)
    }

    /// Takes the start tag of the root.
    pub(super) fn root(&mut self) -> Result<Tag<'a>> {
        match self.next_outside()? {
            Some(b'<') => self.position += 1,
            Some(_) => return Err(self.error(DecodeErrorKind::Syntax("an element"))),
            None => return Err(self.truncated()),
        }
        let root = self.start_tag()?;
        if root.local_name().eq_ignore_ascii_case("html") {
            return Err(DecodeError::new(HTML, root.offset()));
        }
        Ok(root)
    }

    /// Nothing but comments and instructions may follow the root.
    pub(super) fn end(&mut self) -> Result<()> {
        match self.next_outside()? {
            Some(_) => Err(self.error(DecodeErrorKind::TrailingData)),
            None => Ok(()),
        }
    }

    /// Takes the start tag of the next child, or the end tag of the element.
    #[inline]
    pub(super) fn child(&mut self, parent: Tag<'a>) -> Result<Option<Tag<'a>>> {
        if parent.is_empty() {
            self.depth += 1;
            return Ok(None);
        }
        match self.markup()? {
            Markup::Start => self.start_tag().map(Some),
            Markup::End => self.end_tag(parent).map(|()| None),
        }
    }

    /// Takes the content and the end tag of an element that holds text alone.
    #[inline]
    pub(super) fn text(&mut self, tag: Tag<'a>) -> Result<Cow<'a, str>> {
        if tag.is_empty() {
            self.depth += 1;
            return Ok(Cow::Borrowed(""));
        }
        let start = self.position;
        self.position += MARKUP.plain_prefix(self.bytes_left());
        let text = self.slice(start);
        if self.take("</") {
            self.end_tag(tag)?;
            return Ok(Cow::Borrowed(text));
        }
        self.rest_of_text(tag, text.to_owned()).map(Cow::Owned)
    }

    /// Takes what is left of an element's content, after some text.
    #[cold]
    fn rest_of_text(&mut self, tag: Tag<'a>, mut text: String) -> Result<String> {
        loop {
            let start = self.position;
            self.position += MARKUP_BUT_LINE_ENDS.plain_prefix(self.bytes_left());
            push_lines(&mut text, self.slice(start));
            if self.byte() == Some(b'&') {
                text.push(self.reference()?);
            } else if self.take("</") {
                self.end_tag(tag)?;
                return Ok(text);
            } else if let Some(data) = self.enclosed(CDATA)? {
                push_lines(&mut text, data);
            } else if !self.comment()? && !self.instruction()? {
                return Err(self.no_text());
            }
        }
    }

    /// Takes the rest of an element without looking at it.
    pub(super) fn skip(&mut self, tag: Tag<'a>) -> Result<()> {
        while let Some(child) = self.child(tag)? {
            self.skip(child)?;
        }
        Ok(())
    }

    /// The text of an element, without white space around it; `None` if it is malformed, or holds elements: a service
    /// is free to give its own errors members of any name.
    pub(super) fn text_or_skip(&mut self, tag: Tag<'a>) -> Result<Option<String>> {
        let start = *self;
        if let Ok(text) = self.text(tag) {
            return Ok(Some(text.trim_ascii().to_owned()));
        }
        *self = start;
        self.skip(tag)?;
        Ok(None)
    }

    /// How many bytes into the document the cursor is.
    pub(super) fn position(&self) -> usize {
        self.position
    }
}

/// Markup.
impl<'a> Cursor<'a> {
    /// The next byte outside of the root that is none of white space, a comment or an instruction.
    fn next_outside(&mut self) -> Result<Option<u8>> {
        loop {
            self.white_space();
            if self.comment()? || self.instruction()? {
                continue;
            }
            if self.rest().starts_with("<!") {
                return Err(self.wrong_declaration());
            }
            return Ok(self.byte());
        }
    }

    /// Takes what the next tag begins with.
    #[inline]
    fn markup(&mut self) -> Result<Markup> {
        loop {
            self.white_space();
            if self.byte() != Some(b'<') {
                self.ignored_text()?;
            }
            match self.bytes_left().get(1) {
                Some(b'/') => {
                    self.position += 2;
                    return Ok(Markup::End);
                }
                Some(b'!' | b'?') => self.ignored_markup()?,
                Some(_) => {
                    self.position += 1;
                    return Ok(Markup::Start);
                }
                None => return Err(self.truncated()),
            }
        }
    }

    /// Takes text between elements, up to a `<`.
    #[cold]
    fn ignored_text(&mut self) -> Result<()> {
        loop {
            match self.byte() {
                Some(b'<') => return Ok(()),
                Some(b'&') => {
                    self.reference()?;
                }
                Some(b'\r') => self.position += 1,
                Some(_) => self.position += MARKUP.plain_prefix(self.bytes_left()),
                None => return Err(self.truncated()),
            }
        }
    }

    /// Takes a comment, an instruction or character data.
    #[cold]
    fn ignored_markup(&mut self) -> Result<()> {
        if self.comment()? || self.instruction()? || self.enclosed(CDATA)?.is_some() {
            return Ok(());
        }
        Err(self.wrong_declaration())
    }

    /// Takes a start tag, whose `<` was taken.
    #[inline]
    fn start_tag(&mut self) -> Result<Tag<'a>> {
        let depth = self.depth.checked_sub(1);
        self.depth = depth.ok_or_else(|| self.error(DecodeErrorKind::TooDeep))?;
        let offset = self.position;
        let name = self.name()?;
        if self.byte() == Some(b'>') {
            self.position += 1;
            return Ok(Tag::new(name, "", offset, false));
        }
        let attributes = self.attributes()?;
        let is_empty = self.take("/");
        self.expect(">", "`>`")?;
        Ok(Tag::new(name, attributes, offset, is_empty))
    }

    /// Takes all attributes, which are told by their being well-formed; what was taken.
    fn attributes(&mut self) -> Result<&'a str> {
        let start = self.position;
        let mut end = start;
        loop {
            let spaced = self.white_space();
            match self.byte() {
                Some(b'>' | b'/') => break,
                Some(_) if !spaced => return Err(self.error(DecodeErrorKind::Syntax("`>`"))),
                Some(_) => self.attribute()?,
                None => return Err(self.truncated()),
            }
            end = self.position;
        }
        Ok(self.text.get(start..end).unwrap_or(""))
    }

    fn attribute(&mut self) -> Result<()> {
        self.name()?;
        self.white_space();
        self.expect("=", "`=`")?;
        self.white_space();
        let quote = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => quote,
            Some(_) => return Err(self.error(DecodeErrorKind::Syntax("a quote"))),
            None => return Err(self.truncated()),
        };
        self.position += 1;
        loop {
            match self.byte() {
                Some(byte) if byte == quote => break,
                Some(b'<') => return Err(self.error(DecodeErrorKind::Syntax("no `<`"))),
                Some(b'&') => {
                    self.reference()?;
                }
                Some(_) => {
                    let is_plain = |byte: &&u8| !b"<&\"'".contains(byte);
                    let plain = self.bytes_left().iter().take_while(is_plain).count();
                    self.position += plain.max(1);
                }
                None => return Err(self.truncated()),
            }
        }
        self.position += 1;
        Ok(())
    }

    /// Takes an end tag, whose `</` was taken.
    #[inline]
    fn end_tag(&mut self, tag: Tag<'a>) -> Result<()> {
        let name = tag.name().as_bytes();
        let rest = self.bytes_left();
        if rest.get(..name.len()) != Some(name) {
            return Err(self.wrong_end(name));
        }
        self.position += name.len();
        self.white_space();
        match self.byte() {
            Some(b'>') => self.position += 1,
            Some(_) => return Err(self.error(END_TAG)),
            None => return Err(self.truncated()),
        }
        self.depth += 1;
        Ok(())
    }

    /// Takes a name, with its prefix if it has one.
    #[inline]
    fn name(&mut self) -> Result<Name<'a>> {
        let start = self.position;
        let mut local = self.name_part()?;
        if self.take(":") {
            local = self.name_part()?;
        }
        Ok(Name { qualified: self.slice(start), local })
    }

    #[inline]
    fn name_part(&mut self) -> Result<&'a str> {
        let start = self.position;
        self.position += self.bytes_left().iter().take_while(|byte| is_name_byte(**byte)).count();
        let part = self.slice(start);
        match part.as_bytes() {
            [] | [b'-' | b'.' | b'0'..=b'9', ..] => Err(self.no_name(start)),
            _ => Ok(part),
        }
    }

    /// Takes a reference, whose `&` comes next.
    #[cold]
    fn reference(&mut self) -> Result<char> {
        match characters::reference(self.rest()) {
            Ok((character, length)) => {
                self.position += length;
                Ok(character)
            }
            Err(DecodeErrorKind::Truncated) => Err(self.truncated()),
            Err(kind) => Err(self.error(kind)),
        }
    }

    /// Takes a comment, if one comes next.
    fn comment(&mut self) -> Result<bool> {
        self.enclosed(COMMENT).map(|comment| comment.is_some())
    }

    /// Takes an instruction, if one comes next. One may say in what encoding the document is.
    fn instruction(&mut self) -> Result<bool> {
        let start = self.position;
        let Some(instruction) = self.enclosed(INSTRUCTION)? else { return Ok(false) };
        let declaration = instruction
            .strip_prefix("xml")
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()));
        let encoding = declaration
            .and_then(|rest| Attributes(rest).find(|(name, _)| *name == "encoding"))
            .map(|(_, encoding)| encoding.text());
        match encoding {
            Some(encoding) if !is_utf8(&encoding) => {
                Err(DecodeError::new(DecodeErrorKind::Syntax("UTF-8 as the encoding"), start))
            }
            _ => Ok(true),
        }
    }

    /// Takes what is between two delimiters, if the first comes next.
    fn enclosed(&mut self, (open, close): (&str, &str)) -> Result<Option<&'a str>> {
        if !self.take(open) {
            return Ok(None);
        }
        let (content, _) = self.rest().split_once(close).ok_or_else(|| self.truncated())?;
        self.position += content.len() + close.len();
        Ok(Some(content))
    }
}

/// Characters.
impl<'a> Cursor<'a> {
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    #[inline]
    fn bytes_left(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.position..).unwrap_or(&[])
    }

    #[inline]
    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    /// What was taken since a place.
    #[inline]
    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.position).unwrap_or("")
    }

    /// Takes white space; whether there was some.
    #[inline]
    fn white_space(&mut self) -> bool {
        let start = self.position;
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.position += 1;
        }
        self.position > start
    }

    /// Takes a text, if it comes next.
    #[inline]
    fn take(&mut self, text: &str) -> bool {
        let is_next = self.bytes_left().starts_with(text.as_bytes());
        if is_next {
            self.position += text.len();
        }
        is_next
    }

    fn expect(&mut self, text: &str, shown: &'static str) -> Result<()> {
        match self.byte() {
            _ if self.take(text) => Ok(()),
            Some(_) => Err(self.error(DecodeErrorKind::Syntax(shown))),
            None => Err(self.truncated()),
        }
    }
}

/// Errors.
impl Cursor<'_> {
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.position)
    }

    /// The document ends too early.
    #[cold]
    fn truncated(&self) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Truncated, self.text.len())
    }

    /// Another end tag than was expected comes next.
    #[cold]
    fn wrong_end(&self, name: &[u8]) -> DecodeError {
        if name.starts_with(self.bytes_left()) { self.truncated() } else { self.error(END_TAG) }
    }

    /// No name was found, but bytes up to the cursor that cannot be one.
    #[cold]
    fn no_name(&self, start: usize) -> DecodeError {
        if start == self.text.len() {
            self.truncated()
        } else {
            DecodeError::new(DecodeErrorKind::Syntax("a name"), start)
        }
    }

    /// Something else than text comes next in an element that holds text alone.
    #[cold]
    fn no_text(&self) -> DecodeError {
        match self.bytes_left() {
            [b'<', b'!', ..] => self.wrong_declaration(),
            [b'<', _, ..] => {
                self.error(DecodeErrorKind::Type { expected: "text", found: "an element" })
            }
            _ => self.truncated(),
        }
    }

    /// What begins with `<!` is neither a comment nor character data. A document type could define entities, and is
    /// not taken; HTML pages have one.
    #[cold]
    fn wrong_declaration(&self) -> DecodeError {
        const DOCTYPE: &str = "<!DOCTYPE";
        let rest = self.rest();
        let begins_with =
            |text: &str| rest.get(..text.len()).is_some_and(|is| is.eq_ignore_ascii_case(text));
        if begins_with("<!DOCTYPE html") {
            self.error(HTML)
        } else if begins_with(DOCTYPE) {
            self.error(DecodeErrorKind::Syntax("no document type"))
        } else if [COMMENT.0, CDATA.0, DOCTYPE].iter().any(|whole| whole.starts_with(rest)) {
            self.truncated()
        } else {
            self.error(DecodeErrorKind::Syntax("a comment or character data"))
        }
    }
}

#[inline]
pub(super) const fn is_name_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | 0x80..)
}

/// ASCII is a part of UTF-8.
fn is_utf8(encoding: &str) -> bool {
    ["UTF-8", "UTF8", "US-ASCII", "ASCII"].iter().any(|name| name.eq_ignore_ascii_case(encoding))
}
