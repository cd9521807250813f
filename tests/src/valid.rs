//! Random valid models of Smithy: every kind of shape, every trait that the generator reads, and the
//! names and texts that are hardest on it.
//!
//! A model is a function of its seed alone. What is valid is what Smithy's own loader accepts; see
//! <https://smithy.io/2.0/spec/index.html>.

mod bindings;
pub mod compiled;
mod operations;
mod pool;
mod shapes;
mod traits;

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Value, json};
use smithgen_codegen::model::TraitId;

/// The namespace of all shapes.
const NAMESPACE: &str = "example.valid";

/// Returns the model of a seed, as a JSON AST.
pub fn model(seed: u64) -> Value {
    let mut maker = Maker::new(seed);
    maker.data_shapes();
    maker.service();
    json!({ "smithy": "2.0", "shapes": maker.shapes })
}

/// A model in the making.
struct Maker {
    rng: Rng,
    protocol: &'static str,
    shapes: Map<String, Value>,
    /// Names of shapes in lower case, which are taken.
    taken: BTreeSet<String>,
    /// The shapes that hold data, in the order in which they were made.
    data: Vec<Data>,
}

/// A shape that members can target.
#[derive(Debug, Clone)]
struct Data {
    id: String,
    kind: Kind,
}

/// What matters about a shape to what targets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    Integer,
    Float,
    Big,
    String,
    Enum,
    IntEnum,
    Blob,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
}

impl Kind {
    /// Strings, and enums of strings.
    fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Enum)
    }

    /// What a header, a label or a query parameter can hold.
    fn is_scalar(self) -> bool {
        self.is_text()
            || matches!(
                self,
                Self::Boolean | Self::Integer | Self::IntEnum | Self::Float | Self::Timestamp
            )
    }
}

impl Maker {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let protocol = TraitId::PROTOCOLS[rng.usize(..TraitId::PROTOCOLS.len())].as_str();
        let data = shapes::prelude();
        Self { rng, protocol, shapes: Map::new(), taken: BTreeSet::new(), data }
    }

    fn is_rest(&self) -> bool {
        matches!(self.protocol, "aws.protocols#restJson1" | "aws.protocols#restXml")
    }

    /// Whether something happens that does so in one of so many cases.
    fn one_in(&mut self, cases: usize) -> bool {
        self.rng.usize(..cases) == 0
    }

    fn choose<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.rng.usize(..items.len())]
    }

    /// An id for a new shape, which no other has in any case.
    fn new_id(&mut self) -> String {
        let name = pool::name(&mut self.rng, &mut self.taken);
        format!("{NAMESPACE}#{name}")
    }

    fn add(&mut self, id: &str, shape: Value) {
        self.shapes.insert(id.to_owned(), shape);
    }
}

/// A reference to a shape.
fn target(id: &str) -> Value {
    json!({ "target": id })
}
