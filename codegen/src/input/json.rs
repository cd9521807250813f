//! JSON as it is written: entries in order, duplicated keys included.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error::{At, Diagnostic, Diagnostics};
use crate::model::{Node, Number, ShapeId, SourceId};

/// How deep values may be nested. The endpoint rules of S3, which nest most, need 45 levels.
const DEPTH_LIMIT: usize = 100;

/// A JSON value. Text without escapes is borrowed from the source.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// The entries of an object, in order.
pub(super) type Object<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

impl<'a> Json<'a> {
    /// The value under a key, if this is an object that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.as_object().and_then(|entries| find(entries, key))
    }

    /// The entries, if this is an object.
    pub(super) fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, with an article, for messages.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value as a node of the model.
    pub(super) fn into_node(self) -> Node {
        match self {
            Self::Null => Node::Null,
            Self::Bool(value) => Node::Bool(value),
            Self::Number(value) => Node::Number(value),
            Self::String(text) => Node::String(text.into_owned()),
            Self::Array(items) => Node::Array(items.into_iter().map(Json::into_node).collect()),
            Self::Object(entries) => Node::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.into_owned(), value.into_node()))
                    .collect(),
            ),
        }
    }
}

/// The value under a key.
pub(super) fn find<'o, 'a>(entries: &'o Object<'a>, key: &str) -> Option<&'o Json<'a>> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

impl<'a> From<&'a Node> for Json<'a> {
    fn from(node: &'a Node) -> Self {
        match node {
            Node::Null => Self::Null,
            Node::Bool(value) => Self::Bool(*value),
            Node::Number(value) => Self::Number(*value),
            Node::String(text) => Self::String(Cow::Borrowed(text)),
            Node::Array(items) => Self::Array(items.iter().map(Json::from).collect()),
            Node::Object(entries) => Self::Object(
                entries
                    .iter()
                    .map(|(key, value)| (Cow::Borrowed(key.as_str()), Json::from(value)))
                    .collect(),
            ),
        }
    }
}

/// Text that is not JSON.
pub(super) struct Problem {
    /// The byte at which it stops being JSON.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads a text that is one JSON value.
///
/// Fails on what is not JSON, and on values that are nested deeper than any model's.
pub(super) fn parse(text: &str) -> Result<Json<'_>, Problem> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Value { depth: 0 }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| problem(text, &error))
}

fn problem(text: &str, error: &serde_json::Error) -> Problem {
    let offset = offset(text, error.line(), error.column());
    let place = format!(" at line {} column {}", error.line(), error.column());
    let whole = error.to_string();
    let reason = whole.strip_suffix(&place).unwrap_or(&whole);
    if reason == TOO_DEEP {
        return Problem {
            offset,
            message: format!("values are nested more than {DEPTH_LIMIT} levels deep"),
            help: Some("no Smithy model needs this; is the file a model?".to_owned()),
        };
    }
    let help = error.is_eof().then(|| "the file ends too early; is it complete?".to_owned());
    Problem { offset, message: format!("the file is not JSON: {reason}"), help }
}

/// The offset of a line and column, both counted from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    (start + column.saturating_sub(1)).min(text.len())
}

/// The error by which [`Value`] says that it met [`DEPTH_LIMIT`].
const TOO_DEEP: &str = "nested too deep";

/// Reads a value at a depth.
#[derive(Clone, Copy)]
struct Value {
    depth: usize,
}

impl Value {
    fn within<E: serde::de::Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEPTH_LIMIT { Err(E::custom(TOO_DEEP)) } else { Ok(Self { depth }) }
    }
}

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(Number::Unsigned(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(u64::try_from(value).map_or(Number::Negative(value), Number::Unsigned)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Json::Number(Number::Float(value)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::String(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let within = self.within()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(within)? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let within = self.within()?;
        let mut object = Vec::new();
        while let Some(key) = entries.next_key_seed(Key)? {
            object.push((key, entries.next_value_seed(within)?));
        }
        Ok(Json::Object(object))
    }
}

/// Reads a key, borrowed where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// A way from the root to a value, made into a pointer only when a problem needs one.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    token: &'a str,
}

impl<'a> Path<'a> {
    /// The way to the root itself.
    pub(super) const ROOT: Path<'static> = Path { above: None, token: "" };

    /// The way to a value in this one.
    pub(super) fn key(&'a self, token: &'a str) -> Path<'a> {
        Path { above: Some(self), token }
    }

    /// The tokens of the JSON pointer, from the root.
    pub(super) fn tokens(&self) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut path = self;
        while let Some(above) = path.above {
            tokens.push(path.token.to_owned());
            path = above;
        }
        tokens.reverse();
        tokens
    }
}

/// Keeps the first entry of each key, and reports the others.
pub(super) fn without_duplicates<'a>(
    mut root: Json<'a>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Json<'a> {
    remove_duplicates(&mut root, &Path::ROOT, source, diagnostics);
    root
}

/// Recursion is bounded by [`DEPTH_LIMIT`].
fn remove_duplicates(
    value: &mut Json<'_>,
    path: &Path<'_>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    match value {
        Json::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                if matches!(item, Json::Array(_) | Json::Object(_)) {
                    let token = index.to_string();
                    remove_duplicates(item, &path.key(&token), source, diagnostics);
                }
            }
        }
        Json::Object(entries) => {
            if has_duplicates(entries) {
                keep_first(entries, path, source, diagnostics);
            }
            for (key, entry) in entries {
                remove_duplicates(entry, &path.key(key), source, diagnostics);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Up to how many entries are compared each with each.
const FEW: usize = 8;

fn has_duplicates(entries: &Object<'_>) -> bool {
    if entries.len() <= FEW {
        let mut rest = entries.as_slice();
        while let [(key, _), others @ ..] = rest {
            if others.iter().any(|(other, _)| other == key) {
                return true;
            }
            rest = others;
        }
        return false;
    }
    let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_ref()).collect();
    keys.sort_unstable();
    !keys.is_sorted_by(|one, next| one < next)
}

fn keep_first(
    entries: &mut Object<'_>,
    path: &Path<'_>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    entries.retain(|(key, _)| {
        let times = seen.entry(key.as_ref().to_owned()).or_insert(0);
        *times += 1;
        if *times > 1 {
            diagnostics.push(duplicate(&path.key(key), *times - 1, source));
        }
        *times == 1
    });
}

fn duplicate(path: &Path<'_>, occurrence: usize, source: SourceId) -> Diagnostic {
    let tokens = path.tokens();
    let what = match tokens.as_slice() {
        [first, _] if first == "shapes" => "the shape",
        [.., parent, _] if parent == "members" => "the member",
        [.., parent, _] if parent == "traits" => "the trait",
        _ => "the key",
    };
    let shape = match tokens.as_slice() {
        [first, id, ..] if first == "shapes" => ShapeId::parse(id),
        _ => None,
    };
    let message = format!("{what} `{}` occurs more than once in its object", path.token);
    let mut diagnostic = Diagnostic::error(message)
        .at(source, At::Duplicate(tokens, occurrence))
        .help("keep one of them; JSON readers differ in which they take");
    diagnostic.shape = shape;
    diagnostic
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(Number::Unsigned(value)) => serializer.serialize_u64(*value),
            Self::Number(Number::Negative(value)) => serializer.serialize_i64(*value),
            Self::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_has_the_offset_of_its_byte() {
        for (text, at) in [("{\n  \"a\": ?\n}", 9), ("[1,]", 3), ("{} {}", 3), ("\n\n  x", 4)] {
            let problem = parse(text).expect_err(text);
            assert_eq!(problem.offset, at, "{text:?}: {}", problem.message);
        }
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&nested(DEPTH_LIMIT)).is_ok());
        let problem = parse(&nested(10_000)).expect_err("too deep");
        assert!(problem.message.contains("nested"), "{}", problem.message);
    }

    #[test]
    fn numbers_are_kept() {
        let text = "[0,18446744073709551615,-9223372036854775808,1.5,1e20,-0.0]";
        let again = parse(text).map(|json| serde_json::to_string(&json).expect("is JSON"));
        assert_eq!(
            again.ok().as_deref(),
            Some("[0,18446744073709551615,-9223372036854775808,1.5,1e+20,-0.0]")
        );
    }
}
