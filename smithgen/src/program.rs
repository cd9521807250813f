//! How users call the program that runs. Messages and help texts take its name from here.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::LazyLock;

static NAME: LazyLock<String> =
    LazyLock::new(|| std::env::args_os().next().map_or_else(|| OWN.to_owned(), |it| called(&it)));

/// The name of the program that this package installs.
const OWN: &str = "smithgen";

/// What users type before a command's name, such as `smithgen` or `cargo xtask`.
pub fn name() -> &'static str {
    &NAME
}

/// What users type to run a command, such as `smithgen models pull --all` for `models pull --all`.
pub fn command(words: &str) -> String {
    format!("{} {words}", name())
}

/// The end of a command's help: command lines as examples. A line is one command, or several with `&&`
/// between them.
pub fn examples(lines: &[&str]) -> String {
    let line = |line: &&str| line.split(" && ").map(command).collect::<Vec<_>>().join(" && ");
    let lines = lines.iter().map(|it| format!("\n  {}", line(it)));
    format!("Examples:{}", lines.collect::<String>())
}

/// The name under which a program was started: that of its file. Cargo runs a program that is called
/// `xtask` by an alias, and one that is called `cargo-NAME` by a command of its own.
fn called(program: &OsStr) -> String {
    let name = Path::new(program).file_stem().unwrap_or(OsStr::new(OWN)).to_string_lossy();
    match name.strip_prefix("cargo-") {
        Some(name) => format!("cargo {name}"),
        None if name == "xtask" => "cargo xtask".to_owned(),
        None => name.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_called_as_users_type_it() {
        for (program, expected) in [
            ("smithgen", "smithgen"),
            ("/opt/bin/smithgen", "smithgen"),
            ("target/debug/xtask", "cargo xtask"),
            ("/opt/bin/cargo-smithgen", "cargo smithgen"),
            ("bin/smithgen.exe", "smithgen"),
            ("", "smithgen"),
        ] {
            assert_eq!(called(OsStr::new(program)), expected);
        }
    }

    #[test]
    fn every_command_of_an_example_has_the_name() {
        let name = name();
        assert_eq!(
            examples(&["a --b", "c && d"]),
            format!("Examples:\n  {name} a --b\n  {name} c && {name} d")
        );
    }
}
