//! Responses: headers, the status, and bodies of each kind.

use http::{HeaderName, HeaderValue, StatusCode};
use smithgen_runtime::{
    Body, Bytes, DecodeErrorKind, Document, Operation, OtherError, OtherErrorKind, Response,
    ServiceError, Timestamp,
};

use super::shapes::{
    Ask, AskEc2, AskOther, Bodied, Code, Error, Head, HeadAll, Headed, Put, PutBlob, PutDocument,
    PutStream, PutStructure, PutText, PutXml, PutXmlStructure, Redirect,
};

pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        response.headers_mut().append(name, value);
    }
    response
}

pub(crate) fn read<O: Operation<Error = Error>>(
    headers: &[(&str, &str)],
    body: &str,
) -> Result<O::Output, Error> {
    O::response(&response(200, headers, body)).map(Response::into_output)
}

fn head(headers: &[(&str, &str)]) -> Headed {
    read::<Head>(headers, "").unwrap()
}

#[test]
fn headers_are_read_by_the_type_of_their_member() {
    let output = head(&[
        ("x-text", " spaced "),
        ("X-Flag", "true"),
        ("x-byte", "-128"),
        ("x-float", "-Infinity"),
        ("x-time", "Thu, 02 Jan 2025 03:04:05 GMT"),
        ("x-seconds", "1735787045.5"),
        ("x-json", "e30="),
    ]);
    assert_eq!(output.text.as_deref(), Some("spaced"));
    assert_eq!((output.flag, output.byte), (Some(true), Some(-128)));
    assert_eq!(output.float, Some(f32::NEG_INFINITY));
    assert_eq!(output.time, Some(Timestamp::from_seconds(1_735_787_045)));
    assert_eq!(output.seconds, Some(Timestamp::from_seconds_f64(1_735_787_045.5)));
    assert_eq!(output.json.as_deref(), Some("{}"));
    assert_eq!((output.strings.is_none(), output.numbers), (true, None));
}

#[test]
fn the_status_may_be_a_member() {
    let read = Code::response(&response(206, &[], "")).unwrap();
    assert_eq!(read.output.status, Some(206));
}

/// A status of the model is success, whatever it is elsewhere.
#[test]
fn the_model_may_expect_another_status() {
    let read = |status| Redirect::response(&response(status, &[("x-text", "t")], ""));
    assert_eq!(read(302).unwrap().output.text.as_deref(), Some("t"));
    assert!(read(200).is_ok());
    assert!(read(301).is_err());
    assert!(Head::response(&response(302, &[], "")).is_err());
}

#[test]
fn lists_are_split_at_commas_outside_of_quotes_and_dates() {
    let output = head(&[
        ("x-strings", r#"a, "b,c""#),
        ("x-strings", r#""\"d\"""#),
        ("x-numbers", "1,2 , 3"),
        ("x-times", "Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:01 GMT"),
    ]);
    assert_eq!(output.strings.unwrap(), ["a", "b,c", "\"d\""]);
    assert_eq!(output.numbers.unwrap(), [1, 2, 3]);
    assert_eq!(output.times.unwrap(), [0, 1].map(Timestamp::from_seconds));
    assert_eq!(head(&[("x-strings", "")]).strings, Some(Vec::new()));
}

/// Nothing is no value, and no error.
#[test]
fn a_body_may_say_nothing() {
    for body in ["", " \r\n", "null", "\u{feff}", "\u{feff} null\n"] {
        assert!(read::<PutStructure>(&[], body).unwrap().inner.is_none(), "{body:?}");
        let output = read::<Put>(&[("x-id", "i")], body).unwrap();
        assert_eq!((output.id.as_deref(), output.count), (Some("i"), None), "{body:?}");
        let document = read::<PutDocument>(&[], body).unwrap().document;
        assert_eq!(document, body.contains("null").then_some(Document::Null), "{body:?}");
    }
    assert!(read::<PutStructure>(&[], "\u{feff}{}").unwrap().inner.is_some());
    // To text, any characters are text; and white space is no document of XML, but the start of
    // one.
    assert_eq!(read::<PutText>(&[], " null").unwrap().text.as_deref(), Some(" null"));
    assert!(read::<PutXml>(&[], " ").is_err());
    assert!(read::<PutXmlStructure>(&[], " \n").is_err());
}

#[test]
fn prefixes_are_of_any_case_and_the_empty_one_is_of_all_headers() {
    let meta = head(&[("x-meta-a", "1"), ("X-META-b", "ü"), ("x-other", "3")]).meta.unwrap();
    let meta: Vec<_> = meta.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(meta, [("a", "1"), ("b", "ü")]);
    assert_eq!(head(&[]).meta.map(|meta| meta.len()), Some(0));
    let output = read::<HeadAll>(&[("hello", "1"), ("x", "2")], "").unwrap();
    let all = output.all.unwrap();
    assert_eq!((output.named.as_deref(), all.len()), (Some("1"), 2));
    assert_eq!((all["hello"].as_str(), all["x"].as_str()), ("1", "2"));
}

#[test]
fn a_body_fills_the_members_without_a_binding_alone() {
    let check = |output: &Bodied| {
        assert_eq!(output.id.as_deref(), Some("head"));
        assert_eq!(output.inner.as_ref().and_then(|inner| inner.value), Some(7));
    };
    let headers = [("x-id", "head")];
    check(&read::<Put>(&headers, r#"{"Id":"body","Inner":{"v":7}}"#).unwrap());
    let xml = "<R><Id>body</Id><Inner><Value>7</Value></Inner></R>";
    check(&read::<PutXml>(&headers, xml).unwrap());
    assert!(read::<Put>(&[], "").unwrap().inner.is_none());
    assert!(read::<PutXml>(&[], "").unwrap().inner.is_none());
}

#[test]
fn payloads_are_read_by_their_kind() {
    let json = read::<PutStructure>(&[("x-id", "1")], r#"{"v":7}"#).unwrap();
    let xml = read::<PutXmlStructure>(&[("x-id", "1")], "<Any><Value>7</Value></Any>").unwrap();
    for output in [json, xml] {
        assert_eq!(output.id.as_deref(), Some("1"));
        assert_eq!(output.inner.and_then(|inner| inner.value), Some(7));
    }
    assert_eq!(read::<PutBlob>(&[], "a\n").unwrap().data, Some(Bytes::from_static(b"a\n")));
    assert_eq!(read::<PutBlob>(&[], "").unwrap().data, None);
    assert_eq!(read::<PutText>(&[], "hi").unwrap().text.as_deref(), Some("hi"));
    let document = read::<PutDocument>(&[], r#"{"a":1}"#).unwrap().document.unwrap();
    assert_eq!(document.get("a").and_then(Document::as_u64), Some(1));
}

#[test]
fn a_stream_is_handed_on() {
    let mut streamed = http::Response::new(Body::wrap(Body::from("abc")));
    streamed.headers_mut().insert("x-id", HeaderValue::from_static("1"));
    let read = PutStream::streaming_response(streamed).unwrap();
    assert_eq!(read.output.id.as_deref(), Some("1"));
    assert!(read.output.data.as_bytes().is_none());
    let buffered = PutStream::response(&response(200, &[], "abc")).unwrap();
    assert_eq!(buffered.output.data.as_bytes(), Some(&Bytes::from_static(b"abc")));
}

/// Where the output has no member for it, a stream cannot be dropped: what it holds may be all of the output.
#[test]
fn a_stream_without_a_member_for_it_is_an_error() {
    fn is_refused<O: Operation<Error = Error>>() {
        let stream = || http::Response::new(Body::wrap(Body::from("{}")));
        let mut answer = stream();
        answer.headers_mut().insert("x-amzn-requestid", HeaderValue::from_static("r"));
        let error = O::streaming_response(answer).err().unwrap();
        assert_eq!((error.request_id(), error.status()), (Some("r"), Some(StatusCode::OK)));
        let Some(OtherErrorKind::Decode { error, .. }) = error.other().map(OtherError::kind) else {
            panic!("{error}")
        };
        assert_eq!(error.kind(), DecodeErrorKind::Stream);
        // An empty one holds nothing.
        assert!(O::streaming_response(stream().map(|_| Body::wrap(Body::empty()))).is_ok());
        // An error is known by its headers.
        let mut failed = stream();
        *failed.status_mut() = StatusCode::BAD_REQUEST;
        failed.headers_mut().insert("x-amzn-errortype", HeaderValue::from_static("Failed"));
        assert_eq!(O::streaming_response(failed).err().unwrap().code(), Some("Failed"));
    }
    is_refused::<Put>();
    is_refused::<PutStructure>();
    is_refused::<PutBlob>();
}

#[test]
fn queries_are_answered_in_xml() {
    let body = "<AskResponse><AskResult><Count>1</Count></AskResult>\
                <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AskResponse>";
    let read = Ask::response(&response(200, &[], body)).unwrap();
    assert_eq!((read.output.count, read.request_id.as_deref()), (Some(1), Some("r-1")));
    let odd = body.replace("AskResult", "OddResult");
    assert_eq!(AskOther::response(&response(200, &[], &odd)).unwrap().output.count, Some(1));
    let body = "<AskEc2Response><requestId>r-2</requestId><Count>1</Count></AskEc2Response>";
    let read = AskEc2::response(&response(200, &[], body)).unwrap();
    assert_eq!((read.output.count, read.request_id.as_deref()), (Some(1), Some("r-2")));
}

/// The id is an element of the answer, and not whatever looks like one.
#[test]
fn the_id_of_a_query_is_read_and_not_searched_for() {
    let result = "<AskResult><RequestId>of the output</RequestId><Count>1</Count></AskResult>";
    for (id, expected) in [
        ("<RequestId xmlns=\"urn:x\">r</RequestId>", Some("r")),
        ("<x:RequestId>\n r&amp;<![CDATA[s]]> </x:RequestId>", Some("r&s")),
        ("<RequestId><a/></RequestId><RequestId>r</RequestId>", Some("r")),
        ("<RequestId>r</RequestId><!-- <RequestId>no</RequestId> -->", Some("r")),
        ("<Other><RequestId>no</RequestId></Other>", None),
    ] {
        let metadata = format!("<ResponseMetadata>{id}</ResponseMetadata>");
        for body in [
            format!("<AskResponse>{result}{metadata}</AskResponse>"),
            format!("<AskResponse>{metadata}{result}</AskResponse>"),
            format!("<AskResponse>{result}{id}</AskResponse>"),
        ] {
            let read = Ask::response(&response(200, &[], &body)).unwrap();
            assert_eq!(read.request_id.as_deref(), expected, "{body}");
        }
    }
}
