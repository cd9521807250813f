//! Conversions to and from the time types that others use.

use std::time::{Duration, SystemTime};

use super::{NANOS_PER_SECOND, Timestamp, TimestampRangeError};

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => after_epoch(after),
            Err(error) => before_epoch(error.duration()),
        }
    }
}

/// Held to [`Timestamp::MAX`], which no operating system reaches.
fn after_epoch(duration: Duration) -> Timestamp {
    match i64::try_from(duration.as_secs()) {
        Ok(seconds) => Timestamp { seconds, nanos: duration.subsec_nanos() },
        Err(_) => Timestamp::MAX,
    }
}

/// Held to [`Timestamp::MIN`], which no operating system reaches.
fn before_epoch(duration: Duration) -> Timestamp {
    let Ok(seconds) = i64::try_from(duration.as_secs()) else {
        return Timestamp::MIN;
    };
    match duration.subsec_nanos() {
        0 => Timestamp { seconds: -seconds, nanos: 0 },
        nanos => Timestamp { seconds: -seconds - 1, nanos: NANOS_PER_SECOND - nanos },
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampRangeError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampRangeError> {
        let whole = Duration::from_secs(time.seconds.unsigned_abs());
        let second = if time.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(whole)
        } else {
            Self::UNIX_EPOCH.checked_add(whole)
        };
        second
            .and_then(|second| second.checked_add(Duration::from_nanos(time.nanos.into())))
            .ok_or(TimestampRangeError(()))
    }
}

#[cfg(any(feature = "jiff", feature = "time"))]
impl Timestamp {
    /// From nanoseconds since 1970 that another type could hold, all of which end far below 64 bits of
    /// seconds.
    #[expect(clippy::cast_possible_truncation, reason = "a remainder, and the bound above")]
    #[allow(clippy::cast_sign_loss, reason = "Euclidean remainders are not negative")]
    fn from_nanos(nanos: i128) -> Self {
        let per_second = i128::from(NANOS_PER_SECOND);
        Self {
            seconds: nanos.div_euclid(per_second) as i64,
            nanos: nanos.rem_euclid(per_second) as u32,
        }
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_nanos(time.as_nanosecond())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampRangeError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampRangeError> {
        let nanos =
            i128::from(time.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(time.nanos);
        Self::from_nanosecond(nanos).map_err(|_| TimestampRangeError(()))
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::DateTime<chrono::Utc>> for Timestamp {
    /// A leap second, which chrono keeps apart, becomes the first second of the next minute.
    fn from(time: chrono::DateTime<chrono::Utc>) -> Self {
        Self::new(time.timestamp(), time.timestamp_subsec_nanos()).unwrap_or(Self::MAX)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampRangeError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampRangeError> {
        Self::from_timestamp(time.seconds, time.nanos).ok_or(TimestampRangeError(()))
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Timestamp {
    fn from(time: time::OffsetDateTime) -> Self {
        Self::from_nanos(time.unix_timestamp_nanos())
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampRangeError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampRangeError> {
        let nanos =
            i128::from(time.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(time.nanos);
        Self::from_unix_timestamp_nanos(nanos).map_err(|_| TimestampRangeError(()))
    }
}
