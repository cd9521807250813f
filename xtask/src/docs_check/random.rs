//! Texts at random, whose pages must show what the texts do. What fails is cut down to its smallest part.

use super::compare::compare;

/// How many texts of each kind.
const TEXTS: usize = 2_000;

/// What text is made of: placeholders that look like tags, addresses, punctuation, entities and spaces.
const WORDS: &[&str] = &[
    "<bucket_name>",
    "<content>",
    "< account id number >",
    "<account id=\"1\" x>",
    "</content>",
    "<Key:Value>",
    "<a-b>",
    "<1>",
    "<function name>",
    "<",
    ">",
    "s3://",
    "https://",
    "http://ab.cd",
    "https://ab.cd/e",
    "arn:aws:",
    "ftp://h.ij/",
    "//x.yz",
    "/",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "*",
    "_",
    "-",
    "|",
    "\\",
    "~",
    "#",
    "&",
    "$",
    "=",
    "^",
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&nbsp;",
    "a",
    "bc",
    "Id",
    "1",
    "SignUp",
    " ",
    " ",
    " ",
    " ",
    "\n   ",
    "\n   ",
];

/// What is put around a line, in HTML.
const AROUND: &[[&str; 2]] = &[
    ["<code>", "</code>"],
    ["<code>", "</code>"],
    ["<code>", "</code>"],
    ["<i>", "</i>"],
    ["<b>", "</b>"],
    ["<u>", "</u>"],
    ["<span>", "</span>"],
    ["<replaceable>", "</replaceable>"],
    ["<a href='https://x.yz/q'>", "</a>"],
    ["<a>", "</a>"],
];

const BLOCKS: &[[&str; 2]] = &[
    ["<p>", "</p>"],
    ["<p>a ", " b</p>"],
    ["<ul><li>", "</li></ul>"],
    ["<ul><li><p>\n   ", "\n   </p></li><li>c</li></ul>"],
    ["<note><p>a ", "</p></note>"],
    ["<dl><dt>a</dt><dd>", "</dd></dl>"],
    ["<table><tr><td>", "</td><td>b</td></tr></table>"],
];

/// What Markdown is made of besides words. A tag makes it HTML, unless the tag is in code.
const MARKDOWN: &[&str] = &[
    "`", "`", "`", "``", "```", "\n```\n", "~~~\n", "\n\n", "\n- ", "\n    ", "\n# ", "> ", "<p>",
    "<code>", "</code>", "<b>",
];

/// A text in parts, of which some may be left out: a part and its other half have one number. The parts of number 0
/// stay.
type Parts = Vec<(usize, &'static str)>;

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn line(&mut self, depth: usize, parts: &mut Parts) {
        for _ in 0..=self.below(4) {
            let number = parts.len();
            if depth < 4 && self.below(3) == 0 {
                let [open, close] = self.one(AROUND);
                parts.push((number, open));
                self.line(depth + 1, parts);
                // Some code is never closed.
                if close != "</code>" || self.below(8) > 0 {
                    parts.push((number, close));
                }
            } else {
                parts.push((number, self.one(WORDS)));
            }
        }
    }

    fn html(&mut self) -> Parts {
        let [open, close] = self.one(BLOCKS);
        let mut parts = vec![(0, open)];
        self.line(0, &mut parts);
        parts.push((0, close));
        parts
    }

    fn markdown(&mut self) -> Parts {
        let length = 2 + self.below(12);
        let mut part = || if self.below(3) == 0 { self.one(MARKDOWN) } else { self.one(WORDS) };
        // Only one of the two readers knows tables.
        (1..=length).map(|number| (number, part())).filter(|(_, part)| *part != "|").collect()
    }
}

/// In what a page differs from its text.
fn difference(parts: &Parts) -> Option<String> {
    let text: String = parts.iter().map(|(_, part)| *part).collect();
    let resolve = |name: &str| (name == "SignUp").then(|| "crate::operation::SignUp".to_owned());
    let lines = smithgen_codegen::docs::lines(&text, &resolve);
    let difference = compare(&text, &lines).difference?;
    Some(format!("{text:?}\n{difference}  lines: {lines:#?}\n"))
}

/// The least of a text that still differs.
fn least(mut parts: Parts) -> Option<String> {
    difference(&parts)?;
    while let Some(fewer) =
        parts.iter().filter(|(number, _)| *number > 0).find_map(|(number, _)| {
            let fewer: Parts = parts.iter().copied().filter(|(other, _)| other != number).collect();
            difference(&fewer).map(|_| fewer)
        })
    {
        parts = fewer;
    }
    difference(&parts)
}

#[track_caller]
fn assert_equal(texts: impl Iterator<Item = Parts>) {
    let mut failures: Vec<String> = texts.filter_map(least).collect();
    failures.sort();
    failures.dedup();
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn pages_of_html_show_what_it_says() {
    let mut random = Random(1);
    assert_equal((0..TEXTS).map(|_| random.html()));
}

#[test]
fn pages_of_markdown_show_what_it_says() {
    let mut random = Random(2);
    assert_equal((0..TEXTS).map(|_| random.markdown()));
}
