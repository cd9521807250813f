//! [awsQuery] and [ec2Query]: every operation is a POST to `/` of a form, and is answered in XML.
//!
//! [awsQuery]: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
//! [ec2Query]: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html

use http::header::{CONTENT_TYPE, HeaderValue};

use crate::body::Body;
use crate::codec::xml::{Envelope, Start};
use crate::codec::{query, xml};
use crate::codec_error::{DecodeError, EncodeError};
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{Members, MembersMut};

/// awsQuery.
pub static AWS_QUERY: AwsQuery = AwsQuery {
    options: query::Options::AWS_QUERY,
    result: ResultElement::Wrapper,
    request_id: "RequestId",
};

/// ec2Query.
pub static EC2_QUERY: AwsQuery = AwsQuery {
    options: query::Options::EC2_QUERY,
    result: ResultElement::Root,
    request_id: "requestId",
};

/// One of the two protocols.
#[derive(Debug)]
pub struct AwsQuery {
    options: query::Options,
    result: ResultElement,
    /// The element of the request's id.
    request_id: &'static str,
}

/// The element that holds the members of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ResultElement {
    /// One within the root, named after the operation.
    Wrapper,
    /// The root.
    Root,
}

impl AwsQuery {
    fn envelope(&self, facts: &OperationFacts) -> Envelope<'static> {
        match (self.result, facts.get_result_wrapper()) {
            (ResultElement::Root, _) => Envelope::Root,
            (ResultElement::Wrapper, None) => Envelope::Result(facts.name()),
            (ResultElement::Wrapper, Some(name)) => {
                Envelope::Result(name.strip_suffix("Result").unwrap_or(name))
            }
        }
    }
}

impl Protocol for AwsQuery {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        let version = facts.service().version();
        let body = query::write(facts.name(), version, schema, input, self.options)?;
        let mut request = http::Request::new(Body::from(body));
        *request.method_mut() = http::Method::POST;
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form);
        Ok(request)
    }

    /// Where the status says success, the root of the body may still be one of an error. The root of an answer ends
    /// with `Response` ([Smithy]); any other is not from the service.
    ///
    /// [Smithy]: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization
    fn is_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        _output: &'static Schema,
    ) -> bool {
        !facts.is_success(response)
            || match xml::start(response.body()) {
                Start::Root(root) if root.strip_suffix("Response") == Some(facts.name()) => false,
                Start::Root("Response") => xml::lists_errors(response.body(), limits),
                // It is refused when it is read, and called what it is.
                Start::Root(root) if root.eq_ignore_ascii_case("html") => false,
                Start::Root(root) => root == "ErrorResponse" || !root.ends_with("Response"),
                Start::Cut => true,
                Start::Other => false,
            }
    }

    /// Both protocols have the id in the body: at its end, or at its beginning. A service may send no header.
    fn request_id_of_body(&self, response: &RawResponse<'_>, limits: &Limits) -> Option<String> {
        xml::request_id(response.body(), limits, self.request_id)
    }

    fn body_name(&self, member: &Member) -> Option<&'static str> {
        Some(xml::local_name(member))
    }

    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        let body = response.body();
        if schema.members().is_empty() {
            xml::expect_document(body, limits)?;
        } else if !body.is_empty() {
            let envelope = self.envelope(facts);
            xml::read(body, limits, xml::Options::DEFAULT, envelope, schema, output)?;
        }
        Ok(Vec::new())
    }

    fn find_error(
        &self,
        _facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        let body = xml::find_error(response.body(), limits);
        FoundError {
            codes: body.code.into_iter().filter(|code| !code.is_empty()).collect(),
            message: body.message,
            request_id: body.request_id,
            fault: body.fault,
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
        if response.body().is_empty() || schema.members().is_empty() {
            return Vec::new();
        }
        let (options, envelope) = (xml::Options::DEFAULT, Envelope::Error);
        let read = xml::read(response.body(), limits, options, envelope, schema, error);
        read.err().into_iter().collect()
    }
}
