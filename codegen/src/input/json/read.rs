//! Reading JSON. It is our own, since `serde_json` rounds the numbers that it hands out; strings with escapes
//! are `serde_json`'s.

use std::borrow::Cow;

use crate::model::Number;

use super::{Json, Object};

/// How deep values may be nested. The endpoint rules of S3, which nest most, need 45 levels.
pub(super) const DEPTH_LIMIT: usize = 100;

/// Text that is not JSON.
pub(in crate::input) struct Problem {
    /// The byte at which it stops being JSON.
    pub(in crate::input) offset: usize,
    pub(in crate::input) message: String,
    pub(in crate::input) help: Option<String>,
}

/// Reads a text that is one JSON value.
///
/// # Errors
/// The text is not JSON, or its values are nested deeper than any model's.
pub(in crate::input) fn parse(text: &str) -> Result<Json<'_>, Problem> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.value()?;
    match reader.next() {
        None => Ok(value),
        Some(_) => Err(reader.expected("the end of the file")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads the value that comes next; recursion is bounded by [`DEPTH_LIMIT`].
    fn value(&mut self) -> Result<Json<'a>, Problem> {
        match self.next() {
            Some(b'{') => self.within(Self::object).map(Json::Object),
            Some(b'[') => self.within(Self::array).map(Json::Array),
            Some(b'"') => self.string().map(Json::String),
            Some(b'-' | b'0'..=b'9') => self.number().map(Json::Number),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err(self.expected("a value")),
        }
    }

    /// Reads what is between brackets, one level deeper.
    fn within<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.too_deep());
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Object<'a>, Problem> {
        let mut entries = Vec::new();
        if self.take(b'}') {
            return Ok(entries);
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.expected("a key"));
            }
            let key = self.string()?;
            if !self.take(b':') {
                return Err(self.expected("`:`"));
            }
            entries.push((key, self.value()?));
            if self.take(b'}') {
                return Ok(entries);
            }
            if !self.take(b',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    fn array(&mut self) -> Result<Vec<Json<'a>>, Problem> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value()?);
            if self.take(b']') {
                return Ok(items);
            }
            if !self.take(b',') {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    /// Reads a string, borrowed where it has no escapes.
    fn string(&mut self) -> Result<Cow<'a, str>, Problem> {
        let (start, mut end) = (self.at, self.at + 1);
        let bytes = self.text.as_bytes();
        let mut is_plain = true;
        loop {
            match bytes.get(end) {
                None => return Err(self.ended()),
                Some(b'"') => break,
                Some(b'\\') => {
                    is_plain = false;
                    end += 1;
                }
                Some(byte) => is_plain &= *byte >= b' ',
            }
            end += 1;
        }
        self.at = end + 1;
        if is_plain {
            return Ok(Cow::Borrowed(self.text.get(start + 1..end).unwrap_or_default()));
        }
        let quoted = self.text.get(start..=end).unwrap_or_default();
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|error| bad_string(start, &error))
    }

    fn number(&mut self) -> Result<Number, Problem> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let belongs = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(belongs).count();
        let literal = rest.get(..length).unwrap_or_default();
        let number = Number::try_from(literal).map_err(|_| self.expected("a number"))?;
        self.at += length;
        Ok(number)
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Problem> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(self.expected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    /// The byte that comes next, after white space.
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += rest.iter().take_while(is_space).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a byte, if it comes next; whether it did.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }
}

/// Problems.
impl Reader<'_> {
    fn expected(&self, what: &str) -> Problem {
        if self.at >= self.text.len() {
            return self.ended();
        }
        let message = format!("the file is not JSON: expected {what}");
        Problem { offset: self.at, message, help: None }
    }

    /// At the last byte that is not white space.
    fn ended(&self) -> Problem {
        Problem {
            offset: self.text.trim_ascii_end().len().saturating_sub(1),
            message: "the file is not JSON: it ends within a value".to_owned(),
            help: Some("the file ends too early; is it complete?".to_owned()),
        }
    }

    fn too_deep(&self) -> Problem {
        Problem {
            offset: self.at,
            message: format!("values are nested more than {DEPTH_LIMIT} levels deep"),
            help: Some("no Smithy model needs this; is the file a model?".to_owned()),
        }
    }
}

/// A string that `serde_json` refuses. Those with a line break have more than one line.
fn bad_string(start: usize, error: &serde_json::Error) -> Problem {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let whole = error.to_string();
    let reason = whole.strip_suffix(&place).unwrap_or(&whole);
    let within = if error.line() == 1 { error.column().saturating_sub(1) } else { 0 };
    Problem {
        offset: start + within,
        message: format!("the file is not JSON: {reason}"),
        help: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_has_the_offset_of_its_byte() {
        for (text, at) in [
            ("{\n  \"a\": ?\n}", 9),
            ("[1,]", 3),
            ("{\"a\":1,}", 7),
            ("{\"a\" 1}", 5),
            ("{} {}", 3),
            ("\n\n  x", 4),
            ("[\"a\\q\"]", 4),
            ("[\"é\\ud800\"]", 10),
            ("[\"a\nb\"]", 1),
            ("[tru]", 1),
            ("[nulls]", 5),
            // What ends too early is wrong at its end.
            ("[1, \n", 2),
            ("{\"a\": \"b", 7),
            ("[\"a\\\"", 4),
            ("", 0),
        ] {
            let problem = parse(text).expect_err(text);
            assert_eq!(problem.offset, at, "{text:?}: {}", problem.message);
        }
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&nested(DEPTH_LIMIT)).is_ok());
        let problem = parse(&nested(10_000)).expect_err("too deep");
        assert!(problem.message.contains("nested"), "{}", problem.message);
        // Depth is given back.
        assert!(parse(&format!("[{}]", ["[]"; 1000].join(","))).is_ok());
    }

    #[test]
    fn numbers_are_kept_as_they_are_written() {
        for text in [
            "0",
            "-0",
            "1.50",
            "1E+2",
            "18446744073709551616",
            "12345678901234567890.123456789",
            "1e400",
            "1e-999999999999999999999",
        ] {
            let read = parse(text).ok().expect(text);
            assert_eq!(serde_json::to_string(&read).expect("is JSON"), text);
        }
        for text in ["01", "-", "1.", ".5", "+1", "1e", "1e+", "--1", "1.2.3", "0x1", "NaN"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let long = format!("{}.{}e99999999999", "9".repeat(1 << 20), "9".repeat(1 << 20));
        assert!(matches!(parse(&long), Ok(Json::Number(number)) if number.as_str() == long));
    }

    /// Texts that are cut, joined and changed are read where `serde_json` reads them, and as what it reads.
    #[test]
    fn it_reads_what_serde_json_reads() {
        const PIECES: [&str; 26] = [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\"",
            "\"\\n\\u00e9\\ud83d\\ude00\"",
            "\"\\u12\"",
            "\"\\",
            "\"",
            "é",
            "\n",
            " ",
            "\t",
            "\u{c}",
            "0",
            "-1",
            "1.5",
            "2e3",
            "01",
            "true",
            "null",
            "nul",
            "\u{feff}",
        ];
        let mut seed = 1_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap_or_default() % below
        };
        let mut read = 0;
        for _ in 0..50_000 {
            let mut text = String::new();
            for _ in 0..=next(9) {
                text.push_str(PIECES[next(PIECES.len())]);
            }
            let expected = serde_json::from_str::<serde_json::Value>(&text);
            if expected.as_ref().is_err_and(|error| error.to_string().contains("out of range")) {
                continue;
            }
            let found = parse(&text).ok().map(|json| serde_json::to_value(&json).expect("JSON"));
            assert_eq!(found, expected.ok(), "{text:?}");
            read += usize::from(found.is_some());
        }
        assert!(read > 500, "{read}");
    }
}
