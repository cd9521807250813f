//! Shapes that hold themselves in every way, written as the generator would write them.

use std::collections::BTreeMap;

use smithgen_runtime::v1::{self as rt, Member, Schema};

macro_rules! node {
    ($($field:ident)*) => {
        /// A structure with as many members as the widest of AWS's have.
        #[derive(Clone, PartialEq, Default)]
        pub(crate) struct Node {
            pub(crate) next: Option<Box<Node>>,
            pub(crate) nodes: Option<Vec<Node>>,
            pub(crate) named: Option<BTreeMap<String, Node>>,
            pub(crate) choice: Option<Box<Choice>>,
            pub(crate) document: Option<rt::Document>,
            $(pub(crate) $field: Ten,)*
        }
    };
}

node!(a b c d e f g h i j k l m n o p q r s t);

#[derive(Clone, PartialEq, Default)]
pub(crate) struct Ten {
    a: Option<String>,
    b: Option<String>,
    c: Option<String>,
    d: Option<String>,
    e: Option<String>,
    f: Option<String>,
    g: Option<String>,
    h: Option<String>,
    i: Option<String>,
    j: Option<String>,
}

pub(crate) static SCHEMA: Schema = Schema::structure(
    "Node",
    &[
        Member::new("next").of(&SCHEMA),
        Member::new("nodes").of(&NODES),
        Member::new("named").of(&NAMED),
        Member::new("choice").of(&CHOICE),
        Member::new("document"),
    ],
);

rt::structure!(
    Node,
    next(0 boxed),
    nodes(1 plain),
    named(2 plain),
    choice(3 boxed),
    document(4 plain)
);

static NODES: Schema = Schema::list("Nodes", &[Member::new("member").of(&SCHEMA)]);
static NAMED: Schema =
    Schema::map("Named", &[Member::new("key"), Member::new("value").of(&SCHEMA)]);
static CHOICE: Schema =
    Schema::union("Choice", &[Member::new("next").of(&CHOICE), Member::new("text")]);

#[derive(Clone, PartialEq)]
pub(crate) enum Choice {
    Next(Box<Choice>),
    Text(String),
    Unknown { name: String, value: Option<rt::Document> },
}

impl Default for Choice {
    fn default() -> Self {
        Self::Unknown { name: String::new(), value: None }
    }
}

impl rt::Shape for Choice {
    const SCHEMA: &'static Schema = &CHOICE;
}

impl rt::Variants for Choice {
    fn variant(&self) -> rt::Variant<'_> {
        match self {
            Self::Next(value) => rt::Variant::Known(0, rt::value(&**value)),
            Self::Text(value) => rt::Variant::Known(1, rt::value(value)),
            Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
        }
    }
}

impl rt::VariantsMut for Choice {
    fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
        *self = match index {
            0 => Self::Next(Box::default()),
            1 => Self::Text(String::new()),
            _ => return rt::Slot::None,
        };
        match self {
            Self::Next(value) => rt::slot(&mut **value),
            Self::Text(value) => rt::slot(value),
            Self::Unknown { .. } => rt::Slot::None,
        }
    }

    fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
        *self = Self::Unknown { name, value };
    }
}

rt::union!(Choice);
