//! What hostile models cost, counted in allocations: as much more as their source is larger, or at
//! most so much.

use allocation_counter::{AllocationInfo, measure};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::report;
use smithgen_tests::generate;
use smithgen_tests::hostile::{self, Dimension, Growth};

/// What a byte more of a source may cost, as a multiple of what one cost before the source was
/// twice as large. It is 1 where the cost is linear, but for how vectors grow, and 2 where it is
/// quadratic.
const GROWTH_LIMIT: f64 = 1.6;

/// What a model may allocate whose cost is bounded and not linear.
const BOUND: Cost =
    Cost { source: 0, allocations: 6_000_000, bytes: 1_000_000_000, peak: 100_000_000 };

/// What it took to generate a model, in bytes and numbers.
#[derive(Debug, Clone, Copy)]
struct Cost {
    source: u64,
    allocations: u64,
    bytes: u64,
    peak: u64,
}

impl Cost {
    /// Of a model of a size, on one thread, whose allocations are counted.
    fn of(dimension: &Dimension, size: usize) -> Self {
        let sources: Vec<Source> = (dimension.build)(size);
        let pool = ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        let run = || {
            let mut diagnostics = Diagnostics::default();
            let settings = generate::settings("hostile");
            let package = smithgen_codegen::generate(&sources, &settings, &mut diagnostics);
            let report = report::render(&sources, &diagnostics, false);
            assert!(package.is_some() || diagnostics.has_errors(), "{}: {report}", dimension.name);
        };
        let AllocationInfo { count_total, bytes_total, bytes_max, .. } =
            pool.install(|| measure(run));
        let source = sources.iter().map(|source| source.bytes.len() as u64).sum();
        Self { source, allocations: count_total, bytes: bytes_total, peak: bytes_max }
    }

    fn counts(self) -> [u64; 3] {
        [self.allocations, self.bytes, self.peak]
    }
}

/// What a byte of the source costs between two sizes.
#[expect(clippy::cast_precision_loss, reason = "a ratio is asked for")]
fn rates(small: Cost, large: Cost) -> [f64; 3] {
    let bytes = large.source as f64 - small.source as f64;
    let counts = small.counts().into_iter().zip(large.counts());
    let rates: Vec<f64> =
        counts.map(|(small, large)| (large as f64 - small as f64) / bytes).collect();
    [rates[0], rates[1], rates[2]]
}

/// What is wrong with the cost of a dimension.
fn problem(dimension: &Dimension) -> Option<String> {
    let costs = [1, 2, 4].map(|factor| Cost::of(dimension, factor * dimension.size));
    let [small, middle, large] = costs;
    let grows = match dimension.growth {
        Growth::Linear => {
            let before = rates(small, middle).map(|rate| rate.max(1.0));
            let rates = rates(middle, large).into_iter().zip(before);
            rates.into_iter().any(|(rate, before)| rate > before * GROWTH_LIMIT)
        }
        Growth::Bounded => {
            large.counts().into_iter().zip(BOUND.counts()).any(|(cost, most)| cost > most)
        }
    };
    if std::env::var_os("SHOW").is_some() {
        eprintln!(
            "{}{}: {large:?} {:?} {:?}",
            if grows { "! " } else { "" },
            dimension.name,
            rates(small, middle),
            rates(middle, large)
        );
    }
    grows.then(|| format!("{}: {costs:#?}", dimension.name))
}

#[test]
fn hostile_models_cost_no_more_than_their_size() {
    let dimensions: Vec<&Dimension> = hostile::dimensions().collect();
    let problems: Vec<String> = dimensions.into_par_iter().filter_map(problem).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
