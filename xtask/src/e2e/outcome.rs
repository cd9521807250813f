//! What the program wrote, and the table that is made of it.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use smithgen::screen::table::{Side, Table};

use super::crates::Crate;

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Case {
    /// The service that was called.
    pub(super) service: String,
    /// What the case shows.
    pub(super) name: String,
    /// How often the server was called.
    pub(super) calls: usize,
    /// Whether all was as expected.
    pub(super) passed: bool,
}

/// Reads the program's lines.
pub(super) fn parse(lines: &str) -> Result<Vec<Case>> {
    lines.lines().map(parse_line).collect()
}

fn parse_line(line: &str) -> Result<Case> {
    let fields: Vec<&str> = line.split('\t').collect();
    if let [service, name, calls, outcome @ ("passed" | "failed")] = fields.as_slice()
        && let Ok(calls) = calls.parse()
    {
        let (service, name) = ((*service).to_owned(), (*name).to_owned());
        return Ok(Case { service, name, calls, passed: *outcome == "passed" });
    }
    bail!("the program wrote a line that says nothing of a case: {line:?}")
}

/// Cases in numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    calls: usize,
    passed: usize,
    failed: usize,
}

impl Counts {
    fn add(&mut self, case: &Case) {
        self.calls += case.calls;
        self.passed += usize::from(case.passed);
        self.failed += usize::from(!case.passed);
    }

    fn row(self, service: &str, protocol: &str) -> [String; 5] {
        let Self { calls, passed, failed } = self;
        let numbers = [calls, passed, failed].map(|number| number.to_string());
        let [calls, passed, failed] = numbers;
        [service.to_owned(), protocol.to_owned(), calls, passed, failed]
    }
}

/// A row for each service, and one for all.
pub(super) fn table(cases: &[Case], crates: &[Crate]) -> String {
    let mut services: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for case in cases {
        services.entry(&case.service).or_default().add(case);
        all.add(case);
    }
    let mut table = Table::new([
        ("service", Side::Left),
        ("protocol", Side::Left),
        ("calls", Side::Right),
        ("passed", Side::Right),
        ("failed", Side::Right),
    ]);
    for (service, counts) in services {
        let protocol = crates.iter().find(|one| one.name == service);
        table.row(counts.row(service, protocol.map_or("", |one| &one.protocol)));
    }
    table.row(all.row("all", ""));
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_counted_by_service() -> Result<()> {
        let cases = parse("sqs\ta\t3\tpassed\nsqs\tb\t10\tfailed\ns3\tc\t4\tpassed\n")?;
        let crates = [Crate { name: "sqs".into(), protocol: "awsJson1_0".into() }];
        let expected = "\
service  protocol    calls  passed  failed
s3                       4       1       0
sqs      awsJson1_0     13       1       1
all                     17       2       1
";
        assert_eq!(table(&cases, &crates), expected);
        Ok(())
    }

    #[test]
    fn a_line_that_is_none_of_a_case_is_an_error() {
        for wrong in ["", "sqs\ta\t3", "sqs\ta\tx\tpassed", "sqs\ta\t3\tok", "a\tb\t1\tpassed\tx"] {
            assert!(parse(&format!("{wrong}\n")).is_err(), "{wrong:?} was let through");
        }
    }
}
