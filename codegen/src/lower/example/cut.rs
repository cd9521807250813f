//! Cutting: what an example leaves out so that it can be taken in at a glance.

use std::collections::BTreeMap;

use crate::ir::{Expression, SetterCall, StructureExpression};
use crate::model::ShapeId;

use super::{Shapes, value};

/// About how many lines an example may have.
const LINE_LIMIT: usize = 40;
/// The most lines that an example may have for what is required; one that would have more is left
/// out, since the page of every operation of the input repeats it. Those of AWS have up to 56.
const MOST_LINES: usize = 200;
/// In how many structures within each other optional members are shown, at most.
const OPTIONAL_DEPTH: usize = 3;

/// An input that shows as many members as have place: those of nested structures go first, then the
/// optional ones of the input itself. What is required is never cut.
pub(super) fn input(shapes: &Shapes<'_>, id: &ShapeId) -> Option<Expression> {
    let required = value::input(shapes, id, 0, MOST_LINES)?;
    if lines(&required) > MOST_LINES {
        return None;
    }
    let depths = (1..=OPTIONAL_DEPTH).rev();
    let mut inputs = depths.filter_map(|depth| value::input(shapes, id, depth, LINE_LIMIT));
    let whole = inputs.find(|input| lines(input) <= LINE_LIMIT);
    Some(whole.unwrap_or_else(|| match required {
        Expression::Structure(required) => Expression::Structure(fill(shapes, id, required)),
        other => other,
    }))
}

/// Adds the optional members for which there is place.
fn fill(shapes: &Shapes<'_>, id: &ShapeId, structure: StructureExpression) -> StructureExpression {
    let Some(mut optional) = value::Optional::of(shapes, id) else { return structure };
    let places = optional.places();
    let required = places.required.iter().copied();
    let mut setters: BTreeMap<usize, SetterCall> = required.zip(structure.setters).collect();
    let mut left = LINE_LIMIT.saturating_sub(setters.values().map(setter_lines).sum());
    for at in &places.shown {
        if left == 0 {
            break;
        }
        let setter = if setters.contains_key(at) { None } else { optional.setter(*at, left) };
        if let Some(setter) = setter
            && let Some(room) = left.checked_sub(setter_lines(&setter))
        {
            left = room;
            setters.insert(*at, setter);
        }
    }
    let more = places.shown.len() - setters.len();
    StructureExpression { name: structure.name, setters: setters.into_values().collect(), more }
}

/// About how many lines an expression takes.
fn lines(value: &Expression) -> usize {
    match value {
        Expression::Structure(structure) if structure.setters.is_empty() => 1,
        Expression::Structure(structure) => {
            let setters: usize = structure.setters.iter().map(setter_lines).sum();
            setters + 2 + usize::from(structure.more > 0)
        }
        Expression::Union { value: Some(value), .. } => around(lines(value), 2),
        Expression::List { items, .. } => around(items.iter().map(lines).sum(), 2),
        Expression::Map { entries, .. } => {
            around(entries.iter().map(|(_, value)| around(lines(value), 3)).sum(), 2)
        }
        Expression::Option(Some(value)) => lines(value),
        Expression::Bool(_)
        | Expression::Integer(_)
        | Expression::Float(_)
        | Expression::Double(_)
        | Expression::BigInteger(_)
        | Expression::BigDecimal(_)
        | Expression::String(_)
        | Expression::Blob(_)
        | Expression::Timestamp(_)
        | Expression::Document(_)
        | Expression::Body(_)
        | Expression::EventStream
        | Expression::Unit
        | Expression::Union { value: None, .. }
        | Expression::Variant { .. }
        | Expression::OtherString { .. }
        | Expression::OtherInteger { .. }
        | Expression::Option(None) => 1,
    }
}

fn setter_lines(setter: &SetterCall) -> usize {
    around(lines(&setter.value), 2)
}

/// What stands alone on a line needs no brackets around it on lines of their own.
fn around(lines: usize, brackets: usize) -> usize {
    if lines <= 1 { 1 } else { lines + brackets }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setter(required: bool, value: Expression) -> SetterCall {
        SetterCall { name: String::new(), member: String::new(), required, value }
    }

    fn structure(setters: Vec<SetterCall>) -> StructureExpression {
        StructureExpression { name: String::new(), setters, more: 1 }
    }

    #[test]
    fn lines_are_those_of_the_page() {
        let leaf = || setter(false, Expression::Bool(true));
        let inner = Expression::Structure(structure(vec![leaf()]));
        // The head, a member, how many more there are, and the end.
        assert_eq!(lines(&inner), 4);
        // The same between the brackets of a setter, beside a member, with a frame of its own.
        assert_eq!(lines(&Expression::Structure(structure(vec![leaf(), setter(true, inner)]))), 10);
    }
}
