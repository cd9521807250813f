//! HTTP responses as text: a status, lines of headers, an empty line, and the body.

use smithgen_runtime::http::{HeaderName, HeaderValue, Response, StatusCode};

/// Reads a response. Lines that cannot be headers are left out, so that a fuzzer may find its way.
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
        if let Some((name, value)) = split_header(header) {
            response.headers_mut().append(name, value);
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
