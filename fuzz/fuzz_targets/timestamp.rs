//! Timestamps in every format: what is read is written so that it is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::show;
use smithgen_runtime::{Timestamp, TimestampFormat};

const FORMATS: [TimestampFormat; 3] =
    [TimestampFormat::EpochSeconds, TimestampFormat::DateTime, TimestampFormat::HttpDate];

fuzz_target!(|text: &str| {
    for format in FORMATS {
        match Timestamp::parse(text, format) {
            Ok(time) => check(time, format),
            Err(error) => show(&error),
        }
    }
});

/// The format that a time came in can hold it. The others are tried too, and may refuse a year of five digits.
fn check(time: Timestamp, came_in: TimestampFormat) {
    for format in FORMATS {
        let text = time.display(format).to_string();
        match Timestamp::parse(&text, format) {
            Ok(again) => assert_eq!(again, time, "{text}"),
            Err(error) => assert_ne!(format, came_in, "{error}: {text}"),
        }
    }
}
