//! In what a page differs from the documentation that it was made of.
//!
//! Nothing is compared but what a reader sees: the words, the code, the lists and the links. One difference is typography:
//! an apostrophe between two letters may have either form. Some are wanted: a name of the model may have become a
//! link to an item of the crate, and a link that leads nowhere may be gone.

use std::ops::Range;

use serde::Serialize;

use super::model::{self, Target};
use super::page::{self, Page};
use super::reading::{Item, Mark, Reading, Run, Word};

/// In what a page and a text differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// In a word.
    Text,
    /// In what is code, in its content or in its lines.
    Code,
    /// In an item of a list.
    ListItem,
    /// In a link.
    Link,
    /// The page has something that rustdoc warns about, runs, or passes on as it is.
    Markup,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::ListItem => "list item",
            Self::Link => "link",
            Self::Markup => "markup",
        })
    }
}

/// The first place in which a page and a text part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Difference {
    /// In what.
    pub(crate) kind: Kind,
    /// What a reader of the model sees there.
    pub(crate) model: String,
    /// What a reader of the page sees there.
    pub(crate) page: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, model, page } = self;
        writeln!(f, "  differs in: {kind}\n  model: {model}\n  page:  {page}")
    }
}

/// What came of the links of a page.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Links {
    /// Links to items of the crate.
    pub(crate) resolved: usize,
    /// Links to pages of the web.
    pub(crate) kept: usize,
    /// Links of the model that are text on the page.
    pub(crate) without_target: usize,
}

impl Links {
    /// These and others.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            resolved: self.resolved + other.resolved,
            kept: self.kept + other.kept,
            without_target: self.without_target + other.without_target,
        }
    }
}

/// What came of a comparison.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The number of words in the text.
    pub(crate) words: usize,
    /// What came of the links.
    pub(crate) links: Links,
    /// The first difference.
    pub(crate) difference: Option<Difference>,
}

/// Compares the value of a documentation trait with the lines of Markdown that it became.
pub(crate) fn compare(text: &str, lines: &[String]) -> Comparison {
    let model = model::read(text);
    let Page { reading: page, faults } = page::read(lines);
    let (counted, in_links) = links(&model, &page);
    let difference = of_faults(&faults)
        .or_else(|| of_words(&model, &page))
        .or_else(|| of_code(&model, &page))
        .or_else(|| of_lines(&model, &page))
        .or_else(|| of_items(&model, &page))
        .or(in_links);
    Comparison { words: model.words.len(), links: counted, difference }
}

fn of_faults(faults: &[String]) -> Option<Difference> {
    faults.first().map(|fault| Difference {
        kind: Kind::Markup,
        model: "a text".to_owned(),
        page: fault.clone(),
    })
}

fn of_words(model: &Reading<Target>, page: &Reading<String>) -> Option<Difference> {
    let index = first_difference(&model.words, &page.words, |a, b| {
        a.text == b.text || with_plain_apostrophes(&a.text) == with_plain_apostrophes(&b.text)
    })?;
    let is_code = is_code(model.words.get(index), &model.codes)
        || is_code(page.words.get(index), &page.codes);
    Some(Difference {
        kind: if is_code { Kind::Code } else { Kind::Text },
        model: around(&model.words, index),
        page: around(&page.words, index),
    })
}

/// Whether a word is code, or a part of it is.
fn is_code(word: Option<&Word>, codes: &[Run<()>]) -> bool {
    word.is_some_and(|word| {
        let end = word.at + word.text.chars().count();
        codes.iter().any(|code| code.range.start < end && word.at < code.range.end)
    })
}

fn of_code(model: &Reading<Target>, page: &Reading<String>) -> Option<Difference> {
    let index = first_difference(&model.codes, &page.codes, |a, b| a == b)?;
    Some(Difference {
        kind: Kind::Code,
        model: code(&model.words, model.codes.get(index)),
        page: code(&page.words, page.codes.get(index)),
    })
}

fn code(words: &[Word], run: Option<&Run<()>>) -> String {
    run.map_or("no further code".to_owned(), |run| {
        format!("code `{}` in `{}`", run.text, around(words, index_of(words, run.range.start)))
    })
}

fn of_lines(model: &Reading<Target>, page: &Reading<String>) -> Option<Difference> {
    let index = first_difference(&model.lines, &page.lines, |a, b| a == b)?;
    Some(Difference {
        kind: Kind::Code,
        model: line(&model.words, model.lines.get(index)),
        page: line(&page.words, page.lines.get(index)),
    })
}

fn line(words: &[Word], at: Option<&usize>) -> String {
    at.map_or("no further line of code".to_owned(), |at| {
        format!("a line of code from `{}`", from(words, index_of(words, *at)))
    })
}

fn of_items(model: &Reading<Target>, page: &Reading<String>) -> Option<Difference> {
    let index = first_difference(&model.items, &page.items, |a, b| a == b)?;
    Some(Difference {
        kind: Kind::ListItem,
        model: item(&model.words, model.items.get(index)),
        page: item(&page.words, page.items.get(index)),
    })
}

fn item(words: &[Word], item: Option<&Item>) -> String {
    let Some(Item { at, depth, mark }) = item else { return "no further item".to_owned() };
    let mark = match mark {
        Mark::Bullet => "an item".to_owned(),
        Mark::Number(number) => format!("item {number}"),
    };
    format!("{mark} at depth {depth} from `{}`", from(words, index_of(words, *at)))
}

/// Counts the links, and compares them.
fn links(model: &Reading<Target>, page: &Reading<String>) -> (Links, Option<Difference>) {
    let mut counts = Links::default();
    let mut difference = None;
    for (written, shown) in pairs(&model.links, &page.links) {
        match shown.map(|link| is_path(&link.value)) {
            Some(true) => counts.resolved += 1,
            Some(false) => counts.kept += 1,
            None => counts.without_target += 1,
        }
        let is_right = match (written, shown) {
            (Some(Run { value: Target::Name(None) | Target::Nowhere, .. }), Some(shown))
                if is_of_url(shown) =>
            {
                true
            }
            (Some(written), shown) => may_become(&written.value, shown.map(|link| &*link.value)),
            (None, Some(shown)) => is_made_of_text(shown, model),
            (None, None) => true,
        };
        if !is_right && difference.is_none() {
            difference = Some(Difference {
                kind: Kind::Link,
                model: link(&model.words, written, described),
                page: link(&page.words, shown, |target| format!("to `{target}`")),
            });
        }
    }
    (counts, difference)
}

/// The links of one range, at least one.
type Pair<'a, A, B> = (Option<&'a Run<A>>, Option<&'a Run<B>>);

/// The links of both sides in the order of the text, those of one range together.
fn pairs<'a, A, B>(left: &'a [Run<A>], right: &'a [Run<B>]) -> Vec<Pair<'a, A, B>> {
    let mut right = right.iter().peekable();
    let mut pairs = Vec::new();
    let place = |range: &Range<usize>| (range.start, range.end);
    for link in left {
        let own = place(&link.range);
        while let Some(before) = right.next_if(|other| place(&other.range) < own) {
            pairs.push((None, Some(before)));
        }
        pairs.push((Some(link), right.next_if(|other| place(&other.range) == own)));
    }
    pairs.extend(right.map(|link| (None, Some(link))));
    pairs
}

/// Whether a link of a model may be shown with this target, or without one.
fn may_become(written: &Target, shown: Option<&str>) -> bool {
    match (written, shown) {
        (Target::Page(url) | Target::Name(Some(url)), Some(shown))
            if url == shown || *url == encoded(shown) =>
        {
            true
        }
        (Target::Name(_), Some(shown)) => is_path(shown),
        (Target::Name(None) | Target::Nowhere, None) => true,
        (Target::Page(_) | Target::Nowhere, Some(_))
        | (Target::Page(_) | Target::Name(Some(_)), None) => false,
    }
}

/// A URL as the HTML of Markdown has it.
fn encoded(url: &str) -> String {
    let is_kept =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'()*+,-./:;=?@_~".contains(byte);
    let encode = |byte: u8| match byte {
        byte if is_kept(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    url.bytes().map(encode).collect()
}

/// Whether a link that the model does not have is one that a page makes of text: a URL, or code of one word that
/// names an item.
fn is_made_of_text(shown: &Run<String>, model: &Reading<Target>) -> bool {
    let is_code = || model.codes.iter().any(|code| code.range == shown.range);
    let last = shown.range.end.saturating_sub(1);
    let is_word = || index_of(&model.words, shown.range.start) == index_of(&model.words, last);
    is_of_url(shown) || is_path(&shown.value) && is_code() && is_word()
}

/// Whether a link leads to the URL that it shows.
fn is_of_url(shown: &Run<String>) -> bool {
    let target = &shown.value;
    *target == shown.text || target.strip_prefix("mailto:") == Some(&shown.text)
}

/// Whether a target is a path to an item.
fn is_path(target: &str) -> bool {
    target.starts_with("crate::") || target.starts_with("Self::")
}

fn described(target: &Target) -> String {
    match target {
        Target::Page(url) => format!("to `{url}`"),
        Target::Name(Some(url)) => format!("to an item, or to `{url}`"),
        Target::Name(None) => "to an item, if there is one".to_owned(),
        Target::Nowhere => "without a meaning here".to_owned(),
    }
}

fn link<T>(words: &[Word], run: Option<&Run<T>>, described: impl Fn(&T) -> String) -> String {
    run.map_or("no link there".to_owned(), |run| {
        let around = around(words, index_of(words, run.range.start));
        format!("a link {} on `{}` in `{around}`", described(&run.value), run.text)
    })
}

/// The index of the first elements that differ.
fn first_difference<T>(left: &[T], right: &[T], equal: impl Fn(&T, &T) -> bool) -> Option<usize> {
    let shared = left.iter().zip(right).take_while(|(a, b)| equal(a, b)).count();
    (shared < left.len() || shared < right.len()).then_some(shared)
}

/// A word in which an apostrophe between two letters is plain: smart punctuation makes it a typographic one, which is
/// what a reader expects.
fn with_plain_apostrophes(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let after_letter = plain.ends_with(char::is_alphabetic);
        let before_letter = rest.peek().is_some_and(|next| next.is_alphabetic());
        let is_apostrophe = c == '\u{2019}' && after_letter && before_letter;
        plain.push(if is_apostrophe { '\'' } else { c });
    }
    plain
}

/// The index of the word at a place.
fn index_of(words: &[Word], at: usize) -> usize {
    words.partition_point(|word| word.at <= at).saturating_sub(1)
}

/// How many words are shown on either side of one.
const AROUND: usize = 4;
/// How many characters are shown of a word.
const SHOWN: usize = 100;

/// A word and those around it.
fn around(words: &[Word], index: usize) -> String {
    let start = index.saturating_sub(AROUND);
    let cut = if start > 0 { "... " } else { "" };
    format!("{cut}{}", excerpt(words, start, index + AROUND + 1))
}

/// A word and those after it.
fn from(words: &[Word], index: usize) -> String {
    excerpt(words, index, index + AROUND)
}

fn excerpt(words: &[Word], start: usize, end: usize) -> String {
    let cut = if end < words.len() { " ..." } else { "" };
    let shown = words.get(start..end.min(words.len())).unwrap_or_default();
    let shown: Vec<String> = shown.iter().map(|word| short(&word.text)).collect();
    format!("{}{cut}", shown.join(" "))
}

fn short(word: &str) -> String {
    match word.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &word[..end]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn lines(page: &str) -> Vec<String> {
        page.lines().map(str::to_owned).collect()
    }

    /// The difference as fixtures have it; nothing if there is none.
    fn shown(difference: Option<Difference>) -> String {
        difference.map_or_else(String::new, |Difference { kind, model, page }| {
            format!("{kind}\nmodel: {model}\npage:  {page}\n")
        })
    }

    #[test]
    fn fixtures_differ_as_they_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/docs-check");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let read = |name: &str| fs::read_to_string(path.join(name)).unwrap();
            let has_difference = path.join("expected.err").exists();
            let expected = if has_difference { read("expected.err") } else { String::new() };
            let found = compare(&read("model.txt"), &lines(&read("page.md")));
            assert_eq!(shown(found.difference), expected, "{}", path.display());
            count += 1;
        }
        assert!(count > 0);
    }

    #[test]
    fn words_and_links_are_counted() {
        let text = "<p><a>A</a> <a>B</a> <a href='https://c.d'>C</a> e</p>";
        let page = "[A](crate::A) B [C](https://c.d) e";
        let links = Links { resolved: 1, kept: 1, without_target: 1 };
        let expected = Comparison { words: 4, links, difference: None };
        assert_eq!(compare(text, &lines(page)), expected);
    }

    #[test]
    fn an_apostrophe_has_either_form_between_letters_alone() {
        assert_eq!(with_plain_apostrophes("user\u{2019}s"), "user's");
        for same in ["\u{2019}a", "a\u{2019}", "1\u{2019}s", "a\u{2018}b"] {
            assert_eq!(with_plain_apostrophes(same), same);
        }
    }

    #[test]
    fn code_of_one_word_may_become_a_link_and_no_other_code() {
        let links_of = |text: &str, page: &str| compare(text, &lines(page)).difference;
        assert_eq!(links_of("<code>A</code>", "[`A`](Self::a)"), None);
        for (text, page) in [
            ("<code>A B</code>", "[`A B`](crate::A)"),
            ("<p>A</p>", "[A](crate::A)"),
            ("<code>x.A</code>", "`x.`[`A`](crate::A)"),
            ("<code>A</code>", "[`A`](https://a.b)"),
        ] {
            let kind = links_of(text, page).map(|difference| difference.kind);
            assert_eq!(kind, Some(Kind::Link), "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        let long = "a".repeat(1_000);
        let found = compare(&long, &lines("b")).difference.unwrap();
        assert_eq!(found.model.len(), SHOWN + "...".len());
    }
}
