//! Values of shapes that satisfy the constraints of the model, made from nothing else.

use std::rc::Rc;

use crate::ir::{
    DocumentExpression, Expression, Field, Presence, SetterCall, Structure, StructureExpression,
    TypeDef, TypeRef,
};
use crate::model::{Member, Node, ShapeId, ShapeKind, TraitId};
use crate::naming;

use super::super::member;
use super::Shapes;
use super::places::Places;
use super::range::Range;
use super::text::{self, Wanted};

/// How many values an example may be made of, those that are thrown away included.
const VALUE_LIMIT: usize = 2000;
/// The most items that an example of a list shows; a list that must have more has no example.
const ITEM_LIMIT: usize = 16;
/// How deep values may nest.
const DEPTH_LIMIT: usize = 32;
/// The start of 2025.
const INSTANT: &str = "2025-01-01T00:00:00Z";

/// An input of which all members are shown that lie less than some structures deep; deeper ones
/// only where they are required. `None` if the model allows no value, or none that has so few
/// lines.
pub(super) fn input(
    shapes: &Shapes<'_>,
    id: &ShapeId,
    depth: usize,
    lines: usize,
) -> Option<Expression> {
    Maker::new(shapes, depth, lines).aggregate(id)
}

/// The optional members of an input, which are made one at a time.
pub(super) struct Optional<'s, 'a> {
    shapes: &'s Shapes<'a>,
    id: ShapeId,
    members: &'a [Member],
    def: &'a Structure,
    places: Rc<Places<'a>>,
}

impl<'s, 'a> Optional<'s, 'a> {
    /// Those of a structure.
    pub(super) fn of(shapes: &'s Shapes<'a>, id: &ShapeId) -> Option<Self> {
        let known @ TypeDef::Structure(def) = shapes.get(id)? else { return None };
        let ShapeKind::Structure(members) = shapes.context.kind(id)? else { return None };
        let places = shapes.places.of(known);
        Some(Self { shapes, id: id.clone(), members, def, places })
    }

    /// Where the structure has its members.
    pub(super) fn places(&self) -> Rc<Places<'a>> {
        Rc::clone(&self.places)
    }

    /// The call that sets a member, with what is required in it; `None` if it shows nothing, or has
    /// more than some lines.
    pub(super) fn setter(&mut self, at: usize, lines: usize) -> Option<SetterCall> {
        let mut maker = Maker::new(self.shapes, 1, lines);
        maker.open.push(self.id.clone());
        maker.setter(self.members.get(at)?, self.def.fields.get(at)?)
    }
}

/// A value in the making.
struct Maker<'s, 'a> {
    shapes: &'s Shapes<'a>,
    /// The number of structures within which optional members are shown.
    optional_depth: usize,
    /// How many more values may be made.
    left: usize,
    /// How many more lines there may be, of which each setter takes one at least.
    lines: usize,
    /// Whether there were too many lines, so that nothing more is made.
    is_full: bool,
    /// The shapes that are being made, outermost first.
    open: Vec<ShapeId>,
    /// Which of several different values is wanted, where the items of a list must differ.
    variation: usize,
}

impl<'s, 'a> Maker<'s, 'a> {
    fn new(shapes: &'s Shapes<'a>, optional_depth: usize, lines: usize) -> Self {
        let (open, variation) = (Vec::new(), 0);
        Self { shapes, optional_depth, left: VALUE_LIMIT, lines, is_full: false, open, variation }
    }

    /// Takes a line.
    fn line(&mut self) -> Option<()> {
        let left = self.lines.checked_sub(1);
        self.is_full |= left.is_none();
        self.lines = left?;
        Some(())
    }

    /// Gives the lines back that were taken for what is not shown.
    fn or_lines_back<T>(&mut self, make: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let lines = self.lines;
        let value = make(self);
        if value.is_none() {
            self.lines = lines;
        }
        value
    }

    /// A structure or union, unless it is within itself.
    fn aggregate(&mut self, id: &ShapeId) -> Option<Expression> {
        if self.open.len() >= DEPTH_LIMIT || self.open.contains(id) {
            return None;
        }
        self.open.push(id.clone());
        let value = match self.shapes.context.kind(id)? {
            ShapeKind::Structure(members) => self.structure(id, members),
            ShapeKind::Union(members) => self.union(id, members),
            _ => None,
        };
        self.open.pop();
        value
    }

    fn structure(&mut self, id: &ShapeId, members: &'a [Member]) -> Option<Expression> {
        let known @ TypeDef::Structure(def) = self.shapes.get(id)? else { return None };
        let places = self.shapes.places.of(known);
        let shows_optional = self.open.len() <= self.optional_depth;
        let looked_at = if shows_optional { &places.shown } else { &places.required };
        let mut setters = Vec::new();
        for at in looked_at {
            let (member, field) = (members.get(*at)?, def.fields.get(*at)?);
            match self.setter(member, field) {
                Some(setter) => setters.push(setter),
                None if self.is_full || field.presence == Presence::Required => return None,
                None if self.left == 0 && places.required.last() < Some(at) => break,
                None => {}
            }
        }
        let (name, more) = (def.item.name.clone(), places.shown.len() - setters.len());
        Some(Expression::Structure(StructureExpression { name, setters, more }))
    }

    /// The call that sets a member; `None` if it cannot be made, or a reader would learn nothing
    /// from it.
    fn setter(&mut self, member: &'a Member, field: &Field) -> Option<SetterCall> {
        let required = field.presence == Presence::Required;
        self.or_lines_back(|maker| {
            let value = maker.value(member, &words(&member.name))?;
            if !required && shows_nothing(&value) {
                return None;
            }
            maker.line()?;
            let name = field.setter.name.clone();
            Some(SetterCall { name, member: member.name.clone(), required, value })
        })
    }

    /// The first member that can be made; one that is deprecated comes last.
    fn union(&mut self, id: &ShapeId, members: &'a [Member]) -> Option<Expression> {
        let known @ TypeDef::Union(def) = self.shapes.get(id)? else { return None };
        let places = self.shapes.places.of(known);
        places.shown.iter().find_map(|at| {
            let (member, variant) = (members.get(*at)?, def.variants.get(*at)?);
            let value = match variant.ty {
                TypeRef::Unit => None,
                _ => Some(Box::new(
                    self.or_lines_back(|maker| maker.value(member, &words(&member.name)))?,
                )),
            };
            Some(Expression::Union {
                name: def.item.name.clone(),
                variant: variant.name.clone(),
                value,
                boxed: variant.boxed,
            })
        })
    }

    /// What a member may hold. The words are those of the name of what holds it.
    fn value(&mut self, member: &'a Member, words: &[String]) -> Option<Expression> {
        self.left = self.left.checked_sub(1).filter(|_| !self.is_full)?;
        let context = self.shapes.context;
        let kind = context.kind(&member.target)?;
        if context.is_stream(member) {
            return Some(match kind {
                ShapeKind::Blob => Expression::Body("example".to_owned()),
                _ => Expression::EventStream,
            });
        }
        match kind {
            ShapeKind::Boolean => Some(Expression::Bool(self.variation.is_multiple_of(2))),
            ShapeKind::Byte => self.integer(member, words, i8::MIN.into(), i8::MAX.into()),
            ShapeKind::Short => self.integer(member, words, i16::MIN.into(), i16::MAX.into()),
            ShapeKind::Integer => self.integer(member, words, i32::MIN.into(), i32::MAX.into()),
            ShapeKind::Long => self.integer(member, words, i64::MIN, i64::MAX),
            ShapeKind::BigInteger => self
                .whole(member, words, i128::MIN, i128::MAX)
                .map(|value| Expression::BigInteger(value.to_string())),
            ShapeKind::Float => self.float(member),
            ShapeKind::Double => {
                self.range(member).float(self.usual(), f64::MAX).map(Expression::Double)
            }
            ShapeKind::BigDecimal => {
                let usual = self.usual().to_string().parse().ok()?;
                let value = self.range(member).decimal(usual);
                value.map(|value| Expression::BigDecimal(value.to_string()))
            }
            ShapeKind::String => self.string(member, words).map(Expression::String),
            ShapeKind::Blob => self.blob(member),
            ShapeKind::Timestamp => Some(Expression::Timestamp(INSTANT.to_owned())),
            ShapeKind::Document => Some(Expression::Document(DocumentExpression::Object(vec![(
                "key".to_owned(),
                DocumentExpression::String("value".to_owned()),
            )]))),
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => self.variant(&member.target),
            ShapeKind::List(item) => self.list(member, item, words),
            ShapeKind::Map { key, value } => self.map(member, key, value),
            ShapeKind::Structure(_) | ShapeKind::Union(_)
                if context.names.types.contains_key(&member.target) =>
            {
                self.aggregate(&member.target)
            }
            ShapeKind::Structure(_) | ShapeKind::Union(_) => Some(Expression::Unit),
            ShapeKind::Operation(_) | ShapeKind::Resource(_) | ShapeKind::Service(_) => None,
        }
    }

    fn integer(
        &self,
        member: &'a Member,
        words: &[String],
        min: i64,
        max: i64,
    ) -> Option<Expression> {
        let value = self.whole(member, words, min.into(), max.into())?;
        i64::try_from(value).ok().map(Expression::Integer)
    }

    /// An integer within the range of the member and that of its type.
    fn whole(&self, member: &'a Member, words: &[String], min: i128, max: i128) -> Option<i128> {
        let is = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
        let usual =
            if is(&["seconds", "timeout", "size", "limit", "max", "results"]) { 10 } else { 1 };
        self.range(member).whole(usual, i128::try_from(self.variation).ok()?, min..=max)
    }

    #[expect(clippy::cast_possible_truncation, reason = "it is within 32 bits")]
    fn float(&self, member: &'a Member) -> Option<Expression> {
        let value = self.range(member).float(self.usual(), f32::MAX.into())?;
        Some(Expression::Float(value as f32))
    }

    /// A number with a fraction.
    #[expect(clippy::cast_precision_loss, reason = "variations are few")]
    fn usual(&self) -> f64 {
        0.5 + self.variation as f64
    }

    fn range(&self, member: &'a Member) -> Range {
        let range = self.shapes.context.effective(member, TraitId::RANGE);
        range.map_or_else(Range::default, Range::of)
    }

    /// See <https://smithy.io/2.0/spec/constraint-traits.html#length-trait>.
    fn length(&self, member: &'a Member) -> (usize, usize) {
        let length = self.shapes.context.effective(member, TraitId::LENGTH);
        let bound = |key: &str| usize::try_from(length?.get(key)?.as_i64()?).ok();
        (bound("min").unwrap_or(0), bound("max").unwrap_or(usize::MAX))
    }

    fn string(&self, member: &'a Member, words: &[String]) -> Option<String> {
        let context = self.shapes.context;
        let media_type = context.effective(member, TraitId::MEDIA_TYPE).and_then(Node::as_str);
        let (min, max) = self.length(member);
        if media_type == Some("application/json") && min <= 2 && max >= 2 {
            return Some("{}".to_owned());
        }
        self.shapes.texts.make(&Wanted {
            words,
            pattern: context.effective(member, TraitId::PATTERN).and_then(Node::as_str),
            min: min.max(usize::from(max > 0)),
            max,
            arn_namespace: self.shapes.arn_namespace,
            variation: self.variation,
        })
    }

    fn blob(&self, member: &'a Member) -> Option<Expression> {
        let (min, max) = self.length(member);
        let text = text::make(&Wanted {
            words: &["bytes".to_owned()],
            pattern: None,
            min,
            max,
            arn_namespace: "",
            variation: self.variation,
        });
        text.map(|text| Expression::Blob(text.into_bytes()))
    }

    /// The first value of an enum that is not deprecated, or the one that a variation asks for.
    fn variant(&self, id: &ShapeId) -> Option<Expression> {
        let variants = self.shapes.variants.get(id.as_str())?;
        let variant = variants.get(self.variation).or(variants.last())?;
        let name = self.shapes.get(id)?.item().name.clone();
        Some(Expression::Variant { name, variant: (*variant).to_owned() })
    }

    fn list(
        &mut self,
        member: &'a Member,
        item: &'a Member,
        words: &[String],
    ) -> Option<Expression> {
        let unique = self.shapes.context.effective(member, TraitId::UNIQUE_ITEMS).is_some();
        let (words, sparse) = (singular(words), self.shapes.is_sparse(member));
        let items = self.several(self.length(member), unique, |maker| {
            maker.value(item, &words).map(|value| element(value, sparse))
        })?;
        Some(Expression::List { item: self.shapes.element_type(item, sparse), items })
    }

    fn map(
        &mut self,
        member: &'a Member,
        key: &'a Member,
        value: &'a Member,
    ) -> Option<Expression> {
        let sparse = self.shapes.is_sparse(member);
        let entries = self.several(self.length(member), true, |maker| {
            let held = maker.value(value, &["value".to_owned()])?;
            Some((maker.value(key, &["key".to_owned()])?, element(held, sparse)))
        })?;
        let key = member::type_of(self.shapes.context, key);
        Some(Expression::Map { key, value: self.shapes.element_type(value, sparse), entries })
    }

    /// One item, or as many as there must be; none if that is all that can be made.
    fn several<T: PartialEq>(
        &mut self,
        (min, max): (usize, usize),
        distinct: bool,
        make: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = min.max(1).min(max);
        if count > ITEM_LIMIT {
            return None;
        }
        let outer = self.variation;
        let mut items = Vec::new();
        for index in 0..count {
            self.variation = if distinct { outer + index } else { outer };
            let item = self.or_lines_back(|maker| {
                let item = make(maker).filter(|item| !distinct || !items.contains(item))?;
                // The first stands on the line of what holds it.
                if index > 0 { maker.line().map(|()| item) } else { Some(item) }
            });
            self.variation = outer;
            match item {
                Some(item) => items.push(item),
                None if min == 0 && !self.is_full => break,
                None => return None,
            }
        }
        Some(items)
    }
}

/// What a collection holds, which is an option in a sparse one.
fn element(value: Expression, sparse: bool) -> Expression {
    if sparse { Expression::Option(Some(Box::new(value))) } else { value }
}

/// Whether a reader learns nothing from the value of an optional member.
fn shows_nothing(value: &Expression) -> bool {
    match value {
        Expression::Structure(structure) => structure.setters.is_empty() && structure.more > 0,
        Expression::List { items, .. } => items.iter().all(shows_nothing),
        Expression::Map { entries, .. } => entries.iter().all(|(_, value)| shows_nothing(value)),
        _ => false,
    }
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    let name = naming::snake_case(name);
    name.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What one item of a list is called, as far as a rule of thumb knows.
fn singular(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if words.len() > 1 {
        words.pop_if(|word| word == "list" || word == "set");
    }
    let Some(last) = words.last_mut() else { return words };
    if let Some(stem) = last.strip_suffix("ies") {
        *last = format!("{stem}y");
    } else if let Some(stem) = last.strip_suffix("sses") {
        *last = format!("{stem}ss");
    } else if (last.len() > 3 || last == "ids" || last == "ips")
        && !last.ends_with("ss")
        && !last.ends_with("us")
    {
        last.truncate(last.strip_suffix('s').map_or(last.len(), str::len));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_the_name_of_its_list_in_the_singular() {
        for (list, item) in [
            ("SecurityGroupIds", "security group id"),
            ("UserPoolARNs", "user pool arn"),
            ("Policies", "policy"),
            ("IpAddresses", "ip address"),
            ("UserPoolList", "user pool"),
            ("Status", "status"),
            ("Tags", "tag"),
            ("list", "list"),
        ] {
            assert_eq!(singular(&words(list)).join(" "), item);
        }
    }
}
