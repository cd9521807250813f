//! One file: from JSON to shapes.

mod fields;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::fields::Fields;
use super::{Application, File, Version};
use crate::diagnostics::{At, Diagnostic, Diagnostics};
use crate::input::ids::{BadId, Ids, NAME_LIMIT, SHAPE_NAME_LIMIT};
use crate::input::json::{Json, Object, Path};
use crate::model::{
    Member, Node, Operation, Resource, Service, Shape, ShapeId, ShapeKind, SourceId, TraitId,
    Traits, prelude,
};

/// Reads the root object of a file.
///
/// `None` where the version of Smithy is not one that is read. A shape that has errors is left out,
/// or kept without the part that is wrong.
pub(in crate::input) fn read(
    root: Object<'_>,
    source: SourceId,
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) -> Option<File> {
    let mut reader = Reader { source, ids, diagnostics, shape: None };
    let root_path = Path::ROOT;
    let mut fields = Fields::new(root);
    let version = reader.version(fields.take("smithy"), &root_path)?;
    let mut file = File {
        source,
        version,
        metadata: Vec::new(),
        definitions: Vec::new(),
        applications: Vec::new(),
    };
    if let Some(metadata) = fields.take("metadata") {
        for (key, value) in reader.object(metadata, &root_path.key("metadata")) {
            file.metadata.push((key.into_owned(), value.into_node()));
        }
    }
    if let Some(shapes) = fields.take("shapes") {
        let path = root_path.key("shapes");
        for (key, shape) in reader.object(shapes, &path) {
            reader.entry(&key, shape, &path.key(&key), &mut file);
        }
    }
    reader.shape = None;
    reader.unknown(fields, "the model", &root_path);
    Some(file)
}

/// What reading a file needs at every step.
struct Reader<'r> {
    source: SourceId,
    ids: &'r mut Ids,
    diagnostics: &'r mut Diagnostics,
    /// The shape that is being read.
    shape: Option<ShapeId>,
}

impl Reader<'_> {
    fn push(&mut self, diagnostic: Diagnostic, path: &Path<'_>) {
        let mut diagnostic = diagnostic.at(self.source, At::Pointer(path.tokens()));
        diagnostic.shape.clone_from(&self.shape);
        self.diagnostics.push(diagnostic);
    }

    fn error(&mut self, message: String, path: &Path<'_>) {
        self.push(Diagnostic::error(message), path);
    }

    fn wrong_type(&mut self, expected: &str, found: &Json<'_>, path: &Path<'_>) {
        self.error(format!("{expected} is expected here, and this is {}", found.what()), path);
    }

    /// Warns of every key that nobody took.
    fn unknown(&mut self, fields: Fields<'_>, what: &str, path: &Path<'_>) {
        for key in fields.rest() {
            let message = format!("{what} has a property `{key}`, which is not Smithy's");
            let warning = Diagnostic::warning(message).help("it is ignored; is it a typing error?");
            self.push(warning, &path.key(&key));
        }
    }

    fn object<'a>(&mut self, value: Json<'a>, path: &Path<'_>) -> Object<'a> {
        match value {
            Json::Object(entries) => entries,
            other => {
                self.wrong_type("an object", &other, path);
                Vec::new()
            }
        }
    }

    fn array<'a>(&mut self, value: Json<'a>, path: &Path<'_>) -> Vec<Json<'a>> {
        match value {
            Json::Array(items) => items,
            other => {
                self.wrong_type("an array", &other, path);
                Vec::new()
            }
        }
    }

    fn string<'a>(&mut self, value: Json<'a>, path: &Path<'_>) -> Option<Cow<'a, str>> {
        match value {
            Json::String(text) => Some(text),
            other => {
                self.wrong_type("a string", &other, path);
                None
            }
        }
    }

    /// The version of Smithy. See <https://smithy.io/2.0/spec/idl.html#smithy-version>.
    fn version(&mut self, value: Option<Json<'_>>, path: &Path<'_>) -> Option<Version> {
        let path = path.key("smithy");
        let text = self.string(value?, &path)?;
        let version = match text.as_ref() {
            "1" | "1.0" => Some(Version::V1),
            "2" | "2.0" => Some(Version::V2),
            _ => None,
        };
        if version.is_none() {
            let message = format!("Smithy {text} is not a version that is read");
            self.push(Diagnostic::error(message).help("\"1.0\" and \"2.0\" are"), &path);
        }
        version
    }

    fn id(&mut self, text: &str, path: &Path<'_>) -> Option<ShapeId> {
        match self.ids.get(text) {
            Ok(id) => Some(id),
            Err(BadId::Form) => {
                let error = Diagnostic::error(format!("`{text}` is not an absolute shape id"))
                    .help("write `namespace#Name`, of letters, digits and underscores");
                self.push(error, path);
                None
            }
            Err(BadId::Long) => {
                self.error(
                    format!(
                        "the shape id has {} bytes, and {NAME_LIMIT} is the most in a namespace or in a member's \
                         name, and {SHAPE_NAME_LIMIT} in a shape's",
                        text.len()
                    ),
                    path,
                );
                None
            }
        }
    }

    fn too_long(&mut self, what: &str, text: &str, path: &Path<'_>) {
        let message =
            format!("{what} has {} bytes, and {NAME_LIMIT} is the most in a name", text.len());
        self.error(message, path);
    }

    /// An entry of `shapes`.
    fn entry(&mut self, key: &str, value: Json<'_>, path: &Path<'_>, file: &mut File) {
        self.shape = None;
        let Some(id) = self.id(key, path) else { return };
        self.shape = Some(id.clone());
        let Json::Object(entries) = value else {
            self.wrong_type("an object", &value, path);
            return;
        };
        let mut fields = Fields::new(entries);
        let Some(kind) = fields.take("type") else {
            self.error("the shape has no `type`".to_owned(), path);
            return;
        };
        let Some(kind) = self.string(kind, &path.key("type")) else {
            return;
        };
        if kind == "apply" {
            self.apply(&id, fields, path, file);
        } else if id.member_name().is_some() {
            let error = Diagnostic::error("a member cannot be defined by itself")
                .help("define it in its shape; only `apply` may name a member");
            self.push(error, path);
        } else if let Some(shape) = self.definition(&kind, fields, path) {
            file.definitions.push((id, shape));
        }
    }

    /// Traits that are applied from outside.
    fn apply(
        &mut self,
        target: &ShapeId,
        mut fields: Fields<'_>,
        path: &Path<'_>,
        file: &mut File,
    ) {
        let traits = self.traits(fields.take("traits"), path);
        let source = self.source;
        file.applications.extend(traits.0.into_iter().map(|(trait_id, value)| Application {
            target: target.clone(),
            trait_id,
            value,
            source,
        }));
        self.unknown(fields, "an `apply`", path);
    }

    /// A shape of a type. See <https://smithy.io/2.0/spec/json-ast.html#ast-shapes>.
    fn definition(&mut self, name: &str, mut fields: Fields<'_>, path: &Path<'_>) -> Option<Shape> {
        let mut traits = self.traits(fields.take("traits"), path);
        let mixins = self.references(fields.take("mixins"), &path.key("mixins"));
        if name == "set" {
            let unique = self.ids.get(TraitId::UNIQUE_ITEMS.as_str()).ok();
            traits.0.extend(unique.map(|id| (id, Node::Object(BTreeMap::new()))));
        }
        let kind = self.kind(name, &mut fields, &mixins, path)?;
        self.unknown(fields, &format!("a shape of type `{name}`"), path);
        Some(Shape { kind, traits, mixins, source: self.source })
    }

    fn kind(
        &mut self,
        name: &str,
        fields: &mut Fields<'_>,
        mixins: &[ShapeId],
        path: &Path<'_>,
    ) -> Option<ShapeKind> {
        Some(match name {
            "blob" => ShapeKind::Blob,
            "boolean" => ShapeKind::Boolean,
            "string" => ShapeKind::String,
            "byte" => ShapeKind::Byte,
            "short" => ShapeKind::Short,
            "integer" => ShapeKind::Integer,
            "long" => ShapeKind::Long,
            "float" => ShapeKind::Float,
            "double" => ShapeKind::Double,
            "bigInteger" => ShapeKind::BigInteger,
            "bigDecimal" => ShapeKind::BigDecimal,
            "timestamp" => ShapeKind::Timestamp,
            "document" => ShapeKind::Document,
            "enum" => ShapeKind::Enum(self.enum_members(fields, path)),
            "intEnum" => ShapeKind::IntEnum(self.members(fields, path)),
            "list" | "set" => ShapeKind::List(self.named_member("member", fields, mixins, path)?),
            "map" => {
                let key = self.named_member("key", fields, mixins, path);
                let value = self.named_member("value", fields, mixins, path);
                ShapeKind::Map { key: key?, value: value? }
            }
            "structure" => ShapeKind::Structure(self.members(fields, path)),
            "union" => ShapeKind::Union(self.members(fields, path)),
            "operation" => ShapeKind::Operation(self.operation(fields, path)),
            "resource" => ShapeKind::Resource(self.resource(fields, path)),
            "service" => ShapeKind::Service(self.service(fields, path)),
            _ => {
                let error = Diagnostic::error(format!("`{name}` is not a type of shape"))
                    .help("the types are listed in https://smithy.io/2.0/spec/json-ast.html");
                self.push(error, &path.key("type"));
                return None;
            }
        })
    }

    fn traits(&mut self, value: Option<Json<'_>>, above: &Path<'_>) -> Traits {
        let mut traits = BTreeMap::new();
        let path = above.key("traits");
        if let Some(value) = value {
            for (key, value) in self.object(value, &path) {
                if let Some(id) = self.id(&key, &path.key(&key)) {
                    traits.insert(id, value.into_node());
                }
            }
        }
        Traits(traits)
    }

    fn members(&mut self, fields: &mut Fields<'_>, above: &Path<'_>) -> Vec<Member> {
        let Some(value) = fields.take("members") else {
            return Vec::new();
        };
        let path = above.key("members");
        let entries = self.object(value, &path);
        let shape = self.shape.clone();
        let mut members = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let path = path.key(&name);
            let Some(owner) = &shape else { continue };
            if name.len() > NAME_LIMIT {
                self.too_long("the member's name", &name, &path);
            } else if ShapeId::is_identifier(&name) {
                self.shape = Some(owner.member(&name));
                members.extend(self.member(&name, value, &path));
                self.shape.clone_from(&shape);
            } else {
                let error = Diagnostic::error(format!("`{name}` is not the name of a member"))
                    .help("names are of letters, digits and underscores, and start with a letter");
                self.push(error, &path);
            }
        }
        members
    }

    /// The members of an enum: one without a value has its name as such.
    ///
    /// See <https://smithy.io/2.0/spec/simple-types.html#enum-values>.
    fn enum_members(&mut self, fields: &mut Fields<'_>, path: &Path<'_>) -> Vec<Member> {
        let mut members = self.members(fields, path);
        if let Ok(id) = self.ids.get(TraitId::ENUM_VALUE.as_str()) {
            for member in &mut members {
                let name = &member.name;
                let entry = member.traits.0.entry(id.clone());
                entry.or_insert_with(|| Node::String(name.clone()));
            }
        }
        members
    }

    /// The member of a list or map. Where the shape has mixins it may be left out; then its target
    /// is for now the member of the first mixin, which assembling resolves.
    fn named_member(
        &mut self,
        name: &str,
        fields: &mut Fields<'_>,
        mixins: &[ShapeId],
        path: &Path<'_>,
    ) -> Option<Member> {
        match (fields.take(name), mixins.first()) {
            (Some(value), _) => {
                let shape = self.shape.clone();
                self.shape = shape.as_ref().map(|id| id.member(name));
                let member = self.member(name, value, &path.key(name));
                self.shape = shape;
                member
            }
            (None, Some(mixin)) => Some(Member {
                name: name.to_owned(),
                target: mixin.member(name),
                traits: Traits::default(),
            }),
            (None, None) => {
                self.error(format!("the shape has no `{name}`"), path);
                None
            }
        }
    }

    /// See <https://smithy.io/2.0/spec/json-ast.html#ast-member>.
    fn member(&mut self, name: &str, value: Json<'_>, path: &Path<'_>) -> Option<Member> {
        let Json::Object(entries) = value else {
            self.wrong_type("an object", &value, path);
            return None;
        };
        let mut fields = Fields::new(entries);
        let traits = self.traits(fields.take("traits"), path);
        let target = self.target(&mut fields, path);
        self.unknown(fields, "a member", path);
        Some(Member { name: name.to_owned(), target: target?, traits })
    }

    fn target(&mut self, fields: &mut Fields<'_>, path: &Path<'_>) -> Option<ShapeId> {
        let Some(value) = fields.take("target") else {
            self.error("there is no `target`".to_owned(), path);
            return None;
        };
        let path = path.key("target");
        let text = self.string(value, &path)?;
        let id = self.id(&text, &path)?;
        if id.member_name().is_some() {
            self.error(format!("`{id}` is a member, which cannot be a target"), &path);
            return None;
        }
        Some(id)
    }

    /// See <https://smithy.io/2.0/spec/json-ast.html#ast-shape-reference>.
    fn reference(&mut self, value: Json<'_>, path: &Path<'_>) -> Option<ShapeId> {
        let Json::Object(entries) = value else {
            self.wrong_type("an object with a `target`", &value, path);
            return None;
        };
        let mut fields = Fields::new(entries);
        let target = self.target(&mut fields, path);
        self.unknown(fields, "a reference", path);
        target
    }

    fn references(&mut self, value: Option<Json<'_>>, path: &Path<'_>) -> Vec<ShapeId> {
        let Some(value) = value else {
            return Vec::new();
        };
        let mut references = Vec::new();
        for (index, item) in self.array(value, path).into_iter().enumerate() {
            let token = index.to_string();
            references.extend(self.reference(item, &path.key(&token)));
        }
        references
    }

    fn reference_map(
        &mut self,
        value: Option<Json<'_>>,
        path: &Path<'_>,
    ) -> BTreeMap<String, ShapeId> {
        let Some(value) = value else {
            return BTreeMap::new();
        };
        let mut references = BTreeMap::new();
        for (name, value) in self.object(value, path) {
            let target = self.reference(value, &path.key(&name));
            references.extend(target.map(|target| (name.into_owned(), target)));
        }
        references
    }

    /// See <https://smithy.io/2.0/spec/json-ast.html#operation-shape>.
    fn operation(&mut self, fields: &mut Fields<'_>, path: &Path<'_>) -> Operation {
        Operation {
            input: self.payload("input", fields, path),
            output: self.payload("output", fields, path),
            errors: self.references(fields.take("errors"), &path.key("errors")),
        }
    }

    /// The input or output of an operation; none, or the unit type, is `None`.
    fn payload(&mut self, key: &str, fields: &mut Fields<'_>, path: &Path<'_>) -> Option<ShapeId> {
        let target = self.reference(fields.take(key)?, &path.key(key))?;
        (target.as_str() != prelude::UNIT).then_some(target)
    }

    /// See <https://smithy.io/2.0/spec/json-ast.html#resource-shape>.
    fn resource(&mut self, fields: &mut Fields<'_>, path: &Path<'_>) -> Resource {
        let mut lifecycle = BTreeMap::new();
        for name in ["create", "put", "read", "update", "delete", "list"] {
            let Some(value) = fields.take(name) else {
                continue;
            };
            let target = self.reference(value, &path.key(name));
            lifecycle.extend(target.map(|target| (name.to_owned(), target)));
        }
        let identifiers = fields.take("identifiers");
        let properties = fields.take("properties");
        let collection = fields.take("collectionOperations");
        Resource {
            identifiers: self.reference_map(identifiers, &path.key("identifiers")),
            properties: self.reference_map(properties, &path.key("properties")),
            lifecycle,
            operations: self.references(fields.take("operations"), &path.key("operations")),
            collection_operations: self.references(collection, &path.key("collectionOperations")),
            resources: self.references(fields.take("resources"), &path.key("resources")),
        }
    }

    /// See <https://smithy.io/2.0/spec/json-ast.html#service-shape>.
    fn service(&mut self, fields: &mut Fields<'_>, path: &Path<'_>) -> Service {
        let version = fields.take("version").and_then(|value| {
            let text = self.string(value, &path.key("version"))?;
            Some(text.into_owned())
        });
        Service {
            version: version.unwrap_or_default(),
            operations: self.references(fields.take("operations"), &path.key("operations")),
            resources: self.references(fields.take("resources"), &path.key("resources")),
            errors: self.references(fields.take("errors"), &path.key("errors")),
            rename: self.rename(fields.take("rename"), &path.key("rename")),
        }
    }

    fn rename(&mut self, value: Option<Json<'_>>, path: &Path<'_>) -> BTreeMap<ShapeId, String> {
        let Some(value) = value else {
            return BTreeMap::new();
        };
        let mut rename = BTreeMap::new();
        for (key, value) in self.object(value, path) {
            let path = path.key(&key);
            let id = self.id(&key, &path);
            let Some(name) = self.string(value, &path) else {
                continue;
            };
            if name.len() > NAME_LIMIT {
                self.too_long("the new name", &name, &path);
            } else if ShapeId::is_identifier(&name) {
                rename.extend(id.map(|id| (id, name.into_owned())));
            } else {
                self.error(format!("`{name}` is not the name of a shape"), &path);
            }
        }
        rename
    }
}
