//! `models docs`: what of a service has no documentation.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use crate::input::services;
use crate::job::Job;
use crate::outcome::Outcome;
use crate::paths::Workspace;
use crate::screen::terminal::{self, Screen};

/// List the public items of a service that have no documentation, grouped by shape
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A service of models/services.toml
    #[arg(value_name = "NAME")]
    name: String,
    /// Exit with 1 if there is any
    #[arg(long)]
    strict: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, workspace: &Workspace, screen: &Screen) -> Result<Outcome> {
    let selected = services::select(services::read(workspace)?, std::slice::from_ref(&args.name))?;
    let mut undocumented = Vec::new();
    for service in selected {
        let generated = Job::of_service(service, workspace)?.run().context(args.name.clone())?;
        screen.diagnostics(&generated.sources, &generated.diagnostics);
        let Some(package) = generated.package else {
            return Ok(Outcome::Bad);
        };
        undocumented.extend(package.summary.undocumented);
    }
    terminal::print(&report(&args.name, &undocumented))?;
    if args.strict && !undocumented.is_empty() { Ok(Outcome::Bad) } else { Ok(Outcome::Good) }
}

/// What of a shape has no documentation.
#[derive(Default)]
struct Gap<'a> {
    itself: bool,
    members: Vec<&'a str>,
}

fn report(name: &str, undocumented: &[String]) -> String {
    if undocumented.is_empty() {
        return format!("{name}: all is documented\n");
    }
    let gaps = by_shape(undocumented);
    let lines = gaps.iter().map(|(shape, gap)| format!("{shape}: {}\n", describe(gap)));
    let total =
        format!("{name}: {} without documentation, in {} shapes\n", undocumented.len(), gaps.len());
    lines.chain([total]).collect()
}

fn by_shape(undocumented: &[String]) -> BTreeMap<&str, Gap<'_>> {
    let mut gaps: BTreeMap<&str, Gap> = BTreeMap::new();
    for id in undocumented {
        match id.split_once('$') {
            Some((shape, member)) => gaps.entry(shape).or_default().members.push(member),
            None => gaps.entry(id).or_default().itself = true,
        }
    }
    gaps
}

fn describe(gap: &Gap) -> String {
    let members = match gap.members.len() {
        0 => None,
        count => Some(format!("{count} of its members ({})", gap.members.join(", "))),
    };
    let itself = gap.itself.then(|| "the shape".to_owned());
    itself.into_iter().chain(members).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_grouped_by_shape() {
        let ids = ["a#B", "a#B$x", "a#B$y", "a#C", "a#D$z"].map(str::to_owned);
        let expected = "\
a#B: the shape and 2 of its members (x, y)
a#C: the shape
a#D: 1 of its members (z)
s: 5 without documentation, in 3 shapes
";
        assert_eq!(report("s", &ids), expected);
        assert_eq!(report("s", &[]), "s: all is documented\n");
    }
}
