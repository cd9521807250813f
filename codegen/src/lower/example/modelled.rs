//! The examples that the model itself has, where they fit it.
//!
//! See <https://smithy.io/2.0/spec/documentation-traits.html#examples-trait>.

use std::collections::BTreeMap;

use smithgen_runtime::{BigInteger, Timestamp, TimestampFormat};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::docs;
use crate::ir::{
    Docs, DocumentExpression, Example, Expression, Field, Presence, SetterCall,
    StructureExpression, TypeDef, TypeRef,
};
use crate::model::{Member, Node, Operation, ShapeId, ShapeKind, TraitId, Traits};

use super::super::member;
use super::{Shapes, json};

/// How deep a value may nest.
const DEPTH_LIMIT: usize = 64;
/// The most lines of an output that are shown.
const OUTPUT_LIMIT: usize = 40;

/// The examples of an operation; a warning for each that does not fit.
pub(super) fn lower(
    shapes: &Shapes<'_>,
    id: &ShapeId,
    operation: &Operation,
    traits: &Traits,
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    let stated = traits.get(TraitId::EXAMPLES).and_then(Node::as_array).unwrap_or_default();
    let errors = Errors::new(if stated.is_empty() { &[] } else { &operation.errors });
    stated
        .iter()
        .enumerate()
        .filter_map(|(index, node)| match example(shapes, id, operation, &errors, node) {
            Ok(example) => Some(example),
            Err(misfit) => {
                diagnostics.push(warning(shapes, id, (index, node), &misfit));
                None
            }
        })
        .collect()
}

/// Why a value does not fit its shape.
#[derive(Debug)]
struct Misfit {
    /// The members that lead to it, outermost last.
    path: Vec<String>,
    reason: String,
}

impl Misfit {
    fn new(reason: impl Into<String>) -> Self {
        Self { path: Vec::new(), reason: reason.into() }
    }

    fn within(mut self, member: &str) -> Self {
        self.path.push(member.to_owned());
        self
    }
}

fn warning(
    shapes: &Shapes<'_>,
    id: &ShapeId,
    (index, node): (usize, &Node),
    misfit: &Misfit,
) -> Diagnostic {
    let title = node.get("title").and_then(Node::as_str).unwrap_or_default();
    let path: Vec<&str> = misfit.path.iter().rev().map(String::as_str).collect();
    let place = if path.is_empty() { String::new() } else { format!(" at `{}`", path.join(".")) };
    let index = index.to_string();
    let mut within = vec!["traits", TraitId::EXAMPLES.as_str(), index.as_str(), "input"];
    within.extend(&path);
    Diagnostic::warning(format!(
        "the example `{}` of `{id}` does not fit its input{place}: {}",
        title.trim(),
        misfit.reason
    ))
    .about_entry(shapes.context.model, id, &within)
    .help("it is left out of the documentation; fix it in the model")
}

fn example(
    shapes: &Shapes<'_>,
    id: &ShapeId,
    operation: &Operation,
    errors: &Errors<'_>,
    node: &Node,
) -> Result<Example, Misfit> {
    let nothing = Node::Object(BTreeMap::new());
    let given = node.get("input").unwrap_or(&nothing);
    let input = match &operation.input {
        Some(input) => aggregate(shapes, input, given, 0)?,
        None => implied_input(shapes, id, given)?,
    };
    Ok(Example { before: heading(node), input, after: answer(shapes, errors, node) })
}

/// The input of an operation that has none in the model.
fn implied_input(shapes: &Shapes<'_>, id: &ShapeId, given: &Node) -> Result<Expression, Misfit> {
    if given.as_object().is_some_and(|entries| !entries.is_empty()) {
        return Err(Misfit::new("the operation has no input"));
    }
    super::implied_input(shapes, id).ok_or_else(|| Misfit::new("the operation has no input"))
}

/// Title and documentation.
fn heading(node: &Node) -> Docs {
    let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default();
    let title: Vec<&str> = text("title").split_whitespace().collect();
    let title = if title.is_empty() { "Example".to_owned() } else { title.join(" ") };
    let mut lines = vec![format!("## {}", docs::escape(&docs::printable(&title)))];
    if !text("documentation").trim().is_empty() {
        lines.push(String::new());
        lines.extend(docs::lines(text("documentation"), &|_| None));
    }
    lines
}

/// What the operation answers: its output, or an error.
fn answer(shapes: &Shapes<'_>, errors: &Errors<'_>, node: &Node) -> Docs {
    if let Some(error) = node.get("error") {
        let name = error.get("shapeId").and_then(Node::as_str).unwrap_or_default();
        let name = error_link(shapes, errors, name);
        return block(format!("The answer is the error {name}:"), error.get("content"));
    }
    block("The output:".to_owned(), node.get("output"))
}

fn block(intro: String, node: Option<&Node>) -> Docs {
    let Some(node) = node.filter(|node| node.as_object().is_some_and(|o| !o.is_empty())) else {
        return Vec::new();
    };
    let mut lines = vec![intro, String::new(), "```json".to_owned()];
    let all = json::lines(node);
    lines.extend(all.iter().take(OUTPUT_LIMIT).cloned());
    if all.len() > OUTPUT_LIMIT {
        lines.push("...".to_owned());
    }
    lines.push("```".to_owned());
    lines
}

/// Errors by their ids, and by the names of these.
pub(super) struct Errors<'a>(BTreeMap<&'a str, &'a ShapeId>);

impl<'a> Errors<'a> {
    pub(super) fn new(errors: &'a [ShapeId]) -> Self {
        let names = |id: &'a ShapeId| [(id.name(), id), (id.as_str(), id)];
        Self(errors.iter().rev().flat_map(names).collect())
    }
}

/// The name of an error, as a link where the operation may return it.
fn error_link(shapes: &Shapes<'_>, errors: &Errors<'_>, id: &str) -> String {
    let known = errors.0.get(id).or_else(|| shapes.errors.0.get(id));
    match known.and_then(|id| shapes.context.names.errors.get(*id)) {
        Some(variant) => format!("[`{variant}`](crate::error::Error::{variant})"),
        None => docs::code(id),
    }
}

/// A structure or a union.
fn aggregate(
    shapes: &Shapes<'_>,
    id: &ShapeId,
    node: &Node,
    depth: usize,
) -> Result<Expression, Misfit> {
    if depth > DEPTH_LIMIT {
        return Err(Misfit::new("it nests too deep"));
    }
    let Some(entries) = node.as_object() else { return Err(expected("an object", node)) };
    let unknown = |name: &str| Misfit::new(format!("`{id}` has no member `{name}`"));
    match (shapes.get(id), shapes.context.kind(id)) {
        (Some(def @ TypeDef::Structure(structure)), Some(ShapeKind::Structure(members))) => {
            let places = shapes.places.of(def);
            let given = places.given(entries).map_err(unknown)?;
            let missing = places.missing(&given);
            let setters = setters(shapes, members, &structure.fields, &given, missing, depth)?;
            let name = structure.item.name.clone();
            Ok(Expression::Structure(StructureExpression { name, setters, more: 0 }))
        }
        (Some(def @ TypeDef::Union(union)), Some(ShapeKind::Union(members))) => {
            let given = shapes.places.of(def).given(entries).map_err(unknown)?;
            let mut set = given
                .into_iter()
                .filter_map(|(at, node)| Some((members.get(at)?, union.variants.get(at)?, node)));
            let (Some((member, variant, node)), None) = (set.next(), set.next()) else {
                return Err(Misfit::new("a union has exactly one member"));
            };
            let value = match &variant.ty {
                TypeRef::Unit => None,
                _ => Some(Box::new(
                    value(shapes, member, node, depth).map_err(|m| m.within(&member.name))?,
                )),
            };
            Ok(Expression::Union {
                name: union.item.name.clone(),
                variant: variant.name.clone(),
                value,
                boxed: variant.boxed,
            })
        }
        _ if entries.is_empty() => Ok(Expression::Unit),
        _ => Err(expected("an empty object", node)),
    }
}

/// The calls that set members, given the first required member that has no value. The first problem
/// in the order of the members is the one that counts.
fn setters(
    shapes: &Shapes<'_>,
    members: &[Member],
    fields: &[Field],
    given: &BTreeMap<usize, &Node>,
    missing: Option<usize>,
    depth: usize,
) -> Result<Vec<SetterCall>, Misfit> {
    let set =
        given.range(..missing.unwrap_or(usize::MAX)).filter(|(_, node)| ***node != Node::Null);
    let setters = set.filter_map(|(at, node)| {
        let (member, field) = (members.get(*at)?, fields.get(*at)?);
        Some(setter(shapes, member, field, node, depth))
    });
    let setters = setters.collect::<Result<_, _>>()?;
    match missing.and_then(|at| members.get(at)) {
        None => Ok(setters),
        Some(member) => {
            Err(Misfit::new(format!("the required member `{}` is missing", member.name)))
        }
    }
}

/// The call that sets a member.
fn setter(
    shapes: &Shapes<'_>,
    member: &Member,
    field: &Field,
    node: &Node,
    depth: usize,
) -> Result<SetterCall, Misfit> {
    let value = value(shapes, member, node, depth).map_err(|misfit| misfit.within(&member.name))?;
    Ok(SetterCall {
        name: field.setter.name.clone(),
        member: member.name.clone(),
        required: field.presence == Presence::Required,
        value,
    })
}

fn value(
    shapes: &Shapes<'_>,
    member: &Member,
    node: &Node,
    depth: usize,
) -> Result<Expression, Misfit> {
    let context = shapes.context;
    let Some(kind) = context.kind(&member.target) else {
        return Err(Misfit::new("its shape is not known"));
    };
    if context.is_stream(member) {
        return match kind {
            ShapeKind::Blob => text(node).map(|text| Expression::Body(text.to_owned())),
            _ => Err(Misfit::new("a stream of events is not shown in an example")),
        };
    }
    match kind {
        ShapeKind::Boolean => match node.as_bool() {
            Some(value) => Ok(Expression::Bool(value)),
            None => Err(expected("a boolean", node)),
        },
        ShapeKind::Byte => integer(node, i8::MIN.into(), i8::MAX.into()),
        ShapeKind::Short => integer(node, i16::MIN.into(), i16::MAX.into()),
        ShapeKind::Integer => integer(node, i32::MIN.into(), i32::MAX.into()),
        ShapeKind::Long => integer(node, i64::MIN, i64::MAX),
        ShapeKind::Float => node.as_f32().map(Expression::Float).ok_or_else(|| not_float(node)),
        ShapeKind::Double => node.as_f64().map(Expression::Double).ok_or_else(|| not_float(node)),
        ShapeKind::BigInteger => node
            .as_decimal()
            .filter(|number| number.as_str().parse::<BigInteger>().is_ok())
            .map(|number| Expression::BigInteger(number.to_string()))
            .ok_or_else(|| expected("an integer", node)),
        ShapeKind::BigDecimal => node
            .as_decimal()
            .map(|number| Expression::BigDecimal(number.to_string()))
            .ok_or_else(|| expected("a number", node)),
        ShapeKind::String => match text(node)? {
            "" if member.traits.has(TraitId::HTTP_LABEL) => {
                Err(Misfit::new("a part of the path cannot be empty"))
            }
            text => Ok(Expression::String(text.to_owned())),
        },
        ShapeKind::Blob => text(node).map(|text| Expression::Blob(blob(text))),
        ShapeKind::Timestamp => timestamp(node).map(Expression::Timestamp),
        ShapeKind::Document => Ok(Expression::Document(document(node))),
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => variant(shapes, &member.target, node),
        ShapeKind::List(item) => list(shapes, member, item, node, depth),
        ShapeKind::Map { key, value } => map(shapes, member, key, value, node, depth),
        ShapeKind::Structure(_) | ShapeKind::Union(_) => {
            aggregate(shapes, &member.target, node, depth + 1)
        }
        ShapeKind::Operation(_) | ShapeKind::Resource(_) | ShapeKind::Service(_) => {
            Err(Misfit::new("its shape holds no value"))
        }
    }
}

fn text(node: &Node) -> Result<&str, Misfit> {
    node.as_str().ok_or_else(|| expected("a string", node))
}

fn expected(what: &str, node: &Node) -> Misfit {
    let found = match node {
        Node::Null => "null",
        Node::Bool(_) => "a boolean",
        Node::Number(_) => "a number",
        Node::String(_) => "a string",
        Node::Array(_) => "an array",
        Node::Object(_) => "an object",
    };
    Misfit::new(format!("expected {what}, found {found}"))
}

fn integer(node: &Node, min: i64, max: i64) -> Result<Expression, Misfit> {
    match node.as_i64() {
        Some(value) if (min..=max).contains(&value) => Ok(Expression::Integer(value)),
        Some(_) => Err(Misfit::new(format!("expected an integer from {min} to {max}"))),
        None => Err(expected("an integer", node)),
    }
}

fn not_float(node: &Node) -> Misfit {
    match node {
        Node::Number(_) => Misfit::new("the number is too large, or too small"),
        _ => expected("a number", node),
    }
}

/// What the text of a blob stands for. It should be Base64, but in most examples it is the content itself,
/// and `filetoupload` is either: so it is decoded if it is padded, or if that gives a text.
fn blob(text: &str) -> Vec<u8> {
    let decoded = base64_simd::STANDARD.decode_to_vec(text).ok();
    let is_meant = |bytes: &Vec<u8>| text.ends_with('=') || std::str::from_utf8(bytes).is_ok();
    decoded.filter(is_meant).unwrap_or_else(|| text.as_bytes().to_vec())
}

/// A point in time in the form of RFC 3339. In examples some lack the offset, and some the seconds.
fn timestamp(node: &Node) -> Result<String, Misfit> {
    let time = match node.as_str() {
        Some(text) => {
            let bare = text.trim_end_matches('Z');
            let forms = [text.to_owned(), format!("{bare}Z"), format!("{bare}:00Z")];
            forms.iter().find_map(|form| Timestamp::parse(form, TimestampFormat::DateTime).ok())
        }
        None => node.as_time(),
    };
    time.map(|time| time.to_string())
        .filter(|text| text.parse::<Timestamp>().is_ok())
        .ok_or_else(|| Misfit::new("expected a time such as 2025-01-02T03:04:05Z"))
}

fn document(node: &Node) -> DocumentExpression {
    match node {
        Node::Null => DocumentExpression::Null,
        Node::Bool(value) => DocumentExpression::Bool(*value),
        Node::Number(value) => DocumentExpression::Number(value.clone().into()),
        Node::String(text) => DocumentExpression::String(text.clone()),
        Node::Array(items) => DocumentExpression::Array(items.iter().map(document).collect()),
        Node::Object(entries) => DocumentExpression::Object(
            entries.iter().map(|(key, value)| (key.clone(), document(value))).collect(),
        ),
    }
}

fn variant(shapes: &Shapes<'_>, id: &ShapeId, node: &Node) -> Result<Expression, Misfit> {
    match shapes.get(id) {
        Some(known @ TypeDef::StringEnum(def)) => {
            let (name, value) = (def.item.name.clone(), text(node)?.to_owned());
            let at = shapes.places.of(known).get(&value);
            Ok(match at.and_then(|at| def.variants.get(at)) {
                Some(known) => Expression::Variant { name, variant: known.name.clone() },
                None => Expression::OtherString { name, value },
            })
        }
        Some(known @ TypeDef::IntEnum(def)) => {
            let value = node.as_i64().and_then(|value| i32::try_from(value).ok());
            let value = value.ok_or_else(|| expected("an integer of 32 bits", node))?;
            let name = def.item.name.clone();
            let at = shapes.places.of(known).get(&value.to_string());
            Ok(match at.and_then(|at| def.variants.get(at)) {
                Some(known) => Expression::Variant { name, variant: known.name.clone() },
                None => Expression::OtherInteger { name, value },
            })
        }
        Some(TypeDef::Structure(_) | TypeDef::Union(_)) | None => {
            Err(Misfit::new("its shape is not known"))
        }
    }
}

fn list(
    shapes: &Shapes<'_>,
    member: &Member,
    item: &Member,
    node: &Node,
    depth: usize,
) -> Result<Expression, Misfit> {
    let nodes = node.as_array().ok_or_else(|| expected("an array", node))?;
    let sparse = shapes.is_sparse(member);
    let items = nodes.iter().enumerate().map(|(index, node)| {
        element(shapes, item, node, sparse, depth).map_err(|m| m.within(&index.to_string()))
    });
    let items = items.collect::<Result<_, _>>()?;
    Ok(Expression::List { item: shapes.element_type(item, sparse), items })
}

fn map(
    shapes: &Shapes<'_>,
    member: &Member,
    key: &Member,
    held: &Member,
    node: &Node,
    depth: usize,
) -> Result<Expression, Misfit> {
    let nodes = node.as_object().ok_or_else(|| expected("an object", node))?;
    let sparse = shapes.is_sparse(member);
    let entries = nodes.iter().map(|(name, node)| {
        let entry = || {
            let made = element(shapes, held, node, sparse, depth)?;
            Ok((value(shapes, key, &Node::String(name.clone()), depth)?, made))
        };
        entry().map_err(|misfit: Misfit| misfit.within(name))
    });
    let entries = entries.collect::<Result<_, _>>()?;
    let key = member::type_of(shapes.context, key);
    Ok(Expression::Map { key, value: shapes.element_type(held, sparse), entries })
}

/// What a collection holds, which is an option in a sparse one.
fn element(
    shapes: &Shapes<'_>,
    element: &Member,
    node: &Node,
    sparse: bool,
    depth: usize,
) -> Result<Expression, Misfit> {
    match (sparse, node) {
        (true, Node::Null) => Ok(Expression::Option(None)),
        (true, node) => {
            value(shapes, element, node, depth).map(|v| Expression::Option(Some(Box::new(v))))
        }
        (false, node) => value(shapes, element, node, depth),
    }
}
