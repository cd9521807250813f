//! Values without a schema, and how two of them differ.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Result;
use serde_json::value::RawValue;

/// A value of JSON or CBOR. Numbers are text, so that none loses a digit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    /// Nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(String),
    /// A string.
    Text(String),
    /// Bytes, which only CBOR has.
    Bytes(Vec<u8>),
    /// A value with a tag, which only CBOR has.
    Tagged(u64, Box<Tree>),
    /// A list.
    List(Vec<Tree>),
    /// A map.
    Map(BTreeMap<String, Tree>),
}

impl Tree {
    /// A map without entries.
    pub(super) fn empty() -> Self {
        Self::Map(BTreeMap::new())
    }

    /// Reads JSON.
    pub(super) fn of_json(text: &str) -> Result<Self> {
        Self::of_raw(serde_json::from_str(text)?)
    }

    /// Reads JSON that was found to be such.
    pub(super) fn of_raw(raw: &RawValue) -> Result<Self> {
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Bool(serde_json::from_str(text)?),
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                Self::List(items.into_iter().map(Self::of_raw).collect::<Result<_>>()?)
            }
            Some(b'{') => {
                let entries: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
                let entry = |(name, raw)| Ok((name, Self::of_raw(raw)?));
                Self::Map(entries.into_iter().map(entry).collect::<Result<_>>()?)
            }
            _ => Self::Number(text.to_owned()),
        })
    }

    /// How another value differs from this one, if it does.
    pub(super) fn difference(&self, actual: &Self) -> Option<String> {
        self.find_difference(actual, "")
    }

    fn find_difference(&self, actual: &Self, path: &str) -> Option<String> {
        match (self, actual) {
            (Self::Number(expected), Self::Number(actual)) if is_same_number(expected, actual) => {
                None
            }
            (Self::List(expected), Self::List(actual)) if expected.len() == actual.len() => {
                let mut pairs = expected.iter().zip(actual).enumerate();
                pairs.find_map(|(index, (expected, actual))| {
                    expected.find_difference(actual, &format!("{path}[{index}]"))
                })
            }
            (Self::Tagged(expected_tag, expected), Self::Tagged(tag, actual))
                if expected_tag == tag =>
            {
                expected.find_difference(actual, path)
            }
            (Self::Map(expected), Self::Map(actual)) => differing_entry(expected, actual, path),
            _ if self == actual => None,
            _ => Some(format!("{}expected {self}, found {actual}", place(path))),
        }
    }
}

fn differing_entry(
    expected: &BTreeMap<String, Tree>,
    actual: &BTreeMap<String, Tree>,
    path: &str,
) -> Option<String> {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let missing = expected.iter().find_map(|(name, value)| match actual.get(name) {
        Some(actual) => value.find_difference(actual, &below(name)),
        None => Some(format!("`{}` is missing, expected {value}", below(name))),
    });
    missing.or_else(|| {
        let (name, value) = actual.iter().find(|(name, _)| !expected.contains_key(*name))?;
        Some(format!("`{}` is not expected, found {value}", below(name)))
    })
}

fn place(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("`{path}`: ") }
}

/// Whether two numbers are the same. Those with no more digits than a float has may be two spellings of one float.
fn is_same_number(a: &str, b: &str) -> bool {
    let (Some(a_value), Some(b_value)) = (Decimal::parse(a), Decimal::parse(b)) else {
        return a == b;
    };
    let is_float = |value: &Decimal| value.digits.len() <= FLOAT_DIGITS;
    a_value == b_value
        || (is_float(&a_value) && is_float(&b_value) && a.parse::<f64>() == b.parse::<f64>())
}

/// The most digits that it takes to tell a float from all others.
const FLOAT_DIGITS: usize = 17;

/// A number as its digits, without zeros around them, and the power of ten that they are multiplied with.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_start_matches('0').trim_end_matches('0');
        if digits.is_empty() {
            return Some(Self { negative: false, digits: String::new(), exponent: 0 });
        }
        let zeros = i64::try_from(all.len() - all.trim_end_matches('0').len()).ok()?;
        let scale = i64::try_from(fraction.len()).ok()?;
        let exponent = power.parse::<i64>().ok()?.checked_add(zeros)?.checked_sub(scale)?;
        Some(Self { negative, digits: digits.to_owned(), exponent })
    }
}

impl fmt::Display for Tree {
    /// As JSON, or what is nearest to it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
            Self::Tagged(tag, value) => write!(f, "{tag}({value})"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entry = |(name, value): (&String, &Self)| format!("{name:?}: {value}");
                let entries: Vec<String> = entries.iter().map(entry).collect();
                write!(f, "{{{}}}", entries.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(expected: &str, actual: &str) -> Option<String> {
        Tree::of_json(expected).unwrap().difference(&Tree::of_json(actual).unwrap())
    }

    #[test]
    fn values_are_compared_and_not_their_spelling() {
        for (a, b) in [
            ("{\"a\": [1, null], \"b\": \"x\"}", "{\"b\":\"\\u0078\",\"a\":[1,null]}"),
            ("1.0", "1"),
            ("1e3", "1000.0"),
            ("-0.50", "-5E-1"),
            ("0.0", "-0"),
            ("3.4028234663852886e38", "3.40282346638528860e+38"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(difference(a, b), None, "{a}");
        }
    }

    #[test]
    fn a_difference_is_told_with_its_place() {
        for (a, b, expected) in [
            ("1", "2", "expected 1, found 2"),
            ("1", "\"1\"", "expected 1, found \"1\""),
            ("{\"a\": {\"b\": [1]}}", "{\"a\": {\"b\": [2]}}", "`a.b[0]`: expected 1, found 2"),
            ("{\"a\": null}", "{}", "`a` is missing, expected null"),
            ("{}", "{\"a\": []}", "`a` is not expected, found []"),
            ("[1]", "[1, 2]", "expected [1], found [1, 2]"),
            ("0.100000000000000000000001", "0.1", "expected 0.100000000000000000000001, found 0.1"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567891",
                "expected 123456789012345678901234567890, found 123456789012345678901234567891",
            ),
        ] {
            assert_eq!(difference(a, b).as_deref(), Some(expected));
        }
    }
}
