//! Strongly connected components: shapes of which each leads to the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ShapeId;

/// The shapes that each shape leads to.
pub(super) type Edges<'a> = BTreeMap<&'a ShapeId, Vec<&'a ShapeId>>;

/// Returns the components of a graph: a component comes after all those that it leads to.
///
/// Uses Kosaraju's algorithm with explicit stacks instead of recursion, since a model may be deep.
pub(super) fn components<'a>(edges: &Edges<'a>) -> Vec<Vec<&'a ShapeId>> {
    let mut reversed: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    for (from, targets) in edges {
        for to in targets {
            reversed.entry(to).or_default().push(from);
        }
    }
    let mut seen = BTreeSet::new();
    let mut components = Vec::new();
    for root in finish_order(edges).into_iter().rev() {
        let mut component = Vec::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                component.push(id);
                open.extend(reversed.get(id).into_iter().flatten());
            }
        }
        if !component.is_empty() {
            components.push(component);
        }
    }
    components.reverse();
    components
}

/// The shapes in the order in which a depth-first walk leaves them.
fn finish_order<'a>(edges: &Edges<'a>) -> Vec<&'a ShapeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for root in edges.keys() {
        let mut open = vec![(*root, false)];
        while let Some((id, done)) = open.pop() {
            if done {
                order.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                open.extend(edges.get(id).into_iter().flatten().map(|target| (*target, false)));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_comes_after_those_that_it_leads_to() {
        let ids = ["a#A", "a#B", "a#C", "a#D"].map(|id| ShapeId::parse(id).expect("an id"));
        let [a, b, c, d] = &ids;
        let edges = Edges::from([(a, vec![b]), (b, vec![c]), (c, vec![b, d]), (d, vec![])]);
        let mut found = components(&edges);
        for component in &mut found {
            component.sort();
        }
        assert_eq!(found, [vec![d], vec![b, c], vec![a]]);
    }
}
