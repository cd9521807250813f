//! Finds everything in a model that cannot be generated from.
//!
//! Nothing is changed. The rules are Smithy's; each module names the sections that it holds.

mod cycles;
mod http;
mod nesting;
mod places;
mod repeats;
mod targets;
mod traits;
mod values;

use crate::diagnostics::{Diagnostics, Reported};
use crate::model::{Model, Shape, ShapeId, ShapeKind, TraitId, prelude};

pub(crate) use self::repeats::LISTED_VALUES;

/// Reports every problem of the model at once.
pub(super) fn validate(model: &Model, diagnostics: &mut Diagnostics) {
    let known = Known { model, reported: diagnostics.reported() };
    targets::check(&known, diagnostics);
    cycles::check(&known, diagnostics);
    nesting::check(&known, diagnostics);
    repeats::check(&known, diagnostics);
    traits::check(&known, diagnostics);
    http::check(&known, diagnostics);
}

/// A model, and what was wrong with it before.
struct Known<'a> {
    model: &'a Model,
    reported: Reported,
}

impl<'a> Known<'a> {
    fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.model.shapes.get(id)
    }

    /// The kind of a shape of the model or of Smithy's prelude.
    fn kind(&self, id: &ShapeId) -> Option<&'a ShapeKind> {
        match self.model.shapes.get(id) {
            Some(shape) => Some(&shape.kind),
            None => prelude::kind(id.as_str()),
        }
    }

    fn has_trait(&self, id: &ShapeId, trait_id: TraitId) -> bool {
        self.shape(id).is_some_and(|shape| shape.traits.has(trait_id))
    }
}
