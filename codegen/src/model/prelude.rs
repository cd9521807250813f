//! The shapes that every Smithy model has without defining them.
//!
//! See <https://smithy.io/2.0/spec/model.html#prelude>. Only what a member may target is here: the
//! prelude's traits are known by their ids where they are read.

use crate::model::{Node, ShapeKind};

/// The namespace of the prelude.
pub const NAMESPACE: &str = "smithy.api";

/// The id of the structure without members, which stands for "no value".
///
/// See <https://smithy.io/2.0/spec/model.html#unit-type>.
pub const UNIT: &str = "smithy.api#Unit";

/// A shape of the prelude.
#[derive(Debug)]
struct PreludeShape {
    id: &'static str,
    kind: ShapeKind,
    presence: Presence,
}

/// Whether a shape has a default of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// Absent unless a member says otherwise; Smithy 1.0 called it boxed.
    Boxed,
    /// Zero or false unless a member says otherwise.
    Zero,
}

const fn boxed(id: &'static str, kind: ShapeKind) -> PreludeShape {
    PreludeShape { id, kind, presence: Presence::Boxed }
}

const fn zero(id: &'static str, kind: ShapeKind) -> PreludeShape {
    PreludeShape { id, kind, presence: Presence::Zero }
}

static SHAPES: [PreludeShape; 21] = [
    boxed("smithy.api#String", ShapeKind::String),
    boxed("smithy.api#Blob", ShapeKind::Blob),
    boxed("smithy.api#BigInteger", ShapeKind::BigInteger),
    boxed("smithy.api#BigDecimal", ShapeKind::BigDecimal),
    boxed("smithy.api#Timestamp", ShapeKind::Timestamp),
    boxed("smithy.api#Document", ShapeKind::Document),
    boxed("smithy.api#Boolean", ShapeKind::Boolean),
    boxed("smithy.api#Byte", ShapeKind::Byte),
    boxed("smithy.api#Short", ShapeKind::Short),
    boxed("smithy.api#Integer", ShapeKind::Integer),
    boxed("smithy.api#Long", ShapeKind::Long),
    boxed("smithy.api#Float", ShapeKind::Float),
    boxed("smithy.api#Double", ShapeKind::Double),
    boxed(UNIT, ShapeKind::Structure(Vec::new())),
    zero("smithy.api#PrimitiveBoolean", ShapeKind::Boolean),
    zero("smithy.api#PrimitiveByte", ShapeKind::Byte),
    zero("smithy.api#PrimitiveShort", ShapeKind::Short),
    zero("smithy.api#PrimitiveInteger", ShapeKind::Integer),
    zero("smithy.api#PrimitiveLong", ShapeKind::Long),
    zero("smithy.api#PrimitiveFloat", ShapeKind::Float),
    zero("smithy.api#PrimitiveDouble", ShapeKind::Double),
];

fn find(id: &str) -> Option<&'static PreludeShape> {
    if !id.starts_with("smithy.api#") {
        return None;
    }
    SHAPES.iter().find(|shape| shape.id == id)
}

/// The kind of a shape of the prelude; `None` for any other id.
pub fn kind(id: &str) -> Option<&'static ShapeKind> {
    find(id).map(|shape| &shape.kind)
}

/// The default that a shape of the prelude has by itself: only the `Primitive` shapes have one.
pub fn default(id: &str) -> Option<Node> {
    find(id).filter(|shape| shape.presence == Presence::Zero).and_then(|shape| zero_of(&shape.kind))
}

/// The zero value of the kinds that had one in Smithy 1.0.
///
/// See <https://smithy.io/1.0/spec/core/model.html#boxed-structure-members>.
pub fn zero_of(kind: &ShapeKind) -> Option<Node> {
    match kind {
        ShapeKind::Boolean => Some(Node::Bool(false)),
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::IntEnum(_) => Some(Node::from(0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_primitives_have_a_default() {
        for shape in &SHAPES {
            let primitive = shape.id.contains("#Primitive");
            assert_eq!(default(shape.id).is_some(), primitive, "{}", shape.id);
        }
        assert!(kind("com.example#String").is_none());
    }
}
