//! What users see of a run.

pub mod progress;
pub mod table;
pub mod terminal;
