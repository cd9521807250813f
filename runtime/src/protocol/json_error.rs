//! What the errors of the JSON protocols have in common.

use super::RawResponse;
use super::error_code::sanitize_code;
use crate::codec::json;
use crate::schema::{Member, Schema};
use crate::value::{MembersMut, Slot};
use crate::{Document, Limits};

/// What all errors may have in their bodies. They are read as documents, since a service is free to give its
/// own errors members of these names and other types.
#[derive(Default)]
pub(super) struct ErrorBody {
    kind: Document,
    code: Document,
    messages: [Document; 3],
}

static ERROR_BODY: Schema = Schema::structure(
    "ErrorBody",
    &[
        Member::new("__type"),
        Member::new("code"),
        Member::new("message"),
        Member::new("Message"),
        Member::new("errorMessage"),
    ],
);

impl ErrorBody {
    /// Reads the body of a response. A page that is no JSON leaves all of it empty, which is what is then known.
    pub(super) fn read(response: &RawResponse<'_>, limits: &Limits) -> Self {
        let mut body = Self::default();
        let _ =
            json::read(response.body(), limits, json::Options::AWS_JSON, &ERROR_BODY, &mut body);
        body
    }

    /// `__type`
    pub(super) fn kind(&self) -> Option<&str> {
        self.kind.as_str()
    }

    /// What awsJson and restJson1 may call the error by ([the rules]): the header, `__type`, and `code`.
    ///
    /// `code` comes last, since it may be a member of the error. A number is no name of a shape.
    ///
    /// [the rules]: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
    pub(super) fn codes(&self, response: &RawResponse<'_>) -> Vec<String> {
        let headers = response.headers().get_all("x-amzn-errortype").iter();
        // Intermediaries join headers that are there twice.
        let headers = headers.filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(','));
        let body = [self.kind.as_str(), self.code.as_str()].into_iter().flatten();
        headers.chain(body).filter_map(sanitize_code).map(str::to_owned).collect()
    }

    /// The message, for people to read.
    pub(super) fn message(&self) -> Option<&str> {
        self.messages.iter().find_map(Document::as_str)
    }
}

impl MembersMut for ErrorBody {
    fn member_mut(&mut self, index: usize) -> Slot<'_> {
        let [lower, upper, long] = &mut self.messages;
        match index {
            0 => Slot::Document(&mut self.kind),
            1 => Slot::Document(&mut self.code),
            2 => Slot::Document(lower),
            3 => Slot::Document(upper),
            4 => Slot::Document(long),
            _ => Slot::None,
        }
    }
}
