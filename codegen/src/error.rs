//! Problems found in a run, and where in the sources they are.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::{Model, ShapeId, ShapeKind, SourceId};

/// One input of a run: its name, for messages, and its bytes.
#[derive(Debug, Clone)]
pub struct Source {
    /// How messages call it: a path as its user wrote it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Something to know; the run goes on.
    Warning,
}

/// One problem: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final period.
    pub message: String,
    /// The shape or member that it is about.
    pub shape: Option<ShapeId>,
    /// Where it is.
    pub place: Option<Place>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which source.
    pub source: SourceId,
    /// Where in it.
    pub at: At,
}

/// A position in a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum At {
    /// The whole file.
    File,
    /// A byte offset.
    Offset(usize),
    /// What a JSON pointer names (RFC 6901), as its unescaped tokens; the scanner looks for it only
    /// when the diagnostic is shown.
    Pointer(Vec<String>),
    /// The same, but of the n-th occurrence (from 0) of the last key, where keys are duplicated.
    Duplicate(Vec<String>, usize),
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            shape: None,
            place: None,
            help: None,
        }
    }

    /// A warning without a place yet.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Names the shape or member that it is about.
    #[must_use]
    pub fn shape(mut self, id: &ShapeId) -> Self {
        self.shape = Some(id.clone());
        self
    }

    /// Names the shape or member that it is about, and the place where the model's source has it.
    ///
    /// A shape that the model lacks is named all the same, without a place.
    #[must_use]
    pub fn about(self, model: &Model, id: &ShapeId) -> Self {
        self.about_entry(model, id, &[])
    }

    /// The same, and points at one of its traits.
    #[must_use]
    pub fn about_trait(self, model: &Model, id: &ShapeId, trait_id: &str) -> Self {
        self.about_entry(model, id, &["traits", trait_id])
    }

    /// The same, and points at what a path within the definition names, such as `["target"]`.
    #[must_use]
    pub fn about_entry(self, model: &Model, id: &ShapeId, within: &[&str]) -> Self {
        let named = self.shape(id);
        let Some(shape) = model.shapes.get(&id.container()) else {
            return named;
        };
        let mut tokens = definition_pointer(&shape.kind, id);
        tokens.extend(within.iter().map(|token| (*token).to_owned()));
        named.at(shape.source, At::Pointer(tokens))
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, source: SourceId, at: At) -> Self {
        self.place = Some(Place { source, at });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The JSON pointer to the definition of a shape or member in Smithy's JSON AST.
///
/// See <https://smithy.io/2.0/spec/json-ast.html>.
fn definition_pointer(kind: &ShapeKind, id: &ShapeId) -> Vec<String> {
    let mut tokens = vec!["shapes".to_owned(), id.container().as_str().to_owned()];
    if let Some(member) = id.member_name() {
        if !matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. }) {
            tokens.push("members".to_owned());
        }
        tokens.push(member.to_owned());
    }
    tokens
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// All problems of a run so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    unused_fixups: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a fixup that found nothing to change. That is a problem only of the release for which fixups are
    /// written; models of other releases, and parts of models, are right without it.
    pub fn push_unused_fixup(&mut self, error: Diagnostic) {
        self.unused_fixups.push(error);
    }

    /// Makes problems of the fixups that found nothing to change: the model is one of the pinned release.
    pub fn deny_unused_fixups(&mut self) {
        self.list.append(&mut self.unused_fixups);
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Adds all problems of another run.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
        self.unused_fixups.extend(other.unused_fixups);
    }

    /// What the errors so far are about, so that a later stage need not report what follows from
    /// them.
    pub fn reported(&self) -> Reported {
        let errors = self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let mut reported = Reported::default();
        for error in errors {
            match &error.shape {
                Some(id) => {
                    reported.shapes.insert(id.container());
                }
                None => reported.beyond_shapes = true,
            }
        }
        reported
    }

    /// The number of problems.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// What errors were about.
#[derive(Debug, Default)]
pub struct Reported {
    shapes: BTreeSet<ShapeId>,
    beyond_shapes: bool,
}

impl Reported {
    /// Whether the absence of a shape may follow from an error: it has errors itself, or a source
    /// was not read, which may have held it.
    pub fn explains(&self, missing: &ShapeId) -> bool {
        self.beyond_shapes || self.shapes.contains(&missing.container())
    }
}
