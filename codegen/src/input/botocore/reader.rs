//! Looking things up in a file of botocore's, and saying what is wrong with them.

use std::borrow::Cow;

use crate::diagnostics::{At, Diagnostic, Diagnostics};
use crate::input::ids::{BadId, Ids, NAME_LIMIT, SHAPE_NAME_LIMIT};
use crate::input::json::{Json, Object, Path};
use crate::model::{Node, ShapeId, SourceId, TraitId, Traits};

/// An object, and the way to it.
#[derive(Clone, Copy)]
pub(super) struct View<'a, 'p> {
    entries: &'a [(Cow<'a, str>, Json<'a>)],
    pub(super) path: &'p Path<'p>,
}

impl<'a, 'p> View<'a, 'p> {
    pub(super) fn new(object: &'a Object<'a>, path: &'p Path<'p>) -> Self {
        Self { entries: object, path }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Json<'a>> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Json<'a>)> {
        self.entries.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// A value as a node of the model.
    pub(super) fn node(&self, key: &str) -> Option<Node> {
        self.get(key).map(|value| value.clone().into_node())
    }
}

/// What reading a file needs at every step.
pub(super) struct Reader<'r> {
    source: SourceId,
    ids: &'r mut Ids,
    diagnostics: &'r mut Diagnostics,
    /// The shape that is being read.
    pub(super) shape: Option<ShapeId>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(
        source: SourceId,
        ids: &'r mut Ids,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        Self { source, ids, diagnostics, shape: None }
    }

    /// Goes on with another file.
    pub(super) fn enter(&mut self, source: SourceId) {
        self.source = source;
        self.shape = None;
    }

    pub(super) fn source(&self) -> SourceId {
        self.source
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic, path: &Path<'_>) {
        let mut diagnostic = diagnostic.at(self.source, At::Pointer(path.tokens()));
        diagnostic.shape.clone_from(&self.shape);
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn error(&mut self, message: impl Into<String>, path: &Path<'_>) {
        self.push(Diagnostic::error(message), path);
    }

    pub(super) fn wrong_type(&mut self, expected: &str, found: &Json<'_>, path: &Path<'_>) {
        self.error(format!("{expected} is expected here, and this is {}", found.what()), path);
    }

    /// Warns of every key that is not among those that are known.
    pub(super) fn known(&mut self, view: &View<'_, '_>, what: &str, known: &[&[&str]]) {
        for (key, _) in view.entries() {
            if known.iter().any(|keys| keys.contains(&key)) {
                continue;
            }
            let message = format!("{what} has a property `{key}`, which is not known here");
            let warning = Diagnostic::warning(message).help(
                "it is ignored; where it matters, the reader of botocore's models must learn it",
            );
            self.push(warning, &view.path.key(key));
        }
    }

    pub(super) fn as_object<'a>(
        &mut self,
        value: &'a Json<'a>,
        path: &Path<'_>,
    ) -> Option<&'a Object<'a>> {
        match value {
            Json::Object(object) => Some(object),
            other => {
                self.wrong_type("an object", other, path);
                None
            }
        }
    }

    /// The object under a key.
    pub(super) fn object<'a>(&mut self, view: &View<'a, '_>, key: &str) -> Option<&'a Object<'a>> {
        self.as_object(view.get(key)?, &view.path.key(key))
    }

    /// The text under a key.
    pub(super) fn text<'a>(&mut self, view: &View<'a, '_>, key: &str) -> Option<&'a str> {
        match view.get(key)? {
            Json::String(text) => Some(text),
            other => {
                self.wrong_type("a string", other, &view.path.key(key));
                None
            }
        }
    }

    /// The texts in the array under a key.
    pub(super) fn texts<'a>(&mut self, view: &View<'a, '_>, key: &str) -> Vec<&'a str> {
        let mut texts = Vec::new();
        for (index, item) in self.array(view, key).iter().enumerate() {
            match item {
                Json::String(text) => texts.push(text.as_ref()),
                other => {
                    let (above, token) = (view.path.key(key), index.to_string());
                    self.wrong_type("a string", other, &above.key(&token));
                }
            }
        }
        texts
    }

    /// The items of the array under a key.
    pub(super) fn array<'a>(&mut self, view: &View<'a, '_>, key: &str) -> &'a [Json<'a>] {
        view.get(key).map_or(&[], |value| self.as_array(value, &view.path.key(key)))
    }

    pub(super) fn as_array<'a>(&mut self, value: &'a Json<'a>, path: &Path<'_>) -> &'a [Json<'a>] {
        match value {
            Json::Array(items) => items,
            other => {
                self.wrong_type("an array", other, path);
                &[]
            }
        }
    }

    /// Whether the key is there and true.
    pub(super) fn flag(&mut self, view: &View<'_, '_>, key: &str) -> bool {
        match view.get(key) {
            None => false,
            Some(Json::Bool(value)) => *value,
            Some(other) => {
                self.wrong_type("a boolean", other, &view.path.key(key));
                false
            }
        }
    }

    /// The whole number under a key.
    pub(super) fn whole(&mut self, view: &View<'_, '_>, key: &str) -> Option<u64> {
        let value = view.get(key)?;
        let whole = value.as_u64();
        if whole.is_none() {
            self.wrong_type("a whole number", value, &view.path.key(key));
        }
        whole
    }

    /// The id of a name in a namespace.
    pub(super) fn id(&mut self, namespace: &str, name: &str, path: &Path<'_>) -> Option<ShapeId> {
        match self.ids.get(&format!("{namespace}#{name}")) {
            Ok(id) => Some(id),
            Err(BadId::Form) => {
                let error = Diagnostic::error(format!("`{name}` is not the name of a shape"))
                    .help("names are of letters, digits and underscores, and start with a letter");
                self.push(error, path);
                None
            }
            Err(BadId::Long) => {
                self.too_long("the name", name, SHAPE_NAME_LIMIT, path);
                None
            }
        }
    }

    /// Whether a text is the name of a member; reported if not.
    pub(super) fn is_member_name(&mut self, name: &str, path: &Path<'_>) -> bool {
        if name.len() > NAME_LIMIT {
            self.too_long("the member's name", name, NAME_LIMIT, path);
            return false;
        }
        if !ShapeId::is_identifier(name) {
            let error = Diagnostic::error(format!("`{name}` is not the name of a member"))
                .help("names are of letters, digits and underscores, and start with a letter");
            self.push(error, path);
            return false;
        }
        true
    }

    fn too_long(&mut self, what: &str, text: &str, most: usize, path: &Path<'_>) {
        let message = format!("{what} has {} bytes, and {most} is the most in a name", text.len());
        self.error(message, path);
    }

    /// One of Smithy's ids.
    pub(super) fn known_id(&mut self, id: &'static str) -> Option<ShapeId> {
        self.ids.get(id).ok()
    }

    /// Gives a trait.
    pub(super) fn put(&mut self, traits: &mut Traits, id: TraitId, value: Node) {
        if let Some(id) = self.known_id(id.as_str()) {
            traits.0.insert(id, value);
        }
    }

    /// Gives a trait whose value is a text.
    pub(super) fn put_text(&mut self, traits: &mut Traits, id: TraitId, value: &str) {
        self.put(traits, id, Node::String(value.to_owned()));
    }

    /// Gives a trait that has no value.
    pub(super) fn mark(&mut self, traits: &mut Traits, id: TraitId) {
        self.put(traits, id, object([]));
    }
}

/// An object of the model.
pub(super) fn object<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Object(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// A text of the model.
pub(super) fn text(value: &str) -> Node {
    Node::String(value.to_owned())
}
