//! What a model says of services, operations and errors, and what a protocol does with it.
//!
//! A service names its protocol, and a protocol is given the facts of an operation: hence one module for both. The
//! protocols themselves are above it.

mod error;
mod operation;
mod protocol;
mod response;

pub use self::error::ErrorFacts;
pub use self::operation::{HttpFacts, OperationFacts, ServiceFacts};
pub use self::protocol::Protocol;
pub use self::response::{FoundError, RawResponse};
