//! A package as a whole.

use std::collections::BTreeSet;

use super::member::TypeRef;
use super::operation::{FrontPage, Operation};
use super::service::{ErrorVariant, Service};
use super::types::{Collection, Field, TypeDef};

/// A generated package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// The package's name in `Cargo.toml`.
    pub name: String,
    /// What the files say that they were made from.
    pub origin: Vec<String>,
    /// The value of the runtime dependency, as TOML.
    pub runtime: String,
    /// Whether the package stands alone, outside any workspace.
    pub standalone: bool,
    /// The service.
    pub service: Service,
    /// Structures, unions and enums, by module name.
    pub types: Vec<TypeDef>,
    /// Lists and maps, by static name.
    pub collections: Vec<Collection>,
    /// Operations, by module name; none where the protocol is not served.
    pub operations: Vec<Operation>,
    /// What the front page shows of the operations.
    pub front: FrontPage,
    /// Variants of the service's error, by name.
    pub errors: Vec<ErrorVariant>,
    /// The compiler's recursion limit, where the default is too low for how deep types nest.
    pub recursion_limit: Option<usize>,
    /// Standard names that a shape of this model also bears, and that are written as absolute paths.
    pub shadowed: BTreeSet<String>,
    /// Public items that the model does not document, by shape id.
    pub undocumented: Vec<String>,
    /// Links from documentation to items of the crate, made of names in the model's text.
    pub links: usize,
}

impl Package {
    /// Whether a structure holds an event stream.
    pub fn has_events(&self) -> bool {
        let is_events = |field: &Field| matches!(field.ty, TypeRef::Events(_));
        self.types.iter().any(|def| match def {
            TypeDef::Structure(def) => def.fields.iter().any(is_events),
            TypeDef::Union(_) | TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => false,
        })
    }

    /// The package in numbers, given the lines that it takes.
    pub fn summary(&self, lines: usize) -> Summary {
        Summary {
            service: self.service.shape_id.clone(),
            protocol: self.service.protocol_name.clone(),
            operations: self.operations.len(),
            shapes: self.types.len(),
            lines,
            undocumented: self.undocumented.clone(),
            links: self.links,
        }
    }
}

/// A generated package in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The service's shape id.
    pub service: String,
    /// The protocol's name, such as `awsJson1_1`.
    pub protocol: String,
    /// Operations generated.
    pub operations: usize,
    /// Structures, unions and enums generated.
    pub shapes: usize,
    /// Lines in all files.
    pub lines: usize,
    /// Public items without documentation in the model, by shape id.
    pub undocumented: Vec<String>,
    /// Links from documentation to items of the crate, made of names in the model's text.
    pub links: usize,
}
