//! Types written by hand, as one would who has no generator.
//!
//! Times stay text, where ours and aws-sdk's become seconds and nanoseconds: less work, and theirs to enjoy.

use serde::{Deserialize, Serialize};

use super::input;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct ListBucketResult {
    #[serde(rename = "@xmlns", default, skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    pub(super) name: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) key_count: Option<i32>,
    pub(super) max_keys: Option<i32>,
    pub(super) is_truncated: Option<bool>,
    #[serde(default)]
    pub(super) contents: Vec<Object>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Object {
    pub(super) key: Option<String>,
    pub(super) last_modified: Option<String>,
    #[serde(rename = "ETag")]
    pub(super) e_tag: Option<String>,
    pub(super) size: Option<i64>,
    pub(super) storage_class: Option<StorageClass>,
    pub(super) owner: Option<Owner>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum StorageClass {
    Standard,
    StandardIa,
    Glacier,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Owner {
    pub(super) display_name: Option<String>,
    #[serde(rename = "ID")]
    pub(super) id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompleteMultipartUpload {
    #[serde(rename = "@xmlns")]
    namespace: Option<String>,
    #[serde(rename = "Part", default)]
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Part {
    #[serde(rename = "ETag")]
    e_tag: Option<String>,
    part_number: Option<i32>,
}

impl ListBucketResult {
    /// A list without what the types of others do not keep.
    pub(super) fn new(
        name: Option<String>,
        prefix: Option<String>,
        [key_count, max_keys]: [Option<i32>; 2],
        is_truncated: Option<bool>,
        contents: Vec<Object>,
    ) -> Self {
        let namespace = Some(input::NAMESPACE.to_owned());
        Self { namespace, name, prefix, key_count, max_keys, is_truncated, contents }
    }
}

impl CompleteMultipartUpload {
    pub(super) fn with_namespace(mut self) -> Self {
        self.namespace = Some(input::NAMESPACE.to_owned());
        self
    }
}

impl StorageClass {
    pub(super) fn new(name: &str) -> Self {
        match name {
            input::list_objects::STORAGE_CLASS => Self::Standard,
            _ => Self::Unknown,
        }
    }
}

pub(super) fn list_objects() -> ListBucketResult {
    use input::list_objects as list;

    let object = |number| Object {
        key: Some(list::key(number)),
        last_modified: Some(list::LAST_MODIFIED.into()),
        e_tag: Some(input::e_tag(number)),
        size: Some(list::size(number)),
        storage_class: Some(StorageClass::Standard),
        owner: Some(Owner {
            display_name: Some(list::OWNER.into()),
            id: Some(list::OWNER_ID.into()),
        }),
    };
    ListBucketResult::new(
        Some(list::BUCKET.into()),
        Some(list::PREFIX.into()),
        [Some(list::OBJECTS); 2],
        Some(false),
        (1..=list::OBJECTS).map(object).collect(),
    )
}

pub(super) fn complete_multipart_upload() -> CompleteMultipartUpload {
    let part = |number| Part { e_tag: Some(input::e_tag(number)), part_number: Some(number) };
    CompleteMultipartUpload {
        namespace: Some(input::NAMESPACE.to_owned()),
        parts: (1..=input::complete_multipart_upload::PARTS).map(part).collect(),
    }
}
