//! Numbers, and times as numbers.

use super::{Result, Writer};
use crate::codec::cbor::big::Magnitude;
use crate::codec::cbor::head::major;
use crate::codec::cbor::{head, tag};
use crate::codec_error::{EncodeError, EncodeErrorKind};
use crate::timestamp::Timestamp;

impl Writer {
    #[inline]
    pub(super) fn integer(&mut self, value: i64) {
        match u64::try_from(value) {
            Ok(value) => self.head(major::UNSIGNED, value),
            // Its complement is -1 minus it, and is not negative.
            Err(_) => self.head(major::NEGATIVE, (!value).unsigned_abs()),
        }
    }

    pub(super) fn single(&mut self, value: f32) {
        self.wide(head::SINGLE, value.to_bits().to_be_bytes());
    }

    /// Writes a float as one of single precision, if that is the same number.
    #[expect(clippy::cast_possible_truncation, reason = "it is compared afterwards")]
    pub(super) fn double(&mut self, value: f64) {
        let single = value as f32;
        if f64::from(single).to_bits() == value.to_bits() {
            self.single(single);
        } else {
            self.wide(head::DOUBLE, value.to_bits().to_be_bytes());
        }
    }

    /// Writes seconds since 1970, with a fraction down to milliseconds where there is one.
    #[expect(clippy::cast_precision_loss, reason = "that is what a float of seconds does")]
    pub(super) fn timestamp(&mut self, time: Timestamp) {
        self.head(major::TAG, tag::EPOCH);
        match time.subsec_nanos() / 1_000_000 {
            0 => self.integer(time.seconds()),
            millis => {
                // One division rounds once, where a sum with a fraction would round twice.
                let millis = i128::from(time.seconds()) * 1000 + i128::from(millis);
                self.double(millis as f64 / 1000.0);
            }
        }
    }

    /// Writes an integer of decimal digits: a bignum only where a head does not hold it.
    pub(super) fn big_integer(&mut self, text: &str) {
        let small = text.parse::<i128>().ok();
        if let Some(value) = small.and_then(|value| u64::try_from(value).ok()) {
            self.head(major::UNSIGNED, value);
        } else if let Some(value) = small.and_then(|value| u64::try_from(!value).ok()) {
            self.head(major::NEGATIVE, value);
        } else if let Some(digits) = text.strip_prefix('-') {
            let mut magnitude = Magnitude::from_digits(digits);
            magnitude.decrement();
            self.bignum(tag::NEGATIVE, &magnitude);
        } else {
            self.bignum(tag::POSITIVE, &Magnitude::from_digits(text));
        }
    }

    fn bignum(&mut self, tag: u64, magnitude: &Magnitude) {
        self.head(major::TAG, tag);
        self.bytes(&magnitude.to_bytes());
    }

    /// Writes a decimal number as an integer and an exponent of ten.
    pub(super) fn big_decimal(&mut self, text: &str) -> Result<()> {
        let out_of_range = || EncodeError::new(EncodeErrorKind::OutOfRange);
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse().map_err(|_| out_of_range())?),
            None => (text, 0_i64),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let places = i64::try_from(fraction.len()).ok();
        let exponent = places.and_then(|places| exponent.checked_sub(places));
        self.head(major::TAG, tag::DECIMAL);
        self.head(major::ARRAY, 2);
        self.integer(exponent.ok_or_else(out_of_range)?);
        self.big_integer(&format!("{whole}{fraction}"));
        Ok(())
    }
}
