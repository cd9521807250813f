//! How fast the CBOR codec is, beside `minicbor-serde` on the same types.
//!
//! `cargo run --release --package smithgen-runtime --example cbor_speed --features cbor`

use std::hint::black_box;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use smithgen_runtime::Limits;
use smithgen_runtime::codec::cbor;
use smithgen_runtime::v1::{self as rt, Members, MembersMut, Shape};

fn main() {
    compare("small", &datum(7));
    compare("large", &Metrics { data: Some((0..500).map(datum).collect()), next_token: None });
}

/// Times both codecs, each on the bytes that it writes itself.
fn compare<T>(name: &str, value: &T)
where
    T: Shape + Members + MembersMut + Default + PartialEq + Serialize + for<'de> Deserialize<'de>,
{
    let ours = write(value);
    let theirs = minicbor_serde::to_vec(value).expect("a value");
    assert!(read::<T>(&ours) == *value && read::<T>(&theirs) == *value, "both ways");
    println!("{name}, write");
    time("smithgen", ours.len(), || write(black_box(value)));
    time("minicbor", theirs.len(), || minicbor_serde::to_vec(black_box(value)));
    println!("{name}, read");
    time("smithgen", ours.len(), || read::<T>(black_box(&ours)));
    time("minicbor", theirs.len(), || minicbor_serde::from_slice::<T>(black_box(&theirs)));
}

/// Prints the best of twenty rounds, in nanoseconds a call.
fn time<T>(name: &str, bytes: usize, mut call: impl FnMut() -> T) {
    const ROUNDS: usize = 20;
    const BYTES_A_ROUND: usize = 20_000_000;
    let calls = u32::try_from(BYTES_A_ROUND / bytes).unwrap_or(u32::MAX);
    let round = |_| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(call());
        }
        start.elapsed() / calls
    };
    let best = (0..ROUNDS).map(round).min().unwrap_or_default();
    let rate = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / best.as_secs_f64() / 1e9;
    println!("  {name:9} {bytes:>8} bytes {:>9} ns  {rate:.2} GB/s", best.as_nanos());
}

fn write<T: Shape + Members>(value: &T) -> Vec<u8> {
    cbor::write(T::SCHEMA, value).expect("a value")
}

fn read<T: Shape + MembersMut + Default>(bytes: &[u8]) -> T {
    let mut value = T::default();
    cbor::read(bytes, &Limits::DEFAULT, T::SCHEMA, &mut value).expect("known bytes");
    value
}

/// A datum with integers and floats of every length.
fn datum(index: i32) -> Datum {
    let dimension = |name: &str| Dimension {
        name: Some(name.to_owned()),
        value: Some(format!("the-{name}-of-{index}")),
    };
    Datum {
        metric_name: Some("RequestLatencyInMilliseconds".into()),
        dimensions: Some(["Region", "Cell", "Host"].map(dimension).into()),
        value: Some(f64::from(index) * 1.1),
        values: Some((0..8).map(|step| f64::from(index) + f64::from(step) / 4.0).collect()),
        count: Some(i64::from(index) * 1_000_003),
        unit: Some("Milliseconds".into()),
        storage_resolution: Some(60),
        high: Some(index % 2 == 0),
    }
}

/// A structure without our serde, since the other codec has serde's derives.
macro_rules! structure {
    ($name:ident, $schema:ident, $($index:literal: $field:ident: $type:ty = $member:expr,)*) => {
        #[derive(PartialEq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct $name {
            $(#[serde(skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
        }

        static $schema: rt::Schema =
            rt::Schema::structure(concat!("com.example#", stringify!($name)), &[$($member,)*]);

        const _: () = {
            use self::$schema as SCHEMA;
            rt::streaming_structure!($name $(, $field($index))*);
        };
    };
}

structure! {
    Metrics, METRICS,
    0: data: Vec<Datum> = rt::Member::new("Data").of(&DATA),
    1: next_token: String = rt::Member::new("NextToken"),
}

structure! {
    Datum, DATUM,
    0: metric_name: String = rt::Member::new("MetricName"),
    1: dimensions: Vec<Dimension> = rt::Member::new("Dimensions").of(&DIMENSIONS),
    2: value: f64 = rt::Member::new("Value"),
    3: values: Vec<f64> = rt::Member::new("Values").of(&VALUES),
    4: count: i64 = rt::Member::new("Count"),
    5: unit: String = rt::Member::new("Unit"),
    6: storage_resolution: i32 = rt::Member::new("StorageResolution"),
    7: high: bool = rt::Member::new("High"),
}

structure! {
    Dimension, DIMENSION,
    0: name: String = rt::Member::new("Name"),
    1: value: String = rt::Member::new("Value"),
}

static DATA: rt::Schema = rt::Schema::list("Data", &[rt::Member::new("member").of(&DATUM)]);

static DIMENSIONS: rt::Schema =
    rt::Schema::list("Dimensions", &[rt::Member::new("member").of(&DIMENSION)]);

static VALUES: rt::Schema = rt::Schema::list("Values", &[rt::Member::new("member")]);
