//! Defaults: a node of the model as a literal of the member's type.

use smithgen_runtime::{Timestamp, TimestampFormat};

use crate::ir::Literal;
use crate::model::{Member, Node, ShapeId, ShapeKind};

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
        | ShapeKind::IntEnum(_) => integer(node),
        ShapeKind::BigInteger | ShapeKind::BigDecimal => big(node),
        ShapeKind::Float => float(node),
        ShapeKind::Double => double(node),
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

fn big(node: &Node) -> Option<Literal> {
    let text = match node {
        Node::String(text) => text.clone(),
        Node::Number(value) => value.to_string(),
        Node::Null | Node::Bool(_) | Node::Array(_) | Node::Object(_) => return None,
    };
    Some(if text == "0" { Literal::Zero } else { Literal::Big(text) })
}

/// See <https://smithy.io/2.0/spec/simple-types.html#float>.
fn float(node: &Node) -> Option<Literal> {
    let value = match node.as_str() {
        Some("NaN") => f32::NAN,
        Some("Infinity") => f32::INFINITY,
        Some("-Infinity") => f32::NEG_INFINITY,
        Some(_) => return None,
        None => node.as_f32()?,
    };
    // Minus zero is another.
    Some(if value.to_bits() == 0 { Literal::Zero } else { Literal::Float(value) })
}

/// As [`float`].
fn double(node: &Node) -> Option<Literal> {
    let value = match node.as_str() {
        Some("NaN") => f64::NAN,
        Some("Infinity") => f64::INFINITY,
        Some("-Infinity") => f64::NEG_INFINITY,
        Some(_) => return None,
        None => node.as_f64()?,
    };
    Some(if value.to_bits() == 0 { Literal::Zero } else { Literal::Double(value) })
}

fn string(value: &str) -> Literal {
    if value.is_empty() { Literal::Zero } else { Literal::String(value.to_owned()) }
}

fn variant(context: &Context<'_>, target: &ShapeId, members: &[Member], value: &str) -> Literal {
    let named = context.names.types.get(target);
    match (named, context.variants.get(target, members, value)) {
        (Some(item), Some(variant)) => Literal::Variant(item.name.clone(), variant),
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
    let time = match node.as_str() {
        Some(text) => Timestamp::parse(text, TimestampFormat::DateTime).ok()?,
        None => node.as_time()?,
    };
    let (seconds, nanos) = (time.seconds(), time.subsec_nanos());
    Some(match (seconds, nanos) {
        (0, 0) => Literal::Zero,
        _ => Literal::Timestamp { seconds, nanos },
    })
}

fn document(node: &Node) -> Option<Literal> {
    match node {
        Node::Null => Some(Literal::Zero),
        Node::Bool(value) => Some(Literal::DocumentBool(*value)),
        Node::String(value) => Some(Literal::DocumentString(value.clone())),
        Node::Number(value) => Some(Literal::DocumentNumber(value.clone().into())),
        Node::Array(items) => items.is_empty().then_some(Literal::DocumentArray),
        Node::Object(entries) => entries.is_empty().then_some(Literal::DocumentObject),
    }
}
