//! Numbers as text: those of any size are kept so, and integers are read from it exactly.

mod decimal;
#[cfg(any(feature = "cbor", feature = "json", feature = "xml"))]
mod integer;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

pub(crate) use self::decimal::{Decimal, nanos};
#[cfg(any(feature = "cbor", feature = "json", feature = "xml"))]
pub(crate) use self::integer::integer;
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) use self::integer::{NotAnInteger, big_integer};

/// An integer of any size.
///
/// It keeps its decimal digits and does no arithmetic: parse [`as_str`](Self::as_str) with a library for
/// big numbers to compute. The text is that of a JSON number: an optional minus, then digits without a
/// leading zero. Equality and hashes are those of the text, so `-0` is not `0`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigInteger(Cow<'static, str>);

/// A decimal number of any size and precision.
///
/// It keeps its text and does no arithmetic: parse [`as_str`](Self::as_str) with a library for big
/// numbers to compute. The text is that of a JSON number ([RFC 8259, section 6]). Equality and hashes are
/// those of the text, so `1.0` is not `1`.
///
/// [RFC 8259, section 6]: https://www.rfc-editor.org/rfc/rfc8259#section-6
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigDecimal(Cow<'static, str>);

/// A text is not a number of the form that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseNumberError(Form);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Integer,
    Decimal,
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Form::Integer => "expected an integer: an optional minus and decimal digits",
            Form::Decimal => "expected a decimal number, such as -12.5e3",
        })
    }
}

impl Error for ParseNumberError {}

macro_rules! big_number {
    ($name:ident, $form:expr, $accepts:expr) => {
        impl $name {
            /// The number as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseNumberError;

            fn from_str(text: &str) -> Result<Self, ParseNumberError> {
                Self::try_from(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = ParseNumberError;

            fn try_from(text: &str) -> Result<Self, ParseNumberError> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseNumberError;

            fn try_from(text: String) -> Result<Self, ParseNumberError> {
                if $accepts(&text) {
                    Ok(Self(Cow::Owned(text)))
                } else {
                    Err(ParseNumberError($form))
                }
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(Cow::Owned(value.to_string()))
            }
        }

        impl From<u64> for $name {
            fn from(value: u64) -> Self {
                Self(Cow::Owned(value.to_string()))
            }
        }

        impl Default for $name {
            /// Zero.
            fn default() -> Self {
                Self(Cow::Borrowed("0"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

big_number!(BigInteger, Form::Integer, is_integer);
big_number!(BigDecimal, Form::Decimal, is_decimal);

impl From<BigInteger> for BigDecimal {
    fn from(value: BigInteger) -> Self {
        Self(value.0)
    }
}

/// Whether a text is an integer as JSON writes it.
fn is_integer(text: &str) -> bool {
    strip_integer(text) == Some("")
}

/// Whether a text is a number as JSON writes it.
fn is_decimal(text: &str) -> bool {
    strip_integer(text).and_then(strip_fraction).and_then(strip_exponent) == Some("")
}

/// What follows the integer that a text begins with.
fn strip_integer(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.strip_prefix('0').or_else(|| strip_digits(digits))
}

/// What follows the fraction, if any, that a text begins with.
fn strip_fraction(text: &str) -> Option<&str> {
    text.strip_prefix('.').map_or(Some(text), strip_digits)
}

/// What follows the exponent, if any, that a text begins with.
fn strip_exponent(text: &str) -> Option<&str> {
    text.strip_prefix(['e', 'E']).map_or(Some(text), |exponent| {
        strip_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
    })
}

/// What follows one or more digits.
fn strip_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// The string that stands for a float that is not finite, in text formats without a number for it.
#[cfg(any(feature = "json", feature = "serde", feature = "serde_json", feature = "xml"))]
pub(crate) fn non_finite_name(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value.is_sign_positive() {
        "Infinity"
    } else {
        "-Infinity"
    }
}

/// The float that a string stands for, by [`non_finite_name`].
#[cfg(any(feature = "json", feature = "serde", feature = "xml"))]
pub(crate) fn non_finite(name: &str) -> Option<f64> {
    match name {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BigDecimal, BigInteger};

    #[test]
    fn integers_keep_their_digits() {
        let text = "-123456789012345678901234567890";
        let number: BigInteger = text.parse().unwrap();
        assert_eq!(number.as_str(), text);
        assert_eq!(number.to_string(), text);
        assert_eq!(BigInteger::default().as_str(), "0");
        assert_eq!(BigInteger::from(i64::MIN).as_str(), "-9223372036854775808");
        assert_eq!(BigInteger::from(u64::MAX).as_str(), "18446744073709551615");
    }

    #[test]
    fn integers_reject_everything_else() {
        for text in ["", "-", "+1", "01", "-01", "1.0", "1e3", " 1", "1 ", "0x1", "١", "--1"] {
            assert!(text.parse::<BigInteger>().is_err(), "{text}");
        }
    }

    #[test]
    fn decimals_keep_their_text() {
        for text in ["0", "-0", "1.00", "0.1", "1e3", "1E+3", "-1.5e-300", "10"] {
            assert_eq!(text.parse::<BigDecimal>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn decimals_reject_everything_else() {
        for text in ["", ".", "1.", ".1", "1e", "1e+", "01.0", "NaN", "Infinity", "1.0f", "1..0"] {
            assert!(text.parse::<BigDecimal>().is_err(), "{text}");
        }
    }
}
