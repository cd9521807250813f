//! rpcv2Cbor and rpcv2Json: requests byte by byte, and what responses turn into.

#![allow(unreachable_pub, reason = "the shapes are written as a library's")]
#![allow(dead_code, reason = "the shapes are shared with tests that use all of them")]

#[path = "codecs/shapes.rs"]
mod shapes;

use http::{HeaderMap, StatusCode};
use smithgen_runtime::{Body, Bytes, Operation, Response, ServiceError, Timestamp, v1 as rt};

use self::shapes::{Error, Everything};

static CBOR: rt::ServiceFacts =
    rt::ServiceFacts::new("ExampleService", "2025-01-02", &rt::RPC_V2_CBOR);

static JSON: rt::ServiceFacts =
    rt::ServiceFacts::new("ExampleService", "2025-01-02", &rt::RPC_V2_JSON);

static QUERY: rt::ServiceFacts =
    rt::ServiceFacts::new("QueryService", "2025-01-02", &rt::RPC_V2_CBOR).query_compatible();

macro_rules! operation {
    ($name:ident, $type:ty, $facts:expr) => {
        enum $name {}

        impl rt::Operation for $name {
            type Input = $type;
            type Output = $type;
            type Error = Error;

            const FACTS: &'static rt::OperationFacts = &$facts;
        }
    };
}

operation!(PutCbor, Everything, rt::OperationFacts::of(&CBOR).named("Put"));
operation!(PutJson, Everything, rt::OperationFacts::of(&JSON).named("Put"));
operation!(Empty, rt::Unit, rt::OperationFacts::of(&CBOR).named("Empty"));
operation!(EmptyQuery, rt::Unit, rt::OperationFacts::of(&QUERY).named("Empty"));
operation!(
    Ping,
    rt::Unit,
    rt::OperationFacts::of(&JSON).named("Ping").without_input().without_output()
);

fn headers(map: &HeaderMap) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> =
        map.iter().map(|(name, value)| (name.as_str(), value.to_str().expect("text"))).collect();
    headers.sort_unstable();
    headers
}

fn body(request: http::Request<Body>) -> Bytes {
    request.into_body().into_bytes().expect("bytes")
}

fn response(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::copy_from_slice(body));
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    for (name, value) in headers {
        response.headers_mut().insert(*name, value.parse().expect("a header"));
    }
    response
}

const FROM_CBOR: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");
const FROM_JSON: (&str, &str) = ("smithy-protocol", "rpc-v2-json");

/// The input of all tests, with what JSON alone could confuse.
fn input() -> Everything {
    Everything {
        name: "n".into(),
        big_integer: "9223372036854775808".parse().ok(),
        big_decimal: "0.100000000000000000000001".parse().ok(),
        updated: Some(Timestamp::from_seconds(946_845_296)),
        token: Some("t".into()),
        ..Everything::default()
    }
}

#[test]
fn a_request_is_a_post_to_a_path_that_names_it() {
    let request =
        PutCbor::request(&Everything { token: Some("t".into()), ..Everything::default() });
    let request = request.expect("a request");
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("POST", "/service/ExampleService/operation/Put")
    );
    let expected = [
        ("accept", "application/cbor"),
        ("content-type", "application/cbor"),
        ("smithy-protocol", "rpc-v2-cbor"),
    ];
    assert_eq!(headers(request.headers()), expected);
    assert_eq!(body(request), b"\xbf\x64Name\x60\x65Token\x61t\xff"[..]);
}

#[test]
fn json_differs_in_its_body_and_its_names() {
    let request = PutJson::request(&input()).expect("a request");
    assert_eq!(request.uri().path(), "/service/ExampleService/operation/Put");
    let expected = [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("smithy-protocol", "rpc-v2-json"),
    ];
    assert_eq!(headers(request.headers()), expected);
    let body = body(request);
    assert_eq!(
        body,
        concat!(
            r#"{"Name":"n","BigInteger":"9223372036854775808","#,
            r#""BigDecimal":"0.100000000000000000000001","Updated":946845296,"Token":"t"}"#,
        )
    );
    let read = PutJson::response(&response(200, &[FROM_JSON], &body)).expect("an output");
    assert!(read.output == input());
}

/// A service may be written by someone who took numbers for numbers; text that is no number is an error.
#[test]
fn big_numbers_of_json_may_be_numbers() {
    let read = |body: &str| {
        PutJson::response(&response(200, &[FROM_JSON], body.as_bytes())).map(Response::into_output)
    };
    let numbers = read(r#"{"BigInteger":5,"BigDecimal":"1e3"}"#).expect("numbers");
    assert_eq!(numbers.big_integer.map(|number| number.to_string()).as_deref(), Some("5"));
    assert_eq!(numbers.big_decimal.map(|number| number.to_string()).as_deref(), Some("1e3"));
    for body in [r#"{"BigInteger":"1.5"}"#, r#"{"BigInteger":""}"#, r#"{"BigDecimal":"NaN"}"#] {
        assert!(read(body).is_err(), "{body}");
    }
}

#[test]
fn an_empty_input_is_a_body_and_none_is_none() {
    let request = Empty::request(&rt::Unit).expect("a request");
    assert!(request.headers().contains_key("content-type"));
    assert_eq!(body(request), b"\xbf\xff"[..]);

    let request = Ping::request(&rt::Unit).expect("a request");
    let expected = [("accept", "application/json"), ("smithy-protocol", "rpc-v2-json")];
    assert_eq!(headers(request.headers()), expected);
    assert_eq!(body(request), b""[..]);
}

#[test]
fn outputs_may_be_empty() {
    for body in [&b""[..], b"\xa0", b"\xbf\xff", b"\xf6", b"\xf7"] {
        assert!(Empty::response(&response(200, &[FROM_CBOR], body)).is_ok());
        let read = PutCbor::response(&response(200, &[FROM_CBOR], body)).expect("an output");
        assert!(read.output == Everything::default());
    }
    for body in ["", "{}", "null", " \n", "\u{feff}{}"] {
        assert!(Ping::response(&response(200, &[FROM_JSON], body.as_bytes())).is_ok(), "{body:?}");
        let read = PutJson::response(&response(200, &[FROM_JSON], body.as_bytes()));
        assert!(read.expect("an output").output == Everything::default(), "{body:?}");
    }
}

/// What does not name the protocol comes from someone else.
#[test]
fn a_response_of_another_protocol_is_not_read() {
    for header in [&[][..], &[FROM_JSON], &[("smithy-protocol", "rpc-v2")]] {
        let error =
            PutCbor::response(&response(200, header, b"\xa0")).map(|_| ()).expect_err("foreign");
        assert!(error.to_string().contains("smithy-protocol: rpc-v2-cbor"), "{error}");
        let body = b"\xa1\x66__type\x6dNotFoundError";
        let error =
            PutCbor::response(&response(404, header, body)).map(|_| ()).expect_err("foreign");
        assert!(matches!(error, Error::Other(_)), "{error:?}");
        assert_eq!((error.code(), error.status()), (None, Some(StatusCode::NOT_FOUND)));
    }
}

#[test]
fn only_200_is_success() {
    for status in [201, 204, 301] {
        let error = Empty::response(&response(status, &[FROM_CBOR], b""))
            .map(|_| ())
            .expect_err("no success");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

fn fail(headers: &[(&'static str, &str)], body: &[u8]) -> Error {
    PutCbor::response(&response(400, headers, body)).map(|_| ()).expect_err("an error")
}

#[test]
fn errors_go_by_their_type_alone() {
    let body =
        b"\xbf\x66__type\x78\x19com.example#NotFoundError\x67message\x61m\x68Resource\x61r\xff";
    let from = [FROM_CBOR, ("x-amzn-errortype", "SecretError"), ("x-amzn-requestid", "r-1")];
    let error = fail(&from, body);
    assert_eq!((error.code(), error.message()), (Some("NotFoundError"), Some("m")));
    assert_eq!(error.request_id(), Some("r-1"));
    let Error::NotFound(not_found) = error else { panic!("{error}") };
    assert_eq!((not_found.resource.as_str(), not_found.message.as_deref()), ("r", Some("m")));

    // Neither another member, nor a type that is no text, says which error it is.
    let code = b"\xa2\x64code\x6dNotFoundError\x66__type\x01";
    let error = fail(&[FROM_CBOR], code);
    assert!(matches!(error, Error::Other(_)) && error.code().is_none(), "{error:?}");

    // A message that is no text is the service's own affair.
    let odd = b"\xa3\x67message\x81\x01\x67Message\x61m\x66__type\x67Strange";
    let error = fail(&[FROM_CBOR], odd);
    assert_eq!((error.code(), error.message()), (Some("Strange"), Some("m")));

    // Nor does a message that is malformed take the type away.
    let malformed = b"\xa2\x67message\x61\xff\x66__type\x6dNotFoundError";
    let error = fail(&[FROM_CBOR], malformed);
    assert_eq!((error.code(), error.message()), (Some("NotFoundError"), None));

    let json = br#"{"__type":"com.example#NotFoundError","message":"m","Resource":"r"}"#;
    let error =
        PutJson::response(&response(404, &[FROM_JSON], json)).map(|_| ()).expect_err("an error");
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let json = br#"{"code":"NotFoundError","message":"m"}"#;
    let error =
        PutJson::response(&response(404, &[FROM_JSON], json)).map(|_| ()).expect_err("an error");
    assert_eq!((error.code(), error.message()), (None, Some("m")));
}

#[test]
fn malformed_errors_keep_what_is_known() {
    for body in [&b"<html>"[..], b"\xa1", b"\xbf\x66__type", b"\xff", b"\x1b\xff"] {
        let error = fail(&[FROM_CBOR], body);
        assert!(matches!(error, Error::Other(_)) && error.code().is_none(), "{error:?}");
    }
    let error = fail(&[FROM_CBOR], b"\xbf\x66__type\x6dNotFoundError\x68Resource\x01\xff");
    assert_eq!(error.to_string(), "NotFoundError");
    let [malformed] = &error.metadata().unwrap().unread[..] else { panic!("{error:?}") };
    assert_eq!(
        malformed.to_string(),
        "cannot read `Resource`: expected a text string, found an integer (at byte 31)"
    );
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
}

#[test]
fn query_compatible_services_tell_their_old_codes() {
    let request = EmptyQuery::request(&rt::Unit).expect("a request");
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
    let headers = [FROM_CBOR, ("x-amzn-query-error", "Example.NotFound;Sender")];
    let error = EmptyQuery::response(&response(400, &headers, b"\xa1\x66__type\x67Renamed"))
        .map(|_| ())
        .expect_err("an error");
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    assert_eq!(error.code(), Some("Example.NotFound"));
}
