//! `models import`: a model from elsewhere, in the one form in which models are kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::input;
use smithgen_codegen::model::{Model, Node, Traits};

use crate::input::pulled::{self, Release};
use crate::input::sources;
use crate::models::pull::release_of;
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::program;
use crate::screen::terminal::{self, Screen, note};
use crate::swap;

/// The traits that are prose; an example is there for its title and its text.
const PROSE: [&str; 3] =
    ["smithy.api#documentation", "smithy.api#externalDocumentation", "smithy.api#examples"];

/// How the remarks within endpoint rules are called in the report.
const RULE_REMARKS: &str = "documentation within smithy.rules";

/// Read a model and write it as Smithy 2.0 JSON, sorted, so that its next version can be compared
///
/// Several files, or a folder, are one model, and `apply` statements are merged into their shapes.
#[derive(Debug, clap::Args)]
#[command(after_help = program::examples(&[
    "models import ~/Downloads/sqs.json --without-docs --out models/sqs/model.json",
    "models pull sqs && models import sqs --out models/sqs/model.json",
]))]
pub(super) struct Args {
    /// A model file, or a folder for all `*.json` and `*.json.gz` in it, or the name of a service that
    /// was pulled, such as `sqs`
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Leave out prose: the traits documentation, externalDocumentation and examples, and the remarks
    /// within endpoint rules and their tests
    #[arg(long)]
    without_docs: bool,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let files = sources::find(&pulled::resolve(&args.paths, workspace)?)?;
    let release = release_of(&files, workspace);
    let Some(mut model) = read(&sources::read(&files)?, release, screen) else {
        return Ok(Outcome::Bad);
    };
    if args.without_docs {
        report_dropped(&drop_prose(&mut model));
    }
    let text = input::write(&model);
    match &args.out {
        None => terminal::print(&text)?,
        Some(path) => {
            let what = if write_file(path, &text)? { "written" } else { "unchanged" };
            let (shapes, bytes) = (model.shapes.len(), text.len());
            note(&format!("{}: {what}, {shapes} shapes, {bytes} bytes", path.display()));
        }
    }
    Ok(Outcome::Good)
}

fn read(sources: &[Source], release: Release, screen: &Screen) -> Option<Model> {
    let mut diagnostics = Diagnostics::default();
    let model = input::read(sources, &mut diagnostics);
    if release == Release::Pinned {
        diagnostics.deny_unused_fixups();
    }
    screen.diagnostics(sources, &diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}

/// Takes prose out of a model, and counts how often each trait was there.
fn drop_prose(model: &mut Model) -> BTreeMap<&'static str, usize> {
    let mut dropped = BTreeMap::new();
    for shape in model.shapes.values_mut() {
        drop_from(&mut shape.traits, &mut dropped);
        shape.kind.members_mut().for_each(|member| drop_from(&mut member.traits, &mut dropped));
    }
    dropped
}

fn drop_from(traits: &mut Traits, dropped: &mut BTreeMap<&'static str, usize>) {
    for id in PROSE {
        if traits.0.remove(id).is_some() {
            *dropped.entry(id).or_default() += 1;
        }
    }
    for (_, value) in traits.0.iter_mut().filter(|(id, _)| id.namespace() == "smithy.rules") {
        let count = drop_remarks(value);
        if count > 0 {
            *dropped.entry(RULE_REMARKS).or_default() += count;
        }
    }
}

/// Takes the remarks out of endpoint rules and their tests, at any depth, and counts them.
fn drop_remarks(value: &mut Node) -> usize {
    match value {
        Node::Object(entries) => {
            let own = usize::from(entries.remove("documentation").is_some());
            own + entries.values_mut().map(drop_remarks).sum::<usize>()
        }
        Node::Array(items) => items.iter_mut().map(drop_remarks).sum(),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => 0,
    }
}

fn report_dropped(dropped: &BTreeMap<&'static str, usize>) {
    if dropped.is_empty() {
        note("dropped: nothing");
    }
    for (id, count) in dropped {
        note(&format!("dropped: {count} {id}"));
    }
}

/// Writes a file whole or not at all, unless it is there already; whether it was written.
fn write_file(path: &Path, text: &str) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    swap::put_file(path, text)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use smithgen_codegen::model::{Member, Shape, ShapeId, ShapeKind, SourceId};

    use super::*;

    fn traits(ids: &[&str]) -> Traits {
        Traits(ids.iter().filter_map(|id| Some((ShapeId::parse(id)?, Node::Bool(true)))).collect())
    }

    #[test]
    fn prose_goes_from_shapes_and_members_and_is_counted() {
        let id = ShapeId::parse("a#B").unwrap();
        let member = Member {
            name: "c".into(),
            target: id.clone(),
            traits: traits(&["smithy.api#documentation"]),
        };
        let shape = Shape {
            kind: ShapeKind::Structure(vec![member]),
            traits: traits(&[
                "smithy.api#documentation",
                "smithy.api#externalDocumentation",
                "smithy.api#examples",
                "smithy.api#input",
            ]),
            mixins: Vec::new(),
            source: SourceId(0),
        };
        let mut model = Model::default();
        model.shapes.insert(id.clone(), shape);
        let dropped = drop_prose(&mut model);
        let expected = [(PROSE[0], 2), (PROSE[2], 1), (PROSE[1], 1)];
        assert_eq!(dropped, BTreeMap::from(expected));
        let shape = &model.shapes[&id];
        assert_eq!(shape.traits, traits(&["smithy.api#input"]));
        assert!(shape.kind.members().all(|member| member.traits.0.is_empty()));
    }

    #[test]
    fn a_file_is_written_once() -> Result<()> {
        let temp = tempfile::tempdir()?;
        let path = temp.path().join("new/model.json");
        assert!(write_file(&path, "{}")?);
        assert!(!write_file(&path, "{}")?);
        assert!(write_file(&path, "[]")?);
        assert_eq!(fs::read_to_string(&path)?, "[]");
        assert_eq!(fs::read_dir(temp.path().join("new"))?.count(), 1);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_everyone_that_may_read_its_neighbours() -> Result<()> {
        let temp = tempfile::tempdir()?;
        write_file(&temp.path().join("a"), "x")?;
        fs::write(temp.path().join("b"), "x")?;
        let mode =
            |name: &str| Ok::<_, std::io::Error>(temp.path().join(name).metadata()?.permissions());
        assert_eq!(mode("a")?, mode("b")?);
        Ok(())
    }
}
