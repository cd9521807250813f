//! Start tags.

use std::borrow::Cow;

use super::characters;

/// The name of an element or attribute.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    /// The name as it was written.
    pub(super) qualified: &'a str,
    /// The name without its prefix.
    pub(super) local: &'a str,
}

/// The start tag of an element, or its only tag. It is well-formed.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    name: Name<'a>,
    attributes: &'a str,
    offset: usize,
    is_empty: bool,
}

impl<'a> Tag<'a> {
    /// A tag by its name, its attributes as they were written, and how many bytes into the document its name is.
    pub(super) fn new(name: Name<'a>, attributes: &'a str, offset: usize, is_empty: bool) -> Self {
        Self { name, attributes, offset, is_empty }
    }

    /// The name as it was written.
    #[inline]
    pub(super) fn name(self) -> &'a str {
        self.name.qualified
    }

    /// The name without its prefix.
    #[inline]
    pub(super) fn local_name(self) -> &'a str {
        self.name.local
    }

    /// Whether the element has a name of the model. A name without a prefix is that of any namespace.
    #[inline]
    pub(super) fn is_called(self, name: &str) -> bool {
        let Name { qualified, local } = self.name;
        local == name || (local.len() != qualified.len() && qualified == name)
    }

    #[inline]
    pub(super) fn has_attributes(self) -> bool {
        !self.attributes.is_empty()
    }

    pub(super) fn attributes(self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// Whether the element stands for a null, by its `xsi:nil`.
    #[inline]
    pub(super) fn is_nil(self) -> bool {
        self.has_attributes() && self.attributes().any(is_nil)
    }

    #[inline]
    pub(super) fn offset(self) -> usize {
        self.offset
    }

    /// Whether the tag is the whole element.
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.is_empty
    }
}

fn is_nil((name, value): (&str, AttributeValue<'_>)) -> bool {
    let is_name = name.split_once(':').is_some_and(|(_, local_name)| local_name == "nil");
    is_name && matches!(&*value.text(), "true" | "1")
}

/// Names and values of well-formed attributes.
pub(super) struct Attributes<'a>(pub(super) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, AttributeValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = self.0.split_once('=')?;
        let rest = rest.trim_ascii_start();
        let quote = rest.chars().next()?;
        let (value, rest) = rest.strip_prefix(quote)?.split_once(quote)?;
        self.0 = rest;
        Some((name.trim_ascii(), AttributeValue(value)))
    }
}

/// A value as it was written.
#[derive(Clone, Copy)]
pub(super) struct AttributeValue<'a>(&'a str);

impl<'a> AttributeValue<'a> {
    /// The value that is meant.
    pub(super) fn text(self) -> Cow<'a, str> {
        characters::attribute_value(self.0)
    }
}
