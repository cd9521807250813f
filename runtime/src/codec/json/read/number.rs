//! Numbers.

use std::str::FromStr;

use super::{Reader, Result, Values, form, names, non_finite};
use crate::codec_error::{DecodeError, DecodeErrorKind};
use crate::document::Number;
use crate::number::{self, BigDecimal, BigInteger, NotAnInteger, lossless_float};
use crate::timestamp::Timestamp;

/// A number as it was written.
pub(super) struct Literal<'a> {
    pub(super) text: &'a str,
    /// How many bytes into the input it is.
    start: usize,
    negative: bool,
    /// The digits' value, if they are all of the number and 64 bits hold it.
    magnitude: Option<u64>,
}

impl<'a> Reader<'a> {
    /// Takes a number, by JSON's grammar.
    pub(super) fn number(&mut self) -> Result<Literal<'a>> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.wrong_type(names::NUMBER));
        }
        let start = self.position;
        let negative = self.take_byte(|byte| byte == b'-');
        let mut magnitude = if self.take_byte(|byte| byte == b'0') {
            // Nothing may follow a leading zero but a fraction or an exponent; what does is caught by
            // whoever reads on.
            Some(0)
        } else {
            self.digits()?
        };
        if self.take_byte(|byte| byte == b'.') {
            magnitude = None;
            self.digits()?;
        }
        if self.take_byte(|byte| byte | 0x20 == b'e') {
            magnitude = None;
            self.take_byte(|byte| byte == b'+' || byte == b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.position).unwrap_or("");
        Ok(Literal { text, start, negative, magnitude })
    }

    /// Takes one or more digits; their value, if 64 bits hold it.
    fn digits(&mut self) -> Result<Option<u64>> {
        match (self.digit_run(), self.byte()) {
            (Some(digits), _) => Ok(digits.value()),
            (None, Some(_)) => Err(self.error(DecodeErrorKind::Syntax("a digit"))),
            (None, None) => Err(self.truncated()),
        }
    }

    /// Takes all digits that come next, if any.
    #[inline]
    fn digit_run(&mut self) -> Option<Digits<'a>> {
        let rest = self.text.as_bytes().get(self.position..)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.position += length;
        rest.get(..length).filter(|digits| !digits.is_empty()).map(Digits)
    }

    /// Takes a point in time as services write it, if one comes next: seconds that 64 bits hold, and nanoseconds at
    /// most. Any other number stays where it is.
    pub(super) fn plain_seconds(&mut self) -> Option<Timestamp> {
        if !matches!(self.peek(), Some(b'1'..=b'9')) {
            return None;
        }
        let start = self.position;
        let time = self.seconds_and_fraction();
        if time.is_none() || matches!(self.byte(), Some(b'e' | b'E')) {
            self.position = start;
            return None;
        }
        time
    }

    fn seconds_and_fraction(&mut self) -> Option<Timestamp> {
        let seconds = i64::try_from(self.digit_run()?.value()?).ok()?;
        let nanos =
            if self.take_byte(|byte| byte == b'.') { self.digit_run()?.nanos()? } else { 0 };
        Timestamp::new(seconds, nanos).ok()
    }

    fn take_byte(&mut self, is_it: impl Fn(u8) -> bool) -> bool {
        let is_next = self.byte().is_some_and(is_it);
        self.position += usize::from(is_next);
        is_next
    }

    /// Takes an integer; a fraction of zeros or an exponent is no matter, as long as the value is one.
    pub(super) fn integer<T: TryFrom<i128>>(&mut self) -> Result<T> {
        let number = self.number()?;
        let value = match number.magnitude {
            Some(magnitude) => number.signed(magnitude),
            None => number.integral()?,
        };
        T::try_from(value).map_err(|_| number.out_of_range())
    }

    /// Takes a float of any precision; one that is not finite is a string.
    pub(super) fn float<T: Float>(&mut self) -> Result<T> {
        if self.peek() == Some(b'"') {
            let start = self.position;
            let name = self.string()?;
            let value = non_finite(&name).map(T::from_double);
            return value.ok_or_else(|| form("NaN, Infinity or -Infinity", start));
        }
        let number = self.number()?;
        number.parse().filter(Float::is_finite).ok_or_else(|| number.out_of_range())
    }

    /// Takes an integer of any size.
    pub(super) fn big_integer(&mut self) -> Result<BigInteger> {
        if self.big_number_is_string() {
            let start = self.position;
            return BigInteger::try_from(self.owned_string()?)
                .map_err(|_| form("an integer", start));
        }
        let number = self.counted_number()?;
        number::big_integer(number.text).ok_or_else(|| number.wrong_type())
    }

    /// Takes a decimal number of any size.
    pub(super) fn big_decimal(&mut self) -> Result<BigDecimal> {
        if self.big_number_is_string() {
            let start = self.position;
            return BigDecimal::try_from(self.owned_string()?).map_err(|_| form("a number", start));
        }
        let number = self.counted_number()?;
        BigDecimal::try_from(number.text).map_err(|_| number.wrong_type())
    }

    /// Takes a number whose text is kept, and counts the memory for it.
    fn counted_number(&mut self) -> Result<Literal<'a>> {
        let number = self.number()?;
        self.memory(number.text.len())?;
        Ok(number)
    }

    /// Whether a number of any size comes next as a string, where strings may stand for one.
    fn big_number_is_string(&mut self) -> bool {
        self.options.values == Values::RpcV2 && self.peek() == Some(b'"')
    }

    /// Takes a number of a document, without a change of its value.
    pub(super) fn any_number(&mut self) -> Result<Number> {
        let number = self.number()?;
        let integer = number.magnitude.and_then(|magnitude| match (number.negative, magnitude) {
            // Minus zero is a float.
            (true, 0) => None,
            (true, _) => i64::try_from(-i128::from(magnitude)).ok().map(Number::from),
            (false, _) => Some(Number::from(magnitude)),
        });
        if let Some(small) = integer.or_else(|| lossless_float(number.text).map(Number::Float)) {
            return Ok(small);
        }
        self.memory(number.text.len())?;
        BigDecimal::try_from(number.text).map(Number::Big).map_err(|_| number.wrong_type())
    }
}

impl Literal<'_> {
    fn signed(&self, magnitude: u64) -> i128 {
        let magnitude = i128::from(magnitude);
        if self.negative { -magnitude } else { magnitude }
    }

    /// The value of an integer that is written with a fraction or an exponent, or is too large.
    #[cold]
    fn integral(&self) -> Result<i128> {
        number::integer(self.text).map_err(|error| match error {
            NotAnInteger::Fraction | NotAnInteger::Syntax => self.wrong_type(),
            NotAnInteger::OutOfRange => self.out_of_range(),
        })
    }

    fn parse<T: FromStr>(&self) -> Option<T> {
        self.text.parse().ok()
    }

    #[cold]
    fn out_of_range(&self) -> DecodeError {
        DecodeError::new(DecodeErrorKind::OutOfRange, self.start)
    }

    #[cold]
    fn wrong_type(&self) -> DecodeError {
        let (expected, found) = (names::INTEGER, "another number");
        DecodeError::new(DecodeErrorKind::Type { expected, found }, self.start)
    }
}

/// One or more digits.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// Their value, if 64 bits hold it.
    #[inline]
    fn value(&self) -> Option<u64> {
        /// So many digits fit, whatever they are.
        const SURELY: usize = 19;
        let mut digits = self.0.iter().map(|digit| u64::from(digit - b'0'));
        if self.0.len() <= SURELY {
            Some(digits.fold(0, |value, digit| value * 10 + digit))
        } else {
            digits.try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(digit))
        }
    }

    /// Their value as a fraction of a second, unless they are more than nine.
    #[inline]
    fn nanos(&self) -> Option<u32> {
        let scale = 10_u32.pow(9_u32.checked_sub(u32::try_from(self.0.len()).ok()?)?);
        Some(self.0.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')) * scale)
    }
}

/// Floats of both precisions.
pub(super) trait Float: FromStr {
    fn from_double(value: f64) -> Self;
    fn is_finite(&self) -> bool;
}

impl Float for f32 {
    #[expect(clippy::cast_possible_truncation, reason = "it is given values that are not finite")]
    fn from_double(value: f64) -> Self {
        value as f32
    }

    fn is_finite(&self) -> bool {
        Self::is_finite(*self)
    }
}

impl Float for f64 {
    fn from_double(value: f64) -> Self {
        value
    }

    fn is_finite(&self) -> bool {
        Self::is_finite(*self)
    }
}
