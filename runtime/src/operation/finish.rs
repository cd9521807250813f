//! What is done to a request whatever its protocol is.

use http::Request;

use crate::body::Body;
use crate::codec_error::EncodeError;
use crate::host;
use crate::schema::Schema;
use crate::value::Members;

use super::RequestOptions;
#[cfg(feature = "eventstream")]
use crate::event;
use crate::facts::OperationFacts;

/// Puts the prefix of the host among the extensions of a request, where the operation has one.
pub(super) fn host(
    facts: &OperationFacts,
    schema: &'static Schema,
    input: &dyn Members,
    request: &mut Request<Body>,
) -> Result<(), EncodeError> {
    if let Some(pattern) = facts.get_host_prefix() {
        let prefix = host::prefix(pattern, schema, input)?;
        request.extensions_mut().insert(prefix);
    }
    Ok(())
}

/// Asks for events, where the operation answers with them and no member is bound to the header.
#[cfg(feature = "eventstream")]
pub(super) fn accept(facts: &OperationFacts, request: &mut Request<Body>) {
    if facts.has_event_output() {
        let events = http::HeaderValue::from_static(event::CONTENT_TYPE);
        request.headers_mut().entry(http::header::ACCEPT).or_insert(events);
    }
}

#[cfg(not(feature = "eventstream"))]
pub(super) fn accept(_: &OperationFacts, _: &mut Request<Body>) {}

/// Compresses a body, where the service takes that and it pays ([request compression]).
///
/// [request compression]: https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
#[cfg(feature = "compression")]
pub(super) fn compress(
    facts: &OperationFacts,
    options: &RequestOptions<'_>,
    request: &mut Request<Body>,
) {
    let (Some(least), Some(body)) = (options.compress_from, request.body().as_bytes()) else {
        return;
    };
    if !facts.takes_gzip() || body.len() < least {
        return;
    }
    let Some(compressed) = gzip(body) else { return };
    let encoding = appended(request.headers().get(http::header::CONTENT_ENCODING));
    request.headers_mut().insert(http::header::CONTENT_ENCODING, encoding);
    *request.body_mut() = compressed.into();
}

#[cfg(not(feature = "compression"))]
pub(super) fn compress(_: &OperationFacts, _: &RequestOptions<'_>, _: &mut Request<Body>) {}

/// Writing to memory does not fail; if it did, the body would be sent as it is.
#[cfg(feature = "compression")]
fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    use std::io::Write as _;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// The encodings of a body, the last of them gzip.
#[cfg(feature = "compression")]
fn appended(before: Option<&http::HeaderValue>) -> http::HeaderValue {
    let gzip = http::HeaderValue::from_static("gzip");
    let Some(before) = before.filter(|before| !before.is_empty()) else { return gzip };
    let both = [before.as_bytes(), b", gzip"].concat();
    let mut both = http::HeaderValue::from_bytes(&both).unwrap_or(gzip);
    both.set_sensitive(before.is_sensitive());
    both
}

/// Adds the checksum that a service insists on, unless the caller has given one ([checksums]). A stream has none
/// until it is sent.
///
/// [checksums]: https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
#[cfg(feature = "checksum")]
pub(super) fn checksum(facts: &OperationFacts, request: &mut Request<Body>) {
    const CONTENT_MD5: http::HeaderName = http::HeaderName::from_static("content-md5");
    let is_checksum = |name: &http::HeaderName| {
        *name == CONTENT_MD5 || name.as_str().starts_with("x-amz-checksum-")
    };
    if !facts.requires_checksum() || request.headers().keys().any(is_checksum) {
        return;
    }
    let Some(body) = request.body().as_bytes() else { return };
    let digest = crate::blob::encode(md5::compute(body).as_slice());
    // Base64 is visible ASCII.
    if let Ok(value) = http::HeaderValue::from_str(&digest) {
        request.headers_mut().insert(CONTENT_MD5, value);
    }
}

#[cfg(not(feature = "checksum"))]
pub(super) fn checksum(_: &OperationFacts, _: &mut Request<Body>) {}
