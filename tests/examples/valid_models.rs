//! Compiles, lints and documents crates of random valid models, twenty at a time.
//!
//! ```text
//! cargo run --release -p smithgen-tests --example valid_models -- FIRST COUNT
//! ```
//!
//! The first failure ends the run; its workspace is left for a look.

use std::process::ExitCode;

use smithgen_tests::valid::{self, compiled};
use smithgen_tests::workspace_root;

const AT_ONCE: u64 = 20;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [first, count] = numbers[..] else {
        eprintln!("usage: valid_models FIRST COUNT");
        return ExitCode::from(2);
    };
    let temporary = workspace_root().join("target").join("valid-models");
    let temporary = temporary.to_string_lossy();
    let end = first + count;
    for start in (first..end).step_by(usize::try_from(AT_ONCE).unwrap_or(1)) {
        let seeds = start..end.min(start + AT_ONCE);
        let models: Vec<_> = seeds
            .map(|seed| compiled::Named {
                // One name for each place, so that what cargo keeps does not grow.
                name: format!("random-{}", seed - start),
                model: valid::model(seed).to_string(),
            })
            .collect();
        let failures = compiled::failures(&temporary, "batch", &models);
        for failure in &failures {
            eprintln!("seeds {start} to {}: {failure}", start + AT_ONCE - 1);
        }
        if !failures.is_empty() {
            return ExitCode::FAILURE;
        }
        eprintln!("{start} to {}: no warning", start + AT_ONCE - 1);
    }
    ExitCode::SUCCESS
}
