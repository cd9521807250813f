//! Maps: entries, each with a key and a value.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::tag::Tag;
use super::{Empty, Reader, Result, duplicate, wire_name};
use crate::codec::budget::Room;
use crate::codec_error::{DecodeErrorKind, Segment};
use crate::schema::{Member, Schema};
use crate::value::EntriesMut;

impl<'a> Reader<'a> {
    pub(super) fn map(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'a>,
        into: &mut dyn EntriesMut,
    ) -> Result<()> {
        let mut room = Room::of_map(into);
        while let Some(child) = self.cursor.child(tag)? {
            if child.is_called("entry") {
                self.entry(schema, child, into, &mut room)?;
            } else {
                self.cursor.skip(child)?;
            }
        }
        Ok(())
    }

    pub(super) fn entry(
        &mut self,
        schema: &'static Schema,
        tag: Tag<'a>,
        into: &mut dyn EntriesMut,
        room: &mut Room,
    ) -> Result<()> {
        let [key, member, ..] = schema.members() else {
            return Err(self.unsupported());
        };
        self.push(room)?;
        let (name, early_value) = self.key(key, member, tag)?;
        self.memory(name.len())?;
        let mut is_read = false;
        if let Some((child, cursor)) = early_value {
            let here = std::mem::replace(&mut self.cursor, cursor);
            self.entry_value(key, &name, member, child, into)?;
            self.cursor = here;
            is_read = true;
        }
        while let Some(child) = self.cursor.child(tag)? {
            if child.is_called(wire_name(key)) {
                return Err(duplicate(key, child));
            } else if !child.is_called(wire_name(member)) {
                self.cursor.skip(child)?;
            } else if std::mem::replace(&mut is_read, true) {
                return Err(duplicate(member, child));
            } else {
                self.entry_value(key, &name, member, child, into)?;
            }
        }
        if !is_read {
            into.insert_null(name.into_owned());
        }
        Ok(())
    }

    /// Reads an entry up to its key; the key, and the place of a value that stands before it.
    fn key(&mut self, key: &Member, value: &Member, tag: Tag<'a>) -> Result<Key<'a>> {
        let mut early_value = None;
        while let Some(child) = self.cursor.child(tag)? {
            if child.is_called(wire_name(key)) {
                return Ok((self.cursor.text(child)?, early_value));
            }
            if child.is_called(wire_name(value)) {
                if early_value.is_some() {
                    return Err(duplicate(value, child));
                }
                early_value = Some((child, self.cursor));
            }
            self.cursor.skip(child)?;
        }
        Err(self.cursor.error(DecodeErrorKind::Syntax("the key of an entry")))
    }

    fn entry_value(
        &mut self,
        key: &Member,
        name: &str,
        member: &'static Member,
        tag: Tag<'a>,
        into: &mut dyn EntriesMut,
    ) -> Result<()> {
        if tag.is_nil() {
            into.insert_null(name.to_owned());
            return self.cursor.skip(tag);
        }
        let slot = into.insert(name.to_owned());
        let holder = self.budget.enter_room();
        self.value(member, tag, slot, Empty::Malformed).map_err(|error| {
            let secret = key.is_sensitive();
            error.within(if secret { Segment::Redacted } else { Segment::Key(name.into()) })
        })?;
        self.budget.leave(holder);
        Ok(())
    }
}

/// The key of an entry, and the place of the value that stands before it, if one does.
type Key<'a> = (Cow<'a, str>, Option<(Tag<'a>, Cursor<'a>)>);
