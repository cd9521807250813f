//! Lists and maps within each other: a type of Rust for each would be nested as deep.

use std::collections::BTreeMap;

use super::Known;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, ShapeId, ShapeKind};

/// How many lists and maps may be within each other without a structure or union between.
///
/// What reads, writes and formats types recurses on them, in generated code and here: a thread of 2
/// MiB overflows at 130 levels in a debug build. Real models have up to 4 levels.
const NESTING_LIMIT: usize = 32;

/// Reports each shape that is the first beyond the limit.
pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut depths: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for start in known.model.shapes.keys() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !depths.contains_key(id)) {
            let Some(member) = held(known, id) else { break };
            // What stays so leads to itself, and is reported for that.
            depths.insert(id, 0);
            way.push(id);
            at = Some(&member.target);
        }
        let mut depth = match at.and_then(|id| depths.get(id)) {
            Some(0) => continue,
            depth => depth.copied().unwrap_or(0),
        };
        for id in way.into_iter().rev() {
            depth += 1;
            depths.insert(id, depth);
        }
    }
    for (id, _) in depths.into_iter().filter(|(_, depth)| *depth == NESTING_LIMIT + 1) {
        let message =
            format!("more than {NESTING_LIMIT} lists and maps are within each other here");
        diagnostics.push(
            Diagnostic::error(message)
                .about(known.model, id)
                .help("put a structure or a union between some of them"),
        );
    }
}

/// What a list or a map holds.
fn held<'a>(known: &Known<'a>, id: &ShapeId) -> Option<&'a Member> {
    match &known.shape(id)?.kind {
        ShapeKind::List(member) | ShapeKind::Map { value: member, .. } => Some(member),
        _ => None,
    }
}
