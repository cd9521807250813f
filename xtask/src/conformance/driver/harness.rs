//! What the program that runs the cases does with one of them, for any operation.
//!
//! Cases and outcomes are JSON. Inputs, outputs and errors are texts of JSON within it, so that no number in them
//! loses a digit; bodies are texts whose characters stand for bytes.

mod events;

pub use events::events;

use serde_json::{Value, json};
use smithgen_runtime::codec::params;
use smithgen_runtime::http::{self, HeaderMap, HeaderName, HeaderValue};
use smithgen_runtime::v1::{Members, MembersMut, Schema, Shape};
use smithgen_runtime::{
    Body, FixedToken, HostPrefix, Operation, OtherErrorKind, RequestOptions, Response, ServiceError,
};

/// Runs a case, and says what came of it.
pub type Run = fn(&Value) -> Value;

/// What a model says about an error: its schema and its members.
pub type Modelled<'a> = Option<(&'static Schema, &'a dyn Members)>;

/// What an error of the model is, by its type.
pub fn modelled<T: Shape + Members>(error: &T) -> Modelled<'_> {
    Some((T::SCHEMA, error))
}

/// The token of the suites.
const TOKEN: FixedToken = FixedToken("00000000-0000-4000-8000-000000000000");

/// Writes an input.
pub fn request<O>(case: &Value) -> Value
where
    O: Operation,
    O::Input: MembersMut + Default,
{
    let mut input = O::Input::default();
    if let Err(error) = params::read(text(case, "params").as_bytes(), O::Input::SCHEMA, &mut input)
    {
        return json!({"unusable": format!("the input of the case: {error}")});
    }
    let options = RequestOptions::default().with_tokens(&TOKEN);
    match O::request_with(&input, &options) {
        Ok(request) => describe_request(request),
        Err(error) => json!({"refused": error.to_string()}),
    }
}

/// Reads a response.
pub fn response<O>(case: &Value, modelled: fn(&O::Error) -> Modelled<'_>) -> Value
where
    O: Operation,
    O::Output: Members,
{
    let response = match build_response(case) {
        Ok(response) => response,
        Err(error) => return json!({"unusable": format!("the response of the case: {error}")}),
    };
    match O::response(&response) {
        Ok(Response { output, .. }) => described("output", O::Output::SCHEMA, &output),
        Err(error) => describe_error(&error, modelled(&error)),
    }
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn items<'a>(case: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    case.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn bytes(case: &Value, key: &str) -> Vec<u8> {
    from_latin1(text(case, key))
}

fn describe_request(request: http::Request<Body>) -> Value {
    let (parts, body) = request.into_parts();
    match body.into_bytes() {
        Ok(body) => describe_parts(&parts, &body),
        Err(_) => json!({"unusable": "the body of the request is a stream"}),
    }
}

fn describe_parts(parts: &http::request::Parts, body: &[u8]) -> Value {
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        json!([name.as_str(), latin1(value.as_bytes())])
    };
    json!({
        "method": parts.method.as_str(),
        "host": parts.extensions.get::<HostPrefix>().map_or("", HostPrefix::as_str),
        "target": parts.uri.path_and_query().map_or("", http::uri::PathAndQuery::as_str),
        "headers": parts.headers.iter().map(header).collect::<Vec<_>>(),
        "body": latin1(body),
    })
}

fn build_response(case: &Value) -> Result<http::Response<Vec<u8>>, http::Error> {
    let status = case.get("status").and_then(Value::as_u64).and_then(|it| u16::try_from(it).ok());
    let body = bytes(case, "body");
    let mut response = http::Response::builder().status(status.unwrap_or_default()).body(body)?;
    *response.headers_mut() = headers(case)?;
    Ok(response)
}

fn headers(case: &Value) -> Result<HeaderMap, http::Error> {
    let mut headers = HeaderMap::new();
    for header in items(case, "headers") {
        let part = |index: usize| header.get(index).and_then(Value::as_str).unwrap_or_default();
        headers
            .append(HeaderName::try_from(part(0))?, HeaderValue::from_bytes(part(1).as_bytes())?);
    }
    Ok(headers)
}

fn describe_error<E: ServiceError>(error: &E, modelled: Modelled<'_>) -> Value {
    let Some((schema, members)) = modelled else {
        let is_unmodelled =
            error.other().is_some_and(|other| matches!(other.kind(), OtherErrorKind::Unmodeled(_)));
        let key = if is_unmodelled { "unmodelled" } else { "malformed" };
        return json!({key: error.to_string(), "code": error.code(), "message": error.message()});
    };
    let mut described = described("members", schema, members);
    described["shape"] = json!(schema.name());
    described["code"] = json!(error.code());
    described["message"] = json!(error.message());
    described
}

fn described(key: &str, schema: &'static Schema, value: &dyn Members) -> Value {
    match params::write(schema, value) {
        Ok(bytes) => json!({key: String::from_utf8_lossy(&bytes)}),
        Err(error) => json!({"unusable": error.to_string()}),
    }
}

/// Bytes as the characters of their numbers.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The bytes that [`latin1`] made into a text.
fn from_latin1(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(c).ok()).collect()
}
