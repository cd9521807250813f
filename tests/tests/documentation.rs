//! The documentation of the model in the tree.

use std::fs;

use smithgen_codegen::error::{Diagnostics, Source};
use smithgen_codegen::{Selection, Settings, generate};
use smithgen_tests::workspace_root;

/// The operations that are documented so far, with all that they reach.
const DOCUMENTED: [&str; 8] = [
    "AdminCreateUser",
    "ConfirmSignUp",
    "ForgotPassword",
    "GetUserAttributeVerificationCode",
    "InitiateAuth",
    "ListUsers",
    "ResendConfirmationCode",
    "SignUp",
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
    let operations = Selection::Only(DOCUMENTED.map(str::to_owned).to_vec());
    let settings = Settings { operations, ..smithgen_tests::generate::settings("cognito") };
    let mut diagnostics = Diagnostics::default();
    let package = generate(&sources(files), &settings, &mut diagnostics);
    package.expect("the model is right").summary.undocumented
}

#[test]
fn what_the_documented_operations_reach_has_documentation() {
    assert_eq!(undocumented(&["model.json", "docs.json"]), [""; 0]);
}

/// The facts are imported without documentation, so all of it is ours.
#[test]
fn the_facts_have_no_documentation() {
    assert!(undocumented(&["model.json"]).len() > 150);
}
