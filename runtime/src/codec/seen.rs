//! Which members of a structure were there already.

/// A set of small integers; no allocation for the first 64.
#[derive(Default)]
pub(crate) struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// Puts an integer into the set; whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = match index / 64 {
            0 => &mut self.first,
            word => self.word(word - 1),
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether an integer is in the set.
    #[cfg(feature = "serde")]
    pub(crate) fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.rest.get(word - 1).copied().unwrap_or(0),
        };
        word & 1 << (index % 64) != 0
    }

    #[cold]
    fn word(&mut self, index: usize) -> &mut u64 {
        if self.rest.len() <= index {
            self.rest.resize(index + 1, 0);
        }
        // The length was seen to just above.
        self.rest.get_mut(index).unwrap_or(&mut self.first)
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn every_integer_is_new_once() {
        let mut seen = Seen::default();
        for index in [0, 63, 64, 1, 200, 127, 128, 65] {
            assert!(seen.insert(index), "{index}");
            assert!(!seen.insert(index), "{index}");
            #[cfg(feature = "serde")]
            assert!(seen.contains(index) && !seen.contains(index + 300), "{index}");
        }
    }
}
