//! A structure without members.

use super::Schema;

/// A structure without members: what unions hold whose members say all by their names, and what an operation
/// takes or gives whose model names nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Unit;

/// The schema of a structure without members.
pub static UNIT: Schema = Schema::structure("Unit", &[]);

use UNIT as SCHEMA;

crate::__structure!(Unit);
