//! What the names of files and folders say of them.

use std::path::Path;

/// Whether the name of a file is one of a model: `*.json` or `*.json.gz`.
pub(crate) fn is_model_file(name: &str) -> bool {
    Path::new(name.strip_suffix(".gz").unwrap_or(name)).extension().is_some_and(|it| it == "json")
}

/// Whether a folder can be one of a service: no more than lower-case letters, digits, `-`, and `.` within.
pub(crate) fn is_service(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && name.chars().all(plain)
}

/// Whether a folder is one of a version: a date.
pub fn is_version(name: &str) -> bool {
    name.len() == 10
        && name.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a file is the main one of a model of botocore.
pub(crate) fn is_service_file(name: &str) -> bool {
    name == "service-2.json" || name == "service-2.json.gz"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_paths() {
        assert!(is_service("runtime.lex") && is_service("s3") && is_service("cognito-idp"));
        for wrong in ["", ".", "..", "-a", ".a", "a/b", "a\\b", "A", "a b", "\u{e9}"] {
            assert!(!is_service(wrong), "{wrong:?} was let through");
        }
        assert!(is_version("2016-04-18"));
        for wrong in ["2016-4-18", "2016-04-18x", "20160-4-18", "\u{e9}016-04-1", ".."] {
            assert!(!is_version(wrong), "{wrong:?} was let through");
        }
    }
}
