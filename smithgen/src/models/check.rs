//! `models check`: whether models are read and written without loss.

use std::path::PathBuf;

use anyhow::Result;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::input;
use smithgen_codegen::model::{Model, ShapeKind};

use crate::input::pulled;
use crate::input::sources;
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::screen::table::{Side, Table};
use crate::screen::terminal::{self, Screen};

/// How many differing shapes of a model are named.
const NAMED: usize = 5;

/// Read every model in folders, write it, read that again, and compare
///
/// In a folder, each file is a model of its own, but for those of a model of botocore.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A folder of models, or the name of a service that was pulled
    #[arg(value_name = "DIR", required_unless_present = "pulled")]
    folders: Vec<PathBuf>,
    /// All models that were pulled
    #[arg(long)]
    pulled: bool,
}

/// What came of one model.
struct Verdict {
    version: String,
    shapes: usize,
    result: Result<(), String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let mut table = Table::new([
        ("file", Side::Left),
        ("version", Side::Left),
        ("shapes", Side::Right),
        ("bytes", Side::Right),
        ("result", Side::Left),
    ]);
    let mut failed = Vec::new();
    for folder in folders(args, workspace)? {
        for model in sources::models_in(&folder)? {
            let sources = sources::read(&model)?;
            let name = match sources.as_slice() {
                [source] => source.name.clone(),
                _ => workspace.shown(&folder).to_string_lossy().into_owned(),
            };
            let verdict = check(&name, &sources, screen);
            if verdict.result.is_err() {
                failed.push(name.clone());
            }
            table.row(row(name, &sources, verdict));
        }
    }
    terminal::print(&table.to_string())?;
    if failed.is_empty() {
        return Ok(Outcome::Good);
    }
    terminal::note(&format!("not sound: {}", failed.join(", ")));
    Ok(Outcome::Bad)
}

fn folders(args: &Args, workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut folders = pulled::resolve(&args.folders, workspace)?;
    if args.pulled {
        folders.extend(pulled::all(&workspace.pulled())?.into_iter().map(|(_, folder)| folder));
    }
    Ok(folders)
}

fn row(name: String, sources: &[Source], verdict: Verdict) -> [String; 5] {
    [
        name,
        verdict.version,
        verdict.shapes.to_string(),
        sources.iter().map(|source| source.bytes.len()).sum::<usize>().to_string(),
        verdict.result.err().unwrap_or_else(|| "equal".to_owned()),
    ]
}

fn check(name: &str, sources: &[Source], screen: &Screen) -> Verdict {
    let (model, result) = read(sources, screen);
    let result = result.and_then(|()| {
        let name = format!("{name}, written again");
        let written = Source { name, bytes: input::write(&model).into_bytes() };
        let (again, result) = read(&[written], screen);
        result.map_err(|problem| format!("{problem} once it was written"))?;
        compare(&model, &again)
    });
    Verdict { version: version(&model), shapes: model.shapes.len(), result }
}

fn read(sources: &[Source], screen: &Screen) -> (Model, Result<(), String>) {
    let mut diagnostics = Diagnostics::default();
    let model = input::read(sources, &mut diagnostics);
    screen.diagnostics(sources, &diagnostics);
    let result = if diagnostics.has_errors() { Err("not read".to_owned()) } else { Ok(()) };
    (model, result)
}

/// The versions of the services in a model.
fn version(model: &Model) -> String {
    let versions: Vec<&str> = model
        .shapes
        .values()
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Service(service) => Some(service.version.as_str()),
            _ => None,
        })
        .collect();
    versions.join(", ")
}

/// How two models differ.
fn compare(left: &Model, right: &Model) -> Result<(), String> {
    if left == right {
        return Ok(());
    }
    let of_left = left.shapes.iter().filter(|(id, shape)| right.shapes.get(*id) != Some(*shape));
    let of_right = right.shapes.iter().filter(|(id, _)| !left.shapes.contains_key(*id));
    let mut names: Vec<String> = of_left.chain(of_right).map(|(id, _)| id.to_string()).collect();
    if left.metadata != right.metadata {
        names.insert(0, "metadata".to_owned());
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    Err(format!("differs in {}{rest}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use smithgen_codegen::model::{Node, Shape, ShapeId, SourceId, Traits};

    use super::*;

    fn model(names: &[&str]) -> Model {
        let mut model = Model::default();
        for name in names {
            let shape = Shape {
                kind: ShapeKind::String,
                traits: Traits::default(),
                mixins: Vec::new(),
                source: SourceId(0),
            };
            model.shapes.extend(ShapeId::parse(&format!("a#{name}")).map(|id| (id, shape)));
        }
        model
    }

    #[test]
    fn models_are_told_apart_by_name() {
        assert_eq!(compare(&model(&["A"]), &model(&["A"])), Ok(()));
        let mut changed = model(&["A", "C"]);
        changed.metadata.insert("x".into(), Node::Null);
        let difference = compare(&model(&["A", "B"]), &changed);
        assert_eq!(difference, Err("differs in metadata, a#B, a#C".into()));
        let many = compare(&model(&[]), &model(&["A", "B", "C", "D", "E", "F", "G"]));
        assert_eq!(many, Err("differs in a#A, a#B, a#C, a#D, a#E and 2 more".into()));
    }
}
