//! Shapes as the generator writes them, by hand.

use std::collections::BTreeMap;

use smithgen_runtime::v1 as rt;

/// What the generator writes beside its `SCHEMA`, one in a module. This module has several.
macro_rules! with_schema {
    ($schema:ident, $($call:tt)*) => {
        const _: () = {
            use self::$schema as SCHEMA;
            $($call)*;
        };
    };
}

pub mod schema {
    use smithgen_runtime::v1 as rt;

    pub static STRINGS: rt::Schema = rt::Schema::list("Strings", &[rt::Member::new("member")]);
    pub static SPARSE_STRINGS: rt::Schema =
        rt::Schema::sparse_list("SparseStrings", &[rt::Member::new("member")]);
    pub static MATRIX: rt::Schema =
        rt::Schema::list("Matrix", &[rt::Member::new("member").of(&NUMBERS)]);
    pub static NUMBERS: rt::Schema = rt::Schema::list("Numbers", &[rt::Member::new("member")]);
    pub static SECRETS: rt::Schema =
        rt::Schema::list("Secrets", &[rt::Member::new("member").sensitive()]);
    pub static TAGS: rt::Schema =
        rt::Schema::map("Tags", &[rt::Member::new("key"), rt::Member::new("value")]);
    pub static SPARSE_TAGS: rt::Schema =
        rt::Schema::sparse_map("SparseTags", &[rt::Member::new("key"), rt::Member::new("value")]);
    pub static ACCOUNTS: rt::Schema = rt::Schema::map(
        "Accounts",
        &[rt::Member::new("key").sensitive(), rt::Member::new("value")],
    );
    pub static SHARES: rt::Schema =
        rt::Schema::map("Shares", &[rt::Member::new("key"), rt::Member::new("value")]);
    pub static NODES: rt::Schema =
        rt::Schema::list("Nodes", &[rt::Member::new("member").of(&super::NODE)]);
    pub static NODE_MAP: rt::Schema = rt::Schema::map(
        "NodeMap",
        &[rt::Member::new("key"), rt::Member::new("value").of(&super::NODE)],
    );
}

/// A structure with a member of every kind.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Everything {
    pub name: String,
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big_integer: Option<rt::BigInteger>,
    pub big_decimal: Option<rt::BigDecimal>,
    pub blob: Option<rt::Bytes>,
    pub created: Option<rt::Timestamp>,
    pub updated: Option<rt::Timestamp>,
    pub expires: Option<rt::Timestamp>,
    pub document: Option<rt::Document>,
    pub color: Option<Color>,
    pub level: Option<Level>,
    pub choice: Option<Choice>,
    pub strings: Option<Vec<String>>,
    pub sparse_strings: Option<Vec<Option<String>>>,
    pub matrix: Option<Vec<Vec<i64>>>,
    pub tags: Option<BTreeMap<String, String>>,
    pub sparse_tags: Option<BTreeMap<String, Option<String>>>,
    pub shares: Option<BTreeMap<Color, f64>>,
    pub node: Option<Box<Node>>,
    pub nodes: Option<Vec<Node>>,
    pub password: Option<String>,
    pub secrets: Option<Vec<String>>,
    pub accounts: Option<BTreeMap<String, i32>>,
    pub token: Option<String>,
    pub mood: Option<Mood>,
    pub unit: Option<rt::Unit>,
}

pub static EVERYTHING: rt::Schema = rt::Schema::structure(
    "Everything",
    &[
        rt::Member::new("Name").required(),
        rt::Member::new("Flag"),
        rt::Member::new("Byte"),
        rt::Member::new("Short"),
        rt::Member::new("Integer"),
        rt::Member::new("Long"),
        rt::Member::new("Float"),
        rt::Member::new("Double"),
        rt::Member::new("BigInteger"),
        rt::Member::new("BigDecimal"),
        rt::Member::new("Blob"),
        rt::Member::new("Created"),
        rt::Member::new("Updated").timestamp_format(rt::TimestampFormat::DateTime),
        rt::Member::new("Expires").timestamp_format(rt::TimestampFormat::HttpDate),
        rt::Member::new("Document"),
        rt::Member::new("Color").json_name("colour"),
        rt::Member::new("Level"),
        rt::Member::new("Choice").of(&CHOICE),
        rt::Member::new("Strings").of(&schema::STRINGS),
        rt::Member::new("SparseStrings").of(&schema::SPARSE_STRINGS),
        rt::Member::new("Matrix").of(&schema::MATRIX),
        rt::Member::new("Tags").of(&schema::TAGS),
        rt::Member::new("SparseTags").of(&schema::SPARSE_TAGS),
        rt::Member::new("Shares").of(&schema::SHARES),
        rt::Member::new("Node").of(&NODE),
        rt::Member::new("Nodes").of(&schema::NODES),
        rt::Member::new("Password").sensitive(),
        rt::Member::new("Secrets").of(&schema::SECRETS),
        rt::Member::new("Accounts").of(&schema::ACCOUNTS),
        rt::Member::new("Token").idempotency_token(),
        rt::Member::new("Mood").sensitive(),
        rt::Member::new("Unit").of(<rt::Unit as rt::Shape>::SCHEMA),
    ],
);

with_schema!(
    EVERYTHING,
    rt::structure!(
        Everything, name(0 plain), flag(1 plain), byte(2 plain), short(3 plain), integer(4 plain),
        long(5 plain), float(6 plain), double(7 plain), big_integer(8 plain),
        big_decimal(9 plain), blob(10 plain), created(11 plain), updated(12 plain),
        expires(13 plain), document(14 plain), color(15 plain), level(16 plain), choice(17 plain),
        strings(18 plain), sparse_strings(19 plain), matrix(20 plain), tags(21 plain),
        sparse_tags(22 plain), shares(23 plain), node(24 boxed), nodes(25 plain),
        password(26 plain), secrets(27 plain), accounts(28 plain), token(29 plain),
        mood(30 plain), unit(31 plain)
    )
);

/// A structure that holds itself: in a box, in a list, in a map, in a union.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Node {
    pub value: Option<String>,
    pub next: Option<Box<Node>>,
    pub children: Option<Vec<Node>>,
    pub named: Option<BTreeMap<String, Node>>,
    pub choice: Option<Box<Choice>>,
}

pub static NODE: rt::Schema = rt::Schema::structure(
    "Node",
    &[
        rt::Member::new("Value"),
        rt::Member::new("Next").of(&NODE),
        rt::Member::new("Children").of(&schema::NODES),
        rt::Member::new("Named").of(&schema::NODE_MAP),
        rt::Member::new("Choice").of(&CHOICE),
    ],
);

with_schema!(
    NODE,
    rt::structure!(
        Node, value(0 plain), next(1 boxed), children(2 plain), named(3 plain), choice(4 boxed)
    )
);

/// A union.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Choice {
    Text(String),
    Number(i32),
    Secret(String),
    Node(Node),
    Strings(Vec<String>),
    Nothing(rt::Unit),
    #[non_exhaustive]
    Unknown {
        name: String,
        value: Option<rt::Document>,
    },
}

pub static CHOICE: rt::Schema = rt::Schema::union(
    "Choice",
    &[
        rt::Member::new("Text"),
        rt::Member::new("Number"),
        rt::Member::new("Secret").sensitive(),
        rt::Member::new("Node").of(&NODE),
        rt::Member::new("Strings").of(&schema::STRINGS),
        rt::Member::new("Nothing").of(<rt::Unit as rt::Shape>::SCHEMA),
    ],
);

impl Default for Choice {
    fn default() -> Self {
        Self::Unknown { name: String::new(), value: None }
    }
}

impl rt::Shape for Choice {
    const SCHEMA: &'static rt::Schema = &CHOICE;
}

impl rt::Variants for Choice {
    #[inline]
    fn variant(&self) -> rt::Variant<'_> {
        match self {
            Self::Text(value) => rt::Variant::Known(0, rt::value(value)),
            Self::Number(value) => rt::Variant::Known(1, rt::value(value)),
            Self::Secret(value) => rt::Variant::Known(2, rt::value(value)),
            Self::Node(value) => rt::Variant::Known(3, rt::value(value)),
            Self::Strings(value) => rt::Variant::Known(4, rt::value(value)),
            Self::Nothing(value) => rt::Variant::Known(5, rt::value(value)),
            Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
        }
    }
}

impl rt::VariantsMut for Choice {
    #[allow(clippy::match_same_arms, reason = "the generator writes an arm a member")]
    #[inline]
    fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
        *self = match index {
            0 => Self::Text(String::default()),
            1 => Self::Number(i32::default()),
            2 => Self::Secret(String::default()),
            3 => Self::Node(Node::default()),
            4 => Self::Strings(Vec::default()),
            5 => Self::Nothing(rt::Unit),
            _ => Self::default(),
        };
        match self {
            Self::Text(value) => rt::slot(value),
            Self::Number(value) => rt::slot(value),
            Self::Secret(value) => rt::slot(value),
            Self::Node(value) => rt::slot(value),
            Self::Strings(value) => rt::slot(value),
            Self::Nothing(value) => rt::slot(value),
            Self::Unknown { .. } => rt::Slot::None,
        }
    }

    #[inline]
    fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
        *self = Self::Unknown { name, value };
    }
}

rt::union!(Choice);

/// A sensitive union, of which no member is set.
#[derive(Clone, PartialEq, Default)]
pub struct Sealed(pub Choice);

pub static SEALED: rt::Schema = rt::Schema::union("Sealed", &[rt::Member::new("Text").sensitive()])
    .with(&[rt::Trait::Sensitive]);

impl rt::Shape for Sealed {
    const SCHEMA: &'static rt::Schema = &SEALED;
}

impl rt::Variants for Sealed {
    fn variant(&self) -> rt::Variant<'_> {
        self.0.variant()
    }
}

impl rt::VariantsMut for Sealed {
    fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
        self.0.variant_mut(index)
    }

    fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
        self.0.set_unknown(name, value);
    }
}

rt::union!(Sealed);

macro_rules! colors {
    ($name:ident, $macro:ident) => {
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            Red,
            Green,
            Unknown(rt::UnknownValue),
        }

        rt::$macro!($name, Red("RED"), Green("GREEN"));
    };
}

colors!(Color, string_enum);
colors!(Mood, sensitive_string_enum);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    Low,
    High,
    Unknown(rt::UnknownInt),
}

rt::int_enum!(Level, Low(1), High(9));

/// A sensitive enum of integers.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Rank {
    Low,
    Unknown(rt::UnknownInt),
}

rt::sensitive_int_enum!(Rank, Low(1));

/// A structure that holds a stream.
#[derive(Default)]
#[non_exhaustive]
pub struct Upload {
    pub key: Option<String>,
    pub body: rt::Body,
}

pub static UPLOAD: rt::Schema =
    rt::Schema::structure("Upload", &[rt::Member::new("Key"), rt::Member::new("Body")]);

with_schema!(UPLOAD, rt::streaming_structure!(Upload, key(0), body(1)));

/// An error whose message is sensitive.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SecretError {
    pub message: Option<String>,
}

pub static SECRET_ERROR: rt::Schema =
    rt::Schema::structure("SecretError", &[rt::Member::new("message").sensitive()]);

with_schema!(SECRET_ERROR, rt::structure!(SecretError, message(0)));

/// An error.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NotFoundError {
    pub message: Option<String>,
    pub resource: String,
}

pub static NOT_FOUND_ERROR: rt::Schema = rt::Schema::structure(
    "NotFoundError",
    &[rt::Member::new("message"), rt::Member::new("Resource").required()],
);

with_schema!(NOT_FOUND_ERROR, rt::structure!(NotFoundError, message(0), resource(1)));

/// The errors of the service.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    NotFound(rt::Modeled<NotFoundError>),
    Secret(rt::Modeled<SecretError>),
    Busy(rt::Modeled<rt::Unit>),
    Other(rt::OtherError),
}

impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::ErrorFacts] = &[
        rt::ErrorFacts::new("NotFoundError").query_code("Example.NotFound").http_status(404),
        rt::ErrorFacts::new("SecretError"),
        rt::ErrorFacts::new("BusyError").retry(rt::Retry::Throttling),
    ];

    fn modeled(index: usize, decode: &mut rt::ModeledDecoder<'_>) -> Result<Self, rt::OtherError> {
        match index {
            0 => decode.decode().map(Self::NotFound),
            1 => decode.decode().map(Self::Secret),
            2 => decode.decode().map(Self::Busy),
            _ => decode.unmodeled(),
        }
    }

    fn metadata(&self) -> Option<&rt::ErrorMetadata> {
        match self {
            Self::NotFound(error) => Some(error.metadata()),
            Self::Secret(error) => Some(error.metadata()),
            Self::Busy(error) => Some(error.metadata()),
            Self::Other(error) => error.metadata(),
        }
    }

    fn other(&self) -> Option<&rt::OtherError> {
        match self {
            Self::Other(error) => Some(error),
            _ => None,
        }
    }
}

rt::service_error!(Error);

pub static SERVICE: rt::ServiceFacts =
    rt::ServiceFacts::new("ExampleService", "2025-01-02", &rt::AWS_JSON_1_1);

pub static QUERY_SERVICE: rt::ServiceFacts =
    rt::ServiceFacts::new("QueryService", "2025-01-02", &rt::AWS_JSON_1_0).query_compatible();

pub static DOTTED_SERVICE: rt::ServiceFacts =
    rt::ServiceFacts::new("Example_2025", "2025-01-02", &rt::AWS_JSON_1_1)
        .target_prefix("com.example.v2025.Example_2025");

/// An operation of a service whose name in requests has dots.
#[derive(Debug)]
pub enum DottedPing {}

impl rt::Operation for DottedPing {
    type Input = rt::Unit;
    type Output = rt::Unit;
    type Error = Error;

    const FACTS: &'static rt::OperationFacts =
        &rt::OperationFacts::of(&DOTTED_SERVICE).named("Ping").without_input().without_output();
}

/// An operation that takes everything and gives it back.
#[derive(Debug)]
pub enum PutEverything {}

impl rt::Operation for PutEverything {
    type Input = Everything;
    type Output = Everything;
    type Error = Error;

    const FACTS: &'static rt::OperationFacts =
        &rt::OperationFacts::of(&SERVICE).named("PutEverything").errors(&["NotFoundError"]);
}

/// An operation of which the model names neither input nor output.
#[derive(Debug)]
pub enum Ping {}

impl rt::Operation for Ping {
    type Input = rt::Unit;
    type Output = rt::Unit;
    type Error = Error;

    const FACTS: &'static rt::OperationFacts =
        &rt::OperationFacts::of(&QUERY_SERVICE).named("Ping").without_input().without_output();
}

/// A value with every member set, and no two alike.
pub fn everything() -> Everything {
    Everything {
        name: "a \"b\"\n\u{1}é😀".into(),
        flag: Some(true),
        byte: Some(-128),
        short: Some(32767),
        integer: Some(-2_147_483_648),
        long: Some(9_223_372_036_854_775_807),
        float: Some(1.5),
        double: Some(-0.1),
        big_integer: Some("123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("1.00000000000000000000000000001".parse().unwrap()),
        blob: Some(rt::Bytes::from_static(b"\x00\xffblob")),
        created: Some(rt::Timestamp::new(1_735_787_045, 678_000_000).unwrap()),
        updated: Some(rt::Timestamp::from_seconds(1_735_787_045)),
        expires: Some(rt::Timestamp::from_seconds(1_398_796_238)),
        document: Some(
            [("k", rt::Document::from([1, -2])), ("n", rt::Document::Null)].into_iter().collect(),
        ),
        color: Some(Color::Green),
        level: Some(Level::High),
        choice: Some(Choice::Number(7)),
        strings: Some(vec!["x".into(), String::new()]),
        sparse_strings: Some(vec![None, Some("y".into())]),
        matrix: Some(vec![vec![], vec![1, 2]]),
        tags: Some([("a".into(), "1".into()), ("b".into(), "2".into())].into()),
        sparse_tags: Some([("c".into(), None), ("d".into(), Some("3".into()))].into()),
        shares: Some([(Color::Red, 0.25), (Color::from("PINK"), 1e300)].into()),
        node: Some(Box::new(Node {
            value: Some("root".into()),
            next: Some(Box::default()),
            ..Node::default()
        })),
        nodes: Some(vec![Node {
            named: Some([("n".into(), Node::default())].into()),
            choice: Some(Box::new(Choice::Strings(vec!["z".into()]))),
            ..Node::default()
        }]),
        password: Some("hunter2".into()),
        secrets: Some(vec!["swordfish".into()]),
        accounts: Some([("acct-4711".into(), 5)].into()),
        token: Some("t-1".into()),
        mood: Some(Mood::Red),
        unit: Some(rt::Unit),
    }
}
