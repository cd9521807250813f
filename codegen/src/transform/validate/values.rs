//! What the value of a trait may be.

use std::collections::BTreeMap;

use smithgen_runtime::Timestamp;
use smithgen_runtime::TimestampFormat::DateTime;

use crate::model::{Member, Node, Number, ShapeKind};

/// The form of a trait's value: the shapes of Smithy's prelude, as far as they matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing but its presence; an object, by custom empty.
    Annotation,
    Text,
    NotEmptyText,
    Texts,
    /// `client` or `server`.
    Fault,
    /// A status of an error, 100 to 599.
    Status,
    /// `date-time`, `epoch-seconds` or `http-date`.
    TimestampFormat,
    /// At least one of `min` and `max`, both lengths.
    Length,
    /// At least one of `min` and `max`, both numbers.
    Range,
    /// `message` and `since`, both texts and neither required.
    Deprecated,
    /// `uri`, and maybe `prefix`.
    XmlNamespace,
    /// `method` and `uri`, and maybe `code`.
    Http,
    /// `hostPrefix`.
    Endpoint,
    /// Whatever it is; other rules may apply.
    Any,
}

impl Form {
    /// What the value should be, if it is not.
    pub(super) fn check(self, value: &Node) -> Result<(), String> {
        let fits = match self {
            Self::Any => true,
            Self::Annotation => matches!(value, Node::Object(_) | Node::Null | Node::Bool(true)),
            Self::Text => value.as_str().is_some(),
            Self::NotEmptyText => value.as_str().is_some_and(|text| !text.is_empty()),
            Self::Texts => {
                value.as_array().is_some_and(|items| items.iter().all(|i| i.as_str().is_some()))
            }
            Self::Fault => matches!(value.as_str(), Some("client" | "server")),
            Self::Status => value.as_i64().is_some_and(|code| (100..=599).contains(&code)),
            Self::TimestampFormat => {
                matches!(value.as_str(), Some("date-time" | "epoch-seconds" | "http-date"))
            }
            Self::Length => is_length(value),
            Self::Range => is_range(value),
            Self::Deprecated => texts_within(value, &[], &["message", "since"]),
            Self::XmlNamespace => texts_within(value, &["uri"], &["prefix"]),
            Self::Http => {
                let code = value.get("code");
                texts_within(value, &["method", "uri"], &[])
                    && code.is_none_or(|code| {
                        code.as_i64().is_some_and(|code| (100..=999).contains(&code))
                    })
            }
            Self::Endpoint => texts_within(value, &["hostPrefix"], &[]),
        };
        if fits { Ok(()) } else { Err(self.what().to_owned()) }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Annotation => "an empty object",
            Self::Text => "a string",
            Self::NotEmptyText => "a string, and not empty",
            Self::Texts => "an array of strings",
            Self::Fault => "\"client\" or \"server\"",
            Self::Status => "a number from 100 to 599",
            Self::TimestampFormat => "\"date-time\", \"epoch-seconds\" or \"http-date\"",
            Self::Length => "an object with `min`, `max` or both, integers from 0, in this order",
            Self::Range => "an object with `min`, `max` or both, numbers in this order",
            Self::Deprecated => "an object in which `message` and `since` are strings",
            Self::XmlNamespace => "an object with a string `uri`, and maybe a string `prefix`",
            Self::Http => "an object with strings `method` and `uri`, and maybe a status `code`",
            Self::Endpoint => "an object with a string `hostPrefix`",
        }
    }
}

/// Whether an object has texts under these keys, the first of which it must have, none of them empty.
fn texts_within(value: &Node, required: &[&str], optional: &[&str]) -> bool {
    let Some(entries) = value.as_object() else {
        return value == &Node::Bool(true) && required.is_empty();
    };
    let filled =
        |key: &&str| entries.get(*key).and_then(Node::as_str).is_some_and(|text| !text.is_empty());
    let is_text = |key: &&str| entries.get(*key).is_none_or(|value| value.as_str().is_some());
    required.iter().all(filled) && optional.iter().all(is_text)
}

fn is_length(value: &Node) -> bool {
    let bound = |key| match value.get(key) {
        None => Ok(None),
        Some(bound) => bound.as_i64().filter(|bound| *bound >= 0).map(Some).ok_or(()),
    };
    in_order(bound("min"), bound("max"))
}

fn is_range(value: &Node) -> bool {
    let bound = |key| match value.get(key) {
        None => Ok(None),
        Some(bound) => number(bound).map(Some).ok_or(()),
    };
    in_order(bound("min"), bound("max"))
}

/// A number, which may be written as a text where it is a big one.
fn number(value: &Node) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn in_order<T: PartialOrd>(min: Result<Option<T>, ()>, max: Result<Option<T>, ()>) -> bool {
    match (min, max) {
        (Ok(Some(min)), Ok(Some(max))) => min <= max,
        (Ok(min), Ok(max)) => min.is_some() || max.is_some(),
        _ => false,
    }
}

/// What a default for a kind should be, if it is not.
///
/// See <https://smithy.io/2.0/spec/type-refinement-traits.html#default-value-constraints>.
pub(super) fn check_default(kind: &ShapeKind, value: &Node) -> Result<(), String> {
    let fits = match kind {
        ShapeKind::Blob => value.as_str().is_some_and(is_base64),
        ShapeKind::Boolean => value.as_bool().is_some(),
        ShapeKind::String => value.as_str().is_some(),
        ShapeKind::Byte => integer::<i8>(value),
        ShapeKind::Short => integer::<i16>(value),
        ShapeKind::Integer => integer::<i32>(value),
        ShapeKind::Long => value.as_i64().is_some(),
        ShapeKind::Float | ShapeKind::Double => is_float(value),
        ShapeKind::BigInteger => {
            matches!(value, Node::Number(Number::Unsigned(_) | Number::Negative(_)))
                || value.as_str().is_some_and(is_digits)
        }
        ShapeKind::BigDecimal => number(value).is_some(),
        ShapeKind::Timestamp => {
            value.as_f64().is_some()
                || value.as_str().is_some_and(|text| Timestamp::parse(text, DateTime).is_ok())
        }
        ShapeKind::Document => is_plain(value),
        ShapeKind::Enum(members) => matches!(value, Node::String(_)) && is_value_of(members, value),
        ShapeKind::IntEnum(members) => value.as_i64().is_some() && is_value_of(members, value),
        ShapeKind::List(_) => value.as_array().is_some_and(<[Node]>::is_empty),
        ShapeKind::Map { .. } => value.as_object().is_some_and(BTreeMap::is_empty),
        ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Operation(_)
        | ShapeKind::Resource(_)
        | ShapeKind::Service(_) => true,
    };
    if fits { Ok(()) } else { Err(default_of(kind).to_owned()) }
}

fn default_of(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Blob => "a string of base64",
        ShapeKind::Boolean => "a boolean",
        ShapeKind::String => "a string",
        ShapeKind::Byte => "an integer of 8 bits",
        ShapeKind::Short => "an integer of 16 bits",
        ShapeKind::Integer => "an integer of 32 bits",
        ShapeKind::Long => "an integer of 64 bits",
        ShapeKind::Float | ShapeKind::Double => {
            "a number, or one of \"NaN\", \"Infinity\" and \"-Infinity\""
        }
        ShapeKind::BigInteger => "an integer",
        ShapeKind::BigDecimal => "a number",
        ShapeKind::Timestamp => "a number of seconds, or a time such as \"1985-04-12T23:20:50Z\"",
        ShapeKind::Document => "null, a scalar, an empty array or an empty object",
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => "one of the values of the enum",
        ShapeKind::List(_) => "an empty array",
        ShapeKind::Map { .. } => "an empty object",
        ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Operation(_)
        | ShapeKind::Resource(_)
        | ShapeKind::Service(_) => "absent",
    }
}

fn integer<T: TryFrom<i64>>(value: &Node) -> bool {
    value.as_i64().is_some_and(|value| T::try_from(value).is_ok())
}

fn is_float(value: &Node) -> bool {
    value.as_f64().is_some() || matches!(value.as_str(), Some("NaN" | "Infinity" | "-Infinity"))
}

fn is_digits(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain(value: &Node) -> bool {
    match value {
        Node::Array(items) => items.is_empty(),
        Node::Object(entries) => entries.is_empty(),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => true,
    }
}

/// Whether a text is base64 in its usual alphabet, padded.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
}

fn is_value_of(members: &[Member], value: &Node) -> bool {
    members.iter().any(|member| member.traits.get("smithy.api#enumValue") == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_fit_their_kind() {
        let text = |text: &str| Node::String(text.to_owned());
        let int = |value| Node::Number(Number::Unsigned(value));
        let float = Node::Number(Number::Float(0.5));
        let cases = [
            (ShapeKind::Blob, text(""), true),
            (ShapeKind::Blob, text("AA=="), true),
            (ShapeKind::Blob, text("A==="), false),
            (ShapeKind::Byte, int(127), true),
            (ShapeKind::Byte, int(128), false),
            (ShapeKind::Integer, float.clone(), false),
            (ShapeKind::Float, float, true),
            (ShapeKind::Double, text("NaN"), true),
            (ShapeKind::Long, int(u64::MAX), false),
            (ShapeKind::BigInteger, text("-12345678901234567890123"), true),
            (ShapeKind::BigInteger, text("-"), false),
            (ShapeKind::Document, Node::Array(vec![Node::Null]), false),
            (ShapeKind::String, Node::Null, false),
        ];
        for (kind, value, fits) in cases {
            assert_eq!(check_default(&kind, &value).is_ok(), fits, "{kind:?} {value:?}");
        }
    }
}
