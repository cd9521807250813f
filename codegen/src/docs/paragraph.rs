//! The parts of a paragraph: spaces are single, and belong to what is on both sides of them.

use super::characters::{is_printable, printable};

use super::tag::Mark;
use super::tree::{Content, Inline, Style};

/// Adds text to a paragraph.
pub(super) fn push(line: &mut Vec<Inline>, text: &str, style: Style, is_code: bool) {
    if is_code {
        push_code(line, text, style);
        return;
    }
    for (index, word) in text.split(is_space).enumerate() {
        if index > 0 && !matches!(line.last(), Some(Inline { content: Content::Space, .. })) {
            line.push(Inline { content: Content::Space, style });
        }
        push_word(line, word, style);
    }
}

/// Whether a character is a space to a reader, if it is only one of several. Control characters are among them:
/// those that are no spaces are dropped before.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\u{B}'
            | '\u{C}'
            | '\u{85}'
            | '\u{A0}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn push_word(line: &mut Vec<Inline>, text: &str, style: Style) {
    let text = printable(text);
    if text.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(Inline { content: Content::Word(word), style: last }) if *last == style => {
            word.push_str(&text);
        }
        _ => line.push(Inline { content: Content::Word(text), style }),
    }
}

/// Two code spans that follow one another are one, since Markdown would read their backticks as such.
fn push_code(line: &mut Vec<Inline>, text: &str, style: Style) {
    match line.last_mut() {
        Some(Inline { content: Content::Code(code), style: last }) if *last == style => {
            code.push_str(text);
        }
        _ => line.push(Inline { content: Content::Code(text.to_owned()), style }),
    }
}

/// Text as a paragraph without a style.
pub(super) fn plain(text: &str) -> Vec<Inline> {
    let mut line = Vec::new();
    push(&mut line, text, Style::default(), false);
    split(&line).into_iter().flatten().collect()
}

/// The paragraphs of a line: two ends of a line that follow one another begin a new one.
pub(super) fn split(line: &[Inline]) -> Vec<Vec<Inline>> {
    let mut paragraphs = Vec::new();
    let mut paragraph: Vec<Inline> = Vec::new();
    for inline in without_margins(line) {
        match inline.content {
            Content::Space if paragraph.last().is_none_or(is_gap) => {}
            Content::Break => {
                paragraph.pop_if(|last| last.content == Content::Space);
                match paragraph.last().map(is_gap) {
                    None => {}
                    Some(true) => paragraphs.push(std::mem::take(&mut paragraph)),
                    Some(false) => paragraph.push(inline),
                }
            }
            Content::Word(_) | Content::Address(_) | Content::Code(_) | Content::Space => {
                paragraph.push(inline);
            }
        }
    }
    paragraphs.push(paragraph);
    for paragraph in &mut paragraphs {
        while paragraph.pop_if(|last| is_gap(last)).is_some() {}
        join_gaps(paragraph);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Whether there is a part, and it is code.
pub(super) fn is_code(inline: Option<&Inline>) -> bool {
    inline.is_some_and(|inline| matches!(inline.content, Content::Code(_)))
}

/// Whether a part separates words.
pub(super) fn is_gap(inline: &Inline) -> bool {
    matches!(inline.content, Content::Space | Content::Break)
}

/// A space has the style of what is on both sides of it, so that no style begins or ends with a space.
fn join_gaps(paragraph: &mut [Inline]) {
    for index in 1..paragraph.len().saturating_sub(1) {
        if is_gap(&paragraph[index]) {
            paragraph[index].style = paragraph[index - 1].style.shared(paragraph[index + 1].style);
        }
    }
}

/// A line whose code has single spaces.
fn without_margins(line: &[Inline]) -> Vec<Inline> {
    let mut inlines = Vec::with_capacity(line.len());
    for (index, inline) in line.iter().enumerate() {
        match &inline.content {
            Content::Code(code) => {
                let goes_on =
                    (index > 0 && is_code(line.get(index - 1)), is_code(line.get(index + 1)));
                inlines.extend(code_without_margins(code, inline.style, goes_on));
            }
            _ => inlines.push(inline.clone()),
        }
    }
    inlines
}

/// Code with single spaces. A margin with the end of a line in it is the layout of the source, and moves out of the
/// code, unless the code goes on there in another style.
fn code_without_margins(code: &str, style: Style, goes_on: (bool, bool)) -> Vec<Inline> {
    let space = || Inline { content: Content::Space, style };
    let words: Vec<String> = code
        .split(is_space)
        .map(|word| word.chars().filter(|c| is_printable(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let before = &code[..code.len() - code.trim_start_matches(is_space).len()];
    let after = &code[code.trim_end_matches(is_space).len()..];
    let is_layout = |margin: &str, goes_on: bool| margin.contains(is_end) && !goes_on;
    let (moves_before, moves_after) = (is_layout(before, goes_on.0), is_layout(after, goes_on.1));
    if words.is_empty() {
        let content = blank(code, goes_on == (true, true));
        return content.map(|content| Inline { content, style }).into_iter().collect();
    }
    let mut code = words.join(" ");
    let mut inlines = Vec::new();
    if moves_before {
        inlines.push(space());
    } else if !before.is_empty() {
        code.insert(0, ' ');
    }
    if !after.is_empty() && !moves_after {
        code.push(' ');
    }
    inlines.push(Inline { content: Content::Code(code), style });
    if moves_after {
        inlines.push(space());
    }
    inlines
}

/// What code shows that holds no character. The end of a line is the layout of the source, unless it stands between
/// code in another style, as in `<code>rate(<i>value</i>\n <i>unit</i>)</code>`.
fn blank(code: &str, is_between: bool) -> Option<Content> {
    let is_code = code.chars().all(is_space) && (is_between || !code.contains(is_end));
    match code {
        "" => None,
        _ if is_code => Some(Content::Code(" ".to_owned())),
        _ => Some(Content::Space),
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// A paragraph in bold.
pub(super) fn strong(line: Vec<Inline>) -> Vec<Inline> {
    let strong = |mut inline: Inline| {
        inline.style.marks = inline.style.marks.with(Mark::Strong);
        inline
    };
    line.into_iter().map(strong).collect()
}
