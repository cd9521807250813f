//! Base64, as blobs travel in text formats.

use bytes::Bytes;

/// Encodes with the standard alphabet and padding ([RFC 4648, section 4]).
///
/// [RFC 4648, section 4]: https://www.rfc-editor.org/rfc/rfc4648#section-4
#[cfg(any(feature = "checksum", feature = "rest", feature = "serde", test))]
pub(crate) fn encode(bytes: &[u8]) -> String {
    base64_simd::STANDARD.encode_to_string(bytes)
}

/// Appends the encoded form to a buffer.
#[cfg(feature = "xml")]
pub(crate) fn encode_append(bytes: &[u8], out: &mut Vec<u8>) {
    base64_simd::STANDARD.encode_append(bytes, out);
}

/// Decodes leniently: padding may be missing and ASCII white space is skipped, as the
/// [forgiving decoder] of the WHATWG does; anything else outside the standard alphabet is `None`.
///
/// Services pad what they send, but proxies and mocks wrap and trim it, and no two byte strings are
/// confused by accepting that.
///
/// [forgiving decoder]: https://infra.spec.whatwg.org/#forgiving-base64-decode
pub(crate) fn decode(text: &str) -> Option<Bytes> {
    base64_simd::forgiving_decode_to_vec(text.as_bytes()).ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    /// The vectors of RFC 4648, section 10.
    const VECTORS: [(&str, &str); 7] = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];

    #[test]
    fn encodes_the_vectors_of_the_rfc() {
        for (plain, encoded) in VECTORS {
            assert_eq!(encode(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn decodes_with_and_without_padding() {
        for (plain, encoded) in VECTORS {
            for text in [encoded, encoded.trim_end_matches('=')] {
                assert_eq!(decode(text).as_deref(), Some(plain.as_bytes()), "{text}");
            }
        }
    }

    #[test]
    fn skips_white_space() {
        assert_eq!(decode("Zm9v\r\nYmFy\n").as_deref(), Some(&b"foobar"[..]));
    }

    #[test]
    fn rejects_what_is_not_base64() {
        for text in ["Z", "Zg=", "Zm9v!", "Zm9-", "Zm9_", "=Zg=", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
