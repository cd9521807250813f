//! The names of an enum's members, which botocore does not keep.

use std::collections::{HashMap, HashSet};

use crate::input::ids::NAME_LIMIT;

/// The name of a value without a letter or digit.
const EMPTY: &str = "EMPTY";

/// A name for each value, in order; no two of one enum are the same but for case.
///
/// A value serves as its own name where it can. Any character that cannot stand in a name becomes an
/// underscore, as Smithy does when it names the values of old enums; one or more at the end vanish. A
/// name that would start with a digit starts with an underscore, and a long one is cut.
pub(super) fn names(values: &[&str]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::with_capacity(values.len());
    for value in values {
        let mut base = name(value);
        base.truncate(NAME_LIMIT);
        let mut name = base.clone();
        while !taken.insert(name.to_ascii_lowercase()) {
            let number = numbers.entry(base.to_ascii_lowercase()).or_insert(1);
            *number += 1;
            name = format!("{base}_{number}");
        }
        names.push(name);
    }
    names
}

fn name(value: &str) -> String {
    let replaced: String =
        value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let whole = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if whole { replaced.as_str() } else { replaced.trim_end_matches('_') };
    match name.trim_start_matches('_').chars().next() {
        None => EMPTY.to_owned(),
        Some(first) if first.is_ascii_digit() && !name.starts_with('_') => format!("_{name}"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_serves_as_its_name_where_it_can() {
        let rows = [
            ("ACTIVE", "ACTIVE"),
            ("t2.micro", "t2_micro"),
            ("us-east-1", "us_east_1"),
            ("5m", "_5m"),
            ("0.5", "_0_5"),
            ("*Other", "_Other"),
            ("Linux/UNIX (Amazon VPC)", "Linux_UNIX__Amazon_VPC"),
            ("s3:ObjectCreated:*", "s3_ObjectCreated"),
            ("ends_", "ends_"),
            ("", "EMPTY"),
            ("_", "EMPTY"),
        ];
        for (value, expected) in rows {
            assert_eq!(name(value), expected, "{value:?}");
        }
    }

    #[test]
    fn names_differ_in_more_than_case() {
        assert_eq!(names(&["a", "A", "a-", "b"]), ["a", "A_2", "a_3", "b"]);
    }
}
