//! Texts that the generated code repeats for many members, since the shape that they target has
//! them.

use std::collections::BTreeMap;

use super::Known;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, Node, ShapeId, ShapeKind, TraitId};

/// How many values of an enum the page of a member lists; the page of a larger enum does.
pub(crate) const LISTED_VALUES: usize = 8;

/// The most that members may repeat of what their targets say, in bytes.
///
/// A pattern of a megabyte that a thousand members share would be a gigabyte of source code.
/// Members of EC2 repeat half a megabyte.
const REPEATED_LIMIT: usize = 8 * 1024 * 1024;

/// The traits whose value the page of a member shows.
const CONSTRAINTS: [TraitId; 3] = [TraitId::LENGTH, TraitId::RANGE, TraitId::PATTERN];

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut texts = Texts { known, values: BTreeMap::new() };
    let mut sizes: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for shape in known.model.shapes.values() {
        for member in shape.kind.members() {
            let repeated = match &shape.kind {
                ShapeKind::Structure(_) | ShapeKind::Union(_) => texts.of_field(member),
                ShapeKind::List(_) | ShapeKind::Map { .. } => {
                    texts.of_target(member, &[TraitId::MEDIA_TYPE])
                }
                _ => 0,
            };
            *sizes.entry(&member.target).or_insert(0) += repeated;
        }
    }
    let total: usize = sizes.values().sum();
    let largest = sizes.into_iter().max_by_key(|(_, size)| *size);
    if let Some((id, size)) = largest.filter(|_| total > REPEATED_LIMIT) {
        diagnostics.push(too_much(size, total).about(known.model, id));
    }
}

fn too_much(of_largest: usize, total: usize) -> Diagnostic {
    let mib = |bytes: usize| bytes.div_ceil(1024 * 1024);
    Diagnostic::error(format!(
        "members repeat {} MiB of what this shape says, and {} MiB in all; {} MiB is the most",
        mib(of_largest),
        mib(total),
        mib(REPEATED_LIMIT)
    ))
    .help("shorten its documentation, constraints or values, or move them to one member")
}

/// The lengths of texts, in bytes.
struct Texts<'a> {
    known: &'a Known<'a>,
    /// Those of the values that pages list, by enum.
    values: BTreeMap<&'a ShapeId, usize>,
}

impl<'a> Texts<'a> {
    /// What the field of a structure or union repeats of its target, and of what this holds.
    fn of_field(&mut self, member: &'a Member) -> usize {
        let held: [Option<&Member>; 2] = match self.known.kind(&member.target) {
            Some(ShapeKind::List(item)) => [Some(item), None],
            Some(ShapeKind::Map { key, value }) => [Some(key), Some(value)],
            _ => [None, None],
        };
        let mut size = self.of_target(member, &[TraitId::DOCUMENTATION, TraitId::MEDIA_TYPE]);
        size += self.of_target(member, &CONSTRAINTS) + self.of_values(&member.target);
        for item in held.into_iter().flatten() {
            let own = CONSTRAINTS.iter().filter_map(|id| item.traits.get(*id));
            size += own.map(text_length).sum::<usize>();
            size += self.of_target(item, &CONSTRAINTS) + self.of_values(&item.target);
        }
        size
    }

    /// The traits that a member has from its target, since it has none of its own.
    fn of_target(&self, member: &Member, ids: &[TraitId]) -> usize {
        let Some(target) = self.known.shape(&member.target) else { return 0 };
        let inherited = ids.iter().filter(|id| !member.traits.has(**id));
        inherited.filter_map(|id| target.traits.get(*id)).map(text_length).sum()
    }

    fn of_values(&mut self, id: &'a ShapeId) -> usize {
        let Some(ShapeKind::Enum(values) | ShapeKind::IntEnum(values)) = self.known.kind(id) else {
            return 0;
        };
        let value = |member: &Member| member.traits.get(TraitId::ENUM_VALUE).map(text_length);
        let sum = || values.iter().take(LISTED_VALUES).filter_map(value).sum();
        *self.values.entry(id).or_insert_with(sum)
    }
}

/// The length of a text or a number, or of those in an object.
fn text_length(node: &Node) -> usize {
    match node {
        Node::String(text) => text.len(),
        Node::Number(number) => number.as_str().len(),
        Node::Object(entries) => entries.values().map(text_length).sum(),
        Node::Null | Node::Bool(_) | Node::Array(_) => 0,
    }
}
