//! JSON as it is written: entries in order, duplicated keys included, and every digit of a number.

mod read;

use std::borrow::Cow;
use std::collections::HashMap;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::diagnostics::{At, Diagnostic, Diagnostics};
use crate::model::{Node, Number, ShapeId, SourceId};

pub(super) use self::read::parse;

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

    /// The number, if this is one that is whole, not negative and within 64 bits.
    pub(super) fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_str().parse().ok(),
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
            Node::Number(value) => Self::Number(value.clone()),
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

/// The longest key that a pointer has, in bytes: a shape id has three names of 200.
const LONGEST_TOKEN: usize = 1000;

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

    /// The tokens of the JSON pointer, from the root. Below a key that is longer than that of any
    /// model, a pointer goes no further: each problem within would repeat it.
    pub(super) fn tokens(&self) -> Vec<String> {
        let mut way = Vec::new();
        let mut path = self;
        while let Some(above) = path.above {
            way.push(path.token);
            path = above;
        }
        let short = way.into_iter().rev().take_while(|token| token.len() <= LONGEST_TOKEN);
        short.map(str::to_owned).collect()
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

/// Recursion is bounded, since [`parse`] bounds how deep values nest.
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
    let at = match tokens.last() {
        Some(last) if last == path.token => At::Duplicate(tokens, occurrence),
        _ => At::Pointer(tokens),
    };
    let mut diagnostic = Diagnostic::error(message)
        .at(source, at)
        .help("keep one of them; JSON readers differ in which they take");
    diagnostic.shape = shape;
    diagnostic
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => literal(value).map_err(S::Error::custom)?.serialize(serializer),
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

/// A number as it is written, which `serde_json` passes through.
fn literal(number: &Number) -> Result<Box<RawValue>, serde_json::Error> {
    RawValue::from_string(number.to_string())
}
