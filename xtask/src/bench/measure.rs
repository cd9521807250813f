//! What is measured of a crate.

use super::target::{AWS_SDK, RUSOTO, Target};

/// What the compiler is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Release,
    Check,
    Debug,
}

/// What a program calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Calls {
    /// Five operations.
    Five,
    /// All operations of the crate.
    All,
    /// All operations, and `Debug` and serde of what goes in and comes out. Of ours alone.
    Full,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// The crate, its dependencies built.
    Crate(Step),
    /// The memory of the compiler, for the crate in release.
    Memory,
    /// The crate and a program, in release.
    Program(Calls),
    /// The program, after an edit of one line.
    Edit(Calls, Step),
    /// The crate and all its dependencies, in release.
    Cold,
    /// Lines of the crate's source.
    Lines,
    /// Bytes of the crate's source.
    Bytes,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Seconds,
    Nanoseconds,
    Bytes,
    Lines,
}

/// How figures of crates with different numbers of operations are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// As they are.
    Plain,
    /// Divided by the number of operations.
    PerOperation,
}

impl Step {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Check => "check",
            Self::Debug => "debug",
        }
    }
}

impl Calls {
    /// The name of the program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Five => "five",
            Self::All => "all",
            Self::Full => "full",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Five => "5 operations",
            Self::All => "all operations",
            Self::Full => "all operations, Debug, serde",
        }
    }
}

impl Measure {
    /// All, in the order of the table, which is also that of the work.
    pub(super) const ALL: [Self; 16] = [
        Self::Crate(Step::Release),
        Self::Crate(Step::Check),
        Self::Crate(Step::Debug),
        Self::Memory,
        Self::Program(Calls::Five),
        Self::Program(Calls::All),
        Self::Program(Calls::Full),
        Self::Edit(Calls::Five, Step::Debug),
        Self::Edit(Calls::Five, Step::Check),
        Self::Edit(Calls::Five, Step::Release),
        Self::Edit(Calls::All, Step::Debug),
        Self::Edit(Calls::All, Step::Check),
        Self::Edit(Calls::All, Step::Release),
        Self::Cold,
        Self::Lines,
        Self::Bytes,
    ];

    /// What it is picked by.
    pub(super) fn id(self) -> String {
        match self {
            Self::Crate(step) => format!("crate/{}", step.name()),
            Self::Memory => "crate/memory".to_owned(),
            Self::Program(calls) => format!("program/{}", calls.name()),
            Self::Edit(calls, step) => format!("edit/{}/{}", calls.name(), step.name()),
            Self::Cold => "cold/release".to_owned(),
            Self::Lines => "source/lines".to_owned(),
            Self::Bytes => "source/bytes".to_owned(),
        }
    }

    /// What readers call it.
    pub(super) fn title(self) -> String {
        match self {
            Self::Crate(Step::Release) => "crate alone, release, CPU".to_owned(),
            Self::Crate(step) => format!("crate alone, {}, wall", step.name()),
            Self::Memory => "crate alone, release, peak memory of rustc".to_owned(),
            Self::Program(calls) => {
                format!("crate and program, {}, release, CPU", calls.title())
            }
            Self::Edit(calls, step) => {
                format!("one line edited, {}, {}, wall", calls.title(), step.name())
            }
            Self::Cold => "cold build, default features, release, CPU".to_owned(),
            Self::Lines => "source lines".to_owned(),
            Self::Bytes => "source bytes".to_owned(),
        }
    }

    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Crate(_) | Self::Program(_) | Self::Edit(..) | Self::Cold => Unit::Seconds,
            Self::Memory | Self::Bytes => Unit::Bytes,
            Self::Lines => Unit::Lines,
        }
    }

    /// What is mostly the crate's operations is compared by operation. A program of five calls as many with every
    /// crate, and a cold build is mostly what operations share.
    pub(super) fn scale(self) -> Scale {
        match self {
            Self::Crate(_)
            | Self::Program(Calls::All | Calls::Full)
            | Self::Edit(Calls::All | Calls::Full, _) => Scale::PerOperation,
            Self::Memory
            | Self::Program(Calls::Five)
            | Self::Edit(Calls::Five, _)
            | Self::Cold
            | Self::Lines
            | Self::Bytes => Scale::Plain,
        }
    }

    /// What it is of a peer, none of which has more to use than its calls.
    pub(super) fn of_peer(self) -> Self {
        match self {
            Self::Program(Calls::Full) => Self::Program(Calls::All),
            other => other,
        }
    }

    /// What the project has set out to reach.
    pub(super) fn targets(self) -> Vec<Target> {
        let both =
            |aws_sdk, rusoto| vec![Target::ratio(AWS_SDK, aws_sdk), Target::ratio(RUSOTO, rusoto)];
        match self {
            Self::Crate(Step::Release) => both(1.0 / 30.0, 1.0 / 6.0),
            Self::Crate(Step::Check) => both(1.0 / 16.0, 1.0 / 3.0),
            Self::Crate(Step::Debug) => both(1.0 / 30.0, 1.0 / 4.0),
            Self::Memory => vec![Target::limit(0.40e9)],
            Self::Program(Calls::Five) => vec![Target::ratio(AWS_SDK, 1.0 / 25.0)],
            Self::Program(Calls::All) => vec![Target::ratio(AWS_SDK, 1.0 / 8.0)],
            Self::Program(Calls::Full) => vec![Target::ratio(AWS_SDK, 1.0 / 6.0)],
            Self::Edit(Calls::Five, Step::Release) => both(1.0 / 10.0, 1.0 / 10.0),
            Self::Edit(..) => both(1.0, 1.0),
            Self::Cold => vec![Target::ratio(AWS_SDK, 1.0 / 15.0)],
            Self::Lines => vec![Target::limit(65_000.0)],
            Self::Bytes => vec![Target::limit(2.4e6)],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_measure_is_listed_once_and_has_an_id_and_a_target() {
        let ids: BTreeSet<String> = Measure::ALL.iter().map(|measure| measure.id()).collect();
        assert_eq!(ids.len(), Measure::ALL.len());
        assert!(Measure::ALL.iter().all(|measure| !measure.targets().is_empty()));
    }

    #[test]
    fn a_peer_is_measured_by_its_calls() {
        let full = Measure::Program(Calls::Full);
        assert_eq!(full.of_peer(), Measure::Program(Calls::All));
        assert_eq!(Measure::Cold.of_peer(), Measure::Cold);
    }
}
