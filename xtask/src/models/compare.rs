//! `cargo xtask models compare`: in what the crates of two models of one service differ.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use smithgen_codegen::equivalence::{self, Difference, Kind};
use smithgen_codegen::error::Diagnostics;
use smithgen_codegen::{Scope, Selection, Settings, ir};

use crate::Outcome;
use crate::paths::Workspace;
use crate::pulled;
use crate::sources;
use crate::table::{Side, Table};
use crate::terminal::{self, Screen, note};

/// How many differences of a kind are shown, unless all are asked for.
const SHOWN: usize = 10;

/// Compare the crates that two models of one service would become
///
/// Counts the differences by kind. A kind that is not explained, such as another type or another name on the
/// wire, is shown with its places, and the command exits with 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  cargo xtask models compare sqs-smithy.json sqs")]
pub(crate) struct Args {
    /// A model: a file, a folder of one model's files, or the name of one that was pulled
    left: PathBuf,
    /// Another model of the same service
    right: PathBuf,
    /// Show every difference, explained ones too
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let paths = pulled::resolve(&[args.left.clone(), args.right.clone()], workspace)?;
    let mut packages = Vec::new();
    for path in &paths {
        packages.extend(lower(path, screen)?);
    }
    let [left, right] = packages.as_slice() else { return Ok(Outcome::Bad) };
    let differences = equivalence::compare(left, right);
    let mut groups: Groups<'_> = BTreeMap::new();
    for difference in &differences {
        groups.entry((difference.kind, difference.reason())).or_default().push(difference);
    }
    terminal::print(&table(&groups).to_string())?;
    for ((kind, reason), found) in &groups {
        let shown = match (args.all, reason) {
            (true, _) => found.len(),
            (false, None) => SHOWN,
            (false, Some(_)) => 0,
        };
        show(*kind, found, shown)?;
    }
    let explained = groups.keys().all(|(_, reason)| reason.is_some());
    Ok(if explained { Outcome::Good } else { Outcome::Bad })
}

/// Differences by kind and reason.
type Groups<'a> = BTreeMap<(Kind, Option<&'static str>), Vec<&'a Difference>>;

fn lower(path: &Path, screen: &Screen) -> Result<Option<ir::Package>> {
    let sources = sources::read(&sources::find(&[path.to_owned()])?)?;
    let settings = Settings {
        package: "compared".to_owned(),
        operations: Selection::All,
        scope: Scope::TypesOnly,
        runtime: String::new(),
        standalone: true,
        origin: Vec::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::lower(&sources, &settings, &mut diagnostics);
    if package.is_none() {
        screen.diagnostics(&sources, &diagnostics);
        note(&format!("`{}` cannot be compared", path.display()));
    }
    Ok(package)
}

fn table(groups: &Groups<'_>) -> Table<3> {
    let mut table =
        Table::new([("kind", Side::Left), ("count", Side::Right), ("explained by", Side::Left)]);
    for ((kind, reason), found) in groups {
        let reason = reason.unwrap_or("nothing").to_owned();
        table.row([format!("{kind:?}"), found.len().to_string(), reason]);
    }
    table
}

fn show(kind: Kind, found: &[&Difference], shown: usize) -> Result<()> {
    for difference in found.iter().take(shown) {
        let Difference { at, left, right, .. } = difference;
        terminal::print(&format!("{kind:?} {at}\n  left:  {left}\n  right: {right}\n"))?;
    }
    if shown > 0 && found.len() > shown {
        terminal::print(&format!("and {} more of {kind:?}\n", found.len() - shown))?;
    }
    Ok(())
}
