//! smithgen's library: bytes of models in, a tree of Rust files out.
//!
//! Data flows one way; [`generate`] is the whole pipeline on one screen. The library touches no file
//! and no network, and its output is a function of its input alone.

pub mod docs;
pub mod emit;
pub mod equivalence;
pub mod error;
pub mod input;
pub mod ir;
pub mod lower;
pub mod model;
pub mod naming;
pub mod render;
pub mod report;
pub mod transform;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::error::{Diagnostics, Source};

/// What to generate from a model, and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name of the generated package, such as `cognito-identity-provider`.
    pub package: String,
    /// Which operations the crate has.
    pub operations: Selection,
    /// How much of the service is generated.
    pub scope: Scope,
    /// The value of the runtime dependency in the generated `Cargo.toml`, as TOML, such as
    /// `{ path = "../../runtime" }`.
    pub runtime: String,
    /// Whether the package stands alone; a member of a workspace shares the workspace's lock file
    /// and target folder.
    pub standalone: bool,
    /// What the files say that they were made from, such as `models/cognito.json`.
    pub origin: Vec<String>,
}

/// Which operations of a service are generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// Those of these names, and what they reach.
    Only(Vec<String>),
}

/// How much of a service is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Types and operations.
    Whole,
    /// Types and operations where the protocol is served, types alone where it is not.
    TypesOnly,
}

/// A generated package.
#[derive(Debug)]
pub struct Package {
    /// Every file's text by its path within the package, `/`-separated.
    pub files: BTreeMap<String, String>,
    /// What is in it, in numbers.
    pub summary: Summary,
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

/// Turns models into a package.
///
/// All sources together are one model. `None` where a diagnostic is an error.
pub fn generate(
    sources: &[Source],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Package> {
    let ir = lower(sources, settings, diagnostics)?;
    let files: BTreeMap<String, String> = emit::files(&ir)
        .par_iter()
        .map(|file| (file.path(), render::render(file.emit(&ir))))
        .collect();
    let lines = files.values().map(|text| text.lines().count()).sum();
    Some(Package { files, summary: ir.summary(lines) })
}

/// The first half of [`generate`]: what the Rust will look like.
pub fn lower(
    sources: &[Source],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<ir::Package> {
    lower::lower(&model(sources, diagnostics)?, settings, diagnostics)
}

/// Every documentation trait of a model, in the order of the ids of what bears them; `None` where a diagnostic is
/// an error.
pub fn documentation(
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Documentation>> {
    lower::documentation(&model(sources, diagnostics)?, diagnostics)
}

/// A documentation trait, and what becomes of it.
///
/// See <https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documentation {
    /// The id of the shape or member that bears the trait.
    pub shape_id: String,
    /// The value of the trait: Markdown, or HTML.
    pub text: String,
    /// The lines of Markdown on the page.
    pub lines: Vec<String>,
}

/// Reads and transforms a model.
fn model(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<model::Model> {
    let mut model = input::read(sources, diagnostics);
    transform::run(&mut model, diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}
