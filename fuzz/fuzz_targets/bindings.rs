//! Responses of the protocols with HTTP bindings, as text. The first byte says of which operation.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::message;
use smithgen_fuzz::operations as of;
use smithgen_fuzz::responses::{check, check_round_trip};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let Some(response) = message::response(text) else { return };
    match first % 12 {
        0 => check_round_trip::<of::JsonHeaders>(&response),
        1 => check_round_trip::<of::JsonStructure>(&response),
        2 => check_round_trip::<of::JsonUnion>(&response),
        3 => check_round_trip::<of::JsonDocument>(&response),
        4 => check_round_trip::<of::JsonBlob>(&response),
        5 => check_round_trip::<of::JsonText>(&response),
        6 => check_round_trip::<of::XmlHeaders>(&response),
        7 => check_round_trip::<of::XmlStructure>(&response),
        8 => check_round_trip::<of::XmlUnion>(&response),
        9 => check_round_trip::<of::CopyObject>(&response),
        10 => check_round_trip::<of::GetObject>(&response),
        _ => check::<of::Unwrapped>(&response),
    }
});
