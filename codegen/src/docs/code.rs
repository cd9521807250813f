//! Where a text has code, if it is read as Markdown.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// What stands for each `<` while code is looked for: it means nothing, so that the placeholders of a text begin no
/// HTML, and it is as long.
pub(super) const INERT: &str = "\u{1}";

/// Code that is marked as such. A line that is indented is none: HTML is indented as well.
pub(super) fn marked(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['`', '~']) {
        return Vec::new();
    }
    find(text, |event| {
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
    })
}

/// All code.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    find(text, |event| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
}

fn find(text: &str, is_code: impl Fn(&Event<'_>) -> bool) -> Vec<Range<usize>> {
    let inert = text.replace('<', INERT);
    let events = Parser::new(&inert).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_with_its_paragraph_or_block() {
        let shown = |ranges: Vec<Range<usize>>, text: &str| -> Vec<String> {
            ranges.into_iter().map(|range| text[range].trim().to_owned()).collect()
        };
        for (text, expected) in [
            ("a `<b>` c", &["`<b>`"][..]),
            ("a ` b\n\n`<c>` d `", &["`<c>`"]),
            ("<b>\n`<c>`", &["`<c>`"]),
            ("- `a\n- b`", &[]),
            ("~~~\n<p>\n~~~\n<p>", &["~~~\n<p>\n~~~"]),
            ("```<p>", &["```<p>"]),
            ("a\n\n    <p>`<b>`", &[]),
        ] {
            assert_eq!(shown(marked(text), text), expected, "{text:?}");
        }
        let indented = "a\n\n    <p>`<b>`";
        assert_eq!(shown(all(indented), indented), ["<p>`<b>`"]);
    }
}
