//! Documentation of the model as lines of Markdown.

/// The lines of a documentation trait. Markdown stays as it is; HTML, which rustdoc shows as it
/// is, loses the indentation that Markdown would take for code.
pub fn lines(text: &str) -> Vec<String> {
    let html = text.trim_start().starts_with('<');
    let lines = text.trim().split(['\n', '\r', '\u{2028}', '\u{2029}']);
    lines.map(|line| printable(if html { line.trim() } else { line.trim_end() })).collect()
}

/// A line without what rustc refuses in a comment: line breaks and other control characters, and those
/// that reverse the direction of text.
pub fn printable(line: &str) -> String {
    let reverses = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    line.chars().filter(|c| !reverses(*c) && (!c.is_control() || *c == '\t')).collect()
}

/// Adds a paragraph.
pub fn append(docs: &mut Vec<String>, paragraph: String) {
    if !docs.is_empty() {
        docs.push(String::new());
    }
    docs.push(paragraph);
}

/// Text as a code span, whatever backticks it holds.
///
/// See <https://spec.commonmark.org/0.31.2/#code-spans>.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = text.replace(['\n', '\r'], " ");
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_survive_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn what_rustc_refuses_in_a_comment_is_left_out() {
        assert_eq!(lines("a\rb\u{202E}c\0"), ["a", "bc"]);
    }

    #[test]
    fn html_is_not_indented_into_code() {
        assert_eq!(lines("<p>a\n      b</p>\n"), ["<p>a", "b</p>"]);
        assert_eq!(lines("a\n\n    code"), ["a", "", "    code"]);
    }
}
