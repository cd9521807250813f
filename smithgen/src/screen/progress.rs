//! How far a run is: a bar on a terminal, a line for each step elsewhere.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::note;

/// Counts steps that threads finish in any order.
#[derive(Debug)]
pub struct Progress(Place);

/// Where the count is shown.
#[derive(Debug)]
enum Place {
    /// On a terminal.
    Bar(ProgressBar),
    /// In a log.
    Lines {
        /// What is done to each.
        verb: &'static str,
        /// How many there are.
        total: usize,
        /// How many are done.
        done: AtomicUsize,
    },
}

impl Progress {
    /// Starts to count; `verb` says what has been done to each, such as `unpacked`.
    pub fn start(verb: &'static str, total: usize) -> Self {
        if io::stderr().is_terminal() {
            let bar = ProgressBar::new(u64::try_from(total).unwrap_or(u64::MAX));
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}")
            {
                bar.set_style(style);
            }
            Self(Place::Bar(bar))
        } else {
            Self(Place::Lines { verb, total, done: AtomicUsize::new(0) })
        }
    }

    /// Counts one.
    pub fn done(&self, name: &str) {
        match &self.0 {
            Place::Bar(bar) => {
                bar.set_message(name.to_owned());
                bar.inc(1);
            }
            Place::Lines { verb, total, done } => {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                note(&format!("[{done}/{total}] {verb} {name}"));
            }
        }
    }

    /// Clears the bar, so that what follows is not written across it.
    pub fn finish(self) {
        match self.0 {
            Place::Bar(bar) => bar.finish_and_clear(),
            Place::Lines { .. } => {}
        }
    }
}
