//! Figures as readers see them.

use super::measure::Unit;

impl Unit {
    /// A figure with its unit.
    pub(super) fn show(self, figure: f64) -> String {
        match self {
            Self::Seconds if figure >= 10.0 => format!("{figure:.1} s"),
            Self::Seconds => format!("{figure:.2} s"),
            Self::Nanoseconds if figure < 10.0 => format!("{figure:.1} ns"),
            Self::Nanoseconds if figure < 1e4 => format!("{figure:.0} ns"),
            Self::Nanoseconds if figure < 1e6 => format!("{:.1} µs", figure / 1e3),
            Self::Nanoseconds => format!("{:.2} ms", figure / 1e6),
            Self::Bytes if figure >= 1e8 => format!("{:.2} GB", figure / 1e9),
            Self::Bytes if figure >= 1e6 => format!("{:.2} MB", figure / 1e6),
            Self::Bytes if figure >= 1e4 => format!("{:.1} kB", figure / 1e3),
            Self::Bytes => format!("{figure:.0} B"),
            Self::Lines => in_thousands(&format!("{figure:.0}")),
        }
    }
}

/// A ratio as people say it: `1/30` for a thirtieth, a decimal fraction for what is more than a half.
pub(super) fn ratio(ratio: f64) -> String {
    if ratio > 0.5 {
        return short(format!("{ratio:.2}"));
    }
    let times = ratio.recip();
    if times < 100.0 {
        format!("1/{}", short(format!("{times:.1}")))
    } else {
        format!("1/{times:.0}")
    }
}

/// Without zeros at the end of a fraction.
fn short(number: String) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number
    }
}

fn in_thousands(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_the_digits_that_matter() {
        for (unit, figure, shown) in [
            (Unit::Seconds, 97.44, "97.4 s"),
            (Unit::Seconds, 0.563, "0.56 s"),
            (Unit::Nanoseconds, 5.04, "5.0 ns"),
            (Unit::Nanoseconds, 2155.4, "2155 ns"),
            (Unit::Nanoseconds, 140_000.0, "140.0 µs"),
            (Unit::Nanoseconds, 2_500_000.0, "2.50 ms"),
            (Unit::Bytes, 1.83e9, "1.83 GB"),
            (Unit::Bytes, 0.4e9, "0.40 GB"),
            (Unit::Bytes, 16_126_390.0, "16.13 MB"),
            (Unit::Bytes, 885_906.0, "885.9 kB"),
            (Unit::Bytes, 436.0, "436 B"),
            (Unit::Lines, 265_898.0, "265,898"),
            (Unit::Lines, 65_000.0, "65,000"),
            (Unit::Lines, 999.0, "999"),
        ] {
            assert_eq!(unit.show(figure), shown);
        }
    }

    #[test]
    fn a_ratio_below_a_half_is_one_in_so_many() {
        for (number, shown) in [
            (1.0 / 30.0, "1/30"),
            (1.0 / 24.42, "1/24.4"),
            (1.0 / 250.0, "1/250"),
            (0.5, "1/2"),
            (0.75, "0.75"),
            (1.0, "1"),
            (1.1, "1.1"),
            (12.346, "12.35"),
            (100.0, "100"),
        ] {
            assert_eq!(ratio(number), shown);
        }
    }
}
