//! Reading the dates of HTTP.

use super::Timestamp;
use super::calendar::{self, DateTime};
use super::parse::{Text, at};

/// Parses the three forms of [RFC 9110, section 5.6.7], and unambiguous variants that servers send:
/// any case, no weekday, a fraction, and the offsets of RFC 5322.
///
/// [RFC 9110, section 5.6.7]: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    day_first(text).or_else(|| asctime(text))
}

/// `Thu, 02 Jan 2025 03:04:05 GMT`, or `Thursday, 02-Jan-25 03:04:05 GMT`
fn day_first(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = match text.split_once(", ") {
        Some((name, rest)) => (Some(calendar::weekday_number(name)?), rest),
        None => (None, text),
    };
    let mut text = Text(rest);
    let day = u8::try_from(text.number(1..=2)?).ok()?;
    let separator = if text.0.starts_with('-') { "-" } else { " " };
    text.expect(separator)?;
    let month = calendar::month_number(text.chars(3)?)?;
    text.expect(separator)?;
    let year = match two_digits(&mut text) {
        Some(year) => year_of_weekday(year, month, day, weekday?)?,
        None => text.year()?,
    };
    text.expect(" ")?;
    let time = text.time_of_day()?;
    let nanos = text.fraction()?;
    text.expect(" ")?;
    let offset = zone(&mut text)?;
    text.end()?;
    at(DateTime::new((year, month, day), time)?, nanos, offset)
}

/// `Thu Jan  2 03:04:05 2025`
fn asctime(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(' ')?;
    calendar::weekday_number(weekday)?;
    let mut text = Text(rest);
    let month = calendar::month_number(text.chars(3)?)?;
    text.expect(" ")?;
    text.take(" ");
    let day = u8::try_from(text.number(1..=2)?).ok()?;
    text.expect(" ")?;
    let time = text.time_of_day()?;
    text.expect(" ")?;
    let year = text.year()?;
    text.end()?;
    at(DateTime::new((year, month, day), time)?, 0, 0)
}

/// Takes two digits, if no third one follows.
fn two_digits(text: &mut Text<'_>) -> Option<u8> {
    let mut ahead = Text(text.0);
    let number = ahead.two_digits()?;
    *text = ahead;
    Some(number)
}

/// The year from 1900 to 2099 that ends in two digits and has the date on a weekday. A date never
/// has the same weekday in both centuries, so the result does not depend on the current time.
fn year_of_weekday(year: u8, month: u8, day: u8, weekday: usize) -> Option<i64> {
    let years = [1900, 2000].map(|century| century + i64::from(year));
    years.into_iter().find(|year| {
        DateTime::new((*year, month, day), (0, 0, 0)).is_some_and(|date| date.weekday() == weekday)
    })
}

/// Takes an offset from UTC, such as `GMT` or `+0130`, in seconds.
fn zone(text: &mut Text<'_>) -> Option<i64> {
    if ["GMT", "UTC", "UT", "Z"].into_iter().any(|name| text.take(name)) {
        return Some(0);
    }
    let is_behind = text.take("-");
    if !is_behind {
        text.expect("+")?;
    }
    let digits = i64::try_from(text.number(4..=4)?).ok()?;
    let (hours, minutes) = (digits / 100, digits % 100);
    let seconds = (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)?;
    Some(if is_behind { -seconds } else { seconds })
}
