//! Copying a string while looking for what needs an escape.

use super::scan;

/// Whether a text was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copied {
    Yes,
    No,
}

/// Appends a text in which nothing needs an escape; one in which something does leaves the output as it was.
///
/// Most strings are short, and eight bytes are looked at and copied in less time than a call to copy them takes.
/// What is left at the end is copied as the last eight bytes, over some that were copied already.
#[inline]
pub(super) fn plain(out: &mut Vec<u8>, text: &[u8]) -> Copied {
    let start = out.len();
    let mut rest = text;
    while let Some((chunk, tail)) = rest.split_first_chunk() {
        if scan::first_special(*chunk).is_some() {
            out.truncate(start);
            return Copied::No;
        }
        out.extend_from_slice(chunk);
        rest = tail;
    }
    let copied = match text.last_chunk() {
        _ if rest.is_empty() => Copied::Yes,
        Some(last) => end_of_long(out, *last, rest.len()),
        None => short(out, rest),
    };
    if copied == Copied::No {
        out.truncate(start);
    }
    copied
}

/// Appends the last bytes of a text, fewer than eight, of which the last eight are given.
#[inline]
fn end_of_long(out: &mut Vec<u8>, last: [u8; 8], missing: usize) -> Copied {
    if scan::first_special(last).is_some() {
        return Copied::No;
    }
    out.truncate(out.len() + missing - last.len());
    out.extend_from_slice(&last);
    Copied::Yes
}

/// Appends a text of fewer than eight bytes.
#[inline]
fn short(out: &mut Vec<u8>, text: &[u8]) -> Copied {
    let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) else {
        out.extend(text);
        return if text.iter().any(|byte| scan::is_special(*byte)) {
            Copied::No
        } else {
            Copied::Yes
        };
    };
    if scan::first_special(joined(*first, *last)).is_some() {
        return Copied::No;
    }
    out.extend_from_slice(first);
    out.truncate(out.len() + text.len() - 8);
    out.extend_from_slice(last);
    Copied::Yes
}

#[expect(clippy::many_single_char_names, reason = "bytes have no names of their own")]
const fn joined([a, b, c, d]: [u8; 4], [w, x, y, z]: [u8; 4]) -> [u8; 8] {
    [a, b, c, d, w, x, y, z]
}

#[cfg(test)]
mod tests {
    use super::{Copied, plain};

    /// Every length, with and without something special at every place.
    #[test]
    fn copies_all_or_nothing() {
        for length in 0..40_usize {
            let text: Vec<u8> = (b'a'..=b'z').cycle().take(length).collect();
            let mut out = b"before".to_vec();
            assert_eq!(plain(&mut out, &text), Copied::Yes);
            assert_eq!(out, [b"before", &text[..]].concat());
            for place in 0..length {
                let mut text = text.clone();
                text[place] = b'\n';
                let mut out = b"before".to_vec();
                assert_eq!(plain(&mut out, &text), Copied::No, "{place} of {length}");
                assert_eq!(out, b"before");
            }
        }
    }
}
