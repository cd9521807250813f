//! Words to lines.

use super::{escape, markup};

/// The width of a line of documentation, in characters.
pub(super) const WIDTH: usize = 92;

/// What is never broken. A code span is one, since a line that begins within it could begin a block.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether the line ends here.
    pub(super) is_last: bool,
}

impl Word {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), is_last: false }
    }
}

/// Fills lines of a width. None begins a block by accident.
pub(super) fn fill(words: &[Word], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    let mut is_new = true;
    for word in words {
        let added = word.text.chars().count();
        match lines.last_mut() {
            Some(line) if !is_new && length + 1 + added <= width => {
                line.push(' ');
                line.push_str(&word.text);
                length += 1 + added;
            }
            _ => {
                let line = escape::line_start(&word.text);
                length = line.chars().count();
                lines.push(line);
            }
        }
        is_new = word.is_last;
        if let Some(line) = lines.last_mut().filter(|_| word.is_last) {
            line.push('\\');
        }
    }
    lines
}

/// A line of Markdown as lines of a width; code spans and links are not broken.
pub(super) fn markdown(line: &str, width: usize) -> Vec<String> {
    let (marker, indent) = if line.starts_with("- ") { line.split_at(2) } else { ("", line) };
    let words = words(indent);
    let Some((first, _)) = words.split_first() else { return Vec::new() };
    let mut lines = fill(&words, width - marker.len());
    // How the text begins is what its author meant.
    let guard = escape::line_start(&first.text).len() - first.text.len();
    if guard > 0 {
        lines[0] = format!("{}{}", first.text, &lines[0][first.text.len() + guard..]);
    }
    indented(lines, marker)
}

/// Lines after a marker: the first stands beside it, the others to the right of it.
pub(super) fn indented(lines: Vec<String>, marker: &str) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let lines = lines.into_iter().enumerate();
    let indented = lines.map(|(index, line)| match (index, line.as_str()) {
        (0, _) => format!("{marker}{line}"),
        (_, "") => line,
        _ => format!("{indent}{line}"),
    });
    indented.collect()
}

fn words(line: &str) -> Vec<Word> {
    let mut spans = markup::code_spans(line).into_iter().peekable();
    let mut words = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let after = at + c.len_utf8();
        if c == ' ' {
            words.extend((start < at).then(|| Word::new(&line[start..at])));
            start = after;
        }
        while spans.next_if(|span| span.start < at).is_some() {}
        let code = spans.next_if(|span| span.start == at).map(|span| span.end);
        at = code.or_else(|| link_end(line, at)).unwrap_or(after);
    }
    words.extend((start < at).then(|| Word::new(&line[start..])));
    words
}

/// Where a link ends that starts at a place.
fn link_end(line: &str, start: usize) -> Option<usize> {
    if !line[start..].starts_with('[') || line[..start].ends_with('\\') {
        return None;
    }
    let target = start + line[start..].find("](")? + 2;
    let end = if line[target..].starts_with('<') { ">)" } else { ")" };
    Some(target + line[target..].find(end)? + end.len())
}
