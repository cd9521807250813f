//! Numbers as formats present them.
//!
//! With `serde_json`'s feature `arbitrary_precision`, which any crate of a program may turn on, a number that is no
//! integer of 64 bits is a map of one entry: the number's text, under a name of `serde_json`'s own. It is so to
//! whoever takes a value of any type, as documents do, and floats, which may be strings.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

use crate::document::{Document, Number};
use crate::number::non_finite;

/// The name that is `serde_json`'s own.
const WRITTEN_NUMBER: &str = "$serde_json::private::Number";

/// The number that the entries of a map are, if they are one.
pub(super) fn written_number(entries: &BTreeMap<String, Document>) -> Option<Number> {
    match entries.first_key_value() {
        Some((name, Document::String(text))) if name == WRITTEN_NUMBER && entries.len() == 1 => {
            text.parse().ok()
        }
        _ => None,
    }
}

/// Reads a float; in a format that people read, one that is not finite is a string.
pub(super) fn double<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(FloatVisitor)
    } else {
        f64::deserialize(deserializer)
    }
}

/// As [`double`]; a number beyond 32 bits is an error, and not infinite.
#[expect(clippy::cast_possible_truncation, reason = "the nearest float, as serde itself has it")]
pub(super) fn float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    if !deserializer.is_human_readable() {
        return f32::deserialize(deserializer);
    }
    let value = deserializer.deserialize_any(FloatVisitor)?;
    let float = value as f32;
    if float.is_finite() == value.is_finite() { Ok(float) } else { Err(out_of_range()) }
}

fn out_of_range<E: Error>() -> E {
    E::custom("the number is out of range")
}

struct FloatVisitor;

#[expect(clippy::cast_precision_loss, reason = "the nearest float, as serde itself has it")]
impl<'de> Visitor<'de> for FloatVisitor {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    }

    fn visit_f64<E>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u64<E>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_i128<E>(self, value: i128) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u128<E>(self, value: u128) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<f64, E> {
        non_finite(name).ok_or_else(|| E::invalid_value(Unexpected::Other("another string"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<f64, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((name, text)) if name == WRITTEN_NUMBER => {
                let value = text.parse::<Number>().map_err(A::Error::custom)?.as_f64();
                let finite = Some(value).filter(|value| value.is_finite());
                finite.ok_or_else(out_of_range)
            }
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}
