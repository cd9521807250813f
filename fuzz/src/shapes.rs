//! Shapes as the generator writes them, by hand: every kind of value, with the traits of every protocol.

use std::collections::BTreeMap;

use smithgen_runtime::TimestampFormat;
use smithgen_runtime::v1::{self as rt, Member, Schema, Trait};

macro_rules! structure {
    ($(#[$doc:meta])* $name:ident, $schema:ident { $($index:literal: $field:ident: $type:ty = $member:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Default)]
        #[allow(missing_docs, reason = "the members are examples of their types")]
        pub struct $name {
            $(pub $field: $type,)*
        }

        static $schema: Schema =
            Schema::structure(stringify!($name), &[$($member,)*]);

        const _: () = {
            use self::$schema as SCHEMA;
            rt::structure!($name $(, $field($index))*);
        };
    };
}

macro_rules! union {
    ($(#[$doc:meta])* $name:ident, $schema:ident { $($index:literal: $variant:ident($type:ty) = $member:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        #[allow(missing_docs, reason = "the variants are examples of their types")]
        pub enum $name {
            $($variant($type),)*
            Unknown { name: String, value: Option<rt::Document> },
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown { name: String::new(), value: None }
            }
        }

        impl rt::Shape for $name {
            const SCHEMA: &'static Schema = &$schema;
        }

        static $schema: Schema =
            Schema::union(stringify!($name), &[$($member,)*]);

        impl rt::Variants for $name {
            fn variant(&self) -> rt::Variant<'_> {
                match self {
                    $(Self::$variant(value) => rt::Variant::Known($index, rt::value(value)),)*
                    Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
                }
            }
        }

        impl rt::VariantsMut for $name {
            fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
                *self = match index {
                    $($index => Self::$variant(Default::default()),)*
                    _ => Self::default(),
                };
                match self {
                    $(Self::$variant(value) => rt::slot(value),)*
                    Self::Unknown { .. } => rt::Slot::None,
                }
            }

            fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
                *self = Self::Unknown { name, value };
            }
        }

        rt::union!($name);
    };
}

pub(crate) use {structure, union};

static STRINGS: Schema = Schema::list("Strings", &[Member::new("member")]);
static RENAMED: Schema =
    Schema::list("Renamed", &[Member::new("member").with(&[Trait::XmlName("item")])]);
static MATRIX: Schema = Schema::list("Matrix", &[Member::new("member").of(&STRINGS)]);
static SPARSE: Schema = Schema::sparse_list("Sparse", &[Member::new("member")]);
static NODES: Schema = Schema::list("Nodes", &[Member::new("member").of(&NODE)]);
static TIMES: Schema = Schema::list("Times", &[Member::new("member")]);
static TAGS: Schema = Schema::map("Tags", &[Member::new("key"), Member::new("value")]);
static RENAMED_MAP: Schema = Schema::map(
    "RenamedMap",
    &[
        Member::new("key").with(&[Trait::XmlName("K")]),
        Member::new("value").with(&[Trait::XmlName("V")]),
    ],
);
static NODE_MAP: Schema =
    Schema::map("NodeMap", &[Member::new("key"), Member::new("value").of(&NODE)]);
static SPARSE_MAP: Schema =
    Schema::sparse_map("SparseMap", &[Member::new("key"), Member::new("value")]);
static DOCUMENTS: Schema = Schema::list("Documents", &[Member::new("member")]);
static CHOICES: Schema = Schema::list("Choices", &[Member::new("member").of(&CHOICE)]);

structure! {
    /// A value of every kind, with the names and places that protocols give to them.
    Everything, EVERYTHING {
        0: text: Option<String> = Member::new("text"),
        1: flag: Option<bool> = Member::new("flag"),
        2: byte: Option<i8> = Member::new("byte"),
        3: short: Option<i16> = Member::new("short"),
        4: integer: Option<i32> = Member::new("integer"),
        5: long: Option<i64> = Member::new("long"),
        6: float: Option<f32> = Member::new("float"),
        7: double: Option<f64> =
            Member::new("double").json_name("dbl\"").with(&[Trait::XmlName("Dbl")]),
        8: big_integer: Option<rt::BigInteger> = Member::new("bigInteger"),
        9: big_decimal: Option<rt::BigDecimal> = Member::new("bigDecimal"),
        10: blob: Option<rt::Bytes> = Member::new("blob"),
        11: time: Option<rt::Timestamp> = Member::new("time"),
        12: date_time: Option<rt::Timestamp> =
            Member::new("dateTime").timestamp_format(TimestampFormat::DateTime),
        13: http_date: Option<rt::Timestamp> =
            Member::new("httpDate").timestamp_format(TimestampFormat::HttpDate),
        14: epoch: Option<rt::Timestamp> =
            Member::new("epoch").timestamp_format(TimestampFormat::EpochSeconds),
        15: color: Option<Color> = Member::new("color"),
        16: level: Option<Level> = Member::new("level"),
        17: secret: Option<String> = Member::new("secret").sensitive(),
        18: required: String = Member::new("required").required(),
        19: strings: Option<Vec<String>> = Member::new("strings").of(&STRINGS),
        20: flat: Option<Vec<String>> =
            Member::new("flat").of(&RENAMED).with(&[Trait::XmlFlattened, Trait::XmlName("f")]),
        21: renamed: Option<Vec<String>> = Member::new("renamed").of(&RENAMED),
        22: matrix: Option<Vec<Vec<String>>> = Member::new("matrix").of(&MATRIX),
        23: sparse: Option<Vec<Option<i32>>> = Member::new("sparse").of(&SPARSE),
        24: nodes: Option<Vec<Node>> = Member::new("nodes").of(&NODES),
        25: times: Option<Vec<rt::Timestamp>> = Member::new("times").of(&TIMES),
        26: tags: Option<BTreeMap<String, String>> = Member::new("tags").of(&TAGS),
        27: flat_map: Option<BTreeMap<String, String>> =
            Member::new("flatMap").of(&RENAMED_MAP).with(&[Trait::XmlFlattened]),
        28: color_map: Option<BTreeMap<Color, String>> =
            Member::new("colorMap").of(&RENAMED_MAP),
        29: node_map: Option<BTreeMap<String, Node>> = Member::new("nodeMap").of(&NODE_MAP),
        30: sparse_map: Option<BTreeMap<String, Option<bool>>> =
            Member::new("sparseMap").of(&SPARSE_MAP),
        31: choice: Option<Choice> = Member::new("choice").of(&CHOICE),
        32: node: Option<Node> = Member::new("node").of(&NODE).with(&[
            Trait::XmlNamespace { uri: "http://xsi.com", prefix: "xsi" },
        ]),
        33: attribute: Option<String> =
            Member::new("attribute").with(&[Trait::XmlAttribute, Trait::XmlName("a")]),
        34: count: Option<i64> = Member::new("count").with(&[Trait::XmlAttribute]),
        35: document: Option<rt::Document> = Member::new("document"),
        36: documents: Option<Vec<rt::Document>> = Member::new("documents").of(&DOCUMENTS),
    }
}

structure! {
    /// A structure that holds itself.
    Node, NODE {
        0: value: Option<String> = Member::new("value"),
        1: children: Option<Vec<Node>> = Member::new("children")
            .of(&NODES)
            .with(&[Trait::XmlName("child"), Trait::XmlFlattened]),
        2: named: Option<BTreeMap<String, Node>> = Member::new("named").of(&NODE_MAP),
        3: kind: Option<String> =
            Member::new("kind").with(&[Trait::XmlAttribute, Trait::XmlName("xsi:type")]),
    }
}

union! {
    /// A union.
    Choice, CHOICE {
        0: Text(String) = Member::new("text"),
        1: Number(f64) = Member::new("number").json_name("no").with(&[Trait::XmlName("Num")]),
        2: Node(Node) = Member::new("node").of(&NODE),
        3: Items(Vec<String>) =
            Member::new("items").of(&RENAMED).with(&[Trait::XmlName("Hi"), Trait::XmlFlattened]),
        4: Nested(Vec<Choice>) = Member::new("nested").of(&CHOICES),
        5: Nothing(rt::Unit) = Member::new("nothing").of(&rt::UNIT),
        6: Blob(rt::Bytes) = Member::new("blob"),
    }
}

/// An enum of strings.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Color {
    /// A value of the model.
    Red,
    /// Any other.
    Unknown(rt::UnknownValue),
}

rt::string_enum!(Color, Red("RED"));

/// An enum of integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// A value of the model.
    High,
    /// Any other.
    Unknown(rt::UnknownInt),
}

rt::int_enum!(Level, High(9));

/// A member that is the whole of a body.
pub static PAYLOAD: Member = Member::new("choice").of(&CHOICE);
