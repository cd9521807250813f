//! Defaults: a node of the model as a literal of the member's type.

use crate::ir::Literal;
use crate::model::{Member, Node, Number, ShapeId, ShapeKind};

use super::context::Context;

/// The literal for a default; `None` if the target cannot hold it.
///
/// See <https://smithy.io/2.0/spec/type-refinement-traits.html#default-value-constraints>.
pub(super) fn lower(context: &Context<'_>, target: &ShapeId, node: &Node) -> Option<Literal> {
    match context.kind(target)? {
        ShapeKind::Boolean => {
            node.as_bool().map(|value| if value { Literal::True } else { Literal::Zero })
        }
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::BigInteger
        | ShapeKind::IntEnum(_) => integer(node),
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => node.as_f64().map(float),
        ShapeKind::String => node.as_str().map(string),
        ShapeKind::Enum(members) => {
            node.as_str().map(|value| variant(context, target, members, value))
        }
        ShapeKind::Blob => blob(node.as_str()?),
        ShapeKind::Timestamp => timestamp(node),
        ShapeKind::Document => document(node),
        ShapeKind::List(_) => node.as_array()?.is_empty().then_some(Literal::Zero),
        ShapeKind::Map { .. } => node.as_object()?.is_empty().then_some(Literal::Zero),
        ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Operation(_)
        | ShapeKind::Resource(_)
        | ShapeKind::Service(_) => None,
    }
}

fn integer(node: &Node) -> Option<Literal> {
    node.as_i64().map(|value| if value == 0 { Literal::Zero } else { Literal::Integer(value) })
}

fn float(value: f64) -> Literal {
    if value == 0.0 { Literal::Zero } else { Literal::Float(value) }
}

fn string(value: &str) -> Literal {
    if value.is_empty() { Literal::Zero } else { Literal::String(value.to_owned()) }
}

fn variant(context: &Context<'_>, target: &ShapeId, members: &[Member], value: &str) -> Literal {
    let named = context.names.types.get(target);
    let variants = super::types::string_variants(members);
    match (named, variants.into_iter().find(|variant| variant.value == value)) {
        (Some(item), Some(variant)) => Literal::Variant(item.name.clone(), variant.name),
        _ if value.is_empty() => Literal::Zero,
        _ => Literal::UnknownString(value.to_owned()),
    }
}

fn blob(text: &str) -> Option<Literal> {
    if text.is_empty() {
        return Some(Literal::Zero);
    }
    base64_simd::STANDARD.decode_to_vec(text).ok().map(Literal::Blob)
}

fn timestamp(node: &Node) -> Option<Literal> {
    if let Some(text) = node.as_str() {
        let time =
            smithgen_runtime::Timestamp::parse(text, smithgen_runtime::TimestampFormat::DateTime);
        return time.ok().map(|time| Literal::Seconds(time.seconds()));
    }
    match integer(node)? {
        Literal::Integer(seconds) => Some(Literal::Seconds(seconds)),
        literal => Some(literal),
    }
}

fn document(node: &Node) -> Option<Literal> {
    match node {
        Node::Null => Some(Literal::Zero),
        Node::Bool(value) => Some(Literal::DocumentBool(*value)),
        Node::String(value) => Some(Literal::DocumentString(value.clone())),
        Node::Number(Number::Float(_)) => None,
        Node::Number(_) => node.as_i64().map(Literal::DocumentInteger),
        Node::Array(items) => items.is_empty().then_some(Literal::DocumentArray),
        Node::Object(entries) => entries.is_empty().then_some(Literal::DocumentObject),
    }
}
