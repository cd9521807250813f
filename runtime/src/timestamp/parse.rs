//! Reading the three formats.

use std::iter::{repeat, repeat_n};
use std::ops::RangeInclusive;

use super::calendar::{self, DateTime};
use super::{NANOS_PER_SECOND, Timestamp};

/// Twelve digits of a year are more than 64 bits of seconds need.
const MAX_YEAR_DIGITS: usize = 12;

const NANO_DIGITS: usize = 9;

/// Far more digits than any body has.
const MAX_EXPONENT: i64 = 1 << 48;

/// `1735787045.678` or `1.735787045678E9`, read exactly; what 64 bits of seconds cannot hold is held to the ends.
pub(super) fn epoch_seconds(text: &str) -> Option<Timestamp> {
    let mut rest = Text(text);
    let negative = rest.take("-");
    let whole = rest.some_digits()?;
    let fraction = if rest.take(".") { rest.some_digits()? } else { "" };
    let exponent = rest.exponent()?;
    rest.end()?;
    let time = match shifted(whole, fraction, exponent) {
        Some((seconds, 0)) if negative => Timestamp { seconds: -seconds, nanos: 0 },
        Some((seconds, nanos)) if negative => {
            Timestamp { seconds: -seconds - 1, nanos: NANOS_PER_SECOND - nanos }
        }
        Some((seconds, nanos)) => Timestamp { seconds, nanos },
        None if negative => Timestamp::MIN,
        None => Timestamp::MAX,
    };
    Some(time)
}

/// Seconds and nanoseconds from the digits before and after a point that moves right by the exponent, if 64
/// bits hold them.
fn shifted(whole: &str, fraction: &str, exponent: i64) -> Option<(i64, u32)> {
    let point = exponent + i64::try_from(whole.len()).ok()?;
    let digits = whole.bytes().chain(fraction.bytes());
    if digits.clone().all(|digit| digit == b'0') {
        return Some((0, 0));
    }
    let zeros = usize::try_from(-point).unwrap_or(0).min(NANO_DIGITS);
    let mut digits = repeat_n(b'0', zeros).chain(digits).chain(repeat(b'0'));
    let mut seconds = 0_i64;
    for _ in 0..point {
        // Once a digit is not zero, it overflows after nineteen of them.
        let digit = i64::from(digits.next()? - b'0');
        seconds = seconds.checked_mul(10)?.checked_add(digit)?;
    }
    Some((seconds, nanos(digits)))
}

/// Nine digits.
fn nanos(digits: impl Iterator<Item = u8>) -> u32 {
    digits.take(NANO_DIGITS).fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'))
}

/// `2025-01-02T03:04:05.678+01:00`
pub(super) fn date_time(text: &str) -> Option<Timestamp> {
    let mut text = Text(text);
    let year = text.year()?;
    text.expect("-")?;
    let month = text.two_digits()?;
    text.expect("-")?;
    let day = text.two_digits()?;
    if !text.take("T") && !text.take("t") {
        return None;
    }
    let time = text.time_of_day()?;
    let nanos = text.fraction()?;
    let offset = text.offset()?;
    text.end()?;
    at(DateTime::new((year, month, day), time)?, nanos, offset)
}

/// `Thu, 02 Jan 2025 03:04:05.678 GMT`
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    let mut text = Text(text);
    if !calendar::is_weekday(text.chars(3)?) {
        return None;
    }
    text.expect(", ")?;
    let day = u8::try_from(text.number(1..=2)?).ok()?;
    text.expect(" ")?;
    let month = calendar::month_number(text.chars(3)?)?;
    text.expect(" ")?;
    let year = text.year()?;
    text.expect(" ")?;
    let time = text.time_of_day()?;
    let nanos = text.fraction()?;
    text.expect(" GMT")?;
    text.end()?;
    at(DateTime::new((year, month, day), time)?, nanos, 0)
}

/// A point in time from its date, and seconds by which its clock is ahead of UTC.
fn at(date: DateTime, nanos: u32, offset: i64) -> Option<Timestamp> {
    let seconds = i64::try_from(date.seconds() - i128::from(offset)).ok()?;
    Some(Timestamp { seconds, nanos })
}

/// What is left of a text.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// Drops a prefix; whether it was there.
    fn take(&mut self, prefix: &str) -> bool {
        self.0.strip_prefix(prefix).map(|rest| self.0 = rest).is_some()
    }

    fn expect(&mut self, prefix: &str) -> Option<()> {
        self.take(prefix).then_some(())
    }

    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// Takes a number of bytes, which must end where a character does.
    fn chars(&mut self, length: usize) -> Option<&'a str> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    /// Takes all digits that come next.
    fn digits(&mut self) -> &'a str {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        self.chars(length).unwrap_or("")
    }

    /// Takes all digits that come next, which must be one at least.
    fn some_digits(&mut self) -> Option<&'a str> {
        Some(self.digits()).filter(|digits| !digits.is_empty())
    }

    /// A number of so many digits; at most 19 fit.
    fn number(&mut self, length: RangeInclusive<usize>) -> Option<u64> {
        let digits = self.digits();
        length.contains(&digits.len()).then(|| digits.parse().ok())?
    }

    fn two_digits(&mut self) -> Option<u8> {
        u8::try_from(self.number(2..=2)?).ok()
    }

    /// Four digits or more, with an optional sign.
    fn year(&mut self) -> Option<i64> {
        let negative = self.take("-");
        if !negative {
            self.take("+");
        }
        let year = i64::try_from(self.number(4..=MAX_YEAR_DIGITS)?).ok()?;
        Some(if negative { -year } else { year })
    }

    /// `03:04:05`
    fn time_of_day(&mut self) -> Option<(u8, u8, u8)> {
        let hour = self.two_digits()?;
        self.expect(":")?;
        let minute = self.two_digits()?;
        self.expect(":")?;
        Some((hour, minute, self.two_digits()?))
    }

    /// An optional fraction, as nanoseconds; further digits are dropped.
    fn fraction(&mut self) -> Option<u32> {
        if !self.take(".") {
            return Some(0);
        }
        Some(nanos(self.some_digits()?.bytes().chain(repeat(b'0'))))
    }

    /// An optional exponent; one too large for any use is held to what fits.
    fn exponent(&mut self) -> Option<i64> {
        if !self.take("e") && !self.take("E") {
            return Some(0);
        }
        let negative = self.take("-");
        if !negative {
            self.take("+");
        }
        let exponent = self.some_digits()?.parse().unwrap_or(MAX_EXPONENT).min(MAX_EXPONENT);
        Some(if negative { -exponent } else { exponent })
    }

    /// `Z`, or the seconds of `+01:30`.
    fn offset(&mut self) -> Option<i64> {
        if self.take("Z") || self.take("z") {
            return Some(0);
        }
        let negative = self.take("-");
        if !negative {
            self.expect("+")?;
        }
        let hours = self.two_digits().filter(|hours| *hours < 24)?;
        self.expect(":")?;
        let minutes = self.two_digits().filter(|minutes| *minutes < 60)?;
        let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
        Some(if negative { -seconds } else { seconds })
    }
}
