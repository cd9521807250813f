//! Points in time.

mod calendar;
mod convert;
mod http_date;
mod parse;

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use self::calendar::DateTime;

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// A point in time: seconds since 1970-01-01T00:00:00Z, and nanoseconds after that second.
///
/// It holds whatever a server sends, years beyond 9999 included, which the usual time libraries do not.
/// Convert it to their types to compute: [`SystemTime`](std::time::SystemTime) always, and
/// `jiff::Timestamp`, `chrono::DateTime<Utc>` and `time::OffsetDateTime` by the features of those names.
///
/// `Display` and `Debug` print RFC 3339, such as `2025-01-02T03:04:05.678Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    seconds: i64,
    /// Below a thousand million; they count forward, before 1970 as well.
    nanos: u32,
}

/// How a timestamp is written, by Smithy's [`@timestampFormat`].
///
/// [`@timestampFormat`]: https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// Seconds since 1970-01-01T00:00:00Z, with an optional fraction: `1735787045.678`.
    EpochSeconds,
    /// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `2025-01-02T03:04:05.678Z`.
    DateTime,
    /// The IMF-fixdate of [RFC 9110, section 5.6.7], with an optional fraction:
    /// `Thu, 02 Jan 2025 03:04:05 GMT`. The two older forms that the RFC has are read as well.
    ///
    /// [RFC 9110, section 5.6.7]: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
    HttpDate,
}

/// A point in time is outside what the wanted type can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimestampRangeError(());

impl fmt::Display for TimestampRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the point in time is out of range")
    }
}

impl Error for TimestampRangeError {}

/// A text is not a timestamp of the format that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseTimestampError(TimestampFormat);

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            TimestampFormat::EpochSeconds => "expected seconds since 1970, such as 1735787045.678",
            TimestampFormat::DateTime => "expected a time such as 2025-01-02T03:04:05.678Z",
            TimestampFormat::HttpDate => "expected a time such as Thu, 02 Jan 2025 03:04:05 GMT",
        })
    }
}

impl Error for ParseTimestampError {}

impl Timestamp {
    /// The start of 1970, in UTC.
    pub const EPOCH: Self = Self { seconds: 0, nanos: 0 };

    /// The latest point in time.
    pub const MAX: Self = Self { seconds: i64::MAX, nanos: NANOS_PER_SECOND - 1 };

    /// The earliest point in time.
    pub const MIN: Self = Self { seconds: i64::MIN, nanos: 0 };

    /// A whole number of seconds since 1970.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// Seconds since 1970 and nanoseconds after them; more than a second of nanoseconds is carried.
    ///
    /// # Errors
    /// The sum is later than [`Timestamp::MAX`].
    pub const fn new(seconds: i64, nanos: u32) -> Result<Self, TimestampRangeError> {
        match seconds.checked_add((nanos / NANOS_PER_SECOND) as i64) {
            Some(seconds) => Ok(Self { seconds, nanos: nanos % NANOS_PER_SECOND }),
            None => Err(TimestampRangeError(())),
        }
    }

    /// Seconds since 1970 as a float: rounded down to nanoseconds, held to [`Timestamp::MIN`] and
    /// [`Timestamp::MAX`], and 1970 itself for NaN.
    ///
    /// Floats of today's size are exact to less than a microsecond.
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats to integers saturate")]
    #[expect(clippy::cast_sign_loss, reason = "the fraction is not negative")]
    #[expect(clippy::cast_precision_loss, reason = "the bound is a power of two once rounded")]
    pub fn from_seconds_f64(seconds: f64) -> Self {
        if seconds >= i64::MAX as f64 {
            return Self::MAX;
        }
        let whole = seconds.floor();
        let nanos = ((seconds - whole) * f64::from(NANOS_PER_SECOND)) as u32;
        Self { seconds: whole as i64, nanos: nanos.min(NANOS_PER_SECOND - 1) }
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`seconds`](Self::seconds), less than a thousand million.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Seconds since 1970 as the nearest float.
    #[expect(clippy::cast_precision_loss, reason = "that is what a float of seconds does")]
    pub fn as_seconds_f64(self) -> f64 {
        self.seconds as f64 + f64::from(self.nanos) / f64::from(NANOS_PER_SECOND)
    }

    /// Parses a text of the given format.
    ///
    /// Digits beyond nanoseconds are dropped, offsets from UTC are applied, and years may be signed and
    /// have more than four digits. The weekday tells the century of a year of two digits.
    ///
    /// # Errors
    /// The text has another form, or the point in time is out of range.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, ParseTimestampError> {
        match format {
            TimestampFormat::EpochSeconds => parse::epoch_seconds(text),
            TimestampFormat::DateTime => parse::date_time(text),
            TimestampFormat::HttpDate => http_date::http_date(text),
        }
        .ok_or(ParseTimestampError(format))
    }

    /// Parses a text of the given format, or a date of another one. No text is a date of two
    /// formats.
    #[cfg(feature = "rest")]
    pub(crate) fn parse_leniently(text: &str, format: TimestampFormat) -> Option<Self> {
        let formats = [format, TimestampFormat::HttpDate, TimestampFormat::DateTime];
        formats.into_iter().find_map(|format| Self::parse(text, format).ok())
    }

    /// Prints itself in the given format, with as many digits of a fraction as it needs.
    pub fn display(self, format: TimestampFormat) -> impl fmt::Display {
        Formatted(self, format)
    }
}

struct Formatted(Timestamp, TimestampFormat);

impl fmt::Display for Formatted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            TimestampFormat::EpochSeconds => write_epoch_seconds(self.0, f),
            TimestampFormat::DateTime => write_date_time(self.0, f),
            TimestampFormat::HttpDate => write_http_date(self.0, f),
        }
    }
}

fn write_epoch_seconds(time: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if time.seconds < 0 && time.nanos > 0 {
        // The fraction counts forward from the second below; a decimal number counts away from zero.
        write!(f, "-{}", (time.seconds + 1).unsigned_abs())?;
        return write_fraction(NANOS_PER_SECOND - time.nanos, f);
    }
    write!(f, "{}", time.seconds)?;
    write_fraction(time.nanos, f)
}

fn write_date_time(time: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let DateTime { year, month, day, hour, minute, second, .. } = DateTime::of(time);
    write_year(year, f)?;
    write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
    write_fraction(time.nanos, f)?;
    f.write_str("Z")
}

fn write_http_date(time: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let date = DateTime::of(time);
    let DateTime { year, day, hour, minute, second, .. } = date;
    let (weekday, month) = (date.weekday_name(), date.month_name());
    write!(f, "{weekday}, {day:02} {month} ")?;
    write_year(year, f)?;
    write!(f, " {hour:02}:{minute:02}:{second:02}")?;
    write_fraction(time.nanos, f)?;
    f.write_str(" GMT")
}

/// Writes four digits, or a sign and four or more, as ISO 8601 has it for years beyond four digits.
fn write_year(year: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match year {
        0..=9999 => write!(f, "{year:04}"),
        _ => write!(f, "{year:+05}"),
    }
}

/// Writes a point and up to nine digits, without zeros at the end; nothing for zero.
fn write_fraction(nanos: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let (mut digits, mut width) = (nanos, 9);
    while digits % 10 == 0 {
        digits /= 10;
        width -= 1;
    }
    write!(f, ".{digits:0width$}")
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date_time(*self, f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date_time(*self, f)
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Parses RFC 3339.
    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        Self::parse(text, TimestampFormat::DateTime)
    }
}

/// Whether a text is the English name of a weekday, or its abbreviation.
#[cfg(feature = "rest")]
pub(crate) fn is_weekday(name: &str) -> bool {
    calendar::weekday_number(name).is_some()
}

#[cfg(test)]
mod tests;
