//! What the tags of HTML and of AWS's dialect mean to a page.

/// What a tag means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Text that stands apart from what is around it.
    Block,
    /// Words that are shown as those around them are.
    Words,
    Heading(u8),
    Quote,
    /// A box, by its label.
    Labelled(&'static str),
    List,
    Numbered,
    Item,
    Term,
    Definition,
    Preformatted,
    Table,
    Row,
    HeadCell,
    Cell,
    Code,
    Link,
    Marked(Mark),
    Break,
    Rule,
    /// Nothing of it is shown.
    Hidden,
}

/// How words are set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Underline,
    Struck,
    Superscript,
    Subscript,
}

impl Mark {
    /// All marks; one that stands earlier is written around one that stands later.
    pub(super) const ALL: [Self; 6] = [
        Self::Strong,
        Self::Emphasis,
        Self::Underline,
        Self::Struck,
        Self::Superscript,
        Self::Subscript,
    ];

    /// The element of HTML.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Underline => "u",
            Self::Struck => "s",
            Self::Superscript => "sup",
            Self::Subscript => "sub",
        }
    }
}

/// The tag of an element of HTML, obsolete ones included, by its name in lower case.
///
/// See <https://html.spec.whatwg.org/multipage/indices.html#elements-3>.
pub(super) fn html(name: &str) -> Option<Tag> {
    Some(match name {
        "address" | "article" | "aside" | "body" | "caption" | "center" | "details" | "dialog"
        | "div" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "head" | "header"
        | "hgroup" | "html" | "legend" | "main" | "nav" | "optgroup" | "option" | "p"
        | "search" | "section" | "summary" => Tag::Block,
        "abbr" | "acronym" | "area" | "audio" | "base" | "bdi" | "bdo" | "big" | "button"
        | "canvas" | "col" | "colgroup" | "data" | "datalist" | "embed" | "font" | "iframe"
        | "img" | "input" | "label" | "map" | "mark" | "meta" | "meter" | "noscript" | "object"
        | "output" | "param" | "picture" | "progress" | "q" | "rp" | "rt" | "ruby" | "select"
        | "slot" | "small" | "source" | "span" | "svg" | "tbody" | "template" | "textarea"
        | "tfoot" | "thead" | "time" | "track" | "video" | "wbr" => Tag::Words,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "blockquote" => Tag::Quote,
        "ul" | "dir" | "menu" | "dl" => Tag::List,
        "ol" => Tag::Numbered,
        "li" => Tag::Item,
        "dt" => Tag::Term,
        "dd" => Tag::Definition,
        "pre" => Tag::Preformatted,
        "table" => Tag::Table,
        "tr" => Tag::Row,
        "th" => Tag::HeadCell,
        "td" => Tag::Cell,
        "code" | "kbd" | "samp" | "tt" => Tag::Code,
        "a" => Tag::Link,
        "b" | "strong" => Tag::Marked(Mark::Strong),
        "cite" | "dfn" | "em" | "i" | "var" => Tag::Marked(Mark::Emphasis),
        "ins" | "u" => Tag::Marked(Mark::Underline),
        "del" | "s" | "strike" => Tag::Marked(Mark::Struck),
        "sup" => Tag::Marked(Mark::Superscript),
        "sub" => Tag::Marked(Mark::Subscript),
        "br" => Tag::Break,
        "hr" => Tag::Rule,
        "script" | "style" => Tag::Hidden,
        _ => return None,
    })
}

/// The tag of an element that AWS's models have from `DocBook` and from their own tools.
pub(super) fn dialect(name: &str) -> Option<Tag> {
    Some(match name {
        "fullname" | "para" | "shortdesc" | "simpara" | "title" => Tag::Block,
        "copy" | "text" | "value" | "xhtml" | "zonbook" => Tag::Words,
        "caution" => Tag::Labelled("Caution"),
        "important" => Tag::Labelled("Important"),
        "note" => Tag::Labelled("Note"),
        "tip" => Tag::Labelled("Tip"),
        "warning" => Tag::Labelled("Warning"),
        "filename" | "function" => Tag::Code,
        "link" | "ulink" => Tag::Link,
        "emphasis" | "replaceable" => Tag::Marked(Mark::Emphasis),
        _ => return None,
    })
}
