//! The URI of a request: its labels and its query.

use std::ops::ControlFlow;

use crate::codec_error::{EncodeError, EncodeErrorKind, Segment};
use crate::facts::OperationFacts;
use crate::quirks;
use crate::schema::{Member, Schema};
use crate::timestamp::TimestampFormat;
use crate::value::{Entries, Items, Members, Value};

use super::{RequestPlace, scalar};
use crate::percent;

/// The path and query of a request, given the pattern of the model.
///
/// # Errors
/// A label is empty or not set, a value does not fit a URI, or a key of a map is a parameter of the
/// pattern.
pub(super) fn build(
    facts: &OperationFacts,
    pattern: &str,
    schema: &'static Schema,
    input: &dyn Members,
) -> Result<http::Uri, EncodeError> {
    let (path, query) = match pattern.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (pattern, None),
    };
    let mut uri = Vec::with_capacity(pattern.len());
    write_path(facts, path, schema, input, &mut uri)?;
    let mut query = Query { out: uri, is_empty: true, literal: query.unwrap_or_default() };
    query.write_literal();
    query.write_members(schema, input)?;
    http::Uri::try_from(query.out).map_err(|_| EncodeError::new(EncodeErrorKind::InvalidUri))
}

/// A label is a whole segment.
fn write_path(
    facts: &OperationFacts,
    path: &str,
    schema: &'static Schema,
    input: &dyn Members,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    for segment in path.split('/').skip(1) {
        out.push(b'/');
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            None => out.extend_from_slice(segment.as_bytes()),
            Some(label) => write_label(facts, label, schema, input, out)?,
        }
    }
    if out.is_empty() {
        out.push(b'/');
    }
    Ok(())
}

fn write_label(
    facts: &OperationFacts,
    label: &str,
    schema: &'static Schema,
    input: &dyn Members,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    // A greedy label keeps its slashes.
    let (name, kept): (&str, &[u8]) = match label.strip_suffix('+') {
        Some(name) => (name, b"/"),
        None => (label, b""),
    };
    let mut members = schema.members().iter().enumerate();
    let Some((index, member)) = members.find(|(_, member)| member.name() == name) else {
        return Err(EncodeError::new(EncodeErrorKind::Schema));
    };
    let within = |error: EncodeError| error.within_member(member);
    match input.member(index) {
        Value::Absent | Value::String("") => {
            Err(within(EncodeError::new(EncodeErrorKind::EmptyLabel)))
        }
        value => {
            let text = scalar::write(member, value, TimestampFormat::DateTime).map_err(within)?;
            percent::append(out, quirks::label(facts, &text).as_bytes(), kept);
            Ok(())
        }
    }
}

/// A URI whose query is being written.
struct Query<'p> {
    out: Vec<u8>,
    is_empty: bool,
    /// What the pattern has itself.
    literal: &'p str,
}

impl Query<'_> {
    fn write_literal(&mut self) {
        if !self.literal.is_empty() {
            self.separate();
            self.out.extend_from_slice(self.literal.as_bytes());
        }
    }

    fn write_members(
        &mut self,
        schema: &'static Schema,
        input: &dyn Members,
    ) -> Result<(), EncodeError> {
        for (index, member) in schema.members().iter().enumerate() {
            if let RequestPlace::Query(name) = RequestPlace::of(member) {
                self.named(name, member, input.member(index))
                    .map_err(|error| error.within_member(member))?;
            }
        }
        for (index, member) in schema.members().iter().enumerate() {
            if RequestPlace::of(member) == RequestPlace::QueryParams {
                if let Value::Map(entries) = input.member(index) {
                    let bound = |key: &str| is_bound(key, schema, input);
                    self.params(&bound, member, entries)
                        .map_err(|error| error.within_member(member))?;
                }
            }
        }
        Ok(())
    }

    /// A parameter for each item of a list.
    fn named(
        &mut self,
        name: &str,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<(), EncodeError> {
        match value {
            Value::Absent => Ok(()),
            Value::List(items) => self.list(name, member, items),
            value => {
                let text = scalar::write(member, value, TimestampFormat::DateTime)?;
                self.pair(name, &text);
                Ok(())
            }
        }
    }

    fn list(
        &mut self,
        name: &str,
        member: &'static Member,
        items: &dyn Items,
    ) -> Result<(), EncodeError> {
        let Some([item, ..]) = member.target().map(Schema::members) else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        for index in 0..items.len() {
            match items.item(index) {
                Value::Absent => {}
                value => {
                    let text = scalar::write(item, value, TimestampFormat::DateTime)
                        .map_err(|error| error.within(Segment::Index(index)))?;
                    self.pair(name, &text);
                }
            }
        }
        Ok(())
    }

    /// Writes the entries of a map, except those that a member is bound to.
    fn params(
        &mut self,
        is_bound: &dyn Fn(&str) -> bool,
        member: &'static Member,
        entries: &dyn Entries,
    ) -> Result<(), EncodeError> {
        let Some([_, value_member, ..]) = member.target().map(Schema::members) else {
            return Err(EncodeError::new(EncodeErrorKind::Schema));
        };
        let mut result = Ok(());
        entries.for_each(&mut |key, value| {
            if is_bound(key) {
                return ControlFlow::Continue(());
            }
            match self.param(key, value_member, value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error.within(Segment::Key(key.into())));
                    ControlFlow::Break(())
                }
            }
        });
        result
    }

    /// Writes an entry of a map. Its key must not be a parameter of the pattern, which may select
    /// the operation.
    fn param(
        &mut self,
        key: &str,
        member: &'static Member,
        value: Value<'_>,
    ) -> Result<(), EncodeError> {
        let is_key = |pair: &str| pair.split_once('=').map_or(pair, |(name, _)| name) == key;
        if !self.literal.is_empty() && self.literal.split('&').any(is_key) {
            return Err(EncodeError::new(EncodeErrorKind::DuplicateName));
        }
        self.named(key, member, value)
    }

    fn pair(&mut self, name: &str, value: &str) {
        self.separate();
        percent::append(&mut self.out, name.as_bytes(), b"");
        self.out.push(b'=');
        percent::append(&mut self.out, value.as_bytes(), b"");
    }

    fn separate(&mut self) {
        self.out.push(if self.is_empty { b'?' } else { b'&' });
        self.is_empty = false;
    }
}

/// Whether a member that is set is bound to a parameter; it takes precedence over an entry of a map
/// ([`httpQueryParams`]).
///
/// [`httpQueryParams`]: https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait
fn is_bound(key: &str, schema: &'static Schema, input: &dyn Members) -> bool {
    schema.members().iter().enumerate().any(|(index, member)| {
        matches!(RequestPlace::of(member), RequestPlace::Query(name) if name == key)
            && !matches!(input.member(index), Value::Absent)
    })
}
