//! Equivalence: in what two packages differ, that are made from two models of one service.
//!
//! A Smithy and a botocore model of one service lower to equal IR, but for the kinds of difference that
//! [`Kind::reason`] explains. Items that only one of the models has are counted and not compared: the two
//! may be of different days.

#[cfg(test)]
mod tests;
mod wire;

use std::collections::BTreeMap;
use std::fmt::Debug;

use smithgen_codegen::ir::{
    Collection, CollectionKind, EnumVariant, ErrorVariant, Field, Item, Literal, MemberSchema,
    Operation, Package, Presence, Property, Service, TypeDef, WireTrait,
};

use self::wire::Asked;

/// A difference between two packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// What differs.
    pub(super) kind: Kind,
    /// Where: an item, or a part of one, such as `types/SignUpRequest/client_id`.
    pub(super) at: String,
    /// What the left package says.
    pub(super) left: String,
    /// What the right package says.
    pub(super) right: String,
}

/// A difference of one service, which is not a fault of a reader.
struct Known {
    /// The name by which AWS's tools know the service.
    service: &'static str,
    kind: Kind,
    /// How the place ends.
    end: &'static str,
    reason: &'static str,
}

const fn known(
    service: &'static str,
    kind: Kind,
    end: &'static str,
    reason: &'static str,
) -> Known {
    Known { service, kind, end, reason }
}

const PAGE_SIZE: &str = "botocore keeps the page sizes of Route 53 as strings, for old callers";
const PART_MARKER: &str = "botocore keeps the markers of S3's parts as integers";
const OUTPUT: &str = "the operation got an output between the two models";
const QUERY: &str = "the service became query compatible between the two models";

/// What differs in single members, each with its reason.
const KNOWN: [Known; 11] = [
    known(
        "API Gateway",
        Kind::Wire,
        "types/PutIntegrationRequest/httpMethod",
        "the member has its wire name in botocore",
    ),
    known("CloudWatch", Kind::Service, "service", QUERY),
    known("Cognito Identity Provider", Kind::Service, "service", QUERY),
    known("DynamoDB", Kind::Service, "service", QUERY),
    known(
        "DynamoDB",
        Kind::Error,
        "errors/ReplicatedWriteConflictException",
        "the error became retryable between the two models",
    ),
    known("Lambda", Kind::Operation, "operations/DeleteFunction", OUTPUT),
    known("Lambda", Kind::Wire, "operations/DeleteFunction", OUTPUT),
    known("Route 53", Kind::Type, "/MaxItems", PAGE_SIZE),
    known("Route 53", Kind::Type, "/MaxResults", PAGE_SIZE),
    known("S3", Kind::Type, "/NextPartNumberMarker", PART_MARKER),
    known("S3", Kind::Type, "/PartNumberMarker", PART_MARKER),
];

impl Difference {
    /// Why the difference is not a fault of a reader, given the name by which AWS's tools know the service;
    /// `None` if it is one.
    pub(super) fn reason(&self, sdk_id: Option<&str>) -> Option<&'static str> {
        let is_known = |known: &&Known| {
            sdk_id == Some(known.service) && known.kind == self.kind && self.at.ends_with(known.end)
        };
        self.kind.reason().or_else(|| Some(KNOWN.iter().find(is_known)?.reason))
    }
}

/// What may differ between two packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// Only the left package has it.
    OnlyLeft,
    /// Only the right package has it.
    OnlyRight,
    /// Another protocol is spoken.
    Protocol,
    /// The documentation.
    Documentation,
    /// `T` on the one side, and `Option<T>` on the other, where neither side requires it.
    Optionality,
    /// A default, where both sides are `T`.
    Default,
    /// The left side requires the member, and the right does not.
    RequiredDropped,
    /// The right side requires the member, and the left does not.
    RequiredAdded,
    /// Deprecated on one side.
    Deprecation,
    /// The type.
    Type,
    /// The name of an enum's variant; its value is the same.
    VariantName,
    /// The wire: names and formats.
    Wire,
    /// Sensitive on one side.
    Sensitivity,
    /// An idempotency token on one side.
    IdempotencyToken,
    /// The status that an error is sent with.
    ErrorStatus,
    /// The code that an error has in the query protocols.
    QueryCode,
    /// What starts the header `X-Amz-Target`.
    TargetPrefix,
    /// The structure, code or retry of an error.
    Error,
    /// Input or output of an operation.
    Operation,
    /// A fact of the service.
    Service,
}

impl Kind {
    /// Why the kind is not a fault of a reader; `None` if it is one.
    pub(super) fn reason(self) -> Option<&'static str> {
        match self {
            Self::OnlyLeft | Self::OnlyRight | Self::Deprecation => {
                Some("the models are of different days")
            }
            Self::Protocol => Some("botocore lists protocols in an order of preference of its own"),
            Self::Documentation => {
                Some("documentation and constraint lines are of different days and formats")
            }
            Self::Optionality | Self::Default => {
                Some("botocore has no defaults, no @input and no @clientOptional")
            }
            Self::RequiredDropped => {
                Some("services drop `required` as they grow, and the right model is the later one")
            }
            Self::VariantName => Some("botocore has values of enums, and no names"),
            Self::ErrorStatus => {
                Some("botocore states few statuses of errors; 400 and 500 stand in")
            }
            Self::QueryCode => {
                Some("botocore leaves query codes out where it prefers another protocol")
            }
            Self::TargetPrefix => Some(
                "botocore sends the Java package before a few services' names, and AWS takes both",
            ),
            Self::RequiredAdded
            | Self::Type
            | Self::Wire
            | Self::Sensitivity
            | Self::IdempotencyToken
            | Self::Error
            | Self::Operation
            | Self::Service => None,
        }
    }
}

/// Every difference, by place.
pub(super) fn compare(left: &Package, right: &Package) -> Vec<Difference> {
    let asked = Asked::by(left, right);
    let (left, right) = (facts(left, &asked), facts(right, &asked));
    let mut differences = Vec::new();
    for (at, ours) in &left {
        match right.get(at) {
            None => differences.push(alone(Kind::OnlyLeft, at)),
            Some(theirs) => {
                for (kind, value) in ours {
                    let other = theirs.get(kind).map_or("", String::as_str);
                    if value != other {
                        differences.push(Difference {
                            kind: directed(*kind, value),
                            at: at.clone(),
                            left: value.clone(),
                            right: other.to_owned(),
                        });
                    }
                }
            }
        }
    }
    let missing = right.keys().filter(|at| !left.contains_key(*at));
    differences.extend(missing.map(|at| alone(Kind::OnlyRight, at)));
    differences.retain(|difference| !follows(difference, &left, &right));
    differences
}

/// A requirement is dropped or added; every other kind is the same both ways.
fn directed(kind: Kind, left: &str) -> Kind {
    match kind {
        Kind::RequiredDropped if left == "false" => Kind::RequiredAdded,
        kind => kind,
    }
}

fn alone(kind: Kind, at: &str) -> Difference {
    Difference { kind, at: at.to_owned(), left: String::new(), right: String::new() }
}

/// Whether a difference is that of the item around it: the parts of an item that only one side has.
fn follows(difference: &Difference, left: &Facts, right: &Facts) -> bool {
    let Some((item, _)) = difference.at.rsplit_once('/') else { return false };
    match difference.kind {
        Kind::OnlyLeft => left.contains_key(item) && !right.contains_key(item),
        Kind::OnlyRight => right.contains_key(item) && !left.contains_key(item),
        _ => false,
    }
}

/// What a package says, by place and kind.
type Facts = BTreeMap<String, BTreeMap<Kind, String>>;

fn facts(package: &Package, asked: &Asked<'_>) -> Facts {
    let mut facts = Facts::new();
    let service = &package.service;
    let title = [
        (Kind::Service, service_facts(service)),
        (Kind::TargetPrefix, format!("{:?}", service.target_prefix)),
        (Kind::Protocol, service.protocol_name.clone()),
        (Kind::Documentation, service.docs.join("\n")),
    ];
    facts.insert("service".to_owned(), title.into());
    for def in &package.types {
        type_facts(def, asked, &mut facts);
    }
    for collection in &package.collections {
        let at = format!("collections/{}", collection.name);
        facts.insert(at, collection_facts(collection, asked));
    }
    for operation in &package.operations {
        let at = format!("operations/{}", operation.item.name);
        for error in &operation.errors {
            facts.insert(format!("{at}/{error}"), BTreeMap::new());
        }
        facts.insert(at, operation_facts(operation));
    }
    for error in &package.errors {
        facts.insert(format!("errors/{}", error.name), error_facts(error));
    }
    facts
}

fn service_facts(service: &Service) -> String {
    let Service { version, query_compatible, sdk_id, xml_namespace, .. } = service;
    format!("{version} {query_compatible} {sdk_id:?} {xml_namespace:?}")
}

fn item_facts(item: &Item, what: &str) -> BTreeMap<Kind, String> {
    BTreeMap::from([
        (Kind::Type, what.to_owned()),
        (Kind::Documentation, item.docs.join("\n")),
        (Kind::Deprecation, item.deprecated.is_some().to_string()),
    ])
}

fn type_facts(def: &TypeDef, asked: &Asked<'_>, facts: &mut Facts) {
    let name = &def.item().name;
    let at = format!("types/{}", def.item().name);
    match def {
        TypeDef::Structure(def) => {
            let mut own = item_facts(&def.item, "structure");
            own.insert(Kind::Wire, asked.shape(name, &def.traits));
            own.insert(Kind::Sensitivity, is_sensitive(&def.traits).to_string());
            facts.insert(at.clone(), own);
            for field in &def.fields {
                facts
                    .insert(format!("{at}/{}", field.schema.name), field_facts(field, name, asked));
            }
        }
        TypeDef::Union(def) => {
            let mut own = item_facts(&def.item, "union");
            own.insert(Kind::Wire, asked.shape(name, &def.traits));
            own.insert(Kind::Sensitivity, is_sensitive(&def.traits).to_string());
            facts.insert(at.clone(), own);
            for variant in &def.variants {
                let ty = format!("{:?} {}", variant.ty, variant.boxed);
                let mut own = schema_facts(&variant.schema, name, asked);
                own.insert(Kind::Type, format!("{} {ty}", variant.name));
                own.insert(Kind::Documentation, variant.docs.join("\n"));
                facts.insert(format!("{at}/{}", variant.schema.name), own);
            }
        }
        TypeDef::StringEnum(def) => {
            let mut own = item_facts(&def.item, "string enum");
            own.insert(Kind::Sensitivity, def.sensitive.to_string());
            facts.insert(at.clone(), own);
            variant_facts(&at, &def.variants, facts);
        }
        TypeDef::IntEnum(def) => {
            let mut own = item_facts(&def.item, "int enum");
            own.insert(Kind::Sensitivity, def.sensitive.to_string());
            facts.insert(at.clone(), own);
            variant_facts(&at, &def.variants, facts);
        }
    }
}

fn is_sensitive(traits: &[WireTrait]) -> bool {
    traits.contains(&WireTrait::Sensitive)
}

fn variant_facts<T: Debug>(at: &str, variants: &[EnumVariant<T>], facts: &mut Facts) {
    for variant in variants {
        let own = BTreeMap::from([
            (Kind::VariantName, variant.name.clone()),
            (Kind::Documentation, variant.docs.join("\n")),
            (Kind::Deprecation, variant.deprecated.is_some().to_string()),
        ]);
        facts.insert(format!("{at}/{:?}", variant.value), own);
    }
}

fn field_facts(field: &Field, holder: &str, asked: &Asked<'_>) -> BTreeMap<Kind, String> {
    let (optional, default) = match &field.presence {
        Presence::Required => (false, String::new()),
        Presence::Defaulted(Literal::Zero) => (false, "zero".to_owned()),
        Presence::Defaulted(literal) => (false, format!("{literal:?}")),
        Presence::Optional => (true, String::new()),
    };
    let mut facts = schema_facts(&field.schema, holder, asked);
    facts.extend([
        (Kind::Type, format!("{} {:?} {}", field.name, field.ty, field.boxed)),
        (Kind::Optionality, optional.to_string()),
        (Kind::Default, default),
        (Kind::Documentation, field.docs.join("\n")),
        (Kind::Deprecation, field.deprecated.is_some().to_string()),
    ]);
    facts
}

fn schema_facts(schema: &MemberSchema, holder: &str, asked: &Asked<'_>) -> BTreeMap<Kind, String> {
    let has = |property: &Property| schema.properties.contains(property).to_string();
    let is_wire = |property: &&Property| {
        matches!(property, Property::JsonName(_) | Property::TimestampFormat(_))
    };
    let wire: Vec<&Property> = schema.properties.iter().filter(is_wire).collect();
    BTreeMap::from([
        (Kind::Wire, format!("{wire:?} {:?} {}", schema.target, asked.member(holder, schema))),
        (Kind::RequiredDropped, has(&Property::Required)),
        (Kind::Sensitivity, has(&Property::Sensitive)),
        (Kind::IdempotencyToken, has(&Property::IdempotencyToken)),
    ])
}

fn collection_facts(collection: &Collection, asked: &Asked<'_>) -> BTreeMap<Kind, String> {
    let (members, sparse): (Vec<&MemberSchema>, bool) = match &collection.kind {
        CollectionKind::List { item, sparse } => (vec![item], *sparse),
        CollectionKind::Map { key, value, sparse } => (vec![key, value], *sparse),
    };
    let all: Vec<_> =
        members.into_iter().map(|member| schema_facts(member, &collection.name, asked)).collect();
    let joined = |kind: Kind| {
        let values: Vec<&str> =
            all.iter().filter_map(|facts| facts.get(&kind)).map(String::as_str).collect();
        values.join(", ")
    };
    BTreeMap::from([
        (Kind::Type, format!("{} of {}", if sparse { "sparse" } else { "dense" }, all.len())),
        (Kind::Wire, joined(Kind::Wire)),
        (Kind::Sensitivity, joined(Kind::Sensitivity)),
    ])
}

fn operation_facts(operation: &Operation) -> BTreeMap<Kind, String> {
    let mut facts = item_facts(&operation.item, "operation");
    let Operation { input, output, has_input, has_output, .. } = operation;
    let bound = format!("{input} {has_input}, {output} {has_output}");
    facts.insert(Kind::Operation, bound);
    facts.insert(Kind::Wire, wire::operation(&operation.wire));
    facts
}

fn error_facts(error: &ErrorVariant) -> BTreeMap<Kind, String> {
    let ErrorVariant { structure, code, query_code, status, retry, .. } = error;
    BTreeMap::from([
        (Kind::Error, format!("{structure} {code} {retry:?}")),
        (Kind::QueryCode, format!("{query_code:?}")),
        (Kind::ErrorStatus, status.to_string()),
    ])
}
