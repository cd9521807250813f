//! The codes of errors, as they stand in bodies and headers.

use http::HeaderName;

/// The request header by which a query compatible service is asked to send its old codes.
pub(super) const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// The response header with the old code.
pub(super) const QUERY_ERROR: &str = "x-amzn-query-error";

/// The name of an error's shape, without its namespace and the URI that may follow ([the rules]).
///
/// [the rules]: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
pub(super) fn sanitise_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.split_once('#').map_or(code, |(_, name)| name).trim()
}

/// The code in `AWS.SimpleQueueService.NonExistentQueue;Sender`.
pub(super) fn query_code(header: &str) -> &str {
    header.split_once(';').map_or(header, |(code, _)| code).trim()
}

#[cfg(test)]
mod tests {
    use super::{query_code, sanitise_code};

    /// The forms that the Smithy specification lists for `__type` and `x-amzn-errortype`.
    #[test]
    fn codes_lose_namespace_and_uri() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        ] {
            assert_eq!(sanitise_code(code), "FooError");
        }
    }

    #[test]
    fn query_codes_lose_the_fault() {
        let code = "AWS.SimpleQueueService.NonExistentQueue";
        assert_eq!(query_code(&format!("{code};Sender")), code);
        assert_eq!(query_code(code), code);
    }
}
