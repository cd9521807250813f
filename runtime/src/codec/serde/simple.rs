//! Types that hold no others, and documents.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::number::written_number;
use super::unquoted;
use super::write::serialize_double;
use crate::document::{Document, Number};
use crate::number::{BigDecimal, BigInteger};
use crate::timestamp::Timestamp;

/// Deserializes an enum of strings.
///
/// # Errors
/// Those of the deserializer; a value of another type.
pub fn deserialize_string_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<String>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer).map(T::from)
}

/// Deserializes an enum of integers.
///
/// # Errors
/// Those of the deserializer; a value of another type.
pub fn deserialize_int_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<i32>,
    D: Deserializer<'de>,
{
    i32::deserialize(deserializer).map(T::from)
}

/// Deserializes a sensitive enum of strings.
///
/// # Errors
/// As [`deserialize_string_enum`], without the value.
pub fn deserialize_sensitive_string_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<String>,
    D: Deserializer<'de>,
{
    deserialize_string_enum(deserializer).map_err(|_| unquoted("a string"))
}

/// Deserializes a sensitive enum of integers.
///
/// # Errors
/// As [`deserialize_int_enum`], without the value.
pub fn deserialize_sensitive_int_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<i32>,
    D: Deserializer<'de>,
{
    deserialize_int_enum(deserializer).map_err(|_| unquoted("an integer of 32 bits"))
}

/// Reads a type that is a string to serde.
struct Parsed<T> {
    expected: &'static str,
    parsed: PhantomData<T>,
}

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! parsed {
    ($($type:ty, $expected:literal;)*) => {
        $(
            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let visitor = Parsed { expected: $expected, parsed: PhantomData };
                    deserializer.deserialize_str(visitor)
                }
            }
        )*
    };
}

parsed! {
    Timestamp, "a time such as 2025-01-02T03:04:05Z";
    BigInteger, "the decimal digits of an integer, as a string";
    BigDecimal, "a decimal number, as a string";
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Negative(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serialize_double(*value, serializer),
            Self::Big(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(entries) => serializer.collect_map(entries),
        }
    }
}

impl<'de> Deserialize<'de> for Document {
    /// Only formats that describe themselves can tell what a document holds.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Document, E> {
        value.to_string().parse().map(Document::Number).map_err(E::custom)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        value.to_string().parse().map(Document::Number).map_err(E::custom)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        Document::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some((name, value)) = map.next_entry()? {
            entries.insert(name, value);
        }
        Ok(written_number(&entries).map_or(Document::Object(entries), Document::Number))
    }
}
