//! Finding where a run of plain characters ends, many bytes at a time.

/// How many bytes are looked at and copied at once.
pub(super) const BLOCK: usize = 16;

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const HIGH_BITS: u64 = repeat(0x80);

/// How many bytes a text begins with that JSON strings hold as they are: no quote, backslash or control
/// character.
///
/// Most strings are short, so that looking at eight bytes at a time is faster than at more.
#[inline]
pub(super) fn plain_prefix(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((word, tail)) = rest.split_first_chunk() {
        if let Some(place) = first_special(*word) {
            return text.len() - rest.len() + place;
        }
        rest = tail;
    }
    let plain = rest.iter().take_while(|byte| !is_special(**byte)).count();
    text.len() - rest.len() + plain
}

/// Where the first special byte of eight is.
#[inline]
const fn first_special(chunk: [u8; 8]) -> Option<usize> {
    match special_bytes(chunk) {
        0 => None,
        special => Some((special.trailing_zeros() / 8) as usize),
    }
}

/// Whether a byte cannot stand for itself in a JSON string.
#[inline]
pub(super) const fn is_special(byte: u8) -> bool {
    // Without its second bit, a quote is 0x20, and a space is not: one comparison does for two.
    (byte ^ 2) < 0x21 || byte == b'\\'
}

/// The high bit of the first special byte in little-endian order, and of some after it; zero if there is none.
///
/// Subtracting from all bytes at once borrows into the bytes after one that wraps, so only the lowest bit that
/// is set means what it says. Without its second bit, a quote is 0x20, the one byte that a space is not then:
/// so one subtraction finds control characters and quotes.
#[inline]
pub(super) const fn special_bytes(chunk: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(chunk);
    let control_or_quote = (word ^ repeat(2)).wrapping_sub(repeat(0x21));
    let backslash = (word ^ repeat(b'\\')).wrapping_sub(repeat(1));
    (control_or_quote | backslash) & !word & HIGH_BITS
}

/// Whether no byte of a block is special. Looking at each of them, without a branch, becomes ten instructions on
/// vectors.
#[inline]
pub(super) fn is_plain(block: &[u8; BLOCK]) -> bool {
    !block.iter().fold(false, |found, byte| found | is_special(*byte))
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, is_plain, is_special, plain_prefix};

    /// RFC 8259, section 7: what must be escaped is the quotation mark, the reverse solidus, and U+0000 to U+001F.
    fn must_be_escaped(byte: u8) -> bool {
        matches!(byte, 0..=0x1f | b'"' | b'\\')
    }

    #[test]
    fn special_is_what_must_be_escaped() {
        for byte in 0..=u8::MAX {
            assert_eq!(is_special(byte), must_be_escaped(byte), "{byte}");
        }
    }

    #[test]
    fn a_block_is_plain_if_all_of_it_is() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b'a'; BLOCK];
                block[place] = byte;
                assert_eq!(is_plain(&block), !must_be_escaped(byte), "{byte} at {place}");
            }
        }
    }

    /// Every byte at every place, with every length around it.
    #[test]
    fn finds_the_first_special_byte() {
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                for place in 0..length {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let expected = if must_be_escaped(byte) { place } else { length };
                    assert_eq!(plain_prefix(&text), expected, "{byte} at {place} of {length}");
                }
            }
        }
    }

    #[test]
    fn the_first_of_two_counts() {
        for first in [0_u8, 0x1f, b'"', b'\\'] {
            for second in [0_u8, 0x1f, 0x20, 0x21, b'"', b'#', b'\\', b']', 0x80, 0xff] {
                assert_eq!(plain_prefix(&[b'a', first, second, b'a', b'a', b'a', b'a', b'a']), 1);
                let length = plain_prefix(&[second, first, b'a', b'a', b'a', b'a', b'a', b'a']);
                assert_eq!(length, usize::from(!must_be_escaped(second)));
            }
        }
    }
}
