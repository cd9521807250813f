//! Bytes as text: how suites and the driver put them into JSON.

use anyhow::{Context, Result};

/// Bytes as the characters of their numbers, which JSON carries whatever they are.
pub(super) fn encode(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The bytes that [`encode`] made into a text.
pub(super) fn decode(text: &str) -> Result<Vec<u8>> {
    text.chars()
        .map(|c| u8::try_from(c).with_context(|| format!("{c:?} stands for no byte")))
        .collect()
}

/// Bytes in base64.
pub(super) fn from_base64(text: &str) -> Result<Vec<u8>> {
    let decoded = base64_simd::STANDARD.decode_to_vec(text);
    decoded.map_err(|error| anyhow::anyhow!("{error}")).context("the body is not in base64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives() -> Result<()> {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&bytes))?, bytes);
        assert!(decode("\u{100}").is_err());
        Ok(())
    }
}
