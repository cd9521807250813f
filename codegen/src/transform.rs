//! From a model as read to a model that can be lowered: one pass a file.

mod enums;
mod mixins;
mod validate;

use crate::diagnostics::Diagnostics;
use crate::model::Model;

pub(crate) use self::validate::LISTED_VALUES;

/// Runs the passes in order.
///
/// Every problem is reported, those of a model that was read with errors too; what only follows from
/// an error that is known already is not.
pub fn run(model: &mut Model, diagnostics: &mut Diagnostics) {
    if mixins::flatten(model, diagnostics).is_err() {
        return;
    }
    enums::upgrade_strings(model, diagnostics);
    validate::validate(model, diagnostics);
}
