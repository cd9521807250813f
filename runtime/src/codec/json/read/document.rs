//! Values without a schema.

use std::collections::BTreeMap;

use super::{Reader, Result};
use crate::Document;
use crate::codec::budget::{FIRST_ENTRIES, FIRST_ITEMS};

impl Reader<'_> {
    /// Takes a value of any type.
    pub(super) fn document(&mut self) -> Result<Document> {
        self.item(size_of::<Document>())?;
        Ok(match self.peek() {
            Some(b'{') => Document::Object(self.object()?),
            Some(b'[') => Document::Array(self.array()?),
            Some(b'"') => Document::String(self.string()?.into_owned()),
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
        let mut more = self.open_array()?;
        if more {
            self.memory(size_of::<Document>() * FIRST_ITEMS)?;
        }
        while more {
            items.push(self.document()?);
            more = self.next_or(b']')?;
        }
        Ok(items)
    }

    /// The later of two equal names wins.
    fn object(&mut self) -> Result<BTreeMap<String, Document>> {
        let mut entries = BTreeMap::new();
        let mut more = self.open_object()?;
        if more {
            self.memory(size_of::<(String, Document)>() * FIRST_ENTRIES)?;
        }
        while more {
            let name = self.name()?.into_owned();
            entries.insert(name, self.document()?);
            more = self.next_or(b'}')?;
        }
        Ok(entries)
    }
}
