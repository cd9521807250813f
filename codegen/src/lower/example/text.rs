//! Strings as people would write them, within what the model allows.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::pattern::{Pattern, TEXT_LIMIT};

/// What is asked of a string.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// The words of the name of what holds it, in lower case.
    pub(super) words: &'a [String],
    /// The pattern that is to cover it.
    pub(super) pattern: Option<&'a str>,
    /// The fewest characters.
    pub(super) min: usize,
    /// The most characters.
    pub(super) max: usize,
    /// How the service is called in an ARN.
    pub(super) arn_namespace: &'a str,
    /// Another text for each number: 0 is the one that stands alone.
    pub(super) variation: usize,
}

/// What something is called tells what it holds: the last words of its name, and texts for them.
const HINTS: [(&str, &[&str]); 50] = [
    ("role arn", &["arn:aws:iam::111122223333:role/example-role"]),
    ("kms key arn", &KMS_KEYS),
    ("kms key id", &KMS_KEYS),
    ("kms key", &KMS_KEYS),
    ("certificate arn", &["arn:aws:acm:us-east-1:111122223333:certificate/example"]),
    ("function arn", &[FUNCTION]),
    ("lambda arn", &[FUNCTION]),
    ("topic arn", &["arn:aws:sns:us-east-1:111122223333:example-topic"]),
    ("queue arn", &["arn:aws:sqs:us-east-1:111122223333:example-queue"]),
    ("bucket arn", &["arn:aws:s3:::amzn-s3-demo-bucket"]),
    ("log group arn", &["arn:aws:logs:us-east-1:111122223333:log-group:example"]),
    ("queue url", &["https://sqs.us-east-1.amazonaws.com/111122223333/example-queue"]),
    ("s3 uri", &["s3://amzn-s3-demo-bucket/example"]),
    ("email", &["user@example.com"]),
    ("email address", &["user@example.com"]),
    ("phone", &["+12065550100"]),
    ("phone number", &["+12065550100"]),
    ("ip", &["192.0.2.1", "2001:db8::1"]),
    ("ip address", &["192.0.2.1", "2001:db8::1"]),
    ("ipv4 address", &["192.0.2.1"]),
    ("ipv6 address", &["2001:db8::1"]),
    ("cidr", &["192.0.2.0/24", "2001:db8::/32"]),
    ("cidr block", &["192.0.2.0/24", "2001:db8::/32"]),
    ("mac address", &["00:00:5E:00:53:01"]),
    ("url", &["https://example.com/"]),
    ("uri", &["https://example.com/"]),
    ("endpoint", &["https://example.com/"]),
    ("domain", &["example.com"]),
    ("domain name", &["example.com"]),
    ("host name", &["host.example.com"]),
    ("hostname", &["host.example.com"]),
    ("availability zone", &["us-east-1a"]),
    ("region", &["us-east-1"]),
    ("region name", &["us-east-1"]),
    ("account id", &["111122223333"]),
    ("account", &["111122223333"]),
    ("bucket name", &["amzn-s3-demo-bucket"]),
    ("bucket", &["amzn-s3-demo-bucket"]),
    ("confirmation code", &["123456"]),
    ("verification code", &["123456"]),
    ("user code", &["123456"]),
    ("description", &["An example"]),
    ("subject", &["An example"]),
    ("message", &["An example."]),
    ("comment", &["An example."]),
    ("content type", &["application/json"]),
    ("mime type", &["application/json"]),
    ("version", &["1", "1.0"]),
    ("date", &["2025-01-01"]),
    ("time", &["2025-01-01T00:00:00Z"]),
];

const KMS_KEYS: [&str; 2] = [
    "arn:aws:kms:us-east-1:111122223333:key/example",
    "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
];
const FUNCTION: &str = "arn:aws:lambda:us-east-1:111122223333:function:example";

/// Texts that many patterns accept, plainer ones first.
const COMMON: [&str; 28] = [
    "example",
    "Example",
    "EXAMPLE",
    "11111111-2222-3333-4444-555555555555",
    "111122223333",
    "us-east-1",
    "us-east-1_example",
    "us-east-1:11111111-2222-3333-4444-555555555555",
    "user@example.com",
    "+12065550100",
    "https://example.com/",
    "s3://amzn-s3-demo-bucket/example",
    "example.com",
    "192.0.2.1",
    "192.0.2.0/24",
    "2025-01-01",
    "2025-01-01T00:00:00Z",
    "/example",
    "/example/",
    "123456",
    "1",
    "1.0",
    "1.0.0",
    "en-US",
    "text/plain",
    "Example-passw0rd",
    "{}",
    "a",
];

/// Texts that were made. Many members of a service share a name and a type, and a pattern takes long to read.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// By words, pattern, length and variation.
    made: RefCell<BTreeMap<Key, Option<String>>>,
}

type Key = (Vec<String>, String, [usize; 2], usize);

impl Texts {
    /// The same as [`make`] for one service, which calls itself the same in every ARN.
    pub(super) fn make(&self, wanted: &Wanted<'_>) -> Option<String> {
        let Some(pattern) = wanted.pattern else { return make(wanted) };
        let length = [wanted.min, wanted.max];
        let key = (wanted.words.to_vec(), pattern.to_owned(), length, wanted.variation);
        self.made.borrow_mut().entry(key).or_insert_with(|| make(wanted)).clone()
    }
}

/// A text that has the length that is wanted, and that the pattern covers if one can be made; `None`
/// if it would be too long.
pub(super) fn make(wanted: &Wanted<'_>) -> Option<String> {
    if wanted.min > TEXT_LIMIT || wanted.min > wanted.max {
        return None;
    }
    let fits = |text: &String| (wanted.min..=wanted.max).contains(&text.chars().count());
    let Some(pattern) = wanted.pattern.and_then(Pattern::parse) else {
        let plain = candidates(wanted).find(fits);
        return Some(plain.unwrap_or_else(|| stretched(wanted)));
    };
    candidates(wanted)
        .chain(std::iter::once(stretched(wanted)))
        .find(|text| fits(text) && pattern.covers(text))
        .or_else(|| pattern.make(wanted.min, wanted.max, wanted.variation))
        .or_else(|| Some(stretched(wanted)))
}

/// Texts in the order in which a reader would like to see them.
fn candidates<'a>(wanted: &'a Wanted<'a>) -> impl Iterator<Item = String> + 'a {
    let name = format!(" {}", wanted.words.join(" "));
    let hints = HINTS.iter().filter(move |(words, _)| name.ends_with(&format!(" {words}")));
    let hinted = hints.flat_map(|(_, texts)| texts.iter().map(|text| (*text).to_owned()));
    let common = COMMON
        .iter()
        .take(if wanted.pattern.is_some() { COMMON.len() } else { 1 })
        .map(|text| (*text).to_owned());
    hinted
        .chain(arn(wanted))
        .chain(named(wanted.words))
        .chain(common)
        .map(|text| varied(text, wanted.variation))
}

/// The ARN of something of the service itself.
fn arn(wanted: &Wanted<'_>) -> Option<String> {
    let is_arn = wanted.words.last().is_some_and(|word| word == "arn");
    let namespace = wanted.arn_namespace;
    is_arn.then(|| format!("arn:aws:{namespace}:us-east-1:111122223333:example"))
}

/// What says of itself that it is an example, and of what.
fn named(words: &[String]) -> Vec<String> {
    if let [word @ ("key" | "value" | "type")] =
        words.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        return vec![word.to_owned()];
    }
    // A letter, such as the `S` of a union that stands for "string", tells nothing.
    if words.concat().len() < 2 {
        return Vec::new();
    }
    let kebab = words.join("-");
    let camel: String = words.iter().map(|word| capitalized(word)).collect();
    vec![
        format!("example-{kebab}"),
        format!("example_{}", words.join("_")),
        format!("Example{camel}"),
        format!("example{}", words.concat()),
        kebab,
        camel,
    ]
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// One of several texts, where they must differ.
fn varied(text: String, variation: usize) -> String {
    match variation {
        0 => text,
        _ => format!("{text}{}", variation + 1),
    }
}

/// A text of the right length, whatever it says.
fn stretched(wanted: &Wanted<'_>) -> String {
    let length = wanted.min.max(7).min(wanted.max);
    let start = varied(String::new(), wanted.variation);
    start.chars().chain("example".chars().cycle()).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str, pattern: Option<&str>, min: usize, max: usize) -> Option<String> {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let arn_namespace = "cognito-idp";
        make(&Wanted { words: &words, pattern, min, max, arn_namespace, variation: 0 })
    }

    #[test]
    fn names_tell_what_a_text_is() {
        for (words, pattern, expected) in [
            ("user name", None, "example-user-name"),
            ("email", None, "user@example.com"),
            ("source email address", None, "user@example.com"),
            ("key", None, "key"),
            ("user pool arn", None, "arn:aws:cognito-idp:us-east-1:111122223333:example"),
            ("client id", Some(r"^[\w+]+$"), "example_client_id"),
            ("user pool id", Some(r"^[\w-]+_[0-9a-zA-Z]+$"), "example_user_pool_id"),
            ("tag", Some(r"^\d{4}-\d\d-\d\d$"), "2025-01-01"),
            ("tag", Some(r"^v\d$"), "v1"),
            // A pattern that cannot be read claims nothing.
            ("tag", Some(r"(a)\1"), "example-tag"),
        ] {
            assert_eq!(text(words, pattern, 1, 128).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn lengths_are_kept() {
        assert_eq!(text("id", None, 1, 3).as_deref(), Some("id"));
        assert_eq!(text("user name", None, 1, 3).as_deref(), Some("exa"));
        assert_eq!(text("id", None, 20, 20).as_deref(), Some("exampleexampleexampl"));
        assert_eq!(text("id", None, 0, 0).as_deref(), Some(""));
        assert_eq!(text("id", None, 1_000_000_000, usize::MAX), None);
        assert_eq!(text("id", None, 3, 2), None);
    }
}
