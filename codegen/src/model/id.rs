//! Ids of shapes.

use std::fmt;
use std::sync::Arc;

/// An absolute shape id, `namespace#Name`, or that of a member, `namespace#Name$member`.
///
/// See <https://smithy.io/2.0/spec/model.html#shape-id>.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(Arc<str>);

impl ShapeId {
    /// Reads an absolute shape id; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, rest) = text.split_once('#')?;
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        let valid = namespace.split('.').all(is_identifier)
            && is_identifier(name)
            && member.is_none_or(is_identifier);
        valid.then(|| Self(text.into()))
    }

    /// The id that a text is known to be.
    pub(super) fn known(text: &'static str) -> Self {
        Self(text.into())
    }

    /// The id of a member of this shape.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(format!("{}${name}", self.without_member()).into())
    }

    /// The whole id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before `#`.
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// The part after `#`, without a member.
    pub fn name(&self) -> &str {
        self.without_member().split_once('#').map_or("", |(_, name)| name)
    }

    /// The part after `$`, where the id is that of a member.
    pub fn member_name(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// The id of the shape that a member belongs to; of any other shape, the id itself.
    #[must_use]
    pub fn container(&self) -> Self {
        Self(self.without_member().into())
    }

    /// Whether a text is an identifier, as names of shapes and members are: letters, digits and
    /// underscores, with a letter first or a digit after underscores.
    ///
    /// See <https://smithy.io/2.0/spec/model.html#shape-id-abnf>.
    pub fn is_identifier(text: &str) -> bool {
        is_identifier(text)
    }

    fn without_member(&self) -> &str {
        self.0.split_once('$').map_or(&*self.0, |(shape, _)| shape)
    }
}

/// Smithy's identifier: letters, digits and underscores, with a letter before the first digit.
fn is_identifier(text: &str) -> bool {
    let first = text.trim_start_matches('_').chars().next();
    let starts = match first {
        Some(first) => {
            first.is_ascii_alphabetic() || (text.starts_with('_') && first.is_ascii_digit())
        }
        None => false,
    };
    starts && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
