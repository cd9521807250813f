//! CBOR bodies.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::round_trip;
use smithgen_fuzz::same::Loss;
use smithgen_fuzz::shapes::Everything;
use smithgen_runtime::codec::cbor;
use smithgen_runtime::v1::Shape;

fuzz_target!(|bytes: &[u8]| {
    round_trip::<Everything>(
        bytes,
        Loss::Submillisecond,
        |bytes, limits, into| cbor::read(bytes, limits, Everything::SCHEMA, into),
        |value| cbor::write(Everything::SCHEMA, value),
    );
});
