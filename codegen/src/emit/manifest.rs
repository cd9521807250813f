//! The package's manifest and its formatter settings.

use crate::ir::Package;

use super::facts;

/// Emits `Cargo.toml`.
pub(super) fn emit(package: &Package) -> String {
    let runtime = package.runtime.trim().trim_start_matches('{').trim_end_matches('}').trim();
    let features = runtime_features(package);
    let name = toml_string(&package.name);
    let description = toml_string(&format!(
        "Types and operations of {}, version {}.",
        package.service.title, package.service.version
    ));
    let workspace = if package.standalone { "\n[workspace]\n" } else { "" };
    format!(
        r#"[package]
name = {name}
version = "0.1.0"
edition = "2024"
rust-version = "1.85"
description = {description}
publish = false

[features]
default = ["serde"]
# `Serialize` and `Deserialize` for all types.
serde = ["smithgen-runtime/serde"]

[dependencies]
smithgen-runtime = {{ {features}{runtime} }}

[lints.rust]
# What the model deprecates is still read and written.
deprecated = "allow"

[lints.clippy]
# Names are the model's, and so are the sizes of a union's members.
enum_variant_names = "allow"
large_enum_variant = "allow"
# A setter is called as its member is, which may be as a method of a trait, such as `add`.
should_implement_trait = "allow"
# Preformatted text keeps the tabs that the model has.
tabs_in_doc_comments = "allow"
# A builder has a type parameter for each required member.
type_complexity = "allow"
{workspace}"#
    )
}

/// The features of the runtime that the package turns on.
fn runtime_features(package: &Package) -> String {
    let features: Vec<String> =
        facts::features(package).into_iter().map(|feature| format!("\"{feature}\"")).collect();
    if features.is_empty() {
        return String::new();
    }
    format!("features = [{}], ", features.join(", "))
}

/// Emits `rustfmt.toml`, so that `cargo fmt` leaves the files as prettyplease made them: the two break
/// long lines differently.
pub(super) fn emit_rustfmt() -> String {
    "disable_all_formatting = true\n".to_owned()
}

/// A basic string of TOML, without control characters. See <https://toml.io/en/v1.0.0#string>.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
