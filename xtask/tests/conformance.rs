//! `conformance` from outside: suites with cases that pass, and cases that must not.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use smithgen_tests::run::{Run, assert_has};
use tar::{Builder, Header};

fn xtask(words: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_xtask")).arg("conformance").args(words))
}

/// A folder of files, which is in the same place in every run: what is compiled for it is found again.
fn folder(name: &str, files: &[(&str, &Value)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    for (path, value) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, serde_json::to_vec(value).unwrap()).unwrap();
    }
    folder
}

fn suite(folder: &Path, words: &[&str]) -> Run {
    xtask(&[&["--suite", &folder.to_string_lossy()], words].concat())
}

/// A suite of one operation, in botocore's form.
fn botocore(cases: &[Value]) -> Value {
    let given = json!({
        "name": "Put", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "Thing"}, "output": {"shape": "Thing"}, "errors": [{"shape": "Gone"}]
    });
    let mut cases = cases.to_vec();
    for case in &mut cases {
        case["given"] = given.clone();
    }
    json!([{
        "description": "things",
        "metadata": {"protocol": "json", "jsonVersion": "1.1", "targetPrefix": "Things"},
        "clientEndpoint": "https://example.com/v1",
        "shapes": {
            "Thing": {"type": "structure", "members": {
                "Zeta": {"shape": "Blob"}, "Alpha": {"shape": "Time"}, "Token": {"shape": "Text", "idempotencyToken": true}
            }},
            "Gone": {"type": "structure", "exception": true, "members": {"message": {"shape": "Text"}}},
            "Blob": {"type": "blob"}, "Time": {"type": "timestamp"}, "Text": {"type": "string"}
        },
        "cases": cases
    }])
}

/// The request of the suite's operation; `expected` replaces parts of what is right.
fn request(id: &str, expected: &Value) -> Value {
    let mut serialized = json!({
        "method": "POST", "uri": "/v1/",
        "headers": {"X-Amz-Target": "Things.Put", "Content-Type": "application/x-amz-json-1.1"},
        "requireHeaders": ["Content-Length"], "forbidHeaders": ["X-Amz-Date"],
        // RFC 4648, section 10: "foo" is "Zm9v".
        "body": "{\"Zeta\": \"Zm9v\", \"Alpha\": 1.5, \"Token\": \"00000000-0000-4000-8000-000000000000\"}"
    });
    for (key, value) in expected.as_object().unwrap() {
        serialized[key] = value.clone();
    }
    json!({"id": id, "params": {"Zeta": "foo", "Alpha": 1.5}, "serialized": serialized})
}

fn response(id: &str, status: u16, body: &str, expected: &Value) -> Value {
    let mut case =
        json!({"id": id, "response": {"status_code": status, "headers": {}, "body": body}});
    for (key, value) in expected.as_object().unwrap() {
        case[key] = value.clone();
    }
    case
}

#[test]
fn cases_pass_and_fail_as_they_should() {
    let inputs = botocore(&[
        request("Right", &json!({})),
        request("WrongMethod", &json!({"method": "PUT"})),
        request("WrongPath", &json!({"uri": "/v2/"})),
        request("WrongHeader", &json!({"headers": {"X-Amz-Target": "Things.Get"}})),
        request("MissingHeader", &json!({"requireHeaders": ["X-Amz-Date"]})),
        request("ForbiddenHeader", &json!({"forbidHeaders": ["content-type"]})),
        request("WrongBody", &json!({"body": "{\"Zeta\": \"foo\"}"})),
        request("WrongHost", &json!({"host": "a.example.com"})),
    ]);
    let gone = r#"{"__type": "Gone", "message": "m"}"#;
    let outputs = botocore(&[
        response("Output", 200, r#"{"Zeta": "Zm9v"}"#, &json!({"result": {"Zeta": "foo"}})),
        response("WrongOutput", 200, r#"{"Zeta": "Zm9v"}"#, &json!({"result": {"Zeta": "bar"}})),
        response("MissingOutput", 200, "{}", &json!({"result": {"Alpha": 0}})),
        response("Malformed", 200, "<html>", &json!({"result": {}})),
        response(
            "Error",
            400,
            gone,
            &json!({"errorCode": "Gone", "errorMessage": "m", "error": {"message": "m"}}),
        ),
        response("WrongCode", 400, gone, &json!({"errorCode": "Lost", "error": {"message": "m"}})),
        response("WrongError", 400, gone, &json!({"errorCode": "Gone", "error": {"message": "n"}})),
        response("NoOutput", 400, gone, &json!({"result": {}})),
    ]);
    let broken = json!([{
        "metadata": {"protocol": "json", "jsonVersion": "1.1", "targetPrefix": "Broken"}, "shapes": {},
        "cases": [{"id": "Broken", "given": {"name": "Op", "input": {"shape": "None"}}, "serialized": {}}]
    }]);
    let files = [
        ("input/things.json", &inputs),
        ("input/broken.json", &broken),
        ("output/things.json", &outputs),
    ];
    let folder = folder("things", &files);
    let json = folder.join("outcomes.json");
    let run = suite(&folder, &["--json", &json.to_string_lossy()]);
    assert_eq!(run.code, Some(1), "{run:#?}");
    let outcomes: Vec<Value> = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    let passed: Vec<&str> = outcomes
        .iter()
        .filter(|row| row["outcome"] == "passed")
        .filter_map(|row| row["id"].as_str())
        .collect();
    assert_eq!(passed, ["input/things/Right", "output/things/Output", "output/things/Error"]);
    assert_eq!(outcomes.len(), 17);
    assert_has(
        &run.stdout,
        &[
            "input/broken/Broken failed\n    error: there is no shape `None`",
            "input/things/WrongMethod failed\n    method: expected `PUT`, found `POST`\n",
            "input/things/WrongPath failed\n    path: expected `/v2/`, found `/v1/`\n",
            "header `X-Amz-Target`: expected `Things.Get`, found `Things.Put`",
            "input/things/MissingHeader failed\n    header `X-Amz-Date` is missing\n",
            "header `content-type` may not be there, found `application/x-amz-json-1.1`",
            "input/things/WrongBody failed\n    body: `Zeta`: expected \"foo\", found \"Zm9v\"\n",
            "host: expected `a.example.com`, found `example.com`",
            "output: `Zeta`: expected \"bar\", found \"foo\"",
            "output: `Alpha` is missing, expected 0",
            "output/things/Malformed failed\n    expected an output, found cannot read the body",
            "code: expected `Lost`, found `Gone`",
            "error: `message`: expected \"n\", found \"m\"",
            "output/things/NoOutput failed\n    expected an output, found {\"message\":\"m\"}",
            "protocol  cases  passed  failed  left out\njson 1.1     17       3      14         0\n",
        ],
    );
    let run = suite(&folder, &["--only", "output/things/*rror"]);
    assert_has(&run.stdout, &["json 1.1      2       1       1         0"]);
    let run = suite(&folder, &["--only", "Right"]);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 3), "{run:#?}");
    let run = suite(&folder, &["--only", "Nothing"]);
    assert_eq!(run.code, Some(1));
    assert_has(&run.stderr, &["no case is picked; the ids are such as `input/broken/Broken`"]);
}

fn text_header(value: &str) -> Value {
    json!({"string": value})
}

/// A model in Smithy's JSON AST: one service of two protocols, with a stream in both directions.
fn smithy() -> Value {
    let cbor = "smithy.protocols#rpcv2Cbor";
    let json_protocol = "smithy.protocols#rpcv2Json";
    let event = |direction: &str, x: &str| {
        json!({
            "type": direction, "params": {"said": {"x": x, "h": 7}},
            "headers": {
                ":message-type": text_header("event"), ":event-type": text_header("said"),
                "h": {"integer": 7}
            },
            "forbidHeaders": ["x"], "body": format!("{{\"x\": \"{x}\"}}"), "bodyMediaType": "application/json"
        })
    };
    let failure = |id: &str, error: Value| {
        json!({
            "id": id, "protocol": json_protocol, "appliesTo": "client", "expectation": {"failure": error},
            "events": [{
                "type": "response", "params": {"bad": {"message": "m"}},
                "headers": {
                    ":message-type": text_header("exception"),
                    ":exception-type": text_header("bad")
                },
                "body": "{\"message\": \"m\"}", "bodyMediaType": "application/json"
            }]
        })
    };
    let streams = json!([
        {"id": "Stream", "protocol": json_protocol, "events": [event("request", "a"), event("response", "b")]},
        {"id": "Server", "protocol": json_protocol, "appliesTo": "server", "events": [event("request", "a")]},
        failure("StreamFails", json!({"errorId": "a#Bad"})),
        failure("StreamFailsWrongly", json!({"errorId": "a#Said"})),
    ]);
    let requests = json!([
        {"id": "Cbor", "protocol": cbor, "method": "POST", "uri": "/service/S/operation/Get", "params": {"n": 1},
         // RFC 8949: a map of one entry, `n`, 1.
         "body": "oWFuAQ==", "bodyMediaType": "application/cbor", "headers": {"smithy-protocol": "rpc-v2-cbor"}},
        {"id": "Json", "protocol": json_protocol, "method": "POST", "uri": "/service/S/operation/Get",
         "params": {"n": 1}, "body": "{\"n\": 1}", "bodyMediaType": "application/json"},
        {"id": "Elsewhere", "protocol": "aws.protocols#restXml", "method": "GET", "uri": "/"},
    ]);
    let responses = json!([
        {"id": "Bad", "protocol": json_protocol, "code": 400, "params": {"message": "m"},
         "headers": {"smithy-protocol": "rpc-v2-json", "Content-Type": "application/json"},
         "body": "{\"__type\": \"a#Bad\", \"message\": \"m\"}", "bodyMediaType": "application/json"},
    ]);
    let members = |entries: &[(&str, &str)]| -> Value {
        let entries =
            entries.iter().map(|(name, target)| ((*name).to_owned(), json!({"target": target})));
        Value::Object(entries.collect())
    };
    let said = json!({
        "x": {"target": "smithy.api#String"},
        "h": {"target": "smithy.api#Integer", "traits": {"smithy.api#eventHeader": {}}}
    });
    json!({"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Get"}, {"target": "a#Talk"}],
            "traits": {cbor: {}, json_protocol: {}}},
        "a#Get": {"type": "operation", "input": {"target": "a#GetInput"}, "errors": [{"target": "a#Bad"}],
            "traits": {"smithy.test#httpRequestTests": requests}},
        "a#GetInput": {"type": "structure", "members": members(&[("n", "smithy.api#Integer")])},
        "a#Talk": {"type": "operation", "input": {"target": "a#TalkInput"}, "output": {"target": "a#TalkOutput"},
            "traits": {"smithy.test#eventStreamTests": streams}},
        "a#TalkInput": {"type": "structure", "members": members(&[("stream", "a#Events")])},
        "a#TalkOutput": {"type": "structure", "members": members(&[("stream", "a#Events")])},
        "a#Events": {"type": "union", "members": members(&[("said", "a#Said"), ("bad", "a#Bad")]),
            "traits": {"smithy.api#streaming": {}}},
        "a#Said": {"type": "structure", "members": said},
        "a#Bad": {"type": "structure", "members": members(&[("message", "smithy.api#String")]),
            "traits": {"smithy.api#error": "client", "smithy.test#httpResponseTests": responses}}
    }})
}

#[test]
fn a_model_carries_its_cases() {
    let folder = folder("talk", &[("talk.json", &smithy())]);
    let run = suite(&folder, &[]);
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert_eq!(
        run.stdout,
        "\
talk/Elsewhere failed
    no service that speaks aws.protocols#restXml reaches `a#Get`
talk/StreamFailsWrongly failed
    expected the error Said, found Bad

protocol   cases  passed  failed  left out
restXml        1       0       1         0
rpcv2Cbor      1       1       0         0
rpcv2Json      5       4       1         0
all            7       5       2         0
"
    );
}

#[test]
fn a_folder_without_cases_is_an_error() {
    let folder = folder("empty", &[]);
    let run = suite(&folder, &[]);
    assert_eq!(run.code, Some(1));
    assert_has(&run.stderr, &["holds no cases for clients", "input/*.json", "smithy.test#"]);
    let run = xtask(&["--suite", "there-is-no-such-folder"]);
    assert_has(&run.stderr, &["the folder `there-is-no-such-folder` cannot be opened"]);
}

/// Writes an archive with one file, and pins it.
fn archive(root: &Path, name: &str) {
    let kept = root.join("models/.pulled/botocore-1.2.3.tar.gz");
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    let mut builder =
        Builder::new(GzEncoder::new(File::create(&kept).unwrap(), Compression::fast()));
    let mut header = Header::new_gnu();
    header.set_size(2);
    header.set_mode(0o644);
    builder.append_data(&mut header, name, &b"[]"[..]).unwrap();
    builder.into_inner().unwrap().finish().unwrap();
    let hash = Sha256::digest(fs::read(kept).unwrap());
    let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = hex.concat();
    let pin = format!("botocore==1.2.3 --hash=sha256:{hex}\n");
    fs::write(root.join("models/botocore-source-requirements.txt"), pin).unwrap();
}

/// An archive that is there is enough: no pip is asked.
#[test]
fn the_pinned_archive_is_unpacked_without_a_network() {
    let root = folder("root", &[]).canonicalize().unwrap();
    let run = |root: &Path| -> Run {
        Run::of(
            Command::new(env!("CARGO_BIN_EXE_xtask"))
                .args(["conformance", "--root"])
                .arg(root)
                .env("PATH", ""),
        )
    };
    assert_has(&run(&root).stderr, &["botocore-source-requirements.txt` cannot be read"]);
    archive(&root, "botocore-1.2.3/tests/unit/protocols/none.json");
    assert_has(&run(&root).stderr, &["cannot be read as a source archive", "it holds no"]);
    archive(&root, "botocore-1.2.3/tests/unit/protocols/input/x.json");
    assert_has(&run(&root).stderr, &["conformance/left-out.toml` cannot be read"]);
    let unpacked = root.join("models/.pulled/protocol-tests-botocore-1.2.3/input/x.json");
    assert_eq!(fs::read(unpacked).unwrap(), b"[]");
    let entry = "[[case]]\nid = 'a/B'\nexpects = 'X.'\nspecification = 'Y.'\nsource = 'Z'\n";
    fs::create_dir(root.join("models/conformance")).unwrap();
    fs::write(root.join("models/conformance/left-out.toml"), entry).unwrap();
    assert_has(&run(&root).stderr, &["holds no cases for clients"]);
}
