//! Taking the time. Entrants take turns, so that what else the machine does hits all of them alike.

use std::time::Duration;

use crate::race::{Case, Entrant};

/// How long is measured, and how often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// How long one sample takes at least.
    pub(crate) sample: Duration,
    /// How many samples are taken.
    pub(crate) samples: u32,
}

/// What was measured of one entrant, in nanoseconds a call.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Timing {
    /// The smallest sample: what the work takes when nothing disturbs it.
    pub(crate) minimum: f64,
    /// The sample in the middle: far from the smallest, it tells that others were in the caches.
    pub(crate) median: f64,
}

/// Times all entrants of a case, in their order.
pub(crate) fn time(case: &mut Case, effort: Effort) -> Vec<Timing> {
    let paces: Vec<Pace> =
        case.entrants.iter_mut().map(|entrant| calibrate(entrant, effort.sample)).collect();
    let mut samples = vec![Vec::new(); case.entrants.len()];
    for _ in 0..effort.samples {
        for ((entrant, pace), samples) in case.entrants.iter_mut().zip(&paces).zip(&mut samples) {
            samples.push(nanoseconds(entrant.sample(pace.calls, pace.batch), pace.calls));
        }
    }
    samples.into_iter().map(summary).collect()
}

/// How many calls make up a sample, and for how many of them inputs are prepared at once.
struct Pace {
    calls: u32,
    batch: u32,
}

/// Doubles the calls until they fill a sample, which warms everything up as well.
fn calibrate(entrant: &mut Entrant, sample: Duration) -> Pace {
    let mut pace = Pace { calls: 1, batch: 1 };
    loop {
        let spent = entrant.sample(pace.calls, pace.batch);
        if spent >= sample || pace.calls >= u32::MAX / 2 {
            return pace;
        }
        pace = Pace { calls: pace.calls * 2, batch: batch(nanoseconds(spent, pace.calls)) };
    }
}

/// Few, so that what is prepared is still in the nearest cache; one, if reading the clock is nothing beside the call.
fn batch(nanoseconds: f64) -> u32 {
    const LONG: f64 = 10_000.0;
    const FEW: u32 = 32;
    if nanoseconds > LONG { 1 } else { FEW }
}

fn nanoseconds(spent: Duration, calls: u32) -> f64 {
    spent.as_secs_f64() * 1e9 / f64::from(calls)
}

fn summary(mut samples: Vec<f64>) -> Timing {
    samples.sort_by(f64::total_cmp);
    Timing {
        minimum: samples.first().copied().unwrap_or(f64::NAN),
        median: samples.get(samples.len() / 2).copied().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_and_the_one_in_the_middle_are_told() {
        let timing = summary(vec![3.0, 9.0, 1.0, 2.0, 4.0]);
        assert_eq!(timing, Timing { minimum: 1.0, median: 3.0 });
    }

    #[test]
    fn time_is_shared_among_the_calls() {
        assert!((nanoseconds(Duration::from_micros(3), 2) - 1500.0).abs() < 1e-6);
    }
}
