//! The cases, by format.
//!
//! Each has the same shape: `input` is what all write, as texts and numbers; `plain` has types written by hand for the
//! serde crates; `ours`, `aws` and `rusoto` make the same values of their own types.

mod cbor;
mod json;
mod query;
mod xml;

use anyhow::Result;

use crate::race::Case;

/// A case that is yet to be made.
pub(crate) struct Plan {
    pub(crate) name: &'static str,
    make: fn(&'static str) -> Result<Case>,
}

impl Plan {
    const fn new(name: &'static str, make: fn(&'static str) -> Result<Case>) -> Self {
        Self { name, make }
    }

    /// Makes the case, which checks that all who do the same come to the same.
    pub(crate) fn make(&self) -> Result<Case> {
        (self.make)(self.name)
    }
}

/// All cases.
pub(crate) fn all() -> impl Iterator<Item = &'static Plan> {
    [json::PLANS, xml::PLANS, query::PLANS, cbor::PLANS].into_iter().flatten()
}

/// A time as a number of seconds, to the nearest thousandth: aws-sdk reads 0.678 as 0.677999973.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of our times need 41 bits of 52")]
fn seconds(seconds: i64, nanoseconds: u32) -> f64 {
    (seconds * 1000 + i64::from((nanoseconds + 500_000) / 1_000_000)) as f64 / 1000.0
}
