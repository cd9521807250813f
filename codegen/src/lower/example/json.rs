//! Nodes as JSON for people to read.

use std::fmt::Write as _;

use crate::model::Node;

/// The longest object or array that stands on one line, in characters.
const WIDTH: usize = 60;

/// The lines of a node.
pub(super) fn lines(node: &Node) -> Vec<String> {
    let mut text = String::new();
    write(node, 0, &mut text);
    text.lines().map(str::to_owned).collect()
}

fn write(node: &Node, depth: usize, out: &mut String) {
    let mut flat = String::new();
    if write_flat(node, &mut flat).is_some() {
        out.push_str(&flat);
        return;
    }
    match node {
        Node::Array(items) => {
            let items = items.iter().map(|item| (String::new(), item));
            write_block(['[', ']'], items, depth, out);
        }
        Node::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (format!("{}: ", quoted(key)), value));
            write_block(['{', '}'], entries, depth, out);
        }
        Node::String(text) => out.push_str(&quoted(text)),
        Node::Null | Node::Bool(_) | Node::Number(_) => out.push_str(&flat),
    }
}

fn write_block<'a>(
    [open, close]: [char; 2],
    items: impl Iterator<Item = (String, &'a Node)>,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    for (index, (key, value)) in items.enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(&key);
        write(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// Adds a node to a line; `None` as soon as the line is longer than [`WIDTH`].
fn write_flat(node: &Node, out: &mut String) -> Option<()> {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(value) => out.push_str(&value.to_string()),
        Node::Number(value) => out.push_str(value.as_ref()),
        Node::String(text) => write_flat_text(text, out)?,
        Node::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write_flat(item, out)?;
            }
            out.push(']');
        }
        Node::Object(entries) if entries.is_empty() => out.push_str("{}"),
        Node::Object(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "{ " } else { ", " });
                write_flat_text(key, out)?;
                out.push_str(": ");
                write_flat(value, out)?;
            }
            out.push_str(" }");
        }
    }
    (out.chars().count() <= WIDTH).then_some(())
}

fn write_flat_text(text: &str, out: &mut String) -> Option<()> {
    let is_short = text.chars().nth(WIDTH).is_none();
    is_short.then(|| out.push_str(&quoted(text)))
}

/// A string of JSON, in which nothing is left that cannot be seen.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_hidden(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    // Writing to a string cannot fail.
                    let _ = write!(quoted, "\\u{unit:04x}");
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character is a control character, breaks a line, or turns the direction of the text.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn object(entries: &[(&str, Node)]) -> Node {
        let entries = entries.iter().map(|(key, node)| ((*key).to_owned(), node.clone()));
        Node::Object(entries.collect::<BTreeMap<_, _>>())
    }

    #[test]
    fn short_values_stand_on_one_line_and_long_ones_do_not() {
        let short = object(&[("a", Node::from(1)), ("b", Node::Array(vec![]))]);
        assert_eq!(lines(&short), [r#"{ "a": 1, "b": [] }"#]);
        let long = object(&[("a", short), ("b", Node::String("x".repeat(50)))]);
        let text = format!("  \"b\": \"{}\"", "x".repeat(50));
        assert_eq!(lines(&long), ["{", r#"  "a": { "a": 1, "b": [] },"#, text.as_str(), "}"]);
    }

    #[test]
    fn strings_hide_nothing() {
        let node = Node::String("a\"\\\n\u{202E}\u{1}é😀".to_owned());
        assert_eq!(lines(&node), [r#""a\"\\\n\u202e\u0001é😀""#]);
    }
}
