//! The order of modules, codegen's and others', and what each may know. See ARCHITECTURE.md.

mod cycles;
mod source;
mod strata;
mod tokens;

use std::fmt;
use std::fs;
use std::path::PathBuf;

use smithgen_tests::workspace_root;

use crate::source::{File, package_files};

/// For each module of codegen, the others that it may use. What is not among these lines is refused, a new
/// module included.
const ORDER: [(&str, &[&str]); 13] = [
    ("settings", &[]),
    ("model", &[]),
    ("naming", &[]),
    ("docs", &[]),
    ("diagnostics", &["model"]),
    ("input", &["diagnostics", "model", "naming", "docs"]),
    ("transform", &["diagnostics", "model", "naming", "docs"]),
    ("ir", &["diagnostics", "naming", "docs"]),
    ("lower", &["diagnostics", "model", "naming", "docs", "input", "transform", "ir", "settings"]),
    ("emit", &["diagnostics", "naming", "docs", "ir"]),
    ("render", &["diagnostics", "naming", "docs", "ir", "emit"]),
    ("report", &["diagnostics", "model", "input::locate"]),
    // The pipeline itself.
    (
        "",
        &[
            "diagnostics",
            "input",
            "transform",
            "lower",
            "emit",
            "render",
            "ir",
            "model",
            "report",
            "settings",
        ],
    ),
];

/// What only some modules may mention.
const KNOWLEDGE: [(&str, &[&str]); 9] = [
    ("serde_json", &["input"]),
    ("heck", &["naming"]),
    ("quote", &["emit", "render"]),
    ("syn", &["emit", "render"]),
    ("proc_macro2", &["emit", "render"]),
    ("prettyplease", &["render"]),
    ("annotate_snippets", &["report"]),
    ("html5gum", &["docs"]),
    ("pulldown_cmark", &["docs"]),
];

/// Parts of the standard library that only smithgen and xtask may use: codegen is a function of its input alone.
const OUTSIDE: [&str; 4] = ["fs", "net", "env", "process"];

/// How paths start that are of one machine.
const MACHINE_PATHS: [&str; 6] = ["/home/", "/tmp/", "/Users/", "/usr/", "/var/", "C:\\"];

/// Packages of the tree, and which others of the tree each may depend on, be it for its tests.
const PACKAGES: [(&str, &[&str]); 5] = [
    ("runtime", &[]),
    ("codegen", &["smithgen-runtime"]),
    ("tests", &["smithgen-codegen", "smithgen-runtime"]),
    ("smithgen", &["smithgen-codegen", "smithgen-tests"]),
    ("xtask", &["smithgen", "smithgen-codegen", "smithgen-tests"]),
];

/// Packages in which no module uses one that comes back to it, and down to which depth modules are told apart.
/// In codegen, a part of a stage is one module with all its files, and in xtask a command; in the runtime, what a row
/// of the table of strata names is.
const ONE_WAY: [(&str, usize); 4] =
    [("runtime", 1), ("smithgen", usize::MAX), ("codegen", 2), ("xtask", 1)];

/// A rule that a line breaks.
struct Breach {
    file: PathBuf,
    line: usize,
    rule: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.rule)
    }
}

#[track_caller]
fn assert_none(breaches: &[Breach]) {
    let lines: Vec<String> = breaches.iter().map(Breach::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn modules_use_only_those_above_them() {
    let breaches: Vec<Breach> = codegen()
        .iter()
        .flat_map(|file| breaches(file, |file, path| order(&file.module, path)))
        .collect();
    assert_none(&breaches);
}

#[test]
fn no_module_uses_one_that_comes_back_to_it() {
    for (package, depth) in ONE_WAY {
        assert_none(&cycles::breaches(&package_files(package), depth));
    }
}

#[test]
fn the_runtime_lies_in_strata() {
    assert_none(&strata::breaches(&package_files("runtime")));
}

#[test]
fn no_package_depends_on_one_above_it() {
    let breaches: Vec<Breach> =
        PACKAGES.iter().flat_map(|(package, may)| depends(package, may)).collect();
    assert_none(&breaches);
}

#[test]
fn only_some_modules_know_how_to_read_and_to_write() {
    let breaches: Vec<Breach> = codegen()
        .iter()
        .flat_map(|file| breaches(file, |file, path| knowledge(&file.module, path)))
        .collect();
    assert_none(&breaches);
}

#[test]
fn codegen_touches_nothing_outside() {
    let breaches: Vec<Breach> =
        codegen().iter().flat_map(|file| breaches(file, |_, path| outside(path))).collect();
    assert_none(&breaches);
}

#[test]
fn no_source_holds_a_path_of_a_machine() {
    let files = ["codegen", "runtime", "smithgen", "xtask"].map(package_files);
    let breaches: Vec<Breach> = files.iter().flatten().flat_map(machine_paths).collect();
    assert_none(&breaches);
}

/// Each rule is broken on purpose, and found.
#[test]
fn a_breach_is_found_with_its_line() {
    let found = |module: &str, text: &str| -> Vec<String> {
        let file = File::new(PathBuf::from("x.rs"), vec![module.to_owned()], text);
        let rule = |file: &File, path: &[String]| {
            order(&file.module, path).or(knowledge(&file.module, path)).or(outside(path))
        };
        breaches(&file, rule).iter().map(Breach::to_string).collect()
    };
    for (module, text, expected) in [
        ("emit", "\nuse crate::model::Shape;", "x.rs:2: `emit` may not use `model`"),
        ("ir", "fn f(_: crate::model::Id) {}", "x.rs:1: `ir` may not use `model`"),
        ("emit", "use crate::{ir,\n  input::json};", "x.rs:2: `emit` may not use `input`"),
        ("emit", "use super::lower::lower;", "x.rs:1: `emit` may not use `lower`"),
        ("model", "use {crate::ir};", "x.rs:1: `model` may not use `ir`"),
        ("report", "use crate::input::json;", "x.rs:1: `report` may not use `input::json`"),
        ("novel", "use crate::ir;", "x.rs:1: `novel` is not in the order of the modules"),
        ("lower", "let x = quote::quote!();", "x.rs:1: `lower` may not mention `quote`"),
        ("transform", "use serde_json as j;", "x.rs:1: `transform` may not mention `serde_json`"),
        ("input", "use std::{io, fs::File};", "x.rs:1: codegen may not use `std::fs`"),
        ("input", "fn f() { ::std::env::args(); }", "x.rs:1: codegen may not use `std::env`"),
    ] {
        assert_eq!(found(module, text), [expected], "{text}");
    }
    for (module, text) in [
        ("emit", "use crate::ir::Package; // crate::model"),
        ("emit", "let x = \"crate::model\"; let y = r#\"crate::input \"#;"),
        ("emit", "quote!(crate::types::Error, crate::error::Error, crate::builder::required);"),
        ("emit", "use super::ir; use self::syntax::Std;"),
        ("naming", "#[cfg(test)]\nmod tests { use syn::parse_str; use crate::model; }"),
        ("report", "use crate::input::locate::locate;"),
        ("lower", "let c = 'a'; let l: &'static str = \"'\"; use crate::Settings;"),
    ] {
        assert!(found(module, text).is_empty(), "{text}: {:?}", found(module, text));
    }
    let text = "const A: &str = \"/home/me/x\";";
    let file = File::new(PathBuf::from("x.rs"), Vec::new(), text);
    assert_eq!(machine_paths(&file).len(), 1);
}

fn breaches(file: &File, rule: impl Fn(&File, &[String]) -> Option<String>) -> Vec<Breach> {
    let broken = file.paths.iter().filter_map(|(line, path)| Some((*line, rule(file, path)?)));
    broken.map(|(line, rule)| Breach { file: file.path.clone(), line, rule }).collect()
}

/// The lines of a package's manifest that name packages of the tree which it may not depend on.
fn depends(package: &str, may: &[&str]) -> Vec<Breach> {
    let file = PathBuf::from(package).join("Cargo.toml");
    let text = fs::read_to_string(workspace_root().join(&file)).expect("a manifest");
    let lines = text.lines().enumerate().skip_while(|(_, line)| *line != "[dependencies]");
    let refused = lines.filter_map(|(at, line)| {
        let name = line.split(['.', ' ', '=']).next()?;
        let is_ours = name.starts_with("smithgen") || name == "xtask";
        (is_ours && !may.contains(&name)).then_some((at + 1, name))
    });
    let breach = |(line, name)| {
        let rule = format!("`{package}` may not depend on `{name}`");
        Breach { file: file.clone(), line, rule }
    };
    refused.map(breach).collect()
}

fn order(module: &[String], path: &[String]) -> Option<String> {
    let [root, used, rest @ ..] = path else { return None };
    // An item of the root itself, such as `crate::Settings`, is a way back to it, and refused as one.
    let is_module = used.starts_with(|first: char| first.is_ascii_lowercase());
    let here = module.first().map_or("", String::as_str);
    if root != "crate" || !is_module || used == here {
        return None;
    }
    let Some((_, allowed)) = ORDER.iter().find(|(name, _)| *name == here) else {
        return Some(format!("`{here}` is not in the order of the modules"));
    };
    let within = rest.first().map_or(String::new(), |part| format!("{used}::{part}"));
    if allowed.iter().any(|name| name == used || *name == within) {
        return None;
    }
    let partly = allowed.iter().any(|name| name.starts_with(&format!("{used}::")));
    let refused = if partly { &within } else { used };
    Some(format!("`{here}` may not use `{refused}`"))
}

fn knowledge(module: &[String], path: &[String]) -> Option<String> {
    let name = path.first()?;
    let (name, knowing) = KNOWLEDGE.iter().find(|(known, _)| known == name)?;
    let here = module.first().map_or("", String::as_str);
    (!knowing.contains(&here)).then(|| format!("`{here}` may not mention `{name}`"))
}

fn outside(path: &[String]) -> Option<String> {
    let [library, part, ..] = path else { return None };
    (library == "std" && OUTSIDE.contains(&part.as_str()))
        .then(|| format!("codegen may not use `std::{part}`"))
}

fn machine_paths(file: &File) -> Vec<Breach> {
    let here = workspace_root().to_string_lossy().into_owned();
    let lines = file.text.lines().enumerate();
    let held = lines.filter_map(|(at, line)| {
        let paths = MACHINE_PATHS.into_iter().chain([here.as_str()]);
        let known = paths.into_iter().find(|path| line.contains(path));
        let rule = format!("`{}` is a path of one machine", known?);
        Some((at + 1, rule))
    });
    held.map(|(line, rule)| Breach { file: file.path.clone(), line, rule }).collect()
}

fn codegen() -> Vec<File> {
    package_files("codegen")
}
