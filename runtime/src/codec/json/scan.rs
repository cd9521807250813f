//! Finding where a run of plain characters ends, eight bytes at a time.

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const HIGH_BITS: u64 = repeat(0x80);

/// How many bytes a text begins with that JSON strings hold as they are: no quote, backslash or control
/// character.
#[inline]
pub(super) fn plain_prefix(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((chunk, tail)) = rest.split_first_chunk() {
        if let Some(place) = first_special(*chunk) {
            return text.len() - rest.len() + place;
        }
        rest = tail;
    }
    let plain = rest.iter().take_while(|byte| !is_special(**byte)).count();
    text.len() - rest.len() + plain
}

/// Where the first special byte of eight is.
#[inline]
pub(super) const fn first_special(chunk: [u8; 8]) -> Option<usize> {
    match special_bytes(u64::from_le_bytes(chunk)) {
        0 => None,
        special => Some((special.trailing_zeros() / 8) as usize),
    }
}

/// Whether a byte cannot stand for itself in a JSON string.
#[inline]
pub(super) const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The high bit of the first special byte of a little-endian word, and of some after it.
///
/// Subtracting from all bytes at once borrows into the bytes after one that wraps, so only the lowest bit that
/// is set means what it says, which is the one that is looked at.
#[inline]
const fn special_bytes(word: u64) -> u64 {
    let control = word.wrapping_sub(repeat(0x20)) & !word;
    (control | zero_bytes(word ^ repeat(b'"')) | zero_bytes(word ^ repeat(b'\\'))) & HIGH_BITS
}

/// The high bit of the first byte that is zero, and of some after it.
#[inline]
const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(repeat(1)) & !word
}

#[cfg(test)]
mod tests {
    use super::{is_special, plain_prefix};

    /// Every byte at every place, with every length around it, against the definition.
    #[test]
    fn finds_the_first_special_byte() {
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                for place in 0..length {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let expected = if is_special(byte) { place } else { length };
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
                assert_eq!(length, usize::from(!is_special(second)));
            }
        }
    }
}
