//! Where in a source a diagnostic points: a scanner over JSON that keeps nothing and does not
//! recurse, used only when a problem is shown.

use std::ops::Range;

use crate::diagnostics::At;

/// The bytes that a position names.
///
/// A pointer gives the value if it is a scalar; where it is an object or an array, which may go on
/// for pages, the key that it stands under. A duplicate gives the key. Where a pointer goes further
/// than the source does, the deepest part of it that exists is taken. `None` where the bytes are not
/// JSON at all.
pub fn locate(bytes: &[u8], at: &At) -> Option<Range<usize>> {
    match at {
        At::File => Some(0..bytes.len()),
        At::Offset(offset) => {
            let start = (*offset).min(bytes.len());
            Some(start..(start + 1).min(bytes.len()))
        }
        At::Pointer(tokens) => match in_botocore(bytes, tokens) {
            Some(tokens) => follow(bytes, &tokens, None),
            None => follow(bytes, tokens, None),
        },
        At::Duplicate(tokens, occurrence) => follow(bytes, tokens, Some(*occurrence)),
    }
}

/// A pointer to a shape of Smithy's JSON AST as one into botocore's form, if that is what the file has:
/// names without their namespace, operations apart from shapes, and no traits.
fn in_botocore(bytes: &[u8], tokens: &[String]) -> Option<Vec<String>> {
    let [first, id, within @ ..] = tokens else { return None };
    let (_, name) = id.split_once('#').filter(|_| first == "shapes")?;
    let has = |tokens: &[&str]| find(bytes, tokens).is_some();
    if has(&["shapes", id]) || !has(&["metadata"]) {
        return None;
    }
    let place = if has(&["operations", name]) {
        ["operations", name]
    } else if has(&["shapes", name]) {
        ["shapes", name]
    } else {
        return Some(vec!["metadata".to_owned()]);
    };
    let within = within.iter().take_while(|token| *token != "traits").map(|token| match token {
        token if token == "target" => "shape".to_owned(),
        token => token.clone(),
    });
    Some(place.into_iter().map(str::to_owned).chain(within).collect())
}

/// The place that tokens lead to, if all of it exists.
fn find(bytes: &[u8], tokens: &[&str]) -> Option<Place> {
    let mut scanner = Scanner::new(bytes);
    let mut found = Place { key: None, value: scanner.at };
    for token in tokens {
        found = scanner.enter(found.value, token, 0)?;
    }
    Some(found)
}

/// Follows the tokens; where an occurrence is given, it is that of the last one, by its key.
fn follow(bytes: &[u8], tokens: &[String], occurrence: Option<usize>) -> Option<Range<usize>> {
    let mut scanner = Scanner::new(bytes);
    let mut found = Place { key: None, value: scanner.at };
    let last = tokens.len().saturating_sub(1);
    for (index, token) in tokens.iter().enumerate() {
        let nth = if index == last { occurrence.unwrap_or(0) } else { 0 };
        match scanner.enter(found.value, token, nth) {
            Some(within) => found = within,
            None => return found.range(bytes),
        }
    }
    match (occurrence, found.key.clone()) {
        (Some(_), Some(key)) => Some(key),
        _ => found.range(bytes),
    }
}

/// Where a value starts, and the key that it stands under.
#[derive(Clone)]
struct Place {
    key: Option<Range<usize>>,
    value: usize,
}

impl Place {
    /// The range to show.
    fn range(self, bytes: &[u8]) -> Option<Range<usize>> {
        let first = *bytes.get(self.value)?;
        match (first, self.key) {
            (b'{' | b'[', Some(key)) => Some(key),
            (b'{' | b'[', None) => Some(self.value..self.value + 1),
            _ => {
                let mut scanner = Scanner { bytes, at: self.value };
                scanner.skip_value()?;
                Some(self.value..scanner.at)
            }
        }
    }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// At the first value of a file.
    fn new(bytes: &'a [u8]) -> Self {
        let mut scanner =
            Self { bytes, at: if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 } };
        scanner.skip_space();
        scanner
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Finds the n-th entry of a name in the object, or the item of an index in the array, that
    /// starts at a byte.
    fn enter(&mut self, value: usize, token: &str, nth: usize) -> Option<Place> {
        self.at = value;
        match self.peek()? {
            b'{' => self.enter_object(token, nth),
            b'[' => self.enter_array(token.parse().ok()?),
            _ => None,
        }
    }

    fn enter_object(&mut self, token: &str, nth: usize) -> Option<Place> {
        let mut left = nth;
        loop {
            self.at += 1;
            self.skip_space();
            let start = self.at;
            if self.peek()? != b'"' {
                return None;
            }
            self.skip_string()?;
            let key = start..self.at;
            self.skip_space();
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
            self.skip_space();
            if is_key(self.bytes.get(key.clone())?, token) {
                if left == 0 {
                    return Some(Place { key: Some(key), value: self.at });
                }
                left -= 1;
            }
            self.skip_value()?;
            self.skip_space();
            if self.peek()? != b',' {
                return None;
            }
        }
    }

    fn enter_array(&mut self, index: usize) -> Option<Place> {
        let mut left = index;
        loop {
            self.at += 1;
            self.skip_space();
            if self.peek()? == b']' {
                return None;
            }
            if left == 0 {
                return Some(Place { key: None, value: self.at });
            }
            left -= 1;
            self.skip_value()?;
            self.skip_space();
            if self.peek()? != b',' {
                return None;
            }
        }
    }

    /// Goes behind the value that starts here, however deep it is nested.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                _ => self.skip_scalar(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Goes behind a string, its closing quote included.
    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Goes behind a number, true, false or null.
    fn skip_scalar(&mut self) {
        let ends = |byte: u8| byte.is_ascii_whitespace() || b",:]}\"[{".contains(&byte);
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
    }
}

/// Whether a key as written, with its quotes, is a name.
fn is_key(written: &[u8], name: &str) -> bool {
    if written.contains(&b'\\') {
        return serde_json::from_slice::<String>(written).is_ok_and(|key| key == name);
    }
    let plain = written.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    plain == Some(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{ "a": {"b\n": [10, "x\"]", {"c": null}]}, "d": 1, "d": 2, "e": 3 }"#;

    fn pointer(tokens: &[&str]) -> Option<&'static str> {
        let tokens = tokens.iter().map(|token| (*token).to_owned()).collect();
        TEXT.get(locate(TEXT.as_bytes(), &At::Pointer(tokens))?)
    }

    #[test]
    fn a_scalar_is_found_and_a_container_by_its_key() {
        assert_eq!(pointer(&["a", "b\n", "0"]), Some("10"));
        assert_eq!(pointer(&["a", "b\n", "1"]), Some(r#""x\"]""#));
        assert_eq!(pointer(&["a", "b\n", "2", "c"]), Some("null"));
        assert_eq!(pointer(&["a", "b\n"]), Some(r#""b\n""#));
        assert_eq!(pointer(&["e"]), Some("3"));
        assert_eq!(pointer(&[]), Some("{"));
    }

    #[test]
    fn the_deepest_part_is_taken() {
        assert_eq!(pointer(&["a", "nothing", "c"]), Some(r#""a""#));
        assert_eq!(pointer(&["a", "b\n", "9"]), Some(r#""b\n""#));
        assert_eq!(pointer(&["e", "deeper"]), Some("3"));
    }

    #[test]
    fn duplicates_are_told_apart() {
        let at = |nth| locate(TEXT.as_bytes(), &At::Duplicate(vec!["d".to_owned()], nth));
        let first = TEXT.find("\"d\"").expect("is there");
        assert_eq!(at(0), Some(first..first + 3));
        assert_eq!(at(1), Some(first + 8..first + 11));
    }

    #[test]
    fn what_is_not_json_does_no_harm() {
        for text in ["", "{", "{\"a", "{\"a\":", "[1", "}", "{\"a\": \"\\"] {
            let at = At::Pointer(vec!["a".to_owned(), "b".to_owned()]);
            assert!(locate(text.as_bytes(), &at).is_none_or(|range| range.end <= text.len()));
        }
    }
}
