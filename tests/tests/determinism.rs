//! Same input, same bytes out; and `regenerate --check` holds the tree to it.

use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::ThreadPoolBuilder;
use smithgen_codegen::diagnostics::Source;
use smithgen_codegen::{Package, Selection, Settings};
use smithgen_tests::run::Run;
use smithgen_tests::{generate, sources, workspace_root};

/// A model by its name.
type Named = (String, Vec<Source>);

/// Every model at hand.
fn models() -> Vec<Named> {
    let goldens = generate::goldens();
    let goldens = goldens.iter().map(|folder| (generate::name(folder), sources(folder)));
    let cognito = ("cognito-identity-provider".to_owned(), generate::cognito_sources());
    goldens.chain([cognito]).collect()
}

fn generate_in(threads: usize, (name, sources): &Named) -> Package {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| generate::package(sources, &generate::settings(name)))
}

#[test]
fn the_same_bytes_come_out_of_one_thread_and_of_four() {
    for model in models() {
        let first = generate_in(1, &model);
        assert!(first.files.len() > 10, "{}", model.0);
        for threads in [1, 4, 4] {
            let again = generate_in(threads, &model);
            assert_same(&first, &again, &model.0);
            assert_eq!(first.summary, again.summary);
        }
    }
}

fn assert_same(first: &Package, second: &Package, name: &str) {
    assert!(first.files.keys().eq(second.files.keys()), "{name} has other files");
    for (path, text) in &first.files {
        assert!(*text == second.files[path], "{name}: {path} differs");
    }
}

/// The order in which files are named does not matter, nor that in which a file has its shapes.
#[test]
fn the_same_bytes_come_out_of_sources_in_another_order() {
    let (name, mut sources) = models().pop().expect("the model in the tree");
    assert!(sources.len() > 1, "{name} has one file");
    let first = generate_in(2, &(name.clone(), sources.clone()));
    sources.reverse();
    assert_same(&first, &generate_in(2, &(name.clone(), sources)), &name);
}

/// Names and boxes are decided on the whole service: what a slice has is what the whole has, but for the
/// documentation, which links to what is there.
#[test]
fn a_slice_has_the_files_of_the_whole() {
    for (name, sources) in models() {
        let whole = generate::package(&sources, &generate::settings(&name));
        let operations = operation_names(&whole);
        assert!(operations.len() > 1, "{name}");
        for operation in operations.iter().step_by(operations.len().div_ceil(8)) {
            let only = Selection::Only(vec![operation.clone()]);
            let settings = Settings { operations: only, ..generate::settings(&name) };
            let slice = generate::package(&sources, &settings);
            assert!(slice.files.len() < whole.files.len(), "{name}: {operation} has everything");
            let items = |path: &&String| path.matches('/').count() > 1;
            for path in slice.files.keys().filter(items) {
                let (slice, whole) = (code(&slice.files[path]), code(&whole.files[path]));
                assert_eq!(slice, whole, "{name}: {path}");
            }
        }
    }
}

/// A file without its documentation.
fn code(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// The names of a package's operations, from the facts that its files state.
fn operation_names(package: &Package) -> Vec<String> {
    let operations = package.files.iter().filter(|(path, _)| path.starts_with("src/operation/"));
    operations
        .filter_map(|(_, text)| {
            let (_, rest) = text.split_once(".named(\"")?;
            Some(rest.split_once('"')?.0.to_owned())
        })
        .collect()
}

#[test]
fn the_tree_is_what_is_generated() {
    check(&workspace_root()).assert_success();
}

#[test]
fn a_changed_line_is_found_and_the_command_that_mends_it_named() {
    let copy = tempfile::tempdir().expect("a folder");
    for folder in ["models", "generated", "runtime/src"] {
        copy_folder(&workspace_root().join(folder), &copy.path().join(folder));
    }
    let file = "generated/cognito-identity-provider/src/types/attribute_type.rs";
    change_a_line(&copy.path().join(file));
    let run = check(copy.path());
    assert!(!run.is_success(), "{}", run.stdout);
    let said = run.stdout + &run.stderr;
    for expected in [
        file,
        "-    pub value: Option<u8>,",
        "+    pub value: Option<String>,",
        "cargo xtask regenerate",
    ] {
        assert!(said.contains(expected), "`{expected}` is not in:\n{said}");
    }
    assert!(!said.contains("attribute_data_type.rs"), "what has not changed is named:\n{said}");
}

fn change_a_line(path: &Path) {
    let text = fs::read_to_string(path).expect("a generated file");
    let changed = text.replacen("pub value: Option<String>,", "pub value: Option<u8>,", 1);
    assert_ne!(text, changed, "the line to be changed is not there");
    fs::write(path, changed).expect("the file is ours");
}

/// Runs `cargo xtask regenerate --check` on a workspace.
fn check(root: &Path) -> Run {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "xtask", "--", "regenerate", "--check", "--root"]);
    command.arg(root).current_dir(workspace_root());
    Run::of(&mut command)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").filter_map(Result::ok) {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).expect("a file can be copied");
        }
    }
}
