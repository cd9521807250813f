//! How fast the XML codec is, beside `quick-xml` with serde's derives on types that hold the same, and beside what
//! `quick-xml` takes to split a document into events.
//!
//! `cargo run --release --package smithgen-runtime --example xml_speed --features xml`

use std::hint::black_box;
use std::time::{Duration, Instant};

use quick_xml::events::Event;
use smithgen_runtime::Limits;
use smithgen_runtime::codec::xml::{self, Envelope, Options, Root};
use smithgen_runtime::v1::{self as rt, Member, Schema, Shape, Trait};

fn main() {
    for objects in [1, 1000] {
        let list = list(objects);
        let document = write(&list);
        let text = std::str::from_utf8(&document).expect("ASCII");
        let derived: derived::ListBucketResult =
            quick_xml::de::from_str(text).expect("the same document");
        assert_eq!(derived.contents.len(), objects);
        assert!(read(&document) == list);

        println!("write of {} bytes", document.len());
        time("smithgen", document.len(), || write(black_box(&list)));
        time("serde", document.len(), || quick_xml::se::to_string(black_box(&derived)));
        println!("read of {} bytes", document.len());
        time("smithgen", document.len(), || read(black_box(&document)));
        time("serde", document.len(), || {
            quick_xml::de::from_str::<derived::ListBucketResult>(black_box(text))
        });
        time("events alone", document.len(), || events(black_box(text)));
    }
}

/// Prints the best of twenty rounds, in nanoseconds a call.
fn time<T>(name: &str, bytes: usize, mut call: impl FnMut() -> T) {
    const ROUNDS: usize = 20;
    const ROUND: Duration = Duration::from_millis(20);
    let start = Instant::now();
    black_box(call());
    let calls = ROUND.as_nanos() / start.elapsed().as_nanos().max(1);
    let calls = u32::try_from(calls).unwrap_or(u32::MAX).clamp(1, 100_000);
    let round = |_| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(call());
        }
        start.elapsed() / calls
    };
    let best = (0..ROUNDS).map(round).min().unwrap_or_default();
    let rate = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / best.as_secs_f64() / 1e9;
    println!("  {name:12} {:>8} ns  {rate:.2} GB/s", best.as_nanos());
}

fn write(list: &ListBucketResult) -> Vec<u8> {
    let schema = ListBucketResult::SCHEMA;
    xml::write(schema, list, &Root::of(schema)).expect("a value")
}

fn read(document: &[u8]) -> ListBucketResult {
    let mut list = ListBucketResult::default();
    let schema = ListBucketResult::SCHEMA;
    xml::read(document, &Limits::DEFAULT, Options::DEFAULT, Envelope::Root, schema, &mut list)
        .expect("a document");
    list
}

/// How many elements there are.
fn events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut elements = 0;
    loop {
        match reader.read_event().expect("a document") {
            Event::Start(_) => elements += 1,
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn list(objects: usize) -> ListBucketResult {
    let object = |number: usize| Object {
        key: Some(format!("photos/2025/January/a day at the sea & more/{number:08}.jpg")),
        last_modified: rt::Timestamp::new(1_735_787_045, 678_000_000).ok(),
        e_tag: Some(format!("\"{:032x}\"", number * 0x9e37_79b9)),
        size: i64::try_from(number * 4711).ok(),
        storage_class: Some("STANDARD".into()),
        owner: Some(Owner {
            display_name: Some("someone".into()),
            id: Some("75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a".into()),
        }),
    };
    ListBucketResult {
        name: Some("example-bucket".into()),
        prefix: Some("photos/2025/".into()),
        key_count: i32::try_from(objects).ok(),
        max_keys: Some(1000),
        is_truncated: Some(false),
        contents: Some((0..objects).map(object).collect()),
    }
}

mod derived {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct ListBucketResult {
        name: Option<String>,
        prefix: Option<String>,
        key_count: Option<i32>,
        max_keys: Option<i32>,
        is_truncated: Option<bool>,
        #[serde(default)]
        pub(crate) contents: Vec<Object>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Object {
        key: Option<String>,
        last_modified: Option<String>,
        #[serde(rename = "ETag")]
        e_tag: Option<String>,
        size: Option<i64>,
        storage_class: Option<StorageClass>,
        owner: Option<Owner>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Owner {
        display_name: Option<String>,
        #[serde(rename = "ID")]
        id: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    pub(crate) enum StorageClass {
        Standard,
        Glacier,
    }
}

macro_rules! structure {
    ($name:ident, $schema:ident, $($index:literal: $field:ident: $type:ty,)*) => {
        #[derive(Clone, PartialEq, Default)]
        struct $name {
            $($field: $type,)*
        }

        const _: () = {
            use self::$schema as SCHEMA;
            rt::structure!($name $(, $field($index))*);
        };
    };
}

static LIST_BUCKET_RESULT: Schema = Schema::structure(
    "ListBucketResult",
    &[
        Member::new("Name"),
        Member::new("Prefix"),
        Member::new("KeyCount"),
        Member::new("MaxKeys"),
        Member::new("IsTruncated"),
        Member::new("Contents").of(&OBJECTS).with(&[Trait::XmlFlattened]),
    ],
);

structure! {
    ListBucketResult, LIST_BUCKET_RESULT,
    0: name: Option<String>,
    1: prefix: Option<String>,
    2: key_count: Option<i32>,
    3: max_keys: Option<i32>,
    4: is_truncated: Option<bool>,
    5: contents: Option<Vec<Object>>,
}

static OBJECTS: Schema = Schema::list("Objects", &[Member::new("member").of(&OBJECT)]);

static OBJECT: Schema = Schema::structure(
    "Object",
    &[
        Member::new("Key"),
        Member::new("LastModified"),
        Member::new("ETag"),
        Member::new("Size"),
        Member::new("StorageClass"),
        Member::new("Owner").of(&OWNER),
    ],
);

structure! {
    Object, OBJECT,
    0: key: Option<String>,
    1: last_modified: Option<rt::Timestamp>,
    2: e_tag: Option<String>,
    3: size: Option<i64>,
    4: storage_class: Option<StorageClass>,
    5: owner: Option<Owner>,
}

static OWNER: Schema = Schema::structure("Owner", &[Member::new("DisplayName"), Member::new("ID")]);

structure! {
    Owner, OWNER,
    0: display_name: Option<String>,
    1: id: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum StorageClass {
    Standard,
    Glacier,
    Unknown(rt::UnknownValue),
}

rt::string_enum!(StorageClass, Standard("STANDARD"), Glacier("GLACIER"));
