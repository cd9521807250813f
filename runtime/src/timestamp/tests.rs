use std::time::{Duration, SystemTime};

use super::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
use super::{Timestamp, TimestampFormat};

fn at(seconds: i64, nanos: u32) -> Timestamp {
    Timestamp::new(seconds, nanos).unwrap()
}

fn parse(text: &str, format: TimestampFormat) -> Timestamp {
    Timestamp::parse(text, format).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Expectations from `date -u -d @SECONDS`, and from the calendar's definition beyond its range.
#[test]
fn dates_print_and_parse() {
    for (seconds, text) in [
        (0, "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"),
        (1_735_787_045, "2025-01-02T03:04:05Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
        (-62_135_596_800, "0001-01-01T00:00:00Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (-62_167_219_201, "-0001-12-31T23:59:59Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
        (253_402_300_800, "+10000-01-01T00:00:00Z"),
    ] {
        assert_eq!(at(seconds, 0).to_string(), text);
        assert_eq!(parse(text, DateTime), at(seconds, 0), "{text}");
    }
}

#[test]
fn the_ends_of_time_survive_every_format() {
    for time in [Timestamp::MIN, Timestamp::MAX, at(i64::MIN, 1), at(i64::MAX, 0)] {
        for format in [DateTime, HttpDate] {
            let text = time.display(format).to_string();
            assert_eq!(parse(&text, format), time, "{text}");
        }
    }
    let last = Timestamp::MAX.display(EpochSeconds).to_string();
    assert_eq!(last, "9223372036854775807.999999999");
    assert_eq!(parse(&last, EpochSeconds), Timestamp::MAX);
    let first = Timestamp::MIN.display(EpochSeconds).to_string();
    assert_eq!(first, "-9223372036854775808");
    assert_eq!(parse(&first, EpochSeconds), Timestamp::MIN);
    assert_eq!(at(i64::MIN, 1).display(EpochSeconds).to_string(), "-9223372036854775807.999999999");
}

#[test]
fn fractions_print_what_they_need() {
    for (nanos, text) in [
        (500_000_000, "1970-01-01T00:00:00.5Z"),
        (20_000_000, "1970-01-01T00:00:00.02Z"),
        (1, "1970-01-01T00:00:00.000000001Z"),
        (123_456_789, "1970-01-01T00:00:00.123456789Z"),
    ] {
        assert_eq!(at(0, nanos).to_string(), text);
        assert_eq!(format!("{:?}", at(0, nanos)), text);
        assert_eq!(parse(text, DateTime), at(0, nanos));
    }
    assert_eq!(parse("1970-01-01T00:00:00.9999999999Z", DateTime), at(0, 999_999_999));
}

#[test]
fn offsets_are_applied() {
    let expected = at(1_735_787_045, 0);
    for text in [
        "2025-01-02T03:04:05+00:00",
        "2025-01-02T04:34:05+01:30",
        "2025-01-01T19:04:05-08:00",
        "2025-01-02t03:04:05z",
        "2025-01-02T03:03:65Z",
    ] {
        match Timestamp::parse(text, DateTime) {
            Ok(time) => assert_eq!(time, expected, "{text}"),
            Err(_) => assert!(text.contains(":65"), "{text}"),
        }
    }
    // A leap second.
    assert_eq!(parse("2016-12-31T23:59:60Z", DateTime), parse("2017-01-01T00:00:00Z", DateTime));
}

#[test]
fn http_dates_print_and_parse() {
    let text = "Tue, 29 Apr 2014 18:30:38 GMT";
    assert_eq!(parse(text, HttpDate), at(1_398_796_238, 0));
    assert_eq!(at(1_398_796_238, 0).display(HttpDate).to_string(), text);
    let text = "Sun, 02 Jan 2000 20:34:56.456 GMT";
    assert_eq!(parse(text, HttpDate), at(946_845_296, 456_000_000));
    assert_eq!(at(946_845_296, 456_000_000).display(HttpDate).to_string(), text);
    assert_eq!(at(0, 0).display(HttpDate).to_string(), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(at(-86_400, 0).display(HttpDate).to_string(), "Wed, 31 Dec 1969 00:00:00 GMT");
}

/// The examples of RFC 9110, section 5.6.7, and of RFC 850; the other times are from `date -u -d`.
#[test]
fn http_dates_of_all_forms_are_one_time() {
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        // What servers send besides.
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 10:19:37 +0130",
        "Sun, 06 Nov 1994 00:49:37 -0800",
        "Sun Nov 6 08:49:37 1994",
    ] {
        assert_eq!(parse(text, HttpDate), at(784_111_777, 0), "{text}");
    }
}

/// Weekdays from `date -u -d`: 1 January was a Monday in 1900 and a Saturday in 2000, and 6 November
/// is a Sunday in 1994 and a Saturday in 2094.
#[test]
fn a_year_of_two_digits_fits_its_weekday() {
    for (text, seconds) in [
        ("Friday, 31-Dec-99 23:59:59 GMT", 946_684_799),
        ("Saturday, 01-Jan-00 00:00:00 GMT", 946_684_800),
        ("Monday, 01-Jan-00 00:00:00 GMT", -2_208_988_800),
        ("Thursday, 02-Jan-25 03:04:05 GMT", 1_735_787_045),
        ("Tuesday, 29-Feb-00 00:00:00 GMT", 951_782_400),
    ] {
        assert_eq!(parse(text, HttpDate), at(seconds, 0), "{text}");
    }
    for text in ["Tuesday, 06-Nov-94 08:49:37 GMT", "06-Nov-94 08:49:37 GMT"] {
        assert!(Timestamp::parse(text, HttpDate).is_err(), "{text}");
    }
}

#[test]
fn epoch_seconds_print_and_parse_exactly() {
    for (time, text) in [
        (at(0, 0), "0"),
        (at(1_735_787_045, 678_000_000), "1735787045.678"),
        (at(1_735_787_045, 123_456_789), "1735787045.123456789"),
        (at(-2, 500_000_000), "-1.5"),
        (at(-1, 500_000_000), "-0.5"),
        (at(-1, 0), "-1"),
    ] {
        assert_eq!(time.display(EpochSeconds).to_string(), text);
        assert_eq!(parse(text, EpochSeconds), time);
    }
    assert_eq!(parse("1.5e9", EpochSeconds), at(1_500_000_000, 0));
    assert_eq!(parse("1E3", EpochSeconds), at(1000, 0));
    assert_eq!(parse("1.735787045678E9", EpochSeconds), at(1_735_787_045, 678_000_000));
    assert_eq!(parse("-15e-1", EpochSeconds), at(-2, 500_000_000));
    assert_eq!(parse("12345e-5", EpochSeconds), at(0, 123_450_000));
    assert_eq!(parse("1e-9", EpochSeconds), at(0, 1));
    assert_eq!(parse("9e-10", EpochSeconds), at(0, 0));
    assert_eq!(parse("1e-99999999999999999999", EpochSeconds), at(0, 0));
    assert_eq!(parse("0e99999999999999999999", EpochSeconds), at(0, 0));
    assert_eq!(parse("0.0000000000000000000000001e25", EpochSeconds), at(1, 0));
    // Doubles begin to skip integers at 2^53.
    assert_eq!(parse("9007199254740993.5", EpochSeconds), at(9_007_199_254_740_993, 500_000_000));
    assert_eq!(parse("900719925474099.35e1", EpochSeconds), at(9_007_199_254_740_993, 500_000_000));
    assert_eq!(parse("-9007199254740993.0", EpochSeconds), at(-9_007_199_254_740_993, 0));
}

#[test]
fn seconds_beyond_64_bits_are_errors() {
    for text in [
        "9223372036854775808",
        "-9223372036854775808.5",
        "-9223372036854775809",
        "-99999999999999999999",
        "1e400",
        "1e99999999999999999999",
    ] {
        assert!(Timestamp::parse(text, EpochSeconds).is_err(), "{text}");
    }
}

#[test]
fn malformed_texts_are_errors() {
    let date_times = "|2025-01-02|2025-13-02T03:04:05Z|2025-02-29T03:04:05Z|2025-04-31T00:00:00Z|\
        2025-00-01T00:00:00Z|2025-01-00T00:00:00Z|2025-01-02T24:00:00Z|2025-01-02T00:60:00Z|\
        2025-01-02T00:00:61Z|2025-01-02T03:04:05|2025-01-02T03:04:05.Z|2025-01-02 03:04:05Z|\
        2025-01-02T03:04:05Z |25-01-02T03:04:05Z|2025-1-02T03:04:05Z|2025-01-02T03:04:05+24:00|\
        2025-01-02T03:04:05+0100|9999999999999-01-01T00:00:00Z|999999999999-01-01T00:00:00Z|\
        1900-02-29T00:00:00Z|２025-01-02T03:04:05Z|2025-01-02T03:04:05é";
    let http_dates = "|Tue, 29 Apr 2014 18:30:38|Tues, 29 Apr 2014 18:30:38 GMT|\
        Tue, 31 Apr 2014 18:30:38 GMT|Tue,29 Apr 2014 18:30:38 GMT|Tue, 29 Apr 014 18:30:38 GMT|\
        Tue, 29 Apr 2014 18:30:38 CET|éé, 29 Apr 2014 18:30:38 GMT|Tue, 29-Apr 2014 18:30:38 GMT|\
        Tue, 29 Apr 2014 18:30:38 +2400|Tue, 29 Apr 2014 18:30:38 +01:00|Tue Apr 29 18:30:38 14|\
        Tue Apr 29 18:30:38 2014 GMT|Apr 29 18:30:38 2014|Tue, 29 Apr 2014|1398796238|\
        Monday, 29-Feb-00 00:00:00 GMT";
    let epochs = "|-|1.|.5|+1|1e+|inf|NaN|infinity|1 |0x1|1e|--1|1_000";
    for (texts, format) in [(date_times, DateTime), (http_dates, HttpDate), (epochs, EpochSeconds)]
    {
        for text in texts.split('|') {
            assert!(Timestamp::parse(text, format).is_err(), "{text:?}");
        }
    }
}

#[test]
fn floats_are_total() {
    assert_eq!(Timestamp::from_seconds_f64(1.5), at(1, 500_000_000));
    assert_eq!(Timestamp::from_seconds_f64(-1.25), at(-2, 750_000_000));
    assert_eq!(Timestamp::from_seconds_f64(f64::NAN), Timestamp::EPOCH);
    assert_eq!(Timestamp::from_seconds_f64(f64::INFINITY), Timestamp::MAX);
    assert_eq!(Timestamp::from_seconds_f64(f64::NEG_INFINITY), Timestamp::MIN);
    assert_eq!(Timestamp::from_seconds_f64(1e300), Timestamp::MAX);
    assert_eq!(Timestamp::from_seconds_f64(-1e-300), at(-1, 999_999_999));
    assert!((at(-2, 500_000_000).as_seconds_f64() - -1.5).abs() < f64::EPSILON);
}

#[test]
fn new_carries() {
    assert_eq!(at(1, 2_000_000_001), at(3, 1));
    assert!(Timestamp::new(i64::MAX, 1_000_000_000).is_err());
    assert!(at(-1, 999_999_999) < at(0, 0));
}

#[test]
fn system_time_both_ways() {
    for (seconds, nanos) in [(0, 0), (1, 5), (-1, 0), (-2, 500_000_000)] {
        let time = at(seconds, nanos);
        let system = SystemTime::try_from(time).unwrap();
        assert_eq!(Timestamp::from(system), time);
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
    assert_eq!(Timestamp::from(before), at(-2, 500_000_000));
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_both_ways() {
    let time: jiff::Timestamp = "2025-01-02T03:04:05.5Z".parse().unwrap();
    assert_eq!(Timestamp::from(time), at(1_735_787_045, 500_000_000));
    let before: jiff::Timestamp = "1969-12-31T23:59:58.5Z".parse().unwrap();
    assert_eq!(jiff::Timestamp::try_from(at(-2, 500_000_000)).unwrap(), before);
    assert!(jiff::Timestamp::try_from(Timestamp::MAX).is_err());
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_both_ways() {
    let time = chrono::DateTime::from_timestamp(-2, 500_000_000).unwrap();
    assert_eq!(Timestamp::from(time), at(-2, 500_000_000));
    assert_eq!(chrono::DateTime::try_from(at(-2, 500_000_000)).unwrap(), time);
    assert!(chrono::DateTime::<chrono::Utc>::try_from(Timestamp::MAX).is_err());
}

#[cfg(feature = "time")]
#[test]
fn time_both_ways() {
    let time = time::OffsetDateTime::from_unix_timestamp_nanos(-1_500_000_000).unwrap();
    assert_eq!(Timestamp::from(time), at(-2, 500_000_000));
    assert_eq!(time::OffsetDateTime::try_from(at(-2, 500_000_000)).unwrap(), time);
    assert!(time::OffsetDateTime::try_from(Timestamp::MAX).is_err());
}
