//! Copying a text while looking for what needs an escape.

use super::scan::{self, BLOCK};
use crate::codec::out::copy_ends;

/// What a text is for JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing in it needs an escape.
    Plain,
    /// Something in it needs one.
    Special,
}

impl Found {
    #[inline]
    fn of(special: bool) -> Self {
        if special { Self::Special } else { Self::Plain }
    }
}

/// Copies a text to a place of the same length, up to something special.
///
/// Most strings are short, and sixteen bytes are looked at and copied in less time than a call to copy them takes.
/// The last ones go over some that were copied already, so that no bytes are left over.
#[inline]
pub(super) fn copy(text: &[u8], to: &mut [u8]) -> Found {
    match text.last_chunk::<BLOCK>() {
        Some(last) => copy_blocks(text, last, to),
        None => copy_short(text, to),
    }
}

#[inline]
fn copy_blocks(text: &[u8], last: &[u8; BLOCK], to: &mut [u8]) -> Found {
    for (block, place) in text.chunks_exact(BLOCK).zip(to.chunks_exact_mut(BLOCK)) {
        if let (Some(block), Some(place)) = (block.first_chunk(), place.first_chunk_mut()) {
            if copy_block(block, place) == Found::Special {
                return Found::Special;
            }
        }
    }
    to.last_chunk_mut().map_or(Found::Plain, |end| copy_block(last, end))
}

#[inline]
fn copy_block(block: &[u8; BLOCK], to: &mut [u8; BLOCK]) -> Found {
    *to = *block;
    Found::of(!scan::is_plain(block))
}

/// Copies fewer than sixteen bytes.
#[inline]
#[expect(clippy::many_single_char_names, reason = "bytes have no names of their own")]
fn copy_short(text: &[u8], to: &mut [u8]) -> Found {
    if let Some((first, last)) = copy_ends::<8>(text, to) {
        return Found::of(scan::special_bytes(first) | scan::special_bytes(last) != 0);
    }
    if let Some((first, last)) = copy_ends::<4>(text, to) {
        return Found::of(scan::special_bytes(joined(first, last)) != 0);
    }
    match (text, to) {
        (&[a], [x]) => {
            *x = a;
            Found::of(scan::is_special(a))
        }
        (&[a, b], [x, y]) => {
            (*x, *y) = (a, b);
            Found::of(scan::is_special(a) | scan::is_special(b))
        }
        (&[a, b, c], [x, y, z]) => {
            (*x, *y, *z) = (a, b, c);
            Found::of(scan::is_special(a) | scan::is_special(b) | scan::is_special(c))
        }
        _ => Found::Plain,
    }
}

#[expect(clippy::many_single_char_names, reason = "bytes have no names of their own")]
const fn joined([a, b, c, d]: [u8; 4], [w, x, y, z]: [u8; 4]) -> [u8; 8] {
    [a, b, c, d, w, x, y, z]
}

#[cfg(test)]
mod tests {
    use super::{Found, copy};

    /// Every length, with and without something special at every place.
    #[test]
    fn copies_and_finds_what_is_special() {
        for length in 0..40_usize {
            let text: Vec<u8> = (b'a'..=b'z').cycle().take(length).collect();
            let mut copied = vec![0; length];
            assert_eq!(copy(&text, &mut copied), Found::Plain);
            assert_eq!(copied, text);
            for place in 0..length {
                for special in [0, 0x1f, b'"', b'\\'] {
                    let mut text = text.clone();
                    text[place] = special;
                    assert_eq!(copy(&text, &mut copied), Found::Special, "{place} of {length}");
                }
                for plain in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                    let mut text = text.clone();
                    text[place] = plain;
                    assert_eq!(copy(&text, &mut copied), Found::Plain, "{place} of {length}");
                    assert_eq!(copied, text);
                }
            }
        }
    }
}
