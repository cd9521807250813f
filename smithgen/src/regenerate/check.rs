//! What `--check` says: how folders differ from what would be generated.

use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::swap::plan::{Output, Plan};

/// How many lines of a file's difference are shown.
const LINES: usize = 60;

/// How many files are shown.
const FILES: usize = 20;

/// One way in which what is there is not what should be.
#[derive(Debug)]
enum Difference<'a> {
    /// A file's content.
    Content { old: &'a [u8], new: &'a str },
    /// A file that is not there.
    Missing { lines: usize },
    /// A file that should not be there.
    Stale,
}

/// Describes all differences, and says what to run; `None` if there are none.
pub(crate) fn describe(plans: &[(PathBuf, &Plan)], rerun: &str) -> Option<String> {
    let differences: Vec<(PathBuf, Difference)> =
        plans.iter().flat_map(|(folder, plan)| differences(folder, plan)).collect();
    if differences.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = differences
        .iter()
        .take(FILES)
        .flat_map(|(path, difference)| describe_one(&path.display().to_string(), difference))
        .collect();
    lines.extend(left_out(differences.len(), FILES, "differences"));
    lines.push(format!("\n{} out of date; run: {rerun}\n", files(differences.len())));
    Some(lines.join("\n"))
}

/// A number of files, in words.
pub(crate) fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

fn differences<'a>(folder: &Path, plan: &'a Plan) -> Vec<(PathBuf, Difference<'a>)> {
    let outputs = plan.files.iter().filter_map(|(path, output)| {
        let difference = match output {
            Output::New(text) => Difference::Missing { lines: text.lines().count() },
            Output::Changed { old, new } => Difference::Content { old, new },
            Output::Same => return None,
        };
        Some((folder.join(path), difference))
    });
    let stale = plan.stale.iter().map(|path| (folder.join(path), Difference::Stale));
    let mut all: Vec<_> = outputs.chain(stale).collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all
}

fn describe_one(path: &str, difference: &Difference) -> Vec<String> {
    match difference {
        Difference::Missing { lines } => vec![format!("{path}: missing, {lines} lines")],
        Difference::Stale => vec![format!("{path}: no longer generated")],
        Difference::Content { old, new } => {
            describe_content(path, &String::from_utf8_lossy(old), new)
        }
    }
}

fn describe_content(path: &str, old: &str, new: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(old, new);
    let unified = diff.unified_diff().header(path, "as generated").to_string();
    let first = format!("{path}: differs");
    let shown = unified.lines().take(LINES).map(str::to_owned);
    let rest = left_out(unified.lines().count(), LINES, "lines of this difference");
    std::iter::once(first).chain(shown).chain(rest).collect()
}

/// How much of a list is not shown.
fn left_out(count: usize, shown: usize, what: &str) -> Option<String> {
    (count > shown).then(|| format!("... and {} more {what}", count - shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(old: &str, new: &str) -> Output {
        Output::Changed { old: old.into(), new: new.to_owned() }
    }

    fn described(files: Vec<(&str, Output)>, stale: &[&str]) -> Option<String> {
        let plan = Plan {
            files: files.into_iter().map(|(path, output)| (path.into(), output)).collect(),
            stale: stale.iter().map(PathBuf::from).collect(),
            ..Plan::default()
        };
        describe(&[("g/x".into(), &plan)], "smithgen regenerate")
    }

    #[test]
    fn nothing_to_say_if_all_is_the_same() {
        assert_eq!(described(vec![("a.rs", Output::Same)], &[]), None);
    }

    #[test]
    fn each_difference_is_shown_with_the_command_that_mends_it() {
        let files =
            vec![("a.rs", changed("1\n2\n", "1\n3\n")), ("c.rs", Output::New("x\ny\n".into()))];
        let expected = "\
g/x/a.rs: differs
--- g/x/a.rs
+++ as generated
@@ -1,2 +1,2 @@
 1
-2
+3
g/x/b.rs: no longer generated
g/x/c.rs: missing, 2 lines

3 files out of date; run: smithgen regenerate
";
        assert_eq!(described(files, &["b.rs"]).as_deref(), Some(expected));
    }

    #[test]
    fn a_long_difference_says_how_much_is_left_out() {
        let new = (0..100).map(|line| line.to_string()).collect::<Vec<_>>().join("\n") + "\n";
        let text = described(vec![("a.rs", changed("", &new))], &[]).unwrap();
        assert!(text.contains("\n+56\n... and 43 more lines of this difference\n"), "{text}");
    }

    #[test]
    fn many_files_say_how_many_are_left_out() {
        let names: Vec<String> = (0..25).map(|n| format!("{n:02}.rs")).collect();
        let stale: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = described(vec![], &stale).unwrap();
        assert!(
            text.contains("19.rs: no longer generated\n... and 5 more differences\n\n25 files"),
            "{text}"
        );
    }
}
