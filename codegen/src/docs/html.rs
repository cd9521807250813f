//! HTML as tokens.

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token as Html, Tokenizer};

use super::tag::{self, Tag};
use super::token::{Attributes, Token};

/// The tokens of HTML in which what begins no tag is escaped. Comments and document types vanish.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = 0;
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Html::StartTag(start) => {
                end = start.span.end;
                if let Some(tag) = tag(&start.name) {
                    tokens.push(Token::Open(tag, attributes(&start)));
                    // A browser goes on with `<code/>` as if it were never closed; its author closed it.
                    if start.self_closing && tag != Tag::Break {
                        tokens.push(Token::Close(tag));
                    }
                }
            }
            Html::EndTag(tag_end) => {
                end = tag_end.span.end;
                tokens.extend(tag(&tag_end.name).map(Token::Close));
            }
            Html::String(text) => {
                end = text.span.end;
                tokens.push(Token::Text(string(&text)));
            }
            Html::Comment(comment) => end = comment.span.end,
            Html::Doctype(doctype) => end = doctype.span.end,
            Html::Error(_) => {}
        }
    }
    // What the tokenizer drops is a tag without an end.
    if let Some(rest) = source.get(end..).filter(|rest| !rest.is_empty()) {
        tokens.push(Token::Text(rest.replace("&lt;", "<")));
    }
    tokens
}

fn tag(name: &HtmlString) -> Option<Tag> {
    let name = String::from_utf8_lossy(name);
    tag::html(&name).or_else(|| tag::dialect(&name))
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attributes(tag: &StartTag<usize>) -> Attributes {
    let attribute =
        |name: &[u8]| tag.attributes.get(name).map(|Spanned { value, .. }| string(value));
    let class = attribute(b"class").unwrap_or_default();
    Attributes {
        href: attribute(b"href").or_else(|| attribute(b"url")),
        name: attribute(b"linkend"),
        start: attribute(b"start").and_then(|start| start.trim().parse().ok()),
        language: class
            .split_whitespace()
            .find_map(|name| name.strip_prefix("language-"))
            .map(str::to_owned),
    }
}
