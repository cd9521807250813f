//! Documentation of a model, HTML and Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use smithgen_codegen::docs;

/// What rustdoc turns on; its smart punctuation changes nothing but characters.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// What is written as HTML, since Markdown has no word for it, or not in every place.
const ELEMENTS: [&str; 7] = ["br", "em", "s", "strong", "sub", "sup", "u"];

/// A paragraph that the generator puts after the model's words.
const OURS: &str = "This is ours.";

fuzz_target!(|text: &str| {
    let resolve = |name: &str| (name == "SignUp").then(|| "crate::operation::SignUp".to_owned());
    let mut lines = docs::lines(text, &resolve);
    for line in &lines {
        check_line(line);
    }
    docs::append(&mut lines, OURS);
    check_page(&lines.join("\n"));
    check_escape(text);
    check_code(text);
});

/// No line ends its comment, or is shown otherwise than it reads.
fn check_line(line: &str) {
    assert!(!line.contains(['\n', '\r']), "{line:?}");
    assert_eq!(docs::printable(line), line);
}

/// A page has no HTML of the model's own and no code that is compiled, and what is put after it stands by itself.
fn check_page(page: &str) {
    let mut last = String::new();
    let mut depth = 0_usize;
    for event in Parser::new_ext(page, OPTIONS) {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    last.clear();
                }
                depth += 1;
                check_tag(&tag, page);
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => last.push_str(&text),
            Event::InlineHtml(html) if ELEMENTS.contains(&name(&html)) => {}
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} in {page:?}"),
            _ => last.push(' '),
        }
    }
    assert_eq!(last, OURS, "{page:?}");
}

/// The name of a tag that has nothing but its name.
fn name(html: &str) -> &str {
    let name = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or_default();
    name.strip_prefix('/').unwrap_or(name)
}

fn check_tag(tag: &Tag<'_>, page: &str) {
    match tag {
        Tag::CodeBlock(CodeBlockKind::Indented) => panic!("compiled code in {page:?}"),
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
            assert!(!is_compiled(language), "{language:?} in {page:?}");
        }
        _ => {}
    }
}

/// Whether rustdoc takes a block of that language for Rust: it names none, or has a word of rustdoc's own.
///
/// See <https://doc.rust-lang.org/rustdoc/write-documentation/documentation-tests.html#attributes>.
fn is_compiled(language: &str) -> bool {
    const WORDS: [&str; 7] =
        ["rust", "ignore", "should_panic", "no_run", "compile_fail", "standalone_crate", "custom"];
    let mut words = language.split([',', ' ', '\t']).filter(|word| !word.is_empty()).peekable();
    let is_error = |word: &str| {
        word.len() == 5
            && word.strip_prefix('E').is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_rust =
        |word: &str| WORDS.contains(&word) || word.starts_with("edition") || is_error(word);
    words.peek().is_none() || words.any(is_rust)
}

/// Plain text is shown as it is, but for what is white.
fn check_escape(text: &str) {
    let escaped = docs::escape(text);
    check_line(&escaped);
    let mut shown = String::new();
    for event in Parser::new_ext(&escaped, OPTIONS) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::SoftBreak => shown.push(' '),
            // Addresses become links that show them.
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. } | Tag::Paragraph)
            | Event::End(_) => {}
            other => panic!("{other:?} in {escaped:?}"),
        }
    }
    assert_eq!(words(&shown), words(&printable(text)), "{escaped:?}");
}

/// Text as a code span is one code span, that shows the same.
fn check_code(text: &str) {
    let code = docs::code(text);
    check_line(&code);
    let shown = Parser::new_ext(&code, OPTIONS).find_map(|event| match event {
        Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    let expected = docs::printable(&text.replace(['\n', '\r'], " "));
    if !expected.trim().is_empty() {
        assert_eq!(shown.as_deref().map(str::trim), Some(expected.trim()), "{code:?}");
    }
}

/// The text without what no comment can hold; what is white parts words all the same.
fn printable(text: &str) -> String {
    docs::printable(&text.replace(char::is_whitespace, " "))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
