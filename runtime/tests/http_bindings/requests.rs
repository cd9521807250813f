//! Labels, the query and headers of requests.

use std::collections::BTreeMap;

use smithgen_runtime::{
    EncodeError, EncodeErrorKind, Operation, OtherErrorKind, ServiceError, Timestamp,
};

use super::shapes::{
    AllHeaders, Error, Find, Head, HeadAll, Headed, Located, Overlapping, PutOverlapping,
};

fn located() -> Located {
    Located { bucket: "b".to_owned(), key: "k".to_owned(), ..Located::default() }
}

fn uri(input: &Located) -> String {
    Find::request(input).unwrap().uri().to_string()
}

pub(crate) fn encode_error(error: &Error) -> EncodeError {
    match error.other().map(smithgen_runtime::OtherError::kind) {
        Some(OtherErrorKind::Encode(error)) => error.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn labels_are_encoded_and_greedy_ones_keep_slashes() {
    let input =
        Located { bucket: "a/b c?%".to_owned(), key: "x/y z/ü~".to_owned(), ..Located::default() };
    assert_eq!(uri(&input), "/b/a%2Fb%20c%3F%25/x/y%20z/%C3%BC~?fixed&x=y");
}

#[test]
fn an_empty_label_is_an_error_that_names_the_member() {
    let input = Located { bucket: String::new(), ..located() };
    let error = encode_error(&Find::request(&input).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::EmptyLabel, "Bucket"));
}

#[test]
fn query_values_have_the_form_of_their_type() {
    let input = Located {
        name: Some("a&b=c+d".to_owned()),
        page: Some(-3),
        since: Some(Timestamp::from_seconds(0)),
        ratio: Some(f64::NEG_INFINITY),
        ..located()
    };
    assert_eq!(
        uri(&input),
        "/b/b/k?fixed&x=y&na%20me=a%26b%3Dc%2Bd&page=-3&since=1970-01-01T00%3A00%3A00Z\
         &ratio=-Infinity"
    );
}

#[test]
fn an_empty_query_value_is_sent_and_an_empty_list_is_not() {
    let input = Located { name: Some(String::new()), tags: Some(Vec::new()), ..located() };
    assert_eq!(uri(&input), "/b/b/k?fixed&x=y&na%20me=");
}

#[test]
fn lists_repeat_their_parameter() {
    let input = Located { tags: Some(vec!["1".to_owned(), "2 3".to_owned()]), ..located() };
    assert_eq!(uri(&input), "/b/b/k?fixed&x=y&tag=1&tag=2%203");
}

/// "If a member with the `httpQueryParams` trait and a member with `httpQuery` conflict, clients MUST use the
/// value set by the member with the `httpQuery` trait."
#[test]
fn named_parameters_go_before_those_of_a_map() {
    let entry = |key: &str, value: &str| (key.to_owned(), vec![value.to_owned()]);
    let rest = [entry("page", "9"), entry("Fixed", "9"), entry("", "9"), entry("tag", "9")];
    let input = Located { page: Some(1), rest: Some(BTreeMap::from(rest)), ..located() };
    assert_eq!(uri(&input), "/b/b/k?fixed&x=y&page=1&=9&Fixed=9&tag=9");
}

/// A parameter of the pattern may tell one operation from another, and no entry of a map is
/// dropped.
#[test]
fn parameters_of_a_map_are_none_of_the_pattern() {
    for key in ["fixed", "x"] {
        let rest = BTreeMap::from([(key.to_owned(), vec!["9".to_owned()])]);
        let error =
            encode_error(&Find::request(&Located { rest: Some(rest), ..located() }).unwrap_err());
        assert_eq!(error.kind(), EncodeErrorKind::DuplicateName);
        assert_eq!(error.path(), format!("Rest[{key:?}]"));
    }
}

fn header<'r>(request: &'r http::Request<smithgen_runtime::Body>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn headers_have_the_form_of_their_type() {
    let input = Headed {
        text: Some("a, \"b\"".to_owned()),
        flag: Some(false),
        byte: Some(-1),
        float: Some(f32::NAN),
        time: Some(Timestamp::from_seconds(1_735_787_045)),
        seconds: Some(Timestamp::from_seconds(1_735_787_045)),
        json: Some("{}".to_owned()),
        ..Headed::default()
    };
    let request = Head::request(&input).unwrap();
    for (name, expected) in [
        ("x-text", "a, \"b\""),
        ("x-flag", "false"),
        ("x-byte", "-1"),
        ("x-float", "NaN"),
        ("x-time", "Thu, 02 Jan 2025 03:04:05 GMT"),
        ("x-seconds", "1735787045"),
        // RFC 4648: the bytes 7B 7D.
        ("x-json", "e30="),
    ] {
        assert_eq!(header(&request, name), Some(expected), "{name}");
    }
    assert_eq!(request.headers().len(), 7);
    assert_eq!(request.method(), "HEAD");
}

#[test]
fn lists_have_commas_between_items_and_quotes_where_needed() {
    let input = Headed {
        strings: Some(["a", "b,c", "\"d\"", "e f"].map(str::to_owned).to_vec()),
        numbers: Some(vec![1, -2]),
        times: Some(vec![Timestamp::from_seconds(0), Timestamp::from_seconds(1)]),
        ..Headed::default()
    };
    let request = Head::request(&input).unwrap();
    assert_eq!(header(&request, "x-strings"), Some(r#"a, "b,c", "\"d\"", e f"#));
    assert_eq!(header(&request, "x-numbers"), Some("1, -2"));
    assert_eq!(
        header(&request, "x-times"),
        Some("Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:01 GMT")
    );
}

#[test]
fn absent_headers_are_left_out_and_empty_ones_are_sent() {
    let input =
        Headed { text: Some(String::new()), strings: Some(Vec::new()), ..Headed::default() };
    let request = Head::request(&input).unwrap();
    assert_eq!(header(&request, "x-text"), Some(""));
    assert_eq!(header(&request, "x-strings"), Some(""));
    assert_eq!(request.headers().len(), 2);
}

#[test]
fn prefixed_headers_give_way_to_named_ones() {
    let entry = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let meta = BTreeMap::from([entry("a", "1"), entry("B", "2")]);
    let request = Head::request(&Headed { meta: Some(meta), ..Headed::default() }).unwrap();
    assert_eq!(header(&request, "x-meta-a"), Some("1"));
    assert_eq!(header(&request, "x-meta-b"), Some("2"));
    let all = BTreeMap::from([entry("hello", "map"), entry("other", "map")]);
    let input = AllHeaders { named: Some("named".to_owned()), all: Some(all) };
    let request = HeadAll::request(&input).unwrap();
    assert_eq!(header(&request, "hello"), Some("named"));
    assert_eq!(header(&request, "other"), Some("map"));
}

/// The names of headers have no case: of two keys, one would be lost.
#[test]
fn keys_that_would_be_one_header_are_an_error_that_names_the_later() {
    let map = |keys: [&str; 2]| Some(keys.map(|key| (key.to_owned(), key.to_owned())).into());
    let fails = |request: Result<_, Error>, path: &str| {
        let error = encode_error(&request.map(|_: http::Request<_>| ()).unwrap_err());
        assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::DuplicateName, path));
    };
    let meta = map(["foo", "FOO"]);
    fails(Head::request(&Headed { meta, ..Headed::default() }), "Meta[\"foo\"]");
    let all = AllHeaders { named: None, all: map(["x-Foo", "X-foo"]) };
    fails(HeadAll::request(&all), "All[\"x-Foo\"]");
    let named = Some("named".to_owned());
    let overlapping = Overlapping { named: named.clone(), meta: map(["NAMED", "other"]) };
    fails(PutOverlapping::request(&overlapping), "Meta[\"NAMED\"]");
    let request = PutOverlapping::request(&Overlapping { named: None, ..overlapping }).unwrap();
    assert_eq!(header(&request, "x-meta-named"), Some("NAMED"));
    // By Smithy's protocol test `HttpEmptyPrefixHeaders`, the named one goes before either.
    let request = HeadAll::request(&AllHeaders { named, all: map(["hello", "HELLO"]) }).unwrap();
    assert_eq!(request.headers().get_all("hello").iter().collect::<Vec<_>>(), ["named"]);
}

#[test]
fn what_no_header_can_hold_is_an_error_that_names_the_member() {
    let breaks = "a\r\nX-Injected: 1";
    let input = Headed { text: Some(breaks.to_owned()), ..Headed::default() };
    let error = encode_error(&Head::request(&input).unwrap_err());
    assert_eq!((error.kind(), error.path().as_str()), (EncodeErrorKind::InvalidHeader, "Text"));
    let meta = BTreeMap::from([("a b".to_owned(), String::new())]);
    let input = Headed { meta: Some(meta), ..Headed::default() };
    let error = encode_error(&Head::request(&input).unwrap_err());
    assert_eq!(
        (error.kind(), error.path().as_str()),
        (EncodeErrorKind::InvalidHeader, "Meta[\"a b\"]")
    );
}
