//! What is run: services, and cases of what they send and read.

use std::collections::BTreeSet;

use smithgen_codegen::diagnostics::Source;

use super::tree::Tree;

/// Services, and the cases that are run against them.
#[derive(Debug, Default)]
pub(super) struct Suite {
    /// The services.
    pub(super) services: Vec<Service>,
    /// The cases, in the order of the files.
    pub(super) cases: Vec<Case>,
}

impl EventCheck {
    /// The type of event that its message names.
    pub(super) fn event_type(&self) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|header| header.name == ":event-type").map(|header| header.value.as_str())
    }
}

impl Suite {
    /// Adds another suite's services and cases.
    pub(super) fn append(&mut self, other: Self) {
        let offset = self.services.len();
        self.services.extend(other.services);
        self.cases.extend(other.cases.into_iter().map(|mut case| {
            case.service = case.service.map(|index| index + offset);
            case
        }));
    }

    /// Gives packages whose names differ in punctuation alone names of their own.
    pub(super) fn tell_packages_apart(&mut self) {
        let mut seen = BTreeSet::new();
        for (index, service) in self.services.iter_mut().enumerate() {
            if !seen.insert(service.package.clone()) {
                service.package = format!("{}-again-{index}", service.package);
            }
        }
    }
}

/// A service, from which one crate is generated.
#[derive(Debug)]
pub(super) struct Service {
    /// The name of its package.
    pub(super) package: String,
    /// Its model.
    pub(super) model: Vec<Source>,
}

/// One thing that a service is to do.
#[derive(Debug)]
pub(super) struct Case {
    /// The file, without its ending, and the name within, such as `input/json/AwsJson11EndpointTrait`.
    pub(super) id: String,
    /// The protocol, as the suite calls it.
    pub(super) protocol: String,
    /// The index of the service; the error says why there is none.
    pub(super) service: Result<usize, String>,
    /// The operation, by its name in the model.
    pub(super) operation: String,
    /// What is done, and what is expected of it.
    pub(super) check: Check,
}

/// What is done, and what is expected of it.
#[derive(Debug)]
pub(super) enum Check {
    /// An input is written.
    Request(RequestCheck),
    /// A response is read.
    Response(ResponseCheck),
    /// Events are written and read.
    Events(Box<EventsCheck>),
}

/// An input, and the request that is expected.
#[derive(Debug)]
pub(super) struct RequestCheck {
    /// The input, as JSON.
    pub(super) params: String,
    /// Where the request is sent.
    pub(super) endpoint: Endpoint,
    /// The request that is expected.
    pub(super) expected: ExpectedRequest,
}

/// Where requests are sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// The host.
    pub(super) host: String,
    /// What goes before every path: empty, or with a slash in front and none behind.
    pub(super) path: String,
}

impl Endpoint {
    /// Takes `https://host/path` apart.
    pub(super) fn parse(url: &str) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.trim_end_matches('/');
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        Self { host: host.to_owned(), path }
    }
}

/// What a request has to be.
#[derive(Debug, Default)]
pub(super) struct ExpectedRequest {
    /// The method.
    pub(super) method: Option<String>,
    /// The path, without the query.
    pub(super) path: Option<String>,
    /// What the query has to hold.
    pub(super) query: ExpectedQuery,
    /// Headers and their values.
    pub(super) headers: Vec<(String, String)>,
    /// Headers that may not be there.
    pub(super) forbidden_headers: Vec<String>,
    /// Headers that have to be there.
    pub(super) required_headers: Vec<String>,
    /// The body.
    pub(super) body: Option<ExpectedBody>,
    /// The host.
    pub(super) host: Option<String>,
}

/// What a query has to hold. Parameters are as they are sent, such as `a=b%20c`.
#[derive(Debug, Default)]
pub(super) struct ExpectedQuery {
    /// Parameters that have to be there.
    pub(super) parameters: Vec<String>,
    /// Whether others may be there too.
    pub(super) others: Others,
    /// Names that may not be there.
    pub(super) forbidden: Vec<String>,
    /// Names that have to be there.
    pub(super) required: Vec<String>,
}

/// Whether there may be more than what is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Others {
    /// There may be more.
    #[default]
    Allowed,
    /// There may be no more.
    Forbidden,
}

/// A body, and how two of its kind are compared.
#[derive(Debug)]
pub(super) struct ExpectedBody {
    /// How it is compared.
    pub(super) format: Format,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// How two bodies are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// By value.
    Json,
    /// By their elements, without white space around text.
    Xml,
    /// By their parameters.
    Form,
    /// By value.
    Cbor,
    /// Byte by byte.
    Bytes,
}

/// A response, and what is expected to be read from it.
#[derive(Debug)]
pub(super) struct ResponseCheck {
    /// The response.
    pub(super) response: Response,
    /// What it holds.
    pub(super) expected: ExpectedResponse,
}

/// A response.
#[derive(Debug)]
pub(super) struct Response {
    /// Its status.
    pub(super) status: u16,
    /// Its headers.
    pub(super) headers: Vec<(String, String)>,
    /// Its body.
    pub(super) body: Vec<u8>,
}

/// What a response holds.
#[derive(Debug)]
pub(super) enum ExpectedResponse {
    /// An output.
    Output(Tree),
    /// An error of the model.
    Error {
        /// The name of its shape, where the case says it.
        shape: Option<String>,
        /// Its code, where the case says it.
        code: Option<String>,
        /// Its message, where the case says it.
        message: Option<String>,
        /// Its members.
        members: Tree,
    },
}

/// What goes over a stream in both directions, and what is expected of it.
#[derive(Debug)]
pub(super) struct EventsCheck {
    /// The shape ids of the unions whose members are the events that are written and read.
    pub(super) unions: EventUnions,
    /// The input without its stream, and the request that is expected.
    pub(super) initial_request: RequestCheck,
    /// The response without its stream.
    pub(super) initial_response: Response,
    /// The output without its stream, where the case says it.
    pub(super) initial_output: Option<Tree>,
    /// What is sent, in order.
    pub(super) requests: Vec<EventCheck>,
    /// What is received, in order.
    pub(super) responses: Vec<EventCheck>,
    /// How the stream ends.
    pub(super) ending: Ending,
}

/// The shape ids of unions of events. Where one direction has no stream, it stands for both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EventUnions {
    /// Of the events that are sent.
    pub(super) input: String,
    /// Of the events that are received.
    pub(super) output: String,
    /// The member of the input that holds the stream, where there is one.
    pub(super) input_member: Option<String>,
    /// The same of the output.
    pub(super) output_member: Option<String>,
}

/// One event.
#[derive(Debug)]
pub(super) struct EventCheck {
    /// The event as a member of its union; none where the model does not know it, or it is no event but the
    /// message before all of them.
    pub(super) params: Option<String>,
    /// The headers of its message.
    pub(super) headers: Vec<EventHeader>,
    /// Headers that may not be there.
    pub(super) forbidden_headers: Vec<String>,
    /// Headers that have to be there.
    pub(super) required_headers: Vec<String>,
    /// The payload of its message.
    pub(super) body: Option<ExpectedBody>,
    /// The whole message, for reading.
    pub(super) bytes: Option<Vec<u8>>,
}

/// A header of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EventHeader {
    /// Its name.
    pub(super) name: String,
    /// Its type, as the specification of the tests calls it.
    pub(super) kind: String,
    /// Its value, as text; bytes are characters of their numbers.
    pub(super) value: String,
}

/// How a stream ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// Without an error.
    Success,
    /// With an error; the name of its shape, where it is one of the model.
    Failure(Option<String>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_packages_have_one_name() {
        let service = |package: &str| Service { package: package.to_owned(), model: Vec::new() };
        let mut suite = Suite { services: ["a", "b", "a"].map(service).into(), cases: Vec::new() };
        suite.tell_packages_apart();
        let names: Vec<_> = suite.services.iter().map(|it| it.package.as_str()).collect();
        assert_eq!(names, ["a", "b", "a-again-2"]);
    }

    #[test]
    fn an_endpoint_is_a_host_and_a_path() {
        let endpoint = |host: &str, path: &str| Endpoint { host: host.into(), path: path.into() };
        assert_eq!(Endpoint::parse("https://example.com"), endpoint("example.com", ""));
        assert_eq!(Endpoint::parse("example.com/"), endpoint("example.com", ""));
        assert_eq!(Endpoint::parse("http://a.b/c/d/"), endpoint("a.b", "/c/d"));
    }
}
