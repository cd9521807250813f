//! What users see of the program itself: its name, its version, where it works, and how it ends.

use std::fs;
use std::path::Path;
use std::process::Command;

use smithgen_tests::run::{Run, assert_has};
use tempfile::TempDir;

/// The program, in a folder.
fn smithgen(folder: &Path, words: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_smithgen")).args(words).current_dir(folder))
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn help_and_version_are_no_errors() {
    let folder = folder();
    let help = smithgen(folder.path(), &["--help"]);
    help.assert_success();
    assert_has(
        &help.stdout,
        &["Usage: smithgen [OPTIONS] <COMMAND>", "\n  regenerate ", "\n  models "],
    );
    let version = smithgen(folder.path(), &["--version"]);
    version.assert_success();
    assert_eq!(version.stdout, concat!("smithgen ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_workshop_is_no_part_of_it() {
    let help = smithgen(folder().path(), &["--help"]);
    for command in ["conformance", "corpus", "docs-check", "bench", "guard", "e2e"] {
        assert!(!help.stdout.contains(command), "{}", help.stdout);
        assert_eq!(smithgen(folder().path(), &[command]).code, Some(2));
    }
}

#[test]
fn help_names_the_command_that_was_run() {
    let pages = [&["regenerate"][..], &["models"], &["models", "pull"], &["models", "import"]];
    for words in pages {
        let page = smithgen(folder().path(), &[words, &["--help"]].concat());
        page.assert_success();
        assert_has(&page.stdout, &[&format!("Usage: smithgen {}", words.join(" "))]);
        assert!(!page.stdout.contains("xtask"), "{}", page.stdout);
    }
    let page = smithgen(folder().path(), &["regenerate", "--help"]);
    assert_has(&page.stdout, &["\n  smithgen regenerate --check\n"]);
}

/// A program of a team's own that is called `xtask` runs by the alias of that name.
#[cfg(unix)]
#[test]
fn a_program_goes_by_the_name_that_it_was_started_with() {
    let folder = folder();
    for (file, name) in [("xtask", "cargo xtask"), ("cargo-models", "cargo models")] {
        let program = folder.path().join(file);
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_smithgen"), &program).unwrap();
        let page = Run::of(Command::new(&program).args(["models", "import", "--help"]));
        assert_has(
            &page.stdout,
            &[
                &format!("Usage: {name} models import"),
                &format!("\n  {name} models pull sqs && {name} models import sqs --out"),
            ],
        );
        let run = Run::of(Command::new(&program).args(["regenerate", "--servise"]));
        assert_has(&run.stderr, &[&format!("Usage: {name} regenerate")]);
    }
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_what_there_is() {
    for (words, expected) in [
        (&["regenrate"][..], "a similar subcommand exists: 'regenerate'"),
        (&["regenerate", "--chekc"], "a similar argument exists: '--check'"),
        (&["models", "--no-such"], "unexpected argument '--no-such' found"),
        (&["--color", "red", "regenerate"], "invalid value 'red' for '--color <WHEN>'"),
        (&[], "Usage: smithgen [OPTIONS] <COMMAND>"),
    ] {
        let run = smithgen(folder().path(), words);
        assert_eq!(run.code, Some(2), "{run}");
        assert_has(&run.stderr, &[expected]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn it_works_on_the_workspace_around_the_current_folder() {
    let folder = folder();
    let inside = folder.path().join("generated/weather/src");
    fs::create_dir_all(&inside).unwrap();
    let run = smithgen(&inside, &["regenerate", "--check"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_has(&run.stderr, &["`models/services.toml` cannot be read"]);

    fs::create_dir(folder.path().join("models")).unwrap();
    fs::write(folder.path().join("models/services.toml"), "").unwrap();
    smithgen(&inside, &["regenerate", "--check"]).assert_success();
    let root = folder.path().to_str().unwrap();
    smithgen(Path::new("/"), &["--root", root, "regenerate", "--check"]).assert_success();
    smithgen(Path::new("/"), &["regenerate", "--check", "--root", root]).assert_success();
    let run = smithgen(folder.path(), &["--root", "none", "regenerate"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_has(&run.stderr, &["the workspace `none` cannot be opened"]);
}
