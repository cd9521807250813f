//! The values in the types of rusoto_s3.

use anyhow::Result;
use bytes::Bytes;
use rusoto_core::{Region, RusotoError};
use rusoto_s3::{
    CompleteMultipartUploadRequest, CompletedMultipartUpload, CompletedPart, ListObjectsV2Error,
    ListObjectsV2Output, ListObjectsV2Request, Object, S3 as _, S3Client,
};

use super::{input, plain};
use crate::peers::rusoto::{Sink, Source, client, now};

pub(super) fn complete_multipart_upload() -> CompleteMultipartUploadRequest {
    use input::complete_multipart_upload as upload;

    let part = |number| CompletedPart {
        e_tag: Some(input::e_tag(number)),
        part_number: Some(i64::from(number)),
    };
    CompleteMultipartUploadRequest {
        bucket: upload::BUCKET.to_owned(),
        key: upload::KEY.to_owned(),
        upload_id: upload::UPLOAD_ID.to_owned(),
        multipart_upload: Some(CompletedMultipartUpload {
            parts: Some((1..=upload::PARTS).map(part).collect()),
        }),
        ..Default::default()
    }
}

/// A call that leaves its body in the sink.
pub(super) fn request(sink: Sink) -> impl FnMut(CompleteMultipartUploadRequest) {
    let client = S3Client::new_with_client(client(sink), Region::UsEast1);
    // It ends in an error, for nobody answers.
    move |input| drop(now(client.complete_multipart_upload(input)))
}

pub(super) fn list_objects_input() -> ListObjectsV2Request {
    ListObjectsV2Request { bucket: input::list_objects::BUCKET.to_owned(), ..Default::default() }
}

/// A call that is answered with this body.
pub(super) fn list_objects(
    body: Bytes,
) -> impl FnMut(
    ListObjectsV2Request,
) -> Option<Result<ListObjectsV2Output, RusotoError<ListObjectsV2Error>>> {
    let client = S3Client::new_with_client(client(Source(body)), Region::UsEast1);
    move |input| now(client.list_objects_v2(input))
}

pub(super) fn plain_list_objects(output: ListObjectsV2Output) -> Result<plain::ListBucketResult> {
    let number = |count: Option<i64>| count.map(i32::try_from).transpose();
    let contents = output.contents.unwrap_or_default();
    Ok(plain::ListBucketResult::new(
        output.name,
        output.prefix,
        [number(output.key_count)?, number(output.max_keys)?],
        output.is_truncated,
        contents.into_iter().map(plain_object).collect(),
    ))
}

fn plain_object(object: Object) -> plain::Object {
    plain::Object {
        key: object.key,
        last_modified: object.last_modified,
        e_tag: object.e_tag,
        size: object.size,
        storage_class: object.storage_class.map(|class| plain::StorageClass::new(&class)),
        owner: object
            .owner
            .map(|owner| plain::Owner { display_name: owner.display_name, id: owner.id }),
    }
}
