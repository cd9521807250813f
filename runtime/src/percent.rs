//! Percent-encoding ([RFC 3986, section 2.1]).
//!
//! [RFC 3986, section 2.1]: https://www.rfc-editor.org/rfc/rfc3986#section-2.1

/// Appends bytes, of which those that are neither unreserved nor among `kept` are encoded.
pub(crate) fn append(out: &mut Vec<u8>, bytes: &[u8], kept: &[u8]) {
    let mut rest = bytes;
    while let Some((plain, [special, tail @ ..])) = split_at_special(rest, kept) {
        out.extend_from_slice(plain);
        out.extend_from_slice(&[b'%', hex_digit(special >> 4), hex_digit(special & 0xf)]);
        rest = tail;
    }
    out.extend_from_slice(rest);
}

/// What is before the first byte that is encoded, and what begins with it.
fn split_at_special<'a>(bytes: &'a [u8], kept: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let is_special = |byte: &u8| !is_unreserved(*byte) && !kept.contains(byte);
    bytes.split_at_checked(bytes.iter().position(is_special)?)
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

const fn hex_digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'A' + value - 10,
    }
}

#[cfg(test)]
mod tests {
    use super::append;

    fn encoded(text: &str, kept: &[u8]) -> String {
        let mut out = b"before ".to_vec();
        append(&mut out, text.as_bytes(), kept);
        String::from_utf8(out).unwrap().strip_prefix("before ").unwrap().to_owned()
    }

    #[test]
    fn all_but_the_unreserved_is_encoded() {
        for (text, expected) in [
            ("", ""),
            ("AZaz09-._~", "AZaz09-._~"),
            ("a b+c", "a%20b%2Bc"),
            ("/?#[]@!$&'()*,;=:%", "%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2C%3B%3D%3A%25"),
            ("\n\u{7f}é€😹", "%0A%7F%C3%A9%E2%82%AC%F0%9F%98%B9"),
        ] {
            assert_eq!(encoded(text, b""), expected);
        }
    }

    #[test]
    fn greedy_labels_keep_slashes() {
        assert_eq!(encoded("a/b c/", b"/"), "a/b%20c/");
    }
}
