//! What was counted, beside the baseline.

use std::collections::BTreeSet;
use std::fmt;

use smithgen::program;
use smithgen::screen::table::{Side, Table};

use super::Counts;

/// By how much a count may differ from its baseline, in percent.
const TOLERANCE: u64 = 5;

/// A count, and how it stands to its baseline.
#[derive(Debug, PartialEq, Eq)]
struct Row<'a> {
    name: &'a str,
    baseline: Option<u64>,
    now: Option<u64>,
}

/// How a count stands to its baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// About as it was.
    Same,
    /// Larger by more than is allowed.
    Grown,
    /// Smaller by as much.
    Shrunk,
    /// Counted, and not in the baseline.
    New,
    /// In the baseline, and not counted.
    Gone,
}

impl Verdict {
    /// How the table shows it.
    fn word(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Grown => "grown",
            Self::Shrunk => "shrunk",
            Self::New => "not in the baseline",
            Self::Gone => "no longer counted",
        }
    }

    fn is_bad(self) -> bool {
        match self {
            Self::Same | Self::Shrunk => false,
            Self::Grown | Self::New | Self::Gone => true,
        }
    }

    /// What to do about it.
    fn advice(self) -> Option<String> {
        let update = program::command("guard --update");
        match self {
            Self::Same => None,
            Self::Grown => {
                Some(format!("if what has grown is meant to, `{update}` writes a new baseline"))
            }
            Self::Shrunk => Some(format!(
                "what has shrunk may grow again unseen, until `{update}` lowers the baseline"
            )),
            Self::New | Self::Gone => {
                Some(format!("the baseline is of other cases; `{update}` writes one of these"))
            }
        }
    }
}

impl Row<'_> {
    fn verdict(&self) -> Verdict {
        match (self.baseline, self.now) {
            (Some(baseline), Some(now)) => compare(baseline, now),
            (None, _) => Verdict::New,
            (Some(_), None) => Verdict::Gone,
        }
    }

    fn cells(&self) -> [String; 5] {
        let number = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
        let change = match (self.baseline, self.now) {
            (Some(baseline), Some(now)) => change(baseline, now),
            _ => String::new(),
        };
        let verdict = self.verdict().word().to_owned();
        [self.name.to_owned(), number(self.baseline), number(self.now), change, verdict]
    }
}

/// Tells a change from what is within the tolerance.
fn compare(baseline: u64, now: u64) -> Verdict {
    let percent = |count: u64, of: u64| u128::from(count) * u128::from(of);
    if percent(now, 100) > percent(baseline, 100 + TOLERANCE) {
        Verdict::Grown
    } else if percent(now, 100) < percent(baseline, 100 - TOLERANCE) {
        Verdict::Shrunk
    } else {
        Verdict::Same
    }
}

/// A change in percent, such as `+5.1 %`, rounded away from nothing: what is said to be 5.0 is not more.
fn change(baseline: u64, now: u64) -> String {
    let sign = match now.cmp(&baseline) {
        std::cmp::Ordering::Less => "-",
        std::cmp::Ordering::Equal => return String::new(),
        std::cmp::Ordering::Greater => "+",
    };
    if baseline == 0 {
        return String::new();
    }
    let permille = (u128::from(now.abs_diff(baseline)) * 1000).div_ceil(u128::from(baseline));
    format!("{sign}{}.{} %", permille / 10, permille % 10)
}

/// All counts.
#[derive(Debug)]
pub(super) struct Report<'a> {
    rows: Vec<Row<'a>>,
}

impl<'a> Report<'a> {
    /// Puts counts beside their baseline.
    pub(super) fn new(baseline: &'a Counts, now: &'a Counts) -> Self {
        let names: BTreeSet<&String> = baseline.keys().chain(now.keys()).collect();
        let row = |name: &'a String| Row {
            name,
            baseline: baseline.get(name).copied(),
            now: now.get(name).copied(),
        };
        Self { rows: names.into_iter().map(row).collect() }
    }

    /// Whether nothing has grown, and all is in the baseline.
    pub(super) fn is_good(&self) -> bool {
        !self.rows.iter().any(|row| row.verdict().is_bad())
    }

    /// What to do, a line for each reason to do anything.
    pub(super) fn advice(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.rows.iter().filter_map(|row| row.verdict().advice()).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new([
            ("counted", Side::Left),
            ("baseline", Side::Right),
            ("now", Side::Right),
            ("change", Side::Right),
            ("", Side::Left),
        ]);
        self.rows.iter().for_each(|row| table.row(row.cells()));
        table.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[(&str, u64)]) -> Counts {
        counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn up_to_five_percent_is_the_same() {
        assert_eq!(compare(1000, 1050), Verdict::Same);
        assert_eq!(compare(1000, 1051), Verdict::Grown);
        assert_eq!(compare(1000, 950), Verdict::Same);
        assert_eq!(compare(1000, 949), Verdict::Shrunk);
        assert_eq!(compare(u64::MAX, u64::MAX), Verdict::Same);
        assert_eq!(compare(0, 0), Verdict::Same);
        assert_eq!(compare(0, 1), Verdict::Grown);
    }

    #[test]
    fn a_change_is_told_in_percent() {
        assert_eq!(change(1000, 1000), "");
        assert_eq!(change(1000, 1050), "+5.0 %");
        assert_eq!(change(100_000, 105_001), "+5.1 %");
        assert_eq!(change(1000, 1), "-99.9 %");
        assert_eq!(change(2, 5), "+150.0 %");
        assert_eq!(change(0, 5), "");
    }

    #[test]
    fn growth_is_bad_and_names_its_row() {
        let (baseline, now) =
            (counts(&[("a", 100), ("b", 100)]), counts(&[("a", 106), ("b", 105)]));
        let report = Report::new(&baseline, &now);
        assert!(!report.is_good());
        assert_eq!(
            report.to_string(),
            "\
counted  baseline  now  change
a             100  106  +6.0 %  grown
b             100  105  +5.0 %
"
        );
        let advice = report.advice();
        assert_eq!(advice.len(), 1);
        assert!(advice[0].contains("guard --update"), "{advice:?}");
    }

    #[test]
    fn what_shrinks_is_told_and_good() {
        let (baseline, now) = (counts(&[("a", 100)]), counts(&[("a", 90)]));
        let report = Report::new(&baseline, &now);
        assert!(report.is_good());
        assert!(report.to_string().ends_with("-10.0 %  shrunk\n"), "{report}");
        assert!(report.advice()[0].contains("lowers the baseline"));
    }

    #[test]
    fn counts_and_baseline_have_the_same_rows() {
        let (some, none) = (counts(&[("a", 100)]), counts(&[]));
        for (baseline, now, word) in
            [(&none, &some, "not in the baseline"), (&some, &none, "no longer counted")]
        {
            let report = Report::new(baseline, now);
            assert!(!report.is_good());
            assert!(report.to_string().contains(word), "{report}");
            assert!(report.advice()[0].contains("guard --update"));
        }
    }

    #[test]
    fn what_is_as_it_was_needs_no_advice() {
        let same = counts(&[("a", 100)]);
        let report = Report::new(&same, &same);
        assert!(report.is_good() && report.advice().is_empty());
    }
}
