//! Values of enums, and the variants that stand for them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::model::{Member, Node, ShapeId, TraitId};

use super::names;

/// The value of an enum's member on the wire.
pub(super) fn string_value(member: &Member) -> String {
    member.traits.str(TraitId::ENUM_VALUE).unwrap_or(&member.name).to_owned()
}

/// The same, of an enum of integers.
pub(super) fn int_value(member: &Member) -> i32 {
    let value = member.traits.get(TraitId::ENUM_VALUE).and_then(Node::as_i64);
    value.and_then(|value| i32::try_from(value).ok()).unwrap_or_default()
}

/// The variants of enums by their values, gathered when the first default of an enum asks for one.
#[derive(Default)]
pub(super) struct Variants(RefCell<BTreeMap<ShapeId, BTreeMap<String, String>>>);

impl Variants {
    /// The name of the variant of a value.
    pub(super) fn get(&self, id: &ShapeId, members: &[Member], value: &str) -> Option<String> {
        let mut enums = self.0.borrow_mut();
        let variants = enums.entry(id.clone()).or_insert_with(|| by_value(members));
        variants.get(value).cloned()
    }
}

/// The names of an enum's variants by value; of a value that is there twice, the first.
fn by_value(members: &[Member]) -> BTreeMap<String, String> {
    let names = names::of_variants(members);
    members.iter().map(string_value).zip(names).rev().collect()
}
