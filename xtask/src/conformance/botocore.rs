//! Suites in botocore's form: `input/*.json` and `output/*.json`.
//!
//! A file is an array of suites. A suite has metadata and shapes, which are a model without operations, and cases,
//! each with the operation that it is about. From each suite one service is made; from several, where two
//! operations of one suite have one name.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use smithgen_codegen::diagnostics::Source;
use smithgen_codegen::naming;

use super::case::{
    Case, Check, Endpoint, ExpectedBody, ExpectedQuery, ExpectedRequest, ExpectedResponse, Format,
    Others, RequestCheck, Response, ResponseCheck, Service, Suite,
};
use super::latin1;
use super::tree::Tree;

type Raw = Box<RawValue>;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawSuite {
    metadata: BTreeMap<String, Raw>,
    shapes: Raw,
    client_endpoint: Option<String>,
    cases: Vec<RawCase>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCase {
    id: Option<String>,
    given: BTreeMap<String, Raw>,
    params: Option<Raw>,
    serialized: Option<RawRequest>,
    response: Option<RawResponse>,
    result: Option<Raw>,
    error: Option<Raw>,
    error_code: Option<String>,
    error_message: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRequest {
    method: Option<String>,
    uri: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    forbid_headers: Vec<String>,
    #[serde(default)]
    require_headers: Vec<String>,
    body: Option<String>,
    host: Option<String>,
}

#[derive(Debug, Deserialize)]
struct RawResponse {
    #[serde(default = "ok")]
    status_code: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

fn ok() -> u16 {
    200
}

/// A `service-2.json`.
#[derive(Debug, Serialize)]
struct Model<'a> {
    version: &'static str,
    metadata: &'a BTreeMap<String, Raw>,
    operations: BTreeMap<&'a str, &'a BTreeMap<String, Raw>>,
    shapes: &'a RawValue,
}

/// Reads a file; `name` is its path without the ending, such as `input/json`.
pub(super) fn read(name: &str, text: &[u8]) -> Result<Suite> {
    let suites: Vec<RawSuite> = serde_json::from_slice(text)
        .context("it is no array of suites with metadata, shapes and cases")?;
    let mut read = Suite::default();
    for (index, suite) in suites.into_iter().enumerate() {
        let within = Place { file: name, suite: index };
        read.append(read_suite(&within, suite).with_context(|| format!("suite {index}"))?);
    }
    Ok(read)
}

/// Where a suite is.
struct Place<'a> {
    file: &'a str,
    suite: usize,
}

impl Place<'_> {
    /// The name of the package of one of the suite's services.
    fn package(&self, service: usize) -> String {
        let part = if service == 0 { String::new() } else { format!("-{service}") };
        naming::package_name(&format!("{}-{:03}{part}", self.file, self.suite))
    }

    fn case_id(&self, case: &RawCase, index: usize) -> String {
        match &case.id {
            Some(id) => format!("{}/{id}", self.file),
            None => format!("{}/{}:{index}", self.file, self.suite),
        }
    }
}

fn read_suite(place: &Place<'_>, mut suite: RawSuite) -> Result<Suite> {
    complete(&mut suite)?;
    let names = suite.cases.iter().map(operation_name).collect::<Result<Vec<_>>>()?;
    let givens: Vec<_> = suite.cases.iter().map(|case| case.given.clone()).collect();
    let (services, of_case) = divide(&names, &givens);
    let mut read = Suite::default();
    for (index, operations) in services.into_iter().enumerate() {
        let package = place.package(index);
        let (metadata, shapes) = (&suite.metadata, &*suite.shapes);
        let model = Model { version: "2.0", metadata, operations, shapes };
        let bytes = serde_json::to_vec(&model)?;
        let model = vec![Source { name: format!("{package}/service-2.json"), bytes }];
        read.services.push(Service { package, model });
    }
    let protocol = protocol(&suite.metadata)?;
    let endpoint = Endpoint::parse(suite.client_endpoint.as_deref().unwrap_or("example.com"));
    for (index, (case, operation)) in suite.cases.into_iter().zip(&names).enumerate() {
        let id = place.case_id(&case, index);
        let check = check(case, &protocol, &endpoint).with_context(|| format!("case `{id}`"))?;
        let service = Ok(of_case[index]);
        let (protocol, operation) = (protocol.name.clone(), operation.clone());
        read.cases.push(Case { id, protocol, service, operation, check });
    }
    Ok(read)
}

/// Adds what every real model has, and what suites leave out that have no use for it.
fn complete(suite: &mut RawSuite) -> Result<()> {
    for (key, value) in [("serviceId", "Suite"), ("apiVersion", "2014-01-01")] {
        if !suite.metadata.contains_key(key) {
            suite.metadata.insert(key.to_owned(), to_raw_value(value)?);
        }
    }
    for case in &mut suite.cases {
        if !case.given.contains_key("http") {
            let http = BTreeMap::from([("method", "POST"), ("requestUri", "/")]);
            case.given.insert("http".to_owned(), to_raw_value(&http)?);
        }
    }
    Ok(())
}

fn operation_name(case: &RawCase) -> Result<String> {
    let name = case.given.get("name").context("a case has no operation with a name")?;
    serde_json::from_str(name.get()).context("the name of an operation is not a string")
}

type Given = BTreeMap<String, Raw>;

/// Puts operations into services, so that no two of one service have one name, and says which service
/// has the operation of each case.
fn divide<'a>(
    names: &'a [String],
    givens: &'a [Given],
) -> (Vec<BTreeMap<&'a str, &'a Given>>, Vec<usize>) {
    let mut services: Vec<BTreeMap<&str, &Given>> = Vec::new();
    let mut of_case = Vec::with_capacity(names.len());
    for (name, given) in names.iter().zip(givens) {
        let has_room = |service: &BTreeMap<&str, &Given>| {
            service.get(name.as_str()).is_none_or(|other| is_same(other, given))
        };
        let index = services.iter().position(has_room).unwrap_or(services.len());
        if index == services.len() {
            services.push(BTreeMap::new());
        }
        services[index].insert(name, given);
        of_case.push(index);
    }
    (services, of_case)
}

fn is_same(a: &Given, b: &Given) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((a, x), (b, y))| a == b && x.get() == y.get())
}

/// What a suite says about its protocol.
struct Protocol {
    name: String,
    body: Format,
}

fn protocol(metadata: &BTreeMap<String, Raw>) -> Result<Protocol> {
    let text = |key: &str| -> Result<Option<String>> {
        let raw = metadata.get(key).map(|raw| serde_json::from_str(raw.get()));
        raw.transpose().with_context(|| format!("`{key}` is not a string"))
    };
    let protocol = text("protocol")?.context("the metadata names no protocol")?;
    let (name, body) = match protocol.as_str() {
        "json" => (format!("json {}", text("jsonVersion")?.unwrap_or_default()), Format::Json),
        "rest-json" => (protocol, Format::Json),
        "rest-xml" => (protocol, Format::Xml),
        "query" | "ec2" => (protocol, Format::Form),
        "smithy-rpc-v2-cbor" => (protocol, Format::Cbor),
        _ => (protocol, Format::Bytes),
    };
    Ok(Protocol { name: name.trim_end().to_owned(), body })
}

fn check(case: RawCase, protocol: &Protocol, endpoint: &Endpoint) -> Result<Check> {
    match (case.serialized, case.response) {
        (Some(request), None) => {
            let params = case.params.map_or_else(|| "{}".to_owned(), |raw| raw.get().to_owned());
            let expected = expected_request(request, protocol.body)?;
            Ok(Check::Request(RequestCheck { params, endpoint: endpoint.clone(), expected }))
        }
        (None, Some(response)) => {
            let body = bytes(&response.body, protocol.body)?;
            let expected = match (case.result, case.error) {
                (Some(result), None) => ExpectedResponse::Output(Tree::of_raw(&result)?),
                (None, Some(members)) => ExpectedResponse::Error {
                    shape: None,
                    code: case.error_code,
                    message: case.error_message,
                    members: Tree::of_raw(&members)?,
                },
                _ => anyhow::bail!("it needs one of `result` and `error`"),
            };
            let headers = response.headers.into_iter().collect();
            let status = response.status_code;
            let response = Response { status, headers, body };
            Ok(Check::Response(ResponseCheck { response, expected }))
        }
        _ => anyhow::bail!("it needs one of `serialized` and `response`"),
    }
}

fn expected_request(request: RawRequest, format: Format) -> Result<ExpectedRequest> {
    let (path, query) = match &request.uri {
        Some(uri) => {
            let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
            (Some(path.to_owned()), query)
        }
        None => (None, ""),
    };
    let parameters = query.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let body = request.body.map(|body| -> Result<ExpectedBody> {
        // A body that is empty says so, whatever its format.
        let format = if body.is_empty() { Format::Bytes } else { format };
        Ok(ExpectedBody { format, bytes: bytes(&body, format)? })
    });
    Ok(ExpectedRequest {
        method: request.method,
        path,
        query: ExpectedQuery { parameters, others: Others::Forbidden, ..ExpectedQuery::default() },
        headers: request.headers.into_iter().collect(),
        forbidden_headers: request.forbid_headers,
        required_headers: request.require_headers,
        body: body.transpose()?,
        host: request.host,
    })
}

/// The bytes of a body: those of CBOR are in base64.
fn bytes(body: &str, format: Format) -> Result<Vec<u8>> {
    match format {
        Format::Cbor => latin1::from_base64(body),
        Format::Json | Format::Xml | Format::Form | Format::Bytes => Ok(body.as_bytes().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#""metadata": {"protocol": "json", "jsonVersion": "1.1"}"#;

    fn suite(cases: &str) -> Result<Suite> {
        read(
            "input/x",
            format!(r#"[{{{METADATA}, "shapes": {{}}, "cases": [{cases}]}}]"#).as_bytes(),
        )
    }

    #[test]
    fn operations_of_one_name_are_of_several_services() -> Result<()> {
        let case = |method: &str| {
            format!(
                r#"{{"given": {{"name": "Op", "http": {{"method": "{method}", "requestUri": "/"}}}},
                "serialized": {{"uri": "/?a=b&c"}}}}"#
            )
        };
        let suite = suite(&[case("GET"), case("PUT"), case("GET")].join(","))?;
        let services: Vec<_> = suite.cases.iter().map(|case| case.service.clone()).collect();
        assert_eq!(services, [Ok(0), Ok(1), Ok(0)]);
        let packages: Vec<_> = suite.services.iter().map(|it| it.package.as_str()).collect();
        assert_eq!(packages, ["input-x-000", "input-x-000-1"]);
        assert_eq!(suite.cases[1].id, "input/x/0:1");
        let Check::Request(check) = &suite.cases[0].check else { panic!("{:?}", suite.cases[0]) };
        assert_eq!(check.expected.query.parameters, ["a=b", "c"]);
        assert_eq!(check.expected.query.others, Others::Forbidden);
        Ok(())
    }

    #[test]
    fn a_case_says_what_it_expects() -> Result<()> {
        for case in [
            r#"{"given": {"name": "Op"}}"#,
            r#"{"given": {"name": "Op"}, "response": {}}"#,
            r#"{"given": {}, "serialized": {}}"#,
            r#"{"given": {"name": "Op"}, "response": {}, "result": {}, "error": {}}"#,
        ] {
            assert!(suite(case).is_err(), "{case} was let through");
        }
        let suite = suite(
            r#"{"id": "Bad", "given": {"name": "Op"}, "errorCode": "E", "error": {"a": 1},
            "response": {"status_code": 400, "body": "{}"}}"#,
        )?;
        assert_eq!(
            (suite.cases[0].id.as_str(), suite.cases[0].protocol.as_str()),
            ("input/x/Bad", "json 1.1")
        );
        let Check::Response(check) = &suite.cases[0].check else { panic!("{:?}", suite.cases[0]) };
        let Response { status, body, .. } = &check.response;
        assert_eq!((*status, body.as_slice()), (400, &b"{}"[..]));
        assert!(
            matches!(&check.expected, ExpectedResponse::Error { code: Some(code), .. } if code == "E")
        );
        Ok(())
    }
}
