//! Errors of reading and writing, with the path to the member.

use std::error::Error;
use std::fmt;

use crate::schema::Member;

/// Bytes could not be read as the shape that was expected.
///
/// It says what was wrong, in which member and at which byte, and never what the bytes were: they may be
/// secret.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Decode>);

#[derive(Clone, PartialEq, Eq)]
struct Decode {
    kind: DecodeErrorKind,
    path: Path,
    offset: Option<usize>,
}

/// What was wrong with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes end too early.
    Truncated,
    /// The bytes go on after the value.
    TrailingData,
    /// The bytes are not UTF-8.
    Utf8,
    /// A checksum is not that of the bytes before it.
    Checksum,
    /// The bytes break the rules of the format; what was expected in their place.
    Syntax(&'static str),
    /// A value of another type than was expected.
    Type {
        /// What was expected, such as "a string".
        expected: &'static str,
        /// What was there.
        found: &'static str,
    },
    /// A string that is not of the form that was expected, such as a malformed timestamp.
    Form(&'static str),
    /// A number that does not fit the member.
    OutOfRange,
    /// A member that was there before.
    DuplicateMember,
    /// A union without a member.
    EmptyUnion,
    /// A union with two members or more.
    CrowdedUnion,
    /// A place that this codec cannot fill, such as a streaming payload within a document.
    Unsupported,
    /// Values nest deeper than [`Limits::depth`](crate::Limits::depth).
    TooDeep,
    /// The body is longer than [`Limits::bytes`](crate::Limits::bytes).
    TooLong,
    /// The body holds more than [`Limits::items`](crate::Limits::items).
    TooManyItems,
    /// What was read takes more than [`Limits::memory`](crate::Limits::memory).
    TooMuchMemory,
    /// The body is a stream where all its bytes are needed: the output has no member for one.
    Stream,
    /// The response has more headers than [`Limits::headers`](crate::Limits::headers).
    TooManyHeaders,
    /// The headers are longer than [`Limits::header_bytes`](crate::Limits::header_bytes).
    HeadersTooLong,
}

impl DecodeErrorKind {
    /// Whether the bytes may be well-formed, and are more than the caller takes.
    #[cfg(feature = "rest")]
    pub(crate) fn is_of_limit(self) -> bool {
        matches!(
            self,
            Self::TooDeep
                | Self::TooLong
                | Self::TooManyItems
                | Self::TooMuchMemory
                | Self::TooManyHeaders
                | Self::HeadersTooLong
        )
    }
}

impl DecodeError {
    /// An error at a byte of the input.
    #[cold]
    pub(crate) fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self(Box::new(Decode { kind, path: Path::default(), offset: Some(offset) }))
    }

    /// An error in a response's status or headers.
    #[cold]
    pub(crate) fn in_head(kind: DecodeErrorKind) -> Self {
        Self(Box::new(Decode { kind, path: Path::default(), offset: None }))
    }

    /// What was wrong.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// The path to the member, such as `Users[3].Attributes[0].Value`; empty for the body itself.
    ///
    /// The keys of maps whose keys are sensitive are not shown.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    /// The outermost member that the error is in.
    pub(crate) fn member(&self) -> Option<&'static str> {
        match self.0.path.0.last() {
            Some(Segment::Member(name)) => Some(name),
            _ => None,
        }
    }

    /// How many bytes into the body the error is, where that is known.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Says which member the error is in, from the inside out.
    #[cold]
    pub(crate) fn within(mut self, segment: Segment) -> Self {
        self.0.path.enter(segment);
        self
    }

    /// Says which member the error is in, and hides the keys of maps within it if it is sensitive.
    #[cold]
    pub(crate) fn within_member(mut self, member: &Member) -> Self {
        self.0.path.enter_member(member);
        self
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("the input ends too early"),
            Self::TrailingData => f.write_str("the input goes on after the value"),
            Self::Utf8 => f.write_str("the input is not UTF-8"),
            Self::Checksum => f.write_str("the checksum is wrong"),
            Self::Syntax(expected) => write!(f, "expected {expected}"),
            Self::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Form(expected) => write!(f, "the string is not {expected}"),
            Self::OutOfRange => f.write_str("the number is out of range"),
            Self::DuplicateMember => f.write_str("the member is there twice"),
            Self::EmptyUnion => f.write_str("the union has no member"),
            Self::CrowdedUnion => f.write_str("the union has more than one member"),
            Self::Unsupported => f.write_str("the format cannot carry this kind of member"),
            Self::TooDeep => f.write_str("values nest too deep"),
            Self::TooLong => f.write_str("the input is too long"),
            Self::TooManyItems => f.write_str("the input holds too many items"),
            Self::TooMuchMemory => f.write_str("the values take too much memory"),
            Self::Stream => f.write_str("the body is a stream, and its bytes are needed"),
            Self::TooManyHeaders => f.write_str("the response has too many headers"),
            Self::HeadersTooLong => f.write_str("the headers are too long"),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decode { kind, path, offset } = &*self.0;
        f.write_str("cannot read ")?;
        path.fmt_or(f, "the body")?;
        write!(f, ": {kind}")?;
        match offset {
            Some(offset) => write!(f, " (at byte {offset})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .field("offset", &self.0.offset)
            .finish()
    }
}

impl Error for DecodeError {}

/// A value could not be written.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Box<Encode>);

#[derive(Clone, PartialEq, Eq)]
struct Encode {
    kind: EncodeErrorKind,
    path: Path,
}

/// What was wrong with the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A union that holds a member unknown to the model, without a value that could be written back.
    UnknownVariant,
    /// Values nest deeper than [`Limits::MAX_DEPTH`](crate::Limits::MAX_DEPTH).
    TooDeep,
    /// A stream where the format needs all bytes.
    Stream,
    /// A header with bytes that a header cannot hold, such as a line break.
    InvalidHeader,
    /// A key of a map for a header or query parameter that is set already: by another key, since
    /// the names of headers have no case, by another member, or by the URI of the operation.
    DuplicateName,
    /// A value that the format has no form for, such as a document in CBOR.
    Unsupported,
    /// A number or a time that is out of the format's range.
    OutOfRange,
    /// More bytes than the format allows.
    TooLong,
    /// A label of the URI that is not set, or empty.
    EmptyLabel,
    /// A label of the host that no host can have.
    InvalidHost,
    /// A URI that cannot be one, or is too long.
    InvalidUri,
    /// A stream that an earlier request has taken.
    Sent,
    /// An aggregate whose member names no schema: the generated code is wrong.
    Schema,
}

impl EncodeError {
    #[cold]
    pub(crate) fn new(kind: EncodeErrorKind) -> Self {
        Self(Box::new(Encode { kind, path: Path::default() }))
    }

    /// What was wrong.
    pub fn kind(&self) -> EncodeErrorKind {
        self.0.kind
    }

    /// The path to the member, such as `Item["name"]`; empty for the input itself.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    /// Says which member the error is in, from the inside out.
    #[cold]
    pub(crate) fn within(mut self, segment: Segment) -> Self {
        self.0.path.enter(segment);
        self
    }

    /// Says which member the error is in, and hides the keys of maps within it if it is sensitive.
    #[cold]
    pub(crate) fn within_member(mut self, member: &Member) -> Self {
        self.0.path.enter_member(member);
        self
    }
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownVariant => "the union holds an unknown member without a value",
            Self::TooDeep => "values nest too deep",
            Self::Stream => "a stream cannot be part of this body",
            Self::InvalidHeader => "the value cannot be sent in a header",
            Self::DuplicateName => "the header or query parameter is set already",
            Self::Unsupported => "the format cannot carry this kind of member",
            Self::OutOfRange => "the value is out of range",
            Self::TooLong => "the value is too long",
            Self::EmptyLabel => "a label of the URI cannot be empty",
            Self::InvalidHost => "the value cannot be a label of a host",
            Self::InvalidUri => "the value does not fit a URI",
            Self::Sent => "the stream has been sent before",
            Self::Schema => "the member has no schema",
        })
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot write ")?;
        self.0.path.fmt_or(f, "the input")?;
        write!(f, ": {}", self.0.kind)
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .finish()
    }
}

impl Error for EncodeError {}

/// One step of a path.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    Member(&'static str),
    Index(usize),
    Key(Box<str>),
    /// A key that may not be shown.
    Redacted,
}

/// Steps from the inside out, the order in which an error unwinds.
#[derive(Clone, PartialEq, Eq, Default)]
struct Path(Vec<Segment>);

impl Path {
    fn enter(&mut self, segment: Segment) {
        self.0.push(segment);
    }

    /// Enters a member, and hides the keys of maps within it if it is sensitive.
    fn enter_member(&mut self, member: &Member) {
        if member.is_sensitive() {
            self.redact();
        }
        self.enter(Segment::Member(member.name()));
    }

    fn redact(&mut self) {
        for segment in &mut self.0 {
            if matches!(segment, Segment::Key(_)) {
                *segment = Segment::Redacted;
            }
        }
    }

    /// Prints the path in code quotes, or what is named where it is empty.
    fn fmt_or(&self, f: &mut fmt::Formatter<'_>, root: &str) -> fmt::Result {
        if self.0.is_empty() { f.write_str(root) } else { write!(f, "`{self}`") }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, segment) in self.0.iter().rev().enumerate() {
            match segment {
                Segment::Member(name) if depth == 0 => f.write_str(name)?,
                Segment::Member(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) => write!(f, "[{key:?}]")?,
                Segment::Redacted => f.write_str("[redacted]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, DecodeErrorKind, Segment};
    use crate::schema::Member;

    #[test]
    fn keys_within_a_sensitive_member_are_hidden() {
        let error = DecodeError::new(DecodeErrorKind::OutOfRange, 7)
            .within(Segment::Member("Value"))
            .within(Segment::Key("acct-4711".into()))
            .within_member(&Member::new("Accounts").sensitive())
            .within(Segment::Key("shown".into()));
        assert_eq!(error.path(), r#"["shown"].Accounts[redacted].Value"#);
        assert_eq!(
            error.to_string(),
            r#"cannot read `["shown"].Accounts[redacted].Value`: the number is out of range (at byte 7)"#
        );
    }
}
