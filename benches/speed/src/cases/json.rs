//! awsJson1_1: Cognito, whose rows are those of the table of figures.

mod aws;
mod input;
mod ours;
mod plain;
mod rusoto;

use std::fmt::Debug;

use anyhow::{Context as _, Result};
use aws_sdk_cognitoidentityprovider::error::BuildError;
use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_schema::Schema;
use aws_smithy_schema::codec::Codec as _;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer as _};
use aws_smithy_types::date_time::Format;
use bytes::Bytes;
use cognito_identity_provider::{Operation, operation};
use serde::Serialize;
use serde_json::Value;
use smithgen_runtime::codec::json::{self, Options};
use smithgen_runtime::v1::{Members, MembersMut, Shape};
use smithgen_runtime::{DecodeError, EncodeError, Limits};

use crate::cases::Plan;
use crate::peers;
use crate::race::{Case, Product, Race};

pub(super) const PLANS: &[Plan] = &[
    Plan::new("json/resend_confirmation_code/write", |name| resend().write(name)),
    Plan::new("json/resend_confirmation_code/request", |name| resend().request(name)),
    Plan::new("json/admin_create_user/write", |name| create().write(name)),
    Plan::new("json/admin_create_user/request", |name| create().request(name)),
    Plan::new("json/admin_create_user/build_and_write", |name| create().build_and_write(name)),
    Plan::new("json/list_users/read", list_users_read),
    Plan::new("json/list_users/response", list_users_response),
];

fn resend() -> Makers<
    operation::ResendConfirmationCode,
    plain::ResendConfirmationCodeRequest,
    aws::ResendConfirmationCodeInput,
    rusoto::ResendConfirmationCodeRequest,
> {
    Makers {
        ours: ours::resend_confirmation_code,
        plain: plain::resend_confirmation_code,
        aws: aws::resend_confirmation_code,
        aws_operation: Box::new(aws::operations::ResendConfirmationCode::new()),
        aws_schema: aws::operations::ResendConfirmationCode::INPUT_SCHEMA,
        rusoto: rusoto::resend_confirmation_code,
    }
}

fn create() -> Makers<
    operation::AdminCreateUser,
    plain::AdminCreateUserRequest,
    aws::AdminCreateUserInput,
    rusoto::AdminCreateUserRequest,
> {
    Makers {
        ours: ours::admin_create_user,
        plain: plain::admin_create_user,
        aws: aws::admin_create_user,
        aws_operation: Box::new(aws::operations::AdminCreateUser::new()),
        aws_schema: aws::operations::AdminCreateUser::INPUT_SCHEMA,
        rusoto: rusoto::admin_create_user,
    }
}

/// How each makes the same input of the operation `O`, out of borrowed texts.
struct Makers<O: Operation, P, A, R> {
    ours: fn() -> O::Input,
    plain: fn() -> P,
    aws: fn() -> Result<A, BuildError>,
    aws_operation: Box<dyn RuntimePlugin>,
    aws_schema: &'static Schema<'static>,
    rusoto: fn() -> R,
}

impl<O, P, A, R> Makers<O, P, A, R>
where
    O: Operation<Input: 'static, Error: Send + Sync + 'static> + 'static,
    P: Serialize + 'static,
    A: SerializableStruct + Debug + Clone + Send + Sync + 'static,
    R: Serialize + 'static,
{
    /// From an input to the bytes of a body.
    fn write(&self, name: &'static str) -> Result<Case> {
        let body = serde_json::to_vec(&(self.plain)())?;
        let (ours, aws, rusoto) = ((self.ours)(), (self.aws)()?, (self.rusoto)());
        let (codec, schema) = (aws_codec(), self.aws_schema);
        let (serde, sonic) = ((self.plain)(), (self.plain)());
        let race = Race::new(name, written(&body)?)
            .entrant("smithgen", move || write(&ours), |body| written(&body?))?
            .entrant("aws-sdk", move || aws_write(&codec, schema, &aws), |body| written(&body?))?
            .entrant(
                "rusoto",
                move || serde_json::to_string(&rusoto),
                |body| written(body?.as_bytes()),
            )?
            .entrant("serde_json", move || serde_json::to_vec(&serde), |body| written(&body?))?
            .entrant("sonic-rs", move || sonic_rs::to_vec(&sonic), |body| written(&body?))?;
        Ok(race.floor("memcpy", || (), copy(body)).finish())
    }

    /// From an input to a request.
    fn request(&self, name: &'static str) -> Result<Case> {
        let (ours, aws) = ((self.ours)(), (self.aws)()?);
        let mut operation = aws::operation(&*self.aws_operation)?;
        let race = Race::new(name, written(&serde_json::to_vec(&(self.plain)())?)?)
            .entrant(
                "smithgen",
                move || O::request(&ours),
                |request| written(request?.body().as_bytes().context("the body is a stream")?),
            )?
            .consumer(
                "aws-sdk",
                move || Input::erase(aws.clone()),
                move |input| operation.request(input),
                |request| written(&peers::aws::body(request)?),
            )?;
        Ok(race.finish())
    }

    /// From borrowed texts to the bytes of a body, and everything dropped that was made on the way.
    fn build_and_write(&self, name: &'static str) -> Result<Case> {
        let (ours, plain, aws, rusoto) = (self.ours, self.plain, self.aws, self.rusoto);
        let (codec, schema) = (aws_codec(), self.aws_schema);
        let race = Race::new(name, written(&serde_json::to_vec(&plain())?)?)
            .entrant("smithgen", move || write(&ours()), |body| written(&body?))?
            .entrant(
                "aws-sdk",
                move || anyhow::Ok(aws_write(&codec, schema, &aws()?)?),
                |body| written(&body?),
            )?
            .entrant(
                "rusoto",
                move || serde_json::to_string(&rusoto()),
                |body| written(body?.as_bytes()),
            )?
            .entrant("serde_json", move || serde_json::to_vec(&plain()), |body| written(&body?))?
            .entrant("sonic-rs", move || sonic_rs::to_vec(&plain()), |body| written(&body?))?;
        Ok(race.finish())
    }
}

/// From the bytes of a body to an output, which owns what it holds, whoever made it.
fn list_users_read(name: &'static str) -> Result<Case> {
    let expected = plain::list_users();
    let body = Bytes::from(serde_json::to_vec(&expected)?);
    let bytes = body.len();
    let product = |value| Ok(Product { bytes, value });
    let (ours, aws, serde, sonic, simd) =
        (body.clone(), body.clone(), body.clone(), body.clone(), body.clone());
    let codec = aws_codec();
    let response = rusoto::response(body.clone());
    let race = Race::new(name, Product { bytes, value: expected })
        .entrant(
            "smithgen",
            move || read(&ours),
            |output| product(ours::plain_list_users(output?)),
        )?
        .entrant(
            "aws-sdk",
            move || aws::ListUsersOutput::deserialize(&mut codec.create_deserializer(&aws)),
            |output| product(aws::plain_list_users(output?)),
        )?
        .entrant(
            "rusoto",
            move || rusoto::list_users(&response),
            |output| product(rusoto::plain_list_users(output?)),
        )?
        .entrant("serde_json", move || serde_json::from_slice(&serde), |output| product(output?))?
        .entrant("sonic-rs", move || sonic_rs::from_slice(&sonic), |output| product(output?))?
        // It writes into what it reads.
        .consumer(
            "simd-json",
            move || simd.to_vec(),
            |mut input| simd_json::from_slice(&mut input),
            |output| product(output?),
        )?;
    // Finding the tokens is what nobody can do without.
    let race = race.floor(
        "scan",
        move || body.to_vec(),
        |mut input| simd_json::to_tape(&mut input).map(drop),
    );
    Ok(race.finish())
}

/// From a response to an output.
fn list_users_response(name: &'static str) -> Result<Case> {
    let expected = plain::list_users();
    let body = Bytes::from(serde_json::to_vec(&expected)?);
    let bytes = body.len();
    let product = |value| Ok(Product { bytes, value });
    let operation = aws::operation(&aws::operations::ListUsers::new())?;
    let mut aws_response = peers::aws::ok(&body)?;
    aws_response.headers_mut().insert(input::REQUEST_ID_HEADER, input::REQUEST_ID);
    let response = http::Response::builder()
        .header("content-type", "application/x-amz-json-1.1")
        .header(input::REQUEST_ID_HEADER, input::REQUEST_ID)
        .body(body)?;
    let race = Race::new(name, Product { bytes, value: expected })
        .entrant(
            "smithgen",
            move || operation::ListUsers::response(&response),
            |output| product(ours::plain_list_users(output?.into_output())),
        )?
        .entrant(
            "aws-sdk",
            move || operation.response(&aws_response),
            |output| product(aws::plain_list_users(peers::aws::output(output)?)),
        )?;
    Ok(race.finish())
}

/// Copies bytes to where others were.
fn copy(from: Vec<u8>) -> impl FnMut(()) -> u8 {
    let mut to = from.clone();
    move |()| {
        to.copy_from_slice(std::hint::black_box(&from));
        *std::hint::black_box(&to).last().unwrap_or(&0)
    }
}

/// A body as a value, whose members have no order.
fn written(body: &[u8]) -> Result<Product<Value>> {
    Ok(Product { bytes: body.len(), value: serde_json::from_slice(body)? })
}

fn write<T: Shape + Members>(input: &T) -> Result<Vec<u8>, EncodeError> {
    json::write(T::SCHEMA, input, Options::AWS_JSON)
}

fn read<T: Shape + MembersMut + Default>(body: &[u8]) -> Result<T, DecodeError> {
    let mut output = T::default();
    json::read(body, &Limits::DEFAULT, Options::AWS_JSON, T::SCHEMA, &mut output)?;
    Ok(output)
}

/// The codec that aws-sdk's protocol has.
fn aws_codec() -> JsonCodec {
    let settings = JsonCodecSettings::builder().use_json_name(false);
    JsonCodec::new(settings.default_timestamp_format(Format::EpochSeconds).build())
}

fn aws_write(
    codec: &JsonCodec,
    schema: &Schema<'_>,
    input: &dyn SerializableStruct,
) -> Result<Vec<u8>, SerdeError> {
    let mut serializer = codec.create_serializer();
    serializer.write_struct(schema, input)?;
    Ok(serializer.finish())
}
