//! Text that Markdown shows as it is.
//!
//! What rustdoc turns on counts: tables, footnotes, strikethrough, task lists and smart punctuation. Only what would mean
//! something is escaped, so that the source stays readable. What means something at the start of a line alone is
//! left to [`line_start`], since lines are made later.

use super::links;

/// What is around a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Around {
    /// The character before it; a space at the start.
    pub(super) before: char,
    /// The character after it; a space at the end.
    pub(super) after: char,
    /// Whether the word is in the text of a link, which a bracket would end.
    pub(super) is_link: bool,
    /// Whether the word is in a cell of a table, which a bar would end.
    pub(super) is_cell: bool,
}

/// What may mean something within a line, and has to be looked at with what is around it.
const MEANINGFUL: &[u8] = b"\\`[\"]*~_<&!'-.|";

/// A word, which has no space in it, as Markdown.
pub(super) fn word(text: &str, around: Around) -> String {
    if !text.bytes().any(|byte| MEANINGFUL.contains(&byte)) && !text.contains("://") {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(around.after);
    let mut written = String::with_capacity(text.len() + 4);
    let mut before = around.before;
    // How many of the same character stand before a place.
    let mut run = 0;
    let mut is_run_inner = false;
    let last_at = chars.iter().rposition(|c| *c == '@');
    for (index, &c) in chars.iter().enumerate() {
        run = if index > 0 && c == before { run + 1 } else { 0 };
        if c == '_' && run == 0 {
            is_run_inner = is_inner(&chars, index);
        }
        let after = at(index + 1);
        let is_escaped = match c {
            '\\' => !after.is_alphanumeric(),
            '`' | '[' | '"' => true,
            ']' => around.is_link,
            '*' | '~' => before != ' ' || after != ' ',
            '_' => !is_run_inner && (before != ' ' || after != ' '),
            '<' => after != ' ' && (!is_less(after) || last_at > Some(index)),
            '&' => is_entity(&chars[index + 1..]),
            '!' => after == '[',
            '\'' => !(before.is_alphabetic() && after.is_alphabetic()),
            '-' => run > 0,
            '.' => run % 3 == 2,
            ':' => {
                !around.is_link && is_http(&chars[..index]) && links::is_bare(&chars[index + 1..])
            }
            '|' => around.is_cell || is_rule(before) || is_rule(after),
            _ => false,
        };
        if is_escaped {
            written.push('\\');
        }
        written.push(c);
        before = c;
    }
    written
}

/// Whether a text ends with the scheme of an address.
fn is_http(before: &[char]) -> bool {
    [&['h', 't', 't', 'p'][..], &['h', 't', 't', 'p', 's']]
        .iter()
        .any(|scheme| before.ends_with(scheme))
}

/// Whether what follows a less-than sign begins no tag, and no address but one of mail.
fn is_less(after: char) -> bool {
    after.is_ascii_digit() || after == '='
}

/// Whether underscores, of which the first is at a place, stand within a word.
fn is_inner(chars: &[char], index: usize) -> bool {
    let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    let before = index.checked_sub(1).and_then(|before| chars.get(before));
    let after = chars[index..].iter().find(|c| **c != '_');
    is_letter(before) && is_letter(after)
}

/// Whether what follows an ampersand would make it an entity.
fn is_entity(after: &[char]) -> bool {
    let name = after.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && after.get(name) == Some(&';')
}

/// Whether a character next to a bar may belong to the line under the head of a table.
fn is_rule(c: char) -> bool {
    matches!(c, '-' | ':' | '|' | ' ')
}

/// The start of a line of Markdown, so that the line begins no block.
pub(super) fn line_start(line: &str) -> String {
    let word = line.split(' ').next().unwrap_or_default();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(&word[digits..], "." | ")") {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if is_definition(line) {
        return format!("&#32;{line}");
    }
    let is_all = |c: char| !word.is_empty() && word.chars().all(|other| other == c);
    let is_marker = word.starts_with('>')
        || matches!(word, "-" | "+" | "*" | "_" | "~")
        || is_all('#')
        || is_all('=')
        || word.starts_with(":-");
    if is_marker { format!("\\{line}") } else { line.to_owned() }
}

/// Whether a line is the definition of a link, as a link is whose text begins with the code `]:`. No backslash works in
/// code, so that there has to be a space before it.
///
/// See <https://spec.commonmark.org/0.31.2/#link-reference-definitions>.
fn is_definition(line: &str) -> bool {
    let mut ends = line.match_indices(']').filter(|(at, _)| !line[..*at].ends_with('\\'));
    line.starts_with('[') && ends.next().is_some_and(|(at, _)| line[at..].starts_with("]:"))
}

/// Text as a code span, whatever it holds.
///
/// See <https://spec.commonmark.org/0.31.2/#code-spans>.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let has_ticks = text.starts_with('`') || text.ends_with('`');
    // Markdown takes one space away from both ends, if there are both.
    let has_spaces = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if has_ticks || has_spaces { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
