//! Shapes as the generator writes them, by hand.

use std::collections::BTreeMap;

use smithgen_runtime::TimestampFormat;
use smithgen_runtime::v1::{self as rt, Member, Schema, Trait};

macro_rules! structure {
    ($name:ident, $schema:ident, $($index:literal: $field:ident: $type:ty,)*) => {
        #[derive(Clone, PartialEq, Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
        }

        const _: () = {
            use self::$schema as SCHEMA;
            rt::structure!($name $(, $field($index))*);
        };
    };
}

/// Simple types, one of them an attribute.
static SCALARS: Schema = Schema::structure(
    "Scalars",
    &[
        Member::new("text"),
        Member::new("flag"),
        Member::new("byte"),
        Member::new("short"),
        Member::new("integer"),
        Member::new("long"),
        Member::new("float"),
        Member::new("double").with(&[Trait::XmlName("DoubleDribble")]),
        Member::new("bigInteger"),
        Member::new("bigDecimal"),
        Member::new("blob"),
        Member::new("normal"),
        Member::new("epoch").timestamp_format(TimestampFormat::EpochSeconds),
        Member::new("httpDate").timestamp_format(TimestampFormat::HttpDate),
        Member::new("color"),
        Member::new("level"),
        Member::new("attr").with(&[Trait::XmlAttribute, Trait::XmlName("test")]),
        Member::new("count").with(&[Trait::XmlAttribute]),
        Member::new("secret").sensitive(),
        Member::new("document"),
        Member::new("body"),
        Member::new("other"),
    ],
)
.with(&[Trait::XmlName("Simple")]);

structure! {
    Scalars, SCALARS,
    0: text: Option<String>,
    1: flag: Option<bool>,
    2: byte: Option<i8>,
    3: short: Option<i16>,
    4: integer: Option<i32>,
    5: long: Option<i64>,
    6: float: Option<f32>,
    7: double: Option<f64>,
    8: big_integer: Option<rt::BigInteger>,
    9: big_decimal: Option<rt::BigDecimal>,
    10: blob: Option<rt::Bytes>,
    11: normal: Option<rt::Timestamp>,
    12: epoch: Option<rt::Timestamp>,
    13: http_date: Option<rt::Timestamp>,
    14: color: Option<Color>,
    15: level: Option<Level>,
    16: attr: Option<String>,
    17: count: Option<i32>,
    18: secret: Option<i32>,
    19: document: Option<rt::Document>,
    20: body: Option<Vec<String>>,
    21: other: Option<String>,
}

/// Members that always have a value.
static REQUIRED: Schema = Schema::structure(
    "Required",
    &[
        Member::new("days").required(),
        Member::new("when").required(),
        Member::new("deleted").required(),
    ],
);

structure! {
    Required, REQUIRED,
    0: days: i32,
    1: when: rt::Timestamp,
    2: deleted: bool,
}

static STRINGS: Schema = Schema::list("Strings", &[Member::new("member")]);
static RENAMED: Schema =
    Schema::list("Renamed", &[Member::new("member").with(&[Trait::XmlName("item")])]);
static MATRIX: Schema = Schema::list("Matrix", &[Member::new("member").of(&STRINGS)]);
static NODES: Schema = Schema::list("Nodes", &[Member::new("member").of(&NODE)]);
static SPARSE: Schema = Schema::sparse_list("Sparse", &[Member::new("member")]);
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
static MAP_OF_LISTS: Schema =
    Schema::map("MapOfLists", &[Member::new("key").sensitive(), Member::new("value").of(&NUMBERS)]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::new("member")]);

/// Lists and maps of all forms.
static COLLECTIONS: Schema = Schema::structure(
    "Collections",
    &[
        Member::new("strings").of(&STRINGS),
        Member::new("renamedMember").of(&RENAMED).with(&[Trait::XmlName("renamed")]),
        Member::new("flat").of(&RENAMED).with(&[Trait::XmlFlattened]),
        Member::new("flatNamed")
            .of(&RENAMED)
            .with(&[Trait::XmlName("customName"), Trait::XmlFlattened]),
        Member::new("matrix").of(&MATRIX),
        Member::new("nodes").of(&NODES),
        Member::new("flatNodes").of(&NODES).with(&[Trait::XmlFlattened]),
        Member::new("sparse").of(&SPARSE),
        Member::new("tags").of(&TAGS),
        Member::new("renamedMap").of(&RENAMED_MAP).with(&[Trait::XmlName("Settings")]),
        Member::new("flatMap").of(&TAGS).with(&[Trait::XmlFlattened]),
        Member::new("flatNamedMap")
            .of(&RENAMED_MAP)
            .with(&[Trait::XmlFlattened, Trait::XmlName("KVP")]),
        Member::new("nodeMap").of(&NODE_MAP),
        Member::new("sparseMap").of(&SPARSE_MAP),
        Member::new("mapOfLists").of(&MAP_OF_LISTS),
        Member::new("choice").of(&CHOICE),
    ],
);

structure! {
    Collections, COLLECTIONS,
    0: strings: Option<Vec<String>>,
    1: renamed: Option<Vec<String>>,
    2: flat: Option<Vec<String>>,
    3: flat_named: Option<Vec<String>>,
    4: matrix: Option<Vec<Vec<String>>>,
    5: nodes: Option<Vec<Node>>,
    6: flat_nodes: Option<Vec<Node>>,
    7: sparse: Option<Vec<Option<String>>>,
    8: tags: Option<BTreeMap<String, String>>,
    9: renamed_map: Option<BTreeMap<String, String>>,
    10: flat_map: Option<BTreeMap<String, String>>,
    11: flat_named_map: Option<BTreeMap<String, String>>,
    12: node_map: Option<BTreeMap<String, Node>>,
    13: sparse_map: Option<BTreeMap<String, Option<String>>>,
    14: map_of_lists: Option<BTreeMap<String, Vec<i32>>>,
    15: choice: Option<Choice>,
}

/// A structure that holds itself.
static NODE: Schema = Schema::structure(
    "Node",
    &[
        Member::new("value"),
        Member::new("children").of(&NODES).with(&[Trait::XmlName("child"), Trait::XmlFlattened]),
        Member::new("named").of(&NODE_MAP),
    ],
)
.with(&[Trait::XmlName("ANode")]);

structure! {
    Node, NODE,
    0: value: Option<String>,
    1: children: Option<Vec<Node>>,
    2: named: Option<BTreeMap<String, Node>>,
}

impl Node {
    pub(crate) fn of(value: &str) -> Self {
        Self { value: Some(value.into()), ..Self::default() }
    }
}

/// Namespaces in all places.
static SPACES: Schema = Schema::structure(
    "Spaces",
    &[
        Member::new("foo").with(&[Trait::XmlNamespace { uri: "http://baz.com", prefix: "baz" }]),
        Member::new("bar").with(&[Trait::XmlName("baz:bar")]),
        Member::new("values")
            .of(&SPACED_LIST)
            .with(&[Trait::XmlNamespace { uri: "http://qux.com", prefix: "" }]),
        Member::new("flat").of(&SPACED_LIST).with(&[Trait::XmlFlattened]),
        Member::new("map")
            .of(&SPACED_MAP)
            .with(&[Trait::XmlNamespace { uri: "http://map.com?a&b", prefix: "" }]),
        Member::new("flatMap").of(&SPACED_MAP).with(&[
            Trait::XmlFlattened,
            Trait::XmlName("KVP"),
            Trait::XmlNamespace { uri: "http://entry.com", prefix: "" },
        ]),
        Member::new("inner")
            .of(&TYPED)
            .with(&[Trait::XmlNamespace { uri: "http://xsi.com", prefix: "xsi" }]),
    ],
)
.with(&[Trait::XmlNamespace { uri: "http://foo.com", prefix: "" }]);

static SPACED_LIST: Schema = Schema::list(
    "SpacedList",
    &[Member::new("member").with(&[Trait::XmlNamespace { uri: "http://bux.com", prefix: "" }])],
);

static SPACED_MAP: Schema = Schema::map(
    "SpacedMap",
    &[
        Member::new("key").with(&[Trait::XmlNamespace { uri: "http://key.com", prefix: "" }]),
        Member::new("value").with(&[Trait::XmlNamespace { uri: "http://val.com", prefix: "v" }]),
    ],
);

structure! {
    Spaces, SPACES,
    0: foo: Option<String>,
    1: bar: Option<String>,
    2: values: Option<Vec<String>>,
    3: flat: Option<Vec<String>>,
    4: map: Option<BTreeMap<String, String>>,
    5: flat_map: Option<BTreeMap<String, String>>,
    6: inner: Option<Typed>,
}

static TYPED: Schema = Schema::structure(
    "Typed",
    &[
        Member::new("id"),
        Member::new("type").with(&[Trait::XmlAttribute, Trait::XmlName("xsi:type")]),
    ],
);

structure! {
    Typed, TYPED,
    0: id: Option<String>,
    1: kind: Option<String>,
}

/// A body that is one member.
pub(crate) static PAYLOADS: [Member; 5] = [
    Member::new("nested").of(&NODE),
    Member::new("nested").of(&NODE).with(&[
        Trait::XmlName("Hola"),
        Trait::XmlNamespace { uri: "http://member.com", prefix: "" },
    ]),
    Member::new("nested").of(&SPACES),
    Member::new("nested").of(&CHOICE),
    Member::new("nested"),
];

/// A union.
#[derive(Clone, PartialEq)]
pub(crate) enum Choice {
    Text(String),
    Number(i32),
    Node(Node),
    Items(Vec<String>),
    Nested(Vec<Choice>),
    Unknown { name: String, value: Option<rt::Document> },
}

static CHOICES: Schema = Schema::list("Choices", &[Member::new("member").of(&CHOICE)]);

static CHOICE: Schema = Schema::union(
    "Choice",
    &[
        Member::new("text"),
        Member::new("number").with(&[Trait::XmlName("Num")]),
        Member::new("node").of(&NODE),
        Member::new("items").of(&RENAMED).with(&[Trait::XmlName("Hi"), Trait::XmlFlattened]),
        Member::new("nested").of(&CHOICES),
    ],
);

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
            Self::Text(value) => rt::Variant::Known(0, rt::value(value)),
            Self::Number(value) => rt::Variant::Known(1, rt::value(value)),
            Self::Node(value) => rt::Variant::Known(2, rt::value(value)),
            Self::Items(value) => rt::Variant::Known(3, rt::value(value)),
            Self::Nested(value) => rt::Variant::Known(4, rt::value(value)),
            Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
        }
    }
}

impl rt::VariantsMut for Choice {
    fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
        *self = match index {
            0 => Self::Text(String::default()),
            1 => Self::Number(i32::default()),
            2 => Self::Node(Node::default()),
            3 => Self::Items(Vec::default()),
            4 => Self::Nested(Vec::default()),
            _ => Self::default(),
        };
        match self {
            Self::Text(value) => rt::slot(value),
            Self::Number(value) => rt::slot(value),
            Self::Node(value) => rt::slot(value),
            Self::Items(value) => rt::slot(value),
            Self::Nested(value) => rt::slot(value),
            Self::Unknown { .. } => rt::Slot::None,
        }
    }

    fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
        *self = Self::Unknown { name, value };
    }
}

rt::union!(Choice);

/// The names of query keys.
static NAMES: Schema = Schema::structure(
    "Names",
    &[
        Member::new("plain"),
        Member::new("Capital"),
        Member::new("renamed").with(&[Trait::XmlName("custom")]),
        Member::new("queried").with(&[Trait::Ec2QueryName("a"), Trait::XmlName("ignored")]),
        Member::new("_odd").with(&[Trait::XmlName("ns:odd")]),
        Member::new("list").of(&STRINGS),
    ],
);

structure! {
    Names, NAMES,
    0: plain: Option<String>,
    1: capital: Option<String>,
    2: renamed: Option<String>,
    3: queried: Option<String>,
    4: odd: Option<String>,
    5: list: Option<Vec<String>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Color {
    Red,
    Unknown(rt::UnknownValue),
}

rt::string_enum!(Color, Red("RED"));

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    High,
    Unknown(rt::UnknownInt),
}

rt::int_enum!(Level, High(9));

/// Simple values, and the document that they are.
pub(crate) fn scalars() -> Scalars {
    Scalars {
        text: Some("  a <b> & \"c\"\r\n  ".into()),
        flag: Some(false),
        byte: Some(-128),
        short: Some(32767),
        integer: Some(-2_147_483_648),
        long: Some(9_223_372_036_854_775_807),
        float: Some(1.5),
        double: Some(-0.1),
        big_integer: Some("123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("1.00000000000000000000000000001".parse().unwrap()),
        blob: Some(rt::Bytes::from_static(b"\x00\xffblob")),
        normal: rt::Timestamp::new(1_735_787_045, 678_000_000).ok(),
        epoch: Some(rt::Timestamp::from_seconds(1_398_796_238)),
        http_date: Some(rt::Timestamp::from_seconds(1_398_796_238)),
        color: Some(Color::Red),
        level: Some(Level::High),
        attr: Some("<test&\t\"mock\">".into()),
        count: Some(7),
        ..Scalars::default()
    }
}

pub(crate) const SCALARS_XML: &str = concat!(
    r#"<Simple test="&lt;test&amp;&#x9;&quot;mock&quot;&gt;" count="7">"#,
    "<text>  a &lt;b&gt; &amp; &quot;c&quot;&#xD;&#xA;  </text>",
    "<flag>false</flag>",
    "<byte>-128</byte>",
    "<short>32767</short>",
    "<integer>-2147483648</integer>",
    "<long>9223372036854775807</long>",
    "<float>1.5</float>",
    "<DoubleDribble>-0.1</DoubleDribble>",
    "<bigInteger>123456789012345678901234567890</bigInteger>",
    "<bigDecimal>1.00000000000000000000000000001</bigDecimal>",
    "<blob>AP9ibG9i</blob>",
    "<normal>2025-01-02T03:04:05.678Z</normal>",
    "<epoch>1398796238</epoch>",
    "<httpDate>Tue, 29 Apr 2014 18:30:38 GMT</httpDate>",
    "<color>RED</color>",
    "<level>9</level>",
    "</Simple>",
);

fn strings<const N: usize>(items: [&str; N]) -> Vec<String> {
    items.map(String::from).into()
}

fn map<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    entries.map(|(key, value)| (key.into(), value.into())).into()
}

/// Lists and maps, and the document that they are.
pub(crate) fn collections() -> Collections {
    Collections {
        strings: Some(strings(["foo", ""])),
        renamed: Some(strings(["bar"])),
        flat: Some(strings(["hi", "bye"])),
        flat_named: Some(strings(["yep"])),
        matrix: Some(vec![vec!["a".into(), "b".into()], vec![]]),
        nodes: Some(vec![Node::of("1"), Node::default()]),
        flat_nodes: Some(vec![
            Node { children: Some(vec![Node::of("3")]), ..Node::of("2") },
            Node::of("4"),
        ]),
        sparse: Some(vec![Some("x".into()), None]),
        tags: Some(map([("k1", "v1"), ("k2", "")])),
        renamed_map: Some(map([("a", "A")])),
        flat_map: Some(map([("foo", "Foo"), ("qux", "Qux")])),
        flat_named_map: Some(map([("b", "B")])),
        node_map: Some([("n".into(), Node::of("5"))].into()),
        sparse_map: Some([("null".into(), None), ("set".into(), Some("y".into()))].into()),
        map_of_lists: Some([("secret".into(), vec![1, 2])].into()),
        choice: Some(Choice::Items(vec!["i".into(), "j".into()])),
    }
}

pub(crate) const COLLECTIONS_XML: &str = concat!(
    "<Collections>",
    "<strings><member>foo</member><member></member></strings>",
    "<renamed><item>bar</item></renamed>",
    "<flat>hi</flat><flat>bye</flat>",
    "<customName>yep</customName>",
    "<matrix><member><member>a</member><member>b</member></member><member></member></matrix>",
    "<nodes><member><value>1</value></member><member></member></nodes>",
    "<flatNodes><value>2</value><child><value>3</value></child></flatNodes>",
    "<flatNodes><value>4</value></flatNodes>",
    "<sparse><member>x</member>",
    r#"<member xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></member>"#,
    "</sparse>",
    "<tags><entry><key>k1</key><value>v1</value></entry>",
    "<entry><key>k2</key><value></value></entry></tags>",
    "<Settings><entry><K>a</K><V>A</V></entry></Settings>",
    "<flatMap><key>foo</key><value>Foo</value></flatMap>",
    "<flatMap><key>qux</key><value>Qux</value></flatMap>",
    "<KVP><K>b</K><V>B</V></KVP>",
    "<nodeMap><entry><key>n</key><value><value>5</value></value></entry></nodeMap>",
    "<sparseMap><entry><key>null</key>",
    r#"<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></value>"#,
    "</entry><entry><key>set</key><value>y</value></entry></sparseMap>",
    "<mapOfLists><entry><key>secret</key>",
    "<value><member>1</member><member>2</member></value></entry></mapOfLists>",
    "<choice><Hi>i</Hi><Hi>j</Hi></choice>",
    "</Collections>",
);

/// Namespaces, and the document that declares them.
pub(crate) fn spaces() -> Spaces {
    Spaces {
        foo: Some("Foo".into()),
        bar: Some("Bar".into()),
        values: Some(strings(["a", "b"])),
        flat: Some(strings(["c"])),
        map: Some(map([("d", "D")])),
        flat_map: Some(map([("e", "E")])),
        inner: Some(Typed { id: Some("i".into()), kind: Some("CanonicalUser".into()) }),
    }
}

pub(crate) const SPACES_XML: &str = concat!(
    r#"<Spaces xmlns="http://foo.com">"#,
    r#"<foo xmlns:baz="http://baz.com">Foo</foo>"#,
    "<baz:bar>Bar</baz:bar>",
    r#"<values xmlns="http://qux.com">"#,
    r#"<member xmlns="http://bux.com">a</member><member xmlns="http://bux.com">b</member>"#,
    "</values>",
    r#"<flat xmlns="http://bux.com">c</flat>"#,
    r#"<map xmlns="http://map.com?a&amp;b"><entry>"#,
    r#"<key xmlns="http://key.com">d</key><value xmlns:v="http://val.com">D</value>"#,
    "</entry></map>",
    r#"<KVP xmlns="http://entry.com">"#,
    r#"<key xmlns="http://key.com">e</key><value xmlns:v="http://val.com">E</value>"#,
    "</KVP>",
    r#"<inner xmlns:xsi="http://xsi.com" xsi:type="CanonicalUser"><id>i</id></inner>"#,
    "</Spaces>",
);
