//! Texts that the pages of many members repeat, since the shape that they target has them.

use std::collections::BTreeMap;

use super::Known;
use crate::error::{Diagnostic, Diagnostics};
use crate::model::{Member, Node, ShapeId, ShapeKind};

/// The most that members may repeat of what their targets say, in bytes. A pattern of a megabyte that a
/// thousand members share would be a gigabyte of source code. Members of EC2 repeat half a megabyte.
const REPEATED_LIMIT: usize = 8 * 1024 * 1024;

/// The traits of a target that a member has, unless it has one itself.
const SHARED: [&str; 3] =
    ["smithy.api#documentation", "smithy.api#pattern", "smithy.api#mediaType"];

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut texts = Texts { known, values: BTreeMap::new() };
    let mut sizes: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for shape in known.model.shapes.values() {
        if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &shape.kind {
            for member in members {
                *sizes.entry(&member.target).or_insert(0) += texts.repeated(member);
            }
        }
    }
    let total: usize = sizes.values().sum();
    let largest = sizes.into_iter().max_by_key(|(_, size)| *size);
    if let Some((id, size)) = largest.filter(|_| total > REPEATED_LIMIT) {
        let mib = |bytes: usize| bytes.div_ceil(1024 * 1024);
        let message = format!(
            "members repeat {} MiB of what this shape says, and {} MiB in all; {} MiB is the most",
            mib(size),
            mib(total),
            mib(REPEATED_LIMIT)
        );
        diagnostics.push(
            Diagnostic::error(message)
                .about(known.model, id)
                .help("shorten its documentation, pattern or values, or move them to one member"),
        );
    }
}

/// The lengths of texts, in bytes.
struct Texts<'a> {
    known: &'a Known<'a>,
    /// The values of enums.
    values: BTreeMap<&'a ShapeId, usize>,
}

impl<'a> Texts<'a> {
    /// What the page of a member says that its target has, and that what this holds has.
    fn repeated(&mut self, member: &'a Member) -> usize {
        let held: [Option<&Member>; 2] = match self.known.kind(&member.target) {
            Some(ShapeKind::List(item)) => [Some(item), None],
            Some(ShapeKind::Map { key, value }) => [Some(key), Some(value)],
            _ => [None, None],
        };
        let own = held.into_iter().flatten().map(|member| {
            SHARED.iter().filter_map(|id| member.traits.str(id)).map(str::len).sum::<usize>()
        });
        let own: usize = own.sum();
        let members = held.into_iter().flatten().chain([member]);
        own + members.map(|member| self.of_target(member)).sum::<usize>()
    }

    fn of_target(&mut self, member: &'a Member) -> usize {
        let Some(target) = self.known.shape(&member.target) else { return 0 };
        let shared = SHARED.iter().filter(|id| !member.traits.has(id));
        let texts: usize = shared.filter_map(|id| target.traits.str(id)).map(str::len).sum();
        let ShapeKind::Enum(values) = &target.kind else { return texts };
        let sum = || values.iter().filter_map(value).map(str::len).sum();
        texts + *self.values.entry(&member.target).or_insert_with(sum)
    }
}

fn value(member: &Member) -> Option<&str> {
    member.traits.get("smithy.api#enumValue").and_then(Node::as_str)
}
