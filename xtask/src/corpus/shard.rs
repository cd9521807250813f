//! A part of the models.

use std::str::FromStr;

/// One of several parts, `i/n`; `i` counts from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shard {
    index: usize,
    count: usize,
}

impl Shard {
    /// Every n-th thing of a list, from the i-th on.
    pub(super) fn take<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.index - 1).step_by(self.count).collect()
    }

    /// Its name in paths.
    pub(super) fn name(self) -> String {
        format!("{}-of-{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once('/').and_then(|(index, count)| {
            Some(Self { index: index.parse().ok()?, count: count.parse().ok()? })
        });
        numbers
            .filter(|shard| (1..=shard.count).contains(&shard.index))
            .ok_or("it has to be `i/n`, with i from 1 to n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_divide_a_list() {
        let part = |text: &str| text.parse::<Shard>().unwrap().take(vec![1, 2, 3, 4, 5]);
        assert_eq!(part("1/1"), [1, 2, 3, 4, 5]);
        assert_eq!(part("1/2"), [1, 3, 5]);
        assert_eq!(part("2/2"), [2, 4]);
        assert!(part("6/7").is_empty());
    }

    #[test]
    fn a_shard_that_there_is_not_is_refused() {
        for wrong in ["", "1", "0/2", "3/2", "1/0", "a/2", "1/2/3", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong:?} was let through");
        }
    }
}
