//! The ids of shapes, and how long the names in them may be.

use std::collections::HashSet;

use crate::model::ShapeId;

/// The most bytes that a namespace may have, and the name of a member, a structure, a union, an enum or an
/// operation: file systems take no longer names, and files of the crate or of its documentation are named so.
pub const NAME_LIMIT: usize = 200;

/// The most bytes that the name of any other shape may have. Releases of botocore up to 2023 name strings after their
/// patterns, in as many as 663 bytes.
pub const SHAPE_NAME_LIMIT: usize = 1024;

/// The shape ids met so far: models repeat the same few thousands of times.
#[derive(Default)]
pub(super) struct Ids(HashSet<ShapeId>);

/// Why a text is not an id.
pub(super) enum BadId {
    /// It does not have the form of one.
    Form,
    /// Its names are too long.
    Long,
}

impl Ids {
    /// Reads an absolute shape id.
    pub(super) fn get(&mut self, text: &str) -> Result<ShapeId, BadId> {
        if let Some(known) = self.0.get(text) {
            return Ok(known.clone());
        }
        let id = ShapeId::parse(text).ok_or(BadId::Form)?;
        let member = id.member_name().unwrap_or_default();
        let is_long = id.namespace().len().max(member.len()) > NAME_LIMIT;
        if is_long || id.name().len() > SHAPE_NAME_LIMIT {
            return Err(BadId::Long);
        }
        self.0.insert(id.clone());
        Ok(id)
    }
}
