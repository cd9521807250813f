//! Event streams: frames, and the events in them. The first byte says which codec the payloads have, whether
//! checksums are mended, and in what pieces the bytes come.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smithgen_fuzz::events::Stream;
use smithgen_fuzz::same::{Loss, same_union};
use smithgen_fuzz::shapes::Everything;
use smithgen_fuzz::{LIMITS, assert_unwritable, show};
use smithgen_runtime::eventstream::{
    self, Decoder, EventCodec, EventKind, Message, read_event, read_initial, write_event,
};
use smithgen_runtime::v1::Shape;
use smithgen_runtime::{DecodeError, Limits};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, stream)) = bytes.split_first() else { return };
    let codec = match first % 3 {
        0 => eventstream::REST_JSON,
        1 => eventstream::REST_XML,
        _ => eventstream::CBOR,
    };
    let stream = if first & 0x40 == 0 { with_checksums(stream) } else { stream.to_vec() };
    let whole = decode(stream.chunks(stream.len().max(1)));
    let pieces = decode(stream.chunks(usize::from(first >> 4) + 1));
    assert!(whole == pieces, "pieces matter: {whole:?} {pieces:?}");
    let (messages, _) = whole;
    check_frames(&messages, &stream);
    for message in &messages {
        check_event(message, codec);
    }
});

type Decoded = (Vec<Message>, Option<DecodeError>);

fn decode<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Decoded {
    let mut decoder = Decoder::new(&LIMITS);
    let mut messages = Vec::new();
    for piece in pieces {
        decoder.feed(piece);
        loop {
            match decoder.next_message() {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => break,
                Err(error) => {
                    show(&error);
                    return (messages, Some(error));
                }
            }
        }
    }
    (messages, decoder.finish().err())
}

/// The stream with the checksums that its frames ought to have, as far as their lengths make sense.
fn with_checksums(stream: &[u8]) -> Vec<u8> {
    let mut mended = stream.to_vec();
    let mut rest = &mut mended[..];
    while let Some(total) = rest.first_chunk().copied().map(u32::from_be_bytes) {
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        if total < 16 || rest.len() < total {
            break;
        }
        let (frame, after) = rest.split_at_mut(total);
        for end in [8, total - 4] {
            let sum = crc32fast::hash(&frame[..end]).to_be_bytes();
            frame[end..end + 4].copy_from_slice(&sum);
        }
        rest = after;
    }
    mended
}

/// A frame has one spelling: messages are written as they came.
fn check_frames(messages: &[Message], stream: &[u8]) {
    let mut rest = stream;
    for message in messages {
        let written = message.encode().expect("it came in a frame");
        let after = rest.strip_prefix(&*written);
        rest = after.unwrap_or_else(|| panic!("{message:?}: {written:?}, {rest:?}"));
    }
}

fn check_event(message: &Message, codec: &'static dyn EventCodec) {
    let kind = match EventKind::of(message) {
        Ok(kind) => kind,
        Err(error) => return show(&error),
    };
    let mut event = Stream::default();
    let (read, written) = match kind {
        EventKind::Event(name) | EventKind::Exception(name) => {
            let read = read_event(message, name, codec, &LIMITS, Stream::SCHEMA, &mut event);
            (read, write_event(Stream::SCHEMA, &event, codec))
        }
        _ => {
            let mut value = Everything::default();
            let read = read_initial(message, codec, &LIMITS, Everything::SCHEMA, &mut value);
            return read.unwrap_or_else(|error| show(&error));
        }
    };
    if let Err(error) = read {
        return show(&error);
    }
    match written {
        Ok(written) => check_again(&event, &written, codec),
        Err(error) => assert_unwritable(&error),
    }
}

/// What was read, and written again, is read as the same.
fn check_again(event: &Stream, written: &Message, codec: &'static dyn EventCodec) {
    let name = match EventKind::of(written) {
        Ok(EventKind::Event(name) | EventKind::Exception(name)) => name,
        other => panic!("{other:?}"),
    };
    let mut again = Stream::default();
    let read = read_event(written, name, codec, &Limits::DEFAULT, Stream::SCHEMA, &mut again);
    if let Err(error) = read {
        panic!("{error}: {written:?} {:?}", written.payload);
    }
    assert!(
        same_union(Stream::SCHEMA, event, &again, Loss::Submillisecond),
        "{event:?} {again:?} {:?}",
        written.payload
    );
}
