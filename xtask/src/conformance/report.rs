//! What is said at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;
use smithgen::screen::table::{Side, Table};

/// A case, and what came of it.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// The case.
    pub(super) id: String,
    /// Its protocol, as its suite calls it.
    pub(super) protocol: String,
    /// What came of it.
    #[serde(flatten)]
    pub(super) verdict: Verdict,
}

/// What came of a case.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// All is as expected.
    Passed,
    /// Something is not.
    Failed {
        /// What was expected, and what came.
        differences: Vec<String>,
    },
    /// It differs, as the list of cases that are left out says it does.
    LeftOut {
        /// Why.
        reason: String,
    },
    /// It is on that list, and passes.
    NeedlesslyLeftOut,
}

impl Verdict {
    fn is_bad(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::NeedlesslyLeftOut)
    }
}

#[derive(Default)]
struct Counts {
    cases: usize,
    passed: usize,
    failed: usize,
    left_out: usize,
}

impl Counts {
    fn add(&mut self, verdict: &Verdict) {
        self.cases += 1;
        match verdict {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed { .. } | Verdict::NeedlesslyLeftOut => self.failed += 1,
            Verdict::LeftOut { .. } => self.left_out += 1,
        }
    }

    fn row(&self, name: &str) -> [String; 5] {
        let number = usize::to_string;
        let Self { cases, passed, failed, left_out } = self;
        [name.to_owned(), number(cases), number(passed), number(failed), number(left_out)]
    }
}

/// Whether any case failed.
pub(super) fn has_failures(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.verdict.is_bad())
}

/// The failures, what was left out, and the table.
pub(super) fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        match &row.verdict {
            Verdict::Passed => {}
            Verdict::Failed { differences } => {
                let _ = writeln!(text, "{} failed", row.id);
                for line in differences.iter().flat_map(|difference| difference.lines()) {
                    let _ = writeln!(text, "    {line}");
                }
            }
            Verdict::LeftOut { reason } => {
                let _ = writeln!(text, "{} is left out\n    {reason}", row.id);
            }
            Verdict::NeedlesslyLeftOut => {
                let _ = writeln!(text, "{} is left out and passes: delete its entry", row.id);
            }
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = write!(text, "{}", table(rows));
    text
}

fn table(rows: &[Row]) -> Table<5> {
    let mut by_protocol: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for row in rows {
        by_protocol.entry(&row.protocol).or_default().add(&row.verdict);
        all.add(&row.verdict);
    }
    let mut table = Table::new([
        ("protocol", Side::Left),
        ("cases", Side::Right),
        ("passed", Side::Right),
        ("failed", Side::Right),
        ("left out", Side::Right),
    ]);
    for (protocol, counts) in &by_protocol {
        table.row(counts.row(protocol));
    }
    table.row(all.row("all"));
    table
}

/// Every case's outcome, as JSON.
pub(super) fn json(rows: &[Row]) -> Result<String> {
    Ok(serde_json::to_string_pretty(rows)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, protocol: &str, verdict: Verdict) -> Row {
        Row { id: id.to_owned(), protocol: protocol.to_owned(), verdict }
    }

    #[test]
    fn each_failure_is_told_before_the_table() {
        let rows = [
            row("a/X", "json", Verdict::Passed),
            row("a/Y", "json", Verdict::Failed { differences: vec!["p\nq".to_owned()] }),
            row("b/Z", "cbor", Verdict::LeftOut { reason: "why".to_owned() }),
        ];
        let expected = "\
a/Y failed
    p
    q
b/Z is left out
    why

protocol  cases  passed  failed  left out
cbor          1       0       0         1
json          2       1       1         0
all           3       1       1         1
";
        assert_eq!(text(&rows), expected);
        assert!(has_failures(&rows) && !has_failures(&rows[..1]));
        assert!(has_failures(&[row("a/X", "json", Verdict::NeedlesslyLeftOut)]));
    }

    #[test]
    fn json_has_every_case() -> Result<()> {
        let failed = Verdict::Failed { differences: vec!["d".to_owned()] };
        let text = json(&[row("a/X", "json", Verdict::Passed), row("a/Y", "json", failed)])?;
        let value: serde_json::Value = serde_json::from_str(&text)?;
        let expected = serde_json::json!([
            {"id": "a/X", "protocol": "json", "outcome": "passed"},
            {"id": "a/Y", "protocol": "json", "outcome": "failed", "differences": ["d"]},
        ]);
        assert_eq!(value, expected);
        Ok(())
    }
}
