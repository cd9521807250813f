//! The parts of a paragraph as Markdown.

use super::escape::{self, Around};
use super::links::{self, Part, Resolve};
use super::paragraph::{is_code, is_gap};
use super::tag::Mark;
use super::tree::{Content, Inline, Reference, Style};
use super::wrap::{WIDTH, Word};

/// What a paragraph is written with.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) references: &'a [Reference],
    pub(super) resolve: Resolve<'a>,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of its own.
    Lines,
    /// On one line, as a heading does.
    Line,
    /// In a cell of a table.
    Cell,
}

/// A part of a paragraph that leads to one place, or to none.
#[derive(Debug)]
struct Segment {
    target: Option<String>,
    inlines: Vec<Inline>,
}

impl Writer<'_> {
    /// The words of a paragraph.
    pub(super) fn words(self, inlines: &[Inline], place: Place) -> Vec<Word> {
        let segments = self.segments(inlines);
        let mut words = Words { done: vec![Word::default()], place, link: None };
        for (index, segment) in segments.iter().enumerate() {
            let after = segments.get(index + 1).map_or(' ', Segment::first);
            words.segment(segment, after);
        }
        words.done.retain(|word| !word.text.is_empty());
        words.done
    }

    fn segments(self, inlines: &[Inline]) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut end = 0;
        for linked in inlines.chunk_by(|one, other| one.style.link == other.style.link) {
            let start = end;
            end += linked.len();
            let target = linked[0].style.link.and_then(|link| {
                links::target(&self.references[link], &text(linked), self.resolve)
            });
            match target {
                Some(target) => segments.push(linked_segment(target, linked)),
                None => {
                    for (index, inline) in (start..end).zip(linked) {
                        let is_whole = !is_code(inlines.get(index + 1))
                            && (index == 0 || !is_code(inlines.get(index - 1)));
                        self.push_unlinked(&mut segments, inline, is_whole);
                    }
                }
            }
        }
        segments
    }

    /// Adds what no tag links: the name of an item is linked, if it is a whole code span, and so is an address.
    fn push_unlinked(self, segments: &mut Vec<Segment>, inline: &Inline, is_whole: bool) {
        let with = |content| Inline { content, style: inline.style };
        match &inline.content {
            Content::Code(name) if is_whole && !name.contains(' ') => {
                push(segments, (self.resolve)(name), inline.clone());
            }
            Content::Word(word) => {
                for part in links::addresses(word) {
                    let content = match part {
                        Part::Text(text) => Content::Word(text.to_owned()),
                        Part::Address(address) => Content::Address(address.to_owned()),
                    };
                    push(segments, None, with(content));
                }
            }
            Content::Address(_) | Content::Code(_) | Content::Space | Content::Break => {
                push(segments, None, inline.clone());
            }
        }
    }
}

fn linked_segment(target: String, inlines: &[Inline]) -> Segment {
    if let [Inline { content: Content::Word(word), style }] = inlines
        && *word == target
        && links::addresses(word) == [Part::Address(word)]
    {
        let content = Content::Address(target);
        return Segment { target: None, inlines: vec![Inline { content, style: *style }] };
    }
    Segment { target: Some(target), inlines: inlines.to_vec() }
}

/// Adds a part, to the last segment if both lead nowhere.
fn push(segments: &mut Vec<Segment>, target: Option<String>, inline: Inline) {
    let last = segments.last_mut().filter(|last| target.is_none() && last.target.is_none());
    let Some(Segment { inlines, .. }) = last else {
        segments.push(Segment { target, inlines: vec![inline] });
        return;
    };
    let before = inlines.last_mut().filter(|before| before.style.marks == inline.style.marks);
    match (before.map(|before| &mut before.content), &inline.content) {
        (Some(Content::Code(before)), Content::Code(text))
        | (Some(Content::Word(before)), Content::Word(text)) => before.push_str(text),
        _ => inlines.push(inline),
    }
}

/// What a reader sees of a link.
fn text(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match &inline.content {
        Content::Word(text) | Content::Address(text) | Content::Code(text) => text.clone(),
        Content::Space | Content::Break => " ".to_owned(),
    };
    inlines.iter().map(text).collect()
}

impl Segment {
    /// The first character, as far as it matters to what stands before it.
    fn first(&self) -> char {
        if self.target.is_some() { '[' } else { first(&self.inlines[0], &Mark::ALL) }
    }
}

/// The first character of a part, with those marks that are not open yet.
fn first(inline: &Inline, marks: &[Mark]) -> char {
    edge(inline, marks, |text| text.chars().next())
}

/// The last character of a part, with those marks that are not closed yet.
fn last(inline: &Inline, marks: &[Mark]) -> char {
    edge(inline, marks, |text| text.chars().next_back())
}

fn edge(inline: &Inline, marks: &[Mark], side: impl Fn(&str) -> Option<char>) -> char {
    match &inline.content {
        _ if marks.iter().any(|mark| inline.style.marks.has(*mark)) => '*',
        Content::Word(word) => side(word).unwrap_or(' '),
        Content::Code(_) => '`',
        // Either bracket counts as punctuation.
        Content::Address(_) => '<',
        Content::Space => ' ',
        Content::Break => '\\',
    }
}

/// The words of a paragraph so far; the last one is open.
struct Words {
    done: Vec<Word>,
    place: Place,
    /// How many characters the text of the link has that is open.
    link: Option<usize>,
}

impl Words {
    fn push(&mut self, text: &str) {
        if let Some(word) = self.done.last_mut() {
            word.text.push_str(text);
        }
    }

    /// The character before what comes next; a space at the start of a word.
    fn before(&self) -> char {
        self.done.last().and_then(|word| word.text.chars().next_back()).unwrap_or(' ')
    }

    fn segment(&mut self, segment: &Segment, after: char) {
        let Some(target) = &segment.target else {
            self.marked(&segment.inlines, &Mark::ALL, false, after);
            return;
        };
        self.push("[");
        self.link = Some(text(&segment.inlines).chars().count());
        self.marked(&segment.inlines, &Mark::ALL, false, ']');
        self.link = None;
        self.push(&format!("]({})", links::destination(target)));
    }

    /// Writes parts with the first of some marks around those that have it, and the other marks within.
    fn marked(&mut self, inlines: &[Inline], marks: &[Mark], is_strong: bool, after: char) {
        let Some((mark, inner)) = marks.split_first() else {
            self.leaves(inlines, after);
            return;
        };
        let has = |inline: &Inline| inline.style.marks.has(*mark);
        let mut chunks = inlines.chunk_by(|one, other| has(one) == has(other)).peekable();
        while let Some(chunk) = chunks.next() {
            let after = chunks.peek().map_or(after, |next| first(&next[0], marks));
            if has(&chunk[0]) {
                self.mark(*mark, chunk, inner, is_strong, after);
            } else {
                self.marked(chunk, inner, is_strong, after);
            }
        }
    }

    /// Writes parts with a mark around all of them but the gaps at the ends, next to which no delimiter works.
    fn mark(
        &mut self,
        mark: Mark,
        inlines: &[Inline],
        inner: &[Mark],
        is_strong: bool,
        after: char,
    ) {
        let start = inlines.iter().take_while(|inline| is_gap(inline)).count();
        let (gap, rest) = inlines.split_at(start);
        self.leaves(gap, ' ');
        let end = rest.iter().rposition(|inline| !is_gap(inline)).map_or(0, |last| last + 1);
        let (inlines, gap) = rest.split_at(end);
        if let (Some(one), Some(other)) = (inlines.first(), inlines.last()) {
            let after = gap.first().map_or(after, |gap| first(gap, &[]));
            let outside = (self.before(), after);
            let inside = (first(one, inner), last(other, inner));
            let (open, close) = delimiters(mark, is_strong, outside, inside);
            self.push(&open);
            let before_close = close.chars().next().unwrap_or(' ');
            self.marked(inlines, inner, is_strong || mark == Mark::Strong, before_close);
            self.push(&close);
        }
        self.leaves(gap, after);
    }

    fn leaves(&mut self, inlines: &[Inline], after: char) {
        for (index, inline) in inlines.iter().enumerate() {
            let after = inlines.get(index + 1).map_or(after, |next| first(next, &[]));
            match &inline.content {
                Content::Word(word) => self.word(word, after),
                Content::Address(address) => self.push(&format!("<{address}>")),
                Content::Code(code) => self.code(code),
                Content::Space => self.space(),
                Content::Break => self.end_line(),
            }
        }
    }

    fn word(&mut self, word: &str, after: char) {
        let around = Around {
            before: self.before(),
            after,
            is_link: self.link.is_some(),
            is_cell: self.place == Place::Cell,
        };
        self.push(&escape::word(word, around));
    }

    fn code(&mut self, code: &str) {
        let code = escape::code(code);
        // The bars of a table come before its code.
        if self.place == Place::Cell {
            self.push(&code.replace('|', "\\|"));
        } else {
            self.push(&code);
        }
    }

    /// A link is broken only if it would not fit on a line.
    fn space(&mut self) {
        if self.link.is_some_and(|length| length < WIDTH) {
            self.push(" ");
        } else {
            self.done.push(Word::default());
        }
    }

    fn end_line(&mut self) {
        match self.place {
            Place::Lines => {
                if let Some(word) = self.done.last_mut() {
                    word.is_last = true;
                }
                self.done.push(Word::default());
            }
            Place::Line => self.space(),
            Place::Cell => self.push("<br>"),
        }
    }
}

/// What is written around marked text. Markdown has delimiters for some marks, which do not work everywhere; HTML does.
///
/// See <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>.
fn delimiters(
    mark: Mark,
    is_strong: bool,
    outside: (char, char),
    inside: (char, char),
) -> (String, String) {
    let delimiter = match mark {
        Mark::Strong => Some("**"),
        Mark::Emphasis if is_strong => Some("_"),
        Mark::Emphasis => Some("*"),
        Mark::Underline | Mark::Struck | Mark::Superscript | Mark::Subscript => None,
    };
    let works = |delimiter: &&str| {
        stands(delimiter, outside.0, inside.0) && stands(delimiter, outside.1, inside.1)
    };
    if let Some(delimiter) = delimiter.filter(works) {
        return (delimiter.to_owned(), delimiter.to_owned());
    }
    let element = mark.element();
    (format!("<{element}>"), format!("</{element}>"))
}

/// Whether a delimiter works between two characters.
fn stands(delimiter: &str, outside: char, inside: char) -> bool {
    let is_apart = outside == ' ' || outside.is_ascii_punctuation();
    let is_alone = !delimiter.starts_with(outside);
    is_alone && (is_apart || delimiter != "_" && inside.is_alphanumeric())
}

/// The style of what smithgen adds in bold.
pub(super) fn strong(text: &str) -> Vec<Inline> {
    let marks = Style::default().marks.with(Mark::Strong);
    let style = Style { marks, link: None };
    vec![Inline { content: Content::Word(text.to_owned()), style }]
}
