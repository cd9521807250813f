//! What a reader of a page sees, and what a page must not have.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::reading::{Mark, Reading, Scribe};

/// A page as rustdoc shows it.
#[derive(Debug)]
pub(crate) struct Page {
    /// What a reader sees.
    pub(crate) reading: Reading<String>,
    /// What rustdoc would warn about, run, or pass on as it is.
    pub(crate) faults: Vec<String>,
}

/// Reads the Markdown of a page.
pub(crate) fn read(lines: &[String]) -> Page {
    let text = lines.join("\n");
    let mut unresolved = Vec::new();
    let on_broken_link = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if may_be_path(&link.reference) {
            unresolved.push(format!("`[{}]`, which may be taken for a link", link.reference));
        }
        None
    };
    let mut reader = Reader::default();
    for event in Parser::new_with_broken_link_callback(&text, options(), Some(on_broken_link)) {
        reader.read(event);
    }
    let Reader { scribe, mut faults, .. } = reader;
    faults.append(&mut unresolved);
    Page { reading: scribe.finish(), faults }
}

/// The extensions that rustdoc has: `main_body_opts` in its source.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

#[derive(Debug, Default)]
struct Reader {
    scribe: Scribe<String>,
    /// The numbers of the next items in the lists that are open.
    lists: Vec<Mark>,
    /// How many links are open.
    links: usize,
    /// Whether a block of code is open.
    code_block: bool,
    faults: Vec<String>,
}

/// Tags for what Markdown has no sign for, or whose sign does not work within a word.
const STYLES: [&str; 12] = [
    "<em>",
    "</em>",
    "<s>",
    "</s>",
    "<strong>",
    "</strong>",
    "<sub>",
    "</sub>",
    "<sup>",
    "</sup>",
    "<u>",
    "</u>",
];

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if self.links == 0 && !self.code_block && has_bare_url(&text) {
                    self.faults.push(format!("a URL that is no link, in `{text}`"));
                }
                self.scribe.text(&text);
            }
            Event::Code(text) => {
                self.scribe.open_code();
                self.scribe.text(&text);
                self.scribe.close_code();
            }
            Event::InlineHtml(html) if &*html == "<br>" => self.scribe.text(" "),
            Event::InlineHtml(html) if STYLES.contains(&&*html) => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                self.faults.push(format!("raw HTML, `{}`", html.trim_end()));
            }
            Event::SoftBreak | Event::HardBreak => self.scribe.text(" "),
            Event::Rule => self.scribe.apart(),
            Event::FootnoteReference(name) => self.faults.push(format!("a footnote, `[^{name}]`")),
            Event::TaskListMarker(_) => self.faults.push("the box of a task list".to_owned()),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.scribe.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(start) => {
                self.scribe.apart();
                self.lists.push(start.map_or(Mark::Bullet, Mark::Number));
            }
            Tag::Item => {
                let depth = self.lists.len();
                let Some(next) = self.lists.last_mut() else { return };
                self.scribe.open_item(depth, *next);
                if let Mark::Number(number) = next {
                    *number = number.saturating_add(1);
                }
            }
            Tag::CodeBlock(kind) => {
                if is_doctest(&kind) {
                    self.faults.push("a block of code that rustdoc runs as a test".to_owned());
                }
                self.code_block = true;
                self.scribe.open_preformatted();
            }
            Tag::Link { dest_url, .. } => {
                self.links += 1;
                self.scribe.open_link(dest_url.into_string());
            }
            tag if is_inline(tag.to_end()) => {}
            _ => self.scribe.apart(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.scribe.apart();
            }
            TagEnd::Item => self.scribe.close_items(self.lists.len()),
            TagEnd::CodeBlock => {
                self.code_block = false;
                self.scribe.close_preformatted();
            }
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                self.scribe.close_link();
            }
            tag if is_inline(tag) => {}
            _ => self.scribe.apart(),
        }
    }
}

/// Whether an element is part of a line.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether rustdoc takes a block of code for Rust: unless its info string has a word that rustdoc does not know, and
/// none that says Rust.
///
/// See <https://doc.rust-lang.org/rustdoc/write-documentation/documentation-tests.html#attributes>.
fn is_doctest(kind: &CodeBlockKind<'_>) -> bool {
    let CodeBlockKind::Fenced(info) = kind else { return true };
    let is_of_rust = |word: &str| {
        let is = ["rust", "should_panic", "no_run", "compile_fail", "test_harness"].contains(&word);
        is || word.starts_with("edition") || word.starts_with("ignore")
    };
    let mut words = info.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    words.clone().any(|word| word == "rust") || words.all(is_of_rust)
}

/// Whether rustdoc takes text in brackets for a path to an item, by its function `should_ignore_link`.
fn may_be_path(text: &str) -> bool {
    let has_code = text.contains('`');
    let path = text.replace('`', "");
    let path = path.split('#').next().unwrap_or_default().trim();
    let is_url = |c: char| !(c.is_alphanumeric() || ":_<>, !*&;@()".contains(c));
    !text.contains('/') && !path.is_empty() && (has_code || !path.contains(is_url))
}

/// Whether a text has what rustdoc's lint `bare_urls` finds: `https://`, a name of at least two characters, a dot, and
/// two letters.
fn has_bare_url(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    schemes.iter().any(|scheme| {
        text.match_indices(scheme).any(|(start, _)| is_host(&text[start + scheme.len()..]))
    })
}

fn is_host(text: &str) -> bool {
    let of_host = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(c);
    let host = &text[..text.find(|c| !of_host(c)).unwrap_or(text.len())];
    host.match_indices('.').any(|(dot, _)| {
        dot >= 2 && host[dot + 1..].chars().take_while(char::is_ascii_alphabetic).count() >= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        read(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    fn words(text: &str) -> String {
        let page = page(text);
        let words: Vec<&str> = page.reading.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    #[test]
    fn a_page_is_read_as_rustdoc_shows_it() {
        for (text, expected) in [
            ("a *b*c\nd", "a bc d"),
            ("a -- b... \"c\"", "a \u{2013} b\u{2026} \u{201C}c\u{201D}"),
            ("user's", "user\u{2019}s"),
            (r#"a \-- b \"c\""#, "a -- b \"c\""),
            ("~~a~~", "a"),
            ("| a | b |\n|---|---|\n| c | `d\\|e` |", "a b c d|e"),
            ("# a\n> b\n***", "a b"),
            ("a\\\nb&amp;c", "a b&c"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn faults_are_found() {
        for (text, expected) in [
            ("a <kbd>c</kbd>", "raw HTML, `<kbd>`"),
            ("<p>a</p>", "raw HTML, `<p>a</p>`"),
            (
                "see https://example.com/a.",
                "a URL that is no link, in `see https://example.com/a.`",
            ),
            ("a [b]", "`[b]`, which may be taken for a link"),
            ("a [`b-c`]", "`[`b-c`]`, which may be taken for a link"),
            ("- [ ] a", "the box of a task list"),
            ("a[^1]\n\n[^1]: b", "a footnote, `[^1]`"),
            ("```\na\n```", "a block of code that rustdoc runs as a test"),
            ("    a", "a block of code that rustdoc runs as a test"),
        ] {
            assert_eq!(page(text).faults.first().map(String::as_str), Some(expected), "{text}");
        }
        for text in [
            "<https://example.com>",
            "[a](https://example.com)",
            "[https://example.com](https://example.com)",
            "`https://example.com <b>`",
            "https://localhost and http://a.b",
            r"a \[b]",
            "a [b/c] and [0-9]",
            "```text\nhttps://example.com\n```",
        ] {
            assert_eq!(page(text).faults, [""; 0], "{text}");
        }
    }

    #[test]
    fn rust_is_told_from_other_code() {
        let fenced = |info: &'static str| is_doctest(&CodeBlockKind::Fenced(info.into()));
        for info in ["", "rust", "no_run", "ignore", "should_panic,edition2021", "json,rust"] {
            assert!(fenced(info), "{info}");
        }
        for info in ["text", "json", "json,ignore", "toml no-run"] {
            assert!(!fenced(info), "{info}");
        }
        assert!(is_doctest(&CodeBlockKind::Indented));
    }

    #[test]
    fn items_have_their_depth_and_number() {
        let page = page("3. a\n   - b\n4. c");
        let items: Vec<_> =
            page.reading.items.iter().map(|item| (item.at, item.depth, item.mark)).collect();
        assert_eq!(items, [(0, 1, Mark::Number(3)), (1, 2, Mark::Bullet), (2, 1, Mark::Number(4))]);
    }
}
