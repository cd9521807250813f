//! Values without a schema.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::number::{self, BigDecimal, BigInteger, ParseNumberError};

/// A value whose shape only its service knows: what JSON can hold.
///
/// It converts to and from `serde_json::Value`, with the feature `serde_json`. A number that such a value cannot
/// hold becomes a string of its digits; with `serde_json`'s own feature `arbitrary_precision`, it stays a number.
///
/// `Clone`, `Drop` and `Debug` recurse. What a codec reads is never deeper than its
/// [`Limits::depth`](crate::Limits::depth); what you build yourself is as deep as you make it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Document {
    /// Nothing.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list of documents.
    Array(Vec<Document>),
    /// A map of documents by name.
    Object(BTreeMap<String, Document>),
}

/// A number in a [`Document`], without a change of its value.
///
/// Each number has one form, the first of these that holds it, so that equal ones compare equal; build them with
/// `From`, or from a JSON number with `parse`:
///
/// ```
/// # use smithgen_runtime::{Document, Number};
/// assert_eq!("1.50".parse(), Ok(Number::from(1.5)));
/// let big: Number = "18446744073709551616".parse()?;
/// assert!(matches!(&big, Number::Big(digits) if digits.as_str() == "18446744073709551616"));
/// let document = Document::from(big);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// An integer that is not negative.
    Unsigned(u64),
    /// An integer below zero.
    Negative(i64),
    /// A number that is the same when the float is written again. One that is not finite is written as a string,
    /// as Smithy does for floats.
    Float(f64),
    /// Any other number, as text: it is beyond 64 bits, has more digits than a float, or a larger exponent.
    ///
    /// Two of these are equal if their texts are. serde has no such numbers: it is given the text, as a string.
    Big(BigDecimal),
}

impl Number {
    /// The number as an unsigned integer, if it is one of 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(value) => Some(*value),
            Self::Negative(value) => u64::try_from(*value).ok(),
            Self::Float(_) | Self::Big(_) => None,
        }
    }

    /// The number as a signed integer, if it is one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(value) => i64::try_from(*value).ok(),
            Self::Negative(value) => Some(*value),
            Self::Float(_) | Self::Big(_) => None,
        }
    }

    /// The number as the nearest float, which is infinite beyond what floats hold.
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Unsigned(value) => *value as f64,
            Self::Negative(value) => *value as f64,
            Self::Float(value) => *value,
            Self::Big(value) => value.as_str().parse().unwrap_or(f64::NAN),
        }
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    /// Reads a JSON number ([RFC 8259, section 6]).
    ///
    /// [RFC 8259, section 6]: https://www.rfc-editor.org/rfc/rfc8259#section-6
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        text.parse::<BigDecimal>().map(Self::from)
    }
}

impl From<BigDecimal> for Number {
    fn from(value: BigDecimal) -> Self {
        let text = value.as_str();
        // Minus zero is a float.
        let negative = || text.parse().ok().filter(|value| *value < 0).map(Self::Negative);
        let float = || number::lossless_float(text).map(Self::Float);
        let small = text.parse().ok().map(Self::Unsigned).or_else(negative).or_else(float);
        small.unwrap_or(Self::Big(value))
    }
}

impl From<BigInteger> for Number {
    fn from(value: BigInteger) -> Self {
        BigDecimal::from(value).into()
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self::Unsigned(value)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        u64::try_from(value).map_or(Self::Negative(value), Self::Unsigned)
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl Document {
    /// Whether this is [`Document::Null`].
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if this is one.
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

    /// The unsigned integer, if this is one.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The signed integer, if this is one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number as the nearest float, if this is a number; it is infinite beyond what floats hold.
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Document]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if this is an object.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Document>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entry of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_object()?.get(name)
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Number> for Document {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<String> for Document {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<&str> for Document {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

macro_rules! from_number {
    ($($type:ty as $wide:ty),*) => {
        $(
            impl From<$type> for Document {
                fn from(value: $type) -> Self {
                    Self::Number(Number::from(<$wide>::from(value)))
                }
            }
        )*
    };
}

from_number!(i8 as i64, i16 as i64, i32 as i64, i64 as i64);
from_number!(u8 as u64, u16 as u64, u32 as u64, u64 as u64);
from_number!(f32 as f64, f64 as f64);
from_number!(BigInteger as BigInteger, BigDecimal as BigDecimal);

impl<T: Into<Document>> From<Option<T>> for Document {
    /// `None` is [`Document::Null`].
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Document>, const N: usize> From<[T; N]> for Document {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<V: Into<Document>> From<BTreeMap<String, V>> for Document {
    fn from(entries: BTreeMap<String, V>) -> Self {
        entries.into_iter().collect()
    }
}

impl<T: Into<Document>> FromIterator<T> for Document {
    /// An array.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Document>> FromIterator<(K, V)> for Document {
    /// An object.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = entries.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self::Object(entries.collect())
    }
}

#[cfg(feature = "serde_json")]
impl From<serde_json::Value> for Document {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(number) => from_json_number(&number),
            serde_json::Value::String(value) => Self::String(value),
            serde_json::Value::Array(items) => items.into_iter().collect(),
            serde_json::Value::Object(entries) => entries.into_iter().collect(),
        }
    }
}

/// By its text, which is all that `serde_json` has with its feature `arbitrary_precision`: a text that its user
/// gave it unchecked may be no number.
#[cfg(feature = "serde_json")]
fn from_json_number(number: &serde_json::Number) -> Document {
    if let Some(value) = number.as_u64() {
        return value.into();
    }
    let text = number.to_string();
    text.parse().map_or(Document::String(text), Document::Number)
}

#[cfg(feature = "serde_json")]
impl From<Document> for serde_json::Value {
    /// A number that is not finite becomes a string, such as `"NaN"`, and so does one that `serde_json` cannot
    /// hold exactly.
    fn from(document: Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Bool(value) => Self::Bool(value),
            Document::Number(number) => to_json_number(&number),
            Document::String(value) => Self::String(value),
            Document::Array(items) => Self::Array(items.into_iter().map(Into::into).collect()),
            Document::Object(entries) => Self::Object(
                entries.into_iter().map(|(name, value)| (name, value.into())).collect(),
            ),
        }
    }
}

#[cfg(feature = "serde_json")]
fn to_json_number(number: &Number) -> serde_json::Value {
    match number {
        Number::Unsigned(value) => (*value).into(),
        Number::Negative(value) => (*value).into(),
        Number::Float(value) => match serde_json::Number::from_f64(*value) {
            Some(number) => serde_json::Value::Number(number),
            None => number::non_finite_name(*value).into(),
        },
        Number::Big(value) => match exact_json_number(value) {
            Some(number) => serde_json::Value::Number(number),
            None => value.as_str().into(),
        },
    }
}

/// Without `arbitrary_precision`, `serde_json` rounds such a number.
#[cfg(feature = "serde_json")]
fn exact_json_number(value: &BigDecimal) -> Option<serde_json::Number> {
    let number: serde_json::Number = value.as_str().parse().ok()?;
    let kept: BigDecimal = number.to_string().parse().ok()?;
    kept.compare(value).is_eq().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{BigDecimal, BigInteger, Document, Number};

    #[test]
    fn numbers_have_the_first_form_that_holds_them() {
        let big = |text: &str| Number::Big(text.parse().unwrap());
        for (text, expected) in [
            ("18446744073709551615", Number::Unsigned(u64::MAX)),
            ("-9223372036854775808", Number::Negative(i64::MIN)),
            ("-0", Number::Float(-0.0)),
            ("1.0", Number::Float(1.0)),
            ("18446744073709551616", big("18446744073709551616")),
            ("-9223372036854775809", big("-9223372036854775809")),
            ("0.1234567890123456789012", big("0.1234567890123456789012")),
            ("1e400", big("1e400")),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
        for text in ["", "1.", "+1", "NaN", "1e"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        let big = Document::from("-9223372036854775809".parse::<BigInteger>().unwrap());
        assert_eq!((big.as_i64(), big.as_f64()), (None, Some(-9_223_372_036_854_775_808.0)));
        assert_eq!(Document::from("7".parse::<BigDecimal>().unwrap()), Document::from(7));
        assert_eq!(
            Document::from("1e400".parse::<BigDecimal>().unwrap()).as_f64(),
            Some(f64::INFINITY)
        );
    }

    #[test]
    fn integers_have_one_form() {
        assert_eq!(Document::from(5_i8), Document::from(5_u64));
        assert_eq!(Document::from(-5), Document::Number(Number::Negative(-5)));
        assert_eq!(Document::from(u64::MAX).as_i64(), None);
        assert_eq!(Document::from(7_u8).as_i64(), Some(7));
        assert_eq!(Document::from(-1).as_u64(), None);
        assert_eq!(Document::from(0.5).as_i64(), None);
        assert_eq!(Document::from(-2).as_f64(), Some(-2.0));
    }

    #[test]
    fn collections_collect() {
        let array = Document::from([1, 2]);
        let object: Document = [("a", array.clone())].into_iter().collect();
        assert_eq!(object.get("a"), Some(&array));
        assert_eq!(object.get("b"), None);
        assert_eq!(array.as_array().map(<[_]>::len), Some(2));
        assert!(Document::from(None::<bool>).is_null());
    }

    #[cfg(feature = "serde_json")]
    #[test]
    fn serde_json_both_ways() {
        let value: serde_json::Value =
            serde_json::from_str(r#"{"a":[null,true,-1,18446744073709551615,1.5,"x"],"b":{}}"#)
                .unwrap();
        let document = Document::from(value.clone());
        assert_eq!(document.get("a").unwrap().as_array().unwrap()[3].as_u64(), Some(u64::MAX));
        assert_eq!(serde_json::Value::from(document), value);
        assert_eq!(serde_json::Value::from(Document::from(f64::NAN)), "NaN");
        for text in ["18446744073709551616", "0.1234567890123456789012", "1e400"] {
            let document = Document::from(text.parse::<Number>().unwrap());
            assert_eq!(serde_json::Value::from(document), text);
        }
    }
}
