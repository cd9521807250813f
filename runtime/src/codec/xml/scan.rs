//! Finding where a run of plain characters ends, eight bytes at a time.

/// The bytes at which a run ends.
pub(super) struct Special<const N: usize> {
    /// All bytes below this one; it is at most 128.
    pub(super) below: u8,
    /// And these.
    pub(super) others: [u8; N],
}

const CHUNK: usize = 8;

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; CHUNK])
}

const HIGH_BITS: u64 = repeat(0x80);

impl<const N: usize> Special<N> {
    /// How many bytes a text begins with that are not special.
    #[inline]
    pub(super) fn plain_prefix(&self, text: &[u8]) -> usize {
        let mut rest = text;
        while let Some((chunk, tail)) = rest.split_first_chunk() {
            if let Some(place) = self.first(*chunk) {
                return text.len() - rest.len() + place;
            }
            rest = tail;
        }
        match text.last_chunk() {
            // The last eight bytes, of which some are known to be plain.
            Some(chunk) => text.len() - CHUNK + self.first(*chunk).unwrap_or(CHUNK),
            None => text.iter().take_while(|byte| !self.contains(**byte)).count(),
        }
    }

    #[inline]
    fn contains(&self, byte: u8) -> bool {
        byte < self.below || self.others.contains(&byte)
    }

    /// Where the first special byte of eight is.
    ///
    /// Subtracting from all bytes at once borrows into the bytes after one that wraps, so only the lowest bit that
    /// is set means what it says, which is the one that is looked at.
    #[inline]
    fn first(&self, chunk: [u8; CHUNK]) -> Option<usize> {
        let word = u64::from_le_bytes(chunk);
        let low = word.wrapping_sub(repeat(self.below)) & !word;
        let special = self.others.iter().fold(low, |special, other| {
            let difference = word ^ repeat(*other);
            special | (difference.wrapping_sub(repeat(1)) & !difference)
        });
        match special & HIGH_BITS {
            0 => None,
            special => Some((special.trailing_zeros() / 8) as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Special;

    fn finds_the_first<const N: usize>(special: &Special<N>) {
        for byte in 0..=u8::MAX {
            let is_special = byte < special.below || special.others.contains(&byte);
            for length in 0..20 {
                for place in 0..length {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let expected = if is_special { place } else { length };
                    assert_eq!(
                        special.plain_prefix(&text),
                        expected,
                        "{byte} at {place} of {length}"
                    );
                    // What follows it does not matter.
                    for next in special.others {
                        text[length - 1] = next;
                        let expected = if is_special { place } else { length - 1 };
                        assert_eq!(special.plain_prefix(&text), expected, "{byte} before {next}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_byte_at_every_place() {
        finds_the_first(&Special { below: 0, others: *b"<&\r" });
        finds_the_first(&Special { below: 0x20, others: *b"&<>\"\xc2\xe2" });
        finds_the_first(&Special { below: 0x61, others: [0xff] });
    }
}
