//! Which tags of a text are tags, and which are text in angle brackets.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{code, tag};

/// Text in which each `<` that begins no tag is escaped, and whether what is left has tags outside of the
/// code of Markdown.
#[derive(Debug)]
pub(super) struct Markup {
    pub(super) source: String,
    pub(super) is_html: bool,
}

/// Tells tags from text. A placeholder such as `<region>` is text, and so is a tag that has no end.
pub(super) fn markup(text: &str) -> Markup {
    let closed = closed(text);
    let code = code::marked(text);
    let silent = Silent::of(text);
    let mut markup = Markup { source: String::with_capacity(text.len()), is_html: false };
    let mut rest = 0;
    while let Some(start) = text[rest..].find('<').map(|at| rest + at) {
        markup.source.push_str(&text[rest..start]);
        rest = match (silent.end(start), tag_end(text, start, &closed)) {
            (Some(end), _) => end,
            (None, Some(end)) => {
                markup.is_html |= !is_within(&code, start);
                end
            }
            (None, None) => {
                markup.source.push_str("&lt;");
                rest = start + 1;
                continue;
            }
        };
        markup.source.push_str(&text[start..rest]);
    }
    markup.source.push_str(&text[rest..]);
    markup
}

/// Comments and document types, of which nothing is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silent<'a> {
    text: &'a str,
    /// The last end of a comment, so that none is looked for in vain again and again.
    comment: usize,
    /// The last end of a tag.
    tag: usize,
}

impl<'a> Silent<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let last = |end: &str| text.rfind(end).unwrap_or_default();
        Self { text, comment: last("-->"), tag: last(">") }
    }

    /// Where the one ends that starts at a place.
    pub(super) fn end(self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let is_type = |name: &str| name.eq_ignore_ascii_case("<!doctype");
        let end = if rest.starts_with("<!--") && start < self.comment {
            "-->"
        } else if rest.get(.."<!doctype".len()).is_some_and(is_type) && start < self.tag {
            ">"
        } else {
            return None;
        };
        rest.find(end).map(|at| start + at + end.len())
    }
}

/// Where a tag ends that HTML or the dialect knows. The dialect's names are also placeholders, as in
/// `<function name>`, so that they are tags only where the text closes them.
fn tag_end(text: &str, start: usize, closed: &BTreeSet<String>) -> Option<usize> {
    let at = start + 1 + usize::from(text[start + 1..].starts_with('/'));
    let name = name(&text[at..])?;
    let is_known = tag::html(&name).is_some() || closed.contains(&name);
    let at = at + name.len();
    if is_known { Some(at + attributes_end(&text[at..])?) } else { None }
}

/// The length of the attributes of a tag and its `>`. One within quotes is none, and what has another `<`
/// before its end is no tag.
fn attributes_end(text: &str) -> Option<usize> {
    let mut opening = None;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match (opening, c) {
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (None, '"' | '\'') if last == '=' => opening = Some(c),
            (Some(open), _) if open == c => opening = None,
            _ => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    None
}

/// The name that a tag begins with, in lower case.
fn name(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>' || c == '<')?;
    let name = text[..end].to_ascii_lowercase();
    name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
}

/// The names of the dialect that a text closes.
fn closed(text: &str) -> BTreeSet<String> {
    let ends = text.match_indices("</").filter_map(|(at, end)| name(&text[at + end.len()..]));
    let empty = text.match_indices("/>").filter_map(|(at, _)| {
        let start = text[..at].rfind(['<', '>'])?;
        name(&text[start + 1..])
    });
    ends.chain(empty).filter(|name| tag::dialect(name).is_some()).collect()
}

/// The code spans of a paragraph of Markdown: what stands between two runs of backticks of one length.
///
/// See <https://spec.commonmark.org/0.31.2/#code-spans>.
pub(super) fn code_spans(text: &str) -> Vec<Range<usize>> {
    let runs = backticks(text);
    let mut next = vec![None; runs.len()];
    let mut nearest = BTreeMap::new();
    for (index, run) in runs.iter().enumerate().rev() {
        next[index] = nearest.insert(run.len(), index);
    }
    let mut spans = Vec::new();
    let mut index = 0;
    while index < runs.len() {
        index = match next[index] {
            Some(end) => {
                spans.push(runs[index].start..runs[end].end);
                end + 1
            }
            None => index + 1,
        };
    }
    spans
}

/// The runs of backticks of a text.
fn backticks(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether a place is within one of the ranges, which are in order.
pub(super) fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).is_some_and(|range| range.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_no_tag_is_text() {
        for (text, expected) in [
            ("<p>a</P>", "<p>a</P>"),
            ("arn:<region>:<Id>/x", "arn:&lt;region>:&lt;Id>/x"),
            ("a < b <c>", "a &lt; b &lt;c>"),
            ("<a href='x>y'>z</a>", "<a href='x>y'>z</a>"),
            ("<function name>", "&lt;function name>"),
            ("<function>f</function>", "<function>f</function>"),
            ("a<para/>", "a<para/>"),
            ("x<y and <b>z</b>", "x&lt;y and <b>z</b>"),
            ("a <p", "a &lt;p"),
            ("<p <b>", "&lt;p <b>"),
            ("<!-- <x> -->a<!doctype html>", "<!-- <x> -->a<!doctype html>"),
            ("<!-- a", "&lt;!-- a"),
            ("é<", "é&lt;"),
        ] {
            assert_eq!(markup(text).source, expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_html_if_it_has_a_tag_outside_of_code() {
        for (text, expected) in [
            ("a", false),
            ("<region>", false),
            ("a <br> b", true),
            ("use `<p>` and ``a`<b>``", false),
            ("`<p>` and <p>", true),
            ("` <p>", true),
            ("```\n<p>\n```", false),
            ("~~~\n<p>\n~~~", false),
            ("a ` b\n\n<p>c ` d", true),
            ("<key>\n`<p>`", false),
            ("<note>", false),
            ("<note>a</note>", true),
            ("<!-- a -->", false),
        ] {
            assert_eq!(markup(text).is_html, expected, "{text}");
        }
    }
}
