//! [awsJson 1.0] and [awsJson 1.1]: every operation is a POST to `/`, named in a header, with a JSON body.
//!
//! [awsJson 1.0]: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
//! [awsJson 1.1]: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};

use super::error_code::{QUERY_MODE, query_code};
use super::json_error::ErrorBody;
use crate::body::Body;
#[cfg(feature = "eventstream")]
use crate::codec::body::{self, BodyCodec};
use crate::codec::json;
use crate::codec_error::{DecodeError, EncodeError, EncodeErrorKind};
#[cfg(feature = "eventstream")]
use crate::event;
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::schema::Schema;
use crate::value::{Members, MembersMut};

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

impl AwsJson {
    /// The body of a request, and its media type.
    fn body(
        &self,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<(&'static str, Body), EncodeError> {
        #[cfg(feature = "eventstream")]
        if let Some(body) = event::request_body(schema, input, body::AWS_JSON)? {
            return Ok((event::CONTENT_TYPE, body));
        }
        let body = json::write(schema, input, json::Options::AWS_JSON)?;
        Ok((self.content_type, body.into()))
    }
}

impl Protocol for AwsJson {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        let (content_type, body) = self.body(schema, input)?;
        let target = [facts.service().get_target_prefix(), ".", facts.name()].concat();
        let target = HeaderValue::try_from(target)
            .map_err(|_| EncodeError::new(EncodeErrorKind::InvalidHeader))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = http::Method::POST;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(TARGET, target);
        if facts.service().is_query_compatible() {
            headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
        }
        Ok(request)
    }

    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn BodyCodec> {
        Some(body::AWS_JSON)
    }

    fn read_output(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        read_body(response, limits, schema, output).map(|()| Vec::new())
    }

    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        let body = ErrorBody::read(response, limits);
        FoundError {
            codes: body.codes(response),
            query_code: query_code(facts, response),
            message: body.message().map(str::to_owned),
            ..FoundError::default()
        }
    }

    fn read_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError> {
        read_body(response, limits, schema, error).err().into_iter().collect()
    }
}

/// Reads a body. No member is in a header.
fn read_body(
    response: &RawResponse<'_>,
    limits: &Limits,
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    json::read(response.body(), limits, json::Options::AWS_JSON, schema, into)
}
