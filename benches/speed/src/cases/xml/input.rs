//! What all write or read.

/// The id that a response has, and its header.
pub(super) const REQUEST_ID_HEADER: &str = "x-amz-request-id";
pub(super) const REQUEST_ID: &str = "656c76696e6727732072657175657374";

/// The service's.
pub(super) const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// A document as S3 sends it, with a declaration.
pub(super) fn declared(root: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}")
}

/// An output of `ListObjectsV2`.
pub(super) mod list_objects {
    pub(in super::super) const OBJECTS: i32 = 1000;
    pub(in super::super) const BUCKET: &str = "example-bucket";
    pub(in super::super) const PREFIX: &str = "photos/2025/";
    pub(in super::super) const LAST_MODIFIED: &str = "2025-01-02T03:04:05.678Z";
    pub(in super::super) const STORAGE_CLASS: &str = "STANDARD";
    pub(in super::super) const OWNER: &str = "someone";
    pub(in super::super) const OWNER_ID: &str =
        "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    pub(in super::super) fn key(object: i32) -> String {
        format!("photos/2025/January/a day at the sea & more/{object:08}.jpg")
    }

    pub(in super::super) fn size(object: i32) -> i64 {
        i64::from(object) * 4711
    }
}

/// An input of `CompleteMultipartUpload`.
pub(super) mod complete_multipart_upload {
    pub(in super::super) const PARTS: i32 = 1000;
    pub(in super::super) const BUCKET: &str = "example-bucket";
    pub(in super::super) const KEY: &str = "backups/2025-01-02.tar";
    pub(in super::super) const UPLOAD_ID: &str = "VXBsb2FkIElEIGZvciBlbHZpbmcncyBteS1tb3ZpZS5tMnRz";
}

/// The tag of an object or part, whose quotes belong to it.
pub(super) fn e_tag(number: i32) -> String {
    format!("\"{:032x}\"", i64::from(number) * 0x9e37_79b9)
}
