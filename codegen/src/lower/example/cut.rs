//! Cutting: what an example leaves out so that it can be taken in at a glance.

use crate::ir::{Expression, SetterCall, StructureExpression};
use crate::model::ShapeId;

use super::{Shapes, value};

/// About how many lines an example may have.
const LINE_LIMIT: usize = 40;
/// In how many structures within each other optional members are shown, at most.
const OPTIONAL_DEPTH: usize = 3;

/// An input that shows as many members as have place: those of nested structures go first, then the
/// optional ones of the input itself. What is required is never cut.
pub(super) fn input(shapes: &Shapes<'_>, id: &ShapeId) -> Option<Expression> {
    let mut inputs = (1..=OPTIONAL_DEPTH).rev().filter_map(|depth| value::input(shapes, id, depth));
    if let Some(input) = inputs.find(|input| lines(input) <= LINE_LIMIT) {
        return Some(input);
    }
    match value::input(shapes, id, 1)? {
        Expression::Structure(structure) => Some(Expression::Structure(trim(structure))),
        other => Some(other),
    }
}

/// Leaves out the optional members for which there is no place.
fn trim(mut structure: StructureExpression) -> StructureExpression {
    let required = structure.setters.iter().filter(|setter| setter.required);
    let mut left = LINE_LIMIT.saturating_sub(required.map(setter_lines).sum());
    let all = structure.setters.len();
    structure.setters.retain(|setter| {
        if setter.required {
            return true;
        }
        let room = left.checked_sub(setter_lines(setter));
        left = room.unwrap_or(left);
        room.is_some()
    });
    structure.more += all - structure.setters.len();
    structure
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

    #[test]
    fn what_is_required_stays_and_what_is_cut_is_counted() {
        let optional = |_| setter(false, Expression::Bool(true));
        let mut setters: Vec<SetterCall> = (0..50).map(optional).collect();
        setters.push(setter(true, Expression::Bool(true)));
        let trimmed = trim(structure(setters));
        assert_eq!(trimmed.setters.iter().filter(|setter| setter.required).count(), 1);
        assert_eq!((trimmed.setters.len(), trimmed.more), (LINE_LIMIT, 1 + 51 - LINE_LIMIT));
    }
}
