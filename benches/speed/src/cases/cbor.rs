//! rpcv2Cbor: CloudWatch's metrics, a few and many.
//!
//! CloudWatch speaks three protocols, and smithgen takes awsJson1_0 of them where aws-sdk takes rpcv2Cbor. So the
//! operation is declared here once more, with the generated types. rusoto is older than the protocol.

mod aws;
mod input;
mod ours;
mod plain;

use std::fmt::Debug;

use anyhow::{Context as _, Result, ensure};
use aws_sdk_cloudwatch::operation::get_metric_data::GetMetricData;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use bytes::Bytes;
use ciborium::Value;
use cloudwatch::{Operation as _, types};
use smithgen_runtime::codec::cbor;
use smithgen_runtime::v1::Shape as _;
use smithgen_runtime::{DecodeError, EncodeError, Limits};

use self::input::Size;
use crate::cases::Plan;
use crate::peers;
use crate::race::{Case, Product, Race};

pub(super) const PLANS: &[Plan] = &[
    Plan::new("cbor/get_metric_data/write", |name| write_case(name, input::LARGE)),
    Plan::new("cbor/get_metric_data/request", |name| request_case(name, input::LARGE)),
    Plan::new("cbor/get_metric_data/read", |name| read_case(name, input::LARGE)),
    Plan::new("cbor/get_metric_data/response", |name| response_case(name, input::LARGE)),
    Plan::new("cbor/get_metric_data_small/write", |name| write_case(name, input::SMALL)),
    Plan::new("cbor/get_metric_data_small/request", |name| request_case(name, input::SMALL)),
    Plan::new("cbor/get_metric_data_small/read", |name| read_case(name, input::SMALL)),
    Plan::new("cbor/get_metric_data_small/response", |name| response_case(name, input::SMALL)),
];

/// From an input to the bytes of a body.
fn write_case(name: &'static str, size: Size) -> Result<Case> {
    let ours = ours::get_metric_data_input(size);
    let minicbor = plain::get_metric_data_input::<plain::minicbor::Time>(size);
    let ciborium = plain::get_metric_data_input::<plain::ciborium::Time>(size);
    let race = Race::new(name, written(&minicbor_serde::to_vec(&minicbor)?)?)
        .entrant("smithgen", move || write(&ours), |body| written(&body?))?
        .entrant(
            "minicbor-serde",
            move || minicbor_serde::to_vec(&minicbor),
            |body| written(&body?),
        )?
        .entrant("ciborium", move || plain::ciborium::write(&ciborium), |body| written(&body?))?;
    Ok(race.finish())
}

/// From an input to a request.
fn request_case(name: &'static str, size: Size) -> Result<Case> {
    let plain = plain::get_metric_data_input::<plain::minicbor::Time>(size);
    let service = peers::aws::plain_service();
    let mut operation = peers::aws::Operation::new(&GetMetricData::new(), service)?;
    let (ours, aws) = (ours::get_metric_data_input(size), aws::get_metric_data_input(size)?);
    let race = Race::new(name, written(&minicbor_serde::to_vec(&plain)?)?)
        .entrant(
            "smithgen",
            move || ours::GetMetricData::request(&ours),
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

/// From the bytes of a body to an output.
fn read_case(name: &'static str, size: Size) -> Result<Case> {
    let body = output_body(size)?;
    let (ours, minicbor) = (body.clone(), body.clone());
    let bytes = body.len();
    let product = |value| Ok(Product { bytes, value });
    let race = Race::new(name, Product { bytes, value: plain::get_metric_data_output(size) })
        .entrant("smithgen", move || read(&ours), |output| product(ours::plain_output(output?)))?
        .entrant(
            "minicbor-serde",
            move || minicbor_serde::from_slice::<plain::Output<_>>(&minicbor),
            |output| product(output?.map(plain::minicbor::seconds)),
        )?
        .entrant(
            "ciborium",
            move || ciborium::from_reader::<plain::Output<_>, _>(&*body),
            |output| product(output?.map(plain::ciborium::seconds)),
        )?;
    Ok(race.finish())
}

/// From a response to an output.
fn response_case(name: &'static str, size: Size) -> Result<Case> {
    let body = output_body(size)?;
    let bytes = body.len();
    let product = |value| Ok(Product { bytes, value });
    let operation = peers::aws::Operation::new(&GetMetricData::new(), peers::aws::plain_service())?;
    let mut aws_response = peers::aws::ok(&body)?;
    aws_response.headers_mut().insert(input::REQUEST_ID_HEADER, input::REQUEST_ID);
    let response = http::Response::builder()
        .header("content-type", "application/cbor")
        .header("smithy-protocol", "rpc-v2-cbor")
        .header(input::REQUEST_ID_HEADER, input::REQUEST_ID)
        .body(body)?;
    let race = Race::new(name, Product { bytes, value: plain::get_metric_data_output(size) })
        .entrant(
            "smithgen",
            move || ours::GetMetricData::response(&response),
            |output| product(ours::plain_output(output?.into_output())),
        )?
        .entrant(
            "aws-sdk",
            move || operation.response(&aws_response),
            |output| product(aws::plain_output(peers::aws::output(output)?)),
        )?;
    Ok(race.finish())
}

fn output_body(size: Size) -> Result<Bytes> {
    let output = plain::get_metric_data_output::<plain::minicbor::Time>(size);
    Ok(minicbor_serde::to_vec(&output)?.into())
}

/// A body as a value, whose maps have no order.
fn written(body: &[u8]) -> Result<Product<Canonical>> {
    let mut rest = body;
    let value: Value = ciborium::from_reader(&mut rest)?;
    ensure!(rest.is_empty(), "there is something after the body");
    Ok(Product { bytes: body.len(), value: Canonical::of(value) })
}

/// A value that is equal to another if they mean the same, in whatever width their numbers came.
#[derive(Debug, PartialEq)]
enum Canonical {
    Map(Vec<(String, Canonical)>),
    List(Vec<Canonical>),
    /// A tag and what it is of: a time is the same as an integer and as a float.
    Time(f64),
    Other(Value),
}

impl Canonical {
    fn of(value: Value) -> Self {
        match value {
            Value::Map(entries) => {
                let entry = |(key, value)| (format!("{key:?}"), Self::of(value));
                let mut entries: Vec<(String, Self)> = entries.into_iter().map(entry).collect();
                entries.sort_by(|(one, _), (other, _)| one.cmp(other));
                Self::Map(entries)
            }
            Value::Array(items) => Self::List(items.into_iter().map(Self::of).collect()),
            Value::Tag(1, time) => match time_of(&time) {
                Some(time) => Self::Time(time),
                None => Self::Other(Value::Tag(1, time)),
            },
            other => Self::Other(other),
        }
    }
}

/// The seconds of a time, which are a float, or an integer of few digits.
fn time_of(value: &Value) -> Option<f64> {
    match value {
        Value::Float(seconds) => Some(*seconds),
        Value::Integer(seconds) => i32::try_from(*seconds).ok().map(f64::from),
        _ => None,
    }
}

fn write(input: &types::GetMetricDataInput) -> Result<Vec<u8>, EncodeError> {
    cbor::write(types::GetMetricDataInput::SCHEMA, input)
}

fn read(body: &[u8]) -> Result<types::GetMetricDataOutput, DecodeError> {
    let mut output = types::GetMetricDataOutput::default();
    cbor::read(body, &Limits::DEFAULT, types::GetMetricDataOutput::SCHEMA, &mut output)?;
    Ok(output)
}
