//! Diagnostics as text: what is wrong, where, with the lines around it, and what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostics::{At, Diagnostic, Diagnostics, Severity, Source};
use crate::input::locate::locate;

/// The most problems that are shown; the others are counted.
const SHOWN: usize = 100;

/// The most characters of a line that are shown: a minified model is one line of a megabyte.
const WIDTH: usize = 100;

/// The most characters before the mark that are given to the renderer, which shows what fits.
const BEFORE: usize = 500;

/// The characters that are kept before the mark where there are more.
const LEAD: usize = 30;

/// The most characters of a message or help.
const MESSAGE: usize = 600;

/// Writes all problems: errors before warnings, then by source and offset, and at most 100 of them.
/// The text ends with the numbers of errors and warnings.
///
/// Empty where there are no problems.
pub fn render(sources: &[Source], diagnostics: &Diagnostics, color: bool) -> String {
    let chosen = chosen(diagnostics);
    if chosen.is_empty() {
        return String::new();
    }
    let mut shown: Vec<Located<'_>> =
        chosen.iter().take(SHOWN).map(|diagnostic| Located::new(sources, diagnostic)).collect();
    shown.sort_by_key(Located::order);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut blocks: Vec<String> =
        shown.iter().map(|located| located.render(&renderer).trim_end().to_owned()).collect();
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    match (errors + warnings).saturating_sub(SHOWN) {
        0 => {}
        more => blocks.push(format!("and {more} more")),
    }
    blocks.push(totals(errors, warnings));
    blocks.join("\n\n") + "\n"
}

/// The problems that are kept, errors first.
fn chosen(diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
    let mut chosen: Vec<&Diagnostic> = diagnostics.iter().collect();
    chosen.sort_by_key(|diagnostic| diagnostic.severity);
    chosen
}

fn totals(errors: usize, warnings: usize) -> String {
    let text = |count: usize, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {one}s")),
    };
    let counts = [text(errors, "error"), text(warnings, "warning")];
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A problem with the bytes that it points at.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<(usize, &'a Source)>,
    range: Option<Range<usize>>,
}

impl<'a> Located<'a> {
    fn new(sources: &'a [Source], diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let source = place.and_then(|place| {
            let index = place.source.0;
            sources.get(index).map(|source| (index, source))
        });
        let range = place.zip(source).and_then(|(place, (_, source))| match place.at {
            At::File => None,
            _ => locate(&source.bytes, &place.at),
        });
        Self { diagnostic, source, range }
    }

    fn order(&self) -> (Severity, Option<usize>, Option<usize>, String) {
        let start = self.range.as_ref().map(|range| range.start);
        let index = self.source.map(|(index, _)| index);
        (self.diagnostic.severity, index, start, self.diagnostic.message.clone())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(cut(&self.diagnostic.message)));
        if let Some((_, source)) = self.source {
            group = match &self.range {
                Some(range) => with_excerpt(group, source, range),
                None => group.element(Origin::path(source.name.as_str())),
            };
        }
        if let Some(shape) = &self.diagnostic.shape {
            let text = format!("in {}", cut(shape.as_str()));
            group = group.element(Level::NOTE.message(text));
        }
        if let Some(help) = &self.diagnostic.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(&cut(help))));
        }
        renderer.render(&[group])
    }
}

/// Adds the line in which a range starts.
fn with_excerpt<'a>(group: Group<'a>, source: &'a Source, range: &Range<usize>) -> Group<'a> {
    let excerpt = Excerpt::new(&source.bytes, range);
    let name = source.name.as_str();
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    match excerpt.cut_before {
        None => group.element(snippet.path(name)),
        Some(column) => {
            let origin = Origin::path(name).line(excerpt.line).char_column(column);
            group.element(origin).element(snippet)
        }
    }
}

/// A text that is not longer than a message may be.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MESSAGE) {
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default();
            Cow::Owned(format!("{kept}… ({} bytes more)", text.len() - end))
        }
        None => Cow::Borrowed(text),
    }
}

/// The part of a line that is shown.
struct Excerpt {
    text: String,
    /// What to mark of it, in bytes.
    span: Range<usize>,
    /// From 1.
    line: usize,
    /// Where the line is cut before the mark, the column of the mark in the whole line: from 1, in
    /// characters.
    cut_before: Option<usize>,
}

impl Excerpt {
    /// Takes the line in which a range starts, or the part of it around the range.
    fn new(bytes: &[u8], range: &Range<usize>) -> Self {
        let before = bytes.get(..range.start).unwrap_or(bytes);
        let rest = bytes.get(range.start..).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let left = before.get(start..).unwrap_or_default();
        let count = character_count(left);
        let (left, cut_before) = if count > BEFORE {
            (last_characters(left), Some(count + 1))
        } else {
            (first_characters(left, BEFORE), None)
        };
        let (middle, right) = rest.split_at(range.len().min(line_length(rest)));
        let (right, _) = right.split_at(line_length(right));
        let (middle, right) = (first_characters(middle, WIDTH), first_characters(right, WIDTH));
        Self {
            span: left.len()..left.len() + middle.len(),
            text: left + &middle + &right,
            line: before.split(|byte| *byte == b'\n').count(),
            cut_before,
        }
    }
}

/// The bytes before the next line break.
fn line_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len())
}

/// The characters of a text; what is not UTF-8 counts by its bytes, nearly.
fn character_count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The most bytes that so many characters have.
const fn bytes_of(characters: usize) -> usize {
    4 * characters + 4
}

/// At most so many characters from the start, and a sign where there are more.
fn first_characters(bytes: &[u8], limit: usize) -> String {
    let window = bytes.get(..bytes_of(limit)).unwrap_or(bytes);
    let text = plain(window);
    match text.char_indices().nth(limit) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None if window.len() < bytes.len() => text + "…",
        None => text,
    }
}

/// The last characters, after a sign that there are more.
fn last_characters(bytes: &[u8]) -> String {
    let from = bytes.len().saturating_sub(bytes_of(LEAD));
    let text = plain(bytes.get(from..).unwrap_or_default());
    let skipped = text.chars().count().saturating_sub(LEAD);
    ['…'].into_iter().chain(text.chars().skip(skipped)).collect()
}

/// A part of a line as text in which each character takes a place.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}{}{}", "é".repeat(1000), "MARK", "z".repeat(100_000));
        let bytes = format!("first\n{line}\nlast").into_bytes();
        let start = "first\n".len() + 2000;
        let excerpt = Excerpt::new(&bytes, &(start..start + 4));
        assert_eq!(excerpt.text.get(excerpt.span.clone()), Some("MARK"));
        assert_eq!((excerpt.line, excerpt.cut_before), (2, Some(1001)));
        assert!(excerpt.text.chars().count() <= LEAD + 4 + WIDTH + 2, "{}", excerpt.text);
    }

    #[test]
    fn any_range_of_any_bytes_has_an_excerpt() {
        let bytes = b"a\xff\xc3\n\xf0\x9f\x98\x80\tb\r\n";
        for start in 0..bytes.len() + 2 {
            for end in start..bytes.len() + 2 {
                let excerpt = Excerpt::new(bytes, &(start..end));
                assert!(excerpt.text.get(excerpt.span.clone()).is_some());
            }
        }
    }
}
