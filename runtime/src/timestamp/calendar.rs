//! The proleptic Gregorian calendar, for any number of seconds.

use super::Timestamp;

const SECONDS_PER_DAY: i64 = 86_400;
/// The calendar repeats every 400 years.
const DAYS_PER_ERA: i64 = 146_097;
/// From 0000-03-01, where an era starts so that a leap day ends its year, to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Starts with the weekday of 1970-01-01.
const WEEKDAYS: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
/// How many letters of a weekday its abbreviation has.
const ABBREVIATION: usize = 3;

/// A date and a time of day in UTC.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateTime {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: u8,
    /// From 1.
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    /// 60 in a leap second, which counts as the first of the next minute.
    pub(super) second: u8,
}

impl DateTime {
    /// The date and time of a point in time.
    #[expect(clippy::cast_possible_truncation, reason = "each cast follows a remainder")]
    #[allow(clippy::cast_sign_loss, reason = "Euclidean remainders are not negative")]
    pub(super) const fn of(time: Timestamp) -> Self {
        let days = time.seconds.div_euclid(SECONDS_PER_DAY);
        let second = time.seconds.rem_euclid(SECONDS_PER_DAY) as u32;
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: (second / 3600) as u8,
            minute: (second / 60 % 60) as u8,
            second: (second % 60) as u8,
        }
    }

    /// A date and time from its parts, if they name one.
    pub(super) fn new(date: (i64, u8, u8), time: (u8, u8, u8)) -> Option<Self> {
        let ((year, month, day), (hour, minute, second)) = (date, time);
        let valid = (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60;
        valid.then_some(Self { year, month, day, hour, minute, second })
    }

    /// Seconds since 1970; wide enough for any year that fits 64 bits.
    pub(super) fn seconds(&self) -> i128 {
        let of_day =
            i128::from(self.hour) * 3600 + i128::from(self.minute) * 60 + i128::from(self.second);
        days(self.year, self.month, self.day) * i128::from(SECONDS_PER_DAY) + of_day
    }

    pub(super) fn month_name(&self) -> &'static str {
        MONTHS.get(usize::from(self.month) - 1).unwrap_or(&"")
    }

    /// The English abbreviation of the weekday.
    pub(super) fn weekday_name(&self) -> &'static str {
        let name = WEEKDAYS.get(self.weekday()).and_then(|name| name.get(..ABBREVIATION));
        name.unwrap_or("")
    }

    /// The number of the weekday, from Thursday.
    pub(super) fn weekday(&self) -> usize {
        usize::try_from(days(self.year, self.month, self.day).rem_euclid(7)).unwrap_or(0)
    }
}

/// The number of a month, from 1, by its English abbreviation in any case.
pub(super) fn month_number(name: &str) -> Option<u8> {
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    u8::try_from(index + 1).ok()
}

/// The number of a weekday, from Thursday, by its English name or abbreviation in any case.
pub(super) fn weekday_number(name: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|weekday| {
        let abbreviation = weekday.get(..ABBREVIATION).unwrap_or(weekday);
        [*weekday, abbreviation].iter().any(|known| known.eq_ignore_ascii_case(name))
    })
}

/// The date a number of days after 1970-01-01.
///
/// Years are counted from March, so that the irregular month comes last: then 153 days make five months.
#[expect(clippy::cast_possible_truncation, reason = "each cast is of a bounded remainder")]
#[expect(clippy::cast_sign_loss, reason = "Euclidean remainders are not negative")]
const fn date(days: i64) -> (i64, u8, u8) {
    let days = days + DAYS_TO_EPOCH;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + (month <= 2) as i64;
    (year, month as u8, day as u8)
}

/// How many days after 1970-01-01 a date is; the inverse of [`date`].
fn days(year: i64, month: u8, day: u8) -> i128 {
    let year = i128::from(year) - i128::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (i128::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i128::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * i128::from(DAYS_PER_ERA) + day_of_era - i128::from(DAYS_TO_EPOCH)
}

fn days_of_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
