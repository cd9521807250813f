//! Inputs and outputs of REST protocols: members that are bound to places in requests and responses.
//!
//! See <https://smithy.io/2.0/spec/http-bindings.html>.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Data, Kind, Maker, pool, target};

/// Which way a structure travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// A structure with bindings, and the labels that it fills.
pub(super) struct Bound {
    pub(super) members: Map<String, Value>,
    pub(super) labels: Vec<String>,
}

impl Maker {
    /// Makes members that are bound, and maybe others that make up the body.
    pub(super) fn bound(&mut self, direction: Direction) -> Bound {
        let mut bound = Bound { members: Map::new(), labels: Vec::new() };
        let mut names = BTreeSet::new();
        for number in 0..self.rng.usize(..6) {
            let name = pool::name(&mut self.rng, &mut names);
            let (binding, value, data, is_required) = self.binding(direction, number);
            if binding == "httpLabel" {
                bound.labels.push(name.clone());
            }
            let mut member = target(&data.id);
            let mut traits = self.item_traits(data.kind);
            traits.insert(format!("smithy.api#{binding}"), value);
            if is_required {
                traits.insert("smithy.api#required".to_owned(), json!({}));
            }
            member["traits"] = Value::Object(traits);
            bound.members.insert(name, member);
        }
        self.single_bindings(direction, &mut names, &mut bound.members);
        self.body(&mut names, &mut bound.members);
        bound
    }

    /// A binding that several members may have: its trait, its value, and what it binds.
    fn binding(
        &mut self,
        direction: Direction,
        number: usize,
    ) -> (&'static str, Value, Data, bool) {
        let of_request = direction == Direction::Request;
        let is_required = self.rng.bool();
        match self.rng.usize(..3) {
            0 if of_request => ("httpLabel", json!({}), self.scalar(), true),
            1 if of_request => {
                let name = format!("{}{number}", pool::words(&mut self.rng));
                ("httpQuery", json!(name), self.scalar(), is_required)
            }
            _ => {
                let name = self.choose(&["X-Name", "x_y.z", "Content-Language", "!#$%&'*+-.^_`|~"]);
                ("httpHeader", json!(format!("{name}{number}")), self.scalar(), is_required)
            }
        }
    }

    fn scalar(&mut self) -> Data {
        self.target_where(self.data.len(), Kind::is_scalar)
    }

    /// Adds the bindings that one member of a structure alone may have.
    fn single_bindings(
        &mut self,
        direction: Direction,
        names: &mut BTreeSet<String>,
        members: &mut Map<String, Value>,
    ) {
        let mut bind = |maker: &mut Self, binding: &str, value: Value, id: &str| {
            let name = pool::name(&mut maker.rng, names);
            let traits = json!({ format!("smithy.api#{binding}"): value });
            members.insert(name, json!({ "target": id, "traits": traits }));
        };
        if self.one_in(4) {
            let prefix = self.choose(&["", "X-Meta-"]);
            let map = self.map_of_strings();
            bind(self, "httpPrefixHeaders", json!(prefix), &map);
        }
        if direction == Direction::Request && self.one_in(4) {
            let map = self.map_of_strings();
            bind(self, "httpQueryParams", json!({}), &map);
        }
        if direction == Direction::Response && self.one_in(4) {
            bind(self, "httpResponseCode", json!({}), "smithy.api#Integer");
        }
    }

    fn map_of_strings(&mut self) -> String {
        let id = self.new_id();
        let text = target("smithy.api#String");
        self.add(&id, json!({ "type": "map", "key": text, "value": text }));
        id
    }

    /// Adds a payload, or members that are not bound.
    fn body(&mut self, names: &mut BTreeSet<String>, members: &mut Map<String, Value>) {
        let payload = match self.rng.usize(..6) {
            0 => self.streaming_blob(),
            1 => self.event_stream(),
            2 => {
                let is_payload = |kind: Kind| {
                    matches!(kind, Kind::String | Kind::Blob | Kind::Structure | Kind::Union)
                        || kind == Kind::Enum
                };
                self.target_where(self.data.len(), is_payload).id
            }
            _ => {
                for (name, member) in self.fields(self.data.len()) {
                    if names.insert(name.to_ascii_lowercase()) {
                        members.insert(name, member);
                    }
                }
                return;
            }
        };
        let mut traits = self.prose();
        traits.insert("smithy.api#httpPayload".to_owned(), json!({}));
        if self.shapes.get(&payload).is_some_and(|shape| shape["type"] == "blob") {
            let (name, value) = if self.rng.bool() {
                ("required", json!({}))
            } else {
                ("default", json!(self.choose(&["", "QUJD"])))
            };
            traits.insert(format!("smithy.api#{name}"), value);
        }
        let name = pool::name(&mut self.rng, names);
        members.insert(name, json!({ "target": payload, "traits": traits }));
    }

    fn streaming_blob(&mut self) -> String {
        let id = self.new_id();
        let mut traits = json!({ "smithy.api#streaming": {} });
        if self.one_in(3) {
            traits["smithy.api#requiresLength"] = json!({});
        }
        self.add(&id, json!({ "type": "blob", "traits": traits }));
        id
    }

    /// Makes a union of events. See <https://smithy.io/2.0/spec/streaming.html#event-streams>.
    pub(super) fn event_stream(&mut self) -> String {
        let mut names = BTreeSet::new();
        let mut members = Map::new();
        for _ in 0..self.rng.usize(1..4) {
            let event = self.event();
            let name = pool::name(&mut self.rng, &mut names);
            members.insert(name, target(&event));
        }
        if self.rng.bool() {
            let error = self.error();
            members.insert(pool::name(&mut self.rng, &mut names), target(&error));
        }
        let id = self.new_id();
        let traits = json!({ "smithy.api#streaming": {} });
        self.add(&id, json!({ "type": "union", "members": members, "traits": traits }));
        id
    }

    fn event(&mut self) -> String {
        let mut names = BTreeSet::new();
        let mut members = Map::new();
        let mut add = |maker: &mut Self, id: &str, traits: Value| {
            let name = pool::name(&mut maker.rng, &mut names);
            members.insert(name, json!({ "target": id, "traits": traits }));
        };
        for id in ["smithy.api#String", "smithy.api#Timestamp", "smithy.api#Long"] {
            if self.one_in(3) {
                add(self, id, json!({ "smithy.api#eventHeader": {} }));
            }
        }
        let payload = self.choose(&["smithy.api#Blob", "smithy.api#String"]);
        if self.rng.bool() {
            add(self, payload, json!({ "smithy.api#eventPayload": {} }));
        } else {
            let data = self.any_target();
            add(self, &data.id, json!({}));
        }
        let id = self.new_id();
        self.add(&id, json!({ "type": "structure", "members": members }));
        id
    }
}
