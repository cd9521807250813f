//! Values without a schema.

use std::collections::BTreeMap;

use super::{Reader, Result};
use crate::codec::budget::Room;
use crate::document::Document;

impl Reader<'_> {
    /// Takes a value of any type. Its node has its memory from what holds it.
    pub(super) fn document(&mut self) -> Result<Document> {
        self.item()?;
        Ok(match self.peek() {
            Some(b'{') => Document::Object(self.object()?),
            Some(b'[') => Document::Array(self.array()?),
            Some(b'"') => Document::String(self.owned_string()?),
            Some(b't' | b'f') => Document::Bool(self.bool()?),
            Some(b'n') => {
                self.null()?;
                Document::Null
            }
            Some(_) => Document::Number(self.any_number()?),
            None => return Err(self.truncated()),
        })
    }

    fn array(&mut self) -> Result<Vec<Document>> {
        let mut items = Vec::new();
        let mut room = Room::of_items(size_of::<Document>());
        let mut more = self.open_array()?;
        while more {
            self.make_room(&mut room)?;
            items.push(self.document()?);
            more = self.next_or(b']')?;
        }
        Ok(items)
    }

    fn make_room(&mut self, room: &mut Room) -> Result<()> {
        self.budget.make_room(room).map_err(|kind| self.error(kind))
    }

    /// The later of two equal names wins.
    fn object(&mut self) -> Result<BTreeMap<String, Document>> {
        let mut entries = BTreeMap::new();
        let mut room = Room::of_entries(size_of::<(String, Document)>());
        let mut more = self.open_object()?;
        while more {
            self.make_room(&mut room)?;
            let name = self.name()?;
            self.memory(name.len())?;
            entries.insert(name.into_owned(), self.document()?);
            more = self.next_or(b'}')?;
        }
        Ok(entries)
    }
}
