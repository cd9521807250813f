//! Warnings about secrets that a request cannot hide.

use super::{files_of, model};

fn page(protocol: &str, path: &str) -> String {
    let files: Vec<(String, String)> = files_of("secrets", &model(protocol)).collect();
    let path = format!("secrets/src/{path}.rs");
    let (_, text) = files.iter().find(|(name, _)| *name == path).expect("a file");
    // Lines are broken where they are full.
    text.replace("\n/// ", " ").replace("\n    /// ", " ")
}

#[test]
fn pages_say_which_secrets_a_request_shows() {
    for protocol in ["aws.protocols#restJson1", "aws.protocols#restXml"] {
        for (operation, expected) in [
            (
                "uri",
                "in its URI (`Greedy`, `Label`, `Mood`, `Number`, `Params`, `Queries`, `Query`, `Time`)",
            ),
            ("host", "in its host (`Label`)"),
            ("key_headers", "in the names of its headers (`Keys`)"),
        ] {
            let page = page(protocol, &format!("operation/{operation}"));
            let expected = format!("A request shows secrets {expected}: do not log those parts.");
            assert!(page.contains(&expected), "{page}");
        }
        let input = page(protocol, "types/uri_input");
        let expected = "Secret: not shown in `Debug`. A request shows it in its URI.";
        assert!(input.contains(expected), "{input}");
    }
}

/// RPC protocols bind nothing but the host, and header values are hidden.
#[test]
fn pages_say_nothing_of_secrets_that_a_request_hides() {
    for (protocol, path) in [
        ("aws.protocols#awsJson1_0", "operation/uri"),
        ("smithy.protocols#rpcv2Cbor", "types/uri_input"),
        ("aws.protocols#restJson1", "operation/headers"),
        ("aws.protocols#restJson1", "types/uri_output"),
    ] {
        let page = page(protocol, path);
        assert!(!page.contains("A request shows"), "{page}");
    }
    assert!(page("aws.protocols#awsJson1_0", "operation/host").contains("in its host (`Label`)"));
}
