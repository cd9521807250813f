//! What is printed of sensitive members in headers, in the host, and in the messages of errors.

use http::HeaderMap;
use smithgen_runtime::codec::xml;
use smithgen_runtime::protocol::{Protocol as _, RawResponse};
use smithgen_runtime::{HostPrefix, Limits, Operation, RequestOptions, ServiceError, v1 as rt};

use super::responses::response;
use super::shapes::{Ask, AskEc2, Empty, Error, Host, Hosted, Put, PutXml, Seal, Sealed};

/// The headers that are marked as sensitive, by name.
fn marked(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<&str> = headers
        .iter()
        .filter(|(_, value)| value.is_sensitive())
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn headers_of_requests_are_marked() {
    let input = Sealed {
        key: Some("hunter2".into()),
        meta: Some([("a".into(), "hunter2".into())].into()),
        encoding: Some("hunter2".into()),
        shown: Some("plain".into()),
        data: Some("hunter2".into()),
    };
    let options = RequestOptions::default().with_compression_from(Some(0));
    let request = Seal::request_with(&input, &options).unwrap();
    let sealed = ["content-encoding", "x-key", "x-meta-a"];
    assert_eq!(marked(request.headers()), sealed);
    assert_eq!(request.headers()["content-encoding"], "hunter2, gzip");
    assert_eq!(request.headers()["x-key"], "hunter2");
    let shown = format!("{request:?} {request:#?}");
    assert!(shown.contains("plain") && !shown.contains("hunter2"), "{shown}");
    let plain = Sealed { encoding: None, ..input };
    let request = Seal::request_with(&plain, &options).unwrap();
    assert_eq!(marked(request.headers()), ["x-key", "x-meta-a"]);
}

#[test]
fn headers_of_responses_are_marked_and_left_out() {
    let headers = [
        ("X-KEY", "hunter2"),
        ("x-key", "hunter2"),
        ("x-meta-acct-4711", "hunter2"),
        ("x-shown", "plain"),
        ("x-other", "other"),
    ];
    let read = Seal::response(&response(200, &headers, "{}")).unwrap();
    assert_eq!(marked(&read.headers), ["x-key", "x-key", "x-meta-acct-4711"]);
    assert_eq!(read.headers["x-key"], "hunter2");
    let shown = format!("{read:?}");
    for expected in ["plain", "x-other", ", ..}"] {
        assert!(shown.contains(expected), "{shown}");
    }
    for secret in ["hunter2", "acct-4711"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let plain = Seal::response(&response(200, &[("x-shown", "plain")], "{}")).unwrap();
    assert!(format!("{plain:?}").contains(r#"headers: {"x-shown": "plain"}"#), "{plain:?}");
}

#[test]
fn the_prefix_of_a_host_shows_its_pattern() {
    let input = Hosted { account: Some("hunter2".into()) };
    let request = Host::request(&input).unwrap();
    let prefix = request.extensions().get::<HostPrefix>().unwrap();
    assert_eq!(prefix.as_str(), "data-hunter2.x.");
    assert_eq!(format!("{prefix:?}"), r#"HostPrefix("data-{Account}.x.")"#);
}

fn fail<O: Operation<Error = Error>>(headers: &[(&str, &str)], body: &str) -> Error {
    O::response(&response(400, headers, body)).map(|_| ()).unwrap_err()
}

/// What counts is the name in the protocol: `@jsonName` in restJson1, `@xmlName` in XML.
#[test]
fn a_sensitive_message_is_redacted_whatever_its_member_is_called() {
    let id = ("x-amzn-requestid", "1234");
    let xml = "<Error><Code>Hidden</Code><x:Message>hunter2</x:Message></Error>";
    let aws = format!("<ErrorResponse>{xml}</ErrorResponse>");
    let ec2 = format!("<Response><Errors>{xml}</Errors></Response>");
    let json = r#"{"message":"hunter2"}"#;
    for error in [
        fail::<Put>(&[("x-amzn-errortype", "Hidden"), id], json),
        fail::<PutXml>(&[id], &aws),
        fail::<Ask>(&[id], &aws),
        fail::<AskEc2>(&[id], &ec2),
    ] {
        let Error::Hidden(hidden) = &error else { panic!("{error}") };
        assert_eq!(hidden.detail.as_deref(), Some("hunter2"));
        assert_eq!((error.message(), error.code()), (None, Some("Hidden")));
        assert_eq!(error.to_string(), "Hidden: *** redacted *** (request id 1234)");
        let shown = format!("{hidden:?} {hidden:#?} {:?}", error.metadata());
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    // This error has no sensitive message.
    let error = fail::<Put>(&[("x-amzn-errortype", "Failed")], json);
    assert_eq!(error.to_string(), "Failed: hunter2");
}

/// What looks like a message is part of the member that is the whole body.
#[test]
fn a_message_within_a_sensitive_payload_is_redacted() {
    for code in ["HiddenWithin", "HiddenWhole"] {
        let error = fail::<Put>(&[("x-amzn-errortype", code)], r#"{"message":"hunter2"}"#);
        assert_eq!((error.message(), error.code()), (None, Some(code)));
        assert_eq!(error.to_string(), format!("{code}: *** redacted ***"));
    }
}

/// The error is not known yet, so any of its members may be sensitive.
#[test]
fn what_is_found_of_an_error_is_not_shown() {
    let error = response(400, &[("x-secret", "hunter2")], r#"{"__type":"A","message":"hunter2"}"#);
    let raw = RawResponse::new(error.status(), error.headers(), error.body());
    let facts = <Put as Operation>::FACTS;
    let found = rt::REST_JSON_1.find_error(facts, &raw, &Limits::DEFAULT);
    assert_eq!(found.message.as_deref(), Some("hunter2"));
    let in_xml = xml::find_error(b"<Error><Message>hunter2</Message></Error>", &Limits::DEFAULT);
    assert_eq!(in_xml.message.as_deref(), Some("hunter2"));
    let shown = format!("{raw:?} {found:?} {in_xml:?}");
    assert!(shown.contains("1 headers") && !shown.contains("hunter2"), "{shown}");
}

/// An element `Error` or `Errors` inside an error is a member of the error.
#[test]
fn a_message_within_an_error_in_xml_is_another() {
    let body = "<Error><Code>A</Code><Errors><Error><Message>m</Message></Error></Errors></Error>";
    let found = xml::find_error(body.as_bytes(), &Limits::DEFAULT);
    assert_eq!((found.code.as_deref(), found.message), (Some("A"), None));
}

#[test]
fn an_operation_without_sensitive_members_marks_nothing() {
    let request = super::shapes::PutNothing::request(&Empty::default()).unwrap();
    assert_eq!(marked(request.headers()), [""; 0]);
}
