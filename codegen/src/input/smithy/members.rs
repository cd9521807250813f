//! Members of shapes by name, for the traits that are applied to them from outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, ShapeId, ShapeKind, Traits};

/// The most mixins and members of these that are looked at, for each shape that has traits applied
/// to members from mixins.
const INHERITED_LIMIT: usize = 1_000_000;

/// Why nothing has the traits of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTraits {
    /// There is no such shape or member.
    Missing,
    /// More mixins than [`INHERITED_LIMIT`] would have to be looked at.
    TooManyMixins,
}

/// Where shapes have their members. A shape and its mixins are looked through once, since thousands
/// of traits may be applied to the members of one.
#[derive(Default)]
pub(super) struct MemberPlaces {
    own: BTreeMap<ShapeId, BTreeMap<String, usize>>,
    /// The targets of members that shapes have from mixins.
    inherited: BTreeMap<ShapeId, BTreeMap<String, ShapeId>>,
    /// How many mixins and members were looked at.
    looked_at: usize,
}

impl MemberPlaces {
    /// The traits of a shape or member, to be added to.
    ///
    /// A member that comes from a mixin is redefined in its shape, which Smithy takes as the same.
    /// See <https://smithy.io/2.0/spec/mixins.html#adding-and-replacing-traits-on-copied-members>.
    pub(super) fn traits_of<'m>(
        &mut self,
        model: &'m mut Model,
        id: &ShapeId,
    ) -> Result<&'m mut Traits, NoTraits> {
        let container = id.container();
        let place = match id.member_name() {
            Some(name) => Some(self.place(model, &container, name)?),
            None => None,
        };
        let shape = model.shapes.get_mut(&container).ok_or(NoTraits::Missing)?;
        let Some(place) = place else { return Ok(&mut shape.traits) };
        let member = shape.kind.members_mut().nth(place);
        member.map(|member| &mut member.traits).ok_or(NoTraits::Missing)
    }

    /// The place of a member among those of its shape, to which it is added if a mixin has it.
    fn place(&mut self, model: &mut Model, id: &ShapeId, name: &str) -> Result<usize, NoTraits> {
        let shape = model.shapes.get(id).ok_or(NoTraits::Missing)?;
        let places = self.own.entry(id.clone()).or_insert_with(|| {
            shape.kind.members().enumerate().map(|(at, member)| (member.name.clone(), at)).collect()
        });
        if let Some(place) = places.get(name) {
            return Ok(*place);
        }
        let place = places.len();
        let target = self.inherited(model, id)?.get(name).cloned().ok_or(NoTraits::Missing)?;
        self.own.entry(id.clone()).or_default().insert(name.to_owned(), place);
        let member = Member { name: name.to_owned(), target, traits: Traits::default() };
        if let Some(shape) = model.shapes.get_mut(id) {
            add_member(&mut shape.kind, member);
        }
        Ok(place)
    }

    /// The targets of the members that a shape has from its mixins.
    fn inherited(
        &mut self,
        model: &Model,
        id: &ShapeId,
    ) -> Result<&BTreeMap<String, ShapeId>, NoTraits> {
        if !self.inherited.contains_key(id) {
            let mut targets = BTreeMap::new();
            let mut seen = BTreeSet::new();
            let mut open: Vec<&ShapeId> = mixins(model, id);
            while let Some(id) = open.pop() {
                let Some(mixin) = model.shapes.get(id).filter(|_| seen.insert(id)) else {
                    continue;
                };
                self.looked_at += 1 + mixin.kind.members().count();
                if self.looked_at > INHERITED_LIMIT {
                    return Err(NoTraits::TooManyMixins);
                }
                for member in mixin.kind.members() {
                    targets.entry(member.name.clone()).or_insert_with(|| member.target.clone());
                }
                open.extend(&mixin.mixins);
            }
            self.inherited.insert(id.clone(), targets);
        }
        self.inherited.get(id).ok_or(NoTraits::Missing)
    }
}

fn mixins<'m>(model: &'m Model, id: &ShapeId) -> Vec<&'m ShapeId> {
    model.shapes.get(id).map(|shape| shape.mixins.iter().collect()).unwrap_or_default()
}

fn add_member(kind: &mut ShapeKind, member: Member) {
    if let ShapeKind::Structure(members)
    | ShapeKind::Union(members)
    | ShapeKind::Enum(members)
    | ShapeKind::IntEnum(members) = kind
    {
        members.push(member);
    }
}
