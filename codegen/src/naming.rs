//! Names: how a name of the model becomes a name in Rust, and who yields where two would clash.
//!
//! | in the model | in Rust | why |
//! |---|---|---|
//! | shape `SignUpRequest` | `SignUpRequest` | model names are kept where Rust allows them |
//! | shape `apiKey`, `API_Key`, `__key` | `ApiKey`, `ApiKey`, `Key` | Rust's types are in camel case |
//! | shape `Self` | `Self_` | a keyword that cannot be raw |
//! | two shapes that differ in case alone | an error | Smithy forbids them in one service |
//! | two shapes that become one name | `Name`, `Name2` | in the order of their ids |
//! | member `UserPoolARNs`, `ETag`, `IPv6Address` | `user_pool_arns`, `etag`, `ipv6_address` | acronyms are words |
//! | member `type`, `match` | `r#type`, `r#match` | keywords are raw |
//! | shape `Types`, `Con` | modules `types_`, `con_` | a module is not named as the one around it, nor as a device |
//! | member `self`, `Self`, `super`, `crate` | `self_`, `self_`, `super_`, `crate_` | keywords that cannot be raw |
//! | member `2fa` | `_2fa` | an identifier does not start with a digit |
//! | members `fooBar`, `foo_bar` | `foo_bar`, `foo_bar_2` | in the order of the model |
//! | member `build` | field `build`, setter `set_build` | the builder's own method stays |
//! | optional member `x` beside a member `maybe_x` | setters `x`, `maybe_x_2`; `maybe_x` | the member keeps its name |
//! | enum value `t2.micro`, `2xlarge`, `*` | `T2Micro`, `_2xlarge`, `Asterisk` | signs are spelled out where nothing else is left |
//! | enum value or union member `Unknown` | `UnknownValue` | `Unknown` holds what the model does not know |
//! | enum values `TEXT`, `text` | `Text`, `Text2` | in the order of the model |
//! | error shape `Other` | variant `OtherException` | `Other` holds what no shape describes |
//! | operation `Foo` without input | input `FooInput`, or `FooInput2` | a shape of the model keeps its name |

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A name for a structure, union, enum or operation marker.
pub fn type_name(model_name: &str) -> String {
    let bare = model_name.trim_start_matches('_');
    if is_camel_case(bare) {
        return escape_type(bare.to_owned());
    }
    escape_type(fold_acronyms(model_name).to_upper_camel_case())
}

/// A name for a field, function or module, without regard to keywords.
pub fn snake_case(model_name: &str) -> String {
    let name = spell_signs(&fold_acronyms(model_name)).to_snake_case();
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
    let name = spell_signs(&fold_acronyms(model_name)).to_upper_camel_case();
    match name.as_str() {
        "Unknown" => "UnknownValue".to_owned(),
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

/// The words of a name in camel case, an acronym as one: `List`, `VPC`, `Peers` of `ListVPCPeers`.
pub fn words(name: &str) -> Vec<&str> {
    let starts = |(at, c): &(usize, char)| {
        let before = name[..*at].chars().next_back();
        let after = name[*at + c.len_utf8()..].chars().next();
        let is_upper = c.is_ascii_uppercase();
        let follows_lower = before.is_some_and(|before| !before.is_ascii_uppercase());
        is_upper
            && (follows_lower
                || after.is_some_and(|after| after.is_ascii_lowercase() && after != 's'))
    };
    let mut cuts: Vec<usize> = name.char_indices().filter(starts).map(|(at, _)| at).collect();
    cuts.insert(0, 0);
    cuts.push(name.len());
    cuts.dedup();
    cuts.windows(2).map(|cut| &name[cut[0]..cut[1]]).collect()
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

    /// Claims a name, or the first of `name2`, `name3`, .. that is free. In a name in snake case
    /// the number stands apart: `name_2`.
    pub fn claim(&mut self, name: String) -> String {
        if self.taken.insert(name.clone()) {
            return name;
        }
        let stem = name.strip_prefix("r#").unwrap_or(&name);
        let joint = if stem.starts_with(|first: char| first.is_uppercase()) { "" } else { "_" };
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

/// Writes acronyms that case conversion would tear apart as plain words.
fn fold_acronyms(name: &str) -> String {
    const SPECIAL: [(&str, &str); 6] = [
        ("ETag", "Etag"),
        ("IPv", "Ipv"),
        ("IoT", "Iot"),
        ("OAuth", "Oauth"),
        ("iSCSI", "Iscsi"),
        ("GraphQL", "Graphql"),
    ];
    let name = SPECIAL.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    fold_plurals(&name)
}

/// Writes plurals of acronyms as words: `ARNs` becomes `Arns`, as in `UserPoolARNsList`.
fn fold_plurals(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut folded = String::with_capacity(name.len());
    let mut run = 0;
    for (index, &c) in chars.iter().enumerate() {
        let ends_word = chars.get(index + 1).is_none_or(|next| !next.is_ascii_lowercase());
        if c == 's' && run >= 2 && ends_word {
            let start = folded.len() - (run - 1);
            let lower = folded.split_off(start).to_ascii_lowercase();
            folded.push_str(&lower);
        }
        folded.push(c);
        let counts = c.is_ascii_uppercase() || (run > 0 && c.is_ascii_digit());
        run = if counts { run + 1 } else { 0 };
    }
    folded
}

/// Names the signs of a name in which nothing else is left, such as `*` or `>=`.
fn spell_signs(name: &str) -> String {
    if name.chars().any(char::is_alphanumeric) {
        return name.to_owned();
    }
    let words: Vec<&str> = name.chars().map(sign_name).collect();
    if words.is_empty() { "Empty".to_owned() } else { words.join("_") }
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
        ] {
            assert_eq!(type_name(model), rust);
        }
    }

    #[test]
    fn members_are_in_snake_case_with_acronyms_as_words() {
        for (model, rust) in [
            ("ClientId", "client_id"),
            ("UserPoolARNs", "user_pool_arns"),
            ("URLsToAdd", "urls_to_add"),
            ("ETag", "etag"),
            ("IPv6Address", "ipv6_address"),
            ("KMSKeyID", "kms_key_id"),
            ("OAuthScopes", "oauth_scopes"),
            ("S3Bucket", "s3_bucket"),
            ("EC2Instances", "ec2_instances"),
            ("MD5OfBody", "md5_of_body"),
            ("SMSMfaSettings", "sms_mfa_settings"),
            ("DNSServers", "dns_servers"),
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
            ("2xlarge", "_2xlarge"),
            ("*", "Asterisk"),
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
    fn names_are_made_of_words() {
        for (name, expected) in [
            ("ListVPCPeers", vec!["List", "VPC", "Peers"]),
            ("DescribeVPCs", vec!["Describe", "VPCs"]),
            ("SignUp", vec!["Sign", "Up"]),
            ("publish", vec!["publish"]),
            ("", vec![]),
        ] {
            assert_eq!(words(name), expected, "{name}");
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
