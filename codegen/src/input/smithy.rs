//! Smithy's JSON AST, versions 1.0 and 2.0. See <https://smithy.io/2.0/spec/json-ast.html>.

mod assemble;
mod members;
mod read;
mod upgrade;
mod write;

use crate::model::{Node, Shape, ShapeId, SourceId};

pub(super) use assemble::assemble;
pub(super) use read::read;
pub use write::write;

/// One file as read: what it defines and what it applies, not yet brought together with others.
pub(super) struct File {
    source: SourceId,
    version: Version,
    metadata: Vec<(String, Node)>,
    definitions: Vec<(ShapeId, Shape)>,
    applications: Vec<Application>,
}

impl File {
    /// A file of another format that defines these shapes, with all traits that they have.
    pub(super) fn of_definitions(source: SourceId, definitions: Vec<(ShapeId, Shape)>) -> Self {
        Self {
            source,
            version: Version::V2,
            metadata: Vec::new(),
            definitions,
            applications: Vec::new(),
        }
    }
}

/// The versions of Smithy that are read.
///
/// See <https://smithy.io/2.0/spec/idl.html#smithy-version>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// 1.0, in which members of some kinds had an implied default.
    V1,
    /// 2.0, and later ones that only add to it.
    V2,
}

/// A trait that is applied outside of its shape's definition.
///
/// See <https://smithy.io/2.0/spec/json-ast.html#ast-apply-type>.
struct Application {
    /// The shape or member.
    target: ShapeId,
    trait_id: ShapeId,
    value: Node,
    source: SourceId,
}
