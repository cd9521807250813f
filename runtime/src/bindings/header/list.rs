//! Lists in one header: items with commas between them, quoted where they hold one themselves.

use std::borrow::Cow;

use super::WHITE_SPACE;
use crate::codec_error::DecodeErrorKind;
use crate::timestamp::is_weekday;

/// Appends a text, in quotes where it has a comma or a quote, and where it is empty or has a space at an end: without
/// quotes, a reader drops both.
pub(super) fn push_text(text: &str, line: &mut String) {
    if !text.is_empty() && text.trim_matches(WHITE_SPACE) == text && !text.contains([',', '"']) {
        line.push_str(text);
        return;
    }
    line.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            line.push('\\');
        }
        line.push(c);
    }
    line.push('"');
}

/// The items of a list, one after the other. Empty ones are none, as RFC 9110 has it in [section 5.6.1].
///
/// [section 5.6.1]: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1
pub(super) struct Parts<'a> {
    rest: &'a str,
}

impl<'a> Parts<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut parts = Self { rest: text };
        parts.skip_empty();
        parts
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next item, without its quotes.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        match self.rest.strip_prefix('"') {
            Some(quoted) => self.quoted(quoted),
            None => Ok(Cow::Borrowed(self.until_comma(1))),
        }
    }

    /// The next item, which contains a comma after a weekday: `Thu, 02 Jan 2025 03:04:05 GMT`.
    pub(super) fn date(&mut self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        match self.rest.strip_prefix('"') {
            Some(quoted) => self.quoted(quoted),
            None if starts_with_weekday(self.rest) => Ok(Cow::Borrowed(self.until_comma(2))),
            None => Ok(Cow::Borrowed(self.until_comma(1))),
        }
    }

    /// What stands before the comma of that number, or the rest.
    fn until_comma(&mut self, number: usize) -> &'a str {
        let comma = self.rest.match_indices(',').nth(number - 1).map(|(at, _)| at);
        let (item, rest) =
            comma.and_then(|at| self.rest.split_at_checked(at)).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.skip_empty();
        item.trim_matches(WHITE_SPACE)
    }

    fn quoted(&mut self, quoted: &'a str) -> Result<Cow<'a, str>, DecodeErrorKind> {
        let mut text = String::new();
        let mut chars = quoted.char_indices();
        loop {
            match chars.next() {
                None => return Err(DecodeErrorKind::Syntax("a closing quote")),
                Some((_, '"')) => break,
                Some((_, '\\')) => text.extend(chars.next().map(|(_, c)| c)),
                Some((_, c)) => text.push(c),
            }
        }
        self.rest = chars.as_str().trim_start_matches(WHITE_SPACE);
        if !self.rest.is_empty() && !self.rest.starts_with(',') {
            return Err(DecodeErrorKind::Syntax("a comma"));
        }
        self.skip_empty();
        Ok(text.into())
    }

    fn skip_empty(&mut self) {
        self.rest = self.rest.trim_start_matches([',', ' ', '\t']);
    }
}

fn starts_with_weekday(text: &str) -> bool {
    text.split_once(',').is_some_and(|(word, _)| is_weekday(word.trim_matches(WHITE_SPACE)))
}

/// The value of a header that has one value, or several equal ones ([RFC 9110, section 8.6], has
/// this rule for `Content-Length`).
///
/// [RFC 9110, section 8.6]: https://www.rfc-editor.org/rfc/rfc9110#section-8.6
pub(super) fn once(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(',') {
        return Some(Cow::Borrowed(text));
    }
    let mut parts = Parts::new(text);
    let first = parts.date().ok()?;
    while !parts.is_done() {
        if parts.date().ok()? != first {
            return None;
        }
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::{Parts, once, push_text};
    use crate::codec_error::DecodeErrorKind;

    fn texts(line: &str) -> Result<Vec<String>, DecodeErrorKind> {
        let mut parts = Parts::new(line);
        let mut texts = Vec::new();
        while !parts.is_done() {
            texts.push(parts.text()?.into_owned());
        }
        Ok(texts)
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn items_are_trimmed_and_empty_ones_are_none() {
        assert_eq!(texts("a, b ,c"), Ok(owned(&["a", "b", "c"])));
        assert_eq!(texts(",a,,\t,b,"), Ok(owned(&["a", "b"])));
        assert_eq!(texts(" "), Ok(Vec::new()));
    }

    #[test]
    fn quotes_come_off_and_go_on() {
        let items = ["b,c", "\"def\"", "a", "x\\,"];
        let line = r#""b,c", "\"def\"", a, "x\\,""#;
        assert_eq!(texts(line), Ok(owned(&items)));
        let mut written = String::new();
        for (index, item) in items.into_iter().enumerate() {
            written.push_str(if index == 0 { "" } else { ", " });
            push_text(item, &mut written);
        }
        assert_eq!(written, line);
        assert_eq!(texts(r#""""#), Ok(owned(&[""])));
    }

    #[test]
    fn what_a_reader_would_drop_is_quoted() {
        for (item, expected) in [("", r#""""#), (" a", r#"" a""#), ("a\t", "\"a\t\"")] {
            let mut written = String::new();
            push_text(item, &mut written);
            assert_eq!(written, expected);
            assert_eq!(texts(&written), Ok(owned(&[item])));
        }
    }

    #[test]
    fn broken_quotes_are_errors() {
        assert_eq!(texts("\"a"), Err(DecodeErrorKind::Syntax("a closing quote")));
        assert_eq!(texts("\"a\\"), Err(DecodeErrorKind::Syntax("a closing quote")));
        assert_eq!(texts("\"a\" b"), Err(DecodeErrorKind::Syntax("a comma")));
    }

    #[test]
    fn dates_have_a_comma_of_their_own() {
        let mut parts = Parts::new("Thu, 02 Jan 2025 03:04:05 GMT, Fri, 03 Jan 2025 03:04:05 GMT");
        assert_eq!(parts.date().as_deref(), Ok("Thu, 02 Jan 2025 03:04:05 GMT"));
        assert_eq!(parts.date().as_deref(), Ok("Fri, 03 Jan 2025 03:04:05 GMT"));
        assert!(parts.is_done());
        assert_eq!(Parts::new("nonsense").date().as_deref(), Ok("nonsense"));
        // The older forms have one after a full name, or none.
        let mut parts = Parts::new("Sunday, 06-Nov-94 08:49:37 GMT, Sun Nov  6 08:49:37 1994, x");
        assert_eq!(parts.date().as_deref(), Ok("Sunday, 06-Nov-94 08:49:37 GMT"));
        assert_eq!(parts.date().as_deref(), Ok("Sun Nov  6 08:49:37 1994"));
        assert_eq!(parts.date().as_deref(), Ok("x"));
    }

    #[test]
    fn one_value_may_be_there_several_times() {
        let date = "Thu, 02 Jan 2025 03:04:05 GMT";
        let dates = format!("{date}, {date}");
        for (text, value) in [
            ("42", Some("42")),
            ("42, 42,42", Some("42")),
            ("42,", Some("42")),
            (", ", Some("")),
            ("", Some("")),
            ("true, true", Some("true")),
            (date, Some(date)),
            (&dates, Some(date)),
            ("42, 43", None),
            ("42, \"42", None),
        ] {
            assert_eq!(once(text).as_deref(), value, "{text}");
        }
    }
}
