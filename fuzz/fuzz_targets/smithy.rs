//! Models in Smithy's JSON AST.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::model;

fuzz_target!(|bytes: &[u8]| model::check(&[model::source("model.json", bytes)]));
