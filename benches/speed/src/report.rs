//! What was measured, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::clock::Timing;
use crate::race::{Case, Entrant};

/// A line for programs: one entrant of one case.
#[derive(Debug, Serialize)]
struct Line {
    case: &'static str,
    who: &'static str,
    /// The smallest sample, in nanoseconds a call.
    ns: f64,
    /// The sample in the middle, in nanoseconds a call.
    median_ns: f64,
    bytes: usize,
}

/// Writes a case as lines of JSON.
pub(crate) fn lines(out: &mut impl Write, case: &Case, timings: &[Timing]) -> io::Result<()> {
    for (entrant, timing) in case.entrants.iter().zip(timings) {
        let line = Line {
            case: case.name,
            who: entrant.who,
            ns: tenths(timing.minimum),
            median_ns: tenths(timing.median),
            bytes: entrant.bytes,
        };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    out.flush()
}

/// Writes a case as a table, each beside the first, which is ours.
pub(crate) fn table(out: &mut impl Write, case: &Case, timings: &[Timing]) -> io::Result<()> {
    writeln!(out, "{}", case.name)?;
    let first = timings.first().map(|timing| timing.minimum);
    for (entrant, timing) in case.entrants.iter().zip(timings) {
        writeln!(out, "{}", row(entrant, timing, first))?;
    }
    writeln!(out)?;
    out.flush()
}

fn row(entrant: &Entrant, timing: &Timing, first: Option<f64>) -> String {
    let ratio = first.map_or(f64::NAN, |first| timing.minimum / first);
    format!(
        "  {:20} {:>12.1} ns  median {:>12.1}  {:>7} bytes  {ratio:>6.2} x",
        entrant.who, timing.minimum, timing.median, entrant.bytes
    )
}

fn tenths(nanoseconds: f64) -> f64 {
    (nanoseconds * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::*;
    use crate::race::{Product, Race};

    fn case() -> Result<Case> {
        let product = || Product { bytes: 436, value: () };
        let race = Race::new("json/x/write", product());
        let race = race.entrant("smithgen", || (), |()| Ok(product()))?;
        Ok(race.entrant("peer", || (), |()| Ok(product()))?.finish())
    }

    const TIMINGS: [Timing; 2] =
        [Timing { minimum: 123.44, median: 130.0 }, Timing { minimum: 246.88, median: 260.0 }];

    #[test]
    fn a_line_is_an_object() -> Result<()> {
        let mut out = Vec::new();
        lines(&mut out, &case()?, &TIMINGS)?;
        let expected = "\
            {\"case\":\"json/x/write\",\"who\":\"smithgen\",\"ns\":123.4,\"median_ns\":130.0,\"bytes\":436}\n\
            {\"case\":\"json/x/write\",\"who\":\"peer\",\"ns\":246.9,\"median_ns\":260.0,\"bytes\":436}\n";
        assert_eq!(String::from_utf8(out)?, expected);
        Ok(())
    }

    #[test]
    fn a_table_tells_how_many_times_as_long_each_takes() -> Result<()> {
        let mut out = Vec::new();
        table(&mut out, &case()?, &TIMINGS)?;
        let text = String::from_utf8(out)?;
        let rows: Vec<&str> = text.lines().collect();
        assert!(rows[1].ends_with("1.00 x") && rows[2].ends_with("2.00 x"), "{text}");
        Ok(())
    }
}
