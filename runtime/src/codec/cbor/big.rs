//! Integers of any size, between decimal digits and the bytes that bignums are made of.
//!
//! Both ways take time that grows with the square of the length. Who reads bounds the length first.

use std::fmt::Write as _;

/// How many decimal digits go into a limb at once, and the power of ten that has one more.
const DIGITS: usize = 9;
const POWER: u64 = 1_000_000_000;

/// An integer that is not negative: digits of 32 bits, the least first, without zeros at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Magnitude(Vec<u32>);

impl Magnitude {
    /// The number that bytes stand for, the greatest first.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let limb = |bytes: &[u8]| bytes.iter().fold(0, |limb, byte| limb << 8 | u32::from(*byte));
        Self(bytes.rchunks(4).map(limb).collect()).trimmed()
    }

    /// The number that decimal digits stand for.
    pub(super) fn from_digits(digits: &str) -> Self {
        let digits = digits.as_bytes();
        let (first, rest) = digits.split_at(digits.len() % DIGITS);
        let mut number = Self(Vec::new());
        for chunk in std::iter::once(first).chain(rest.chunks(DIGITS)) {
            let value = chunk.iter().fold(0, |value, digit| value * 10 + u64::from(digit & 0xf));
            number.multiply_add(POWER, value);
        }
        number
    }

    /// The bytes of the number, the greatest first and not zero.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let bytes = self.0.iter().rev().flat_map(|limb| limb.to_be_bytes());
        bytes.skip_while(|byte| *byte == 0).collect()
    }

    /// The number in decimal digits.
    pub(super) fn into_digits(mut self) -> String {
        let mut groups = Vec::new();
        while !self.0.is_empty() {
            groups.push(self.divide(POWER));
        }
        let mut digits = groups.pop().unwrap_or(0).to_string();
        for group in groups.iter().rev() {
            // Writing to a string does not fail.
            let _ = write!(digits, "{group:0DIGITS$}");
        }
        digits
    }

    /// One more.
    pub(super) fn increment(&mut self) {
        self.multiply_add(1, 1);
    }

    /// One less, of a number that is not zero.
    pub(super) fn decrement(&mut self) {
        for limb in &mut self.0 {
            let (less, borrow) = limb.overflowing_sub(1);
            *limb = less;
            if !borrow {
                break;
            }
        }
        self.trim();
    }

    /// Multiplies by a factor and adds a number, both below 2 to the power of 32.
    #[expect(clippy::cast_possible_truncation, reason = "the low half is what is kept")]
    fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = addend;
        for limb in &mut self.0 {
            let product = u64::from(*limb) * factor + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry != 0 {
            self.0.push(carry as u32);
        }
    }

    /// Divides by a number below 2 to the power of 32, and gives the remainder.
    #[expect(clippy::cast_possible_truncation, reason = "the quotient is less than 32 bits")]
    fn divide(&mut self, divisor: u64) -> u64 {
        let mut remainder = 0;
        for limb in self.0.iter_mut().rev() {
            let dividend = remainder << 32 | u64::from(*limb);
            *limb = (dividend / divisor) as u32;
            remainder = dividend % divisor;
        }
        self.trim();
        remainder
    }

    fn trim(&mut self) {
        let zeros = self.0.iter().rev().take_while(|limb| **limb == 0).count();
        self.0.truncate(self.0.len() - zeros);
    }

    fn trimmed(mut self) -> Self {
        self.trim();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Magnitude;

    /// Powers of two and their neighbours, worked out by hand or taken from the RFC.
    const PAIRS: [(&[u8], &str); 8] = [
        (&[], "0"),
        (&[1], "1"),
        (&[0xff], "255"),
        (&[1, 0], "256"),
        (&[0xff, 0xff, 0xff, 0xff], "4294967295"),
        (&[1, 0, 0, 0, 0], "4294967296"),
        (&[1, 0, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"),
        (&[0x3b, 0x9a, 0xca, 0x00], "1000000000"),
    ];

    #[test]
    fn digits_and_bytes_are_the_same_numbers() {
        for (bytes, digits) in PAIRS {
            assert_eq!(Magnitude::from_bytes(bytes).into_digits(), digits);
            assert_eq!(Magnitude::from_digits(digits).to_bytes(), bytes, "{digits}");
            assert_eq!(Magnitude::from_digits(&format!("000{digits}")).to_bytes(), bytes);
            assert_eq!(Magnitude::from_bytes(&[&[0; 5], bytes].concat()).into_digits(), digits);
        }
    }

    #[test]
    fn one_more_and_one_less_carry() {
        let mut number = Magnitude::from_digits("18446744073709551615");
        number.increment();
        assert_eq!(number.clone().into_digits(), "18446744073709551616");
        number.decrement();
        assert_eq!(number.into_digits(), "18446744073709551615");
        let mut zero = Magnitude::from_digits("1");
        zero.decrement();
        assert_eq!(zero.into_digits(), "0");
    }

    #[test]
    fn zeros_within_are_kept() {
        let digits = "1000000000000000000000000001000000000";
        assert_eq!(Magnitude::from_digits(digits).into_digits(), digits);
    }
}
