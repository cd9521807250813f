//! What the value of a trait may be.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use smithgen_runtime::TimestampFormat::DateTime;
use smithgen_runtime::{BigInteger, Timestamp};

use crate::model::{Member, Node, Number, ShapeKind, TraitId};

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
    /// The name of a header: a token of RFC 9110.
    HeaderName,
    /// The beginning of such a name, which may be empty.
    HeaderPrefix,
    /// Text that a header can hold as it is.
    HeaderText,
    /// A name in XML, maybe with a prefix.
    XmlName,
    /// `name`, a name in XML, and maybe a `namespace`.
    InputRoot,
    /// `code`.
    QueryError,
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
            Self::XmlNamespace => is_namespace(value),
            Self::Http => {
                let code = value.get("code");
                texts_within(value, &["method", "uri"], &[])
                    && value.get("method").and_then(Node::as_str).is_some_and(is_token)
                    && code.is_none_or(|code| {
                        code.as_i64().is_some_and(|code| (100..=999).contains(&code))
                    })
            }
            Self::Endpoint => {
                texts_within(value, &["hostPrefix"], &[])
                    && value.get("hostPrefix").and_then(Node::as_str).is_some_and(is_host_pattern)
            }
            Self::HeaderName => value.as_str().is_some_and(is_token),
            Self::HeaderPrefix => {
                value.as_str().is_some_and(|text| text.is_empty() || is_token(text))
            }
            Self::HeaderText => value.as_str().is_some_and(is_header_text),
            Self::XmlName => value.as_str().is_some_and(is_xml_name),
            Self::InputRoot => {
                value.get("name").and_then(Node::as_str).is_some_and(is_xml_name)
                    && value.get("namespace").is_none_or(is_namespace)
            }
            Self::QueryError => texts_within(value, &["code"], &[]),
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
            Self::XmlNamespace => {
                "an object with a string `uri`, and maybe a `prefix` that is a name in XML"
            }
            Self::Http => {
                "an object with a `method` that HTTP can have, a string `uri`, and maybe a status \
                 `code`"
            }
            Self::Endpoint => {
                "an object with a `hostPrefix` of letters, digits, `-`, `.` and `{labels}`"
            }
            Self::HeaderName => "the name of a header: letters, digits and any of !#$%&'*+-.^_`|~",
            Self::HeaderPrefix => {
                "how names of headers begin: letters, digits and any of !#$%&'*+-.^_`|~"
            }
            Self::HeaderText => "a string of visible ASCII characters and spaces, and not empty",
            Self::XmlName => "a name in XML, such as `Name` or `prefix:Name`",
            Self::InputRoot => "an object with a `name`, a name in XML, and maybe a `namespace`",
            Self::QueryError => "an object with a string `code`",
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

/// See <https://www.rfc-editor.org/rfc/rfc9110#name-tokens>.
fn is_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

fn is_header_text(text: &str) -> bool {
    !text.trim().is_empty() && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

/// See <https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait>.
fn is_host_pattern(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._{}".contains(&byte))
}

/// See <https://www.w3.org/TR/xml-names/#NT-QName>.
fn is_xml_name(text: &str) -> bool {
    let (prefix, name) = text.split_once(':').unwrap_or(("_", text));
    is_xml_part(prefix) && is_xml_part(name)
}

fn is_xml_part(text: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(is_start) && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

fn is_namespace(value: &Node) -> bool {
    let prefix = value.get("prefix").and_then(Node::as_str).unwrap_or_default();
    texts_within(value, &["uri"], &["prefix"]) && (prefix.is_empty() || is_xml_part(prefix))
}

fn is_length(value: &Node) -> bool {
    let bound = |key| match value.get(key) {
        None => Ok(None),
        Some(bound) => bound.as_i64().filter(|bound| *bound >= 0).map(Some).ok_or(()),
    };
    in_order(bound("min"), bound("max"), i64::cmp)
}

fn is_range(value: &Node) -> bool {
    let bound = |key| match value.get(key) {
        None => Ok(None),
        Some(bound) => bound.as_decimal().map(Some).ok_or(()),
    };
    in_order(bound("min"), bound("max"), Number::compare)
}

fn in_order<T>(
    min: Result<Option<T>, ()>,
    max: Result<Option<T>, ()>,
    compare: impl Fn(&T, &T) -> Ordering,
) -> bool {
    match (min, max) {
        (Ok(Some(min)), Ok(Some(max))) => compare(&min, &max).is_le(),
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
        // `EnumValues` has which values an enum takes.
        ShapeKind::String | ShapeKind::Enum(_) => value.as_str().is_some(),
        ShapeKind::Byte => integer::<i8>(value),
        ShapeKind::Short => integer::<i16>(value),
        ShapeKind::Integer => integer::<i32>(value),
        ShapeKind::Long | ShapeKind::IntEnum(_) => value.as_i64().is_some(),
        ShapeKind::Float => value.as_f32().is_some() || is_named_float(value),
        ShapeKind::Double => value.as_f64().is_some() || is_named_float(value),
        ShapeKind::BigInteger => {
            value.as_decimal().is_some_and(|number| number.as_str().parse::<BigInteger>().is_ok())
        }
        ShapeKind::BigDecimal => value.as_decimal().is_some(),
        ShapeKind::Timestamp => {
            value.as_time().is_some()
                || value.as_str().is_some_and(|text| Timestamp::parse(text, DateTime).is_ok())
        }
        ShapeKind::Document => is_plain(value),
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

pub(super) fn default_of(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Blob => "a string of base64",
        ShapeKind::Boolean => "a boolean",
        ShapeKind::String => "a string",
        ShapeKind::Byte => "an integer of 8 bits",
        ShapeKind::Short => "an integer of 16 bits",
        ShapeKind::Integer => "an integer of 32 bits",
        ShapeKind::Long => "an integer of 64 bits",
        ShapeKind::Float => {
            "a number that a float of 32 bits holds, or one of \"NaN\", \"Infinity\" and \"-Infinity\""
        }
        ShapeKind::Double => {
            "a number that a float of 64 bits holds, or one of \"NaN\", \"Infinity\" and \"-Infinity\""
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

fn is_named_float(value: &Node) -> bool {
    matches!(value.as_str(), Some("NaN" | "Infinity" | "-Infinity"))
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

/// The values of an enum.
pub(super) struct EnumValues<'a> {
    texts: BTreeSet<&'a str>,
    numbers: BTreeSet<i64>,
}

impl<'a> EnumValues<'a> {
    pub(super) fn of(members: &'a [Member]) -> Self {
        let values = || members.iter().filter_map(|m| m.traits.get(TraitId::ENUM_VALUE));
        Self {
            texts: values().filter_map(Node::as_str).collect(),
            numbers: values().filter_map(Node::as_i64).collect(),
        }
    }

    pub(super) fn has(&self, value: &Node) -> bool {
        value.as_str().is_some_and(|text| self.texts.contains(text))
            || value.as_i64().is_some_and(|number| self.numbers.contains(&number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_fit_their_kind() {
        let text = |text: &str| Node::String(text.to_owned());
        let cases = [
            (ShapeKind::Blob, text(""), true),
            (ShapeKind::Blob, text("AA=="), true),
            (ShapeKind::Blob, text("A==="), false),
            (ShapeKind::Double, text("NaN"), true),
            (ShapeKind::Document, Node::Array(vec![Node::Null]), false),
            (ShapeKind::String, Node::Null, false),
            (ShapeKind::BigInteger, text("-12345678901234567890123"), true),
            (ShapeKind::BigInteger, text("-"), false),
            (ShapeKind::BigInteger, text("007"), false),
            (ShapeKind::BigDecimal, text("1.50"), true),
            (ShapeKind::BigDecimal, text("inf"), false),
            (ShapeKind::BigDecimal, text("+1"), false),
        ];
        for (kind, value, fits) in cases {
            assert_eq!(check_default(&kind, &value).is_ok(), fits, "{kind:?} {value:?}");
        }
    }

    #[test]
    fn numbers_fit_their_kind() {
        let cases = [
            (ShapeKind::Byte, "127", true),
            (ShapeKind::Byte, "128", false),
            (ShapeKind::Integer, "0.5", false),
            (ShapeKind::Integer, "1e1", false),
            (ShapeKind::Long, "9223372036854775807", true),
            (ShapeKind::Long, "9223372036854775808", false),
            (ShapeKind::Long, "-9223372036854775809", false),
            (ShapeKind::Float, "0.5", true),
            (ShapeKind::Float, "3.4028235e38", true),
            (ShapeKind::Float, "1e308", false),
            (ShapeKind::Float, "1e-308", false),
            (ShapeKind::Float, "-0.0", true),
            (ShapeKind::Double, "1e308", true),
            (ShapeKind::Double, "1e309", false),
            (ShapeKind::Double, "1e-400", false),
            (ShapeKind::Double, "0e999", true),
            (ShapeKind::BigInteger, "18446744073709551616", true),
            (ShapeKind::BigInteger, "1.0", false),
            (ShapeKind::BigDecimal, "12345678901234567890.123456789", true),
            (ShapeKind::BigDecimal, "1e400", true),
            (ShapeKind::Timestamp, "-9223372036854775808.5", false),
            (ShapeKind::Timestamp, "1e300", false),
            (ShapeKind::Timestamp, "1700000000.123456789", true),
            (ShapeKind::Document, "18446744073709551616", true),
        ];
        for (kind, literal, fits) in cases {
            let value = Node::Number(literal.parse().expect("a number"));
            assert_eq!(check_default(&kind, &value).is_ok(), fits, "{kind:?} {literal}");
        }
    }

    #[test]
    fn bounds_are_in_order_by_their_exact_values() {
        let bound = |text: &str| Node::Number(text.parse().expect("a number"));
        let bounds = |min: Node, max: Node| {
            Node::Object([("min".to_owned(), min), ("max".to_owned(), max)].into())
        };
        for (min, max, fits) in [
            ("100000000000000000001", "100000000000000000001", true),
            ("100000000000000000002", "100000000000000000001", false),
            ("1.0", "1", true),
            ("-1e400", "1e400", true),
        ] {
            let value = bounds(bound(min), bound(max));
            assert_eq!(Form::Range.check(&value).is_ok(), fits, "{min} {max}");
        }
        let texts = bounds(Node::String("1".to_owned()), Node::String("inf".to_owned()));
        assert!(Form::Range.check(&texts).is_err());
        assert!(Form::Length.check(&bounds(bound("1"), bound("9223372036854775808"))).is_err());
    }
}
