//! What `compare` tells of two models of one service.

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::ir::Package;
use smithgen_codegen::{Scope, Settings};
use smithgen_tests::{fixtures, folders, generate, sources};

use super::{Difference, Kind, compare};

fn everything() -> Value {
    let sources = sources(&fixtures().join("golden/everything"));
    serde_json::from_slice(&sources[0].bytes).expect("the fixture is JSON")
}

fn lower(model: &Value) -> Package {
    let bytes = serde_json::to_vec(model).expect("JSON is written");
    let sources = [Source { name: "model.json".to_owned(), bytes }];
    let mut diagnostics = Diagnostics::default();
    smithgen_codegen::lower(&sources, &generate::settings("compared"), &mut diagnostics)
        .expect("the model is right")
}

/// A change of a model's shapes.
type Change = fn(&mut Value);

/// The kinds and places in which the fixture differs from itself once it is changed.
fn differences(change: impl Fn(&mut Value)) -> Vec<(Kind, String)> {
    let mut changed = everything();
    change(&mut changed["shapes"]);
    let differences = compare(&lower(&everything()), &lower(&changed));
    differences.into_iter().map(|difference| (difference.kind, difference.at)).collect()
}

#[test]
fn a_model_is_equal_to_itself() {
    assert_eq!(differences(|_| {}), []);
}

#[test]
fn each_change_has_its_kind_and_its_place() {
    let tree = "example.everything#Tree";
    let at = |kind: Kind, at: &str| vec![(kind, at.to_owned())];
    let cases: [(Change, Vec<(Kind, String)>); 7] = [
        (
            |shapes| {
                let service = &mut shapes["example.everything#EverythingService"];
                service["traits"]["smithgen.botocore#targetPrefix"] = json!("com.example.Service");
            },
            at(Kind::TargetPrefix, "service"),
        ),
        (
            |shapes| shapes["example.everything#Everything"]["traits"] = json!({}),
            at(Kind::Documentation, "operations/Everything"),
        ),
        (
            |shapes| {
                shapes["example.everything#Secrets"]["members"]["Open"]["traits"] =
                    json!({ "smithy.api#sensitive": {} });
            },
            vec![
                (Kind::Documentation, "types/Secrets/Open".to_owned()),
                (Kind::Sensitivity, "types/Secrets/Open".to_owned()),
            ],
        ),
        (
            |shapes| {
                shapes["example.everything#AllKinds"]["members"]["JsonName"]["traits"] = json!({});
            },
            at(Kind::Wire, "types/AllKinds/JsonName"),
        ),
        (
            |shapes| {
                shapes["example.everything#AllKinds"]["members"]["Byte"]["target"] =
                    json!("smithy.api#Short");
            },
            at(Kind::Type, "types/AllKinds/Byte"),
        ),
        (
            |shapes| {
                shapes["example.everything#NotFound"]["traits"]["smithy.api#httpError"] =
                    json!(410);
            },
            at(Kind::ErrorStatus, "errors/NotFound"),
        ),
        (
            |shapes| {
                let members = shapes["example.everything#Tree"]["members"].as_object_mut();
                members.expect("a structure has members").remove("Left");
            },
            at(Kind::OnlyLeft, "types/Tree/Left"),
        ),
    ];
    assert!(everything()["shapes"][tree].is_object());
    for (change, expected) in cases {
        let mut found = differences(change);
        // What is not documented is described by its target, which a change may replace.
        found.retain(|difference| {
            expected.contains(difference) || difference.0 != Kind::Documentation
        });
        assert_eq!(found, expected);
    }
}

#[test]
fn a_requirement_that_is_dropped_is_told() {
    let kinds: Vec<Kind> = differences(|shapes| {
        shapes["example.everything#Tree"]["members"]["Value"]["traits"] = json!({});
    })
    .into_iter()
    .map(|(kind, _)| kind)
    .collect();
    assert!(kinds.contains(&Kind::RequiredDropped));
}

/// Smithy's and botocore's form of one service, in each folder of `fixtures/botocore`.
#[test]
fn both_forms_of_a_service_differ_only_in_what_is_explained() {
    let mut compared = 0;
    for folder in folders(&fixtures().join("botocore")) {
        let (smithy, botocore): (Vec<Source>, Vec<Source>) =
            sources(&folder).into_iter().partition(|source| source.name == "model.json");
        let [smithy, botocore] = [smithy, botocore].map(|sources| lower_types(&sources));
        for difference in compare(&smithy, &botocore) {
            let unexplained =
                difference.reason(None).is_none() || difference.kind == Kind::OnlyLeft;
            assert!(!unexplained, "{}: {difference:?}", folder.display());
        }
        compared += 1;
    }
    assert!(compared > 5);
}

fn lower_types(sources: &[Source]) -> Package {
    let settings = Settings { scope: Scope::TypesOnly, ..generate::settings("compared") };
    let mut diagnostics = Diagnostics::default();
    smithgen_codegen::lower(sources, &settings, &mut diagnostics).expect("the model is right")
}

/// A new requirement breaks callers, and is no difference between formats.
#[test]
fn a_requirement_that_is_added_is_not_explained() {
    let mut looser = everything();
    looser["shapes"]["example.everything#Tree"]["members"]["Value"]["traits"] = json!({});
    let differences = compare(&lower(&looser), &lower(&everything()));
    let added: Vec<_> = differences.iter().filter(|d| d.kind.reason().is_none()).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!((added[0].kind, added[0].at.as_str()), (Kind::RequiredAdded, "types/Tree/Value"));
}

/// What is known of one service explains nothing in another.
#[test]
fn a_difference_may_be_known_of_one_service() {
    let at = "types/ListHostedZonesRequest/MaxItems";
    let difference = |kind, at: &str| Difference {
        kind,
        at: at.to_owned(),
        left: String::new(),
        right: String::new(),
    };
    let page_size = difference(Kind::Type, at);
    assert!(page_size.reason(Some("Route 53")).is_some());
    assert_eq!(page_size.reason(Some("S3")), None);
    assert_eq!(page_size.reason(None), None);
    assert_eq!(difference(Kind::Wire, at).reason(Some("Route 53")), None);
    assert_eq!(difference(Kind::Type, "types/Zone/Name").reason(Some("Route 53")), None);
}
