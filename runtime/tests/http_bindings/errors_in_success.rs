//! Errors whose status says success.

use http::StatusCode;
use smithgen_runtime::{Limits, Operation, OtherError, OtherErrorKind, Retry, ServiceError};

use super::errors::fail;
use super::responses::{read, response};
use super::shapes::{
    Ask, AskEc2, AskEc2Nothing, AskNothing, CopyObject, DeleteObject, Error, GetConfiguration,
    GetError, GetErrorPayload, GetFunction, GetLocation, GetObject, GetPolicy, ListObjects,
    PutTagging, PutXml, PutXmlNothing, PutXmlStructure, RedirectXml,
};

/// A body of S3's, as its reference has it: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
const SLOW_DOWN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message>\
    <RequestId>r</RequestId></Error>";

/// Reads a response with status 200.
type Read = fn(&str) -> Result<(), Error>;

fn is_read<O: Operation<Error = Error>>(body: &str) -> Result<(), Error> {
    read::<O>(&[], body).map(|_| ())
}

/// Operations whose output is in a body of XML, or in none.
const REST: [Read; 9] = [
    is_read::<CopyObject>,
    is_read::<ListObjects>,
    is_read::<DeleteObject>,
    is_read::<PutTagging>,
    is_read::<GetConfiguration>,
    is_read::<GetLocation>,
    is_read::<PutXml>,
    is_read::<PutXmlNothing>,
    is_read::<PutXmlStructure>,
];

const QUERIES: [Read; 4] =
    [is_read::<Ask>, is_read::<AskEc2>, is_read::<AskNothing>, is_read::<AskEc2Nothing>];

#[track_caller]
fn assert_slow_down(read: Read, body: &str) {
    let error = read(body).expect_err(body);
    assert_eq!((error.code(), error.request_id()), (Some("SlowDown"), Some("r")), "{body}");
    assert_eq!(error.message(), Some("Reduce your request rate."));
    assert_eq!((error.status(), error.retry()), (Some(StatusCode::OK), Retry::Throttling));
}

#[test]
fn an_error_in_xml_is_no_success() {
    for read in REST {
        assert_slow_down(read, SLOW_DOWN);
        assert_slow_down(read, &format!("\u{feff}<!-- a -->{SLOW_DOWN}"));
        assert_slow_down(read, &SLOW_DOWN.replace("<Error>", "<Error xmlns='https://s3/'>"));
        let prefixed = SLOW_DOWN.replace("<Error", "<e:Error").replace("</Error", "</e:Error");
        assert_slow_down(read, &prefixed);
        // The opening of a comment is not its end.
        for comment in ["<!--><X/>-->", "<!--->-->", "<!---->"] {
            let (_, error) = SLOW_DOWN.split_once('\n').unwrap();
            assert_slow_down(read, &format!("{comment}{error}"));
        }
    }
    // S3 sends white space while it works.
    let (_, late) = SLOW_DOWN.split_once('\n').unwrap();
    assert_slow_down(is_read::<CopyObject>, &format!("{}{late}", " ".repeat(100_000)));
}

#[test]
fn an_error_response_is_no_success() {
    let (_, error) = SLOW_DOWN.split_once('\n').unwrap();
    let wrapped = format!("<ErrorResponse>{error}</ErrorResponse>");
    for read in REST.into_iter().chain(QUERIES) {
        assert_slow_down(read, &wrapped);
    }
    let listed = format!("<Response><Errors>{error}</Errors><RequestID>r</RequestID></Response>");
    for read in QUERIES {
        assert_slow_down(read, &listed);
        assert_slow_down(read, error);
    }
}

/// The query protocols put one error within the root, or a list of them.
#[test]
fn an_error_within_a_response_is_no_success() {
    let (_, error) = SLOW_DOWN.split_once('\n').unwrap();
    for read in QUERIES {
        assert_slow_down(read, &format!("<Response>{error}</Response>"));
    }
}

/// What breaks off before the root is known may have been an error.
/// What a proxy or another service may have put there.
#[test]
fn a_foreign_document_is_no_success() {
    let fault =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>";
    for body in [fault, "<Fault/>", "<Errors/>", "<error><code>x</code></error>"] {
        for read in REST.into_iter().chain(QUERIES) {
            assert!(read(body).is_err(), "{body}");
        }
    }
    for body in ["<Foo/>", "<body>x</body>", "<busy>try later</busy>", "<AskResult/>"] {
        for read in QUERIES {
            assert!(read(body).is_err(), "{body}");
        }
    }
}

#[test]
fn a_response_that_breaks_off_is_no_success() {
    for read in REST {
        for end in 1..SLOW_DOWN.len() {
            let error = read(&SLOW_DOWN[..end]).expect_err(&SLOW_DOWN[..end]);
            assert!(error.is_retryable(), "{}", &SLOW_DOWN[..end]);
        }
    }
    let listed = "<Response><RequestID>r</RequestID><Errors><Error>";
    for read in QUERIES {
        for end in 1..listed.len() {
            assert!(read(&listed[..end]).is_err(), "{}", &listed[..end]);
        }
    }
}

#[test]
fn successes_are_read() {
    for read in REST {
        assert!(read("").is_ok());
    }
    for (read, body) in [
        (is_read::<CopyObject> as Read, "<CopyObjectResult><Count>1</Count></CopyObjectResult>"),
        (is_read::<CopyObject>, "<Bodied><Error>no</Error></Bodied>"),
        (is_read::<DeleteObject>, "\n"),
        (is_read::<DeleteObject>, "<!--><Error/>--><DeleteObjectResult/>"),
        (is_read::<AskEc2Nothing>, "\n"),
        (is_read::<GetLocation>, "<LocationConstraint>eu</LocationConstraint>"),
        (is_read::<Ask>, "<AskResponse><AskResult/><Errors/></AskResponse>"),
        (is_read::<AskNothing>, "<AskNothingResponse/>"),
        (is_read::<AskEc2>, "<AskEc2Response><Errors><Error/></Errors></AskEc2Response>"),
        (is_read::<AskEc2>, "<Response><requestId>r</requestId></Response>"),
        (is_read::<AskEc2Nothing>, "<AskEc2NothingResponse/>"),
    ] {
        read(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    }
}

/// Nothing is expected in these bodies, and what is there may come from anyone, or be an error in another encoding.
#[test]
fn a_body_that_cannot_be_told_is_no_success() {
    let utf_16: String = SLOW_DOWN.chars().flat_map(|c| [c, '\0']).collect();
    for read in [
        is_read::<DeleteObject> as Read,
        is_read::<PutTagging>,
        is_read::<PutXmlNothing>,
        is_read::<AskNothing>,
        is_read::<AskEc2Nothing>,
    ] {
        for body in [
            "{}",
            "fine",
            "<!DOCTYPE html><html></html>",
            "<html><body>Log in, please</body></html>",
            "<!DOCTYPE r [<!ENTITY e 'x'>]><r/>",
            "<?xml version='1.0' encoding='UTF-7'?><AskNothingResponse/>",
            "<1Response/>",
            &utf_16,
        ] {
            let error = read(body).expect_err(body);
            let is_decode =
                matches!(error.other().map(OtherError::kind), Some(OtherErrorKind::Decode { .. }));
            assert!(is_decode, "{body}: {error:?}");
        }
    }
    let not_utf_8 = response(200, &[], "").map(|_| &b"\xfe\xff\0<\0E"[..]);
    assert!(DeleteObject::response(&not_utf_8).is_err());
    assert!(AskNothing::response(&not_utf_8).is_err());
}

/// Whether a long answer lists errors is looked for within the caller's limits, and not within the default ones.
#[test]
fn a_long_answer_within_the_limits_is_read() {
    let filler = "x".repeat(Limits::DEFAULT.bytes);
    let body = format!("<Response><!--{filler}--><Count>1</Count></Response>");
    let limits = Limits::DEFAULT.with_bytes(body.len());
    let read = AskEc2::response_with(&http::Response::new(body), &limits).unwrap();
    assert_eq!(read.output.count, Some(1));
}

/// An object may be an error that someone has put there.
#[test]
fn a_body_that_is_no_output_in_xml_is_not_looked_at() {
    let text = read::<GetPolicy>(&[], SLOW_DOWN).unwrap().text;
    assert_eq!(text.as_deref(), Some(SLOW_DOWN));
    assert_eq!(read::<GetFunction>(&[], SLOW_DOWN).unwrap().data.unwrap(), SLOW_DOWN);
    let object = read::<GetObject>(&[], SLOW_DOWN).unwrap().data;
    assert_eq!(object.into_bytes().unwrap(), SLOW_DOWN);
}

#[test]
fn an_output_may_be_called_as_an_error_is() {
    let body = "<Error><Count>1</Count></Error>";
    assert_eq!(read::<GetError>(&[], body).unwrap().count, Some(1));
    let payload = read::<GetErrorPayload>(&[], body).unwrap();
    assert_eq!(payload.error.unwrap().count, Some(1));
    assert!(read::<GetError>(&[], "<ErrorResponse><Error/></ErrorResponse>").is_err());
}

/// The model knows which status the error would have had.
#[test]
fn a_modelled_error_is_tried_again_by_its_own_status() {
    for (code, retry) in [("NotFound", Retry::No), ("Broken", Retry::Transient)] {
        let rest = format!("<Error><Code>{code}</Code></Error>");
        let query = format!("<ErrorResponse>{rest}</ErrorResponse>");
        let ec2 = format!("<Response><Errors>{rest}</Errors></Response>");
        for error in [
            fail::<DeleteObject>(200, &[], &rest),
            fail::<PutXml>(200, &[], &query),
            fail::<Ask>(200, &[], &query),
            fail::<AskEc2>(200, &[], &ec2),
        ] {
            assert_eq!((error.code(), error.retry()), (Some(code), retry));
            assert_eq!(error.status(), Some(StatusCode::OK));
            assert!(!matches!(error, Error::Other(_)), "{error}");
        }
    }
}

/// botocore takes each error in a 200 of S3's for a 500. A query says whose fault it is.
#[test]
fn an_error_that_the_model_lacks_is_tried_again_by_its_fault() {
    let odd = |fault: &str| format!("<Error>{fault}<Code>Odd</Code></Error>");
    let wrapped = |fault| format!("<ErrorResponse>{}</ErrorResponse>", odd(fault));
    let (sender, receiver) = ("<Type>Sender</Type>", "<Type>Receiver</Type>");
    for (error, retry) in [
        (fail::<ListObjects>(200, &[], &odd("")), Retry::Transient),
        (fail::<DeleteObject>(200, &[], "<Error/>"), Retry::Transient),
        (fail::<PutXml>(200, &[], &wrapped(receiver)), Retry::Transient),
        (fail::<PutXml>(200, &[], &wrapped(sender)), Retry::No),
        (fail::<Ask>(200, &[], &wrapped(receiver)), Retry::Transient),
        (fail::<Ask>(200, &[], &wrapped(sender)), Retry::No),
        (fail::<Ask>(200, &[], &wrapped("")), Retry::No),
        // A status of an error is believed.
        (fail::<ListObjects>(403, &[], &odd("")), Retry::No),
        (fail::<Ask>(400, &[], &wrapped(receiver)), Retry::No),
        (fail::<Ask>(503, &[], &wrapped(sender)), Retry::Transient),
        (fail::<ListObjects>(301, &[], &odd("")), Retry::No),
    ] {
        assert_eq!(error.retry(), retry, "{error}");
        let Error::Other(other) = error else { panic!("{error}") };
        assert!(matches!(other.kind(), OtherErrorKind::Unmodeled(_)), "{other}");
    }
}

#[test]
fn the_models_status_of_success_may_come_with_an_error() {
    assert!(RedirectXml::response(&response(302, &[], "")).is_ok());
    assert!(RedirectXml::response(&response(302, &[], SLOW_DOWN)).is_err());
    assert!(DeleteObject::response(&response(204, &[], SLOW_DOWN)).is_err());
}
