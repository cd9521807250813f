//! What is generated compiles without a warning and does what it should: each folder of
//! `fixtures/golden` becomes a package, with the fixture's own tests in it, and so does
//! `fixtures/examples`. The examples in their documentation run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smithgen_codegen::Settings;
use smithgen_codegen::diagnostics::Diagnostics;
use smithgen_tests::cargo::{Scratch, has_tool, toml_path};
use smithgen_tests::run::Run;
use smithgen_tests::{fixtures, generate, sources, workspace_root};

/// What a fixture's tests may use beside the package itself.
const DEV_DEPENDENCIES: &str = "\n[dev-dependencies]\nhttp-body = \"1\"\nserde_json = \"1\"\n";

/// The same with a feature that changes how `serde_json` presents numbers. Any crate of a user's program may turn
/// it on.
const ARBITRARY_PRECISION: &str = "\n[dev-dependencies]\nhttp-body = \"1\"\n\
    serde_json = { version = \"1\", features = [\"arbitrary_precision\"] }\n";

/// The fixtures that become packages.
fn folders() -> Vec<PathBuf> {
    let mut folders = generate::goldens();
    folders.push(fixtures().join("examples"));
    folders
}

/// A workspace of all packages, in a folder of that name. Each package has its name in its path, since cargo takes
/// packages of different workspaces for the same, if they have one name and one path within.
fn workspace(name: &str, dev_dependencies: &str) -> Scratch {
    let mut files = BTreeMap::new();
    let mut members = Vec::new();
    for folder in folders() {
        let member = format!("{name}/{}", generate::name(&folder));
        let package = package(&folder, dev_dependencies);
        files.extend(package.into_iter().map(|(path, text)| (format!("{member}/{path}"), text)));
        members.push(format!("\"{member}\""));
    }
    let members = members.join(", ");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    files.insert("Cargo.toml".to_owned(), manifest);
    Scratch::new(env!("CARGO_TARGET_TMPDIR"), name, &files)
}

/// The files of a package, the fixture's tests among them.
fn package(folder: &Path, dev_dependencies: &str) -> BTreeMap<String, String> {
    let runtime = workspace_root().join("runtime");
    let settings = Settings {
        runtime: format!("path = \"{}\"", toml_path(&runtime)),
        ..generate::settings(&generate::name(folder))
    };
    // Some examples of a model do not fit it, of which it warns.
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::generate(&sources(folder), &settings, &mut diagnostics);
    let mut files = package.expect("the model is right").files;
    let manifest = files.get_mut("Cargo.toml").expect("a package has a manifest");
    manifest.push_str(dev_dependencies);
    files.extend(tests(folder));
    files
}

fn tests(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder.join("tests")) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let sources = paths.filter(|path| path.extension().is_some_and(|name| name == "rs"));
    sources
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a fixture's test can be read");
            (format!("tests/{}", generate::name(&path)), text)
        })
        .collect()
}

/// What cargo is to do with the packages, and has no word of warning for. One test, since cargo does one
/// thing at a time in a folder.
#[test]
fn goldens_compile_without_warnings_and_pass_their_tests() {
    let workspace = workspace("goldens", DEV_DEPENDENCIES);
    let tested = workspace.cargo(&["test", "--workspace", "--no-fail-fast"]);
    let mut runs = vec![
        workspace.cargo(&["check", "--workspace", "--no-default-features"]),
        workspace.cargo(&["doc", "--workspace", "--no-deps"]),
    ];
    if has_tool("clippy") {
        runs.push(workspace.cargo(&["clippy", "--workspace"]));
    }
    assert_every_test_ran(&tested);
    runs.push(tested);
    let failed: Vec<String> =
        runs.iter().filter(|run| !run.is_success()).map(Run::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// serde reads and writes numbers with that feature as without it.
#[test]
fn goldens_pass_their_tests_with_numbers_of_arbitrary_precision() {
    let workspace = workspace("arbitrary-precision", ARBITRARY_PRECISION);
    workspace.cargo(&["test", "--workspace", "--tests"]).assert_success();
}

fn assert_every_test_ran(run: &Run) {
    for folder in folders() {
        for (path, _) in tests(&folder) {
            assert!(run.stderr.contains(&format!("Running {path} ")), "{path} did not run\n{run}");
        }
        // Named after the crate, and not after the package.
        let examples = format!("Doc-tests {}", generate::name(&folder).replace('-', "_"));
        assert!(run.stderr.contains(&examples), "{examples} did not run\n{run}");
    }
}
