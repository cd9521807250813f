//! HTTP responses as text: a status, lines of headers, an empty line, and the body.

use smithgen_runtime::http::{HeaderName, HeaderValue, Response, StatusCode};

/// Reads a response. Lines that cannot be headers are left out, so that a fuzzer may find its way; so is an empty
/// value after another of that name: in one line, both would end in a space, and lose it.
pub fn response(bytes: &[u8]) -> Option<Response<&[u8]>> {
    let (status, mut rest) = line(bytes)?;
    let status = std::str::from_utf8(status).ok()?.trim().parse().ok()?;
    let mut response = Response::new(&[][..]);
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    while let Some((header, after)) = line(rest) {
        rest = after;
        if header.is_empty() {
            break;
        }
        let headers = response.headers_mut();
        match split_header(header) {
            Some((name, value)) if !value.is_empty() || !headers.contains_key(&name) => {
                headers.append(name, value);
            }
            _ => {}
        }
    }
    *response.body_mut() = rest;
    Some(response)
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn split_header(header: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = header.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(&header[..colon]).ok()?;
    let value = HeaderValue::from_bytes(header[colon + 1..].trim_ascii()).ok()?;
    Some((name, value))
}
