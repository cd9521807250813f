//! The codes of errors, as they stand in bodies and headers.

use http::HeaderName;

use crate::facts::{OperationFacts, RawResponse};

/// The request header by which a query compatible service is asked to send its old codes.
pub(super) const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// The name of an error's shape, without its namespace and the URI that may follow ([the rules]), if anything is
/// left.
///
/// [the rules]: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
pub(super) fn sanitize_code(code: &str) -> Option<&str> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.split_once('#').map_or(code, |(_, name)| name);
    not_empty(code.trim())
}

/// The old code of a query compatible service, such as that in `AWS.SimpleQueueService.NonExistentQueue;Sender`.
pub(super) fn query_code(facts: &OperationFacts, response: &RawResponse<'_>) -> Option<String> {
    if !facts.service().is_query_compatible() {
        return None;
    }
    let header = response.header("x-amzn-query-error")?;
    let code = header.split_once(';').map_or(header, |(code, _)| code);
    not_empty(code.trim()).map(str::to_owned)
}

fn not_empty(code: &str) -> Option<&str> {
    Some(code).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::sanitize_code;

    /// The forms that the Smithy specification lists for `__type` and `x-amzn-errortype`.
    #[test]
    fn codes_lose_namespace_and_uri() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        ] {
            assert_eq!(sanitize_code(code), Some("FooError"));
        }
    }

    #[test]
    fn what_names_nothing_is_no_code() {
        for code in ["", " ", ":http://internal.amazon.com/", "com.example#", "#:"] {
            assert_eq!(sanitize_code(code), None, "{code}");
        }
    }
}
