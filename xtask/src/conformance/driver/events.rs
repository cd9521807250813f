//! Event streams: what goes out is written and taken apart again, what comes in is put together and read.

use std::any::Any;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use http_body::Body as _;
use serde_json::{Value, json};
use smithgen_runtime::codec::params;
use smithgen_runtime::eventstream::{self, Decoder, Event, EventStream, HeaderValue, Message};
use smithgen_runtime::v1::{AsSlot, AsValue, Member, Members, MembersMut, Schema, Shape, Slot};
use smithgen_runtime::{Body, Bytes, Limits, Operation, RequestOptions, Timestamp, http};

use super::{
    Modelled, TOKEN, bytes, describe_error, describe_parts, described, items, latin1, text,
};

/// Writes and reads the events of a case. `I` is the union of what is sent, `U` that of what is received.
pub fn events<O, I, U>(case: &Value, modelled: fn(&O::Error) -> Modelled<'_>) -> Value
where
    O: Operation,
    O::Input: MembersMut + Default,
    O::Output: Members,
    I: Event + AsValue + AsSlot,
    U: Event<Error = O::Error> + AsValue + AsSlot,
{
    let sent = send::<O, I>(case);
    let received = receive::<O, U>(case, modelled);
    match (sent, received) {
        (Ok(sent), Ok((output, received))) => {
            json!({"sent": sent, "initial": output, "received": received})
        }
        (Err(message), _) | (_, Err(message)) => json!({"unusable": message}),
    }
}

/// A union as the one member of a structure, which is what parameters are.
struct Holder<U>(U);

impl<U: Shape> Holder<U> {
    const SCHEMA: &'static Schema =
        &Schema::structure("Holder", &[Member::new("event").of(U::SCHEMA)]);
}

impl<U: AsValue> Members for Holder<U> {
    fn member(&self, _: usize) -> smithgen_runtime::v1::Value<'_> {
        self.0.as_value()
    }
}

impl<U: AsSlot> MembersMut for Holder<U> {
    fn member_mut(&mut self, _: usize) -> Slot<'_> {
        self.0.as_slot()
    }
}

/// Writes the events of a case, and the request that carries them: its parts, and the messages in its body.
fn send<O, I>(case: &Value) -> Result<Value, String>
where
    O: Operation,
    O::Input: MembersMut + Default,
    I: Event + AsValue + AsSlot,
{
    let modelled = items(case, "requests").filter(|event| event.get("params").is_some());
    let events = modelled.map(event::<I>).collect::<Result<Vec<_>, _>>()?;
    let mut input = O::Input::default();
    params::read(text(case, "params").as_bytes(), O::Input::SCHEMA, &mut input)
        .map_err(|error| format!("the input of the case: {error}"))?;
    if let Some(stream) = stream_of::<I>(O::Input::SCHEMA, text(case, "input_stream"), &mut input) {
        *stream = EventStream::from(events);
    }
    let options = RequestOptions::default().with_tokens(&TOKEN);
    let request = O::request_with(&input, &options).map_err(|error| error.to_string())?;
    let (parts, body) = request.into_parts();
    let is_stream = parts
        .headers
        .get(http::header::CONTENT_TYPE)
        .is_some_and(|value| value == eventstream::CONTENT_TYPE);
    let body = collect(body)?;
    let messages = if is_stream { messages(&body)? } else { Vec::new() };
    let messages: Vec<Value> = messages.iter().map(describe).collect();
    Ok(json!({"request": describe_parts(&parts, &body), "messages": messages}))
}

/// An event of the model.
fn event<I: Event + AsSlot>(event: &Value) -> Result<I, String> {
    let mut holder = Holder(I::default());
    let text = format!("{{\"event\":{}}}", text(event, "params"));
    params::read(text.as_bytes(), Holder::<I>::SCHEMA, &mut holder)
        .map_err(|error| format!("the event of the case: {error}"))?;
    Ok(holder.0)
}

/// The stream in the member of that name, if there is one.
fn stream_of<'a, E: Event>(
    schema: &'static Schema,
    name: &str,
    value: &'a mut dyn MembersMut,
) -> Option<&'a mut EventStream<E>> {
    let index = schema.members().iter().position(|member| member.name() == name)?;
    match value.member_mut(index) {
        Slot::Events(events) => {
            let events: &mut dyn Any = events;
            events.downcast_mut()
        }
        _ => None,
    }
}

/// The bytes of a body, all of which are there.
fn collect(mut body: Body) -> Result<Bytes, String> {
    let mut collected = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match Pin::new(&mut body).poll_frame(&mut context) {
            Poll::Ready(None) => return Ok(collected.into()),
            Poll::Ready(Some(Ok(frame))) => collected.extend(frame.into_data().unwrap_or_default()),
            Poll::Ready(Some(Err(error))) => return Err(error.to_string()),
            Poll::Pending => return Err("the body is not there yet".to_owned()),
        }
    }
}

fn messages(bytes: &[u8]) -> Result<Vec<Message>, String> {
    let mut decoder = Decoder::new(&Limits::DEFAULT);
    decoder.feed(bytes);
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message().map_err(|error| error.to_string())? {
        messages.push(message);
    }
    decoder.finish().map_err(|error| error.to_string())?;
    Ok(messages)
}

fn describe(message: &Message) -> Value {
    let header = |header: &eventstream::Header| {
        let (kind, value) = match &header.value {
            HeaderValue::Bool(value) => ("boolean", value.to_string()),
            HeaderValue::Byte(value) => ("byte", value.to_string()),
            HeaderValue::Short(value) => ("short", value.to_string()),
            HeaderValue::Integer(value) => ("integer", value.to_string()),
            HeaderValue::Long(value) => ("long", value.to_string()),
            HeaderValue::Blob(value) => ("blob", latin1(value)),
            HeaderValue::String(value) => ("string", value.clone()),
            HeaderValue::Timestamp(value) => ("timestamp", value.as_seconds_f64().to_string()),
            _ => ("other", String::new()),
        };
        json!([header.name, kind, value])
    };
    let headers: Vec<Value> = message.headers.iter().map(header).collect();
    json!({"headers": headers, "body": latin1(&message.payload)})
}

/// Reads the response of a case: the output, and what came over its stream.
fn receive<O, U>(
    case: &Value,
    modelled: fn(&O::Error) -> Modelled<'_>,
) -> Result<(Value, Vec<Value>), String>
where
    O: Operation,
    O::Output: Members,
    U: Event<Error = O::Error> + AsValue + AsSlot,
{
    let mut response = super::build_response(case).map_err(|error| error.to_string())?;
    for event in items(case, "responses") {
        let message = message(event)?;
        response.body_mut().extend(message.encode().map_err(|error| error.to_string())?);
    }
    let mut output = match O::response(&response) {
        Ok(read) => read.output,
        Err(error) => return Ok((describe_error(&error, modelled(&error)), Vec::new())),
    };
    let described_output = described("output", O::Output::SCHEMA, &output);
    let name = text(case, "output_stream");
    let Some(stream) = stream_of::<U>(O::Output::SCHEMA, name, &mut output) else {
        return Ok((described_output, Vec::new()));
    };
    let received = stream.events().map(|event| match event {
        Ok(event) => described("event", Holder::<U>::SCHEMA, &Holder(event)),
        Err(error) => describe_error(&error, modelled(&error)),
    });
    Ok((described_output, received.collect()))
}

/// The message that a case gives: as it is, or by its parts.
fn message(event: &Value) -> Result<Message, String> {
    if event.get("bytes").is_some() {
        let mut messages = messages(&bytes(event, "bytes"))?;
        return messages.pop().ok_or_else(|| "no message".to_owned());
    }
    let mut message = Message::new(bytes(event, "body"));
    for header in items(event, "headers") {
        let part = |index: usize| header.get(index).and_then(Value::as_str).unwrap_or_default();
        message = message.with(part(0), header_value(part(1), part(2))?);
    }
    Ok(message)
}

fn header_value(kind: &str, value: &str) -> Result<HeaderValue, String> {
    let wrong = || format!("`{value}` is no header of the type `{kind}`");
    Ok(match kind {
        "boolean" => HeaderValue::Bool(value.parse().map_err(|_| wrong())?),
        "byte" => HeaderValue::Byte(value.parse().map_err(|_| wrong())?),
        "short" => HeaderValue::Short(value.parse().map_err(|_| wrong())?),
        "integer" => HeaderValue::Integer(value.parse().map_err(|_| wrong())?),
        "long" => HeaderValue::Long(value.parse().map_err(|_| wrong())?),
        "blob" => HeaderValue::Blob(super::from_latin1(value).into()),
        "string" => HeaderValue::String(value.to_owned()),
        "timestamp" => {
            let seconds = value.parse().map_err(|_| wrong())?;
            HeaderValue::Timestamp(Timestamp::from_seconds_f64(seconds))
        }
        _ => return Err(wrong()),
    })
}
