//! S3, by restXml, with the bucket in the path.

use s3::operation::{
    CompleteMultipartUpload, CopyObject, CreateBucket, CreateMultipartUpload, DeleteObject,
    DeleteObjects, GetObject, HeadObject, ListObjectsV2, PutObject, UploadPart,
};
use s3::types::{
    BucketLocationConstraint, CompleteMultipartUploadRequest, CompletedMultipartUpload,
    CompletedPart, CopyObjectRequest, CreateBucketConfiguration, CreateBucketRequest,
    CreateMultipartUploadRequest, Delete, DeleteObjectRequest, DeleteObjectsRequest,
    GetObjectRequest, HeadObjectRequest, ListObjectsV2Request, ObjectIdentifier, PutObjectRequest,
    UploadPartRequest,
};
use s3::{Body, Bytes, Error, ServiceError};

use crate::client::Client;

crate::cases![
    an_object_keeps_its_bytes_and_metadata,
    a_range_of_an_object_is_read,
    a_key_of_odd_characters_is_found_again,
    objects_are_listed_by_prefix_over_pages,
    an_object_is_copied,
    an_object_is_uploaded_in_parts,
    deleted_objects_are_gone,
    an_unknown_key_is_its_own_error,
    an_unknown_key_of_a_head_is_an_error_by_its_status,
    what_was_not_modified_is_an_error_by_its_status,
    an_unknown_bucket_is_its_own_error,
    a_taken_bucket_is_its_own_error,
];

fn bucket(s3: &Client<'_>, name: &str) {
    s3.call::<CreateBucket>(&CreateBucketRequest::builder().bucket(name).build());
}

fn put(s3: &Client<'_>, bucket: &str, key: &str, body: &'static str) {
    let input = PutObjectRequest::builder().bucket(bucket).key(key).body(body).build();
    s3.call::<PutObject>(&input);
}

fn get(s3: &Client<'_>, bucket: &str, key: &str) -> Bytes {
    let input = GetObjectRequest::builder().bucket(bucket).key(key).build();
    bytes(s3.call::<GetObject>(&input).body)
}

fn bytes(body: Option<Body>) -> Bytes {
    body.expect("a body").into_bytes().expect("bytes")
}

fn an_object_keeps_its_bytes_and_metadata(s3: &Client<'_>) {
    bucket(s3, "metadata");
    let content = Bytes::from_static(&[0, 1, 2, 255, 13, 10]);
    let input = PutObjectRequest::builder()
        .bucket("metadata")
        .key("a/b.bin")
        .body(content.clone())
        .content_type("image/x-odd; charset=\"a b\"")
        .cache_control("max-age=60")
        .metadata([("owner", "mary"), ("note", "a, b; c")])
        .build();
    let put = s3.call::<PutObject>(&input);
    // For an object that is put in one piece, the tag is the MD5 of its bytes.
    let tag = "\"11f0f5dd0b3b9567e375c5b0ea75ea60\"";
    assert_eq!(put.etag.as_deref(), Some(tag));

    let input = GetObjectRequest::builder().bucket("metadata").key("a/b.bin").build();
    let object = s3.call::<GetObject>(&input);
    assert_eq!(object.content_type.as_deref(), Some("image/x-odd; charset=\"a b\""));
    assert_eq!(object.cache_control.as_deref(), Some("max-age=60"));
    assert_eq!(object.content_length, Some(6));
    assert_eq!(object.etag.as_deref(), Some(tag));
    assert!(object.last_modified.is_some());
    let expected = [("note", "a, b; c"), ("owner", "mary")];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!(object.metadata.as_ref(), Some(&expected));
    assert_eq!(bytes(object.body), content);

    let input = HeadObjectRequest::builder().bucket("metadata").key("a/b.bin").build();
    let head = s3.call::<HeadObject>(&input);
    assert_eq!((head.content_length, head.metadata), (Some(6), Some(expected)));
    assert_eq!(head.last_modified, object.last_modified);
}

fn a_range_of_an_object_is_read(s3: &Client<'_>) {
    bucket(s3, "range");
    put(s3, "range", "key", "0123456789");
    let input = GetObjectRequest::builder().bucket("range").key("key").range("bytes=2-4").build();
    let part = s3.call::<GetObject>(&input);
    assert_eq!(part.content_range.as_deref(), Some("bytes 2-4/10"));
    assert_eq!(bytes(part.body), "234");
}

fn a_key_of_odd_characters_is_found_again(s3: &Client<'_>) {
    bucket(s3, "odd");
    let key = "a b/c+d/%41/\u{e9}\u{1F980}/<&>\"'/~*()!$,;:@=?#";
    put(s3, "odd", key, "odd");
    assert_eq!(get(s3, "odd", key), "odd");
    let listed = s3.call::<ListObjectsV2>(&ListObjectsV2Request::builder().bucket("odd").build());
    let keys: Vec<_> = listed.contents.unwrap_or_default().into_iter().map(|it| it.key).collect();
    assert_eq!(keys, [Some(key.to_owned())]);
}

fn objects_are_listed_by_prefix_over_pages(s3: &Client<'_>) {
    bucket(s3, "pages");
    for key in ["a/1", "a/2", "a/3", "a/deep/4", "b/5"] {
        put(s3, "pages", key, "four");
    }
    let (mut pages, mut token) = (Vec::new(), None);
    loop {
        let input = ListObjectsV2Request::builder()
            .bucket("pages")
            .prefix("a/")
            .max_keys(3)
            .maybe_continuation_token(token)
            .build();
        let page = s3.call::<ListObjectsV2>(&input);
        let objects = page.contents.unwrap_or_default();
        assert_eq!(page.key_count, i32::try_from(objects.len()).ok());
        assert!(objects.iter().all(|object| object.size == Some(4)));
        pages.push(objects.into_iter().filter_map(|object| object.key).collect::<Vec<_>>());
        token = page.next_continuation_token;
        assert_eq!(page.is_truncated, Some(token.is_some()));
        if token.is_none() {
            break;
        }
    }
    assert_eq!(pages, [vec!["a/1", "a/2", "a/3"], vec!["a/deep/4"]]);

    let input = ListObjectsV2Request::builder().bucket("pages").prefix("a/").delimiter("/").build();
    let prefixes = s3.call::<ListObjectsV2>(&input).common_prefixes.expect("prefixes");
    let prefixes: Vec<_> = prefixes.iter().map(|it| it.prefix.as_deref()).collect();
    assert_eq!(prefixes, [Some("a/deep/")]);
}

fn an_object_is_copied(s3: &Client<'_>) {
    bucket(s3, "copy");
    put(s3, "copy", "from", "content");
    let input =
        CopyObjectRequest::builder().bucket("copy").key("to").copy_source("copy/from").build();
    let copied = s3.call::<CopyObject>(&input).copy_object_result.expect("a result");
    // The MD5 of `content`.
    assert_eq!(copied.etag.as_deref(), Some("\"9a0364b9e99bb480dd25e1f0284c8555\""));
    assert!(copied.last_modified.is_some());
    assert_eq!(get(s3, "copy", "to"), "content");
}

fn an_object_is_uploaded_in_parts(s3: &Client<'_>) {
    /// All parts but the last have this size at least.
    const PART: usize = 5 * 1024 * 1024;
    bucket(s3, "parts");
    let input = CreateMultipartUploadRequest::builder().bucket("parts").key("big").build();
    let upload = s3.call::<CreateMultipartUpload>(&input);
    assert_eq!((upload.bucket.as_deref(), upload.key.as_deref()), (Some("parts"), Some("big")));
    let upload = upload.upload_id.expect("an id");
    let part = |number, body: Vec<u8>| {
        let input = UploadPartRequest::builder()
            .bucket("parts")
            .key("big")
            .upload_id(&upload)
            .part_number(number)
            .body(body)
            .build();
        let etag = s3.call::<UploadPart>(&input).etag.expect("a tag");
        CompletedPart::builder().part_number(number).etag(etag).build()
    };
    let parts = [part(1, vec![b'a'; PART]), part(2, b"the end".to_vec())];
    let input = CompleteMultipartUploadRequest::builder()
        .bucket("parts")
        .key("big")
        .upload_id(&upload)
        .multipart_upload(CompletedMultipartUpload::builder().parts(parts).build())
        .build();
    let completed = s3.call::<CompleteMultipartUpload>(&input);
    assert_eq!(completed.key.as_deref(), Some("big"));
    assert!(completed.etag.is_some_and(|tag| tag.ends_with("-2\"")));
    let content = get(s3, "parts", "big");
    assert_eq!((content.len(), &content[PART - 1..]), (PART + 7, b"athe end".as_slice()));
}

fn deleted_objects_are_gone(s3: &Client<'_>) {
    bucket(s3, "delete");
    for key in ["a", "b & c", "d", "kept"] {
        put(s3, "delete", key, "x");
    }
    s3.call::<DeleteObject>(&DeleteObjectRequest::builder().bucket("delete").key("a").build());
    let object = |key: &str| ObjectIdentifier::builder().key(key).build();
    let input = DeleteObjectsRequest::builder()
        .bucket("delete")
        .delete(Delete::builder().objects([object("b & c"), object("d")]).build())
        .build();
    let output = s3.call::<DeleteObjects>(&input);
    assert_eq!(output.errors.unwrap_or_default(), []);
    let mut deleted: Vec<_> =
        output.deleted.unwrap_or_default().into_iter().filter_map(|it| it.key).collect();
    deleted.sort();
    assert_eq!(deleted, ["b & c", "d"]);
    let listed =
        s3.call::<ListObjectsV2>(&ListObjectsV2Request::builder().bucket("delete").build());
    let keys: Vec<_> = listed.contents.unwrap_or_default().into_iter().map(|it| it.key).collect();
    assert_eq!(keys, [Some("kept".to_owned())]);
}

fn an_unknown_key_is_its_own_error(s3: &Client<'_>) {
    bucket(s3, "unknown-key");
    let input = GetObjectRequest::builder().bucket("unknown-key").key("none").build();
    let error = s3.fail::<GetObject>(&input);
    assert!(matches!(&error, Error::NoSuchKey(_)), "{error:?}");
    assert_eq!(error.message(), Some("The specified key does not exist."));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.request_id().is_some());
}

fn an_unknown_key_of_a_head_is_an_error_by_its_status(s3: &Client<'_>) {
    bucket(s3, "unknown-head");
    let input = HeadObjectRequest::builder().bucket("unknown-head").key("none").build();
    let error = s3.fail::<HeadObject>(&input);
    // The answer to a HEAD has no body that could name the error, so its code is what the status says.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!((error.code(), error.message()), (Some("NotFound"), None));
}

fn what_was_not_modified_is_an_error_by_its_status(s3: &Client<'_>) {
    bucket(s3, "not-modified");
    put(s3, "not-modified", "key", "content");
    let input = GetObjectRequest::builder()
        .bucket("not-modified")
        .key("key")
        .if_none_match("\"9a0364b9e99bb480dd25e1f0284c8555\"")
        .build();
    let error = s3.fail::<GetObject>(&input);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
}

fn an_unknown_bucket_is_its_own_error(s3: &Client<'_>) {
    let input = ListObjectsV2Request::builder().bucket("nowhere").build();
    let error = s3.fail::<ListObjectsV2>(&input);
    assert!(matches!(&error, Error::NoSuchBucket(_)), "{error:?}");
}

fn a_taken_bucket_is_its_own_error(s3: &Client<'_>) {
    // Outside us-east-1, where S3 has always let an owner create a bucket anew.
    let configuration = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::EuWest1)
        .build();
    let input = CreateBucketRequest::builder()
        .bucket("taken")
        .create_bucket_configuration(configuration)
        .build();
    let s3 = s3.in_region("eu-west-1");
    s3.call::<CreateBucket>(&input);
    let error = s3.fail::<CreateBucket>(&input);
    assert!(matches!(&error, Error::BucketAlreadyOwnedByYou(_)), "{error:?}");
}
