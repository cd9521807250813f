//! What both readers of documentation, that of HTML and that of `CommonMark`, hand to the builder.

use super::tag::Tag;

/// A part of documentation, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open(Tag, Attributes),
    Close(Tag),
    Text(String),
}

/// The attributes of a tag that mean something to a page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Attributes {
    /// What a link leads to, as it is written.
    pub(super) href: Option<String>,
    /// What a link of `DocBook` leads to within the model.
    pub(super) name: Option<String>,
    /// The number of a list's first item.
    pub(super) start: Option<u64>,
    /// The language of code.
    pub(super) language: Option<String>,
}
