//! The command that brings up to date what a check found.

use std::path::PathBuf;

use super::args::Args;
use super::custom::Custom;
use crate::program;

/// The same command without `--check`.
pub(super) fn command(args: &Args) -> String {
    let mut words = vec![program::command("regenerate")];
    let mut option = |name: &str, values: &[String]| {
        if !values.is_empty() {
            words.push(name.to_owned());
            words.extend(values.iter().map(|value| quoted(value)));
        }
    };
    for service in &args.services {
        option("--service", std::slice::from_ref(service));
    }
    let Custom { model, out, package, operations, types_only, runtime, member } = &args.custom;
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    option("--model", &model.iter().map(path).collect::<Vec<_>>());
    option("--out", &out.iter().map(path).collect::<Vec<_>>());
    option("--package", package.as_slice());
    let operations: Vec<String> = operations.iter().map(|names| names.join(",")).collect();
    option("--operations", &operations);
    option("--runtime", runtime.as_slice());
    let flags = [(*types_only, "--types-only"), (*member, "--member")];
    words.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned()));
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./,=:@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(words: &[&str]) -> Args {
        Line::parse_from([&["regenerate"], words].concat()).args
    }

    #[test]
    fn the_command_that_mends_is_the_same_without_check() {
        let regenerate = program::command("regenerate");
        assert_eq!(command(&args(&["--check"])), regenerate);
        assert_eq!(
            command(&args(&["--check", "--service", "a", "--service", "b"])),
            format!("{regenerate} --service a --service b")
        );
        let words = [
            "--check",
            "--model",
            "a.json",
            "my model",
            "--out",
            "x",
            "--package",
            "p",
            "--operations",
            "A,B",
            "--types-only",
            "--runtime",
            "\"1\"",
            "--member",
        ];
        assert_eq!(
            command(&args(&words)),
            format!(
                "{regenerate} --model a.json 'my model' --out x --package p --operations A,B --runtime \
                 '\"1\"' --types-only --member"
            )
        );
    }
}
