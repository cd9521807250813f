//! Where the parts of a type are: members by their names in the model, variants of enums by their
//! values.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::ir::{Field, Presence, Property, TypeDef};
use crate::model::Node;

/// The places of a type's parts, in the order of the model.
#[derive(Debug)]
pub(super) struct Places<'a> {
    by_name: BTreeMap<Cow<'a, str>, usize>,
    /// Those of the members that the builder insists on.
    pub(super) required: Vec<usize>,
    /// Those of the members that an example may show, in the order in which they are thought of.
    pub(super) shown: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(def: &'a TypeDef) -> Self {
        let names = names(def).into_iter().enumerate();
        Self {
            by_name: names.rev().map(|(at, name)| (name, at)).collect(),
            required: required(def),
            shown: shown(def),
        }
    }

    /// The place of a member or value; of two that are the same, the first.
    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Values by the places of the members that they are for. The error is a name that no member
    /// has.
    pub(super) fn given<'n>(
        &self,
        entries: &'n BTreeMap<String, Node>,
    ) -> Result<BTreeMap<usize, &'n Node>, &'n str> {
        let place = |(name, node): (&'n String, &'n Node)| match self.get(name) {
            Some(at) => Ok((at, node)),
            None => Err(name.as_str()),
        };
        entries.iter().map(place).collect()
    }

    /// The first required member that has no value.
    pub(super) fn missing(&self, given: &BTreeMap<usize, &Node>) -> Option<usize> {
        let is_given = |at: &usize| given.get(at).is_some_and(|node| **node != Node::Null);
        self.required.iter().copied().find(|at| !is_given(at))
    }
}

fn names(def: &TypeDef) -> Vec<Cow<'_, str>> {
    match def {
        TypeDef::Structure(def) => {
            def.fields.iter().map(|it| it.schema.name.as_str().into()).collect()
        }
        TypeDef::Union(def) => {
            def.variants.iter().map(|it| it.schema.name.as_str().into()).collect()
        }
        TypeDef::StringEnum(def) => {
            def.variants.iter().map(|it| it.value.as_str().into()).collect()
        }
        TypeDef::IntEnum(def) => {
            def.variants.iter().map(|it| it.value.to_string().into()).collect()
        }
    }
}

fn required(def: &TypeDef) -> Vec<usize> {
    let TypeDef::Structure(def) = def else { return Vec::new() };
    let fields = def.fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.presence == Presence::Required);
    required.map(|(at, _)| at).collect()
}

/// All fields but those without which an example is better; all variants, of which those that are
/// deprecated come last.
fn shown(def: &TypeDef) -> Vec<usize> {
    match def {
        TypeDef::Structure(def) => {
            let fields = def.fields.iter().enumerate();
            fields.filter(|(_, field)| !is_left_out(field)).map(|(at, _)| at).collect()
        }
        TypeDef::Union(def) => {
            let mut places: Vec<usize> = (0..def.variants.len()).collect();
            let is_deprecated =
                |at: &usize| def.variants.get(*at).map(|it| it.deprecated.is_some());
            places.sort_by_key(is_deprecated);
            places
        }
        TypeDef::StringEnum(_) | TypeDef::IntEnum(_) => Vec::new(),
    }
}

fn is_left_out(field: &Field) -> bool {
    let is_token = || field.schema.properties.contains(&Property::IdempotencyToken);
    field.presence != Presence::Required && (field.deprecated.is_some() || is_token())
}

/// The places of the types that an example has had a value of.
#[derive(Debug, Default)]
pub(super) struct Known<'a>(RefCell<BTreeMap<&'a str, Rc<Places<'a>>>>);

impl<'a> Known<'a> {
    /// The places of a type's parts.
    pub(super) fn of(&self, def: &'a TypeDef) -> Rc<Places<'a>> {
        let mut known = self.0.borrow_mut();
        let id = def.item().shape_id.as_str();
        Rc::clone(known.entry(id).or_insert_with(|| Rc::new(Places::of(def))))
    }
}
