//! Where links lead to, and which words are links though nothing says so.

use super::characters::is_printable;

use super::tree::Reference;

/// Where the guides are that models link to from the root.
const SITE: &str = "https://docs.aws.amazon.com";

/// Answers with the path of the Rust item of a name of the model.
pub(super) type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a link leads to: an item of the crate if there is one, or else an address. Of an address that is relative,
/// nothing is known.
pub(super) fn target(reference: &Reference, text: &str, resolve: Resolve<'_>) -> Option<String> {
    let href = reference.href.as_deref().map(str::trim).filter(|href| !href.is_empty());
    let Some(href) = href else { return resolve(reference.name.as_deref().unwrap_or(text)) };
    api_name(href).and_then(resolve).or_else(|| absolute(href))
}

/// The name that the page of an API reference is about.
fn api_name(href: &str) -> Option<&str> {
    let page = href.split(['#', '?']).next()?.rsplit('/').next()?;
    page.strip_prefix("API_")?.strip_suffix(".html")
}

fn absolute(href: &str) -> Option<String> {
    let has_scheme = |scheme: &str| {
        href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if ["https://", "http://", "mailto:"].into_iter().any(has_scheme) {
        Some(href.to_owned())
    } else if href.starts_with("//") {
        Some(format!("https:{href}"))
    } else if href.starts_with('/') {
        Some(format!("{SITE}{href}"))
    } else {
        None
    }
}

/// The destination of a link of Markdown, whatever it holds.
///
/// See <https://spec.commonmark.org/0.31.2/#link-destination>.
pub(super) fn destination(target: &str) -> String {
    let is_entity = target.contains(';');
    let mut written = String::with_capacity(target.len());
    for c in target.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        match c {
            '<' | '>' | '\\' | '`' | '|' => written.extend(['\\', c]),
            '&' if is_entity => written.push_str("\\&"),
            c => written.extend(is_printable(c).then_some(c)),
        }
    }
    if has_pairs(target) && !written.contains(' ') { written } else { format!("<{written}>") }
}

/// Whether each parenthesis has its other half.
fn has_pairs(target: &str) -> bool {
    let mut depth = 0_usize;
    for c in target.chars() {
        match c {
            '(' => depth += 1,
            ')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// A part of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Address(&'a str),
}

/// The addresses in a word, and what stands between them.
pub(super) fn addresses(word: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    // Few words have a colon, which is faster to look for than a scheme.
    let mut at = if word.contains(':') { 0 } else { word.len() };
    while let Some(found) = word[at..].find("http").map(|found| at + found) {
        let (address, end) = address(&word[found..]);
        at = found + end;
        if address > 0 {
            parts.extend((start < found).then(|| Part::Text(&word[start..found])));
            parts.push(Part::Address(&word[found..found + address]));
            start = found + address;
        }
    }
    parts.extend((start < word.len()).then(|| Part::Text(&word[start..])));
    parts
}

/// The length of the address that a text may begin with, and how far the text has been looked at. One of
/// which a part is a placeholder is none.
fn address(text: &str) -> (usize, usize) {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme));
    let Some(scheme) = scheme else { return (0, "http".len()) };
    let ends_host = |c: char| matches!(c, '/' | '?' | '#' | ':') || ends_address(c);
    let host = text[scheme.len()..].split(ends_host).next().unwrap_or_default();
    if !host.contains('.') || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return (0, scheme.len() + host.len());
    }
    let end = text.find(ends_address).unwrap_or(text.len());
    let is_template = text[end..].starts_with(['<', '{', '[', '$', '*', '|']);
    (if is_template { 0 } else { trimmed(&text[..end]).len() }, end)
}

/// Whether text after `http:` or `https:` makes rustdoc warn of an address that is no link: a name of at least two
/// characters, a dot, and two letters. An address of which a part is a placeholder is left as one.
pub(super) fn is_bare(after: &[char]) -> bool {
    let of_host = |c: &&char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(**c);
    let Some(host) = after.strip_prefix(&['/', '/']) else { return false };
    let host = &host[..host.iter().take_while(of_host).count()];
    let is_letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
    let is_dot =
        |at: usize| host[at] == '.' && is_letter(host.get(at + 1)) && is_letter(host.get(at + 2));
    (2..host.len()).any(is_dot)
}

fn ends_address(c: char) -> bool {
    !c.is_ascii_graphic() || "<>\"\\^`{|}[]$*".contains(c)
}

/// An address without the punctuation of the sentence around it.
fn trimmed(address: &str) -> &str {
    let count = |parenthesis: char| address.matches(parenthesis).count();
    let mut unopened = count(')').saturating_sub(count('('));
    address.trim_end_matches(|c| match c {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' => true,
        ')' if unopened > 0 => {
            unopened -= 1;
            true
        }
        _ => false,
    })
}
