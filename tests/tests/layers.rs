//! The order of codegen's modules, which data flows through one way, and what each may know. See
//! ARCHITECTURE.md.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use smithgen_tests::workspace_root;

/// For each module of codegen, the others that it may use. What is not among these lines is refused, a new
/// module included.
const ORDER: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("naming", &[]),
    ("docs", &[]),
    ("error", &["model"]),
    ("input", &["error", "model", "naming", "docs"]),
    ("transform", &["error", "model", "naming", "docs"]),
    ("ir", &["error", "naming", "docs"]),
    ("lower", &["error", "model", "naming", "docs", "input", "transform", "ir"]),
    ("emit", &["error", "naming", "docs", "ir"]),
    ("render", &["error", "naming", "docs", "ir", "emit"]),
    ("report", &["error", "model", "input::locate"]),
    ("equivalence", &["ir"]),
    // The pipeline itself.
    ("", &["error", "input", "transform", "lower", "emit", "render", "ir", "model", "report"]),
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

/// Parts of the standard library that only xtask may use: codegen is a function of its input alone.
const OUTSIDE: [&str; 4] = ["fs", "net", "env", "process"];

/// How paths start that are of one machine.
const MACHINE_PATHS: [&str; 6] = ["/home/", "/tmp/", "/Users/", "/usr/", "/var/", "C:\\"];

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
        .flat_map(|file| file.breaches(|file, path| order(&file.module, path)))
        .collect();
    assert_none(&breaches);
}

#[test]
fn only_some_modules_know_how_to_read_and_to_write() {
    let breaches: Vec<Breach> = codegen()
        .iter()
        .flat_map(|file| file.breaches(|file, path| knowledge(&file.module, path)))
        .collect();
    assert_none(&breaches);
}

#[test]
fn codegen_touches_nothing_outside() {
    let breaches: Vec<Breach> =
        codegen().iter().flat_map(|file| file.breaches(|_, path| outside(path))).collect();
    assert_none(&breaches);
}

#[test]
fn no_source_holds_a_path_of_a_machine() {
    let files = ["codegen", "runtime", "xtask"].map(|package| package_files(package, "src"));
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
        file.breaches(rule).iter().map(Breach::to_string).collect()
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

fn order(module: &[String], path: &[String]) -> Option<String> {
    let [root, used, rest @ ..] = path else { return None };
    // What stands at the root itself, such as `crate::Settings`, is plain data for all.
    let is_module = used.starts_with(|first: char| first.is_ascii_lowercase());
    let here = module.first().map_or("", String::as_str);
    if root != "crate" || !is_module || used == here || is_generated(here, used) {
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

/// Whether the path is one of what is emitted, whose modules are others.
fn is_generated(module: &str, used: &str) -> bool {
    module == "emit" && ["types", "builder", "schema", "operation"].contains(&used)
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
    package_files("codegen", "src")
}

/// Every source in a folder of a package.
fn package_files(package: &str, folder: &str) -> Vec<File> {
    let root = workspace_root().join(package).join(folder);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    assert!(files.len() > 5, "{} holds next to nothing", root.display());
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source is a text");
            let module = module_of(path.strip_prefix(root).unwrap_or(&path));
            let shown = path.strip_prefix(workspace_root()).unwrap_or(&path).to_owned();
            files.push(File::new(shown, module, &text));
        }
    }
}

/// The module of a file: `emit/builder.rs` is `emit::builder`, `lib.rs` the root.
fn module_of(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "lib" && part != "mod" && part != "main").collect()
}

/// A source, and the paths that its code names.
struct File {
    path: PathBuf,
    module: Vec<String>,
    text: String,
    paths: Vec<(usize, Vec<String>)>,
}

impl File {
    fn new(path: PathBuf, module: Vec<String>, text: &str) -> Self {
        let tokens = tokens(text);
        let paths = paths(without_tests(&tokens), &module);
        Self { path, module, text: text.to_owned(), paths }
    }

    fn breaches(&self, rule: impl Fn(&Self, &[String]) -> Option<String>) -> Vec<Breach> {
        let broken = self.paths.iter().filter_map(|(line, path)| Some((*line, rule(self, path)?)));
        broken.map(|(line, rule)| Breach { file: self.path.clone(), line, rule }).collect()
    }
}

/// A word, or a sign that matters to paths, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

/// The words and signs of a source, without comments, strings and characters.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, is_token) = match skipped(rest) {
            0 if is_word(first) => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true),
            0 if rest.starts_with("::") => (2, true),
            0 => (first.len_utf8(), !first.is_whitespace()),
            length => (length, false),
        };
        let (text, tail) = rest.split_at(length);
        if is_token {
            tokens.push(Token { line, text: text.to_owned() });
        }
        line += text.matches('\n').count();
        rest = tail;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment, string or character that a text starts with.
fn skipped(text: &str) -> usize {
    let to_the = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at);
    if text.starts_with("//") {
        return to_the("\n", 0);
    }
    if text.starts_with("/*") {
        return to_the("*/", 2) + 2;
    }
    if let Some(raw) = text.strip_prefix('r').map(|rest| rest.trim_start_matches('#')) {
        let hashes = text.len() - 1 - raw.len();
        if raw.starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            return to_the(&end, hashes + 2) + end.len();
        }
    }
    match text.as_bytes() {
        [b'"', ..] => quoted(text, '"'),
        [b'\'', b'\\', ..] => quoted(text, '\''),
        // Any other single quote that is closed after one character; else it is a lifetime.
        [b'\'', ..] => {
            let mut chars = text.char_indices().skip(2);
            chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1)
        }
        _ => 0,
    }
}

/// The length of what stands between two quotes, with them.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What stands before the module of tests, which by custom is the last of a file.
fn without_tests(tokens: &[Token]) -> &[Token] {
    let marks = ["#", "[", "cfg", "(", "test", ")", "]"];
    let is_mark = |window: &[Token]| window.iter().map(|token| token.text.as_str()).eq(marks);
    let start = tokens.windows(marks.len()).position(is_mark);
    &tokens[..start.unwrap_or(tokens.len())]
}

/// Every path of the code, as it reads from the root of the crate: `super` and `self` are resolved, and
/// groups are spread out.
fn paths(tokens: &[Token], module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts = is_word(tokens[at].text.chars().next().unwrap_or(' '))
            || tokens[at].text == "{" && at > 0 && tokens[at - 1].text == "use";
        at = if starts { tree(tokens, at, &[], &mut found) } else { at + 1 };
    }
    found.into_iter().map(|(line, path)| (line, resolved(path, module))).collect()
}

/// Reads the path or group that starts at a place; the place after it.
fn tree(
    tokens: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let line = tokens[at].line;
    let mut path = before.to_vec();
    while let Some(token) = tokens.get(at) {
        if token.text == "{" {
            return group(tokens, at + 1, &path, found);
        }
        if !token.text.starts_with(is_word) {
            break;
        }
        path.push(token.text.clone());
        at += 1;
        match tokens.get(at) {
            Some(next) if next.text == "::" => at += 1,
            _ => break,
        }
    }
    found.push((line, path));
    at
}

/// Reads the paths of a group, whose brace was seen; the place after the closing one.
fn group(
    tokens: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "}" => return at + 1,
            text if text.starts_with(is_word) => at = tree(tokens, at, before, found),
            _ => at += 1,
        }
    }
    at
}

fn resolved(path: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let is_self = path.first().is_some_and(|part| part == "self");
    if ups == 0 && !is_self {
        return path;
    }
    let kept = module.len().saturating_sub(ups);
    let rest = path.into_iter().skip(ups.max(1));
    ["crate".to_owned()].into_iter().chain(module[..kept].iter().cloned()).chain(rest).collect()
}
