//! Names that a model may hold and Rust may not: each becomes an identifier that rustc accepts without a
//! warning, and no two in one name space become the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::ir::{Field, Package, Presence, Structure, TypeDef};
use smithgen_codegen::{naming, report};
use smithgen_tests::generate;

/// Names of members, shapes and operations, all of which Smithy allows.
const POOL: &[&str] = &[
    "self",
    "Self",
    "Self_",
    "self__",
    "SELF",
    "super",
    "Super_",
    "crate",
    "Crate__",
    "type",
    "Type",
    "match",
    "_match",
    "gen",
    "union",
    "raw",
    "dyn_",
    "a",
    "A",
    "_a",
    "a_",
    "__a__",
    "a__b",
    "aB",
    "a_b",
    "A_B",
    "AB",
    "a2",
    "a_2",
    "A_2_",
    "aN2",
    "a_n2",
    "aNn2",
    "a_3",
    "n2",
    "nn2",
    "_2",
    "__2",
    "_2a",
    "__2a",
    "_2_2",
    "v1",
    "V1",
    "v1_2",
    "V1_2",
    "V_1__2",
    "x86_64",
    "build",
    "Build",
    "set_build",
    "setBuild2",
    "builder",
    "maybe_a",
    "maybe_maybe_a",
    "maybeBuild",
    "maybe_self",
    "unknown",
    "Unknown",
    "UnknownValue",
    "rt",
    "Rt",
    "std",
    "core",
    "smithgen_runtime",
    "types",
    "Operation",
    "con",
    "Com1",
    "FACTS",
    "SERVICE",
    "SCHEMA",
    "SENSITIVE",
    "Option",
    "String",
    "Into",
    "BTreeMap",
    "Default",
    "Other",
    "OtherException",
    "Error",
    "value",
    "index",
];

#[test]
fn awkward_names_become_identifiers_and_none_is_there_twice() {
    let package = lowered();
    let mut problems = Problems::default();
    of_types(&package, &mut problems);
    of_members(&package, &mut problems);
    assert!(problems.0.is_empty(), "{}", problems.0.join("\n"));
    assert_eq!(package.operations.len(), distinct_shapes().len());
}

/// A service with each name of the pool in each place.
fn lowered() -> Package {
    let text = model().to_string();
    let sources = [Source { name: "model.json".to_owned(), bytes: text.into_bytes() }];
    let mut diagnostics = Diagnostics::default();
    let package = smithgen_codegen::lower(&sources, &generate::settings("pool"), &mut diagnostics);
    package.unwrap_or_else(|| panic!("{}", report::render(&sources, &diagnostics, false)))
}

fn model() -> Value {
    let mut shapes = Map::new();
    let mut uses = Map::new();
    let holders = [
        ("PoolOptional", members("structure", &json!({}))),
        ("PoolRequired", members("structure", &json!({"smithy.api#required": {}}))),
        ("PoolUnion", members("union", &json!({}))),
        ("PoolEnum", enumeration()),
    ];
    for (name, shape) in holders {
        shapes.insert(format!("a#{name}"), shape);
        uses.insert(name.to_owned(), json!({"target": format!("a#{name}")}));
    }
    for name in distinct_shapes() {
        let (shape, list) = (format!("a#{name}"), format!("b#{name}"));
        let traits = json!({"smithy.api#error": "client"});
        let members =
            json!({"self": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}});
        shapes.insert(
            shape.clone(),
            json!({"type": "structure", "members": members, "traits": traits}),
        );
        shapes.insert(
            list.clone(),
            json!({"type": "list", "member": {"target": "smithy.api#String"}}),
        );
        uses.insert(format!("s_{name}"), json!({"target": shape}));
        uses.insert(format!("l_{name}"), json!({"target": list}));
    }
    shapes.insert("a#PoolInput".to_owned(), json!({"type": "structure", "members": uses}));
    add_service(&mut shapes);
    json!({"smithy": "2.0", "shapes": shapes})
}

fn add_service(shapes: &mut Map<String, Value>) {
    let mut operations = Vec::new();
    for name in distinct_shapes() {
        let operation = json!({"type": "operation", "input": {"target": "a#PoolInput"}});
        shapes.insert(format!("c#{name}"), operation);
        operations.push(json!({"target": format!("c#{name}")}));
    }
    let traits = json!({"aws.protocols#awsJson1_0": {}});
    let service =
        json!({"type": "service", "version": "1", "operations": operations, "traits": traits});
    shapes.insert("a#PoolService".to_owned(), service);
}

fn members(kind: &str, traits: &Value) -> Value {
    let member = json!({"target": "smithy.api#String", "traits": traits});
    let members: Map<_, _> = pool().map(|it| (it.to_owned(), member.clone())).collect();
    json!({"type": kind, "members": members})
}

fn enumeration() -> Value {
    let member = |value: &str| json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value}});
    let members: Map<_, _> = pool().map(|it| (it.to_owned(), member(it))).collect();
    json!({"type": "enum", "members": members})
}

/// Each keyword as well; `_` alone is no name in Smithy.
fn pool() -> impl Iterator<Item = &'static str> {
    POOL.iter()
        .copied()
        .chain(naming::KEYWORDS.into_iter().filter(|it| *it != "_" && !POOL.contains(it)))
}

/// The names that differ in more than case: Smithy forbids others in one service.
fn distinct_shapes() -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    pool().filter(|name| seen.insert(name.to_lowercase())).collect()
}

/// What is wrong with names.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn check<'a>(&mut self, space: &str, names: impl IntoIterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if syn::parse_str::<syn::Ident>(name).is_err() {
                self.0.push(format!("{space}: `{name}` is no identifier"));
            }
            if name.contains("__") {
                self.0.push(format!("{space}: `{name}` has a double underscore"));
            }
            if !seen.insert(name) {
                self.0.push(format!("{space}: `{name}` is there twice"));
            }
        }
    }
}

fn of_types(package: &Package, problems: &mut Problems) {
    let items = || package.types.iter().map(TypeDef::item);
    problems.check("types", items().map(|item| item.name.as_str()));
    problems.check("modules of types", items().map(|item| item.module.as_str()));
    problems.check("builders", structures(package).map(|def| def.builder.as_str()));
    problems.check("collections", package.collections.iter().map(|it| it.name.as_str()));
    problems.check("errors", package.errors.iter().map(|it| it.name.as_str()).chain(["Other"]));
    let operations = || package.operations.iter().map(|operation| &operation.item);
    let markers = operations().map(|item| item.name.as_str());
    problems.check("operations", markers.chain(["FACTS", "SERVICE"]));
    let modules = operations().map(|item| item.module.as_str());
    problems.check("modules of operations", modules.chain(["rt", "smithgen_runtime", "operation"]));
}

fn of_members(package: &Package, problems: &mut Problems) {
    let mut insisting: BTreeMap<String, &str> = BTreeMap::new();
    for def in structures(package) {
        let name = &def.item.name;
        problems.check(&format!("fields of {name}"), def.fields.iter().map(|it| it.name.as_str()));
        problems.check(
            &format!("setters of {name}"),
            def.fields.iter().flat_map(setters).chain(["build"]),
        );
        for setter in def
            .fields
            .iter()
            .filter(|it| it.presence == Presence::Required)
            .map(|it| &it.setter.name)
        {
            let bound = naming::trait_name(setter);
            let other = insisting.insert(bound.clone(), setter);
            if other.is_some_and(|other| other != setter) {
                problems.0.push(format!(
                    "the setters {other:?} and `{setter}` share the trait `{bound}`"
                ));
            }
        }
    }
    problems.check("traits", insisting.keys().map(String::as_str));
    for def in &package.types {
        let variants: Vec<&str> = match def {
            TypeDef::Union(def) => def.variants.iter().map(|it| it.name.as_str()).collect(),
            TypeDef::StringEnum(def) => def.variants.iter().map(|it| it.name.as_str()).collect(),
            TypeDef::Structure(_) | TypeDef::IntEnum(_) => continue,
        };
        problems.check(
            &format!("variants of {}", def.item().name),
            variants.into_iter().chain(["Unknown"]),
        );
    }
}

fn structures(package: &Package) -> impl Iterator<Item = &Structure> {
    package.types.iter().filter_map(|def| match def {
        TypeDef::Structure(def) => Some(def),
        TypeDef::Union(_) | TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => None,
    })
}

fn setters(field: &Field) -> impl Iterator<Item = &str> {
    [Some(field.setter.name.as_str()), field.setter.maybe.as_deref()].into_iter().flatten()
}
