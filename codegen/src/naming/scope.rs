//! Scopes, in which no two names are the same.

use std::collections::BTreeMap;

/// How a number joins a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// The number stands apart: `name_2`.
    Snake,
    /// The number follows at once, `Name2`, unless it would meet a digit: `V1_2`.
    Camel,
}

/// Hands out names that are unique in one scope: a name that is taken gets a number.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    /// The names that are taken, each with the number that the next one like it may get.
    taken: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope of names in a case, in which some are taken from the start.
    pub fn new(case: Case, taken: &[&str]) -> Self {
        Self { case, taken: taken.iter().map(|name| ((*name).to_owned(), 2)).collect() }
    }

    /// Claims a name, or the first of `name_2`, `name_3`, .. that is free.
    pub fn claim(&mut self, name: String) -> String {
        let Some(&first) = self.taken.get(&name) else {
            self.taken.insert(name.clone(), 2);
            return name;
        };
        let mut number = first;
        let claimed = loop {
            let candidate = self.numbered(&name, number);
            number += 1;
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(name, number);
        self.taken.insert(claimed.clone(), 2);
        claimed
    }

    /// A name with a number behind it. No keyword has one, so what told the name from a keyword goes.
    fn numbered(&self, name: &str, number: u32) -> String {
        let stem = name.strip_prefix("r#").unwrap_or(name).trim_end_matches('_');
        let ends_in_digit = stem.ends_with(|last: char| last.is_ascii_digit());
        let joint = if self.case == Case::Camel && !ends_in_digit { "" } else { "_" };
        format!("{stem}{joint}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(case: Case, names: &[&str]) -> Vec<String> {
        let mut scope = Scope::new(case, &["build"]);
        names.iter().map(|name| scope.claim((*name).to_owned())).collect()
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let names = ["build", "r#type", "r#type", "v1", "v1", "v1_2", "v1"];
        let expected = ["build_2", "r#type", "type_2", "v1", "v1_2", "v1_2_2", "v1_3"];
        assert_eq!(claimed(Case::Snake, &names), expected);
        let names = ["Text", "Text", "Text", "V1", "V1", "_2fast", "_2fast", "Text3"];
        let expected = ["Text", "Text2", "Text3", "V1", "V1_2", "_2fast", "_2fast2", "Text3_2"];
        assert_eq!(claimed(Case::Camel, &names), expected);
    }

    #[test]
    fn a_number_replaces_an_underscore_at_the_end() {
        assert_eq!(claimed(Case::Snake, &["self_", "self_"]), ["self_", "self_2"]);
        assert_eq!(claimed(Case::Camel, &["Self_", "Self_"]), ["Self_", "Self2"]);
    }

    #[test]
    fn as_many_names_as_a_model_can_hold_are_numbered_in_no_time() {
        let names = vec!["same"; 100_000];
        assert_eq!(claimed(Case::Snake, &names).last().unwrap(), "same_100000");
    }
}
