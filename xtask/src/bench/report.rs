//! What came of a run: as text, and as data.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use smithgen::screen::table::{Side, Table};

use super::contestant::{Contestant, Who};
use super::row::{Judgement, Opponent, Row, Verdict};
use super::target::SMITHGEN;
use super::unit;

/// All of a run.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The compiler.
    pub(super) rustc: String,
    /// How many processors there are.
    pub(super) cores: usize,
    /// The crates that were compiled.
    pub(super) crates: Vec<Crate>,
    pub(super) compile: Vec<Row>,
    pub(super) speed: Vec<Row>,
}

/// A crate that was measured.
#[derive(Debug, Serialize)]
pub(super) struct Crate {
    pub(super) who: &'static str,
    pub(super) package: &'static str,
    pub(super) version: String,
    pub(super) operations: usize,
}

impl From<&Contestant> for Crate {
    fn from(contestant: &Contestant) -> Self {
        Self {
            who: contestant.who.name(),
            package: contestant.who.package(),
            version: contestant.version.clone(),
            operations: contestant.operations.len(),
        }
    }
}

impl Report {
    /// Writes it as JSON.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, json).with_context(|| format!("`{}` cannot be written", path.display()))
    }

    /// How many targets came to this.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        let rows = self.compile.iter().chain(&self.speed);
        let judgements = rows.flat_map(|row| &row.judgements);
        judgements.filter(|judgement| judgement.verdict() == Some(verdict)).count()
    }

    /// How many targets were met, in words.
    pub(super) fn summary(&self) -> String {
        let count = |verdict| self.count(verdict);
        let (met, missed) = (count(Verdict::Met), count(Verdict::Missed));
        let left = count(Verdict::NotMeasured);
        let all = met + missed + left;
        if left == 0 {
            format!("{met} of {all} targets are met")
        } else {
            format!("{met} of {all} targets are met, {left} not measured")
        }
    }

    fn crates(&self) -> Table<4> {
        let mut table = Table::new([
            ("crate", Side::Left),
            ("package", Side::Left),
            ("version", Side::Left),
            ("operations", Side::Right),
        ]);
        for one in &self.crates {
            let Crate { who, package, version, operations } = one;
            table.row([
                (*who).to_owned(),
                (*package).to_owned(),
                version.clone(),
                operations.to_string(),
            ]);
        }
        table
    }

    /// A line for each that we stand against; the figures are on the first of a measure.
    fn compile(&self) -> Table<9> {
        let [aws_sdk, rusoto, ours] = Who::ALL.map(|who| (who.name(), Side::Right));
        let mut table = Table::new([
            ("measure", Side::Left),
            aws_sdk,
            rusoto,
            ours,
            ("against", Side::Left),
            ("ratio", Side::Right),
            ("per operation", Side::Right),
            ("target", Side::Right),
            ("", Side::Left),
        ]);
        for row in &self.compile {
            let figure =
                |who: Who| row.figure(who.name()).map_or("-".to_owned(), |it| row.unit.show(it));
            let mut start = [
                row.title.clone(),
                figure(Who::AwsSdk),
                figure(Who::Rusoto),
                figure(Who::Smithgen),
            ];
            for judgement in &row.judgements {
                let [measure, aws_sdk, rusoto, ours] = std::mem::take(&mut start);
                let [against, ratio, per_operation, target, verdict] = cells(judgement, row);
                table.row([
                    measure,
                    aws_sdk,
                    rusoto,
                    ours,
                    against,
                    ratio,
                    per_operation,
                    target,
                    verdict,
                ]);
            }
        }
        table
    }

    /// A line for each whose code was timed.
    fn speed(&self) -> Table<7> {
        let mut table = Table::new([
            ("case", Side::Left),
            ("bytes", Side::Right),
            ("by", Side::Left),
            ("takes", Side::Right),
            ("we take", Side::Right),
            ("target", Side::Right),
            ("", Side::Left),
        ]);
        for row in &self.speed {
            let bytes = row.figures.iter().find_map(|figure| figure.bytes);
            let ours = row.figure(SMITHGEN).map_or("-".to_owned(), |it| row.unit.show(it));
            table.row([
                row.title.clone(),
                bytes.map_or_else(String::new, |bytes| bytes.to_string()),
                SMITHGEN.to_owned(),
                ours,
                String::new(),
                String::new(),
                String::new(),
            ]);
            for judgement in &row.judgements {
                let [against, ratio, _, target, verdict] = cells(judgement, row);
                let takes = row.figure(&against).map_or("-".to_owned(), |it| row.unit.show(it));
                table.row([String::new(), String::new(), against, takes, ratio, target, verdict]);
            }
        }
        table
    }
}

/// Against whom, the ratio, that per operation, the target, and what came of it.
fn cells(judgement: &Judgement, row: &Row) -> [String; 5] {
    let shown = |ratio: Option<f64>| ratio.map_or("-".to_owned(), unit::ratio);
    let (against, target) = match &judgement.against {
        Opponent::Peer(name) => (name.clone(), shown(judgement.at_most)),
        Opponent::Limit(limit) => ("limit".to_owned(), row.unit.show(*limit)),
    };
    [
        against,
        shown(judgement.ratio),
        judgement.per_operation.map_or_else(String::new, unit::ratio),
        target,
        judgement.verdict().map_or_else(String::new, |verdict| verdict.name().to_owned()),
    ]
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, {} cores\n", self.rustc, self.cores)?;
        if !self.crates.is_empty() {
            writeln!(f, "{}", self.crates())?;
        }
        if !self.compile.is_empty() {
            writeln!(f, "{}", self.compile())?;
        }
        if !self.speed.is_empty() {
            writeln!(f, "{}", self.speed())?;
        }
        writeln!(f, "{}", self.summary())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::measure::Unit;
    use super::super::row::Figure;
    use super::*;

    fn figure(who: &str, value: f64, bytes: Option<u64>) -> Figure {
        Figure { who: who.to_owned(), value, bytes }
    }

    fn judgement(
        against: Opponent,
        ratio: Option<f64>,
        per_operation: Option<f64>,
        at_most: Option<f64>,
    ) -> Judgement {
        Judgement { against, ratio, per_operation, at_most }
    }

    /// A report with a row of each kind.
    pub(in super::super) fn sample() -> Report {
        let peer = |name: &str| Opponent::Peer(name.to_owned());
        Report {
            rustc: "rustc 1.95.0".to_owned(),
            cores: 2,
            crates: vec![Crate {
                who: "rusoto",
                package: "rusoto_cognito_idp",
                version: "0.48.0".to_owned(),
                operations: 101,
            }],
            compile: vec![
                Row {
                    id: "crate/release".to_owned(),
                    title: "crate alone".to_owned(),
                    unit: Unit::Seconds,
                    figures: vec![
                        figure("aws-sdk", 100.0, None),
                        figure("rusoto", 20.0, None),
                        figure("smithgen", 4.0, None),
                    ],
                    judgements: vec![
                        judgement(peer("aws-sdk"), Some(0.04), Some(0.03), Some(1.0 / 30.0)),
                        judgement(peer("rusoto"), Some(0.2), Some(0.18), Some(1.0 / 6.0)),
                    ],
                },
                Row {
                    id: "source/lines".to_owned(),
                    title: "source <lines>".to_owned(),
                    unit: Unit::Lines,
                    figures: vec![figure("smithgen", 32_500.0, None)],
                    judgements: vec![judgement(
                        Opponent::Limit(65_000.0),
                        Some(0.5),
                        None,
                        Some(1.0),
                    )],
                },
            ],
            speed: vec![Row {
                id: "json/x/write".to_owned(),
                title: "X to JSON".to_owned(),
                unit: Unit::Nanoseconds,
                figures: vec![
                    figure("smithgen", 150.0, Some(436)),
                    figure("memcpy", 5.0, Some(436)),
                ],
                judgements: vec![
                    judgement(peer("memcpy"), Some(30.0), None, None),
                    judgement(peer("sonic-rs"), None, None, Some(1.1)),
                ],
            }],
        }
    }

    #[test]
    fn a_report_is_read_from_left_to_right() {
        let expected = "\
rustc 1.95.0, 2 cores

crate   package             version  operations
rusoto  rusoto_cognito_idp  0.48.0          101

measure         aws-sdk  rusoto  smithgen  against  ratio  per operation  target
crate alone     100.0 s  20.0 s    4.00 s  aws-sdk   1/25         1/33.3    1/30  met
                                           rusoto     1/5          1/5.6     1/6  missed
source <lines>        -       -    32,500  limit      1/2                 65,000  met

case       bytes  by         takes  we take  target
X to JSON    436  smithgen  150 ns
                  memcpy    5.0 ns       30       -
                  sonic-rs       -        -     1.1  not measured

2 of 4 targets are met, 1 not measured
";
        assert_eq!(sample().to_string(), expected);
    }

    #[test]
    fn what_was_not_measured_has_no_table() {
        let mut report = sample();
        report.crates.clear();
        report.compile.clear();
        report.speed.clear();
        assert_eq!(report.to_string(), "rustc 1.95.0, 2 cores\n\n0 of 0 targets are met\n");
    }

    #[test]
    fn data_has_what_the_text_has() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("report.json");
        sample().write(&path)?;
        let data: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        assert_eq!(
            data["compile"][0]["judgements"][0],
            serde_json::json!({
                "against": {"peer": "aws-sdk"},
                "ratio": 0.04,
                "per_operation": 0.03,
                "at_most": 1.0 / 30.0,
                "verdict": "met",
            })
        );
        assert_eq!(data["speed"][0]["figures"][0]["bytes"], 436);
        assert_eq!(data["crates"][0]["operations"], 101);
        Ok(())
    }
}
