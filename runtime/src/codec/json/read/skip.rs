//! Skipping what the model does not know.

use std::borrow::Cow;

use super::string::LONE_SURROGATE;
use super::{Reader, Result};
use crate::document::Document;

impl<'a> Reader<'a> {
    /// Takes a value of any type without looking at it.
    pub(super) fn skip(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'{') => {
                let mut more = self.open_object()?;
                while more {
                    self.name_follows()?;
                    self.skip_string()?;
                    self.colon()?;
                    self.skip()?;
                    more = self.next_or(b'}')?;
                }
            }
            Some(b'[') => {
                let mut more = self.open_array()?;
                while more {
                    self.skip()?;
                    more = self.next_or(b']')?;
                }
            }
            Some(b'"') => self.skip_string()?,
            Some(b't' | b'f') => {
                self.bool()?;
            }
            Some(b'n') => {
                self.null()?;
            }
            Some(_) => {
                self.number()?;
            }
            None => return Err(self.truncated()),
        }
        Ok(())
    }

    /// Takes the name of a member and the colon after it; `None` for a name that is not Unicode,
    /// which no member has.
    pub(super) fn any_name(&mut self) -> Result<Option<Cow<'a, str>>> {
        let start = self.position;
        match self.name() {
            Err(error) if error.kind() == LONE_SURROGATE => {
                self.position = start;
                self.name_follows()?;
                self.skip_string()?;
                self.colon()?;
                Ok(None)
            }
            name => name.map(Some),
        }
    }

    /// Takes the value of a union's member that the model does not know; `None` for one that is not
    /// Unicode, which no document can hold.
    pub(super) fn unknown_value(&mut self) -> Result<Option<Document>> {
        let (start, depth) = (self.position, self.depth);
        match self.document() {
            Err(error) if error.kind() == LONE_SURROGATE => {
                (self.position, self.depth) = (start, depth);
                self.skip()?;
                Ok(None)
            }
            value => value.map(Some),
        }
    }
}
