//! Shapes that hold data.
//!
//! A shape targets those that were made before it; only optional members of structures, and those of
//! unions but the first, target any. So each value can end, and no list holds nothing but itself.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Data, Kind, Maker, pool, target};

/// The shapes of Smithy's prelude that members target.
pub(super) fn prelude() -> Vec<Data> {
    let shapes = [
        ("Boolean", Kind::Boolean),
        ("Byte", Kind::Integer),
        ("Short", Kind::Integer),
        ("Integer", Kind::Integer),
        ("Long", Kind::Integer),
        ("Float", Kind::Float),
        ("Double", Kind::Float),
        ("BigInteger", Kind::Big),
        ("BigDecimal", Kind::Big),
        ("String", Kind::String),
        ("Blob", Kind::Blob),
        ("Timestamp", Kind::Timestamp),
        ("Document", Kind::Document),
    ];
    shapes.map(|(name, kind)| Data { id: format!("smithy.api#{name}"), kind }).into()
}

/// The kinds of shapes that are made, the more often the more there is to them.
const KINDS: [Kind; 20] = [
    Kind::Boolean,
    Kind::Integer,
    Kind::Float,
    Kind::Big,
    Kind::String,
    Kind::String,
    Kind::Enum,
    Kind::Enum,
    Kind::IntEnum,
    Kind::Blob,
    Kind::Timestamp,
    Kind::List,
    Kind::List,
    Kind::Map,
    Kind::Map,
    Kind::Structure,
    Kind::Structure,
    Kind::Structure,
    Kind::Union,
    Kind::Union,
];

impl Maker {
    /// Makes the shapes that operations use.
    pub(super) fn data_shapes(&mut self) {
        let count = self.rng.usize(1..20);
        let first = self.data.len();
        for _ in 0..count {
            let kind = self.choose(&KINDS);
            let id = self.new_id();
            self.data.push(Data { id, kind });
        }
        // All names are known now, so that members can target what comes later.
        for at in first..self.data.len() {
            let Data { id, kind } = self.data[at].clone();
            let shape = self.shape(kind, at);
            self.add(&id, shape);
        }
    }

    fn shape(&mut self, kind: Kind, at: usize) -> Value {
        let mut shape = match kind {
            Kind::List => json!({ "type": "list", "member": self.item(at) }),
            Kind::Map => {
                let key = self.target_where(at, Kind::is_text);
                json!({ "type": "map", "key": target(&key.id), "value": self.item(at) })
            }
            Kind::Structure => {
                json!({ "type": "structure", "members": self.fields(at) })
            }
            Kind::Union => json!({ "type": "union", "members": self.variants(at) }),
            Kind::Enum => json!({ "type": "enum", "members": self.enum_members() }),
            Kind::IntEnum => json!({ "type": "intEnum", "members": self.int_enum_members() }),
            Kind::Integer => json!({ "type": self.choose(&["byte", "short", "integer", "long"]) }),
            Kind::Float => json!({ "type": self.choose(&["float", "double"]) }),
            Kind::Big => json!({ "type": self.choose(&["bigInteger", "bigDecimal"]) }),
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::String => json!({ "type": "string" }),
            Kind::Blob => json!({ "type": "blob" }),
            Kind::Timestamp => json!({ "type": "timestamp" }),
            Kind::Document => json!({ "type": "document" }),
        };
        shape["traits"] = Value::Object(self.shape_traits(kind));
        shape
    }

    fn item(&mut self, at: usize) -> Value {
        let data = self.target_before(at);
        let mut item = target(&data.id);
        item["traits"] = Value::Object(self.item_traits(data.kind));
        item
    }

    /// The members of a structure.
    pub(super) fn fields(&mut self, at: usize) -> Map<String, Value> {
        let mut names = BTreeSet::new();
        let mut members = Map::new();
        for _ in 0..self.rng.usize(..7) {
            let name = pool::name(&mut self.rng, &mut names);
            let is_optional = self.rng.bool();
            let data = if is_optional { self.any_target() } else { self.target_before(at) };
            let mut member = target(&data.id);
            member["traits"] = Value::Object(self.field_traits(data.kind, is_optional));
            members.insert(name, member);
        }
        members
    }

    fn variants(&mut self, at: usize) -> Map<String, Value> {
        let mut names = BTreeSet::new();
        let mut members = Map::new();
        for number in 0..self.rng.usize(1..6) {
            let name = pool::name(&mut self.rng, &mut names);
            if self.one_in(5) {
                members.insert(name, target("smithy.api#Unit"));
                continue;
            }
            let data = if number == 0 { self.target_before(at) } else { self.any_target() };
            let mut member = target(&data.id);
            member["traits"] = Value::Object(self.variant_traits(data.kind));
            members.insert(name, member);
        }
        members
    }

    fn enum_members(&mut self) -> Map<String, Value> {
        let mut names = BTreeSet::new();
        let mut values = BTreeSet::new();
        let mut members = Map::new();
        for number in 0..self.rng.usize(1..6) {
            let name = pool::name(&mut self.rng, &mut names);
            let mut value = pool::words(&mut self.rng).to_owned();
            if !values.insert(value.clone()) {
                value = format!("value {number}");
                values.insert(value.clone());
            }
            let mut traits = self.prose();
            traits.insert("smithy.api#enumValue".to_owned(), json!(value));
            members.insert(name, json!({ "target": "smithy.api#Unit", "traits": traits }));
        }
        members
    }

    fn int_enum_members(&mut self) -> Map<String, Value> {
        let mut names = BTreeSet::new();
        let mut members = Map::new();
        let first = self.choose(&[i32::MIN, -2, 0, 1, i32::MAX - 5]);
        for number in 0..self.rng.i32(1..5) {
            let name = pool::name(&mut self.rng, &mut names);
            let mut traits = self.prose();
            traits.insert("smithy.api#enumValue".to_owned(), json!(first + number));
            members.insert(name, json!({ "target": "smithy.api#Unit", "traits": traits }));
        }
        members
    }

    pub(super) fn any_target(&mut self) -> Data {
        self.target_before(self.data.len())
    }

    fn target_before(&mut self, at: usize) -> Data {
        let at = self.rng.usize(..at);
        self.data[at].clone()
    }

    /// A shape of some kinds, from those before another; the prelude has one for all that are asked.
    pub(super) fn target_where(&mut self, at: usize, admits: fn(Kind) -> bool) -> Data {
        let fitting: Vec<usize> = (0..at).filter(|at| admits(self.data[*at].kind)).collect();
        let at = self.choose(&fitting);
        self.data[at].clone()
    }
}
