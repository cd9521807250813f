//! A server that ends with its owner.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use super::last_lines;

/// How long the server may take until it listens. It imports a hundred modules first.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
///
/// It is killed when the value is dropped. If this program ends without that, as on Ctrl-C or when it is killed, the
/// server's standard input ends with it, which the server takes as its own end.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts a server, and waits until it listens.
    pub(super) fn start(python: &Path, script: &Path, log: &Path) -> Result<Self> {
        Self::start_within(PATIENCE, python, script, log)
    }

    fn start_within(patience: Duration, python: &Path, script: &Path, log: &Path) -> Result<Self> {
        let errors =
            File::create(log).with_context(|| format!("`{}` cannot be written", log.display()))?;
        let child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .with_context(|| format!("`{}` cannot be run", python.display()))?;
        // From here on, the child is stopped whatever happens.
        let mut server = Self { child, address: String::new() };
        let port = server.port(patience).with_context(|| {
            let said = fs::read(log).unwrap_or_default();
            format!("the server did not start; its last lines were:{}", last_lines(&said))
        })?;
        server.address = format!("127.0.0.1:{port}");
        Ok(server)
    }

    /// Where it listens, such as `127.0.0.1:5000`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The port, which is the first line that the server writes.
    fn port(&mut self, patience: Duration) -> Result<u16> {
        let output = self.child.stdout.take().context("it has no standard output")?;
        let (sender, receiver) = mpsc::channel();
        // A read cannot be given up, but the thread that does it can.
        thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(output).read_line(&mut line);
            drop(sender.send(read.map(|_| line)));
        });
        let line = receiver
            .recv_timeout(patience)
            .map_err(|_| anyhow!("it said nothing within {} seconds", patience.as_secs()))?
            .context("its output cannot be read")?;
        line.trim().parse().with_context(|| format!("it wrote {line:?} in place of a port"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail if it has ended by itself, and then there is nothing to do.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    /// A server that is a shell script.
    fn start(script: &str, patience: u64) -> Result<Server> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("script");
        fs::write(&path, script)?;
        let (shell, log) = (Path::new("sh"), folder.path().join("log"));
        Server::start_within(Duration::from_millis(patience), shell, &path, &log)
    }

    fn message(script: &str, patience: u64) -> String {
        format!("{:#}", start(script, patience).unwrap_err())
    }

    #[test]
    fn the_first_line_is_the_port() -> Result<()> {
        assert_eq!(start("echo 4711; read line", 60_000)?.address(), "127.0.0.1:4711");
        Ok(())
    }

    #[test]
    fn a_server_that_fails_or_hangs_is_told_with_what_it_said() {
        let failed = message("echo no such module >&2", 60_000);
        assert!(failed.contains("no such module") && failed.contains("in place of"), "{failed}");
        let other = message("echo hello; read line", 60_000);
        assert!(other.contains("\"hello\\n\""), "{other}");
        let hung = message("echo why >&2; read line", 500);
        assert!(hung.contains("why") && hung.contains("said nothing"), "{hung}");
    }

    #[test]
    fn a_server_is_killed_when_it_is_dropped() -> Result<()> {
        let start_time = Instant::now();
        drop(start("echo 1; exec sleep 600", 60_000)?);
        assert!(start_time.elapsed() < Duration::from_secs(60));
        Ok(())
    }
}
