//! Shapes as the generator writes them, by hand.

use std::collections::BTreeMap;

use smithgen_runtime::v1 as rt;

pub mod schema {
    use smithgen_runtime::v1 as rt;

    pub static STRINGS: rt::Schema =
        rt::Schema::list("com.example#Strings", &[rt::Member::new("member")]);
    pub static SPARSE_STRINGS: rt::Schema =
        rt::Schema::sparse_list("com.example#SparseStrings", &[rt::Member::new("member")]);
    pub static MATRIX: rt::Schema =
        rt::Schema::list("com.example#Matrix", &[rt::Member::new("member").of(&NUMBERS)]);
    pub static NUMBERS: rt::Schema =
        rt::Schema::list("com.example#Numbers", &[rt::Member::new("member")]);
    pub static SECRETS: rt::Schema =
        rt::Schema::list("com.example#Secrets", &[rt::Member::new("member").sensitive()]);
    pub static TAGS: rt::Schema =
        rt::Schema::map("com.example#Tags", &[rt::Member::new("key"), rt::Member::new("value")]);
    pub static SPARSE_TAGS: rt::Schema = rt::Schema::sparse_map(
        "com.example#SparseTags",
        &[rt::Member::new("key"), rt::Member::new("value")],
    );
    pub static ACCOUNTS: rt::Schema = rt::Schema::map(
        "com.example#Accounts",
        &[rt::Member::new("key").sensitive(), rt::Member::new("value")],
    );
    pub static SHARES: rt::Schema =
        rt::Schema::map("com.example#Shares", &[rt::Member::new("key"), rt::Member::new("value")]);
    pub static NODES: rt::Schema =
        rt::Schema::list("com.example#Nodes", &[rt::Member::new("member").of(&super::NODE)]);
    pub static NODE_MAP: rt::Schema = rt::Schema::map(
        "com.example#NodeMap",
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
    "com.example#Everything",
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

impl rt::Shape for Everything {
    const SCHEMA: &'static rt::Schema = &EVERYTHING;
}

impl rt::Members for Everything {
    #[inline]
    fn member(&self, index: usize) -> rt::Value<'_> {
        match index {
            0 => rt::value(&self.name),
            1 => rt::value(&self.flag),
            2 => rt::value(&self.byte),
            3 => rt::value(&self.short),
            4 => rt::value(&self.integer),
            5 => rt::value(&self.long),
            6 => rt::value(&self.float),
            7 => rt::value(&self.double),
            8 => rt::value(&self.big_integer),
            9 => rt::value(&self.big_decimal),
            10 => rt::value(&self.blob),
            11 => rt::value(&self.created),
            12 => rt::value(&self.updated),
            13 => rt::value(&self.expires),
            14 => rt::value(&self.document),
            15 => rt::value(&self.color),
            16 => rt::value(&self.level),
            17 => rt::value(&self.choice),
            18 => rt::value(&self.strings),
            19 => rt::value(&self.sparse_strings),
            20 => rt::value(&self.matrix),
            21 => rt::value(&self.tags),
            22 => rt::value(&self.sparse_tags),
            23 => rt::value(&self.shares),
            24 => rt::boxed(self.node.as_deref()),
            25 => rt::value(&self.nodes),
            26 => rt::value(&self.password),
            27 => rt::value(&self.secrets),
            28 => rt::value(&self.accounts),
            29 => rt::value(&self.token),
            30 => rt::value(&self.mood),
            31 => rt::value(&self.unit),
            _ => rt::Value::Absent,
        }
    }
}

impl rt::MembersMut for Everything {
    #[inline]
    fn member_mut(&mut self, index: usize) -> rt::Slot<'_> {
        match index {
            0 => rt::slot(&mut self.name),
            1 => rt::slot(&mut self.flag),
            2 => rt::slot(&mut self.byte),
            3 => rt::slot(&mut self.short),
            4 => rt::slot(&mut self.integer),
            5 => rt::slot(&mut self.long),
            6 => rt::slot(&mut self.float),
            7 => rt::slot(&mut self.double),
            8 => rt::slot(&mut self.big_integer),
            9 => rt::slot(&mut self.big_decimal),
            10 => rt::slot(&mut self.blob),
            11 => rt::slot(&mut self.created),
            12 => rt::slot(&mut self.updated),
            13 => rt::slot(&mut self.expires),
            14 => rt::slot(&mut self.document),
            15 => rt::slot(&mut self.color),
            16 => rt::slot(&mut self.level),
            17 => rt::slot(&mut self.choice),
            18 => rt::slot(&mut self.strings),
            19 => rt::slot(&mut self.sparse_strings),
            20 => rt::slot(&mut self.matrix),
            21 => rt::slot(&mut self.tags),
            22 => rt::slot(&mut self.sparse_tags),
            23 => rt::slot(&mut self.shares),
            24 => rt::slot(&mut **self.node.get_or_insert_default()),
            25 => rt::slot(&mut self.nodes),
            26 => rt::slot(&mut self.password),
            27 => rt::slot(&mut self.secrets),
            28 => rt::slot(&mut self.accounts),
            29 => rt::slot(&mut self.token),
            30 => rt::slot(&mut self.mood),
            31 => rt::slot(&mut self.unit),
            _ => rt::Slot::None,
        }
    }
}

rt::structure!(Everything);

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
    "com.example#Node",
    &[
        rt::Member::new("Value"),
        rt::Member::new("Next").of(&NODE),
        rt::Member::new("Children").of(&schema::NODES),
        rt::Member::new("Named").of(&schema::NODE_MAP),
        rt::Member::new("Choice").of(&CHOICE),
    ],
);

impl rt::Shape for Node {
    const SCHEMA: &'static rt::Schema = &NODE;
}

impl rt::Members for Node {
    #[inline]
    fn member(&self, index: usize) -> rt::Value<'_> {
        match index {
            0 => rt::value(&self.value),
            1 => rt::boxed(self.next.as_deref()),
            2 => rt::value(&self.children),
            3 => rt::value(&self.named),
            4 => rt::boxed(self.choice.as_deref()),
            _ => rt::Value::Absent,
        }
    }
}

impl rt::MembersMut for Node {
    #[inline]
    fn member_mut(&mut self, index: usize) -> rt::Slot<'_> {
        match index {
            0 => rt::slot(&mut self.value),
            1 => rt::slot(&mut **self.next.get_or_insert_default()),
            2 => rt::slot(&mut self.children),
            3 => rt::slot(&mut self.named),
            4 => rt::slot(&mut **self.choice.get_or_insert_default()),
            _ => rt::Slot::None,
        }
    }
}

rt::structure!(Node);

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
    "com.example#Choice",
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

macro_rules! colors {
    ($name:ident, $macro:ident) => {
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            Red,
            Green,
            Unknown(rt::UnknownValue),
        }

        impl $name {
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Red => "RED",
                    Self::Green => "GREEN",
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    "RED" => Self::Red,
                    "GREEN" => Self::Green,
                    _ => Self::Unknown(rt::unknown_value(value)),
                }
            }
        }

        rt::$macro!($name);
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

impl Level {
    pub fn value(self) -> i32 {
        match self {
            Self::Low => 1,
            Self::High => 9,
            Self::Unknown(value) => value.value(),
        }
    }
}

impl From<i32> for Level {
    fn from(value: i32) -> Self {
        match value {
            1 => Self::Low,
            9 => Self::High,
            _ => Self::Unknown(rt::unknown_int(value)),
        }
    }
}

rt::int_enum!(Level);

/// A structure that holds a stream.
#[derive(Default)]
#[non_exhaustive]
pub struct Upload {
    pub key: Option<String>,
    pub body: rt::Body,
}

pub static UPLOAD: rt::Schema =
    rt::Schema::structure("com.example#Upload", &[rt::Member::new("Key"), rt::Member::new("Body")]);

impl rt::Shape for Upload {
    const SCHEMA: &'static rt::Schema = &UPLOAD;
}

impl rt::Members for Upload {
    #[inline]
    fn member(&self, index: usize) -> rt::Value<'_> {
        match index {
            0 => rt::value(&self.key),
            1 => rt::value(&self.body),
            _ => rt::Value::Absent,
        }
    }
}

impl rt::MembersMut for Upload {
    #[inline]
    fn member_mut(&mut self, index: usize) -> rt::Slot<'_> {
        match index {
            0 => rt::slot(&mut self.key),
            1 => rt::slot(&mut self.body),
            _ => rt::Slot::None,
        }
    }
}

rt::streaming_structure!(Upload);

/// An error whose message is sensitive.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SecretError {
    pub message: Option<String>,
}

pub static SECRET_ERROR: rt::Schema =
    rt::Schema::structure("com.example#SecretError", &[rt::Member::new("message").sensitive()]);

impl rt::Shape for SecretError {
    const SCHEMA: &'static rt::Schema = &SECRET_ERROR;
}

impl rt::Members for SecretError {
    #[inline]
    fn member(&self, index: usize) -> rt::Value<'_> {
        match index {
            0 => rt::value(&self.message),
            _ => rt::Value::Absent,
        }
    }
}

impl rt::MembersMut for SecretError {
    #[inline]
    fn member_mut(&mut self, index: usize) -> rt::Slot<'_> {
        match index {
            0 => rt::slot(&mut self.message),
            _ => rt::Slot::None,
        }
    }
}

rt::structure!(SecretError);

/// An error.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NotFoundError {
    pub message: Option<String>,
    pub resource: String,
}

pub static NOT_FOUND_ERROR: rt::Schema = rt::Schema::structure(
    "com.example#NotFoundError",
    &[rt::Member::new("message"), rt::Member::new("Resource").required()],
);

impl rt::Shape for NotFoundError {
    const SCHEMA: &'static rt::Schema = &NOT_FOUND_ERROR;
}

impl rt::Members for NotFoundError {
    #[inline]
    fn member(&self, index: usize) -> rt::Value<'_> {
        match index {
            0 => rt::value(&self.message),
            1 => rt::value(&self.resource),
            _ => rt::Value::Absent,
        }
    }
}

impl rt::MembersMut for NotFoundError {
    #[inline]
    fn member_mut(&mut self, index: usize) -> rt::Slot<'_> {
        match index {
            0 => rt::slot(&mut self.message),
            1 => rt::slot(&mut self.resource),
            _ => rt::Slot::None,
        }
    }
}

rt::structure!(NotFoundError);

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
