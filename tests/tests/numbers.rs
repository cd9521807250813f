//! The numbers of a model keep their digits, wherever they go. `fixtures/golden/numbers` says of its own crate what the
//! defaults are worth.

use std::fmt::Write as _;

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::input;
use smithgen_tests::{fixtures, generate, sources};

fn file(path: &str) -> String {
    let package = generate::golden(&fixtures().join("golden").join("numbers"));
    package.files.get(path).cloned().unwrap_or_else(|| panic!("no {path}"))
}

#[track_caller]
fn assert_holds(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
}

#[test]
fn documentation_shows_bounds_and_defaults_as_the_model_writes_them() {
    assert_holds(
        &file("src/types/numbers.rs"),
        &[
            "/// Default: `12345678901234567890.123456789`.",
            "/// Range: at most 100000000000000000001. Default: `18446744073709551616`.",
            "/// Default: `1.50`.",
            "/// Default: `-0.1234567890123456789012`.",
            "/// Default: `1.00000005960464477540`.",
            "/// Default: `1e300`.",
            "/// Default: `-0.0`.",
            "/// Default: `1700000000.123456789`.",
        ],
    );
    assert_holds(
        &file("src/types/put_numbers_input.rs"),
        &["/// Required. Range: at least 9007199254740993."],
    );
}

#[test]
fn examples_have_the_numbers_of_the_model() {
    assert_holds(
        &file("src/operation/put_numbers.rs"),
        &[
            // The least that the range allows, which no float is.
            ".above(9007199254740993) // required",
            r#""1234567890.123456789012345678901".parse::<runtime::BigDecimal>()?"#,
            r#".big_integer("36893488147419103232".parse::<runtime::BigInteger>()?)"#,
            "Document::from(18446744073709551615_u64),",
            r#"Document::from("18446744073709551616".parse::<runtime::BigDecimal>()?),"#,
            "Document::from(-1_i64),",
            "Document::from(-0.1),",
            r#"Document::from("1e400".parse::<runtime::BigDecimal>()?),"#,
            ".rounded(1.0000001)",
            r#".time("2023-11-14T22:13:20.000000001Z".parse::<Timestamp>()?)"#,
        ],
    );
}

/// What an operation answers is shown as JSON.
#[test]
fn outputs_of_examples_have_the_numbers_of_the_model() {
    assert_holds(
        &file("src/operation/get_numbers.rs"),
        &["\"Half\": 0.50", "\"Unsigned\": 18446744073709551616"],
    );
}

#[test]
fn a_model_is_written_with_the_literals_that_it_was_read_with() {
    let sources = sources(&fixtures().join("golden").join("numbers"));
    let mut diagnostics = Diagnostics::default();
    let model = input::read(&sources, &mut diagnostics);
    let text = input::write(&model);
    let literals = |text: &str| -> Vec<String> {
        let starts = |word: &&str| word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let words = text.split(|c: char| c.is_whitespace() || "[]{},\"".contains(c));
        let mut literals: Vec<String> = words.filter(starts).map(str::to_owned).collect();
        literals.sort();
        literals
    };
    let [source] = sources.as_slice() else { panic!("one source") };
    let original = literals(std::str::from_utf8(&source.bytes).expect("UTF-8"));
    assert!(original.len() > 20, "{original:?}");
    assert_eq!(literals(&text), original);
}

/// A literal is as long as the file allows, and its exponent as large: neither is worked out.
#[test]
fn long_literals_and_large_exponents_cost_nothing() {
    let long = format!("{}.{}", "9".repeat(1 << 19), "9".repeat(1 << 19));
    let huge = "1e999999999999999999999";
    let mut members = String::new();
    for (index, literal) in [long.as_str(), huge, "-1e-999999999"].iter().enumerate() {
        for target in ["BigDecimal", "Document"] {
            write!(
                members,
                r#""{target}{index}": {{ "target": "smithy.api#{target}", "traits": {{
                    "smithy.api#default": {literal} }} }},"#
            )
            .expect("a text grows");
        }
    }
    let text = format!(
        r#"{{ "smithy": "2.0", "shapes": {{
            "a#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "a#O" }}],
                "traits": {{ "aws.protocols#awsJson1_1": {{}} }} }},
            "a#O": {{ "type": "operation", "input": {{ "target": "a#I" }} }},
            "a#I": {{ "type": "structure", "members": {{ {members}
                "ranged": {{ "target": "smithy.api#BigInteger", "traits": {{
                    "smithy.api#range": {{ "min": {huge} }} }} }} }} }} }} }}"#
    );
    let source = Source { name: "model.json".to_owned(), bytes: text.into_bytes() };
    let package = generate::package(&[source], &generate::settings("numbers"));
    assert!(package.files["src/types/i.rs"].contains(&format!("{long:?}")));
}
