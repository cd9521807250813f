//! Traits of shapes and members.

use serde_json::{Map, Value, json};

use super::{Kind, Maker, pool};

type Traits = Map<String, Value>;

fn put(traits: &mut Traits, name: &str, value: Value) {
    traits.insert(format!("smithy.api#{name}"), value);
}

impl Maker {
    /// What any shape and member may say about itself.
    pub(super) fn prose(&mut self) -> Traits {
        let mut traits = Traits::new();
        if self.rng.bool() {
            put(&mut traits, "documentation", json!(pool::text(&mut self.rng)));
        }
        if self.one_in(8) {
            let mut facts = Map::new();
            for key in ["since", "message"] {
                if self.rng.bool() {
                    facts.insert(key.to_owned(), json!(pool::text(&mut self.rng)));
                }
            }
            put(&mut traits, "deprecated", Value::Object(facts));
        }
        if self.one_in(16) {
            let title = pool::words(&mut self.rng);
            put(
                &mut traits,
                "externalDocumentation",
                json!({ title: "https://example.com/a?b=c" }),
            );
        }
        for (name, value) in [
            ("since", json!("<i>1</i>")),
            ("tags", json!(["a", "`b`"])),
            ("unstable", json!({})),
            ("internal", json!({})),
        ] {
            if self.one_in(16) {
                put(&mut traits, name, value);
            }
        }
        traits
    }

    pub(super) fn shape_traits(&mut self, kind: Kind) -> Traits {
        let mut traits = self.prose();
        self.refine(kind, &mut traits);
        if self.one_in(8) {
            put(&mut traits, "sensitive", json!({}));
        }
        match kind {
            Kind::List | Kind::Map if self.one_in(4) => put(&mut traits, "sparse", json!({})),
            Kind::List if self.one_in(6) => put(&mut traits, "uniqueItems", json!({})),
            Kind::Structure | Kind::Union if self.one_in(8) => self.xml(&mut traits),
            _ => {}
        }
        traits
    }

    /// What refines a type: on a shape, or on a member that targets it.
    fn refine(&mut self, kind: Kind, traits: &mut Traits) {
        if self.one_in(3) {
            match kind {
                Kind::String | Kind::Enum => {
                    put(traits, "pattern", json!(pool::pattern(&mut self.rng)));
                }
                Kind::Integer | Kind::Big => put(traits, "range", json!({ "min": -3, "max": 5 })),
                Kind::Float => put(traits, "range", json!({ "min": 0.5 })),
                Kind::Timestamp => {
                    let format = self.choose(&["date-time", "epoch-seconds", "http-date"]);
                    put(traits, "timestampFormat", json!(format));
                }
                _ => {}
            }
        }
        if self.one_in(3)
            && matches!(kind, Kind::String | Kind::Enum | Kind::Blob | Kind::List | Kind::Map)
        {
            let bounds =
                [json!({ "min": 1 }), json!({ "max": 0 }), json!({ "min": 2, "max": 1_000_000 })];
            put(traits, "length", bounds[self.rng.usize(..bounds.len())].clone());
        }
        if self.one_in(8) && matches!(kind, Kind::String | Kind::Blob) {
            put(traits, "mediaType", json!("application/json; charset=\"utf-8\""));
        }
    }

    pub(super) fn item_traits(&mut self, kind: Kind) -> Traits {
        let mut traits = self.prose();
        if self.one_in(8) {
            self.xml(&mut traits);
        }
        if self.one_in(4) {
            self.refine(kind, &mut traits);
        }
        traits
    }

    pub(super) fn variant_traits(&mut self, kind: Kind) -> Traits {
        let mut traits = self.item_traits(kind);
        self.wire_names(kind, &mut traits);
        traits
    }

    pub(super) fn field_traits(&mut self, kind: Kind, is_optional: bool) -> Traits {
        let mut traits = self.variant_traits(kind);
        if !is_optional {
            put(&mut traits, "required", json!({}));
        }
        if self.one_in(4)
            && let Some(default) = self.default(kind)
        {
            put(&mut traits, "default", default);
            if self.one_in(4) {
                put(&mut traits, "clientOptional", json!({}));
            }
            if self.one_in(4) {
                put(&mut traits, "addedDefault", json!({}));
            }
        }
        if is_optional && self.one_in(12) {
            put(&mut traits, "recommended", json!({ "reason": "`x`" }));
        }
        if self.one_in(16) {
            put(&mut traits, "notProperty", json!({}));
        }
        traits
    }

    /// A default that all shapes of a kind can have.
    fn default(&mut self, kind: Kind) -> Option<Value> {
        let text = pool::text(&mut self.rng);
        Some(match kind {
            Kind::Boolean => json!(self.rng.bool()),
            Kind::Integer => json!(self.choose(&[0, -128, 127])),
            Kind::Float => {
                let values =
                    [json!(0), json!(-0.0), json!(1.5e-10), json!("NaN"), json!("-Infinity")];
                values[self.rng.usize(..values.len())].clone()
            }
            Kind::Big => json!(self.choose(&[0, 7, i64::MAX])),
            Kind::String => json!(text),
            Kind::Blob => json!(self.choose(&["", "AA==", "IiMjXFw="])),
            Kind::Timestamp => json!(self.choose(&[0, 1, -1_000_000])),
            Kind::Document => {
                let values = [json!([]), json!({}), json!(text), json!(true), json!(-1.25)];
                values[self.rng.usize(..values.len())].clone()
            }
            Kind::List => json!([]),
            Kind::Map => json!({}),
            Kind::Enum | Kind::IntEnum | Kind::Structure | Kind::Union => return None,
        })
    }

    fn wire_names(&mut self, kind: Kind, traits: &mut Traits) {
        if self.one_in(8) {
            put(traits, "jsonName", json!(pool::words(&mut self.rng)));
        }
        if self.one_in(8) && matches!(kind, Kind::List | Kind::Map) {
            put(traits, "xmlFlattened", json!({}));
        }
        if self.one_in(16) {
            let name = pool::words(&mut self.rng);
            traits.insert("aws.protocols#ec2QueryName".to_owned(), json!(name));
        }
    }

    fn xml(&mut self, traits: &mut Traits) {
        let name = self.choose(&["Item", "a-b.c", "_x", "p:Item", "\u{e9}t\u{e9}"]);
        put(traits, "xmlName", json!(name));
        if self.rng.bool() {
            let namespace =
                [json!({ "uri": "urn:a&b<c>\"d'" }), json!({ "uri": "urn:x", "prefix": "p" })];
            put(traits, "xmlNamespace", namespace[self.rng.usize(..2)].clone());
        }
    }
}
