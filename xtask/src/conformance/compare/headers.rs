//! Headers of requests.

use crate::conformance::case::ExpectedRequest;

/// How headers differ. A client adds the length of a body, so that one is taken to be there.
pub(super) fn differences(
    expected: &ExpectedRequest,
    actual: &[(String, String)],
    body: &[u8],
) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in &expected.headers {
        match values(actual, body, name) {
            Some(actual) if is_same(value, &actual) => {}
            Some(actual) => {
                found.push(format!("header `{name}`: expected `{value}`, found `{actual}`"));
            }
            None => found.push(format!("header `{name}` is missing, expected `{value}`")),
        }
    }
    for name in &expected.required_headers {
        if values(actual, body, name).is_none() {
            found.push(format!("header `{name}` is missing"));
        }
    }
    for name in &expected.forbidden_headers {
        if let Some(value) = values(actual, body, name) {
            found.push(format!("header `{name}` may not be there, found `{value}`"));
        }
    }
    found
}

/// All values of a header, as one.
fn values(headers: &[(String, String)], body: &[u8], name: &str) -> Option<String> {
    let of_name = headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
    let values: Vec<&str> = of_name.map(|(_, value)| value.as_str()).collect();
    if values.is_empty() {
        let is_length = name.eq_ignore_ascii_case("content-length") && !body.is_empty();
        return is_length.then(|| body.len().to_string());
    }
    Some(values.join(", "))
}

/// White space around the commas of a list does not count.
fn is_same(expected: &str, actual: &str) -> bool {
    let items = |text: &str| text.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>();
    items(expected) == items(actual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_by_name_and_value() {
        let expected = ExpectedRequest {
            headers: vec![("X-A".into(), "1, 2".into()), ("X-B".into(), "b".into())],
            required_headers: vec!["Content-Length".into(), "X-C".into()],
            forbidden_headers: vec!["X-D".into()],
            ..ExpectedRequest::default()
        };
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let actual =
            [header("x-a", "1"), header("x-a", "2"), header("x-b", "c"), header("x-d", "")];
        assert_eq!(
            differences(&expected, &actual, b"x"),
            [
                "header `X-B`: expected `b`, found `c`",
                "header `X-C` is missing",
                "header `X-D` may not be there, found ``",
            ]
        );
        let told = differences(&expected, &actual, b"");
        assert!(told.contains(&"header `Content-Length` is missing".to_owned()), "{told:?}");
    }
}
