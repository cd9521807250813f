//! Names: how a name of the model becomes a name in Rust, and who yields where two would clash.
//!
//! | in the model | in Rust | why |
//! |---|---|---|
//! | shape `SignUpRequest` | `SignUpRequest` | model names are kept where Rust allows them |
//! | shape `apiKey`, `API_Key`, `__key` | `ApiKey`, `ApiKey`, `Key` | Rust's types are in camel case |
//! | shape `Self` | `Self_` | a keyword that cannot be raw |
//! | two shapes that differ in case alone | an error | Smithy forbids them in one service |
//! | two shapes that become one name | `Name`, `Name2` | in the order of their ids |
//! | member `UserPoolARNs`, `ETag`, `IPv6Address` | `user_pool_arns`, `etag`, `ipv6_address` | what a word is, [`words()`] says |
//! | member `type`, `match` | `r#type`, `r#match` | keywords are raw |
//! | shape `Types`, `Con` | modules `types_`, `con_` | a module is not named as the one around it, nor as a device |
//! | member `self`, `Self`, `super`, `crate` | `self_`, `self_`, `super_`, `crate_` | keywords that cannot be raw |
//! | member `2fa` | `_2fa` | an identifier does not start with a digit |
//! | members `fooBar`, `foo_bar` | `foo_bar`, `foo_bar_2` | in the order of the model |
//! | member `build` | field `build`, setter `set_build` | the builder's own method stays |
//! | optional member `x` beside a member `maybe_x` | setters `x`, `maybe_x_2`; `maybe_x` | the member keeps its name |
//! | enum value `t2.micro`, `*` | `T2Micro`, `Asterisk` | signs are spelled out where nothing else is left |
//! | enum value `m5.2xlarge`, `TLSv1_2` | `M5_2xlarge`, `Tlsv1_2` | digits do not run together: `m52.xlarge` is another |
//! | enum value `0.5`, `5m` | `V0_5`, `V5m` | `V` for value, since no variant starts with a digit |
//! | enum value or union member `Unknown` | `UnknownValue` | `Unknown` holds what the model does not know |
//! | enum values `TEXT`, `text`; `v1`, `V1` | `Text`, `Text2`; `V1`, `V1_2` | in the order of the model |
//! | error shape `Other` | variant `OtherException` | `Other` holds what no shape describes |
//! | operation `Foo` without input | input `FooInput`, or `FooInput2` | a shape of the model keeps its name |

mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use self::words::words;

/// A name for a structure, union, enum or operation marker.
pub fn type_name(model_name: &str) -> String {
    let bare = model_name.trim_start_matches('_');
    if is_camel_case(bare) {
        return escape_type(bare.to_owned());
    }
    escape_type(camel_case(model_name))
}

/// A name for a field, function or module, without regard to keywords.
pub fn snake_case(model_name: &str) -> String {
    let name = words(&spell_signs(model_name)).join("_").to_lowercase();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// A name for a field or a setter.
pub fn member_name(model_name: &str) -> String {
    escape_keyword(snake_case(model_name))
}

/// A name for a module and its file, which cannot be raw, nor the name of the type within or of the module
/// around it.
pub fn module_name(type_name: &str) -> String {
    let name = snake_case(type_name);
    let is_parent = matches!(name.as_str(), "types" | "operation");
    if is_keyword(&name) || is_reserved_file(&name) || is_parent || name == type_name {
        format!("{name}_")
    } else {
        name
    }
}

/// A name for a static.
pub fn static_name(model_name: &str) -> String {
    snake_case(model_name).to_uppercase()
}

/// A name for a variant of an enum or a union.
pub fn variant_name(model_name: &str) -> String {
    let name = camel_case(&spell_signs(model_name));
    match name.as_str() {
        "Unknown" => "UnknownValue".to_owned(),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("V{name}"),
        _ => escape_type(name),
    }
}

/// A name for a variant of a service's error.
pub fn error_variant_name(type_name: &str) -> String {
    match type_name {
        "Other" => "OtherException".to_owned(),
        name => name.to_owned(),
    }
}

/// A name for the trait by which a builder insists on a member, given the member's setter. Two setters
/// that differ in where a number stands apart do not share one: `foo_bar_2` has `FooBarN2`.
pub fn trait_name(setter: &str) -> String {
    let segments = setter.strip_prefix("r#").unwrap_or(setter).split('_');
    let name = segments.fold(String::new(), |mut name, segment| {
        let mut chars = segment.chars();
        match chars.next() {
            Some(first) if first.is_ascii_digit() => {
                name.push('N');
                name.push(first);
            }
            Some(first) => name.extend(first.to_uppercase()),
            None => {}
        }
        name.push_str(chars.as_str());
        name
    });
    escape_type(name)
}

/// Whether a member has another name in Rust than its own in Rust's case.
pub fn is_renamed(model_name: &str, name: &str) -> bool {
    let letters = |name: &str| name.replace('_', "").to_lowercase();
    letters(model_name) != letters(name.strip_prefix("r#").unwrap_or(name))
}

/// Hands out names that are unique in one scope: a name that is taken gets a number.
#[derive(Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(taken: impl IntoIterator<Item = &'static str>) -> Self {
        Self { taken: taken.into_iter().map(str::to_owned).collect() }
    }

    /// Claims a name, or the first of `name2`, `name3`, .. that is free. In a name in snake case, and after a
    /// digit, the number stands apart: `name_2`.
    pub fn claim(&mut self, name: String) -> String {
        if self.taken.insert(name.clone()) {
            return name;
        }
        let stem = name.strip_prefix("r#").unwrap_or(&name);
        let is_camel = stem.starts_with(|first: char| first.is_uppercase());
        let ends_in_digit = stem.ends_with(|last: char| last.is_ascii_digit());
        let joint = if is_camel && !ends_in_digit { "" } else { "_" };
        let mut number = 2_u32;
        loop {
            let candidate = format!("{stem}{joint}{number}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            number += 1;
        }
    }
}

/// Whether rustc's `non_camel_case_types` accepts the name, once it starts like an identifier.
fn is_camel_case(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_lowercase()) && !name.contains('_') && !name.is_empty()
}

/// The words of a name, each with a capital. Digits that meet stay apart, as rustc's lint allows.
fn camel_case(name: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    words(name).into_iter().fold(String::with_capacity(name.len()), |mut camel, word| {
        if camel.ends_with(is_digit) && word.starts_with(is_digit) {
            camel.push('_');
        }
        let mut letters = word.chars();
        camel.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        camel.extend(letters.flat_map(char::to_lowercase));
        camel
    })
}

/// Names the signs of a name in which nothing else is left, such as `*` or `>=`.
fn spell_signs(name: &str) -> Cow<'_, str> {
    if name.chars().any(char::is_alphanumeric) {
        return Cow::Borrowed(name);
    }
    let words: Vec<&str> = name.chars().map(sign_name).collect();
    if words.is_empty() { Cow::Borrowed("Empty") } else { Cow::Owned(words.join("_")) }
}

fn sign_name(sign: char) -> &'static str {
    match sign {
        '*' => "Asterisk",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equals",
        '!' => "Not",
        '+' => "Plus",
        '-' => "Minus",
        '/' => "Slash",
        '.' => "Dot",
        ',' => "Comma",
        '?' => "Question",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '_' => "Underscore",
        ' ' => "Space",
        _ => "Sign",
    }
}

fn escape_type(name: String) -> String {
    match name.as_str() {
        "Self" => "Self_".to_owned(),
        "" => "Empty".to_owned(),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("_{name}"),
        _ => name,
    }
}

fn escape_keyword(name: String) -> String {
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        "" => "empty".to_owned(),
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

/// Every keyword of the 2024 edition, strict or reserved, that a name in snake case may hit.
///
/// See <https://doc.rust-lang.org/reference/keywords.html>.
pub const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// File names that Windows keeps for devices.
fn is_reserved_file(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (matches!(stem, "com" | "lpt") && name.len() == stem.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_their_names_where_rust_allows() {
        for (model, rust) in [
            ("SignUpRequest", "SignUpRequest"),
            ("VPCConfig", "VPCConfig"),
            ("apiKey", "ApiKey"),
            ("API_Key", "ApiKey"),
            ("__key", "Key"),
            ("Self", "Self_"),
            ("Option", "Option"),
            ("_2Fast", "_2Fast"),
            ("AbpV1_0_x", "AbpV1_0X"),
            ("iOSApp", "IosApp"),
        ] {
            assert_eq!(type_name(model), rust);
        }
    }

    #[test]
    fn members_are_in_snake_case() {
        for (model, rust) in [
            ("ClientId", "client_id"),
            ("UserPoolARNs", "user_pool_arns"),
            ("eTag", "etag"),
            ("dynamoDBv2", "dynamo_dbv2"),
            ("SSEKMSKeyId", "sse_kms_key_id"),
            ("HTTPCode4XXCount", "http_code_4xx_count"),
            ("NfsV4_1", "nfs_v4_1"),
            ("2fa", "_2fa"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("naïve", "naïve"),
        ] {
            assert_eq!(member_name(model), rust);
        }
    }

    #[test]
    fn every_other_keyword_becomes_raw() {
        for keyword in KEYWORDS {
            let name = member_name(keyword);
            assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{keyword} became {name}");
            assert!(syn::parse_str::<syn::Ident>(&module_name(keyword)).is_ok());
        }
    }

    #[test]
    fn variants_are_in_camel_case() {
        for (model, rust) in [
            ("USER_SRP_AUTH", "UserSrpAuth"),
            ("t2.micro", "T2Micro"),
            ("m5.2xlarge", "M5_2xlarge"),
            ("m52.xlarge", "M52Xlarge"),
            ("TLSv1_2_2021", "Tlsv1_2_2021"),
            ("x86_64", "X86_64"),
            ("iOS", "Ios"),
            ("5m", "V5m"),
            ("_0_5", "V0_5"),
            ("*", "Asterisk"),
            (">=", "GreaterEquals"),
            ("", "Empty"),
            ("Unknown", "UnknownValue"),
            ("UNKNOWN", "UnknownValue"),
            ("self", "Self_"),
        ] {
            assert_eq!(variant_name(model), rust);
        }
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut scope = Scope::with(["build"]);
        assert_eq!(scope.claim("build".to_owned()), "build_2");
        assert_eq!(scope.claim("Text".to_owned()), "Text");
        assert_eq!(scope.claim("Text".to_owned()), "Text2");
        assert_eq!(scope.claim("Text".to_owned()), "Text3");
        assert_eq!(scope.claim("V1".to_owned()), "V1");
        assert_eq!(scope.claim("V1".to_owned()), "V1_2");
        assert_eq!(scope.claim("r#type".to_owned()), "r#type");
        assert_eq!(scope.claim("r#type".to_owned()), "type_2");
    }

    #[test]
    fn setters_keep_their_traits_apart() {
        for (setter, name) in [
            ("client_id", "ClientId"),
            ("r#type", "Type"),
            ("foo_bar_2", "FooBarN2"),
            ("foo_bar2", "FooBar2"),
            ("_2fa", "N2fa"),
            ("self_", "Self_"),
        ] {
            assert_eq!(trait_name(setter), name);
        }
    }

    #[test]
    fn case_and_underscores_rename_no_member() {
        for (model, name) in [("ClientId", "client_id"), ("type", "r#type"), ("self", "self_")] {
            assert!(!is_renamed(model, name), "{model}");
        }
        for (model, name) in [("foo_bar", "foo_bar_2"), ("Unknown", "UnknownValue")] {
            assert!(is_renamed(model, name), "{model}");
        }
    }

    #[test]
    fn modules_avoid_keywords_and_device_files() {
        for (name, module) in [
            ("Type", "type_"),
            ("Con", "con_"),
            ("Com1", "com1_"),
            ("Comet", "comet"),
            ("_2", "_2_"),
            ("Types", "types_"),
        ] {
            assert_eq!(module_name(name), module);
        }
    }
}
