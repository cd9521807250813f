//! A shape is the same in every protocol: what is emitted for it states what each of them asks.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::Source;
use smithgen_tests::generate;

/// A structure with the traits of HTTP, XML, JSON and EC2, in a service of one protocol.
fn model(protocol: &str) -> Value {
    let text = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    json!({
        "smithy": "2.0",
        "shapes": {
            "com.example#Weather": {
                "type": "service",
                "version": "2020-01-01",
                "operations": [{ "target": "com.example#Put" }, { "target": "com.example#Watch" }],
                "traits": { (protocol): {} }
            },
            "com.example#Put": {
                "type": "operation",
                "input": { "target": "com.example#PutInput" },
                "output": { "target": "com.example#PutOutput" },
                "traits": {
                    "smithy.api#http": { "method": "PUT", "uri": "/put/{Label}?x", "code": 201 },
                    "smithy.api#endpoint": { "hostPrefix": "{Host}." },
                    "smithy.api#httpChecksumRequired": {},
                    "smithy.api#requestCompression": { "encodings": ["gzip"] }
                }
            },
            "com.example#PutInput": {
                "type": "structure",
                "members": {
                    "Label": text(json!({ "smithy.api#httpLabel": {}, "smithy.api#required": {} })),
                    "Header": text(json!({ "smithy.api#httpHeader": "X-A" })),
                    "Query": text(json!({ "smithy.api#httpQuery": "q" })),
                    "Host": text(json!({ "smithy.api#hostLabel": {}, "smithy.api#required": {} })),
                    "Named": text(json!({
                        "smithy.api#jsonName": "json",
                        "smithy.api#xmlName": "x:xml",
                        "smithy.api#xmlNamespace": { "uri": "https://example.com/", "prefix": "x" },
                        "aws.protocols#ec2QueryName": "Ec2"
                    })),
                    "Attribute": text(json!({ "smithy.api#xmlAttribute": {} })),
                    "Flat": {
                        "target": "com.example#Texts",
                        "traits": { "smithy.api#xmlFlattened": {} }
                    },
                    "Picture": { "target": "com.example#Picture" }
                },
                "traits": {
                    "smithy.api#xmlName": "Root",
                    "smithy.api#xmlNamespace": { "uri": "https://example.com/root" }
                }
            },
            "com.example#PutOutput": {
                "type": "structure",
                "members": {
                    "Status": {
                        "target": "smithy.api#Integer",
                        "traits": { "smithy.api#httpResponseCode": {} }
                    },
                    "Body": {
                        "target": "com.example#Picture",
                        "traits": { "smithy.api#httpPayload": {} }
                    }
                }
            },
            "com.example#Watch": {
                "type": "operation",
                "output": { "target": "com.example#WatchOutput" },
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/watch" } }
            },
            "com.example#WatchOutput": {
                "type": "structure",
                "members": {
                    "Events": {
                        "target": "com.example#Events",
                        "traits": { "smithy.api#httpPayload": {} }
                    }
                }
            },
            "com.example#Events": {
                "type": "union",
                "members": { "Put": { "target": "com.example#PutEvent" } },
                "traits": { "smithy.api#streaming": {} }
            },
            "com.example#PutEvent": {
                "type": "structure",
                "members": {
                    "Header": text(json!({ "smithy.api#eventHeader": {} })),
                    "Payload": text(json!({ "smithy.api#eventPayload": {} }))
                }
            },
            "com.example#Texts": {
                "type": "list",
                "member": text(json!({ "smithy.api#xmlName": "item" }))
            },
            "com.example#Picture": {
                "type": "blob",
                "traits": { "smithy.api#mediaType": "image/png" }
            }
        }
    })
}

/// The files of the package.
fn files(protocol: &str) -> BTreeMap<String, String> {
    let bytes = serde_json::to_vec(&model(protocol)).expect("JSON is written");
    let sources = [Source { name: "model.json".to_owned(), bytes }];
    generate::package(&sources, &generate::settings("weather")).files
}

const PROTOCOLS: [&str; 8] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

#[test]
fn a_shape_and_an_operation_are_the_same_in_every_protocol() {
    let is_of_one = |path: &str| {
        path.starts_with("src/types/")
            || path.starts_with("src/operation/")
            || path == "src/schema.rs"
    };
    let [first, others @ ..] = PROTOCOLS.map(files);
    assert!(first.keys().filter(|path| is_of_one(path)).count() >= 4, "{:?}", first.keys());
    for (other, protocol) in others.iter().zip(&PROTOCOLS[1..]) {
        for (path, text) in first.iter().filter(|(path, _)| is_of_one(path)) {
            assert_eq!(Some(text), other.get(path), "{path} in {protocol}");
        }
    }
}

#[test]
fn members_and_shapes_state_their_traits() {
    let files = files("aws.protocols#awsJson1_0");
    let has = |path: &str, text: &str| {
        let without_space = |text: &str| {
            text.replace(char::is_whitespace, "")
                .replace(",]", "]")
                .replace(",}", "}")
                .replace(",)", ")")
        };
        let file = without_space(&files[path]);
        assert!(file.contains(&without_space(text)), "{path} lacks {text}:\n{}", files[path]);
    };
    let input = "src/types/put_input.rs";
    has(input, r#"new("Label").required().with(&[rt::Trait::HttpLabel])"#);
    has(input, r#"new("Header").with(&[rt::Trait::HttpHeader("X-A")])"#);
    has(input, r#"new("Query").with(&[rt::Trait::HttpQuery("q")])"#);
    has(input, r#"new("Host").required().with(&[rt::Trait::HostLabel])"#);
    has(input, r#"new("Attribute").with(&[rt::Trait::XmlAttribute])"#);
    has(input, ".with(&[rt::Trait::XmlFlattened])");
    has(input, r#"new("Picture").with(&[rt::Trait::MediaType("image/png")])"#);
    has(
        input,
        r#".json_name("json").with(&[rt::Trait::Ec2QueryName("Ec2"), rt::Trait::XmlName("x:xml"),"#,
    );
    has(input, r#"rt::Trait::XmlNamespace { uri: "https://example.com/", prefix: "x" }"#);
    has(
        input,
        r#"]).with(&[rt::Trait::XmlName("Root"),
            rt::Trait::XmlNamespace { uri: "https://example.com/root", prefix: "" }"#,
    );
    let output = "src/types/put_output.rs";
    has(output, r#"new("Status").with(&[rt::Trait::HttpResponseCode])"#);
    has(output, r#".with(&[rt::Trait::HttpPayload, rt::Trait::MediaType("image/png")])"#);
    has("src/types/put_event.rs", r#"new("Header").with(&[rt::Trait::EventHeader])"#);
    has("src/types/put_event.rs", r#"new("Payload").with(&[rt::Trait::EventPayload])"#);
    has("src/types/watch_output.rs", ".with(&[rt::Trait::HttpPayload, rt::Trait::EventStream])");
    has("src/operation/watch.rs", ".event_output()");
    has("src/schema.rs", r#"new("member").with(&[rt::Trait::XmlName("item")])"#);
    let operation = "src/operation/put.rs";
    has(operation, r#".named("Put").http("PUT", "/put/{Label}?x", 201).host_prefix("{Host}.")"#);
    has(operation, ".checksum_required().gzip()");
}

/// The status of awsQuery is one of its own; whether to try again is judged by it where a response has none.
#[test]
fn an_error_has_the_status_of_its_protocol() {
    let facts = |protocol: &str| {
        let mut model = model(protocol);
        let shapes = &mut model["shapes"];
        shapes["com.example#Put"]["errors"] = json!([{ "target": "com.example#Busy" }]);
        shapes["com.example#Busy"] = json!({
            "type": "structure",
            "traits": {
                "smithy.api#error": "client",
                "smithy.api#httpError": 409,
                "aws.protocols#awsQueryError": { "code": "Busy", "httpResponseCode": 503 }
            }
        });
        let bytes = serde_json::to_vec(&model).expect("JSON is written");
        let sources = [Source { name: "model.json".to_owned(), bytes }];
        let package = generate::package(&sources, &generate::settings("weather"));
        package.files["src/error.rs"].clone()
    };
    for protocol in PROTOCOLS {
        let status = if protocol == "aws.protocols#awsQuery" { 503 } else { 409 };
        let expected = format!(r#"rt::ErrorFacts::new("Busy").http_status({status})"#);
        assert!(facts(protocol).contains(&expected), "{protocol}: {}", facts(protocol));
    }
}

/// A package turns on what its protocol and its operations need of the runtime.
#[test]
fn packages_ask_for_the_features_of_their_protocol() {
    for (protocol, feature) in [
        ("aws.protocols#awsJson1_0", "json"),
        ("aws.protocols#restJson1", "rest-json"),
        ("aws.protocols#restXml", "rest-xml"),
        ("aws.protocols#awsQuery", "query"),
        ("aws.protocols#ec2Query", "query"),
        ("smithy.protocols#rpcv2Cbor", "cbor"),
        ("smithy.protocols#rpcv2Json", "json"),
    ] {
        let expected =
            format!(r#"features = ["{feature}", "checksum", "compression", "eventstream"]"#);
        assert!(files(protocol)["Cargo.toml"].contains(&expected), "{protocol}");
    }
}

/// The files of a botocore model of one operation, given its protocol, its input and other shapes.
fn botocore_files(protocol: &str, input: &Value, shapes: &Value) -> BTreeMap<String, String> {
    let model = json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "weather",
            "protocol": protocol,
            "serviceId": "Weather",
            "signatureVersion": "v4"
        },
        "operations": {
            "Put": {
                "name": "Put",
                "http": { "method": "PUT", "requestUri": "/put" },
                "input": input
            }
        },
        "shapes": shapes
    });
    let bytes = serde_json::to_vec(&model).expect("JSON is written");
    let sources = [Source { name: "service-2.json".to_owned(), bytes }];
    generate::package(&sources, &generate::settings("weather")).files
}

/// What botocore says of the element around an input becomes a fact of the operation, where it is not the rule.
#[test]
fn roots_of_botocore_are_facts_of_operations() {
    let text = json!({ "type": "string" });
    for (input, shape, expected) in [
        (json!({ "shape": "In" }), json!({}), ""),
        (json!({ "shape": "In", "locationName": "In" }), json!({}), ""),
        (json!({ "shape": "In", "locationName": "Out" }), json!({}), r#".input_root("Out")"#),
        // The name of the structure itself goes before.
        (json!({ "shape": "In", "locationName": "Out" }), json!({ "locationName": "Own" }), ""),
        (
            json!({ "shape": "In" }),
            json!({ "xmlNamespace": "https://example.com/" }),
            r#".input_root("In").input_namespace("https://example.com/", "")"#,
        ),
    ] {
        let mut structure =
            json!({ "type": "structure", "members": { "Name": { "shape": "Text" } } });
        let entries = structure.as_object_mut().expect("an object");
        entries.extend(shape.as_object().expect("an object").clone());
        let files = botocore_files("rest-xml", &input, &json!({ "In": structure, "Text": text }));
        let operation = files["src/operation/put.rs"].replace(char::is_whitespace, "");
        let expected =
            format!(r#".http("PUT","/put",200){}.without_output();"#, expected.replace(' ', ""));
        assert!(operation.contains(&expected), "{expected}\n{operation}");
    }
}

/// A payload that is called as its member is has the name of its structure, unless it is of a namespace.
#[test]
fn payloads_of_botocore_have_the_name_of_their_structure_or_their_own() {
    let in_namespace = json!({
        "shape": "Parcel", "locationName": "Box", "xmlNamespace": { "uri": "https://example.com/" }
    });
    for (member, is_named) in
        [(json!({ "shape": "Parcel", "locationName": "Box" }), false), (in_namespace, true)]
    {
        let shapes = json!({
            "Request": { "type": "structure", "members": { "Box": member }, "payload": "Box" },
            "Parcel": { "type": "structure", "members": {} }
        });
        let files = botocore_files("rest-xml", &json!({ "shape": "Request" }), &shapes);
        let file = &files["src/types/request.rs"];
        assert_eq!(file.contains(r#"rt::Trait::XmlName("Box")"#), is_named, "{file}");
    }
}

/// A list that is flattened itself is called as its items are; one that a member flattens, as the member.
#[test]
fn flattened_lists_of_queries_are_called_as_what_flattens_them() {
    for (member, list, expected) in [
        (json!({}), json!({ "flattened": true }), r#"rt::Trait::XmlName("Item")"#),
        (
            json!({ "locationName": "Own" }),
            json!({ "flattened": true }),
            r#"rt::Trait::XmlName("Own")"#,
        ),
        (json!({ "flattened": true }), json!({}), "&[rt::Trait::XmlFlattened]"),
    ] {
        let mut shapes = json!({
            "Request": { "type": "structure", "members": { "List": { "shape": "Texts" } } },
            "Texts": { "type": "list", "member": { "shape": "Text", "locationName": "Item" } },
            "Text": { "type": "string" }
        });
        let extend = |place: &mut Value, with: &Value| {
            let entries = place.as_object_mut().expect("an object");
            entries.extend(with.as_object().expect("an object").clone());
        };
        extend(&mut shapes["Request"]["members"]["List"], &member);
        extend(&mut shapes["Texts"], &list);
        let files = botocore_files("query", &json!({ "shape": "Request" }), &shapes);
        let file = &files["src/types/request.rs"];
        assert!(file.contains(expected), "{expected}\n{file}");
    }
}
