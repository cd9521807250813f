//! The front page: the operations in groups, and the one that shows what a call looks like.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Expression, FirstCall, FrontPage, Operation, OperationGroup, OperationSummary, SetterCall,
    StructureExpression,
};
use crate::model::{Model, Service};
use crate::naming;

use super::{documentation, select};

/// How many operations make a group.
const SMALLEST: usize = 3;

/// First words that say what is done and not to what; [`READS`] are others.
const VERBS: [&str; 30] = [
    "Accept",
    "Add",
    "Associate",
    "Attach",
    "Cancel",
    "Complete",
    "Copy",
    "Create",
    "Delete",
    "Deregister",
    "Detach",
    "Disable",
    "Disassociate",
    "Enable",
    "Export",
    "Import",
    "Modify",
    "Put",
    "Register",
    "Reject",
    "Remove",
    "Reset",
    "Restore",
    "Send",
    "Set",
    "Start",
    "Stop",
    "Tag",
    "Untag",
    "Update",
];

/// First words of operations that change nothing.
const READS: [&str; 6] = ["Describe", "Get", "Head", "List", "Query", "Search"];

/// The front page of a service.
pub(super) fn page(model: &Model, service: &Service, operations: &[Operation]) -> FrontPage {
    FrontPage { first_call: first_call(operations), groups: groups(model, service, operations) }
}

/// The operation that shows what a call looks like: one that streams nothing, that changes nothing, that the
/// model has examples of, and that asks for little.
fn first_call(operations: &[Operation]) -> Option<FirstCall> {
    let candidates = operations.iter().filter_map(|operation| {
        let example = &operation.examples.first()?.input;
        let Expression::Structure(input) = example else { return None };
        let streams = operation.has_event_output || example.holds_stream();
        let input = only_required(input);
        // The call returns the service's error, into which no other turns.
        if Expression::Structure(input.clone()).can_fail() {
            return None;
        }
        let asked = input.setters.len();
        let reads = first_word(operation).is_some_and(|word| READS.contains(&word));
        let rank =
            (streams, Reverse(reads), Reverse(operation.examples.len() > 1), asked == 0, asked);
        Some((rank, operation, input))
    });
    let (_, operation, input) =
        candidates.min_by(|(a, x, _), (b, y, _)| (a, &x.item.name).cmp(&(b, &y.item.name)))?;
    Some(FirstCall {
        operation: operation.item.name.clone(),
        output: operation.output.clone(),
        input: Expression::Structure(input),
    })
}

/// A structure with the members that its builder insists on, and with no others.
fn only_required(structure: &StructureExpression) -> StructureExpression {
    let required = structure.setters.iter().filter(|setter| setter.required);
    let setters = required.map(|setter| SetterCall {
        value: match &setter.value {
            Expression::Structure(inner) => Expression::Structure(only_required(inner)),
            value => value.clone(),
        },
        ..setter.clone()
    });
    StructureExpression { name: structure.name.clone(), setters: setters.collect(), more: 0 }
}

/// Groups operations, by title; what is alike to too few others has no title and comes last.
///
/// A group is a resource of the model, or else what is acted on (`UserPool` in `CreateUserPool` and
/// `ListUserPools`), or else a first word that is no common verb (`Admin`).
fn groups(model: &Model, service: &Service, operations: &[Operation]) -> Vec<OperationGroup> {
    let resources = resources(model, service);
    let resource = |operation: &Operation| {
        resources.get(operation.item.shape_id.as_str()).map(|name| (*name).to_owned())
    };
    let object = |operation: &Operation| object(&operation.model_name);
    let kind = |operation: &Operation| {
        let word = first_word(operation)?;
        (!VERBS.contains(&word) && !READS.contains(&word)).then(|| word.to_owned())
    };
    let mut groups: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    let mut open: Vec<&Operation> = operations.iter().collect();
    for key in [&resource as &dyn Fn(&Operation) -> Option<String>, &object, &kind] {
        let mut found: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
        for operation in &open {
            if let Some(key) = key(operation) {
                found.entry(key).or_default().push(operation);
            }
        }
        found.retain(|_, members| members.len() >= SMALLEST);
        open.retain(|operation| !key(operation).is_some_and(|key| found.contains_key(&key)));
        groups.extend(found);
    }
    let titles = Titles::of(groups.keys());
    open.retain(|operation| match titles.nearest(operation) {
        Some(key) => {
            groups.entry(key).or_default().push(operation);
            false
        }
        None => true,
    });
    let named =
        groups.into_iter().map(|(key, operations)| (Some(heading(&key, &operations)), operations));
    let rest = (!open.is_empty()).then_some((None, open));
    named.chain(rest).map(|(title, operations)| group(title, operations)).collect()
}

/// The title of a group: in the plural where no operation has the singular.
fn heading(key: &str, operations: &[&Operation]) -> String {
    let plural = format!("{key}s");
    let ends_with = |name: &str| operations.iter().any(|o| o.model_name.ends_with(name));
    if ends_with(&plural) && !ends_with(key) { title(&plural) } else { title(key) }
}

fn group(title: Option<String>, mut operations: Vec<&Operation>) -> OperationGroup {
    operations.sort_by(|a, b| a.item.name.cmp(&b.item.name));
    let summary = |operation: &Operation| OperationSummary {
        name: operation.item.name.clone(),
        summary: documentation::first_sentence(&operation.item.docs),
    };
    OperationGroup { title, operations: operations.into_iter().map(summary).collect() }
}

fn first_word(operation: &Operation) -> Option<&str> {
    naming::words(&operation.model_name).first().copied()
}

/// The keys of groups, by their words in the singular.
struct Titles(BTreeMap<Vec<String>, Vec<String>>);

impl Titles {
    fn of<'a>(keys: impl Iterator<Item = &'a String>) -> Self {
        let mut titles: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for key in keys {
            titles.entry(singular_words(key)).or_default().push(key.clone());
        }
        Self(titles)
    }

    /// The group of whatever the object's name starts with: `DescribeTermsByClient` belongs to
    /// `Terms`.
    fn nearest(&self, operation: &Operation) -> Option<String> {
        let words = singular_words(&object(&operation.model_name)?);
        let starts = (0..=words.len()).filter_map(|count| self.0.get(words.get(..count)?));
        starts.flatten().max_by_key(|key| (key.len(), *key)).cloned()
    }
}

fn singular_words(name: &str) -> Vec<String> {
    naming::words(name).into_iter().map(singular).collect()
}

/// The outermost resource of each operation that has one, by the operation's id.
fn resources<'a>(model: &'a Model, service: &'a Service) -> BTreeMap<&'a str, &'a str> {
    let mut names = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for id in &service.resources {
        for operation in select::of_resource(model, id, &mut seen) {
            names.entry(operation.as_str()).or_insert(id.name());
        }
    }
    names
}

/// What an operation acts on: its name without the verb, for one.
fn object(name: &str) -> Option<String> {
    let words = naming::words(name);
    let verbs = if words.first() == Some(&"Batch") { 2 } else { 1 };
    let object = words.get(verbs..)?.concat();
    (!object.is_empty()).then(|| singular(&object))
}

fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = name.strip_suffix("sses") {
        return format!("{stem}ss");
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// A name as words: `User pool client` for `UserPoolClient`.
fn title(name: &str) -> String {
    let words = naming::words(name);
    let lower = |(at, word): (usize, &&str)| {
        let has_case_of_its_own = word.chars().skip(1).any(|c| c.is_ascii_uppercase());
        if at == 0 || has_case_of_its_own { (*word).to_owned() } else { word.to_lowercase() }
    };
    words.iter().enumerate().map(lower).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_acts_on_the_rest_of_its_name() {
        for (name, expected) in [
            ("CreateUserPoolClient", Some("UserPoolClient")),
            ("ListUserPoolClients", Some("UserPoolClient")),
            ("BatchGetItem", Some("Item")),
            ("ListPolicies", Some("Policy")),
            ("DescribeVPCs", Some("VPC")),
            ("GetStatus", Some("Status")),
            ("ListAddresses", Some("Address")),
            ("Publish", None),
        ] {
            assert_eq!(object(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_title_is_made_of_words() {
        for (name, expected) in [
            ("UserPoolClient", "User pool client"),
            ("VPCEndpoint", "VPC endpoint"),
            ("UserPoolMFAConfig", "User pool MFA config"),
            ("PeeredVPCs", "Peered VPCs"),
            ("RegionalOAuthToken", "Regional OAuth token"),
        ] {
            assert_eq!(title(name), expected);
        }
    }
}
