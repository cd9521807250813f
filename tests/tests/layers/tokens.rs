//! The words and signs of a source.

/// A word, or a sign that matters to paths, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// The words and signs of a source, without comments, strings and characters.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, is_token) = match skipped(rest) {
            0 if is_word(first) => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true),
            0 if rest.starts_with("::") => (2, true),
            0 => (first.len_utf8(), !first.is_whitespace()),
            length => (length, false),
        };
        let (text, tail) = rest.split_at(length);
        if is_token {
            tokens.push(Token { line, text: text.to_owned() });
        }
        line += text.matches('\n').count();
        rest = tail;
    }
    tokens
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment, string or character that a text starts with.
fn skipped(text: &str) -> usize {
    let to_the = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at);
    if text.starts_with("//") {
        return to_the("\n", 0);
    }
    if text.starts_with("/*") {
        return to_the("*/", 2) + 2;
    }
    if let Some(raw) = text.strip_prefix('r').map(|rest| rest.trim_start_matches('#')) {
        let hashes = text.len() - 1 - raw.len();
        if raw.starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            return to_the(&end, hashes + 2) + end.len();
        }
    }
    match text.as_bytes() {
        [b'"', ..] => quoted(text, '"'),
        [b'\'', b'\\', ..] => quoted(text, '\''),
        // Any other single quote that is closed after one character; else it is a lifetime.
        [b'\'', ..] => {
            let mut chars = text.char_indices().skip(2);
            chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1)
        }
        _ => 0,
    }
}

/// The length of what stands between two quotes, with them.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
