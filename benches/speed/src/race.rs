//! A case: one piece of work, and everyone who does it. Nobody is timed whose result is another.

use std::fmt::Debug;
use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use rustix::time::{ClockId, clock_gettime};

/// One piece of work, and who does it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) entrants: Vec<Entrant>,
}

/// Somebody who does the work of a case.
pub(crate) struct Entrant {
    pub(crate) who: &'static str,
    /// The length of the body that was written or read.
    pub(crate) bytes: usize,
    sample: Box<dyn FnMut(u32, u32) -> Duration>,
}

impl Entrant {
    /// How long this many calls take. What they consume is prepared for a batch of them before the clock starts.
    pub(crate) fn sample(&mut self, calls: u32, batch: u32) -> Duration {
        (self.sample)(calls, batch)
    }
}

/// What came of the work, in a form that is equal if what it means is.
pub(crate) struct Product<N> {
    /// The length of the body that was written or read.
    pub(crate) bytes: usize,
    pub(crate) value: N,
}

/// A case to which entrants are added.
pub(crate) struct Race<N> {
    case: Case,
    expected: Product<N>,
}

impl<N: PartialEq + Debug> Race<N> {
    pub(crate) fn new(name: &'static str, expected: Product<N>) -> Self {
        Self { case: Case { name, entrants: Vec::new() }, expected }
    }

    /// Adds one who borrows what it works on. The clock runs until the result is dropped, as a caller has to.
    pub(crate) fn entrant<O>(
        self,
        who: &'static str,
        mut call: impl FnMut() -> O + 'static,
        product: impl FnOnce(O) -> Result<Product<N>>,
    ) -> Result<Self> {
        self.consumer(who, || (), move |()| call(), product)
    }

    /// Adds one who consumes what it works on, which is prepared while the clock stands.
    pub(crate) fn consumer<I: 'static, O>(
        mut self,
        who: &'static str,
        mut prepare: impl FnMut() -> I + 'static,
        mut call: impl FnMut(I) -> O + 'static,
        product: impl FnOnce(O) -> Result<Product<N>>,
    ) -> Result<Self> {
        let case = self.case.name;
        let product = product(call(prepare())).with_context(|| format!("{case}: {who} fails"))?;
        ensure!(
            product.value == self.expected.value,
            "{case}: {who} has another result: {}",
            difference(&product.value, &self.expected.value)
        );
        self.case.entrants.push(Entrant {
            who,
            bytes: product.bytes,
            sample: Box::new(move |calls, batch| sample(&mut prepare, &mut call, calls, batch)),
        });
        Ok(self)
    }

    /// Adds a part of the work that nobody can do without.
    pub(crate) fn floor<I: 'static, O>(
        mut self,
        who: &'static str,
        mut prepare: impl FnMut() -> I + 'static,
        mut call: impl FnMut(I) -> O + 'static,
    ) -> Self {
        self.case.entrants.push(Entrant {
            who,
            bytes: self.expected.bytes,
            sample: Box::new(move |calls, batch| sample(&mut prepare, &mut call, calls, batch)),
        });
        self
    }

    pub(crate) fn finish(self) -> Case {
        self.case
    }
}

/// Where two values part.
fn difference(value: &impl Debug, expected: &impl Debug) -> String {
    const BEFORE: usize = 60;
    const SHOWN: usize = 160;
    let (value, expected) = (format!("{value:?}"), format!("{expected:?}"));
    let same = value.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
    let part = |text: &str| -> String {
        text.chars().skip(same.saturating_sub(BEFORE)).take(SHOWN).collect()
    };
    format!("\n.. {} ..\nrather than\n.. {} ..", part(&value), part(&expected))
}

fn sample<I, O>(
    prepare: &mut impl FnMut() -> I,
    call: &mut impl FnMut(I) -> O,
    calls: u32,
    batch: u32,
) -> Duration {
    // Nothing has to be prepared where nothing is consumed, so that reading the clock costs nothing either.
    let batch = if size_of::<I>() == 0 { calls } else { batch };
    let mut inputs = Vec::new();
    let mut left = calls;
    let mut spent = Duration::ZERO;
    while left > 0 {
        let now = batch.clamp(1, left);
        inputs.extend((0..now).map(|_| prepare()));
        let start = processor_time();
        for input in inputs.drain(..) {
            black_box(call(black_box(input)));
        }
        spent += processor_time().saturating_sub(start);
        left -= now;
    }
    spent
}

/// How long this thread has had a processor. What others do on a busy machine is not in it; nothing here ever waits.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    fn product(value: i32) -> Product<i32> {
        Product { bytes: 1, value }
    }

    #[test]
    fn who_has_another_result_is_not_timed() {
        let race = Race::new("case", product(1));
        let error = race.entrant("who", || 2, |value| Ok(product(value))).err();
        let message = error.map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(message, "case: who has another result: \n.. 2 ..\nrather than\n.. 1 ..");
    }

    #[test]
    fn a_difference_is_shown_with_what_is_before_it() {
        let (one, other) = ("a".repeat(100) + "b", "a".repeat(100) + "c");
        let shown = difference(&one, &other);
        // Sixty characters before the one that differs, it, and the quote after it.
        let expected = format!("\n.. {0}b\" ..\nrather than\n.. {0}c\" ..", "a".repeat(60));
        assert_eq!(shown, expected);
    }

    #[test]
    fn as_much_is_prepared_as_is_consumed() -> Result<()> {
        let prepared = Rc::new(Cell::new(0));
        let consumed = Rc::new(Cell::new(0));
        let (ours, theirs) = (Rc::clone(&prepared), Rc::clone(&consumed));
        let race = Race::new("case", product(1)).consumer(
            "who",
            move || ours.set(ours.get() + 1),
            move |()| theirs.set(theirs.get() + 1),
            |()| Ok(product(1)),
        )?;
        let mut case = race.finish();
        case.entrants[0].sample(10, 3);
        // One call more was made to see its result.
        assert_eq!((prepared.get(), consumed.get()), (11, 11));
        Ok(())
    }
}
