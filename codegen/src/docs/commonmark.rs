//! `CommonMark` as tokens.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag as Markdown, TagEnd};

use super::code::{self, INERT};
use super::markup::{self, Silent};
use super::tag::{Mark, Tag};
use super::token::{Attributes, Token};

/// The tokens of `CommonMark` without HTML: what looks like a tag is text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let source = without_html(text);
    let mut tokens = Vec::new();
    let mut is_head = false;
    for event in parser(&source) {
        match event {
            Event::Start(Markdown::TableHead) => is_head = true,
            Event::End(TagEnd::TableHead) => is_head = false,
            _ => {}
        }
        push(&mut tokens, event, is_head);
    }
    tokens
}

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES)
}

/// Hides from the parser what it would take for HTML: by a backslash, and in code, where a backslash is shown, by
/// [`INERT`]. Comments vanish.
fn without_html(text: &str) -> String {
    let text = &text.replace(INERT, "");
    let code = code::all(text);
    let silent = Silent::of(text);
    let mut source = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, _) in text.match_indices('<') {
        if at < rest {
            continue;
        }
        source.push_str(&text[rest..at]);
        rest = at;
        let is_text = is_escaped(&text[..at]);
        if markup::is_within(&code, at) {
            source.push_str(INERT);
            rest = at + 1;
        } else if let Some(end) = silent.end(at).filter(|_| !is_text) {
            rest = end;
        } else if !is_text && !is_link(text, at) {
            source.push('\\');
        }
    }
    source.push_str(&text[rest..]);
    source
}

/// Whether what follows a text is escaped: by the last of an odd number of backslashes.
fn is_escaped(before: &str) -> bool {
    let unescaped = before.trim_end_matches('\\');
    (before.len() - unescaped.len()) % 2 == 1
}

/// Whether an angle bracket begins the destination of a link, or a link that shows its destination.
fn is_link(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\n']);
    if before.ends_with("](") || before.ends_with("]:") {
        return true;
    }
    let rest = &text[at + 1..];
    let end = rest.find([' ', '\n', '<', '>']).filter(|end| rest[*end..].starts_with('>'));
    let Some(end) = end else { return false };
    let is_auto = |event| {
        let Event::Start(Markdown::Link { link_type, .. }) = event else { return false };
        matches!(link_type, LinkType::Autolink | LinkType::Email)
    };
    parser(&text[at..=at + 1 + end]).any(is_auto)
}

fn push(tokens: &mut Vec<Token>, event: Event<'_>, is_head: bool) {
    match event {
        Event::Start(start) => {
            tokens.extend(opened(start, is_head).map(|(tag, with)| Token::Open(tag, with)));
        }
        Event::End(end) => tokens.extend(closed(end, is_head).map(Token::Close)),
        Event::Code(text) => {
            tokens.push(open(Tag::Code));
            tokens.push(shown(&text));
            tokens.push(Token::Close(Tag::Code));
        }
        Event::Text(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
        | Event::InlineMath(text)
        | Event::DisplayMath(text)
        | Event::FootnoteReference(text) => tokens.push(shown(&text)),
        Event::SoftBreak => tokens.push(Token::Text("\n".to_owned())),
        Event::HardBreak => tokens.push(open(Tag::Break)),
        Event::Rule => tokens.push(open(Tag::Rule)),
        Event::TaskListMarker(_) => {}
    }
}

fn shown(text: &str) -> Token {
    Token::Text(text.replace(INERT, "<"))
}

fn open(tag: Tag) -> Token {
    Token::Open(tag, Attributes::default())
}

fn opened(start: Markdown<'_>, is_head: bool) -> Option<(Tag, Attributes)> {
    let mut attributes = Attributes::default();
    let tag = match start {
        Markdown::CodeBlock(kind) => {
            attributes.language = match kind {
                CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                CodeBlockKind::Indented => None,
            };
            Tag::Preformatted
        }
        Markdown::List(start) => {
            attributes.start = start;
            if start.is_some() { Tag::Numbered } else { Tag::List }
        }
        Markdown::Link { link_type, dest_url, .. } => {
            let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
            attributes.href = Some(format!("{scheme}{dest_url}"));
            Tag::Link
        }
        other => closed(other.to_end(), is_head)?,
    };
    Some((tag, attributes))
}

fn closed(end: TagEnd, is_head: bool) -> Option<Tag> {
    Some(match end {
        TagEnd::Paragraph => Tag::Block,
        TagEnd::Heading(level) => Tag::Heading(level as u8),
        TagEnd::BlockQuote(_) => Tag::Quote,
        TagEnd::CodeBlock => Tag::Preformatted,
        TagEnd::List(true) => Tag::Numbered,
        TagEnd::List(false) => Tag::List,
        TagEnd::Item => Tag::Item,
        TagEnd::Table => Tag::Table,
        TagEnd::TableHead | TagEnd::TableRow => Tag::Row,
        TagEnd::TableCell if is_head => Tag::HeadCell,
        TagEnd::TableCell => Tag::Cell,
        TagEnd::Emphasis => Tag::Marked(Mark::Emphasis),
        TagEnd::Strong => Tag::Marked(Mark::Strong),
        TagEnd::Link => Tag::Link,
        // The extensions that would make these are off, and of an image the alternative text is shown.
        TagEnd::HtmlBlock
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Image
        | TagEnd::MetadataBlock(_) => return None,
    })
}
