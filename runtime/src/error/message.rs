//! The message of an error: the member that holds it, and whether it may be shown.

use crate::error::ErrorMetadata;
use crate::schema::{Member, Schema};
use crate::value::{MembersMut, Slot};

/// The names under which protocols look for the message before they know which error it is.
/// Services disagree about the case.
const NAMES: [&str; 2] = ["message", "errorMessage"];

fn is_message(name: &str) -> bool {
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Gives the name that a member has in a body; `None` for a member that is the whole body.
type BodyName<'a> = &'a dyn Fn(&Member) -> Option<&'static str>;

/// Puts the message into the member for it, before the body is read. A sensitive message is put
/// into a sensitive member only.
pub(super) fn set(
    schema: &'static Schema,
    body_name: BodyName<'_>,
    into: &mut dyn MembersMut,
    metadata: &ErrorMetadata,
) {
    let Some(message) = &metadata.message else { return };
    let is_secret = is_secret(schema, body_name);
    let is_its_place = |member: &Member| {
        member.name().eq_ignore_ascii_case("message") && (member.is_sensitive() || !is_secret)
    };
    let Some(index) = schema.members().iter().position(is_its_place) else { return };
    if let Slot::String(place) = into.member_mut(index) {
        place.set(message.clone());
    }
}

/// Whether the text that was found as the message belongs to a sensitive member.
pub(super) fn is_secret(schema: &'static Schema, body_name: BodyName<'_>) -> bool {
    let is_secret_message = |member: &Member| {
        let names = [body_name(member), Some(member.name())];
        member.is_sensitive() && names.into_iter().flatten().any(is_message)
    };
    let is_secret_whole = |member: &Member| {
        let mut within = member.target().into_iter().flat_map(Schema::members);
        body_name(member).is_none() && (member.is_sensitive() || within.any(is_secret_message))
    };
    schema.members().iter().any(|member| is_secret_message(member) || is_secret_whole(member))
}
