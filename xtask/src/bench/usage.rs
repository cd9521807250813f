//! What a command took.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use smithgen::screen::terminal;
use wait4::Wait4;

/// How many lines of a command that failed are shown.
const LINES: usize = 20;

/// What a command and all that it started took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    /// By the clock.
    pub(super) wall: Duration,
    /// Of all processors, for the program and for the system.
    pub(super) cpu: Duration,
    /// The most memory that one of the processes held at once, in bytes.
    pub(super) peak: u64,
}

/// A command that did what it should.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) usage: Usage,
    /// What it wrote to standard output.
    pub(super) stdout: String,
}

impl Usage {
    /// The smaller of each: what disturbs a run only ever adds to it.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            peak: self.peak.min(other.peak),
        }
    }
}

/// Runs a command; what it says on standard error goes to the log, which is shown if it fails.
pub(super) fn run(command: &mut Command, log: &Path) -> Result<Ran> {
    let errors =
        File::create(log).with_context(|| format!("`{}` cannot be written", log.display()))?;
    let name = format!("{command:?}");
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors)
        .spawn()
        .with_context(|| format!("{name} cannot be run"))?;
    let mut stdout = Vec::new();
    let read = child.stdout.take().map(|mut pipe| pipe.read_to_end(&mut stdout));
    let used = child.wait4().with_context(|| format!("{name} cannot be waited for"))?;
    let wall = start.elapsed();
    read.transpose().with_context(|| format!("{name} cannot be read"))?;
    if !used.status.success() {
        let said = fs::read(log).unwrap_or_default();
        let said = terminal::last_lines(&String::from_utf8_lossy(&said), LINES);
        bail!("{name} failed ({}); its last lines were:{said}", used.status);
    }
    let usage =
        Usage { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss };
    Ok(Ran { usage, stdout: String::from_utf8_lossy(&stdout).into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_is_taken_of_each() {
        let usage = |wall, cpu, peak| Usage {
            wall: Duration::from_secs(wall),
            cpu: Duration::from_secs(cpu),
            peak,
        };
        assert_eq!(usage(3, 5, 7).least(usage(4, 2, 9)), usage(3, 2, 7));
    }

    #[cfg(unix)]
    #[test]
    fn a_command_is_measured_with_all_that_it_starts() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("log");
        let shell = |script: &str| run(Command::new("sh").args(["-c", script]), &log);
        let ran = shell("echo out; sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'")?;
        assert_eq!(ran.stdout, "out\n");
        assert!(ran.usage.cpu > Duration::from_millis(20), "{:?}", ran.usage);
        assert!(ran.usage.peak > 100_000, "{:?}", ran.usage);
        let error = shell("echo why >&2; exit 3").unwrap_err().to_string();
        assert!(error.ends_with("its last lines were:\n    why"), "{error}");
        Ok(())
    }
}
