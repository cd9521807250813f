//! [restXml]: HTTP bindings, with XML bodies.
//!
//! [restXml]: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html

use crate::bindings::{self, EmptyBody, RestCodec};
use crate::body::Body;
use crate::codec::xml::{self, Envelope, Namespace, Root, Start};
#[cfg(feature = "eventstream")]
use crate::codec::{self, event::EventCodec};
use crate::codec_error::{DecodeError, EncodeError, EncodeErrorKind};
use crate::facts::{FoundError, OperationFacts, Protocol, RawResponse};
use crate::limits::Limits;
use crate::quirks;
use crate::retry::Fault;
use crate::schema::{Member, Schema, Trait};
use crate::value::{Members, MembersMut, Slot, Value};

/// restXml.
pub static REST_XML: RestXml = RestXml(());

/// The protocol.
#[derive(Debug)]
pub struct RestXml(());

impl Protocol for RestXml {
    fn request(
        &self,
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<http::Request<Body>, EncodeError> {
        bindings::request::<Xml>(facts, schema, input)
    }

    #[cfg(feature = "eventstream")]
    fn event_codec(&self) -> Option<&'static dyn EventCodec> {
        Some(codec::event::REST_XML)
    }

    fn is_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        _limits: &Limits,
        output: &'static Schema,
    ) -> bool {
        !facts.is_success(response) || is_error_in_success(facts, response, output)
    }

    fn body_name(&self, member: &Member) -> Option<&'static str> {
        bindings::name_unless_payload(member, xml::local_name(member))
    }

    fn read_output(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<Vec<DecodeError>, DecodeError> {
        bindings::read_output::<Xml>(facts, response, limits, schema, output)
    }

    fn find_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
    ) -> FoundError {
        let body = xml::find_error(response.body(), limits);
        let stated = body.code.as_deref().filter(|code| !code.is_empty());
        let code = stated.or_else(|| quirks::code_without_body(facts, response));
        // A service that fails after it has said success failed at its own work, unless it says otherwise.
        let implied = facts.is_success(response).then_some(Fault::Receiver);
        FoundError {
            codes: code.into_iter().map(str::to_owned).collect(),
            message: body.message,
            request_id: body.request_id,
            fault: body.fault.or(implied),
            ..FoundError::default()
        }
    }

    fn read_error(
        &self,
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Vec<DecodeError> {
        bindings::read_error::<Xml>(facts, response, limits, schema, error)
    }
}

/// Whether the body is an error though the status says success, or breaks off before it tells what it is.
///
/// S3 says 200 before it does what may take long, and puts an error into the body if it fails at that ([CopyObject]).
/// Since an error has a root of its own, this holds for all services. A model whose output has the same root is
/// taken by its word.
///
/// [CopyObject]: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
fn is_error_in_success(
    facts: &OperationFacts,
    response: &RawResponse<'_>,
    output: &'static Schema,
) -> bool {
    let Some(expected) = output_root(facts, output) else { return false };
    match xml::start(response.body()) {
        Start::Root(root) => matches!(root, "Error" | "ErrorResponse") && root != expected,
        Start::Cut => true,
        Start::Other => false,
    }
}

/// The name of the element that holds an output; `None` if the body is a blob, a string or a stream. An output
/// without members in the body has the name that the element would have.
fn output_root(facts: &OperationFacts, output: &'static Schema) -> Option<&'static str> {
    match output.members().iter().find(|member| member.is(Trait::HttpPayload)) {
        Some(payload) if payload.is(Trait::EventStream) => None,
        Some(payload) => Root::of_payload(payload).map(|root| root.name),
        None if facts.has_unwrapped_output() => output.members().first().map(xml::wire_name),
        None => Some(Root::of(output).name),
    }
}

/// XML, as a body beside HTTP bindings.
enum Xml {}

impl RestCodec for Xml {
    const CONTENT_TYPE: &'static str = "application/xml";
    const EMPTY: EmptyBody = EmptyBody::Nothing;

    fn write(
        facts: &OperationFacts,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<Vec<u8>, EncodeError> {
        let mut root = Root::of(schema);
        if let Some(name) = facts.get_input_root() {
            root.name = name;
        }
        let stated = facts.get_input_namespace().map(namespace);
        root.namespace = stated.or(root.namespace).or(service_namespace(facts));
        xml::write(schema, input, &root)
    }

    fn write_payload(
        facts: &OperationFacts,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<Vec<u8>, EncodeError> {
        let root = Root::of_payload(member);
        let root = root.ok_or_else(|| EncodeError::new(EncodeErrorKind::Unsupported))?;
        xml::write_payload(member, value, &root.or_namespace(service_namespace(facts)))
    }

    fn read(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        output: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        let envelope = if facts.has_unwrapped_output() { Envelope::Member } else { Envelope::Root };
        xml::read(body, limits, options(facts), envelope, schema, output)
    }

    /// An error stands in `Error`, whether that is the root or within `ErrorResponse`.
    fn read_error(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        schema: &'static Schema,
        error: &mut dyn MembersMut,
    ) -> Result<(), DecodeError> {
        xml::read(body, limits, options(facts), Envelope::Error, schema, error)
    }

    /// The response says success, but another page than the service's would as well.
    fn expect_nothing(body: &[u8], limits: &Limits) -> Result<(), DecodeError> {
        xml::expect_document(body, limits)
    }

    /// White space alone is no answer: S3 sends it while it works, before the document.
    fn is_unset(body: &[u8]) -> bool {
        body.is_empty()
    }

    fn read_payload(
        facts: &OperationFacts,
        body: &[u8],
        limits: &Limits,
        member: &'static Member,
        slot: Slot<'_>,
    ) -> Result<(), DecodeError> {
        xml::read_payload(body, limits, options(facts), member, slot)
    }
}

fn options(facts: &OperationFacts) -> xml::Options {
    xml::Options::DEFAULT.with_empty_unions(quirks::empty_unions(facts))
}

fn service_namespace(facts: &OperationFacts) -> Option<Namespace<'static>> {
    facts.service().get_xml_namespace().map(namespace)
}

fn namespace((uri, prefix): (&'static str, &'static str)) -> Namespace<'static> {
    Namespace { uri, prefix }
}
