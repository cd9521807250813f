//! restXml: S3's list of 1,000 objects, read; and the list of the 1,000 parts of an upload, written.
//!
//! The codecs of aws-sdk and rusoto cannot be reached but by whole requests and responses.

mod aws;
mod input;
mod ours;
mod plain;
mod rusoto;

use anyhow::{Context as _, Result};
use aws_sdk_s3::operation::complete_multipart_upload::CompleteMultipartUpload;
use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use bytes::Bytes;
use quick_xml::events::Event;
use s3::{Operation as _, operation, types};
use smithgen_runtime::codec::xml::{self, Envelope, Namespace, Options, Root};
use smithgen_runtime::v1::{Shape as _, value};
use smithgen_runtime::{DecodeError, EncodeError, Limits};

use crate::cases::Plan;
use crate::peers;
use crate::race::{Case, Product, Race};

pub(super) const PLANS: &[Plan] = &[
    Plan::new("xml/list_objects_v2/read", list_objects_read),
    Plan::new("xml/list_objects_v2/response", list_objects_response),
    Plan::new("xml/complete_multipart_upload/write", complete_multipart_upload_write),
    Plan::new("xml/complete_multipart_upload/request", complete_multipart_upload_request),
];

/// From the text of a body to an output.
fn list_objects_read(name: &'static str) -> Result<Case> {
    let expected = plain::list_objects();
    let text = input::declared(&quick_xml::se::to_string(&expected)?);
    let (ours, serde) = (text.clone(), text.clone());
    let bytes = text.len();
    let product = |value| Ok(Product { bytes, value });
    let race = Race::new(name, Product { bytes, value: expected })
        .entrant(
            "smithgen",
            move || read(ours.as_bytes()),
            |output| product(ours::plain_list_objects(output?)),
        )?
        .entrant("quick-xml", move || quick_xml::de::from_str(&serde), |output| product(output?))?;
    Ok(race.floor("scan", || (), move |()| events(&text)).finish())
}

/// From a response to an output.
fn list_objects_response(name: &'static str) -> Result<Case> {
    let expected = plain::list_objects();
    let body = Bytes::from(input::declared(&quick_xml::se::to_string(&expected)?));
    let bytes = body.len();
    let product = |value| Ok(Product { bytes, value });
    let operation = peers::aws::Operation::new(&ListObjectsV2::new(), peers::aws::plain_service())?;
    let mut aws_response = peers::aws::ok(&body)?;
    aws_response.headers_mut().insert(input::REQUEST_ID_HEADER, input::REQUEST_ID);
    let response = http::Response::builder()
        .header("content-type", "application/xml")
        .header(input::REQUEST_ID_HEADER, input::REQUEST_ID)
        .body(body.clone())?;
    let race = Race::new(name, Product { bytes, value: expected })
        .entrant(
            "smithgen",
            move || operation::ListObjectsV2::response(&response),
            |output| product(ours::plain_list_objects(output?.into_output())),
        )?
        .entrant(
            "aws-sdk",
            move || operation.response(&aws_response),
            |output| product(aws::plain_list_objects(peers::aws::output(output)?)?),
        )?
        .consumer("rusoto", rusoto::list_objects_input, rusoto::list_objects(body), |output| {
            product(rusoto::plain_list_objects(output.context("it waits")??)?)
        })?;
    Ok(race.finish())
}

/// From an input to the text of a body.
fn complete_multipart_upload_write(name: &'static str) -> Result<Case> {
    let plain = plain::complete_multipart_upload();
    let body = quick_xml::se::to_string(&plain)?;
    let input = ours::complete_multipart_upload();
    let race = Race::new(name, written(body.as_bytes())?)
        .entrant(
            "smithgen",
            move || write(&input),
            |body| written(&body?.context("the payload has no schema")?),
        )?
        .entrant(
            "quick-xml",
            move || quick_xml::se::to_string(&plain),
            |body| written(body?.as_bytes()),
        )?;
    Ok(race.finish())
}

/// From an input to a request.
fn complete_multipart_upload_request(name: &'static str) -> Result<Case> {
    let body = quick_xml::se::to_string(&plain::complete_multipart_upload())?;
    let service = peers::aws::plain_service();
    let mut operation = peers::aws::Operation::new(&CompleteMultipartUpload::new(), service)?;
    let ours = ours::complete_multipart_upload();
    let aws = aws::complete_multipart_upload()?;
    let rusoto = rusoto::complete_multipart_upload();
    let sink = peers::rusoto::Sink::default();
    let race = Race::new(name, written(body.as_bytes())?)
        .entrant(
            "smithgen",
            move || operation::CompleteMultipartUpload::request(&ours),
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
            // It leaves the namespace out, which S3 lets pass.
            |()| {
                let product = written(&sink.body()?)?;
                Ok(Product { value: product.value.with_namespace(), ..product })
            },
        )?;
    Ok(race.finish())
}

/// A body as the values in it, whose members have no order.
fn written(body: &[u8]) -> Result<Product<plain::CompleteMultipartUpload>> {
    let text = str::from_utf8(body)?;
    Ok(Product { bytes: body.len(), value: quick_xml::de::from_str(text)? })
}

fn read(body: &[u8]) -> Result<types::ListObjectsV2Output, DecodeError> {
    let mut output = types::ListObjectsV2Output::default();
    let schema = types::ListObjectsV2Output::SCHEMA;
    xml::read(body, &Limits::DEFAULT, Options::DEFAULT, Envelope::Root, schema, &mut output)?;
    Ok(output)
}

/// The payload alone, of a request that is otherwise path and query.
fn write(input: &types::CompleteMultipartUploadRequest) -> Result<Option<Vec<u8>>, EncodeError> {
    let members = types::CompleteMultipartUploadRequest::SCHEMA.members();
    let Some(payload) = members.iter().find(|member| member.name() == "MultipartUpload") else {
        return Ok(None);
    };
    let Some(root) = Root::of_payload(payload) else { return Ok(None) };
    let namespace = Namespace { uri: input::NAMESPACE, prefix: "" };
    let root = root.or_namespace(Some(namespace));
    xml::write_payload(payload, value(&input.multipart_upload), &root).map(Some)
}

/// How many elements there are: what splitting the text takes at least.
fn events(text: &str) -> quick_xml::Result<usize> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut elements = 0;
    loop {
        match reader.read_event()? {
            Event::Start(_) => elements += 1,
            Event::Eof => return Ok(elements),
            _ => {}
        }
    }
}
