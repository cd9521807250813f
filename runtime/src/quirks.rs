//! What single services do beyond their models, each with its reason.
//!
//! A service is known by the name that AWS's tools give it (`sdkId`).

#[cfg(feature = "rest-xml")]
use http::StatusCode;
use http::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};

use crate::facts::OperationFacts;
#[cfg(feature = "rest-xml")]
use crate::facts::RawResponse;

const API_GATEWAY: &str = "API Gateway";
const GLACIER: &str = "Glacier";
const ROUTE_53: &str = "Route 53";
#[cfg(feature = "rest-xml")]
const S3: &str = "S3";

fn is(facts: &OperationFacts, service: &str) -> bool {
    facts.service().get_sdk_id() == Some(service)
}

/// The code of an error without a body. S3 answers HEAD so, where the model has errors such as `NotFound`.
#[cfg(feature = "rest-xml")]
pub(crate) fn code_without_body(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
) -> Option<&'static str> {
    if !is(facts, S3) || !response.body().is_empty() {
        return None;
    }
    match response.status() {
        StatusCode::NOT_MODIFIED => Some("NotModified"),
        StatusCode::BAD_REQUEST => Some("BadRequest"),
        StatusCode::FORBIDDEN => Some("Forbidden"),
        StatusCode::NOT_FOUND => Some("NotFound"),
        StatusCode::PRECONDITION_FAILED => Some("PreconditionFailed"),
        _ => None,
    }
}

/// Names of unions that the service may send as an empty element. S3 sends an empty filter if a
/// configuration of [metrics] or [analytics] is for all objects; its model has no member for that.
///
/// [metrics]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_MetricsConfiguration.html
/// [analytics]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AnalyticsConfiguration.html
#[cfg(feature = "rest-xml")]
pub(crate) fn empty_unions(facts: &OperationFacts) -> &'static [&'static str] {
    if is(facts, S3) { &["AnalyticsFilter", "MetricsFilter"] } else { &[] }
}

/// Adds the headers that a service wants and its model does not have, unless they are set already.
///
/// API Gateway answers in another form of JSON (HAL) unless it is asked for the one of its model. Glacier wants to
/// know for which version of it a request is made ([headers of Glacier]).
///
/// [headers of Glacier]: https://docs.aws.amazon.com/amazonglacier/latest/dev/api-common-request-headers.html
pub(crate) fn add_headers(facts: &OperationFacts, headers: &mut HeaderMap) {
    const GLACIER_VERSION: HeaderName = HeaderName::from_static("x-amz-glacier-version");
    match facts.service().get_sdk_id() {
        Some(API_GATEWAY) => {
            headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        }
        Some(GLACIER) => {
            let version = HeaderValue::from_static("2012-06-01");
            headers.entry(GLACIER_VERSION).or_insert(version);
        }
        _ => {}
    }
}

/// A label as the service wants it. Route 53 answers with ids such as `/hostedzone/Z1`, and takes `Z1` alone.
pub(crate) fn label<'v>(facts: &OperationFacts, text: &'v str) -> &'v str {
    if !is(facts, ROUTE_53) {
        return text;
    }
    let kinds = ["/change/", "/delegationset/", "/hostedzone/"];
    kinds.into_iter().find_map(|kind| text.strip_prefix(kind)).unwrap_or(text)
}
