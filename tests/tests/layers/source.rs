//! Sources, and the paths that their code names.

use std::fs;
use std::path::{Path, PathBuf};

use smithgen_tests::workspace_root;

use crate::tokens::{Token, is_word, tokens};

/// A source, and the paths that its code names, without what is there for tests alone.
#[derive(Debug)]
pub(crate) struct File {
    /// Where it is, from the root of the workspace.
    pub(crate) path: PathBuf,
    /// The names of its module, from the root of the crate.
    pub(crate) module: Vec<String>,
    /// What it says.
    pub(crate) text: String,
    /// The paths with their lines, as they read from the root of the crate.
    pub(crate) paths: Vec<(usize, Vec<String>)>,
    /// The modules that it declares for tests alone, each in a file of its own.
    tests: Vec<String>,
}

impl File {
    /// Reads the text of a file.
    pub(crate) fn new(path: PathBuf, module: Vec<String>, text: &str) -> Self {
        let Code { tokens, tests } = Code::of(&tokens(text));
        let paths = paths(&tokens, &module);
        Self { path, module, text: text.to_owned(), paths, tests }
    }
}

/// Every source of a package, but for those of tests.
pub(crate) fn package_files(package: &str) -> Vec<File> {
    let root = workspace_root().join(package).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    assert!(files.len() > 5, "{} holds next to nothing", root.display());
    let tests: Vec<Vec<String>> = files.iter().flat_map(test_modules).collect();
    files.retain(|file| !tests.iter().any(|test| file.module.starts_with(test)));
    files
}

fn test_modules(file: &File) -> Vec<Vec<String>> {
    let within = |name: &String| [&file.module[..], std::slice::from_ref(name)].concat();
    file.tests.iter().map(within).collect()
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

/// What of a source is compiled for users.
struct Code {
    tokens: Vec<Token>,
    tests: Vec<String>,
}

impl Code {
    /// Takes out each item that follows a `#[cfg(test)]` or a `#[cfg(all(test, ..))]`, and what `quote!` holds: code
    /// of other crates.
    fn of(all: &[Token]) -> Self {
        const QUOTE: [&str; 2] = ["quote", "!"];
        let mut code = Self { tokens: Vec::new(), tests: Vec::new() };
        let mut rest = all;
        while let Some((first, after)) = rest.split_first() {
            if let Some(item) = after_mark(rest) {
                let (item, after) = item.split_at(item_length(item));
                code.tests.extend(declared(item));
                rest = after;
            } else if starts_with(rest, &QUOTE) {
                let (call, quoted) = rest.split_at(QUOTE.len());
                code.tokens.extend_from_slice(call);
                rest = &quoted[group_length(quoted)..];
            } else {
                code.tokens.push(first.clone());
                rest = after;
            }
        }
        code
    }
}

/// What follows the attribute by which an item is there for tests alone, if tokens start with that.
fn after_mark(tokens: &[Token]) -> Option<&[Token]> {
    const MARKS: [&[&str]; 2] =
        [&["#", "[", "cfg", "(", "test", ")"], &["#", "[", "cfg", "(", "all", "(", "test", ","]];
    let is_marked = MARKS.iter().any(|mark| starts_with(tokens, mark));
    let end = tokens.iter().position(|token| token.text == "]").filter(|_| is_marked)?;
    tokens.get(end + 1..)
}

fn starts_with(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(token, word)| token.text == *word)
}

/// How many tokens the item or statement has that tokens start with: up to a `;` or the end of a block.
fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// How many tokens the group has that tokens start with, its brackets included.
fn group_length(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The module that an item declares to be in a file of its own.
fn declared(item: &[Token]) -> Option<String> {
    match item {
        [.., word, name, end] if word.text == "mod" && end.text == ";" => Some(name.text.clone()),
        _ => None,
    }
}

/// Every path of the code, as it reads from the root of the crate: `super` and `self` are resolved, also within
/// a module that is written in the file, and groups are spread out.
fn paths(tokens: &[Token], module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut inner = Inner::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = &tokens[at..];
        if starts_with(rest, &["pub", "("]) {
            // Who may see an item is no use of anything.
            at += rest.iter().position(|token| token.text == ")").unwrap_or(rest.len());
        } else if starts_with(rest, &["use", "{"]) {
            at = tree(tokens, at + 1, &[], &mut |line, path| {
                found.push((line, inner.resolved(path, module)));
            });
        } else if token.text.starts_with(is_word) {
            inner.see(rest);
            at = tree(tokens, at, &[], &mut |line, path| {
                found.push((line, inner.resolved(path, module)));
            });
        } else {
            inner.see(rest);
            at += 1;
        }
    }
    found
}

/// The modules that are written within a file, around the place that is read.
#[derive(Default)]
struct Inner {
    depth: usize,
    /// Each with the depth of its block.
    modules: Vec<(usize, String)>,
}

impl Inner {
    fn see(&mut self, rest: &[Token]) {
        match rest {
            [word, name, brace, ..] if word.text == "mod" && brace.text == "{" => {
                self.modules.push((self.depth, name.text.clone()));
            }
            [brace, ..] if brace.text == "{" => self.depth += 1,
            [brace, ..] if brace.text == "}" => {
                self.depth = self.depth.saturating_sub(1);
                self.modules.retain(|(depth, _)| *depth < self.depth);
            }
            _ => {}
        }
    }

    fn resolved(&self, path: Vec<String>, module: &[String]) -> Vec<String> {
        if !path.first().is_some_and(|part| part == "self" || part == "super") {
            return path;
        }
        let mut at: Vec<String> = vec!["crate".to_owned()];
        at.extend_from_slice(module);
        at.extend(self.modules.iter().map(|(_, name)| name.clone()));
        for part in path {
            match part.as_str() {
                "self" => {}
                "super" => at.truncate(at.len().saturating_sub(1).max(1)),
                _ => at.push(part),
            }
        }
        at
    }
}

/// Reads the path or group that starts at a place; the place after it.
fn tree(
    tokens: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut impl FnMut(usize, Vec<String>),
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
    found(line, path);
    at
}

/// Reads the paths of a group, whose brace was seen; the place after the closing one.
fn group(
    tokens: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut impl FnMut(usize, Vec<String>),
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
