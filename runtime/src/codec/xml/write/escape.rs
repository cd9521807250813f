//! Strings in elements and attributes.

use std::io::Write as _;

use crate::codec::xml::scan::Special;

/// Characters that cannot stand for themselves, and the first bytes of such characters: of U+0085 and of U+2028.
const MAY_NEED_ESCAPE: Special<6> = Special { below: 0x20, others: *b"&<>\"\xc2\xe2" };

/// Appends a text so that it can stand in an element as well as between double quotes.
///
/// Line ends and other white space but the space are character references: XML's readers would make a line feed of
/// each line end of any kind, and a space of what is in an attribute. Control characters are references, too,
/// although XML 1.0 has none: services that take them at all take them so.
#[inline]
pub(super) fn append_escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    while let Some((plain, special)) = split_at_special(rest) {
        out.extend_from_slice(plain.as_bytes());
        rest = append_first(out, special);
    }
    out.extend_from_slice(rest.as_bytes());
}

/// What is before the first character that may need an escape, and what begins with it.
#[inline]
fn split_at_special(text: &str) -> Option<(&str, &str)> {
    let place = MAY_NEED_ESCAPE.plain_prefix(text.as_bytes());
    text.split_at_checked(place).filter(|(_, special)| !special.is_empty())
}

/// Appends the first character of a text, escaped if it needs to be; what follows it.
fn append_first<'a>(out: &mut Vec<u8>, text: &'a str) -> &'a str {
    let mut characters = text.chars();
    match characters.next() {
        Some('&') => out.extend_from_slice(b"&amp;"),
        Some('<') => out.extend_from_slice(b"&lt;"),
        Some('>') => out.extend_from_slice(b"&gt;"),
        Some('"') => out.extend_from_slice(b"&quot;"),
        Some(special @ ('\0'..='\x1f' | '\u{85}' | '\u{2028}')) => {
            // Writing to a vector does not fail.
            let _ = write!(out, "&#x{:X};", u32::from(special));
        }
        Some(plain) => out.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes()),
        None => {}
    }
    characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::append_escaped;

    #[track_caller]
    fn assert_escaped(text: &str, expected: &str) {
        let mut out = Vec::new();
        append_escaped(&mut out, text);
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn what_markup_is_made_of_is_escaped() {
        assert_escaped("", "");
        assert_escaped("plain 'text'", "plain 'text'");
        assert_escaped("a<b>&\"c\"&amp;", "a&lt;b&gt;&amp;&quot;c&quot;&amp;amp;");
    }

    /// Smithy's tests have these four line ends.
    #[test]
    fn line_ends_and_controls_are_references() {
        assert_escaped("\r\n\u{85}\u{2028}", "&#xD;&#xA;&#x85;&#x2028;");
        assert_escaped("a\tb\0\x1f", "a&#x9;b&#x0;&#x1F;");
    }

    #[test]
    fn neighbours_of_line_ends_are_plain() {
        let plain = "\u{84}\u{86}\u{a0}§\u{2027}\u{2029}€’\u{7f}é😀\u{fffe}";
        assert_escaped(plain, plain);
    }
}
