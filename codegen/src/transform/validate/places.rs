//! Where a trait may stand.

use super::Known;
use crate::model::{Member, Shape, ShapeId, ShapeKind, TraitId, Traits, prelude};

/// A shape or member that has traits.
pub(super) struct Site<'a> {
    /// The shape, or the shape that the member belongs to.
    pub(super) shape_id: &'a ShapeId,
    pub(super) shape: &'a Shape,
    pub(super) member: Option<&'a Member>,
    /// The kind of the shape, or of what the member targets; `None` where that does not exist.
    pub(super) kind: Option<&'a ShapeKind>,
}

impl<'a> Site<'a> {
    pub(super) fn of_shape(id: &'a ShapeId, shape: &'a Shape) -> Self {
        Self { shape_id: id, shape, member: None, kind: Some(&shape.kind) }
    }

    pub(super) fn of_member(
        known: &Known<'a>,
        id: &'a ShapeId,
        shape: &'a Shape,
        member: &'a Member,
    ) -> Self {
        let kind = known.kind(&member.target);
        Self { shape_id: id, shape, member: Some(member), kind }
    }

    pub(super) fn id(&self) -> ShapeId {
        match self.member {
            Some(member) => self.shape_id.member(&member.name),
            None => self.shape_id.clone(),
        }
    }

    pub(super) fn traits(&self) -> &'a Traits {
        self.member.map_or(&self.shape.traits, |member| &member.traits)
    }

    /// Whether the kind is one of a set. A target that does not exist is reported elsewhere, and counts
    /// as of any kind.
    fn is(&self, kinds: Kinds) -> bool {
        self.kind.is_none_or(|kind| kinds.has(kind))
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinds {
    /// Strings and enums.
    Text,
    /// All numbers.
    Number,
    /// What has a length: text, blobs, lists and maps.
    Sized,
    /// Text, numbers, booleans and timestamps.
    Scalar,
    /// Text and blobs.
    TextOrBlob,
    Timestamp,
    List,
    ListOrMap,
    BlobOrUnion,
    Integer,
    Structure,
    Operation,
    /// What a default may be of: all but structures, unions and what holds no data.
    Defaulted,
    /// What holds data.
    Data,
}

impl Kinds {
    pub(super) fn has(self, kind: &ShapeKind) -> bool {
        use ShapeKind as K;
        match self {
            Self::Text => matches!(kind, K::String | K::Enum(_)),
            Self::Number => is_number(kind),
            Self::Sized => Self::TextOrBlob.has(kind) || Self::ListOrMap.has(kind),
            Self::Scalar => {
                Self::Text.has(kind) || is_number(kind) || matches!(kind, K::Boolean | K::Timestamp)
            }
            Self::TextOrBlob => matches!(kind, K::String | K::Enum(_) | K::Blob),
            Self::Timestamp => matches!(kind, K::Timestamp),
            Self::List => matches!(kind, K::List(_)),
            Self::ListOrMap => matches!(kind, K::List(_) | K::Map { .. }),
            Self::BlobOrUnion => matches!(kind, K::Blob | K::Union(_)),
            Self::Integer => matches!(kind, K::Integer | K::IntEnum(_)),
            Self::Structure => matches!(kind, K::Structure(_)),
            Self::Operation => matches!(kind, K::Operation(_)),
            Self::Defaulted => {
                Self::Data.has(kind) && !matches!(kind, K::Structure(_) | K::Union(_))
            }
            Self::Data => !matches!(kind, K::Operation(_) | K::Resource(_) | K::Service(_)),
        }
    }

    /// What they are called in messages.
    fn what(self) -> &'static str {
        match self {
            Self::Text => "strings",
            Self::Number => "numbers",
            Self::Sized => "strings, blobs, lists and maps",
            Self::Scalar => "strings, numbers, booleans and timestamps",
            Self::TextOrBlob => "strings and blobs",
            Self::Timestamp => "timestamps",
            Self::List => "lists",
            Self::ListOrMap => "lists and maps",
            Self::BlobOrUnion => "blobs and unions",
            Self::Integer => "integers",
            Self::Structure => "structures",
            Self::Operation => "operations",
            Self::Defaulted => "simple shapes, lists and maps",
            Self::Data => "shapes that hold data",
        }
    }
}

fn is_number(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::IntEnum(_)
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
    )
}

/// Where a trait may stand: the selectors of Smithy's prelude, as far as they matter here.
///
/// See <https://smithy.io/2.0/spec/model.html#prelude>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// On shapes of these kinds, and on members that target one.
    On(Kinds),
    /// On shapes of these kinds, not on members.
    OnShape(Kinds),
    /// On members of structures that target one of these kinds.
    OnField(Kinds),
    /// On any member of a structure.
    OnAnyField,
    /// On members of structures and unions.
    OnVariant,
    /// On members of structures and unions that target a list or a map.
    OnFlattened,
    /// On members of structures that target a scalar, or a list of scalars.
    OnHeader,
    /// On members of structures that target a map of strings.
    OnPrefixHeaders,
    /// On members of structures that target a map of strings, or of lists of strings.
    OnQueryParams,
    /// On members of enums.
    OnEnumMember,
    /// On structures that have the trait `error`.
    OnError,
    /// On structures, unions and members.
    OnXmlNamed,
    /// On shapes of these kinds, and on members of structures that target one.
    OnDefaulted,
}

impl Place {
    pub(super) fn admits(self, known: &Known<'_>, site: &Site<'_>) -> bool {
        let field = site.member.is_some() && matches!(site.shape.kind, ShapeKind::Structure(_));
        let variant =
            field || site.member.is_some() && matches!(site.shape.kind, ShapeKind::Union(_));
        match self {
            Self::Anywhere => true,
            Self::On(kinds) => site.is(kinds),
            Self::OnShape(kinds) => site.member.is_none() && site.is(kinds),
            Self::OnField(kinds) => field && site.is(kinds),
            Self::OnAnyField => field,
            Self::OnVariant => variant,
            Self::OnFlattened => variant && site.is(Kinds::ListOrMap),
            Self::OnHeader => {
                field && (site.is(Kinds::Scalar) || list_of(known, site.kind, Kinds::Scalar))
            }
            Self::OnPrefixHeaders => field && map_values(site, |id| is_text(known, id)),
            Self::OnQueryParams => {
                field
                    && map_values(site, |id| {
                        is_text(known, id) || list_of(known, known.kind(id), Kinds::Text)
                    })
            }
            Self::OnEnumMember => {
                site.member.is_some()
                    && matches!(site.shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_))
            }
            // A mixin may leave it to others to be an error.
            Self::OnError => {
                site.member.is_none()
                    && site.is(Kinds::Structure)
                    && [TraitId::ERROR, TraitId::MIXIN]
                        .into_iter()
                        .any(|id| site.shape.traits.has(id))
            }
            Self::OnXmlNamed => {
                site.member.is_some()
                    || matches!(site.shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
            }
            Self::OnDefaulted => (field || site.member.is_none()) && site.is(Kinds::Defaulted),
        }
    }

    /// What it admits, for messages.
    pub(super) fn what(self) -> String {
        match self {
            Self::Anywhere => "any shape".to_owned(),
            Self::On(kinds) => kinds.what().to_owned(),
            Self::OnShape(kinds) => format!("{}, not on members", kinds.what()),
            Self::OnField(kinds) => format!("members of structures that target {}", kinds.what()),
            Self::OnAnyField => "members of structures".to_owned(),
            Self::OnVariant => "members of structures and unions".to_owned(),
            Self::OnFlattened => "members that target lists and maps".to_owned(),
            Self::OnHeader => {
                format!(
                    "members of structures that target {} or lists of them",
                    Kinds::Scalar.what()
                )
            }
            Self::OnPrefixHeaders => "members of structures that target maps of strings".to_owned(),
            Self::OnQueryParams => {
                "members of structures that target maps of strings or of lists of strings"
                    .to_owned()
            }
            Self::OnEnumMember => "members of enums".to_owned(),
            Self::OnError => "structures with the trait `smithy.api#error`".to_owned(),
            Self::OnXmlNamed => "structures, unions and members".to_owned(),
            Self::OnDefaulted => {
                format!("{}, and members of structures that target them", Kinds::Defaulted.what())
            }
        }
    }
}

fn is_text(known: &Known<'_>, id: &ShapeId) -> bool {
    known.kind(id).is_none_or(|kind| Kinds::Text.has(kind))
}

fn list_of(known: &Known<'_>, kind: Option<&ShapeKind>, items: Kinds) -> bool {
    match kind {
        Some(ShapeKind::List(member)) => {
            known.kind(&member.target).is_none_or(|kind| items.has(kind))
        }
        _ => false,
    }
}

fn map_values(site: &Site<'_>, admits: impl Fn(&ShapeId) -> bool) -> bool {
    match site.kind {
        Some(ShapeKind::Map { value, .. }) => admits(&value.target),
        Some(_) => false,
        None => true,
    }
}

/// Whether a site is a variant of a union that has no value.
pub(super) fn is_unit(member: &Member) -> bool {
    member.target.as_str() == prelude::UNIT
}
