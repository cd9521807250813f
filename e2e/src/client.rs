//! A blocking HTTP client between a generated crate and the server.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use smithgen_runtime::http::{HeaderMap, HeaderValue, Request, Response, Uri, header};
use smithgen_runtime::{Body, Operation};
use ureq::Agent;

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most characters of a body that are shown.
const SHOWN: usize = 4000;

/// Calls the operations of one service.
#[derive(Clone)]
pub(crate) struct Client<'a> {
    agent: Agent,
    /// Where the server listens, such as `127.0.0.1:5000`.
    address: &'a str,
    /// The name of the service in the scope of a signature.
    signing_name: &'static str,
    /// The region in the scope of a signature.
    region: &'static str,
    calls: Rc<Cell<usize>>,
    last: Rc<RefCell<String>>,
}

impl<'a> Client<'a> {
    /// A client that has not called anything.
    pub(crate) fn new(address: &'a str, signing_name: &'static str) -> Self {
        // A status is for the generated crate to judge, and no answer of these services leads elsewhere.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE));
        let agent = config.build().into();
        let (calls, last) = (Rc::default(), Rc::default());
        Self { agent, address, signing_name, region: "us-east-1", calls, last }
    }

    /// A client of another service, whose calls count as this one's.
    pub(crate) fn of(&self, signing_name: &'static str) -> Self {
        Self { signing_name, ..self.clone() }
    }

    /// A client of another region, whose calls count as this one's.
    pub(crate) fn in_region(&self, region: &'static str) -> Self {
        Self { region, ..self.clone() }
    }

    /// The output of a call that is to succeed.
    pub(crate) fn call<O: Operation>(&self, input: &O::Input) -> O::Output {
        self.send::<O>(input).unwrap_or_else(|error| panic!("the call failed: {error:?}"))
    }

    /// The error of a call that is to fail.
    pub(crate) fn fail<O: Operation>(&self, input: &O::Input) -> O::Error {
        match self.send::<O>(input) {
            Ok(_) => panic!("the call is not refused"),
            Err(error) => error,
        }
    }

    /// How often the server was called.
    pub(crate) fn calls(&self) -> usize {
        self.calls.get()
    }

    /// The last request and its response, as text; empty if there was none.
    pub(crate) fn last(&self) -> String {
        self.last.borrow().clone()
    }

    fn send<O: Operation>(&self, input: &O::Input) -> Result<O::Output, O::Error> {
        let request = self.address(O::request(input)?);
        self.calls.set(self.calls.get() + 1);
        let response = self.exchange(request);
        O::response(&response).map(|response| response.output)
    }

    /// Completes a request by what depends on the server, and by what says which service it is for.
    fn address(&self, request: Request<Body>) -> Request<Vec<u8>> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = format!("http://{}{path}", self.address).parse::<Uri>().expect("a URI");
        // The server finds the service by the scope, and does not verify the signature.
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/{}/{}/aws4_request, \
             SignedHeaders=host, Signature=0",
            self.region, self.signing_name
        );
        let authorization = HeaderValue::try_from(authorization).expect("a header");
        parts.headers.insert(header::AUTHORIZATION, authorization);
        let body = body.into_bytes().expect("no test sends a stream");
        Request::from_parts(parts, body.to_vec())
    }

    fn exchange(&self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let mut log = format!("> {} {}\n", request.method(), request.uri());
        show(&mut log, '>', request.headers(), request.body());
        self.last.replace(log.clone());
        let answer = if request.body().is_empty() {
            self.agent.run(request.map(drop))
        } else {
            self.agent.run(request)
        };
        let (parts, mut body) = answer.expect("the server answers").into_parts();
        let body = body.read_to_vec().expect("the answer arrives whole");
        let _ = writeln!(log, "< {}", parts.status);
        show(&mut log, '<', &parts.headers, &body);
        self.last.replace(log);
        Response::from_parts(parts, body)
    }
}

fn show(log: &mut String, side: char, headers: &HeaderMap, body: &[u8]) {
    for (name, value) in headers {
        let _ = writeln!(log, "{side} {name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    let body: String = String::from_utf8_lossy(body).chars().take(SHOWN).collect();
    let _ = writeln!(log, "{body}");
}
