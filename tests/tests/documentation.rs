//! The documentation of the model in the tree: an entry for all that users meet, and each worth reading.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Map, Value};
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::{documentation, generate, naming};
use smithgen_tests::workspace_root;

const MODEL: [&str; 3] = ["model.json", "docs.json", "examples.json"];

/// Words in code that are names elsewhere, and not of the model.
const FOREIGN: [&str; 21] = [
    // HTTP.
    "Authorization",
    "GET",
    "POST",
    "PUT",
    // Keys and values of maps whose keys are strings in the model.
    "ALL",
    "ANSWER",
    "CREDENTIAL",
    "Cognito",
    "EncryptedResponses",
    "IDPInit",
    "IDPSignout",
    "Level1",
    "Level4",
    "MetadataFile",
    "MetadataURL",
    "RequestSigningAlgorithm",
    "SALT",
    "TIMESTAMP",
    "USERNAME",
    // WebAuthn.
    "PublicKeyCredentialCreationOptions",
    "RegistrationResponseJSON",
];

fn sources(files: &[&str]) -> Vec<Source> {
    let folder = workspace_root().join("models/cognito-identity-provider");
    let read = |name: &&str| {
        let bytes = fs::read(folder.join(name)).expect("the model is in the tree");
        Source { name: (*name).to_owned(), bytes }
    };
    files.iter().map(read).collect()
}

fn undocumented(files: &[&str]) -> Vec<String> {
    let settings = smithgen_tests::generate::settings("cognito");
    let mut diagnostics = Diagnostics::default();
    let package = generate(&sources(files), &settings, &mut diagnostics);
    package.expect("the model is right").summary.undocumented
}

/// A text for each shape and member that has one, by id.
fn entries() -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::default();
    let all = documentation(&sources(&MODEL), &mut diagnostics).expect("the model is right");
    all.into_iter().map(|entry| (entry.shape_id, entry.text)).collect()
}

fn shapes() -> Map<String, Value> {
    let [Source { bytes, .. }] = &sources(&["model.json"])[..] else { unreachable!() };
    let model: Value = serde_json::from_slice(bytes).expect("the model is JSON");
    model["shapes"].as_object().expect("a model has shapes").clone()
}

/// A shape's name, or that of a member.
fn name(id: &str) -> &str {
    let name = id.rsplit_once('#').map_or(id, |(_, name)| name);
    name.rsplit_once('$').map_or(name, |(_, member)| member)
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape["members"].as_object().into_iter().flatten()
}

/// Runs of characters between backticks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[track_caller]
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn everything_has_documentation() {
    assert_eq!(undocumented(&MODEL), [""; 0]);
}

/// The facts are imported without documentation, so all of it is ours.
#[test]
fn the_facts_have_no_documentation() {
    assert!(undocumented(&["model.json"]).len() > 1500);
}

/// An entry on a shape that is no item is for the members that target it and have none of their own.
#[test]
fn every_entry_is_shown() {
    let (entries, shapes) = (entries(), shapes());
    let is_item = |kind: &str| {
        ["service", "operation", "structure", "union", "enum", "intEnum"].contains(&kind)
    };
    let shown_by_a_member: BTreeSet<&str> = shapes
        .iter()
        .flat_map(|(id, shape)| members(shape).map(move |(name, member)| (id, name, member)))
        .filter(|(id, name, _)| !entries.contains_key(&format!("{id}${name}")))
        .filter_map(|(_, _, member)| member["target"].as_str())
        .collect();
    let hidden: Vec<String> = entries
        .keys()
        .filter(|id| !id.contains('$'))
        .filter(|id| {
            let kind = shapes.get(*id).and_then(|shape| shape["type"].as_str());
            !kind.is_some_and(is_item) && !shown_by_a_member.contains(id.as_str())
        })
        .cloned()
        .collect();
    assert_none(&hidden);
}

#[test]
fn no_text_stands_twice() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut twice = Vec::new();
    for (id, text) in entries() {
        if let Some(other) = seen.insert(text, id.clone()) {
            twice.push(format!("{other} and {id}"));
        }
    }
    assert_none(&twice);
}

/// A first sentence made of the words of its name alone says nothing.
#[test]
fn no_entry_spells_out_its_name() {
    let filler = ["a", "an", "the", "of", "for", "to", "in", "is", "this", "that", "type", "s"];
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).flat_map(naming::words);
        words.map(str::to_lowercase).filter(|word| !word.is_empty()).collect()
    };
    let empty: Vec<String> = entries()
        .iter()
        .filter(|(id, text)| {
            let known = words(&id.rsplit_once('#').map_or_else(String::new, |(_, n)| n.to_owned()));
            let said = words(text);
            let new = said.iter().filter(|word| {
                !filler.contains(&word.as_str())
                    && !known.iter().any(|known| word.starts_with(known.as_str()))
            });
            new.count() < 2
        })
        .map(|(id, text)| format!("{}: {text}", name(id)))
        .collect();
    assert_none(&empty);
}

#[test]
fn first_sentences_end_with_a_period() {
    let open: Vec<String> = entries()
        .iter()
        .filter(|(_, text)| {
            let paragraph = text.split("\n\n").next().unwrap_or_default();
            !paragraph.ends_with('.') && !paragraph.contains(". ") && !paragraph.contains(".\n")
        })
        .map(|(id, text)| format!("{}: {text}", name(id)))
        .collect();
    assert_none(&open);
}

/// What is written as a name is one: of the model, so that it becomes a link, or of what is listed above.
#[test]
fn names_in_code_are_those_of_the_model() {
    let shapes = shapes();
    let mut known: BTreeSet<&str> = FOREIGN.into_iter().collect();
    for (id, shape) in &shapes {
        known.insert(name(id));
        for (member, facts) in members(shape) {
            known.insert(member);
            known.extend(facts["traits"]["smithy.api#enumValue"].as_str());
        }
    }
    let is_name = |code: &&str| {
        code.starts_with(|c: char| c.is_ascii_uppercase())
            && code.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let unknown: Vec<String> = entries()
        .iter()
        .flat_map(|(id, text)| code_spans(text).map(move |code| (id, code)))
        .filter(|(_, code)| is_name(code) && !known.contains(code))
        .map(|(id, code)| format!("{}: `{code}`", name(id)))
        .collect();
    assert_none(&unknown);
}
