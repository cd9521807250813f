//! Integers from decimal literals, exactly or not at all.

use super::Decimal;

/// Why a literal is not an integer of the wanted width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAnInteger {
    /// It is not a number.
    Syntax,
    /// Its value has a fraction.
    Fraction,
    /// Its value is too large or too small.
    OutOfRange,
}

/// Parses an integer exactly. A plus sign, an exponent and a fraction of zeros are accepted.
///
/// # Errors
/// The value is not an integer, or does not fit the type.
#[inline]
pub(crate) fn integer<T: TryFrom<i128>>(text: &str) -> Result<T, NotAnInteger> {
    let value = match text.parse::<i64>() {
        Ok(value) => value.into(),
        Err(_) => other_integer(text)?,
    };
    T::try_from(value).map_err(|_| NotAnInteger::OutOfRange)
}

/// Parses an integer that is not written as plain digits, or exceeds 64 bits.
#[cold]
fn other_integer(text: &str) -> Result<i128, NotAnInteger> {
    let unsigned = text.strip_prefix('+').filter(|rest| !rest.starts_with('-'));
    let decimal = Decimal::parse(unsigned.unwrap_or(text)).ok_or(NotAnInteger::Syntax)?;
    if decimal.fraction().any(|digit| digit != 0) {
        return Err(NotAnInteger::Fraction);
    }
    let magnitude = i128::from(decimal.whole().ok_or(NotAnInteger::OutOfRange)?);
    Ok(if decimal.is_negative() { -magnitude } else { magnitude })
}

/// Parses an integer of any size. A fraction of zeros is dropped; an exponent is refused, since its
/// zeros could exhaust memory.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn big_integer(text: &str) -> Option<super::BigInteger> {
    let digits = match text.split_once('.') {
        Some((digits, fraction)) if is_zeros(fraction) => digits,
        _ => text,
    };
    super::BigInteger::try_from(digits).ok()
}

#[cfg(any(feature = "json", feature = "xml"))]
fn is_zeros(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit == b'0')
}

#[cfg(test)]
mod tests {
    use super::{NotAnInteger, big_integer, integer};

    /// Around 2^53, where doubles begin to skip integers, and at the ends of 64 bits.
    #[test]
    fn integers_are_exact() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("+5", 5),
            ("007", 7),
            ("1.0", 1),
            ("-12e2", -1200),
            ("1200E-2", 12),
            ("0.5e1", 5),
            ("0.0000000000000000000000001e25", 1),
            ("0e99999999999999999999", 0),
            ("0.000e-99999999999999999999", 0),
            ("9007199254740993", 9_007_199_254_740_993),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("-9007199254740993.0", -9_007_199_254_740_993),
            ("900719925474099.3e1", 9_007_199_254_740_993),
            ("90071992547409930e-1", 9_007_199_254_740_993),
            ("9223372036854775807.000", i64::MAX),
            ("-9223372036854775808.0", i64::MIN),
            ("-922337203685477580.8e+1", i64::MIN),
        ] {
            assert_eq!(integer::<i64>(text), Ok(value), "{text}");
        }
        assert_eq!(integer::<i8>("-1.28e2"), Ok(i8::MIN));
    }

    #[test]
    fn what_is_no_integer_is_refused() {
        for text in ["0.5", "-1.5", "9007199254740992.5", "-9007199254740992.5", "15e-1", "1e-9"] {
            assert_eq!(integer::<i64>(text), Err(NotAnInteger::Fraction), "{text}");
        }
        let texts =
            ["9223372036854775808", "-9223372036854775809.0", "1e19", "1e20", "1e999999999999"];
        for text in texts {
            assert_eq!(integer::<i64>(text), Err(NotAnInteger::OutOfRange), "{text}");
        }
        assert_eq!(integer::<i8>("128.0"), Err(NotAnInteger::OutOfRange));
        for text in
            ["", "-", "+", "+-1", "--1", "1.", ".1", "1e", "1e+", "1e1.5", "1 ", "0x1", "١", "NaN"]
        {
            assert_eq!(integer::<i64>(text), Err(NotAnInteger::Syntax), "{text}");
        }
    }

    #[test]
    fn integers_of_any_size_lose_a_fraction_of_zeros() {
        let digits = "-123456789012345678901234567890";
        for text in [digits.to_owned(), format!("{digits}.0"), format!("{digits}.000")] {
            assert_eq!(big_integer(&text).unwrap().as_str(), digits);
        }
        for text in ["1.5", "1.", ".0", "1e3", "1.0e3", ""] {
            assert_eq!(big_integer(text), None, "{text}");
        }
    }
}
