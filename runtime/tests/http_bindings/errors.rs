//! Errors of each protocol: how they are known, and what they hold.

use std::error::Error as _;

use smithgen_runtime::{DecodeError, DecodeErrorKind, Operation, Retry, ServiceError};

use super::responses::response;
use super::shapes::{Ask, AskEc2, Error, Failed, ListObjects, Put, PutXml};

pub(crate) fn fail<O: Operation<Error = Error>>(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Error {
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

/// A client must accept the code in any of three places; the error may have members that are called so.
#[test]
fn any_place_of_a_code_may_name_the_error() {
    let named = [("x-amzn-errortype", "Failed")];
    let garbage = [("x-amzn-errortype", "%&!")];
    for (headers, body) in [
        (&[][..], r#"{"__type":"Failed","code":"E42"}"#),
        (&[], r#"{"__type":"E42","code":"Failed"}"#),
        (&[], r#"{"__type":"a.b#Failed:http://x/","code":42}"#),
        (&[], r#"{"__type":null,"code":"a.b#Failed"}"#),
        (&[], r#"{"__type":"","code":"Failed"}"#),
        (&[], r#"{"__type":{"code":1},"code":"Failed:http://x/#y"}"#),
        (&named, r#"{"__type":"Denied","code":"E42"}"#),
        (&named, r#"{"__type":"NotFound","code":"Broken"}"#),
        (&named, "<html>"),
        (&[], r#"{"Message":1e999,"message":{},"code":"Failed"}"#),
        (&[], r#"{"__type":1e999,"code":"Failed"}"#),
        (&garbage, r#"{"__type":"Failed"}"#),
        (&[("x-amzn-errortype", "")], r#"{"code":"Failed"}"#),
        (&[("x-amzn-errortype", ":http://x/")], r#"{"code":"Failed"}"#),
        (&[("x-amzn-errortype", "\u{e9}")], r#"{"code":"Failed"}"#),
        (&[("x-amzn-errortype", "\u{e9},Failed")], "{}"),
        (&[("x-amzn-errortype", "Odd,a.b#Failed:http://x/")], "{}"),
        (&[("x-amzn-errortype", "Odd"), ("x-amzn-errortype", "Failed")], "{}"),
    ] {
        let error = fail::<Put>(400, headers, body);
        assert!(matches!(error, Error::Failed(_)), "{headers:?} {body}: {error:?}");
        assert_eq!(error.code(), Some("Failed"), "{headers:?} {body}");
    }
}

/// Where no code names an error, the one whose place is for nothing else is told.
#[test]
fn a_code_that_names_no_error_is_told() {
    for (headers, body, code) in [
        (&[("x-amzn-errortype", "Odd")][..], r#"{"__type":"Denied","code":"E42"}"#, Some("Odd")),
        (&[("x-amzn-errortype", "")], r#"{"__type":"Denied","code":"E42"}"#, Some("Denied")),
        (&[], r#"{"code":"E42","__type":"a#Denied"}"#, Some("Denied")),
        (&[], r#"{"code":"E42"}"#, Some("E42")),
        (&[], r#"{"code":42}"#, None),
        (&[], r#"{"__type":"","code":" "}"#, None),
        (&[], "", None),
    ] {
        let error = fail::<Put>(400, headers, body);
        assert!(matches!(error, Error::Other(_)), "{headers:?} {body}: {error:?}");
        assert_eq!(error.code(), code, "{headers:?} {body}");
    }
}

/// One malformed member takes no other away, and neither the error's variant.
#[test]
fn an_error_of_which_a_member_is_malformed_is_still_known() {
    let json = r#"{"code":"Failed","Message":"m","Count":"x","Top":[],"Last":"l"}"#;
    let xml = "<Error><Code>Failed</Code><Message>m</Message><Count>x</Count>\
               <Top><a/></Top><Last>l</Last></Error>";
    let query = format!("<ErrorResponse>{xml}</ErrorResponse>");
    for (error, has_headers) in [
        (fail::<Put>(503, &[("x-wait", "soon"), ("x-hint", "h")], json), true),
        (fail::<PutXml>(503, &[("x-wait", "soon"), ("x-hint", "h")], xml), true),
        (fail::<Ask>(503, &[], &query), false),
        (fail::<AskEc2>(503, &[], &query), false),
    ] {
        assert_eq!((error.code(), error.message()), (Some("Failed"), Some("m")));
        assert_eq!(error.retry(), Retry::Transient);
        let unread = &error.metadata().unwrap().unread;
        let paths: Vec<_> = unread.iter().map(DecodeError::path).collect();
        assert_eq!(paths, ["Wait", "Count", "Top"][usize::from(!has_headers)..]);
        assert!(error.source().unwrap().is::<DecodeError>());
        let Error::Failed(error) = error else { panic!("{error}") };
        let Failed { message, hint, top, wait, count, last, .. } = error.into_inner();
        assert_eq!(message.as_deref(), Some("m"));
        assert_eq!(hint.as_deref(), has_headers.then_some("h"));
        assert_eq!((top, wait, count), (None, None, None));
        assert_eq!(last.as_deref(), Some("l"));
    }
}

/// Each malformed member takes a pass over the body, so that there are a few passes and no more.
#[test]
fn an_error_with_many_malformed_members_is_read_a_few_times() {
    let members: Vec<_> = (0..12).map(|at| format!(r#""c{at}":[]"#)).collect();
    let body = format!(r#"{{"code":"Many","message":"m",{}}}"#, members.join(","));
    let error = fail::<Put>(503, &[], &body);
    assert_eq!((error.code(), error.message()), (Some("Many"), Some("m")));
    let metadata = error.metadata().unwrap();
    assert_eq!((metadata.retry, metadata.unread.len()), (Retry::Transient, 8));
    let Error::Many(error) = error else { panic!("{error}") };
    assert_eq!(error.message.as_deref(), Some("m"));
}

/// A body that breaks off says what it said until then.
#[test]
fn an_error_that_breaks_off_is_still_known() {
    let json = r#"{"code":"Failed","Message":"m","Top":"t","Last":"la"#;
    let xml = "<Error><Code>Failed</Code><Message>m</Message><Top>t</Top><Last>la";
    for error in [fail::<Put>(500, &[], json), fail::<PutXml>(500, &[], xml)] {
        assert_eq!((error.code(), error.is_retryable()), (Some("Failed"), true));
        let [malformed] = &error.metadata().unwrap().unread[..] else { panic!("{error:?}") };
        assert_eq!(malformed.kind(), DecodeErrorKind::Truncated);
        let Error::Failed(error) = error else { panic!("{error}") };
        assert_eq!((error.message.as_deref(), error.top.as_deref()), (Some("m"), Some("t")));
        assert_eq!(error.last, None);
    }
}

#[test]
fn an_error_that_can_be_read_has_nothing_malformed() {
    let error = fail::<Put>(400, &[], r#"{"code":"Failed","Top":"t"}"#);
    assert_eq!(error.metadata().unwrap().unread, []);
    assert!(error.source().is_none());
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

/// An error may have a member whose name is that of what all have in common.
#[test]
fn a_code_is_found_beside_what_is_malformed() {
    for before in
        ["<Message>a<b/></Message>", "<Type><Type/></Type>", "<RequestId><a/></RequestId>"]
    {
        let inner = format!("<Error>{before}<Code>Failed</Code><Top>t</Top></Error>");
        let wrapped = format!("<ErrorResponse>{inner}</ErrorResponse>");
        for error in [fail::<PutXml>(400, &[], &inner), fail::<Ask>(400, &[], &wrapped)] {
            assert_eq!(failed(&error), (Some("t"), None, None), "{before}");
        }
    }
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
