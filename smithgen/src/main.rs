//! The program that users run; the library is all of it.

use std::process::ExitCode;

fn main() -> ExitCode {
    smithgen::main()
}
