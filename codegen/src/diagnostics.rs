//! Problems found in a run, and where in the sources they are.

use std::collections::{BTreeSet, HashSet};
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

/// The most problems of one severity that are kept. A model of a megabyte may have a million, and
/// nobody reads so many.
const KEPT: usize = 1000;

/// All problems of a run so far: up to 1,000 errors and as many warnings, and the numbers of the
/// others.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    unused_fixups: Vec<Diagnostic>,
    /// Those of the list, so that none is there twice.
    known: HashSet<Diagnostic>,
    errors: usize,
    warnings: usize,
    reported: Reported,
}

impl Diagnostics {
    /// Adds a problem, unless it is known.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.known.contains(&diagnostic) {
            return;
        }
        let count = match diagnostic.severity {
            Severity::Error => {
                self.reported.add(&diagnostic);
                &mut self.errors
            }
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= KEPT {
            self.known.insert(diagnostic.clone());
            self.list.push(diagnostic);
        }
    }

    /// Adds a fixup that found nothing to change. That is a problem only of the release for which fixups are
    /// written; models of other releases, and parts of models, are right without it.
    pub fn push_unused_fixup(&mut self, error: Diagnostic) {
        self.unused_fixups.push(error);
    }

    /// Makes problems of the fixups that found nothing to change: the model is one of the pinned release.
    pub fn deny_unused_fixups(&mut self) {
        for fixup in std::mem::take(&mut self.unused_fixups) {
            self.push(fixup);
        }
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether no more errors are kept, so that to look for what may be many times as many is in
    /// vain.
    pub fn is_full(&self) -> bool {
        self.errors >= KEPT
    }

    /// The problems that are kept, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Adds all problems of another run.
    pub fn extend(&mut self, other: Self) {
        let beyond = |severity| other.count(severity).saturating_sub(KEPT);
        let (errors, warnings) = (beyond(Severity::Error), beyond(Severity::Warning));
        self.unused_fixups.extend(other.unused_fixups);
        other.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
        self.errors += errors;
        self.warnings += warnings;
        self.reported.extend(other.reported);
    }

    /// What the errors so far are about, so that a later stage need not report what follows from
    /// them.
    pub fn reported(&self) -> Reported {
        self.reported.clone()
    }

    /// The number of problems, those that are not kept included.
    pub fn len(&self) -> usize {
        self.errors + self.warnings
    }

    /// The number of problems of a severity, those that are not kept included.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// What errors were about.
#[derive(Debug, Clone, Default)]
pub struct Reported {
    shapes: BTreeSet<ShapeId>,
    beyond_shapes: bool,
}

impl Reported {
    fn add(&mut self, error: &Diagnostic) {
        match &error.shape {
            Some(id) => {
                self.shapes.insert(id.container());
            }
            None => self.beyond_shapes = true,
        }
    }

    fn extend(&mut self, other: Self) {
        self.shapes.extend(other.shapes);
        self.beyond_shapes |= other.beyond_shapes;
    }

    /// Whether the absence of a shape may follow from an error: it has errors itself, or a source
    /// was not read, which may have held it.
    pub fn explains(&self, missing: &ShapeId) -> bool {
        self.beyond_shapes || self.shapes.contains(&missing.container())
    }
}
