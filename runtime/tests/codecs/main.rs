//! The codecs against a crate as the generator writes it, with expectations written out by hand.

#![allow(unreachable_pub, reason = "the shapes are written as a library's")]

mod debug;
mod json_read;
mod json_write;
mod operations;
mod serde_both_ways;
mod shapes;
mod types;
