//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

use crate::clock::Effort;
use crate::glob;

/// Measures how long writing a request and reading an answer takes, beside the peers.
///
/// Before a case is timed, all who do it have to come to the same result.
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  cargo run --release -- --only 'json/*'
  cargo run --release -- --json speed.jsonl --only '*/read'")]
pub(crate) struct Arguments {
    /// Write a line of JSON for each case and each who does it: case, who, ns, median_ns, bytes
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Only cases of such a name: `*` stands for any characters, `?` for one; may be repeated
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Print who does what in which case, once all have come to the same result, and time nothing
    #[arg(long)]
    pub(crate) list: bool,
    /// How many samples are taken of each; the smallest counts
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    samples: u32,
    /// How long a sample takes at least, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    sample_ms: u64,
}

impl Arguments {
    pub(crate) fn effort(&self) -> Effort {
        Effort { sample: Duration::from_millis(self.sample_ms), samples: self.samples }
    }

    /// Whether a case is asked for.
    pub(crate) fn picks(&self, case: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|pattern| glob::picks(pattern, case))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
