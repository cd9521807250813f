//! Models in botocore's form: a `service-2.json`, or several files of one service with zeros between them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::model;

const NAMES: [&str; 4] =
    ["service-2.json", "paginators-1.json", "waiters-2.json", "service-2.sdk-extras.json"];

fuzz_target!(|bytes: &[u8]| {
    let files = bytes.split(|byte| *byte == 0);
    let sources: Vec<_> = NAMES.into_iter().zip(files).map(|(n, f)| model::source(n, f)).collect();
    model::check(&sources);
});
