//! smithgen's library: bytes of models in, a tree of Rust files out.
//!
//! Data flows one way; [`generate`] is the whole pipeline on one screen. The library touches no file
//! and no network, and its output is a function of its input alone.

pub mod diagnostics;
pub mod docs;
pub mod emit;
pub mod input;
pub mod ir;
pub mod lower;
pub mod model;
pub mod naming;
pub mod render;
pub mod report;
mod settings;
pub mod transform;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostics, Source};

pub use crate::ir::Summary;
pub use crate::lower::Documentation;
pub use crate::settings::{Scope, Selection, Settings};

/// A generated package.
#[derive(Debug)]
pub struct Package {
    /// Every file's text by its path within the package, `/`-separated.
    pub files: BTreeMap<String, String>,
    /// What is in it, in numbers.
    pub summary: Summary,
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

/// Reads and transforms a model.
fn model(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<model::Model> {
    let mut model = input::read(sources, diagnostics);
    transform::run(&mut model, diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}
