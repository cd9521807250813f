//! One service in both forms is one service: each folder of `fixtures/botocore` has a model of Smithy's
//! beside botocore's files, and both must come to the same, but for what botocore's form cannot say.

use std::path::Path;

use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::ir::{self, Field, Presence, Property, TypeDef};
use smithgen_codegen::model::{Model, ShapeId, ShapeKind, TraitId, Traits};
use smithgen_codegen::{Scope, Selection, Settings, input, lower, report, transform};
use smithgen_tests::{fixtures, folders, generate, sources};

/// Traits that botocore's form has no place for.
const ABSENT: [&str; 4] =
    ["smithy.api#default", "smithy.api#clientOptional", "smithy.api#input", "smithy.api#output"];

/// The file that is the same service in Smithy's form.
const SMITHY: &str = "model.json";

fn is_smithy(source: &Source) -> bool {
    Path::new(&source.name).file_name().is_some_and(|name| name == SMITHY)
}

/// The model, and the package that it lowers to; any problem is a failure.
#[track_caller]
fn lowered(sources: &[Source]) -> (Model, ir::Package) {
    let mut diagnostics = Diagnostics::default();
    let mut model = input::read(sources, &mut diagnostics);
    transform::run(&mut model, &mut diagnostics);
    let settings = Settings {
        package: "example".to_owned(),
        operations: Selection::All,
        scope: Scope::TypesOnly,
        runtime: "\"0.1\"".to_owned(),
        standalone: true,
        origin: vec!["models/example.json".to_owned()],
    };
    let package = lower::lower(&model, &settings, &mut diagnostics);
    let report = report::render(sources, &diagnostics, false);
    assert!(diagnostics.is_empty(), "{report}");
    (model, package.unwrap_or_else(|| panic!("nothing was lowered")))
}

/// Takes away the traits that only Smithy's form has.
fn without_absent(mut model: Model) -> Model {
    let remove = |traits: &mut Traits| traits.0.retain(|id, _| !ABSENT.contains(&id.as_str()));
    for shape in model.shapes.values_mut() {
        remove(&mut shape.traits);
        shape.kind.members_mut().for_each(|member| remove(&mut member.traits));
    }
    model
}

/// Makes of a package what it would be without defaults.
fn without_defaults(mut package: ir::Package) -> ir::Package {
    for def in &mut package.types {
        if let TypeDef::Structure(structure) = def {
            structure.fields.iter_mut().for_each(without_default);
        }
    }
    package
}

fn without_default(field: &mut Field) {
    let required = field.schema.properties.contains(&Property::Required);
    if let (Presence::Defaulted(_), false) = (&field.presence, required) {
        field.presence = Presence::Optional;
        field.setter.maybe = Some(format!("maybe_{}", field.name));
    }
    let facts = |line: &String| line.split(" Default: ").next().unwrap_or_default().to_owned();
    field.docs = field.docs.iter().map(facts).collect();
    field.docs.retain(|line| !line.starts_with("Default: "));
    while field.docs.last().is_some_and(String::is_empty) {
        field.docs.pop();
    }
}

#[test]
fn both_forms_of_a_service_are_one() {
    let folders = folders(&fixtures().join("botocore"));
    assert!(folders.len() >= 11, "{} folders", folders.len());
    for folder in folders {
        let (smithy, botocore): (Vec<_>, Vec<_>) =
            sources(&folder).into_iter().partition(is_smithy);
        let (expected, expected_package) = lowered(&smithy);
        let (model, package) = lowered(&botocore);
        let (expected, model) = (without_absent(expected), without_absent(model));
        for (id, shape) in &expected.shapes {
            assert_eq!(model.shapes.get(id), Some(shape), "{id} in {}", folder.display());
        }
        assert_eq!(model.shapes.len(), expected.shapes.len(), "{}", folder.display());
        let expected = without_defaults(expected_package);
        for (ours, theirs) in package.types.iter().zip(&expected.types) {
            assert_eq!(ours, theirs, "{}", folder.display());
        }
        assert_eq!(package, expected, "{}", folder.display());
    }
}

/// The module of operations that botocore's form of a fixture becomes.
fn operations(fixture: &str) -> String {
    let sources = sources(&fixtures().join("botocore").join(fixture));
    let sources: Vec<Source> = sources.into_iter().filter(|source| !is_smithy(source)).collect();
    let package = generate::package(&sources, &generate::settings(fixture));
    package.files.get("src/operation.rs").cloned().unwrap_or_default()
}

/// botocore puts `targetPrefix` before the operation in `X-Amz-Target`, whatever is in it.
#[test]
fn a_target_prefix_is_kept_whole() {
    let prefix = r#".target_prefix("com.amazonaws.garden.v20240501.Garden_20240501")"#;
    let garden = operations("basics");
    assert!(garden.contains(prefix), "{garden}");
    assert!(garden.contains(r#""Garden_20240501""#), "{garden}");
    let unions = operations("unions");
    assert!(unions.contains(r#""UnionsService""#), "{unions}");
    assert!(!unions.contains("target_prefix"), "{unions}");
}

/// The report on files of botocore's, each a name and a text.
fn problems(files: &[(&str, &str)]) -> String {
    let source = |(name, text): &(&str, &str)| Source {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let sources: Vec<Source> = files.iter().map(source).collect();
    let mut diagnostics = Diagnostics::default();
    let mut model = input::read(&sources, &mut diagnostics);
    transform::run(&mut model, &mut diagnostics);
    report::render(&sources, &diagnostics, false)
}

/// A service with these shapes and nothing else.
fn service(shapes: &str) -> String {
    format!(
        "{{\"metadata\": {{\"serviceId\": \"Ex\", \"protocol\": \"json\", \"apiVersion\": \"1\"}},\n\
         \"operations\": {{}},\n\"shapes\": {{\n{shapes}}}}}"
    )
}

#[test]
fn a_companion_alone_and_a_second_service_are_refused() {
    let report = problems(&[("p.json", "{\"pagination\": {}}")]);
    assert!(
        report.contains("error: this is botocore's paginators-1.json, without its service"),
        "{report}"
    );
    let text = service("");
    let report = problems(&[("a.json", &text), ("b.json", &text)]);
    assert!(report.contains("error: this is a second service-2.json in one run"), "{report}");
    assert!(report.contains("--> b.json"), "{report}");
}

#[test]
fn problems_are_shown_where_they_are() {
    let text = service(
        "\"A\": {\"type\": \"structure\", \"required\": [\"X\"], \"members\": {\n\
         \"B\": {\"shape\": \"C\"},\n\"D\": {\"shape\": \"A\", \"sort\": 1}}},\n\
         \"E\": {\"type\": \"set\"}, \"F-G\": {\"type\": \"string\"}, \"H\": {\"type\": \"list\"}",
    );
    let report = problems(&[("m.json", &text)]);
    for expected in [
        "error: `required` names `X`, and there is no such member",
        "error: there is no shape `C`",
        "m.json:5:16",
        "warning: a member has a property `sort`, which is not known here",
        "error: `set` is not a type of shape",
        "error: `F-G` is not the name of a shape",
        "error: the shape has no `member`",
    ] {
        assert!(report.contains(expected), "{expected} in\n{report}");
    }
}

#[test]
fn what_validation_finds_is_shown_in_botocores_own_terms() {
    let text = service(
        "\"A\": {\"type\": \"structure\", \"members\": {\n\
         \"B\": {\"shape\": \"A\", \"idempotencyToken\": true}}}",
    );
    let report = problems(&[("m.json", &text)]);
    assert!(report.contains("`smithy.api#idempotencyToken` is only for"), "{report}");
    assert!(report.contains("m.json:5:1\n"), "{report}");
}

/// Each service that has fixups, and their names.
const FIXUPS: [(&str, &str, &[&str]); 5] = [
    ("ApiGatewayV2", "2018-11-29", &["enum-on-members"]),
    ("DynamoDB", "2012-08-10", &["attribute-values-are-unions"]),
    ("DynamoDB Streams", "2012-08-10", &["attribute-values-are-unions"]),
    ("Kinesis", "2013-12-02", &["required-event"]),
    (
        "S3",
        "2006-03-01",
        &["filters-are-unions", "errors-are-not-wrapped", "bucket-location-is-not-wrapped"],
    ),
];

/// A part of a service that no fixup finds anything in.
fn part_of(service_id: &str, version: &str) -> Vec<Source> {
    let text = service("\"A\": {\"type\": \"structure\", \"members\": {}}")
        .replace("\"Ex\"", &format!("{service_id:?}"))
        .replace("\"apiVersion\": \"1\"", &format!("\"apiVersion\": {version:?}"));
    vec![Source { name: "service-2.json".to_owned(), bytes: text.into_bytes() }]
}

#[test]
fn a_model_of_another_release_needs_no_fixup() {
    for (service_id, version, _) in FIXUPS {
        generate::package(&part_of(service_id, version), &generate::settings("part"));
    }
}

#[test]
fn a_fixup_that_changes_nothing_is_an_error_in_the_pinned_release() {
    for (service_id, version, names) in FIXUPS {
        let sources = part_of(service_id, version);
        let mut diagnostics = Diagnostics::default();
        input::read(&sources, &mut diagnostics);
        diagnostics.deny_unused_fixups();
        let report = report::render(&sources, &diagnostics, false);
        assert_eq!(diagnostics.len(), names.len(), "{report}");
        for name in names {
            let message = format!("error: the fixup `{name}` finds nothing to change");
            assert!(report.contains(&message), "{report}");
        }
    }
}

/// A release in which botocore itself has made a union of the one structure.
#[test]
fn a_fixup_changes_what_there_still_is_to_change() {
    let shapes = "\"AnalyticsFilter\": {\"type\": \"structure\", \"union\": true, \"members\": {\"A\": {\"shape\": \"S\"}}},\n\
        \"MetricsFilter\": {\"type\": \"structure\", \"members\": {\"A\": {\"shape\": \"S\"}}}, \"S\": {\"type\": \"string\"}";
    let text = service(shapes).replace("\"Ex\"", "\"S3\"").replace("\"1\"", "\"2006-03-01\"");
    let sources = [Source { name: "m.json".to_owned(), bytes: text.into_bytes() }];
    let model = input::read(&sources, &mut Diagnostics::default());
    for name in ["AnalyticsFilter", "MetricsFilter"] {
        let id = ShapeId::parse(&format!("com.amazonaws.s3#{name}")).expect("an id");
        assert!(matches!(model.shapes[&id].kind, ShapeKind::Union(_)), "{name}");
    }
}

/// Each would be a reason not to generate, for something that no code is generated from.
#[test]
fn what_a_newer_release_adds_beside_what_is_known_is_a_warning() {
    let text = service("")
        .replace("\"protocol\": \"json\"", "\"protocols\": [\"rpc-v9\", \"json\"], \"auth\": [\"aws.auth#sigv9\", \"aws.auth#sigv4\"]")
        .replace("\"operations\": {}", "\"operations\": {\"Get\": {\"name\": \"Get\"}}");
    let waiter = |matcher: &str| {
        let acceptor = format!(
            "{{\"state\": \"success\", \"matcher\": \"{matcher}\", \"argument\": \"A\", \"expected\": \"x\"}}"
        );
        format!(
            "{{\"operation\": \"Get\", \"delay\": 1, \"maxAttempts\": 2, \"acceptors\": [{acceptor}]}}"
        )
    };
    let (old, new) = (waiter("path"), waiter("pathNone"));
    let waiters = format!("{{\"version\": 2, \"waiters\": {{\"Old\": {old}, \"New\": {new}}}}}");
    let source =
        |name: &str, text: String| Source { name: name.to_owned(), bytes: text.into_bytes() };
    let sources = [source("m.json", text), source("w.json", waiters)];
    let mut diagnostics = Diagnostics::default();
    let package =
        smithgen_codegen::generate(&sources, &generate::settings("newer"), &mut diagnostics);
    let report = report::render(&sources, &diagnostics, false);
    assert!(package.is_some(), "{report}");
    for expected in [
        "warning: `rpc-v9` is not a protocol that is known",
        "warning: `aws.auth#sigv9` is not a scheme of authentication that is known",
        "warning: this acceptor has no state, or its matcher is not known",
        "3 warnings",
    ] {
        assert!(report.contains(expected), "{expected} in\n{report}");
    }
    let model = input::read(&sources, &mut Diagnostics::default());
    let traits = |name: &str| &model.shapes[&ShapeId::parse(name).expect("an id")].traits;
    let waiters = traits("com.amazonaws.ex#Get").get(TraitId::WAITABLE);
    assert!(waiters.is_some_and(|it| it.get("Old").is_some() && it.get("New").is_none()));
    assert!(traits("com.amazonaws.ex#Ex").has(TraitId::SIGV4));
}

/// Up to 2023, releases had strings and lists whose names were made of their patterns. No file is named after them.
#[test]
fn a_string_may_have_a_name_that_no_file_can_have() {
    let long = "L".repeat(663);
    let operations =
        "\"operations\": {\"Get\": {\"name\": \"Get\", \"input\": {\"shape\": \"A\"}}}";
    let shapes = format!(
        "\"A\": {{\"type\": \"structure\", \"members\": {{\"B\": {{\"shape\": \"ListOf{long}\"}}}}}},\n\
         \"ListOf{long}\": {{\"type\": \"list\", \"member\": {{\"shape\": \"{long}\"}}}},\n\
         \"{long}\": {{\"type\": \"string\"}}"
    );
    let source = |text: String| [Source { name: "m.json".to_owned(), bytes: text.into_bytes() }];
    let text = service(&shapes).replace("\"operations\": {}", operations);
    generate::package(&source(text.clone()), &generate::settings("long"));
    let text = text.replace("\"type\": \"string\"", "\"type\": \"structure\", \"members\": {}");
    let sources = source(text);
    let mut diagnostics = Diagnostics::default();
    smithgen_codegen::generate(&sources, &generate::settings("long"), &mut diagnostics);
    let report = report::render(&sources, &diagnostics, false);
    assert!(
        report.contains("the name of this structure has 663 bytes, and 200 is the most"),
        "{report}"
    );
}

/// The protocol is what tells; types need none.
#[test]
fn a_service_whose_only_protocol_is_new_gets_types_alone() {
    let text = service("").replace("\"json\"", "\"rpc-v9\"");
    let sources = [Source { name: "m.json".to_owned(), bytes: text.into_bytes() }];
    for (scope, expected) in [(Scope::Whole, false), (Scope::TypesOnly, true)] {
        let settings = Settings { scope, ..generate::settings("types") };
        let mut diagnostics = Diagnostics::default();
        let package = smithgen_codegen::generate(&sources, &settings, &mut diagnostics);
        assert_eq!((package.is_some(), !diagnostics.has_errors()), (expected, expected));
    }
}

#[test]
fn no_values_of_wrong_types_make_it_panic() {
    let values = ["null", "1", "\"x\"", "[]", "{}", "[null]", "{\"x\": 1}", "true"];
    let whole = std::fs::read_to_string(fixtures().join("botocore/rest-json/service-2.json"));
    let whole = whole.unwrap_or_else(|error| panic!("{error}"));
    let lines: Vec<&str> = whole.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let Some((key, _)) =
            line.split_once(": ").filter(|(_, value)| !value.ends_with(['{', '[']))
        else {
            continue;
        };
        for value in values {
            let comma = if line.ends_with(',') { "," } else { "" };
            let changed = format!("{key}: {value}{comma}");
            let mut text = lines.clone();
            if let Some(line) = text.get_mut(index) {
                *line = &changed;
            }
            problems(&[("m.json", &text.join("\n"))]);
        }
    }
}
