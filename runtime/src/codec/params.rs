//! The parameters of protocol tests, as JSON ([the format]).
//!
//! Members go by their names in the model. Blobs and streams are plain text, timestamps are seconds since the epoch
//! whatever format they have on the wire, floats that are not finite are strings. It is for tests: text stands
//! for any bytes here, so bytes that are not UTF-8 do not survive it.
//!
//! [the format]: https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#parameter-format

use super::json::{self, Options};
use crate::codec_error::{DecodeError, EncodeError};
use crate::limits::Limits;
use crate::schema::Schema;
use crate::value::{Members, MembersMut, Value};

/// Fills a structure from parameters.
///
/// # Errors
/// The parameters are not JSON, or a value is not of its member's type.
pub fn read(
    bytes: &[u8],
    schema: &'static Schema,
    into: &mut dyn MembersMut,
) -> Result<(), DecodeError> {
    json::read(bytes, &Limits::DEFAULT, Options::PARAMS, schema, into)
}

/// Writes a structure as parameters. Event streams are left out: they are no parameters.
///
/// # Errors
/// A union holds an unknown member without a value, the bytes of a stream are not there yet, or values nest
/// deeper than [`Limits::MAX_DEPTH`].
pub fn write(schema: &'static Schema, value: &dyn Members) -> Result<Vec<u8>, EncodeError> {
    json::write(schema, &WithoutEvents(value), Options::PARAMS)
}

/// A structure without its event stream, which only the outermost can have.
struct WithoutEvents<'a>(&'a dyn Members);

impl Members for WithoutEvents<'_> {
    fn member(&self, index: usize) -> Value<'_> {
        match self.0.member(index) {
            Value::Events(_) => Value::Absent,
            value => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use bytes::Bytes;

    use crate::body::Body;
    use crate::document::Document;
    use crate::schema::Member;
    use crate::timestamp::{Timestamp, TimestampFormat};
    use crate::value::{AsSlot, AsValue, Slot};

    #[derive(Debug, Default)]
    struct Parts {
        blob: Option<Bytes>,
        time: Option<Timestamp>,
        float: Option<f32>,
        sparse: Option<BTreeMap<String, Option<String>>>,
        document: Option<Document>,
        stream: Option<Body>,
    }

    static SPARSE: Schema =
        Schema::sparse_map("Sparse", &[Member::new("key"), Member::new("value")]);

    static PARTS: Schema = Schema::structure(
        "Parts",
        &[
            Member::new("blob").json_name("b"),
            Member::new("time").timestamp_format(TimestampFormat::HttpDate),
            Member::new("float"),
            Member::new("sparse").of(&SPARSE),
            Member::new("document"),
            Member::new("stream"),
        ],
    );

    impl Members for Parts {
        fn member(&self, index: usize) -> Value<'_> {
            match index {
                0 => self.blob.as_value(),
                1 => self.time.as_value(),
                2 => self.float.as_value(),
                3 => self.sparse.as_value(),
                4 => self.document.as_value(),
                5 => self.stream.as_value(),
                _ => Value::Absent,
            }
        }
    }

    impl MembersMut for Parts {
        fn member_mut(&mut self, index: usize) -> Slot<'_> {
            match index {
                0 => self.blob.as_slot(),
                1 => self.time.as_slot(),
                2 => self.float.as_slot(),
                3 => self.sparse.as_slot(),
                4 => self.document.as_slot(),
                5 => self.stream.as_slot(),
                _ => Slot::None,
            }
        }
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"{"blob":"foo","time":1.5,"float":"NaN","sparse":{"a":null,"b":"x"},"document":{"d":[1]},"stream":"bar"}"#;
        let mut parts = Parts::default();
        assert_eq!(read(text.as_bytes(), &PARTS, &mut parts), Ok(()));
        assert_eq!(parts.blob.as_deref(), Some(&b"foo"[..]));
        assert_eq!(parts.time, Some(Timestamp::from_seconds_f64(1.5)));
        assert!(parts.float.is_some_and(f32::is_nan));
        let bytes = parts.stream.as_ref().and_then(Body::as_bytes);
        assert_eq!(bytes.map(|bytes| &bytes[..]), Some(&b"bar"[..]));
        assert_eq!(write(&PARTS, &parts).as_deref(), Ok(text.as_bytes()));
    }

    #[test]
    fn what_the_wire_has_is_refused() {
        for text in [r#"{"time":"Thu, 01 Jan 1970 00:00:01 GMT"}"#, r#"{"blob":[1]}"#, "[]"] {
            assert!(read(text.as_bytes(), &PARTS, &mut Parts::default()).is_err(), "{text}");
        }
    }
}
