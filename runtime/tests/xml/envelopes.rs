//! What the protocols put around members.

use smithgen_runtime::codec::xml::{self, Envelope, ErrorBody, Options, Start};
use smithgen_runtime::protocol::Fault;
use smithgen_runtime::v1::Shape;
use smithgen_runtime::{DecodeError, DecodeErrorKind as Kind, Limits};

use super::shapes::{Node, Scalars};

fn read(document: &str, envelope: Envelope<'_>) -> Result<Scalars, DecodeError> {
    let mut value = Scalars::default();
    xml::read(
        document.as_bytes(),
        &Limits::DEFAULT,
        Options::DEFAULT,
        envelope,
        Scalars::SCHEMA,
        &mut value,
    )?;
    Ok(value)
}

#[track_caller]
fn assert_text(document: &str, envelope: Envelope<'_>, expected: Option<&str>) {
    let value = read(document, envelope).unwrap_or_else(|error| panic!("{document}: {error}"));
    assert_eq!(value.text.as_deref(), expected, "{document}");
}

fn error_body(code: Option<&str>, message: Option<&str>, request_id: Option<&str>) -> ErrorBody {
    let mut body = ErrorBody::default();
    body.code = code.map(String::from);
    body.message = message.map(String::from);
    body.request_id = request_id.map(String::from);
    body
}

#[track_caller]
fn assert_found(document: &str, expected: &ErrorBody) {
    assert_eq!(xml::find_error(document.as_bytes(), &Limits::DEFAULT), *expected, "{document}");
}

#[test]
fn results_are_named_after_their_operations() {
    let envelope = Envelope::Result("XmlTest");
    let metadata = "<ResponseMetadata><RequestId>id</RequestId><text>no</text></ResponseMetadata>";
    for (result, expected) in [
        ("<XmlTestResult><text>yes</text></XmlTestResult>", Some("yes")),
        ("<XmlTestResult/>", None),
        ("<OtherResult><text>no</text></OtherResult>", None),
        ("<XmlTest><text>no</text></XmlTest>", None),
        ("", None),
    ] {
        for content in [format!("{result}{metadata}"), format!("{metadata}\n{result}")] {
            let document = format!(
                r#"<XmlTestResponse xmlns="https://example.com/">{content}</XmlTestResponse>"#
            );
            assert_text(&document, envelope, expected);
        }
    }
}

#[test]
fn the_root_may_be_the_one_member() {
    let text = r#"<?xml version="1.0"?><text xmlns="u">us-west-2</text>"#;
    assert_text(text, Envelope::Member, Some("us-west-2"));
    assert_text("<text/>", Envelope::Member, Some(""));
    assert_text("<Other><text>no</text></Other>", Envelope::Member, None);
    let error = read("<integer>x</integer>", Envelope::Member).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (Kind::Form("an integer"), "integer"));
    assert_eq!(read("<text/>x", Envelope::Member).unwrap_err().kind(), Kind::TrailingData);
}

#[test]
fn errors_tell_who_is_to_blame() {
    for (text, fault) in [
        ("<Type>Sender</Type>", Some(Fault::Sender)),
        ("<Type> Receiver\n</Type>", Some(Fault::Receiver)),
        ("<Type>Receiver</Type><Type>Sender</Type>", Some(Fault::Receiver)),
        ("<Type>OperationAborted</Type>", None),
        ("<Type/>", None),
        ("", None),
    ] {
        for document in [
            format!("<ErrorResponse><Error>{text}</Error></ErrorResponse>"),
            format!("<Error>{text}</Error>"),
        ] {
            let found = xml::find_error(document.as_bytes(), &Limits::DEFAULT);
            assert_eq!(found.fault, fault, "{document}");
        }
    }
}

const ERROR: &str = "<Type>Sender</Type><Code>Busy</Code><Message> Wait. </Message><text>t</text>";

#[test]
fn errors_are_found_where_protocols_put_them() {
    let mut found = error_body(Some("Busy"), Some("Wait."), Some("foo-id"));
    found.fault = Some(Fault::Sender);
    for document in [
        format!(
            "<ErrorResponse><Error>{ERROR}</Error><RequestId>foo-id</RequestId></ErrorResponse>"
        ),
        format!(
            "<ErrorResponse><RequestId>foo-id</RequestId><Error>{ERROR}</Error></ErrorResponse>"
        ),
        format!("<Error>{ERROR}<RequestId>foo-id</RequestId><HostId>h</HostId></Error>"),
        format!("<x:Error xmlns:x='u'>{ERROR}<RequestId>foo-id</RequestId></x:Error>"),
        format!(
            "<Response><Errors><Error>{ERROR}</Error><Error><Code>No</Code><text>no</text></Error>\
             </Errors><RequestID>foo-id</RequestID></Response>"
        ),
    ] {
        assert_found(&document, &found);
        assert_text(&document, Envelope::Error, Some("t"));
    }
}

/// The code of one error and the message of another would show what only the other hides.
#[test]
fn no_message_is_that_of_another_error() {
    let (plain, hidden) = (
        "<Error><Code>Plain</Code></Error>",
        "<Error><Code>Hidden</Code><Message>m</Message></Error>",
    );
    for (document, code, message) in [
        (format!("<ErrorResponse>{plain}{hidden}</ErrorResponse>"), "Plain", None),
        (format!("<Errors>{plain}{hidden}</Errors>"), "Plain", None),
        (format!("<Response><Errors>{plain}{hidden}</Errors></Response>"), "Plain", None),
        (format!("<ErrorResponse>{plain}<Message>m</Message></ErrorResponse>"), "Plain", None),
        (format!("<ErrorResponse><Code>Plain</Code>{hidden}</ErrorResponse>"), "Hidden", Some("m")),
    ] {
        let found = xml::find_error(document.as_bytes(), &Limits::DEFAULT);
        assert_eq!(
            (found.code.as_deref(), found.message.as_deref()),
            (Some(code), message),
            "{document}"
        );
    }
}

#[test]
fn errors_without_an_error_are_the_root() {
    let document = "<InvalidBatch><Messages><Message>no</Message></Messages>\
                    <text>t</text><RequestId>id</RequestId></InvalidBatch>";
    assert_found(document, &error_body(Some("InvalidBatch"), None, Some("id")));
    assert_text(document, Envelope::Error, Some("t"));
    // Not every document is an error of a service.
    assert_found("<status>down</status>", &error_body(None, None, None));
    assert_text("<ErrorResponse><Errors/></ErrorResponse>", Envelope::Error, None);
}

#[test]
fn an_error_that_breaks_off_says_what_it_said() {
    let start = "<ErrorResponse><Error><Code>Busy</Code><Message>Wai";
    assert_found(start, &error_body(Some("Busy"), None, None));
    let error = read(start, Envelope::Error).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::Truncated, Some(start.len())));
    for nothing in ["", " ", "{\"__type\":\"Busy\"}", "Bad Gateway", "<html><Code>x</Code></html>"]
    {
        assert_found(nothing, &ErrorBody::default());
    }
}

#[test]
fn an_error_may_lack_all() {
    assert_found("<ErrorResponse><Error/></ErrorResponse>", &ErrorBody::default());
    assert_found("<Error><Code/></Error>", &error_body(Some(""), None, None));
}

#[test]
fn a_path_leads_into_an_error() {
    let document =
        "<ErrorResponse><Error><Code>c</Code><integer>x</integer></Error></ErrorResponse>";
    let error = read(document, Envelope::Error).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (Kind::Form("an integer"), "integer"));
}

#[test]
fn roots_have_names() {
    for (document, name) in [
        ("<?xml version='1.0'?>\n<a:Error>", "Error"),
        ("<Result/>", "Result"),
        ("<Error xmlns='https://example.com/'", "Error"),
        ("\u{feff}<!-- <a> --><?p <b>?> \r\n\t<Error>", "Error"),
        ("<!----><é.-_1>", "é.-_1"),
        // What comes after the name is of no concern.
        ("<a\0&", "a"),
    ] {
        assert_eq!(xml::start(document.as_bytes()), Start::Root(name), "{document}");
    }
    assert_eq!(xml::start(b"<Error>\xff"), Start::Root("Error"));
    for nothing in ["", " \n", "Error", "{}", "<!DOCTYPE a><a/>", "<![CDATA[a]]>", "<>", "< a>"] {
        assert_eq!(xml::start(nothing.as_bytes()), Start::Other, "{nothing}");
    }
    for nothing in [&b"<\xff>"[..], b"<a:>", b"\xff\xfe<\0E\0"] {
        assert_eq!(xml::start(nothing), Start::Other);
    }
}

/// Cut at any byte, a document is known by the byte after the root's name, and not before.
#[test]
fn a_document_that_breaks_off_before_its_root_is_known_for_it() {
    let head = "<?xml version='1.0'?><!-- a --><x:Error";
    for end in 1..=head.len() {
        assert_eq!(xml::start(&head.as_bytes()[..end]), Start::Cut, "{end}");
    }
    assert_eq!(xml::start(format!("{head} ").as_bytes()), Start::Root("Error"));
}

#[test]
fn lists_of_errors_are_found_in_the_root_alone() {
    let lists = |document: &str| xml::lists_errors(document.as_bytes(), &Limits::DEFAULT);
    assert!(lists("<Response><RequestID>r</RequestID><Errors><Error/></Errors></Response>"));
    assert!(lists("<a:Response><a:Errors/></a:Response>"));
    assert!(!lists("<Response><a><Errors/></a></Response>"));
    assert!(!lists("<Response/>"));
    // What cannot be read is not taken for a success.
    assert!(lists("<Response><RequestID>r</Req"));
}

/// Deep nesting in an error is no reason to go deep.
#[test]
fn looking_for_an_error_is_limited() {
    for element in ["Error", "Errors", "x"] {
        let document = format!("<Code>a</Code>{}", format!("<{element}>").repeat(100_000));
        let document = format!("<Error>{document}");
        assert_found(&document, &error_body(Some("a"), None, None));
        assert_eq!(read(&document, Envelope::Error).unwrap_err().kind(), Kind::TooDeep);
        let document = format!("<ErrorResponse>{document}");
        assert_eq!(read(&document, Envelope::Error).unwrap_err().kind(), Kind::TooDeep);
    }
    let limits = Limits::DEFAULT.with_bytes(5);
    assert_eq!(xml::find_error(b"<Error/>", &limits), ErrorBody::default());
    let mut node = Node::default();
    let read =
        xml::read(b"<Error/>", &limits, Options::DEFAULT, Envelope::Error, Node::SCHEMA, &mut node);
    assert_eq!(read.unwrap_err().kind(), Kind::TooLong);
}
