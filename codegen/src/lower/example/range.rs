//! The range of a number, exactly as the model states it.

use std::ops::RangeInclusive;

use crate::model::{Node, Number};

/// The bounds of a number, both included.
///
/// See <https://smithy.io/2.0/spec/constraint-traits.html#range-trait>.
#[derive(Default)]
pub(super) struct Range {
    min: Option<Number>,
    max: Option<Number>,
}

impl Range {
    /// The range that a trait states.
    pub(super) fn of(node: &Node) -> Self {
        let bound = |key| node.get(key).and_then(Node::as_decimal);
        Self { min: bound("min"), max: bound("max") }
    }

    /// A whole number within the range and that of its type: the one nearest to a usual one, and others by counting
    /// on from it.
    pub(super) fn whole(
        &self,
        usual: i128,
        variation: i128,
        of_type: RangeInclusive<i128>,
    ) -> Option<i128> {
        let (min, max) = of_type.into_inner();
        let min = self.min.as_ref().map_or(min, |least| min.max(whole(least, f64::ceil)));
        let max = self.max.as_ref().map_or(max, |most| max.min(whole(most, f64::floor)));
        let value = usual.max(min).saturating_add(variation).min(max);
        let holds = |number: Number| self.holds(&number);
        value.to_string().parse().is_ok_and(holds).then_some(value)
    }

    /// The float within the range, and not beyond `most`, that is nearest to a usual one.
    pub(super) fn float(&self, usual: f64, most: f64) -> Option<f64> {
        let bound = |number: &Number| number.as_str().parse().ok();
        let min = self.min.as_ref().and_then(bound).unwrap_or(f64::NEG_INFINITY);
        let max = self.max.as_ref().and_then(bound).unwrap_or(f64::INFINITY);
        Some(usual.max(min).min(max)).filter(|value| value.abs() <= most)
    }

    /// A usual number, or a bound if that is not within the range.
    pub(super) fn decimal(&self, usual: Number) -> Option<Number> {
        let bounds = self.min.iter().chain(&self.max).cloned();
        [usual].into_iter().chain(bounds).find(|number| self.holds(number))
    }

    fn holds(&self, number: &Number) -> bool {
        self.min.as_ref().is_none_or(|min| number.compare(min).is_ge())
            && self.max.as_ref().is_none_or(|max| number.compare(max).is_le())
    }
}

/// The nearest whole number; one that is not written as such is rounded, maybe by way of a float, so what comes of it
/// has to be compared with the bounds.
#[expect(clippy::cast_possible_truncation, reason = "casts of floats to integers saturate")]
fn whole(number: &Number, round: fn(f64) -> f64) -> i128 {
    let text = number.as_str();
    let rounded = || round(text.parse().unwrap_or(f64::NAN)) as i128;
    text.parse().unwrap_or_else(|_| rounded())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(min: &str, max: &str) -> Range {
        let bound = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a number"));
        Range { min: bound(min), max: bound(max) }
    }

    #[test]
    fn whole_numbers_are_within_their_range_exactly() {
        let max = i128::from(i64::MAX);
        for (least, most, expected) in [
            ("", "", Some(1)),
            ("9007199254740993", "", Some(9_007_199_254_740_993)),
            ("", "-9007199254740993", Some(-9_007_199_254_740_993)),
            ("1.5", "", Some(2)),
            ("", "-1.5", Some(-2)),
            ("1e1", "", Some(10)),
            ("9223372036854775808", "", None),
            ("1e400", "", None),
            ("1.2", "1.8", None),
        ] {
            assert_eq!(range(least, most).whole(1, 0, -max - 1..=max), expected, "{least}..{most}");
        }
        let big = range("100000000000000000001", "").whole(1, 1, i128::MIN..=i128::MAX);
        assert_eq!(big, Some(100_000_000_000_000_000_002));
    }

    #[test]
    fn floats_and_decimals_are_within_their_range() {
        assert_eq!(range("0.75", "").float(0.5, f64::MAX), Some(0.75));
        assert_eq!(range("1e39", "").float(0.5, f32::MAX.into()), None);
        let decimal = |min, max| range(min, max).decimal("0.5".parse().expect("a number"));
        let text = |number: Option<Number>| number.map(|number| number.to_string());
        assert_eq!(text(decimal("", "")).as_deref(), Some("0.5"));
        let min = "12345678901234567890.123456789";
        assert_eq!(text(decimal(min, "")).as_deref(), Some(min));
        assert_eq!(text(decimal("2", "1")), None);
    }
}
