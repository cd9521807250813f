//! Where builders insist on required members.

/// The most required members that the type of a builder has parameters for.
///
/// Each setter names all of them, so that their number counts by its square: 1,000 took the
/// generator 600 MB. Real models need up to 22.
pub const PARAMETER_LIMIT: usize = 32;

/// Where a builder insists on the required members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// In its type: `build` does not compile while one is missing.
    Type,
    /// In `build`, which fails while one is missing.
    Build,
}

impl Check {
    /// Where a builder insists on so many members.
    pub fn of(required: usize) -> Self {
        if required > PARAMETER_LIMIT { Self::Build } else { Self::Type }
    }
}
