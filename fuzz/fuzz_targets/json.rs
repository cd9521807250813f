//! JSON bodies, by the rules of each protocol. The first byte says whose.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::round_trip;
use smithgen_fuzz::same::Loss;
use smithgen_fuzz::shapes::Everything;
use smithgen_runtime::codec::json::{self, Options};
use smithgen_runtime::v1::Shape;

const OPTIONS: [Options; 3] = [Options::AWS_JSON, Options::REST_JSON, Options::RPC_V2_JSON];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, body)) = bytes.split_first() else { return };
    let options = OPTIONS[usize::from(*first) % OPTIONS.len()];
    round_trip::<Everything>(
        body,
        Loss::None,
        |bytes, limits, into| json::read(bytes, limits, options, Everything::SCHEMA, into),
        |value| json::write(Everything::SCHEMA, value, options),
    );
});
