//! What is generated from the golden fixtures, word by word: a reviewer of a change to an emitter sees
//! here what it does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use smithgen_codegen::Package;
use smithgen_codegen::diagnostics::Diagnostics;
use smithgen_codegen::input;
use smithgen_codegen::model::{Model, ShapeId, ShapeKind};
use smithgen_tests::{fixtures, generate, sources};

/// Where the snapshots are, from this file.
const SNAPSHOTS: &str = "snapshots";

/// The structures of `naming` whose members are told one by one; of the others, the name says it all.
const TOLD: [&str; 7] = [
    "Awkward",
    "Casings",
    "Keywords",
    "Methods",
    "RequiredAwkward",
    "RequiredCasings",
    "RequiredKeywords",
];

fn folder(golden: &str) -> PathBuf {
    fixtures().join("golden").join(golden)
}

/// Every snapshot: its path in the folder of snapshots, without the extension, and what it holds.
fn snapshots() -> BTreeMap<String, String> {
    let everything = generate::golden(&folder("everything")).files;
    let files = everything.into_iter().map(|(path, text)| (snapshot_of(&path), text));
    let names = ("naming/names".to_owned(), names(&folder("naming")));
    files.chain([names]).collect()
}

fn snapshot_of(file: &str) -> String {
    format!("everything/{}", file.replace('/', "-"))
}

#[test]
fn goldens_are_as_their_snapshots_say() {
    let mut failures = Vec::new();
    for (path, text) in snapshots() {
        let compared = catch_unwind(AssertUnwindSafe(|| compare(&path, &text)));
        if compared.is_err() {
            failures.push(path);
        }
    }
    assert!(failures.is_empty(), "these snapshots differ: {}", failures.join(", "));
}

fn compare(path: &str, text: &str) {
    let (folder, name) = path.split_once('/').expect("a snapshot is in the folder of its fixture");
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(Path::new(SNAPSHOTS).join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn no_snapshot_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(SNAPSHOTS);
    let referenced: BTreeSet<PathBuf> =
        snapshots().keys().map(|path| root.join(format!("{path}.snap"))).collect();
    let left_over: Vec<String> = snapshot_files(&root)
        .difference(&referenced)
        .map(|path| path.display().to_string())
        .collect();
    assert!(
        left_over.is_empty(),
        "no test refers to these; remove them:\n{}",
        left_over.join("\n")
    );
}

fn snapshot_files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder of snapshots").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(snapshot_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "snap") {
            found.insert(path);
        }
    }
    found
}

/// A table of names: what the model says, and what the public lines of the generated text say.
fn names(folder: &Path) -> String {
    let package = generate::golden(folder);
    let model = input::read(&sources(folder), &mut Diagnostics::default());
    let mut table = String::new();
    for (path, text) in &package.files {
        if let Some(module) = path.strip_prefix("src/types/") {
            names_of_type(&model, module, text, &mut table);
        }
    }
    names_of_operations(&package, &mut table);
    table
}

/// One line for the type, and one for each of its variants, or of the members that are told.
fn names_of_type(model: &Model, module: &str, text: &str, table: &mut String) {
    let (is_enum, name) = type_name(text);
    let Some((id, kind)) = shape_of(model, name) else {
        line(table, format_args!("(none) -> {name} in {module}"));
        return;
    };
    line(table, format_args!("{} -> {name} in {module}", id.name()));
    let members = kind.members().map(|member| member.name.as_str());
    if is_enum {
        for (member, variant) in members.zip(variants(text)) {
            line(table, format_args!("    {member} -> {variant}"));
        }
    } else if TOLD.contains(&name) {
        for (member, field) in members.zip(fields(text)) {
            let setters = setters(text, field).join(", ");
            line(table, format_args!("    {member} -> {field}; {setters}"));
        }
    }
}

fn names_of_operations(package: &Package, table: &mut String) {
    let text = &package.files["src/operation.rs"];
    for name in text.lines().filter_map(|line| line.strip_prefix("pub use self::")) {
        line(table, format_args!("operation::{}", name.trim_end_matches(';')));
    }
    for variant in variants(&package.files["src/error.rs"]) {
        line(table, format_args!("Error::{variant}"));
    }
}

fn line(table: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(table, "{line}").expect("a string takes all that is written");
}

/// Whether the type of a file is an enum, and its name.
fn type_name(text: &str) -> (bool, &str) {
    text.lines()
        .find_map(|line| {
            let (is_enum, rest) = match line.strip_prefix("pub enum ") {
                Some(rest) => (true, rest),
                None => (false, line.strip_prefix("pub struct ")?),
            };
            Some((is_enum, rest.split(' ').next()?))
        })
        .expect("a file of a type has a type")
}

/// The shape that a type's name stems from: the same letters and digits, whatever their case.
fn shape_of<'a>(model: &'a Model, name: &str) -> Option<(&'a ShapeId, &'a ShapeKind)> {
    let is_type = |kind: &ShapeKind| {
        matches!(
            kind,
            ShapeKind::Structure(_)
                | ShapeKind::Union(_)
                | ShapeKind::Enum(_)
                | ShapeKind::IntEnum(_)
        )
    };
    let mut types = model.shapes.iter().filter(|(_, shape)| is_type(&shape.kind));
    types.find(|(id, _)| letters(id.name()) == letters(name)).map(|(id, shape)| (id, &shape.kind))
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// The lines within the first item that starts with a keyword and ends at the margin.
fn lines_within<'a>(text: &'a str, keyword: &str) -> impl Iterator<Item = &'a str> {
    let start = text.find(keyword).expect("the item is in its file");
    text[start..].lines().skip(1).take_while(|line| *line != "}")
}

/// The variants of an enum, but for `Unknown`.
fn variants(text: &str) -> impl Iterator<Item = &str> {
    lines_within(text, "pub enum ")
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_alphabetic() || c == '_'))
        .map(|line| line.split(['(', ',', ' ']).next().unwrap_or(line))
        .filter(|name| *name != "Unknown")
}

fn fields(text: &str) -> impl Iterator<Item = &str> {
    lines_within(text, "pub struct ")
        .filter_map(|line| line.strip_prefix("    pub "))
        .filter_map(|line| line.split(':').next())
}

/// The setters whose documentation names a field.
fn setters<'a>(text: &'a str, field: &str) -> Vec<&'a str> {
    let field = field.trim_start_matches("r#");
    let (link, name) = (format!("::{field}`]"), format!(" `{field}`."));
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let documents = |line: &&str| {
        line.starts_with("/// Sets ") && (line.contains(&link) || line.ends_with(&name))
    };
    let documented = lines.iter().enumerate().filter(|(_, line)| documents(line));
    documented
        .filter_map(|(at, _)| {
            let signature = lines[at..].iter().find_map(|line| line.strip_prefix("pub fn "))?;
            signature.split('(').next()
        })
        .collect()
}
