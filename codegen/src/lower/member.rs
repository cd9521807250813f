//! Members: their types, whether they may be absent, and what codecs ask about them.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, MemberSchema, Presence, Property, SchemaRef, TypeRef};
use crate::model::{Member, Node, ShapeId, ShapeKind, TraitId, Traits};

use super::context::Context;
use super::literal;
use super::wire;

/// Whether a structure's member is `T` or `Option<T>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// `T`, and the builder insists.
    Insisted,
    /// `T`, and something stands in for what is not set.
    Filled,
    /// `Option<T>`.
    Optional,
}

/// What decides about a member's need.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait that is there or not")]
struct NeedTraits {
    required: bool,
    default: bool,
    client_optional: bool,
    input: bool,
    idempotency_token: bool,
}

/// The one rule: a member is `T` if it is required, or if it has a default that is not null and is
/// neither `clientOptional` nor in an `@input` structure; any other is `Option<T>`. A builder does not
/// insist on what has a default or on an idempotency token.
///
/// `@input` and `clientOptional` do not lift *required*, which Smithy would allow: a missing argument
/// is a compile error. See <https://smithy.io/2.0/spec/aggregate-types.html#structure-optionality>.
fn need(traits: NeedTraits) -> Need {
    match traits {
        NeedTraits { required: true, default: false, idempotency_token: false, .. } => {
            Need::Insisted
        }
        NeedTraits { required: true, .. }
        | NeedTraits { default: true, client_optional: false, input: false, .. } => Need::Filled,
        _ => Need::Optional,
    }
}

/// Whether a structure's member may be absent, and what stands in for it.
pub(super) fn presence(
    context: &Context<'_>,
    container: &ShapeId,
    member: &Member,
    diagnostics: &mut Diagnostics,
) -> Presence {
    let input = context.shape(container).is_some_and(|s| s.traits.has(TraitId::INPUT));
    let default = member.traits.get(TraitId::DEFAULT).filter(|node| **node != Node::Null);
    let traits = NeedTraits {
        required: member.traits.has(TraitId::REQUIRED),
        default: default.is_some(),
        client_optional: member.traits.has(TraitId::CLIENT_OPTIONAL),
        input,
        idempotency_token: member.traits.has(TraitId::IDEMPOTENCY_TOKEN),
    };
    match (need(traits), default) {
        (Need::Insisted, _) => Presence::Required,
        (Need::Filled, None) => Presence::Defaulted(ir::Literal::Zero),
        (Need::Filled, Some(node)) => {
            let literal = literal::lower(context, &member.target, node).unwrap_or_else(|| {
                let id = container.member(&member.name);
                diagnostics.push(
                    Diagnostic::error(format!("the default of `{id}` does not fit its target"))
                        .about_trait(context.model, &id, TraitId::DEFAULT.as_str())
                        .help(format!("state a value that `{}` can hold", member.target)),
                );
                ir::Literal::Zero
            });
            Presence::Defaulted(literal)
        }
        (Need::Optional, _) => Presence::Optional,
    }
}

/// The type of what a member holds.
pub(super) fn type_of(context: &Context<'_>, member: &Member) -> TypeRef {
    match target_type(context, &member.target) {
        TypeRef::Aggregate(name) if context.is_event_stream(member) => TypeRef::Events(name),
        _ if context.is_stream(member) => TypeRef::Body,
        ty => ty,
    }
}

fn target_type(context: &Context<'_>, target: &ShapeId) -> TypeRef {
    let name = || context.names.types.get(target).map_or_else(String::new, |n| n.name.clone());
    let sparse = context.shape(target).is_some_and(|s| s.traits.has(TraitId::SPARSE));
    let item = |member: &Member| {
        let ty = target_type(context, &member.target);
        Box::new(if sparse { TypeRef::Option(Box::new(ty)) } else { ty })
    };
    match context.kind(target) {
        Some(ShapeKind::Boolean) => TypeRef::Bool,
        Some(ShapeKind::Byte) => TypeRef::I8,
        Some(ShapeKind::Short) => TypeRef::I16,
        Some(ShapeKind::Integer) => TypeRef::I32,
        Some(ShapeKind::Long) => TypeRef::I64,
        Some(ShapeKind::Float) => TypeRef::F32,
        Some(ShapeKind::Double) => TypeRef::F64,
        Some(ShapeKind::BigInteger) => TypeRef::BigInteger,
        Some(ShapeKind::BigDecimal) => TypeRef::BigDecimal,
        Some(ShapeKind::String) => TypeRef::String,
        Some(ShapeKind::Blob) => TypeRef::Blob,
        Some(ShapeKind::Timestamp) => TypeRef::Timestamp,
        Some(ShapeKind::Document) => TypeRef::Document,
        Some(ShapeKind::Enum(_)) => TypeRef::StringEnum(name()),
        Some(ShapeKind::IntEnum(_)) => TypeRef::IntEnum(name()),
        Some(ShapeKind::List(member)) => TypeRef::List(item(member)),
        Some(ShapeKind::Map { key, value }) => {
            TypeRef::Map(Box::new(target_type(context, &key.target)), item(value))
        }
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_))
            if context.names.types.contains_key(target) =>
        {
            TypeRef::Aggregate(name())
        }
        // `smithy.api#Unit`; the validation pass has reported any other target.
        Some(
            ShapeKind::Structure(_)
            | ShapeKind::Union(_)
            | ShapeKind::Operation(_)
            | ShapeKind::Resource(_)
            | ShapeKind::Service(_),
        )
        | None => TypeRef::Unit,
    }
}

/// What codecs ask about a member of a structure or union, given the traits of that: where it is secret as a
/// whole, each member is.
pub(super) fn schema_within(
    context: &Context<'_>,
    holder: &Traits,
    member: &Member,
) -> MemberSchema {
    let is_sensitive = holder.has(TraitId::SENSITIVE) || context.is_sensitive(member);
    schema_if(context, member, is_sensitive)
}

/// What codecs ask about what a collection holds.
pub(super) fn schema(context: &Context<'_>, member: &Member) -> MemberSchema {
    schema_if(context, member, context.is_sensitive(member))
}

fn schema_if(context: &Context<'_>, member: &Member, is_sensitive: bool) -> MemberSchema {
    let target = (!context.is_stream(member)).then(|| schema_of(context, &member.target)).flatten();
    let flags = [
        (member.traits.has(TraitId::REQUIRED), Property::Required),
        (is_sensitive, Property::Sensitive),
        (member.traits.has(TraitId::IDEMPOTENCY_TOKEN), Property::IdempotencyToken),
    ];
    let mut properties: Vec<Property> =
        flags.into_iter().filter_map(|(set, property)| set.then_some(property)).collect();
    if let Some(name) = member.traits.str(TraitId::JSON_NAME) {
        properties.push(Property::JsonName(name.to_owned()));
    }
    let format = context.effective(member, TraitId::TIMESTAMP_FORMAT).and_then(Node::as_str);
    properties.extend(format.and_then(timestamp_format).map(Property::TimestampFormat));
    let traits = wire::of_member(context, member);
    MemberSchema { name: member.name.clone(), target, properties, traits }
}

fn schema_of(context: &Context<'_>, target: &ShapeId) -> Option<SchemaRef> {
    match context.kind(target)? {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => Some(
            context
                .names
                .types
                .get(target)
                .map_or(SchemaRef::Unit, |name| SchemaRef::Type(name.module.clone())),
        ),
        ShapeKind::List(_) | ShapeKind::Map { .. } => {
            context.names.collections.get(target).cloned().map(SchemaRef::Collection)
        }
        _ => None,
    }
}

fn timestamp_format(name: &str) -> Option<ir::TimestampFormat> {
    match name {
        "epoch-seconds" => Some(ir::TimestampFormat::EpochSeconds),
        "date-time" => Some(ir::TimestampFormat::DateTime),
        "http-date" => Some(ir::TimestampFormat::HttpDate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: NeedTraits = NeedTraits {
        required: false,
        default: false,
        client_optional: false,
        input: false,
        idempotency_token: false,
    };

    #[test]
    fn need_of_a_member() {
        let rows = [
            ("bare", NONE, Need::Optional),
            ("required", NeedTraits { required: true, ..NONE }, Need::Insisted),
            (
                "required in an input",
                NeedTraits { required: true, input: true, ..NONE },
                Need::Insisted,
            ),
            (
                "required, client optional",
                NeedTraits { required: true, client_optional: true, ..NONE },
                Need::Insisted,
            ),
            (
                "required with a default",
                NeedTraits { required: true, default: true, ..NONE },
                Need::Filled,
            ),
            (
                "required with a default in an input",
                NeedTraits { required: true, default: true, input: true, ..NONE },
                Need::Filled,
            ),
            (
                "required token",
                NeedTraits { required: true, idempotency_token: true, ..NONE },
                Need::Filled,
            ),
            ("token", NeedTraits { idempotency_token: true, ..NONE }, Need::Optional),
            ("default", NeedTraits { default: true, ..NONE }, Need::Filled),
            (
                "default in an input",
                NeedTraits { default: true, input: true, ..NONE },
                Need::Optional,
            ),
            (
                "default, client optional",
                NeedTraits { default: true, client_optional: true, ..NONE },
                Need::Optional,
            ),
        ];
        for (row, traits, expected) in rows {
            assert_eq!(need(traits), expected, "{row}");
        }
    }
}
