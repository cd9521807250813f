//! Whether the modules of the runtime lie upon each other as the table in ARCHITECTURE.md says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use smithgen_tests::workspace_root;

use crate::Breach;
use crate::cycles::{Use, name, uses};
use crate::source::File;

const PAGE: &str = "ARCHITECTURE.md";

/// What stands before the table.
const HEADING: &str = "### Strata of the runtime";

/// The first modules of a crate, each with its row in the table and the line of that. The lowest row is 0.
type Strata = BTreeMap<String, Place>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    row: usize,
    line: usize,
}

/// Every use of a module that is above the one that uses it, and where the page and the sources differ.
pub(crate) fn breaches(files: &[File]) -> Vec<Breach> {
    let page = fs::read_to_string(workspace_root().join(PAGE)).expect("a page");
    breaches_of(files, &page)
}

fn breaches_of(files: &[File], page: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    let strata = read(page, &mut found);
    let modules: BTreeSet<&[String]> = files.iter().map(|file| first(&file.module)).collect();
    found.extend(missing(&strata, &modules));
    found.extend(files.iter().filter_map(|file| unplaced(file, &strata)));
    found.extend(uses(files, 1).iter().filter_map(|it| upward(it, &strata)));
    found
}

/// The module that is right within the root, or the root itself.
fn first(module: &[String]) -> &[String] {
    &module[..module.len().min(1)]
}

/// Reads the table: each row is a stratum, and lies upon the one before it. A module with two places breaks the rule.
fn read(page: &str, found: &mut Vec<Breach>) -> Strata {
    let lines = page.lines().enumerate().skip_while(|(_, line)| *line != HEADING);
    let table = lines.skip_while(|(_, line)| !line.starts_with('|'));
    let rows = table.take_while(|(_, line)| line.starts_with('|')).skip(2).enumerate();
    let mut strata = Strata::new();
    for (row, (at, line)) in rows {
        let line_number = at + 1;
        for module in modules_of(line) {
            let place = Place { row, line: line_number };
            if strata.insert(module.to_owned(), place).is_some() {
                found.push(on_page(line_number, format!("`{module}` is in two strata")));
            }
        }
    }
    strata
}

/// The modules of a row: what is in backticks in its second cell.
fn modules_of(row: &str) -> impl Iterator<Item = &str> {
    let cell = row.split('|').nth(2).unwrap_or_default();
    cell.split('`').skip(1).step_by(2)
}

fn on_page(line: usize, rule: String) -> Breach {
    Breach { file: PathBuf::from(PAGE), line, rule }
}

fn missing(strata: &Strata, modules: &BTreeSet<&[String]>) -> Vec<Breach> {
    let names: BTreeSet<String> = modules.iter().map(|module| name(module)).collect();
    let missing = strata.iter().filter(|(module, _)| !names.contains(*module));
    missing.map(|(module, place)| on_page(place.line, format!("there is no `{module}`"))).collect()
}

fn unplaced(file: &File, strata: &Strata) -> Option<Breach> {
    let module = name(first(&file.module));
    let rule = format!("`{module}` is in no stratum of {PAGE}");
    (!strata.contains_key(&module)).then(|| Breach { file: file.path.clone(), line: 1, rule })
}

fn upward(it: &Use<'_>, strata: &Strata) -> Option<Breach> {
    let (from, to) = (name(it.from), name(it.to));
    let is_upward = strata.get(&from)?.row < strata.get(&to)?.row;
    let rule = format!("`{from}` uses `{to}`, which is above it");
    is_upward.then(|| Breach { file: it.file.path.clone(), line: it.line, rule })
}

mod tests {
    use std::path::{Path, PathBuf};

    use super::{HEADING, breaches, breaches_of};
    use crate::Breach;
    use crate::source::{File, package_files};

    /// The breaches of a crate whose modules say this, by a table with these cells.
    fn found(files: &[(&str, &str)], cells: &[&str]) -> Vec<String> {
        let file = |(module, text): &(&str, &str)| {
            let names = module.split("::").filter(|name| !name.is_empty()).map(str::to_owned);
            File::new(PathBuf::from(format!("{module}.rs")), names.collect(), text)
        };
        let files: Vec<File> = files.iter().map(file).collect();
        let rows = cells.iter().map(|cell| format!("| some | {cell} | `other` |\n"));
        let rows: String = rows.collect();
        let page = format!(
            "| a | `b` |\n\n{HEADING}\n\nText.\n\n| a | b | c |\n|---|---|---|\n{rows}\n| x | `y` |\n"
        );
        breaches_of(&files, &page).iter().map(Breach::to_string).collect()
    }

    #[test]
    fn what_goes_down_or_stays_is_allowed() {
        let files = [
            ("", "pub use self::high::High;"),
            ("low", "use bytes::Bytes;"),
            ("beside", "use crate::low::Low; // crate::high"),
            ("high", "mod part;"),
            ("high::part", "use crate::{beside, low::Low}; use super::own;"),
            ("v1", "pub use crate::High;"),
        ];
        let cells = ["`low`, `beside`", "`high`", "`crate`", "`v1`"];
        assert!(found(&files, &cells).is_empty(), "{:?}", found(&files, &cells));
    }

    #[test]
    fn what_goes_up_is_found() {
        for text in [
            "use crate::high::High;",
            "use super::high;",
            "use crate::{high::{High, Higher}};",
            "fn f() -> Vec<crate::high::High> { Vec::new() }",
        ] {
            let lines = found(&[("low", text), ("high", "")], &["`low`", "`high`"]);
            assert_eq!(lines[0], "low.rs:1: `low` uses `high`, which is above it", "{text}");
        }
        let root = [("low", "\nuse crate::High;"), ("", "")];
        let lines = found(&root, &["`low`", "`crate`"]);
        assert_eq!(lines, ["low.rs:2: `low` uses `crate`, which is above it"]);
    }

    #[test]
    fn the_table_and_the_sources_name_the_same_modules() {
        let files = [("low::part", ""), ("high", "")];
        let lines = found(&files, &["`low`"]);
        assert_eq!(lines, ["high.rs:1: `high` is in no stratum of ARCHITECTURE.md"]);
        let lines = found(&files, &["`low`", "`gone`, `high`"]);
        assert_eq!(lines, ["ARCHITECTURE.md:10: there is no `gone`"]);
        let lines = found(&files, &["`low`", "`high`, `low`"]);
        assert_eq!(lines, ["ARCHITECTURE.md:10: `low` is in two strata"]);
    }

    /// What the rule holds would be broken by one line in any of these files.
    #[test]
    fn a_line_that_is_planted_in_the_runtime_is_found() {
        for (path, line) in [
            ("runtime/src/limits.rs", "use crate::codec_error::DecodeError;"),
            ("runtime/src/value.rs", "use crate::codec::body::BodyCodec;"),
            ("runtime/src/value/events.rs", "use crate::eventstream::EventStream;"),
            ("runtime/src/codec/xml/read.rs", "use crate::facts::OperationFacts;"),
            ("runtime/src/facts/operation.rs", "use crate::protocol::AWS_JSON_1_1;"),
            ("runtime/src/protocol/rest_xml.rs", "use crate::error::ErrorMetadata;"),
            ("runtime/src/error/service.rs", "use crate::operation::Operation;"),
            ("runtime/src/codec/json/read.rs", "use crate::Limits;"),
            ("runtime/src/operation.rs", "use crate::v1::UNIT;"),
        ] {
            let mut files = package_files("runtime");
            let at = files.iter_mut().find(|file| file.path == Path::new(path)).expect(path);
            *at = File::new(at.path.clone(), at.module.clone(), &format!("{}\n{line}", at.text));
            let lines = breaches(&files);
            assert_eq!(lines.len(), 1, "{path}: {line}");
            assert_eq!(lines[0].file, Path::new(path), "{line}");
        }
    }
}
