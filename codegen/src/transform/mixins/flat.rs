//! What a shape has, with what its mixins give.

use std::collections::BTreeMap;

use crate::model::{Member, Node, Service, Shape, ShapeId, ShapeKind, TraitId, Traits};

/// About how many bytes a member, a trait or a reference takes beside its text.
const ITEM_SIZE: usize = 100;

/// Members, traits and references of a shape and of its mixins.
#[derive(Debug, Clone, Default)]
pub(super) struct Flat {
    traits: Traits,
    members: Ordered<String, Member>,
    version: String,
    operations: Ordered<ShapeId, ShapeId>,
    resources: Ordered<ShapeId, ShapeId>,
    errors: Ordered<ShapeId, ShapeId>,
    rename: BTreeMap<ShapeId, String>,
    /// About how many bytes all of it takes.
    size: usize,
}

/// A member that comes twice, with different targets.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) member: String,
    pub(super) one: ShapeId,
    pub(super) other: ShapeId,
}

impl Flat {
    /// About how many bytes all of it takes.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Adds what a later mixin or the shape itself has. Whichever has come first keeps its place.
    pub(super) fn add(&mut self, other: Self) -> Vec<Conflict> {
        if self.size == 0 {
            *self = other;
            return Vec::new();
        }
        self.size += add_traits(&mut self.traits, other.traits);
        let conflicts = self.add_members(other.members.items);
        if !other.version.is_empty() {
            self.version = other.version;
        }
        self.size += self.operations.extend(other.operations.items);
        self.size += self.resources.extend(other.resources.items);
        self.size += self.errors.extend(other.errors.items);
        self.size += ITEM_SIZE * other.rename.len();
        self.rename.extend(other.rename);
        conflicts
    }

    /// What a shape has itself.
    pub(super) fn of(shape: &Shape) -> Self {
        let mut own = Self { size: ITEM_SIZE, ..Self::default() };
        own.size += add_traits(&mut own.traits, shape.traits.clone());
        own.add_members(shape.kind.members().cloned().collect());
        match &shape.kind {
            ShapeKind::Service(service) => {
                own.version.clone_from(&service.version);
                own.size += own.operations.extend(service.operations.clone());
                own.size += own.resources.extend(service.resources.clone());
                own.size += own.errors.extend(service.errors.clone());
                own.size += ITEM_SIZE * service.rename.len();
                own.rename.clone_from(&service.rename);
            }
            ShapeKind::Operation(operation) => {
                own.size += own.errors.extend(operation.errors.clone());
            }
            _ => {}
        }
        own
    }

    fn add_members(&mut self, members: Vec<Member>) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for Member { name, target, traits } in members {
            if let Some(known) = self.members.get_mut(&name) {
                self.size += add_traits(&mut known.traits, traits);
                if known.target != target {
                    let one = known.target.clone();
                    conflicts.push(Conflict { member: name, one, other: target });
                }
                continue;
            }
            let mut member = Member { name: name.clone(), target, traits: Traits::default() };
            self.size += ITEM_SIZE + name.len() + add_traits(&mut member.traits, traits);
            self.members.push(name, member);
        }
        conflicts
    }

    /// Leaves out the traits that a mixin keeps to itself.
    ///
    /// See <https://smithy.io/2.0/spec/mixins.html#mixin-local-traits>.
    pub(super) fn keep_local_traits(&mut self, mixin: &Shape) {
        let local = mixin.traits.get(TraitId::MIXIN).and_then(|value| value.get("localTraits"));
        let local = local.and_then(Node::as_array).into_iter().flatten().filter_map(Node::as_str);
        for id in local.chain([TraitId::MIXIN.as_str()]) {
            self.traits.0.remove(id);
        }
    }

    /// Gives a shape all of it.
    pub(super) fn write_to(self, shape: &mut Shape) {
        shape.traits = self.traits;
        let members = self.members.items;
        match &mut shape.kind {
            ShapeKind::Structure(own)
            | ShapeKind::Union(own)
            | ShapeKind::Enum(own)
            | ShapeKind::IntEnum(own) => *own = members,
            ShapeKind::List(_) | ShapeKind::Map { .. } => {
                for (own, merged) in shape.kind.members_mut().zip(members) {
                    *own = merged;
                }
            }
            ShapeKind::Service(own) => {
                *own = Service {
                    version: self.version,
                    operations: self.operations.items,
                    resources: self.resources.items,
                    errors: self.errors.items,
                    rename: self.rename,
                };
            }
            ShapeKind::Operation(own) => own.errors = self.errors.items,
            _ => {}
        }
    }
}

/// Adds traits over those that are there, and returns about how many bytes more there are.
fn add_traits(traits: &mut Traits, more: Traits) -> usize {
    let mut size = 0;
    for (id, value) in more.0 {
        let added = ITEM_SIZE + node_size(&value);
        let replaced = traits.0.insert(id, value);
        size += added.saturating_sub(replaced.map_or(0, |value| ITEM_SIZE + node_size(&value)));
    }
    size
}

/// Recursion is bounded by the depth that JSON is read to.
fn node_size(node: &Node) -> usize {
    match node {
        Node::Null | Node::Bool(_) => 0,
        Node::Number(number) => number.as_str().len(),
        Node::String(text) => text.len(),
        Node::Array(items) => items.iter().map(|item| ITEM_SIZE + node_size(item)).sum(),
        Node::Object(entries) => {
            entries.iter().map(|(key, value)| ITEM_SIZE + key.len() + node_size(value)).sum()
        }
    }
}

/// Items in the order in which they came, each key once.
#[derive(Debug, Clone)]
struct Ordered<K, V> {
    places: BTreeMap<K, usize>,
    items: Vec<V>,
}

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), items: Vec::new() }
    }
}

impl<K: Ord, V> Ordered<K, V> {
    fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.items.get_mut(*self.places.get(key)?)
    }

    /// Adds an item whose key is new.
    fn push(&mut self, key: K, item: V) {
        self.places.insert(key, self.items.len());
        self.items.push(item);
    }
}

impl Ordered<ShapeId, ShapeId> {
    /// Adds those that are new, and returns about how many bytes more there are.
    fn extend(&mut self, ids: Vec<ShapeId>) -> usize {
        let before = self.items.len();
        for id in ids {
            if !self.places.contains_key(&id) {
                self.push(id.clone(), id);
            }
        }
        ITEM_SIZE * (self.items.len() - before)
    }
}
