//! XML bodies: elements, attributes, namespaces and text, without white space around text.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// How two documents differ. What is no XML is compared byte by byte.
pub(super) fn difference(expected: &[u8], actual: &[u8]) -> Option<String> {
    if expected == actual {
        return None;
    }
    let texts = (std::str::from_utf8(expected).ok(), std::str::from_utf8(actual).ok());
    if let (Some(expected), Some(actual)) = texts
        && let (Ok(expected), Ok(actual)) = (Document::parse(expected), Document::parse(actual))
    {
        return element_difference(expected.root_element(), actual.root_element(), "");
    }
    Some(format!("expected \"{}\", found \"{}\"", expected.escape_ascii(), actual.escape_ascii()))
}

fn element_difference(expected: Node<'_, '_>, actual: Node<'_, '_>, path: &str) -> Option<String> {
    let path = format!("{path}/{}", expected.tag_name().name());
    if expected.tag_name() != actual.tag_name() {
        let found = actual.tag_name();
        return Some(format!("`{path}`: expected {}, found {}", name(expected), found.name()));
    }
    let facts = [
        ("attributes", attributes(expected), attributes(actual)),
        ("namespaces", namespaces(expected), namespaces(actual)),
    ];
    for (what, expected, actual) in facts {
        if expected != actual {
            return Some(format!("`{path}`: expected {what} {expected:?}, found {actual:?}"));
        }
    }
    let (expected_text, actual_text) = (text(expected), text(actual));
    if expected_text != actual_text {
        return Some(format!("`{path}`: expected {expected_text:?}, found {actual_text:?}"));
    }
    children_difference(expected, actual, &path)
}

/// Children of one name are in order; those of several names may be mixed, as the members of a structure may.
fn children_difference(expected: Node<'_, '_>, actual: Node<'_, '_>, path: &str) -> Option<String> {
    let (expected, actual) = (by_name(expected), by_name(actual));
    let names = |children: &BTreeMap<String, Vec<Node<'_, '_>>>| -> Vec<String> {
        children.iter().map(|(name, nodes)| format!("{name} x{}", nodes.len())).collect()
    };
    if names(&expected) != names(&actual) {
        return Some(format!(
            "`{path}`: expected the elements {}, found {}",
            names(&expected).join(", "),
            names(&actual).join(", ")
        ));
    }
    let pairs = expected.into_values().flatten().zip(actual.into_values().flatten());
    pairs.into_iter().find_map(|(expected, actual)| element_difference(expected, actual, path))
}

fn by_name<'a, 'input>(node: Node<'a, 'input>) -> BTreeMap<String, Vec<Node<'a, 'input>>> {
    let mut found: BTreeMap<String, Vec<Node<'a, 'input>>> = BTreeMap::new();
    for child in node.children().filter(Node::is_element) {
        found.entry(name(child)).or_default().push(child);
    }
    for entries in found.values_mut() {
        sort_entries(entries);
    }
    found
}

/// The entries of a map have no order, and are put in that of their keys. They are known by their
/// name, `entry`, or by what they hold, a `key` and a `value`; where traits rename all of these, order counts.
fn sort_entries(nodes: &mut [Node<'_, '_>]) {
    let key = |node: &Node<'_, '_>| {
        let children: Vec<_> = node.children().filter(Node::is_element).collect();
        let is_called = |node: &Node<'_, '_>, name: &str| node.tag_name().name() == name;
        match children.as_slice() {
            [key, value]
                if is_called(node, "entry")
                    || (is_called(key, "key") && is_called(value, "value")) =>
            {
                Some(text(*key))
            }
            _ => None,
        }
    };
    if nodes.iter().all(|node| key(node).is_some()) {
        nodes.sort_by_key(key);
    }
}

/// The name of an element, with its namespace where it has one.
fn name(node: Node<'_, '_>) -> String {
    match node.tag_name().namespace() {
        Some(namespace) => format!("{{{namespace}}}{}", node.tag_name().name()),
        None => node.tag_name().name().to_owned(),
    }
}

fn attributes(node: Node<'_, '_>) -> BTreeMap<String, String> {
    let attributes = node.attributes();
    attributes
        .map(|attribute| {
            let namespace = attribute.namespace().map(|uri| format!("{{{uri}}}"));
            let name = format!("{}{}", namespace.unwrap_or_default(), attribute.name());
            (name, attribute.value().to_owned())
        })
        .collect()
}

/// The prefixes that mean something within an element.
fn namespaces(node: Node<'_, '_>) -> BTreeMap<String, String> {
    node.namespaces()
        .map(|namespace| {
            (namespace.name().unwrap_or_default().to_owned(), namespace.uri().to_owned())
        })
        .collect()
}

/// The text that stands directly in an element.
fn text(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(Node::is_text).filter_map(|child| child.text());
    texts.map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(a: &str, b: &str) -> bool {
        difference(a.as_bytes(), b.as_bytes()).is_none()
    }

    #[test]
    fn what_means_the_same_is_the_same() {
        for (a, b) in [
            ("<a>\n  <b>1</b>\n  <c/>\n</a>", "<a><c></c><b>1</b></a>"),
            ("<a x=\"1\" y='2'/>", "<?xml version=\"1.0\"?><a y=\"2\" x=\"1\"></a>"),
            (
                "<a><e><key>x</key><value>1</value></e><e><key>b</key><value>2</value></e></a>",
                "<a><e><key>b</key><value>2</value></e><e><key>x</key><value>1</value></e></a>",
            ),
            ("not xml", "not xml"),
        ] {
            assert!(is_same(a, b), "{a} differs from {b}");
        }
    }

    #[test]
    fn what_means_something_else_differs() {
        for (a, b) in [
            ("<a/>", "<b/>"),
            ("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>"),
            (
                "<a><s><x>1</x><y>2</y></s><s><x>0</x><y>2</y></s></a>",
                "<a><s><x>0</x><y>2</y></s><s><x>1</x><y>2</y></s></a>",
            ),
            ("<a><b/></a>", "<a><b/><b/></a>"),
            ("<a x=\"1\"/>", "<a x=\"2\"/>"),
            ("<a xmlns=\"x\"/>", "<a/>"),
            ("<a xmlns:p=\"x\"/>", "<a/>"),
            ("<a>1</a>", "<a>2</a>"),
            ("not xml", "nor this"),
        ] {
            assert!(!is_same(a, b), "{a} is like {b}");
        }
    }
}
