//! The text that is written.

use super::copy::{self, Found};
use super::scan;
use crate::codec::out::{Out, copy_name};

/// The quotes around a string.
const QUOTES: usize = 2;

/// The comma before a name, the quotes around it, and the colon.
const NAME_SIGNS: usize = 4;

impl Out {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Replaces a byte of the text.
    #[inline]
    pub(super) fn set(&mut self, place: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(place) {
            *place = byte;
        }
    }

    /// Appends a comma, a name that needs no escape, and a colon.
    #[inline]
    pub(super) fn plain_name(&mut self, name: &str) {
        if let Some(place) = self.place(name.len() + NAME_SIGNS) {
            fill_name(place, name);
        }
    }

    /// The same, and a string.
    #[inline]
    pub(super) fn string_member(&mut self, name: &str, text: &str) {
        let middle = name.len() + NAME_SIGNS;
        let string = self.len + middle;
        let place = self.place(middle + text.len() + QUOTES);
        if let Some((key, value)) = place.and_then(|place| place.split_at_mut_checked(middle)) {
            fill_name(key, name);
            if fill_string(value, text) == Found::Special {
                self.len = string;
                self.escaped(text.as_bytes());
            }
        }
    }

    /// Appends a string in quotes.
    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        let start = self.len;
        if let Some(place) = self.place(text.len() + QUOTES) {
            if fill_string(place, text) == Found::Special {
                self.len = start;
                self.escaped(text.as_bytes());
            }
        }
    }

    /// Appends bytes in base64, in quotes.
    pub(super) fn base64(&mut self, bytes: &[u8]) {
        let len = base64_simd::STANDARD.encoded_length(bytes.len());
        if let Some([open, place @ .., close]) = self.place(len + QUOTES) {
            (*open, *close) = (b'"', b'"');
            let _ = base64_simd::STANDARD.encode(bytes, base64_simd::Out::from_slice(place));
        }
    }

    #[cold]
    fn escaped(&mut self, mut rest: &[u8]) {
        self.push(b'"');
        while let Some((plain, tail)) = rest.split_at_checked(scan::plain_prefix(rest)) {
            self.extend(plain);
            let Some((special, tail)) = tail.split_first() else { break };
            self.escape(*special);
            rest = tail;
        }
        self.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        const HEX: [u8; 16] = *b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0c => b'f',
            b'\r' => b'r',
            _ => {
                let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or(b'0');
                self.extend(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xf)]);
                return;
            }
        };
        self.extend(&[b'\\', short]);
    }
}

/// Fills a place with a comma, a name in quotes, and a colon.
#[inline]
fn fill_name(place: &mut [u8], name: &str) {
    if let [comma, open, place @ .., close, colon] = place {
        (*comma, *open, *close, *colon) = (b',', b'"', b'"', b':');
        copy_name(name.as_bytes(), place);
    }
}

/// Fills a place with a string in quotes, if nothing in it needs an escape.
#[inline]
fn fill_string(place: &mut [u8], text: &str) -> Found {
    let [open, place @ .., close] = place else { return Found::Plain };
    (*open, *close) = (b'"', b'"');
    copy::copy(text.as_bytes(), place)
}
