//! Reading the three formats.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::ops::RangeInclusive;

use super::calendar::{self, DateTime};
use super::{NANOS_PER_SECOND, Timestamp};

/// Twelve digits of a year are more than 64 bits of seconds need.
const MAX_YEAR_DIGITS: usize = 12;

/// `1735787045.678`, or any other form of a float, such as `1.7e9`.
pub(super) fn epoch_seconds(text: &str) -> Option<Timestamp> {
    decimal_seconds(text).or_else(|| float_seconds(text))
}

/// Digits and a fraction, read exactly.
fn decimal_seconds(text: &str) -> Option<Timestamp> {
    let mut text = Text(text);
    let negative = text.take("-");
    let seconds = i64::try_from(text.number(1..=19)?).ok()?;
    let nanos = text.fraction()?;
    text.end()?;
    Some(match (negative, nanos) {
        (false, _) => Timestamp { seconds, nanos },
        (true, 0) => Timestamp { seconds: -seconds, nanos },
        (true, _) => Timestamp { seconds: -seconds - 1, nanos: NANOS_PER_SECOND - nanos },
    })
}

fn float_seconds(text: &str) -> Option<Timestamp> {
    // Rust's own parser also takes words such as `inf`.
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let seconds = text.parse().ok().filter(|_| is_number)?;
    Some(Timestamp::from_seconds_f64(seconds))
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
        let digits = self.digits();
        if digits.is_empty() {
            return None;
        }
        let padded = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
        Some(padded.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')))
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
