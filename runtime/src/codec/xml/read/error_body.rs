//! What all errors have in common.

use std::fmt;

use super::Result;
use super::cursor::Cursor;
use super::tag::Tag;
use crate::limits::Limits;
use crate::retry::Fault;

/// What the body of an error says, whichever error it is.
///
/// `Debug` does not show the message: the error is not known yet, so the message may be sensitive.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ErrorBody {
    /// The error's code, such as `NoSuchBucket`.
    pub code: Option<String>,
    /// The message, for people to read.
    pub message: Option<String>,
    /// The id by which the service knows the request.
    pub request_id: Option<String>,
    /// Who is to blame.
    pub fault: Option<Fault>,
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBody")
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// Finds the code, the message and the request id in the body of an error, of any protocol that has XML.
///
/// A body that breaks off says what it says until then; a proxy's page says nothing. Of several errors, the first
/// counts. Where the root is the error itself, under a name of its own, that name is the code.
pub fn find_error(bytes: &[u8], limits: &Limits) -> ErrorBody {
    let mut found = ErrorBody::default();
    // What is wrong with the body is found out, and told, when the error's members are read.
    let _ = look(bytes, limits, &mut found);
    found
}

/// Whether the root of a document has an element `Errors` or `Error`, or is too malformed to tell.
pub fn lists_errors(bytes: &[u8], limits: &Limits) -> bool {
    look_for_list(bytes, limits).unwrap_or(true)
}

fn look_for_list(bytes: &[u8], limits: &Limits) -> Result<bool> {
    let mut cursor = Cursor::new(bytes, limits)?;
    let root = cursor.root()?;
    while let Some(child) = cursor.child(root)? {
        if is_list_of_errors(child) || is_error(child) {
            return Ok(true);
        }
        cursor.skip(child)?;
    }
    Ok(false)
}

pub(super) fn is_error(tag: Tag<'_>) -> bool {
    tag.local_name() == "Error"
}

pub(super) fn is_list_of_errors(tag: Tag<'_>) -> bool {
    tag.local_name() == "Errors"
}

fn look(bytes: &[u8], limits: &Limits, found: &mut ErrorBody) -> Result<()> {
    let mut cursor = Cursor::new(bytes, limits)?;
    let root = cursor.root()?;
    look_within(&mut cursor, root, found, &mut Place::Around)?;
    let is_named = !["Error", "ErrorResponse", "Response"].contains(&root.local_name());
    if found.code.is_none() && found.request_id.is_some() && is_named {
        found.code = Some(root.local_name().to_owned());
    }
    Ok(())
}

/// How far a search has come in a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// No error has been met.
    Around,
    /// The first error has been met.
    AtError,
}

/// Looks at the child elements of an error or of an element around one. An `Error` inside an error
/// is a member of it, and its message is another. Only the request id may be outside of the error:
/// a code and a message of two errors would make a third one.
fn look_within<'a>(
    cursor: &mut Cursor<'a>,
    parent: Tag<'a>,
    found: &mut ErrorBody,
    place: &mut Place,
) -> Result<()> {
    while let Some(child) = cursor.child(parent)? {
        if !is_error(parent) && is_list_of_errors(child) {
            look_within(cursor, child, found, place)?;
            continue;
        }
        if !is_error(parent) && is_error(child) {
            if std::mem::replace(place, Place::AtError) == Place::AtError {
                cursor.skip(child)?;
            } else {
                *found = ErrorBody { request_id: found.request_id.take(), ..ErrorBody::default() };
                look_within(cursor, child, found, place)?;
            }
            continue;
        }
        let is_outside = !is_error(parent) && *place == Place::AtError;
        let text = match child.local_name() {
            "RequestId" | "RequestID" | "requestId" => &mut found.request_id,
            _ if is_outside => {
                cursor.skip(child)?;
                continue;
            }
            "Code" => &mut found.code,
            "Message" | "message" => &mut found.message,
            "Type" => {
                let fault = cursor.text_or_skip(child)?;
                found.fault = found.fault.or(fault.and_then(|text| Fault::parse(&text)));
                continue;
            }
            _ => {
                cursor.skip(child)?;
                continue;
            }
        };
        if let Some(value) = cursor.text_or_skip(child)? {
            text.get_or_insert(value);
        }
    }
    Ok(())
}
