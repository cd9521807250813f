//! What cargo is asked about a crate.

use serde::{Deserialize, Serialize};

/// A command of cargo's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Step {
    /// `cargo check`
    Check,
    /// `cargo clippy`
    Clippy,
    /// `cargo doc`
    Doc,
}

/// Which steps are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Run `cargo check` on every crate
    #[arg(long)]
    check: bool,
    /// Run `cargo clippy` on every crate
    #[arg(long)]
    clippy: bool,
    /// Run `cargo doc` on every crate
    #[arg(long)]
    doc: bool,
}

impl Asked {
    /// The steps, in the order in which they are taken.
    pub(super) fn steps(&self) -> Vec<Step> {
        let asked = [(self.check, Step::Check), (self.clippy, Step::Clippy), (self.doc, Step::Doc)];
        asked.into_iter().filter_map(|(is_asked, step)| is_asked.then_some(step)).collect()
    }
}

impl Step {
    /// The words after `cargo`.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Clippy => &["clippy"],
            Self::Doc => &["doc", "--no-deps"],
        }
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        self.words()[0]
    }
}
