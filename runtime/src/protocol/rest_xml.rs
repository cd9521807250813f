//! [restXml]: HTTP bindings, with XML bodies.
//!
//! [restXml]: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html

use super::rest::{Rest, RestFormat};
use crate::bindings::EmptyBody;
use crate::codec::body;
#[cfg(feature = "eventstream")]
use crate::codec::body::BodyCodec;
use crate::codec::xml::{self, Envelope, Namespace, Root, Start};
use crate::facts::{FoundError, OperationFacts, RawResponse};
use crate::limits::Limits;
use crate::quirks;
use crate::retry::Fault;
use crate::schema::{Member, Schema, Trait};

/// restXml.
pub static REST_XML: RestXml = Rest::NEW;

/// The protocol.
pub type RestXml = Rest<Xml>;

/// XML, as a body beside HTTP bindings.
#[derive(Debug)]
pub enum Xml {}

impl RestFormat for Xml {
    type Codec = body::Xml;
    const EMPTY: EmptyBody = EmptyBody::Nothing;

    fn codec(facts: &OperationFacts) -> body::Xml {
        let envelope = if facts.has_unwrapped_output() { Envelope::Member } else { Envelope::Root };
        body::Xml {
            root: facts.get_input_root(),
            root_namespace: facts.get_input_namespace().map(namespace),
            namespace: facts.service().get_xml_namespace().map(namespace),
            envelope,
            options: xml::Options::DEFAULT.with_empty_unions(quirks::empty_unions(facts)),
        }
    }

    /// An error stands in `Error`, whether that is the root or within `ErrorResponse`.
    fn error_codec(facts: &OperationFacts) -> body::Xml {
        body::Xml { envelope: Envelope::Error, ..Self::codec(facts) }
    }

    #[cfg(feature = "eventstream")]
    fn event_codec() -> &'static dyn BodyCodec {
        body::REST_XML
    }

    fn name(member: &Member) -> &'static str {
        xml::local_name(member)
    }

    fn is_error(
        facts: &OperationFacts,
        response: &RawResponse<'_>,
        output: &'static Schema,
    ) -> bool {
        !facts.is_success(response) || is_error_in_success(facts, response, output)
    }

    fn find_error(
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
        Start::Root(root) => names_an_error(root) && root != expected,
        Start::Cut => true,
        Start::Other => false,
    }
}

/// Whether a root is one that errors have, those of SOAP and of proxies included.
fn names_an_error(root: &str) -> bool {
    ["Error", "ErrorResponse", "Errors", "Fault", "Envelope"]
        .iter()
        .any(|name| root.eq_ignore_ascii_case(name))
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

fn namespace((uri, prefix): (&'static str, &'static str)) -> Namespace<'static> {
    Namespace { uri, prefix }
}
