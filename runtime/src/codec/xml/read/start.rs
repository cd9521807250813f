//! What a document begins with.

use super::cursor::is_name_byte;

/// The beginning of a document, up to the name of its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// The name of the root, without its prefix.
    Root(&'a str),
    /// A document that breaks off before or within that name.
    Cut,
    /// No document that the reader takes, or nothing but white space.
    Other,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Tells what a document begins with. No byte after the root's name is looked at.
pub fn start(bytes: &[u8]) -> Start<'_> {
    let mut rest = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    if !rest.starts_with(b"<") {
        return Start::Other;
    }
    while let Some(markup) = rest.strip_prefix(b"<") {
        let (content, end): (&[u8], &[u8]) = match markup {
            [b'?', content @ ..] => (content, b"?>"),
            [b'!', b'-', b'-', content @ ..] => (content, b"-->"),
            [] | [b'!'] | [b'!', b'-'] => return Start::Cut,
            [b'!', ..] => return Start::Other,
            _ => return root(markup),
        };
        rest = match content.windows(end.len()).position(|window| window == end) {
            Some(place) => content.get(place + end.len()..).unwrap_or(&[]).trim_ascii_start(),
            None => return Start::Cut,
        };
    }
    // A comment or a declaration is not a document.
    if rest.is_empty() { Start::Cut } else { Start::Other }
}

/// The root whose name comes next.
fn root(markup: &[u8]) -> Start<'_> {
    let is_end = |byte: &u8| !is_name_byte(*byte) && *byte != b':';
    let Some(length) = markup.iter().position(is_end) else { return Start::Cut };
    let name = markup.get(..length).unwrap_or(&[]);
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    match std::str::from_utf8(local) {
        Ok("") | Err(_) => Start::Other,
        Ok(name) => Start::Root(name),
    }
}
