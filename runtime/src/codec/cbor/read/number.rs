//! Numbers, and times as numbers.

use super::{Reader, Result, wrong_type};
use crate::codec::cbor::big::Magnitude;
use crate::codec::cbor::head::{Head, info, major, names};
use crate::codec::cbor::{head, tag};
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::number::{self, BigDecimal, BigInteger};
use crate::timestamp::Timestamp;

/// How many bytes a bignum may have: as many as the largest keys of cryptography, and nearly 2,500 digits. The
/// time to write down its digits grows with the square of its length.
const BIGNUM_BYTES: usize = 1024;

/// The tag of a time, in a head of one byte.
#[expect(clippy::cast_possible_truncation, reason = "the tag is 1")]
const EPOCH: u8 = major::TAG | tag::EPOCH as u8;

/// The head of the seconds since 1970, as long as they have four bytes.
const WHOLE_SECONDS: u8 = major::UNSIGNED | info::FOUR_BYTES;

/// An integer of any size in decimal.
struct Decimal {
    negative: bool,
    digits: String,
}

impl Reader<'_> {
    /// Takes an integer.
    #[inline]
    pub(super) fn integer<T: TryFrom<i128>>(&mut self) -> Result<T> {
        let start = self.position();
        let value = match self.short_head(major::UNSIGNED) {
            Some(value) => value.into(),
            None => self.long_integer()?,
        };
        T::try_from(value).map_err(|_| out_of_range(start))
    }

    fn long_integer(&mut self) -> Result<i128> {
        let (before, start) = (self.input, self.position());
        let head = self.head()?;
        match head {
            Head::Unsigned(value) => Ok(value.into()),
            Head::Negative(value) => Ok(-1 - i128::from(value)),
            Head::Float(value) => {
                integral(value).ok_or_else(|| wrong_type(names::INTEGER, head, start))
            }
            Head::Tag(tag::POSITIVE | tag::NEGATIVE) => {
                self.input = before;
                let digits = self.big_integer()?;
                number::integer(digits.as_str()).map_err(|_| out_of_range(start))
            }
            other => Err(wrong_type(names::INTEGER, other, start)),
        }
    }

    /// Takes a float of any width, or an integer. It is put into its place at once, as long lists are made of them.
    #[inline]
    pub(super) fn fill_double(&mut self, place: &mut f64) -> Result<()> {
        *place = match self.plain_double() {
            Some(value) => value,
            None => self.other_double()?,
        };
        Ok(())
    }

    /// Takes a float of double or single precision, if one comes next.
    #[inline]
    fn plain_double(&mut self) -> Option<f64> {
        let (value, rest) = match self.input.split_first()? {
            (&head::DOUBLE, rest) => {
                let (bytes, rest) = rest.split_first_chunk()?;
                (f64::from_be_bytes(*bytes), rest)
            }
            (&head::SINGLE, rest) => {
                let (bytes, rest) = rest.split_first_chunk()?;
                (f32::from_be_bytes(*bytes).into(), rest)
            }
            _ => return None,
        };
        self.input = rest;
        Some(value)
    }

    /// Takes a float that is written in a less usual way.
    #[expect(
        clippy::cast_precision_loss,
        reason = "who writes a float as an integer loses nothing"
    )]
    #[cold]
    fn other_double(&mut self) -> Result<f64> {
        let start = self.position();
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
        let start = self.position();
        let mut double = 0.0;
        self.fill_double(&mut double)?;
        let float = double as f32;
        if float.is_infinite() && double.is_finite() { Err(out_of_range(start)) } else { Ok(float) }
    }

    /// Takes seconds since 1970 under their tag. A fraction is rounded to milliseconds, which is what the protocol
    /// has: a float is not exact to more.
    #[inline]
    pub(super) fn fill_timestamp(&mut self, place: &mut Timestamp) -> Result<()> {
        *place = match self.plain_seconds() {
            Some(time) => time,
            None => self.other_seconds()?,
        };
        Ok(())
    }

    /// Takes seconds of double precision, or whole ones of today's size, if they come next under their tag.
    #[inline]
    fn plain_seconds(&mut self) -> Option<Timestamp> {
        let (time, rest) = match self.input.split_first_chunk()? {
            ([EPOCH, head::DOUBLE], rest) => {
                let (bytes, rest) = rest.split_first_chunk()?;
                (from_seconds(f64::from_be_bytes(*bytes))?, rest)
            }
            ([EPOCH, WHOLE_SECONDS], rest) => {
                let (bytes, rest) = rest.split_first_chunk()?;
                (Timestamp::from_seconds(u32::from_be_bytes(*bytes).into()), rest)
            }
            _ => return None,
        };
        self.input = rest;
        Some(time)
    }

    /// Takes seconds since 1970 under their tag in a less usual way.
    #[cold]
    fn other_seconds(&mut self) -> Result<Timestamp> {
        let start = self.position();
        match self.head()? {
            Head::Tag(tag::EPOCH) => {}
            other => return Err(wrong_type(names::TIMESTAMP, other, start)),
        }
        let start = self.position();
        let time = match self.head()? {
            Head::Unsigned(seconds) => i64::try_from(seconds).map(Timestamp::from_seconds).ok(),
            Head::Negative(value) => {
                i64::try_from(value).map(|value| Timestamp::from_seconds(-1 - value)).ok()
            }
            Head::Float(seconds) => from_seconds(seconds),
            other => return Err(wrong_type(names::NUMBER, other, start)),
        };
        time.ok_or_else(|| out_of_range(start))
    }

    /// Takes an integer of any size.
    pub(super) fn big_integer(&mut self) -> Result<BigInteger> {
        let start = self.position();
        let Decimal { negative, mut digits } = self.decimal_integer()?;
        if negative {
            digits.insert(0, '-');
        }
        self.memory(digits.len())?;
        BigInteger::try_from(digits).map_err(|_| out_of_range(start))
    }

    /// Takes a decimal fraction, or an integer of any size.
    pub(super) fn big_decimal(&mut self) -> Result<BigDecimal> {
        let before = self.input;
        let start = self.position();
        let text = match self.head()? {
            Head::Tag(tag::DECIMAL) => self.decimal_fraction()?,
            Head::Unsigned(_) | Head::Negative(_) | Head::Tag(tag::POSITIVE | tag::NEGATIVE) => {
                self.input = before;
                return self.big_integer().map(BigDecimal::from);
            }
            other => return Err(wrong_type(names::DECIMAL, other, start)),
        };
        self.memory(text.len())?;
        BigDecimal::try_from(text).map_err(|_| out_of_range(start))
    }

    /// Takes an array of an exponent and an integer.
    fn decimal_fraction(&mut self) -> Result<String> {
        let start = self.position();
        let mut rest = self.open_array()?;
        let mut parts = 0;
        let mut exponent = 0;
        let mut mantissa = Decimal { negative: false, digits: String::new() };
        while self.more(&mut rest)? {
            match parts {
                0 => exponent = self.exponent()?,
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

    /// Takes an exponent, which is no bignum and no float.
    fn exponent(&mut self) -> Result<i64> {
        let start = self.position();
        let exponent = match self.head()? {
            Head::Unsigned(value) => i64::try_from(value),
            Head::Negative(value) => i64::try_from(value).map(|value| -1 - value),
            other => return Err(wrong_type(names::INTEGER, other, start)),
        };
        exponent.map_err(|_| out_of_range(start))
    }

    fn decimal_integer(&mut self) -> Result<Decimal> {
        let start = self.position();
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
        let start = self.position();
        let bytes = self.byte_string()?;
        if bytes.len() > BIGNUM_BYTES {
            Err(out_of_range(start))
        } else {
            Ok(Magnitude::from_bytes(&bytes))
        }
    }
}

/// The integer that a float is exactly.
#[cold]
#[expect(clippy::cast_possible_truncation, reason = "what 128 bits cannot hold, no member can")]
fn integral(value: f64) -> Option<i128> {
    (value.fract() == 0.0).then_some(value as i128)
}

/// A number of seconds with a fraction of milliseconds.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the range is checked before")]
#[expect(clippy::cast_precision_loss, reason = "a float that was cut to an integer is exact")]
fn from_seconds(seconds: f64) -> Option<Timestamp> {
    /// 2 to the power of 63, the first that 64 bits with a sign do not hold.
    const END: f64 = 9_223_372_036_854_775_808.0;
    if !(-END..END).contains(&seconds) {
        return None;
    }
    let whole = seconds as i64;
    let fraction = seconds - whole as f64;
    if fraction == 0.0 {
        Some(Timestamp::from_seconds(whole))
    } else {
        with_fraction(whole, fraction)
    }
}

/// Adds a fraction of a second, of either sign, to whole seconds.
#[expect(clippy::cast_possible_truncation, reason = "there are at most a thousand of them")]
#[expect(clippy::cast_sign_loss, reason = "the fraction is not negative where it is rounded")]
fn with_fraction(whole: i64, fraction: f64) -> Option<Timestamp> {
    let (whole, fraction) =
        if fraction < 0.0 { (whole - 1, fraction + 1.0) } else { (whole, fraction) };
    let millis = (fraction * 1000.0).round() as u32;
    Timestamp::new(whole, millis * 1_000_000).ok()
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
    use crate::timestamp::Timestamp;

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
