//! Numbers as text: those of any size are kept so, and integers are read from it exactly.

mod decimal;
#[cfg(any(feature = "cbor", feature = "json", feature = "xml"))]
mod integer;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use self::decimal::Normal;
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

impl BigDecimal {
    /// Compares the values of two numbers, so that `1.0` is equal to `1`. Exponents beyond 48 bits are taken
    /// for equal.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (normal(&self.0), normal(&other.0)) {
            (Some(left), Some(right)) => left.compare(&right),
            // Never, since both are decimal numbers.
            _ => self.0.cmp(&other.0),
        }
    }
}

/// The float that is nearest to a JSON number, if the float's own shortest text has the same value: then nothing
/// is lost by keeping the float in place of the text.
pub(crate) fn lossless_float(text: &str) -> Option<f64> {
    /// So many bytes have 15 digits at most, all of which a float keeps.
    const SURELY: usize = 16;
    /// Floats that are not subnormal, with room to spare.
    const NORMAL: RangeInclusive<f64> = 1e-300..=1e300;
    let value = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let is_plain = text.len() <= SURELY && NORMAL.contains(&value.abs());
    (is_plain || is_value(text, value)).then_some(value)
}

#[cfg(any(feature = "json", feature = "xml"))]
fn is_value(text: &str, float: f64) -> bool {
    same_value(text, zmij::Buffer::new().format_finite(float))
}

#[cfg(not(any(feature = "json", feature = "xml")))]
fn is_value(text: &str, float: f64) -> bool {
    same_value(text, &format!("{float:e}"))
}

fn same_value(left: &str, right: &str) -> bool {
    left == right || normal(left).is_some_and(|left| normal(right) == Some(left))
}

fn normal(literal: &str) -> Option<Normal<'_>> {
    Decimal::parse(literal).map(Normal::of)
}

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
    use std::cmp::Ordering;

    use super::{BigDecimal, BigInteger, lossless_float};

    #[test]
    fn decimals_compare_by_value() {
        use Ordering::{Equal, Greater, Less};
        for (left, order, right) in [
            ("1.0", Equal, "1"),
            ("100", Equal, "1e2"),
            ("0.001", Equal, "1.00E-3"),
            ("-0", Equal, "0.0e9"),
            ("9", Less, "10"),
            ("0.9", Less, "1"),
            ("-9", Greater, "-10"),
            ("-1", Less, "0"),
            ("0", Less, "1e-999999999"),
            ("12", Less, "12.000000000000000000001"),
            ("100000000000000000001", Greater, "100000000000000000000"),
            ("1e99999999999999999999", Greater, "9e999999999"),
            ("1e-99999999999999999999", Less, "1e-999999999"),
        ] {
            let number = |text: &str| text.parse::<BigDecimal>().unwrap();
            assert_eq!(number(left).compare(&number(right)), order, "{left} {right}");
            assert_eq!(number(right).compare(&number(left)), order.reverse(), "{right} {left}");
        }
    }

    #[test]
    fn floats_hold_some_numbers_without_loss() {
        for (text, value) in [
            ("0.5", 0.5),
            ("1.50", 1.5),
            ("1e2", 100.0),
            ("-0", -0.0),
            ("0e99999999999999999999", 0.0),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
            ("1.7976931348623157E308", f64::MAX),
            ("5e-324", 5e-324),
            ("100000000000000000000", 1e20),
            ("1000000000000000000000000000000.00000000", 1e30),
        ] {
            let found = lossless_float(text).map(f64::to_bits);
            assert_eq!(found, Some(f64::to_bits(value)), "{text}");
        }
        for text in [
            "18446744073709551616",
            "0.1234567890123456789012",
            "0.12345678901234567",
            "9007199254740993.0",
            "1e400",
            "1e-400",
            "4e-324",
            "1.234567e-320",
            "1e99999999999999999999",
        ] {
            assert_eq!(lossless_float(text), None, "{text}");
        }
    }

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
