//! Errors of each protocol: how they are known, and what they hold.

use smithgen_runtime::{Operation, ServiceError};

use super::responses::response;
use super::shapes::{Ask, AskEc2, CopyObject, Error, ListObjects, Put, PutXml};

fn fail<O: Operation<Error = Error>>(status: u16, headers: &[(&str, &str)], body: &str) -> Error {
    O::response(&response(status, headers, body)).map(|_| ()).unwrap_err()
}

/// The top-level member, the message and the hint of the modelled error.
fn failed(error: &Error) -> (Option<&str>, Option<&str>, Option<&str>) {
    match error {
        Error::Failed(error) => {
            (error.top.as_deref(), error.message.as_deref(), error.hint.as_deref())
        }
        other => panic!("{other}"),
    }
}

#[test]
fn json_errors_are_known_by_header_or_body() {
    for (headers, body) in [
        (vec![("x-amzn-errortype", "Failed")], r#"{"message":"m","Top":"t"}"#),
        (vec![("x-amzn-errortype", "a.b#Failed:http://x/")], r#"{"message":"m","Top":"t"}"#),
        (vec![], r#"{"code":"a.b#Failed","Message":"m","Top":"t"}"#),
        (vec![], r#"{"__type":"Failed:http://x/","Message":"m","Top":"t"}"#),
    ] {
        let error = fail::<Put>(400, &headers, body);
        assert_eq!(failed(&error), (Some("t"), Some("m"), None), "{body}");
        assert_eq!(error.code(), Some("Failed"));
    }
    let error = fail::<Put>(400, &[("x-amzn-errortype", "Failed"), ("x-hint", "h")], "");
    assert_eq!(failed(&error), (None, None, Some("h")));
}

#[test]
fn xml_errors_are_wrapped_or_not() {
    let inner = "<Error><Type>Sender</Type><Code>Failed</Code><Message>m</Message>\
                 <Top>t</Top></Error>";
    let wrapped = format!("<ErrorResponse>{inner}<RequestId>r-1</RequestId></ErrorResponse>");
    for body in [wrapped.as_str(), inner] {
        let error = fail::<PutXml>(400, &[("x-hint", "h")], body);
        assert_eq!(failed(&error), (Some("t"), Some("m"), Some("h")));
    }
    assert_eq!(fail::<PutXml>(400, &[], &wrapped).request_id(), Some("r-1"));
}

#[test]
fn query_errors_are_known_by_either_of_their_codes() {
    for code in ["Failed", "Custom.Failed"] {
        let inner = format!("<Error><Code>{code}</Code><Message>m</Message><Top>t</Top></Error>");
        let aws = format!("<ErrorResponse>{inner}<RequestId>r</RequestId></ErrorResponse>");
        let ec2 = format!("<Response><Errors>{inner}</Errors><RequestID>r</RequestID></Response>");
        for error in [fail::<Ask>(400, &[], &aws), fail::<AskEc2>(400, &[], &ec2)] {
            assert_eq!(failed(&error), (Some("t"), Some("m"), None));
            assert_eq!((error.code(), error.request_id()), (Some(code), Some("r")));
        }
    }
}

/// See <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>.
#[test]
fn s3_may_fail_with_a_status_of_success() {
    let body = "  <Error><Code>Failed</Code><Message>m</Message></Error>";
    let error = fail::<CopyObject>(200, &[("x-amz-request-id", "r")], body);
    assert_eq!((error.code(), error.request_id()), (Some("Failed"), Some("r")));
    assert!(CopyObject::response(&response(200, &[], "<CopyObjectResult/>")).is_ok());
    assert!(ListObjects::response(&response(200, &[], body)).is_ok());
}

#[test]
fn an_error_of_s3_without_a_body_is_known_by_its_status() {
    assert!(matches!(fail::<ListObjects>(404, &[], ""), Error::NotFound(_)));
    assert_eq!(fail::<ListObjects>(412, &[], "").code(), Some("PreconditionFailed"));
    assert_eq!(fail::<PutXml>(404, &[], "").code(), None);
}

#[test]
fn a_page_of_a_proxy_is_an_error_with_its_status() {
    let page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    for error in [
        fail::<Put>(502, &[], page),
        fail::<PutXml>(502, &[], page),
        fail::<Ask>(502, &[], page),
        fail::<AskEc2>(502, &[], page),
    ] {
        assert_eq!((error.code(), error.status().map(|s| s.as_u16())), (None, Some(502)));
        assert!(error.is_retryable());
    }
}
