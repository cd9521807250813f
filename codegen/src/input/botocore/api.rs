//! What every part of a service's reading looks up.

use std::collections::BTreeMap;

use super::reader::{Reader, View};
use crate::diagnostics::Diagnostic;
use crate::input::json::{Json, Object, Path, find};
use crate::model::{ShapeId, TraitId, prelude};

/// A protocol that a service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Json10,
    Json11,
    RestJson,
    RestXml,
    Query,
    Ec2,
    Cbor,
}

impl Protocol {
    /// The protocol of a name in the metadata, given the version of JSON that stands beside it.
    fn of(name: &str, json_version: Option<&str>) -> Option<Self> {
        Some(match name {
            "json" if json_version == Some("1.0") => Self::Json10,
            "json" => Self::Json11,
            "rest-json" => Self::RestJson,
            "rest-xml" => Self::RestXml,
            "query" => Self::Query,
            "ec2" => Self::Ec2,
            "smithy-rpc-v2-cbor" => Self::Cbor,
            _ => return None,
        })
    }

    /// Its trait.
    pub(super) fn trait_id(self) -> TraitId {
        match self {
            Self::Json10 => TraitId::AWS_JSON1_0,
            Self::Json11 => TraitId::AWS_JSON1_1,
            Self::RestJson => TraitId::REST_JSON1,
            Self::RestXml => TraitId::REST_XML,
            Self::Query => TraitId::AWS_QUERY,
            Self::Ec2 => TraitId::EC2_QUERY,
            Self::Cbor => TraitId::RPCV2_CBOR,
        }
    }
}

/// The most properties of a shape that members may refer to: more than are known. Each member looks
/// some of them up.
pub(super) const PROPERTY_LIMIT: usize = 100;

/// A service, with its parts by name.
pub(super) struct Api<'a> {
    pub(super) root: &'a Object<'a>,
    pub(super) metadata: &'a Object<'a>,
    pub(super) operations: &'a Object<'a>,
    pub(super) shapes: &'a Object<'a>,
    by_name: BTreeMap<&'a str, &'a Object<'a>>,
    operations_by_name: BTreeMap<&'a str, &'a Json<'a>>,
    pub(super) namespace: String,
    /// In the order of preference.
    pub(super) protocols: Vec<Protocol>,
    /// The namespace of its XML, where it has one.
    pub(super) xml_namespace: Option<&'a str>,
}

impl<'a> Api<'a> {
    /// Finds the parts; `None` where one is missing without which nothing can be read.
    pub(super) fn read(root: &'a Object<'a>, reader: &mut Reader<'_>) -> Option<Self> {
        let path = Path::ROOT;
        let view = View::new(root, &path);
        reader.known(&view, "the model", &[ROOT]);
        let metadata = reader.object(&view, "metadata")?;
        let operations = reader.object(&view, "operations")?;
        let shapes = reader.object(&view, "shapes")?;
        let by_name = shapes.iter().filter_map(|(name, shape)| Some((&**name, shape.as_object()?)));
        let by_name = by_name.filter(|(_, shape)| shape.len() <= PROPERTY_LIMIT);
        let path = path.key("metadata");
        let metadata_view = View::new(metadata, &path);
        let xml_namespace = reader.text(&metadata_view, "xmlNamespace");
        Some(Self {
            root,
            metadata,
            operations,
            shapes,
            by_name: by_name.collect(),
            operations_by_name: operations.iter().map(|(name, value)| (&**name, value)).collect(),
            namespace: namespace(&metadata_view, reader)?,
            protocols: protocols(&metadata_view, reader),
            xml_namespace: xml_namespace.or_else(|| namespace_of_inputs(operations)),
        })
    }

    /// A shape by its name.
    pub(super) fn shape(&self, name: &str) -> Option<&'a Object<'a>> {
        self.by_name.get(name).copied()
    }

    /// An operation by its name.
    pub(super) fn operation(&self, name: &str) -> Option<&'a Json<'a>> {
        self.operations_by_name.get(name).copied()
    }

    pub(super) fn has_operation(&self, name: &str) -> bool {
        self.operations_by_name.contains_key(name)
    }

    /// Whether a name is that of a shape or an operation.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.has_operation(name) || self.by_name.contains_key(name)
    }

    /// The id of a shape. One that bears an operation's name is called a shape, as in Smithy's model of
    /// Pinpoint, since there all have one name space.
    pub(super) fn shape_id(
        &self,
        name: &str,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
    ) -> Option<ShapeId> {
        if self.has_operation(name) {
            return reader.id(&self.namespace, &format!("{name}Shape"), path);
        }
        reader.id(&self.namespace, name, path)
    }

    /// The id of an operation.
    pub(super) fn operation_id(
        &self,
        name: &str,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
    ) -> Option<ShapeId> {
        reader.id(&self.namespace, name, path)
    }

    /// The id of what an object refers to as its `shape`.
    pub(super) fn target(&self, view: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<ShapeId> {
        let Some(name) = reader.text(view, "shape") else {
            if !view.has("shape") {
                reader.error("there is no `shape`", view.path);
            }
            return None;
        };
        let path = view.path.key("shape");
        if self.shape(name).is_none() {
            let error = Diagnostic::error(format!("there is no shape `{name}`"));
            reader.push(error.help("is the name right?"), &path);
            return None;
        }
        self.shape_id(name, reader, &path)
    }

    /// The same, for a variant of a union, which has no value where the shape is `Unit`.
    pub(super) fn variant_target(
        &self,
        view: &View<'_, '_>,
        reader: &mut Reader<'_>,
    ) -> Option<ShapeId> {
        let is_unit = view.get("shape").and_then(Json::as_str) == Some("Unit")
            && self.shape("Unit").is_some_and(is_bare_structure);
        if is_unit { reader.known_id(prelude::UNIT) } else { self.target(view, reader) }
    }

    fn speaks(&self, protocols: &[Protocol]) -> bool {
        self.protocols.iter().any(|protocol| protocols.contains(protocol))
    }

    /// Whether HTTP bindings mean something.
    pub(super) fn is_rest(&self) -> bool {
        self.speaks(&[Protocol::RestJson, Protocol::RestXml])
    }

    /// Whether JSON has names of its own. The JSON of RPC knows none.
    pub(super) fn has_json_names(&self) -> bool {
        self.speaks(&[Protocol::RestJson])
    }

    /// Whether names are those of XML or of the query protocols, which XML answers.
    pub(super) fn has_xml_names(&self) -> bool {
        self.speaks(&[Protocol::RestXml, Protocol::Query, Protocol::Ec2])
    }

    /// Whether errors have codes of the query protocol, now or for clients that knew it.
    pub(super) fn has_query_errors(&self) -> bool {
        self.speaks(&[Protocol::Query]) || find(self.metadata, "awsQueryCompatible").is_some()
    }

    pub(super) fn is_query(&self) -> bool {
        self.speaks(&[Protocol::Query])
    }
}

/// Keys of the root. Old models carry empty examples of their own.
const ROOT: &[&str] = &[
    "version",
    "metadata",
    "operations",
    "shapes",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "clientContextParams",
    "examples",
];

fn is_bare_structure(shape: &Object<'_>) -> bool {
    shape.iter().all(|(key, value)| match (key.as_ref(), value) {
        ("type", Json::String(kind)) => kind == "structure",
        ("members", Json::Object(members)) => members.is_empty(),
        _ => false,
    })
}

/// `com.amazonaws.` and the service's id, of which letters and digits are kept, as Smithy's models of
/// AWS have it.
fn namespace(metadata: &View<'_, '_>, reader: &mut Reader<'_>) -> Option<String> {
    let Some(service_id) = reader.text(metadata, "serviceId") else {
        if !metadata.has("serviceId") {
            reader.error("the service has no `serviceId`", metadata.path);
        }
        return None;
    };
    let name: String = service_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        let message = format!("`{service_id}` is not the id of a service");
        let error = Diagnostic::error(message).help("an id starts with a letter");
        reader.push(error, &metadata.path.key("serviceId"));
        return None;
    }
    Some(format!("com.amazonaws.{name}"))
}

/// `protocols`, or else the one `protocol`; a service may speak others beside those that are known.
fn protocols(metadata: &View<'_, '_>, reader: &mut Reader<'_>) -> Vec<Protocol> {
    let version = reader.text(metadata, "jsonVersion");
    let mut names = reader.texts(metadata, "protocols");
    let one = reader.text(metadata, "protocol");
    let key = if names.is_empty() { "protocol" } else { "protocols" };
    if names.is_empty() {
        names.extend(one);
    }
    let mut protocols = Vec::new();
    for name in names {
        if let Some(protocol) = Protocol::of(name, version) {
            protocols.push(protocol);
        } else {
            let message = format!("`{name}` is not a protocol that is known");
            reader
                .push(Diagnostic::warning(message).help("it is ignored"), &metadata.path.key(key));
        }
    }
    protocols
}

/// The namespace that the inputs of all operations which state one agree on: where XML has HTTP
/// bindings, botocore keeps it there.
fn namespace_of_inputs<'a>(operations: &'a Object<'a>) -> Option<&'a str> {
    let uri =
        |operation: &'a Json<'a>| operation.get("input")?.get("xmlNamespace")?.get("uri")?.as_str();
    let mut uris = operations.iter().filter_map(|(_, operation)| uri(operation));
    let first = uris.next()?;
    uris.all(|uri| uri == first).then_some(first)
}
