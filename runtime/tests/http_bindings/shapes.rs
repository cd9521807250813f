//! Shapes and operations as a generator would write them, in short.

use std::collections::BTreeMap;
use std::fmt;

use smithgen_runtime::{Body, Bytes, Document, Timestamp};

use smithgen_runtime::v1::{self as rt, Member, Trait};

/// A structure with its schema. Any may hold a stream.
macro_rules! structure {
    ($name:ident => { $($index:literal: $field:ident: $ty:ty = $member:expr,)* }) => {
        #[derive(Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: $ty,)*
        }

        const _: () = {
            static SCHEMA: rt::Schema =
                rt::Schema::structure(stringify!($name), &[$($member),*]);
            rt::streaming_structure!($name $(, $field($index))*);
        };
    };
}

/// An operation with its facts.
macro_rules! operation {
    ($name:ident($input:ty) -> $output:ty, $service:expr, $($fact:tt)*) => {
        pub(crate) struct $name;

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

pub(crate) static JSON: rt::ServiceFacts =
    rt::ServiceFacts::new("Example", "2020-01-01", &rt::REST_JSON_1);
pub(crate) static XML: rt::ServiceFacts =
    rt::ServiceFacts::new("Example", "2020-01-01", &rt::REST_XML)
        .xml_namespace("https://example.com/", "");
pub(crate) static S3: rt::ServiceFacts =
    rt::ServiceFacts::new("AmazonS3", "2006-03-01", &rt::REST_XML).sdk_id("S3");
pub(crate) static ROUTE_53: rt::ServiceFacts =
    rt::ServiceFacts::new("AWSDnsV20130401", "2013-04-01", &rt::REST_XML).sdk_id("Route 53");
pub(crate) static API_GATEWAY: rt::ServiceFacts =
    rt::ServiceFacts::new("BackplaneControlService", "2015-07-09", &rt::REST_JSON_1)
        .sdk_id("API Gateway");
pub(crate) static GLACIER: rt::ServiceFacts =
    rt::ServiceFacts::new("Glacier", "2012-06-01", &rt::REST_JSON_1).sdk_id("Glacier");
pub(crate) static QUERY: rt::ServiceFacts =
    rt::ServiceFacts::new("Example", "2020-01-01", &rt::AWS_QUERY);
pub(crate) static EC2: rt::ServiceFacts =
    rt::ServiceFacts::new("Example", "2020-01-01", &rt::EC2_QUERY);

static STRINGS: rt::Schema = rt::Schema::list("Strings", &[Member::new("member")]);
static NUMBERS: rt::Schema = rt::Schema::list("Numbers", &[Member::new("member")]);
static TIMES: rt::Schema = rt::Schema::list("Times", &[Member::new("member")]);
static TEXTS: rt::Schema = rt::Schema::map("Texts", &[Member::new("key"), Member::new("value")]);
static TEXT_LISTS: rt::Schema =
    rt::Schema::map("TextLists", &[Member::new("key"), Member::new("value").of(&STRINGS)]);

structure!(Empty => {});

structure!(Located => {
    0: bucket: String = Member::new("Bucket").required().with(&[Trait::HttpLabel]),
    1: key: String = Member::new("Key").required().with(&[Trait::HttpLabel]),
    2: name: Option<String> = Member::new("Name").with(&[Trait::HttpQuery("na me")]),
    3: page: Option<i32> = Member::new("Page").with(&[Trait::HttpQuery("page")]),
    4: since: Option<Timestamp> = Member::new("Since").with(&[Trait::HttpQuery("since")]),
    5: ratio: Option<f64> = Member::new("Ratio").with(&[Trait::HttpQuery("ratio")]),
    6: tags: Option<Vec<String>> =
        Member::new("Tags").of(&STRINGS).with(&[Trait::HttpQuery("tag")]),
    7: rest: Option<BTreeMap<String, Vec<String>>> =
        Member::new("Rest").of(&TEXT_LISTS).with(&[Trait::HttpQueryParams]),
});

structure!(Headed => {
    0: text: Option<String> = Member::new("Text").with(&[Trait::HttpHeader("X-Text")]),
    1: flag: Option<bool> = Member::new("Flag").with(&[Trait::HttpHeader("X-Flag")]),
    2: byte: Option<i8> = Member::new("Byte").with(&[Trait::HttpHeader("X-Byte")]),
    3: float: Option<f32> = Member::new("Float").with(&[Trait::HttpHeader("X-Float")]),
    4: time: Option<Timestamp> = Member::new("Time").with(&[Trait::HttpHeader("X-Time")]),
    5: seconds: Option<Timestamp> = Member::new("Seconds")
        .timestamp_format(rt::TimestampFormat::EpochSeconds)
        .with(&[Trait::HttpHeader("X-Seconds")]),
    6: json: Option<String> = Member::new("Json")
        .with(&[Trait::HttpHeader("X-Json"), Trait::MediaType("application/json")]),
    7: strings: Option<Vec<String>> =
        Member::new("Strings").of(&STRINGS).with(&[Trait::HttpHeader("X-Strings")]),
    8: numbers: Option<Vec<i32>> =
        Member::new("Numbers").of(&NUMBERS).with(&[Trait::HttpHeader("X-Numbers")]),
    9: times: Option<Vec<Timestamp>> =
        Member::new("Times").of(&TIMES).with(&[Trait::HttpHeader("X-Times")]),
    10: meta: Option<BTreeMap<String, String>> =
        Member::new("Meta").of(&TEXTS).with(&[Trait::HttpPrefixHeaders("X-Meta-")]),
});

/// An enum of strings.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Color {
    Red,
    Unknown(rt::UnknownValue),
}

rt::string_enum!(Color, Red("RED"));

/// An enum of integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    High,
    Unknown(rt::UnknownInt),
}

rt::int_enum!(Level, High(9));

structure!(Stored => {
    0: length: Option<i64> = Member::new("Length").with(&[Trait::HttpHeader("Content-Length")]),
    1: parts: Option<i32> = Member::new("Parts").with(&[Trait::HttpHeader("X-Parts")]),
    2: modified: Option<Timestamp> =
        Member::new("Modified").with(&[Trait::HttpHeader("Last-Modified")]),
    3: retained: Option<Timestamp> = Member::new("Retained")
        .timestamp_format(rt::TimestampFormat::DateTime)
        .with(&[Trait::HttpHeader("X-Retained")]),
    4: marker: Option<bool> = Member::new("Marker").with(&[Trait::HttpHeader("X-Marker")]),
    5: color: Option<Color> = Member::new("Color").with(&[Trait::HttpHeader("X-Color")]),
    6: level: Option<Level> = Member::new("Level").with(&[Trait::HttpHeader("X-Level")]),
    7: digest: Option<Bytes> = Member::new("Digest").with(&[Trait::HttpHeader("X-Digest")]),
    8: text: Option<String> =
        Member::new("Text").with(&[Trait::HttpHeader("Content-Disposition")]),
    9: json: Option<String> = Member::new("Json")
        .with(&[Trait::HttpHeader("X-Json"), Trait::MediaType("application/json")]),
    10: numbers: Option<Vec<i32>> =
        Member::new("Numbers").of(&NUMBERS).with(&[Trait::HttpHeader("X-Numbers")]),
    11: times: Option<Vec<Timestamp>> =
        Member::new("Times").of(&TIMES).with(&[Trait::HttpHeader("X-Times")]),
    12: meta: Option<BTreeMap<String, String>> =
        Member::new("Meta").of(&TEXTS).with(&[Trait::HttpPrefixHeaders("X-Meta-")]),
    13: ratio: Option<f32> = Member::new("Ratio").with(&[Trait::HttpHeader("X-Ratio")]),
    14: offset: i32 = Member::new("Offset").with(&[Trait::HttpHeader("X-Offset")]),
    15: data: Body = Member::new("Data").with(&[Trait::HttpPayload]),
});

structure!(Counted => {
    0: count: i32 = Member::new("Count").required().with(&[Trait::HttpHeader("X-Count")]),
});

structure!(Filtered => {
    0: id: Option<String> = Member::new("Id"),
    1: filter: Option<Filter> = Member::new("Filter").of(&FILTER),
});

structure!(WithFilter => {
    0: metrics: Option<Filtered> =
        Member::new("Metrics").of(<Filtered as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
});

/// A union.
#[derive(PartialEq)]
pub(crate) enum Filter {
    Prefix(String),
    Unknown { name: String, value: Option<Document> },
}

static FILTER: rt::Schema = rt::Schema::union("MetricsFilter", &[Member::new("Prefix")]);

impl Default for Filter {
    fn default() -> Self {
        Self::Unknown { name: String::new(), value: None }
    }
}

impl rt::Shape for Filter {
    const SCHEMA: &'static rt::Schema = &FILTER;
}

impl rt::Variants for Filter {
    fn variant(&self) -> rt::Variant<'_> {
        match self {
            Self::Prefix(value) => rt::Variant::Known(0, rt::value(value)),
            Self::Unknown { name, value } => rt::Variant::Unknown(name, value.as_ref()),
        }
    }
}

impl rt::VariantsMut for Filter {
    fn variant_mut(&mut self, _: usize) -> rt::Slot<'_> {
        *self = Self::Prefix(String::new());
        match self {
            Self::Prefix(value) => rt::slot(value),
            Self::Unknown { .. } => rt::Slot::None,
        }
    }

    fn set_unknown(&mut self, name: String, value: Option<Document>) {
        *self = Self::Unknown { name, value };
    }
}

rt::union!(Filter);

structure!(Coded => {
    0: status: Option<i32> = Member::new("Status").with(&[Trait::HttpResponseCode]),
});

structure!(Where => {
    0: place: Option<String> = Member::new("LocationConstraint"),
});

structure!(Tagged => {
    0: version: Option<String> = Member::new("VersionId").with(&[Trait::HttpHeader("X-Version")]),
});

structure!(Expiring => {
    0: expires: Option<Timestamp> = Member::new("Expires").with(&[Trait::HttpHeader("Expires")]),
});

structure!(AllHeaders => {
    0: named: Option<String> = Member::new("Named").with(&[Trait::HttpHeader("Hello")]),
    1: all: Option<BTreeMap<String, String>> =
        Member::new("All").of(&TEXTS).with(&[Trait::HttpPrefixHeaders("")]),
});

structure!(Overlapping => {
    0: meta: Option<BTreeMap<String, String>> =
        Member::new("Meta").of(&TEXTS).with(&[Trait::HttpPrefixHeaders("X-Meta-")]),
    1: named: Option<String> = Member::new("Named").with(&[Trait::HttpHeader("X-Meta-Named")]),
});

structure!(Inner => {
    0: value: Option<i32> =
        Member::new("Value").json_name("v").with(&[Trait::HttpHeader("X-Ignored")]),
});

structure!(Bodied => {
    0: id: Option<String> = Member::new("Id").with(&[Trait::HttpHeader("X-Id")]),
    1: inner: Option<Inner> = Member::new("Inner").of(<Inner as rt::Shape>::SCHEMA),
    2: count: Option<i32> = Member::new("Count"),
});

structure!(WithStructure => {
    0: id: Option<String> = Member::new("Id").with(&[Trait::HttpHeader("X-Id")]),
    1: inner: Option<Inner> =
        Member::new("Inner").of(<Inner as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
});

structure!(WithBlob => {
    0: kind: Option<String> = Member::new("Kind").with(&[Trait::HttpHeader("Content-Type")]),
    1: data: Option<Bytes> = Member::new("Data").with(&[Trait::HttpPayload]),
});

structure!(WithPicture => {
    0: data: Option<Bytes> =
        Member::new("Data").with(&[Trait::HttpPayload, Trait::MediaType("image/png")]),
});

structure!(WithText => {
    0: text: Option<String> = Member::new("Text").with(&[Trait::HttpPayload]),
});

structure!(WithDocument => {
    0: document: Option<Document> = Member::new("Document").with(&[Trait::HttpPayload]),
});

structure!(WithStream => {
    0: id: Option<String> = Member::new("Id").with(&[Trait::HttpHeader("X-Id")]),
    1: data: Body = Member::new("Data").with(&[Trait::HttpPayload]),
});

structure!(Hosted => {
    0: account: Option<String> = Member::new("Account").with(&[Trait::HostLabel]),
});

structure!(Encoded => {
    0: encoding: Option<String> =
        Member::new("Encoding").with(&[Trait::HttpHeader("Content-Encoding")]),
    1: data: Option<String> = Member::new("Data"),
});

structure!(Sealed => {
    0: key: Option<String> = Member::new("Key").sensitive().with(&[Trait::HttpHeader("X-Key")]),
    1: meta: Option<BTreeMap<String, String>> = Member::new("Meta")
        .of(&TEXTS)
        .sensitive()
        .with(&[Trait::HttpPrefixHeaders("X-Meta-")]),
    2: encoding: Option<String> =
        Member::new("Encoding").sensitive().with(&[Trait::HttpHeader("Content-Encoding")]),
    3: shown: Option<String> = Member::new("Shown").with(&[Trait::HttpHeader("X-Shown")]),
    4: data: Option<String> = Member::new("Data"),
});

structure!(Hidden => {
    0: detail: Option<String> = Member::new("detail")
        .sensitive()
        .json_name("message")
        .with(&[Trait::XmlName("x:Message")]),
});

structure!(HiddenWithin => {
    0: detail: Option<Hidden> =
        Member::new("detail").of(<Hidden as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
});

structure!(HiddenWhole => {
    0: detail: Option<Document> =
        Member::new("detail").sensitive().with(&[Trait::HttpPayload]),
});

structure!(Failed => {
    0: message: Option<String> = Member::new("Message"),
    1: hint: Option<String> = Member::new("Hint").with(&[Trait::HttpHeader("X-Hint")]),
    2: top: Option<String> = Member::new("Top"),
    3: wait: Option<i32> = Member::new("Wait").with(&[Trait::HttpHeader("X-Wait")]),
    4: count: Option<i32> = Member::new("Count"),
    5: last: Option<String> = Member::new("Last"),
    6: retry_after: Option<i32> =
        Member::new("RetryAfter").with(&[Trait::HttpHeader("Retry-After")]),
    7: numbers: Option<Vec<i32>> =
        Member::new("Numbers").of(&NUMBERS).with(&[Trait::HttpHeader("X-Numbers")]),
});

structure!(Many => {
    0: message: Option<String> = Member::new("message"),
    1: c0: Option<i32> = Member::new("c0"),
    2: c1: Option<i32> = Member::new("c1"),
    3: c2: Option<i32> = Member::new("c2"),
    4: c3: Option<i32> = Member::new("c3"),
    5: c4: Option<i32> = Member::new("c4"),
    6: c5: Option<i32> = Member::new("c5"),
    7: c6: Option<i32> = Member::new("c6"),
    8: c7: Option<i32> = Member::new("c7"),
    9: c8: Option<i32> = Member::new("c8"),
    10: c9: Option<i32> = Member::new("c9"),
    11: c10: Option<i32> = Member::new("c10"),
    12: c11: Option<i32> = Member::new("c11"),
});

/// What a model may call its own output.
pub(crate) mod own {
    use super::{Member, Trait, rt};

    structure!(Error => {
        0: count: Option<i32> = Member::new("Count"),
    });

    structure!(ErrorPayload => {
        0: error: Option<Error> =
            Member::new("Value").of(<Error as rt::Shape>::SCHEMA).with(&[Trait::HttpPayload]),
    });
}

operation!(Find(Located) -> Empty, JSON, .http("GET", "/b/{Bucket}/{Key+}?fixed&x=y", 200));
operation!(FindZone(Located) -> Empty, ROUTE_53, .http("GET", "/{Bucket}/{Key}", 200));
operation!(ListApis(Empty) -> Empty, API_GATEWAY, .http("GET", "/restapis", 200));
operation!(ListVaults(Empty) -> Empty, GLACIER, .http("GET", "/vaults", 200));
operation!(HeadS3(Expiring) -> Expiring, S3, .http("HEAD", "/head", 200));
operation!(GetStored(Empty) -> Stored, XML, .http("GET", "/stored", 200));
operation!(Count(Empty) -> Counted, JSON, .http("GET", "/count", 200));
operation!(GetFilter(Empty) -> WithFilter, S3, .http("GET", "/filter", 200));
operation!(ListFilters(Empty) -> Filtered, S3, .http("GET", "/filters", 200));
operation!(ListOtherFilters(Empty) -> Filtered, XML, .http("GET", "/filters", 200));
operation!(Head(Headed) -> Headed, JSON, .http("HEAD", "/", 200));
operation!(Code(Empty) -> Coded, JSON, .http("GET", "/code", 200));
operation!(Redirect(Empty) -> Headed, JSON, .http("GET", "/away", 302));
operation!(HeadAll(AllHeaders) -> AllHeaders, JSON, .http("GET", "/all", 200));
operation!(PutOverlapping(Overlapping) -> Empty, JSON, .http("PUT", "/put", 200));
operation!(Put(Bodied) -> Bodied, JSON, .http("PUT", "/put", 200));
operation!(PutStructure(WithStructure) -> WithStructure, JSON, .http("PUT", "/put", 200));
operation!(PutBlob(WithBlob) -> WithBlob, JSON, .http("PUT", "/put", 200));
operation!(PutPicture(WithPicture) -> WithPicture, JSON, .http("PUT", "/put", 200));
operation!(PutText(WithText) -> WithText, JSON, .http("PUT", "/put", 200));
operation!(PutDocument(WithDocument) -> WithDocument, JSON, .http("PUT", "/put", 200));
operation!(PutStream(WithStream) -> WithStream, JSON, .http("PUT", "/put", 200));
operation!(PutNothing(Empty) -> Empty, JSON, .http("POST", "/none", 200));
operation!(PutXml(Bodied) -> Bodied, XML, .http("PUT", "/put", 200));
operation!(PutCalled(Bodied) -> Bodied, XML,
    .http("PUT", "/put", 200).input_root("Called").input_namespace("https://other.example/", "o"));
operation!(PutXmlStructure(WithStructure) -> WithStructure, XML, .http("PUT", "/put", 200));
operation!(CopyObject(Empty) -> Bodied, S3, .http("PUT", "/copy", 200));
operation!(ListObjects(Empty) -> Bodied, S3, .http("GET", "/list", 200));
operation!(DeleteObject(Empty) -> Empty, S3, .http("DELETE", "/object", 204));
operation!(PutTagging(Empty) -> Tagged, S3, .http("PUT", "/tags", 200));
operation!(GetConfiguration(Empty) -> WithStructure, S3, .http("GET", "/config", 200));
operation!(GetLocation(Empty) -> Where, S3, .http("GET", "/where", 200).unwrapped_output());
operation!(GetPolicy(Empty) -> WithText, S3, .http("GET", "/policy", 200));
operation!(GetFunction(Empty) -> WithBlob, S3, .http("GET", "/function", 200));
operation!(GetObject(Empty) -> WithStream, S3, .http("GET", "/object", 200));
operation!(GetError(Empty) -> own::Error, XML, .http("GET", "/error", 200));
operation!(GetErrorPayload(Empty) -> own::ErrorPayload, XML, .http("GET", "/error", 200));
operation!(PutXmlNothing(Empty) -> Empty, XML, .http("PUT", "/put", 200));
operation!(RedirectXml(Empty) -> Empty, XML, .http("GET", "/away", 302));
operation!(AskNothing(Empty) -> Empty, QUERY,);
operation!(AskEc2Nothing(Empty) -> Empty, EC2,);
operation!(Ask(Bodied) -> Bodied, QUERY,);
operation!(AskOther(Bodied) -> Bodied, QUERY, .result_wrapper("OddResult"));
operation!(AskEc2(Bodied) -> Bodied, EC2,);
operation!(Host(Hosted) -> Empty, JSON,
    .http("POST", "/host", 200).host_prefix("data-{Account}.x."));
operation!(Seal(Sealed) -> Sealed, JSON, .http("PUT", "/seal", 200).gzip());
operation!(Check(Encoded) -> Empty, JSON, .http("POST", "/check", 200).checksum_required());
operation!(Compress(Encoded) -> Empty, JSON, .http("POST", "/compress", 200).gzip());

/// The service's error.
pub(crate) enum Error {
    Failed(rt::Modeled<Failed>),
    NotFound(rt::Modeled<Empty>),
    Broken(rt::Modeled<Empty>),
    Hidden(rt::Modeled<Hidden>),
    HiddenWithin(rt::Modeled<HiddenWithin>),
    HiddenWhole(rt::Modeled<HiddenWhole>),
    Many(rt::Modeled<Many>),
    Other(rt::OtherError),
}

impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::ErrorFacts] = &[
        rt::ErrorFacts::new("Failed").query_code("Custom.Failed"),
        rt::ErrorFacts::new("NotFound").http_status(404),
        rt::ErrorFacts::new("Broken").http_status(503),
        rt::ErrorFacts::new("Hidden"),
        rt::ErrorFacts::new("HiddenWithin"),
        rt::ErrorFacts::new("HiddenWhole"),
        rt::ErrorFacts::new("Many"),
    ];

    fn modeled(index: usize, decoder: &mut rt::ModeledDecoder<'_>) -> Result<Self, rt::OtherError> {
        match index {
            0 => decoder.decode().map(Self::Failed),
            1 => decoder.decode().map(Self::NotFound),
            2 => decoder.decode().map(Self::Broken),
            3 => decoder.decode().map(Self::Hidden),
            4 => decoder.decode().map(Self::HiddenWithin),
            5 => decoder.decode().map(Self::HiddenWhole),
            6 => decoder.decode().map(Self::Many),
            _ => decoder.unmodeled(),
        }
    }

    fn metadata(&self) -> Option<&rt::ErrorMetadata> {
        match self {
            Self::Failed(error) => Some(error.metadata()),
            Self::NotFound(error) | Self::Broken(error) => Some(error.metadata()),
            Self::Hidden(error) => Some(error.metadata()),
            Self::HiddenWithin(error) => Some(error.metadata()),
            Self::HiddenWhole(error) => Some(error.metadata()),
            Self::Many(error) => Some(error.metadata()),
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
