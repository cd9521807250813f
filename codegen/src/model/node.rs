//! Values of traits and metadata.

use std::collections::BTreeMap;

use smithgen_runtime::{Timestamp, TimestampFormat};

/// A number, as the model writes it: none is rounded.
pub use smithgen_runtime::BigDecimal as Number;

/// A value in a trait or in metadata. See <https://smithy.io/2.0/spec/model.html#node-value>.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(String),
    /// Values in order.
    Array(Vec<Node>),
    /// Values by key.
    Object(BTreeMap<String, Node>),
}

impl From<u64> for Node {
    fn from(value: u64) -> Self {
        Self::Number(value.into())
    }
}

impl Node {
    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth, if this is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, or the one that a text is: a big one may be written so.
    pub fn as_decimal(&self) -> Option<Number> {
        match self {
            Self::String(text) => text.parse().ok(),
            _ => self.as_number().cloned(),
        }
    }

    /// The number as a signed integer, if it is written as one and 64 bits hold it.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_str().parse().ok()
    }

    /// The nearest float of 32 bits. `None` if the number is too large for one, or so small that it would be zero.
    pub fn as_f32(&self) -> Option<f32> {
        let number = self.as_number()?;
        let nearest = number.as_str().parse().ok()?;
        (f32::is_finite(nearest) && (nearest != 0.0 || is_zero(number))).then_some(nearest)
    }

    /// The nearest float of 64 bits, as [`as_f32`](Self::as_f32).
    pub fn as_f64(&self) -> Option<f64> {
        let number = self.as_number()?;
        let nearest = number.as_str().parse().ok()?;
        (f64::is_finite(nearest) && (nearest != 0.0 || is_zero(number))).then_some(nearest)
    }

    /// The point in time that is so many seconds after the start of 1970. `None` if a `Timestamp` does not reach it.
    pub fn as_time(&self) -> Option<Timestamp> {
        let number = self.as_number()?;
        let time = Timestamp::parse(number.as_str(), TimestampFormat::EpochSeconds).ok()?;
        (time > Timestamp::MIN && time < Timestamp::MAX).then_some(time)
    }

    /// The values, if this is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The values by key, if this is an object.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Node>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }
}

fn is_zero(number: &Number) -> bool {
    number.compare(&Number::default()).is_eq()
}
