//! What is told of the differences: a line a service, a line a kind, and the places of what is not explained.

use std::collections::BTreeMap;

use smithgen_codegen::ir::Package;

use super::equivalence::{self, Difference, Kind};
use crate::screen::table::{Side, Table};

/// How many differences of a kind are shown, unless all are asked for.
const SHOWN: usize = 10;

/// What came of one model.
#[derive(Debug)]
pub(super) enum Pair {
    /// It was compared with its twin.
    Compared(Compared),
    /// Nothing was pulled that is of its service; its name and version.
    Alone(String, String),
    /// It or its twin is not right, which was said; its name.
    Broken(String),
}

/// Two models of one service.
#[derive(Debug)]
pub(super) struct Compared {
    service: String,
    version: String,
    differences: Vec<Told>,
}

/// A difference, and why it is no fault.
#[derive(Debug)]
struct Told {
    difference: Difference,
    reason: Option<&'static str>,
}

impl Pair {
    /// Compares two packages.
    pub(super) fn compared(left: &Package, right: &Package) -> Self {
        let sdk_id = left.service.sdk_id.as_deref();
        let told = |difference: Difference| {
            let reason = difference.reason(sdk_id);
            Told { difference, reason }
        };
        Self::Compared(Compared {
            service: name(left),
            version: left.service.version.clone(),
            differences: equivalence::compare(left, right).into_iter().map(told).collect(),
        })
    }

    /// A package without a twin.
    pub(super) fn alone(package: &Package) -> Self {
        Self::Alone(name(package), package.service.version.clone())
    }
}

fn name(package: &Package) -> String {
    package.service.sdk_id.clone().unwrap_or_else(|| package.service.shape_id.clone())
}

/// What came of all models.
#[derive(Debug)]
pub(super) struct Report {
    pairs: Vec<Pair>,
}

/// Differences by kind and reason, each with its service.
type Groups<'a> = BTreeMap<(Kind, Option<&'static str>), Vec<(&'a str, &'a Difference)>>;

impl Report {
    /// Of models, in the order in which they are told.
    pub(super) fn new(pairs: Vec<Pair>) -> Self {
        Self { pairs }
    }

    /// Whether all models are right, and every difference is explained.
    pub(super) fn is_good(&self) -> bool {
        self.pairs.iter().all(|pair| match pair {
            Pair::Compared(compared) => compared.differences.iter().all(|it| it.reason.is_some()),
            Pair::Alone(..) => true,
            Pair::Broken(_) => false,
        })
    }

    /// As text; with the places of explained differences too, if all are asked for.
    pub(super) fn text(&self, all: bool) -> String {
        let groups = self.groups();
        let places = groups.iter().map(|((kind, reason), found)| {
            let shown = match (all, reason) {
                (true, _) => found.len(),
                (false, None) => SHOWN,
                (false, Some(_)) => 0,
            };
            places(*kind, found, shown)
        });
        let places: String = places.collect();
        format!("{places}{}\n{}", self.services(), kinds(&groups))
    }

    fn groups(&self) -> Groups<'_> {
        let mut groups: Groups<'_> = BTreeMap::new();
        for pair in &self.pairs {
            let Pair::Compared(compared) = pair else { continue };
            for Told { difference, reason } in &compared.differences {
                let group = groups.entry((difference.kind, *reason)).or_default();
                group.push((&compared.service, difference));
            }
        }
        groups
    }

    /// A line a service.
    fn services(&self) -> Table<5> {
        let mut table = Table::new([
            ("service", Side::Left),
            ("version", Side::Left),
            ("differences", Side::Right),
            ("unexplained", Side::Right),
            ("of which", Side::Left),
        ]);
        for pair in &self.pairs {
            table.row(match pair {
                Pair::Compared(compared) => compared.row(),
                Pair::Alone(name, version) => {
                    without_counts(name, version, "nothing of it was pulled")
                }
                Pair::Broken(name) => without_counts(name, "", "cannot be compared"),
            });
        }
        table
    }
}

fn without_counts(name: &str, version: &str, why: &str) -> [String; 5] {
    [name, version, "", "", why].map(str::to_owned)
}

impl Compared {
    fn row(&self) -> [String; 5] {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for told in &self.differences {
            *counts.entry(told.difference.kind).or_default() += 1;
        }
        let counts: Vec<String> =
            counts.iter().map(|(kind, count)| format!("{kind:?} {count}")).collect();
        let unexplained = self.differences.iter().filter(|told| told.reason.is_none()).count();
        [
            self.service.clone(),
            self.version.clone(),
            self.differences.len().to_string(),
            unexplained.to_string(),
            counts.join(", "),
        ]
    }
}

/// A line a kind, and all of them in the last.
fn kinds(groups: &Groups<'_>) -> Table<3> {
    let mut table =
        Table::new([("kind", Side::Left), ("count", Side::Right), ("explained by", Side::Left)]);
    for ((kind, reason), found) in groups {
        let reason = reason.unwrap_or("nothing").to_owned();
        table.row([format!("{kind:?}"), found.len().to_string(), reason]);
    }
    let total: usize = groups.values().map(Vec::len).sum();
    table.row(["total".to_owned(), total.to_string(), String::new()]);
    table
}

fn places(kind: Kind, found: &[(&str, &Difference)], shown: usize) -> String {
    let place = |(service, difference): &(&str, &Difference)| {
        let Difference { at, left, right, .. } = difference;
        format!("{kind:?} {service}: {at}\n  left:  {left}\n  right: {right}\n")
    };
    let more = found.len().saturating_sub(shown);
    let rest = (shown > 0 && more > 0).then(|| format!("and {more} more of {kind:?}\n"));
    found.iter().take(shown).map(place).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, at: &str, reason: Option<&'static str>) -> Told {
        let (left, right) = ("one".to_owned(), "other".to_owned());
        Told { difference: Difference { kind, at: at.to_owned(), left, right }, reason }
    }

    fn pair(service: &str, differences: Vec<Told>) -> Pair {
        Pair::Compared(Compared {
            service: service.to_owned(),
            version: "2012-11-05".to_owned(),
            differences,
        })
    }

    #[test]
    fn services_and_kinds_are_counted() {
        let explained = || told(Kind::OnlyRight, "types/A", Some("another day"));
        let report = Report::new(vec![
            pair("SQS", vec![explained(), explained(), told(Kind::Wire, "types/B/c", None)]),
            pair("SNS", vec![explained()]),
            Pair::Alone("EBS".to_owned(), "2019-11-02".to_owned()),
        ]);
        assert!(!report.is_good());
        let expected = "\
Wire SQS: types/B/c
  left:  one
  right: other
service  version     differences  unexplained  of which
SQS      2012-11-05            3            1  OnlyRight 2, Wire 1
SNS      2012-11-05            1            0  OnlyRight 1
EBS      2019-11-02                            nothing of it was pulled

kind       count  explained by
OnlyRight      3  another day
Wire           1  nothing
total          4
";
        assert_eq!(report.text(false), expected);
        assert!(report.text(true).starts_with("OnlyRight SQS: types/A\n"));
    }

    #[test]
    fn what_is_explained_or_alone_is_good_and_what_is_broken_is_not() {
        let explained = || pair("SQS", vec![told(Kind::Default, "types/A/b", Some("no defaults"))]);
        let alone = || Pair::Alone("EBS".to_owned(), String::new());
        assert!(Report::new(vec![explained(), alone()]).is_good());
        assert!(!Report::new(vec![explained(), Pair::Broken("x.json".to_owned())]).is_good());
    }

    #[test]
    fn of_many_places_the_first_are_shown() {
        let many = (0..SHOWN + 2).map(|_| told(Kind::Type, "types/A", None)).collect();
        let text = Report::new(vec![pair("SQS", many)]).text(false);
        assert_eq!(text.matches("types/A").count(), SHOWN);
        assert!(text.contains("and 2 more of Type\n"), "{text}");
    }
}
