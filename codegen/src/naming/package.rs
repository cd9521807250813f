//! Names of packages.

use super::case;
use super::keywords::is_keyword;
use super::words::words;

/// Crates that any crate can name already, and the one that a generated crate depends on.
const CRATES: [&str; 6] = ["alloc", "core", "proc_macro", "smithgen_runtime", "std", "test"];

/// A name for a package, in kebab case, made of any text, such as the name of a model's file.
///
/// A package has ASCII letters and digits, a letter first, and a name that a `use` can mean: `service` goes
/// before what is left of any other text, so that `2fa` becomes `service-2fa`.
pub fn package_name(text: &str) -> String {
    let ascii = text.replace(|c: char| !c.is_ascii(), " ");
    let name = case::kebab(&words(&ascii));
    if name.is_empty() {
        return "service".to_owned();
    }
    let starts_with_digit = name.starts_with(|first: char| first.is_ascii_digit());
    if starts_with_digit || is_reserved_package(&name) { format!("service-{name}") } else { name }
}

/// Whether no package may have a name, since the crate's name means something else in Rust.
pub fn is_reserved_package(name: &str) -> bool {
    let library = name.replace('-', "_");
    is_keyword(&library) || CRATES.contains(&library.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_named_in_kebab_case() {
        for (text, name) in [
            ("SimpleService", "simple-service"),
            ("my service.v2", "my-service-v2"),
            ("sqs-2012-11-05", "sqs-2012-11-05"),
            ("runtime.lex", "runtime-lex"),
            ("IoTEvents", "iot-events"),
            ("--a__b--", "a-b"),
            ("2fa", "service-2fa"),
            ("Caf\u{e9}Menu", "caf-menu"),
            ("\u{65e5}\u{672c}", "service"),
            ("", "service"),
            ("Match", "service-match"),
            ("std", "service-std"),
            ("SmithgenRuntime", "service-smithgen-runtime"),
            ("../evil\n\"name", "evil-name"),
        ] {
            assert_eq!(package_name(text), name, "{text:?}");
        }
    }

    #[test]
    fn a_package_name_names_itself() {
        for text in ["SimpleService", "2fa", "", "fn", "test", "a1b2C3", "S3"] {
            let name = package_name(text);
            assert_eq!(package_name(&name), name, "{text:?}");
        }
    }
}
