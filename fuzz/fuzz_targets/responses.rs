//! Responses of the protocols that have all in the body, errors first. The first byte says of which protocol.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::message;
use smithgen_fuzz::operations as of;
use smithgen_fuzz::responses::{check, check_round_trip};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let Some(response) = message::response(text) else { return };
    match first % 6 {
        0 => check_round_trip::<of::AwsJson>(&response),
        1 => check_round_trip::<of::CompatibleJson>(&response),
        2 => check::<of::AwsQuery>(&response),
        3 => check::<of::Ec2Query>(&response),
        4 => check_round_trip::<of::RpcV2Cbor>(&response),
        _ => check_round_trip::<of::RpcV2Json>(&response),
    }
});
