//! What the errors of the JSON protocols have in common.

use super::error_code::sanitize_code;
use crate::codec::json;
use crate::document::Document;
use crate::facts::RawResponse;
use crate::limits::Limits;
use crate::schema::{Member, Schema};
use crate::value::{AsSlot, MembersMut, Slot};

/// What all errors may have in their bodies, where it is text: a service is free to give its own errors members of
/// these names and other types.
pub(super) struct ErrorBody {
    kind: Option<String>,
    code: Option<String>,
    message: Option<String>,
}

static KIND: Schema = Schema::structure("ErrorBody", &[Member::new("__type")]);
static CODE: Schema = Schema::structure("ErrorBody", &[Member::new("code")]);
static MESSAGES: [Schema; 3] = [
    Schema::structure("ErrorBody", &[Member::new("message")]),
    Schema::structure("ErrorBody", &[Member::new("Message")]),
    Schema::structure("ErrorBody", &[Member::new("errorMessage")]),
];

impl ErrorBody {
    /// Reads the body of a response. A page that is no JSON leaves all of it empty, which is what is then known.
    pub(super) fn read(response: &RawResponse<'_>, limits: &Limits) -> Self {
        let text = |schema| text(response.body(), limits, schema);
        Self { kind: text(&KIND), code: text(&CODE), message: MESSAGES.iter().find_map(text) }
    }

    /// `__type`
    pub(super) fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// What awsJson and restJson1 may call the error by ([the rules]): the header, `__type`, and `code`.
    ///
    /// `code` comes last, since it may be a member of the error. A number is no name of a shape.
    ///
    /// [the rules]: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
    pub(super) fn codes(&self, response: &RawResponse<'_>) -> Vec<String> {
        let headers = response.headers().get_all("x-amzn-errortype").iter();
        // Intermediaries join headers that are there twice.
        let parts = headers.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        let headers = parts.filter_map(|part| std::str::from_utf8(part).ok());
        let body = [self.kind.as_deref(), self.code.as_deref()].into_iter().flatten();
        headers.chain(body).filter_map(sanitize_code).map(str::to_owned).collect()
    }

    /// The message, for people to read.
    pub(super) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// The one member of a schema, if it is text. It is read alone, so that no malformed member beside it takes it away.
fn text(body: &[u8], limits: &Limits, schema: &'static Schema) -> Option<String> {
    let mut member = OneMember(Document::Null);
    let _ = json::read(body, limits, json::Options::AWS_JSON, schema, &mut member);
    match member.0 {
        Document::String(text) => Some(text),
        _ => None,
    }
}

struct OneMember(Document);

impl MembersMut for OneMember {
    fn member_mut(&mut self, _: usize) -> Slot<'_> {
        self.0.as_slot()
    }
}
