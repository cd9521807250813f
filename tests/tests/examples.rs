//! Examples in the documentation: they satisfy the constraints of their model, which are checked here on the
//! model's own JSON and by another implementation of patterns, and they show what the model shows.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;
use serde_json::Value;
use smithgen_codegen::diagnostics::{Diagnostics, Source};
use smithgen_codegen::ir::{
    Expression, Operation, Package, Presence, Property, Structure, StructureExpression, TypeDef,
};
use smithgen_codegen::{generate, lower};
use smithgen_tests::generate::{cognito_sources, settings};
use smithgen_tests::{fixtures, sources};

/// What a reader can take in.
const MOST_LINES: usize = 60;

fn fixture() -> Vec<Source> {
    sources(&fixtures().join("examples"))
}

fn package(sources: &[Source]) -> (Package, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let package = lower(sources, &settings("queues"), &mut diagnostics);
    (package.expect("the model is right"), diagnostics)
}

fn file(sources: &[Source], path: &str) -> String {
    let package = generate(sources, &settings("queues"), &mut Diagnostics::default());
    let files = package.expect("the model is right").files;
    files.get(path).unwrap_or_else(|| panic!("there is no {path}")).clone()
}

/// The lines of a file's documentation.
fn docs(text: &str) -> String {
    let lines = text.lines().filter_map(|line| line.strip_prefix("///"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_holds(text: &str, expected: &str) {
    assert!(text.contains(expected), "expected\n{expected}\nin\n{text}");
}

#[test]
fn an_operation_shows_how_it_is_called() {
    let expected = r#"# Examples

```
use queues::{Bytes, Document, Operation as _, Timestamp, operation, runtime, types};

let input = types::SendMessageInput::builder()
    .queue_url("https://example/q") // required
    .body("example-body") // required
    .delay_seconds(5)
    .ratio(1.5)
    .kind(types::Kind::Fast)
    .priority(types::Priority::Low)
    .sent_at("2025-01-01T00:00:00Z".parse::<Timestamp>()?)
    .payload(Bytes::from_static(b"exampleex"))
    .extra(Document::from_iter([("key", Document::from("value"))]))
    .weight("0.5".parse::<runtime::BigDecimal>()?)
    .count("1".parse::<runtime::BigInteger>()?)
    .labels(["label", "xampl", "ample"])
    .attributes([
        (
            types::AttributeName::Size,
            types::Attribute::Text("example-text".to_owned()),
        ),
        (
            types::AttributeName::Colour,
            types::Attribute::Text("example-text2".to_owned()),
        ),
    ])
    .gaps([Some("example-gap".to_owned())])
    .secret("example-secret")
    .stream_arn("arn:aws:queues:us-east-1:111122223333:example")
    .build();
let request = operation::SendMessage::request(&input)?;
// Send the request with any HTTP client, then read what comes back with
// `operation::SendMessage::response(&response)?`.
# Ok::<(), Box<dyn std::error::Error>>(())
```
"#;
    assert_holds(&docs(&file(&fixture(), "src/operation/send_message.rs")), expected);
}

#[test]
fn an_input_shows_how_it_is_built() {
    let expected = r#"# Examples

```
use queues::types;

let input = types::Tree::builder()
    .name("example-name") // required
    .branches([]) // required
    // 2 more members can be set
    .build();
```"#;
    assert_holds(&docs(&file(&fixture(), "src/types/tree.rs")), expected);
}

#[test]
fn an_output_shows_nothing() {
    assert!(!file(&fixture(), "src/types/send_message_output.rs").contains("# Examples"));
}

#[test]
fn the_examples_of_the_model_appear_with_their_values() {
    let docs = docs(&file(&fixture(), "src/operation/send_message.rs"));
    let all = r#"## All that a message has

Each member is set.

```
use queues::{Bytes, Document, Operation as _, Timestamp, operation, runtime, types};

let input = types::SendMessageInput::builder()
    .queue_url("https://example.com/q") // required
    .body("He said \"hi\"\nand left") // required
    .delay_seconds(5)
    .ratio(2.0)
    .kind(types::Kind::Fast)
    .priority(types::Priority::from(9))
    .sent_at("2016-12-01T00:00:00Z".parse::<Timestamp>()?)
    .payload(Bytes::from_static(b"Hello"))
    .extra(Document::from_iter([
        (
            "a",
            Document::from([
                Document::from(1_u64),
                Document::Null,
                Document::from("x"),
            ]),
        ),
        ("b", Document::Object(Default::default())),
    ]))
    .weight("1.5".parse::<runtime::BigDecimal>()?)
    .count("12345678901234567890".parse::<runtime::BigInteger>()?)
    .labels(Vec::<String>::new())
    .attributes([
        (
            types::AttributeName::Colour,
            types::Attribute::Text("red".to_owned()),
        ),
        (types::AttributeName::Size, types::Attribute::Number(3)),
    ])
    .gaps([Some("a".to_owned()), None])
    .secret("example-secret")
    .build();
let request = operation::SendMessage::request(&input)?;
# Ok::<(), Box<dyn std::error::Error>>(())
```

The output:

```json
{ "Id": "m-1" }
```
"#;
    assert_holds(&docs, all);
    let full = r#"## The queue is full

```
use queues::{Operation as _, Timestamp, operation, types};

let input = types::SendMessageInput::builder()
    .queue_url("https://example.com/q") // required
    .body("x") // required
    .sent_at("2016-12-01T00:00:00Z".parse::<Timestamp>()?)
    .build();
let request = operation::SendMessage::request(&input)?;
# Ok::<(), Box<dyn std::error::Error>>(())
```

The answer is the error [`QueueIsFull`](crate::error::Error::QueueIsFull):

```json
{ "message": "Come back later" }
```"#;
    assert_holds(&docs, full);
    assert_eq!(docs.matches("\n## ").count(), 2, "{docs}");
}

#[test]
fn an_operation_without_input_is_called_with_an_empty_one() {
    let docs = docs(&file(&fixture(), "src/operation/ping.rs"));
    assert_holds(&docs, "\nlet input = types::PingInput::builder().build();\n");
    assert_holds(&docs, "## Knock\n\nIs anyone there?\n\n```\n");
    assert_eq!(docs.matches("\n## ").count(), 1, "{docs}");
}

#[test]
fn an_example_that_does_not_fit_is_left_out_with_a_warning() {
    let (_, diagnostics) = package(&fixture());
    let send = "`example.queues#SendMessage` does not fit its input";
    let input = "example.queues#SendMessageInput";
    let expected = [
        "the example `Knock twice` of `example.queues#Ping` does not fit its input: the operation \
         has no input"
            .to_owned(),
        format!(
            "the example `A member that is not there` of {send}: `{input}` has no member `Colour`"
        ),
        format!(
            "the example `A member that is missing` of {send}: the required member `Body` is missing"
        ),
        format!(
            "the example `A number as text` of {send} at `DelaySeconds`: expected an integer, found \
             a string"
        ),
        format!(
            "the example `Too deep in a list` of {send} at `Labels.1`: expected a string, found a \
             number"
        ),
        format!(
            "the example `Two members of a union` of {send} at `Attributes.Size`: a union has \
             exactly one member"
        ),
    ];
    let messages: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(messages, expected);
    assert!(!diagnostics.has_errors());
}

/// Thirty structures that each require the next one twice are a thousand million values.
#[test]
fn what_would_be_endless_has_no_example() {
    let (package, _) = package(&fixture());
    let widen = package.operations.iter().find(|operation| operation.item.name == "Widen");
    assert!(widen.expect("it is an operation").examples.is_empty());
}

#[test]
fn every_example_that_is_made_satisfies_its_model() {
    let golden = fixtures().join("golden");
    let models = [
        ("Cognito", cognito_sources()),
        ("examples", fixture()),
        ("everything", sources(&golden.join("everything"))),
        ("naming", sources(&golden.join("naming"))),
    ];
    for (name, sources) in models {
        let (package, _) = package(&sources);
        let model = Model::new(&sources);
        let mut checked = 0;
        for def in &package.types {
            let TypeDef::Structure(Structure { item, example: Some(example), .. }) = def else {
                continue;
            };
            let check =
                Check { model: &model, package: &package, at: format!("{name}: {}", item.name) };
            check.target(&item.shape_id, &Value::Null, example);
            checked += 1;
        }
        let inputs: BTreeSet<&str> =
            package.operations.iter().map(|operation| operation.input.as_str()).collect();
        let impossible = usize::from(name == "examples") + implied(&package.operations);
        assert_eq!(checked, inputs.len() - impossible, "{name}");
    }
}

/// How many operations have no input in the model.
fn implied(operations: &[Operation]) -> usize {
    operations.iter().filter(|operation| !operation.has_input).count()
}

#[test]
fn examples_are_short_and_narrow() {
    let package = generate(&cognito_sources(), &settings("queues"), &mut Diagnostics::default());
    let files = package.expect("the model is right").files;
    let mut blocks = 0;
    for (path, text) in files.iter().filter(|(path, _)| Path::new(path).starts_with("src")) {
        let docs = docs(text);
        // What stands between two fences that open and close a block in turn.
        for block in docs.split("```").skip(1).step_by(2) {
            blocks += 1;
            assert!(block.lines().count() <= MOST_LINES, "{path} has a long example:\n{block}");
            let wide = block.lines().find(|line| line.chars().count() > 88);
            assert_eq!(wide, None, "{path} has a wide example");
        }
    }
    assert!(blocks > 280, "{blocks} examples");
}

/// The sources as JSON, which is all that the checks know.
struct Model {
    shapes: Vec<Value>,
}

impl Model {
    fn new(sources: &[Source]) -> Self {
        let read = |source: &Source| -> Value {
            serde_json::from_slice(&source.bytes).expect("a model is JSON")
        };
        Self { shapes: sources.iter().map(|source| read(source)["shapes"].clone()).collect() }
    }

    fn shape(&self, id: &str) -> &Value {
        let found = self.shapes.iter().map(|shapes| &shapes[id]);
        found
            .into_iter()
            .find(|shape| shape["type"] != "apply" && !shape.is_null())
            .unwrap_or(&Value::Null)
    }
}

/// Where in an example, and in which model, something is checked.
struct Check<'a> {
    model: &'a Model,
    package: &'a Package,
    at: String,
}

impl Check<'_> {
    fn within(&self, part: &str) -> Self {
        Check { at: format!("{}.{part}", self.at), ..*self }
    }

    /// A member's value: its traits come before those of what it targets.
    fn member(&self, member: &Value, value: &Expression) {
        let target = member["target"].as_str().expect("a member has a target");
        self.target(target, &member["traits"], value);
    }

    fn target(&self, id: &str, traits: &Value, value: &Expression) {
        let shape = self.model.shape(id);
        let of = |name: &str| {
            let own = &traits[format!("smithy.api#{name}")];
            let stated = &shape["traits"][format!("smithy.api#{name}")];
            if own.is_null() { stated } else { own }
        };
        let at = &self.at;
        let length = |found: usize| {
            let (min, max) = (of("length")["min"].as_u64(), of("length")["max"].as_u64());
            let found = u64::try_from(found).expect("a length fits");
            let fits = min.is_none_or(|min| min <= found) && max.is_none_or(|max| found <= max);
            assert!(fits, "{at}: {found} is not from {min:?} to {max:?}");
        };
        let range = |found: f64| {
            let (min, max) = (of("range")["min"].as_f64(), of("range")["max"].as_f64());
            let fits = min.is_none_or(|min| min <= found) && max.is_none_or(|max| found <= max);
            assert!(fits, "{at}: {found} is not from {min:?} to {max:?}");
        };
        match value {
            Expression::String(text) => {
                length(text.chars().count());
                let pattern = of("pattern").as_str().and_then(|pattern| Regex::new(pattern).ok());
                let fits = pattern.as_ref().is_none_or(|pattern| pattern.is_match(text));
                assert!(fits, "{at}: {text:?} does not match {pattern:?}");
            }
            Expression::Blob(bytes) => length(bytes.len()),
            Expression::Integer(value) => {
                range(i32::try_from(*value).map_or(f64::MAX, f64::from));
            }
            Expression::Float(value) => range(f64::from(*value)),
            Expression::Double(value) => range(*value),
            Expression::BigInteger(text) | Expression::BigDecimal(text) => {
                range(text.parse().expect("a number"));
            }
            Expression::List { items, .. } => {
                length(items.len());
                let member = &shape["member"];
                for (index, item) in items.iter().enumerate() {
                    let is_new = items[..index].iter().all(|before| before != item);
                    assert!(is_new || of("uniqueItems").is_null(), "{at}: an item stands twice");
                    self.within(&index.to_string()).member(member, item);
                }
            }
            Expression::Map { entries, .. } => {
                length(entries.len());
                for (index, (key, value)) in entries.iter().enumerate() {
                    let is_new = entries[..index].iter().all(|(before, _)| before != key);
                    assert!(is_new, "{at}: a key stands twice");
                    self.within("key").member(&shape["key"], key);
                    self.within("value").member(&shape["value"], value);
                }
            }
            Expression::Structure(structure) => self.structure(shape, structure),
            Expression::Union { name, variant, value, .. } => {
                self.union(shape, name, variant, value.as_deref());
            }
            Expression::Variant { name, variant } => self.variant(name, variant),
            Expression::Option(Some(value)) => self.target(id, traits, value),
            Expression::OtherString { .. } | Expression::OtherInteger { .. } => {
                panic!("{at}: the enum has no such value")
            }
            Expression::Bool(_)
            | Expression::Timestamp(_)
            | Expression::Document(_)
            | Expression::Body(_)
            | Expression::EventStream
            | Expression::Unit
            | Expression::Option(None) => {}
        }
    }

    fn structure(&self, shape: &Value, structure: &StructureExpression) {
        let at = &self.at;
        let TypeDef::Structure(def) = self.def(&structure.name) else {
            panic!("{at}: {} is no structure", structure.name)
        };
        for field in &def.fields {
            let call = structure.setters.iter().find(|setter| setter.member == field.schema.name);
            let required = field.presence == Presence::Required;
            assert!(call.is_some() || !required, "{at}: `{}` is missing", field.schema.name);
            let Some(call) = call else { continue };
            assert_eq!((call.required, &call.name), (required, &field.setter.name), "{at}");
            assert!(required || field.deprecated.is_none(), "{at}: `{}` is deprecated", call.name);
            let token = field.schema.properties.contains(&Property::IdempotencyToken);
            assert!(!token, "{at}: `{}` is a token", call.name);
            self.within(&call.member).member(&shape["members"][&call.member], &call.value);
        }
    }

    fn union(&self, shape: &Value, name: &str, variant: &str, value: Option<&Expression>) {
        let TypeDef::Union(def) = self.def(name) else { panic!("{}: no union", self.at) };
        let variant = def.variants.iter().find(|known| known.name == variant);
        let member = &variant.expect("the union has the variant").schema.name;
        if let Some(value) = value {
            self.within(member).member(&shape["members"][member], value);
        }
    }

    /// A value that is deprecated is shown only where there is no other.
    fn variant(&self, name: &str, variant: &str) {
        let variants: Vec<(&str, bool)> = match self.def(name) {
            TypeDef::StringEnum(def) => {
                def.variants.iter().map(|v| (v.name.as_str(), v.deprecated.is_some())).collect()
            }
            TypeDef::IntEnum(def) => {
                def.variants.iter().map(|v| (v.name.as_str(), v.deprecated.is_some())).collect()
            }
            TypeDef::Structure(_) | TypeDef::Union(_) => panic!("{}: no enum", self.at),
        };
        let (_, deprecated) =
            variants.iter().find(|(known, _)| *known == variant).expect("the enum has the variant");
        let all = variants.iter().all(|(_, deprecated)| *deprecated);
        assert!(all || !deprecated, "{}: `{variant}` is deprecated", self.at);
    }

    fn def(&self, name: &str) -> &TypeDef {
        let found = self.package.types.iter().find(|def| def.item().name == name);
        found.unwrap_or_else(|| panic!("{}: there is no type {name}", self.at))
    }
}
