//! Paginators and examples.

use std::collections::BTreeMap;

use super::api::Api;
use super::operations::Added;
use super::reader::{Reader, View};
use crate::diagnostics::Diagnostic;
use crate::input::json::{Json, Object, Path};
use crate::model::{Node, ShapeId, TraitId};

/// `more_results` and `non_aggregate_keys` serve botocore's own iterators; Smithy's trait has no place
/// for them.
const PAGINATOR: &[&str] = &[
    "input_token",
    "output_token",
    "limit_key",
    "result_key",
    "more_results",
    "non_aggregate_keys",
];

const EXAMPLE: &[&str] = &["input", "output", "comments", "description", "id", "title"];

/// Reads `paginators-1.json` as `smithy.api#paginated`.
///
/// See <https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait>.
pub(super) fn paginators(
    api: &Api<'_>,
    root: &Object<'_>,
    reader: &mut Reader<'_>,
    added: &mut Added,
) {
    let path = Path::ROOT;
    let Some(entries) = reader.object(&View::new(root, &path), "pagination") else { return };
    let path = path.key("pagination");
    for (name, value) in entries {
        let path = path.key(name);
        if !is_operation(api, name, reader, &path) {
            continue;
        }
        let Some(object) = reader.as_object(value, &path) else { continue };
        let view = View::new(object, &path);
        reader.known(&view, "a paginator", &[PAGINATOR]);
        if let Some(paginated) = paginated(&view) {
            reader.put(added.of(name), TraitId::PAGINATED, paginated);
        }
    }
}

/// The trait; `None` where pages have several tokens, or one that has to be computed, which the trait
/// cannot say.
fn paginated(view: &View<'_, '_>) -> Option<Node> {
    let mut value = BTreeMap::new();
    for (key, name) in [("input_token", "inputToken"), ("output_token", "outputToken")] {
        value.insert(name.to_owned(), Node::String(one_path(view.get(key)?)?.to_owned()));
    }
    for (key, name) in [("limit_key", "pageSize"), ("result_key", "items")] {
        let path = view.get(key).and_then(first_path);
        value.extend(path.map(|path| (name.to_owned(), Node::String(path.to_owned()))));
    }
    Some(Node::Object(value))
}

/// Names of members with dots between them.
fn one_path<'a>(value: &'a Json<'a>) -> Option<&'a str> {
    match value {
        Json::String(path) if path.split('.').all(ShapeId::is_identifier) => Some(path),
        _ => None,
    }
}

/// The same, or the first of several.
fn first_path<'a>(value: &'a Json<'a>) -> Option<&'a str> {
    match value {
        Json::Array(items) => items.first().and_then(one_path),
        other => one_path(other),
    }
}

/// Whether the service has the operation that a file beside it names.
pub(super) fn is_operation(
    api: &Api<'_>,
    name: &str,
    reader: &mut Reader<'_>,
    path: &Path<'_>,
) -> bool {
    let known = api.has_operation(name);
    if !known {
        let warning = Diagnostic::warning(format!("the service has no operation `{name}`"))
            .help("it is ignored; are the files of one version of the service?");
        reader.push(warning, path);
    }
    known
}

/// Reads `examples-1.json` as `smithy.api#examples`.
///
/// See <https://smithy.io/2.0/spec/documentation-traits.html#examples-trait>.
pub(super) fn examples(
    api: &Api<'_>,
    root: &Object<'_>,
    reader: &mut Reader<'_>,
    added: &mut Added,
) {
    let path = Path::ROOT;
    let Some(entries) = reader.object(&View::new(root, &path), "examples") else { return };
    let path = path.key("examples");
    for (name, value) in entries {
        if !is_operation(api, name, reader, &path.key(name)) {
            continue;
        }
        let above = path.key(name);
        let mut examples = Vec::new();
        for (index, item) in reader.as_array(value, &above).iter().enumerate() {
            let token = index.to_string();
            let path = above.key(&token);
            let Some(object) = reader.as_object(item, &path) else { continue };
            let view = View::new(object, &path);
            reader.known(&view, "an example", &[EXAMPLE]);
            examples.push(example(&view));
        }
        if !examples.is_empty() {
            reader.put(added.of(name), TraitId::EXAMPLES, Node::Array(examples));
        }
    }
}

fn example(view: &View<'_, '_>) -> Node {
    let keys = [
        ("title", "title"),
        ("description", "documentation"),
        ("input", "input"),
        ("output", "output"),
    ];
    let entries = keys.into_iter().filter_map(|(key, name)| {
        let value = view.node(key)?;
        Some((name.to_owned(), value))
    });
    Node::Object(entries.collect())
}
