//! Bodies of requests, and the header that says what they are.

use smithgen_runtime::{Body, Bytes, Document, EncodeErrorKind, Operation};

use super::requests::encode_error;
use super::shapes::{
    Ask, AskEc2, Bodied, Empty, Inner, Put, PutBlob, PutCalled, PutDocument, PutNothing,
    PutPicture, PutStream, PutStructure, PutText, PutXml, PutXmlStructure, WithBlob, WithDocument,
    WithPicture, WithStream, WithStructure, WithText,
};

/// The content type and the body of a request.
fn content<O: Operation>(input: &O::Input) -> (Option<String>, String) {
    let request = O::request(input).unwrap();
    let kind = request.headers().get("content-type");
    let kind = kind.map(|value| value.to_str().unwrap().to_owned());
    let body = request.into_body().into_bytes().unwrap();
    (kind, String::from_utf8(body.to_vec()).unwrap())
}

fn some(kind: &str, body: &str) -> (Option<String>, String) {
    (Some(kind.to_owned()), body.to_owned())
}

fn none() -> (Option<String>, String) {
    (None, String::new())
}

fn inner(value: i32) -> Inner {
    Inner { value: Some(value) }
}

#[test]
fn the_body_has_the_members_without_a_binding() {
    let input = Bodied { id: Some("1".to_owned()), inner: Some(inner(7)), count: None };
    assert_eq!(content::<Put>(&input), some("application/json", r#"{"Inner":{"v":7}}"#));
    assert_eq!(
        content::<PutXml>(&input),
        some(
            "application/xml",
            r#"<Bodied xmlns="https://example.com/"><Inner><Value>7</Value></Inner></Bodied>"#
        )
    );
}

#[test]
fn a_root_may_have_a_name_and_namespace_of_its_own() {
    let input = Bodied { count: Some(1), ..Bodied::default() };
    let body = r#"<Called xmlns:o="https://other.example/"><Count>1</Count></Called>"#;
    assert_eq!(content::<PutCalled>(&input), some("application/xml", body));
}

#[test]
fn nothing_to_say_is_an_empty_object_or_no_byte() {
    assert_eq!(content::<Put>(&Bodied::default()), some("application/json", "{}"));
    assert_eq!(content::<PutXml>(&Bodied::default()), none());
    assert_eq!(content::<PutNothing>(&Empty::default()), none());
}

#[test]
fn a_structure_may_be_the_whole_body() {
    let input = WithStructure { id: Some("1".to_owned()), inner: Some(inner(7)) };
    assert_eq!(content::<PutStructure>(&input), some("application/json", r#"{"v":7}"#));
    let body = r#"<Inner xmlns="https://example.com/"><Value>7</Value></Inner>"#;
    assert_eq!(content::<PutXmlStructure>(&input), some("application/xml", body));
    let input = WithStructure::default();
    assert_eq!(content::<PutStructure>(&input), some("application/json", "{}"));
    assert_eq!(content::<PutXmlStructure>(&input), none());
}

#[test]
fn blobs_texts_and_documents_are_sent_as_they_are() {
    let data = Some(Bytes::from_static(b"a\n"));
    let input = WithBlob { kind: None, data: data.clone() };
    assert_eq!(content::<PutBlob>(&input), some("application/octet-stream", "a\n"));
    let input = WithBlob { kind: Some("text/csv".to_owned()), data: data.clone() };
    assert_eq!(content::<PutBlob>(&input), some("text/csv", "a\n"));
    assert_eq!(content::<PutPicture>(&WithPicture { data }), some("image/png", "a\n"));
    assert_eq!(content::<PutBlob>(&WithBlob::default()), none());
    let input = WithText { text: Some("hi".to_owned()) };
    assert_eq!(content::<PutText>(&input), some("text/plain", "hi"));
    let input = WithDocument { document: Some(Document::from("hi")) };
    assert_eq!(content::<PutDocument>(&input), some("application/json", "\"hi\""));
}

#[test]
fn a_stream_is_sent_once_and_bytes_any_number_of_times() {
    let stream = http_body::Body::size_hint(&Body::from("abc")).exact();
    assert_eq!(stream, Some(3));
    let input = WithStream { id: None, data: Body::wrap(Body::from("abc")) };
    let request = PutStream::request(&input).unwrap();
    assert_eq!(request.headers()["content-type"], "application/octet-stream");
    assert!(request.body().as_bytes().is_none());
    assert_eq!(http_body::Body::size_hint(request.body()).exact(), Some(3));
    let error = encode_error(&PutStream::request(&input).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::Sent, "Data"));
    let input = WithStream { id: None, data: Body::from("abc") };
    for _ in 0..2 {
        assert_eq!(content::<PutStream>(&input), some("application/octet-stream", "abc"));
    }
}

#[test]
fn queries_are_forms() {
    let form = "application/x-www-form-urlencoded";
    let input = Bodied { id: Some("a b".to_owned()), inner: Some(inner(7)), count: None };
    assert_eq!(
        content::<Ask>(&input),
        some(form, "Action=Ask&Version=2020-01-01&Id=a%20b&Inner.Value=7")
    );
    assert_eq!(
        content::<AskEc2>(&input),
        some(form, "Action=AskEc2&Version=2020-01-01&Id=a%20b&Inner.Value=7")
    );
    let request = Ask::request(&input).unwrap();
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/"));
}
