//! The packages of the program, and the list of what it checks: everything in the model.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use smithgen_codegen::ir::{Package, TypeDef, UnionRole};
use smithgen_tests::fixtures;

use super::{CONTROL, PROTOCOLS, lowered, runtime};

/// The packages of the program, and the workspace around them.
pub(crate) fn files() -> BTreeMap<String, String> {
    let names: Vec<&str> = PROTOCOLS.iter().chain([&CONTROL]).map(|(_, name)| *name).collect();
    let runtime = |features: &str| format!("smithgen-runtime = {{ {} }}\n", runtime(features));
    let mut walk = runtime(r#"features = ["eventstream", "serde", "xml"], "#);
    for name in names.iter().chain(&["canary"]) {
        writeln!(walk, "{name} = {{ path = \"../{name}\" }}").expect("memory");
    }
    walk.push_str("http-body = \"1\"\nserde_core = \"1\"\nserde_json = \"1\"\n");
    let members = names.join("\", \"");
    // Most of the time goes into looking through texts.
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"canary\", \"walk\", \"{members}\"]\n\n\
         [profile.dev.package.canary]\nopt-level = 3\n"
    );
    let mut files = sources_of("canary");
    files.extend(sources_of("walk"));
    files.insert("walk/src/cases.rs".to_owned(), cases(&lowered(PROTOCOLS[0].0)));
    files.insert("walk/Cargo.toml".to_owned(), manifest("walk", &walk));
    files.insert("canary/Cargo.toml".to_owned(), manifest("canary", &runtime("")));
    files.insert("Cargo.toml".to_owned(), workspace);
    files
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}

/// The sources of a package of the fixture.
fn sources_of(name: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(fixtures().join("secrets").join(name)).expect("the fixture has it");
    let read = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("the program can be read");
        (format!("{name}/src/{}", entry.file_name().to_string_lossy()), text)
    };
    entries.map(|entry| read(entry.expect("an entry"))).collect()
}

/// The cases of the program: everything that the model has.
fn cases(package: &Package) -> String {
    let events = package.types.iter().find_map(|def| match def {
        TypeDef::Union(union) if union.role == UnionRole::Events => Some(&union.item.name),
        _ => None,
    });
    let events = events.expect("the model has events");
    let operations = package.operations.iter().map(|operation| {
        let name = &operation.item.name;
        format!("check.operation::<operation::{name}, types::{events}>()")
    });
    let errors = package.errors.iter().map(|error| {
        let (structure, code) = (&error.structure, &error.code);
        format!("check.modeled::<operation::Fail, types::{structure}>(\"{code}\")")
    });
    let types = package.types.iter().filter_map(|def| {
        let name = &def.item().name;
        match def {
            TypeDef::Structure(structure) if structure.streaming => None,
            TypeDef::Structure(_) | TypeDef::Union(_) => {
                Some(format!("check.shape::<types::{name}>(\"{name}\")"))
            }
            TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => {
                Some(format!("sensitive_enum!(check, types::{name})"))
            }
        }
    });
    let operations = case_macro("operations", operations.chain(errors));
    operations + &case_macro("types", types)
}

/// A macro of the program that checks the crate of a service, given how its protocol writes.
fn case_macro(name: &str, cases: impl Iterator<Item = String>) -> String {
    let cases: Vec<String> = cases.map(|case| format!("        {case};\n")).collect();
    format!(
        "macro_rules! {name} {{
    ($service:ident, $wire:expr) => {{{{
        #[allow(unused_imports)]
        use $service::{{operation, types}};
        let mut check = Check::new(stringify!($service), $wire);
{}        check.into_findings()
    }}}};
}}
",
        cases.concat()
    )
}
