//! The service, its resources and operations, and errors.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::bindings::{Bound, Direction};
use super::{Kind, Maker, NAMESPACE, pool, target};

impl Maker {
    /// Makes the service, and all that it binds.
    pub(super) fn service(&mut self) {
        let errors = self.errors();
        let operations: Vec<Value> =
            (0..self.rng.usize(..4)).map(|_| target(&self.operation(&errors))).collect();
        let resources: Vec<Value> =
            if self.one_in(4) { vec![target(&self.resource(&errors))] } else { Vec::new() };
        let mut traits = self.prose();
        traits.insert(self.protocol.to_owned(), json!({}));
        if self.rng.bool() {
            traits.insert("smithy.api#title".to_owned(), json!(pool::text(&mut self.rng)));
        }
        if self.one_in(3) {
            let about = json!({ "sdkId": pool::words(&mut self.rng), "docId": "x-1" });
            traits.insert("aws.api#service".to_owned(), about);
        }
        if self.one_in(4) {
            let namespace = json!({ "uri": "https://example.com/?a&b" });
            traits.insert("smithy.api#xmlNamespace".to_owned(), namespace);
        }
        if self.one_in(4) {
            traits.insert("aws.protocols#awsQueryCompatible".to_owned(), json!({}));
        }
        let common = if self.rng.bool() { Vec::new() } else { errors };
        let mixins: Vec<Value> = if self.one_in(4) {
            let id = self.new_id();
            let traits = json!({ "smithy.api#mixin": {} });
            self.add(&id, json!({ "type": "service", "version": "0", "traits": traits }));
            vec![target(&id)]
        } else {
            Vec::new()
        };
        let id = self.new_id();
        let service = json!({
            "type": "service",
            "mixins": mixins,
            "version": pool::text(&mut self.rng),
            "operations": operations,
            "resources": resources,
            "errors": common.iter().map(|id| target(id)).collect::<Vec<_>>(),
            "traits": traits,
        });
        self.add(&id, service);
    }

    fn resource(&mut self, errors: &[String]) -> String {
        let operation = self.operation(errors);
        let id = self.new_id();
        let identifiers = json!({ "id": target("smithy.api#String") });
        let resource = json!({
            "type": "resource",
            "identifiers": identifiers,
            "collectionOperations": [target(&operation)],
            "traits": self.prose(),
        });
        self.add(&id, resource);
        id
    }

    fn errors(&mut self) -> Vec<String> {
        (0..self.rng.usize(..4)).map(|_| self.error()).collect()
    }

    pub(super) fn error(&mut self) -> String {
        let mut traits = self.prose();
        let fault = self.choose(&["client", "server"]);
        traits.insert("smithy.api#error".to_owned(), json!(fault));
        if self.rng.bool() {
            let status = self.choose(&[400, 404, 429, 500, 503]);
            traits.insert("smithy.api#httpError".to_owned(), json!(status));
        }
        if self.one_in(3) {
            let retryable = json!({ "throttling": self.rng.bool() });
            traits.insert("smithy.api#retryable".to_owned(), retryable);
        }
        if self.one_in(3) {
            let code = json!({ "code": pool::words(&mut self.rng), "httpResponseCode": 402 });
            traits.insert("aws.protocols#awsQueryError".to_owned(), code);
        }
        let members = self.fields(self.data.len());
        let id = self.new_id();
        self.add(&id, json!({ "type": "structure", "members": members, "traits": traits }));
        id
    }

    fn operation(&mut self, errors: &[String]) -> String {
        let mut traits = self.prose();
        let mut operation = Map::new();
        operation.insert("type".to_owned(), json!("operation"));
        let mut labels = Vec::new();
        for direction in [Direction::Request, Direction::Response] {
            if self.one_in(6) {
                continue;
            }
            let Bound { members, labels: own } = self.payload(direction);
            labels.extend(own);
            let (key, name) = match direction {
                Direction::Request => ("input", "smithy.api#input"),
                Direction::Response => ("output", "smithy.api#output"),
            };
            let mut shape = json!({ "type": "structure", "members": members });
            let mut of_shape = self.prose();
            if self.rng.bool() {
                of_shape.insert(name.to_owned(), json!({}));
            }
            shape["traits"] = Value::Object(of_shape);
            let id = self.new_id();
            self.add(&id, shape);
            operation.insert(key.to_owned(), target(&id));
        }
        let own = errors.iter().filter(|_| self.rng.bool()).map(|id| target(id));
        operation.insert("errors".to_owned(), own.collect());
        if self.is_rest() || self.one_in(4) && labels.is_empty() {
            traits.insert("smithy.api#http".to_owned(), self.http(&labels));
        }
        self.behavior(&mut traits);
        operation.insert("traits".to_owned(), Value::Object(traits));
        let id = self.new_id();
        self.add(&id, Value::Object(operation));
        id
    }

    /// The members of an input or output.
    fn payload(&mut self, direction: Direction) -> Bound {
        if self.is_rest() {
            return self.bound(direction);
        }
        let mut members = self.fields(self.data.len());
        let mut names: BTreeSet<String> =
            members.keys().map(|name| name.to_ascii_lowercase()).collect();
        if direction == Direction::Request && self.one_in(3) {
            let name = pool::name(&mut self.rng, &mut names);
            let text = self.target_where(self.data.len(), |kind| kind == Kind::String);
            let traits = json!({ "smithy.api#idempotencyToken": {} });
            members.insert(name, json!({ "target": text.id, "traits": traits }));
        }
        let has_events = !self.protocol.ends_with("Query") && self.one_in(6);
        if has_events {
            let events = self.event_stream();
            members.insert(pool::name(&mut self.rng, &mut names), target(&events));
        }
        Bound { members, labels: Vec::new() }
    }

    fn http(&mut self, labels: &[String]) -> Value {
        let start = self.choose(&["", "/a-b/~x_y", "/a%20b/c"]);
        let labels: Vec<String> = labels.iter().map(|label| format!("/{{{label}}}")).collect();
        let end = if labels.is_empty() { "/end" } else { "" };
        let query = self.choose(&["", "?x-id=A", "?list-type=2&flag"]);
        let uri = format!("{start}{}{end}{query}", labels.concat());
        let method = self.choose(&["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]);
        json!({ "method": method, "uri": uri, "code": self.choose(&[200, 201, 204]) })
    }

    fn behavior(&mut self, traits: &mut Map<String, Value>) {
        let only = self.choose(&["", "smithy.api#readonly", "smithy.api#idempotent"]);
        if !only.is_empty() {
            traits.insert(only.to_owned(), json!({}));
        }
        for (name, value) in [
            ("smithy.api#httpChecksumRequired", json!({})),
            ("smithy.api#requestCompression", json!({ "encodings": ["gzip"] })),
            ("smithy.api#optionalAuth", json!({})),
            ("smithy.api#endpoint", json!({ "hostPrefix": "data-1." })),
            ("aws.customizations#s3UnwrappedXmlOutput", json!({})),
            ("smithy.api#examples", json!([{ "title": "*One*", "input": {}, "output": {} }])),
            ("smithy.api#suppress", json!([format!("{NAMESPACE}.x")])),
        ] {
            if self.one_in(12) {
                traits.insert(name.to_owned(), value);
            }
        }
    }
}
