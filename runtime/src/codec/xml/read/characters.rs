//! What stands for characters: references, and line ends.

use std::borrow::Cow;

use crate::codec::xml::scan::Special;
use crate::codec_error::DecodeErrorKind;

/// What does not stand for itself in the content of an element.
pub(super) const MARKUP: Special<3> = Special { below: 0, others: *b"<&\r" };

/// The same without line ends, which are seen to by [`push_lines`].
pub(super) const MARKUP_BUT_LINE_ENDS: Special<2> = Special { below: 0, others: *b"<&" };

/// The character that a reference at the start of a text stands for, and the length of the reference.
///
/// There are the five entities of XML and no other, as no document type is read; and a reference to any character, to
/// control characters as well.
pub(super) fn reference(text: &str) -> Result<(char, usize), DecodeErrorKind> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = text.bytes().skip(1).take_while(is_part).count();
    match text.as_bytes().get(1 + length) {
        Some(b';') => {}
        Some(_) => return Err(DecodeErrorKind::Syntax("`;` after a reference")),
        None => return Err(DecodeErrorKind::Truncated),
    }
    let character = match text.get(1..=length).unwrap_or("") {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        name => numbered(name),
    };
    let character = character.ok_or(DecodeErrorKind::Syntax("a reference to a character"))?;
    Ok((character, length + 2))
}

/// The character of `#10` or `#xA`.
fn numbered(name: &str) -> Option<char> {
    let number = match name.strip_prefix("#x") {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => name.strip_prefix('#')?.parse(),
    };
    char::from_u32(number.ok()?)
}

/// Appends a text with its line ends as line feeds.
pub(super) fn push_lines(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((line, tail)) = rest.split_once('\r') {
        out.push_str(line);
        out.push('\n');
        rest = tail.strip_prefix('\n').unwrap_or(tail);
    }
    out.push_str(rest);
}

/// The value of an attribute: its references are resolved, and other white space is spaces.
pub(super) fn attribute_value(written: &str) -> Cow<'_, str> {
    let is_special = |character| matches!(character, '&' | '\t' | '\n' | '\r');
    if !written.contains(is_special) {
        return Cow::Borrowed(written);
    }
    let mut value = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((plain, special)) =
        rest.find(is_special).and_then(|at| rest.split_at_checked(at))
    {
        value.push_str(plain);
        let (character, length) = attribute_character(special);
        value.push(character);
        rest = special.get(length..).unwrap_or("");
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// The character that a text begins with, and its length as it was written.
fn attribute_character(text: &str) -> (char, usize) {
    if text.starts_with('&') {
        // References were seen to be well-formed when the tag was read.
        reference(text).unwrap_or(('&', 1))
    } else if text.starts_with("\r\n") {
        (' ', 2)
    } else {
        (' ', 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{attribute_value, push_lines, reference};
    use crate::codec_error::DecodeErrorKind;

    #[test]
    fn references_to_characters() {
        for (text, expected) in [
            ("&amp;lt;", ('&', 5)),
            ("&lt;", ('<', 4)),
            ("&gt;", ('>', 4)),
            ("&quot;", ('"', 6)),
            ("&apos;", ('\'', 6)),
            ("&#65;B", ('A', 5)),
            ("&#x1F600;", ('😀', 9)),
            ("&#x0000000d;", ('\r', 12)),
            ("&#1;", ('\u{1}', 4)),
        ] {
            assert_eq!(reference(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn no_other_references() {
        for text in [
            "&nbsp;",
            "&AMP;",
            "&;",
            "&#;",
            "&#x;",
            "&#xD800;",
            "&#x110000;",
            "&#99999999999;",
            "&#X41;",
        ] {
            let expected = DecodeErrorKind::Syntax("a reference to a character");
            assert_eq!(reference(text), Err(expected), "{text}");
        }
        for text in ["& ", "&&amp;", "&amp ;", "&a&", "&#-1;", "&#+1;", "&é;"] {
            let expected = DecodeErrorKind::Syntax("`;` after a reference");
            assert_eq!(reference(text), Err(expected), "{text}");
        }
        for text in ["&", "&am", "&amp", "&#x4"] {
            assert_eq!(reference(text), Err(DecodeErrorKind::Truncated), "{text}");
        }
    }

    #[test]
    fn line_ends_become_line_feeds() {
        let mut out = String::from("x");
        push_lines(&mut out, "\r\na\rb\nc\r\r\n\n");
        assert_eq!(out, "x\na\nb\nc\n\n\n");
    }

    #[test]
    fn white_space_in_attributes_becomes_spaces() {
        assert_eq!(attribute_value("a b"), "a b");
        assert_eq!(attribute_value("\ta\r\nb\r c\nd"), " a b  c d");
        assert_eq!(attribute_value("\tamp;&#10;&lt;é&amp;amp;"), " amp;\n<é&amp;");
    }
}
