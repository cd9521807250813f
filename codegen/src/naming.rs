//! Names: how a name of the model becomes a name in Rust, and how clashes are resolved. No name holds a double
//! underscore, of which rustc warns.
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
//! | members `self`, `Self_` | `self_`, `self_2` | a number tells from the keyword as well |
//! | member `2fa` | `_2fa` | an identifier does not start with a digit |
//! | members `fooBar`, `foo_bar` | `foo_bar`, `foo_bar_2` | in the order of the model |
//! | member `build` | field `build`, setter `set_build` | the builder's own method stays |
//! | required members `foo_2`, `fooN2` | traits `FooN2`, `FooNn2` | each setter has a trait of its own |
//! | optional member `x` beside a member `maybe_x` | setters `x`, `maybe_x_2`; `maybe_x` | the member keeps its name |
//! | enum value `t2.micro`, `*` | `T2Micro`, `Asterisk` | signs are spelled out where nothing else is left |
//! | enum value `m5.2xlarge`, `TLSv1_2` | `M5_2xlarge`, `Tlsv1_2` | digits do not run together: `m52.xlarge` is another |
//! | enum value `0.5`, `5m` | `V0_5`, `V5m` | `V` for value, since no variant starts with a digit |
//! | enum value or union member `Unknown` | `UnknownValue` | `Unknown` holds what the model does not know |
//! | enum values `TEXT`, `text`; `v1`, `V1` | `Text`, `Text2`; `V1`, `V1_2` | in the order of the model |
//! | error shape `Other` | variant `OtherException` | `Other` holds what no shape describes |
//! | operation `FACTS`, `SERVICE` | `FACTS2`, `SERVICE2` | statics of these names stand beside the operations |
//! | operation `Rt`, `SmithgenRuntime` | modules `rt_`, `smithgen_runtime_` | the module around them means the runtime |
//! | operation `Foo` without input | input `FooInput`, or `FooInput2` | a shape of the model keeps its name |

mod case;
mod keywords;
mod package;
mod scope;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use self::keywords::is_keyword;

pub use self::keywords::KEYWORDS;
pub use self::package::{is_reserved_package, package_name};
pub use self::scope::{Case, Scope};
pub use self::words::words;

/// The most letters of a module's name, to which a number and an ending are added: file systems take 255.
const FILE_LIMIT: usize = 200;

/// A name for a structure, union, enum or operation marker.
pub fn type_name(model_name: &str) -> String {
    let bare = model_name.trim_start_matches('_');
    if is_camel_case(bare) {
        return escape_type(bare.to_owned());
    }
    escape_type(case::upper_camel(&words(model_name)))
}

/// A name for a field, function or module, without regard to keywords.
pub fn snake_case(model_name: &str) -> String {
    escape_digit(case::snake(&words(&spell_signs(model_name))))
}

/// A name for a field or a setter.
pub fn member_name(model_name: &str) -> String {
    escape_keyword(snake_case(model_name))
}

/// A name for a module and its file, which cannot be raw, nor the name of the type within, of the module
/// around it, or of the runtime there.
pub fn module_name(type_name: &str) -> String {
    let name: String = snake_case(type_name).chars().take(FILE_LIMIT).collect();
    let name = name.trim_end_matches('_').to_owned();
    let is_taken = matches!(name.as_str(), "types" | "operation" | "rt" | "smithgen_runtime");
    if is_keyword(&name) || is_reserved_file(&name) || is_taken || name == type_name {
        format!("{name}_")
    } else {
        name
    }
}

/// A name for a static.
pub fn static_name(model_name: &str) -> String {
    escape_digit(case::shouty_snake(&words(&spell_signs(model_name))))
}

/// A name for a variant of an enum or a union.
pub fn variant_name(model_name: &str) -> String {
    let name = case::upper_camel(&words(&spell_signs(model_name)));
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

/// A name for the trait by which a builder insists on a member, given the member's setter.
///
/// No two setters share one: a number that stands apart gets a letter, so that `foo_2` has `FooN2` and
/// `foo2` has `Foo2`, and so does a segment that looks as if it had one: `foo_n2` has `FooNn2`.
pub fn trait_name(setter: &str) -> String {
    let segments = setter.strip_prefix("r#").unwrap_or(setter).split('_');
    let words: Vec<String> = segments.filter(|it| !it.is_empty()).map(lettered).collect();
    escape_type(case::upper_camel(&words))
}

/// A name for a builder's type parameter where the trait that bounds it has the name of something else.
pub fn parameter_name(trait_name: &str) -> String {
    match trait_name {
        "Self_" => "This_".to_owned(),
        name => format!("{name}_"),
    }
}

fn lettered(segment: &str) -> String {
    let is_number = segment.trim_start_matches('n').starts_with(|c: char| c.is_ascii_digit());
    if is_number { format!("n{segment}") } else { segment.to_owned() }
}

/// Whether a member has another name in Rust than its own in Rust's case.
pub fn is_renamed(model_name: &str, name: &str) -> bool {
    let letters = |name: &str| name.replace('_', "").to_lowercase();
    letters(model_name) != letters(name.strip_prefix("r#").unwrap_or(name))
}

/// Whether rustc's `non_camel_case_types` accepts the name, once it starts like an identifier.
fn is_camel_case(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_lowercase()) && !name.contains('_') && !name.is_empty()
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
        _ => escape_digit(name),
    }
}

/// An identifier does not start with a digit.
fn escape_digit(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

fn escape_keyword(name: String) -> String {
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        "" => "empty".to_owned(),
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

/// File names that Windows keeps for devices.
fn is_reserved_file(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (matches!(stem, "com" | "lpt") && name.len() == stem.len() + 1)
}
