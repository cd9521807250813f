//! A program outside the workspace that depends on the generated Cognito crate by its path: what it builds
//! and reads, and what the compiler refuses it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use smithgen_tests::cargo::{Scratch, toml_path};
use smithgen_tests::run::Run;
use smithgen_tests::{fixtures, workspace_root};

/// Starts the line of a refused program that says what the compiler is to answer.
const EXPECT: &str = "//! expect: ";

/// The first line of the one program that is not refused.
const COMPILES: &str = "//! compiles";

#[test]
fn a_program_outside_builds_requests_and_reads_responses() {
    let main = read(&fixtures().join("outside").join("src").join("main.rs"));
    let package = package("outside", [("src/main.rs".to_owned(), main)]);
    let run = package.cargo(&["run", "--quiet"]);
    run.assert_success();
    assert_eq!(run.stdout, "all is well\n");
}

#[test]
fn the_compiler_refuses_what_is_wrong_and_says_why() {
    let programs = programs();
    let sources = programs.iter().map(|(name, text)| (format!("src/bin/{name}.rs"), text.clone()));
    let package = package("refused", sources);
    let run = package.cargo(&["check", "--bins", "--keep-going", "--message-format=json"]);
    let answers = Answers::of(&run);
    let failures: Vec<String> =
        programs.iter().filter_map(|(name, text)| answers.check(name, text).err()).collect();
    assert!(failures.is_empty(), "{}\n{}", failures.join("\n"), run.stderr);
}

/// A package that stands alone and has one dependency.
fn package(name: &str, files: impl IntoIterator<Item = (String, String)>) -> Scratch {
    let cognito = workspace_root().join("generated").join("cognito-identity-provider");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [workspace]\n\n[dependencies]\ncognito-identity-provider = {{ path = \"{}\" }}\n",
        toml_path(&cognito)
    );
    let mut files: BTreeMap<String, String> = files.into_iter().collect();
    files.insert("Cargo.toml".to_owned(), manifest);
    Scratch::new(env!("CARGO_TARGET_TMPDIR"), name, &files)
}

/// Every program of `fixtures/refused`, by name.
fn programs() -> BTreeMap<String, String> {
    let entries = fs::read_dir(fixtures().join("refused")).expect("a folder of programs");
    let paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let name = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned());
    paths.iter().filter_map(|path| Some((name(path)?, read(path)))).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the compiler said to each program.
#[derive(Debug, Default)]
struct Answers {
    compiled: BTreeSet<String>,
    diagnostics: BTreeMap<String, String>,
}

impl Answers {
    fn of(run: &Run) -> Self {
        let mut answers = Self::default();
        let messages = run.stdout.lines().filter_map(|line| serde_json::from_str(line).ok());
        for message in messages {
            answers.take(&message);
        }
        answers
    }

    fn take(&mut self, message: &serde_json::Value) {
        let text = |pointer| message.pointer(pointer).and_then(serde_json::Value::as_str);
        let Some(target) = text("/target/name") else { return };
        if text("/reason") == Some("compiler-artifact") {
            self.compiled.insert(target.to_owned());
        }
        if let Some(rendered) = text("/message/rendered") {
            self.diagnostics.entry(target.to_owned()).or_default().push_str(rendered);
        }
    }

    /// Compares the answer to a program with what the program expects.
    fn check(&self, name: &str, program: &str) -> Result<(), String> {
        let said = self.diagnostics.get(name).map_or("", String::as_str);
        let compiled = self.compiled.contains(name);
        if program.lines().next() == Some(COMPILES) {
            return if compiled { Ok(()) } else { Err(format!("`{name}` is refused:\n{said}")) };
        }
        if compiled {
            return Err(format!("`{name}` compiles"));
        }
        let expected: Vec<&str> =
            program.lines().filter_map(|line| line.strip_prefix(EXPECT)).collect();
        let missing: Vec<&str> =
            expected.iter().copied().filter(|text| !said.contains(text)).collect();
        match (expected.as_slice(), missing.as_slice()) {
            ([], _) => Err(format!("`{name}` does not say what it expects")),
            (_, []) => Ok(()),
            _ => Err(format!("`{name}` lacks {missing:#?} in:\n{said}")),
        }
    }
}
