//! Several files: from what each defines and applies to one model.
//!
//! See <https://smithy.io/2.0/spec/model.html#merging-model-files>.

use std::collections::{BTreeMap, BTreeSet};

use super::members::{MemberPlaces, NoTraits};
use super::{Application, File, Version, upgrade};
use crate::diagnostics::{At, Diagnostic, Diagnostics, Source};
use crate::model::{Model, Node, Shape, ShapeId, ShapeKind, SourceId, Traits};

/// Brings the files together: metadata, then shapes, then traits applied from outside, then what
/// Smithy 1.0 only implied.
///
/// Reports metadata, definitions and traits that contradict each other, and what is applied to
/// nothing.
pub(in crate::input) fn assemble(
    files: Vec<File>,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> Model {
    let old = files.iter().filter(|file| file.version == Version::V1);
    let old: BTreeSet<SourceId> = old.map(|file| file.source).collect();
    let mut model = Model::default();
    let mut applications = Vec::new();
    for file in files {
        merge_metadata(&mut model, file.source, file.metadata, diagnostics);
        for (id, shape) in file.definitions {
            define(&mut model, id, shape, &mut applications, sources, diagnostics);
        }
        applications.extend(file.applications);
    }
    resolve_elided(&mut model, diagnostics);
    apply(&mut model, applications, diagnostics);
    upgrade::upgrade(&mut model, &old);
    model
}

/// See <https://smithy.io/2.0/spec/model.html#metadata-conflicts>.
fn merge_metadata(
    model: &mut Model,
    source: SourceId,
    metadata: Vec<(String, Node)>,
    diagnostics: &mut Diagnostics,
) {
    for (key, value) in metadata {
        match (model.metadata.get_mut(&key), value) {
            (None, value) => {
                model.metadata.insert(key, value);
            }
            (Some(Node::Array(items)), Node::Array(more)) => items.extend(more),
            (Some(known), value) if *known == value => {}
            (Some(_), _) => {
                let message = format!("the metadata `{key}` has another value in another file");
                let pointer = At::Pointer(vec!["metadata".to_owned(), key]);
                diagnostics.push(
                    Diagnostic::error(message)
                        .at(source, pointer)
                        .help("only arrays are joined; keep one of the values"),
                );
            }
        }
    }
}

/// Adds a shape. Of one that is there already, the traits are applied as if from outside, and all
/// else must be the same.
fn define(
    model: &mut Model,
    id: ShapeId,
    shape: Shape,
    applications: &mut Vec<Application>,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let Some(known) = model.shapes.get(&id) else {
        model.shapes.insert(id, shape);
        return;
    };
    if bare(&known.kind) == bare(&shape.kind) && known.mixins == shape.mixins {
        applications.extend(applications_of(&id, shape));
        return;
    }
    let other = sources.get(known.source.0).map_or("another file", |source| source.name.as_str());
    let pointer = At::Pointer(vec!["shapes".to_owned(), id.to_string()]);
    diagnostics.push(
        Diagnostic::error(format!("`{id}` is defined twice, and differently; first in {other}"))
            .shape(&id)
            .at(shape.source, pointer)
            .help("keep one definition, or make them the same"),
    );
}

/// A kind without traits and without an order of members: what two definitions must share.
fn bare(kind: &ShapeKind) -> ShapeKind {
    let mut kind = kind.clone();
    for member in kind.members_mut() {
        member.traits = Traits::default();
    }
    if let ShapeKind::Structure(members)
    | ShapeKind::Union(members)
    | ShapeKind::Enum(members)
    | ShapeKind::IntEnum(members) = &mut kind
    {
        members.sort_by(|one, other| one.name.cmp(&other.name));
    }
    kind
}

fn applications_of(id: &ShapeId, shape: Shape) -> Vec<Application> {
    let source = shape.source;
    let mut applications = Vec::new();
    let mut add = |target: &ShapeId, traits: Traits| {
        applications.extend(traits.0.into_iter().map(|(trait_id, value)| Application {
            target: target.clone(),
            trait_id,
            value,
            source,
        }));
    };
    add(id, shape.traits);
    let mut kind = shape.kind;
    for member in kind.members_mut() {
        add(&id.member(&member.name), std::mem::take(&mut member.traits));
    }
    applications
}

/// Gives members of lists and maps that are left to mixins the target that the mixin has.
fn resolve_elided(model: &mut Model, diagnostics: &mut Diagnostics) {
    let reported = diagnostics.reported();
    let mut resolved = Vec::new();
    let mut known = Elided::new();
    for (id, shape) in &model.shapes {
        for member in shape.kind.members() {
            if member.target.member_name().is_none() {
                continue;
            }
            let target = elided_target(model, &member.target, &mut known);
            if target.is_none() && !reported.explains(&member.target) {
                diagnostics.push(
                    Diagnostic::error(format!("the shape has no `{}`", member.name))
                        .about(model, id)
                        .help("neither the shape nor its first mixin has one"),
                );
            }
            resolved.push((id.clone(), member.name.clone(), target));
        }
    }
    for (id, name, target) in resolved {
        match (model.shapes.get_mut(&id), target) {
            (Some(shape), Some(target)) => {
                let mut members = shape.kind.members_mut();
                if let Some(member) = members.find(|member| member.name == name) {
                    member.target = target;
                }
            }
            _ => {
                model.shapes.remove(&id);
            }
        }
    }
}

/// The targets that members have in the end which are left to mixins, by their ids.
type Elided = BTreeMap<ShapeId, Option<ShapeId>>;

/// Follows members from mixin to mixin until one has a target of its own, or has been followed
/// before.
fn elided_target(model: &Model, member: &ShapeId, known: &mut Elided) -> Option<ShapeId> {
    let mut way = Vec::new();
    let mut at = Some(member.clone());
    let target = loop {
        let Some(id) = at else { break None };
        let Some(name) = id.member_name() else { break Some(id) };
        if let Some(target) = known.get(&id) {
            break target.clone();
        }
        let shape = model.shapes.get(&id.container());
        let next = shape.and_then(|shape| shape.kind.members().find(|member| member.name == name));
        at = next.map(|member| member.target.clone());
        // Until it is known better, what leads back here has no target.
        known.insert(id.clone(), None);
        way.push(id);
    };
    known.extend(way.into_iter().map(|id| (id, target.clone())));
    target
}

/// Applies traits from outside. See <https://smithy.io/2.0/spec/json-ast.html#ast-apply-type>.
fn apply(model: &mut Model, applications: Vec<Application>, diagnostics: &mut Diagnostics) {
    let reported = diagnostics.reported();
    let mut members = MemberPlaces::default();
    let lists: BTreeMap<ShapeId, Joining> = applications
        .iter()
        .map(|application| (application.trait_id.clone(), joining(model, &application.trait_id)))
        .collect();
    for application in applications {
        let joining = lists.get(&application.trait_id).copied().unwrap_or(Joining::Arrays);
        match members.traits_of(model, &application.target) {
            Ok(traits) => merge_trait(traits, application, joining, diagnostics),
            Err(_) if reported.explains(&application.target) => {}
            Err(NoTraits::Missing) => diagnostics.push(orphan(&application)),
            Err(NoTraits::TooManyMixins) => diagnostics.push(too_many_mixins(&application)),
        }
    }
}

/// Whether two values of a trait may become one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    /// Yes, if both are arrays: the trait is a list, or nothing is known of it.
    Arrays,
    /// No: the model defines the trait, and it is no list.
    Never,
}

fn joining(model: &Model, trait_id: &ShapeId) -> Joining {
    match model.shapes.get(trait_id).map(|shape| &shape.kind) {
        None | Some(ShapeKind::List(_)) => Joining::Arrays,
        Some(_) => Joining::Never,
    }
}

/// See <https://smithy.io/2.0/spec/model.html#trait-conflict-resolution>.
fn merge_trait(
    traits: &mut Traits,
    application: Application,
    joining: Joining,
    diagnostics: &mut Diagnostics,
) {
    match traits.0.get_mut(&application.trait_id) {
        None => {
            traits.0.insert(application.trait_id, application.value);
        }
        Some(known) if *known == application.value => {}
        Some(known) => match (known, application.value) {
            (Node::Array(items), Node::Array(more)) if joining == Joining::Arrays => {
                items.extend(more);
            }
            _ => diagnostics.push(conflict(
                &application.target,
                &application.trait_id,
                application.source,
            )),
        },
    }
}

fn conflict(target: &ShapeId, trait_id: &ShapeId, source: SourceId) -> Diagnostic {
    let tokens = ["shapes", target.as_str(), "traits", trait_id.as_str()];
    let tokens = tokens.map(str::to_owned).to_vec();
    Diagnostic::error(format!("`{target}` is given `{trait_id}` twice, with different values"))
        .shape(target)
        .at(source, At::Pointer(tokens))
        .help("keep one of the values; only lists are joined")
}

fn too_many_mixins(application: &Application) -> Diagnostic {
    let target = &application.target;
    let pointer = At::Pointer(vec!["shapes".to_owned(), target.to_string()]);
    Diagnostic::error(format!("the mixins that `{target}` may come from are too many to look at"))
        .shape(target)
        .at(application.source, pointer)
        .help("give shapes fewer mixins, or define the member in its shape")
}

fn orphan(application: &Application) -> Diagnostic {
    let target = &application.target;
    let what = if target.member_name().is_some() { "member" } else { "shape" };
    let pointer = At::Pointer(vec!["shapes".to_owned(), target.to_string()]);
    Diagnostic::error(format!("traits are applied to `{target}`, and there is no such {what}"))
        .shape(target)
        .at(application.source, pointer)
        .help("is the name right, and is the file that defines it among the sources?")
}
