//! Parameters of forms and queries.

use crate::conformance::case::Others;

/// How parameters differ, whatever the order of their names. Those of one name are in order.
pub(super) fn difference(expected: &[&str], actual: &[&str], others: Others) -> Option<String> {
    let missing = missing(expected, actual);
    let unexpected = match others {
        Others::Allowed => Vec::new(),
        Others::Forbidden => self::missing(actual, expected),
    };
    let tell = |what: &str, parameters: &[&str]| {
        let list = parameters.join("`, `");
        (!parameters.is_empty()).then(|| format!("`{list}` {what}"))
    };
    let told = [tell("missing", &missing), tell("not expected", &unexpected)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() {
        return order(expected, actual).map(|told| format!("parameters: {told}"));
    }
    Some(format!("parameters: {}", told.join("; ")))
}

/// Those of the first that are not in the second, as often as they are there.
fn missing<'a>(wanted: &[&'a str], there: &[&str]) -> Vec<&'a str> {
    let mut left = there.to_vec();
    let mut missing = Vec::new();
    for parameter in wanted {
        match left.iter().position(|other| other == parameter) {
            Some(index) => drop(left.swap_remove(index)),
            None => missing.push(*parameter),
        }
    }
    missing
}

/// Whether those of one name are in another order.
fn order(expected: &[&str], actual: &[&str]) -> Option<String> {
    let name = |parameter: &str| parameter.split('=').next().unwrap_or_default().to_owned();
    let of_name = |all: &[&str], wanted: &str| -> Vec<String> {
        let those = all.iter().filter(|parameter| name(parameter) == wanted);
        those.map(|parameter| (*parameter).to_owned()).collect()
    };
    expected.iter().find_map(|parameter| {
        let wanted = name(parameter);
        let (expected, actual) = (of_name(expected, &wanted), of_name(actual, &wanted));
        let in_order = {
            let mut rest = actual.iter();
            expected.iter().all(|wanted| rest.any(|other| other == wanted))
        };
        (!in_order)
            .then(|| format!("expected `{}`, found `{}`", expected.join("&"), actual.join("&")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_order_of_one_name_counts() {
        let forbidden = |a: &[&str], b: &[&str]| difference(a, b, Others::Forbidden);
        assert_eq!(forbidden(&["a=1", "b=2", "a=3"], &["b=2", "a=1", "a=3"]), None);
        let told = forbidden(&["a=1", "a=3"], &["a=3", "a=1"]);
        assert_eq!(told.as_deref(), Some("parameters: expected `a=1&a=3`, found `a=3&a=1`"));
        let told = forbidden(&["a=1"], &["a=2"]);
        assert_eq!(told.as_deref(), Some("parameters: `a=1` missing; `a=2` not expected"));
        assert_eq!(difference(&["a=1"], &["a=1", "b"], Others::Allowed), None);
        assert!(forbidden(&["a=1"], &["a=1", "a=1"]).is_some());
    }
}
