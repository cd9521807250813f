//! Operations as the generator writes them, by hand: one for every protocol, and for every place of a response.

use std::collections::BTreeMap;
use std::fmt;

use smithgen_runtime::v1::{self as rt, Member, Schema, Trait};

use crate::shapes::{Choice, Color, Everything, Level, Node, structure};

macro_rules! operation {
    ($name:ident($input:ty) -> $output:ty, $service:expr, $($fact:tt)*) => {
        #[doc = concat!("Takes `", stringify!($input), "` and gives `", stringify!($output), "`.")]
        #[derive(Debug)]
        pub struct $name;

        impl rt::Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = Error;

            const FACTS: &'static rt::OperationFacts = {
                static FACTS: rt::OperationFacts =
                    rt::OperationFacts::of(&$service).named(stringify!($name)) $($fact)*;
                &FACTS
            };
        }
    };
}

macro_rules! service {
    ($name:ident, $protocol:expr $(, $fact:tt)*) => {
        static $name: rt::ServiceFacts =
            rt::ServiceFacts::new("Example", "2020-01-01", &$protocol) $(.$fact())*;
    };
}

service!(AWS_JSON, rt::AWS_JSON_1_0);
service!(COMPATIBLE, rt::AWS_JSON_1_1, query_compatible);
service!(AWS_QUERY, rt::AWS_QUERY);
service!(EC2_QUERY, rt::EC2_QUERY);
service!(REST_JSON, rt::REST_JSON_1);
service!(REST_XML, rt::REST_XML);
service!(RPC_V2_CBOR, rt::RPC_V2_CBOR);
service!(RPC_V2_JSON, rt::RPC_V2_JSON);
static S3: rt::ServiceFacts =
    rt::ServiceFacts::new("AmazonS3", "2006-03-01", &rt::REST_XML).sdk_id("S3");

static STRINGS: Schema = Schema::list("Strings", &[Member::new("member")]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::new("member")]);
static TIMES: Schema = Schema::list("Times", &[Member::new("member")]);
static TEXTS: Schema = Schema::map("Texts", &[Member::new("key"), Member::new("value")]);

structure! {
    /// Headers of every type, and a body.
    Headed, HEADED {
        0: text: Option<String> = Member::new("Text").with(&[Trait::HttpHeader("X-Text")]),
        1: flag: Option<bool> = Member::new("Flag").with(&[Trait::HttpHeader("X-Flag")]),
        2: byte: Option<i8> = Member::new("Byte").with(&[Trait::HttpHeader("X-Byte")]),
        3: long: Option<i64> = Member::new("Long").with(&[Trait::HttpHeader("X-Long")]),
        4: float: Option<f32> = Member::new("Float").with(&[Trait::HttpHeader("X-Float")]),
        5: time: Option<rt::Timestamp> = Member::new("Time").with(&[Trait::HttpHeader("X-Time")]),
        6: seconds: Option<rt::Timestamp> = Member::new("Seconds")
            .timestamp_format(rt::TimestampFormat::EpochSeconds)
            .with(&[Trait::HttpHeader("X-Seconds")]),
        7: json: Option<String> = Member::new("Json")
            .with(&[Trait::HttpHeader("X-Json"), Trait::MediaType("application/json")]),
        8: strings: Option<Vec<String>> =
            Member::new("Strings").of(&STRINGS).with(&[Trait::HttpHeader("X-Strings")]),
        9: numbers: Option<Vec<i32>> =
            Member::new("Numbers").of(&NUMBERS).with(&[Trait::HttpHeader("X-Numbers")]),
        10: times: Option<Vec<rt::Timestamp>> =
            Member::new("Times").of(&TIMES).with(&[Trait::HttpHeader("X-Times")]),
        11: meta: Option<BTreeMap<String, String>> =
            Member::new("Meta").of(&TEXTS).with(&[Trait::HttpPrefixHeaders("X-Meta-")]),
        12: color: Option<Color> = Member::new("Color").with(&[Trait::HttpHeader("X-Color")]),
        13: level: Option<Level> = Member::new("Level").with(&[Trait::HttpHeader("X-Level")]),
        14: status: Option<i32> = Member::new("Status").with(&[Trait::HttpResponseCode]),
        15: node: Option<Node> = Member::new("Node").of(<Node as rt::Shape>::SCHEMA),
        16: colors: Option<Vec<Color>> =
            Member::new("Colors").of(&STRINGS).with(&[Trait::HttpHeader("X-Colors")]),
    }
}

structure! {
    /// A body that is a structure.
    StructureBody, STRUCTURE_BODY {
        0: body: Option<Everything> =
            Member::new("Body").of(<Everything as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
    }
}

structure! {
    /// A body that is a union.
    UnionBody, UNION_BODY {
        0: body: Option<Choice> =
            Member::new("Body").of(<Choice as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
    }
}

structure! {
    /// A body of bytes.
    BlobBody, BLOB_BODY {
        0: body: Option<rt::Bytes> = Member::new("Body").with(&[Trait::HttpPayload]),
        1: expires: Option<rt::Timestamp> =
            Member::new("Expires").with(&[Trait::HttpHeader("Expires")]),
    }
}

structure! {
    /// A body of text.
    TextBody, TEXT_BODY {
        0: body: Option<String> = Member::new("Body").with(&[Trait::HttpPayload]),
    }
}

structure! {
    /// A body without a schema.
    DocumentBody, DOCUMENT_BODY {
        0: body: Option<rt::Document> = Member::new("Body").with(&[Trait::HttpPayload]),
    }
}

structure! {
    /// An error.
    Failed, FAILED {
        0: message: Option<String> = Member::new("message"),
        1: hint: Option<String> = Member::new("Hint").with(&[Trait::HttpHeader("X-Hint")]),
        2: node: Option<Node> = Member::new("node").of(<Node as rt::Shape>::SCHEMA),
    }
}

structure! {
    /// An error whose message is secret.
    Secret, SECRET {
        0: message: Option<String> = Member::new("message").sensitive(),
    }
}

operation!(AwsJson(Everything) -> Everything, AWS_JSON,);
operation!(CompatibleJson(Everything) -> Everything, COMPATIBLE,);
operation!(AwsQuery(Everything) -> Everything, AWS_QUERY,);
operation!(Ec2Query(Everything) -> Everything, EC2_QUERY,);
operation!(RpcV2Cbor(Everything) -> Everything, RPC_V2_CBOR,);
operation!(RpcV2Json(Everything) -> Everything, RPC_V2_JSON,);

operation!(JsonHeaders(Headed) -> Headed, REST_JSON, .http("PUT", "/", 200));
operation!(JsonStructure(StructureBody) -> StructureBody, REST_JSON, .http("PUT", "/", 200));
operation!(JsonUnion(UnionBody) -> UnionBody, REST_JSON, .http("PUT", "/", 200));
operation!(JsonDocument(DocumentBody) -> DocumentBody, REST_JSON, .http("PUT", "/", 200));
operation!(JsonBlob(BlobBody) -> BlobBody, REST_JSON, .http("PUT", "/", 200));
operation!(JsonText(TextBody) -> TextBody, REST_JSON, .http("PUT", "/", 200));
operation!(XmlHeaders(Headed) -> Headed, REST_XML, .http("PUT", "/", 200));
operation!(XmlStructure(StructureBody) -> StructureBody, REST_XML, .http("PUT", "/", 200));
operation!(XmlUnion(UnionBody) -> UnionBody, REST_XML, .http("PUT", "/", 200));
operation!(CopyObject(Headed) -> Headed, S3, .http("PUT", "/", 200));
operation!(GetObject(BlobBody) -> BlobBody, S3, .http("GET", "/", 200));
operation!(Unwrapped(Node) -> Node, S3, .http("GET", "/", 200).unwrapped_output());

/// The service's error.
pub enum Error {
    /// An error with members.
    Failed(rt::Modeled<Failed>),
    /// An error with a secret.
    Secret(rt::Modeled<Secret>),
    /// Any other.
    Other(rt::OtherError),
}

impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::ErrorFacts] =
        &[rt::ErrorFacts::new("Failed").query_code("Custom.Failed"), rt::ErrorFacts::new("Secret")];

    fn modeled(index: usize, decoder: &mut rt::ModeledDecoder<'_>) -> Result<Self, rt::OtherError> {
        match index {
            0 => decoder.decode().map(Self::Failed),
            1 => decoder.decode().map(Self::Secret),
            _ => decoder.unmodeled(),
        }
    }

    fn metadata(&self) -> Option<&rt::ErrorMetadata> {
        match self {
            Self::Failed(error) => Some(error.metadata()),
            Self::Secret(error) => Some(error.metadata()),
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

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::fmt_error(self, f)
    }
}

rt::service_error!(Error);
