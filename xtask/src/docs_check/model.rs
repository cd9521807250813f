//! What a reader of a model's documentation sees.
//!
//! A documentation trait is Markdown, and Markdown may hold HTML. In models it is one or the other: a text that has
//! a tag is read as a browser does, any other as Markdown without extensions.
//!
//! See <https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait>.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, html};

use super::dom::{self, Element, Step};
use super::reading::{Mark, Reading, Scribe};
use super::tags::{self, AT, BLOCK, PREFIX};

/// What a link of a model leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A page of the web, and nothing else.
    Page(String),
    /// Something that the text names, or a page of the reference that describes it.
    Name(Option<String>),
    /// Nowhere from where the text is shown: a target that is relative to a page that is not there.
    Nowhere,
}

/// Reads the value of a documentation trait.
pub(crate) fn read(text: &str) -> Reading<Target> {
    let html = if tags::is_html(text) { tags::normalize(text) } else { of_markdown(text) };
    let mut reader = Reader::default();
    for step in dom::parse(&html).steps() {
        match step {
            Step::Open(element) => reader.open(element),
            Step::Text(text) if reader.silent == 0 => reader.scribe.text(text),
            Step::Text(_) => {}
            Step::Close(element) => reader.close(element),
        }
    }
    reader.scribe.finish()
}

/// Markdown as HTML. What looks like HTML in it is text.
fn of_markdown(text: &str) -> String {
    let text = tags::without_html(text);
    let events = Parser::new_ext(&text, Options::empty()).map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        other => other,
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html.replace(tags::IN_CODE, "&lt;")
}

#[derive(Default)]
struct Reader {
    scribe: Scribe<Target>,
    /// What stands before the next items of the lists that are open.
    lists: Vec<Mark>,
    /// How many elements are open whose text is not shown.
    silent: usize,
    scopes: Scopes,
}

/// Where code and links end that are never closed: with the item, box or cell in which they began. A browser would show
/// all the rest as code, which is not what the author meant, and not what a page shows.
#[derive(Default)]
struct Scopes {
    /// The numbers of the lists, items, boxes and cells that are open.
    open: Vec<usize>,
    /// The last of these numbers.
    last: usize,
    /// In which of them code and links began, by the places at which they did.
    began: HashMap<String, Option<usize>>,
    /// Whether the elements of code and links that are open are seen as such.
    seen: Vec<bool>,
}

impl Scopes {
    fn enter(&mut self) {
        self.last += 1;
        self.open.push(self.last);
    }

    /// Code or a link begins, or goes on; whether it is seen.
    fn begin(&mut self, element: &Element) -> bool {
        let innermost = self.open.last().copied();
        let began = match element.attribute(AT) {
            Some(at) => *self.began.entry(at.to_owned()).or_insert(innermost),
            None => innermost,
        };
        let is_seen = began.is_none_or(|scope| self.open.contains(&scope));
        self.seen.push(is_seen);
        is_seen
    }

    /// Code or a link ends; whether it was seen.
    fn end(&mut self) -> bool {
        self.seen.pop().unwrap_or_default()
    }
}

/// What an element is to a reader.
enum Role {
    /// Part of a line, and no more.
    Inline,
    /// Part of a line, in the letters of code.
    Code,
    Link,
    /// Stands apart, and no more.
    Block,
    Preformatted,
    /// A list; it has a number before its first item if it is ordered.
    List(Mark),
    Item,
    /// A term of a definition list. Its definition is shown in the item that it begins.
    Term,
    /// A box with a label.
    Labelled(&'static str),
    Image,
    /// Not shown.
    Silent,
}

fn role(element: &Element) -> Role {
    if let Some(name) = element.attribute(BLOCK) {
        return role_of_block(name);
    }
    match element.name() {
        "ol" => Role::List(Mark::Number(number(element, "start").unwrap_or(1))),
        "ul" | "dl" | "menu" | "dir" => Role::List(Mark::Bullet),
        "li" => Role::Item,
        "dt" => Role::Term,
        "pre" => Role::Preformatted,
        "code" | "kbd" | "samp" | "tt" => Role::Code,
        "a" => Role::Link,
        "img" => Role::Image,
        "script" | "style" => Role::Silent,
        "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "data" | "del" | "dfn"
        | "em" | "font" | "i" | "ins" | "label" | "mark" | "q" | "s" | "small" | "span"
        | "strike" | "strong" | "sub" | "sup" | "time" | "u" | "var" | "wbr" => Role::Inline,
        name => name.strip_prefix(PREFIX).map_or(Role::Block, role_of_inline),
    }
}

/// The role of a block of the dialect.
fn role_of_block(name: &str) -> Role {
    match name {
        "note" => Role::Labelled("Note"),
        "important" => Role::Labelled("Important"),
        "caution" => Role::Labelled("Caution"),
        "warning" => Role::Labelled("Warning"),
        "tip" => Role::Labelled("Tip"),
        _ => Role::Block,
    }
}

/// The role of another element of the dialect.
fn role_of_inline(name: &str) -> Role {
    match name {
        "filename" | "function" => Role::Code,
        "link" | "ulink" => Role::Link,
        _ => Role::Inline,
    }
}

fn number(element: &Element, attribute: &str) -> Option<u64> {
    element.attribute(attribute)?.trim().parse().ok()
}

/// Whether what is not closed in an element ends with it.
fn is_scope(element: &Element) -> bool {
    matches!(role(element), Role::List(_) | Role::Item | Role::Labelled(_))
        || matches!(element.name(), "blockquote" | "table" | "tr" | "td" | "th")
}

impl Reader {
    fn open(&mut self, element: &Element) {
        if is_scope(element) {
            self.scopes.enter();
        }
        match role(element) {
            Role::Inline => {}
            Role::Code | Role::Link if !self.scopes.begin(element) => {}
            Role::Code => self.scribe.open_code(),
            Role::Link => self.scribe.open_link(target(element)),
            Role::Block => self.scribe.apart(),
            Role::Preformatted => self.scribe.open_preformatted(),
            Role::List(mark) => {
                self.scribe.apart();
                self.lists.push(mark);
            }
            Role::Item => {
                let mark = self.mark(element);
                self.scribe.open_item(self.depth(), mark);
            }
            Role::Term => self.scribe.open_item(self.depth(), Mark::Bullet),
            Role::Labelled(label) => self.scribe.open_box(label),
            Role::Image => self.scribe.text(element.attribute("alt").unwrap_or_default()),
            Role::Silent => self.silent += 1,
        }
    }

    fn close(&mut self, element: &Element) {
        if is_scope(element) {
            self.scopes.open.pop();
        }
        match role(element) {
            Role::Inline | Role::Image => {}
            Role::Code | Role::Link if !self.scopes.end() => {}
            Role::Code => self.scribe.close_code(),
            Role::Link => self.scribe.close_link(),
            Role::Block | Role::Term => self.scribe.apart(),
            Role::Preformatted => self.scribe.close_preformatted(),
            Role::List(_) => {
                self.scribe.close_items(self.lists.len());
                self.lists.pop();
            }
            Role::Item => self.scribe.close_items(self.depth()),
            Role::Labelled(_) => self.scribe.close_box(),
            Role::Silent => self.silent = self.silent.saturating_sub(1),
        }
    }

    /// In how many lists an item is. One that is in none is shown as if it were.
    fn depth(&self) -> usize {
        self.lists.len().max(1)
    }

    /// What stands before an item, and one more before the next.
    fn mark(&mut self, element: &Element) -> Mark {
        let Some(next) = self.lists.last_mut() else { return Mark::Bullet };
        let Mark::Number(counted) = *next else { return Mark::Bullet };
        let number = number(element, "value").unwrap_or(counted);
        *next = Mark::Number(number.saturating_add(1));
        Mark::Number(number)
    }
}

/// Where relative targets begin that name a whole path: the site that the models are written for.
const SITE: &str = "https://docs.aws.amazon.com";

fn target(element: &Element) -> Target {
    let written = element.attribute("href").or_else(|| element.attribute("url"));
    let Some(written) = written else { return Target::Name(None) };
    // A URL parser leaves these out: https://url.spec.whatwg.org/#url-parsing.
    let url = written.trim().replace(['\n', '\r', '\t'], "");
    let absolute = absolute(&url);
    match absolute {
        _ if is_reference(&url) => Target::Name(absolute),
        Some(url) => Target::Page(url),
        None => Target::Nowhere,
    }
}

fn absolute(url: &str) -> Option<String> {
    let has_scheme = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if ["http://", "https://", "mailto:"].into_iter().any(has_scheme) {
        Some(url.to_owned())
    } else if url.starts_with("//") {
        Some(format!("https:{url}"))
    } else if url.starts_with('/') {
        Some(format!("{SITE}{url}"))
    } else {
        None
    }
}

/// Whether a URL is that of a page of an API reference, `API_Name.html`.
fn is_reference(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let page = path.rsplit('/').next().unwrap_or_default();
    page.strip_prefix("API_").and_then(|page| page.strip_suffix(".html")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let reading = read(text);
        let words: Vec<&str> = reading.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    fn codes(text: &str) -> Vec<String> {
        read(text).codes.into_iter().map(|run| run.text).collect()
    }

    #[test]
    fn html_is_read_as_a_browser_shows_it() {
        for (text, expected) in [
            ("<b>a</b>b<p>c</p>d", "ab c d"),
            ("<p>a&lt;b&gt;&nbsp;c &IAM;</p>", "a<b> c &IAM;"),
            ("<p>`a` **b** _c_</p>", "`a` **b** _c_"),
            ("<p>a</p><!-- b --><script>c</script>", "a"),
            ("<p>arn:<Region>:<key></p>", "arn:<Region>:<key>"),
            ("<note><p>a</p></note><important></important>", "Note a"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            ("<dl><dt>a</dt><dd>b</dd></dl>", "a b"),
            ("<p>a<br>b</p>", "a b"),
            ("<p><note><p>a</p></note></p>b", "Note a b"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn text_without_tags_is_markdown() {
        for (text, expected) in [
            ("a **b** \\*c &amp; `d*`", "a b *c & d*"),
            ("a <region>b</region>", "a <region>b</region>"),
            ("<key>", "<key>"),
            ("<key>\n*a* `<b>`", "<key> a <b>"),
            ("a <https://b.c> [d](<e f>) \\<g>", "a https://b.c d <g>"),
            ("a -- 'b'", "a -- 'b'"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
        assert_eq!(codes("use `a b`"), ["ab"]);
        assert_eq!(codes("<p>a<code/> b <code>c</code></p>"), ["c"]);
        assert_eq!(read("- a\n- b").items.len(), 2);
        let unclosed = "<p><code>a</p><ul><li><code>b<p>c</p></li><li>d</li></ul>";
        assert_eq!(codes(&unclosed.replace("a</p>", "a</code></p>")), ["a", "b", "c"]);
        assert_eq!(codes(unclosed), ["a", "b", "c", "d"]);
    }

    #[test]
    fn items_are_counted_and_terms_are_items() {
        let items = |text: &str| -> Vec<_> {
            read(text).items.iter().map(|item| (item.at, item.depth, item.mark)).collect()
        };
        let bullet = Mark::Bullet;
        assert_eq!(
            items("<ol start=2><li>a<ul><li>b</li></ul></li><li>c</ol>"),
            [(0, 1, Mark::Number(2)), (1, 2, bullet), (2, 1, Mark::Number(3))]
        );
        assert_eq!(
            items("<dl><dt>a</dt><dd>b<ul><li>c</ul></dd><dt>d</dt></dl>"),
            [(0, 1, bullet), (2, 2, bullet), (3, 1, bullet)]
        );
        assert_eq!(items("<p>a</p><li>b</li>"), [(1, 1, bullet)]);
    }

    #[test]
    fn targets_are_told_apart() {
        let page = |url: &str| Target::Page(url.to_owned());
        for (text, expected) in [
            ("<a href='https://a.b/c?d&amp;e'>x</a>", page("https://a.b/c?d&e")),
            ("<a href=' http://a.b/c\n'>x</a>", page("http://a.b/c")),
            ("<a href='/s3/a.html'>x</a>", page("https://docs.aws.amazon.com/s3/a.html")),
            ("<a href='mailto:a@b.c'>x</a>", page("mailto:a@b.c")),
            ("<a>x</a>", Target::Name(None)),
            ("<a href='API_X.html'>x</a>", Target::Name(None)),
            (
                "<a href='https://a.b/API_X.html#c'>x</a>",
                Target::Name(Some("https://a.b/API_X.html#c".to_owned())),
            ),
            ("<a href='#a'>x</a>", Target::Nowhere),
            ("<a href='a.html'>x</a>", Target::Nowhere),
            ("<p><ulink url='http://a.b'>x</ulink></p>", page("http://a.b")),
            ("<p><link linkend='X'>x</link></p>", Target::Name(None)),
        ] {
            let links = read(text).links;
            assert_eq!(links.len(), 1, "{text}");
            assert_eq!((links[0].text.as_str(), &links[0].value), ("x", &expected), "{text}");
        }
    }
}
