//! Events of every form.

use smithgen_runtime::v1::{self as rt, Member, Schema, Trait};

use crate::shapes::{Choice, Everything, structure, union};

const HEADER: &[Trait] = &[Trait::EventHeader];
const PAYLOAD: &[Trait] = &[Trait::EventPayload];

structure! {
    /// Headers of every type.
    Headers, HEADERS {
        0: boolean: Option<bool> = Member::new("boolean").with(HEADER),
        1: byte: Option<i8> = Member::new("byte").with(HEADER),
        2: short: Option<i16> = Member::new("short").with(HEADER),
        3: int: Option<i32> = Member::new("int").with(HEADER),
        4: long: Option<i64> = Member::new("long").with(HEADER),
        5: blob: Option<rt::Bytes> = Member::new("blob").with(HEADER),
        6: string: Option<String> = Member::new("string").with(HEADER),
        7: time: Option<rt::Timestamp> = Member::new("time").with(HEADER),
        8: rest: Option<String> = Member::new("rest"),
    }
}

structure! {
    /// A payload of bytes.
    BlobPayload, BLOB_PAYLOAD {
        0: payload: Option<rt::Bytes> = Member::new("payload").with(PAYLOAD),
    }
}

structure! {
    /// A payload of text.
    TextPayload, TEXT_PAYLOAD {
        0: payload: Option<String> = Member::new("payload").with(PAYLOAD),
    }
}

structure! {
    /// A payload that is a structure.
    Explicit, EXPLICIT {
        0: header: Option<String> = Member::new("header").with(HEADER),
        1: payload: Option<Everything> =
            Member::new("payload").of(<Everything as rt::Shape>::SCHEMA).with(PAYLOAD),
    }
}

structure! {
    /// A payload that is a union.
    UnionPayload, UNION_PAYLOAD {
        0: payload: Option<Choice> =
            Member::new("payload").of(<Choice as rt::Shape>::SCHEMA).with(PAYLOAD),
    }
}

union! {
    /// Events of every form, and an error.
    Stream, STREAM {
        0: Headers(Headers) = Member::new("headers").of(&HEADERS),
        1: Blob(BlobPayload) = Member::new("blob").of(&BLOB_PAYLOAD),
        2: Text(TextPayload) = Member::new("text").of(&TEXT_PAYLOAD),
        3: Explicit(Explicit) = Member::new("explicit").of(&EXPLICIT),
        4: Union(UnionPayload) = Member::new("union").of(&UNION_PAYLOAD),
        5: Implicit(Everything) = Member::new("implicit").of(<Everything as rt::Shape>::SCHEMA),
        6: Heartbeat(rt::Unit) = Member::new("heartbeat").of(&rt::UNIT),
    }
}
