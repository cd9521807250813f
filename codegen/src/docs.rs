//! Documentation of the model as lines of Markdown that rustdoc shows as the model meant it.
//!
//! Models have HTML, AWS's dialect of it, or `CommonMark`. Both become tokens (`html`, `commonmark`), tokens a tree of
//! blocks (`build`), and the tree Markdown (`inline`, `write`, `wrap`). A reader sees each word of the model, and
//! no others, but for the labels of boxes.

mod build;
mod characters;
mod code;
mod commonmark;
mod escape;
mod html;
mod inline;
mod links;
mod markup;
mod paragraph;
mod tag;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod wrap;
mod write;

use inline::{Place, Writer};

pub use characters::printable;

/// The documentation as lines of Markdown. `resolve` answers a name of the model with the path of the Rust
/// item to link to, if there is one.
pub fn lines(text: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let markup = markup::markup(text);
    let tokens =
        if markup.is_html { html::tokens(&markup.source) } else { commonmark::tokens(text) };
    write::lines(&build::build(tokens), resolve)
}

/// What parts the lines of a documentation while they are one text. No printable line holds it.
pub const LINE_SEPARATOR: char = '\u{1E}';

/// Plain text as Markdown on one line.
pub fn escape(text: &str) -> String {
    let writer = Writer { references: &[], resolve: &|_| None };
    let words = writer.words(&paragraph::plain(text), Place::Line);
    wrap::fill(&words, usize::MAX).join(" ")
}

/// A paragraph of Markdown as lines; each of its own lines is wrapped for itself.
pub fn wrap(paragraph: &str) -> Vec<String> {
    paragraph.lines().flat_map(|line| wrap::markdown(line, wrap::WIDTH)).collect()
}

/// Adds a paragraph of Markdown.
pub fn append(docs: &mut Vec<String>, paragraph: impl AsRef<str>) {
    if !docs.is_empty() {
        docs.push(String::new());
    }
    docs.extend(wrap(paragraph.as_ref()));
}

/// Text as a code span, whatever it holds; Markdown has none for an empty text.
pub fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty string".to_owned();
    }
    match printable(&text.replace(['\n', '\r'], " ")).as_str() {
        "" => escape::code(" "),
        shown => escape::code(shown),
    }
}

/// A link to an address, with plain text on one line.
pub fn link(text: &str, url: &str) -> String {
    format!("[{}](<{url}>)", escape(text).replace(']', "\\]"))
}
