//! Suites in Smithy's form: models in its JSON AST whose shapes carry `smithy.test#httpRequestTests`,
//! `smithy.test#httpResponseTests` ([the specification]) or `smithy.test#eventStreamTests`.
//!
//! From each service and each protocol that it speaks, one service is made that speaks this protocol alone.
//!
//! [the specification]: https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html

mod events;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use smithgen_codegen::diagnostics::Source;
use smithgen_codegen::model::TraitId;
use smithgen_codegen::naming;

use super::case::{
    Case, Check, Endpoint, EventUnions, ExpectedBody, ExpectedQuery, ExpectedRequest,
    ExpectedResponse, Format, Others, RequestCheck, Response, ResponseCheck, Service, Suite,
};
use super::latin1;
use super::tree::Tree;

type Raw = Box<RawValue>;

const REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
const RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
const EVENT_TESTS: &str = "smithy.test#eventStreamTests";

/// A file in Smithy's JSON AST.
#[derive(Debug, Deserialize, Serialize)]
struct Ast {
    smithy: Raw,
    metadata: Option<Raw>,
    #[serde(default)]
    shapes: BTreeMap<String, Raw>,
}

/// What is asked about a shape.
#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    traits: BTreeMap<String, Raw>,
    #[serde(default)]
    errors: Vec<Reference>,
    #[serde(default)]
    members: BTreeMap<String, Reference>,
    input: Option<Reference>,
    output: Option<Reference>,
    /// Operations and resources that are bound to a service or a resource.
    #[serde(flatten)]
    bindings: Bindings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Bindings {
    operations: Vec<Reference>,
    collection_operations: Vec<Reference>,
    resources: Vec<Reference>,
    create: Option<Reference>,
    put: Option<Reference>,
    read: Option<Reference>,
    update: Option<Reference>,
    delete: Option<Reference>,
    list: Option<Reference>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    target: String,
}

impl Bindings {
    fn operations(&self) -> impl Iterator<Item = &str> {
        let lifecycle =
            [&self.create, &self.put, &self.read, &self.update, &self.delete, &self.list];
        let bound = self.operations.iter().chain(&self.collection_operations);
        bound.chain(lifecycle.into_iter().flatten()).map(|reference| reference.target.as_str())
    }
}

/// What all tests have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    id: String,
    protocol: String,
    applies_to: Option<AppliesTo>,
}

/// A request that is expected, and its input.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct HttpRequest {
    method: Option<String>,
    uri: Option<String>,
    host: Option<String>,
    resolved_host: Option<String>,
    query_params: Vec<String>,
    forbid_query_params: Vec<String>,
    require_query_params: Vec<String>,
    headers: BTreeMap<String, String>,
    forbid_headers: Vec<String>,
    require_headers: Vec<String>,
    body: Option<String>,
    body_media_type: Option<String>,
    params: Option<Raw>,
}

/// A response, and the output that is expected.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct HttpResponse {
    code: u16,
    headers: BTreeMap<String, String>,
    body: String,
    body_media_type: Option<String>,
    params: Option<Raw>,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum AppliesTo {
    Client,
    Server,
}

/// A file of a folder.
#[derive(Debug)]
pub(super) struct File {
    /// Its name without the ending.
    pub(super) name: String,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// A file, and what is in it.
struct Parsed<'a> {
    file: &'a File,
    ast: Ast,
    shapes: BTreeMap<String, Shape>,
}

impl Parsed<'_> {
    fn services(&self) -> impl Iterator<Item = (&str, &Shape)> {
        let services = self.shapes.iter().filter(|(_, shape)| shape.kind == "service");
        services.map(|(id, shape)| (id.as_str(), shape))
    }
}

/// Reads the files of a folder. Those without a service are part of the model of every other.
pub(super) fn read(files: &[File]) -> Result<Suite> {
    let parsed = files
        .iter()
        .map(|file| parse(file).with_context(|| format!("`{}`", file.name)))
        .collect::<Result<Vec<_>>>()?;
    let (with_service, shared): (Vec<_>, Vec<_>) =
        parsed.into_iter().partition(|file| file.services().next().is_some());
    let mut suite = Suite::default();
    for file in &with_service {
        let read = read_file(file, &shared).with_context(|| format!("`{}`", file.file.name))?;
        suite.append(read);
    }
    Ok(suite)
}

fn parse(file: &File) -> Result<Parsed<'_>> {
    let ast: Ast = serde_json::from_slice(&file.bytes).context("it is no JSON AST of Smithy's")?;
    let mut shapes = BTreeMap::new();
    for (id, raw) in &ast.shapes {
        let shape = serde_json::from_str(raw.get()).with_context(|| format!("the shape `{id}`"))?;
        shapes.insert(id.clone(), shape);
    }
    Ok(Parsed { file, ast, shapes })
}

/// A service under one of its protocols.
struct Spoken<'a> {
    protocol: &'a str,
    index: usize,
    /// The operations of the service, and which of them may end in an error.
    operations: BTreeSet<&'a str>,
    throws: BTreeMap<&'a str, &'a str>,
}

fn read_file(file: &Parsed<'_>, shared: &[Parsed<'_>]) -> Result<Suite> {
    let mut suite = Suite::default();
    let mut spoken = Vec::new();
    for (id, service) in file.services() {
        let operations = operations(file, service);
        let throws = throws(file, service, &operations);
        let states = |id: &TraitId| service.traits.contains_key(id.as_str());
        for spoken_id in TraitId::PROTOCOLS.into_iter().filter(states) {
            let (protocol, name) = (spoken_id.as_str(), spoken_id.name());
            let (_, service_name) = id.split_once('#').unwrap_or(("", id));
            let package =
                naming::package_name(&format!("{}-{service_name}-{name}", file.file.name));
            let (operations, throws) = (operations.clone(), throws.clone());
            spoken.push(Spoken { protocol, index: suite.services.len(), operations, throws });
            suite.services.push(Service { package, model: model(file, shared, id, protocol)? });
        }
    }
    for (id, shape) in &file.shapes {
        let context = || format!("the tests of `{id}`");
        suite.cases.extend(cases(file, id, shape, &spoken).with_context(context)?);
    }
    Ok(suite)
}

/// The model of one service that speaks one protocol.
fn model(
    file: &Parsed<'_>,
    shared: &[Parsed<'_>],
    service: &str,
    protocol: &str,
) -> Result<Vec<Source>> {
    let mut shapes = BTreeMap::new();
    for (id, raw) in &file.ast.shapes {
        match file.shapes.get(id) {
            Some(shape) if shape.kind == "service" && id != service => {}
            Some(shape) if shape.kind == "service" => {
                shapes.insert(id, speaking(raw, protocol)?);
            }
            _ => {
                shapes.insert(id, raw.clone());
            }
        }
    }
    let metadata = file.ast.metadata.as_deref();
    let mut root: BTreeMap<&str, &RawValue> = BTreeMap::from([("smithy", &*file.ast.smithy)]);
    root.extend(metadata.map(|metadata| ("metadata", metadata)));
    let shapes = serde_json::value::to_raw_value(&shapes)?;
    root.insert("shapes", &shapes);
    let own =
        Source { name: format!("{}.json", file.file.name), bytes: serde_json::to_vec(&root)? };
    let shared = shared.iter().map(|shared| {
        let bytes = shared.file.bytes.clone();
        Source { name: format!("{}.json", shared.file.name), bytes }
    });
    Ok(std::iter::once(own).chain(shared).collect())
}

/// A service without the traits of the other protocols.
fn speaking(service: &RawValue, protocol: &str) -> Result<Raw> {
    let mut members: BTreeMap<String, Raw> = serde_json::from_str(service.get())?;
    if let Some(traits) = members.get_mut("traits") {
        let mut kept: BTreeMap<String, Raw> = serde_json::from_str(traits.get())?;
        let is_protocol = |id: &str| TraitId::PROTOCOLS.iter().any(|known| known.as_str() == id);
        kept.retain(|id, _| id == protocol || !is_protocol(id));
        *traits = serde_json::value::to_raw_value(&kept)?;
    }
    Ok(serde_json::value::to_raw_value(&members)?)
}

/// The operations that are bound to a service, and to its resources.
fn operations<'a>(file: &'a Parsed<'_>, service: &'a Shape) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut left = vec![&service.bindings];
    while let Some(bindings) = left.pop() {
        found.extend(bindings.operations());
        for resource in &bindings.resources {
            if seen.insert(&resource.target) {
                left.extend(file.shapes.get(&resource.target).map(|shape| &shape.bindings));
            }
        }
    }
    found
}

/// An operation that may end in each error.
fn throws<'a>(
    file: &'a Parsed<'_>,
    service: &'a Shape,
    operations: &BTreeSet<&'a str>,
) -> BTreeMap<&'a str, &'a str> {
    let mut found = BTreeMap::new();
    for operation in operations {
        let own = file.shapes.get(*operation).map_or(&[][..], |shape| shape.errors.as_slice());
        for error in own.iter().chain(&service.errors) {
            found.entry(error.target.as_str()).or_insert(*operation);
        }
    }
    found
}

/// The cases of a shape that a client has to pass.
fn cases(file: &Parsed<'_>, id: &str, shape: &Shape, spoken: &[Spoken<'_>]) -> Result<Vec<Case>> {
    let mut checks = Vec::new();
    for (head, test) in tests(shape, REQUEST_TESTS)? {
        checks.push((head, Check::Request(request_check(test)?)));
    }
    for (head, test) in tests(shape, RESPONSE_TESTS)? {
        checks.push((head, Check::Response(response_check(test, id, shape)?)));
    }
    for (head, test) in tests(shape, EVENT_TESTS)? {
        let check = events::check(test, &head.protocol, streams(file, shape)?)?;
        checks.push((head, Check::Events(Box::new(check))));
    }
    let name = file.file.name.as_str();
    Ok(checks.into_iter().map(|(head, check)| case(name, head, id, spoken, check)).collect())
}

/// The unions of events in the input and the output of an operation.
fn streams(file: &Parsed<'_>, operation: &Shape) -> Result<EventUnions> {
    let is_stream = |id: &str| {
        file.shapes.get(id).is_some_and(|shape| {
            shape.kind == "union" && shape.traits.contains_key("smithy.api#streaming")
        })
    };
    let stream = |structure: &Option<Reference>| {
        let members = &file.shapes.get(&structure.as_ref()?.target)?.members;
        let found = members.iter().find(|(_, member)| is_stream(&member.target));
        found.map(|(name, member)| (name.clone(), member.target.clone()))
    };
    let (input, output) = (stream(&operation.input), stream(&operation.output));
    let one = input.as_ref().or(output.as_ref()).context("the operation has no events")?;
    let union = |stream: &Option<(String, String)>| stream.as_ref().unwrap_or(one).1.clone();
    Ok(EventUnions {
        input: union(&input),
        output: union(&output),
        input_member: input.as_ref().map(|(name, _)| name.clone()),
        output_member: output.as_ref().map(|(name, _)| name.clone()),
    })
}

/// The tests in a trait that are for clients.
fn tests<T: for<'de> Deserialize<'de>>(shape: &Shape, name: &str) -> Result<Vec<(Head, T)>> {
    let context = || format!("`{name}` is malformed");
    let Some(raw) = shape.traits.get(name) else { return Ok(Vec::new()) };
    let all: Vec<Raw> = serde_json::from_str(raw.get()).with_context(context)?;
    let mut found = Vec::new();
    for raw in all {
        let head: Head = serde_json::from_str(raw.get()).with_context(context)?;
        if head.applies_to != Some(AppliesTo::Server) {
            found.push((head, serde_json::from_str(raw.get()).with_context(context)?));
        }
    }
    Ok(found)
}

fn case(
    file: &str,
    Head { id: test, protocol, .. }: Head,
    shape: &str,
    spoken: &[Spoken<'_>],
    check: Check,
) -> Case {
    let speaking = spoken.iter().filter(|service| service.protocol == protocol);
    let found = speaking.filter_map(|service| {
        let operation = if service.operations.contains(shape) {
            Some(shape)
        } else {
            service.throws.get(shape).copied()
        };
        operation.map(|operation| (service.index, operation))
    });
    let (service, operation) = match found.min() {
        Some((index, operation)) => (Ok(index), operation),
        None => (Err(format!("no service that speaks {protocol} reaches `{shape}`")), shape),
    };
    let name = |id: &str| id.split_once('#').map_or(id, |(_, name)| name).to_owned();
    let (id, protocol) = (format!("{file}/{test}"), name(&protocol));
    Case { id, protocol, service, operation: name(operation), check }
}

fn request_check(test: HttpRequest) -> Result<RequestCheck> {
    let endpoint = Endpoint::parse(test.host.as_deref().unwrap_or("example.com"));
    let body = match test.body {
        Some(body) => Some(expected_body(&body, test.body_media_type.as_deref())?),
        None => None,
    };
    Ok(RequestCheck {
        params: test.params.map_or_else(|| "{}".to_owned(), |raw| raw.get().to_owned()),
        endpoint,
        expected: ExpectedRequest {
            method: test.method,
            path: test.uri,
            query: ExpectedQuery {
                parameters: test.query_params,
                others: Others::Allowed,
                forbidden: test.forbid_query_params,
                required: test.require_query_params,
            },
            headers: test.headers.into_iter().collect(),
            forbidden_headers: test.forbid_headers,
            required_headers: test.require_headers,
            body,
            host: test.resolved_host,
        },
    })
}

fn response_check(test: HttpResponse, id: &str, shape: &Shape) -> Result<ResponseCheck> {
    let params = test.params.as_deref().map_or_else(|| Ok(Tree::empty()), Tree::of_raw)?;
    let expected = if shape.traits.contains_key("smithy.api#error") {
        let shape = Some(id.split_once('#').map_or(id, |(_, name)| name).to_owned());
        ExpectedResponse::Error { shape, code: None, message: None, members: params }
    } else {
        ExpectedResponse::Output(params)
    };
    Ok(ResponseCheck { response: response(test)?, expected })
}

fn response(test: HttpResponse) -> Result<Response> {
    let body = expected_body(&test.body, test.body_media_type.as_deref())?.bytes;
    Ok(Response { status: test.code, headers: test.headers.into_iter().collect(), body })
}

fn expected_body(body: &str, media_type: Option<&str>) -> Result<ExpectedBody> {
    let format = match media_type {
        // A body that is empty says so, whatever its format.
        _ if body.is_empty() => Format::Bytes,
        Some(media_type) => format(media_type),
        None => Format::Bytes,
    };
    let bytes = match format {
        Format::Cbor => latin1::from_base64(body)?,
        Format::Json | Format::Xml | Format::Form | Format::Bytes => body.as_bytes().to_vec(),
    };
    Ok(ExpectedBody { format, bytes })
}

/// How bodies of a media type are compared.
fn format(media_type: &str) -> Format {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Format::Form,
        "application/cbor" => Format::Cbor,
        essence if essence.ends_with("/json") || essence.ends_with("+json") => Format::Json,
        essence if essence.ends_with("/xml") || essence.ends_with("+xml") => Format::Xml,
        _ => Format::Bytes,
    }
}
