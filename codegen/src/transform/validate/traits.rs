//! Traits stand where they may, have a value of their form, and do not exclude each other.
//!
//! Only the traits that the generator reads are looked at; any other is kept as it is. See
//! <https://smithy.io/2.0/spec/constraint-traits.html>,
//! <https://smithy.io/2.0/spec/type-refinement-traits.html> and
//! <https://smithy.io/2.0/spec/model.html#trait-trait> for `conflicts` and `structurallyExclusive`.

use std::collections::BTreeMap;

use super::Known;
use super::places::{Kinds, Place, Site};
use super::values::{EnumValues, Form, check_default, default_of};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Member, Node, Shape, ShapeId, ShapeKind, TraitId, prelude};

pub(super) fn check(known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { known, diagnostics, enums: BTreeMap::new() };
    for (id, shape) in &known.model.shapes {
        check.site(&Site::of_shape(id, shape));
        for member in shape.kind.members() {
            check.site(&Site::of_member(known, id, shape, member));
        }
        check.exclusive_members(id, shape);
        if let ShapeKind::Enum(members) | ShapeKind::IntEnum(members) = &shape.kind {
            check.enum_values(id, &shape.kind, members);
        }
    }
}

/// Where each trait may stand, and the form of its value; sorted by id.
const RULES: [(TraitId, Place, Form); 55] = [
    (TraitId::AWS_QUERY_ERROR, Place::OnError, Form::QueryError),
    (TraitId::EC2_QUERY_NAME, Place::OnVariant, Form::NotEmptyText),
    (TraitId::INPUT_ROOT, Place::OnShape(Kinds::Operation), Form::InputRoot),
    (TraitId::RESULT_WRAPPER, Place::OnShape(Kinds::Operation), Form::XmlName),
    (TraitId::TARGET_PREFIX, Place::Anywhere, Form::HeaderText),
    (TraitId::ADDED_DEFAULT, Place::OnAnyField, Form::Annotation),
    (TraitId::CLIENT_OPTIONAL, Place::OnAnyField, Form::Annotation),
    (TraitId::DEFAULT, Place::OnDefaulted, Form::Any),
    (TraitId::DEPRECATED, Place::Anywhere, Form::Deprecated),
    (TraitId::DOCUMENTATION, Place::Anywhere, Form::Text),
    (TraitId::ENDPOINT, Place::OnShape(Kinds::Operation), Form::Endpoint),
    (TraitId::ENUM_VALUE, Place::OnEnumMember, Form::Any),
    (TraitId::ERROR, Place::OnShape(Kinds::Structure), Form::Fault),
    (TraitId::EVENT_HEADER, Place::OnAnyField, Form::Annotation),
    (TraitId::EVENT_PAYLOAD, Place::OnAnyField, Form::Annotation),
    (TraitId::HOST_LABEL, Place::OnField(Kinds::Text), Form::Annotation),
    (TraitId::HTTP, Place::OnShape(Kinds::Operation), Form::Http),
    (TraitId::HTTP_CHECKSUM_REQUIRED, Place::OnShape(Kinds::Operation), Form::Annotation),
    (TraitId::HTTP_ERROR, Place::OnError, Form::Status),
    (TraitId::HTTP_HEADER, Place::OnHeader, Form::HeaderName),
    (TraitId::HTTP_LABEL, Place::OnField(Kinds::Scalar), Form::Annotation),
    (TraitId::HTTP_PAYLOAD, Place::OnAnyField, Form::Annotation),
    (TraitId::HTTP_PREFIX_HEADERS, Place::OnPrefixHeaders, Form::HeaderPrefix),
    (TraitId::HTTP_QUERY, Place::OnHeader, Form::NotEmptyText),
    (TraitId::HTTP_QUERY_PARAMS, Place::OnQueryParams, Form::Annotation),
    (TraitId::HTTP_RESPONSE_CODE, Place::OnField(Kinds::Integer), Form::Annotation),
    (TraitId::IDEMPOTENCY_TOKEN, Place::OnField(Kinds::Text), Form::Annotation),
    (TraitId::IDEMPOTENT, Place::OnShape(Kinds::Operation), Form::Annotation),
    (TraitId::INPUT, Place::OnShape(Kinds::Structure), Form::Annotation),
    (TraitId::INTERNAL, Place::Anywhere, Form::Annotation),
    (TraitId::JSON_NAME, Place::OnVariant, Form::NotEmptyText),
    (TraitId::LENGTH, Place::On(Kinds::Sized), Form::Length),
    (TraitId::MEDIA_TYPE, Place::On(Kinds::TextOrBlob), Form::HeaderText),
    (TraitId::OPTIONAL_AUTH, Place::OnShape(Kinds::Operation), Form::Annotation),
    (TraitId::OUTPUT, Place::OnShape(Kinds::Structure), Form::Annotation),
    (TraitId::PATTERN, Place::On(Kinds::Text), Form::Text),
    (TraitId::PRIVATE, Place::Anywhere, Form::Annotation),
    (TraitId::RANGE, Place::On(Kinds::Number), Form::Range),
    (TraitId::READONLY, Place::OnShape(Kinds::Operation), Form::Annotation),
    (TraitId::REQUIRED, Place::OnAnyField, Form::Annotation),
    (TraitId::REQUIRES_LENGTH, Place::OnShape(Kinds::BlobOrUnion), Form::Annotation),
    (TraitId::RETRYABLE, Place::OnError, Form::Annotation),
    (TraitId::SENSITIVE, Place::On(Kinds::Data), Form::Annotation),
    (TraitId::SINCE, Place::Anywhere, Form::Text),
    (TraitId::SPARSE, Place::OnShape(Kinds::ListOrMap), Form::Annotation),
    (TraitId::STREAMING, Place::OnShape(Kinds::BlobOrUnion), Form::Annotation),
    (TraitId::TAGS, Place::Anywhere, Form::Texts),
    (TraitId::TIMESTAMP_FORMAT, Place::On(Kinds::Timestamp), Form::TimestampFormat),
    (TraitId::TITLE, Place::Anywhere, Form::Text),
    (TraitId::UNIQUE_ITEMS, Place::OnShape(Kinds::List), Form::Annotation),
    (TraitId::UNSTABLE, Place::Anywhere, Form::Annotation),
    (TraitId::XML_ATTRIBUTE, Place::OnField(Kinds::Scalar), Form::Annotation),
    (TraitId::XML_FLATTENED, Place::OnFlattened, Form::Annotation),
    (TraitId::XML_NAME, Place::OnXmlNamed, Form::XmlName),
    (TraitId::XML_NAMESPACE, Place::Anywhere, Form::XmlNamespace),
];

/// The rule of a trait. `None` for one that is not looked at.
fn rule(trait_id: &str) -> Option<(Place, Form)> {
    let at = RULES.binary_search_by_key(&trait_id, |(id, _, _)| id.as_str()).ok()?;
    RULES.get(at).map(|(_, place, form)| (*place, *form))
}

/// Traits of which a shape or member may have but one.
const CONFLICTS: [&[TraitId]; 8] = [
    &[
        TraitId::HTTP_LABEL,
        TraitId::HTTP_QUERY,
        TraitId::HTTP_QUERY_PARAMS,
        TraitId::HTTP_HEADER,
        TraitId::HTTP_PREFIX_HEADERS,
        TraitId::HTTP_PAYLOAD,
        TraitId::HTTP_RESPONSE_CODE,
    ],
    &[TraitId::INPUT, TraitId::OUTPUT, TraitId::ERROR],
    &[TraitId::READONLY, TraitId::IDEMPOTENT],
    &[TraitId::XML_ATTRIBUTE, TraitId::XML_NAMESPACE],
    &[TraitId::EVENT_HEADER, TraitId::EVENT_PAYLOAD],
    &[TraitId::UNIQUE_ITEMS, TraitId::SPARSE],
    &[TraitId::REQUIRED, TraitId::RECOMMENDED],
    &[TraitId::ERROR, TraitId::TRAIT],
];

/// Traits that but one member of a structure may have.
const EXCLUSIVE: [TraitId; 6] = [
    TraitId::HTTP_PAYLOAD,
    TraitId::HTTP_PREFIX_HEADERS,
    TraitId::HTTP_QUERY_PARAMS,
    TraitId::HTTP_RESPONSE_CODE,
    TraitId::IDEMPOTENCY_TOKEN,
    TraitId::EVENT_PAYLOAD,
];

struct Check<'a> {
    known: &'a Known<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The values of enums that defaults are of.
    enums: BTreeMap<&'a ShapeId, EnumValues<'a>>,
}

impl<'a> Check<'a> {
    fn site(&mut self, site: &Site<'a>) {
        let traits = site.traits();
        for (trait_id, value) in &traits.0 {
            let Some((place, form)) = rule(trait_id.as_str()) else {
                continue;
            };
            if !place.admits(self.known, site) {
                let message = format!("`{trait_id}` is only for {}", place.what());
                self.push(site, trait_id.as_str(), Diagnostic::error(message));
            } else if let Err(expected) = form.check(value) {
                let message = format!("the value of `{trait_id}` must be {expected}");
                self.push(site, trait_id.as_str(), Diagnostic::error(message));
            }
        }
        if traits.0.len() > 1 {
            self.conflicts(site);
        }
        self.default(site);
    }

    fn push(&mut self, site: &Site<'_>, trait_id: &str, error: Diagnostic) {
        self.diagnostics.push(error.about_trait(self.known.model, &site.id(), trait_id));
    }

    fn conflicts(&mut self, site: &Site<'_>) {
        let traits = site.traits();
        for group in CONFLICTS {
            let present: Vec<TraitId> =
                group.iter().copied().filter(|id| traits.has(*id)).collect();
            if let [.., last] = present.as_slice()
                && present.len() > 1
            {
                let names: Vec<String> = present.iter().map(|id| format!("`{id}`")).collect();
                let message = format!("only one of {} can stand here", names.join(" and "));
                self.push(site, last.as_str(), Diagnostic::error(message));
            }
        }
    }

    /// See <https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>.
    fn default(&mut self, site: &Site<'a>) {
        let own = site.traits().get(TraitId::DEFAULT);
        if let (Some(member), ShapeKind::Structure(_)) = (site.member, &site.shape.kind)
            && let Some(target) = self.target_default(member)
        {
            match own {
                None => self.default_missing(site, member),
                Some(own) if *own != Node::Null && !is_same(own, &target) => {
                    let message =
                        format!("the default must be that of `{}`, or null", member.target);
                    self.push(site, TraitId::DEFAULT.as_str(), Diagnostic::error(message));
                    return;
                }
                Some(_) => {}
            }
        }
        let (Some(value), Some(kind)) = (own, site.kind) else {
            return;
        };
        let checked = match (site.member, value) {
            (Some(_), Node::Null) => Ok(()),
            (None, Node::Null) => Err("absent; only a member can have null".to_owned()),
            _ => check_default(kind, value).and_then(|()| self.is_value(site, kind, value)),
        };
        if let Err(expected) = checked {
            let message = format!("the default must be {expected}");
            self.push(site, TraitId::DEFAULT.as_str(), Diagnostic::error(message));
        }
    }

    /// A default of an enum is one of its values.
    fn is_value(
        &mut self,
        site: &Site<'a>,
        kind: &'a ShapeKind,
        value: &Node,
    ) -> Result<(), String> {
        let (ShapeKind::Enum(members) | ShapeKind::IntEnum(members)) = kind else {
            return Ok(());
        };
        let id = site.member.map_or(site.shape_id, |member| &member.target);
        let values = self.enums.entry(id).or_insert_with(|| EnumValues::of(members));
        if values.has(value) { Ok(()) } else { Err(default_of(kind).to_owned()) }
    }

    /// A warning only: files of Smithy 1.0 give defaults to shapes that files of 2.0 target.
    fn default_missing(&mut self, site: &Site<'_>, member: &Member) {
        let message = format!("`{}` has a default, and the member does not say it", member.target);
        let warning = Diagnostic::warning(message)
            .help("the member has none; give it the same `smithy.api#default`, or null");
        self.diagnostics.push(warning.about(self.known.model, &site.id()));
    }

    fn target_default(&self, member: &Member) -> Option<Node> {
        match self.known.shape(&member.target) {
            Some(shape) => shape.traits.get(TraitId::DEFAULT).cloned(),
            None => prelude::default(member.target.as_str()),
        }
    }

    fn exclusive_members(&mut self, id: &ShapeId, shape: &Shape) {
        let ShapeKind::Structure(members) = &shape.kind else {
            return;
        };
        let mut first: BTreeMap<TraitId, &str> = BTreeMap::new();
        let mut stream = None;
        for member in members {
            for trait_id in member.traits.0.keys() {
                let Some(trait_id) = EXCLUSIVE.into_iter().find(|id| *trait_id == *id) else {
                    continue;
                };
                if let Some(other) = first.insert(trait_id, &member.name) {
                    self.second(id, member, other, &format!("`{trait_id}`"), trait_id.as_str());
                }
            }
            if self.known.has_trait(&member.target, TraitId::STREAMING)
                && let Some(other) = stream.replace(&member.name)
            {
                self.second(id, member, other, "a stream as target", "");
            }
        }
    }

    fn second(&mut self, id: &ShapeId, member: &Member, other: &str, what: &str, trait_id: &str) {
        let message =
            format!("only one member of a structure can have {what}; `{other}` has it too");
        let error = Diagnostic::error(message);
        let member = id.member(&member.name);
        self.diagnostics.push(error.about_trait(self.known.model, &member, trait_id));
    }

    /// See <https://smithy.io/2.0/spec/simple-types.html#enum-validation>.
    fn enum_values(&mut self, id: &ShapeId, kind: &ShapeKind, members: &[Member]) {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        for member in members {
            let member_id = id.member(&member.name);
            let value = member.traits.get(TraitId::ENUM_VALUE);
            let (text, expected) = match (kind, value) {
                (ShapeKind::IntEnum(_), value) => {
                    let value = value.and_then(Node::as_i64).and_then(|v| i32::try_from(v).ok());
                    (value.map(|value| value.to_string()), "an integer of 32 bits")
                }
                (_, value) => (value.and_then(Node::as_str).map(str::to_owned), "a string"),
            };
            let Some(text) = text else {
                let message = format!("the value of an enum's member must be {expected}");
                let error = Diagnostic::error(message);
                self.diagnostics.push(error.about_trait(
                    self.known.model,
                    &member_id,
                    TraitId::ENUM_VALUE.as_str(),
                ));
                continue;
            };
            if let Some(other) = first.get(&text) {
                let message = format!("the value `{text}` is that of the member `{other}` too");
                let error = Diagnostic::error(message);
                self.diagnostics.push(error.about_trait(
                    self.known.model,
                    &member_id,
                    TraitId::ENUM_VALUE.as_str(),
                ));
            } else {
                first.insert(text, &member.name);
            }
        }
    }
}

/// Whether two defaults are equal, numbers by their values: `0` and `0.0` are the same.
fn is_same(left: &Node, right: &Node) -> bool {
    match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) => left.compare(right).is_eq(),
        _ => left == right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted() {
        assert!(RULES.is_sorted_by_key(|(id, _, _)| *id));
    }
}
