//! The bytes that are written.

#[cfg(feature = "json")]
use std::fmt;

/// Most requests fit; a longer one grows by doubling.
const FIRST_CAPACITY: usize = 1024;

/// Bytes that grow at their end.
///
/// The bytes after them are there already, as zeros: what is written next asks once for a place of its length, and
/// fills it without asking again.
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    /// How many of the bytes are written.
    pub(super) len: usize,
}

impl Out {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::with_capacity(FIRST_CAPACITY), len: 0 }
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
    }

    /// Appends bytes for the caller to fill. There always is a place for them.
    #[inline]
    pub(super) fn place(&mut self, len: usize) -> Option<&mut [u8]> {
        let start = self.len;
        let end = start + len;
        if end > self.bytes.len() {
            self.grow(end);
        }
        self.len = end;
        self.bytes.get_mut(start..end)
    }

    #[cold]
    fn grow(&mut self, least: usize) {
        self.bytes.resize(least.max(self.bytes.len() * 2).max(FIRST_CAPACITY), 0);
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if let Some([place]) = self.place(1) {
            *place = byte;
        }
    }

    #[inline]
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        if let Some(place) = self.place(bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
}

#[cfg(feature = "json")]
impl fmt::Write for Out {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.extend(text.as_bytes());
        Ok(())
    }
}

/// Copies a name to a place of the same length. Most have four to sixteen bytes, which are copied in less time than a
/// call to copy them takes.
#[inline]
pub(super) fn copy_name(name: &[u8], to: &mut [u8]) {
    let copied = match name.len() {
        4..=8 => copy_ends::<4>(name, to).is_some(),
        9..=16 => copy_ends::<8>(name, to).is_some(),
        _ => false,
    };
    if !copied && name.len() == to.len() {
        to.copy_from_slice(name);
    }
}

/// Copies the first bytes and the last ones, unless there are fewer; what they are.
#[inline]
pub(super) fn copy_ends<const N: usize>(text: &[u8], to: &mut [u8]) -> Option<([u8; N], [u8; N])> {
    let (first, last) = (*text.first_chunk()?, *text.last_chunk()?);
    *to.first_chunk_mut()? = first;
    *to.last_chunk_mut()? = last;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::copy_name;

    #[test]
    fn names_of_every_length_are_copied() {
        for length in 0..40 {
            let name: Vec<u8> = (b'A'..=b'Z').cycle().take(length).collect();
            let mut copied = vec![0; length];
            copy_name(&name, &mut copied);
            assert_eq!(copied, name);
        }
    }
}
