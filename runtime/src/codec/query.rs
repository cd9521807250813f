//! Bodies of [awsQuery] and [ec2Query] requests: keys and values, as a form of HTML is sent.
//!
//! Members are keys whose segments are set apart by points: `Filters.member.1.Name=tag`. All but what RFC 3986 calls
//! unreserved is percent-encoded, in keys and values; a space is `%20`. Responses are [XML](super::xml).
//!
//! [awsQuery]: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
//! [ec2Query]: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html

mod write;

pub use self::write::write;

use std::borrow::Cow;

use super::xml;
use crate::schema::{Member, Trait};

/// What the two protocols do not agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    dialect: Dialect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Aws,
    Ec2,
}

impl Options {
    /// awsQuery: lists and maps are flattened where a trait says so, and an empty list is an empty value.
    pub const AWS_QUERY: Self = Self { dialect: Dialect::Aws };

    /// ec2Query: names begin with a capital, all lists are flattened, and an empty one is left out. What the protocol
    /// does not define, maps, are as in awsQuery.
    pub const EC2_QUERY: Self = Self { dialect: Dialect::Ec2 };

    /// The segment that a member of a structure or union adds to a key.
    fn name(self, member: &Member) -> Cow<'static, str> {
        match (self.dialect, ec2_query_name(member)) {
            (Dialect::Aws, _) => Cow::Borrowed(xml::wire_name(member)),
            (Dialect::Ec2, Some(name)) => Cow::Borrowed(name),
            (Dialect::Ec2, None) => capitalised(xml::wire_name(member)),
        }
    }

    /// Whether the items of a list stand right under its key.
    fn is_list_flattened(self, member: &Member) -> bool {
        self.dialect == Dialect::Ec2 || xml::is_flattened(member)
    }
}

fn ec2_query_name(member: &Member) -> Option<&'static str> {
    member.traits().iter().find_map(|one| match one {
        Trait::Ec2QueryName(name) => Some(*name),
        _ => None,
    })
}

/// A name with its first letter as a capital.
fn capitalised(name: &'static str) -> Cow<'static, str> {
    if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        let mut name = name.to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Cow::Owned(name)
    } else {
        Cow::Borrowed(name)
    }
}
