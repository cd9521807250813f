//! Characters that no comment may hold.

/// A line without what rustc refuses in a comment: line breaks and other control characters, and those
/// that reverse the direction of text.
pub fn printable(line: &str) -> String {
    // Hardly any line holds such a character, and a copy is faster than a look at each.
    if line.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')) {
        return line.to_owned();
    }
    line.chars().filter(|c| is_printable(*c) || *c == '\t').collect()
}

/// Whether rustc lets a character stand in a comment.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
