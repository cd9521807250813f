//! Which tags are tags, and which are text in angle brackets.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The elements of HTML, those that are obsolete included.
///
/// See <https://html.spec.whatwg.org/multipage/indices.html#elements-3>.
const HTML: &str = "\
    a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button \
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div \
    dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header \
    hgroup hr html i iframe img input ins kbd label legend li main map mark menu meta meter nav \
    noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp \
    script search section select slot small source span strike strong style sub summary sup svg \
    table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr";

/// The elements that AWS's models have besides, those that are blocks and those that are part of a line.
///
/// They are elements only where they are closed, since models have placeholders of these names as well, such as
/// `<function name>`.
const BLOCKS: &str = "\
    caution fullname important note para shortdesc simpara text tip title warning xhtml zonbook";
const INLINES: &str = "copy emphasis filename function link replaceable ulink value";

/// The elements of HTML that have no end.
const VOID: &str = "area base br col embed hr img input meta param source track wbr";

/// The attribute that says how the dialect calls a block that [`normalize`] made a `div`.
pub(crate) const BLOCK: &str = "aws-block";
/// The attribute that says where in the text code or a link begins. A browser goes on with what is not closed in the next
/// blocks, by elements that are the same as the first; the attribute tells those from others.
pub(crate) const AT: &str = "aws-at";
/// What may go on so, as far as it is compared.
const GOES_ON: &str = "a code kbd samp tt";
/// What stands before the names of the dialect's other elements once [`normalize`] is done with them.
pub(crate) const PREFIX: &str = "aws-";

/// Whether a name is one of those in a list.
fn is_in(list: &str, name: &str) -> bool {
    list.split(' ').any(|other| other == name)
}

/// Whether a text is HTML: whether it holds a tag that is not within code of Markdown.
pub(crate) fn is_html(text: &str) -> bool {
    let tags = tags(text);
    !tags.is_empty() && {
        let code = markdown_code(text, false);
        tags.iter().any(|tag| !code.iter().any(|code| code.contains(&tag.range.start)))
    }
}

/// HTML as a browser needs it, so that it shows what the author meant:
///
/// * What is no tag is spelled as text.
/// * The dialect's names are replaced. An HTML parser has rules of its own for `link` and `title`, and takes an
///   unknown element for a part of a line.
/// * `<code/>` is closed. Models are written in XML, in which it is empty, and a browser takes it for `<code>`.
pub(crate) fn normalize(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut rest = 0;
    for tag in tags(text) {
        spell(&mut normal, &text[rest..tag.range.start]);
        tag.write(&mut normal, text);
        rest = tag.range.end;
    }
    spell(&mut normal, &text[rest..]);
    normal
}

fn spell(normal: &mut String, text: &str) {
    normal.push_str(&text.replace('<', "&lt;"));
}

/// A tag, or what HTML does not show.
#[derive(Debug)]
struct Markup {
    kind: Kind,
    range: Range<usize>,
    /// Where the name is.
    name: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A tag of HTML.
    Html,
    /// A tag of a block of AWS's dialect.
    Block,
    /// A tag of another element of AWS's dialect.
    Inline,
    /// A comment or a document type.
    Silent,
}

impl Markup {
    fn write(&self, normal: &mut String, text: &str) {
        let written = &text[self.range.clone()];
        let name = text[self.name.clone()].to_ascii_lowercase();
        let attributes = &text[self.name.end..self.range.end];
        let is_end = written.starts_with("</");
        let new_name = match self.kind {
            Kind::Silent => return normal.push_str(written),
            Kind::Html => name.clone(),
            Kind::Block => "div".to_owned(),
            Kind::Inline => format!("{PREFIX}{name}"),
        };
        normal.push_str(if is_end { "</" } else { "<" });
        normal.push_str(&new_name);
        if self.kind == Kind::Block && !is_end {
            normal.extend([" ", BLOCK, "=\"", &name, "\""]);
        }
        if is_in(GOES_ON, &new_name) && !is_end {
            normal.extend([" ", AT, "=\"", &self.range.start.to_string(), "\""]);
        }
        normal.push_str(attributes);
        if attributes.ends_with("/>") && !is_end && !is_in(VOID, &new_name) {
            normal.extend(["</", &new_name, ">"]);
        }
    }
}

/// The tags of a text, in their order.
fn tags(text: &str) -> Vec<Markup> {
    let closing = Closing::of(text);
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        let tag = tag_at(text, start, &closing);
        at = tag.as_ref().map_or(start + 1, |tag| tag.range.end);
        tags.extend(tag);
    }
    tags
}

fn tag_at(text: &str, start: usize, closing: &Closing) -> Option<Markup> {
    let rest = &text[start + 1..];
    if rest.starts_with("!--") && start > closing.comment {
        return None;
    }
    if let Some(end) = silent(rest) {
        let end = start + 1 + end;
        return Some(Markup { kind: Kind::Silent, range: start..end, name: start..start });
    }
    let name_at = start + 1 + usize::from(rest.starts_with('/'));
    let name = name_at_start(&text[name_at..])?;
    let kind = if is_in(HTML, &name) {
        Kind::Html
    } else if !closing.names.contains(&name) {
        return None;
    } else if is_in(BLOCKS, &name) {
        Kind::Block
    } else {
        Kind::Inline
    };
    let name = name_at..name_at + name.len();
    let end = name.end + end_of_tag(&text[name.end..])?;
    Some(Markup { kind, range: start..end, name })
}

/// Where a comment or document type ends that begins after a `<`.
fn silent(rest: &str) -> Option<usize> {
    if let Some(comment) = rest.strip_prefix("!--") {
        return comment.find("-->").map(|end| end + "!---->".len());
    }
    let doctype = rest.get(.."!doctype".len())?.eq_ignore_ascii_case("!doctype");
    if doctype { rest.find('>').map(|end| end + 1) } else { None }
}

/// The name of a tag, in lower case.
fn name_at_start(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_ascii_whitespace() || "/><".contains(c));
    let name = &text[..end?];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_ascii_lowercase())
}

/// Where a tag ends of which the name has been read; a `>` within quotes does not end it. What has another
/// `<` before its end is none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(index + 1),
            (None, '<') => return None,
            (None, '"' | '\'') if text[..index].trim_end().ends_with('=') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// What a text closes, so that what is open need not be looked for to the end of the text each time.
#[derive(Debug)]
struct Closing {
    /// The names of the dialect.
    names: BTreeSet<String>,
    /// The end of the last comment.
    comment: usize,
}

impl Closing {
    fn of(text: &str) -> Self {
        let ends = text.match_indices("</").map(|(end, _)| &text[end + 2..]);
        let empty = text
            .match_indices("/>")
            .filter_map(|(end, _)| text[..end].rfind(['<', '>']).map(|start| &text[start..]))
            .filter_map(|tag| tag.strip_prefix('<'));
        let is_known = |name: &String| is_in(BLOCKS, name) || is_in(INLINES, name);
        let names = ends.chain(empty).filter_map(name_at_start).filter(is_known).collect();
        Self { names, comment: text.rfind("-->").unwrap_or(0) }
    }
}

/// Where a text has code, if it is read as Markdown in which no angle bracket means anything. An indented line is none,
/// unless it is asked for: HTML is indented as well.
fn markdown_code(text: &str, with_indented: bool) -> Vec<Range<usize>> {
    let plain = text.replace('<', "\u{1}");
    let is_code = |event: &Event<'_>| match event {
        Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => true,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => with_indented,
        _ => false,
    };
    let events = Parser::new_ext(&plain, Options::empty()).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// Stands for a `<` in code, while Markdown is read.
pub(crate) const IN_CODE: char = '\u{1}';

/// Markdown in which what looks like HTML is spelled as text, so that it is read on behind a placeholder: that which
/// begins a line would make HTML of all that follows. In code, an entity would be shown as it is written.
pub(crate) fn without_html(text: &str) -> String {
    let code = markdown_code(text, true);
    let mut plain = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, _) in text.match_indices('<') {
        let is_escaped =
            text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        if at < rest {
            continue;
        }
        plain.push_str(&text[rest..at]);
        rest = at + 1;
        match silent(&text[rest..]) {
            _ if code.iter().any(|code| code.contains(&at)) => plain.push(IN_CODE),
            _ if is_escaped || is_link(text, at) => plain.push('<'),
            Some(length) => rest += length,
            None => plain.push_str("&lt;"),
        }
    }
    plain.push_str(&text[rest..]);
    plain
}

/// Whether a `<` is the beginning of an address, by itself or after the text of a link.
fn is_link(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let address = text[at..].find('>').map(|end| &text[at..=at + end]);
    let is_address = |address: &str| {
        let mut events = Parser::new_ext(address, Options::empty());
        !address.contains(char::is_whitespace)
            && events.any(|event| matches!(event, Event::Start(Tag::Link { .. })))
    };
    before.ends_with("](") || before.ends_with("]:") || address.is_some_and(is_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_becomes_text() {
        for (text, expected) in [
            ("<p>a</P>", "<p>a</p>"),
            ("arn:<region>:<Account-ID>/x", "arn:&lt;region>:&lt;Account-ID>/x"),
            ("a < b <c>", "a &lt; b &lt;c>"),
            ("<a href='x>y'>z</a>", "<a aws-at=\"0\" href='x>y'>z</a>"),
            ("<p title=don't>a</p>", "<p title=don't>a</p>"),
            ("<note>a</Note>", "<div aws-block=\"note\">a</div>"),
            ("see <link linkend=\"A\">B</link>", "see <aws-link linkend=\"A\">B</aws-link>"),
            ("<function name> or <key>", "&lt;function name> or &lt;key>"),
            ("<function name>/>", "&lt;function name>/>"),
            ("a <para/>", "a <div aws-block=\"para\"/></div>"),
            ("a<code/>b<br/>", "a<code aws-at=\"1\"/></code>b<br/>"),
            ("<!-- <b> -->a<!DOCTYPE html>", "<!-- <b> -->a<!DOCTYPE html>"),
            ("<ID><>ID<></ID>", "&lt;ID>&lt;>ID&lt;>&lt;/ID>"),
            ("a <b", "a &lt;b"),
            ("a <!-- b", "a &lt;!-- b"),
        ] {
            assert_eq!(normalize(text), expected, "{text}");
        }
    }

    #[test]
    fn html_is_told_from_commonmark() {
        for text in ["<p>a", "a <code>b</code>", "<note>a</note>", "`a` <b>c</b>", "`\n\n<b>`"] {
            assert!(is_html(text), "{text}");
        }
        for text in [
            "a",
            "<region>",
            "use `<b>a</b>`",
            "```\n<p>\n```",
            "~~~\n<p>\n~~~",
            "<key>\n`<p>`",
            "<note>",
            "1 < 2 > 0",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn many_brackets_take_no_more_than_their_time() {
        let text = "<p ".repeat(100_000);
        assert!(tags(&text).is_empty());
        assert!(tags(&"<!-- ".repeat(100_000)).is_empty());
    }
}
