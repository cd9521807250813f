//! Malformed and hostile documents to errors that say where.

use smithgen_runtime::codec::xml::{self, Envelope, Options};
use smithgen_runtime::v1::{MembersMut, Shape};
use smithgen_runtime::{DecodeErrorKind as Kind, Limits};

use super::read::try_read;
use super::shapes::{COLLECTIONS_XML, Collections, Node, SCALARS_XML, SPACES_XML, Scalars, Spaces};

#[track_caller]
fn fails_as<T: Shape + MembersMut + Default>(document: impl AsRef<[u8]>, kind: Kind, path: &str) {
    let document = document.as_ref();
    let shown = document.escape_ascii();
    let Err(error) = try_read::<T>(document, &Limits::DEFAULT) else { panic!("{shown} is read") };
    assert_eq!((error.kind(), error.path().as_str()), (kind, path), "{shown}: {error}");
}

#[track_caller]
fn fails(document: impl AsRef<[u8]>, kind: Kind, path: &str) {
    fails_as::<Scalars>(document, kind, path);
}

/// The content of a root with lists, maps and a union fails.
#[track_caller]
fn collections_fail(content: &str, kind: Kind, path: &str) {
    fails_as::<Collections>(format!("<C>{content}</C>"), kind, path);
}

const AN_ELEMENT: Kind = Kind::Type { expected: "text", found: "an element" };
const HTML: Kind = Kind::Type { expected: "an XML document", found: "an HTML page" };
const REFERENCE: Kind = Kind::Syntax("a reference to a character");
const NO_DOCTYPE: Kind = Kind::Syntax("no document type");
const ENCODING: Kind = Kind::Syntax("UTF-8 as the encoding");
const END_TAG: Kind = Kind::Syntax("the end tag of the element");

fn every_truncation_fails<T: Shape + MembersMut + Default>(document: &str) {
    for end in 0..document.len() {
        let bytes = &document.as_bytes()[..end];
        let Err(error) = try_read::<T>(bytes, &Limits::DEFAULT) else { panic!("{end} is read") };
        if std::str::from_utf8(bytes).is_ok() {
            assert_eq!((error.kind(), error.offset()), (Kind::Truncated, Some(end)), "{error}");
        } else {
            assert_eq!(error.kind(), Kind::Utf8, "{end}: {error}");
        }
    }
}

#[test]
fn every_truncation_is_an_error() {
    every_truncation_fails::<Scalars>(SCALARS_XML);
    every_truncation_fails::<Collections>(COLLECTIONS_XML);
    every_truncation_fails::<Spaces>(SPACES_XML);
    every_truncation_fails::<Scalars>(concat!(
        "\u{feff}<?xml version='1.0' encoding='UTF-8'?><!-- € --><?p €?><a ><!-- b --><![CDATA[c]]>d &lt;",
        "<text>x<!-- é --><?p?><![CDATA[y]]>&#x41;&amp;z\r\n</text\n><byte> 1</byte ></a >"
    ));
}

fn no_byte_panics_in<T: Shape + MembersMut + Default>(document: &str, envelope: Envelope<'_>) {
    for place in 0..document.len() {
        for byte in b"\0<>/!?&;= '\nA\x80\xff" {
            let mut bytes = document.as_bytes().to_vec();
            bytes[place] = *byte;
            let mut value = T::default();
            let _ = xml::read(
                &bytes,
                &Limits::DEFAULT,
                Options::DEFAULT,
                envelope,
                T::SCHEMA,
                &mut value,
            );
        }
    }
}

/// No panic, whatever byte is put in whatever place.
#[test]
fn no_byte_panics() {
    no_byte_panics_in::<Scalars>(SCALARS_XML, Envelope::Root);
    no_byte_panics_in::<Collections>(COLLECTIONS_XML, Envelope::Root);
    no_byte_panics_in::<Spaces>(SPACES_XML, Envelope::Root);
    let document = "<?xml encoding='utf-8'?><Error test='&lt;'><!-- a --><![CDATA[b]]><Code>c</Code>\
                    <text>x<![CDATA[y]]>&#x41;<?p?>é\r\n</text></Error>";
    for envelope in [Envelope::Root, Envelope::Member, Envelope::Error, Envelope::Result("X")] {
        no_byte_panics_in::<Scalars>(document, envelope);
    }
    for end in 0..document.len() {
        let _ = xml::find_error(&document.as_bytes()[..end], &Limits::DEFAULT);
        let _ = xml::start(&document.as_bytes()[..end]);
    }
}

#[test]
fn documents_have_one_root() {
    for document in ["", " \n", "\u{feff}", "<?xml version='1.0'?>", "<!-- a -->", "<", "<a", "<a "]
    {
        fails(document, Kind::Truncated, "");
    }
    for document in ["x<a/>", "{\"a\":1}", "Bad Gateway", "&lt;"] {
        fails(document, Kind::Syntax("an element"), "");
    }
    fails("</a>", Kind::Syntax("a name"), "");
    for junk in ["x", "<b/>", "<", "</a>", "&amp;", "\u{feff}", "\0"] {
        fails(format!("<a/>{junk}"), Kind::TrailingData, "");
        fails(format!("<a></a>\n<!-- b -->{junk}"), Kind::TrailingData, "");
    }
    fails("<a/><!-- b", Kind::Truncated, "");
    let data = Kind::Syntax("a comment or character data");
    fails("<![CDATA[x]]><a/>", data, "");
    fails("<a/><![CDATA[x]]>", data, "");
    fails("<a><!ELEMENT b></a>", data, "");
    fails("<a><text><!x></text></a>", data, "text");
}

#[test]
fn pages_of_proxies_are_told_as_such() {
    for page in [
        "<html><body>Bad Gateway</body></html>",
        "<HTML>\n<head><title>502</title></head><body>&nbsp;<br></body></HTML>",
        "<!DOCTYPE html><html></html>",
        "\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><p>",
        "<?xml version=\"1.0\"?><!-- a --><!DOCTYPE html><a/>",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    ] {
        fails(page, HTML, "");
    }
}

#[test]
fn entities_are_never_expanded() {
    let laughs = concat!(
        "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>",
        "<!ENTITY lol1 '&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;'>",
        "<!ENTITY lol2 '&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;'>]>",
        "<a><text>&lol2;</text></a>"
    );
    fails(laughs, NO_DOCTYPE, "");
    let external = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><text>&e;</text></a>";
    fails(external, NO_DOCTYPE, "");
    fails("<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>", NO_DOCTYPE, "");
    fails("<a><!DOCTYPE b></a>", NO_DOCTYPE, "");
    fails("<a><text><!DOCTYPE b></text></a>", NO_DOCTYPE, "text");
    fails("<a/><!DOCTYPE b>", NO_DOCTYPE, "");
    fails("<a><text>&lol2;</text></a>", REFERENCE, "text");
    fails("<a>&nbsp;</a>", REFERENCE, "");
    fails("<a><new>x&nbsp;</new></a>", REFERENCE, "");
    fails("<a b='&nbsp;'/>", REFERENCE, "");
}

#[test]
fn malformed_references_are_errors() {
    let end = Kind::Syntax("`;` after a reference");
    for (text, kind) in [
        ("a & b", end),
        ("&", end),
        ("&amp", end),
        ("&lt b;", end),
        ("&#x110000;", REFERENCE),
        ("&#xD800;", REFERENCE),
        ("&#;", REFERENCE),
        ("&#xg;", REFERENCE),
        ("&LT;", REFERENCE),
    ] {
        fails(format!("<a><text>{text}</text></a>"), kind, "text");
        fails(format!("<a><new>{text}</new></a>"), kind, "");
        fails(format!("<a test='{text}'/>"), kind, "");
    }
}

#[test]
fn other_encodings_are_refused() {
    for encoding in ["ISO-8859-1", "utf-16", "windows-1252", ""] {
        fails(format!("<?xml version='1.0' encoding='{encoding}'?><a/>"), ENCODING, "");
    }
    for encoding in ["UTF-8", "utf-8", "US-ASCII", "ascii"] {
        let document =
            format!("<?xml version=\"1.0\"\tencoding = \"{encoding}\" standalone='yes'?><a/>");
        assert!(try_read::<Scalars>(document, &Limits::DEFAULT).is_ok(), "{encoding}");
    }
    fails(b"<a><text>\xff</text></a>", Kind::Utf8, "");
    fails(b"<a><text>\xed\xa0\x80</text></a>", Kind::Utf8, "");
    fails(b"\xff\xfe<\0a\0/\0>\0", Kind::Utf8, "");
}

#[test]
fn tags_match() {
    for document in [
        "<a></b>",
        "<a><text>x</texts></a>",
        "<a></A>",
        "<a><new><b></new></b></a>",
        "<x:a></a>",
        "<a></x:a>",
        "<a><text>x</a></text>",
        "<a></>",
        "<a></ab>",
        "<a></a b>",
    ] {
        let path = if document.contains("<text>") { "text" } else { "" };
        fails(document, END_TAG, path);
    }
    fails("<a / ></a>", Kind::Syntax("`>`"), "");
    for document in [
        "<1/>",
        "<-a/>",
        "<.a/>",
        "<<a/>",
        "< a/>",
        "<=a/>",
        "<a><1/></a>",
        "<a:/>",
        "<:a/>",
        "<a:1/>",
    ] {
        fails(document, Kind::Syntax("a name"), "");
    }
}

#[test]
fn attributes_are_well_formed() {
    for (attributes, kind) in [
        ("b", Kind::Syntax("`=`")),
        ("b=", Kind::Syntax("a quote")),
        ("b=c", Kind::Syntax("a quote")),
        ("b='<'", Kind::Syntax("no `<`")),
        ("b='c'd='e'", Kind::Syntax("`>`")),
        ("b='c' =", Kind::Syntax("a name")),
        ("b==''", Kind::Syntax("a quote")),
        ("'b'", Kind::Syntax("a name")),
    ] {
        fails(format!("<a {attributes}></a>"), kind, "");
        fails(format!("<a><new {attributes}/></a>"), kind, "");
    }
    fails("<a b='></a>", Kind::Syntax("no `<`"), "");
    fails("<a$b=''/>", Kind::Syntax("`>`"), "");
    fails("<a:b:c/>", Kind::Syntax("`>`"), "");
    fails("<a count='x'/>", Kind::Form("an integer"), "count");
    fails("<a count='1' count='1'/>", Kind::DuplicateMember, "count");
}

#[test]
fn values_have_their_types() {
    let integer = Kind::Form("an integer");
    let number = Kind::Form("a number");
    let timestamp = Kind::Form("a timestamp of its format");
    for (name, text, kind) in [
        ("flag", "yes", Kind::Form("a boolean")),
        ("byte", "128", Kind::OutOfRange),
        ("byte", "-129", Kind::OutOfRange),
        ("short", "40000", Kind::OutOfRange),
        ("integer", "2147483648", Kind::OutOfRange),
        ("long", "9223372036854775808", Kind::OutOfRange),
        ("long", "99999999999999999999999", Kind::OutOfRange),
        ("integer", "1.5", integer),
        ("long", "9007199254740992.5", integer),
        ("long", "9223372036854775807.5", integer),
        ("long", "9223372036854775808.0", Kind::OutOfRange),
        ("long", "1e99999999999999999999", Kind::OutOfRange),
        ("byte", "1.28e2", Kind::OutOfRange),
        ("level", "2147483648.0", Kind::OutOfRange),
        ("integer", "0x10", integer),
        ("integer", "1 2", integer),
        ("level", "HIGH", integer),
        ("float", "nan", number),
        ("float", "inf", number),
        ("float", "+Infinity", number),
        ("float", "1e39", Kind::OutOfRange),
        ("DoubleDribble", "1e999", Kind::OutOfRange),
        ("DoubleDribble", "1.5.0", number),
        ("bigInteger", "1e3", integer),
        ("bigInteger", "1.5", integer),
        ("bigDecimal", ".", number),
        ("blob", "*", Kind::Form("base64")),
        ("normal", "1735787045", timestamp),
        ("normal", "yesterday", timestamp),
        ("normal", "Thu, 02 Jan 2025 03:04:05 GMT", timestamp),
        ("epoch", "9223372036854775808", timestamp),
        ("epoch", "2025-01-02T03:04:05Z", timestamp),
        ("httpDate", "2025-01-02T03:04:05Z", timestamp),
    ] {
        let path = if name == "DoubleDribble" { "double" } else { name };
        fails(format!("<a><{name}>{text}</{name}></a>"), kind, path);
    }
    for name in ["text", "integer", "color", "blob"] {
        fails(format!("<a><{name}><b/></{name}></a>"), AN_ELEMENT, name);
        fails(format!("<a><{name}>1<b>2</b></{name}></a>"), AN_ELEMENT, name);
    }
    fails("<a><document/></a>", Kind::Unsupported, "document");
    fails("<a><body/></a>", Kind::Unsupported, "body");
}

/// In a list, in a map and in a union, no value means another thing than none at all.
#[test]
fn what_is_empty_is_an_error_where_it_cannot_be_left_out() {
    let integer = Kind::Form("an integer");
    let numbers = |content: &str| {
        format!("<mapOfLists><entry><key>k</key><value>{content}</value></entry></mapOfLists>")
    };
    let items = numbers("<member>1</member><member> </member>");
    collections_fail(&items, integer, "mapOfLists[redacted][1]");
    collections_fail("<choice><Num/></choice>", integer, "choice.number");
    collections_fail("<choice/>", Kind::EmptyUnion, "choice");
    collections_fail("<choice> </choice>", Kind::EmptyUnion, "choice");
}

#[test]
fn a_member_may_be_there_once() {
    fails("<a><text>1</text><text>2</text></a>", Kind::DuplicateMember, "text");
    fails("<a><text xsi:nil='true'/><byte>1</byte><text/></a>", Kind::DuplicateMember, "text");
    collections_fail("<strings/><flat>1</flat><strings/>", Kind::DuplicateMember, "strings");
    collections_fail(
        "<nodes><member/><member><value/><value/></member></nodes>",
        Kind::DuplicateMember,
        "nodes[1].value",
    );
}

#[test]
fn entries_have_one_key_and_one_value() {
    let no_key = Kind::Syntax("the key of an entry");
    collections_fail("<tags><entry/></tags>", no_key, "tags");
    collections_fail("<tags><entry><value>v</value></entry></tags>", no_key, "tags");
    collections_fail("<flatMap>text</flatMap>", no_key, "flatMap");
    for entry in [
        "<key>a</key><key>b</key><value/>",
        "<value/><key>a</key><key>b</key>",
        "<key>a</key><value/><value/>",
        "<value/><key>a</key><value/>",
        "<value/><value/><key>a</key>",
    ] {
        let path = if entry.contains("<key>b") { "tags.key" } else { "tags.value" };
        collections_fail(
            &format!("<tags><entry>{entry}</entry></tags>"),
            Kind::DuplicateMember,
            path,
        );
    }
}

#[test]
fn unions_have_one_member() {
    for (content, kind) in [
        ("", Kind::EmptyUnion),
        ("text", Kind::EmptyUnion),
        ("<text xsi:nil='true'/>", Kind::EmptyUnion),
        ("<text>a</text><Num>1</Num>", Kind::CrowdedUnion),
        ("<text>a</text><text>b</text>", Kind::CrowdedUnion),
        ("<text>a</text><New/>", Kind::CrowdedUnion),
        ("<New/><text>a</text>", Kind::CrowdedUnion),
        ("<Hi>a</Hi><Num>1</Num>", Kind::CrowdedUnion),
    ] {
        collections_fail(&format!("<choice>{content}</choice>"), kind, "choice");
    }
    collections_fail("<choice/>", Kind::EmptyUnion, "choice");
    collections_fail("<choice><Num>a</Num></choice>", Kind::Form("an integer"), "choice.number");
}

#[test]
fn paths_lead_to_the_member() {
    collections_fail(
        "<nodeMap><entry><key>k y</key><value><child/><child><value><b/></value></child></value>\
         </entry></nodeMap>",
        AN_ELEMENT,
        r#"nodeMap["k y"].children[1].value"#,
    );
    collections_fail(
        "<flatNodes/><flat/><flatNodes/><flatNodes><value><b/></value></flatNodes>",
        AN_ELEMENT,
        "flatNodes[2].value",
    );
    collections_fail(
        "<matrix><member/><member><member/><member><b/></member></member></matrix>",
        AN_ELEMENT,
        "matrix[1][1]",
    );
    collections_fail("<choice><Hi/><Hi><b/></Hi></choice>", AN_ELEMENT, "choice.items[1]");
    collections_fail(
        "<mapOfLists><entry><value><member>x</member></value><key>acct-4711</key></entry></mapOfLists>",
        Kind::Form("an integer"),
        "mapOfLists[redacted][0]",
    );
}

#[test]
fn errors_say_it_in_a_sentence_and_never_what_was_there() {
    let document = "<a><other>o</other><secret>4711x</secret></a>";
    let error = try_read::<Scalars>(document, &Limits::DEFAULT).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read `secret`: the string is not an integer (at byte 27)"
    );
    assert!(!format!("{error:?}").contains("4711"));
}

#[test]
fn depth_is_limited() {
    for (open, close) in [
        ("<child>", "</child>"),
        ("<named><entry><key>k</key><value>", "</value></entry></named>"),
        ("<named><entry><value>", "</value><key>k</key></entry></named>"),
        ("<unknown>", "</unknown>"),
    ] {
        for depth in [1_000, 10_000, 100_000] {
            let document = format!("<a>{}{}</a>", open.repeat(depth), close.repeat(depth));
            for limits in [Limits::DEFAULT, Limits::DEFAULT.with_depth(usize::MAX)] {
                let error = try_read::<Node>(&document, &limits).unwrap_err();
                assert_eq!(error.kind(), Kind::TooDeep, "{open} {depth}");
            }
        }
    }
    let document = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(try_read::<Node>(document(128), &Limits::DEFAULT).is_ok());
    let error = try_read::<Node>(document(129), &Limits::DEFAULT).unwrap_err();
    assert_eq!(error.kind(), Kind::TooDeep);
    // Depth is given back, and an empty element takes as much as one with two tags.
    let wide = format!("<a>{}</a>", "<child/><child></child><named/>x<b/>".repeat(1000));
    assert_eq!(
        try_read::<Node>(wide.replace("<named/>", ""), &Limits::DEFAULT)
            .unwrap()
            .children
            .unwrap()
            .len(),
        2000
    );
    let two = Limits::DEFAULT.with_depth(2);
    assert!(try_read::<Node>("<a><child/><child></child></a>", &two).is_ok());
    for document in ["<a><child><child/></child></a>", "<a><child><child></child></child></a>"] {
        assert_eq!(try_read::<Node>(document, &two).unwrap_err().kind(), Kind::TooDeep);
    }
}

/// Values before their keys are passed over and then read, which is twice in each map and not in each map of it.
#[test]
fn keys_after_values_cost_no_more_than_a_second_look() {
    let depth = 30;
    let open = "<named><entry><value>".repeat(depth);
    let close = "</value><key>k</key></entry></named>".repeat(depth);
    let document = format!("<a>{open}{close}</a>");
    let mut node = try_read::<Node>(document, &Limits::DEFAULT).unwrap();
    for _ in 0..depth {
        node = node.named.unwrap().remove("k").unwrap();
    }
    assert_eq!(node, Node::default());
}

#[test]
fn bytes_are_limited() {
    let limits = Limits::DEFAULT.with_bytes(8);
    assert!(try_read::<Node>("<a>1</a>", &limits).is_ok());
    let error = try_read::<Node>("<a>12</a>", &limits).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::TooLong, Some(8)));
}

#[test]
fn items_are_limited() {
    let limits = Limits::DEFAULT.with_items(5);
    // The structure itself is one, and so is the structure in an item.
    for (fits, too_many) in [
        ("<flat/><flat/><flat/><flat/>", "<flat/><flat/><flat/><flat/><flat/>"),
        (
            "<sparse><member/><member xsi:nil='true'/><member/><member/></sparse>",
            "<sparse><member/><member/><member/><member/><member xsi:nil='true'/></sparse>",
        ),
        ("<flatNodes/><flatNodes/>", "<flatNodes/><flatNodes/><flatNodes/>"),
        (
            "<tags><entry><key/></entry><entry><key/></entry></tags><flat/><flat/>",
            "<tags><entry><key/></entry><entry><key/></entry><entry><key/></entry></tags><flat/><flat/>",
        ),
        ("<choice><Hi/><Hi/><Hi/></choice>", "<choice><Hi/><Hi/><Hi/><Hi/></choice>"),
    ] {
        let read = |content| try_read::<Collections>(format!("<C>{content}</C>"), &limits);
        assert!(read(fits).is_ok(), "{fits}");
        assert_eq!(read(too_many).unwrap_err().kind(), Kind::TooManyItems, "{too_many}");
    }
}

#[test]
fn memory_is_limited() {
    for content in ["<child/>".repeat(1000), format!("<x/>{}", "<child></child><y/>".repeat(1000))]
    {
        let document = format!("<a>{content}</a>");
        // A vector has room for a power of two.
        let enough = Limits::DEFAULT.with_memory(1024 * size_of::<Node>());
        let node = try_read::<Node>(&document, &enough).unwrap();
        assert_eq!(node.children.unwrap().len(), 1000);
        let little = Limits::DEFAULT.with_memory(500 * size_of::<Node>());
        let error = try_read::<Node>(&document, &little).unwrap_err();
        assert_eq!(error.kind(), Kind::TooMuchMemory);
    }
}
