//! Reading seconds and RFC 3339; dates of HTTP are a module of their own.

use std::ops::RangeInclusive;

use super::calendar::DateTime;
use super::{NANOS_PER_SECOND, Timestamp};
use crate::number::{Decimal, nanos};

/// Twelve digits of a year are more than 64 bits of seconds need.
const MAX_YEAR_DIGITS: usize = 12;

/// `1735787045.678` or `1.735787045678E9`; digits beyond nanoseconds are dropped.
pub(super) fn epoch_seconds(text: &str) -> Option<Timestamp> {
    let seconds = Decimal::parse(text)?;
    let (whole, nanos) = (i128::from(seconds.whole()?), seconds.nanos());
    let (whole, nanos) = match (seconds.is_negative(), nanos) {
        (false, nanos) => (whole, nanos),
        (true, 0) => (-whole, 0),
        (true, nanos) => (-whole - 1, NANOS_PER_SECOND - nanos),
    };
    Some(Timestamp { seconds: i64::try_from(whole).ok()?, nanos })
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

/// A point in time from its date, and seconds by which its clock is ahead of UTC.
pub(super) fn at(date: DateTime, nanos: u32, offset: i64) -> Option<Timestamp> {
    let seconds = i64::try_from(date.seconds() - i128::from(offset)).ok()?;
    Some(Timestamp { seconds, nanos })
}

/// What is left of a text.
pub(super) struct Text<'a>(pub(super) &'a str);

impl<'a> Text<'a> {
    /// Drops a prefix; whether it was there.
    pub(super) fn take(&mut self, prefix: &str) -> bool {
        self.0.strip_prefix(prefix).map(|rest| self.0 = rest).is_some()
    }

    pub(super) fn expect(&mut self, prefix: &str) -> Option<()> {
        self.take(prefix).then_some(())
    }

    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// Takes a number of bytes, which must end where a character does.
    pub(super) fn chars(&mut self, length: usize) -> Option<&'a str> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    /// Takes all digits that come next.
    pub(super) fn digits(&mut self) -> &'a str {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        self.chars(length).unwrap_or("")
    }

    /// Takes all digits that come next, which must be one at least.
    fn some_digits(&mut self) -> Option<&'a str> {
        Some(self.digits()).filter(|digits| !digits.is_empty())
    }

    /// A number of so many digits; at most 19 fit.
    pub(super) fn number(&mut self, length: RangeInclusive<usize>) -> Option<u64> {
        let digits = self.digits();
        length.contains(&digits.len()).then(|| digits.parse().ok())?
    }

    pub(super) fn two_digits(&mut self) -> Option<u8> {
        u8::try_from(self.number(2..=2)?).ok()
    }

    /// Four digits or more, with an optional sign.
    pub(super) fn year(&mut self) -> Option<i64> {
        let negative = self.take("-");
        if !negative {
            self.take("+");
        }
        let year = i64::try_from(self.number(4..=MAX_YEAR_DIGITS)?).ok()?;
        Some(if negative { -year } else { year })
    }

    /// `03:04:05`
    pub(super) fn time_of_day(&mut self) -> Option<(u8, u8, u8)> {
        let hour = self.two_digits()?;
        self.expect(":")?;
        let minute = self.two_digits()?;
        self.expect(":")?;
        Some((hour, minute, self.two_digits()?))
    }

    /// An optional fraction, as nanoseconds; further digits are dropped.
    pub(super) fn fraction(&mut self) -> Option<u32> {
        if !self.take(".") {
            return Some(0);
        }
        Some(nanos(self.some_digits()?))
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
