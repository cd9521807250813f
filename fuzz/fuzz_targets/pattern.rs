//! Patterns and lengths of a model, of which texts for examples are made.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::model;

// Two bounds of the length, and the pattern.
fuzz_target!(|input: (u16, u16, &str)| {
    let (min, max, pattern) = input;
    let model = MODEL
        .replace("MIN", &min.to_string())
        .replace("MAX", &max.to_string())
        .replace("PATTERN", &json_string(pattern));
    model::check(&[model::source("model.json", model.as_bytes())]);
});

/// The text as a string of JSON.
fn json_string(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' | '\0'..='\u{1f}' => format!("\\u{:04x}", u32::from(c)),
            other => other.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A service with one operation, whose input has a text with a pattern.
const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "example#Service": {
            "type": "service", "version": "1", "operations": [{"target": "example#Call"}],
            "traits": {"aws.protocols#awsJson1_1": {}}
        },
        "example#Call": {"type": "operation", "input": {"target": "example#Input"}},
        "example#Input": {
            "type": "structure",
            "members": {"Text": {
                "target": "smithy.api#String",
                "traits": {
                    "smithy.api#required": {},
                    "smithy.api#length": {"min": MIN, "max": MAX},
                    "smithy.api#pattern": PATTERN
                }
            }}
        }
    }
}"#;
