//! Which models there are, and what is read of them.

pub(crate) mod names;
pub mod pulled;
pub mod services;
pub mod sources;
