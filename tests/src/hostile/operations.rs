//! Operations: what they bind, what they share, and their examples.

use serde_json::{Value, json};
use smithgen_codegen::diagnostics::Source;

use super::sharing::error;
use super::{
    Dimension, Entries, bounded, dimension, entries, file, member, object, operation, required,
    service, structure, target, traits_of, uri_of_labels, with_input, with_operation,
};

pub(super) const DIMENSIONS: [Dimension; 15] = [
    dimension("operations", 25, operations),
    dimension("operations of one input", 25, operations_of_one_input),
    bounded("operations of one large input", 25, operations_of_one_large_input),
    dimension("operations of one required tree", 25, operations_of_one_tree),
    dimension("operations of one large structure", 25, operations_of_one_structure),
    dimension("operations of all errors", 30, operations_of_all_errors),
    dimension("errors of a service", 50, errors_of_a_service),
    dimension("resources in resources", 50, nested_resources),
    dimension("groups of operations", 64, groups),
    dimension("labels", 50, labels),
    dimension("entries of an example", 50, entries_of_an_example),
    bounded("depth of an answer", 40, depth_of_an_answer),
    bounded("depth of a stated input", 20, depth_of_an_input),
    dimension("errors in examples", 50, errors_in_examples),
    dimension("patterns", 10, patterns),
];

/// A service whose operations have a name and an input.
fn with_operations(operations: Vec<(String, Value)>, mut shapes: Entries) -> Vec<Source> {
    let bound = operations.iter().map(|(name, _)| target(name)).collect();
    shapes.push(("Service".to_owned(), service(bound, json!({}))));
    shapes.extend(operations);
    vec![file(shapes)]
}

fn call(n: usize, input: &str) -> (String, Value) {
    (format!("Operate{n}"), operation(input, "POST", &format!("/{n}")))
}

fn operations(size: usize) -> Vec<Source> {
    let inputs = entries(size, |n| {
        (format!("Input{n}"), structure(vec![("text".to_owned(), required("String"))]))
    });
    with_operations(entries(size, |n| call(n, &format!("Input{n}"))), inputs)
}

fn operations_of_one_input(size: usize) -> Vec<Source> {
    let header = |n| member("String", &[("httpHeader", json!(format!("x-{n}")))]);
    let input = structure(entries(size, |n| (format!("member{n}"), header(n))));
    with_operations(entries(size, |n| call(n, "Input")), vec![("Input".to_owned(), input)])
}

fn operations_of_one_large_input(size: usize) -> Vec<Source> {
    let input = structure(entries(size, |n| (format!("member{n}"), required("String"))));
    with_operations(entries(size, |n| call(n, "Input")), vec![("Input".to_owned(), input)])
}

/// Every input requires a structure of three structures of three, and so on.
fn operations_of_one_tree(size: usize) -> Vec<Source> {
    let mut shapes = entries(8, |n| {
        let next = if n == 7 { "String".to_owned() } else { format!("Link{}", n + 1) };
        (format!("Link{n}"), structure(entries(3, |n| (format!("member{n}"), required(&next)))))
    });
    shapes.extend(entries(size, |n| {
        (format!("Input{n}"), structure(vec![("tree".to_owned(), required("Link0"))]))
    }));
    with_operations(entries(size, |n| call(n, &format!("Input{n}"))), shapes)
}

fn operations_of_one_structure(size: usize) -> Vec<Source> {
    let large = structure(entries(10 * size, |n| (format!("member{n}"), target("String"))));
    let mut shapes = vec![("Large".to_owned(), large)];
    shapes.extend(entries(size, |n| {
        (format!("Input{n}"), structure(vec![("large".to_owned(), required("Large"))]))
    }));
    with_operations(entries(size, |n| call(n, &format!("Input{n}"))), shapes)
}

/// The number of references is the square of the size.
fn operations_of_all_errors(size: usize) -> Vec<Source> {
    let errors: Vec<Value> = (0..size).map(|n| target(&format!("Error{n}"))).collect();
    let mut shapes = entries(size, |n| (format!("Error{n}"), error()));
    shapes.push(("Input".to_owned(), structure(Vec::new())));
    let operation = |n| {
        let (name, mut operation) = call(n, "Input");
        operation["errors"] = errors.clone().into();
        (name, operation)
    };
    with_operations(entries(size, operation), shapes)
}

fn errors_of_a_service(size: usize) -> Vec<Source> {
    let errors: Vec<Value> = (0..size).map(|n| target(&format!("Error{n}"))).collect();
    let mut shapes = entries(size, |n| (format!("Error{n}"), error()));
    let bound = service(vec![target("Operate")], json!({ "errors": errors }));
    shapes.push(("Service".to_owned(), bound));
    shapes.push(("Operate".to_owned(), operation("Input", "POST", "/")));
    shapes.push(("Input".to_owned(), structure(Vec::new())));
    vec![file(shapes)]
}

/// The service binds each, and each binds the next.
fn nested_resources(size: usize) -> Vec<Source> {
    let mut shapes = Entries::new();
    for n in 0..size {
        let next = (n + 1 < size).then(|| target(&format!("Resource{}", n + 1)));
        shapes.push((
            format!("Resource{n}"),
            json!({
                "type": "resource",
                "operations": [target(&format!("Operate{n}"))],
                "resources": next.into_iter().collect::<Vec<_>>(),
            }),
        ));
        shapes.push(call(n, "Input"));
    }
    let resources: Vec<Value> = (0..size).map(|n| target(&format!("Resource{n}"))).collect();
    shapes.push(("Service".to_owned(), service(Vec::new(), json!({ "resources": resources }))));
    shapes.push(("Input".to_owned(), structure(Vec::new())));
    vec![file(shapes)]
}

/// Three operations act on each object, and one on what is alike to none.
fn groups(size: usize) -> Vec<Source> {
    let mut operations = Entries::new();
    for n in 0..size / 4 {
        let letters: String =
            format!("{n:05}").bytes().map(|b| char::from(b - b'0' + b'a')).collect();
        for verb in ["Create", "Delete", "Describe"] {
            operations.push((format!("{verb}Thing{letters}"), call(operations.len(), "Input").1));
        }
        operations.push((format!("Get{letters}Other"), call(operations.len(), "Input").1));
    }
    with_operations(operations, vec![("Input".to_owned(), structure(Vec::new()))])
}

fn labels(size: usize) -> Vec<Source> {
    let uri = uri_of_labels(size);
    let label = member("String", &[("required", json!({})), ("httpLabel", json!({}))]);
    let members = entries(size, |n| (format!("member{n}"), label.clone()));
    with_operation(operation("Input", "POST", &uri), members, Vec::new())
}

fn with_example(example: &Value, members: Entries, shapes: Entries) -> Vec<Source> {
    let mut operate = operation("Input", "POST", "/");
    operate["traits"]["smithy.api#examples"] = json!([example]);
    with_operation(operate, members, shapes)
}

fn entries_of_an_example(size: usize) -> Vec<Source> {
    let members = entries(size, |n| (format!("member{n}"), target("String")));
    let input = object(entries(size, |n| (format!("member{n}"), json!("text"))));
    with_example(&json!({ "title": "All", "input": input }), members, Vec::new())
}

/// An output that is an array of arrays, and has ten values at each depth.
fn depth_of_an_answer(size: usize) -> Vec<Source> {
    let mut value = json!("text");
    for _ in 0..size {
        value = json!([value, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    with_example(&json!({ "title": "Deep", "output": { "value": value } }), Vec::new(), Vec::new())
}

fn depth_of_an_input(size: usize) -> Vec<Source> {
    let node =
        structure(vec![("next".to_owned(), target("Node")), ("text".to_owned(), target("String"))]);
    let mut value = json!({ "text": "text" });
    for _ in 0..size {
        value = json!({ "next": value, "text": "text" });
    }
    let shapes = vec![("Node".to_owned(), node)];
    let members = vec![("node".to_owned(), target("Node"))];
    with_example(&json!({ "title": "Deep", "input": { "node": value } }), members, shapes)
}

fn errors_in_examples(size: usize) -> Vec<Source> {
    let mut operate = operation("Input", "POST", "/");
    let errors: Vec<Value> = (0..size).map(|n| target(&format!("Error{n}"))).collect();
    operate["errors"] = errors.into();
    let example = |n| json!({ "title": "x", "error": { "shapeId": format!("Error{n}"), "content": { "a": 1 } } });
    operate["traits"]["smithy.api#examples"] = (0..size).map(example).collect();
    let shapes = entries(size, |n| (format!("Error{n}"), error()));
    with_operation(operate, Vec::new(), shapes)
}

/// Each pattern is another, is long to read, and takes all steps of a search in a long text.
fn patterns(size: usize) -> Vec<Source> {
    let pattern = |n| format!(r"^((.*)*(\pL*)*)*{n}[\w\pL]{{9}}\w\w\w\w\w\w\w\w!$");
    let shape = |n| {
        let length = json!({ "min": 900 });
        let traits = [("pattern", json!(pattern(n))), ("length", length)];
        json!({ "type": "string", "traits": traits_of(&traits) })
    };
    let members = entries(size, |n| (format!("member{n}"), required(&format!("Text{n}"))));
    with_input(members, entries(size, |n| (format!("Text{n}"), shape(n))))
}
