//! [HTTP bindings]: where the members of an input or output stand in a message.
//!
//! It is a second path beside the codecs, for the top level of an input or output and for scalars alone: labels of
//! the URI, parameters of the query, headers and the status. What is bound to none of them is left to a codec,
//! which is shown a structure that lacks what is bound. In nested structures the bindings mean nothing.
//!
//! [HTTP bindings]: https://smithy.io/2.0/spec/http-bindings.html

mod header;
mod request;
mod response;
mod scalar;
mod unbound;
mod uri;

pub(crate) use self::header::hide as hide_headers;
pub(crate) use self::request::{EmptyBody, request};
pub(crate) use self::response::{read_error, read_output};

use crate::schema::{Member, Trait};

/// Where a member of a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RequestPlace {
    Label,
    Query(&'static str),
    QueryParams,
    Header(&'static str),
    PrefixHeaders(&'static str),
    Payload,
    Body,
}

impl RequestPlace {
    fn of(member: &Member) -> Self {
        let bound = member.traits().iter().find_map(|known| match *known {
            Trait::HttpLabel => Some(Self::Label),
            Trait::HttpQuery(name) => Some(Self::Query(name)),
            Trait::HttpQueryParams => Some(Self::QueryParams),
            Trait::HttpHeader(name) => Some(Self::Header(name)),
            Trait::HttpPrefixHeaders(prefix) => Some(Self::PrefixHeaders(prefix)),
            Trait::HttpPayload => Some(Self::Payload),
            _ => None,
        });
        bound.unwrap_or(Self::Body)
    }
}

/// Where a member of a response stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ResponsePlace {
    Status,
    Header(&'static str),
    PrefixHeaders(&'static str),
    Payload,
    Body,
}

impl ResponsePlace {
    fn of(member: &Member) -> Self {
        let bound = member.traits().iter().find_map(|known| match *known {
            Trait::HttpResponseCode => Some(Self::Status),
            Trait::HttpHeader(name) => Some(Self::Header(name)),
            Trait::HttpPrefixHeaders(prefix) => Some(Self::PrefixHeaders(prefix)),
            Trait::HttpPayload => Some(Self::Payload),
            _ => None,
        });
        bound.unwrap_or(Self::Body)
    }
}

/// Returns the name that a member has in a body, unless the member is the whole body.
pub(crate) fn name_unless_payload(member: &Member, name: &'static str) -> Option<&'static str> {
    (ResponsePlace::of(member) != ResponsePlace::Payload).then_some(name)
}
