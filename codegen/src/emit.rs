//! IR to tokens: one emitter a kind of item, one file a type or operation.
//!
//! What is emitted calls one module of the runtime, `v1`, and names no sibling without its path, so
//! that a shape may have any name.

mod builder;
mod collection;
mod enumeration;
mod error;
mod example;
mod facts;
mod literal;
mod manifest;
mod operation;
mod root;
mod structure;
mod syntax;
mod union;

use proc_macro2::TokenStream;

use crate::ir::{Operation, Package, TypeDef};

use self::syntax::Std;

/// A file of a package, before it is emitted.
#[derive(Debug, Clone, Copy)]
pub enum File<'a> {
    /// `Cargo.toml`
    Manifest,
    /// `rustfmt.toml`
    Rustfmt,
    /// The crate's root.
    Root,
    /// The module of the types.
    Types,
    /// One type.
    Type(&'a TypeDef),
    /// The module of the builders.
    Builders,
    /// The module of the collections' schemas.
    Schemas,
    /// The module of the operations.
    Operations,
    /// One operation.
    Operation(&'a Operation),
    /// The module of the error.
    Error,
}

/// What a file holds, before it is formatted.
#[derive(Debug)]
pub enum Content {
    /// Rust source.
    Rust(TokenStream),
    /// A file whose comments start with `#`.
    Toml(String),
}

/// Every file of a package.
pub fn files(package: &Package) -> Vec<File<'_>> {
    let mut files =
        vec![File::Manifest, File::Rustfmt, File::Root, File::Types, File::Builders, File::Schemas];
    files.extend(package.types.iter().map(File::Type));
    if package.service.protocol.is_some() {
        files.extend([File::Operations, File::Error]);
        files.extend(package.operations.iter().map(File::Operation));
    }
    files
}

impl File<'_> {
    /// The file's path within the package, `/`-separated.
    pub fn path(&self) -> String {
        match self {
            Self::Manifest => "Cargo.toml".to_owned(),
            Self::Rustfmt => "rustfmt.toml".to_owned(),
            Self::Root => "src/lib.rs".to_owned(),
            Self::Types => "src/types.rs".to_owned(),
            Self::Type(def) => format!("src/types/{}.rs", def.item().module),
            Self::Builders => "src/builder.rs".to_owned(),
            Self::Schemas => "src/schema.rs".to_owned(),
            Self::Operations => "src/operation.rs".to_owned(),
            Self::Operation(def) => format!("src/operation/{}.rs", def.item.module),
            Self::Error => "src/error.rs".to_owned(),
        }
    }

    /// Emits the file.
    pub fn emit(&self, package: &Package) -> Content {
        let std = Std::new(&package.shadowed);
        match self {
            Self::Manifest => Content::Toml(manifest::emit(package)),
            Self::Rustfmt => Content::Toml(manifest::emit_rustfmt()),
            Self::Root => Content::Rust(root::emit(package)),
            Self::Types => Content::Rust(root::emit_types(package)),
            Self::Type(TypeDef::Structure(def)) => Content::Rust(structure::emit(package, def)),
            Self::Type(TypeDef::Union(def)) => Content::Rust(union::emit(package, def)),
            Self::Type(TypeDef::StringEnum(def)) => Content::Rust(enumeration::emit_string(def)),
            Self::Type(TypeDef::IntEnum(def)) => Content::Rust(enumeration::emit_int(def)),
            Self::Builders => Content::Rust(builder::emit_module(package)),
            Self::Schemas => Content::Rust(collection::emit_module(package)),
            Self::Operations => Content::Rust(operation::emit_module(package)),
            Self::Operation(def) => Content::Rust(operation::emit(package, def)),
            Self::Error => Content::Rust(error::emit_module(std, package)),
        }
    }
}
