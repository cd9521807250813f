//! The command line of smithgen as a library: generates Rust crates from service models, and looks
//! after the models.
//!
//! A program of your own has these commands, under its own name, by calling [`main`]:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     smithgen::main()
//! }
//! ```
//!
//! One that has more commands implements [`Commands`] and calls [`run`], as the `xtask` of smithgen's
//! own workspace does. What else is public is what those commands share with the ones here.

mod cli;
pub mod input;
pub mod job;
pub mod models;
mod outcome;
pub mod paths;
pub mod program;
mod regenerate;
pub mod screen;
pub mod swap;

pub use self::cli::{Command, Commands, Home, main, run};
pub use self::outcome::Outcome;

/// Syntax is made of many small pieces: with the system's allocator, more than a third of the time goes there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
