//! The values in the types of aws-sdk-s3.

use anyhow::Result;
use aws_sdk_s3::error::BuildError;
use aws_sdk_s3::operation::complete_multipart_upload::CompleteMultipartUploadInput;
use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::primitives::DateTimeFormat;
use aws_sdk_s3::types;

use super::{input, plain};

pub(super) fn complete_multipart_upload() -> Result<CompleteMultipartUploadInput, BuildError> {
    use input::complete_multipart_upload as upload;

    let part = |number| {
        types::CompletedPart::builder().e_tag(input::e_tag(number)).part_number(number).build()
    };
    let parts = (1..=upload::PARTS).map(part).collect();
    CompleteMultipartUploadInput::builder()
        .bucket(upload::BUCKET)
        .key(upload::KEY)
        .upload_id(upload::UPLOAD_ID)
        .multipart_upload(types::CompletedMultipartUpload::builder().set_parts(Some(parts)).build())
        .build()
}

pub(super) fn plain_list_objects(output: ListObjectsV2Output) -> Result<plain::ListBucketResult> {
    let contents = output.contents.unwrap_or_default();
    Ok(plain::ListBucketResult::new(
        output.name,
        output.prefix,
        [output.key_count, output.max_keys],
        output.is_truncated,
        contents.into_iter().map(plain_object).collect::<Result<_>>()?,
    ))
}

fn plain_object(object: types::Object) -> Result<plain::Object> {
    let last_modified = object.last_modified.map(|time| time.fmt(DateTimeFormat::DateTime));
    Ok(plain::Object {
        key: object.key,
        last_modified: last_modified.transpose()?,
        e_tag: object.e_tag,
        size: object.size,
        storage_class: object.storage_class.map(|class| plain::StorageClass::new(class.as_str())),
        owner: object
            .owner
            .map(|owner| plain::Owner { display_name: owner.display_name, id: owner.id }),
    })
}
