//! Sources that are too large, or no JSON at all.

use crate::diagnostics::{At, Diagnostic};
use crate::model::SourceId;

/// The most bytes that a source may have: many times those of the largest model of AWS.
pub const SOURCE_LIMIT: usize = 32 * 1024 * 1024;

/// A source that is not JSON, and where it stops being so.
#[derive(Clone)]
pub(super) struct Unreadable {
    pub(super) at: At,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Unreadable {
    pub(super) fn at_source(self, id: SourceId) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.message).at(id, self.at);
        diagnostic.help = self.help;
        diagnostic
    }
}

/// A source of so many bytes.
pub(super) fn too_large(bytes: usize) -> Unreadable {
    let mib = |bytes: usize| bytes.div_ceil(1024 * 1024);
    Unreadable {
        at: At::File,
        message: format!(
            "the file has {} MiB, and {} MiB is the most that is read",
            mib(bytes),
            mib(SOURCE_LIMIT)
        ),
        help: Some("split the model into several files; all of them are read as one".to_owned()),
    }
}
