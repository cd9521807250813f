//! XML and the query protocols, against shapes as the generator writes them, with expectations written out by hand
//! from Smithy's specification.

mod envelopes;
mod malformed;
mod query;
mod read;
mod shapes;
mod write;
