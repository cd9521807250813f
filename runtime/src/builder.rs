//! Builders of structures with more required members than a type can keep track of.

use std::error::Error;
use std::fmt;

/// A structure was built without one of its required members.
///
/// Most builders do not compile then. Those with more required members than the compiler can insist
/// on return this from their `build`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingMember(&'static str);

impl MissingMember {
    /// The setter of the first member that is not set.
    pub fn setter(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the required member `{}` is not set", self.0)
    }
}

impl Error for MissingMember {}

/// Which of a builder's required members are set.
#[derive(Debug, Clone)]
pub struct SetMembers<const N: usize>([bool; N]);

impl<const N: usize> Default for SetMembers<N> {
    fn default() -> Self {
        Self([false; N])
    }
}

impl<const N: usize> SetMembers<N> {
    /// Says that a member is set, by its place among those that are required.
    pub fn set(&mut self, index: usize) {
        if let Some(is_set) = self.0.get_mut(index) {
            *is_set = true;
        }
    }

    /// Whether all of them are set, given the names of their setters.
    ///
    /// # Errors
    ///
    /// Fails with the first that is not.
    pub fn check(&self, setters: &[&'static str; N]) -> Result<(), MissingMember> {
        let mut members = setters.iter().zip(&self.0);
        match members.find(|(_, is_set)| !**is_set) {
            Some((setter, _)) => Err(MissingMember(setter)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_member_that_is_not_set_is_named() {
        let setters = ["one", "other"];
        let mut members = SetMembers::default();
        let missing = |members: &SetMembers<2>| members.check(&setters).map_err(|it| it.setter());
        assert_eq!(missing(&members), Err("one"));
        members.set(0);
        assert_eq!(missing(&members), Err("other"));
        members.set(2);
        members.set(1);
        assert_eq!(missing(&members), Ok(()));
        let error = SetMembers::default().check(&["one"]).expect_err("nothing is set");
        assert_eq!(error.to_string(), "the required member `one` is not set");
    }
}
