//! XML bodies: in every envelope, as a payload, and as an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::same::Loss;
use smithgen_fuzz::shapes::{Choice, Everything, PAYLOAD};
use smithgen_fuzz::{LIMITS, round_trip, show};
use smithgen_runtime::codec::xml::{self, Envelope, Options, Root};
use smithgen_runtime::v1::{self as rt, Shape};

const OPTIONS: Options = Options::DEFAULT.with_empty_unions(&["Choice"]);

fuzz_target!(|bytes: &[u8]| {
    round_trip::<Everything>(
        bytes,
        Loss::None,
        |bytes, limits, into| {
            xml::read(bytes, limits, OPTIONS, Envelope::Root, Everything::SCHEMA, into)
        },
        |value| xml::write(Everything::SCHEMA, value, &Root::of(Everything::SCHEMA)),
    );
    for envelope in [Envelope::Result("Get"), Envelope::Member, Envelope::Error] {
        let mut value = Everything::default();
        let schema = Everything::SCHEMA;
        if let Err(error) = xml::read(bytes, &LIMITS, OPTIONS, envelope, schema, &mut value) {
            show(&error);
        }
    }
    let mut choice = Choice::default();
    if let Err(error) = xml::read_payload(bytes, &LIMITS, OPTIONS, &PAYLOAD, rt::slot(&mut choice))
    {
        show(&error);
    }
    check_error(bytes);
    let _ = xml::start(bytes);
    if let Err(error) = xml::expect_document(bytes, &LIMITS) {
        show(&error);
    }
});

/// What is found of an error is in the body, whether it is written out or by references.
fn check_error(bytes: &[u8]) {
    let found = xml::find_error(bytes, &LIMITS);
    let parts = [&found.code, &found.message, &found.request_id];
    let length: usize = parts.into_iter().flatten().map(String::len).sum();
    assert!(length <= bytes.len(), "{found:?}");
}
