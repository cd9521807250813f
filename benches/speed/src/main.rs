//! How long writing a request and reading an answer takes, beside the peers. README.md has the cases.

mod arguments;
mod cases;
mod clock;
// As `cargo xtask bench --only` has it, which hands its pattern on.
#[path = "../../../xtask/src/glob.rs"]
mod glob;
mod peers;
mod race;
mod report;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use clap::Parser as _;

use crate::arguments::Arguments;
use crate::cases::Plan;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let plans: Vec<&Plan> = cases::all().filter(|plan| arguments.picks(plan.name)).collect();
    if plans.is_empty() {
        bail!("no case has such a name; --list shows all");
    }
    if arguments.list { list(&plans) } else { run(&plans, &arguments) }
}

fn list(plans: &[&Plan]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for plan in plans {
        let case = plan.make()?;
        writeln!(out, "{}", case.name)?;
        for entrant in case.entrants {
            writeln!(out, "  {:20} {:>7} bytes", entrant.who, entrant.bytes)?;
        }
    }
    Ok(())
}

fn run(plans: &[&Plan], arguments: &Arguments) -> Result<()> {
    if cfg!(debug_assertions) {
        eprintln!("this is a debug build: its figures say nothing; run it with --release");
    }
    settle_the_allocator();
    let mut file = arguments.json.as_deref().map(create).transpose()?;
    for plan in plans {
        let mut case = plan.make()?;
        let timings = clock::time(&mut case, arguments.effort());
        report::table(&mut std::io::stdout().lock(), &case, &timings)?;
        if let Some(file) = &mut file {
            report::lines(file, &case, &timings)?;
        }
    }
    Ok(())
}

/// Frees something large. From then on glibc keeps what is freed, as it does in a program that has run for a while;
/// before, those who allocate large pieces get them from the system and give them back with each call.
fn settle_the_allocator() {
    const LARGE: usize = 16 << 20;
    drop(black_box(vec![1_u8; LARGE]));
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path);
    Ok(BufWriter::new(file.with_context(|| format!("`{}` cannot be written", path.display()))?))
}
