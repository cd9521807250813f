//! Numbers, and times as numbers.

use super::{Reader, Result, wrong_type};
use crate::codec::cbor::big::Magnitude;
use crate::codec::cbor::head::{self, Head, names};
use crate::codec::cbor::tag;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::{BigDecimal, BigInteger, Timestamp};

/// How many bytes a bignum may have: as many as the largest keys of cryptography, and nearly 2,500 digits. The
/// time to write down its digits grows with the square of its length.
const BIGNUM_BYTES: usize = 1024;

/// An integer of any size in decimal.
struct Decimal {
    negative: bool,
    digits: String,
}

impl Reader<'_> {
    /// Takes an integer that is written as one.
    #[inline]
    pub(super) fn integer<T: TryFrom<i128>>(&mut self) -> Result<T> {
        let start = self.position;
        let value = match self.head()? {
            Head::Unsigned(value) => value.into(),
            Head::Negative(value) => -1 - i128::from(value),
            other => return Err(wrong_type(names::INTEGER, other, start)),
        };
        T::try_from(value).map_err(|_| out_of_range(start))
    }

    /// Takes a float of any width, or an integer.
    #[inline]
    pub(super) fn double(&mut self) -> Result<f64> {
        match self.peek() {
            Some(head::SINGLE) => {
                self.position += 1;
                self.array().map(|bytes| f32::from_be_bytes(bytes).into())
            }
            Some(head::DOUBLE) => {
                self.position += 1;
                self.array().map(f64::from_be_bytes)
            }
            _ => self.other_double(),
        }
    }

    /// Takes a float that is written in a less usual way.
    #[expect(
        clippy::cast_precision_loss,
        reason = "who writes a float as an integer loses nothing"
    )]
    fn other_double(&mut self) -> Result<f64> {
        let start = self.position;
        match self.head()? {
            Head::Float(value) => Ok(value),
            Head::Unsigned(value) => Ok(value as f64),
            Head::Negative(value) => Ok((-1 - i128::from(value)) as f64),
            other => Err(wrong_type(names::NUMBER, other, start)),
        }
    }

    /// Takes a float of any width, or an integer, as the nearest float of single precision.
    #[expect(clippy::cast_possible_truncation, reason = "the nearest float is what is wanted")]
    pub(super) fn float(&mut self) -> Result<f32> {
        let start = self.position;
        let double = self.double()?;
        let float = double as f32;
        if float.is_infinite() && double.is_finite() { Err(out_of_range(start)) } else { Ok(float) }
    }

    /// Takes seconds since 1970 under their tag. A fraction is rounded to milliseconds, which is what the protocol
    /// has: a float is not exact to more.
    pub(super) fn timestamp(&mut self) -> Result<Timestamp> {
        let start = self.position;
        match self.head()? {
            Head::Tag(tag::EPOCH) => {}
            other => return Err(wrong_type(names::TIMESTAMP, other, start)),
        }
        let start = self.position;
        match self.head()? {
            Head::Unsigned(seconds) => {
                i64::try_from(seconds).map(Timestamp::from_seconds).map_err(|_| out_of_range(start))
            }
            Head::Negative(value) => i64::try_from(value)
                .map(|value| Timestamp::from_seconds(-1 - value))
                .map_err(|_| out_of_range(start)),
            Head::Float(seconds) => from_seconds(seconds).ok_or_else(|| out_of_range(start)),
            other => Err(wrong_type(names::NUMBER, other, start)),
        }
    }

    /// Takes an integer of any size.
    pub(super) fn big_integer(&mut self) -> Result<BigInteger> {
        let start = self.position;
        let Decimal { negative, mut digits } = self.decimal_integer()?;
        if negative {
            digits.insert(0, '-');
        }
        BigInteger::try_from(digits).map_err(|_| out_of_range(start))
    }

    /// Takes a decimal fraction, or an integer of any size.
    pub(super) fn big_decimal(&mut self) -> Result<BigDecimal> {
        let start = self.position;
        let text = match self.head()? {
            Head::Tag(tag::DECIMAL) => self.decimal_fraction()?,
            Head::Unsigned(_) | Head::Negative(_) | Head::Tag(tag::POSITIVE | tag::NEGATIVE) => {
                self.position = start;
                return self.big_integer().map(BigDecimal::from);
            }
            other => return Err(wrong_type(names::DECIMAL, other, start)),
        };
        BigDecimal::try_from(text).map_err(|_| out_of_range(start))
    }

    /// Takes an array of an exponent and an integer.
    fn decimal_fraction(&mut self) -> Result<String> {
        let start = self.position;
        let mut rest = self.open_array()?;
        let mut parts = 0;
        let mut exponent = 0;
        let mut mantissa = Decimal { negative: false, digits: String::new() };
        while self.more(&mut rest)? {
            match parts {
                0 => exponent = self.integer()?,
                1 => mantissa = self.decimal_integer()?,
                _ => self.skip()?,
            }
            parts += 1;
        }
        if parts == 2 {
            Ok(decimal_text(&mantissa, exponent))
        } else {
            let expected = "an array of an exponent and an integer";
            Err(DecodeError::new(DecodeErrorKind::Syntax(expected), start))
        }
    }

    fn decimal_integer(&mut self) -> Result<Decimal> {
        let start = self.position;
        match self.head()? {
            Head::Unsigned(value) => Ok(Decimal { negative: false, digits: value.to_string() }),
            Head::Negative(value) => {
                let digits = (u128::from(value) + 1).to_string();
                Ok(Decimal { negative: true, digits })
            }
            Head::Tag(tag::POSITIVE) => {
                let digits = self.magnitude()?.into_digits();
                Ok(Decimal { negative: false, digits })
            }
            Head::Tag(tag::NEGATIVE) => {
                let mut magnitude = self.magnitude()?;
                magnitude.increment();
                Ok(Decimal { negative: true, digits: magnitude.into_digits() })
            }
            other => Err(wrong_type(names::INTEGER, other, start)),
        }
    }

    /// Takes the bytes of a bignum.
    fn magnitude(&mut self) -> Result<Magnitude> {
        let start = self.position;
        let bytes = self.byte_string()?;
        if bytes.len() > BIGNUM_BYTES {
            Err(out_of_range(start))
        } else {
            Ok(Magnitude::from_bytes(&bytes))
        }
    }
}

/// A number of seconds with a fraction of milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "the ranges are checked before")]
#[expect(clippy::cast_sign_loss, reason = "the fraction is not negative")]
fn from_seconds(seconds: f64) -> Option<Timestamp> {
    /// 2 to the power of 63, the first that 64 bits with a sign do not hold.
    const END: f64 = 9_223_372_036_854_775_808.0;
    let whole = seconds.floor();
    if !(-END..END).contains(&whole) {
        return None;
    }
    let millis = ((seconds - whole) * 1000.0).round() as u32;
    Timestamp::new(whole as i64, millis * 1_000_000).ok()
}

/// Digits with a point among them where that takes few zeros, and with an exponent otherwise.
fn decimal_text(mantissa: &Decimal, exponent: i64) -> String {
    /// How many zeros may stand between the point and the first digit.
    const ZEROS: usize = 5;
    let Decimal { negative, digits } = mantissa;
    let sign = if *negative { "-" } else { "" };
    let fraction = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    if exponent == 0 {
        return format!("{sign}{digits}");
    }
    if exponent < 0 && fraction <= digits.len() + ZEROS {
        let digits = format!("{digits:0>width$}", width = fraction + 1);
        if let Some((whole, fraction)) = digits.split_at_checked(digits.len() - fraction) {
            return format!("{sign}{whole}.{fraction}");
        }
    }
    format!("{sign}{digits}e{exponent}")
}

#[cold]
fn out_of_range(start: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::OutOfRange, start)
}

#[cfg(test)]
mod tests {
    use super::{Decimal, decimal_text, from_seconds};
    use crate::Timestamp;

    #[test]
    fn points_stand_among_digits() {
        for (negative, digits, exponent, text) in [
            (false, "27315", -2, "273.15"),
            (true, "27315", -5, "-0.27315"),
            (false, "1", -6, "0.000001"),
            (false, "1", -7, "1e-7"),
            (false, "0", -2, "0.00"),
            (false, "5", 0, "5"),
            (true, "5", 3, "-5e3"),
            (false, "1", i64::MIN, "1e-9223372036854775808"),
        ] {
            let mantissa = Decimal { negative, digits: digits.to_owned() };
            assert_eq!(decimal_text(&mantissa, exponent), text);
        }
    }

    #[test]
    fn fractions_are_rounded_to_milliseconds() {
        let millis = |seconds, millis: u32| Timestamp::new(seconds, millis * 1_000_000).ok();
        assert_eq!(from_seconds(946_845_296.123), millis(946_845_296, 123));
        assert_eq!(from_seconds(-0.25), millis(-1, 750));
        assert_eq!(from_seconds(0.9999), millis(1, 0));
        assert_eq!(from_seconds(-9_223_372_036_854_775_808.0), millis(i64::MIN, 0));
        for seconds in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 9_223_372_036_854_775_808.0] {
            assert_eq!(from_seconds(seconds), None);
        }
    }
}
