//! [awsJson 1.0] and [awsJson 1.1]: every operation is a POST to `/`, named in a header, with a JSON body.
//!
//! [awsJson 1.0]: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
//! [awsJson 1.1]: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};

use super::{FoundError, Protocol, RawResponse};
use crate::codec::json;
use crate::operation::OperationFacts;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut, Slot};
use crate::{Body, DecodeError, Document, EncodeError, EncodeErrorKind, Limits};

/// awsJson 1.0.
pub static AWS_JSON_1_0: AwsJson = AwsJson { content_type: "application/x-amz-json-1.0" };

/// awsJson 1.1.
pub static AWS_JSON_1_1: AwsJson = AwsJson { content_type: "application/x-amz-json-1.1" };

/// One of the two versions, which differ in their content type alone.
#[derive(Debug)]
pub struct AwsJson {
    content_type: &'static str,
}

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

impl Protocol for AwsJson {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        let body = json::write(schema, input, json::Options::AWS_JSON)?;
        let target = format!("{}.{}", facts.service().name(), facts.name());
        let target = HeaderValue::try_from(target)
            .map_err(|_| EncodeError::new(EncodeErrorKind::InvalidHeader))?;
        let mut request = http::Request::new(Body::from(body));
        *request.method_mut() = http::Method::POST;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(TARGET, target);
        if facts.service().is_query_compatible() {
            headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
        }
        Ok(request)
    }

    fn read_output(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        read_body(response, limits, schema, output)
    }

    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        let mut body = ErrorBody::default();
        // A page that is no JSON leaves all of it empty, which is what is then known.
        let _ = read_body(response, limits, &ERROR_BODY, &mut body);
        let header = response.header("x-amzn-errortype");
        let code = header.or(body.kind.as_str()).or(body.code.as_str()).map(sanitise_code);
        let query_header =
            response.header("x-amzn-query-error").filter(|_| facts.service().is_query_compatible());
        FoundError {
            code: code.map(str::to_owned),
            query_code: query_header.map(|header| query_code(header).to_owned()),
            message: body.message(),
        }
    }

    fn read_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        read_body(response, limits, schema, error)
    }
}

/// Reads a body; one without a byte is an empty structure.
fn read_body(
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    match response.body() {
        [] => Ok(()),
        body => json::read(body, limits, json::Options::AWS_JSON, schema, into),
    }
}

/// The name of an error's shape, without its namespace and the URI that may follow ([the rules]).
///
/// [the rules]: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
fn sanitise_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.split_once('#').map_or(code, |(_, name)| name).trim()
}

/// The code in `AWS.SimpleQueueService.NonExistentQueue;Sender`.
fn query_code(header: &str) -> &str {
    header.split_once(';').map_or(header, |(code, _)| code).trim()
}

/// What all errors may have in their bodies. They are read as documents, since a service is free to give its
/// own errors members of these names and other types.
#[derive(Default)]
struct ErrorBody {
    kind: Document,
    code: Document,
    messages: [Document; 3],
}

static ERROR_BODY: Schema = Schema::structure(
    "smithgen.runtime#ErrorBody",
    &[
        Member::new("__type"),
        Member::new("code"),
        Member::new("message"),
        Member::new("Message"),
        Member::new("errorMessage"),
    ],
);

impl ErrorBody {
    fn message(self) -> Option<String> {
        self.messages.into_iter().find_map(|message| match message {
            Document::String(message) => Some(message),
            _ => None,
        })
    }
}

impl MembersMut for ErrorBody {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        let [lower, upper, long] = &mut self.messages;
        match index {
            0 => Slot::Document(&mut self.kind),
            1 => Slot::Document(&mut self.code),
            2 => Slot::Document(lower),
            3 => Slot::Document(upper),
            4 => Slot::Document(long),
            _ => Slot::None,
        }
    }
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
