//! Patterns: whether a text matches one, and a text that does.
//!
//! A pattern comes from a model and is not trusted: its length, its depth, the steps of a search and what
//! is made of it are bounded. Patterns are of ECMA-262, and regex-syntax reads a dialect that is
//! nearly the same; what it cannot read, look-around above all, is left out or makes no pattern. The search
//! is our own, on the parsed form: it is short, its steps can be counted, and a large count of a
//! large class costs it nothing, where an automaton would have to be built first.
//!
//! See <https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait>.

use std::cell::Cell;
use std::collections::BTreeSet;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// The longest pattern that is read, in bytes. Those of AWS have up to 1,195.
const PATTERN_LIMIT: usize = 2048;
/// How deep groups may nest.
const NEST_LIMIT: u32 = 64;
/// The longest text that is made, in characters.
pub(super) const TEXT_LIMIT: usize = 1024;
/// How many steps all searches for a pattern may take.
const STEP_LIMIT: usize = 100_000;
/// How many parts a text may be made of, those included that add nothing.
const PART_LIMIT: usize = 10_000;

/// A pattern that can be searched for.
#[derive(Debug)]
pub(super) struct Pattern {
    hir: Hir,
    /// The steps that are left.
    steps: Cell<usize>,
}

impl Pattern {
    /// Reads a pattern; `None` if it has a form that is not known here.
    ///
    /// One with look-around is read without it, so that what matches it is likely right and no more.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        if pattern.len() > PATTERN_LIMIT {
            return None;
        }
        let translated = translate(pattern);
        let parse = |text: &str| {
            let mut builder = ParserBuilder::new();
            builder.nest_limit(NEST_LIMIT).build().parse(text).ok()
        };
        let hir = parse(&translated).or_else(|| parse(&without_look_around(&translated)))?;
        Some(Self { hir, steps: Cell::new(STEP_LIMIT) })
    }

    /// Whether the pattern covers a text from start to end.
    ///
    /// Smithy wants it to be found anywhere, but services that do not anchor their patterns mean
    /// the whole, and a text that is covered satisfies both. Once the steps are used up, every
    /// search fails.
    pub(super) fn covers(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let mut search = Search { text: &text, steps: self.steps.get() };
        let ends = search.ends(&self.hir, BTreeSet::from([0]));
        self.steps.set(if ends.is_some() { search.steps } else { 0 });
        ends.is_some_and(|ends| ends.contains(&text.len()))
    }

    /// A text that the pattern covers, and that has a length within bounds, in characters.
    ///
    /// A variation other than zero asks for another text.
    pub(super) fn make(&self, min: usize, max: usize, variation: usize) -> Option<String> {
        let wanted = [min, max].map(|length| u32::try_from(length).unwrap_or(0));
        let repeats = [7, 12, 3, 1, 0, 32].into_iter().chain(wanted);
        let fits = |text: &String| {
            let length = text.chars().count();
            (min.max(1)..=max).contains(&length) && self.covers(text)
        };
        let tries = (0..4).flat_map(|choice| repeats.clone().map(move |repeats| (choice, repeats)));
        tries
            .filter_map(|(choice, repeats)| {
                let mut maker = Maker {
                    text: String::new(),
                    length: 0,
                    word_start: 0,
                    parts: PART_LIMIT,
                    repeats,
                    choice,
                    variation,
                };
                maker.add(&self.hir).then_some(maker.text)
            })
            .find(fits)
    }
}

/// A search in a text: from a set of places, which places does a part of the pattern lead to?
struct Search<'t> {
    text: &'t [char],
    steps: usize,
}

impl Search<'_> {
    /// `None` once the steps are used up.
    fn ends(&mut self, hir: &Hir, starts: BTreeSet<usize>) -> Option<BTreeSet<usize>> {
        self.steps = self.steps.checked_sub(1 + starts.len())?;
        match hir.kind() {
            HirKind::Empty => Some(starts),
            HirKind::Literal(literal) => {
                let literal: Vec<char> = String::from_utf8_lossy(&literal.0).chars().collect();
                let follows = |at: &usize| self.text[*at..].starts_with(&literal);
                Some(starts.into_iter().filter(follows).map(|at| at + literal.len()).collect())
            }
            HirKind::Class(class) => {
                let follows = |at: &usize| self.text.get(*at).is_some_and(|c| holds(class, *c));
                Some(starts.into_iter().filter(follows).map(|at| at + 1).collect())
            }
            HirKind::Look(look) => {
                Some(starts.into_iter().filter(|at| self.looks(*look, *at)).collect())
            }
            HirKind::Repetition(repetition) => self.repeated_ends(repetition, starts),
            HirKind::Capture(capture) => self.ends(&capture.sub, starts),
            HirKind::Concat(parts) => {
                parts.iter().try_fold(starts, |starts, part| self.ends(part, starts))
            }
            HirKind::Alternation(parts) => {
                let mut all = BTreeSet::new();
                for part in parts {
                    all.extend(self.ends(part, starts.clone())?);
                }
                Some(all)
            }
        }
    }

    fn repeated_ends(
        &mut self,
        repetition: &Repetition,
        mut starts: BTreeSet<usize>,
    ) -> Option<BTreeSet<usize>> {
        for _ in 0..repetition.min {
            if starts.is_empty() {
                return Some(starts);
            }
            starts = self.ends(&repetition.sub, starts)?;
        }
        let mut all = starts.clone();
        for _ in repetition.min..repetition.max.unwrap_or(u32::MAX) {
            let ends = self.ends(&repetition.sub, starts)?;
            starts = ends.into_iter().filter(|end| all.insert(*end)).collect();
            if starts.is_empty() {
                break;
            }
        }
        Some(all)
    }

    fn looks(&self, look: Look, at: usize) -> bool {
        let is_line_end = |c: Option<&char>| c.is_none_or(|c| *c == '\n');
        let before = at.checked_sub(1).and_then(|at| self.text.get(at));
        let after = self.text.get(at);
        let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
        match look {
            Look::Start => at == 0,
            Look::End => at == self.text.len(),
            Look::StartLF | Look::StartCRLF => is_line_end(before),
            Look::EndLF | Look::EndCRLF => is_line_end(after),
            Look::WordAscii | Look::WordUnicode => is_word(before) != is_word(after),
            Look::WordAsciiNegate | Look::WordUnicodeNegate => is_word(before) == is_word(after),
            Look::WordStartAscii
            | Look::WordStartUnicode
            | Look::WordStartHalfAscii
            | Look::WordStartHalfUnicode => !is_word(before) && is_word(after),
            Look::WordEndAscii
            | Look::WordEndUnicode
            | Look::WordEndHalfAscii
            | Look::WordEndHalfUnicode => is_word(before) && !is_word(after),
        }
    }
}

fn holds(class: &Class, c: char) -> bool {
    match class {
        Class::Unicode(class) => {
            let after = class.ranges().partition_point(|range| range.end() < c);
            class.ranges().get(after).is_some_and(|range| range.start() <= c)
        }
        Class::Bytes(class) => u8::try_from(c)
            .is_ok_and(|byte| class.iter().any(|r| (r.start()..=r.end()).contains(&byte))),
    }
}

/// A text in the making.
struct Maker {
    text: String,
    /// In characters.
    length: usize,
    /// Where the last literal part ended, and a word begins.
    word_start: usize,
    /// How many more parts may be added.
    parts: usize,
    /// How often a part is repeated where it may be.
    repeats: u32,
    /// Which of several alternatives is taken.
    choice: usize,
    variation: usize,
}

impl Maker {
    /// Adds a text for a part of the pattern; `false` if it becomes too much.
    fn add(&mut self, hir: &Hir) -> bool {
        let Some(parts) = self.parts.checked_sub(1) else { return false };
        self.parts = parts;
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => true,
            HirKind::Literal(literal) => {
                let literal = String::from_utf8_lossy(&literal.0);
                let added = literal.chars().all(|c| self.push(c));
                self.word_start = self.length;
                added
            }
            HirKind::Class(class) => self.pick(class).is_some_and(|c| self.push(c)),
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(u32::MAX);
                let count = repetition.min.max(self.repeats).min(most);
                (0..count).all(|_| self.add(&repetition.sub))
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => parts.iter().all(|part| self.add(part)),
            HirKind::Alternation(parts) => {
                parts.get(self.choice.min(parts.len() - 1)).is_some_and(|part| self.add(part))
            }
        }
    }

    fn push(&mut self, c: char) -> bool {
        self.text.push(c);
        self.length += 1;
        self.length <= TEXT_LIMIT
    }

    /// A character of a class: the next of a word that people know, if the class has all of it, or some.
    fn pick(&self, class: &Class) -> Option<char> {
        const WORDS: [&str; 4] = ["example", "EXAMPLE", "1234567890", "-_./:=@ "];
        let at = self.length - self.word_start + self.variation;
        let whole = WORDS.iter().find(|word| word.chars().all(|c| holds(class, c)));
        for word in whole.into_iter().chain(&WORDS) {
            let next = word.chars().cycle().skip(at % word.len());
            if let Some(c) = next.take(word.len()).find(|c| holds(class, *c)) {
                return Some(c);
            }
        }
        let starts: Vec<char> = match class {
            Class::Unicode(class) => class.iter().map(ClassUnicodeRange::start).collect(),
            Class::Bytes(class) => class.iter().map(|range| range.start().into()).collect(),
        };
        let visible = starts.iter().find(|c| !c.is_control());
        visible.or(starts.first()).copied()
    }
}

/// The same pattern in the dialect of regex-syntax, where the two differ and models do.
fn translate(pattern: &str) -> String {
    // All characters beyond 16 bits, as pairs of surrogates.
    let pattern = pattern
        .replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\u{10000}-\u{10FFFF}")
        .replace(r"\ud800\udc00-\udbff\udfff", r"\u{10000}-\u{10FFFF}");
    let mut translated = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                translated.push('\\');
                let escaped = chars.next();
                translated.extend(if escaped == Some('Z') { Some('z') } else { escaped });
                continue;
            }
            '[' if in_class && chars.peek() != Some(&':') => translated.push('\\'),
            // Two of them would be an operator.
            '&' | '~' if in_class => translated.push('\\'),
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        translated.push(c);
    }
    translated
}

/// The pattern without its groups that look ahead or behind.
fn without_look_around(pattern: &str) -> String {
    const LOOKS: [&str; 4] = ["(?=", "(?!", "(?<=", "(?<!"];
    let mut kept = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let length = if LOOKS.iter().any(|look| rest.starts_with(look)) {
            group_length(rest)
        } else {
            let escaped = if first == '\\' { rest.chars().nth(1) } else { None };
            let length = first.len_utf8() + escaped.map_or(0, char::len_utf8);
            kept.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    kept
}

/// The length of the group that a pattern starts with, in bytes.
fn group_length(pattern: &str) -> usize {
    let (mut depth, mut in_class, mut is_escaped) = (0_usize, false, false);
    for (at, c) in pattern.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class && depth == 1 => return at + 1,
            ')' if !in_class => depth -= 1,
            _ => {}
        }
    }
    pattern.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(pattern: &str, text: &str) -> bool {
        Pattern::parse(pattern).is_some_and(|pattern| pattern.covers(text))
    }

    fn made(pattern: &str) -> Option<String> {
        Pattern::parse(pattern)?.make(0, 100, 0)
    }

    #[test]
    fn a_pattern_covers_a_text_from_start_to_end() {
        for (pattern, text, expected) in [
            ("b", "abc", false),
            ("abc", "abc", true),
            ("^a.c$", "abc", true),
            ("^a.c$", "abcd", false),
            ("^(ab){2,3}$", "abab", true),
            ("^(ab){2,3}$", "ab", false),
            ("^(ab){2,3}$", "abababab", false),
            ("^(a|ab)(c|bcd)$", "abcd", true),
            ("^(a*)*$", "aaaa", true),
            (r"^[\w.[&&]+$", "a[&.", true),
            (r"^\d+\Z", "12", true),
            (r"x\b y", "x y", true),
            (r"x\by", "xy", false),
            ("^[\\p{L}\\p{N}]+$", "aé1", true),
            (r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*$", "a\n😀", true),
        ] {
            assert_eq!(covered(pattern, text), expected, "{pattern} and {text}");
        }
    }

    #[test]
    fn texts_are_made_of_words_that_people_know() {
        for (pattern, text) in [
            ("^[a-z]{7}$", "example"),
            (r".*\{#+\}.*", "example{#######}example"),
            (r"^\d{12}$", "123456789012"),
            ("^[0-9a-f]{4}$", "1234"),
            ("^[ab]{4}$", "aaaa"),
            (r"^arn:aws:iam::\d{12}:role/x$", "arn:aws:iam::123456789012:role/x"),
            ("^(|red|blue)$", "red"),
            ("^(?!aws:)[A-Z]{7}$", "EXAMPLE"),
        ] {
            assert_eq!(made(pattern).as_deref(), Some(text), "{pattern}");
        }
    }

    #[test]
    fn what_is_made_has_the_length_that_is_asked_for() {
        let pattern = Pattern::parse("^[a-z]*$").expect("a pattern");
        assert_eq!(pattern.make(30, 40, 0).map(|text| text.len()), Some(32));
        assert_eq!(pattern.make(2, 2, 0).map(|text| text.len()), Some(2));
        assert_eq!(Pattern::parse("^[a-z]{5}$").expect("a pattern").make(2, 2, 0), None);
    }

    /// None of them takes long, or all of the memory.
    #[test]
    fn hostile_patterns_are_given_up() {
        for pattern in
            ["(a{1000}){1000}", "((a*)*)*b", "(){1000000000}", "(((a?){99}){99}){99}", "(", "[a"]
        {
            let Some(parsed) = Pattern::parse(pattern) else { continue };
            parsed.covers(&"a".repeat(TEXT_LIMIT));
            parsed.make(0, 10, 0);
        }
        assert!(Pattern::parse(&"(".repeat(PATTERN_LIMIT + 1)).is_none());
        assert!(Pattern::parse(&format!("{}{}", "(".repeat(1000), ")".repeat(1000))).is_none());
        assert!(Pattern::parse("(a)\\1").is_none());
    }
}
