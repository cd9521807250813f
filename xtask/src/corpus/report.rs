//! What came of all models.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Serialize;
use smithgen::screen::table::{Side, Table};
use smithgen::screen::terminal::note;

use super::candidate::{Candidate, Format};
use super::kept::Verdict;
use super::step::Step;

/// How many lines of a crate's first diagnostic are shown.
const LINES: usize = 24;

/// A crate that was generated.
#[derive(Debug, Serialize)]
pub(super) struct Crate {
    /// Where it is.
    #[serde(skip)]
    pub(super) folder: PathBuf,
    /// A hash of its files.
    pub(super) hash: String,
    /// The protocol that it speaks.
    pub(super) protocol: String,
    /// Operations in it.
    pub(super) operations: usize,
    /// Structures, unions and enums in it.
    pub(super) shapes: usize,
    /// Its files.
    pub(super) files: usize,
    /// Lines in them.
    pub(super) lines: usize,
    /// Bytes of the model, inflated.
    pub(super) bytes_in: usize,
    /// Bytes of the files.
    pub(super) bytes_out: usize,
    /// How long it took to read the model, to generate and to write.
    #[serde(rename = "generate_ms", serialize_with = "milliseconds")]
    pub(super) time: Duration,
    /// How long it takes to parse the files and to print them, where that was asked for.
    #[serde(rename = "pace_ms", serialize_with = "maybe_milliseconds")]
    pub(super) pace: Option<Duration>,
    /// Warnings of the generator, which are of the model and no failure.
    pub(super) warnings: usize,
}

/// A line of the table.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) format: Format,
    pub(super) name: String,
    /// The crate, unless it could not be generated.
    #[serde(flatten)]
    pub(super) made: Option<Crate>,
    /// Why it could not.
    failure: Option<String>,
    /// What came of each step.
    #[serde(serialize_with = "as_map")]
    pub(super) verdicts: Vec<(Step, Verdict)>,
}

/// All rows, and what they are together.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    totals: Totals,
    crates: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Totals {
    models: usize,
    failed: usize,
    operations: usize,
    shapes: usize,
    files: usize,
    lines: usize,
    bytes_in: usize,
    bytes_out: usize,
    lines_per_operation: usize,
    bytes_per_operation: usize,
    warnings: usize,
    diagnostics: usize,
    jobs: usize,
    /// From the start until all was written.
    #[serde(rename = "generated_in_ms", serialize_with = "milliseconds")]
    generated_in: Duration,
    /// The sum over all models.
    #[serde(rename = "generate_ms", serialize_with = "milliseconds")]
    generate: Duration,
    #[serde(rename = "pace_ms", serialize_with = "maybe_milliseconds")]
    pace: Option<Duration>,
    /// From the start to the end.
    #[serde(rename = "whole_ms", serialize_with = "milliseconds")]
    whole: Duration,
    peak_memory_bytes: Option<u64>,
}

impl Row {
    /// The row of a model that was generated, or was not.
    pub(super) fn new(candidate: &Candidate, made: Result<Crate>) -> Self {
        let (made, failure) = match made {
            Ok(made) => (Some(made), None),
            Err(error) => (None, Some(format!("{error:#}"))),
        };
        let (format, name) = (candidate.format, candidate.name.clone());
        Self { format, name, made, failure, verdicts: Vec::new() }
    }

    /// What it is picked by.
    pub(super) fn id(&self) -> String {
        format!("{}/{}", self.format, self.name)
    }

    fn diagnostics(&self) -> usize {
        self.verdicts.iter().map(|(_, verdict)| verdict.diagnostics.len()).sum()
    }

    fn has_failed(&self) -> bool {
        self.made.is_none() || self.diagnostics() > 0
    }

    /// What went wrong, a line or more each.
    fn failures(&self) -> Vec<String> {
        let id = self.id();
        let not_made = self.failure.iter().map(|why| format!("failed: {id} generate: {why}"));
        let steps = self.verdicts.iter().filter_map(|(step, verdict)| {
            let first = verdict.diagnostics.first()?;
            let lines: Vec<&str> = first.lines().take(LINES).collect();
            let (step, count) = (step.name(), verdict.diagnostics.len());
            Some(format!(
                "failed: {id} {step}: {count}, of which the first is\n{}",
                lines.join("\n")
            ))
        });
        not_made.chain(steps).collect()
    }

    fn cells(&self) -> [String; 9] {
        let of = |cell: &dyn Fn(&Crate) -> String| self.made.as_ref().map_or("-".into(), cell);
        let check = self.verdicts.iter().find(|(step, _)| *step == Step::Check);
        [
            self.id(),
            of(&|made| made.protocol.clone()),
            of(&|made| made.operations.to_string()),
            of(&|made| made.shapes.to_string()),
            of(&|made| made.bytes_in.to_string()),
            of(&|made| made.bytes_out.to_string()),
            of(&|made| made.time.as_millis().to_string()),
            check.map_or("-".into(), |(_, verdict)| format!("{:.1}", verdict.seconds)),
            if self.made.is_some() { self.diagnostics().to_string() } else { "failed".to_owned() },
        ]
    }
}

impl Report {
    /// The report of a run; its rows in any order.
    pub(super) fn new(
        mut rows: Vec<Row>,
        jobs: usize,
        generated_in: Duration,
        whole: Duration,
        peak_memory_bytes: Option<u64>,
    ) -> Self {
        rows.sort_by_key(Row::id);
        let made = || rows.iter().filter_map(|row| row.made.as_ref());
        let sum = |count: fn(&Crate) -> usize| made().map(count).sum();
        let (operations, lines) = (sum(|made| made.operations), sum(|made| made.lines));
        let bytes_out = sum(|made| made.bytes_out);
        let totals = Totals {
            models: rows.len(),
            failed: rows.iter().filter(|row| row.has_failed()).count(),
            operations,
            shapes: sum(|made| made.shapes),
            files: sum(|made| made.files),
            lines,
            bytes_in: sum(|made| made.bytes_in),
            bytes_out,
            lines_per_operation: lines / operations.max(1),
            bytes_per_operation: bytes_out / operations.max(1),
            warnings: sum(|made| made.warnings),
            diagnostics: rows.iter().map(Row::diagnostics).sum(),
            jobs,
            generated_in,
            generate: made().map(|made| made.time).sum(),
            pace: made()
                .map(|made| made.pace)
                .sum::<Option<Duration>>()
                .filter(|pace| !pace.is_zero()),
            whole,
            peak_memory_bytes,
        };
        Self { totals, crates: rows }
    }

    /// Whether nothing failed.
    pub(super) fn is_good(&self) -> bool {
        self.totals.failed == 0
    }

    /// Writes the same as JSON.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, json).with_context(|| format!("writing `{}`", path.display()))
    }

    /// Names everything that failed.
    pub(super) fn tell_failures(&self) {
        self.crates.iter().flat_map(Row::failures).for_each(|failure| note(&failure));
    }
}

impl Totals {
    fn table(&self) -> Table<2> {
        let mut table = Table::new([("what", Side::Left), ("total", Side::Right)]);
        for (what, count) in [
            ("models", self.models),
            ("failed", self.failed),
            ("operations", self.operations),
            ("shapes", self.shapes),
            ("files", self.files),
            ("lines", self.lines),
            ("bytes in", self.bytes_in),
            ("bytes out", self.bytes_out),
            ("lines per operation", self.lines_per_operation),
            ("bytes per operation", self.bytes_per_operation),
            ("warnings about models", self.warnings),
            ("diagnostics of compilers", self.diagnostics),
            ("models at once", self.jobs),
        ] {
            table.row([what.to_owned(), count.to_string()]);
        }
        let seconds = |time: Duration| format!("{:.1} s", time.as_secs_f64());
        table.row(["generated in".to_owned(), seconds(self.generated_in)]);
        table.row(["generation, all threads".to_owned(), seconds(self.generate)]);
        if let Some(pace) = self.pace {
            let ratio = self.generate.as_secs_f64() / pace.as_secs_f64();
            table.row(["parse and print, all threads".to_owned(), seconds(pace)]);
            table.row(["generation / parse and print".to_owned(), format!("{ratio:.2}")]);
        }
        table.row(["whole run".to_owned(), seconds(self.whole)]);
        if let Some(bytes) = self.peak_memory_bytes {
            table.row(["most memory of generation".to_owned(), format!("{} MiB", bytes >> 20)]);
        }
        table
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new([
            ("service", Side::Left),
            ("protocol", Side::Left),
            ("operations", Side::Right),
            ("shapes", Side::Right),
            ("bytes in", Side::Right),
            ("bytes out", Side::Right),
            ("generate ms", Side::Right),
            ("check s", Side::Right),
            ("diagnostics", Side::Right),
        ]);
        self.crates.iter().for_each(|row| table.row(row.cells()));
        write!(f, "{table}\n{}", self.totals.table())
    }
}

fn milliseconds<S: serde::Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(in_milliseconds(*time))
}

#[expect(clippy::ref_option, reason = "serde hands out a reference to the field")]
fn maybe_milliseconds<S: serde::Serializer>(
    time: &Option<Duration>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.map(in_milliseconds).serialize(serializer)
}

fn in_milliseconds(time: Duration) -> f64 {
    // Microseconds are exact enough, and short.
    (time.as_secs_f64() * 1e6).round() / 1e3
}

fn as_map<S: serde::Serializer>(
    verdicts: &[(Step, Verdict)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    verdicts
        .iter()
        .map(|(step, verdict)| (step.name(), verdict))
        .collect::<BTreeMap<_, _>>()
        .serialize(serializer)
}
