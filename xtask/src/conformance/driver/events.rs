//! Event streams: what goes out is written and taken apart again, what comes in is put together and read.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use http_body::Body as _;
use serde_json::{Value, json};
use smithgen_runtime::codec::params;
use smithgen_runtime::eventstream::{self, Decoder, EventCodec, EventKind, HeaderValue, Message};
use smithgen_runtime::v1::{
    AsSlot, AsValue, Member, Members, MembersMut, Schema, Shape, Slot, Variants, VariantsMut,
};
use smithgen_runtime::{Body, Bytes, Limits, Operation, RequestOptions, Timestamp, http};

use super::{TOKEN, bytes, describe_parts, items, latin1, text};

/// Writes and reads the events of a case. `I` is the union of what is sent, `U` that of what is received.
pub fn events<O, I, U>(case: &Value, codec: &dyn EventCodec) -> Value
where
    O: Operation,
    O::Input: MembersMut + Default,
    O::Output: Members,
    I: Shape + Variants + VariantsMut + AsValue + AsSlot,
    U: Shape + Variants + VariantsMut + AsValue + AsSlot,
{
    match send::<O, I>(case, codec) {
        Ok(sent) => {
            let received = items(case, "responses").map(|event| receive::<O, U>(event, codec));
            json!({
                "sent": sent,
                "received": received.collect::<Vec<_>>(),
                "initial": initial::<O>(case),
            })
        }
        Err(message) => json!({"unusable": message}),
    }
}

/// A union as the one member of a structure, which is what parameters are.
struct Holder<U>(U);

impl<U: Shape> Holder<U> {
    const SCHEMA: &'static Schema =
        &Schema::structure("conformance#Holder", &[Member::new("event").of(U::SCHEMA)]);
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
fn send<O, I>(case: &Value, codec: &dyn EventCodec) -> Result<Value, String>
where
    O: Operation,
    O::Input: MembersMut + Default,
    I: Shape + Variants + AsValue + AsSlot,
{
    let mut stream = Vec::new();
    for event in items(case, "requests").filter(|event| event.get("params").is_some()) {
        let message = write::<I>(event, codec)?;
        stream.extend(message.encode().map_err(|error| error.to_string())?);
    }
    let mut input = O::Input::default();
    params::read(text(case, "params").as_bytes(), O::Input::SCHEMA, &mut input)
        .map_err(|error| format!("the input of the case: {error}"))?;
    put_stream(O::Input::SCHEMA, text(case, "stream"), &mut input, stream);
    let options = RequestOptions::default().with_tokens(&TOKEN);
    let request = O::request_with(&input, &options).map_err(|error| error.to_string())?;
    let (parts, body) = request.into_parts();
    let is_stream = parts
        .headers
        .get(http::header::CONTENT_TYPE)
        .is_some_and(|it| it == eventstream::CONTENT_TYPE);
    let body = collect(body)?;
    let messages = if is_stream { messages(&body)? } else { Vec::new() };
    let messages: Vec<Value> = messages.iter().map(describe).collect();
    Ok(json!({"request": describe_parts(&parts, &body), "messages": messages}))
}

fn write<I>(event: &Value, codec: &dyn EventCodec) -> Result<Message, String>
where
    I: Shape + Variants + AsValue + AsSlot,
{
    let mut holder = Holder(I::default());
    let event = format!("{{\"event\":{}}}", text(event, "params"));
    params::read(event.as_bytes(), Holder::<I>::SCHEMA, &mut holder)
        .map_err(|error| format!("the event of the case: {error}"))?;
    eventstream::write_event(I::SCHEMA, &holder.0, codec).map_err(|error| error.to_string())
}

/// Puts a stream into the member of that name, if there is one.
fn put_stream(schema: &'static Schema, name: &str, input: &mut dyn MembersMut, stream: Vec<u8>) {
    let index = schema.members().iter().position(|member| member.name() == name);
    if let Some(Slot::Stream(place)) = index.map(|index| input.member_mut(index)) {
        *place = Body::from(stream);
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

/// Reads an event of a case.
fn receive<O, U>(event: &Value, codec: &dyn EventCodec) -> Value
where
    O: Operation,
    O::Output: Members,
    U: Shape + Variants + VariantsMut + AsValue + AsSlot,
{
    let message = match message(event) {
        Ok(message) => message,
        Err(message) => return json!({"malformed": message}),
    };
    match read::<O, U>(&message, codec) {
        Ok(read) => read,
        Err(message) => json!({"malformed": message}),
    }
}

fn read<O, U>(message: &Message, codec: &dyn EventCodec) -> Result<Value, String>
where
    O: Operation,
    O::Output: Members,
    U: Shape + Variants + VariantsMut + AsValue + AsSlot,
{
    let (name, key) = match EventKind::of(message).map_err(|error| error.to_string())? {
        EventKind::Event(name) => (name, "event"),
        EventKind::Exception(name) => (name, "exception"),
        EventKind::Error { code, .. } => return Ok(json!({"error": code.unwrap_or_default()})),
        EventKind::InitialResponse => {
            let mut output = O::Output::default();
            eventstream::read_initial(
                message,
                codec,
                &Limits::DEFAULT,
                O::Output::SCHEMA,
                &mut output,
            )
            .map_err(|error| error.to_string())?;
            return Ok(json!({"initial": written(O::Output::SCHEMA, &output)?}));
        }
        _ => return Err("a message that no server sends".to_owned()),
    };
    let mut holder = Holder(U::default());
    eventstream::read_event(message, name, codec, &Limits::DEFAULT, U::SCHEMA, &mut holder.0)
        .map_err(|error| error.to_string())?;
    let member = U::SCHEMA.members().iter().find(|member| member.name() == name);
    match member {
        Some(member) => {
            let shape = member.target().map(Schema::name);
            Ok(json!({key: written(Holder::<U>::SCHEMA, &holder)?, "shape": shape}))
        }
        None => Ok(json!({"unknown": name})),
    }
}

/// The output that a response holds beside its stream.
fn initial<O>(case: &Value) -> Value
where
    O: Operation,
    O::Output: Members,
{
    let Some(response) = case.get("initial") else { return Value::Null };
    let response = match super::build_response(response) {
        Ok(response) => response,
        Err(error) => return json!({"malformed": error.to_string()}),
    };
    let described = match O::response(&response) {
        Ok(read) => written(O::Output::SCHEMA, &read.output),
        Err(error) => Err(error.to_string()),
    };
    match described {
        Ok(output) => json!({"output": output}),
        Err(message) => json!({"malformed": message}),
    }
}

fn written(schema: &'static Schema, value: &dyn Members) -> Result<String, String> {
    let bytes = params::write(schema, value).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
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
    // What is read went over the wire.
    let encoded = message.encode().map_err(|error| error.to_string())?;
    messages(&encoded)?.pop().ok_or_else(|| "no message".to_owned())
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
