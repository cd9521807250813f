//! awsQuery: a request with lists of structures within structures.
//!
//! No serde crate writes AWS's form of nested values, which are lists of `Name.member.1.Other=value`. What
//! serde_urlencoded takes is the lower limit of one that would: it is given names and values as they are to be, and
//! escapes and joins them. rusoto writes with it as well.

mod aws;
mod input;
mod ours;
mod rusoto;

use anyhow::{Context as _, Result};
use autoscaling::{Operation as _, operation, types};
use aws_sdk_autoscaling::operation::create_auto_scaling_group::CreateAutoScalingGroup;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use smithgen_runtime::EncodeError;
use smithgen_runtime::codec::query::{self, Options};
use smithgen_runtime::v1::Shape as _;

use crate::cases::Plan;
use crate::peers;
use crate::race::{Case, Product, Race};

/// Names and values, in the order of the names.
type Form = Vec<(String, String)>;

pub(super) const PLANS: &[Plan] = &[
    Plan::new("query/create_auto_scaling_group/write", create_auto_scaling_group_write),
    Plan::new("query/create_auto_scaling_group/request", create_auto_scaling_group_request),
];

/// From an input to the bytes of a body.
fn create_auto_scaling_group_write(name: &'static str) -> Result<Case> {
    let form = input::form();
    let body = serde_urlencoded::to_string(&form)?;
    let input = ours::create_auto_scaling_group();
    let race = Race::new(name, written(body.as_bytes())?)
        .entrant("smithgen", move || write(&input), |body| written(&body?))?
        .entrant(
            "serde_urlencoded",
            move || serde_urlencoded::to_string(&form),
            |body| written(body?.as_bytes()),
        )?;
    Ok(race.finish())
}

/// From an input to a request.
fn create_auto_scaling_group_request(name: &'static str) -> Result<Case> {
    let body = serde_urlencoded::to_string(input::form())?;
    let service = peers::aws::plain_service();
    let mut operation = peers::aws::Operation::new(&CreateAutoScalingGroup::new(), service)?;
    let ours = ours::create_auto_scaling_group();
    let aws = aws::create_auto_scaling_group()?;
    let rusoto = rusoto::create_auto_scaling_group();
    let sink = peers::rusoto::Sink::default();
    let race = Race::new(name, written(body.as_bytes())?)
        .entrant(
            "smithgen",
            move || operation::CreateAutoScalingGroup::request(&ours),
            |request| written(request?.body().as_bytes().context("the body is a stream")?),
        )?
        .consumer(
            "aws-sdk",
            move || Input::erase(aws.clone()),
            move |input| operation.request(input),
            |request| written(&peers::aws::body(request)?),
        )?
        .consumer(
            "rusoto",
            move || rusoto.clone(),
            rusoto::request(sink.clone()),
            |()| written(&sink.body()?),
        )?;
    Ok(race.finish())
}

/// A body as what it says, which has no order.
fn written(body: &[u8]) -> Result<Product<Form>> {
    let mut value: Form = serde_urlencoded::from_bytes(body)?;
    value.sort();
    Ok(Product { bytes: body.len(), value })
}

fn write(input: &types::CreateAutoScalingGroupType) -> Result<Vec<u8>, EncodeError> {
    let schema = types::CreateAutoScalingGroupType::SCHEMA;
    query::write(input::OPERATION, input::VERSION, schema, input, Options::AWS_QUERY)
}
