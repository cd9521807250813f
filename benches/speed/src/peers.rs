//! How to reach what the peers' crates keep to themselves, without a connection, a signature or a runtime.

pub(crate) mod aws;
pub(crate) mod rusoto;
