//! Labels of the host ([endpoint traits]).
//!
//! [endpoint traits]: https://smithy.io/2.0/spec/endpoint-traits.html

use std::fmt;

use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::schema::{Schema, Trait};
use crate::value::{Members, Value};

/// What the host of a request starts with, before that of your endpoint: `data.` makes `data.example.com` of
/// `example.com`.
///
/// A request has it among its [extensions](http::Request::extensions), where the model gives the operation one.
///
/// `Debug` shows the pattern from the model, such as `{Account}.data.`: labels may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct HostPrefix {
    prefix: String,
    pattern: &'static str,
}

impl HostPrefix {
    /// The prefix, which ends with a point where the model has it so.
    pub fn as_str(&self) -> &str {
        &self.prefix
    }
}

impl fmt::Debug for HostPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HostPrefix").field(&self.pattern).finish()
    }
}

/// Fills the labels of a pattern, such as `{Account}.data.`.
///
/// # Errors
/// A member that is a label cannot be one of a host: it is empty, longer than 63 characters, or has others than
/// letters, digits and hyphens between them.
pub(crate) fn prefix(
    pattern: &'static str,
    schema: &'static Schema,
    input: &dyn Members,
) -> Result<HostPrefix, EncodeError> {
    let mut prefix = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        prefix.push_str(before);
        prefix.push_str(label(name, schema, input)?);
        rest = behind;
    }
    prefix.push_str(rest);
    Ok(HostPrefix { prefix, pattern })
}

fn label<'v>(
    name: &str,
    schema: &'static Schema,
    input: &'v dyn Members,
) -> Result<&'v str, EncodeError> {
    let mut members = schema.members().iter().enumerate();
    let found = members
        .find(|(_, member)| member.name() == name && member.traits().contains(&Trait::HostLabel));
    let Some((index, member)) = found else {
        return Err(EncodeError::new(EncodeErrorKind::Schema));
    };
    match input.member(index) {
        Value::String(text) if is_host_label(text) => Ok(text),
        _ => {
            let error = EncodeError::new(EncodeErrorKind::InvalidHost);
            Err(error.within(Segment::Member(member.name())))
        }
    }
}

/// See [RFC 1123, section 2.1](https://www.rfc-editor.org/rfc/rfc1123#section-2.1).
fn is_host_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_host_label;

    #[test]
    fn host_labels_are_letters_digits_and_hyphens_within() {
        for label in ["a", "A-1", "9", &"x".repeat(63)] {
            assert!(is_host_label(label), "{label}");
        }
        for label in ["", "-a", "a-", "a.b", "a/b", "a@b", "é", "a\n", &"x".repeat(64)] {
            assert!(!is_host_label(label), "{label:?}");
        }
    }
}
