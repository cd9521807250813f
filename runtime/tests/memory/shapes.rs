//! Shapes that take much more memory than their bytes on the wire, written as the generator would write them.

use std::collections::BTreeMap;

use smithgen_runtime::v1::{self as rt, Member, Schema, Trait};

macro_rules! structure {
    ($name:ident, $schema:ident { $($index:literal: $field:ident $place:ident: $ty:ty = $member:expr,)* }) => {
        #[derive(Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: $ty,)*
            #[allow(dead_code, reason = "it takes memory")]
            pub(crate) padding: Padding,
        }

        pub(crate) static $schema: Schema =
            Schema::structure(stringify!($name), &[$($member),*]);

        const _: () = {
            use self::$schema as SCHEMA;
            rt::streaming_structure!($name $(, $field($index $place))*);
        };
    };
}

/// Members that no body here has.
#[allow(dead_code, reason = "it takes memory")]
pub(crate) struct Padding([Option<String>; 200]);

impl Default for Padding {
    fn default() -> Self {
        Self([const { None }; 200])
    }
}

structure!(Node, NODE {
    0: next boxed: Option<Box<Node>> = Member::new("n").of(&NODE),
    1: nodes plain: Option<Vec<Node>> = Member::new("l").of(&NODES),
    2: sparse plain: Option<Vec<Option<Node>>> = Member::new("s").of(&SPARSE),
    3: named plain: Option<BTreeMap<String, Node>> = Member::new("m").of(&NAMED),
    4: flags plain: Option<Vec<Vec<bool>>> = Member::new("f").of(&MATRIX),
    5: tags plain: Option<BTreeMap<String, Option<String>>> = Member::new("t").of(&TAGS),
    6: many_tags plain: Option<Vec<BTreeMap<String, Option<String>>>> =
        Member::new("u").of(&MANY_TAGS),
    7: text plain: Option<String> = Member::new("x"),
    8: texts plain: Option<Vec<String>> = Member::new("y").of(&LIST),
    9: blobs plain: Option<Vec<rt::Bytes>> = Member::new("b").of(&LIST),
    10: integers plain: Option<Vec<rt::BigInteger>> = Member::new("i").of(&LIST),
    11: decimals plain: Option<Vec<rt::BigDecimal>> = Member::new("d").of(&LIST),
    12: colors plain: Option<Vec<Color>> = Member::new("c").of(&LIST),
    13: levels plain: Option<Vec<Level>> = Member::new("v").of(&LIST),
    14: times plain: Option<Vec<rt::Timestamp>> = Member::new("w").of(&LIST),
    15: choices plain: Option<Vec<Choice>> = Member::new("z").of(&CHOICES),
    16: document plain: Option<rt::Document> = Member::new("o"),
    17: flat plain: Option<Vec<Node>> = Member::new("q").of(&NODES).with(&[Trait::XmlFlattened]),
});

static NODES: Schema = Schema::list("Nodes", &[Member::new("member").of(&NODE)]);
static SPARSE: Schema = Schema::sparse_list("Sparse", &[Member::new("member").of(&NODE)]);
static NAMED: Schema = Schema::map("Named", &[Member::new("key"), Member::new("value").of(&NODE)]);
static MATRIX: Schema = Schema::list("Matrix", &[Member::new("member").of(&LIST)]);
static LIST: Schema = Schema::list("List", &[Member::new("member")]);
static TAGS: Schema = Schema::sparse_map("Tags", &[Member::new("key"), Member::new("value")]);
static MANY_TAGS: Schema = Schema::list("ManyTags", &[Member::new("member").of(&TAGS)]);
static CHOICES: Schema = Schema::list("Choices", &[Member::new("member").of(&CHOICE)]);
static CHOICE: Schema = Schema::union("Choice", &[Member::new("n").of(&NODE), Member::new("t")]);

pub(crate) enum Choice {
    Node(Box<Node>),
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
            Self::Node(value) => rt::Variant::Known(0, rt::value(&**value)),
            Self::Text(value) => rt::Variant::Known(1, rt::value(value)),
            Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
        }
    }
}

impl rt::VariantsMut for Choice {
    fn variant_mut(&mut self, index: usize) -> rt::Slot<'_> {
        *self = match index {
            0 => Self::Node(Box::default()),
            1 => Self::Text(String::new()),
            _ => return rt::Slot::None,
        };
        match self {
            Self::Node(value) => rt::slot(&mut **value),
            Self::Text(value) => rt::slot(value),
            Self::Unknown { .. } => rt::Slot::None,
        }
    }

    fn set_unknown(&mut self, name: String, value: Option<rt::Document>) {
        *self = Self::Unknown { name, value };
    }
}

rt::union!(Choice);

pub(crate) enum Color {
    Red,
    Unknown(rt::UnknownValue),
}

impl PartialEq for Color {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Color {}

rt::string_enum!(Color, Red("RED"));

#[derive(PartialEq, Eq)]
pub(crate) enum Level {
    Low,
    Unknown(rt::UnknownInt),
}

rt::int_enum!(Level, Low(1));

/// An output, or an error, whose members are in headers.
macro_rules! head {
    ($name:ident) => {
        #[derive(Default)]
        pub(crate) struct $name {
            texts: Option<Vec<String>>,
            flags: Option<Vec<bool>>,
            named: Option<BTreeMap<String, String>>,
            text: Option<String>,
            message: Option<String>,
            nodes: Option<Vec<Node>>,
        }

        const _: () = {
            static SCHEMA: Schema = Schema::structure(
                stringify!($name),
                &[
                    Member::new("texts").of(&LIST).with(&[Trait::HttpHeader("x-texts")]),
                    Member::new("flags").of(&LIST).with(&[Trait::HttpHeader("x-flags")]),
                    Member::new("named").of(&STRINGS).with(&[Trait::HttpPrefixHeaders("x-named-")]),
                    Member::new("text").with(&[Trait::HttpHeader("x-text")]),
                    Member::new("message"),
                    Member::new("nodes").of(&NODES),
                ],
            );
            rt::streaming_structure!(
                $name,
                texts(0),
                flags(1),
                named(2),
                text(3),
                message(4),
                nodes(5)
            );
        };
    };
}

static STRINGS: Schema = Schema::map("Strings", &[Member::new("key"), Member::new("value")]);

head!(Output);
head!(Failed);

static SERVICE: rt::ServiceFacts = rt::ServiceFacts::new("Example", "2020-01-01", &rt::REST_JSON_1);

pub(crate) struct Get;

impl rt::Operation for Get {
    type Input = rt::Unit;
    type Output = Output;
    type Error = Error;

    const FACTS: &'static rt::OperationFacts = {
        static FACTS: rt::OperationFacts =
            rt::OperationFacts::of(&SERVICE).named("Get").http("GET", "/", 200);
        &FACTS
    };
}

pub(crate) enum Error {
    Failed(rt::Modeled<Failed>),
    Other(rt::OtherError),
}

impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failed(error) => error.metadata().fmt(f),
            Self::Other(error) => error.fmt(f),
        }
    }
}

rt::service_error!(Error);

impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::ErrorFacts] = &[rt::ErrorFacts::new("Failed")];

    fn modeled(index: usize, decoder: &mut rt::ModeledDecoder<'_>) -> Result<Self, rt::OtherError> {
        match index {
            0 => decoder.decode().map(Self::Failed),
            _ => decoder.unmodeled(),
        }
    }

    fn metadata(&self) -> Option<&rt::ErrorMetadata> {
        match self {
            Self::Failed(error) => Some(error.metadata()),
            Self::Other(error) => error.metadata(),
        }
    }

    fn other(&self) -> Option<&rt::OtherError> {
        match self {
            Self::Failed(_) => None,
            Self::Other(error) => Some(error),
        }
    }
}
