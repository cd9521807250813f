//! Values of decimal literals, whatever way they are written.

use std::cmp::Ordering;

use super::{Decimal, MAX_EXPONENT};

/// `0.digits` times ten to the power of `magnitude`. It borrows the digits, so that neither their
/// number nor the exponent costs anything.
pub(in crate::number) struct Normal<'a> {
    negative: bool,
    /// The digits before the point, without leading zeros.
    whole: &'a str,
    /// The digits after the point, without trailing zeros.
    fraction: &'a str,
    magnitude: i64,
}

impl<'a> Normal<'a> {
    /// Normalizes a literal.
    pub(in crate::number) fn of(literal: Decimal<'a>) -> Self {
        let negative = literal.negative;
        let whole = literal.whole.trim_start_matches('0');
        let fraction = literal.fraction.trim_end_matches('0');
        let (whole, point, fraction) = match (whole, fraction) {
            ("", "") => return Self { negative, whole, fraction, magnitude: 0 },
            ("", _) => {
                let digits = fraction.trim_start_matches('0');
                (whole, length(digits) - length(fraction), digits)
            }
            (_, "") => (whole.trim_end_matches('0'), length(whole), fraction),
            (_, _) => (whole, length(whole), fraction),
        };
        Self { negative, whole, fraction, magnitude: point.saturating_add(literal.exponent) }
    }

    /// Compares two values; the zeros are equal.
    pub(in crate::number) fn compare(&self, other: &Self) -> Ordering {
        let by_size = || {
            let by_magnitude = self.magnitude.cmp(&other.magnitude);
            by_magnitude.then_with(|| self.digits().cmp(other.digits()))
        };
        match (self.sign(), other.sign()) {
            (1, 1) => by_size(),
            (-1, -1) => by_size().reverse(),
            (left, right) => left.cmp(&right),
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits().next(), self.negative) {
            (None, _) => 0,
            (Some(_), true) => -1,
            (Some(_), false) => 1,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.bytes().chain(self.fraction.bytes())
    }
}

/// Minus zero is another value than zero, as it is to floats.
impl PartialEq for Normal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.negative == other.negative
            && self.magnitude == other.magnitude
            && self.digits().eq(other.digits())
    }
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(MAX_EXPONENT)
}
