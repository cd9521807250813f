//! From services to a program that runs cases against them.
//!
//! ```text
//! target/conformance/
//!   target/              what is compiled, for all suites
//!   SUITE/               a workspace
//!     services/NAME/     a generated crate
//!     glue/N/            calls to the operations of some of them
//!     harness/, driver/  what runs the cases
//! ```
//!
//! One crate a service costs a tenth of a second to compile, so hundreds of services are a matter of a minute. The
//! calls are generic, and cost more: they are spread over several crates for the compiler to work on side by side.
//! Files that do not change are not touched, so nothing is compiled twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Deserialize;
use smithgen::paths::Workspace;
use smithgen::screen::progress::Progress;
use smithgen::screen::terminal::note;
use smithgen::swap;
use smithgen_codegen::diagnostics::Diagnostics;
use smithgen_codegen::{Scope, Selection, Settings, ir, report};

use super::case::{Check, EventUnions, Service, Suite};
use crate::cargo;

/// How many services share a crate of calls.
const SERVICES_PER_GLUE: usize = 48;

/// How many services are generated between two words about it.
const SERVICES_PER_STEP: usize = 64;

/// The most characters of a message that are kept.
const MESSAGE: usize = 2000;

const HARNESS: &str = include_str!("driver/harness.rs");
const EVENTS: &str = include_str!("driver/events.rs");
const MAIN: &str = include_str!("driver/main.rs");

/// The program, and what is missing from it.
#[derive(Debug)]
pub(super) struct Program {
    /// The program.
    pub(super) path: PathBuf,
    /// Where it may put its files.
    pub(super) folder: PathBuf,
    /// Services that it lacks, by their indices, and why.
    pub(super) missing: BTreeMap<usize, String>,
    /// Keeps other runs out of the folder.
    _lock: Option<File>,
}

/// A service's crate, and the names that calls need.
struct Generated {
    package: String,
    files: BTreeMap<String, String>,
    /// The operations' names in Rust, by those in the model.
    operations: BTreeMap<String, String>,
    /// The names of the variants of the error.
    errors: Vec<String>,
    /// The names of types in Rust, by their shape ids.
    types: BTreeMap<String, String>,
}

impl Generated {
    /// The name of its library.
    fn library(&self) -> String {
        self.package.replace('-', "_")
    }
}

/// Generates crates for a suite and compiles them; the program has the suite's name.
pub(super) fn build(suite: &Suite, name: &str, workspace: &Workspace) -> Result<Program> {
    let root = workspace.root().join("target/conformance");
    let folder = root.join(name);
    let lock = swap::make_and_lock(&folder)?;
    let (generated, mut missing) = generate(&suite.services, workspace);
    loop {
        let files = files(name, suite, &generated, &missing, workspace);
        write_all(&folder, &files)?;
        cargo::pin(&folder, &workspace.lock_file())?;
        note(&format!("compiling {} services", generated.len() - missing_of(&generated, &missing)));
        let broken = compile(&folder, &root.join("target"))?;
        if broken.is_empty() {
            break;
        }
        for (index, service) in suite.services.iter().enumerate() {
            if let Some(message) = broken.get(&service.package) {
                missing.insert(index, format!("the generated crate does not compile: {message}"));
            }
        }
    }
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(Program { path: root.join("target/debug").join(file), folder, missing, _lock: lock })
}

fn missing_of(generated: &BTreeMap<usize, Generated>, missing: &BTreeMap<usize, String>) -> usize {
    missing.keys().filter(|index| generated.contains_key(index)).count()
}

/// Generates all services; those that cannot be are named with what is wrong with their models.
fn generate(
    services: &[Service],
    workspace: &Workspace,
) -> (BTreeMap<usize, Generated>, BTreeMap<usize, String>) {
    let steps = services.len().div_ceil(SERVICES_PER_STEP);
    let progress = Progress::start("generated", steps);
    let results: Vec<Result<Generated, String>> = services
        .par_chunks(SERVICES_PER_STEP)
        .flat_map_iter(|step| {
            let results: Vec<_> =
                step.iter().map(|service| generate_one(service, workspace)).collect();
            progress.done(&format!("{} services", step.len()));
            results
        })
        .collect();
    progress.finish();
    let (mut generated, mut missing) = (BTreeMap::new(), BTreeMap::new());
    for (index, result) in results.into_iter().enumerate() {
        match result {
            Ok(one) => drop(generated.insert(index, one)),
            Err(message) => drop(missing.insert(index, message)),
        }
    }
    (generated, missing)
}

fn generate_one(service: &Service, workspace: &Workspace) -> Result<Generated, String> {
    let settings = Settings {
        package: service.package.clone(),
        operations: Selection::All,
        scope: Scope::Whole,
        runtime: runtime(workspace),
        standalone: false,
        origin: Vec::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let lowered = smithgen_codegen::lower(&service.model, &settings, &mut diagnostics);
    let (Some(lowered), false) = (lowered, diagnostics.has_errors()) else {
        return Err(shorten(&report::render(&service.model, &diagnostics, false)));
    };
    let package =
        smithgen_codegen::generate(&service.model, &settings, &mut Diagnostics::default());
    let package = package.ok_or("the crate cannot be generated")?;
    Ok(Generated {
        package: service.package.clone(),
        files: package.files,
        operations: operations(&lowered),
        errors: lowered.errors.iter().map(|error| error.name.clone()).collect(),
        types: types(&lowered),
    })
}

fn operations(package: &ir::Package) -> BTreeMap<String, String> {
    let named = package.operations.iter();
    named.map(|operation| (operation.model_name.clone(), operation.item.name.clone())).collect()
}

fn types(package: &ir::Package) -> BTreeMap<String, String> {
    let items = package.types.iter().map(ir::TypeDef::item);
    items.map(|item| (item.shape_id.clone(), item.name.clone())).collect()
}

/// The dependency on the runtime, as TOML.
fn runtime(workspace: &Workspace) -> String {
    format!("{{ path = {:?} }}", workspace.runtime().to_string_lossy())
}

fn shorten(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text.to_owned(),
    }
}

/// The files of the workspace, by path.
fn files(
    name: &str,
    suite: &Suite,
    generated: &BTreeMap<usize, Generated>,
    missing: &BTreeMap<usize, String>,
    workspace: &Workspace,
) -> BTreeMap<String, String> {
    let there: BTreeMap<usize, &Generated> = generated
        .iter()
        .filter(|(index, _)| !missing.contains_key(index))
        .map(|(index, one)| (*index, one))
        .collect();
    let mut files = BTreeMap::new();
    for one in there.values() {
        for (path, text) in &one.files {
            files.insert(format!("services/{}/{path}", one.package), text.clone());
        }
    }
    let indices: Vec<usize> = there.keys().copied().collect();
    let calls = calls(suite);
    let groups: Vec<&[usize]> = indices.chunks(SERVICES_PER_GLUE).collect();
    for (number, group) in groups.iter().enumerate() {
        let group: Vec<(usize, &Generated)> = group.iter().map(|it| (*it, there[it])).collect();
        let packages: Vec<&str> = group.iter().map(|(_, one)| one.package.as_str()).collect();
        files.insert(format!("glue/{number}/Cargo.toml"), glue_manifest(number, &packages));
        files.insert(format!("glue/{number}/src/lib.rs"), glue(&group, &calls));
    }
    files.insert("harness/Cargo.toml".to_owned(), harness_manifest(workspace));
    files.insert("harness/src/lib.rs".to_owned(), HARNESS.to_owned());
    files.insert("harness/src/events.rs".to_owned(), EVENTS.to_owned());
    files.insert("driver/Cargo.toml".to_owned(), driver_manifest(name, groups.len()));
    files.insert("driver/src/main.rs".to_owned(), driver(groups.len()));
    files.insert("Cargo.toml".to_owned(), WORKSPACE.to_owned());
    files
}

const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"driver\"]

# What matters is how long it takes to compile.
[profile.dev]
debug = 0
incremental = false
";

const JSON: &str =
    "serde_json = { version = \"1\", default-features = false, features = [\"std\"] }\n";

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    )
}

fn harness_manifest(workspace: &Workspace) -> String {
    let runtime = workspace.runtime();
    let runtime = runtime.to_string_lossy();
    let features = "\"eventstream\", \"params\"";
    let runtime = format!("smithgen-runtime = {{ path = {runtime:?}, features = [{features}] }}\n");
    let body = "http-body = \"1\"\n";
    manifest("harness", &format!("{body}{JSON}{runtime}"))
}

fn glue_manifest(number: usize, packages: &[&str]) -> String {
    let mut dependencies = "harness = { path = \"../../harness\" }\n".to_owned();
    for name in packages {
        let path = format!("path = \"../../services/{name}\"");
        let _ = writeln!(dependencies, "{name} = {{ {path}, default-features = false }}");
    }
    manifest(&format!("glue-{number}"), &dependencies)
}

fn driver_manifest(name: &str, groups: usize) -> String {
    let mut dependencies = "harness = { path = \"../harness\" }\n".to_owned();
    for number in 0..groups {
        let _ = writeln!(dependencies, "glue-{number} = {{ path = \"../glue/{number}\" }}");
    }
    manifest(name, &format!("{dependencies}{JSON}"))
}

fn driver(groups: usize) -> String {
    let mut text =
        format!("{MAIN}\nfn find(service: &str, operation: &str, kind: &str) -> Option<Run> {{\n");
    text.push_str("    None\n");
    for number in 0..groups {
        let _ =
            writeln!(text, "        .or_else(|| glue_{number}::find(service, operation, kind))");
    }
    text.push_str("}\n");
    text
}

/// What is called: operations of services, by their indices.
type Calls<'a> = BTreeMap<usize, BTreeSet<Call<'a>>>;

/// An operation, and what is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Call<'a> {
    operation: &'a str,
    kind: Kind<'a>,
}

/// What a case does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind<'a> {
    /// Writes a request.
    Request,
    /// Reads a response.
    Response,
    /// Writes and reads events.
    Events(&'a EventUnions),
}

impl<'a> Kind<'a> {
    /// Of a case.
    pub(super) fn of(check: &'a Check) -> Self {
        match check {
            Check::Request(_) => Self::Request,
            Check::Response(_) => Self::Response,
            Check::Events(check) => Self::Events(&check.unions),
        }
    }

    /// What the driver calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Events(_) => "events",
        }
    }
}

fn calls(suite: &Suite) -> Calls<'_> {
    let mut calls: Calls<'_> = BTreeMap::new();
    for case in &suite.cases {
        if let Ok(service) = &case.service {
            let call = Call { operation: &case.operation, kind: Kind::of(&case.check) };
            calls.entry(*service).or_default().insert(call);
        }
    }
    calls
}

/// The crate that calls the operations of some services.
fn glue(group: &[(usize, &Generated)], calls: &Calls<'_>) -> String {
    let mut errors = String::new();
    let mut arms = String::new();
    for (index, one) in group {
        let called = calls.get(index).into_iter().flatten();
        let mut reads = false;
        for call in called {
            let Some(run) = run(one, *call) else { continue };
            reads |= call.kind != Kind::Request;
            let (package, operation, kind) = (&one.package, call.operation, call.kind.name());
            let _ = writeln!(arms, "        ({package:?}, {operation:?}, {kind:?}) => {run},");
        }
        if reads {
            errors.push_str(&modelled(&one.library(), &one.errors));
        }
    }
    format!(
        "//! Calls to generated operations.\n\nuse harness::{{Modelled, Run}};\n\n\
         /// How a case is run.\n\
         pub fn find(service: &str, operation: &str, kind: &str) -> Option<Run> {{\n    \
         let run: Run = match (service, operation, kind) {{\n{arms}        _ => return None,\n    }};\n    \
         Some(run)\n}}\n{errors}"
    )
}

/// The function that runs a call; none where the crate lacks what is called.
fn run(one: &Generated, call: Call<'_>) -> Option<String> {
    let library = one.library();
    let marker = format!("{library}::operation::{}", one.operations.get(call.operation)?);
    Some(match call.kind {
        Kind::Request => format!("harness::request::<{marker}>"),
        Kind::Response => format!("|case| harness::response::<{marker}>(case, {library})"),
        Kind::Events(unions) => {
            let name = |id: &str| Some(format!("{library}::types::{}", one.types.get(id)?));
            let (input, output) = (name(&unions.input)?, name(&unions.output)?);
            format!("|case| harness::events::<{marker}, {input}, {output}>(case, {library})")
        }
    })
}

/// The function that finds out which error of the model an error is.
fn modelled(library: &str, errors: &[String]) -> String {
    let mut arms = String::new();
    for name in errors {
        let _ = writeln!(arms, "        Error::{name}(error) => harness::modelled(&**error),");
    }
    format!(
        "\nfn {library}(error: &{library}::Error) -> Modelled<'_> {{\n    \
         use {library}::Error;\n    match error {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}

/// Makes a folder hold these files, and no others of ours.
fn write_all(folder: &Path, files: &BTreeMap<String, String>) -> Result<()> {
    for (path, text) in files {
        cargo::write_source(&folder.join(path), text)?;
    }
    for name in ["services", "glue"] {
        remove_others(&folder.join(name), name, files)?;
    }
    Ok(())
}

/// Deletes the folders of packages that are no longer there. Files that a package no longer has do no harm: no
/// module names them.
fn remove_others(folder: &Path, name: &str, files: &BTreeMap<String, String>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let manifest = format!("{name}/{}/Cargo.toml", entry.file_name().to_string_lossy());
        if !files.contains_key(&manifest) {
            fs::remove_dir_all(entry.path())
                .with_context(|| format!("`{}` cannot be deleted", entry.path().display()))?;
        }
    }
    Ok(())
}

/// A message of cargo.
#[derive(Debug, Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    package_id: String,
    #[serde(rename = "message")]
    about: Option<CompilerMessage>,
}

#[derive(Debug, Deserialize)]
struct CompilerMessage {
    level: String,
    rendered: Option<String>,
}

/// Compiles the driver. The services that do not compile, and the first error of each.
fn compile(folder: &Path, target: &Path) -> Result<BTreeMap<String, String>> {
    let mut command = cargo::command();
    command
        .args(["build", "--keep-going", "--message-format", "json"])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target);
    // Someone who watches sees what cargo does; a log has no use for it.
    if io::stderr().is_terminal() {
        command.stderr(Stdio::inherit());
    } else {
        command.arg("--quiet");
    }
    let output = command.output().context("`cargo` cannot be run")?;
    if output.status.success() {
        return Ok(BTreeMap::new());
    }
    let errors = errors(&String::from_utf8_lossy(&output.stdout));
    let of_services: BTreeMap<String, String> = errors
        .iter()
        .filter_map(|(id, text)| Some((service_of(id)?.to_owned(), shorten(text))))
        .collect();
    if of_services.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        let first = errors.into_iter().next().map_or_else(String::new, |(_, text)| text);
        bail!("the program that runs the cases does not compile\n{}\n{first}", said.trim_end());
    }
    Ok(of_services)
}

/// The first error of each package, by the package's id.
fn errors(messages: &str) -> BTreeMap<String, String> {
    let mut errors = BTreeMap::new();
    let parsed = messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    for message in parsed.filter(|message| message.reason == "compiler-message") {
        let Some(CompilerMessage { level, rendered: Some(text) }) = message.about else {
            continue;
        };
        if level == "error" {
            errors.entry(message.package_id).or_insert(text);
        }
    }
    errors
}

/// The service that a package's id, such as `path+file:///a/services/b#0.1.0`, is of.
fn service_of(package_id: &str) -> Option<&str> {
    let (path, _) = package_id.split_once('#')?;
    let (_, name) = path.rsplit_once("/services/")?;
    (!name.contains('/')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_of_a_package_is_kept() {
        let line = |level: &str, text: &str| {
            format!(
                r#"{{"reason":"compiler-message","package_id":"path+file:///w/services/a-b#0.1.0","message":{{"level":"{level}","rendered":"{text}"}}}}"#
            )
        };
        let text =
            ["not json".to_owned(), line("warning", "w"), line("error", "x"), line("error", "y")];
        let errors = errors(&text.join("\n"));
        let (id, error) = errors.first_key_value().unwrap();
        assert_eq!((service_of(id), error.as_str(), errors.len()), (Some("a-b"), "x", 1));
        assert_eq!(service_of("registry+https://x#serde@1.0.0"), None);
    }
}
