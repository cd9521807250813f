//! Frames, written by hand.

/// A header on the wire: its name, the byte of its type, and its value.
pub fn header(name: &str, kind: u8, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(name.len()).expect("short");
    [&[length], name.as_bytes(), &[kind], value].concat()
}

/// A string header on the wire.
pub fn string_header(name: &str, value: &str) -> Vec<u8> {
    let length = u16::try_from(value.len()).expect("short").to_be_bytes();
    header(name, 7, &[&length, value.as_bytes()].concat())
}

/// A frame with given checksums.
pub fn frame(prelude_sum: u32, headers: &[Vec<u8>], payload: &[u8], sum: u32) -> Vec<u8> {
    let headers = headers.concat();
    let words = [16 + headers.len() + payload.len(), headers.len()];
    let [total, length] = words.map(|word| u32::try_from(word).expect("short").to_be_bytes());
    let sums = [prelude_sum, sum].map(u32::to_be_bytes);
    [&total, &length, &sums[0], &headers[..], payload, &sums[1]].concat()
}

/// A frame with the checksums that it ought to have.
pub fn sound_frame(headers: &[Vec<u8>], payload: &[u8]) -> Vec<u8> {
    let mut bytes = frame(0, headers, payload, 0);
    let end = bytes.len() - 4;
    let sum = crc32fast::hash(&bytes[..8]).to_be_bytes();
    bytes[8..12].copy_from_slice(&sum);
    let sum = crc32fast::hash(&bytes[..end]).to_be_bytes();
    bytes[end..].copy_from_slice(&sum);
    bytes
}
