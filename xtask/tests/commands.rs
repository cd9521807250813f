//! The workspace's own command: users' commands beside those that prove and measure.

use std::process::Command;

use smithgen_tests::run::{Run, assert_has};

/// The program, in a folder that is no workspace.
fn xtask(words: &[&str]) -> Run {
    let elsewhere = tempfile::tempdir().unwrap();
    Run::of(Command::new(env!("CARGO_BIN_EXE_xtask")).args(words).current_dir(elsewhere.path()))
}

#[test]
fn it_has_the_commands_of_users_and_its_own_under_its_name() {
    let help = xtask(&["--help"]);
    help.assert_success();
    assert_has(&help.stdout, &["Usage: cargo xtask [OPTIONS] <COMMAND>"]);
    for command in
        ["regenerate", "models", "conformance", "docs-check", "e2e", "corpus", "bench", "guard"]
    {
        assert_has(&help.stdout, &[&format!("\n  {command} ")]);
        let page = xtask(&[command, "--help"]);
        page.assert_success();
        assert_has(&page.stdout, &[&format!("Usage: cargo xtask {command}")]);
    }
    assert_has(&xtask(&["guard", "--help"]).stdout, &["\n  cargo xtask guard --update\n"]);
    assert_has(&xtask(&["regenerate", "--help"]).stdout, &["\n  cargo xtask regenerate --check\n"]);
}

#[test]
fn it_works_on_the_workspace_that_it_was_built_in() {
    let run = xtask(&["models", "docs", "none"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_has(&run.stderr, &["there is no service `none`", "cognito-identity-provider"]);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for words in [&["regenerate", "--chekc"][..], &["guard", "--no-such"], &["no-such"], &[]] {
        let run = xtask(words);
        assert_eq!(run.code, Some(2), "{run}");
        assert_has(&run.stderr, &["Usage: cargo xtask"]);
    }
}
