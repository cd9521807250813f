//! The id by which the service knows a request, as the query protocols have it.

use super::Result;
use super::cursor::Cursor;
use super::tag::Tag;
use crate::limits::Limits;

/// Finds the id of a request in an answer: an element of the root or of its `ResponseMetadata`, by its name. The first
/// one counts that holds text alone. What looks like one within the output or its values is none.
///
/// There is none in a document that is malformed before it.
pub fn request_id(bytes: &[u8], limits: &Limits, name: &str) -> Option<String> {
    let mut cursor = Cursor::new(bytes, limits).ok()?;
    let root = cursor.root().ok()?;
    look_within(&mut cursor, root, name).ok().flatten()
}

fn look_within<'a>(cursor: &mut Cursor<'a>, parent: Tag<'a>, name: &str) -> Result<Option<String>> {
    while let Some(child) = cursor.child(parent)? {
        let found = if child.local_name() == name {
            cursor.text_or_skip(child)?
        } else if child.local_name() == "ResponseMetadata" {
            look_within(cursor, child, name)?
        } else {
            cursor.skip(child)?;
            None
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
