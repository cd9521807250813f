//! Documentation that members have from their targets, within a bound.
//!
//! Validation bounds how long it is in the model. A link makes a word of a byte as long as the path
//! of what it names, so what becomes of it is bounded here.

use std::cell::{Cell, OnceCell};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Docs;
use crate::model::{Model, ShapeId, TraitId};

/// The most that the pages of members may repeat, in bytes. Those of EC2 repeat half a megabyte.
const LIMIT: usize = 16 * 1024 * 1024;

/// What the pages of members repeat so far.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    size: Cell<usize>,
    /// The target whose documentation was the first beyond the limit.
    beyond: OnceCell<ShapeId>,
}

impl Repeated {
    /// The documentation of a target for one more member; `None` once there is too much of it.
    pub(super) fn add(&self, target: &ShapeId, docs: impl FnOnce() -> Docs) -> Option<Docs> {
        if self.beyond.get().is_some() {
            return None;
        }
        let docs = docs();
        self.size.set(self.size.get() + docs.iter().map(|line| line.len() + 1).sum::<usize>());
        if self.size.get() > LIMIT {
            self.beyond.get_or_init(|| target.clone());
            return None;
        }
        Some(docs)
    }

    /// Reports that there is too much.
    pub(super) fn check(&self, model: &Model, diagnostics: &mut Diagnostics) {
        if let Some(target) = self.beyond.get() {
            let limit = LIMIT / 1024 / 1024;
            let message = format!(
                "the pages of members repeat more than {limit} MiB of what their targets say, with \
                 all links in it"
            );
            diagnostics.push(
                Diagnostic::error(message)
                    .about_trait(model, target, TraitId::DOCUMENTATION.as_str())
                    .help("shorten the documentation, or move it to one member"),
            );
        }
    }
}
