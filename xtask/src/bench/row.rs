//! A line of the table: figures, and how ours stands to each.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::contestant::Who;
use super::measure::{Measure, Scale, Unit};
use super::speed::Timing;
use super::target::{Against, CASES, Case, SMITHGEN, Target};
use crate::glob;

/// A line of the table.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) unit: Unit,
    pub(super) figures: Vec<Figure>,
    pub(super) judgements: Vec<Judgement>,
}

/// What was measured of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Figure {
    pub(super) who: String,
    pub(super) value: f64,
    /// How much was read or written, where that is what is timed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bytes: Option<u64>,
}

/// How our figure stands to another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judgement {
    pub(super) against: Opponent,
    /// Ours, divided by the other; `None` where one of them was not measured.
    pub(super) ratio: Option<f64>,
    /// The same of figures that are divided by the number of operations, where those are what is compared.
    pub(super) per_operation: Option<f64>,
    /// The most that the ratio may be; that per operation, if there is one.
    pub(super) at_most: Option<f64>,
}

/// Who or what stands on the other side.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Opponent {
    Peer(String),
    Limit(f64),
}

/// What came of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    Met,
    Missed,
    NotMeasured,
}

/// A peer's figure, and how many operations it has for each of ours, where that matters.
struct Peer<'a> {
    name: &'a str,
    figure: f64,
    scale: Option<f64>,
}

impl Row {
    /// The figure of one.
    pub(super) fn figure(&self, who: &str) -> Option<f64> {
        self.figures.iter().find(|figure| figure.who == who).map(|figure| figure.value)
    }
}

impl Judgement {
    /// What is compared with the target.
    pub(super) fn judged(&self) -> Option<f64> {
        self.per_operation.or(self.ratio)
    }

    /// What came of the target; `None` if there is none.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let at_most = self.at_most?;
        Some(match self.judged() {
            None => Verdict::NotMeasured,
            Some(ratio) if ratio <= at_most => Verdict::Met,
            Some(_) => Verdict::Missed,
        })
    }
}

impl Serialize for Judgement {
    /// With the verdict, so that those who read the data need not know how it comes about.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Judgement", 5)?;
        fields.serialize_field("against", &self.against)?;
        fields.serialize_field("ratio", &self.ratio)?;
        fields.serialize_field("per_operation", &self.per_operation)?;
        fields.serialize_field("at_most", &self.at_most)?;
        fields.serialize_field("verdict", &self.verdict())?;
        fields.end()
    }
}

impl Verdict {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NotMeasured => "not measured",
        }
    }
}

/// The lines of these measures.
pub(super) fn of_measures(
    measures: &[Measure],
    figures: &BTreeMap<(Measure, Who), f64>,
    operations: &BTreeMap<Who, usize>,
) -> Vec<Row> {
    measures.iter().map(|measure| of_measure(*measure, figures, operations)).collect()
}

fn of_measure(
    measure: Measure,
    figures: &BTreeMap<(Measure, Who), f64>,
    operations: &BTreeMap<Who, usize>,
) -> Row {
    let figure = |who| {
        let measure = if who == Who::Smithgen { measure } else { measure.of_peer() };
        figures.get(&(measure, who)).copied()
    };
    let scale = |who| match measure.scale() {
        Scale::Plain => None,
        Scale::PerOperation => Some(count(*operations.get(&who)?) / ours(operations)?),
    };
    let peers: Vec<Peer<'_>> = Who::ALL
        .into_iter()
        .filter(|who| *who != Who::Smithgen)
        .filter_map(|who| Some(Peer { name: who.name(), figure: figure(who)?, scale: scale(who) }))
        .collect();
    Row {
        id: measure.id(),
        title: measure.title(),
        unit: measure.unit(),
        judgements: judge(figure(Who::Smithgen), &peers, &measure.targets()),
        figures: Who::ALL
            .into_iter()
            .filter_map(|who| {
                Some(Figure { who: who.name().to_owned(), value: figure(who)?, bytes: None })
            })
            .collect(),
    }
}

/// The lines of all cases that have targets or were timed.
pub(super) fn of_timings(timings: &[Timing], only: Option<&str>) -> Vec<Row> {
    let is_picked = |id: &str| only.is_none_or(|pattern| glob::picks(pattern, id));
    let mut cases: Vec<(&str, Option<&Case>)> =
        CASES.iter().filter(|case| is_picked(case.id)).map(|case| (case.id, Some(case))).collect();
    for timing in timings {
        if cases.iter().all(|(id, _)| *id != timing.case) {
            cases.push((&timing.case, None));
        }
    }
    cases.into_iter().map(|(id, case)| of_case(id, case, timings)).collect()
}

fn of_case(id: &str, case: Option<&Case>, timings: &[Timing]) -> Row {
    let figures: Vec<Figure> = timings
        .iter()
        .filter(|timing| timing.case == id)
        .map(|timing| Figure { who: timing.who.clone(), value: timing.ns, bytes: timing.bytes })
        .collect();
    let peers: Vec<Peer<'_>> = figures
        .iter()
        .filter(|figure| figure.who != SMITHGEN)
        .map(|figure| Peer { name: &figure.who, figure: figure.value, scale: None })
        .collect();
    let ours = figures.iter().find(|figure| figure.who == SMITHGEN).map(|figure| figure.value);
    let targets: Vec<Target> = case
        .map(|case| case.targets)
        .unwrap_or_default()
        .iter()
        .map(|(peer, at_most)| Target::ratio(peer, *at_most))
        .collect();
    Row {
        id: id.to_owned(),
        title: case.map_or(id, |case| case.title).to_owned(),
        unit: Unit::Nanoseconds,
        judgements: judge(ours, &peers, &targets),
        figures,
    }
}

/// How we stand to each peer, to targets of peers that were not measured, and to limits.
fn judge(ours: Option<f64>, peers: &[Peer<'_>], targets: &[Target]) -> Vec<Judgement> {
    let of_peers = peers.iter().map(|peer| {
        let ratio = ours.map(|ours| ours / peer.figure);
        let target = targets.iter().find(|target| target.against.is_peer(peer.name));
        Judgement {
            against: Opponent::Peer(peer.name.to_owned()),
            ratio,
            per_operation: ratio.zip(peer.scale).map(|(ratio, scale)| ratio * scale),
            at_most: target.map(|target| target.at_most),
        }
    });
    let of_others = targets.iter().filter_map(|target| match target.against {
        Against::Peer(name) if peers.iter().any(|peer| peer.name == name) => None,
        Against::Peer(name) => Some(Judgement {
            against: Opponent::Peer(name.to_owned()),
            ratio: None,
            per_operation: None,
            at_most: Some(target.at_most),
        }),
        Against::Limit => Some(Judgement {
            against: Opponent::Limit(target.at_most),
            ratio: ours.map(|ours| ours / target.at_most),
            per_operation: None,
            at_most: Some(1.0),
        }),
    });
    of_peers.chain(of_others).collect()
}

fn ours(operations: &BTreeMap<Who, usize>) -> Option<f64> {
    operations.get(&Who::Smithgen).map(|operations| count(*operations))
}

/// Exact for what is counted here, which is far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn count(operations: usize) -> f64 {
    operations as f64
}

#[cfg(test)]
mod tests {
    use super::super::measure::{Calls, Step};
    use super::*;

    fn peer(name: &str) -> Opponent {
        Opponent::Peer(name.to_owned())
    }

    /// Who it is against, the ratio that is judged, and the verdict.
    fn verdicts(row: &Row) -> Vec<(Opponent, Option<f64>, Option<Verdict>)> {
        row.judgements
            .iter()
            .map(|judgement| (judgement.against.clone(), judgement.judged(), judgement.verdict()))
            .collect()
    }

    #[test]
    fn crates_are_compared_by_operation() {
        let measure = Measure::Crate(Step::Release);
        let figures = BTreeMap::from([
            ((measure, Who::AwsSdk), 100.0),
            ((measure, Who::Rusoto), 20.0),
            ((measure, Who::Smithgen), 4.0),
        ]);
        let operations =
            BTreeMap::from([(Who::AwsSdk, 150), (Who::Rusoto, 100), (Who::Smithgen, 200)]);
        let row = of_measure(measure, &figures, &operations);
        // 4 s for 200 are 1/33.3 of 100 s for 150, and 1/10 of 20 s for 100.
        assert_eq!(
            verdicts(&row),
            [
                (peer("aws-sdk"), Some(0.03), Some(Verdict::Met)),
                (peer("rusoto"), Some(0.1), Some(Verdict::Met)),
            ]
        );
        assert_eq!(row.judgements[0].ratio, Some(0.04));
        assert_eq!(row.figure("rusoto"), Some(20.0));
    }

    #[test]
    fn all_that_ours_can_do_is_held_against_the_calls_of_a_peer() {
        let figures = BTreeMap::from([
            ((Measure::Program(Calls::All), Who::AwsSdk), 100.0),
            ((Measure::Program(Calls::Full), Who::Smithgen), 20.0),
        ]);
        let row = of_measure(Measure::Program(Calls::Full), &figures, &BTreeMap::new());
        assert_eq!(verdicts(&row), [(peer("aws-sdk"), Some(0.2), Some(Verdict::Missed))]);
    }

    #[test]
    fn a_limit_stands_whether_peers_are_measured_or_not() {
        let row = of_measure(
            Measure::Lines,
            &BTreeMap::from([((Measure::Lines, Who::Smithgen), 130_000.0)]),
            &BTreeMap::new(),
        );
        assert_eq!(verdicts(&row), [(Opponent::Limit(65_000.0), Some(2.0), Some(Verdict::Missed))]);
    }

    #[test]
    fn a_target_whose_peer_is_missing_is_not_measured() {
        let figures = BTreeMap::from([((Measure::Cold, Who::Smithgen), 1.0)]);
        let row = of_measure(Measure::Cold, &figures, &BTreeMap::new());
        assert_eq!(verdicts(&row), [(peer("aws-sdk"), None, Some(Verdict::NotMeasured))]);
    }

    fn timing(case: &str, who: &str, ns: f64) -> Timing {
        Timing { case: case.to_owned(), who: who.to_owned(), ns, bytes: None }
    }

    #[test]
    fn cases_with_targets_come_first_and_none_is_lost() {
        let timings = [
            timing("json/new/read", "smithgen", 1.0),
            timing("json/admin_create_user/build_and_write", "smithgen", 600.0),
            timing("json/admin_create_user/build_and_write", "rusoto", 1000.0),
            timing("json/admin_create_user/build_and_write", "aws-sdk", 1000.0),
        ];
        let rows = of_timings(&timings, None);
        assert_eq!(rows.len(), CASES.len() + 1);
        let last = rows.last().unwrap();
        assert_eq!((last.title.as_str(), verdicts(last)), ("json/new/read", Vec::new()));
        let row = &of_timings(&timings, Some("build_and_write"))[0];
        assert_eq!(
            verdicts(row),
            [
                (peer("rusoto"), Some(0.6), Some(Verdict::Met)),
                (peer("aws-sdk"), Some(0.6), Some(Verdict::Missed)),
            ]
        );
    }
}
