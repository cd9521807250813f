//! Decimal literals, such as `-12.50e3`, without rounding.

mod normal;

use std::iter::{repeat, repeat_n};

pub(super) use self::normal::Normal;

/// The bound that exponents are clamped to: no input has that many digits.
const MAX_EXPONENT: i64 = 1 << 48;

const NANO_DIGITS: usize = 9;

/// A number as it is written: an optional minus, digits, and an optional fraction and exponent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    /// The digits before the point.
    whole: &'a str,
    /// The digits after the point.
    fraction: &'a str,
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Parses a literal that is the whole text.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, some_digits(fraction)?),
            None => (mantissa, ""),
        };
        Some(Self { negative, whole: some_digits(whole)?, fraction, exponent })
    }

    /// Whether the literal starts with a minus.
    #[inline]
    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// The absolute value without its fraction, if 64 bits hold it.
    pub(crate) fn whole(&self) -> Option<u64> {
        let before = self.digits_before_point();
        let written = self.digits().take(before);
        let length = written.clone().count();
        let mut digits = written.map(u64::from);
        let value =
            digits.try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(digit))?;
        match value {
            0 => Some(0),
            // Twenty zeros at most: then the value overflows.
            _ => (length..before).try_fold(value, |value, _| value.checked_mul(10)),
        }
    }

    /// The digits after the point, as moved by the exponent, without zeros that are implied.
    pub(super) fn fraction(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.digits().skip(self.digits_before_point())
    }

    /// The fraction in billionths, rounded towards zero: nanoseconds, if the number is seconds.
    pub(crate) fn nanos(&self) -> u32 {
        let zeros = usize::try_from(-self.point()).unwrap_or(0).min(NANO_DIGITS);
        nano_digits(repeat_n(0, zeros).chain(self.fraction()))
    }

    /// The values of all digits that are written.
    fn digits(&self) -> impl Iterator<Item = u8> + Clone + use<'a> {
        self.whole.bytes().chain(self.fraction.bytes()).map(|digit| digit - b'0')
    }

    /// The number of digits before the point; negative if zeros come after it that are implied.
    fn point(&self) -> i64 {
        i64::try_from(self.whole.len()).unwrap_or(i64::MAX).saturating_add(self.exponent)
    }

    fn digits_before_point(&self) -> usize {
        usize::try_from(self.point().max(0)).unwrap_or(usize::MAX)
    }
}

/// Parses the digits of a fraction of a second as nanoseconds, rounded towards zero.
pub(crate) fn nanos(fraction: &str) -> u32 {
    nano_digits(fraction.bytes().map(|digit| digit.saturating_sub(b'0')))
}

/// The value of the first nine digits, padded with zeros.
fn nano_digits(digits: impl Iterator<Item = u8>) -> u32 {
    let digits = digits.chain(repeat(0)).take(NANO_DIGITS);
    digits.fold(0, |nanos, digit| nanos * 10 + u32::from(digit))
}

/// A text of one or more digits.
fn some_digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Parses what follows the `e`.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let exponent = some_digits(digits)?.parse().unwrap_or(MAX_EXPONENT).min(MAX_EXPONENT);
    Some(if negative { -exponent } else { exponent })
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn fractions_are_cut_after_nine_digits() {
        for (text, whole, nanos) in [
            ("1735787045.678", Some(1_735_787_045), 678_000_000),
            ("1.735787045678E9", Some(1_735_787_045), 678_000_000),
            ("12345e-5", Some(0), 123_450_000),
            ("1e-9", Some(0), 1),
            ("9e-10", Some(0), 0),
            ("1e-99999999999999999999", Some(0), 0),
            ("0.9999999999", Some(0), 999_999_999),
            ("18446744073709551615.5", Some(u64::MAX), 500_000_000),
            ("18446744073709551616", None, 0),
            ("1e400", None, 0),
        ] {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!((decimal.whole(), decimal.nanos()), (whole, nanos), "{text}");
        }
    }
}
