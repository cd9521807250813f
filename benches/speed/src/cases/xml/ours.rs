//! The values in the types that smithgen generated.

use s3::types;
use smithgen_runtime::TimestampFormat;

use super::{input, plain};

pub(super) fn complete_multipart_upload() -> types::CompleteMultipartUploadRequest {
    use input::complete_multipart_upload as upload;

    let part = |number| {
        types::CompletedPart::builder().etag(input::e_tag(number)).part_number(number).build()
    };
    types::CompleteMultipartUploadRequest::builder()
        .bucket(upload::BUCKET)
        .key(upload::KEY)
        .upload_id(upload::UPLOAD_ID)
        .multipart_upload(
            types::CompletedMultipartUpload::builder().parts((1..=upload::PARTS).map(part)).build(),
        )
        .build()
}

pub(super) fn plain_list_objects(output: types::ListObjectsV2Output) -> plain::ListBucketResult {
    plain::ListBucketResult::new(
        output.name,
        output.prefix,
        [output.key_count, output.max_keys],
        output.is_truncated,
        output.contents.unwrap_or_default().into_iter().map(plain_object).collect(),
    )
}

fn plain_object(object: types::Object) -> plain::Object {
    plain::Object {
        key: object.key,
        last_modified: object
            .last_modified
            .map(|time| time.display(TimestampFormat::DateTime).to_string()),
        e_tag: object.etag,
        size: object.size,
        storage_class: object.storage_class.map(|class| plain::StorageClass::new(class.as_str())),
        owner: object
            .owner
            .map(|owner| plain::Owner { display_name: owner.display_name, id: owner.id }),
    }
}
